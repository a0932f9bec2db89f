//! Whom a sent application waits for beside the officer: the other party that it names, and the joined parties that it brings
//! in. Each says whether it is so.

use std::collections::{HashMap, HashSet};

use db::Read;

use super::clock::next_now;
use super::content::Content;
use super::rules::State;
use super::shown::{party_text, state_tag};
use super::{ApplicationLine, store_messages};
use crate::intermediaries::ConnectionLine;
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

/// A sent application whose intermediary has declined: its answers are closed, so the customer tells the officer by message
/// through which other point it joins, and the officer opens them by a request for a supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// Nobody has written to the officer since.
    Untold,
    Told,
}

impl Elsewhere {
    /// What happens next and who does it.
    pub fn next(self, t: &Texts) -> String {
        match self {
            Self::Untold => t.applications_elsewhere_untold(),
            Self::Told => t.applications_elsewhere_told(),
        }
    }
}

/// Whether an application must join through another point than it says, and whether the customer has told through which.
pub(super) async fn elsewhere(
    read: &mut Read,
    (id, state): (&ApplicationId, State),
    connection: Option<&ConnectionLine>,
) -> Result<Option<Elsewhere>, Failure> {
    let Some(line) = connection.filter(|line| may_wait_for_others(state) && line.needs_another()) else {
        return Ok(None);
    };
    let since = line.answered_at.unwrap_or(line.requested_at);
    let is_told = store_messages::has_customer_written(read, id, since).await?;
    Ok(Some(if is_told { Elsewhere::Told } else { Elsewhere::Untold }))
}

/// The same of the applications of an organisation, by their ids; only those are looked at that were declined.
///
/// # Errors
/// What the database says.
pub async fn list_elsewhere(
    read: &mut Read,
    applications: &[ApplicationLine],
    connections: &[ConnectionLine],
) -> Result<HashMap<String, Elsewhere>, Failure> {
    let mut found = HashMap::new();
    for connection in connections {
        let Some(line) = applications.iter().find(|line| line.id.as_str() == connection.application) else { continue };
        let elsewhere = elsewhere(read, (&line.id, line.state), Some(connection)).await?;
        found.extend(elsewhere.map(|elsewhere| (connection.application.clone(), elsewhere)));
    }
    Ok(found)
}

/// What happens next where others hold a sent application up: the other party, with its business ID and whether it contests,
/// the intermediary that has declined, or both.
pub(super) fn held_up_text(
    unconfirmed: Option<(&str, bool)>,
    elsewhere: Option<Elsewhere>,
    t: &Texts,
) -> Option<String> {
    let words = unconfirmed.filter(|(_, is_contested)| *is_contested || elsewhere.is_none());
    let words = words.map(|(other, is_contested)| unconfirmed_text(other, is_contested, t));
    let parts: Vec<String> = words.into_iter().chain(elsewhere.map(|elsewhere| elsewhere.next(t))).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The tag of a case that is sent: while its other party contests, or while nobody has told the officer through which other
/// point the customer joins, the customer has something to do.
pub(super) fn case_tag(state: State, is_own_turn: bool, t: &Texts) -> (String, &'static str) {
    if is_own_turn && may_wait_for_others(state) { (t.applications_tag_waits(), "wait") } else { state_tag(state, t) }
}

/// The tag of a case and what happens next, by its state, by what its other party has said and by whether its intermediary has
/// declined: the case and the receipt say what home says.
pub(super) async fn head(
    visit: &Visit,
    (id, state): (&ApplicationId, State),
    named: Option<&NamedLine>,
    elsewhere: Option<Elsewhere>,
) -> Result<((String, &'static str), String), Failure> {
    let t = visit.texts();
    let named = named.filter(|named| may_wait_for_others(state) && named.state != PartyState::Confirmed);
    let said = named.map(|named| (named.other.as_str(), named.state == PartyState::Contested));
    let is_own_turn = said.is_some_and(|(_, is_contested)| is_contested) || elsewhere == Some(Elsewhere::Untold);
    let next = match held_up_text(said, elsewhere, t) {
        Some(words) => words,
        None => next_now(visit, id, state).await?,
    };
    Ok((case_tag(state, is_own_turn, t), next))
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
        let known = content.names.get(&named.organisation).cloned();
        let other = known.map(|name| party_text(&PartyThen { business_id: named.organisation.clone(), name }));
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
