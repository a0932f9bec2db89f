//! Kinds of customers beside those of the table of the demo world, against the simulated registers: each is recognised,
//! is asked only what applies to it, and brings its applications to their receipts.

use db::testing::Scratch;

use super::acting::Worker;
use super::filling::{begin, fill};
use super::people::{Actor, Cast};
use super::tests::{arrives, outside};
use super::working::{Day, submitted};
use crate::applications;
use crate::kernel::Language;
use crate::registers;
use crate::services::{AskedForm, CustomerKind, Kind, Profile, Service, newest_form};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, between};
use crate::texts::texts;

/// Identity code, name, business ID, organisation, right; what it is taken for; what it applies for, and steps that it
/// is and is not asked.
struct Case {
    person: (&'static str, &'static str),
    organisation: (&'static str, &'static str),
    right: &'static str,
    swedish: bool,
    profile: &'static str,
    services: &'static [Service],
    asked: &'static [&'static str],
    not_asked: &'static [&'static str],
}

const PRIVATE: Case = Case {
    person: ("040765-9355", "Onni Kaisla"),
    organisation: ("9900263-8", "Terveysosuuskunta Kaisla"),
    right: "position:TJ",
    swedish: false,
    profile: "private units health",
    services: &[Service::PatientData, Service::Prescription],
    asked: &["organisation", "joining_model", "units"],
    not_asked: &["signing_authority", "pharmacy"],
};

const PUBLIC: Case = Case {
    person: ("120470-9334", "Heikki Suurjärvi"),
    organisation: ("9900247-8", "Suurjärven sairaalayhtymä"),
    right: "mandate:deployment",
    swedish: false,
    profile: "public units bilingual health",
    services: &[Service::PatientData, Service::Prescription],
    asked: &["organisation", "units", "signing_authority"],
    not_asked: &["joining_model", "pharmacy"],
};

static CASES: [Case; 11] = [
    PUBLIC,
    Case {
        person: ("230581-934W", "Valpuri Harjula"),
        organisation: ("9900255-8", "Valtion Harjulan sairaala"),
        profile: "public units health",
        ..PUBLIC
    },
    PRIVATE,
    Case {
        person: ("160474-936U", "Kirsi Kivi"),
        organisation: ("9900271-8", "Fysioterapia Kivi ja Kanto Ay"),
        right: "mandate:deployment",
        ..PRIVATE
    },
    Case {
        person: ("290983-937L", "Pertti Ruukki"),
        organisation: ("9900278-5", "Ruukin Paperi Oy"),
        right: "mandate:deployment",
        ..PRIVATE
    },
    Case {
        person: ("050990-938Y", "Astrid Utskär"),
        organisation: ("9900285-7", "Utskärets Hälsa Ab"),
        swedish: true,
        ..PRIVATE
    },
    Case {
        person: ("240376-939T", "Tuomas Tammisto"),
        organisation: ("9900292-9", "Tammiston hyvinvointialue"),
        profile: "hospital_pharmacy units health social",
        ..PUBLIC
    },
    Case {
        person: ("111166-940A", "Ulla Rohto"),
        organisation: ("9900299-6", "Esimerkin yliopisto"),
        profile: "university_pharmacy units",
        services: &[Service::Prescription],
        asked: &["organisation", "pharmacy", "signing_authority"],
        not_asked: &["joining_model", "units"],
        ..PUBLIC
    },
    // A pharmacist's estate; the manager whom it has appointed acts by mandate 1.
    Case {
        person: ("170759-9438", "Eero Väliaho"),
        organisation: ("9900306-7", "Apteekkari K. Kuusiharjun kuolinpesä"),
        profile: "pharmacist units",
        services: &[Service::Prescription],
        asked: &["organisation", "pharmacy"],
        not_asked: &["joining_model", "units", "signing_authority"],
        ..PUBLIC
    },
    // A professional whom only the older register of practitioners has.
    Case {
        person: ("120684-944P", "Hilla Lumipuro"),
        organisation: ("9900313-9", "Lumipuron Puheterapia, Tmi"),
        right: "position:ELI",
        profile: "self_employed",
        asked: &["organisation", "joining_model"],
        not_asked: &["units", "signing_authority", "pharmacy"],
        ..PRIVATE
    },
    // A trader whom no register of providers has. The step of the units says why it asks nothing.
    Case {
        person: ("080379-945E", "Sampo Sarastus"),
        organisation: ("9900320-0", "Sarastuksen Kotihoito, Tmi"),
        right: "position:ELI",
        profile: "sole_trader units",
        ..PRIVATE
    },
];

