//! P21, P22, P23: what the customer's pages cost does not depend on how many others there are.

use db::Dialect;

use super::home::{ByChance, EachOnce, requests_of};
use super::pair::Pair;
use super::save::{Saver, savers};
use super::{CASES, dialects, name_of};
use crate::Bench;
use crate::portal::Portal;
use crate::report::Line;
use crate::world::Size;

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 8;
const SESSIONS: usize = 10_000;

/// P21, P22: the page of a step and its save, in an empty database and in one with 25,000 organisations and 100,000 cases.
pub async fn steps(bench: &mut Bench, bar: &'static str, dialect: Dialect) -> anyhow::Result<Vec<Line>> {
    if dialect == Dialect::Postgres && bench.postgres.is_none() {
        anyhow::bail!("PostgreSQL is not installed: apt-get install postgresql");
    }
    let worlds = [bench.world(dialect, 0).await?, bench.world(dialect, CASES).await?];
    let portals = [Portal::start(&bench.place, &worlds[0].url)?, Portal::start(&bench.place, &worlds[1].url)?];
    let mut drafts: [Vec<Saver>; 2] = [Vec::new(), Vec::new()];
    for (at, drafts) in drafts.iter_mut().enumerate() {
        *drafts = savers(&portals[at], &worlds[at].savers[..CONNECTIONS]).await?;
    }
    let pages = drafts.each_ref().map(|drafts| {
        let requests: Vec<Vec<u8>> = drafts.iter().map(Saver::page).collect();
        ByChance::crowd(CONNECTIONS, requests)
    });
    let (mut pages, mut saves) = (Pair::new(pages), Pair::new(drafts));
    for turn in 0..ROUNDS {
        pages.round(bench, portals.each_ref(), turn).await?;
        saves.round(bench, portals.each_ref(), turn).await?;
    }
    let (cases, name) = (format!("{CASES} cases"), name_of(dialect));
    let sizes = ["none", cases.as_str()];
    let unit = "times its cost in an empty database";
    Ok(vec![
        pages.line(bar, format!("page of a step, {name}, {cases}"), unit, 1.2, sizes),
        saves.line(bar, format!("save of a step, {name}, {cases}"), unit, 1.2, sizes),
    ])
}

/// P23: a home page among few live sessions and among ten thousand, everybody's asked for: once with the same few
/// organisations, so that nothing but the sessions is more, and once with an organisation for each.
pub async fn sessions(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P23") {
        let name = name_of(dialect);
        let few = Size::of(0);
        let same = Size { people: SESSIONS.div_ceil(few.savers), ..few };
        let what = format!("home page, {name}, {SESSIONS} live sessions");
        lines.push(among(bench, dialect, same, what, 1.1).await?);
        let own = Size { savers: SESSIONS, ..few };
        let what = format!("home page, {name}, {SESSIONS} live sessions and organisations");
        lines.push(among(bench, dialect, own, what, 1.2).await?);
    }
    Ok(lines)
}

async fn among(bench: &mut Bench, dialect: Dialect, many: Size, what: String, must: f64) -> anyhow::Result<Line> {
    let few = Size::of(0);
    let worlds = [bench.world_of(dialect, few).await?, bench.world_of(dialect, many).await?];
    let portals = [Portal::start(&bench.place, &worlds[0].url)?, Portal::start(&bench.place, &worlds[1].url)?];
    let mut visitors = [Vec::new(), Vec::new()];
    for at in [0, 1] {
        let requests = requests_of(&worlds[at].savers, &portals[at]);
        // Each once before: who was not seen for a minute is touched, which is a write.
        bench.to_the_end(&portals[at], EachOnce::crowd(CONNECTIONS, &requests)).await?;
        visitors[at] = ByChance::crowd(CONNECTIONS, requests);
    }
    let mut pages = Pair::new(visitors);
    for turn in 0..ROUNDS {
        pages.round(bench, portals.each_ref(), turn).await?;
    }
    let sizes = worlds.map(|world| world.savers.len().to_string());
    Ok(pages.line("P23", what, "times its cost among few", must, [sizes[0].as_str(), sizes[1].as_str()]))
}
