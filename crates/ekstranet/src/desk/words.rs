//! Words and colours of states, and what happened to a case, in the officer's language.

use super::rules::{Fault, PAGE_LINES};
use crate::applications::{Case, OfficerDeed, OfficerTurn, State};
use crate::kernel::Language;
use crate::notices::{NoticeLine, recipient_in_words};
use crate::texts::Texts;
use crate::web::{FieldError, Visit, format};

/// A state as a word.
pub(super) fn state_word(state: State, t: &Texts) -> String {
    match state {
        State::Draft => t.desk_state_draft(),
        State::Submitted => t.desk_state_submitted(),
        State::InReview => t.desk_state_in_review(),
        State::SupplementRequested => t.desk_state_supplement_requested(),
        State::Approved => t.desk_state_approved(),
        State::Rejected => t.desk_state_rejected(),
        State::Withdrawn => t.desk_state_withdrawn(),
        State::Lapsed => t.desk_state_lapsed(),
    }
}

/// The class of its colour.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Submitted | State::InReview => "wait",
        State::Approved => "good",
        State::Rejected => "stop",
        State::Draft | State::SupplementRequested | State::Withdrawn | State::Lapsed => "calm",
    }
}

/// A capped count: beyond three hundred only that it is more.
pub(super) fn capped(count: i64, language: Language, t: &Texts) -> String {
    if count > 300 { t.desk_count_many() } else { format::count(count, language) }
}

/// Who did what to a case last, for the officer who was slower.
pub(super) fn what_happened(visit: &Visit, case: &Case) -> String {
    let (language, t) = (visit.language, visit.texts());
    if let Some(decision) = &case.decision {
        let when = format::moment(decision.decided_at, language);
        return if decision.approved {
            t.desk_conflict_approved(&decision.officer_name, when)
        } else {
            t.desk_conflict_rejected(&decision.officer_name, when)
        };
    }
    let officer = case.officer.as_ref().map_or("", |(_, name)| name.as_str());
    let own =
        visit.session().is_ok_and(|session| case.officer.as_ref().is_some_and(|(id, _)| id == session.person.as_str()));
    match case.state {
        State::SupplementRequested => {
            let deadline = case.supplements.last().map(|last| format::stored_date(&last.deadline, language));
            t.desk_conflict_supplement_requested(deadline.unwrap_or_default(), officer)
        }
        // Nobody else has the case: the customer, the other party or the intermediary has said something.
        State::InReview if own => t.desk_conflict_own(),
        State::InReview => t.desk_conflict_in_review(officer),
        State::Withdrawn => t.desk_conflict_withdrawn(),
        State::Lapsed => t.desk_conflict_lapsed(),
        State::Draft | State::Submitted | State::Approved | State::Rejected => t.desk_conflict_submitted(),
    }
}

/// A line of the case's history.
pub(super) struct Happened {
    pub when: String,
    pub what: String,
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
    turn.officer.as_deref().map_or_else(|| what.clone(), |officer| t.desk_history_by(what.as_str(), officer))
}

/// What happened to a case, oldest first, the mails included.
pub(super) fn history(
    case: &Case,
    turns: &[OfficerTurn],
    mails: &[NoticeLine],
    language: Language,
    t: &Texts,
) -> Vec<Happened> {
    let mut lines = vec![(case.submitted_at, t.desk_history_submitted())];
    lines.extend(turns.iter().map(|turn| (turn.at, deed(turn, language, t))));
    let answers = case.supplements.iter().filter(|supplement| supplement.recalled_at.is_none());
    let answers = answers.filter_map(|supplement| supplement.answered_at);
    lines.extend(answers.map(|at| (at, t.desk_history_supplement_answered())));
    if let Some(decision) = &case.decision {
        let what = if decision.approved {
            t.desk_history_approved(&decision.officer_name)
        } else {
            t.desk_history_rejected(&decision.officer_name)
        };
        lines.push((decision.decided_at, what));
    }
    for mail in mails {
        if let (Some(sent_at), Some(happening)) = (mail.sent_at, mail.happening) {
            lines.push((sent_at, t.desk_history_mail(happening.label(t), recipient_in_words(&mail.recipient, t))));
        }
    }
    lines.sort_by_key(|(at, _)| *at);
    lines.into_iter().map(|(at, what)| Happened { when: format::moment(at, language), what }).collect()
}

/// Faults as errors at their fields.
pub(super) fn errors(faults: Vec<(String, Fault)>, t: &Texts) -> Vec<FieldError> {
    faults.into_iter().map(|(field, fault)| FieldError { field, text: fault_text(fault, t) }).collect()
}

/// A fault in words.
pub(super) fn fault_text(fault: Fault, t: &Texts) -> String {
    match fault {
        Fault::NothingAsked => t.desk_fault_nothing_asked(),
        Fault::NotSaidWhat => t.desk_fault_not_said_what(),
        Fault::TooLong => t.desk_fault_too_long(),
        Fault::IdentityCode => t.desk_fault_identity_code(),
        Fault::NotADate => t.desk_fault_not_a_date(),
        Fault::NoSuchDay => t.ui_no_such_day(),
        Fault::DateOutside => t.desk_fault_date_outside(),
        Fault::ReasonMissing => t.desk_fault_reason_missing(),
        Fault::RemarkMissing => t.desk_fault_remark_missing(),
        Fault::HearingMissing => t.desk_fault_hearing_missing(),
        Fault::AgreementMissing => t.desk_fault_agreement_missing(),
        Fault::RegistrationMissing => t.desk_fault_registration_missing(),
        Fault::GapLeft => t.desk_fault_gap_left(),
        Fault::ReasonGapLeft => t.desk_fault_reason_gap_left(),
        Fault::HearingGapLeft => t.desk_fault_hearing_gap_left(),
    }
}

/// Whether a list of this length may go on on another page.
pub(super) fn may_go_on(lines: usize) -> bool {
    lines >= PAGE_LINES
}
