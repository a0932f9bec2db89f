//! How many sign: asked for by one, taken back by two, seen by everybody who sees the organisation.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::needs_two;
use crate::kernel::{Basis, BusinessId, Language, Mandate, Position};
use crate::testing::{Answer, Browser, RANTAPOLKU, World, between};

const NAME: &str = "Rantapolun Lääkäriasema Oy";

fn page() -> String {
    format!("/o/{RANTAPOLKU}/agreements/signatories")
}

async fn leena(world: &World) -> Browser<'_> {
    let position = vec![Basis::Position(Position::DeputyManagingDirector)];
    world.person("110276-9244", "Leena Entinen", &[(RANTAPOLKU, NAME, position)]).await
}

async fn does(browser: &Browser<'_>, deed: &str, version: &str) -> Answer {
    browser.post(&page(), &[("deed", deed), ("version", version)]).await
}

async fn is_two(world: &World) -> bool {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    needs_two(&mut world.app.db.read().await.expect("a reader"), &organisation).await.expect("read")
}

async fn one_asks_for_two_and_it_takes_two_people_to_go_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, leena) = (world.matti().await, leena(&world).await);
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/agreements")).await.shows(&page()), "the list leads there");
    let shown = matti.page(&page()).await;
    assert!(shown.shows("allekirjoittaa yksi henkilö") && shown.shows("signatories/ask_two\""), "{}", shown.body);
    assert!(!is_two(&world).await);
    does(&matti, "ask_two", "0").await.redirects();
    assert!(is_two(&world).await);
    let shown = leena.page(&page()).await;
    assert!(shown.shows("kaksi henkilöä yhdessä") && shown.shows("Matti Rantapolku, toimitusjohtaja, 21.11.2026"));

    // One who goes back alone goes nowhere.
    does(&leena, "propose_one", "1").await.redirects();
    assert!(is_two(&world).await, "a proposal changes nothing yet");
    let own = leena.page(&page()).await;
    assert!(own.shows("value=\"take_back\"") && !own.shows("confirm_one"), "{}", own.body);
    assert_eq!(does(&leena, "confirm_one", "2").await.status, StatusCode::CONFLICT);
    assert!(is_two(&world).await);

    // The other one keeps it, the first takes another proposal back, and at last it is confirmed.
    let other = matti.page(&page()).await;
    assert!(other.shows("Leena Entinen on ehdottanut") && other.shows("value=\"keep_two\""), "{}", other.body);
    let sure = matti.page(&format!("{}/confirm_one", page())).await;
    assert!(sure.shows("Haluatteko vahvistaa") && sure.shows("value=\"confirm_one\""), "{}", sure.body);
    does(&matti, "keep_two", "2").await.redirects();
    assert!(is_two(&world).await);
    does(&matti, "propose_one", "3").await.redirects();
    does(&matti, "take_back", "4").await.redirects();
    assert!(is_two(&world).await);
    does(&leena, "propose_one", "5").await.redirects();
    does(&matti, "confirm_one", "6").await.redirects();
    assert!(!is_two(&world).await);
    let history = matti.page(&page()).await;
    for what in ["Pyydettiin kahta", "Ehdotettiin", "Ehdotus peruttiin", "Pidettiin kaksi", "Vahvistettiin"] {
        assert!(history.shows(what), "{what}: {}", history.body);
    }
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from audit_entry where action = 'agreements.rule_changed' and organisation = $1";
    let (rows,): (i64,) = read.one(sql, db::values![RANTAPOLKU]).await.expect("counted");
    assert_eq!(rows, 7, "and what was refused has left nothing");
}

/// Two at once, and a page that is out of date: one is done, the other is told.
async fn of_two_at_once_one_is_done(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, leena) = (world.matti().await, leena(&world).await);
    let (one, other) = tokio::join!(does(&matti, "ask_two", "0"), does(&leena, "ask_two", "0"));
    let mut answered = [one.status, other.status];
    answered.sort();
    assert_eq!(answered, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    let refused = if one.status == StatusCode::CONFLICT { one } else { other };
    assert!(refused.shows("Joku muu ehti muuttaa tätä") && refused.shows("kaksi henkilöä"), "{}", refused.body);
    assert_eq!(does(&leena, "propose_one", "0").await.status, StatusCode::CONFLICT, "from an old page");
    assert_eq!(does(&leena, "something", "1").await.status, StatusCode::BAD_REQUEST);
    assert!(is_two(&world).await);
}

