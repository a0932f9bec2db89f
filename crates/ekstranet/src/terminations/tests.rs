//! Terminations from the first page to the day after the last.

mod at_once_tests;
mod case_tests;
mod many_tests;
mod page_tests;
mod party_tests;
mod receiver_tests;
mod rules_tests;
mod taking_back_tests;

use serde_json::json;

use super::send_act;
use crate::deployments::{self, DeploymentState};
use crate::kernel::{Basis, DeploymentId, Mandate, Position};
use crate::matters::testing::{self, DAY, audited, business_id, company, id, mailed, save, told, version};
use crate::services::Service;
use crate::testing::{Answer, Browser, RANTAPOLKU, World};

const BASE: &str = "/o/9900226-7/terminations";

/// A service that was granted to an organisation; in production since 2020, or not yet.
async fn grant(world: &World, organisation: &str, service: Service, produces: bool) -> DeploymentId {
    testing::grant(world, (organisation, "hallinto@rantapolku.example"), service, produces).await
}

/// Service, state and last day of everything that was granted.
async fn standing(world: &World, organisation: &str) -> Vec<(Service, DeploymentState, Option<String>)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let lines = deployments::list(&mut read, &business_id(organisation)).await.expect("listed");
    let mut lines: Vec<_> = lines.into_iter().map(|line| (line.service, line.state, line.ended_on)).collect();
    lines.sort_by_key(|line| line.0.code());
    lines
}

/// Begins a termination and gives its address.
async fn begin(browser: &Browser<'_>) -> String {
    browser.post(BASE, &[]).await.redirects().to_string()
}

const INVOICE: [(&str, &str); 2] = [("invoice", "known"), ("email", "hallinto@rantapolku.example")];

/// Fills in all pages: these services, or all of them, until a day because the activity ends.
async fn fill(browser: &Browser<'_>, address: &str, services: &[&str], day: &str) {
    let extent = if services.is_empty() { "whole" } else { "some" };
    let mut fields = vec![("extent", extent), ("ends_on", day)];
    fields.extend(services.iter().map(|service| ("services", *service)));
    save(browser, address, "services", &fields).await.redirects();
    save(browser, address, "reason", &[("reason", "activity_ends")]).await.redirects();
    let checked = save(browser, address, "invoice", &INVOICE).await;
    assert_eq!(checked.redirects(), format!("{address}/check"));
}

/// Sends what was checked, as Suomi.fi sends the browser back: with a right that was just proved.
async fn send_as(world: &World, browser: &Browser<'_>, address: &str, basis: Basis) -> String {
    let version: i64 = version(&browser.get(&format!("{address}/check")).await).parse().expect("a version");
    send_version(world, browser, address, basis, version).await
}

async fn send_version(world: &World, browser: &Browser<'_>, address: &str, basis: Basis, version: i64) -> String {
    let visit = world.visit(browser, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), basis);
    send_act(visit, id(address).to_string(), json!({ "version": version })).await.expect("carried out")
}

async fn send(world: &World, browser: &Browser<'_>, address: &str) -> String {
    send_as(world, browser, address, Basis::Position(Position::ManagingDirector)).await
}

/// An officer answers with the version that the page shows, and to the question whether a confirmation is meant.
async fn answer(officer: &Browser<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    let place = format!("/desk/terminations/{}", id(address));
    let version = version(&officer.page(&place).await);
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    let asked = officer.post(&place, &all).await;
    if asked.status != axum::http::StatusCode::OK {
        return asked;
    }
    assert!(asked.shows("name=\"sure\"") && asked.shows("irtisanominen KE-"), "{}", asked.body);
    all.push(("sure", "yes"));
    officer.post(&place, &all).await
}

/// Somebody with the mandate for deployment of the organisation.
async fn mandated(world: &World) -> Browser<'_> {
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    world.person("061279-9076", "Olavi Testinen", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", right)]).await
}
