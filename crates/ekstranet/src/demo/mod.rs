//! The demo world: every demo organisation in the state that the sheet of the demo world gives it (domain sheet 11), made
//! by posting what people would post, through the whole router, on the days on which they would have done it.
//!
//! Only `ekstranet seed-demo` comes here, which production refuses. The registers must answer, because what is asked of
//! an organisation and what its units are comes from them.

mod acting;
mod filling;
mod joint;
mod people;
mod scenes;
mod working;
#[cfg(test)]
mod kinds_tests;
#[cfg(test)]
mod tests;

use anyhow::{Context as _, bail};
use db::Db;

use crate::audit;
use crate::config::Config;
use crate::kernel::{Clock, Instant, Random};
use crate::start;
use crate::web::App;

/// The seed of every demo world; ids and tokens come from it, so a session made with it is ended before the command ends.
const SEED: u64 = 20_261_121;

/// Makes the demo world as of an instant; `false` when the database has been used before and is left as it is.
///
/// # Errors
/// In production; when a register or the database does not answer; when a page refuses what is posted.
pub async fn seed(config: &Config, db: &Db, now: Instant) -> anyhow::Result<bool> {
    if config.is_production() {
        bail!("mode: the demo world is for development only");
    }
    if !audit::is_empty(&mut db.read().await?).await? {
        return Ok(false);
    }
    let past = Past { config, db, now, random: Random::seeded(SEED), cast: people::Cast::read()? };
    scenes::play(&past).await?;
    // The chain goes by time; whatever the portal writes from now on comes after it.
    let today = past.days_ago(0)?;
    audit::seal(&today).await.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
    Ok(true)
}

/// The portal as it stood on earlier days.
struct Past<'a> {
    config: &'a Config,
    db: &'a Db,
    now: Instant,
    random: Random,
    cast: people::Cast,
}

impl Past<'_> {
    /// The portal so many days ago, at the same time of day.
    fn days_ago(&self, days: i64) -> anyhow::Result<App> {
        let clock = Clock::fixed(self.now.plus_seconds(-days * 24 * 3_600));
        start::app_with(self.config.clone(), self.db.clone(), clock, self.random.clone())
            .context("the portal of the past")
    }
}
