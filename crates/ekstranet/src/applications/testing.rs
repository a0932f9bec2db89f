//! For tests of the rooms below: a submitted case without the way through its pages.

use std::collections::BTreeMap;

use super::answers::{self, AllAnswers, Answer, StepAnswers};
use super::content::{Applicant, Content};
use super::store::{self, NewDraft};
use super::store_turns::{self, FrozenVersion, Submission};
use super::{DecisionWords, new_case_number, submitting};
use crate::agreements;
use crate::kernel::{ApplicationId, CaseLanguage};
use crate::services::AskedForm;
use crate::web::Visit;

/// A typed answer.
pub(crate) fn text(answer: &str) -> Answer {
    Answer::Text(answer.to_string())
}

/// Brings a signed case of the visit's organisation to the desk. Each answer is step, question and text.
pub(crate) async fn bring_case(visit: &Visit, form: AskedForm, answers: &[(&str, &str, Answer)]) -> ApplicationId {
    let (acting, by) = (visit.acting().expect("acting"), visit.session().expect("signed in"));
    let (organisation, now) = (&acting.organisation, visit.now);
    let mut all = AllAnswers::new();
    for (step, question, answer) in answers {
        all.entry((*step).to_string()).or_default().insert((*question).to_string(), answer.clone());
    }
    let documents = submitting::documents(visit, form.service, CaseLanguage::Fi).await.expect("texts");
    let hashes: Vec<String> = documents.iter().map(|document| document.sha256.clone()).collect();
    let id = ApplicationId::new(now, &visit.app.random);
    let mut tx = visit.app.db.write().await.expect("a transaction");
    let draft =
        NewDraft { id: &id, organisation, organisation_name: &acting.organisation_name, form, case_language: "fi", by };
    assert!(store::insert_draft(&mut tx, now, &draft).await.expect("begun"), "there is an open case already");
    for step in form.steps() {
        let none = StepAnswers::new();
        let row = answers::to_row(all.get(step.key).unwrap_or(&none));
        store::insert_step(&mut tx, &id, step.key, &row).await.expect("a step");
    }
    let case_number = new_case_number(&mut tx, visit).await.expect("a number");
    let submission = Submission {
        application: &id,
        organisation,
        version: 1,
        case_number: &case_number,
        case_language: "fi",
        by,
        basis: &acting.basis.code(),
        companion: "",
    };
    store_turns::update_submitted(&mut tx, now, &submission).await.expect("submitted");
    agreements::sign(&mut tx, visit, acting, &id, form.service, CaseLanguage::Fi, &hashes).await.expect("signed");
    let applicant = Applicant {
        business_id: organisation.to_string(),
        name: acting.organisation_name.clone(),
        oid: None,
        verified_at: None,
    };
    let content = Content {
        service: form.service.code().to_string(),
        form: form.code.to_string(),
        form_version: form.version,
        profile: form.profile.code(),
        applicant,
        answers: all,
        names: BTreeMap::new(),
        files: BTreeMap::new(),
        parties: None,
        pharmacies: Vec::new(),
    };
    let (text, sha256) = content.frozen();
    let frozen = FrozenVersion { application: &id, content: &text, sha256: &sha256, by };
    store_turns::insert_version(&mut tx, now, &frozen).await.expect("frozen");
    submitting::tell(&mut tx, visit, &id, "submitted").await.expect("told");
    tx.commit().await.expect("committed");
    id
}

/// A contact with its roles as a typed answer.
pub(crate) fn person(name: &str, email: &str, phone: &str, roles: &[&str]) -> Answer {
    Answer::People(vec![answers::ContactPerson {
        name: name.to_string(),
        email: email.to_string(),
        phone: phone.to_string(),
        roles: roles.iter().map(|role| (*role).to_string()).collect(),
    }])
}

/// Two answers about people as one.
pub(crate) fn together(one: Answer, other: Answer) -> Answer {
    let people = [one, other].into_iter().flat_map(|answer| match answer {
        Answer::People(people) => people,
        _ => Vec::new(),
    });
    Answer::People(people.collect())
}

/// The words of a rejection with these reasons.
pub(crate) fn words(reason: &str) -> DecisionWords {
    DecisionWords {
        reason: reason.to_string(),
        hearing: "Teitä on kuultu.".to_string(),
        instructions: "Voitte vaatia oikaisua.".to_string(),
        registration: String::new(),
    }
}
