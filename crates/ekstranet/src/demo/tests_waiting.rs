//! What waits for an officer's answer in the demo world, made through the pages, and what is wrong in the answers: rows of the
//! table of `demo::tests_messages`.

use serde_json::json;

use super::people::{Actor, Cast};
use super::tests::{address, arrives};
use super::tests_messages::{CODED, LONG, NO_DAY, REASON, Tried, Wrong, form_on};
use super::working::{Day, approved};
use crate::applications::testing::bring_case;
use crate::kernel::Basis;
use crate::registers;
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::sign_in::tests_outside::Outside;
use crate::terminations;
use crate::testing::Browser;
use crate::web::Visit;

const REMARK: &[Wrong] =
    &[(&[("remark", "")], &["remark"]), (&[("remark", LONG)], &["remark"]), (&[("remark", CODED)], &["remark"])];
const RETURNED: &[Wrong] = &[
    (&[("answer", "return"), ("reason", "")], &["reason"]),
    (&[("answer", "reject"), ("reason", LONG)], &["reason"]),
    (&[("answer", "reject"), ("reason", CODED)], &["reason"]),
    (&[("answer", "confirm"), ("day", NO_DAY), ("reason", LONG)], &["day", "reason"]),
    (&[("answer", "confirm"), ("day", "")], &["day"]),
    (&[("answer", "confirm"), ("day", CODED)], &["day"]),
    (&[("answer", ""), ("day", "31.12.2026")], &["reason"]),
    (&[("answer", "confirm"), ("day", "1.1.2020")], &["day"]),
];
const TAKEN_BACK: &[Wrong] = &[
    (&[("answer", "take_back"), ("why", "")], &["why"]),
    (&[("answer", "take_back"), ("why", LONG)], &["why"]),
    (&[("answer", "take_back"), ("why", CODED)], &["why"]),
];
const REFUSED: &[Wrong] = &[
    (&[("answer", "refuse"), ("reason", "")], &["reason"]),
    (&[("answer", "refuse"), ("reason", LONG)], &["reason"]),
    (&[("answer", "refuse"), ("reason", CODED)], &["reason"]),
];

const REGISTRATION: &[Wrong] = &[
    (&[("registration", "")], &["registration"]),
    (&[("registration", LONG), ("reason", LONG)], &["registration", "reason"]),
    (&[("registration", CODED)], &["registration"]),
];

/// The customer as the gate lets it in, with the right that was just proved.
async fn visit(outside: &Outside, who: &Actor) -> Visit {
    let basis: Basis = who.basis().expect("a right");
    let organisation = (who.organisation.as_str(), who.organisation_name.as_str());
    outside.world.visit(&arrives(outside, who).await, organisation, basis)
}

/// Posts a form of a page with what it hides.
pub(super) async fn posts(browser: &Browser<'_>, page: &str, form: &str, fields: &[(&str, &str)]) -> String {
    let (action, kept) = form_on(&browser.get(page).await.body, form);
    let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<(&str, &str)> = kept.chain(fields.iter().copied()).collect();
    browser.post(&action, &all).await.redirects().to_string()
}

/// Terminates one service from a day; the page of the desk.
async fn terminated(outside: &Outside, who: &Actor, day: &str) -> String {
    let (browser, own) = (arrives(outside, who).await, format!("/o/{}", who.organisation));
    let begun = browser.post(&format!("{own}/terminations"), &[]).await.redirects().to_string();
    for (page, fields) in [
        ("services", [("extent", "whole"), ("ends_on", day)]),
        ("reason", [("reason", "activity_ends"), ("details", "")]),
        ("invoice", [("invoice", "known"), ("email", "posti@esimerkki.example")]),
    ] {
        posts(&browser, &format!("{begun}/pages/{page}"), &format!("/pages/{page}"), &fields).await;
    }
    let (_, kept) = form_on(&browser.get(&format!("{begun}/check")).await.body, "/check");
    let version = kept.iter().find(|(name, _)| name == "version").map(|(_, value)| value).expect("a version");
    let id = begun.rsplit('/').next().expect("an id");
    let payload = json!({ "version": version.parse::<i64>().expect("a number") });
    terminations::send_act(visit(outside, who).await, id.to_string(), payload).await.expect("sent");
    format!("/desk/terminations/{id}")
}