impl Case {
    fn actor(&self) -> Actor {
        let ((national_id, name), (organisation, organisation_name)) = (self.person, self.organisation);
        let text = format!(
            "national_id = \"{national_id}\"\nname = \"{name}\"\norganisation = \"{organisation}\"\n\
             organisation_name = \"{organisation_name}\"\nbasis = \"{}\"\nswedish = {}",
            self.right, self.swedish
        );
        toml::from_str(&text).expect("an actor")
    }
}

/// Whether somebody must be named whom the owner of a pharmacy names.
fn needs_pharmacy_contact(form: AskedForm) -> bool {
    form.questions().any(|(_, question)| match &question.kind {
        Kind::People { roles, .. } => roles
            .iter()
            .any(|role| role.key == "pharmacy_contact" && role.required && role.audience.includes(form.profile)),
        _ => false,
    })
}

async fn each_further_kind_of_customer_is_asked_only_what_applies_to_it(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let day = Day::now(outside.world.app.clone(), &cast);
    let now = day.app.clock.now();
    for customer in &CASES {
        let who = customer.actor();
        let organisation = super::acting::organisation(&who).expect("valid");
        let profile = registers::find_profile(&day.app, now, &organisation).await.expect("told");
        assert_eq!(profile.code(), customer.profile, "{}", who.organisation_name);
        for service in customer.services {
            let form = newest_form(*service, profile.kind).expect("a form").asked(profile);
            let steps: Vec<&str> = form.steps().map(|step| step.key).collect();
            for step in customer.asked {
                assert!(steps.contains(step), "{} and {}: {step}", who.organisation_name, service.code());
            }
            for step in customer.not_asked {
                assert!(!steps.contains(step), "{} and {}: {step}", who.organisation_name, service.code());
            }
            let (dispenses, has_hospital) =
                (*service == Service::Prescription, profile.kind == CustomerKind::HospitalPharmacy);
            assert_eq!(steps.contains(&"hospital_pharmacy"), dispenses && has_hospital, "{form:?}");
            let keeps = has_hospital || profile.kind.keeps_only_pharmacies();
            assert_eq!(needs_pharmacy_contact(form), dispenses && keeps, "{form:?}");
            let id = submitted(&day, &who, *service, &[]).await.expect("submitted");
            let sent = applications::load_case(&mut day.app.db.read().await.expect("a reader"), &id).await;
            assert!(sent.expect("a case").case_number.starts_with("KE-"));
            let browser = arrives(&outside, &who).await;
            browser.page(&format!("/o/{organisation}/applications/{id}")).await;
        }
    }
}

