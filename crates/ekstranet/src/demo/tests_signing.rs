//! Issue 4, item 10, at the page of signing: a double click, two tabs, the back button and a retry make one signature, and each
//! ends at a page that says what became of it. On the wire, with the draft of the demo world that only lacks the second of
//! two signatures: Ellen Nytecken signs, and the application goes with it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::people::Cast;
use super::tests::{address, arrives, outside};
use super::tests_messages::form_on;
use super::{Seeded, seed};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Answer, Browser, NOON};

/// What a tab posts: the address of its form, and the fields with which it was shown.
type Tab = (String, Vec<(String, String)>);

async fn open(browser: &Browser<'_>, page: &str) -> Tab {
    form_on(&browser.get(page).await.body, "/sign")
}

async fn accept(browser: &Browser<'_>, (action, fields): &Tab) -> Answer {
    let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    browser.post(action, &fields.chain([("accept", "yes")]).collect::<Vec<_>>()).await
}

/// Signatures, rows of the log about signing and about sending, mails about one application.
async fn made(outside: &Outside, id: &str) -> [i64; 4] {
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let mut counted = [0; 4];
    for (place, sql) in [
        "select count(*) from signature s join commitment c on c.id = s.commitment_id where c.application_id = $1",
        "select count(*) from audit_entry a join commitment c on c.id = a.subject
         where a.action = 'agreements.signed' and c.application_id = $1",
        "select count(*) from audit_entry where action = 'applications.submitted' and subject = $1",
        "select count(*) from notice n join application a on a.case_number = n.case_number
         where a.id = $1",
    ]
    .into_iter()
    .enumerate()
    {
        counted[place] = read.one::<(i64,)>(sql, db::values![id]).await.expect("counted").0;
    }
    counted
}

async fn item_10_a_signing_page_posted_twice_signs_once(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let kauko = &cast.association;
    let mut who = kauko.clone();
    (who.national_id, who.name) = ("080904B9160".to_string(), "Ellen Nytecken".to_string());
    let list = format!("/o/{}/applications", who.organisation);
    let first = arrives(&outside, kauko).await;
    let draft = address(&first.page(&list).await.body, &format!("{list}/0"));
    let ellen = arrives(&outside, &who).await;
    let own = first.get(&format!("{draft}/sign")).await;
    assert_eq!(own.redirects(), format!("{draft}/waiting"), "whoever has signed signs no second time");
    assert!(ellen.page(&format!("{draft}/waiting")).await.shows("Kauko Demola"));
    let id = draft.rsplit('/').next().expect("an id");
    let (place, receipt) = (format!("{draft}/sign"), format!("{draft}/receipt"));
    let chosen = [("organisation", who.organisation.as_str()), ("answer", "select")];
    assert_eq!(made(&outside, id).await, [0; 4], "the control: nothing is signed");

    // Two tabs with the same page, and the first of them clicked twice.
    let (one, other) = (open(&ellen, &place).await, open(&ellen, &place).await);
    let (first, second) = tokio::join!(accept(&ellen, &one), accept(&ellen, &one));
    let third = accept(&ellen, &other).await;
    let mut returns = Vec::new();
    for out in [&first, &second, &third] {
        returns.push(outside.fill(out.redirects(), &chosen).await);
    }
    assert_eq!(made(&outside, id).await, [0; 4], "nothing before Suomi.fi has answered");
    let (first, second) = tokio::join!(ellen.get(&returns[0]), ellen.get(&returns[1]));
    assert_eq!((first.redirects(), second.redirects()), (receipt.as_str(), receipt.as_str()), "both see the receipt");
    assert_eq!(ellen.get(&returns[2]).await.redirects(), receipt, "so does the other tab");
    let counted = made(&outside, id).await;
    assert_eq!(counted[..3], [2, 1, 1], "one signature beside the one that waited, one row in the log");

    // The back button to the return of Suomi.fi, to the page and to the form, which is sent again.
    let over = ellen.get(&returns[0]).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(over.shows(&format!("href=\"{place}\"")), "it leads to what became of it: {}", over.body);
    assert_eq!(ellen.get(&place).await.redirects(), receipt);
    for tab in [&one, &other] {
        assert_eq!(accept(&ellen, tab).await.redirects(), receipt, "an old form leads to the receipt too");
    }
    let shown = ellen.page(&receipt).await;
    assert!(shown.shows("KE-2026-") && shown.shows("Kauko Demola") && shown.shows("Ellen Nytecken"), "{}", shown.body);
    assert_eq!(made(&outside, id).await, counted, "and nothing is made again");
}

db::testing::on_both![item_10_a_signing_page_posted_twice_signs_once];
