//! Every kind of customer with every service that it may take: each question has texts and takes a right answer.

use db::testing::Scratch;

use super::kinds_tests::{drive, right_answers};
use super::validation_tests::{facts, system};
use super::{Clinic, SYSTEM, UNIT};
use crate::applications::answers::{self, AllAnswers};
use crate::applications::validation::{Facts, check_all};
use crate::kernel::Language;
use crate::registers::InformationSystem;
use crate::services::{AskedForm, CustomerKind, Kind, KnownFact, Profile, Service, Text, newest_form};
use crate::testing::{RANTAPOLKU, between};
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
    // Six kinds take every service; those who only keep a pharmacy take one.
    assert_eq!(pairs.len(), 6 * Service::ALL.len() + 2, "{pairs:?}");
    assert!(steps > 5_000, "{steps}");
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

db::testing::on_both![a_customer_with_a_swedish_name_alone_brings_its_case_to_the_receipt,];
