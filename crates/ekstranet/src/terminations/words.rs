//! States, answers, problems and consequences in the reader's words.

use super::consequences::Consequence;
use super::rules::{Content, Found, Page, Problem, Reason, TerminationState};
use crate::kernel::read_date;
use crate::matters::ReceiverFound;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{FieldError, Visit, format};

/// The class of a state and its word.
pub(super) fn state_words(state: TerminationState, t: &Texts) -> (&'static str, String) {
    match state {
        TerminationState::Draft => ("wait", t.terminations_state_waiting_for_you()),
        TerminationState::Sent => ("calm", t.terminations_state_waiting_for_review()),
        TerminationState::Returned => ("stop", t.terminations_state_to_correct()),
        TerminationState::Confirmed => ("calm", t.terminations_state_waiting_for_day()),
        TerminationState::Rejected => ("stop", t.terminations_state_rejected()),
        TerminationState::Withdrawn | TerminationState::Discarded => ("calm", t.terminations_state_withdrawn()),
        TerminationState::Ended => ("good", t.terminations_state_done()),
    }
}

/// The class of a state and its word for an officer, who waits where the customer corrects.
pub(super) fn state_words_to_officer(state: TerminationState, t: &Texts) -> (&'static str, String) {
    match state {
        TerminationState::Returned => ("calm", t.terminations_state_waiting_for_customer()),
        state => state_words(state, t),
    }
}

/// The number of a termination and what came of it, or its last day (`YYYY-MM-DD`).
pub(super) fn case_text(visit: &Visit, state: TerminationState, number: &str, last_day: &str) -> String {
    let (t, last) = (visit.texts(), format::stored_date(last_day, visit.language));
    match state {
        TerminationState::Withdrawn | TerminationState::Discarded => t.terminations_case_text_withdrawn(number),
        TerminationState::Rejected => t.terminations_case_text_rejected(number),
        TerminationState::Ended => t.terminations_case_text_ended(number, last),
        TerminationState::Draft | TerminationState::Sent | TerminationState::Returned | TerminationState::Confirmed => {
            t.terminations_case_text(number, last)
        }
    }
}

/// What whoever has sent it waits for, one after the other; nothing of what is over.
pub(super) fn next_steps(state: TerminationState, t: &Texts) -> Vec<String> {
    match state {
        TerminationState::Draft | TerminationState::Sent => {
            vec![t.terminations_next_officer(), t.terminations_next_mail(), t.terminations_next_day()]
        }
        TerminationState::Returned => vec![t.terminations_lead_returned()],
        TerminationState::Confirmed => vec![t.terminations_next_day()],
        TerminationState::Rejected
        | TerminationState::Withdrawn
        | TerminationState::Discarded
        | TerminationState::Ended => Vec::new(),
    }
}

pub(super) fn page_title(page: Page, t: &Texts) -> String {
    match page {
        Page::Services => t.terminations_page_services(),
        Page::Reason => t.terminations_page_reason(),
        Page::Receiver => t.terminations_page_receiver(),
        Page::Invoice => t.terminations_page_invoice(),
    }
}

pub(super) fn reason_words(reason: Reason, t: &Texts) -> String {
    match reason {
        Reason::ActivityEnds => t.terminations_reason_activity_ends(),
        Reason::Reorganisation => t.terminations_reason_reorganisation(),
        Reason::Acquisition => t.terminations_reason_acquisition(),
        Reason::Other => t.terminations_reason_other(),
    }
}

pub(super) fn names(services: &[Service], t: &Texts) -> String {
    services.iter().map(|service| service.name(t)).collect::<Vec<_>>().join(", ")
}

/// A typed day as it is read aloud; what is no day stays as it was typed.
pub(super) fn day(visit: &Visit, text: &str) -> String {
    read_date(text).map_or_else(|| text.to_string(), |day| format::date(day, visit.language))
}

/// Label and value of every answer of a page.
pub(super) fn answers(
    visit: &Visit,
    page: Page,
    content: &Content,
    services: &[Service],
    (is_all, billing): (bool, &[(String, String)]),
) -> Vec<(String, String)> {
    let t = visit.texts();
    let or_none = |text: &str| if text.is_empty() { t.terminations_not_answered() } else { text.to_string() };
    let mut facts = Vec::new();
    match page {
        Page::Services => {
            facts.push((t.terminations_fact_services(), or_none(&names(services, t))));
            if is_all {
                facts.push((t.terminations_fact_extent(), t.terminations_extent_whole()));
            }
            facts.push((t.terminations_fact_ends_on(), or_none(&day(visit, &content.ends_on))));
        }
        Page::Reason => {
            let reason = Reason::parse(&content.reason).map(|reason| reason_words(reason, t));
            facts.push((t.terminations_fact_reason(), or_none(&reason.unwrap_or_default())));
            if !content.details.is_empty() {
                facts.push((t.terminations_fact_details(), content.details.clone()));
            }
        }
        Page::Receiver => {
            let receiver = match content.transferred.as_str() {
                "yes" => receiver_words(content, t),
                "no" => t.terminations_transferred_no(),
                _ => String::new(),
            };
            let label = match content.transferred.as_str() {
                "yes" => t.terminations_fact_receiver(),
                _ => t.terminations_field_transferred(),
            };
            facts.push((label, or_none(&receiver)));
        }
        Page::Invoice => {
            let invoice = match content.invoice.as_str() {
                "known" => t.terminations_invoice_known(),
                "other" => {
                    let Content { name, street, post_code, post_office, .. } = content;
                    format!("{name}, {street}, {post_code} {post_office}")
                }
                _ => String::new(),
            };
            facts.push((t.terminations_fact_invoice(), or_none(&invoice)));
            if content.invoice == "known" {
                facts.extend(billing.iter().cloned());
            }
            facts.push((t.terminations_fact_email(), or_none(&content.email)));
        }
    }
    facts
}