/// What is on the first two pages of a customer of whom no register has told yet.
async fn first_pages_are_right(outside: &Outside, who: &Actor, kind: CustomerKind) {
    let (place, keeps) =
        (format!("/o/{}", who.organisation), kind == CustomerKind::HospitalPharmacy || kind.keeps_only_pharmacies());
    let forget = "delete from register_copy where key = $1";
    let browser = arrives(outside, who).await;
    outside.world.meddle(forget, db::values![who.organisation.as_str()]).await;
    let home = browser.get(&format!("{place}/")).await;
    assert_eq!(home.shows(&format!("href=\"{place}/pharmacies\"")), keeps, "{}: {}", who.name, home.body);
    let is_unknown = kind == CustomerKind::SoleTrader;
    assert_eq!(home.shows("Organisaatiotanne ei löydy"), is_unknown, "{}: {}", who.name, home.body);
    outside.world.meddle(forget, db::values![who.organisation.as_str()]).await;
    let list = browser.get(&format!("{place}/applications")).await;
    for service in Service::ALL {
        let form = newest_form(service, kind);
        let row = format!("applications\">{}</a>", service.name(texts(Language::Fi)));
        assert_eq!(
            home.shows(&row),
            form.is_some() && !service.is_extension(),
            "{} {service:?}: {}",
            who.name,
            home.body
        );
        // What needs another service in use says so in the place of its button.
        let begins = form.is_some_and(|form| form.requires.is_empty() && service.extends().is_empty());
        let begin = format!("name=\"service\" value=\"{}\"", service.code());
        assert_eq!(list.shows(&begin), begins, "{} {service:?}: {}", who.name, list.body);
    }
    // Only private providers bring others in; nobody else is led to a page that refuses them.
    let brings_in = !kind.is_public() && !kind.keeps_only_pharmacies();
    assert_eq!(list.shows(&format!("href=\"{place}/parties\"")), brings_in, "{}: {}", who.name, list.body);
    let parties = browser.page(&format!("{place}/parties")).await;
    assert_eq!(parties.shows(&format!("href=\"{place}/parties/add\"")), brings_in, "{}: {}", who.name, parties.body);
}

/// Nobody has asked a register about them: whoever comes by a mandate is not even asked about at the door.
async fn each_further_kind_of_customer_finds_its_own_services_at_the_first_sight(scratch: &Scratch) {
    let outside = outside(scratch).await;
    for customer in &CASES {
        let profile = Profile::parse(customer.profile).expect("a profile");
        first_pages_are_right(&outside, &customer.actor(), profile.kind).await;
    }
}

/// The register of pharmacies, or that of providers, is silent when the owner of a hospital pharmacy comes first.
async fn a_silent_register_holds_no_first_page_up_and_makes_no_university_of_a_county(scratch: &Scratch) {
    let outside = outside(scratch).await;
    let (county, now) = (CASES[6].actor(), outside.world.app.clock.now());
    let (place, id) = (format!("/o/{}", county.organisation), super::acting::organisation(&county).expect("valid"));
    let browser = arrives(&outside, &county).await;
    outside.fault("pharmacies_down", true).await;
    let home = browser.page(&format!("{place}/")).await;
    assert!(home.shows("Potilastietovaranto") && !home.shows(&format!("href=\"{place}/pharmacies\"")), "{}", home.body);
    let list = browser.page(&format!("{place}/applications")).await;
    assert!(list.shows("name=\"service\" value=\"patient_data\""), "{}", list.body);
    outside.fault("pharmacies_down", false).await;
    outside.fault("code_service_down", true).await;
    outside.world.meddle("delete from register_copy where key = $1", db::values![county.organisation.as_str()]).await;
    let profile = registers::find_profile(&outside.world.app, now, &id).await.expect("told");
    assert_eq!(profile.kind, CustomerKind::HospitalPharmacy, "the register of pharmacies knows it");
    let home = browser.page(&format!("{place}/")).await;
    assert!(home.shows("Potilastietovaranto") && home.shows(&format!("href=\"{place}/pharmacies\"")), "{}", home.body);
    let list = browser.page(&format!("{place}/applications")).await;
    assert!(list.shows("name=\"service\" value=\"patient_data\""), "{}", list.body);
    outside.fault("code_service_down", false).await;
    // A page that must be quick leaves a register alone for a moment after it was silent.
    outside.world.app.clock.advance_seconds(61);
    let home = browser.page(&format!("{place}/")).await;
    assert!(home.shows("Haettu SOTE-organisaatiorekisteristä"), "the control: {}", home.body);
}

