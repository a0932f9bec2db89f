//! Through whom an application joins: what the answers say of the access point, and the request to the intermediary
//! that follows them.

use db::{Read, Tx};

use super::answers::{AllAnswers, StepAnswers, applies, people, text};
use super::content::{administrative, case_language};
use super::{contacts, store};
use crate::deployments;
use crate::intermediaries::{self, Named, Wish};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::registers::{self, AccessPoint};
use crate::services::{AskedForm, Kind, Service, StepDefinition};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// What a step means to the intermediary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Concern {
    None,
    /// It holds what a request tells: of no weight while nobody has been asked.
    Told,
    /// It decides whom to ask.
    Decides,
}

pub(super) fn concern(step: &StepDefinition) -> Concern {
    let holds = |wanted: fn(&Kind) -> bool| step.questions.iter().any(|question| wanted(&question.kind));
    if holds(|kind| matches!(kind, Kind::AccessPoint | Kind::System(_))) {
        Concern::Decides
    } else if holds(|kind| matches!(kind, Kind::Date { .. } | Kind::People { .. })) {
        Concern::Told
    } else {
        Concern::None
    }
}

/// Whose application it is and in which language its case is.
pub(super) struct Applicant<'a> {
    pub id: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub name: &'a str,
    /// The language of the case where the answers do not say one.
    pub language: CaseLanguage,
}

/// Lets the request follow the answers as they are kept now, in the transaction that changed them.
pub(super) async fn follow(
    tx: &mut Tx,
    visit: &Visit,
    applicant: &Applicant<'_>,
    form: AskedForm,
) -> Result<(), Failure> {
    let answers = kept_answers(tx, applicant.id).await?;
    let (intermediary, point) = target(tx, applicant.organisation, form, &answers).await?;
    let (test_date, production_date) = planned(form, &answers);
    // Where nobody is asked, nobody is told of a system.
    let system = match &intermediary {
        Some(_) => system(tx, applicant.organisation, form, &answers).await?,
        None => None,
    };
    let named = recipients(form, &answers);
    let wish = Wish {
        application: applicant.id,
        organisation: applicant.organisation,
        organisation_name: applicant.name,
        service: form.service,
        language: case_language(&answers).unwrap_or(applicant.language),
        intermediary,
        point,
        system,
        test_date,
        production_date,
        recipients: contacts::recipients_of_request(tx, applicant.organisation, applicant.id, named).await?,
    };
    intermediaries::follow(tx, visit, &wish).await
}

/// That the certificate of the point that answers choose ends before production is planned to begin, in words: people go on,
/// and see to it that it is renewed.
pub(super) fn short_certificate(
    form: AskedForm,
    answers: &AllAnswers,
    points: &[AccessPoint],
    (language, t): (Language, &Texts),
) -> Option<String> {
    let chosen = answer(form, answers, |kind| matches!(kind, Kind::AccessPoint))?;
    let (_, planned) = planned(form, answers);
    let planned = planned?;
    let point = points.iter().find(|point| point.oid == chosen && point.is_uncertified_on(&planned))?;
    let day = |day: &str| format::stored_date(day, language);
    Some(t.applications_certificate_short(point.name.as_str(), day(&point.certificate_until), day(&planned)))
}

/// The same on the page of a step that asks for the point, by the answers that are kept.
pub(super) async fn short_certificate_of(
    visit: &Visit,
    id: &ApplicationId,
    (form, step): (AskedForm, &StepDefinition),
    points: &[AccessPoint],
) -> Result<Option<String>, Failure> {
    if !step.questions.iter().any(|question| matches!(question.kind, Kind::AccessPoint)) {
        return Ok(None);
    }
    let answers = kept_answers(&mut visit.app.db.read().await?, id).await?;
    Ok(short_certificate(form, &answers, points, (visit.language, visit.texts())))
}

/// The answers of an application as they are kept now.
async fn kept_answers(read: &mut Read, id: &ApplicationId) -> Result<AllAnswers, Failure> {
    let mut answers = AllAnswers::new();
    for step in store::list_steps(read, id).await? {
        answers.insert(step.step, super::answers::parse(&step.answers).map_err(Failure::internal)?);
    }
    Ok(answers)
}

/// Whom the answers of an application, as they are kept now, name to be told of its request.
pub(super) async fn named_now(read: &mut Read, id: &ApplicationId, form: AskedForm) -> Result<Vec<String>, Failure> {
    Ok(recipients(form, &kept_answers(read, id).await?))
}

/// The answered question of a kind that applies; `None` when it is empty.
fn answer(form: AskedForm, answers: &AllAnswers, wanted: impl Fn(&Kind) -> bool) -> Option<String> {
    let none = StepAnswers::new();
    form.questions().find_map(|(step, question)| {
        let of_step = answers.get(step.key).unwrap_or(&none);
        let value = text(of_step, question.key);
        let counts = wanted(&question.kind) && applies(question, form.profile, of_step) && !value.is_empty();
        counts.then(|| value.to_string())
    })
}

/// The system that the answers name; of an extension without one, the system with which the service is in use.
async fn system(
    tx: &mut Tx,
    applicant: &BusinessId,
    form: AskedForm,
    answers: &AllAnswers,
) -> Result<Option<String>, Failure> {
    if let Some(named) = answer(form, answers, |kind| matches!(kind, Kind::System(_))) {
        return Ok(Some(named));
    }
    let extended = answer(form, answers, |kind| matches!(kind, Kind::RunningService));
    match extended.and_then(|code| Service::parse(&code)) {
        Some(service) => Ok(deployments::in_use(tx, applicant, service).await?.system),
        None => Ok(None),
    }
}

/// Whom to ask, and for which point: the owner of the chosen point, or the chosen intermediary. A point of one's own
/// needs nobody's confirmation.
async fn target(
    tx: &mut Tx,
    applicant: &BusinessId,
    form: AskedForm,
    answers: &AllAnswers,
) -> Result<(Option<Named>, Option<String>), Failure> {
    let Some(chosen) = answer(form, answers, |kind| matches!(kind, Kind::AccessPoint)) else { return Ok((None, None)) };
    if let Some(id) = BusinessId::parse(&chosen) {
        let known = registers::find_intermediary(tx, &id).await?;
        return Ok((known.map(|known| Named { id, name: known.name }), None));
    }
    let point = registers::find_access_point(tx, &chosen).await?;
    let owner = point.and_then(|point| Some(Named { id: BusinessId::parse(&point.owner)?, name: point.owner_name }));
    Ok(match owner.filter(|owner| owner.id != *applicant) {
        Some(owner) => (Some(owner), Some(chosen)),
        None => (None, None),
    })
}

/// The planned days of the deployment test and of production.
pub(super) fn planned(form: AskedForm, answers: &AllAnswers) -> (Option<String>, Option<String>) {
    // A day that may not pass another one is that of the test.
    let test = answer(form, answers, |kind| matches!(kind, Kind::Date { until: Some(_), .. }));
    let production = answer(form, answers, |kind| matches!(kind, Kind::Date { until: None, .. }));
    (test, production)
}

fn recipients(form: AskedForm, answers: &AllAnswers) -> Vec<String> {
    let asked = form.questions().filter(|(_, question)| matches!(question.kind, Kind::People { .. }));
    let persons = asked.filter_map(|(step, question)| Some(people(answers.get(step.key)?, question.key)));
    administrative(persons.flatten())
}
