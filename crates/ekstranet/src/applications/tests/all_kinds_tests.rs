//! Every kind of customer with every service that it may take: each question has texts and takes a right answer; and one
//! customer of each kind goes from a draft into production.

use db::testing::Scratch;

use super::attachment_tests::{PDF, upload_to};
use super::kinds_tests::{become_company, become_pharmacy, drive, empty, in_production, right_answers};
use super::validation_tests::{facts, system};
use super::{Clinic, SYSTEM, UNIT, address};
use crate::applications::answers::{self, AllAnswers};
use crate::applications::validation::{Facts, check_all};
use crate::applications::{OfficerStep, load_case};
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{BusinessId, Language};
use crate::registers::InformationSystem;
use crate::services::{AskedForm, CustomerKind, Kind, KnownFact, Profile, Service, Text, newest_form};
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::texts::texts;
use crate::web::Form;

/// Every kind of customer as every one of its forms may ask it.
fn asked_forms() -> Vec<AskedForm> {
    let mut asked = Vec::new();
    for (service, kind) in Service::ALL.into_iter().flat_map(|one| CustomerKind::ALL.map(|kind| (one, kind))) {
        let Some(form) = newest_form(service, kind) else { continue };
        for facts in 0..1_usize << KnownFact::ALL.len() {
            let known = KnownFact::ALL.into_iter().enumerate().filter(|(at, _)| facts & (1 << at) != 0);
            asked.push(form.asked(known.fold(Profile::of(kind), |profile, (_, fact)| profile.with(fact))));
        }
    }
    asked
}

/// What the registers tell of the customer in the world of the right answers.
fn known_to(form: AskedForm) -> Facts {
    let all = "patient_data prescription social_data imaging_data";
    let of = |id: &str, kind: &str| InformationSystem {
        kind: kind.to_string(),
        services: all.to_string(),
        ..system(id, "2029-06-30")
    };
    let mut facts = Facts { service: form.certified_for, profile: form.profile, ..facts() };
    facts.running = form.service.extends().to_vec();
    facts.systems = vec![
        of(SYSTEM, "care"),
        of("apteekkivirta-5.4", "pharmacy"),
        of("kuvapacs-11", "archive"),
        of("kuvaris-4.2", "radiology"),
        of("kuvapacs-katselin-11", "viewer"),
    ];
    facts
}

/// All that the customer reads on the pages of a form.
fn texts_of(form: AskedForm) -> Vec<Text> {
    let mut all: Vec<Text> = form.groups().map(|(group, _)| group.title).collect();
    for step in form.steps() {
        all.extend([step.title, step.lead]);
        let notes = step.notes.iter().filter(|note| note.audience.includes(form.profile));
        all.extend(notes.map(|note| note.text));
    }
    for (_, question) in form.questions() {
        all.push(question.label);
        all.extend(question.hint);
        let choices = question.kind.choices().into_iter().flatten();
        all.extend(choices.flat_map(|choice| [Some(choice.label), choice.text]).flatten());
        if let Kind::People { roles, .. } = question.kind {
            all.extend(roles.iter().flat_map(|role| [role.name, role.text]));
        }
    }
    all
}

#[test]
fn every_kind_is_asked_every_service_of_theirs_in_three_languages_and_right_answers_are_right() {
    let (mut pairs, mut steps) = (std::collections::BTreeSet::new(), 0);
    for form in asked_forms() {
        for text in texts_of(form) {
            let shown = Language::ALL.map(|language| text(texts(language)));
            assert!(shown.iter().all(|text| text.trim().len() > 1), "{form:?}: {shown:?}");
        }
        let mut all = AllAnswers::new();
        for step in form.steps() {
            let fields = right_answers(form, step);
            let posted = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
            all.insert(step.key.to_string(), answers::read(step, &Form::read(posted.as_bytes())).answers);
            steps += 1;
        }
        assert_eq!(check_all(form, &all, &known_to(form)), [], "{form:?}");
        // The control: with nothing answered each of them has something to say.
        assert!(check_all(form, &AllAnswers::new(), &known_to(form)).len() >= form.steps().count() / 2, "{form:?}");
        pairs.insert((form.service, form.profile.kind));
    }
    let kinds: std::collections::BTreeSet<CustomerKind> = pairs.iter().map(|(_, kind)| *kind).collect();
    let services: std::collections::BTreeSet<Service> = pairs.iter().map(|(service, _)| *service).collect();
    assert_eq!((kinds.len(), services.len()), (CustomerKind::ALL.len(), Service::ALL.len()));
    // Six kinds take every service; those who only keep a pharmacy take one and its extension.
    assert_eq!(pairs.len(), 6 * Service::ALL.len() + 2 * 2, "{pairs:?}");
    assert!(steps > 5_000, "{steps}");
}

/// A kind of customer by what the registers tell of it, and a service that it takes.
struct One {
    kind: CustomerKind,
    legal_form: &'static str,
    service: Service,
}

