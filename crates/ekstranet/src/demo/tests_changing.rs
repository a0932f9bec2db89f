//! Changes of controller and their runs, invoices and where they go, who signs, and the boxes without which nothing goes out:
//! rows of the table of `demo::tests_messages`. What is under way is made through the pages first.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::acting::Worker;
use super::changing::{drafted, notified};
use super::people::{Actor, Cast};
use super::tests::{address, arrives};
use super::tests_messages::{CODE, CODED, CODED_MAIL, CONTEST, LARGE, LONG, NO_DAY, Tried, Wrong, form_on};
use super::tests_waiting::posts;
use super::working::Day;
use crate::kernel::Language;
use crate::sign_in::tests_outside::Outside;
use crate::testing::between;

const DOCUMENTS: &[Wrong] = &[
    (&[], &["services", "extent"]),
    (&[("services", "xyzzy"), ("extent", "some"), ("units", "xyzzy")], &["services", "units"]),
    (&[("services", LONG), ("extent", LONG), ("units", LONG)], &["services", "extent"]),
    (&[("services", CODED), ("extent", CODED), ("units", CODED)], &["services", "extent"]),
    (&[("services", "prescription"), ("extent", "all")], &["services"]),
];
const NEW_CONTROLLER: &[Wrong] = &[
    (&[], &["receiver", "reason"]),
    (&[("receiver", "xyzzy"), ("reason", "xyzzy"), ("details", LONG)], &["receiver", "reason", "details"]),
    (&[("receiver", "1234567-8"), ("reason", "other"), ("details", "")], &["receiver", "details"]),
    (&[("receiver", LONG), ("reason", LONG), ("details", CODED)], &["receiver", "reason", "details"]),
    (&[("receiver", CODED), ("reason", "merger"), ("details", CODED)], &["receiver", "details"]),
    // Its own, and one that no register has.
    (&[("receiver", "9900183-8"), ("reason", "merger")], &["receiver"]),
    (&[("receiver", "1234567-1"), ("reason", "merger")], &["receiver"]),
];
const CHANGES_ON: &[Wrong] = &[
    (&[("changes_on", "")], &["changes_on"]),
    (&[("changes_on", NO_DAY)], &["changes_on"]),
    (&[("changes_on", LONG)], &["changes_on"]),
    (&[("changes_on", CODED)], &["changes_on"]),
    (&[("changes_on", "1.1.2020")], &["changes_on"]),
    (&[("changes_on", "1.1.2099")], &["changes_on"]),
];
const RUN: &[Wrong] =
    &[(&[], &["run"]), (&[("run", "xyzzy")], &["run"]), (&[("run", LONG)], &["run"]), (&[("run", CODED)], &["run"])];
const CONTACT: &[Wrong] = &[
    (&[("name", ""), ("email", ""), ("phone", "")], &["name", "email", "phone"]),
    (&[("email", "xyzzy"), ("phone", "xyzzy")], &["name", "email", "phone"]),
    (&[("name", LONG), ("email", LONG), ("phone", LONG), ("words", LONG)], &["name", "email", "phone", "words"]),
    (
        &[("name", CODED), ("email", CODED_MAIL), ("phone", CODED), ("words", CODED)],
        &["name", "email", "phone", "words"],
    ),
];
const ACCEPT: &[Wrong] =
    &[(&[], &["accept"]), (&[("accept", "xyzzy")], &["accept"]), (&[("accept", LONG)], &["accept"])];
