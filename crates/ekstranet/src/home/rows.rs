//! The row of each service on the home page.

use super::naming::Names;
use super::pages::Found;
use super::rules::Standing;
use crate::applications::{self, ApplicationLine, Elsewhere};
use crate::deployments::{DeploymentLine, DeploymentState};
use crate::kernel::today;
use crate::parties::{JoinedLine, PartyState};
use crate::services::{self, Service};
use crate::web::{Failure, Visit, format};

/// One service.
pub(super) struct Row {
    pub address: Option<String>,
    pub name: String,
    pub former: Option<String>,
    pub tag: &'static str,
    pub state: String,
    pub text: String,
    /// What is under way about it, and where that is read.
    pub more: Option<(String, String)>,
}

/// A row for each service; where an officer is awaited, with how long that has usually taken.
pub(super) async fn rows(
    visit: &Visit,
    base: &str,
    (standings, names): (&[(Service, Standing<'_>)], &Names),
    found: &Found,
) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    let mut last = None;
    for (service, standing) in standings {
        let mut row = row(visit, base, found, *service, standing);
        row.name = names.name(*service, standing, visit.texts());
        // Of several of one service the first is the newest, about which something may be under way.
        if last.replace(*service) != Some(*service) {
            row = found.waiting(visit, base, (*service, standing), row);
        }
        let t = visit.texts();
        // What is applied for meanwhile does not end the joint use.
        if matches!(standing, Standing::Draft(_)) && found.uses(visit, *service, standing) {
            (row.tag, row.state) = ("good", t.home_state_in_use());
        }
        if let Standing::Waiting(line) = standing {
            let expected = applications::expected(visit, *service, line.kind).await?;
            let unconfirmed = found.unconfirmed_of(&line.id);
            let elsewhere = found.elsewhere.get(line.id.as_str()).copied();
            if unconfirmed.is_some_and(|party| party.is_contested) || elsewhere == Some(Elsewhere::Untold) {
                (row.tag, row.state) = ("wait", t.home_state_waiting_for_you());
            }
            let next = match unconfirmed {
                Some(party) if party.is_contested => Some(t.home_named_contested(party.other.as_str())),
                _ if elsewhere.is_some() => None,
                Some(party) => Some(t.home_named_awaited(party.other.as_str())),
                None => Some(t.home_next_officer()),
            };
            let elsewhere = elsewhere.map(|elsewhere| {
                let messages = (format!("{base}applications/{}/messages", line.id), t.applications_elsewhere_link());
                row.more.get_or_insert(messages);
                elsewhere.next(t)
            });
            row.text = [Some(row.text), next, elsewhere, expected].into_iter().flatten().collect::<Vec<_>>().join(" ");
        }
        rows.push(row);
    }
    Ok(rows)
}

fn row(visit: &Visit, base: &str, found: &Found, service: Service, standing: &Standing<'_>) -> Row {
    let (t, stored) = (visit.texts(), |day: Option<&str>| format::stored_date(day.unwrap_or_default(), visit.language));
    let (address, tag, state, text) = match standing {
        Standing::InUse(line) | Standing::Stopped(line) | Standing::SetUp(line) | Standing::Ended(line) => {
            let (tag, state, text) = deployed(visit, standing, line);
            (format!("{base}deployments/{}", line.id), tag, state, text)
        }
        Standing::Draft(line) => {
            let (tag, state, text) = drafted(visit, line);
            (format!("{base}applications/{}", line.id), tag, state, text)
        }
        Standing::Supplement(line) => (
            format!("{base}applications/{}", line.id),
            "wait",
            t.home_state_waiting_for_you(),
            t.home_supplement(line.case_number.clone().unwrap_or_default()),
        ),
        Standing::Waiting(line) => {
            let number = line.case_number.clone().unwrap_or_default();
            let text = match line.submitted_at {
                Some(at) => t.home_submitted(number, format::date(at.date(), visit.language)),
                None => t.home_draft(),
            };
            (format!("{base}applications/{}", line.id), "calm", t.home_state_waiting_for_review(), text)
        }
        Standing::Joined(line) => return joined_row(visit, base, service, line),
        Standing::Left(line) => {
            let left = t.home_joined_ended(stored(line.ends_on.as_deref()), &line.main_joiner_name);
            let text = format!("{left} {}", begin_words(visit, found, service));
            (format!("{base}joined"), "calm", t.home_state_not_in_use(), text)
        }
        Standing::Rejected(line) => {
            let decided = format::date(line.decided_at.date(), visit.language);
            let text = [
                t.home_rejected(line.case_number.as_str(), decided),
                t.home_rejected_correction(),
                begin_words(visit, found, service),
            ];
            (format!("{base}applications/{}", line.id), "stop", t.applications_state_rejected(), text.join(" "))
        }
        Standing::NotInUse => {
            (format!("{base}applications"), "calm", t.home_state_not_in_use(), begin_words(visit, found, service))
        }
    };
    let more = reopened_link(visit, standing).map(|words| (address.clone(), words));
    Row { address: Some(address), name: service.name(t), former: service.former_name(t), tag, state, text, more }
}

/// The words of the link to why somebody opened what another one had signed.
fn reopened_link(visit: &Visit, standing: &Standing<'_>) -> Option<String> {
    matches!(standing, Standing::Draft(line) if line.reopened.is_some()).then(|| visit.texts().home_reopened_read())
}

/// How a service is applied for, or what must be in use first.
fn begin_words(visit: &Visit, found: &Found, service: Service) -> String {
    let t = visit.texts();
    let missing: Vec<String> = found.missing(visit, service).iter().map(|service| service.name(t)).collect();
    match missing.len() {
        _ if !services::is_applied_for(service) => t.home_not_in_use_by_support(),
        0 => t.home_not_in_use(),
        number => t.applications_needs(number, missing.join(", ")),
    }
}

/// The row of a service about which another organisation says that it is its main joiner. Whoever has not answered, or
/// contests it, is not told that it is in.
fn joined_row(visit: &Visit, base: &str, service: Service, line: &JoinedLine) -> Row {
    let t = visit.texts();
    let (tag, state) = match line.state {
        PartyState::Waiting => ("wait", t.home_state_waiting_for_you()),
        PartyState::Contested => ("calm", t.parties_tag_waiting_for_main_joiner()),
        _ if line.is_in_use(today(visit.now)) => ("good", t.home_state_in_use()),
        _ => ("good", t.home_state_joined()),
    };
    let address = format!("{base}joined");
    let asked = (line.state == PartyState::Waiting).then(|| (address.clone(), t.home_joined_answer()));
    let text = joined_words(visit, line);
    let (name, former) = (service.name(t), service.former_name(t));
    Row { address: Some(address), name, former, tag, state, text, more: asked }
}

/// The tag, the state and the words of a draft; whoever has signed it waits for another person.
fn drafted(visit: &Visit, line: &ApplicationLine) -> (&'static str, String, String) {
    let t = visit.texts();
    let (tag, state) = ("wait", t.home_state_waiting_for_you());
    match (&line.first_signature, &line.reopened) {
        (Some(signed), _) if signed.is_enough => (tag, state, t.home_half_signed_enough(signed.name.as_str())),
        (Some(signed), _) if signed.is_awaiting_others(visit) => {
            ("calm", t.agreements_waiting_title(), t.home_half_signed(signed.name.as_str()))
        }
        (Some(signed), _) => (tag, state, t.home_half_signed(signed.name.as_str())),
        (None, Some(reopened)) => {
            let day = format::date(reopened.at.date(), visit.language);
            (tag, state, t.home_reopened(reopened.by.as_str(), day))
        }
        (None, None) if line.is_whole => (tag, state, t.home_whole()),
        (None, None) => (tag, state, t.home_draft()),
    }
}

/// What a main joiner says and the organisation has answered: whether it is in, since when, and until when where that is
/// known.
pub(super) fn joined_words(visit: &Visit, line: &JoinedLine) -> String {
    let (t, day) = (visit.texts(), |day: &str| format::stored_date(day, visit.language));
    let name = line.main_joiner_name.as_str();
    let joined = match line.state {
        PartyState::Listed | PartyState::Waiting => t.home_joined_waiting(name, day(&line.begins_on)),
        PartyState::Contested => t.home_joined_contested(name),
        _ => t.home_joined(name, day(&line.begins_on)),
    };
    let leaves = (line.state == PartyState::Leaving).then(|| t.home_joined_leaving());
    let ends = line.ends_on.as_deref().map(|last| t.home_joined_ends(day(last)));
    std::iter::once(joined).chain(leaves).chain(ends).collect::<Vec<_>>().join(" ")
}

/// The tag, the state and the words of a service that has been granted.
fn deployed(visit: &Visit, standing: &Standing<'_>, line: &DeploymentLine) -> (&'static str, String, String) {
    let t = visit.texts();
    let day = |day: &Option<String>| format::stored_date(day.as_deref().unwrap_or_default(), visit.language);
    match standing {
        Standing::InUse(_) if line.state == DeploymentState::Ending => {
            ("good", t.home_state_in_use(), t.home_ending(day(&line.ended_on)))
        }
        Standing::InUse(_) => ("good", t.home_state_in_use(), t.home_in_use_since(day(&line.in_production_since))),
        Standing::Stopped(_) => ("calm", t.home_state_not_in_use(), t.home_stopped(day(&line.ended_on))),
        Standing::Ended(_) => ("calm", t.home_state_not_in_use(), t.home_ended(day(&line.ended_on))),
        // Nothing is left to do but to wait for the day.
        _ if line.open_items == 0 => {
            ("calm", t.home_state_waiting_for_day(), t.home_begins(day(&line.production_date)))
        }
        _ => {
            let failed = line.failed_test.as_ref().map(|test| test.words(visit));
            let text = failed.into_iter().chain([t.home_set_up(line.open_items)]).collect::<Vec<_>>().join(" ");
            ("wait", t.home_state_waiting_for_you(), text)
        }
    }
}