/// A decision for four eyes that one officer proposed; the page of the desk.
async fn proposed(outside: &Outside, who: &Actor) -> String {
    let form = newest_form(Service::OldPatientData, CustomerKind::Public).expect("a form");
    let form = form.asked(Profile::of(CustomerKind::Public));
    let case = format!("/desk/cases/{}", bring_case(&visit(outside, who).await, form, &[]).await);
    let vilma = outside.world.vilma().await;
    posts(&vilma, &case, "/take", &[]).await;
    let proposal = [("reason", ""), ("confirmed", "yes")];
    posts(&vilma, &format!("{case}/approve"), "/approve", &proposal).await;
    case
}

/// A case of an applicant whom the register of providers, which answers, does not know; the page where it is approved.
async fn unregistered(outside: &Outside, who: &Actor) -> String {
    let visit = visit(outside, who).await;
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units);
    let form = newest_form(Service::PatientData, CustomerKind::Private).expect("a form").asked(profile);
    let case = format!("/desk/cases/{}", bring_case(&visit, form, &[]).await);
    let organisation = &visit.acting.as_ref().expect("acting").organisation;
    let told = registers::find_organisation(&visit.app, visit.now, organisation).await.expect("answered");
    assert!(told.is_none(), "no provider");
    posts(&outside.world.vilma().await, &case, "/take", &[]).await;
    format!("{case}/approve")
}

/// A connection that was declined after the approval; the page of the desk.
async fn declined_late(outside: &Outside, cast: &Cast) -> String {
    let day = Day::now(outside.world.app.clone(), cast);
    approved(&day, &cast.island, Service::PatientData, &[]).await.expect("approved");
    let (vendor, place) =
        (arrives(outside, &cast.vendor).await, format!("/o/{}/connections", cast.vendor.organisation));
    let list = vendor.page(&format!("{place}?state=awaited&search={}", cast.island.organisation)).await;
    let wish = address(&list.body, &format!("{place}/0"));
    posts(&vendor, &wish, "/decline", &[("reason", "Sopimusta ei ole.")]).await;
    format!("/desk/connections/{}", wish.rsplit('/').next().expect("an id"))
}

/// The officers' answers to what customers told, each with what is wrong in it.
pub(super) async fn answers(outside: &Outside, cast: &Cast) -> Vec<Tried> {
    let of = |page: String, form: &str, wrong| Tried { who: None, page, form: form.to_string(), wrong };
    let (vendor, vilma) = (arrives(outside, &cast.vendor).await, outside.world.vilma().await);
    let technical = format!("/o/{}/technical", cast.vendor.organisation);
    let point = [("oid", "1.2.246.10.99001918.18.77"), ("name", "Virtalähde 77"), ("day", "31.12.2026")];
    posts(&vendor, &format!("{technical}/open"), "/technical/open", &point).await;
    let system = [
        ("name", "VirtaPotilas"),
        ("system_version", "77.1"),
        ("class", "A2"),
        ("services", "patient_data"),
        ("certified_until", "30.6.2031"),
    ];
    posts(&vendor, &format!("{technical}/systems/new"), "/technical/systems", &system).await;
    let ingrid = arrives(outside, &cast.archipelago).await;
    let changes = format!("/o/{}/pharmacies/changes", cast.archipelago.organisation);
    let branch =
        [("name", "Ytterbyns filialapotek"), ("effective_on", "31.12.2026"), ("email", "ingrid@ogard.example")];
    let told = posts(&ingrid, &format!("{changes}/new?kind=new_branch"), "/changes", &branch).await;
    let told = told.rsplit('/').next().expect("an id").to_string();
    let waits = async |list: &str| address(&vilma.page(list).await.body, &format!("{list}/0"));
    let (point, system) = (waits("/desk/access-points").await, waits("/desk/systems").await);
    let sent = terminated(outside, &cast.archipelago, "31.12.2026").await;
    let confirmed = terminated(outside, &cast.city, "31.12.2026").await;
    let (_, kept) = form_on(&vilma.get(&confirmed).await.body, &confirmed);
    let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let answer = kept.chain([("answer", "confirm"), ("day", "31.12.2026"), ("sure", "yes")]);
    vilma.post(&confirmed, &answer.collect::<Vec<_>>()).await.redirects();
    vec![
        of(proposed(outside, &cast.county).await, "/return", REMARK),
        of(point, "/refuse", REASON),
        of(system, "/refuse", REASON),
        of(format!("/desk/pharmacies/{told}"), &told, REFUSED),
        of(sent.clone(), &sent, RETURNED),
        of(confirmed, "/take-back", TAKEN_BACK),
        of(unregistered(outside, &cast.vendor).await, "/approve", REGISTRATION),
        of(declined_late(outside, cast).await, "/handled", REASON),
    ]
}
