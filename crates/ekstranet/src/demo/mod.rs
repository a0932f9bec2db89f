//! The demo world: every demo organisation in the state that the sheet of the demo world gives it (domain sheet 11), made
//! by posting what people would post, through the whole router, on the days on which they would have done it.
//!
//! Only `ekstranet seed-demo` comes here, which production refuses. The registers must answer, because what is asked of
//! an organisation and what its units are comes from them.

mod acting;
mod changing;
mod filling;
mod invoices;
mod joint;
mod people;
mod prescribing;
mod scenes;
mod working;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_agents;
#[cfg(test)]
mod tests_apart;
#[cfg(test)]
mod tests_changing;
#[cfg(test)]
mod tests_history;
#[cfg(test)]
mod tests_invoices;
#[cfg(test)]
mod tests_messages;
#[cfg(test)]
mod tests_people;
#[cfg(test)]
mod tests_rows;
#[cfg(test)]
mod tests_signing;
#[cfg(test)]
mod tests_waiting;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, bail};
use axum::Router;
use db::Db;

use crate::audit::{self, Entry};
use crate::config::Config;
use crate::kernel::{Clock, Date, Instant, Random};
use crate::start;
use crate::web::{App, Visit};

/// The seed of every demo world; ids and tokens come from it, so a session made with it is ended before the command ends.
const SEED: u64 = 20_261_121;

/// The first and the last entry that the making of a demo world leaves in the log: one without the other is half a world.
const BEGUN: &str = "demo.begun";
const MADE: &str = "demo.made";

/// What became of the wish for a demo world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeded {
    Made,
    /// The database holds a whole demo world or has been used without one, and is left as it is.
    Left,
    /// An earlier making broke off. What it left cannot be gone on with: a scene stands on the days before it. Whoever
    /// empties the database loses what people have done in it since, if they have.
    BrokenOff {
        used_since: bool,
    },
}

/// Makes the demo world as of an instant in a database that nobody has used.
///
/// # Errors
/// In production; when a register or the database does not answer; when a page refuses what is posted.
pub async fn seed(config: &Config, db: &Db, now: Instant) -> anyhow::Result<Seeded> {
    if config.is_production() {
        bail!("mode: the demo world is for development only");
    }
    if let Some(found) = found(db).await? {
        return Ok(found);
    }
    let past =
        Past { config, db, now, random: Random::seeded(SEED), cast: people::Cast::read()?, days: Mutex::default() };
    let today = past.portal(now)?;
    note(&today, BEGUN).await?;
    scenes::play(&past).await?;
    note(&today, MADE).await?;
    // The chain goes by time; whatever the portal writes from now on comes after it.
    audit::seal(&today).await.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
    Ok(Seeded::Made)
}

/// What the log tells of an earlier making; `None` in an empty database.
async fn found(db: &Db) -> anyhow::Result<Option<Seeded>> {
    let mut read = db.read().await?;
    if audit::is_empty(&mut read).await? {
        return Ok(None);
    }
    let is_half = audit::has_action(&mut read, BEGUN).await? && !audit::has_action(&mut read, MADE).await?;
    if !is_half {
        return Ok(Some(Seeded::Left));
    }
    Ok(Some(Seeded::BrokenOff { used_since: audit::has_people_since(&mut read, BEGUN).await? }))
}

async fn note(app: &App, action: &'static str) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    audit::record(&mut tx, &Visit::of_job(app), Entry::new(action)).await?;
    Ok(tx.commit().await?)
}

/// The hour of Helsinki at which a day of the past begins.
const MORNING: i8 = 8;
/// For how many days ahead the operator announces its periods of deployment support.
const ANNOUNCED_DAYS: i64 = 120;

/// The portal as it stood on earlier days.
struct Past<'a> {
    config: &'a Config,
    db: &'a Db,
    now: Instant,
    random: Random,
    cast: people::Cast,
    /// The days that have begun, each with a clock of its own, which goes on with what people do.
    days: Mutex<BTreeMap<i64, (App, Router)>>,
}

impl Past<'_> {
    /// The date so many days ago.
    fn date(&self, days_ago: i64) -> Date {
        self.now.date().saturating_sub(jiff::Span::new().days(days_ago))
    }

    /// The portal on a day of the past: in the morning, or when the day was last left.
    fn day(&self, days_ago: i64) -> anyhow::Result<(App, Router)> {
        let mut days = self.days.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(begun) = days.get(&days_ago) {
            return Ok(begun.clone());
        }
        let morning = self.now.in_helsinki().with().date(self.date(days_ago)).hour(MORNING).minute(0).second(0);
        let morning = morning.subsec_nanosecond(0).build().context("a morning")?;
        let app = self.portal(Instant::from_milliseconds(morning.timestamp().as_millisecond()))?;
        let begun = (app.clone(), crate::router(&app));
        days.insert(days_ago, begun.clone());
        Ok(begun)
    }

    /// The portal at a moment, with a clock that nobody else has.
    fn portal(&self, at: Instant) -> anyhow::Result<App> {
        let mut config = self.config.clone();
        let announced = at.date().saturating_add(jiff::Span::new().days(ANNOUNCED_DAYS)).to_string();
        config.deployment_support.retain(|period| period.begins <= announced);
        start::app_with(config, self.db.clone(), Clock::fixed(at), self.random.clone())
            .context("the portal of the past")
    }
}