async fn who_may_not_sign_changes_nothing_and_others_see_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let viewer = vec![Basis::Mandate(Mandate::Privacy)];
    let viewer = world.person("030782-902U", "Aino Esimerkki", &[(RANTAPOLKU, NAME, viewer)]).await;
    does(&matti, "ask_two", "0").await.redirects();
    assert_eq!(viewer.get(&page()).await.status, StatusCode::NOT_FOUND);
    for deed in ["propose_one", "ask_two"] {
        assert_eq!(does(&viewer, deed, "1").await.status, StatusCode::NOT_FOUND);
    }
    // Support looks through a code: it reads, and signs nothing.
    let (vilma, home) = (world.vilma().await, format!("/o/{RANTAPOLKU}/"));
    let made = matti.post(&format!("{home}support-code"), &[("page", &home)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), home);
    let shown = vilma.page(&page()).await;
    assert!(shown.shows("kaksi henkilöä yhdessä") && !shown.shows("name=\"deed\""), "{}", shown.body);
    assert!(shown.shows("jolla on oikeus allekirjoittaa"), "{}", shown.body);
    assert!(does(&vilma, "propose_one", "1").await.status.is_client_error());
    let kauko = world.kauko().await;
    assert_eq!(kauko.get(&page()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(does(&kauko, "propose_one", "1").await.status, StatusCode::NOT_FOUND);
    assert!(matti.page(&page()).await.shows("signatories/drop_two\""), "nothing was proposed");
}

/// One is asked before, and may take it back alone until somebody else has done something about it.
async fn who_asked_alone_takes_it_back_until_somebody_else_acts(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, leena) = (world.matti().await, leena(&world).await);
    let sure = matti.page(&format!("{}/ask_two", page())).await;
    assert!(sure.shows("Haluatteko pyytää kahta allekirjoitusta?") && sure.shows("toimitusjohtaja"), "{}", sure.body);
    assert!(sure.shows("value=\"ask_two\"") && !is_two(&world).await, "the page itself changes nothing");
    assert_eq!(matti.get(&format!("{}/keep_two", page())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(matti.get(&format!("{}/confirm_one", page())).await.redirects(), page(), "not now");
    does(&matti, "ask_two", "0").await.redirects();
    let own = matti.page(&page()).await;
    assert!(own.shows("signatories/drop_two\"") && !own.shows("propose_one"), "{}", own.body);
    assert!(!own.shows("value=\"drop_two\""), "one is asked first: {}", own.body);
    assert!(!leena.page(&page()).await.shows("drop_two"));
    assert_eq!(does(&leena, "drop_two", "1").await.status, StatusCode::CONFLICT);
    does(&matti, "drop_two", "1").await.redirects();
    assert!(!is_two(&world).await);
    assert_eq!(matti.get(&format!("{}/drop_two", page())).await.redirects(), page(), "not twice");
    assert!(matti.page(&page()).await.shows("Kahden allekirjoituksen pyyntö peruttiin"));

    // A proposal of another person is an act: from then on it takes two.
    does(&matti, "ask_two", "2").await.redirects();
    does(&leena, "propose_one", "3").await.redirects();
    does(&leena, "take_back", "4").await.redirects();
    assert!(!matti.page(&page()).await.shows("drop_two"));
    let refused = does(&matti, "drop_two", "5").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("Muutosta ei voi tehdä juuri nyt") && !refused.shows("Joku muu"), "{}", refused.body);
    assert!(is_two(&world).await);
}

/// Taking the request back changes how every agreement is signed from then on, as asking for two does.
async fn one_is_asked_before_the_request_for_two_is_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, leena) = (world.matti().await, leena(&world).await);
    does(&matti, "ask_two", "0").await.redirects();
    let sure = format!("{}/drop_two", page());
    for (language, words) in Language::ALL.into_iter().zip([
        ["Haluatteko perua kahden allekirjoituksen pyynnön?", "Sen lähettää se, joka allekirjoittaa seuraavaksi."],
        ["Vill ni återta begäran om två underskrifter?", "Den lämnas in av den som undertecknar härnäst."],
        ["Do you want to take the request for two signatures back?", "Whoever signs next sends it."],
    ]) {
        let shown = world.matti().await.speaking(language).get(&sure).await;
        shown.is_a_proper_page(language);
        assert!(words.iter().all(|words| shown.shows(words)), "{}", shown.body);
        assert!(shown.shows("value=\"drop_two\"") && shown.shows(&format!("href=\"{}\"", page())), "{}", shown.body);
    }
    assert!(is_two(&world).await, "the page itself changes nothing");
    assert_eq!(leena.get(&sure).await.redirects(), page(), "it is nobody else's to take back");
    does(&matti, "drop_two", "1").await.redirects();
    assert!(!is_two(&world).await);
}

