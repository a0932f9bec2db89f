//! What happened to a case, in order and with who did it: the history on its page, and the last line of it for an officer
//! who was slower.

use db::Read;

use crate::agreements::Footing;
use crate::applications::{self, Case, OfficerDeed, OfficerTurn, State};
use crate::intermediaries::{self, ConnectionAnswer};
use crate::kernel::{Instant, Language};
use crate::notices::{NoticeLine, recipient_in_words};
use crate::parties::{self, NamedAnswer};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// A line of the case's history.
pub(super) struct Happened {
    pub when: String,
    pub what: String,
}

/// What happened when, oldest first.
pub(super) type Events = Vec<(Instant, String)>;

/// What officers, the customer, the other party and the intermediary have done to a case.
pub(super) async fn load(visit: &Visit, read: &mut Read, case: &Case) -> Result<Events, Failure> {
    let (language, t) = (visit.language, visit.texts());
    let turns = applications::list_officer_turns(read, &case.id).await?;
    let connections = intermediaries::list_answers(read, &case.id).await?;
    let named = parties::list_named_answers(read, &case.id).await?;
    let mut events = vec![(case.submitted_at, t.desk_history_submitted())];
    events.extend(turns.iter().map(|turn| (turn.at, deed(turn, language, t))));
    events.extend(connections.iter().map(|answer| (answer.at, of_intermediary(answer, t))));
    events.extend(named.iter().map(|answer| (answer.at, of_other_party(answer, t))));
    let answered = case.supplements.iter().filter(|supplement| supplement.recalled_at.is_none());
    events.extend(answered.filter_map(|supplement| {
        let what = by(t.desk_history_supplement_answered(), supplement.answered_by.as_deref(), t);
        supplement.answered_at.map(|at| (at, what))
    }));
    if let Some(decision) = &case.decision {
        let what = if decision.approved {
            t.desk_history_approved(&decision.officer_name)
        } else {
            t.desk_history_rejected(&decision.officer_name)
        };
        events.push((decision.decided_at, what));
    }
    events.sort_by_key(|(at, _)| *at);
    Ok(events)
}

/// The history as the page of a case has it: the mails included.
pub(super) fn lines(visit: &Visit, events: Events, mails: &[NoticeLine]) -> Vec<Happened> {
    let (language, t) = (visit.language, visit.texts());
    let mut lines = events;
    for mail in mails {
        if let (Some(sent_at), Some(happening)) = (mail.sent_at, mail.happening) {
            lines.push((sent_at, t.desk_history_mail(happening.label(t), recipient_in_words(&mail.recipient, t))));
        }
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(at, what)| Happened { when: format::moment(at, language), what }).collect()
}

/// Who did what to a case last and how it stands, for the officer who was slower.
pub(super) async fn what_happened(visit: &Visit, read: &mut Read, case: &Case) -> Result<String, Failure> {
    let (language, t) = (visit.language, visit.texts());
    if let Some(decision) = &case.decision {
        let when = format::moment(decision.decided_at, language);
        return Ok(if decision.approved {
            t.desk_conflict_approved(&decision.officer_name, when)
        } else {
            t.desk_conflict_rejected(&decision.officer_name, when)
        });
    }
    let last = match case.state {
        State::Withdrawn | State::Lapsed => None,
        _ => load(visit, read, case).await?.pop(),
    };
    let last = last.map(|(at, what)| sentence(t.desk_conflict_last(format::moment(at, language), what)));
    Ok(last.into_iter().chain(standing(visit, case)).collect::<Vec<_>>().join(" "))
}

/// How a case stands that is not decided, in sentences; whose it is only where it is a colleague's.
fn standing(visit: &Visit, case: &Case) -> Vec<String> {
    let (language, t) = (visit.language, visit.texts());
    let officer = case.officer.as_ref().map_or("", |(_, name)| name.as_str());
    let own =
        visit.session().is_ok_and(|session| case.officer.as_ref().is_some_and(|(id, _)| id == session.person.as_str()));
    let commitment = match case.footing {
        Footing::Firm => None,
        Footing::Awaited => Some(t.desk_case_commitment_awaited()),
        Footing::Gone => Some(t.desk_case_commitment_gone()),
    };
    match case.state {
        State::SupplementRequested => {
            let deadline = case.supplements.last().map(|last| format::stored_date(&last.deadline, language));
            vec![t.desk_conflict_supplement_requested(deadline.unwrap_or_default(), officer)]
        }
        State::InReview if own => commitment.into_iter().collect(),
        State::InReview => commitment.into_iter().chain([t.desk_conflict_in_review(officer)]).collect(),
        State::Withdrawn => vec![t.desk_conflict_withdrawn()],
        State::Lapsed => vec![t.desk_conflict_lapsed()],
        State::Draft | State::Submitted | State::Approved | State::Rejected => vec![t.desk_conflict_submitted()],
    }
}

/// What an officer has done, in words.
fn deed(turn: &OfficerTurn, language: Language, t: &Texts) -> String {
    let date =
        |stored: &Option<String>| stored.as_deref().map_or_else(String::new, |day| format::stored_date(day, language));
    let what = match turn.deed {
        OfficerDeed::Taken => t.desk_history_taken(),
        OfficerDeed::Released => t.desk_history_released(),
        OfficerDeed::SupplementRequested => t.desk_history_supplement_requested(date(&turn.deadline)),
        OfficerDeed::DeadlineMoved => t.desk_history_deadline_moved(date(&turn.deadline_before), date(&turn.deadline)),
        OfficerDeed::SupplementRecalled => t.desk_history_supplement_recalled(),
        OfficerDeed::Proposed => t.desk_history_proposed(),
        OfficerDeed::ProposalReturned => t.desk_history_proposal_returned(),
    };
    by(what, turn.officer.as_deref(), t)
}

/// What an intermediary has answered, in words.
fn of_intermediary(answer: &ConnectionAnswer, t: &Texts) -> String {
    let name = answer.intermediary.as_str();
    let what = if answer.confirmed {
        t.desk_history_connection_confirmed(name)
    } else {
        t.desk_history_connection_declined(name)
    };
    because(by(what, answer.by.as_deref(), t), answer.reason.as_deref(), t)
}

/// What the other party has answered, in words.
fn of_other_party(answer: &NamedAnswer, t: &Texts) -> String {
    let other = answer.other.as_str();
    let what =
        if answer.confirmed { t.desk_history_named_confirmed(other) } else { t.desk_history_named_contested(other) };
    because(by(what, answer.by.as_deref(), t), answer.reason.as_deref(), t)
}

/// With who did it, where that is known.
fn by(what: String, who: Option<&str>, t: &Texts) -> String {
    match who {
        Some(who) => t.desk_history_by(what, who),
        None => what,
    }
}

/// With the reason, where one was given.
fn because(what: String, reason: Option<&str>, t: &Texts) -> String {
    match reason {
        Some(reason) => t.desk_history_reason(what, reason),
        None => what,
    }
}

/// With a full stop, before another sentence.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}
