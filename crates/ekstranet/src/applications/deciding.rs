//! What officers do to a case: take, release, ask for a supplement, approve, reject.

use db::Tx;
use serde_json::json;

use super::contacts;
use super::content::Content;
use super::drafting::state_of;
use super::extending_time;
use super::moving;
use super::officer_turns;
use super::rules::{AREA_LIMIT, CaseStep, REASONS_LIMIT, Side, State, check_supplement};
use super::store::{self, ApplicationRow};
use super::store_proposals;
use super::store_turns::{self, NewSupplement, Turn};
use super::submitting::form_of;
use super::suggesting::Suggestions;
use super::{DecisionWords, OfficerStep};
use crate::agreements;
use crate::audit::{self, Entry};
use crate::deployments::{self, Granted};
use crate::intermediaries::{self, ConnectionLine};
use crate::kernel::{
    ApplicationId, AuditId, BusinessId, CaseLanguage, DecisionId, Instant, Session, SessionKind, SupplementId, today,
};
use crate::notices::{self, Happening, Notice};
use crate::parties;
use crate::registers;
use crate::services::Service;
use crate::web::{Failure, Visit};

/// A case as a step of an officer finds it.
pub(super) struct Found<'a> {
    pub id: &'a ApplicationId,
    pub application: ApplicationRow,
    organisation: BusinessId,
    service: Service,
    state: State,
    pub content: Content,
    frozen: String,
}

impl Found<'_> {
    /// The officer of the case, by id and name.
    pub fn keeper(&self) -> Option<(&str, &str)> {
        self.application.officer_id.as_deref().zip(self.application.officer_name.as_deref())
    }
}

pub(super) async fn officer_step(
    tx: &mut Tx,
    visit: &Visit,
    id: &ApplicationId,
    expected_version: i64,
    step: &OfficerStep,
) -> Result<(), Failure> {
    if !visit.is_officer() {
        return Err(Failure::Forbidden);
    }
    let found = load(tx, id).await?;
    if found.application.version != expected_version {
        return Err(Failure::Stale);
    }
    let next = found.state.after(case_step(step), Side::Officer).map_err(|_| Failure::Forbidden)?;
    let officer = visit.session()?;
    let four_eyes = form_of(&found.application)?.four_eyes;
    officer_turns::keep(tx, visit, id, step).await?;
    match step {
        OfficerStep::Approve { .. } | OfficerStep::Reject { .. } if four_eyes => Err(Failure::Forbidden),
        OfficerStep::Propose { approved, words } if four_eyes => propose(tx, visit, &found, *approved, words).await,
        OfficerStep::Propose { .. } => Err(Failure::Forbidden),
        OfficerStep::Confirm { .. } | OfficerStep::Return { .. } => judge(tx, visit, &found, step).await,
        OfficerStep::Take => {
            turn(tx, visit, &found, next, Some(officer), None).await?;
            tell(tx, visit, id, "taken").await?;
            record(tx, visit, &found, "applications.taken", json!({})).await
        }
        OfficerStep::Release => {
            turn(tx, visit, &found, next, None, None).await?;
            store_proposals::end_open(tx, visit.now, id, ("dropped", ""), officer).await?;
            record(tx, visit, &found, "applications.released", json!({})).await
        }
        OfficerStep::AskSupplement { items, suggested, message, deadline } => {
            ask(tx, visit, &found, next, (items, suggested, message, deadline)).await
        }
        OfficerStep::MoveDeadline { deadline } => {
            extending_time::move_deadline(tx, visit, &found, next, deadline).await
        }
        OfficerStep::RecallSupplement => extending_time::recall(tx, visit, &found, next).await,
        OfficerStep::Approve { reason, registration, named } => {
            let (reason, registration) = (reason.clone(), registration.clone());
            let words = &DecisionWords { reason, registration, ..DecisionWords::default() };
            decide(tx, visit, &found, next, Verdict { approved: true, words, named: *named }).await
        }
        OfficerStep::Reject { words } => {
            decide(tx, visit, &found, next, Verdict { approved: false, words, named: None }).await
        }
    }
}

