//! P15: what a browser transfers for each page of the journey on a first view: the page, the style sheet, the script and
//! the pictures, compressed as it asks for, heads included.

use std::collections::BTreeMap;

use anyhow::Context as _;
use db::Dialect;

use super::{CASES, draft};
use crate::Bench;
use crate::load::{Connection, form, get, get_compressed, post};
use crate::portal::Portal;
use crate::report::{Bound, Line};
use crate::world::Person;

/// What one page weighs, in bytes.
struct Weight {
    path: String,
    page: usize,
    script: usize,
    whole: usize,
    /// The page and what it names.
    requests: usize,
}

/// The addresses of the assets that a page names, each once.
pub fn assets(page: &str) -> Vec<String> {
    let mut found: Vec<String> = page
        .split("\"/assets/")
        .skip(1)
        .filter_map(|rest| Some(format!("/assets/{}", rest.split('"').next()?)))
        .collect();
    found.sort();
    found.dedup();
    found
}

pub async fn measure(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let world = bench.world(Dialect::Sqlite, CASES).await?;
    let portal = Portal::start(&bench.place, &world.url)?;
    let stranger = Person { cookies: "__Host-language=fi".to_string(), organisation: String::new() };
    let (home, saver) = (&world.homes[0], &world.savers[0]);
    let draft = draft::begin(&portal, saver).await?;
    let steps = draft::fill(&portal, saver, &draft).await?;
    let mut pages: Vec<(&Person, String)> = Vec::new();
    let public = ["/", "/sign-in", "/access", "/status", "/accessibility", "/privacy", "/desk/sign-in"];
    pages.extend(public.map(|path| (&stranger, path.to_string())));
    pages.extend(["/act-for", "/me", "/library"].map(|path| (home, path.to_string())));
    let organisation = |path: &str| (home, format!("/o/{}/{path}", home.organisation));
    pages.extend(["", "applications", "agreements"].map(organisation));
    let case = |path: &str| organisation(&format!("applications/{}{path}", world.case));
    pages.extend(["", "/receipt", "/withdraw"].map(case));
    pages.push(organisation(&format!("deployments/{}", world.deployment)));
    pages.extend(["", "/check", "/sign", "/discard"].map(|path| (saver, format!("{draft}{path}"))));
    pages.extend(steps.into_iter().map(|path| (saver, path)));
    let mut connection = Connection::open(portal.address).await?;
    let desk = format!("/desk/cases/{}", world.case);
    let take = post(&portal.host, &format!("{desk}/take"), &world.officer.cookies, &form(&[("version", "3")]));
    connection.ask(&take).await?.must_be(303)?;
    pages.extend(["/desk/".to_string(), "/desk/notices".to_string()].map(|path| (&world.officer, path)));
    pages.extend(["", "/supplement", "/approve", "/reject"].map(|path| (&world.officer, format!("{desk}{path}"))));
    let mut weights = Vec::new();
    for (person, path) in pages {
        let weighed = weigh(&mut connection, &portal, person, &path).await;
        weights.push(weighed.with_context(|| format!("{path} was not weighed"))?);
    }
    let kibibytes = |what, part: fn(&Weight) -> usize, must, aim| {
        line(what, "KiB", &weights, part, 1024.0, Bound::AtMost(must), aim)
    };
    Ok(vec![
        kibibytes("heaviest first view", |one| one.whole, 60.0, Some(30.0)),
        kibibytes("most script on a page", |one| one.script, 15.0, None),
        kibibytes("longest page alone", |one| one.page, 8.0, None),
        line("most requests of a first view", "requests", &weights, |one| one.requests, 1.0, Bound::AtMost(6.0), None),
    ])
}

fn line(
    what: &str,
    unit: &'static str,
    weights: &[Weight],
    part: fn(&Weight) -> usize,
    each: f64,
    must: Bound,
    aim: Option<f64>,
) -> Line {
    let mut sorted: Vec<(usize, &str)> = weights.iter().map(|one| (part(one), one.path.as_str())).collect();
    sorted.sort_by(|one, other| other.cmp(one));
    let named: Vec<String> = sorted.iter().take(3).map(|(number, path)| format!("{path} {number}")).collect();
    Line {
        bar: "P15",
        what: what.to_string(),
        figure: u32::try_from(sorted[0].0).map_or(f64::INFINITY, |number| f64::from(number) / each).into(),
        unit,
        must: Some(must),
        aim: aim.map(Bound::AtMost),
        behind: format!("{} pages; {}", weights.len(), named.join(", ")),
        foreign: 0.0,
    }
}

async fn weigh(connection: &mut Connection, portal: &Portal, person: &Person, path: &str) -> anyhow::Result<Weight> {
    let answer = connection.ask(&get(&portal.host, path, &person.cookies)).await?;
    answer.must_be(200)?;
    let named = assets(&answer.text());
    let answer = connection.ask(&get_compressed(&portal.host, path, &person.cookies)).await?;
    answer.must_be(200)?;
    let page = answer.head.len() + answer.body.len();
    let mut parts = BTreeMap::new();
    for asset in named {
        let answer = connection.ask(&get_compressed(&portal.host, &asset, "")).await?;
        answer.must_be(200)?;
        parts.insert(asset, answer.head.len() + answer.body.len());
    }
    let script = parts
        .iter()
        .filter(|(path, _)| std::path::Path::new(path).extension().is_some_and(|ending| ending == "js"))
        .map(|(_, bytes)| bytes)
        .sum();
    let whole = page + parts.values().sum::<usize>();
    Ok(Weight { path: path.to_string(), page, script, whole, requests: 1 + parts.len() })
}
