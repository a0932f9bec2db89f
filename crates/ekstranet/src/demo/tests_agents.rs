//! Staff of an agent company, item 5 of issue 3: an organisation has authorised a company, and the company's employee acts
//! for the organisation through it, until either link ends.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::{Value, json};

use super::tests::{address, outside};
use super::{Seeded, seed};
use crate::kernel::{Basis, Language, Mandate, Position};
use crate::mandates::{Intention, prove_again};
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON, between};
use crate::texts::texts;

/// Kotipolku ry, whose application lacks but the second of two signatures, and Fysio Halla Ky, whose mandate to the company ends on 21
/// December 2026.
const CUSTOMER: &str = "9900139-5";
const ENDING: &str = "9900198-5";
const THEME: &str =
    "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";

/// An employee of the company, who has no mandate of her own.
async fn sanna(outside: &Outside) -> Browser<'_> {
    outside.world.person("140491-9424", "Sanna Edustaja", &[]).await
}

/// The address of Suomi.fi's page to choose on, and back from there.
async fn choose(outside: &Outside, browser: &Browser<'_>, organisation: &str) -> String {
    let out = browser.post("/act-for", &[]).await;
    outside.fill(out.redirects(), &[("organisation", organisation), ("answer", "select")]).await
}

/// The rows of the audit log of an action: detail, right, organisation.
async fn rows(outside: &Outside, action: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let sql = "select detail, basis, organisation from audit_entry where action = $1 order by id desc";
    read.all(sql, db::values![action]).await.expect("listed")
}