/// The page of who signs is one that nobody looks at for months: home says that somebody waits there.
async fn home_tells_of_a_proposal_whoever_may_confirm_it_and_whoever_made_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, other) = (world.matti().await, leena(&world).await);
    let (home, link) = (format!("/o/{RANTAPOLKU}/"), format!("href=\"{}\"", page()));
    let words = [
        [
            "Vastatkaa ehdotukseen",
            "Matti Rantapolku teki ehdotuksen 21.11.2026.",
            "odottaa toisen henkilön vahvistusta",
        ],
        ["Svara på förslaget", "Matti Rantapolku lade fram förslaget 21.11.2026.", "att en annan person bekräftar det"],
        ["Answer the proposal", "made the proposal on 21 November 2026.", "waits for another person to confirm it"],
    ];
    does(&other, "ask_two", "0").await.redirects();
    assert!(!other.page(&home).await.shows(&link) && !matti.page(&home).await.shows(&link), "nobody proposes");
    does(&matti, "propose_one", "1").await.redirects();
    for (language, [action, about, waits]) in Language::ALL.into_iter().zip(words) {
        let theirs = leena(&world).await.speaking(language).get(&home).await;
        theirs.is_a_proper_page(language);
        let todo = between(&theirs.body, "<section class=\"do\"", "</section>");
        assert!(todo.contains(action) && todo.contains(about) && todo.contains(&link), "{}", theirs.body);
        assert!(!theirs.shows(waits), "{}", theirs.body);
        let own = world.matti().await.speaking(language).get(&home).await;
        own.is_a_proper_page(language);
        assert!(own.shows(waits) && own.shows(&link), "{}", own.body);
        assert!(!own.shows(action), "nobody confirms what is their own: {}", own.body);
    }
    let (vilma, support) = (world.vilma().await, format!("{home}support-code"));
    let made = matti.post(&support, &[("page", &home)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), home);
    assert!(!vilma.page(&home).await.shows(words[0][0]), "support answers nothing");
    does(&other, "keep_two", "2").await.redirects();
    assert!(!other.page(&home).await.shows(&link) && !matti.page(&home).await.shows(&link), "it is answered");
}

/// Somebody's own other window is not called another person.
async fn ones_own_other_window_is_nobody_else(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, leena) = (world.matti().await, leena(&world).await);
    does(&matti, "ask_two", "0").await.redirects();
    let own = does(&matti, "ask_two", "0").await;
    assert_eq!(own.status, StatusCode::CONFLICT);
    assert!(own.shows("Muutitte tätä itse toisessa ikkunassa") && !own.shows("Joku muu ehti"), "{}", own.body);
    let other = does(&leena, "ask_two", "0").await;
    assert!(other.shows("Joku muu ehti muuttaa tätä"), "{}", other.body);
}

/// Nobody ever signs beside a sole trader.
async fn a_sole_trader_is_not_offered_two(scratch: &Scratch) {
    let world = World::new(scratch);
    let trader = vec![Basis::Position(Position::SoleTrader)];
    let trader = world.person("030782-902U", "Aino Esimerkki", &[(RANTAPOLKU, NAME, trader)]).await;
    let shown = trader.page(&page()).await;
    assert!(shown.shows("yksi elinkeinonharjoittaja") && !shown.shows("ask_two"), "{}", shown.body);
    assert_eq!(trader.get(&format!("{}/ask_two", page())).await.redirects(), page());
    let refused = does(&trader, "ask_two", "0").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("kahta allekirjoitusta ei voi pyytää"), "{}", refused.body);
    assert!(!is_two(&world).await);
}

db::testing::on_both![
    one_asks_for_two_and_it_takes_two_people_to_go_back,
    of_two_at_once_one_is_done,
    who_may_not_sign_changes_nothing_and_others_see_nothing,
    who_asked_alone_takes_it_back_until_somebody_else_acts,
    one_is_asked_before_the_request_for_two_is_taken_back,
    home_tells_of_a_proposal_whoever_may_confirm_it_and_whoever_made_it,
    ones_own_other_window_is_nobody_else,
    a_sole_trader_is_not_offered_two,
];
