//! A test that has failed, in words: both the home page and the page of the deployment say it first.

use super::rules::{self, DeploymentTest};
use crate::kernel::Date;
use crate::web::{Visit, format};

/// The last test that was reported on, which has failed.
#[derive(Clone, Debug)]
pub struct FailedTest {
    /// The day on which it was held, `YYYY-MM-DD`.
    pub held_on: String,
    /// The day of the next one, where that is planned.
    pub again_on: Option<String>,
}

impl FailedTest {
    /// The same from all tests of a deployment, in their order.
    pub(super) fn of(tests: &[DeploymentTest]) -> Option<Self> {
        let last = tests.iter().rev().find(|test| test.result.is_some())?;
        let again = tests.iter().rev().find(|test| test.result.is_none());
        let held_on = last.held_on.clone().filter(|_| last.result.as_deref() == Some("failed"))?;
        Some(Self { held_on, again_on: again.map(|test| test.planned_on.clone()) })
    }

    /// That it failed and what comes next: the day of the new test and of its report, or that a day is to be agreed.
    pub fn words(&self, visit: &Visit) -> String {
        let (t, day) = (visit.texts(), |stored: &str| format::stored_date(stored, visit.language));
        let again = self.again_on.as_deref().and_then(|stored| Some((stored, stored.parse::<Date>().ok()?)));
        match again {
            Some((stored, planned)) => {
                let report = format::date(rules::report_by(planned), visit.language);
                t.deployments_failed_again(day(&self.held_on), day(stored), report)
            }
            None => t.deployments_failed(day(&self.held_on)),
        }
    }
}