const ONES: [One; 8] = [
    One { kind: CustomerKind::Private, legal_form: "16", service: Service::Prescription },
    One { kind: CustomerKind::Public, legal_form: "hyvinvointialue", service: Service::PatientData },
    One { kind: CustomerKind::Foundation, legal_form: "18", service: Service::ImagingData },
    One { kind: CustomerKind::SelfEmployed, legal_form: "26", service: Service::SocialData },
    One { kind: CustomerKind::HospitalPharmacy, legal_form: "hyvinvointialue", service: Service::Prescription },
    One { kind: CustomerKind::Pharmacist, legal_form: "26", service: Service::Prescription },
    One { kind: CustomerKind::UniversityPharmacy, legal_form: "49", service: Service::Prescription },
    // Whom the register of providers does not tell of, because it is down.
    One { kind: CustomerKind::SoleTrader, legal_form: "26", service: Service::PatientData },
];

async fn line(clinic: &Clinic, service: Service) -> DeploymentLine {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let lines = deployments::list(&mut read, &organisation).await.expect("listed");
    lines.into_iter().find(|line| line.service == service).expect("granted")
}

/// Approved, set up, tested where the service asks for it, in production today.
async fn into_production(clinic: &Clinic, matti: &Browser<'_>, form: AskedForm) {
    let id = drive(clinic, matti, form, false).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let version = load_case(&mut read, &id).await.expect("a case").version;
    drop(read);
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, version + 1, approve).await.expect("approved");
    let deployment = format!("/o/{RANTAPOLKU}/deployments/{}", line(clinic, form.service).await.id);
    for item in form.deployment.items {
        if item.papers.is_some() {
            let (field, named) = (format!("papers-{}", item.key), [("papers", item.key)]);
            let files: [(&str, &[u8]); 1] = [("tausta.pdf", PDF)];
            upload_to(matti, (&format!("{deployment}/papers"), &field), &named, &files).await.redirects();
        }
        matti.post(&format!("{deployment}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{deployment}/production-date"), &day).await.redirects();
    if form.deployment.test {
        assert_eq!(line(clinic, form.service).await.state, DeploymentState::SetUp, "{form:?}: not without the test");
        matti.post(&format!("{deployment}/test"), &[("version", "2"), ("test_day", "21.11.2026")]).await.redirects();
        let report = [
            ("version", "3"),
            ("result", "passed"),
            ("held_on", "21.11.2026"),
            ("performed_by", "Tiina Tekninen"),
            ("archivist", "Anni Arkisto"),
        ];
        matti.post(&format!("{deployment}/test-report"), &report).await.redirects();
    }
    assert_eq!(line(clinic, form.service).await.state, DeploymentState::InProduction, "{form:?}");
    matti.page(&deployment).await;
    matti.page(&address(&id, "/decision")).await;
}

async fn item_2_one_customer_of_each_kind_goes_from_a_draft_into_production(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    for (index, One { kind, legal_form, service }) in ONES.into_iter().enumerate() {
        empty(&clinic).await;
        become_company(&clinic, legal_form, None).await;
        let keeps_pharmacy =
            [CustomerKind::HospitalPharmacy, CustomerKind::Pharmacist, CustomerKind::UniversityPharmacy];
        if keeps_pharmacy.contains(&kind) {
            become_pharmacy(&clinic, kind).await;
        }
        if kind == CustomerKind::SoleTrader {
            clinic.silence().await;
        }
        let language = if index % 2 == 0 { Language::Sv } else { Language::Fi };
        let matti = clinic.world.matti().await.speaking(language);
        let profile = Profile::of(kind).with(KnownFact::Units);
        let form = newest_form(service, kind).expect("a form").asked(profile);
        in_production(&clinic, form).await;
        into_production(&clinic, &matti, form).await;
    }
}

/// Whose registered name and units are Swedish alone goes the same way, and the pages say which language a name is.
async fn a_customer_with_a_swedish_name_alone_brings_its_case_to_the_receipt(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let name = "Strandstigens läkarstation Ab";
    let unit = serde_json::json!({ "oid": UNIT, "name": "Strandstigens mottagning", "begins_on": "2020-01-01",
        "ends_on": "2100-12-31" });
    let company = serde_json::json!({ "business_id": RANTAPOLKU, "name": name, "parallel_name": null, "form": "16",
        "registered": true, "private": true });
    let organisation = serde_json::json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": name,
        "sector": "2", "street_address": "Strandstigen 1", "post_code": "00000", "post_office": "STRANDEN",
        "health": true, "social": false, "units": [unit] });
    for (source, content) in [("company", company), ("organisation", organisation)] {
        let sql = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)";
        let values = db::values![source, RANTAPOLKU, content.to_string(), clinic.world.app.clock.now().milliseconds()];
        clinic.world.meddle(sql, values).await;
    }
    let matti = clinic.world.matti().await.speaking(Language::Sv);
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units).with(KnownFact::Health);
    let form = newest_form(Service::Prescription, CustomerKind::Private).expect("a form").asked(profile);
    let id = drive(&clinic, &matti, form, true).await;
    let case = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
    let facts = between(&case.body, "id=\"step-units\"", "</section>");
    assert!(facts.contains("<dd lang=\"sv\">Strandstigens mottagning ("), "{facts}");
    assert!(case.shows(name), "{}", case.body);
}

db::testing::on_both![
    item_2_one_customer_of_each_kind_goes_from_a_draft_into_production,
    a_customer_with_a_swedish_name_alone_brings_its_case_to_the_receipt,
];