async fn an_employee_of_an_agent_company_acts_and_signs_and_the_right_is_recorded_as_suomi_fi_gives_it(
    scratch: &Scratch,
) {
    let outside = outside(scratch).await;
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let browser = sanna(&outside).await;
    let home = format!("/o/{CUSTOMER}/");
    assert_eq!(browser.get(&home).await.status, StatusCode::NOT_FOUND, "the control: not before Suomi.fi says so");
    let back = choose(&outside, &browser, CUSTOMER).await;
    assert_eq!(browser.get(&back).await.redirects(), home);
    let granted = rows(&outside, "mandates.granted").await;
    let detail: Value = serde_json::from_str(&granted[0].0).expect("reads");
    assert_eq!(detail["roles"], json!([THEME]), "as Suomi.fi gives it");
    assert_eq!(granted[0].1.as_deref(), Some("mandate:deployment"));
    assert_eq!(granted[0].2.as_deref(), Some(CUSTOMER), "for the organisation, not for the company");
    for path in [format!("{home}agreements"), "/act-for".to_string()] {
        browser.page(&path).await;
    }
    let me = browser.page("/me").await;
    assert!(me.shows("Kotipolku ry") && me.shows("vai yritykselle, jota edustatte"), "{}", me.body);

    let page = browser.page(&home).await;
    let application = address(&page.body, &format!("{home}applications/"));
    let sign = format!("{application}/sign");
    let page = browser.page(&sign).await;
    assert!(page.shows("Sanna Edustaja"), "{}", page.body);
    let version = between(&page.body, "name=\"version\" value=\"", "\"").to_string();
    let hashes = page.body.split("name=\"hash\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut fields = vec![("version", version.as_str()), ("accept", "yes")];
    fields.extend(hashes.map(|hash| ("hash", hash)));
    let out = browser.post(&sign, &fields).await;
    let back = outside.fill(out.redirects(), &[("organisation", CUSTOMER), ("answer", "select")]).await;
    assert!(browser.get(&back).await.redirects().starts_with(&application), "signed and submitted");
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let signed: Vec<(String,)> = read
        .all("select basis from signature where signatory_name = 'Sanna Edustaja'", db::values![])
        .await
        .expect("listed");
    drop(read);
    assert_eq!(signed, [("mandate:deployment".to_string(),)]);
    let submitted = rows(&outside, "applications.submitted").await;
    assert_eq!((submitted[0].1.as_deref(), submitted[0].2.as_deref()), (Some("mandate:deployment"), Some(CUSTOMER)));
    let proved = rows(&outside, "mandates.granted").await;
    let detail: Value = serde_json::from_str(&proved[0].0).expect("reads");
    assert_eq!((proved.len(), &detail["roles"]), (2, &json!([THEME])), "asked again before signing");
    assert!(!audited(&outside.world, "mandates.granted").await.iter().any(|row| row.contains("140491")));
}

/// The session knows one right and Suomi.fi answers another when it is asked again: the signature keeps the answer.
async fn a_signature_keeps_the_right_that_suomi_fi_gives_at_that_moment(scratch: &Scratch) {
    let outside = outside(scratch).await;
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let position = vec![Basis::Position(Position::ManagingDirector)];
    let ellen = outside.world.person("080904B9160", "Ellen Nytecken", &[(CUSTOMER, "Kotipolku ry", position)]).await;
    let home = format!("/o/{CUSTOMER}/");
    let application = address(&ellen.page(&home).await.body, &format!("{home}applications/"));
    let sign = format!("{application}/sign");
    let page = ellen.page(&sign).await;
    let version = between(&page.body, "name=\"version\" value=\"", "\"").to_string();
    let hashes = page.body.split("name=\"hash\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut fields = vec![("version", version.as_str()), ("accept", "yes")];
    fields.extend(hashes.map(|hash| ("hash", hash)));
    outside.world.app.clock.advance_seconds(90);
    let out = ellen.post(&sign, &fields).await;
    let back = outside.fill(out.redirects(), &[("organisation", CUSTOMER), ("answer", "select")]).await;
    assert!(ellen.get(&back).await.redirects().starts_with(&application), "signed and submitted");
    let sql = "select basis, right_checked_at from signature where signatory_name = 'Ellen Nytecken'
                 order by signed_at desc limit 1";
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let (basis, checked_at): (String, i64) = read.one(sql, db::values![]).await.expect("signed");
    assert_eq!(basis, "mandate:deployment");
    assert_eq!(checked_at, NOON.milliseconds() + 90_000, "not when the session learnt its own right");
}

/// Reads and accepts the texts of an application and goes to Suomi.fi and back.
async fn sign(outside: &Outside, browser: &Browser<'_>, page: &str) -> String {
    let shown = browser.page(page).await;
    let version = between(&shown.body, "name=\"version\" value=\"", "\"").to_string();
    let hashes = shown.body.split("name=\"hash\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut fields = vec![("version", version.as_str()), ("accept", "yes")];
    fields.extend(hashes.map(|hash| ("hash", hash)));
    let out = browser.post(page, &fields).await;
    outside.fill(out.redirects(), &[("organisation", CUSTOMER), ("answer", "select")]).await
}

/// Issue 2: nothing is a dead end. What changed while somebody was at Suomi.fi is told in words that are true whoever
/// changed it, and the link leads back to the page where one signs.
async fn what_changed_while_one_was_at_suomi_fi_is_looked_at_again_and_signed(scratch: &Scratch) {
    let outside = outside(scratch).await;
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    let position = vec![Basis::Position(Position::ManagingDirector)];
    let ellen = outside.world.person("080904B9160", "Ellen Nytecken", &[(CUSTOMER, "Kotipolku ry", position)]).await;
    let home = format!("/o/{CUSTOMER}/");
    let application = address(&ellen.page(&home).await.body, &format!("{home}applications/"));
    let page = format!("{application}/sign");
    let back = sign(&outside, &ellen, &page).await;
    // A colleague saves.
    let id = application.rsplit('/').next().expect("an id");
    let saved = "update application_step set version = version + 1 where application = $1 and step = 'contacts'";
    outside.world.meddle(saved, db::values![id]).await;
    let changed = ellen.get(&back).await;
    assert_eq!(changed.status, StatusCode::CONFLICT);
    changed.is_a_proper_page(Language::Fi);
    let t = texts(Language::Fi);
    assert!(changed.shows(&t.mandates_changed_text()) && !changed.shows("Joku muu ehti"), "{}", changed.body);
    let link = between(&changed.body, "<a class=\"button\" href=\"", "\"").to_string();
    assert_eq!(link, page, "{}", changed.body);
    assert!(changed.shows(&format!("href=\"{page}?lang=sv\"")) && !changed.shows("/act-for/return"));
    let refused = rows(&outside, "mandates.act_refused").await;
    assert!(refused.len() == 1 && refused[0].0.contains("changed"), "{refused:?}");
    assert_eq!(refused[0].2.as_deref(), Some(CUSTOMER));
    assert!(rows(&outside, "applications.submitted").await.iter().all(|row| !row.0.contains(id)), "nothing was sent");
    let back = sign(&outside, &ellen, &link).await;
    assert!(ellen.get(&back).await.redirects().starts_with(&application), "looked at again and signed");
}

async fn a_chain_that_has_ended_refuses(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let clock = &outside.world.app.clock;
    // Five minutes before the last day of what the customer gave the company ends.
    clock.advance_seconds(30 * 86_400 + 11 * 3_600 + 55 * 60);
    let browser = sanna(&outside).await;
    let back = choose(&outside, &browser, ENDING).await;
    let home = format!("/o/{ENDING}/");
    assert_eq!(browser.get(&back).await.redirects(), home, "the control: on the last day");
    assert_eq!(browser.get(&home).await.status, StatusCode::OK);
    let mandate = Basis::Mandate(Mandate::Deployment);
    let visit = outside.world.visit(&browser, (ENDING, "Fysio Halla Ky"), mandate);
    let intention = Intention { act: "applications.submit", subject: "1", payload: json!({}) };
    let out = prove_again(&visit, intention).await.expect("begun");
    let out = out.headers()["location"].to_str().expect("text").to_string();
    let back = outside.fill(&out, &[("organisation", ENDING), ("answer", "select")]).await;
    clock.advance_seconds(6 * 60);
    let refused = browser.get(&back).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "it ended between the choice and the answer");
    let why = format!("/act-for/why?organisation={ENDING}");
    assert!(refused.shows(&why) && refused.shows("Oikeutenne ei enää riitä"), "{}", refused.body);
    assert_eq!(browser.get(&home).await.status, StatusCode::NOT_FOUND, "the pages are closed");
    browser.page(&why).await;
    assert_eq!(rows(&outside, "mandates.act_refused").await.len(), 1);
    assert_eq!(rows(&outside, "mandates.refused").await[0].2.as_deref(), Some(ENDING));
    assert!(rows(&outside, "mandates.proved_again").await.is_empty());
    let out = browser.post("/act-for", &[]).await;
    let choice =
        outside.world.app.http.get(out.redirects()).send().await.expect("a page").text().await.expect("a text");
    assert!(choice.contains(CUSTOMER) && !choice.contains(ENDING), "only the living chain is offered: {choice}");
    assert!(choice.contains("Virtalähde Terveysjärjestelmät Oy"), "Suomi.fi's page says through whom: {choice}");
}

db::testing::on_both![
    an_employee_of_an_agent_company_acts_and_signs_and_the_right_is_recorded_as_suomi_fi_gives_it,
    a_signature_keeps_the_right_that_suomi_fi_gives_at_that_moment,
    what_changed_while_one_was_at_suomi_fi_is_looked_at_again_and_signed,
    a_chain_that_has_ended_refuses,
];