/// Whoever dies keeps no pharmacy: the register of pharmacies has the estate, and Suomi.fi the manager's mandate.
async fn an_appointed_manager_acts_for_the_estate_of_a_pharmacist_by_mandate(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let day = Day::now(outside.world.app.clone(), &cast);
    let who = CASES[8].actor();
    let eero = outside.world.person(&who.national_id, &who.name, &[]).await;
    let home = format!("/o/{}/", who.organisation);
    assert!(eero.get(&home).await.status.is_client_error(), "not before Suomi.fi says so");
    let out = eero.post("/act-for", &[]).await;
    let chosen = [("organisation", who.organisation.as_str()), ("answer", "select")];
    let back = outside.fill(out.redirects(), &chosen).await;
    assert_eq!(eero.get(&back).await.redirects(), home);
    let page = eero.page(&format!("{home}pharmacies")).await;
    assert!(page.shows("Kuusiharjun apteekki"), "{}", page.body);
    submitted(&day, &who, Service::Prescription, &[]).await.expect("submitted");
    assert!(eero.page(&home).await.shows("Teillä on yksi apteekki"));
    let sql = "select basis from signature where signatory_name = $1";
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let signed: Vec<(String,)> = read.all(sql, db::values![who.name.as_str()]).await.expect("listed");
    assert_eq!(signed, [("mandate:deployment".to_string(),)]);
}

const SILENT_PROVIDERS: &str = "SOTE-organisaatiorekisteri ei vastaa juuri nyt";
const SILENT_PHARMACIES: &str = "Fimean apteekkirekisteri ei vastaa juuri nyt";
const OTHER_FORM: &str = "Yritysmuoto on toinen kuin";

/// A draft says which register is silent only while it is, and of those only the one in which the applicant stands.
async fn the_check_names_only_registers_that_are_silent(
    outside: &Outside,
    (day, who, browser): (&Day<'_>, &Actor, &Browser<'_>),
    is_provider: bool,
) {
    let worker = Worker::sign_in(day, who).await.expect("signed in");
    let id = begin(&worker, Service::Prescription).await.expect("begun");
    let typed = (&worker, day.cast.typed_by(who));
    fill(typed, &id, Service::Prescription, &[], &[]).await.expect("filled in");
    let check = format!("/o/{}/applications/{id}/check", who.organisation);
    let page = browser.page(&check).await;
    assert!(!page.shows(SILENT_PROVIDERS) && !page.shows(SILENT_PHARMACIES), "{}", page.body);
    let forget = "delete from register_copy where source in ('organisation', 'pharmacist') and key = $1";
    outside.world.meddle(forget, db::values![who.organisation.as_str()]).await;
    for fault in ["code_service_down", "pharmacies_down"] {
        outside.fault(fault, true).await;
    }
    let page = browser.page(&check).await;
    assert_eq!(page.shows(SILENT_PROVIDERS), is_provider, "{}", page.body);
    assert!(page.shows(SILENT_PHARMACIES), "{}", page.body);
    for fault in ["code_service_down", "pharmacies_down"] {
        outside.fault(fault, false).await;
    }
    let page = browser.page(&check).await;
    assert!(!page.shows(SILENT_PROVIDERS) && !page.shows(SILENT_PHARMACIES), "{}", page.body);
}

/// The officer reads which pharmacy the register has, and nothing of a legal form that is as it was.
async fn the_officer_reads_of_the_pharmacy(outside: &Outside, who: &Actor, case: &str, pharmacy: &str) {
    let vilma = outside.world.vilma().await;
    let page = vilma.page(case).await;
    assert!(page.shows("Fimean apteekkirekisteri: ") && page.shows(pharmacy), "{}", page.body);
    assert!(!page.shows(OTHER_FORM) && !page.shows("ei vastaa, joten"), "{}", page.body);
    let company = serde_json::json!({ "business_id": who.organisation, "name": who.organisation_name,
        "parallel_name": null, "form": "16", "registered": true, "private": true });
    let change = "update register_copy set content = $1 where source = 'company' and key = $2";
    outside.world.meddle(change, db::values![company.to_string(), who.organisation.as_str()]).await;
    assert!(vilma.page(case).await.shows(OTHER_FORM), "the control");
}

