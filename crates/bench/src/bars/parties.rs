//! P24: the page of a main joiner that has brought a thousand parties in, one after the other, as its person waits for it.

use std::time::Instant;

use super::{CASES, dialects, name_of};
use crate::Bench;
use crate::load::{Connection, get};
use crate::portal::Portal;
use crate::report::{Bound, Line};
use crate::world::World;

/// Parties of the main joiner.
const PARTIES: usize = 1_000;
/// Requests whose time is measured, after some to warm up.
const REQUESTS: usize = 600;
const WARM: usize = 60;

pub async fn measure(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P24") {
        let world = bench.world(dialect, CASES).await?;
        fill(bench, &world).await?;
        let portal = Portal::start(&bench.place, &world.url)?;
        let main_joiner = &world.homes[0];
        let base = format!("/o/{}/parties", main_joiner.organisation);
        let paths = [base.clone(), format!("{base}?search=vastaanotto+07"), format!("{base}?state=waiting")];
        let requests = paths.map(|path| get(&portal.host, &path, &main_joiner.cookies));
        let mut connection = Connection::open(portal.address).await?;
        let mut times = Vec::with_capacity(REQUESTS);
        for turn in 0..WARM + REQUESTS {
            let began = Instant::now();
            connection.ask(&requests[turn % requests.len()]).await?.must_be(200)?;
            if turn >= WARM {
                times.push(began.elapsed().as_secs_f64() * 1_000.0);
            }
        }
        times.sort_by(f64::total_cmp);
        let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
        lines.push(Line {
            bar: "P24",
            what: format!("main joiner's page with {PARTIES} parties, p99, {}", name_of(dialect)),
            figure: at(99).into(),
            unit: "ms",
            must: Some(Bound::AtMost(50.0)),
            aim: Some(Bound::AtMost(10.0)),
            behind: format!("median {:.1} ms; the whole list, a search and a state by turns, {CASES} cases", at(50)),
            foreign: 0.0,
        });
    }
    Ok(lines)
}

/// Brings the parties in, unless an earlier bar of this run has done it.
async fn fill(bench: &Bench, world: &World) -> anyhow::Result<()> {
    let app = bench.place.app(&world.url).await?;
    let mut tx = app.db.write().await?;
    for number in 0..PARTIES {
        let name = format!("vastaanotto {number:04} oy");
        tx.run(
            "insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key, sort_key,
                                       service, state, version, begins_on, language, added_at, told_at, reminders)
             values ($1, $2, $3, 'Mallikylän Lääkäriasema Oy', $4, $5, $6, $7, 'prescription', $8, 1, '2026-12-01', 'fi', 0, 0, 0)
             on conflict do nothing",
            db::values![
                format!("01900000-0009-7000-8000-{number:012x}"),
                format!("YL-2025-{number:06}"),
                world.homes[0].organisation.as_str(),
                world.homes[(number + 1) % world.homes.len()].organisation.as_str(),
                name.as_str(),
                name.as_str(),
                name.as_str(),
                if number % 4 == 0 { "waiting" } else { "confirmed" }
            ],
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}
