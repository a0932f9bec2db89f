//! How officers find deployments: by how they stand, and by days that have passed.

use db::Read;

use super::DeploymentLine;
use super::first_day;
use super::joined;
use super::rules::{self, DeploymentState, Opening, late_until};
use super::store;
use super::store_overview::{self, Key, OverviewRow};
use super::store_watched::PAGE;
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// How a deployment stands in the officers' words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    SetUp,
    TestPlanned,
    TestFailed,
    /// Nothing but the agreed day is awaited.
    WaitingDay,
    InProduction,
    /// A last day is set.
    Ending,
    Ended,
}

impl Shown {
    pub const ALL: [Self; 7] = [
        Self::SetUp,
        Self::TestPlanned,
        Self::TestFailed,
        Self::WaitingDay,
        Self::InProduction,
        Self::Ending,
        Self::Ended,
    ];

    pub fn of(state: DeploymentState, waits_for_day: bool) -> Self {
        match state {
            DeploymentState::SetUp | DeploymentState::TestPlanned | DeploymentState::TestFailed if waits_for_day => {
                Self::WaitingDay
            }
            DeploymentState::SetUp => Self::SetUp,
            DeploymentState::TestPlanned => Self::TestPlanned,
            DeploymentState::TestFailed => Self::TestFailed,
            DeploymentState::InProduction => Self::InProduction,
            DeploymentState::Ending => Self::Ending,
            DeploymentState::Ended => Self::Ended,
        }
    }

    /// The state of the rows among which they are. Who waits for the day has passed the test, which ends its states.
    fn state(self) -> DeploymentState {
        match self {
            Self::SetUp | Self::WaitingDay => DeploymentState::SetUp,
            Self::TestPlanned => DeploymentState::TestPlanned,
            Self::TestFailed => DeploymentState::TestFailed,
            Self::InProduction => DeploymentState::InProduction,
            Self::Ending => DeploymentState::Ending,
            Self::Ended => DeploymentState::Ended,
        }
    }

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::WaitingDay => "waiting_day",
            other => other.state().code(),
        }
    }

    /// A class and a word.
    pub fn tag(self, t: &Texts) -> (&'static str, String) {
        match self {
            Self::SetUp => ("wait", t.deployments_desk_state_set_up()),
            Self::TestPlanned => ("wait", t.deployments_desk_state_test_planned()),
            Self::TestFailed => ("stop", t.deployments_desk_state_test_failed()),
            Self::WaitingDay => ("calm", t.deployments_state_waiting_for_day()),
            Self::InProduction => ("good", t.deployments_desk_state_in_production()),
            Self::Ending => ("calm", t.deployments_desk_state_ending()),
            Self::Ended => ("calm", t.deployments_desk_state_ended()),
        }
    }

    /// Before production whoever has waited longest comes first, afterwards the newest.
    fn is_oldest_first(self) -> bool {
        self.state().may_prepare().is_ok()
    }
}

/// Which deployments are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Those before production with a day that has passed.
    Overdue,
    Standing(Shown),
}

/// The code of [`Wanted::Overdue`] in addresses.
const OVERDUE: &str = "overdue";

impl Wanted {
    pub fn every() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Overdue).chain(Shown::ALL.into_iter().map(Self::Standing))
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => OVERDUE,
            Self::Standing(shown) => shown.code(),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::every().find(|wanted| wanted.code() == code)
    }

    /// As the choice is called.
    pub fn words(self, t: &Texts) -> String {
        match self {
            Self::Overdue => t.deployments_desk_overdue_days(),
            Self::Standing(shown) => shown.tag(t).1,
        }
    }

    /// Before everything else in its order.
    fn beginning(self) -> Key {
        match self {
            Self::Standing(shown) if !shown.is_oldest_first() => (i64::MAX, String::new()),
            _ => (i64::MIN, String::new()),
        }
    }
}

/// A deployment that was found.
pub(super) struct Found {
    pub row: OverviewRow,
    pub line: DeploymentLine,
    pub shown: Shown,
}