const ANSWER: &[Wrong] = &[
    (&[], &["answer"]),
    (&[("answer", "xyzzy"), ("reason", CODED)], &["answer"]),
    (&[("answer", LONG)], &["answer"]),
    (&[("answer", "contest"), ("reason", "")], &["reason"]),
    (&[("answer", "contest"), ("reason", LONG)], &["reason"]),
    (&[("answer", "contest"), ("reason", CODED)], &["reason"]),
];
/// Of an officer, about a change to which the new controller has said nothing.
const ASKED: &[Wrong] = &[
    (&[("answer", ""), ("reason", CODED)], &["answer"]),
    (&[("answer", "xyzzy")], &["answer"]),
    (&[("answer", "return"), ("reason", "")], &["reason"]),
    (&[("answer", "return"), ("reason", CODED)], &["reason"]),
    (&[("answer", "reject"), ("reason", "")], &["reason"]),
    (&[("answer", "reject"), ("reason", LONG)], &["reason"]),
    (&[("answer", "schedule"), ("reason", "")], &["run", "reason"]),
    (&[("answer", "schedule"), ("run", "xyzzy"), ("reason", LONG)], &["run", "reason"]),
    (&[("answer", "schedule"), ("run", CODED), ("reason", CODED)], &["run", "reason"]),
];
const SCHEDULED: &[Wrong] = &[
    (&[("answer", "move"), ("reason", "")], &["run", "reason"]),
    (&[("answer", "move"), ("run", LONG), ("reason", LONG)], &["run", "reason"]),
    (&[("answer", "reject"), ("reason", CODED)], &["reason"]),
];
/// Where no run suits the change.
const NO_RUN: &[Wrong] = &[(&[("answer", "schedule"), ("reason", "Sovittu.")], &["run"])];
const NEW_RUN: &[Wrong] = &[
    (&[], &["day", "closes_on", "services"]),
    (
        &[("day", NO_DAY), ("closes_on", "xyzzy"), ("services", "xyzzy"), ("note", LONG)],
        &["day", "closes_on", "services", "note"],
    ),
    (
        &[("day", LONG), ("closes_on", LONG), ("services", LONG), ("note", CODED)],
        &["day", "closes_on", "services", "note"],
    ),
    (&[("day", CODED), ("closes_on", CODED), ("services", CODED)], &["day", "closes_on", "services"]),
    // A service that has no documents of its own.
    (
        &[("day", "1.1.2020"), ("closes_on", "1.1.2020"), ("services", "prescription")],
        &["day", "closes_on", "services"],
    ),
    (&[("day", "1.1.2099"), ("closes_on", "1.1.2099"), ("services", "patient_data")], &["day", "closes_on"]),
    (&[("day", "20.1.2027"), ("closes_on", "21.1.2027"), ("services", "patient_data")], &["closes_on"]),
    // The run of the demo world once more.
    (
        &[
            ("day", "11.12.2026"),
            ("closes_on", "26.11.2026"),
            ("services", "patient_data"),
            ("services", "social_data"),
            ("services", "imaging_data"),
        ],
        &["day"],
    ),
];

const BILLING: &[Wrong] = &[
    (&[], &["method", "language", "street", "post_code", "post_office"]),
    (
        &[
            ("method", "e_invoice"),
            ("e_invoice_address", "xyzzy"),
            ("operator", "xyzzy"),
            ("reference", LONG),
            ("language", "xyzzy"),
            ("street", LONG),
            ("post_code", "xyzzy"),
            ("post_office", LONG),
        ],
        &["e_invoice_address", "operator", "reference", "language", "street", "post_code", "post_office"],
    ),
    (
        &[("method", "e_invoice"), ("e_invoice_address", CODED), ("operator", CODED), ("reference", CODED)],
        &["e_invoice_address", "operator", "reference"],
    ),
    (&[("method", "e_invoice"), ("e_invoice_address", LONG), ("operator", LONG)], &["e_invoice_address", "operator"]),
    (
        &[
            ("method", "pdf"),
            ("invoice_email", "xyzzy"),
            ("language", LONG),
            ("street", CODED),
            ("post_code", CODED),
            ("post_office", CODED),
        ],
        &["invoice_email", "language", "street", "post_code", "post_office"],
    ),
    (&[("method", "pdf"), ("invoice_email", CODED_MAIL), ("post_code", LONG)], &["invoice_email", "post_code"]),
    (&[("method", "xyzzy"), ("language", CODED)], &["method", "language"]),
];
const FIND: &[Wrong] = &[
    (&[("organisation", "")], &["organisation"]),
    (&[("organisation", "xyzzy")], &["organisation"]),
    (&[("organisation", "1234567-8")], &["organisation"]),
    (&[("organisation", LONG)], &["organisation"]),
    (&[("organisation", CODED)], &["organisation"]),
];
/// What is wrong in which row is tried in `billing::tests::reading_tests`.
const IMPORT: &[Wrong] = &[
    (&[], &["file"]),
    (&[("file:laskut.csv", "")], &["file"]),
    (&[("file:laskut.xlsx", "PK\u{3}\u{4}")], &["file"]),
    (&[("file:laskut.csv", "row;\u{1}")], &["file"]),
    (&[("file:laskut.csv", "number;row\n1;2")], &["file"]),
    (&[("file:laskut.csv", LARGE)], &["file"]),
    (
        &[(
            "file:Asiakas 061279-9076.csv",
            "row;number;business_id;basis;from;to;part;count;unit_price;minimum;total;date;due;state\ninvoice;061279-9076",
        )],
        &["file"],
    ),
];