/// The step of the life cycle behind an officer's step.
fn case_step(step: &OfficerStep) -> CaseStep {
    match step {
        OfficerStep::Take => CaseStep::Take,
        OfficerStep::Release => CaseStep::Release,
        OfficerStep::AskSupplement { .. } => CaseStep::AskSupplement,
        OfficerStep::MoveDeadline { .. } => CaseStep::MoveDeadline,
        OfficerStep::RecallSupplement => CaseStep::RecallSupplement,
        OfficerStep::Approve { .. } => CaseStep::Approve,
        OfficerStep::Reject { .. } => CaseStep::Reject,
        OfficerStep::Propose { .. } | OfficerStep::Confirm { .. } | OfficerStep::Return { .. } => CaseStep::Judge,
    }
}

async fn load<'a>(tx: &mut Tx, id: &'a ApplicationId) -> Result<Found<'a>, Failure> {
    let application = store::find_submitted(tx, id).await?.ok_or(Failure::NotFound)?;
    let frozen = store_turns::find_content(tx, id).await?.ok_or_else(|| Failure::internal("a case without content"))?;
    let unreadable = || Failure::internal("a case cannot be read");
    Ok(Found {
        id,
        organisation: BusinessId::parse(&application.organisation).ok_or_else(unreadable)?,
        service: Service::parse(&application.service).ok_or_else(unreadable)?,
        state: state_of(&application)?,
        content: Content::parse(&frozen).map_err(Failure::internal)?,
        frozen,
        application,
    })
}

/// Turns the case and leaves it with the officer of a session, or with nobody.
pub(super) async fn turn(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    to: State,
    officer: Option<&Session>,
    deadline: Option<&str>,
) -> Result<(), Failure> {
    turn_to(tx, visit, found, to, officer.map(|officer| (officer.person.as_str(), officer.name.as_str())), deadline)
        .await
}

/// Turns the case and leaves it with an officer, by id and name.
pub(super) async fn turn_to(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    to: State,
    officer: Option<(&str, &str)>,
    deadline: Option<&str>,
) -> Result<(), Failure> {
    let turn = Turn {
        application: found.id,
        version: found.application.version,
        from: found.state,
        to,
        officer,
        supplement_deadline: deadline,
        decided: matches!(to, State::Approved | State::Rejected),
    };
    Ok(store_turns::update_turn(tx, visit.now, &turn).await?)
}

/// Adds an event of the operator; the officer's name stays inside the house.
pub(super) async fn tell(tx: &mut Tx, visit: &Visit, id: &ApplicationId, what: &str) -> Result<(), Failure> {
    let event = AuditId::new(visit.now, &visit.app.random);
    Ok(store_turns::insert_event(tx, event.as_str(), visit.now, id, what, None).await?)
}

pub(super) async fn record(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    action: &'static str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let entry = Entry::new(action).subject(found.id.as_str()).organisation(&found.organisation).detail(detail);
    Ok(audit::record(tx, visit, entry).await?)
}

pub(super) async fn notify(tx: &mut Tx, visit: &Visit, found: &Found<'_>, happening: Happening) -> Result<(), Failure> {
    let notice = Notice {
        happening,
        service: found.service,
        organisation: &found.organisation,
        case_number: found.application.case_number.as_deref().unwrap_or_default(),
        recipients: contacts::recipients_of(tx, &found.organisation, found.id, &found.content).await?,
        language: CaseLanguage::parse(&found.application.case_language).unwrap_or_default(),
        link: format!("/o/{}/applications/{}", found.organisation, found.id),
    };
    notices::plan(tx, visit, &notice).await
}