/// All answers of a termination.
pub(super) fn all_answers(
    visit: &Visit,
    content: &Content,
    services: &[Service],
    known: (bool, &[(String, String)]),
) -> Vec<(String, String)> {
    Page::asked(content).flat_map(|page| answers(visit, page, content, services, known)).collect()
}

/// Whoever takes over, with its name where a register told it.
pub(super) fn receiver_words(content: &Content, t: &Texts) -> String {
    let id = content.receiver.as_str();
    let named = match content.receiver_name.as_str() {
        "" => id.to_string(),
        name => t.terminations_receiver_named(name, id),
    };
    match content.receiver_found() {
        Some(ReceiverFound::Unverified) => t.terminations_receiver_unverified(named),
        _ => named,
    }
}

pub(super) fn explain(problem: Problem, t: &Texts) -> String {
    match problem {
        Problem::ExtentMissing => t.terminations_problem_extent(),
        Problem::ServicesMissing => t.terminations_problem_services(),
        Problem::ServicesBesideWhole => t.terminations_problem_services_beside(),
        Problem::NothingLeft => t.terminations_problem_nothing_left(),
        Problem::Needed(service, needed) => t.terminations_problem_needed(service.name(t), needed.name(t)),
        Problem::DayMissing => t.terminations_problem_day_missing(),
        Problem::NotADay => t.terminations_problem_day(),
        Problem::NoSuchDay => t.ui_no_such_day(),
        Problem::Past => t.terminations_problem_past(),
        Problem::TooFar => t.terminations_problem_too_far(),
        Problem::ReasonMissing => t.terminations_problem_reason(),
        Problem::DetailsMissing => t.terminations_problem_details(),
        Problem::TransferMissing => t.terminations_problem_transferred(),
        Problem::SoldToNobody => t.terminations_problem_sold_to_nobody(),
        Problem::ReceiverMissing => t.terminations_problem_receiver(),
        Problem::NotABusinessId => t.terminations_problem_business_id(),
        Problem::WrongCheckDigit => t.ui_wrong_check_digit(),
        Problem::OwnBusinessId => t.terminations_problem_own_business_id(),
        Problem::ReceiverEnded => t.terminations_problem_receiver_ended(),
        Problem::ReceiverUnknown => t.terminations_problem_receiver_unknown(),
        Problem::InvoiceMissing => t.terminations_problem_invoice(),
        Problem::NameMissing => t.terminations_problem_name(),
        Problem::StreetMissing => t.terminations_problem_street(),
        Problem::PostCodeMissing => t.terminations_problem_post_code_missing(),
        Problem::PostOfficeMissing => t.terminations_problem_post_office(),
        Problem::NotAPostCode => t.terminations_problem_post_code(),
        Problem::EmailMissing => t.terminations_problem_email_missing(),
        Problem::NotAnEmail => t.terminations_problem_email(),
        Problem::TooLong(count, most) => t.ui_text_too_long(count, most),
        Problem::IdentityCode => t.terminations_problem_identity_code(),
    }
}

pub(super) fn errors(found: &[Found], t: &Texts) -> Vec<FieldError> {
    let error = |(_, field, problem): &Found| FieldError { field: (*field).to_string(), text: explain(*problem, t) };
    found.iter().map(error).collect()
}

/// Heading and text of what follows.
pub(super) fn consequence_words(what: Consequence, last_day: &str, t: &Texts) -> (String, String) {
    match what {
        Consequence::CustomershipEnds => (t.terminations_ends_title(), t.terminations_ends_text(last_day)),
        Consequence::CustomershipContinues => (t.terminations_continues_title(), t.terminations_continues_text()),
        Consequence::SystemContract => (t.terminations_system_title(), t.terminations_system_text()),
        Consequence::DeploymentStops => (t.terminations_deployment_title(), t.terminations_deployment_text()),
        Consequence::ExtensionsEnd => (t.terminations_extensions_title(), t.terminations_extensions_text()),
        Consequence::RecordsKept => (t.terminations_records_title(), t.terminations_records_kept()),
        Consequence::ControllerChanges => (t.terminations_records_title(), t.terminations_records_controller()),
        Consequence::RecordsStay => (t.terminations_records_title(), t.terminations_records_stay()),
        Consequence::PrescriptionsEnd => (t.terminations_prescriptions_title(), t.terminations_prescriptions_text()),
        Consequence::PartiesEnd(number) => (t.terminations_parties_title(), t.terminations_parties_text(number)),
        Consequence::ApplicationsOpen(number) => {
            (t.terminations_applications_title(), t.terminations_applications_text(number))
        }
        Consequence::LastInvoice => (t.terminations_invoice_title(), t.terminations_invoice_text()),
    }
}
