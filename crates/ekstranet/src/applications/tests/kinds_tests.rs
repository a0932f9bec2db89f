//! Customers of every kind bring their services from the draft to the receipt, by one driver that answers any form; an
//! application keeps the form it began with; many units stay quick.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{ACCESS_POINT, Clinic, SYSTEM, UNIT, address, applications};
use crate::applications::submitting::load_whole;
use crate::deployments::{Granted, open};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::services::{
    AskedForm, CustomerKind, Kind, KnownFact, Profile, Service, StepDefinition, SystemKind, newest_form,
};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU};
use crate::web::Visit;

/// What the company register last told of the customer: a legal form, and perhaps a name in the other language.
pub(super) async fn become_company(clinic: &Clinic, legal_form: &str, other_name: Option<&str>) {
    let private = matches!(legal_form, "5" | "13" | "14" | "16" | "17" | "26" | "29");
    let company = serde_json::json!({ "business_id": RANTAPOLKU, "name": "Rantapolku", "parallel_name": other_name,
        "form": legal_form, "registered": true, "private": private });
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('company', $1, $2, $3)";
    let values = db::values![RANTAPOLKU, company.to_string(), clinic.world.app.clock.now().milliseconds()];
    tx.run_one(sql, values).await.expect("told");
    tx.commit().await.expect("committed");
}

pub(super) type Posted = Vec<(String, String)>;

/// Of an extension, the first service that this kind of customer can extend.
fn extended(form: AskedForm) -> Option<Service> {
    form.service.extends().iter().copied().find(|service| newest_form(*service, form.profile.kind).is_some())
}

/// Right answers to one step of any form.
pub(super) fn right_answers(form: AskedForm, step: &'static StepDefinition) -> Posted {
    let mut posted = Posted::new();
    for question in step.questions_for(form.profile) {
        let given = |key: &str| posted.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value.as_str());
        if !question.is_called_for(given) {
            continue;
        }
        let value = match &question.kind {
            Kind::Confirm => "yes",
            Kind::Choice(choices) | Kind::JoiningModel { choices, .. } => choices[0].key,
            Kind::RunningService => extended(form).expect("a service that is extended").code(),
            Kind::Text { .. } => "Vuodet 2005–2014",
            Kind::Email => "laskut@rantapolku.example",
            Kind::Date { until: None, .. } => "15.1.2027",
            Kind::Date { .. } => "11.1.2027",
            Kind::BusinessId => LEHTOLINNA,
            Kind::PostCode => "00000",
            Kind::EInvoiceAddress => "003799002267",
            Kind::OperatorCode => "TESTFI22",
            Kind::Units | Kind::UnitSubset { .. } => UNIT,
            Kind::System([SystemKind::Pharmacy, ..]) => "apteekkivirta-5.4",
            Kind::System([SystemKind::Archive, ..]) => "kuvapacs-11",
            Kind::System([SystemKind::Radiology, ..]) => "kuvaris-4.2",
            Kind::System([SystemKind::Viewer, ..]) => "kuvapacs-katselin-11",
            Kind::System(_) => SYSTEM,
            Kind::AccessPoint => ACCESS_POINT,
            // Files are optional.
            Kind::Attachment { .. } => continue,
            Kind::People { roles, .. } => {
                let key = question.key;
                for (part, text) in [("name", "Matti"), ("email", "matti@rantapolku.example"), ("phone", "0401234567")]
                {
                    posted.push((format!("{key}-0-{part}"), text.to_string()));
                }
                let needed = roles.iter().filter(|role| role.required && role.audience.includes(form.profile));
                posted.extend(needed.map(|role| (format!("{key}-0-roles"), role.key.to_string())));
                continue;
            }
        };
        posted.push((question.key.to_string(), value.to_string()));
    }
    posted
}

