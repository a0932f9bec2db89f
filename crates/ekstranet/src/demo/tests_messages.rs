//! Issue 4, quality bar: every field of the forms beside the applications' own says in three languages what is wrong with it,
//! at the field. One table over the demo world, in which every form has something to stand on; the fields of applications
//! are tried in `applications::tests::limits_tests`.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;

use super::people::{Actor, Cast};
use super::tests::{address, arrives, outside_with};
use super::{Seeded, seed};
use crate::config::SupportPeriod;
use crate::kernel::Language;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Answer, Browser, NOON};

/// What is posted, and the fields that must say what is wrong.
pub(super) type Wrong = (&'static [(&'static str, &'static str)], &'static [&'static str]);

/// A form: whose, the page on which it stands, how its address ends, and what is tried.
pub(super) struct Tried {
    /// Nobody for an officer who approves.
    pub who: Option<Actor>,
    pub page: String,
    pub form: String,
    pub wrong: &'static [Wrong],
}

/// Longer than any field takes.
pub(super) const LONG: &str = "<long>";
/// Stands for one that is longer than the reasons of a decision may be, which are the longest of all.
const LONGER: &str = "<longer>";
/// The last part of the form's address, in the name of a field.
const LAST: &str = "<last>";
pub(super) const NO_DAY: &str = "31.2.2027";
/// An identity code of the artificial series where a text, and where an address is asked for.
pub(super) const CODED: &str = "Asiakas 061279-9076";
pub(super) const CODED_MAIL: &str = "061279-9076@posti.example";
/// In the name of a field: it is sent as a file of the name that follows.
pub(super) const FILE: &str = "file:";
/// Larger than a file of invoices may be.
pub(super) const LARGE: &str = "<large>";

const PARTY: &[Wrong] = &[
    (&[("party", ""), ("day", NO_DAY), ("email", "xyzzy")], &["party", "services", "day", "email"]),
    (&[("party", "1234567-8"), ("day", ""), ("email", LONG)], &["party", "day", "email"]),
    (&[("party", CODED), ("day", CODED), ("email", CODED_MAIL)], &["party", "day", "email"]),
];
const LIST: &[Wrong] = &[
    (&[("list", "")], &["list"]),
    (&[("file:lista.csv", "PK\u{3}\u{4}")], &["list"]),
    (&[("file:lista.csv", "9900116-8;\u{1}")], &["list"]),
];
const END: &[Wrong] = &[
    (&[("day", NO_DAY), ("reason", "")], &["day", "reason"]),
    (&[("day", ""), ("reason", LONG)], &["day", "reason"]),
    (&[("day", CODED), ("reason", CODED)], &["day", "reason"]),
];
const ADDRESS: &[Wrong] =
    &[(&[("email", "xyzzy")], &["email"]), (&[("email", LONG)], &["email"]), (&[("email", CODED_MAIL)], &["email"])];
const OPEN: &[Wrong] = &[
    (&[("oid", "xyzzy"), ("name", ""), ("day", NO_DAY)], &["oid", "name", "day"]),
    (&[("oid", ""), ("name", LONG), ("day", "")], &["oid", "name", "day"]),
    (&[("oid", CODED), ("name", CODED), ("day", CODED)], &["oid", "name", "day"]),
];
const SYSTEM: &[Wrong] = &[
    (
        &[("name", ""), ("system_version", ""), ("certified_until", NO_DAY)],
        &["name", "system_version", "certified_until"],
    ),
    (
        &[("name", LONG), ("system_version", LONG), ("certified_until", "")],
        &["name", "system_version", "certified_until"],
    ),
    (
        &[
            ("name", CODED),
            ("system_version", CODED),
            ("class", "xyzzy"),
            ("services", "xyzzy"),
            ("certified_until", "1.1.2020"),
        ],
        &["name", "system_version", "class", "services", "certified_until"],
    ),
];
pub(super) const REASON: &[Wrong] =
    &[(&[("reason", "")], &["reason"]), (&[("reason", LONG)], &["reason"]), (&[("reason", CODED)], &["reason"])];
const CLOSING: &[Wrong] = &[
    (
        &[("pharmacy", "xyzzy"), ("effective_on", NO_DAY), ("until_on", ""), ("email", "xyzzy")],
        &["pharmacy", "effective_on", "until_on", "email"],
    ),
    (&[("effective_on", ""), ("until_on", NO_DAY), ("details", LONG)], &["effective_on", "until_on", "details"]),
    (
        &[("effective_on", CODED), ("until_on", CODED), ("details", CODED), ("email", CODED_MAIL)],
        &["effective_on", "until_on", "details", "email"],
    ),
];
const SETTINGS: &[Wrong] = &[
    (&[("email", "xyzzy"), ("phone", "xyzzy")], &["email", "phone"]),
    (&[("email", LONG), ("phone", LONG)], &["email", "phone"]),
    (&[("email", CODED_MAIL), ("phone", CODED)], &["email", "phone"]),
];
const TEST_DAY: &[Wrong] = &[
    (&[("test_day", NO_DAY)], &["test_day"]),
    (&[("test_day", "")], &["test_day"]),
    (&[("test_day", CODED)], &["test_day"]),
    (&[("test_day", "1.1.2020")], &["test_day"]),
];
const REPORT: &[Wrong] = &[
    (&[("held_on", NO_DAY)], &["result", "held_on", "performed_by", "archivist"]),
    (
        &[("result", "failed"), ("held_on", ""), ("performed_by", LONG), ("archivist", LONG), ("remarks", LONG)],
        &["held_on", "performed_by", "archivist", "remarks"],
    ),
    (
        &[("result", "xyzzy"), ("held_on", CODED), ("performed_by", CODED), ("archivist", CODED), ("remarks", CODED)],
        &["result", "held_on", "performed_by", "archivist", "remarks"],
    ),
];
const PRODUCTION: &[Wrong] =
    &[(&[("date", NO_DAY)], &["date"]), (&[("date", "1.1.2020")], &["date"]), (&[("date", CODED)], &["date"])];
const TEXT: &[Wrong] = &[(&[("text", "")], &["text"]), (&[("text", LONG)], &["text"]), (&[("text", CODED)], &["text"])];
const NOTE: &[Wrong] = &[(&[("note", LONG)], &["note"]), (&[("note", CODED)], &["note"])];
const MAIL: &[Wrong] = &[
    (&[("address", "")], &["address"]),
    (&[("address", "xyzzy")], &["address"]),
    (&[("address", LONG)], &["address"]),
    (&[("address", CODED_MAIL)], &["address"]),
];
const EXTENT: &[Wrong] = &[
    (&[("ends_on", NO_DAY)], &["extent", "ends_on"]),
    (&[("extent", "some"), ("ends_on", "")], &["services", "ends_on"]),
    (&[("extent", "whole"), ("ends_on", "1.1.2020")], &["ends_on"]),
    (&[("extent", "whole"), ("services", "prescription"), ("ends_on", NO_DAY)], &["extent", "ends_on"]),
    (&[("extent", "xyzzy"), ("ends_on", CODED)], &["extent", "ends_on"]),
    (&[("extent", "some"), ("services", "xyzzy"), ("ends_on", LONG)], &["services", "ends_on"]),
];
const WHY: &[Wrong] = &[
    (&[], &["reason"]),
    (&[("reason", "other"), ("details", "")], &["details"]),
    (&[("reason", "other"), ("details", LONG)], &["details"]),
    (&[("reason", "xyzzy"), ("details", LONG)], &["reason"]),
    (&[("reason", "activity_ends"), ("details", CODED)], &["details"]),
];
const INVOICE: &[Wrong] = &[
    (&[("email", "xyzzy")], &["invoice", "email"]),
    (&[("invoice", "other"), ("email", LONG)], &["name", "street", "post_code", "post_office", "email"]),
    (
        &[("invoice", "other"), ("name", LONG), ("street", LONG), ("post_code", "xyzzy"), ("post_office", LONG)],
        &["name", "street", "post_code", "post_office", "email"],
    ),
    (
        &[
            ("invoice", "known"),
            ("name", CODED),
            ("street", LONG),
            ("post_code", CODED),
            ("post_office", CODED),
            ("email", CODED_MAIL),
        ],
        &["name", "street", "post_code", "post_office", "email"],
    ),
];

pub(super) const CODE: &[Wrong] = &[
    (&[("code", "")], &["code"]),
    (&[("code", LONG)], &["code"]),
    (&[("code", "061279-9076")], &["code"]),
    (&[("code", "000000")], &["code"]),
];

const CLOSE: &[Wrong] = &[
    (&[("day", NO_DAY)], &["day"]),
    (&[("day", LONG)], &["day"]),
    (&[("day", "")], &["day"]),
    (&[("day", CODED)], &["day"]),
];
pub(super) const CONTEST: &[Wrong] = &[
    (&[("answer", "contest"), ("reason-<last>", CODED)], &["reason-<last>"]),
    (&[("answer", "contest"), ("reason-<last>", "")], &["reason-<last>"]),
    (&[("answer", "contest"), ("reason-<last>", LONG)], &["reason-<last>"]),
];
const GIVING_UP: &[Wrong] = &[
    (&[("post_code", "xyzzy"), ("email", "xyzzy")], &["name", "street", "post_code", "post_office", "email"]),
    (
        &[("name", LONG), ("street", LONG), ("post_code", LONG), ("post_office", LONG), ("email", LONG)],
        &["name", "street", "post_code", "post_office", "email"],
    ),
    (
        &[("name", CODED), ("street", CODED), ("post_code", CODED), ("post_office", CODED), ("email", CODED_MAIL)],
        &["name", "street", "post_code", "post_office", "email"],
    ),
];
const PERSONS: &[Wrong] = &[
    (
        &[("people-0-name", ""), ("people-0-email", "xyzzy"), ("people-0-phone", "xyzzy")],
        &["people-0-name", "people-0-email", "people-0-phone", "people-0-roles"],
    ),
    (
        &[("people-0-name", LONG), ("people-0-email", LONG), ("people-0-phone", LONG)],
        &["people-0-name", "people-0-email", "people-0-phone", "people-0-roles"],
    ),
    (&[("people-0-name", CODED)], &["people-0-name"]),
    (&[("people-0-email", CODED_MAIL), ("people-0-phone", CODED)], &["people-0-email", "people-0-phone"]),
];
const NEW_BRANCH: &[Wrong] = &[
    (&[("name", ""), ("effective_on", NO_DAY), ("email", "xyzzy")], &["name", "effective_on", "email"]),
    (&[("name", LONG), ("details", LONG), ("email", LONG)], &["name", "details", "email"]),
    (&[("name", CODED), ("details", CODED), ("email", CODED_MAIL)], &["name", "details", "email"]),
];
const MOVES: &[Wrong] = &[
    (&[("pharmacy", "xyzzy"), ("receiver", "")], &["pharmacy", "receiver"]),
    (&[("receiver", "1234567-8")], &["receiver"]),
    (&[("receiver", LONG)], &["receiver"]),
    (&[("receiver", "061279-9076")], &["receiver"]),
    (&[("receiver", "9900153-9")], &["receiver"]),
];
const CONFIRM: &[Wrong] = &[
    (&[], &["point", "system"]),
    (&[("point", "xyzzy"), ("system", "xyzzy")], &["point", "system"]),
    (&[("point", LONG), ("system", LONG)], &["point", "system"]),
];
const ENROLMENT: &[Wrong] = &[
    (&[("answer", "done"), ("period", "2026-09-01")], &["period"]),
    (&[("answer", "done"), ("period", LONG)], &["period"]),
];
const ENDS_ON: &[Wrong] = &[
    (&[("ends_on", NO_DAY)], &["ends_on"]),
    (&[("ends_on", LONG)], &["ends_on"]),
    (&[("ends_on", "1.1.2020")], &["ends_on"]),
    (&[("ends_on", "1.1.2099")], &["ends_on"]),
    (&[("ends_on", CODED)], &["ends_on"]),
];
const ANSWER: &[Wrong] =
    &[(&[("message", LONG)], &["message"]), (&[("message", "")], &["message"]), (&[("message", CODED)], &["message"])];
const SUPPLEMENT: &[Wrong] = &[
    (
        &[("items", "organisation.language"), ("message", LONG), ("deadline", NO_DAY)],
        &["ask-organisation.language", "message", "deadline"],
    ),
    (
        &[("items", "organisation.language"), ("ask-organisation.language", LONG), ("deadline", "1.1.2020")],
        &["ask-organisation.language", "deadline"],
    ),
    (
        &[
            ("items", "organisation.language"),
            ("ask-organisation.language", CODED),
            ("message", CODED),
            ("deadline", "061279-9076"),
        ],
        &["ask-organisation.language", "message", "deadline"],
    ),
    (
        &[("items", "organisation.language"), ("suggest-organisation.language", "xyzzy")],
        &["ask-organisation.language", "suggest-organisation.language"],
    ),
    (
        &[("items", "organisation.language"), ("suggest-organisation.language", CODED)],
        &["ask-organisation.language", "suggest-organisation.language"],
    ),
];
const DEADLINE: &[Wrong] = &[
    (&[("deadline", "")], &["deadline"]),
    (&[("deadline", NO_DAY)], &["deadline"]),
    (&[("deadline", "1.1.2020")], &["deadline"]),
    (&[("deadline", LONG)], &["deadline"]),
    (&[("deadline", CODED)], &["deadline"]),
];
const APPROVAL: &[Wrong] = &[(&[("reason", LONG)], &["reason"]), (&[("reason", CODED)], &["reason"])];
const REJECTION: &[Wrong] = &[
    (&[("reason", ""), ("hearing", "")], &["reason", "hearing"]),
    (&[("reason", LONGER), ("hearing", LONG)], &["reason", "hearing"]),
    (&[("reason", CODED), ("hearing", CODED)], &["reason", "hearing"]),
];

/// The pharmacist who leaves takes back that he does, so that the form stands there again.
async fn goes_on(outside: &Outside, who: &Actor) {
    let (paavo, place) = (arrives(outside, who).await, format!("/o/{}/pharmacies", who.organisation));
    let sent = address(&paavo.page(&place).await.body, &format!("{place}/changes/0"));
    let (action, kept) = form_on(&paavo.page(&sent).await.body, "/withdraw");
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    paavo.post(&action, &kept).await.redirects();
}

/// The forms of officers about a case that is looked at, a case that waits for a supplement, and a letter.
fn of_officers(in_review: &str, asked: &str) -> Vec<Tried> {
    let of = |page: String, form: &str, wrong| Tried { who: None, page, form: form.to_string(), wrong };
    let case = |id: &str, path: &str| format!("/desk/cases/{id}{path}");
    vec![
        of(case(asked, "/messages"), "/messages", TEXT),
        of(case(asked, ""), "/deadline", DEADLINE),
        of(case(in_review, "/supplement"), "/supplement", SUPPLEMENT),
        of(case(in_review, "/approve"), "/approve", APPROVAL),
        of(case(in_review, "/reject"), "/reject", REJECTION),
        of("/desk/support".to_string(), "/desk/support", CODE),
        of("/desk/letters/reasons/fi".to_string(), "/reasons/fi", TEXT),
        of("/desk/letters/instructions/sv".to_string(), "/instructions/sv", TEXT),
    ]
}

/// Every form, in the order of the rooms.
async fn forms(outside: &Outside, cast: &Cast) -> Vec<Tried> {
    let of = |who: &Actor, page: String, form: &str, wrong| Tried {
        who: Some(who.clone()),
        page,
        form: form.to_string(),
        wrong,
    };
    let at = |who: &Actor, path: &str| format!("/o/{}/{path}", who.organisation);
    // The first page below one place that another page links to.
    let found = async |who: &Actor, page: &str, below: &str| {
        address(&arrives(outside, who).await.page(&at(who, page)).await.body, &at(who, below))
    };
    let party = found(&cast.clinic, "parties?state=confirmed", "parties/0").await;
    let wish = found(&cast.vendor, "connections?state=awaited", "connections/0").await;
    let plan = found(&cast.incoming, "handovers", "handovers/0").await;
    let deployment = found(&cast.care, "", "deployments/0").await;
    // Enrolled already: taken back, so that the periods stand there again.
    let undo = [("item", "enrolment"), ("answer", "undo")];
    arrives(outside, &cast.care).await.post(&format!("{deployment}/items"), &undo).await.redirects();
    let matter = found(&cast.foundation, "applications", "applications/0").await;
    let draft = found(&cast.association, "applications", "applications/0").await;
    let saara = arrives(outside, &cast.dentists).await;
    let end = saara.post(&at(&cast.dentists, "terminations"), &[]).await.redirects().to_string();
    let reviewed = found(&cast.city, "applications", "applications/0").await;
    let id = |address: &str| address.rsplit('/').next().unwrap_or_default().to_string();
    let (asked, reviewed) = (id(&matter), id(&reviewed));
    goes_on(outside, &cast.pharmacy).await;
    let waiting = cast.joined().last().expect("a party that has not answered");
    let joined = arrives(outside, &waiting).await.page(&at(&waiting, "joined")).await.body;
    let answers = format!("action=\"{}/", at(&waiting, "joined"));
    let relation = joined.split(&answers).nth(1).and_then(|rest| rest.split('"').next()).expect("a form").to_string();
    let mut forms = vec![
        of(&cast.clinic, at(&cast.clinic, "parties/add"), "/parties/add", PARTY),
        of(&cast.clinic, party, "/end", END),
        of(&cast.clinic, at(&cast.clinic, "parties/add-many"), "/add-many", LIST),
        of(&cast.vendor, at(&cast.vendor, "technical"), "/technical/address", ADDRESS),
        of(&cast.vendor, at(&cast.vendor, "technical/open"), "/technical/open", OPEN),
        of(&cast.vendor, at(&cast.vendor, "technical/systems/new"), "/technical/systems", SYSTEM),
        of(&cast.vendor, wish.clone(), "/decline", REASON),
        of(&cast.vendor, wish, "/confirm", CONFIRM),
        of(
            &cast.archipelago,
            at(&cast.archipelago, "pharmacies/changes/new?kind=temporary_closing"),
            "/changes",
            CLOSING,
        ),
        of(&cast.archipelago, at(&cast.archipelago, "pharmacies/changes/new?kind=new_branch"), "/changes", NEW_BRANCH),
        of(&cast.pharmacy, at(&cast.pharmacy, "pharmacies/changes/new?kind=branch_moves"), "/changes", MOVES),
        of(&cast.clinic, at(&cast.clinic, "contacts"), "/contacts", PERSONS),
        of(&cast.incoming, plan, "/settings", SETTINGS),
        of(&cast.care, deployment.clone(), "/items", ENROLMENT),
        of(&cast.care, deployment.clone(), "/test", TEST_DAY),
        of(&cast.care, deployment.clone(), "/test-report", REPORT),
        of(&cast.care, deployment, "/production-date", PRODUCTION),
        of(&cast.foundation, format!("{matter}/messages"), "/messages", TEXT),
        of(&cast.association, draft, "/note", NOTE),
        of(&cast.clinic, "/me/mail".to_string(), "/me/mail/address", MAIL),
        of(&cast.dentists, format!("{end}/pages/services"), "/pages/services", EXTENT),
        of(&cast.dentists, format!("{end}/pages/reason"), "/pages/reason", WHY),
        of(&cast.dentists, format!("{end}/pages/invoice"), "/pages/invoice", INVOICE),
        of(&cast.vendor, at(&cast.vendor, "technical/points/1.2.246.10.99001918.18.1/close"), "/close", CLOSE),
        of(&waiting, at(&waiting, "joined"), &relation, CONTEST),
        of(&cast.pharmacy, at(&cast.pharmacy, "pharmacies/giving-up"), "/giving-up", GIVING_UP),
        of(&cast.archipelago, at(&cast.archipelago, "contacts"), "/contacts", PERSONS),
        of(
            &cast.county,
            format!("/me/validity?organisation={}&mandate=deployment", cast.county.organisation),
            "/me/validity",
            ENDS_ON,
        ),
        of(&cast.foundation, matter, "/supplement", ANSWER),
    ];
    forms.extend(of_officers(&reviewed, &asked));
    forms.extend(super::tests_waiting::answers(outside, cast).await);
    forms.extend(super::tests_changing::forms(outside, cast, &end).await);
    forms
}

/// The address of a form and its hidden fields.
pub(super) fn form_on(body: &str, end: &str) -> (String, Vec<(String, String)>) {
    find_form(body, end).unwrap_or_else(|| panic!("no form {end} on {body}"))
}

fn find_form(body: &str, end: &str) -> Option<(String, Vec<(String, String)>)> {
    let forms = body.split("<form").skip(1).filter_map(|form| form.split("</form>").next());
    let action =
        |form: &str| form.split("action=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_string);
    let found = forms.filter_map(|form| Some((action(form)?, form))).find(|(action, _)| action.ends_with(end));
    let (action, form) = found?;
    Some((action, super::acting::hidden(form)))
}

fn value_of<'v>(value: &'v str, long: &'v str, large: &'v str) -> &'v str {
    match value {
        LONG => long,
        // Two of them are longer than what stands for everything else.
        LONGER => &large[..10_001],
        LARGE => large,
        _ => value,
    }
}

/// Posts a form as a browser does: with a file in another shape than without.
async fn send(browser: &Browser<'_>, action: &str, fields: &[(&str, &str)]) -> Answer {
    if fields.iter().all(|(name, _)| !name.starts_with(FILE)) {
        return browser.post(action, fields).await;
    }
    let part = |(name, value): &(&str, &str)| {
        let head = match name.strip_prefix(FILE) {
            Some(file) => format!("name=\"file\"; filename=\"{file}\""),
            None => format!("name=\"{name}\""),
        };
        format!("--x7\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n")
    };
    let body: String = fields.iter().map(part).chain(["--x7--\r\n".to_string()]).collect();
    let request = browser
        .request("POST", action)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x7")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

/// Posts the same in each language; what each field says, or why the page is not as it should be.
async fn say(browsers: &[Browser<'_>], tried: &Tried, (posted, fields): &Wrong) -> Vec<String> {
    let mut amiss = Vec::new();
    let (long, large) = ("x".repeat(5_001), "x".repeat(2 * 1024 * 1024 + 1));
    let mut told = vec![BTreeSet::new(); fields.len()];
    for (browser, language) in browsers.iter().zip(Language::ALL) {
        let Some((action, kept)) = find_form(&browser.get(&tried.page).await.body, &tried.form) else {
            amiss.push(format!("{} {language:?} has no form {}", tried.page, tried.form));
            continue;
        };
        let last = action.rsplit('/').next().unwrap_or_default();
        let posted: Vec<(String, &str)> =
            posted.iter().map(|(name, value)| (name.replace(LAST, last), value_of(value, &long, &large))).collect();
        let posted = posted.iter().map(|(name, value)| (name.as_str(), *value));
        let kept = kept.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let page = send(browser, &action, &kept.chain(posted).collect::<Vec<_>>()).await;
        if page.status != StatusCode::UNPROCESSABLE_ENTITY {
            amiss.push(format!("{action} {fields:?} {language:?} answers {}", page.status));
            continue;
        }
        page.is_a_proper_page(language);
        if page.shows("061279-9076") {
            amiss.push(format!("{action} {fields:?} shows an identity code again"));
        }
        for (field, told) in fields.iter().zip(&mut told) {
            let field = field.replace(LAST, last);
            let link = format!("href=\"#{field}\">");
            let text = page.body.split(&link).nth(1).and_then(|rest| rest.split("</a>").next()).unwrap_or_default();
            let beside = page.body.split(&format!("id=\"{field}-error\">")).nth(1);
            if !page.shows(&format!("id=\"{field}\"")) {
                amiss.push(format!("{action} {field} {language:?} is no field of the page"));
            }
            if text.trim().is_empty() || !beside.is_some_and(|rest| rest.starts_with(text)) {
                let errors: Vec<&str> =
                    page.body.split("href=\"#").skip(1).filter_map(|rest| rest.split("</a>").next()).collect();
                amiss.push(format!("{action} {field} {language:?} says {text:?}; the page says {errors:?}"));
            }
            told.insert(text.to_string());
        }
    }
    let alike = fields.iter().zip(&told).filter(|(_, told)| told.len() < 3);
    amiss.extend(alike.map(|(field, told)| format!("{} {field} is not told in three languages: {told:?}", tried.page)));
    amiss
}

async fn every_field_beside_the_applications_says_in_three_languages_what_is_wrong(scratch: &Scratch) {
    let period = SupportPeriod {
        begins: "2027-01-11".to_string(),
        ends: "2027-04-30".to_string(),
        enrol_by: "2026-12-18".to_string(),
    };
    let outside = outside_with(scratch, |config| config.deployment_support = vec![period]).await;
    let cast = Cast::read().expect("reads");
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let mut amiss = Vec::new();
    for tried in forms(&outside, &cast).await {
        let mut browsers = Vec::new();
        for language in Language::ALL {
            let browser = match &tried.who {
                Some(who) => arrives(&outside, who).await,
                None => outside.world.joona().await,
            };
            browsers.push(browser.speaking(language));
        }
        for wrong in tried.wrong {
            amiss.extend(say(&browsers, &tried, wrong).await);
        }
    }
    amiss.extend(super::tests_changing::refusals(&outside, &cast).await);
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

db::testing::on_both![every_field_beside_the_applications_says_in_three_languages_what_is_wrong];
