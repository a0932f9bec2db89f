//! The row of each service on the home page.

use super::naming::Names;
use super::pages::Found;
use super::rules::Standing;
use crate::applications;
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
        if let Standing::Waiting(line) = standing {
            let t = visit.texts();
            let expected = applications::expected(visit, *service, line.kind).await?;
            row.text = [Some(row.text), Some(t.home_next_officer()), expected]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
        }
        rows.push(row);
    }
    Ok(rows)
}

fn row(visit: &Visit, base: &str, found: &Found, service: Service, standing: &Standing<'_>) -> Row {
    let t = visit.texts();
    let (address, tag, state, text) = match standing {
        Standing::InUse(line) | Standing::Stopped(line) | Standing::SetUp(line) | Standing::Ended(line) => {
            let (tag, state, text) = deployed(visit, standing, line);
            (format!("{base}deployments/{}", line.id), tag, state, text)
        }
        Standing::Draft(line) => (
            format!("{base}applications/{}", line.id),
            "wait",
            t.home_state_waiting_for_you(),
            match &line.first_signature {
                Some(signed) => t.home_half_signed(signed.name.as_str()),
                None if line.is_whole => t.home_whole(),
                None => t.home_draft(),
            },
        ),
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
        Standing::Joined(line) => {
            let (tag, state) = match line.state {
                PartyState::Waiting => ("wait", t.home_state_waiting_for_you()),
                PartyState::Contested => ("calm", t.home_state_waiting_for_review()),
                _ if line.is_in_use(today(visit.now)) => ("good", t.home_state_in_use()),
                _ => ("good", t.home_state_joined()),
            };
            (format!("{base}joined"), tag, state, joined_words(visit, line))
        }
        Standing::NotInUse => {
            let missing: Vec<String> = found.missing(visit, service).iter().map(|service| service.name(t)).collect();
            let text = match missing.len() {
                _ if !services::is_applied_for(service) => t.home_not_in_use_by_support(),
                0 => t.home_not_in_use(),
                number => t.applications_needs(number, missing.join(", ")),
            };
            (format!("{base}applications"), "calm", t.home_state_not_in_use(), text)
        }
    };
    Row { address: Some(address), name: service.name(t), former: service.former_name(t), tag, state, text, more: None }
}

/// Through whom the organisation is joined, since when, and until when where that is known.
pub(super) fn joined_words(visit: &Visit, line: &JoinedLine) -> String {
    let (t, day) = (visit.texts(), |day: &str| format::stored_date(day, visit.language));
    let joined = t.home_joined(&line.main_joiner_name, day(&line.begins_on));
    let ends = line.ends_on.as_deref().map(|last| t.home_joined_ends(day(last)));
    std::iter::once(joined).chain(ends).collect::<Vec<_>>().join(" ")
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
        _ => ("wait", t.home_state_waiting_for_you(), t.home_set_up(line.open_items)),
    }
}
