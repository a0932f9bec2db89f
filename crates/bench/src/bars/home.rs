//! P1, P2: the home page of a signed-in person whose organisation has twenty cases, against our own static file.

use std::sync::Arc;

use db::Dialect;

use super::{CASES, name_of};
use crate::load::{Answer, Connection, Visitor, get};
use crate::portal::Portal;
use crate::report::{Bound, Line, Series};
use crate::world::{Person, World};
use crate::{Bench, Round};

/// Connections at once.
const CONNECTIONS: usize = 32;
const ROUNDS: usize = 3;
/// The static file of the yardstick is the one nearest to this many bytes.
const STATIC_BYTES: usize = 10 * 1024;

/// Asks one of many addresses, by chance from a fixed seed, for ever.
pub struct ByChance {
    requests: Arc<Vec<Vec<u8>>>,
    state: u64,
}

impl ByChance {
    /// So many of them.
    pub fn crowd(connections: usize, requests: Vec<Vec<u8>>) -> Vec<Self> {
        let requests = Arc::new(requests);
        (1_u64..)
            .take(connections)
            .map(|seed| Self { requests: Arc::clone(&requests), state: seed * 0x9E37_79B9 })
            .collect()
    }
}

impl Visitor for ByChance {
    fn next(&mut self) -> Option<&[u8]> {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let at = usize::try_from(self.state >> 33).unwrap_or_default() % self.requests.len();
        self.requests.get(at).map(Vec::as_slice)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        answer.must_be(200)
    }
}

/// Asks each of some addresses once.
pub struct EachOnce(pub Vec<Vec<u8>>, usize);

impl EachOnce {
    pub fn crowd(connections: usize, requests: &[Vec<u8>]) -> Vec<Self> {
        let share = requests.len().div_ceil(connections).max(1);
        requests.chunks(share).map(|chunk| Self(chunk.to_vec(), 0)).collect()
    }
}

impl Visitor for EachOnce {
    fn next(&mut self) -> Option<&[u8]> {
        self.1 += 1;
        self.0.get(self.1 - 1).map(Vec::as_slice)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        answer.must_be(200)
    }
}

/// The requests for the home pages of a world.
pub fn requests(world: &World, portal: &Portal) -> Vec<Vec<u8>> {
    requests_of(&world.homes, portal)
}

/// The requests for the home pages of people.
pub fn requests_of(people: &[Person], portal: &Portal) -> Vec<Vec<u8>> {
    people.iter().map(|one| get(&portal.host, &format!("/o/{}/", one.organisation), &one.cookies)).collect()
}

/// Visitors of home pages; each page has been shown once before, so that no session waits to be touched.
pub async fn visitors(bench: &Bench, world: &World, portal: &Portal) -> anyhow::Result<Vec<ByChance>> {
    let requests = requests(world, portal);
    bench.to_the_end(portal, EachOnce::crowd(CONNECTIONS, &requests)).await?;
    Ok(ByChance::crowd(CONNECTIONS, requests))
}

/// The request for the file of ours that is nearest to ten kilobytes.
pub async fn static_request(people: &[Person], portal: &Portal) -> anyhow::Result<Vec<u8>> {
    let mut connection = Connection::open(portal.address).await?;
    let page = connection.ask(&requests_of(&people[..1], portal)[0]).await?.text().into_owned();
    let mut best = (usize::MAX, Vec::new());
    for path in super::weight::assets(&page) {
        let request = get(&portal.host, &path, "");
        let answer = connection.ask(&request).await?;
        answer.must_be(200)?;
        let distance = answer.body.len().abs_diff(STATIC_BYTES);
        if distance < best.0 {
            best = (distance, request);
        }
    }
    anyhow::ensure!(!best.1.is_empty(), "the home page has no asset");
    Ok(best.1)
}

pub async fn measure(bench: &mut Bench, bar: &'static str, dialect: Dialect) -> anyhow::Result<Line> {
    let world = bench.world(dialect, CASES).await?;
    let portal = Portal::start(&bench.place, &world.url)?;
    let mut homes = visitors(bench, &world, &portal).await?;
    let mut files = ByChance::crowd(CONNECTIONS, vec![static_request(&world.homes, &portal).await?]);
    let (mut share, mut app, mut database, mut file) =
        (Series::default(), Series::default(), Series::default(), Series::default());
    let mut foreign: f64 = 0.0;
    for turn in 0..ROUNDS {
        let (page, plain): (Round, Round);
        if turn % 2 == 0 {
            (plain, files) = bench.round(&portal, files).await?;
            (page, homes) = bench.round(&portal, homes).await?;
        } else {
            (page, homes) = bench.round(&portal, homes).await?;
            (plain, files) = bench.round(&portal, files).await?;
        }
        share.push(plain.cost() / page.cost());
        app.push(page.portal * 1e6 / page.requests);
        database.push(page.database * 1e6 / page.requests);
        file.push(plain.cost());
        foreign = foreign.max(plain.foreign).max(page.foreign);
    }
    let cost = app.median() + database.median();
    let (must, aim) = if dialect == Dialect::Sqlite { (0.06, 0.10) } else { (0.027, 0.04) };
    Ok(Line {
        bar,
        what: format!("home page, {}", name_of(dialect)),
        figure: share,
        unit: "of the static file",
        must: Some(Bound::AtLeast(must)),
        aim: Some(Bound::AtLeast(aim)),
        behind: format!(
            "CPU µs: page {:.0} (portal {:.0}, database {:.0}) = {:.0} a second and core; static file {:.1}",
            cost,
            app.median(),
            database.median(),
            1e6 / cost,
            file.median()
        ),
        foreign,
    })
}
