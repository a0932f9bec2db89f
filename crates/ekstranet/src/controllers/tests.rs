//! Changes of controller from the first page to the record of the run.

mod at_once_tests;
mod life_tests;
mod many_tests;
mod page_tests;
mod receiver_tests;
mod rules_tests;
mod runs_tests;

use serde_json::json;

use super::{answer_act, send_act};
use crate::kernel::{Basis, Position};
use crate::matters::testing::{self, DAY, audited, company, id, mailed, save, told, version};
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World};
use crate::web::Visit;

const BASE: &str = "/o/9900226-7/controllers";
const RECEIVED: &str = "/o/9900116-8/controllers";
const SENDER: (&str, &str) = (RANTAPOLKU, "Rantapolun Lääkäriasema Oy");
const RECEIVER: (&str, &str) = (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy");

/// A service that an organisation has in production since 2020.
async fn grant(world: &World, organisation: &str, service: Service) {
    let email = format!("hallinto@{organisation}.example");
    testing::grant(world, (organisation, &email), service, true).await;
}

/// The units of whoever hands over, as the register tells them.
async fn units(world: &World) {
    let unit = |number: u8, name: &str| {
        json!({ "oid": format!("1.2.246.10.99002267.10.{number}"), "name": name, "begins_on": "2020-01-01",
                "ends_on": "" })
    };
    let organisation = json!({
        "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": SENDER.1, "sector": "2",
        "street_address": "Rantapolku 1", "post_code": "00000", "post_office": "Rantapolku", "health": true,
        "units": [unit(1, "Rantapolku Keskusta"), unit(2, "Rantapolku Satama")],
    });
    told(world, "organisation", RANTAPOLKU, Some(organisation.to_string())).await;
}

/// Both parties have patient data in production, and the registers know the new controller and the units.
async fn prepare(world: &World) {
    grant(world, RANTAPOLKU, Service::PatientData).await;
    grant(world, LEHTOLINNA, Service::PatientData).await;
    company(world, LEHTOLINNA, RECEIVER.1, true).await;
    units(world).await;
}

/// An officer publishes a run for patient data.
async fn publish(officer: &Browser<'_>, day: &str, closes_on: &str) {
    let fields = [("day", day), ("closes_on", closes_on), ("services", "patient_data"), ("note", "")];
    assert_eq!(officer.post("/desk/runs", &fields).await.redirects(), "/desk/runs");
}

async fn run_id(world: &World, day: &str) -> String {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id from controller_run where day = $1 and state = 'open'";
    read.one::<(String,)>(sql, db::values![day]).await.expect("a run").0
}

/// Begins a notification and gives its address.
async fn begin(browser: &Browser<'_>) -> String {
    browser.post(BASE, &[]).await.redirects().to_string()
}

const ALL: [(&str, &str); 2] = [("services", "patient_data"), ("extent", "all")];
const WHO: [(&str, &str); 3] = [("receiver", LEHTOLINNA), ("reason", "activity_moves"), ("details", "")];
const CONTACT: [(&str, &str); 4] = [
    ("name", "Sirpa Siirtäjä"),
    ("email", "sirpa@rantapolku.example"),
    ("phone", "+358 00 000 0001"),
    ("words", "Soittakaa Sirpalle."),
];

/// Fills in all pages: everything moves to the new controller from a day, in a run or the next one.
async fn fill(browser: &Browser<'_>, address: &str, day: &str, run: &str) {
    save(browser, address, "documents", &ALL).await.redirects();
    save(browser, address, "receiver", &WHO).await.redirects();
    save(browser, address, "day", &[("changes_on", day)]).await.redirects();
    save(browser, address, "run", &[("run", run)]).await.redirects();
    let checked = save(browser, address, "contact", &CONTACT).await;
    assert_eq!(checked.redirects(), format!("{address}/sign"));
}

fn director() -> Basis {
    Basis::Position(Position::ManagingDirector)
}

/// Sends what was checked, as Suomi.fi sends the browser back: with a right that was just proved.
async fn send(world: &World, browser: &Browser<'_>, address: &str) -> String {
    let version: i64 = version(&browser.get(&format!("{address}/sign")).await).parse().expect("a version");
    send_version(world, browser, address, version).await
}

/// The same with a version that a page showed. Each is a request of its own, as its mails go once a request.
async fn send_version(world: &World, browser: &Browser<'_>, address: &str, version: i64) -> String {
    let visit = Visit { request_id: format!("test-{version}"), ..world.visit(browser, SENDER, director()) };
    send_act(visit, id(address).to_string(), json!({ "version": version })).await.expect("carried out")
}

/// A notification that has been sent; its address.
async fn sent(world: &World, matti: &Browser<'_>) -> String {
    let address = begin(matti).await;
    fill(matti, &address, "1.12.2026", "next").await;
    assert_eq!(send(world, matti, &address).await, format!("{address}/receipt"));
    address
}

/// The new controller answers, as Suomi.fi sends the browser back.
async fn answers(world: &World, kauko: &Browser<'_>, address: &str, answer: &str, reason: &str) {
    let place = format!("{RECEIVED}/{}/answer", id(address));
    let version: i64 = version(&kauko.get(&place).await).parse().expect("a version");
    let payload = json!({ "version": version, "answer": answer, "reason": reason });
    let visit = world.visit(kauko, RECEIVER, director());
    let back = answer_act(visit, id(address).to_string(), payload).await.expect("carried out");
    assert_eq!(back, format!("{RECEIVED}/{}", id(address)));
}

/// An officer answers with the version that the page shows.
async fn decide(officer: &Browser<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    let place = format!("/desk/controllers/{}", id(address));
    let version = version(&officer.page(&place).await);
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    officer.post(&place, &all).await
}
