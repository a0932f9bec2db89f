//! Organisations stay apart, tried on the demo world, which has something at almost every address: a right for two never
//! mixes them, and whoever has no tie to one learns nothing, not even that it exists.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::{Method, StatusCode};
use db::testing::Scratch;

use super::people::{Actor, Cast};
use super::tests::{arrives, homes, outside, outside_with};
use super::{Seeded, seed};
use crate::kernel::{Basis, BusinessId, Mandate};
use crate::mandates::{Authority, keep_authority};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Answer, Browser, NOON};
use crate::watch::tests_given::another_name;
use crate::web::RouteRule;

/// How many pages of an organisation are looked at.
const PAGES: usize = 40;

/// The pages of an organisation that are reached from its home, and every address that they name.
struct Site {
    pages: BTreeMap<String, String>,
    addresses: BTreeSet<String>,
}

/// Walks from the home page and from what is known of `others`.
async fn walk(browser: &Browser<'_>, organisation: &str, others: &[String]) -> Site {
    let home = format!("/o/{organisation}/");
    let mut waiting = vec![home.clone()];
    waiting.extend(others.iter().filter(|address| address.starts_with(&home)).cloned());
    let mut site = Site { pages: BTreeMap::new(), addresses: waiting.iter().cloned().collect() };
    while let Some(address) = waiting.pop() {
        if site.pages.len() >= PAGES || site.pages.contains_key(&address) {
            continue;
        }
        let answer = browser.get(&address).await;
        if answer.status != StatusCode::OK || !answer.shows("<h1") {
            continue;
        }
        for part in answer.body.split("href=\"").skip(1).chain(answer.body.split("action=\"").skip(1)) {
            let found = part.split(['"', '?', '#']).next().unwrap_or_default();
            if found.starts_with(&home) && site.addresses.insert(found.to_string()) {
                waiting.insert(0, found.to_string());
            }
        }
        site.pages.insert(address, answer.body);
    }
    site
}

/// The route of an address: of those that fit, the one with the fewest places to fill.
fn route_of<'r>(routes: &'r [RouteRule], address: &str) -> Option<&'r RouteRule> {
    let parts: Vec<&str> = address.split('/').collect();
    let fits = |route: &&RouteRule| {
        let named: Vec<&str> = route.path.split('/').collect();
        named.len() == parts.len() && named.iter().zip(&parts).all(|(name, part)| name.starts_with('{') || name == part)
    };
    routes.iter().filter(fits).min_by_key(|route| route.path.matches('{').count())
}

/// The first place of a route below an organisation, with what stands before it: `/o/{organisation}/applications/{id}`.
fn first_place(path: &str) -> Option<(&str, usize)> {
    let rest = path.strip_prefix("/o/{organisation}/")?;
    let begin = path.len() - rest.len() + rest.find('{')?;
    let end = begin + path[begin..].find('}')? + 1;
    // What is to be confirmed is no row: the address says which of two things.
    if path[..end].ends_with("/{deed}") {
        return None;
    }
    Some((&path[..end], path[..end].matches('/').count()))
}

/// What really stands at each first place of an organisation's addresses.
fn places<'r>(routes: &'r [RouteRule], site: &Site) -> BTreeMap<&'r str, String> {
    let mut found = BTreeMap::new();
    for address in &site.addresses {
        let Some((place, index)) = route_of(routes, address).and_then(|route| first_place(route.path)) else {
            continue;
        };
        found.entry(place).or_insert_with(|| address.split('/').nth(index).unwrap_or_default().to_string());
    }
    found
}

/// A route's address under an organisation with a row of another one.
fn mixed(path: &str, organisation: &str, place: &str, id: &str) -> String {
    let begin = place.rfind('/').map_or(place, |at| &place[..at]).replace("{organisation}", organisation);
    let rest: Vec<&str> = path[place.len()..]
        .split('/')
        .map(|part| match part {
            "{step}" => "organisation",
            "{page}" | "{number}" => "1",
            other if other.starts_with('{') => id,
            other => other,
        })
        .collect();
    format!("{begin}/{id}{}", rest.join("/"))
}

/// The form that a page of an application names.
fn named_form(body: &str) -> String {
    let named = body.split("name=\"form\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    named.unwrap_or("prescription-2").to_string()
}

async fn deeds(outside: &Outside) -> i64 {
    let sql = "select count(*) from audit_entry where action <> 'gate.refused'";
    let mut read = outside.world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
}

/// Asks with the fields that the forms cannot be read without; `form` names the form of an application.
async fn ask(browser: &Browser<'_>, method: &Method, path: &str, form: &str) -> Answer {
    if *method != Method::POST {
        return browser.get(path).await;
    }
    let file = "01a1fffd-9e45-7c7d-a256-578ee9b47df2";
    let fields = [("version", "1"), ("form", form), ("file", file), ("papers", "x"), ("answer", "confirm")];
    browser.post(path, &fields).await
}

/// Somebody who may do everything for both.
async fn of_both<'o>(outside: &'o Outside, first: &Actor, second: &Actor) -> Browser<'o> {
    let right = || vec![Basis::Mandate(Mandate::Deployment)];
    let acts_for = [first, second].map(|who| (who.organisation.as_str(), who.organisation_name.as_str(), right()));
    outside.world.person("061279-9076", "Olavi Testinen", &acts_for).await
}

