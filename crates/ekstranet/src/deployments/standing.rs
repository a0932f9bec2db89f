//! How a deployment stands, in words: its state, and what follows when the day of production is agreed.

use super::demanding::{self, Demands};
use super::rules::{self, DeploymentState, DeploymentTest, Done, Opening};
use super::store::DeploymentRow;
use crate::intermediaries::{ConnectionLine, ConnectionState};
use crate::kernel::Date;
use crate::web::{Failure, Visit, format};

/// What is known of a deployment.
pub(super) struct Facts<'a> {
    pub row: &'a DeploymentRow,
    pub demands: &'a Demands,
    pub done: &'a [Done],
    pub tests: &'a [DeploymentTest],
    pub opening: Opening,
    pub connection: Option<&'a ConnectionLine>,
}

impl Facts<'_> {
    /// Whether nothing is left to do but to agree on a day, or to wait for it.
    fn is_whole(&self, today: Date) -> bool {
        let day = today.to_string();
        rules::production_due(self.demands, (self.done, self.tests), Some(&day), Opening::Any, today).is_some()
            && !self.connection.is_some_and(ConnectionLine::hinders_production)
    }

    /// Whether today may be agreed on.
    fn is_open_today(&self, today: Date) -> bool {
        self.opening.check(today, today).is_ok()
            && demanding::check_earliest(today, self.row.earliest_on.as_deref()).is_ok()
    }

    fn agreed(&self) -> Option<Date> {
        self.row.production_date.as_deref()?.parse().ok()
    }

    /// The first day of production, where nothing but that day is awaited.
    fn awaited_day(&self, today: Date) -> Option<Date> {
        let agreed = self.agreed().filter(|_| self.is_whole(today))?;
        match self.opening {
            Opening::Any => Some(agreed),
            Opening::From(takeover) => Some(agreed.max(takeover)),
            Opening::Never => None,
        }
    }
}

/// The state as a class, a word and a sentence; and what is to be known before the day is agreed.
pub(super) struct Standing {
    pub tag: &'static str,
    pub state: String,
    pub lead: String,
    /// What follows at once when the day is agreed, and what still waits then.
    pub follows: Vec<String>,
}

impl Standing {
    pub fn of(visit: &Visit, facts: &Facts<'_>) -> Result<Self, Failure> {
        let (t, row) = (visit.texts(), facts.row);
        let date = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
        let (tag, state, lead) = match row.state()? {
            DeploymentState::InProduction => {
                ("good", t.deployments_state_in_use(), t.deployments_lead_in_production(date(&row.in_production_since)))
            }
            DeploymentState::Ending if row.in_production_since.is_some() => {
                ("good", t.deployments_state_in_use(), t.deployments_lead_ending(date(&row.ended_on)))
            }
            DeploymentState::Ending => {
                ("calm", t.deployments_state_ended(), t.deployments_lead_stopped(date(&row.ended_on)))
            }
            DeploymentState::Ended => {
                let lead = match &row.ended_on {
                    Some(_) => t.deployments_lead_ended_on(date(&row.ended_on)),
                    None => t.deployments_lead_ended(),
                };
                ("calm", t.deployments_state_ended(), lead)
            }
            DeploymentState::SetUp | DeploymentState::TestPlanned | DeploymentState::TestFailed => {
                return Ok(Self::preparing(visit, facts));
            }
        };
        Ok(Self { tag, state, lead, follows: Vec::new() })
    }

    fn preparing(visit: &Visit, facts: &Facts<'_>) -> Self {
        let (t, today) = (visit.texts(), visit.now.date());
        let follows = follows(visit, facts);
        if let Some(day) = facts.awaited_day(today) {
            let lead = t.deployments_lead_begins(format::date(day, visit.language));
            return Self { tag: "calm", state: t.deployments_state_waiting_for_day(), lead, follows };
        }
        let lead = match facts.agreed() {
            // Whoever does the last thing begins production by that.
            Some(agreed) if agreed <= today => t.deployments_lead_at_once(format::date(agreed, visit.language)),
            Some(agreed) => t.deployments_lead_dated(format::date(agreed, visit.language)),
            None => t.deployments_lead_set_up(),
        };
        Self { tag: "wait", state: t.deployments_state_waiting_for_you(), lead, follows }
    }
}

/// That production begins at once when today is chosen, and who has not answered yet though it may begin.
fn follows(visit: &Visit, facts: &Facts<'_>) -> Vec<String> {
    let (t, today) = (visit.texts(), visit.now.date());
    let at_once = (facts.is_whole(today) && facts.is_open_today(today)).then(|| t.deployments_date_at_once());
    let awaited = facts.connection.filter(|line| line.state == ConnectionState::Awaited);
    let unanswered = awaited.map(|line| {
        let described = line.describe(visit.language, t).2;
        format!("{described} {}", t.deployments_date_unanswered())
    });
    at_once.into_iter().chain(unanswered).collect()
}
