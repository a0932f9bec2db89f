//! Coming back from Suomi.fi when the way on is closed: what is said is true, and a link leads back to where one was.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::tests_wire::{choose, may_enter};
use super::{Intention, prove_again};
use crate::kernel::{Basis, Language, Position};
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Answer, Browser, RANTAPOLKU, World};
use crate::texts::{Texts, texts};
use crate::web::Visit;

/// Where the act begins, and the way there through a new choice.
const PAGE: &str = "/o/9900226-7/applications/1/sign";
const THROUGH_CHOICE: &str = "/act-for?return=%2Fo%2F9900226-7%2Fapplications%2F1%2Fsign";

/// Begins an act of an application that there is not and gives the return from Suomi.fi.
async fn begin(outside: &Outside, browser: &Browser<'_>) -> String {
    let right = Basis::Position(Position::ManagingDirector);
    let visit = outside.world.visit(browser, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let visit = Visit { path: PAGE.to_string(), ..visit };
    let intention = Intention { act: "applications.submit", subject: "1", payload: json!({}) };
    let out = prove_again(&visit, intention).await.expect("begun");
    let out = out.headers()["location"].to_str().expect("text").to_string();
    outside.fill(&out, &[("organisation", RANTAPOLKU), ("answer", "select")]).await
}

/// The page leads there, in the other languages too, and nowhere to the address of the return, which is used up.
fn leads_back(answer: &Answer, address: &str) {
    let joint = if address.contains('?') { "&" } else { "?" };
    for link in [format!("href=\"{address}\""), format!("href=\"{address}{joint}lang=sv\"")] {
        let page = answer.body.replace("&#38;", "&").replace("&amp;", "&");
        assert!(page.contains(&link), "{link}: {page}");
    }
    assert!(!answer.shows("/act-for/return"), "{}", answer.body);
}

type Words = fn(&Texts) -> String;

async fn a_silent_register_while_signing_is_no_denial(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    // The company register first, while nothing is known of the company yet.
    let (unsure, foreign): (Words, Words) = (Texts::mandates_unsure_text, Texts::mandates_only_foreign_text);
    let cases = [
        ("company_register_down", StatusCode::SERVICE_UNAVAILABLE, unsure, ("right-unknown", 3)),
        ("mandates_incomplete", StatusCode::SERVICE_UNAVAILABLE, unsure, ("right-unknown", 6)),
        ("mandates_foreign", StatusCode::CONFLICT, foreign, ("foreign-identifiers", 3)),
    ];
    let mut matti = outside.world.matti().await;
    for (fault, status, words, (code, kept)) in cases {
        for language in Language::ALL {
            matti = matti.speaking(language);
            let back = begin(&outside, &matti).await;
            outside.fault(fault, true).await;
            let answer = matti.get(&back).await;
            outside.fault(fault, false).await;
            let t = texts(language);
            assert_eq!(answer.status, status, "{fault}");
            answer.is_a_proper_page(language);
            assert!(answer.shows(&words(t)), "{fault}: {}", answer.body);
            assert!(answer.shows(&t.mandates_stopped_kept()), "{fault}: nothing is lost");
            for denial in [t.mandates_gone_title(), t.mandates_gone_text()] {
                assert!(!answer.shows(&denial), "{fault}: {denial}");
            }
            leads_back(&answer, THROUGH_CHOICE);
        }
        let rows = audited(&outside.world, "mandates.act_refused").await;
        assert_eq!(rows.iter().filter(|row| row.contains(code)).count(), kept, "{fault}: {rows:?}");
    }
    // The way back: asked again, everybody answers, and the act begins where it was.
    assert!(!may_enter(&matti, RANTAPOLKU).await, "the control: nothing is done by a right that nobody knows");
    let out = matti.post("/act-for", &[("return", PAGE)]).await;
    let back = outside.fill(out.redirects(), &[("organisation", RANTAPOLKU), ("answer", "select")]).await;
    assert_eq!(matti.get(&back).await.redirects(), PAGE);
    // The control: a whole answer without the right is a denial.
    let back = begin(&outside, &matti).await;
    outside.fault("mandates_unknown_roles", true).await;
    let denied = matti.get(&back).await;
    assert!(denied.status == StatusCode::FORBIDDEN, "{}", denied.body);
    assert!(denied.shows(&texts(Language::En).mandates_gone_text()), "{}", denied.body);
}

async fn whoever_meets_a_dead_suomi_fi_on_the_way_back_finds_the_way_on(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.matti().await;
    let back = begin(&outside, &matti).await;
    outside.fault("mandates_down", true).await;
    let dead = matti.get(&back).await;
    outside.fault("mandates_down", false).await;
    assert_eq!(dead.status, StatusCode::SERVICE_UNAVAILABLE);
    dead.is_a_proper_page(Language::Fi);
    assert!(dead.shows("Suomi.fi-valtuudet ei vastaa"), "{}", dead.body);
    leads_back(&dead, PAGE);
    let reloaded = matti.get(&back).await;
    assert_eq!(reloaded.status, StatusCode::CONFLICT);
    leads_back(&reloaded, PAGE);

    let out = matti.post("/act-for", &[("return", PAGE)]).await;
    let back = outside.fill(out.redirects(), &[("organisation", RANTAPOLKU), ("answer", "select")]).await;
    outside.fault("mandates_down", true).await;
    let dead = matti.get(&back).await;
    outside.fault("mandates_down", false).await;
    assert_eq!(dead.status, StatusCode::SERVICE_UNAVAILABLE);
    leads_back(&dead, THROUGH_CHOICE);

    // An act that fails otherwise leaves the way back in the languages too: the address of the return is used up.
    let back = begin(&outside, &matti).await;
    let failed = matti.get(&back).await;
    assert_eq!(failed.status, StatusCode::NOT_FOUND, "there is no such application");
    assert!(failed.shows(&format!("href=\"{PAGE}?lang=sv\"")), "{}", failed.body);
}

/// How many rounds ended so.
async fn ended(world: &World, outcome: &str) -> i64 {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from mandates_round where used_at is not null and outcome = $1";
    read.one::<(i64,)>(sql, db::values![outcome]).await.expect("counted").0
}

/// Issue 3: what came of a round and its row of the audit log are one commit.
async fn a_round_ends_with_its_row_of_the_log_or_not_at_all(scratch: &Scratch) {
    const BROKEN: &str = "alter table audit_entry rename to audit_entry_away";
    const MENDED: &str = "alter table audit_entry_away rename to audit_entry";
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let matti = world.matti().await;
    let cancelled = choose(&outside, &matti, &[]).await;
    world.meddle(BROKEN, db::values![]).await;
    assert_eq!(matti.get(&cancelled).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    world.meddle(MENDED, db::values![]).await;
    assert_eq!(ended(world, "cancelled").await, 0);
    assert_eq!(matti.get(&cancelled).await.status, StatusCode::OK, "the control");
    assert_eq!(ended(world, "cancelled").await, 1);

    outside.fault("mandates_down", true).await;
    world.meddle(BROKEN, db::values![]).await;
    assert_eq!(matti.post("/act-for", &[]).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    world.meddle(MENDED, db::values![]).await;
    assert_eq!(ended(world, "unanswered").await, 0);
    assert_eq!(matti.post("/act-for", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE, "the control");
    assert_eq!(ended(world, "unanswered").await, 1);
    outside.fault("mandates_down", false).await;

    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    outside.fault("mandates_expired", true).await;
    world.meddle(BROKEN, db::values![]).await;
    assert_eq!(matti.get(&back).await.status, StatusCode::INTERNAL_SERVER_ERROR);
    world.meddle(MENDED, db::values![]).await;
    assert_eq!((ended(world, "over").await, ended(world, "unanswered").await), (0, 2));
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    assert_eq!(matti.get(&back).await.status, StatusCode::CONFLICT, "the control");
    assert_eq!(ended(world, "over").await, 1);
}

db::testing::on_both![
    a_silent_register_while_signing_is_no_denial,
    whoever_meets_a_dead_suomi_fi_on_the_way_back_finds_the_way_on,
    a_round_ends_with_its_row_of_the_log_or_not_at_all,
];