/// Drives a draft of any form to its receipt; `thorough` opens every page in the three languages.
pub(super) async fn drive(clinic: &Clinic, browser: &Browser<'_>, form: AskedForm, thorough: bool) -> ApplicationId {
    let id = clinic.begin_for(browser, form.service).await;
    for step in form.steps() {
        let page = address(&id, &format!("/steps/{}", step.key));
        if thorough {
            browser.page(&page).await;
        } else {
            assert_eq!(browser.get(&page).await.status, StatusCode::OK, "{page}");
        }
        let mut fields = vec![
            ("version".to_string(), "0".to_string()),
            ("form".to_string(), format!("{}-{}", form.code, form.version)),
            ("profile".to_string(), form.profile.code()),
        ];
        fields.extend(right_answers(form, step));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = browser.post(&page, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{form:?} {}: {}", step.key, saved.body);
    }
    if thorough {
        browser.page(&address(&id, "/check")).await;
        browser.page(&address(&id, "/sign")).await;
        browser.page(&address(&id, "/print")).await;
    }
    let receipt = clinic.submit(browser, &id).await.expect("submitted");
    browser.page(&receipt).await;
    id
}

/// Puts the services that another one requires or extends into production.
pub(super) async fn in_production(clinic: &Clinic, form: AskedForm) {
    let needed = form.requires.iter().copied().chain(extended(form));
    for service in needed.collect::<std::collections::BTreeSet<Service>>() {
        let visit = Visit::of_job(&clinic.world.app);
        let application = ApplicationId::new(visit.now, &clinic.world.app.random);
        let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
        let granted = Granted {
            application: &application,
            organisation: &organisation,
            form: newest_form(service, form.profile.kind).expect("a form").asked(form.profile),
            service,
            case_number: "KE-2026-900000",
            language: CaseLanguage::Fi,
            snapshot: serde_json::json!({}),
            recipients: Vec::new(),
            wished_date: None,
        };
        let mut tx = clinic.world.app.db.write().await.expect("a transaction");
        let id = open(&mut tx, &visit, &granted).await.expect("opened");
        let sql = "update deployment set state = 'in_production', in_production_since = '2026-01-01' where id = $1";
        tx.run_one(sql, db::values![id.as_str()]).await.expect("in production");
        tx.commit().await.expect("committed");
    }
}

/// A kind of customer: what it is, its legal form, its name in the other language, and as what it applies.
type Customer = (&'static str, &'static str, Option<&'static str>, CustomerKind);

const CUSTOMERS: [Customer; 16] = [
    ("county", "hyvinvointialue", Some("Strandstigens välfärdsområde"), CustomerKind::Public),
    ("company", "16", None, CustomerKind::Private),
    ("cooperative", "14", None, CustomerKind::Private),
    ("limited partnership", "13", None, CustomerKind::Private),
    ("general partnership", "5", None, CustomerKind::Private),
    ("association", "29", Some("Strandstigen rf"), CustomerKind::Private),
    ("foundation", "18", None, CustomerKind::Foundation),
    ("city", "41", None, CustomerKind::Public),
    ("public body", "49", None, CustomerKind::Public),
    ("professional who trades", "26", None, CustomerKind::SelfEmployed),
    ("joint county authority such as HUS", "hyvinvointiyhtymä", Some("Strandstigens sjukhus"), CustomerKind::Public),
    ("unit of the State", "40", None, CustomerKind::Public),
    ("employer with occupational health care of its own", "17", None, CustomerKind::Private),
    ("provider in Åland", "16", None, CustomerKind::Private),
    ("county with a hospital pharmacy", "hyvinvointialue", None, CustomerKind::HospitalPharmacy),
    ("university with a pharmacy", "49", None, CustomerKind::UniversityPharmacy),
];

/// What the pharmacy register last told; a university is no provider of health care.
pub(super) async fn become_pharmacy(clinic: &Clinic, kind: CustomerKind) {
    let pharmacy = serde_json::json!([{ "oid": "1.2.246.10.99002267.20.1", "name": "Rannan apteekki", "parent": null,
        "begins_on": "2020-01-01", "ends_on": "2100-12-31" }]);
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let now = clinic.world.app.clock.now().milliseconds();
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('pharmacist', $1, $2, $3)";
    tx.run_one(sql, db::values![RANTAPOLKU, pharmacy.to_string(), now]).await.expect("told");
    if kind == CustomerKind::UniversityPharmacy {
        let sql = "insert into register_copy (source, key, content, fetched_at) values ('organisation', $1, null, $2)";
        tx.run_one(sql, db::values![RANTAPOLKU, now]).await.expect("told");
    }
    tx.commit().await.expect("committed");
}

async fn two_kinds_bring_every_service_and_the_others_one_each_to_the_receipt(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    for (index, (what, legal_form, other_name, kind)) in CUSTOMERS.into_iter().enumerate() {
        let language = if index % 2 == 0 { Language::Sv } else { Language::Fi };
        let matti = clinic.world.matti().await.speaking(language);
        let mut profile = Profile::of(kind).with(KnownFact::Units);
        if other_name.is_some() {
            profile = profile.with(KnownFact::Bilingual);
        }
        // The first kinds take every service; the others one each, and `all_kinds_tests` asks every kind every service
        // without pages. Whoever keeps a pharmacy takes what a pharmacy is for.
        let keeps_pharmacy = matches!(kind, CustomerKind::HospitalPharmacy | CustomerKind::UniversityPharmacy);
        let theirs = Service::ALL.into_iter().filter(|service| newest_form(*service, kind).is_some());
        let taken = theirs.enumerate().filter(|(at, service)| {
            if keeps_pharmacy {
                *service == Service::Prescription
            } else {
                index < 2 || *at == index % Service::ALL.len()
            }
        });
        for (_, service) in taken {
            let form = newest_form(service, kind).unwrap_or_else(|| panic!("a form for a {what}")).asked(profile);
            empty(&clinic).await;
            become_company(&clinic, legal_form, other_name).await;
            if keeps_pharmacy {
                become_pharmacy(&clinic, kind).await;
            }
            in_production(&clinic, form).await;
            drive(&clinic, &matti, form, index < 2 || keeps_pharmacy).await;
        }
    }
}

/// Forgets the cases and deployments of the customer before, and what the registers said of it.
pub(super) async fn empty(clinic: &Clinic) {
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    for sql in [
        "delete from deployment_paper",
        "delete from deployment_item",
        "delete from deployment_test",
        "delete from deployment",
    ] {
        tx.run(sql, db::values![]).await.expect("emptied");
    }
    tx.run("update application set state = 'withdrawn' where state <> 'draft'", db::values![]).await.expect("emptied");
    tx.run("delete from register_copy", db::values![]).await.expect("emptied");
    tx.commit().await.expect("committed");
}

async fn item_1_an_application_stays_on_the_version_it_began_with(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let newest = newest_form(Service::ImagingData, CustomerKind::Private).expect("a form");
    assert_eq!((newest.code, newest.version), ("imaging_data", 4), "there are four versions");
    in_production(&clinic, newest.asked(Profile::default())).await;
    let new = clinic.begin_for(&matti, Service::ImagingData).await;
    assert!(matti.get(&address(&new, "/steps/imaging_extent")).await.shows("imaging_data-4"));
    matti.post(&address(&new, "/discard"), &[]).await.redirects();
    let old = clinic.begin_for(&matti, Service::ImagingData).await;
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    // As if it had been begun before version 2 came.
    let sql = "update application set catalogue_version = 1, form = null, profile = null where id = $1";
    tx.run_one(sql, db::values![old.as_str()]).await.expect("older");
    let sql = "insert into application_step (application, step, version, answers, state)
               select application, 'information_system', 0, answers, state from application_step
               where application = $1 and step = 'access_point'";
    tx.run_one(sql, db::values![old.as_str()]).await.expect("older");
    tx.commit().await.expect("committed");
    assert_eq!(matti.get(&address(&old, "/steps/imaging_systems")).await.status, StatusCode::NOT_FOUND);
    let step = matti.page(&address(&old, "/steps/imaging_extent")).await;
    assert!(step.shows("name=\"form\" value=\"imaging_data-1\""), "{}", step.body);
    let save = |form: &'static str| {
        let fields = [("version", "0"), ("form", form), ("profile", "private units"), ("extent", "viewer")];
        let (matti, page) = (&matti, address(&old, "/steps/imaging_extent"));
        async move { matti.post(&page, &fields).await.status }
    };
    assert_eq!(save("imaging_data-4").await, StatusCode::BAD_REQUEST, "the newer form is not this application's");
    assert_eq!(save("imaging_data-1").await, StatusCode::SEE_OTHER);
    let whole = load_whole(&clinic.visit(&matti), &old).await.expect("loads");
    assert_eq!((whole.form.code, whole.form.version), ("imaging_data", 1));
}

async fn a_service_is_searched_by_its_former_name_without_scripts(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let found = matti.page(&format!("{}?search=Potilastiedon+arkisto", applications())).await;
    assert!(found.shows("<b>Potilastietovaranto</b>") && !found.shows("<b>Resepti-palvelu</b>"), "{}", found.body);
    let all = matti.page(&applications()).await;
    assert!(all.shows("<b>Resepti-palvelu</b>") && all.shows("Vanhojen potilastietojen arkistointi"));
    assert!(matti.page(&format!("{}?search=xyzzy", applications())).await.shows("Haulla ei löytynyt"));
    let early = matti.post(&applications(), &[("service", "extension_of_use")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.shows("jokin näistä on tuotantokäytössä"), "{}", early.body);
}

async fn item_5_five_hundred_units_are_ticked_by_exceptions_on_a_small_page(scratch: &Scratch) {
    let name = |number: usize| format!("Rantapolun Lääkäriasema Oy, Lähiklinikka {number}");
    let unit = |number: usize| {
        format!(
            r#"{{"conceptCodeId":"1.2.246.10.99002267.10.{number}","beginDate":"2020-01-01","expirationDate":"2100-12-31","attributes":[{{"attributeName":"LongName","attributeValue":["{}"]}}]}}"#,
            name(number)
        )
    };
    let all: Vec<String> = (1..=500).map(unit).collect();
    let units = format!(r#"{{"conceptCodes":[{}],"totalItems":500,"totalPages":1}}"#, all.join(","));
    let clinic = Clinic::with_units(scratch, Box::leak(units.into_boxed_str())).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::PatientData).await;
    let page = address(&id, "/steps/units");
    let shown = matti.get(&page).await;
    assert!(shown.shows(">Lähiklinikka 7<") && !shown.shows("1.2.246.10.99002267.10.7<"), "names, not identifiers");
    assert!(shown.body.len() < 60_000, "the page is {} bytes", shown.body.len());
    let fields = |version: &'static str, answer: &'static str| {
        vec![("version", version), ("form", "patient_data-2"), ("answer", answer)]
    };
    let ticked = matti.post(&page, &fields("0", "all-units")).await;
    assert_eq!(ticked.redirects(), format!("{page}#units"));
    let shown = matti.get(&page).await;
    assert_eq!(shown.body.matches(" checked>").count(), 500);
    assert!(shown.shows("500 / 500") && shown.body.len() < 60_000, "the page is {} bytes", shown.body.len());
    // Narrowed to some, of which one is an exception: the other ticks stay though they are not shown.
    let narrowed =
        [fields("1", "narrow-units"), vec![("filter-units", "klinikka 49"), ("units-kept", ".1 .2 .3")]].concat();
    let narrowed = matti.post(&page, &narrowed).await.redirects().to_string();
    let shown = matti.get(narrowed.split('#').next().expect("an address")).await;
    assert!(shown.shows("Lähiklinikka 491<") && !shown.shows("Lähiklinikka 1<"), "{}", shown.body);
    let kept = [fields("2", "save"), vec![("units-kept", ".1 .2 .3"), ("units", ".491")]].concat();
    matti.post(&page, &kept).await.redirects();
    let whole = load_whole(&clinic.visit(&matti), &id).await.expect("loads");
    let saved = crate::applications::answers::many(&whole.answers["units"], "units");
    let expected = ["491", "1", "2", "3"].map(|last| format!("1.2.246.10.99002267.10.{last}"));
    assert_eq!(saved, expected);
    assert_eq!(matti.post(&page, &fields("3", "none-units")).await.redirects(), format!("{page}#units"));
    let whole = load_whole(&clinic.visit(&matti), &id).await.expect("loads");
    assert!(crate::applications::answers::many(&whole.answers["units"], "units").is_empty());
}

db::testing::on_both![
    two_kinds_bring_every_service_and_the_others_one_each_to_the_receipt,
    item_1_an_application_stays_on_the_version_it_began_with,
    a_service_is_searched_by_its_former_name_without_scripts,
    item_5_five_hundred_units_are_ticked_by_exceptions_on_a_small_page,
];
