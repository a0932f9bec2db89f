//! The other party that answers name, as the registers of providers know it (domain sheet 0.1.9: both parties have the
//! service and the function). Looked up like the applicant itself: a register that is silent holds nobody back.

use db::Read;

use super::answers::{StepAnswers, applies, text};
use super::content::Content;
use super::facts::Gathered;
use super::findings::{fine, look as worth_a_look, wrong};
use super::{Case, Finding};
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{BusinessId, Language, today};
use crate::parties::{self, NamedAnswer, NamedLine, PartyState};
use crate::registers;
use crate::services::{AskedForm, Kind, Service, StepDefinition};
use crate::texts::Texts;
use crate::web::{Failure, Outside, Visit};

/// What the registers say of an organisation that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherStanding {
    Known,
    /// Its registration has ended.
    Ended,
    /// No register of providers has it.
    Unknown,
    /// A register that would have to tell does not answer.
    Silent,
}

/// An organisation that is named, with the name by which a register knows it.
#[derive(Clone, Debug)]
pub struct OtherFound {
    pub organisation: BusinessId,
    pub name: Option<String>,
    pub standing: OtherStanding,
    /// The service that is extended, when the organisation does not have it in production: both must.
    pub lacks: Option<Service>,
}

/// Adds what the registers know of the organisations that answers name. Calls outside: never in a transaction.
///
/// # Errors
/// What the database says.
pub(super) async fn look(
    visit: &Visit,
    gathered: &mut Gathered,
    step: &'static StepDefinition,
    answers: &StepAnswers,
) -> Result<(), Failure> {
    let profile = gathered.facts.profile;
    let asked = step.questions_for(profile).filter(|question| matches!(question.kind, Kind::BusinessId));
    let extended = step.questions_for(profile).find(|question| matches!(question.kind, Kind::RunningService));
    let extended = extended.and_then(|question| Service::parse(text(answers, question.key)));
    let applicable = asked.filter(|question| applies(question, profile, answers));
    for question in applicable {
        let Some(named) = BusinessId::parse(text(answers, question.key)) else { continue };
        if gathered.facts.others.iter().all(|found| found.organisation != named) {
            gathered.facts.others.push(find(visit, named, extended).await?);
        }
    }
    Ok(())
}

async fn find(visit: &Visit, organisation: BusinessId, extended: Option<Service>) -> Result<OtherFound, Failure> {
    let (name, standing) = match ask(visit, &organisation).await {
        Ok(found) => found,
        Err(Failure::Outage(system, detail)) if system != Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "a register does not tell who is named");
            (None, OtherStanding::Silent)
        }
        Err(failure) => return Err(failure),
    };
    let lacks = match extended {
        Some(service) if !has_in_production(visit, &organisation, service).await? => Some(service),
        _ => None,
    };
    Ok(OtherFound { organisation, name, standing, lacks })
}

/// Whether an organisation has a service in production, itself or through a main joiner.
async fn has_in_production(visit: &Visit, organisation: &BusinessId, service: Service) -> Result<bool, Failure> {
    let mut read = visit.app.db.read().await?;
    let lines = deployments::list(&mut read, organisation).await?;
    let runs = |line: &DeploymentLine| line.in_production_since.is_some() && line.state != DeploymentState::Ended;
    if lines.iter().any(|line| line.service == service && runs(line)) {
        return Ok(true);
    }
    let joinings = parties::joinings(&mut read, organisation).await?;
    Ok(joinings.joined.iter().any(|line| line.service == service && line.is_in_use(today(visit.now))))
}

async fn ask(visit: &Visit, organisation: &BusinessId) -> Result<(Option<String>, OtherStanding), Failure> {
    let (app, now) = (&visit.app, visit.now);
    if let Some(found) = registers::find_organisation(app, now, organisation).await? {
        let has_ended = found.value.has_ended(today(now));
        let standing = if has_ended { OtherStanding::Ended } else { OtherStanding::Known };
        return Ok((Some(found.value.name), standing));
    }
    // A practitioner may stand in the older register alone; it tells no name.
    let practitioner = registers::find_practitioner(app, now, organisation).await?;
    Ok((None, if practitioner.is_some() { OtherStanding::Known } else { OtherStanding::Unknown }))
}

/// What the officer is told of the other party of a case.
pub(super) struct OtherParty {
    found: Option<OtherFound>,
    /// The service that both must have, and whether the other party has it in production, itself or through a main joiner.
    service: Service,
    has_it: bool,
    /// What it has said.
    said: Option<NamedLine>,
    /// What it had said before that, in order.
    earlier: Vec<NamedAnswer>,
}

/// The other party of a case; `None` where nobody is named.
///
/// # Errors
/// What the database says.
pub(super) async fn of_case(
    visit: &Visit,
    case: &Case,
    content: &Content,
    gathered: &mut Gathered,
) -> Result<Option<OtherParty>, Failure> {
    let Some(other) = content.other_party() else { return Ok(None) };
    for step in content.form().into_iter().flat_map(AskedForm::steps) {
        if let Some(answers) = content.answers.get(step.key) {
            look(visit, gathered, step, answers).await?;
        }
    }
    let found = gathered.facts.others.iter().find(|found| found.organisation == other.organisation).cloned();
    let service = content.extended_service().unwrap_or(case.service);
    let has_it = has_in_production(visit, &other.organisation, service).await?;
    let mut read = visit.app.db.read().await?;
    let said = parties::find_named(&mut read, &case.id).await?;
    let earlier = match &said {
        Some(said) => list_earlier(&mut read, case, said).await?,
        None => Vec::new(),
    };
    Ok(Some(OtherParty { found, service, has_it, said, earlier }))
}

/// What the other party has answered since it was named, but for the answer that now holds.
async fn list_earlier(read: &mut Read, case: &Case, said: &NamedLine) -> Result<Vec<NamedAnswer>, Failure> {
    let mut answers = parties::list_named_answers(read, &case.id).await?;
    answers.retain(|answer| answer.other == said.organisation && answer.at >= said.named_at);
    answers.pop();
    Ok(answers)
}

impl OtherParty {
    /// Whether it has the service, what the registers say where they say nothing good, and what it has said itself.
    pub fn findings(&self, t: &Texts, language: Language) -> Vec<Finding> {
        let service = self.service.name(t);
        let mut findings = vec![if self.has_it {
            fine(t.applications_finding_other_has(service))
        } else {
            worth_a_look(t.applications_finding_other_lacks(service))
        }];
        let is_silent = self.found.as_ref().is_some_and(|found| found.standing == OtherStanding::Silent);
        findings.extend(is_silent.then(|| worth_a_look(t.applications_finding_other_silent())));
        findings.extend(self.said.as_ref().map(|said| {
            let earlier = self.earlier.iter().rev().map(|answer| answer.describe_earlier(language, t));
            let text = std::iter::once(said.describe(language, t)).chain(earlier).collect::<Vec<_>>().join(" ");
            match said.state {
                PartyState::Confirmed => fine(text),
                PartyState::Contested => wrong(text),
                _ => worth_a_look(text),
            }
        }));
        findings
    }
}
