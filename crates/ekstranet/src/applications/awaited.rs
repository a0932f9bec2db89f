//! Whom a sent application waits for beside the officer: the other party that it names, and the joined parties that it brings
//! in. Each says whether it is so.

use std::collections::HashSet;

use db::Read;

use super::clock::next_now;
use super::content::Content;
use super::rules::State;
use super::shown::{party_text, state_tag};
use crate::kernel::{ApplicationId, BusinessId};
use crate::parties::{self, JoiningModel, NamedLine, PartyState, PartyThen};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// How many are named at most; of more it is told how many they are.
const NAMED: usize = 10;

/// Whether nobody but others has something to do: the case is sent and not decided, and nothing is asked of the customer.
pub(super) fn may_wait_for_others(state: State) -> bool {
    matches!(state, State::Submitted | State::InReview)
}

/// What happens next where the other party has not confirmed: it is awaited, or the customer clears the matter up with it.
pub(super) fn unconfirmed_text(other: &str, is_contested: bool, t: &Texts) -> String {
    if is_contested { t.applications_next_contested(other) } else { t.applications_next_other(other) }
}

/// The tag of a case that is sent: while its other party contests, the customer has something to do.
pub(super) fn case_tag(state: State, is_contested: bool, t: &Texts) -> (String, &'static str) {
    if is_contested && may_wait_for_others(state) { (t.applications_tag_waits(), "wait") } else { state_tag(state, t) }
}

/// The tag of a case and what happens next, by its state and by what its other party has said: the case and the receipt say
/// what home says.
pub(super) async fn head(
    visit: &Visit,
    (id, state): (&ApplicationId, State),
    named: Option<&NamedLine>,
) -> Result<((String, &'static str), String), Failure> {
    let t = visit.texts();
    Ok(match named.filter(|named| may_wait_for_others(state) && named.state != PartyState::Confirmed) {
        Some(named) => {
            let is_contested = named.state == PartyState::Contested;
            (case_tag(state, is_contested, t), unconfirmed_text(&named.other, is_contested, t))
        }
        None => (state_tag(state, t), next_now(visit, id, state).await?),
    })
}

/// In sentences; nothing where nobody is awaited, or where it has been decided without them.
pub(super) async fn awaited(
    read: &mut Read,
    (id, organisation, service, state): (&ApplicationId, &BusinessId, Service, State),
    content: &Content,
    t: &Texts,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    if !matches!(state, State::Submitted | State::InReview | State::SupplementRequested) {
        return Ok(lines);
    }
    let named = parties::find_named(read, id).await?.filter(|party| party.state == PartyState::Waiting);
    lines.extend(named.map(|named| {
        let known = content.names.get(&named.other).cloned();
        let other = known.map(|name| party_text(&PartyThen { business_id: named.other.clone(), name }));
        t.applications_awaited_other(other.unwrap_or(named.other))
    }));
    if content.joining_model() == JoiningModel::Joint {
        // Whoever was added later is none of what was sent.
        let sent: HashSet<&str> = content.parties.iter().flatten().map(|party| party.business_id.as_str()).collect();
        let mut waiting = parties::list_awaited(read, organisation, service).await?;
        waiting.retain(|party| sent.contains(party.business_id.as_str()));
        let listed = || waiting.iter().map(party_text).collect::<Vec<_>>().join(", ");
        lines.extend(match waiting.len() {
            0 => None,
            number if number > NAMED => {
                Some(t.applications_awaited_parties_many(i64::try_from(number).unwrap_or(i64::MAX)))
            }
            _ => Some(t.applications_awaited_parties(listed())),
        });
    }
    Ok(lines)
}
