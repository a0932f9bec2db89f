//! The pages of both sides and of the officers, and what each tells the others.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{HALLA, bring_in, confirm, copy, grant, leena, on_the_desk, produce, stored, told, visit_of_halla};
use crate::applications::testing::bring_case;
use crate::kernel::{Basis, CaseLanguage, Position};
use crate::parties::rules::PartyState;
use crate::parties::{ApplicationSent, JoiningModel, came_to_nothing, remind_and_end, sent};
use crate::services::{Profile, Service, form};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};
use crate::web::Visit;

async fn item_3_a_party_sees_who_joined_it_and_confirms(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let leena = leena(&world).await;
    let home = leena.page(&format!("/o/{HALLA}/")).await;
    assert!(home.shows("Vahvistakaa liittyminen") && home.shows("Lehtolinnan Lääkärikeskus Oy"));
    let joined = format!("/o/{HALLA}/joined");
    let page = leena.page(&joined).await;
    assert!(page.shows("Lehtolinnan Lääkärikeskus Oy (9900116-8)") && page.shows("Resepti-palvelu"));
    assert!(page.shows("1.12.2026") && page.shows("oman rekisterinne rekisterinpitäjä"));
    assert_eq!(confirm(visit_of_halla(&world, &leena), &id, 1).await.expect("confirmed"), joined);
    assert!(leena.page(&joined).await.shows("Olette vahvistaneet liittymisen 21.11.2026"));
    let again = leena.post(&format!("{joined}/{id}"), &[("version", "1"), ("answer", "confirm")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(leena.page(&format!("/o/{HALLA}/")).await.shows("Mukana yhteisliittymisellä"));
    let kauko = world.kauko().await;
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/parties/{id}")).await.shows("on vahvistanut liittymisen"));
    assert!(told(&world).await.is_empty(), "no mail about each confirmation");
}

async fn the_home_page_of_a_party_says_that_the_service_is_in_use_from_the_first_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let granted = grant(&world, LEHTOLINNA).await;
    let production = "update deployment set state = 'in_production', in_production_since = '2025-01-01' where id = $1";
    world.meddle(production, db::values![granted.as_str()]).await;
    for (state, begins_on, in_use) in [
        (PartyState::Confirmed, "2026-12-01", false),
        (PartyState::Confirmed, "2026-11-21", true),
        (PartyState::Leaving, "2025-11-21", true),
        (PartyState::Ending, "2025-11-21", true),
        (PartyState::Waiting, "2025-11-21", false),
    ] {
        let id = bring_in(&world, HALLA, "Fysio Halla Ky", state).await;
        let mut tx = world.app.db.write().await.expect("a transaction");
        let sql = "update joined_party set begins_on = $1 where id = $2";
        tx.run_one(sql, db::values![begins_on, id.as_str()]).await.expect("begun");
        tx.commit().await.expect("committed");
        let home = leena(&world).await.page(&format!("/o/{HALLA}/")).await;
        let lead = if in_use {
            "Yksi Kanta-palvelu on käytössä."
        } else {
            "Yhtään Kanta-palvelua ei ole vielä käytössä."
        };
        assert!(home.shows(lead), "{state:?} {begins_on}: {}", home.body);
        assert_eq!(
            home.shows("<span class=\"tag good\">Käytössä</span>"),
            in_use,
            "{state:?} {begins_on}: {}",
            home.body
        );
        // It pays through nobody that it would not know of.
        let billing = leena(&world).await.page(&format!("/o/{HALLA}/billing")).await;
        assert_eq!(billing.shows("Pääliittyjänne on Lehtolinnan"), in_use, "{state:?} {begins_on}: {}", billing.body);
        assert_eq!(billing.shows("Teillä ei ole vielä Kanta-palveluja käytössä"), !in_use, "{}", billing.body);
        let mut tx = world.app.db.write().await.expect("a transaction");
        tx.run_one("update joined_party set state = 'ended' where id = $1", db::values![id.as_str()])
            .await
            .expect("ended");
        tx.commit().await.expect("committed");
    }
}

async fn the_service_of_a_party_is_in_use_only_when_it_is_in_production_at_the_main_joiner(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Confirmed).await;
    world.meddle("update joined_party set begins_on = '2026-11-21' where id = $1", db::values![id.as_str()]).await;
    let is_in_use = async || {
        let home = leena(&world).await.page(&format!("/o/{HALLA}/")).await;
        let lead = home.shows("Yksi Kanta-palvelu on käytössä.");
        assert_eq!(home.shows("<span class=\"tag good\">Käytössä</span>"), lead, "{}", home.body);
        lead
    };
    assert!(!is_in_use().await, "the main joiner has a draft at most");
    let kauko = world.kauko().await;
    let acting = (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy");
    let visit = world.visit(&kauko, acting, Basis::Position(Position::ManagingDirector));
    bring_case(&visit, form("prescription", 1).expect("a form").asked(Profile::default()), &[]).await;
    assert!(!is_in_use().await, "submitted");
    let granted = grant(&world, LEHTOLINNA).await;
    assert!(!is_in_use().await, "granted");
    let sql = "update deployment set state = $1, in_production_since = $2, ended_on = $3 where id = $4";
    for (state, since, last, in_use) in [
        ("test_failed", None, None, false),
        ("in_production", Some("2026-11-21"), None, true),
        ("ending", Some("2026-11-21"), Some("2026-12-31"), true),
        ("ending", None, Some("2026-12-31"), false),
        ("ended", Some("2026-11-21"), Some("2026-11-21"), false),
    ] {
        world.meddle(sql, db::values![state, since, last, granted.as_str()]).await;
        assert_eq!(is_in_use().await, in_use, "{state} {since:?}");
    }
}

async fn a_contest_with_its_reason_reaches_the_main_joiner_and_the_desk(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (leena, kauko, vilma) = (leena(&world).await, world.kauko().await, world.vilma().await);
    let (address, reason) = (format!("/o/{HALLA}/joined/{id}"), format!("reason-{id}"));
    for (typed, text) in [("", "Kirjoittakaa perustelu"), ("150668-917M", "Poistakaa perustelusta henkilötunnus")] {
        let answer = leena.post(&address, &[("version", "1"), ("answer", "contest"), (&reason, typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.shows(text) && answer.shows("role=\"alert\""), "{}", answer.body);
    }
    let with_code = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Ei: 150668-917M pyysi.")];
    let again = leena.post(&address, &with_code).await;
    assert!(again.shows("Ei: *** pyysi.") && !again.shows("150668"), "the text is given back: {}", again.body);
    let typed = "Emme ole sopineet tästä.";
    leena.post(&address, &[("version", "1"), ("answer", "contest"), (&reason, typed)]).await.redirects();
    assert_eq!(told(&world).await, [("party_contested".to_string(), "hallinto@99001168.example".to_string())]);
    let main = format!("/o/{LEHTOLINNA}/parties");
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("Yksi mukanaliittyjä riitauttaa"));
    assert!(kauko.page(&format!("{main}?state=contested")).await.shows("Fysio Halla Ky"));
    assert!(kauko.page(&format!("{main}/{id}")).await.shows(typed));
    let desk = vilma.page("/desk/parties").await;
    assert!(desk.shows("Fysio Halla Ky riitauttaa") && desk.shows(typed));
    let of = vilma.page(&format!("/desk/parties/of/{LEHTOLINNA}/prescription")).await;
    assert_eq!(world.views("parties.viewed", LEHTOLINNA).await, 3, "in each language");
    assert!(of.shows("Fysio Halla Ky") && of.shows("Rekisteri ei vastaa") && of.shows(typed));
    let news = crate::testing::between(&desk.body, "action=\"/desk/parties/", "/handled").to_string();
    vilma.post(&format!("/desk/parties/{news}/handled"), &[]).await.redirects();
    vilma.post(&format!("/desk/parties/{news}/handled"), &[]).await.redirects();
    assert!(vilma.page("/desk/parties").await.shows("Mikään ei odota käsittelyä"));
    kauko.post(&format!("{main}/{id}/ask-again"), &[("version", "2")]).await.redirects();
    assert_eq!(stored(&world, &id).await.state, "waiting");
    assert!(told(&world).await.contains(&("party_asked_again".to_string(), "toimisto@halla.example".to_string())));
    let asked = leena.page(&format!("/o/{HALLA}/joined")).await;
    assert!(asked.shows("Riitautitte liittymisen 21.11.2026. Pääliittyjä pyytää") && asked.shows(typed));
}

async fn neither_side_nor_a_stranger_reaches_what_is_not_its_own(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let listed = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Listed).await;
    let (leena, kauko, matti) = (leena(&world).await, world.kauko().await, world.matti().await);
    for (browser, path) in [
        (&leena, format!("/o/{HALLA}/parties/{id}")),
        (&leena, format!("/o/{LEHTOLINNA}/parties")),
        (&leena, "/desk/parties".to_string()),
        (&kauko, format!("/o/{HALLA}/joined")),
        (&matti, format!("/o/{RANTAPOLKU}/parties/{id}")),
    ] {
        let answer = browser.get(&path).await;
        assert!([StatusCode::NOT_FOUND, StatusCode::SEE_OTHER].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.shows("Resepti-palvelu") && !answer.shows("1.12.2026"), "{path}");
    }
    let confirm = [("version", "1"), ("answer", "confirm")];
    for (browser, path) in [
        (&matti, format!("/o/{RANTAPOLKU}/joined/{id}")),
        (&kauko, format!("/o/{LEHTOLINNA}/joined/{id}")),
        // What nobody has been told of does not exist for the party.
        (&matti, format!("/o/{RANTAPOLKU}/joined/{listed}")),
    ] {
        assert_eq!(browser.post(&path, &confirm).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/joined")).await.shows("Lehtolinnan"));
    let aino = world.aino().await;
    assert_eq!(aino.get("/o/9900101-0/parties").await.status, StatusCode::NOT_FOUND);
    assert_eq!(aino.get("/o/9900101-0/joined").await.status, StatusCode::NOT_FOUND);
    super::confirm(visit_of_halla(&world, &leena), &id, 1).await.expect("the control: the party itself");
}

async fn item_3_hundreds_are_searched_filtered_and_paged_by_name(scratch: &Scratch) {
    let world = World::new(scratch);
    for number in 0..120 {
        let state = if number % 3 == 0 { PartyState::Waiting } else { PartyState::Listed };
        bring_in(&world, &valid_id(number), &format!("Vastaanotto {number:03} Oy"), state).await;
    }
    bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (kauko, base) = (world.kauko().await, format!("/o/{LEHTOLINNA}/parties"));
    let mut page = kauko.page(&base).await;
    assert!(page.shows("121 liittymistä") && page.shows("Fysio Halla Ky"));
    let mut seen = 0;
    loop {
        seen += page.body.matches("<li><a href=\"/o/9900116-8/parties/0").count();
        let Some((address, _)) = page.body.split_once("\" rel=\"next\"") else { break };
        let address = address.rsplit_once("href=\"").expect("a link").1.replace("&amp;", "&").replace("&#38;", "&");
        page = kauko.get(&address).await;
    }
    assert_eq!(seen, 121, "each once");
    for (query, found) in [
        ("search=halla", 1),
        ("search=FYSIO+ky", 1),
        ("search=9900198", 1),
        ("search=vastaanotto&state=waiting", 40),
        ("search=%25", 0),
        ("service=patient_data", 0),
        ("state=nonsense&after=nonsense", 50),
    ] {
        let page = kauko.page(&format!("{base}?{query}")).await;
        assert_eq!(page.body.matches("<li><a href=\"/o/9900116-8/parties/0").count(), found, "{query}");
        assert!(!page.shows("vain kolmea ensimmäistä"), "{query}");
    }
    let page = kauko.page(&format!("{base}?search=fysio+ky+halla+oy")).await;
    assert!(page.shows("vain kolmea ensimmäistä sanaa: fysio ky halla.") && page.shows("Fysio Halla Ky"));
}

/// A valid business ID by its number.
pub(super) fn valid_id(number: usize) -> String {
    (0..10)
        .map(|check| format!("{:07}-{check}", 8_000_000 + number * 10 + 3))
        .chain((0..10).map(|check| format!("{:07}-{check}", 8_000_000 + number * 10 + 4)))
        .find(|text| crate::kernel::BusinessId::parse(text).is_some())
        .expect("one of two numbers has a check digit")
}

async fn an_export_has_every_party_and_no_formula(scratch: &Scratch) {
    let world = World::new(scratch);
    bring_in(&world, HALLA, "=HYPERLINK(\"x\") Ky", PartyState::Waiting).await;
    let answer = world.kauko().await.get(&format!("/o/{LEHTOLINNA}/parties/export")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    assert!(answer.body.starts_with("\u{feff}Y-tunnus;Palvelu;"), "{}", answer.body);
    assert!(
        answer.shows("9900198-5;Resepti-palvelu;2026-12-01;toimisto@halla.example;\"'=HYPERLINK("),
        "{}",
        answer.body
    );
}

async fn an_export_has_every_party_however_many_they_are(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    copy(&world, &id, 20_000).await;
    let answer = world.kauko().await.get(&format!("/o/{LEHTOLINNA}/parties/export")).await;
    assert_eq!(answer.body.lines().count(), 1 + 20_001);
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select detail from audit_entry where action = 'parties.exported'";
    let (detail,): (String,) = read.one(sql, db::values![]).await.expect("audited once");
    assert!(detail.contains("20001"), "{detail}");
}

async fn a_party_that_does_not_answer_is_reminded_twice_and_then_the_desk_is_told(scratch: &Scratch) {
    let world = World::new(scratch);
    bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let day = 24 * 3600;
    for (days, reminders) in [(6, 0), (1, 1), (0, 1), (13, 1), (1, 2), (90, 2)] {
        world.app.clock.advance_seconds(days * day);
        guarded(remind_and_end(&world.app)).await.expect("ran");
        assert_eq!(told(&world).await.len(), reminders, "after {days} more days");
    }
    assert!(told(&world).await.iter().all(|(what, to)| what == "party_reminder" && to == "toimisto@halla.example"));
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select organisation from audit_entry where action = 'parties.reminded' order by id";
    let logged: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    assert_eq!(logged, [(LEHTOLINNA.to_string(),), (LEHTOLINNA.to_string(),)], "each reminder is in the log");
    drop(read);
    assert_eq!(on_the_desk(&world).await, [("unanswered".to_string(), 1)]);
}

async fn a_broken_row_keeps_no_other_party_from_being_reminded_or_ended(scratch: &Scratch) {
    let world = World::new(scratch);
    let broken = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Waiting).await;
    bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let spoil = "update joined_party set main_joiner = 'x', told_at = told_at - 1 where id = $1";
    world.meddle(spoil, db::values![broken.as_str()]).await;
    world.app.clock.advance_seconds(7 * 24 * 3600);
    assert_eq!(guarded(remind_and_end(&world.app)).await.expect("ran"), 1);
    assert_eq!(told(&world).await, [("party_reminder".to_string(), "toimisto@halla.example".to_string())]);
    world.meddle("update joined_party set state = 'ending', ends_on = '2026-11-20'", db::values![]).await;
    world.meddle("update joined_party set ends_on = '2026-11-19' where id = $1", db::values![broken.as_str()]).await;
    assert_eq!(guarded(remind_and_end(&world.app)).await.expect("ran"), 1);
    assert!(told(&world).await.iter().any(|(what, _)| what == "party_ended"));
}

async fn a_main_joiner_ends_a_joining_on_a_day_with_a_reason(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Confirmed).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run("update joined_party set told_at = added_at", db::values![]).await.expect("told");
    tx.commit().await.expect("committed");
    let kauko = world.kauko().await;
    produce(&kauko, LEHTOLINNA, &grant(&world, LEHTOLINNA).await).await;
    let address = format!("/o/{LEHTOLINNA}/parties/{id}");
    let wrong = kauko.post(&format!("{address}/end"), &[("version", "1"), ("day", "20.11.2026"), ("reason", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("Päivä on mennyt") && wrong.shows("Kirjoittakaa perustelu"));
    let end = [("version", "1"), ("day", "30.11.2026"), ("reason", "Sopimus päättyy.")];
    let sure = kauko.post(&format!("{address}/end"), &end).await;
    assert_eq!(
        (sure.status, stored(&world, &id).await.state.as_str()),
        (StatusCode::OK, "confirmed"),
        "asked once more"
    );
    assert!(sure.shows("Päätetäänkö liittyminen: Fysio Halla Ky?") && sure.shows("Sopimus päättyy."), "{}", sure.body);
    let day = crate::testing::between(&sure.body, "name=\"day\" value=\"", "\"").to_string();
    let end = [("version", "1"), ("day", day.as_str()), ("reason", "Sopimus päättyy."), ("answer", "end")];
    kauko.post(&format!("{address}/end"), &end).await.redirects();
    assert!(kauko.page(&address).await.shows("Muuttakaa viimeistä päivää"));
    assert!(kauko.page(&address).await.shows("Viimeinen päivä on 30.11.2026"));
    let joined = leena(&world).await.page(&format!("/o/{HALLA}/joined")).await;
    assert!(joined.shows("Viimeinen päivä on 30.11.2026") && joined.shows("Sopimus päättyy."));
    let home = leena(&world).await.page(&format!("/o/{HALLA}/")).await;
    assert!(home.shows("Pääliittyjä päättää liittymisen 30.11.2026.") && home.shows("Hakekaa palvelua itse"));
    assert_eq!(on_the_desk(&world).await, [("ended".to_string(), 1)], "after production the officers hear of it");
    guarded(remind_and_end(&world.app)).await.expect("ran");
    assert_eq!(stored(&world, &id).await.state, "ending", "the last day is still to come");
    world.app.clock.advance_seconds(10 * 24 * 3600);
    assert_eq!(guarded(remind_and_end(&world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(remind_and_end(&world.app)).await.expect("ran"), 0, "once");
    assert_eq!(stored(&world, &id).await.state, "ended");
    let tellings = told(&world).await;
    let to_party = tellings.iter().filter(|(_, to)| to == "toimisto@halla.example").map(|(what, _)| what.as_str());
    assert_eq!(to_party.collect::<std::collections::BTreeSet<_>>(), ["party_ended", "party_ending"].into());
}

async fn a_main_joiner_takes_an_ending_back_until_its_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Confirmed).await;
    world.meddle("update joined_party set told_at = added_at", db::values![]).await;
    let (kauko, vilma) = (world.kauko().await, world.vilma().await);
    let deployment = grant(&world, LEHTOLINNA).await;
    produce(&kauko, LEHTOLINNA, &deployment).await;
    let address = format!("/o/{LEHTOLINNA}/parties/{id}");
    let go_on = format!("{address}/go-on");
    let set_end = async |version: &str| {
        let end = [("version", version), ("day", "30.11.2026"), ("reason", "Sopimus päättyy."), ("answer", "end")];
        kauko.post(&format!("{address}/end"), &end).await.redirects();
    };
    assert_eq!(kauko.post(&go_on, &[("version", "1")]).await.status, StatusCode::CONFLICT, "nothing ends");
    set_end("1").await;
    assert!(leena(&world).await.page(&format!("/o/{HALLA}/joined")).await.shows("sopikaa siitä pääliittyjän kanssa"));
    assert!(kauko.page(&address).await.shows("Peruuttakaa päättäminen</h2>"));
    assert_eq!(kauko.post(&go_on, &[("version", "1")]).await.status, StatusCode::CONFLICT, "an old page");
    kauko.post(&go_on, &[("version", "2")]).await.redirects();
    let row = stored(&world, &id).await;
    assert_eq!((row.state.as_str(), row.ends_on, row.end_reason), ("confirmed", None, None), "as it was");
    assert!(told(&world).await.contains(&("party_goes_on".to_string(), "toimisto@halla.example".to_string())));
    let news = vilma.page("/desk/parties").await;
    assert!(news.shows("Selvinnyt: päättäminen on peruutettu."), "{}", news.body);
    assert!(!kauko.page(&address).await.shows("/go-on"), "there is nothing to take back");
    // Not after the day, and not while the main joiner's own service ends.
    set_end("3").await;
    let ends = "update deployment set state = 'ending', ended_on = '2026-12-31' where id = $1";
    world.meddle(ends, db::values![deployment.as_str()]).await;
    assert_eq!(kauko.post(&go_on, &[("version", "4")]).await.status, StatusCode::CONFLICT);
    let runs = "update deployment set state = 'in_production', ended_on = null where id = $1";
    world.meddle(runs, db::values![deployment.as_str()]).await;
    world.app.clock.advance_seconds(10 * 24 * 3600);
    let kauko = world.kauko().await;
    assert_eq!(kauko.post(&go_on, &[("version", "4")]).await.status, StatusCode::CONFLICT, "the day has passed");
}

async fn the_own_production_of_a_party_ends_its_joining_on_that_day(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let leena = leena(&world).await;
    leena.post(&format!("/o/{HALLA}/joined/{id}"), &[("version", "1"), ("answer", "leave")]).await.redirects();
    assert_eq!(stored(&world, &id).await.state, "leaving");
    assert!(leena.page(&format!("/o/{HALLA}/joined")).await.shows("Hakekaa palvelua suoraan"));
    produce(&leena, HALLA, &grant(&world, HALLA).await).await;
    let row = stored(&world, &id).await;
    assert_eq!(
        (row.state.as_str(), row.ends_on.as_deref(), row.ended_by.as_deref()),
        ("ended", Some("2026-11-21"), Some("party"))
    );
    let kauko = world.kauko().await;
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/parties/{id}")).await.shows("oma tuotantokäyttö alkoi"));
    let mut desk: Vec<String> = on_the_desk(&world).await.into_iter().map(|(what, _)| what).collect();
    desk.sort();
    assert_eq!(desk, ["ended", "leaving"]);
}

async fn parties_are_told_when_the_application_is_sent_and_when_it_comes_to_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Listed).await;
    let visit = Visit::of_job(&world.app);
    let organisation = super::business_id(LEHTOLINNA);
    let application = ApplicationSent {
        organisation: &organisation,
        service: Service::Prescription,
        model: JoiningModel::Joint,
        case_number: "KE-2026-000001",
        language: CaseLanguage::Fi,
        recipients: &["hallinto@lehtolinna.example".to_string()],
    };
    let leena = leena(&world).await;
    assert!(!leena.page(&format!("/o/{HALLA}/joined")).await.shows("Lehtolinnan"));
    let mut tx = world.app.db.write().await.expect("a transaction");
    sent(&mut tx, &visit, &application).await.expect("sent");
    tx.commit().await.expect("committed");
    assert_eq!(stored(&world, &id).await.state, "waiting");
    assert!(leena.page(&format!("/o/{HALLA}/joined")).await.shows("Lehtolinnan"));
    for _ in 0..2 {
        let mut tx = world.app.db.write().await.expect("a transaction");
        came_to_nothing(&mut tx, &visit, &organisation, Service::Prescription).await.expect("closed");
        tx.commit().await.expect("committed");
    }
    let row = stored(&world, &id).await;
    assert_eq!((row.state.as_str(), row.ended_by.as_deref(), row.version), ("ended", Some("system"), 3));
    assert!(leena.page(&format!("/o/{HALLA}/joined")).await.shows("ei johtanut yhteisliittymiseen"));
    let mut whats: Vec<String> = told(&world).await.into_iter().map(|(what, _)| what).collect();
    whats.sort();
    assert_eq!(whats, ["party_added", "party_ended"]);
}

async fn a_direct_application_of_a_joined_party_says_that_it_leaves(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let visit = Visit::of_job(&world.app);
    let organisation = super::business_id(HALLA);
    let application = ApplicationSent {
        organisation: &organisation,
        service: Service::Prescription,
        model: JoiningModel::Direct,
        case_number: "KE-2026-000002",
        language: CaseLanguage::Fi,
        recipients: &[],
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    sent(&mut tx, &visit, &application).await.expect("sent");
    tx.commit().await.expect("committed");
    assert_eq!(stored(&world, &id).await.state, "leaving");
    assert_eq!(told(&world).await, [("party_leaving".to_string(), "hallinto@99001168.example".to_string())]);
}

async fn a_party_that_was_only_listed_is_taken_off_without_a_word(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Listed).await;
    let (kauko, address) = (world.kauko().await, format!("/o/{LEHTOLINNA}/parties/{id}"));
    assert!(kauko.page(&address).await.shows("Poista luettelosta"));
    kauko.post(&format!("{address}/end"), &[("version", "1")]).await.redirects();
    assert_eq!(stored(&world, &id).await.state, "ended");
    assert!(told(&world).await.is_empty() && on_the_desk(&world).await.is_empty());
}

db::testing::on_both![
    a_main_joiner_takes_an_ending_back_until_its_day,
    item_3_a_party_sees_who_joined_it_and_confirms,
    the_home_page_of_a_party_says_that_the_service_is_in_use_from_the_first_day,
    the_service_of_a_party_is_in_use_only_when_it_is_in_production_at_the_main_joiner,
    a_contest_with_its_reason_reaches_the_main_joiner_and_the_desk,
    neither_side_nor_a_stranger_reaches_what_is_not_its_own,
    item_3_hundreds_are_searched_filtered_and_paged_by_name,
    an_export_has_every_party_and_no_formula,
    an_export_has_every_party_however_many_they_are,
    a_party_that_does_not_answer_is_reminded_twice_and_then_the_desk_is_told,
    a_broken_row_keeps_no_other_party_from_being_reminded_or_ended,
    a_main_joiner_ends_a_joining_on_a_day_with_a_reason,
    the_own_production_of_a_party_ends_its_joining_on_that_day,
    parties_are_told_when_the_application_is_sent_and_when_it_comes_to_nothing,
    a_direct_application_of_a_joined_party_says_that_it_leaves,
    a_party_that_was_only_listed_is_taken_off_without_a_word,
];
