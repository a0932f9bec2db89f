//! States, answers, problems and what has happened, in the reader's words: whoever hands over, the new controller and
//! officers each read them from their own side.

use super::rules::{ChangeState, Run, Side, Step};
use super::rules_content::{Content, Found, NEXT_RUN, Page, Problem, Reason};
use super::store::ChangeRow;
use super::store_case::EventRow;
use crate::kernel::{Instant, read_date};
use crate::matters::{Matter as _, ReceiverFound};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, FieldError, Visit, format};

/// The class of a state and its word for a reader; `overdue` when nobody has recorded what became of the run.
pub(super) fn state_words(state: ChangeState, reader: Side, overdue: bool, t: &Texts) -> (&'static str, String) {
    match (state, reader) {
        (ChangeState::Draft, _) | (ChangeState::Asked, Side::Receiver) => {
            ("wait", t.controllers_state_waiting_for_you())
        }
        (ChangeState::Asked, _) => ("calm", t.controllers_state_waiting_for_confirmation()),
        (ChangeState::Confirmed | ChangeState::Contested, Side::Officer) => {
            ("wait", t.controllers_state_waiting_for_review())
        }
        (ChangeState::Confirmed, _) => ("calm", t.controllers_state_waiting_for_review()),
        // Whoever hands over settles it with the new controller.
        (ChangeState::Contested, Side::Sender) => ("stop", t.controllers_state_contested()),
        (ChangeState::Contested, Side::Receiver) => ("calm", t.controllers_state_contested()),
        (ChangeState::Returned, Side::Sender) => ("stop", t.controllers_state_to_correct()),
        (ChangeState::Returned, _) => ("calm", t.controllers_state_waiting_for_correction()),
        (ChangeState::Scheduled, Side::Officer) if overdue => ("wait", t.controllers_state_waiting_for_record()),
        (ChangeState::Scheduled, _) => ("calm", t.controllers_state_waiting_for_run()),
        (ChangeState::Done, _) => ("good", t.controllers_state_done()),
        (ChangeState::Rejected, _) => ("stop", t.controllers_state_rejected()),
        (ChangeState::Withdrawn | ChangeState::Discarded, _) => ("calm", t.controllers_state_withdrawn()),
    }
}

/// What a reader of a change is told first: what it waits for, and until when one may still do something.
pub(super) fn lead(visit: &Visit, row: &ChangeRow, reader: Side) -> Result<String, Failure> {
    let t = visit.texts();
    let day = |day: &Option<String>| format::stored_date(day.as_deref().unwrap_or_default(), visit.language);
    let run = day(&row.run_day);
    Ok(match (row.state()?, reader) {
        (ChangeState::Draft | ChangeState::Discarded, _) => t.controllers_lead_draft(),
        (ChangeState::Asked, Side::Receiver) => t.controllers_lead_asked_of_you(),
        (ChangeState::Asked, _) => t.controllers_lead_asked(),
        (ChangeState::Confirmed, _) => t.controllers_lead_confirmed(),
        (ChangeState::Contested, Side::Receiver) => t.controllers_lead_contested_by_you(),
        (ChangeState::Contested, _) => t.controllers_lead_contested(),
        (ChangeState::Returned, Side::Sender) => t.controllers_lead_returned(),
        (ChangeState::Returned, _) => t.controllers_lead_returned_to_sender(),
        (ChangeState::Scheduled, Side::Sender) => t.controllers_lead_scheduled(run, day(&row.run_closes_on)),
        (ChangeState::Scheduled, _) => t.controllers_lead_waits_for_run(run),
        (ChangeState::Done, _) => t.controllers_lead_done(run),
        (ChangeState::Rejected, _) => t.controllers_lead_rejected(),
        (ChangeState::Withdrawn, _) => t.controllers_lead_withdrawn(),
    })
}

/// What whoever has sent it waits for, one after the other; nothing of what is over.
pub(super) fn next_steps(state: ChangeState, t: &Texts) -> Vec<String> {
    match state {
        ChangeState::Draft | ChangeState::Asked => {
            vec![t.controllers_next_receiver(), t.controllers_next_officer(), t.controllers_next_run()]
        }
        ChangeState::Contested => vec![t.controllers_next_contested()],
        ChangeState::Returned => vec![t.controllers_lead_returned()],
        ChangeState::Confirmed => vec![t.controllers_next_officer(), t.controllers_next_run()],
        ChangeState::Scheduled => vec![t.controllers_next_run()],
        ChangeState::Done | ChangeState::Rejected | ChangeState::Withdrawn | ChangeState::Discarded => Vec::new(),
    }
}