async fn ask(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    next: State,
    request: (&[(String, String)], &Suggestions, &str, &str),
) -> Result<(), Failure> {
    let (items, suggested, message, deadline) = request;
    let form = form_of(&found.application)?;
    check_supplement(items, message, deadline, today(visit.now), |field| form.question(field).is_some())
        .map_err(|_| Failure::Malformed("the supplement request breaks its rules"))?;
    let officer = visit.session()?;
    turn(tx, visit, found, next, Some(officer), Some(deadline)).await?;
    store_proposals::end_open(tx, visit.now, found.id, ("dropped", ""), officer).await?;
    let id = SupplementId::new(visit.now, &visit.app.random);
    let supplement = NewSupplement { id: &id, application: found.id, message, deadline, officer, items, suggested };
    store_turns::insert_supplement(tx, visit.now, &supplement).await?;
    tell(tx, visit, found.id, "supplement_requested").await?;
    let fields: Vec<&str> = items.iter().map(|(field, _)| field.as_str()).collect();
    record(
        tx,
        visit,
        found,
        "applications.supplement_requested",
        json!({ "fields": fields, "suggested": suggested.len(), "deadline": deadline }),
    )
    .await?;
    notify(tx, visit, found, Happening::SupplementRequested).await
}

/// One officer's half of a decision for which the service asks for four eyes.
async fn propose(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    approved: bool,
    words: &DecisionWords,
) -> Result<(), Failure> {
    check_words(approved, words)?;
    check_exceptions(tx, found, approved, words).await?;
    let officer = visit.session()?;
    if store_proposals::find_last(tx, found.id).await?.is_some_and(|last| last.ended.is_none()) {
        return Err(Failure::Forbidden);
    }
    turn(tx, visit, found, found.state, Some(officer), None).await?;
    let id = DecisionId::new(visit.now, &visit.app.random);
    store_proposals::insert(tx, visit.now, &id, found.id, (approved, words), officer).await?;
    record(tx, visit, found, "applications.decision_proposed", json!({ "proposal": id.as_str(), "approved": approved }))
        .await
}

/// The other half: an approver who did not propose it confirms the decision, or returns it with a remark.
async fn judge(tx: &mut Tx, visit: &Visit, found: &Found<'_>, step: &OfficerStep) -> Result<(), Failure> {
    let officer = visit.session()?;
    let open = store_proposals::find_last(tx, found.id).await?.filter(|last| last.ended.is_none());
    let proposal = open.ok_or(Failure::Forbidden)?;
    if officer.kind != (SessionKind::Officer { approver: true }) || officer.person.as_str() == proposal.officer_id {
        return Err(Failure::Forbidden);
    }
    if let OfficerStep::Return { remark } = step {
        check_text(remark, (true, AREA_LIMIT))?;
        turn_to(tx, visit, found, found.state, found.keeper(), None).await?;
        store_proposals::end_open(tx, visit.now, found.id, ("returned", remark), officer).await?;
        return record(tx, visit, found, "applications.proposal_returned", json!({})).await;
    }
    let OfficerStep::Confirm { named } = step else { return Err(Failure::Forbidden) };
    store_proposals::end_open(tx, visit.now, found.id, ("confirmed", ""), officer).await?;
    let approved = proposal.approved == 1;
    let made = if approved { CaseStep::Approve } else { CaseStep::Reject };
    let next = found.state.after(made, Side::Officer).map_err(|_| Failure::Forbidden)?;
    decide(tx, visit, found, next, Verdict { approved, words: &proposal.words(), named: *named }).await
}

/// A rejection says why, how the applicant was heard and how to ask for a review; an approval may go without words.
fn check_words(approved: bool, words: &DecisionWords) -> Result<(), Failure> {
    check_text(&words.registration, (false, AREA_LIMIT))?;
    let reason_limit = if approved { AREA_LIMIT } else { REASONS_LIMIT };
    check_text(&words.reason, (!approved, reason_limit))?;
    [&words.hearing, &words.instructions].into_iter().try_for_each(|text| check_text(text, (!approved, AREA_LIMIT)))
}

/// Nobody approves without saying why where the other party that is named has not confirmed (domain sheet 0.1.9: both do), or
/// where the register of providers does not know the applicant.
async fn check_exceptions(
    tx: &mut Tx,
    found: &Found<'_>,
    approved: bool,
    words: &DecisionWords,
) -> Result<(), Failure> {
    if approved && words.reason.trim().is_empty() && parties::is_unconfirmed(tx, found.id).await? {
        return Err(Failure::Forbidden);
    }
    let is_said = !approved || !words.registration.trim().is_empty();
    if is_said || !form_of(&found.application)?.profile.has_registered_units() {
        return Ok(());
    }
    let lacks = registers::is_unregistered(tx, &found.organisation).await?;
    if lacks { Err(Failure::Forbidden) } else { Ok(()) }
}