/// Batches of rows that are looked at for one page. Who waits for the day stands among those in set-up, and only a look at
/// each tells which they are.
const BATCHES: usize = 20;

/// A page of the wanted deployments of a service, or of all, after a place; and where the next page begins. Where few of the
/// rows are wanted, a page is short and goes on.
pub(super) async fn find(
    visit: &Visit,
    wanted: Wanted,
    service: Option<Service>,
    after: Option<Key>,
) -> Result<(Vec<Found>, Option<Key>), Failure> {
    let today = visit.now.date();
    let days = (today.to_string(), late_until(today).to_string());
    let (mut read, mut found) = (visit.app.db.read().await?, Vec::new());
    let mut after = after.unwrap_or_else(|| wanted.beginning());
    for _ in 0..BATCHES {
        let rows = match wanted {
            Wanted::Overdue => store_overview::list_overdue(&mut read, (&days.0, &days.1), service, &after).await?,
            Wanted::Standing(shown) if shown.is_oldest_first() => {
                store_overview::list_oldest(&mut read, shown.state(), service, &after).await?
            }
            Wanted::Standing(shown) => store_overview::list_newest(&mut read, shown.state(), service, &after).await?,
        };
        let is_last = rows.len() <= PAGE;
        for row in rows {
            if found.len() == PAGE {
                return Ok((found, Some(after)));
            }
            after = row.key();
            // What a newer program has written is not known here.
            let Some(line) = row.line.line() else { continue };
            let shown = Shown::of(line.state, waits_for_day(&mut read, visit, &row, &line).await?);
            if matches!(wanted, Wanted::Standing(asked) if asked != shown) {
                continue;
            }
            found.push(Found { row, line, shown });
        }
        if is_last {
            return Ok((found, None));
        }
    }
    Ok((found, Some(after)))
}

/// The newest deployments of an organisation, in whatever state.
pub(super) async fn find_of(read: &mut Read, visit: &Visit, organisation: &BusinessId) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for row in store_overview::list_of(read, organisation).await? {
        // What a newer program has written is not known here.
        let Some(line) = row.line.line() else { continue };
        let shown = Shown::of(line.state, waits_for_day(read, visit, &row, &line).await?);
        found.push(Found { row, line, shown });
    }
    Ok(found)
}

/// Whether nothing but the agreed day is awaited. Only what has nothing left to do is looked at further.
async fn waits_for_day(
    read: &mut Read,
    visit: &Visit,
    row: &OverviewRow,
    line: &DeploymentLine,
) -> Result<bool, Failure> {
    if !line.is_prepared() || line.open_items > 0 {
        return Ok(false);
    }
    let parsed = ApplicationId::parse(&row.application).zip(BusinessId::parse(&row.organisation));
    let (application, organisation) =
        parsed.ok_or_else(|| Failure::internal("a deployment has no application or no business ID"))?;
    let is_of_pharmacist = store::is_of_pharmacist(row.profile.as_deref());
    let opening = first_day::opening_of(read, visit, is_of_pharmacist, &organisation).await?;
    Ok(opening != Opening::Never && !joined::is_hindered(read, &application).await?)
}

/// The days of a deployment that have passed, in words: the agreed one, and that of a test without report.
pub(super) fn passed_days(visit: &Visit, found: &Found) -> Vec<String> {
    let (t, today) = (visit.texts(), visit.now.date());
    if !found.line.is_prepared() {
        return Vec::new();
    }
    let day = |stored: &str| format::stored_date(stored, visit.language);
    let agreed = found.line.production_date.as_deref().filter(|agreed| *agreed < today.to_string().as_str());
    let tested = found.row.test_on.as_deref().filter(|planned| rules::is_overdue(planned, today));
    let agreed = agreed.map(|agreed| t.deployments_desk_way_passed(day(agreed)));
    let tested = tested.map(|planned| t.deployments_desk_line_unreported(day(planned)));
    agreed.into_iter().chain(tested).collect()
}