pub(super) fn page_title(page: Page, t: &Texts) -> String {
    match page {
        Page::Documents => t.controllers_page_documents(),
        Page::Receiver => t.controllers_page_receiver(),
        Page::Day => t.controllers_page_day(),
        Page::Run => t.controllers_page_run(),
        Page::Contact => t.controllers_page_contact(),
    }
}

pub(super) fn reason_words(reason: Reason, t: &Texts) -> String {
    match reason {
        Reason::Merger => t.controllers_reason_merger(),
        Reason::NewBusinessId => t.controllers_reason_new_business_id(),
        Reason::ActivityMoves => t.controllers_reason_activity_moves(),
        Reason::Other => t.controllers_reason_other(),
    }
}

pub(super) fn names(services: &[Service], t: &Texts) -> String {
    services.iter().map(|service| service.name(t)).collect::<Vec<_>>().join(", ")
}

/// A typed day as it is read aloud; what is no day stays as it was typed.
fn day(visit: &Visit, text: &str) -> String {
    read_date(text).map_or_else(|| text.to_string(), |day| format::date(day, visit.language))
}

/// A run in words: its day and until when notifications for it are taken.
pub(super) fn run_words(visit: &Visit, run: &Run) -> String {
    let (day, closes_on) = (format::date(run.day, visit.language), format::date(run.closes_on, visit.language));
    visit.texts().controllers_run(day, closes_on)
}

/// Label and value of every answer of a page. `run_day` is the day of the run that was wished.
pub(super) fn answers(visit: &Visit, page: Page, content: &Content, run_day: Option<&str>) -> Vec<(String, String)> {
    let t = visit.texts();
    let or_none = |text: &str| if text.is_empty() { t.controllers_not_answered() } else { text.to_string() };
    match page {
        Page::Documents => {
            let units: Vec<&str> = content.units.iter().map(|unit| unit.name.as_str()).collect();
            let extent = match content.extent.as_str() {
                "all" => t.controllers_extent_all(),
                "some" => units.join(", "),
                _ => String::new(),
            };
            vec![
                (t.controllers_fact_services(), or_none(&names(&content.services(), t))),
                (t.controllers_fact_documents(), or_none(&extent)),
            ]
        }
        Page::Receiver => {
            let reason = Reason::parse(&content.reason).map(|reason| reason_words(reason, t));
            let mut facts = vec![
                (t.controllers_fact_receiver(), or_none(&receiver_words(content, t))),
                (t.controllers_fact_reason(), or_none(&reason.unwrap_or_default())),
            ];
            if !content.details.is_empty() {
                facts.push((t.controllers_fact_details(), content.details.clone()));
            }
            facts
        }
        Page::Day => vec![(t.controllers_fact_changes_on(), or_none(&day(visit, &content.changes_on)))],
        Page::Run => {
            let run = match (content.run.as_str(), run_day) {
                (NEXT_RUN, _) => t.controllers_run_next(),
                (_, Some(day)) => format::stored_date(day, visit.language),
                (_, None) => String::new(),
            };
            vec![(t.controllers_fact_wished_run(), or_none(&run))]
        }
        Page::Contact => {
            let contact = [content.name.as_str(), &content.email, &content.phone];
            let contact: Vec<&str> = contact.into_iter().filter(|part| !part.is_empty()).collect();
            let mut facts = vec![(t.controllers_fact_contact(), or_none(&contact.join(", ")))];
            if !content.words.is_empty() {
                facts.push((t.controllers_fact_words(), content.words.clone()));
            }
            facts
        }
    }
}

/// The answers that a reader may see: the new controller reads nothing of the people of whoever hands over.
pub(super) fn answers_for(
    visit: &Visit,
    reader: Side,
    content: &Content,
    run_day: Option<&str>,
) -> Vec<(String, String)> {
    let pages = Page::ALL.into_iter().filter(|page| reader != Side::Receiver || *page != Page::Contact);
    pages.flat_map(|page| answers(visit, page, content, run_day)).collect()
}

/// The new controller, with its name where a register told it.
fn receiver_words(content: &Content, t: &Texts) -> String {
    let id = content.receiver.as_str();
    let named = match content.receiver_name.as_str() {
        "" => id.to_string(),
        name => format!("{name} ({id})"),
    };
    match content.receiver_found() {
        Some(ReceiverFound::Unverified) => t.controllers_receiver_unverified(named),
        _ => named,
    }
}