fn check_text(text: &str, (needed, limit): (bool, usize)) -> Result<(), Failure> {
    if text.chars().count() > limit || (needed && text.trim().is_empty()) {
        return Err(Failure::Malformed("a text of a decision is missing or longer than its limit"));
    }
    Ok(())
}

/// What is decided, in which words, and which answer of the other party was looked at.
#[derive(Clone, Copy)]
struct Verdict<'a> {
    approved: bool,
    words: &'a DecisionWords,
    named: Option<i64>,
}

async fn decide(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    next: State,
    Verdict { approved, words, named }: Verdict<'_>,
) -> Result<(), Failure> {
    check_words(approved, words)?;
    check_exceptions(tx, found, approved, words).await?;
    let officer = visit.session()?;
    turn(tx, visit, found, next, Some(officer), None).await?;
    // An intermediary that declines at this moment was first and is seen here, or declines what was granted.
    intermediaries::hold(tx, found.id).await?;
    let connection = intermediaries::find(tx, found.id).await?;
    if approved && connection.as_ref().is_some_and(|connection| !connection.is_point_known()) {
        return Err(Failure::Forbidden);
    }
    let decision = DecisionId::new(visit.now, &visit.app.random);
    store_turns::insert_decision(tx, visit.now, &decision, found.id, (approved, words), officer).await?;
    if approved {
        agreements::put_in_force(tx, visit, found.id).await?;
        // Read after the turn: a takeover that moves meanwhile waits for it, or was first and is seen here.
        let wished_date = moving::wished_date(tx, found.id, &found.content).await?;
        let granted = Granted {
            application: found.id,
            organisation: &found.organisation,
            service: found.service,
            form: form_of(&found.application)?,
            case_number: found.application.case_number.as_deref().unwrap_or_default(),
            language: CaseLanguage::parse(&found.application.case_language).unwrap_or_default(),
            snapshot: snapshot(found, connection.as_ref())?,
            recipients: contacts::recipients_of(tx, &found.organisation, found.id, &found.content).await?,
            wished_date,
        };
        deployments::open(tx, visit, &granted).await?;
        intermediaries::granted(tx, visit, found.id).await?;
        parties::close_naming(tx, visit, found.id, named).await?;
    } else {
        agreements::end_open(tx, visit, found.id).await?;
        intermediaries::end(tx, visit, found.id).await?;
        parties::end_naming(tx, visit, found.id, parties::Outcome::Rejected).await?;
        parties::came_to_nothing(tx, visit, &found.organisation, found.service).await?;
    }
    let (what, action, happening) = if approved {
        ("approved", "applications.approved", Happening::ApplicationApproved)
    } else {
        ("rejected", "applications.rejected", Happening::ApplicationRejected)
    };
    tell(tx, visit, found.id, what).await?;
    let registration = Some(words.registration.as_str()).filter(|reason| !reason.is_empty());
    record(tx, visit, found, action, json!({ "decision": decision.as_str(), "without_registration": registration }))
        .await?;
    notify(tx, visit, found, happening).await
}

/// What is granted: the frozen content, when it was sent first, and through which point and with which system the
/// intermediary lets join.
fn snapshot(found: &Found<'_>, connection: Option<&ConnectionLine>) -> Result<serde_json::Value, Failure> {
    let mut snapshot: serde_json::Value = serde_json::from_str(&found.frozen).map_err(Failure::internal)?;
    let sent = found.application.submitted_at.map(|at| Instant::from_milliseconds(at).date().to_string());
    snapshot[deployments::SENT_ON] = json!(sent);
    if let Some(connection) = connection {
        snapshot["connection"] = json!({
            "number": connection.number,
            "intermediary": connection.intermediary,
            "state": connection.state.code(),
            "access_point": connection.point.as_ref().map(|(oid, _)| oid),
            "system": connection.system,
        });
    }
    Ok(snapshot)
}
