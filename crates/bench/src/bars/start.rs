//! P8, P9, P10: how long a start takes, how much memory the portal holds, how large it is.

use std::time::Duration;

use anyhow::Context as _;
use db::Dialect;

use super::{CASES, dialects, home, name_of};
use crate::load::{Connection, Crowd};
use crate::portal::Portal;
use crate::report::{Bound, Line, Series};
use crate::{Bench, machine};

/// Starts that are measured.
const STARTS: usize = 9;
/// How long a portal rests before its memory is read.
const REST: Duration = Duration::from_millis(700);
/// How often it is read at rest.
const READINGS: usize = 3;
const LOAD: Duration = Duration::from_secs(3);

/// P8: from the start of the process to the first answer to somebody signed in.
pub async fn cold(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P8") {
        let world = bench.world(dialect, CASES).await?;
        let mut times = Series::default();
        for person in world.homes.iter().take(STARTS) {
            let path = format!("/o/{}/", person.organisation);
            times.push(1_000.0 * Portal::cold(&bench.place, &world.url, &path, &person.cookies)?);
        }
        lines.push(Line {
            bar: "P8",
            what: format!("start to first home page, {}", name_of(dialect)),
            figure: times,
            unit: "ms",
            must: Some(Bound::AtMost(120.0)),
            aim: Some(Bound::AtMost(50.0)),
            behind: format!("{STARTS} starts on one core, {CASES} cases, migrations checked"),
            foreign: 0.0,
        });
    }
    Ok(lines)
}

/// P9: at rest after one page, and after home pages at 32 connections.
pub async fn memory(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P9") {
        lines.extend(memory_on(bench, dialect).await?);
    }
    Ok(lines)
}

async fn memory_on(bench: &mut Bench, dialect: Dialect) -> anyhow::Result<Vec<Line>> {
    let world = bench.world(dialect, CASES).await?;
    let portal = Portal::start(&bench.place, &world.url)?;
    let request = &home::requests(&world, &portal)[0];
    Connection::open(portal.address).await?.ask(request).await?.must_be(200)?;
    tokio::time::sleep(REST).await;
    let mut rest = Series::default();
    for _ in 0..READINGS {
        rest.push(machine::memory(portal.id())?);
        tokio::time::sleep(REST / 4).await;
    }
    let mut visitors = home::visitors(bench, &world, &portal).await?;
    let mut loaded = Vec::new();
    let mut requests = 0;
    for _ in 0..2 {
        let crowd = Crowd::start(portal.address, visitors);
        tokio::time::sleep(LOAD).await;
        requests = crowd.count();
        visitors = crowd.stop().await?;
        tokio::time::sleep(REST).await;
        loaded.push(machine::memory(portal.id())?);
    }
    let line = |what: &str, figure: Series, must: f64, aim: f64, behind: String| Line {
        bar: "P9",
        what: format!("{what}, {}", name_of(dialect)),
        figure,
        unit: "MiB (PSS)",
        must: Some(Bound::AtMost(must)),
        aim: Some(Bound::AtMost(aim)),
        behind,
        foreign: 0.0,
    };
    let grown = loaded[1] - loaded[0];
    let pages = f64::from(u32::try_from(requests).unwrap_or(u32::MAX));
    let growth = Line {
        bar: "P9",
        what: format!("growth in 100,000 further pages, {}", name_of(dialect)),
        figure: (grown * 100_000.0 / pages).into(),
        unit: "MiB (PSS)",
        must: Some(Bound::AtMost(2.0)),
        aim: None,
        behind: format!("reckoned from {requests} pages that added {grown:.2} MiB"),
        foreign: 0.0,
    };
    let grown = format!("{requests} further pages added {grown:.1} MiB");
    Ok(vec![
        line("memory at rest", rest, 30.0, 16.0, format!("{CASES} cases, after one page")),
        line("memory after 32 connections", loaded[1].into(), 64.0, 32.0, grown),
        growth,
    ])
}

/// P10: the one file to install.
pub fn size(bench: &Bench) -> anyhow::Result<Line> {
    let bytes = std::fs::metadata(&bench.place.program).context("the portal's program")?.len();
    let megabytes = f64::from(u32::try_from(bytes / 1_000).context("a program of less than 4 TB")?) / 1_000.0;
    Ok(Line {
        bar: "P10",
        what: "size of the program".to_string(),
        figure: megabytes.into(),
        unit: "MB",
        must: Some(Bound::AtMost(25.0)),
        aim: Some(Bound::AtMost(12.0)),
        behind: "stripped release build, everything inside".to_string(),
        foreign: 0.0,
    })
}
