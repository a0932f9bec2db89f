//! What single things ask of the organisation, one entry of the list each.

use super::pages::Todo;
use super::rules::Standing;
use crate::applications::{ApplicationLine, FirstSignature};
use crate::intermediaries::ConnectionLine;
use crate::kernel::BusinessId;
use crate::mandates::Validity;
use crate::services::Service;
use crate::terminations::{TerminationLine, TerminationState};
use crate::web::{Visit, format};
use crate::{applications, pharmacies};

/// Where one enters the end of one's own mandate.
fn validity_address(organisation: &BusinessId) -> String {
    format!("/me/validity?organisation={organisation}&mandate=deployment")
}

/// Until when one's own mandate is valid in words, where one enters it, and the words of that link.
pub(super) fn validity_words(
    visit: &Visit,
    organisation: &BusinessId,
    validity: &Validity,
) -> (String, String, String) {
    let t = visit.texts();
    let words = match validity.ends_on {
        Some(day) => t.home_mandate_until(format::date(day, visit.language)),
        None => t.home_mandate_end_unknown(),
    };
    let link = if validity.ends_on.is_some() { t.mandates_validity_change() } else { t.mandates_validity_link() };
    (words, validity_address(organisation), link)
}

/// One's own mandate ends soon: a new one is to be asked for; and nobody else is known who could go on.
pub(super) fn ending_todo(visit: &Visit, organisation: &BusinessId, validity: &Validity) -> Option<Todo> {
    let day = validity.ends_on.filter(|_| validity.ends_soon)?;
    let (t, day) = (visit.texts(), format::date(day, visit.language));
    Some(Todo {
        address: validity_address(organisation),
        action: t.home_do_mandate(),
        about: if validity.is_last { t.home_do_about_mandate_last(day) } else { t.home_do_about_mandate(day) },
    })
}

/// A handover in which something waits for the organisation.
pub(super) fn handover(line: &pharmacies::HomeLine) -> Option<Todo> {
    line.waits.then(|| Todo { address: line.address.clone(), action: line.action.clone(), about: line.about.clone() })
}

/// A message of the operator that nobody has opened.
pub(super) fn message(visit: &Visit, base: &str, line: &applications::UnreadLine) -> Todo {
    let t = visit.texts();
    Todo {
        address: format!("{base}applications/{}/messages", line.id),
        action: t.home_do_read_message(),
        about: t.home_do_about_message(line.service.name(t), &line.case_number),
    }
}

/// A sent application whose intermediary has declined: the officer is told through which other point the customer joins.
pub(super) fn declined_todo(visit: &Visit, base: &str, line: &ConnectionLine) -> Todo {
    let t = visit.texts();
    Todo {
        address: format!("{base}applications/{}/messages", line.application),
        action: t.home_do_elsewhere(),
        about: t.home_do_about_elsewhere(line.service.name(t), line.intermediary.as_str()),
    }
}

/// A rejection for as long as its correction can be claimed.
pub(super) fn rejected_todo(visit: &Visit, base: &str, line: &applications::Rejection) -> Todo {
    let (t, decided) = (visit.texts(), format::date(line.decided_at.date(), visit.language));
    Todo {
        address: format!("{base}applications/{}", line.id),
        action: t.home_do_read_decision(),
        about: t.home_do_about_decision(line.service.name(t), line.case_number.as_str(), decided),
    }
}

pub(super) fn todo(visit: &Visit, base: &str, name: String, standing: &Standing<'_>) -> Option<Todo> {
    let t = visit.texts();
    Some(match standing {
        Standing::Draft(line) => return draft_todo(visit, base, name, line),
        Standing::Supplement(line) => Todo {
            address: format!("{base}applications/{}", line.id),
            action: t.home_do_supplement(),
            about: match &line.supplement_deadline {
                Some(deadline) => t.home_do_about_supplement(name, format::stored_date(deadline, visit.language)),
                None => t.home_do_about_draft(name),
            },
        },
        // Nothing is left to do but to wait for the day.
        Standing::SetUp(line) if line.open_items == 0 => return None,
        Standing::SetUp(line) => Todo {
            address: format!("{base}deployments/{}", line.id),
            action: t.home_do_set_up(),
            about: t.home_do_about_set_up(name, line.open_items),
        },
        Standing::InUse(_)
        | Standing::Stopped(_)
        | Standing::Waiting(_)
        | Standing::Joined(_)
        | Standing::Left(_)
        | Standing::Rejected(_)
        | Standing::Ended(_)
        | Standing::NotInUse => return None,
    })
}

/// What is next with a draft: a signature, the reason why another one did not sign, or answers. Whoever has signed it waits.
fn draft_todo(visit: &Visit, base: &str, name: String, line: &ApplicationLine) -> Option<Todo> {
    let t = visit.texts();
    let (action, about) = match (&line.first_signature, &line.reopened) {
        (Some(signed), _) if signed.is_awaiting_others(visit) => return None,
        (Some(signed), _) => (t.home_do_sign(), signed_words(visit, name, signed)),
        (None, Some(reopened)) => {
            let day = format::date(reopened.at.date(), visit.language);
            (t.home_do_reopened(), t.home_do_about_reopened(name, reopened.by.as_str(), day))
        }
        (None, None) if line.is_whole => (t.home_do_sign(), t.home_do_about_whole(name)),
        (None, None) => {
            let about = match removal_date(visit, line) {
                Some(date) => t.home_do_about_draft_ends(name, format::date(date, visit.language)),
                None => t.home_do_about_draft(name),
            };
            (t.home_do_continue(), about)
        }
    };
    Some(Todo { address: format!("{base}applications/{}", line.id), action, about })
}

/// What is said to whoever is to sign what one has signed.
fn signed_words(visit: &Visit, name: String, signed: &FirstSignature) -> String {
    let t = visit.texts();
    if !signed.is_enough {
        t.home_do_about_half_signed(name, signed.name.as_str())
    } else if signed.is_of_reader(visit) {
        t.home_do_about_enough_own(name)
    } else {
        t.home_do_about_enough(name, signed.name.as_str())
    }
}

/// The draft of one that is joined through a main joiner: it may not be needed.
pub(super) fn staying(visit: &Visit, service: Service, todo: Todo) -> Todo {
    let t = visit.texts();
    Todo { action: t.home_do_look_at_draft(), about: t.home_do_about_staying(service.name(t)), ..todo }
}

/// A termination that waits for the organisation: one that is not sent, or was given back.
pub(super) fn terminating_todo(visit: &Visit, base: &str, line: &TerminationLine) -> Option<Todo> {
    let t = visit.texts();
    let (action, about) = match line.state {
        TerminationState::Draft => (t.terminations_home_do(), t.terminations_home_do_about()),
        TerminationState::Returned => {
            (t.terminations_home_correct(), t.terminations_home_correct_about(line.number.as_str()))
        }
        _ => return None,
    };
    Some(Todo { address: format!("{base}terminations/{}", line.id), action, about })
}

/// When a draft is removed, if that is near.
fn removal_date(visit: &Visit, line: &ApplicationLine) -> Option<crate::kernel::Date> {
    let last = line.last_saved_at.unwrap_or(line.changed_at);
    applications::removal_date(&visit.app.config, last, visit.now)
}
