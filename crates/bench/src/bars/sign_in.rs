//! P12, P13: whole sign-ins with RSA-3072 keys against what the keys alone would cost, and what turning away a forged or
//! unsolicited answer costs.

use anyhow::Context as _;
use db::Dialect;

use super::{CASES, dialects, name_of};
use crate::load::{Answer, Connection, Visitor, form, get, post};
use crate::portal::Portal;
use crate::provider::{Provider, between, forged as changed};
use crate::report::{Bound, Line, Series};
use crate::{Bench, Round, keys, on_server_core};

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 8;
/// Sign-ins of one connection in a round.
const SIGN_INS: usize = 25;
/// The same where they are the yardstick only: the provider's own keys take most of the time.
const SIGN_INS_BESIDE: usize = 16;
const BROWSER_COOKIE: &str = "__Host-sign-in";

/// Begins sign-ins and keeps where each was sent and the cookie of its browser.
struct Beginner {
    request: Vec<u8>,
    left: usize,
    begun: Vec<(String, String)>,
}

impl Visitor for Beginner {
    fn next(&mut self) -> Option<&[u8]> {
        self.left = self.left.checked_sub(1)?;
        Some(&self.request)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        answer.must_be(303)?;
        let address = answer.header("location").context("no address")?.to_string();
        let browser = answer.cookie(BROWSER_COOKIE).context("no cookie of the browser")?.to_string();
        self.begun.push((address, browser));
        Ok(())
    }
}

/// Posts answers of the identity provider, each once.
struct Returner {
    requests: Vec<Vec<u8>>,
    at: usize,
}

impl Visitor for Returner {
    fn next(&mut self) -> Option<&[u8]> {
        self.at += 1;
        self.requests.get(self.at - 1).map(Vec::as_slice)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        answer.must_be(303)?;
        answer.cookie("__Host-session").map(drop).context("the sign-in gave no session")
    }
}

/// Posts the same refused answer for ever.
struct Forger(Vec<u8>);

impl Visitor for Forger {
    fn next(&mut self) -> Option<&[u8]> {
        Some(&self.0)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        answer.must_be(403)
    }
}

/// The portal and the provider that knows it.
struct Scene {
    portal: Portal,
    provider: Provider,
    key: String,
}

impl Scene {
    async fn set(bench: &mut Bench, dialect: Dialect) -> anyhow::Result<Self> {
        let world = bench.world(dialect, CASES).await?;
        let portal = Portal::start(&bench.place, &world.url)?;
        let mut connection = Connection::open(portal.address).await?;
        let answer = connection.ask(&get(&portal.host, "/saml/metadata", "")).await?;
        answer.must_be(200)?;
        let provider = Provider::open(&bench.place, &answer.text())?;
        let key = std::fs::read_to_string(bench.place.folder.join("decryption.key"))?;
        Ok(Self { portal, provider, key })
    }

    /// Begins sign-ins: what it cost, and address and browser cookie of each.
    async fn begin(&self, bench: &Bench, each: usize) -> anyhow::Result<(Round, Vec<(String, String)>)> {
        let request = post(&self.portal.host, "/sign-in", "", "return=");
        let beginner = |_| Beginner { request: request.clone(), left: each, begun: Vec::new() };
        let beginners = (0..CONNECTIONS).map(beginner).collect();
        let (round, beginners) = bench.to_the_end(&self.portal, beginners).await?;
        Ok((round, beginners.into_iter().flat_map(|one| one.begun).collect()))
    }

    fn returning(&self, response: &str, browser: &str) -> Vec<u8> {
        let body = form(&[("SAMLResponse", response), ("RelayState", "")]);
        post(&self.portal.host, "/saml/acs", &format!("{BROWSER_COOKIE}={browser}"), &body)
    }

    /// Whole sign-ins: what beginning them and what accepting their answers cost.
    async fn sign_in(&self, bench: &Bench, each: usize) -> anyhow::Result<(Round, Round)> {
        let (beginning, begun) = self.begin(bench, each).await?;
        let mut requests = Vec::new();
        for (address, browser) in &begun {
            requests.push(self.returning(&self.provider.answer(address).await?, browser));
        }
        let returners = requests.chunks(each).map(|chunk| Returner { requests: chunk.to_vec(), at: 0 }).collect();
        let (accepting, _) = bench.to_the_end(&self.portal, returners).await?;
        Ok((beginning, accepting))
    }

    /// The bare operations on the server's core.
    async fn bare(&self) -> anyhow::Result<keys::Bare> {
        let key = self.key.clone();
        on_server_core(move || keys::measure(&key, 0.5)).await
    }
}

/// P12.
pub async fn whole(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P12") {
        lines.push(whole_on(bench, dialect).await?);
    }
    Ok(lines)
}