const TRANSFER: &[Wrong] = &[
    (&[], &["transferred"]),
    (&[("transferred", "xyzzy"), ("receiver", CODED)], &["transferred"]),
    // Said to be sold.
    (&[("transferred", "no")], &["transferred"]),
    (&[("transferred", "yes"), ("receiver", "")], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", "xyzzy")], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", "1234567-8")], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", LONG)], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", CODED)], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", "9900124-8")], &["receiver"]),
    (&[("transferred", "yes"), ("receiver", "1234567-1")], &["receiver"]),
];
const CERTIFICATE: &[Wrong] = &[
    (&[], &["file"]),
    (&[("pasted", "xyzzy")], &["file"]),
    (&[("pasted", LONG)], &["file"]),
    (&[("pasted", CODED)], &["file"]),
    (&[("file:piste.pem", "xyzzy")], &["file"]),
    (&[("file:piste.pem", LARGE)], &["file"]),
];

/// An application that names the occupational health care as the other party; whose it is does not matter here.
const NAMING: &str = "01a1fffd-9e45-7c7d-a256-578ee9b47df3";

/// Names it, as the sending of the application would have.
async fn named(outside: &Outside, by: &Actor, other: &Actor) {
    let sql = "insert into named_party (application, case_number, organisation, organisation_name, other, what, state, version, named_at)
               values ($1, 'KE-2026-990001', $2, $3, $4, 'outsourcing', 'waiting', 1, 1)";
    let names = (by.organisation.as_str(), by.organisation_name.as_str());
    outside.world.meddle(sql, db::values![NAMING, names.0, names.1, other.organisation.as_str()]).await;
}

/// Fills in a termination for a sale, so that the buyer is asked for and it can be checked.
async fn sold(outside: &Outside, who: &Actor, end: &str, buyer: &str) {
    let browser = arrives(outside, who).await;
    let pages: [(&str, &[(&str, &str)]); 4] = [
        ("services", &[("extent", "whole"), ("ends_on", "31.12.2026")]),
        ("reason", &[("reason", "acquisition"), ("details", "")]),
        ("receiver", &[("transferred", "yes"), ("receiver", buyer)]),
        ("invoice", &[("invoice", "known"), ("email", "posti@esimerkki.example")]),
    ];
    for (page, fields) in pages {
        posts(&browser, &format!("{end}/pages/{page}"), &format!("/pages/{page}"), fields).await;
    }
}

/// The other of the two who sign together.
fn second_signatory(cast: &Cast) -> Actor {
    let mut who = cast.association.clone();
    (who.national_id, who.name) = ("080904B9160".to_string(), "Ellen Nytecken".to_string());
    who
}

/// The change of the demo world that is scheduled.
async fn scheduled(outside: &Outside, cast: &Cast) -> String {
    let list = format!("/o/{}/controllers", cast.dentists.organisation);
    let own = address(&arrives(outside, &cast.dentists).await.page(&list).await.body, &format!("{list}/0"));
    own.rsplit('/').next().expect("an id").to_string()
}

/// The forms about changes of controller: a whole draft, one that was asked of the new controller, one for which there is no
/// run, and one that is scheduled.
async fn of_controllers(outside: &Outside, cast: &Cast) -> Vec<Tried> {
    let of = |who: Option<&Actor>, page: String, form: &str, wrong| Tried {
        who: who.cloned(),
        page,
        form: form.to_string(),
        wrong,
    };
    let day = Day::now(outside.world.app.clone(), cast);
    let imaging = Worker::sign_in(&day, &cast.imaging).await.expect("signed in");
    let draft = drafted(&imaging, &cast.clinic, &["patient_data"], "1.12.2026").await.expect("filled in");
    let both = ["patient_data", "imaging_data"];
    let asked = notified(&day, (&cast.county, &cast.clinic), &both, "1.12.2026").await.expect("sent");
    let no_run = notified(&day, (&cast.clinic, &cast.city), &["patient_data"], "1.6.2027").await.expect("sent");
    let desk = |id: &str, wrong| of(None, format!("/desk/controllers/{id}"), id, wrong);
    let mut forms = vec![
        of(Some(&cast.imaging), format!("{draft}/sign"), "/sign", ACCEPT),
        of(
            Some(&cast.clinic),
            format!("/o/{}/controllers/{asked}/answer", cast.clinic.organisation),
            "/answer",
            ANSWER,
        ),
        desk(&asked, ASKED),
        desk(&no_run, NO_RUN),
        desk(&scheduled(outside, cast).await, SCHEDULED),
        of(None, "/desk/runs".to_string(), "/desk/runs", NEW_RUN),
    ];
    for (page, wrong) in [
        ("documents", DOCUMENTS),
        ("receiver", NEW_CONTROLLER),
        ("day", CHANGES_ON),
        ("run", RUN),
        ("contact", CONTACT),
    ] {
        forms.push(of(Some(&cast.imaging), format!("{draft}/pages/{page}"), &format!("/pages/{page}"), wrong));
    }
    forms
}

