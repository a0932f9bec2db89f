//! How many sign: asked for by one, taken back by two, seen by everybody who sees the organisation.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::needs_two;
use crate::kernel::{Basis, BusinessId, Mandate, Position};
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
    assert!(shown.shows("allekirjoittaa yksi henkilö") && shown.shows("value=\"ask_two\""), "{}", shown.body);
    assert!(!is_two(&world).await);
    does(&matti, "ask_two", "0").await.redirects();
    assert!(is_two(&world).await);
    let shown = leena.page(&page()).await;
    assert!(shown.shows("kaksi henkilöä yhdessä") && shown.shows("Matti Rantapolku, toimitusjohtaja, 21.11.2026"));

    // One who goes back alone goes nowhere.
    does(&matti, "propose_one", "1").await.redirects();
    assert!(is_two(&world).await, "a proposal changes nothing yet");
    let own = matti.page(&page()).await;
    assert!(own.shows("value=\"take_back\"") && !own.shows("confirm_one"), "{}", own.body);
    assert_eq!(does(&matti, "confirm_one", "2").await.status, StatusCode::CONFLICT);
    assert!(is_two(&world).await);

    // The other one keeps it, the first takes another proposal back, and at last it is confirmed.
    let other = leena.page(&page()).await;
    assert!(other.shows("Matti Rantapolku on ehdottanut") && other.shows("value=\"keep_two\""), "{}", other.body);
    does(&leena, "keep_two", "2").await.redirects();
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
    assert!(matti.page(&page()).await.shows("value=\"propose_one\""), "nothing was proposed");
}

db::testing::on_both![
    one_asks_for_two_and_it_takes_two_people_to_go_back,
    of_two_at_once_one_is_done,
    who_may_not_sign_changes_nothing_and_others_see_nothing,
];