async fn whole_on(bench: &mut Bench, dialect: Dialect) -> anyhow::Result<Line> {
    let scene = Scene::set(bench, dialect).await?;
    scene.sign_in(bench, SIGN_INS).await?;
    let (mut share, mut begins, mut accepts, mut limits) =
        (Series::default(), Series::default(), Series::default(), Series::default());
    let mut foreign: f64 = 0.0;
    for _ in 0..ROUNDS {
        let before = scene.bare().await?;
        let (beginning, accepting) = scene.sign_in(bench, SIGN_INS).await?;
        let after = scene.bare().await?;
        let limit = (before.private + after.private) + f64::midpoint(before.check, after.check);
        share.push(limit * 1e6 / (beginning.cost() + accepting.cost()));
        begins.push(beginning.cost());
        accepts.push(accepting.cost());
        limits.push(limit * 1e6);
        foreign = foreign.max(beginning.foreign).max(accepting.foreign);
    }
    let cost = begins.median() + accepts.median();
    Ok(Line {
        bar: "P12",
        what: format!("whole sign-in, RSA-3072, {}", name_of(dialect)),
        figure: share,
        unit: "of the keys' limit",
        must: Some(Bound::AtLeast(0.40)),
        aim: Some(Bound::AtLeast(0.60)),
        behind: format!(
            "CPU µs of server and database: beginning {:.0}, accepting {:.0} = {:.0} sign-ins a second and core; keys alone {:.0}",
            begins.median(),
            accepts.median(),
            1e6 / cost,
            limits.median()
        ),
        foreign,
    })
}

/// P13: an answer that nobody asked for, and one whose signature was tampered with.
pub async fn forged(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P13") {
        lines.extend(forged_on(bench, dialect).await?);
    }
    Ok(lines)
}

async fn forged_on(bench: &mut Bench, dialect: Dialect) -> anyhow::Result<Vec<Line>> {
    let scene = Scene::set(bench, dialect).await?;
    let (_, begun) = scene.begin(bench, 1).await?;
    let (address, browser) = begun.first().context("a sign-in was begun")?;
    let response = scene.provider.answer(address).await?;
    let request = between(&decoded(&response)?, "InResponseTo=\"", "\"").to_string();
    let unknown = changed(&response, |text| text.replace(&request, &format!("_{}", "0".repeat(request.len() - 1))))?;
    let tampered = changed(&response, tampered)?;
    let crowd = |request: Vec<u8>| (0..CONNECTIONS).map(|_| Forger(request.clone())).collect::<Vec<_>>();
    let mut unsolicited = crowd(scene.returning(&unknown, ""));
    let mut forgers = crowd(scene.returning(&tampered, browser));
    let (mut cost, mut share) = (Series::default(), Series::default());
    let (mut forged_cost, mut forged_share) = (Series::default(), Series::default());
    let mut accepts = Series::default();
    let mut foreign: f64 = 0.0;
    for _ in 0..ROUNDS {
        let (_, accepting) = scene.sign_in(bench, SIGN_INS_BESIDE).await?;
        let (refusing, refusing_forged);
        (refusing, unsolicited) = bench.round(&scene.portal, unsolicited).await?;
        (refusing_forged, forgers) = bench.round(&scene.portal, forgers).await?;
        cost.push(refusing.cost());
        forged_cost.push(refusing_forged.cost());
        share.push(refusing.cost() / accepting.cost());
        forged_share.push(refusing_forged.cost() / accepting.cost());
        accepts.push(accepting.cost());
        foreign = foreign.max(accepting.foreign).max(refusing.foreign).max(refusing_forged.foreign);
    }
    let line = |what: &str, figure, unit, must: f64, aim: Option<f64>, behind: String| Line {
        bar: "P13",
        what: format!("{what}, {}", name_of(dialect)),
        figure,
        unit,
        must: Some(Bound::AtMost(must)),
        aim: aim.map(Bound::AtMost),
        behind,
        foreign,
    };
    let accepts = format!("a real one costs {:.0} CPU µs", accepts.median());
    let behind = format!("{:.0} CPU µs with its durable audit row; {accepts}", forged_cost.median());
    Ok(vec![
        line(
            "unsolicited answer refused",
            cost,
            "CPU µs",
            100.0,
            Some(40.0),
            "its audit row is written with others".to_string(),
        ),
        line("unsolicited answer refused", share, "of a real one", 0.10, None, accepts),
        line("forged answer to a real request refused", forged_share, "of a real one", 0.10, None, behind),
    ])
}

fn decoded(response: &str) -> anyhow::Result<String> {
    let mut text = String::new();
    changed(response, |found| {
        found.clone_into(&mut text);
        String::new()
    })?;
    Ok(text)
}

/// Another first letter in the first signature's value.
fn tampered(text: &str) -> String {
    let Some(at) = text.find("SignatureValue>").map(|at| at + "SignatureValue>".len()) else { return text.to_string() };
    let at = at + text[at..].find(|letter: char| letter.is_ascii_alphanumeric()).unwrap_or_default();
    let other = if text[at..].starts_with('A') { 'B' } else { 'A' };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}
