//! Those who have named the organisation as the other party in an application, on the page of its joinings.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::joined::joined_page;
use super::{party_tag, reason_problem};
use crate::kernel::{ApplicationId, Instant, Permission, without_identity_code};
use crate::parties::named::{self, Agreed, Answered, Outcome, may_answer};
use crate::parties::rules::{PartyState, check_reason};
use crate::parties::store_named::{self, FormerRow, NamedRow};
use crate::services::Service;
use crate::web::{Failure, Form, Visit, format, see_other};

/// One naming.
pub(super) struct Named {
    pub id: String,
    pub version: i64,
    pub title: String,
    pub tag: &'static str,
    pub state: String,
    pub facts: Vec<(String, String)>,
    pub reason: Option<String>,
    /// What was answered before, in a sentence.
    pub earlier: Option<String>,
    /// Whether it may be answered, and the answer changed: contested, at least.
    pub open: bool,
    pub may_confirm: bool,
    /// Whether it contests already, and may correct the reason.
    pub corrects: bool,
    /// How the application ended.
    pub outcome: Option<String>,
    /// That nothing more can be said.
    pub closed: Option<String>,
    /// The field of the reason, what was typed and what is wrong with it.
    pub field: String,
    pub typed: String,
    pub error: String,
}

/// A reason that was refused: for which row, what was typed, why.
pub(super) type Refused<'a> = (&'a str, &'a str, String);

pub(super) async fn list(visit: &Visit, refused: Option<&Refused<'_>>) -> Result<Vec<Named>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let rows = store_named::list_of(&mut visit.app.db.read().await?, organisation).await?;
    rows.iter().map(|row| view(visit, row, refused)).collect()
}

/// An application that names the organisation no more.
pub(super) struct Former {
    pub id: String,
    pub title: String,
    pub facts: Vec<(String, String)>,
}

