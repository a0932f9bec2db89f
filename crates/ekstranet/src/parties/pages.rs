//! Pages of joint joinings: the main joiner's, the joined party's and the officers'.

mod desk;
mod joined;
mod lists;
mod main_joiner;
mod named;
mod sought;

use super::rules::{DayProblem, PartyState, ReasonProblem};
use super::store::PartyRow;
use crate::kernel::{Instant, PartyId};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

pub(super) use desk::{handled, news, of_main_joiner};
pub(super) use joined::{answer, joined};
pub(super) use lists::{add, add_many, add_one, check_on, preview, read_many, save};
pub(super) use main_joiner::{ask_again, end, export, go_on, list, show};
pub(super) use named::answer_naming;
pub use sought::{list_named, list_sought};

/// The id in an address; anything else is a page that does not exist.
fn id_of(text: &str) -> Result<PartyId, Failure> {
    PartyId::parse(text).ok_or(Failure::NotFound)
}

/// The word and colour of a state, as the main joiner and the officers read it.
fn main_joiner_tag(state: PartyState, t: &Texts) -> (&'static str, String) {
    match state {
        PartyState::Listed => ("calm", t.parties_tag_listed()),
        PartyState::Waiting => ("calm", t.parties_tag_waiting_for_party()),
        PartyState::Confirmed => ("good", t.parties_tag_done()),
        PartyState::Contested => ("stop", t.parties_tag_contested()),
        PartyState::Leaving => ("calm", t.parties_tag_leaving()),
        PartyState::Ending => ("calm", t.parties_tag_ending()),
        PartyState::Ended => ("calm", t.parties_tag_ended()),
    }
}

/// The same as the party reads it.
fn party_tag(state: PartyState, t: &Texts) -> (&'static str, String) {
    match state {
        PartyState::Listed | PartyState::Waiting => ("wait", t.parties_tag_waiting_for_you()),
        PartyState::Contested => ("calm", t.parties_tag_waiting_for_main_joiner()),
        other => main_joiner_tag(other, t),
    }
}

/// What a state means, in a sentence.
fn state_text(row: &PartyRow, state: PartyState, visit: &Visit) -> String {
    let t = visit.texts();
    let date = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
    let moment =
        |at: Option<i64>| format::date(Instant::from_milliseconds(at.unwrap_or(row.added_at)).date(), visit.language);
    match state {
        PartyState::Listed => t.parties_text_listed(),
        PartyState::Waiting => t.parties_text_waiting(moment(row.told_at)),
        PartyState::Confirmed => t.parties_text_confirmed(moment(row.answered_at)),
        PartyState::Contested => t.parties_text_contested(moment(row.answered_at)),
        PartyState::Leaving => t.parties_text_leaving(moment(row.answered_at)),
        PartyState::Ending => t.parties_text_ending(date(&row.ends_on)),
        PartyState::Ended => {
            let day = date(&row.ends_on);
            match row.ended_by.as_deref() {
                Some("party") => t.parties_text_ended_direct(day),
                Some("system") => t.parties_text_ended_case(day),
                _ => t.parties_text_ended(day),
            }
        }
    }
}

/// What a state means to the party itself.
fn party_text(row: &PartyRow, state: PartyState, visit: &Visit) -> String {
    let t = visit.texts();
    let answered = Instant::from_milliseconds(row.answered_at.unwrap_or(row.added_at)).date();
    let answered = format::date(answered, visit.language);
    match state {
        PartyState::Waiting if row.contest_reason.is_some() => t.parties_text_asked_again(answered),
        PartyState::Listed | PartyState::Waiting => t.parties_text_asked(),
        PartyState::Confirmed => t.parties_text_you_confirmed(answered),
        PartyState::Contested => t.parties_text_you_contested(answered),
        PartyState::Leaving => t.parties_text_you_leaving(answered),
        PartyState::Ending | PartyState::Ended => state_text(row, state, visit),
    }
}

fn reason_problem(problem: ReasonProblem, t: &Texts) -> String {
    match problem {
        ReasonProblem::Missing => t.parties_reason_missing(),
        ReasonProblem::TooLong => t.parties_reason_long(super::rules::REASON_LIMIT),
        ReasonProblem::IdentityCode => t.parties_reason_identity_code(),
    }
}

fn day_problem(problem: DayProblem, t: &Texts) -> String {
    match problem {
        DayProblem::Missing => t.parties_day_missing(),
        DayProblem::NotADay => t.parties_day_wrong(),
        DayProblem::NoSuchDay => t.ui_no_such_day(),
        DayProblem::Past => t.parties_day_past(),
        DayProblem::TooFar => t.parties_day_far(),
    }
}
