//! P5: the officers' queue costs the same however long it is.

use db::Dialect;

use super::home::ByChance;
use super::pair::Pair;
use super::{dialects, name_of};
use crate::Bench;
use crate::load::get;
use crate::portal::Portal;
use crate::report::{Bound, Line};
use crate::world::World;

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 3;
/// How many times a page of few cases, or the first page, a page may cost.
const MOST: f64 = 1.25;

/// The first page of everybody's cases.
const FIRST: &str = "/desk/?whose=all&state=&service=";

/// The page that begins after a moment.
fn after(moment: i64) -> String {
    format!("{FIRST}&after={moment}.00000000-0000-7000-8000-000000000000")
}

/// The first page, two filters, and a page in the middle.
fn requests(world: &World, portal: &Portal) -> Vec<Vec<u8>> {
    let deep = after(world.middle);
    [FIRST, "/desk/?state=submitted&service=prescription", "/desk/?whose=mine", deep.as_str()]
        .map(|path| get(&portal.host, path, &world.officer.cookies))
        .to_vec()
}

pub async fn measure(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P5") {
        let (small, large) = if dialect == Dialect::Sqlite { (1_000, 100_000) } else { (100_000, 1_000_000) };
        lines.extend(compare(bench, dialect, small, large).await?);
    }
    Ok(lines)
}

async fn compare(bench: &mut Bench, dialect: Dialect, small: usize, large: usize) -> anyhow::Result<Vec<Line>> {
    let worlds = [bench.world(dialect, small).await?, bench.world(dialect, large).await?];
    let portals = [Portal::start(&bench.place, &worlds[0].url)?, Portal::start(&bench.place, &worlds[1].url)?];
    let crowds = [0, 1].map(|at: usize| ByChance::crowd(CONNECTIONS, requests(&worlds[at], &portals[at])));
    let mut pages = Pair::brief(crowds);
    for turn in 0..ROUNDS {
        pages.round(bench, portals.each_ref(), turn).await?;
    }
    let (what, sizes) =
        (format!("queue, {}, {large} cases", name_of(dialect)), [small, large].map(|size| format!("{size} cases")));
    let line = pages.line("P5", what, "times its cost at a small size", MOST, [sizes[0].as_str(), sizes[1].as_str()]);
    let length = Line { aim: Some(Bound::AtMost(1.10)), ..line };
    Ok(vec![length, deepest(bench, dialect, &worlds[1], &portals[1]).await?])
}

/// The last page of the long queue, of the first one.
async fn deepest(bench: &Bench, dialect: Dialect, world: &World, portal: &Portal) -> anyhow::Result<Line> {
    let crowds = [FIRST.to_string(), after(world.late)]
        .map(|page| ByChance::crowd(CONNECTIONS, vec![get(&portal.host, &page, &world.officer.cookies)]));
    let mut pages = Pair::brief(crowds);
    for turn in 0..ROUNDS {
        pages.round(bench, [portal, portal], turn).await?;
    }
    let what = format!("last page of the queue, {}", name_of(dialect));
    Ok(pages.line("P5", what, "times the first page", MOST, ["the first page", "the last"]))
}