/// What has happened, for a reader: heading and words, the newest first. Each party reads who did something among its own
/// people; what an officer gave back is between the officer and whoever hands over. Whoever is to be the new controller reads
/// nothing of what was before it was asked: another one may have been named then.
pub(super) fn history(visit: &Visit, events: &[EventRow], reader: Side) -> Result<Vec<(String, String)>, Failure> {
    let t = visit.texts();
    let mut shown = Vec::new();
    let mut is_told = true;
    for event in events {
        let (what, side) = (event.what()?, event.side()?);
        if !is_told {
            break;
        }
        is_told = reader != Side::Receiver || what != Step::Send;
        let heading = event_words(visit, event, what);
        let heading = if reader == Side::Officer || reader == side {
            t.controllers_event_by(heading, event.by_name.as_str())
        } else {
            heading
        };
        let is_hidden = what == Step::Return && reader == Side::Receiver;
        shown.push((heading, if is_hidden { String::new() } else { event.reason.clone() }));
    }
    Ok(shown)
}

fn event_words(visit: &Visit, event: &EventRow, what: Step) -> String {
    let (t, at) = (visit.texts(), format::moment(Instant::from_milliseconds(event.at), visit.language));
    let run = format::stored_date(event.run_day.as_deref().unwrap_or_default(), visit.language);
    match what {
        Step::Send => t.controllers_event_sent(at),
        Step::Discard | Step::Withdraw => t.controllers_event_withdrawn(at),
        Step::Confirm => t.controllers_event_confirmed(at),
        Step::Contest => t.controllers_event_contested(at),
        Step::Return => t.controllers_event_returned(at),
        Step::Reject => t.controllers_event_rejected(at),
        Step::Schedule => t.controllers_event_scheduled(at, run),
        Step::Move => t.controllers_event_moved(at, run),
        Step::CarryOut => t.controllers_event_carried_out(at, run),
    }
}

pub(super) fn explain(problem: Problem, t: &Texts) -> String {
    match problem {
        Problem::ServicesMissing => t.controllers_problem_services(),
        Problem::NothingLeft => t.controllers_problem_nothing_left(),
        Problem::NotFree(service) => t.controllers_problem_not_free(service.name(t)),
        Problem::ExtentMissing => t.controllers_problem_extent(),
        Problem::UnitsMissing => t.controllers_problem_units(),
        Problem::UnitsBesideAll => t.controllers_problem_units_beside(),
        Problem::ReceiverMissing => t.controllers_problem_receiver(),
        Problem::NotABusinessId => t.controllers_problem_business_id(),
        Problem::WrongCheckDigit => t.ui_wrong_check_digit(),
        Problem::OwnBusinessId => t.controllers_problem_own_business_id(),
        Problem::ReceiverEnded => t.controllers_problem_receiver_ended(),
        Problem::ReceiverUnknown => t.controllers_problem_receiver_unknown(),
        Problem::ReasonMissing => t.controllers_problem_reason(),
        Problem::DetailsMissing => t.controllers_problem_details(),
        Problem::DayMissing => t.controllers_problem_day_missing(),
        Problem::NotADay => t.controllers_problem_day(),
        Problem::NoSuchDay => t.ui_no_such_day(),
        Problem::TooEarly => t.controllers_problem_too_early(),
        Problem::TooFar => t.controllers_problem_too_far(),
        Problem::RunMissing => t.controllers_problem_run(),
        Problem::RunGone => t.controllers_problem_run_gone(),
        Problem::NameMissing => t.controllers_problem_name(),
        Problem::EmailMissing => t.controllers_problem_email_missing(),
        Problem::NotAnEmail => t.controllers_problem_email(),
        Problem::PhoneMissing => t.controllers_problem_phone_missing(),
        Problem::NotAPhone => t.controllers_problem_phone(),
        Problem::TooLong(count, most) => t.ui_text_too_long(count, most),
        Problem::IdentityCode => t.controllers_problem_identity_code(),
    }
}

pub(super) fn errors(found: &[Found], t: &Texts) -> Vec<FieldError> {
    let error = |(_, field, problem): &Found| FieldError { field: (*field).to_string(), text: explain(*problem, t) };
    found.iter().map(error).collect()
}