pub(super) async fn list_former(visit: &Visit) -> Result<Vec<Former>, Failure> {
    let t = visit.texts();
    let rows = store_named::list_former(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let former = |row: &FormerRow| {
        let what = named::agreed(&row.what)?.name(t);
        Ok(Former {
            id: row.application.clone(),
            title: t.parties_named_title(row.organisation_name.as_str(), what),
            facts: vec![
                (t.parties_named_fact_applicant(), format!("{} ({})", row.organisation_name, row.organisation)),
                (t.parties_fact_reference(), row.case_number.clone()),
                (t.parties_named_fact_named(), at(row.named_at)),
                (t.parties_named_fact_ended(), at(row.ended_at)),
            ],
        })
    };
    rows.iter().map(former).collect()
}

fn view(visit: &Visit, row: &NamedRow, refused: Option<&Refused<'_>>) -> Result<Named, Failure> {
    let (t, state) = (visit.texts(), named::state_of(row)?);
    let may = visit.acting()?.permissions.allow(Permission::DeployServices);
    let (tag, word) = match state {
        PartyState::Contested => ("stop", t.parties_named_tag_contested()),
        PartyState::Confirmed => ("good", t.parties_named_tag_confirmed()),
        PartyState::Ended => ("calm", t.parties_named_tag_ended()),
        state => party_tag(state, t),
    };
    let (is_open, outcome) = (may && row.closed_at.is_none(), Outcome::parse(&row.outcome));
    let refused = refused.filter(|(id, ..)| *id == row.application);
    Ok(Named {
        id: row.application.clone(),
        version: row.version,
        title: t.parties_named_title(row.organisation_name.as_str(), named::agreed(&row.what)?.name(t)),
        tag,
        state: word,
        facts: facts(visit, row)?,
        reason: row.reason.clone(),
        earlier: earlier_words(visit, row),
        open: is_open && may_answer(state, PartyState::Contested),
        may_confirm: is_open && may_answer(state, PartyState::Confirmed),
        corrects: state == PartyState::Contested,
        outcome: outcome.map(|outcome| outcome_words(visit, row, (outcome, state))),
        closed: outcome.filter(|outcome| *outcome == Outcome::Approved).map(|_| t.parties_named_closed()),
        field: format!("reason-{}", row.application),
        typed: refused
            .map(|(_, typed, _)| without_identity_code(typed))
            .or_else(|| row.reason.clone().filter(|_| state == PartyState::Contested))
            .unwrap_or_default(),
        error: refused.map(|(.., text)| text.clone()).unwrap_or_default(),
    })
}

/// What was answered before the answer was changed, when and by whom.
fn earlier_words(visit: &Visit, row: &NamedRow) -> Option<String> {
    let t = visit.texts();
    let at = format::moment(Instant::from_milliseconds(row.earlier_at?), visit.language);
    let by = row.earlier_by_name.as_deref().unwrap_or_default();
    match PartyState::parse(row.earlier_state.as_deref()?)? {
        PartyState::Confirmed => Some(t.parties_named_earlier_confirmed(at, by)),
        PartyState::Contested => {
            Some(t.parties_named_earlier_contested(at, by, row.earlier_reason.as_deref().unwrap_or_default()))
        }
        _ => None,
    }
}

/// How the application ended and on which day; a contest in spite of which it was approved is named.
fn outcome_words(visit: &Visit, row: &NamedRow, (outcome, state): (Outcome, PartyState)) -> String {
    let (t, at) = (visit.texts(), Instant::from_milliseconds(row.closed_at.unwrap_or(row.named_at)));
    let day = format::date(at.date(), visit.language);
    match outcome {
        Outcome::Approved if state == PartyState::Contested => t.parties_named_outcome_approved_all_the_same(day),
        Outcome::Approved => t.parties_named_outcome_approved(day),
        Outcome::Rejected => t.parties_named_outcome_rejected(day),
        Outcome::Withdrawn => t.parties_named_outcome_withdrawn(day),
        Outcome::Lapsed => t.parties_named_outcome_lapsed(day),
    }
}

/// Who asks for what, for which units and from which day, and what was answered when and by whom.
fn facts(visit: &Visit, row: &NamedRow) -> Result<Vec<(String, String)>, Failure> {
    let (t, at) = (visit.texts(), |at: i64| format::moment(Instant::from_milliseconds(at), visit.language));
    let service = row.service.as_deref().and_then(Service::parse);
    let answered = row.answered_at.zip(row.answered_by_name.as_deref());
    let mut facts =
        vec![(t.parties_named_fact_applicant(), format!("{} ({})", row.organisation_name, row.organisation))];
    let ask: Vec<String> = serde_json::from_str(&row.recipients).unwrap_or_default();
    facts.extend((!ask.is_empty()).then(|| (t.parties_named_fact_ask(), ask.join(", "))));
    facts.extend(service.map(|service| (t.parties_fact_service(), service.name(t))));
    let units: Vec<String> = match row.units.as_str() {
        "" => Vec::new(),
        units => serde_json::from_str(units).map_err(Failure::internal)?,
    };
    // But for an extension, whoever is named is the one into whose register the applicant stores.
    let is_own = service.is_some_and(|service| !service.is_extension());
    facts.push((
        t.parties_named_fact_register(),
        match named::agreed(&row.what)? {
            Agreed::Outsourcing if is_own => t.parties_named_register_outsourcing_own(),
            Agreed::RegisterAccess if is_own => t.parties_named_register_access_own(),
            Agreed::Outsourcing => t.parties_named_register_outsourcing(),
            Agreed::RegisterAccess => t.parties_named_register_access(),
        },
    ));
    facts.extend((!units.is_empty()).then(|| (t.parties_named_fact_units(), units.join(", "))));
    if !row.planned_on.is_empty() {
        facts.push((t.parties_named_fact_day(), format::stored_date(&row.planned_on, visit.language)));
    }
    facts.push((t.parties_fact_reference(), row.case_number.clone()));
    facts.push((t.parties_named_fact_named(), at(row.named_at)));
    facts.extend(
        answered
            .map(|(answered_at, by)| (t.parties_named_fact_answered(), t.parties_named_answered(at(answered_at), by))),
    );
    Ok(facts)
}

/// `POST /o/{organisation}/joined/named/{application}`: says whether it is so.
pub(in crate::parties) async fn answer_naming(
    visit: Visit,
    Path((organisation, application)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = ApplicationId::parse(&application).ok_or(Failure::NotFound)?;
    let reason = form.text(&format!("reason-{id}")).to_string();
    let answer = match form.text("answer") {
        "confirm" => (PartyState::Confirmed, None),
        "contest" => {
            store_named::load(&mut visit.app.db.read().await?, &visit.acting()?.organisation, &id).await?;
            if let Err(problem) = check_reason(&reason) {
                let text = reason_problem(problem, visit.texts());
                let refused = (id.as_str(), reason.as_str(), text);
                return joined_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await;
            }
            (PartyState::Contested, Some(reason.as_str()))
        }
        _ => return Err(Failure::Malformed("no such answer")),
    };
    match named::answer(&visit, &id, form.version()?, answer).await? {
        Answered::Kept => Ok(see_other(&format!("/o/{organisation}/joined"))),
        Answered::TooLate => {
            let refused = (id.as_str(), reason.as_str(), visit.texts().parties_named_closed());
            joined_page(&visit, StatusCode::CONFLICT, Some(refused)).await
        }
    }
}