async fn a_hospital_pharmacy_and_a_university_pharmacy_go_the_way_of_pharmacies(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let day = Day::now(outside.world.app.clone(), &cast);
    for (customer, name, branches) in
        [(&CASES[6], "Tammiston sairaala-apteekki", false), (&CASES[7], "Esimerkin yliopiston apteekki", true)]
    {
        let who = customer.actor();
        let (browser, place) = (arrives(&outside, &who).await, format!("/o/{}", who.organisation));
        browser.page(&format!("{place}/")).await;
        let page = browser.page(&format!("{place}/pharmacies")).await;
        assert!(page.shows(name), "{}", page.body);
        let label = if branches { "P\u{e4}\u{e4}apteekki" } else { "Sairaala-apteekki" };
        assert!(page.shows(&format!("<span class=\"hint\">{label}</span>")), "{}", page.body);
        // Applies first, as whoever keeps a pharmacy that is in use already.
        assert!(page.shows("/applications\""), "{}", page.body);
        the_check_names_only_registers_that_are_silent(&outside, (&day, &who, &browser), !branches).await;
        let id = submitted(&day, &who, Service::Prescription, &[]).await.expect("submitted");
        // A hospital pharmacy has no branches to tell of.
        assert_eq!(page.shows("kind=new_branch"), branches, "{}", page.body);
        let new_branch = browser.get(&format!("{place}/pharmacies/changes/new?kind=new_branch")).await;
        assert_eq!(new_branch.status.is_success(), branches);
        let form = browser.page(&format!("{place}/pharmacies/changes/new?kind=temporary_closing")).await;
        let pharmacy = between(&form.body, "<option value=\"", "\"").to_string();
        let fields = [
            ("kind", "temporary_closing"),
            ("pharmacy", pharmacy.as_str()),
            ("effective_on", "15.1.2027"),
            ("until_on", "29.1.2027"),
            ("email", "apteekki@esimerkki.example"),
        ];
        let sent = browser.post(&format!("{place}/pharmacies/changes"), &fields).await.redirects().to_string();
        assert!(browser.page(&sent).await.shows(name));
        let home = browser.page(&format!("{place}/")).await;
        assert!(home.shows("Teillä on yksi apteekki"), "{}", home.body);
        the_officer_reads_of_the_pharmacy(&outside, &who, &format!("/desk/cases/{id}"), name).await;
    }
}

/// The register of providers still answers for whom it has ended; only the last day says so.
async fn whose_registration_has_ended_is_told_so_and_names_no_unit(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let (leena, place) = (arrives(&outside, &cast.former).await, format!("/o/{}", cast.former.organisation));
    let draft = leena.post(&format!("{place}/applications"), &[("service", "prescription")]).await;
    let draft = draft.redirects().to_string();
    let page = leena.page(&format!("{draft}/steps/organisation")).await;
    assert!(page.shows("SOTE-organisaatiorekisterissä päättyi 30.6.2026"), "{}", page.body);
    assert!(!page.shows("Rekisteröikää organisaationne"), "it is known: {}", page.body);
    let day = Day::now(outside.world.app.clone(), &cast);
    let refused = submitted(&day, &cast.former, Service::Prescription, &[]).await;
    assert!(refused.is_err(), "no unit of the register can be named any more");
    let running = arrives(&outside, &cast.clinic).await;
    let place = format!("/o/{}/applications", cast.clinic.organisation);
    let draft = running.post(&place, &[("service", "patient_data")]).await;
    let page = running.page(&format!("{}/steps/organisation", draft.redirects())).await;
    assert!(!page.shows("päättyi"), "the control: {}", page.body);
}

db::testing::on_both![
    whose_registration_has_ended_is_told_so_and_names_no_unit,
    each_further_kind_of_customer_finds_its_own_services_at_the_first_sight,
    a_silent_register_holds_no_first_page_up_and_makes_no_university_of_a_county,
    each_further_kind_of_customer_is_asked_only_what_applies_to_it,
    a_hospital_pharmacy_and_a_university_pharmacy_go_the_way_of_pharmacies,
    an_appointed_manager_acts_for_the_estate_of_a_pharmacist_by_mandate,
];
