//! Words and colours of states, and what is wrong with a form, in the officer's language.

use super::rules::{Fault, PAGE_LINES};
use crate::applications::State;
use crate::kernel::Language;
use crate::texts::Texts;
use crate::web::{FieldError, format};

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

/// Faults as errors at their fields.
pub(super) fn errors(faults: Vec<(String, Fault)>, t: &Texts) -> Vec<FieldError> {
    faults.into_iter().map(|(field, fault)| FieldError { field, text: fault_text(fault, t) }).collect()
}

/// A fault in words.
pub(super) fn fault_text(fault: Fault, t: &Texts) -> String {
    match fault {
        Fault::NothingAsked => t.desk_fault_nothing_asked(),
        Fault::NotSaidWhat => t.desk_fault_not_said_what(),
        Fault::NotTicked => t.desk_fault_not_ticked(),
        Fault::TooLong => t.desk_fault_too_long(),
        Fault::ReasonsTooLong => t.desk_fault_reasons_too_long(),
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
