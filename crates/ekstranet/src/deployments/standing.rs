//! How a deployment stands: its stage and whom it waits for, from one set of facts; in words to the customer, and what
//! follows when the day of production is agreed.

use super::demanding::{self, Demand, Demands};
use super::rules::{self, DeploymentState, DeploymentTest, Done, Opening, Standing as TestStanding};
use super::store::{self, DeploymentRow};
use super::{first_day, joined, store_granted};
use crate::intermediaries::{ConnectionLine, ConnectionState};
use crate::kernel::{ApplicationId, Date};
use crate::web::{Failure, Visit, format};

/// Where a deployment is in its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before production, and something is awaited besides the agreed day.
    Prepared(Awaited),
    /// Nothing but this day is awaited.
    Begins(Date),
    InUse,
    /// Terminated, and used until its last day.
    Ending,
    /// Terminated before production.
    Stopped,
    Ended,
}

/// What a deployment waits for before production.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaited {
    /// Set-up items, the test or the agreed day, which are the customer's.
    Customer,
    /// The operator confirms the passed test.
    Operator,
    /// The intermediary, which has declined after the approval.
    Intermediary,
    /// The pharmacy register, which has no day of a takeover.
    Register,
}

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

    pub fn agreed(&self) -> Option<Date> {
        self.row.production_date.as_deref()?.parse().ok()
    }

    /// The set-up items that are not done.
    pub fn undone(&self) -> impl Iterator<Item = &Demand> {
        self.demands.items.iter().filter(|item| !self.done.iter().any(|done| done.item == item.key))
    }

    /// How the last test stands, where one is needed.
    pub fn last_test(&self) -> Option<TestStanding> {
        self.tests.last().map(|test| test.standing(self.demands)).filter(|_| self.demands.test)
    }

    /// Whether a test is needed that has not passed, and that the customer has not reported as passed.
    pub fn lacks_test(&self) -> bool {
        let passed = matches!(self.last_test(), Some(TestStanding::Passed | TestStanding::Unconfirmed));
        self.demands.test && !passed
    }

    fn awaited(&self) -> Awaited {
        if self.undone().next().is_some() || self.lacks_test() || self.agreed().is_none() {
            Awaited::Customer
        } else if self.last_test() == Some(TestStanding::Unconfirmed) {
            Awaited::Operator
        } else if self.connection.is_some_and(ConnectionLine::hinders_production) {
            Awaited::Intermediary
        } else if self.opening == Opening::Never {
            Awaited::Register
        } else {
            Awaited::Customer
        }
    }

    /// Where it is in its course.
    pub fn stage(&self, today: Date) -> Result<Stage, Failure> {
        Ok(match self.row.state()? {
            DeploymentState::InProduction => Stage::InUse,
            DeploymentState::Ending if self.row.in_production_since.is_some() => Stage::Ending,
            DeploymentState::Ending => Stage::Stopped,
            DeploymentState::Ended => Stage::Ended,
            DeploymentState::SetUp | DeploymentState::TestPlanned | DeploymentState::TestFailed => {
                self.awaited_day(today).map_or_else(|| Stage::Prepared(self.awaited()), Stage::Begins)
            }
        })
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
        let (t, today) = (visit.texts(), visit.now.date());
        let reached = facts.stage(today)?;
        let (tag, state) = match reached {
            Stage::Prepared(_) => ("wait", t.deployments_state_waiting_for_you()),
            Stage::Begins(_) => ("calm", t.deployments_state_waiting_for_day()),
            Stage::InUse | Stage::Ending => ("good", t.deployments_state_in_use()),
            Stage::Stopped | Stage::Ended => ("calm", t.deployments_state_ended()),
        };
        let lead = match reached {
            Stage::Begins(day) => t.deployments_lead_begins(format::date(day, visit.language)),
            Stage::Prepared(_) => match facts.agreed() {
                // Whoever does the last thing begins production by that.
                Some(agreed) if agreed <= today => t.deployments_lead_at_once(format::date(agreed, visit.language)),
                Some(agreed) => t.deployments_lead_dated(format::date(agreed, visit.language)),
                None => t.deployments_lead_set_up(),
            },
            Stage::InUse | Stage::Ending | Stage::Stopped | Stage::Ended => since_words(visit, facts.row, reached),
        };
        let is_prepared = matches!(reached, Stage::Prepared(_) | Stage::Begins(_));
        let follows = if is_prepared { follows(visit, facts) } else { Vec::new() };
        Ok(Self { tag, state, lead, follows })
    }
}

/// Since when a service is used, until when it is or was, the same to everybody; nothing before production.
pub(super) fn since_words(visit: &Visit, row: &DeploymentRow, stage: Stage) -> String {
    let t = visit.texts();
    let date = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
    match stage {
        Stage::InUse => t.deployments_lead_in_production(date(&row.in_production_since)),
        Stage::Ending => t.deployments_lead_ending(date(&row.ended_on)),
        Stage::Stopped => t.deployments_lead_stopped(date(&row.ended_on)),
        Stage::Ended if row.ended_on.is_some() => t.deployments_lead_ended_on(date(&row.ended_on)),
        Stage::Ended => t.deployments_lead_ended(),
        Stage::Prepared(_) | Stage::Begins(_) => String::new(),
    }
}

/// What happens next after an approval and who does it, to the customer.
fn next_words(visit: &Visit, facts: &Facts<'_>) -> Result<String, Failure> {
    let (t, stage) = (visit.texts(), facts.stage(visit.now.date())?);
    Ok(match stage {
        Stage::Prepared(Awaited::Customer) => t.deployments_next_set_up(),
        Stage::Prepared(Awaited::Operator) => t.deployments_next_operator(),
        Stage::Prepared(Awaited::Intermediary) => t.deployments_next_intermediary(),
        Stage::Prepared(Awaited::Register) => t.deployments_next_register(),
        Stage::Begins(day) => t.deployments_next_begins(format::date(day, visit.language)),
        Stage::InUse | Stage::Ending | Stage::Stopped | Stage::Ended => {
            t.deployments_next_nothing(since_words(visit, facts.row, stage))
        }
    })
}

/// What happens next to what an application was approved for, in words to the customer; `None` where nothing was granted.
///
/// # Errors
/// What the database says.
pub async fn next_after(visit: &Visit, application: &ApplicationId) -> Result<Option<String>, Failure> {
    let mut read = visit.app.db.read().await?;
    let Some(row) = store_granted::find_of_application(&mut read, application).await? else { return Ok(None) };
    let (id, demands) = (row.id()?, row.demands()?);
    let (done, tests) = (store::list_items(&mut read, &id).await?, store::list_tests(&mut read, &id).await?);
    let opening = first_day::opening(&mut read, visit, &row).await?;
    let connection = joined::find(&mut read, &id).await?;
    let facts =
        Facts { row: &row, demands: &demands, done: &done, tests: &tests, opening, connection: connection.as_ref() };
    next_words(visit, &facts).map(Some)
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