/// Gives organisations of the demo world a row for each form that none of its pages has, through the pages where a page does
/// it; answers where the rows stand.
async fn the_rest(outside: &Outside, cast: &Cast) -> Vec<String> {
    let app = &outside.world.app;
    let (clinic, vendor, imaging) = (&cast.clinic.organisation, &cast.vendor.organisation, &cast.imaging);
    let kauko = arrives(outside, &cast.clinic).await;
    let list = kauko.post(&format!("/o/{clinic}/parties/add-many"), &[("list", "9900198-5;resepti")]).await;

    let (ville, technical) = (arrives(outside, &cast.vendor).await, format!("/o/{vendor}/technical"));
    let opening = [("oid", "1.2.246.10.99001918.18.9"), ("name", "Virtalähde 9"), ("day", "31.12.2026")];
    ville.post(&format!("{technical}/open"), &opening).await.redirects();
    let system = [("name", "VirtaPotilas"), ("system_version", "9.0"), ("class", "A2"), ("services", "prescription")];
    let system = [&system[..], &[("certified_until", "30.6.2031")]].concat();
    ville.post(&format!("{technical}/systems"), &system).await.redirects();

    // Somebody with a tie and no right prepares a draft.
    let saara = outside.world.person("090590-9047", "Saara Koenen", &[]).await;
    let authority = Authority {
        organisation: BusinessId::parse(&imaging.organisation).expect("valid"),
        organisation_name: imaging.organisation_name.clone(),
        bases: Vec::new(),
        roles: vec!["PJ".to_string()],
        complete: true,
    };
    let mut tx = app.db.write().await.expect("a transaction");
    keep_authority(&mut tx, app.clock.now(), saara.session.as_ref().expect("signed in"), &authority)
        .await
        .expect("kept");
    tx.commit().await.expect("committed");
    let wanted = [("organisation", imaging.organisation.as_str()), ("service", "prescription")];
    let draft = saara.post("/act-for/drafts", &wanted).await;
    let draft = draft.redirects().rsplit('/').next().unwrap_or_default().to_string();

    let changes = format!("/o/{clinic}/register-changes");
    another_name(app, &BusinessId::parse(clinic).expect("valid")).await;
    // Somebody applies for an extension and names the clinic as the other party.
    let sql = "insert into named_party (application, case_number, organisation, organisation_name, other, what, state, version, named_at)
               values ('01a1fffd-9e45-7c7d-a256-578ee9b47df3', 'KE-2026-990001', $1, $2, $3, 'outsourcing', 'waiting', 1, 1)";
    let values = db::values![imaging.organisation.as_str(), imaging.organisation_name.as_str(), clinic.as_str()];
    outside.world.meddle(sql, values).await;
    let joined = format!("/o/{clinic}/joined");
    let prepared = format!("/o/{}/prepared/{draft}", imaging.organisation);
    vec![list.redirects().to_string(), technical, prepared, changes, joined]
}

