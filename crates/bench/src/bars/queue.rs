//! P5: the officers' queue costs the same however long it is.

use db::Dialect;

use super::home::ByChance;
use super::{dialects, name_of};
use crate::Bench;
use crate::load::get;
use crate::portal::Portal;
use crate::report::{Bound, Line, Series};
use crate::world::World;

const CONNECTIONS: usize = 8;
const ROUNDS: usize = 3;

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
    let mut crowds = [0, 1].map(|at: usize| ByChance::crowd(CONNECTIONS, requests(&worlds[at], &portals[at])));
    let (mut growth, mut costs) = (Series::default(), [Series::default(), Series::default()]);
    let mut foreign: f64 = 0.0;
    for turn in 0..ROUNDS {
        let mut cost = [0.0; 2];
        for at in if turn % 2 == 0 { [0, 1] } else { [1, 0] } {
            let (round, visitors) = bench.brief_round(&portals[at], std::mem::take(&mut crowds[at])).await?;
            crowds[at] = visitors;
            cost[at] = round.cost();
            costs[at].push(round.cost());
            foreign = foreign.max(round.foreign);
        }
        growth.push(cost[1] / cost[0]);
    }
    let length = Line {
        bar: "P5",
        what: format!("queue, {}, {large} cases", name_of(dialect)),
        figure: growth,
        unit: "times its cost at a small size",
        must: Some(Bound::AtMost(1.25)),
        aim: Some(Bound::AtMost(1.10)),
        behind: format!(
            "CPU µs of a page: {:.0} at {small} cases, {:.0} at {large}",
            costs[0].median(),
            costs[1].median()
        ),
        foreign,
    };
    Ok(vec![length, deepest(bench, dialect, &worlds[1], &portals[1]).await?])
}

/// The last page of the long queue, of the first one.
async fn deepest(bench: &Bench, dialect: Dialect, world: &World, portal: &Portal) -> anyhow::Result<Line> {
    let pages = [FIRST.to_string(), after(world.late)];
    let mut crowds =
        pages.map(|page| ByChance::crowd(CONNECTIONS, vec![get(&portal.host, &page, &world.officer.cookies)]));
    let (mut depth, mut costs, mut foreign) = (Series::default(), [Series::default(), Series::default()], 0.0_f64);
    for turn in 0..ROUNDS {
        let mut cost = [0.0; 2];
        for at in if turn % 2 == 0 { [0, 1] } else { [1, 0] } {
            let (round, visitors) = bench.brief_round(portal, std::mem::take(&mut crowds[at])).await?;
            crowds[at] = visitors;
            cost[at] = round.cost();
            costs[at].push(round.cost());
            foreign = foreign.max(round.foreign);
        }
        depth.push(cost[1] / cost[0]);
    }
    Ok(Line {
        bar: "P5",
        what: format!("last page of the queue, {}", name_of(dialect)),
        figure: depth,
        unit: "times the first page",
        must: Some(Bound::AtMost(1.25)),
        aim: None,
        behind: format!("CPU µs: first {:.0}, last {:.0}", costs[0].median(), costs[1].median()),
        foreign,
    })
}