/// The forms that came after the others. `end` is a termination that somebody has begun.
pub(super) async fn forms(outside: &Outside, cast: &Cast, end: &str) -> Vec<Tried> {
    let of = |who: Option<&Actor>, page: String, form: &str, wrong| Tried {
        who: who.cloned(),
        page,
        form: form.to_string(),
        wrong,
    };
    sold(outside, &cast.dentists, end, &cast.city.organisation).await;
    named(outside, &cast.imaging, &cast.occupational).await;
    let (ellen, list) = (second_signatory(cast), format!("/o/{}/applications", cast.association.organisation));
    let half_signed = address(&arrives(outside, &ellen).await.page(&list).await.body, &format!("{list}/0"));
    let point = format!("/o/{}/technical/points/1.2.246.10.99001918.18.1/certificate", cast.vendor.organisation);
    let billing = format!("/o/{}/billing/address", cast.clinic.organisation);
    let mut forms = vec![
        of(Some(&cast.clinic), billing, "/billing/address", BILLING),
        of(None, "/desk/invoices".to_string(), "/desk/invoices", IMPORT),
        of(None, "/desk/invoices".to_string(), "/invoices/find", FIND),
        of(Some(&ellen), format!("{half_signed}/sign"), "/sign", ACCEPT),
        of(Some(&cast.dentists), format!("{end}/pages/receiver"), "/pages/receiver", TRANSFER),
        of(Some(&cast.dentists), format!("{end}/check"), "/check", ACCEPT),
        of(Some(&cast.occupational), format!("/o/{}/joined", cast.occupational.organisation), NAMING, CONTEST),
        of(Some(&cast.clinic), "/me/mail/confirm".to_string(), "/me/mail/confirm", CODE),
        of(Some(&cast.vendor), point, "/certificate", CERTIFICATE),
    ];
    forms.extend(of_controllers(outside, cast).await);
    forms
}

/// Who posts what where; nobody for an officer.
type Late<'l> = (Option<&'l Actor>, String, &'l [(&'l str, &'l str)]);

/// Forms without a field: whoever is late reads in their language why nothing was done.
pub(super) async fn refusals(outside: &Outside, cast: &Cast) -> Vec<String> {
    let ellen = second_signatory(cast);
    let signatories = format!("/o/{}/agreements/signatories", ellen.organisation);
    let (_, kept) = form_on(&arrives(outside, &ellen).await.get(&signatories).await.body, &signatories);
    assert_eq!(kept.len(), 1, "it asks for nothing but a button: {kept:?}");
    let runs = outside.world.vilma().await.page("/desk/runs").await;
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let sql = "select id from controller_run where day = '2026-12-11'";
    let (run,) = read.one::<(String,)>(sql, db::values![]).await.expect("a run");
    drop(read);
    assert!(!runs.shows(&format!("{run}/cancel")), "a change hangs on it: {}", runs.body);
    let cancel = format!("/desk/runs/{run}/cancel");
    let late = [("version", "0"), ("deed", "ask_two")];
    let tried: [Late<'_>; 3] = [
        (Some(&ellen), signatories, &late),
        (None, cancel.clone(), &[("version", "1")]),
        (None, cancel, &[("version", "7")]),
    ];
    let mut amiss = Vec::new();
    for (who, action, fields) in tried {
        let mut told = BTreeSet::new();
        for language in Language::ALL {
            let browser = match who {
                Some(who) => arrives(outside, who).await,
                None => outside.world.vilma().await,
            };
            let page = browser.speaking(language).post(&action, fields).await;
            if page.status != StatusCode::CONFLICT || !page.shows("role=\"alert\"") {
                amiss.push(format!("{action} {fields:?} {language:?} answers {}", page.status));
                continue;
            }
            page.is_a_proper_page(language);
            told.insert(between(&page.body, "role=\"alert\"", "</div>").to_string());
        }
        if told.len() < 3 {
            amiss.push(format!("{action} {fields:?} is not told in three languages: {told:?}"));
        }
    }
    amiss
}