async fn no_form_of_any_room_takes_a_row_of_another_organisation(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let (all, rest) = (crate::routes(), the_rest(&outside, &cast).await);
    let (routes, actors) = (all.rules(), homes(&cast).map(|(who, _)| who));
    let (mut tried, mut wrong) = (BTreeSet::new(), Vec::new());
    for (index, owner) in actors.iter().enumerate() {
        let other = actors[(index + 1) % actors.len()];
        let browser = of_both(&outside, owner, other).await;
        let site = walk(&browser, &owner.organisation, &rest).await;
        for address in rest.iter().filter(|address| address.starts_with(&format!("/o/{}/", owner.organisation))) {
            assert!(site.pages.contains_key(address), "the control: {address} is there for its owner");
        }
        let before = deeds(&outside).await;
        for (place, id) in places(routes, &site) {
            let step = format!("/o/{}/applications/{id}/steps/organisation", owner.organisation);
            let form = named_form(&browser.get(&step).await.body);
            for route in routes.iter().filter(|route| first_place(route.path).is_some_and(|(own, _)| own == place)) {
                let address = mixed(route.path, &other.organisation, place, &id);
                let status = ask(&browser, &route.method, &address, &form).await.status;
                if !matches!(status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN) {
                    wrong.push(format!("{status} {} {} with a row of {}", route.method, address, owner.organisation));
                }
                tried.insert((route.method == Method::POST, route.path));
            }
        }
        assert_eq!(deeds(&outside).await, before, "nothing is done of what stands at {}", owner.organisation);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let left = routes.iter().filter(|route| first_place(route.path).is_some() && route.method == Method::POST);
    let left: Vec<&str> = left.map(|route| route.path).filter(|path| !tried.contains(&(true, *path))).collect();
    assert!(left.is_empty(), "no page has the form; what it is about is made above: {left:?}");
}

/// A business ID that nobody has.
fn unknown_organisation(cast: &Cast) -> String {
    let known = homes(cast).map(|(who, _)| who.organisation.clone());
    let ids = (9_900_800..9_900_900).flat_map(|number| (0..10).map(move |check| format!("{number}-{check}")));
    ids.into_iter().find(|id| BusinessId::parse(id).is_some() && !known.contains(id)).expect("an ID")
}

async fn whoever_has_no_tie_does_not_learn_whether_an_organisation_exists(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let (nobody, all) = (unknown_organisation(&cast), crate::routes());
    let clinic = &cast.clinic;
    let own = of_both(&outside, clinic, clinic).await;
    let site = walk(&own, &clinic.organisation, &[]).await;
    assert!(site.pages.len() > 5, "the control: there is something: {:?}", site.addresses);
    let mut addresses = site.addresses.clone();
    for route in all.rules().iter().filter(|route| route.method == Method::GET) {
        if let Some((place, _)) = first_place(route.path) {
            let id = "01a1fffd-9e45-7c7d-a256-578ee9b47df2";
            addresses.insert(mixed(route.path, &clinic.organisation, place, id));
        } else if route.path.starts_with("/o/{organisation}/") {
            addresses.insert(route.path.replace("{organisation}", &clinic.organisation));
        }
    }
    assert!(addresses.len() > 60, "{addresses:?}");
    let without = outside.world.person("010190-900P", "Oiva Oikeudeton", &[]).await;
    let elsewhere = outside.world.matti().await;
    let viewer = outside.world.aino().await;
    for browser in [&outside.world.stranger(), &without, &elsewhere, &viewer] {
        for address in &addresses {
            let there = browser.get(address).await;
            let nowhere = browser.get(&address.replace(&clinic.organisation, &nobody)).await;
            let neutral = |answer: &Answer, id: &str| {
                let location = answer.location.clone().unwrap_or_default();
                (answer.status, answer.body.replace(id, "-"), location.replace(id, "-"), answer.headers.len())
            };
            assert_eq!(neutral(&there, &clinic.organisation), neutral(&nowhere, &nobody), "{address}");
            assert_ne!(there.status, StatusCode::OK, "{address}");
        }
    }
}

/// The cells of terminating and of billing data are empty: a public body and a foundation are bound like anybody else.
async fn a_public_body_and_a_foundation_act_by_the_cells_that_are_left(scratch: &Scratch) {
    let outside = outside_with(scratch, |config| {
        config.mandates.mandate_terminates = false;
        config.mandates.mandate_changes_billing = false;
    })
    .await;
    let cast = Cast::read().expect("reads");
    for who in [&cast.city, &cast.foundation] {
        let browser = outside.world.person(&who.national_id, &who.name, &[]).await;
        let out = browser.post("/act-for", &[]).await;
        let chosen = [("organisation", who.organisation.as_str()), ("answer", "select")];
        let back = outside.fill(out.redirects(), &chosen).await;
        let home = format!("/o/{}/", who.organisation);
        assert_eq!(browser.get(&back).await.redirects(), home, "the mandate counts");
        browser.page(&format!("{home}terminations")).await;
        for path in ["terminations", "pharmacies/giving-up"] {
            let refused = browser.post(&format!("{home}{path}"), &[("version", "1")]).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}: {path}", who.organisation_name);
        }
        let begun = browser.post(&format!("{home}applications"), &[("service", "prescription")]).await;
        let id = begun.redirects().split('/').nth(4).unwrap_or_default().to_string();
        let step = async |step: &str| browser.page(&format!("{home}applications/{id}/steps/{step}")).await;
        let billing = step("billing").await;
        assert!(billing.shows("Oikeutenne ei riitä laskutustietojen muuttamiseen"), "{}", billing.body);
        assert!(!billing.shows("Tallenna ja jatka"));
        assert!(step("contacts").await.shows("Tallenna ja jatka"), "the control: another step");
        let form = named_form(&step("contacts").await.body);
        let fields = [("version", "0"), ("form", form.as_str()), ("street", "Muu katu 1")];
        let saved = browser.post(&format!("{home}applications/{id}/steps/billing"), &fields).await;
        assert_eq!(saved.status, StatusCode::NOT_FOUND, "{}", who.organisation_name);
    }
}

db::testing::on_both![
    no_form_of_any_room_takes_a_row_of_another_organisation,
    whoever_has_no_tie_does_not_learn_whether_an_organisation_exists,
    a_public_body_and_a_foundation_act_by_the_cells_that_are_left,
];
