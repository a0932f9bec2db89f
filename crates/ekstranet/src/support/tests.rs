//! The support code from both sides, and everything that it must not open.

use axum::http::{Method, StatusCode};
use db::testing::Scratch;

use super::rules::{CODE_SECONDS, GUESSES, VIEW_SECONDS};
use crate::kernel::{Basis, Mandate};
use crate::sign_in::tests::audited;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::web::Rule;

const HOME: &str = "/o/9900226-7/";

async fn make(browser: &Browser<'_>, page: &str) -> String {
    let answer = browser.post(&format!("{HOME}support-code"), &[("page", page)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    between(&answer.body, "<p class=\"digits\">", "</p>").to_string()
}

async fn enter(browser: &Browser<'_>, code: &str) -> Answer {
    browser.post("/desk/support", &[("code", code)]).await
}

async fn the_pages_are_proper_in_three_languages(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    assert!(matti.page(HOME).await.shows("/o/9900226-7/support-code?page=/o/9900226-7/"), "the link is at hand");
    let offer = matti.page(&format!("{HOME}support-code?page={HOME}agreements")).await;
    assert!(offer.shows("value=\"/o/9900226-7/agreements\"") && offer.shows("020 634 7787"));
    vilma.page("/desk/support").await;
    let code = make(&matti, HOME).await;
    assert_eq!(enter(&vilma, &code).await.redirects(), HOME);
    vilma.page(HOME).await;
    vilma.page("/desk/support").await;
    matti.page(HOME).await;
}

async fn an_officer_with_the_code_sees_the_same_page_and_both_know(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let code = make(&matti, &format!("{HOME}agreements")).await;
    assert!(code.len() == 7 && code.as_bytes()[3] == b' ', "{code}");
    assert_eq!(vilma.get(HOME).await.status, StatusCode::NOT_FOUND, "before the code");
    assert!(!matti.get(HOME).await.shows("class=\"watched\""));
    assert_eq!(enter(&vilma, &code).await.redirects(), "/o/9900226-7/agreements");
    for path in ["", "applications", "agreements"] {
        let seen = vilma.get(&format!("{HOME}{path}")).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        assert!(seen.shows("Rantapolun Lääkäriasema Oy") && seen.shows("Katselette asiakkaan sivua"), "{}", seen.body);
        assert!(seen.shows("painikkeita voi käyttää vain asiakas"), "{}", seen.body);
        assert!(seen.shows("action=\"/desk/support/end\"") && !seen.shows("asioitte toimitusjohtajana"));
        assert!(!seen.shows("150668") && !seen.shows("Matti Rantapolku"));
    }
    let mine = matti.get("/me").await;
    assert!(mine.shows("Asiakastuki näkee nyt") && mine.shows("action=\"/me/support/end\""), "{}", mine.body);
    assert_eq!(audited(&world, "support.view_begun").await.len(), 1);
    let pages = audited(&world, "support.page_viewed").await;
    assert!(pages.len() == 3 && pages[2].contains("/o/9900226-7/agreements"), "{pages:?}");
    let mut read = world.app.db.read().await.expect("a reader");
    let rows: Vec<(String, Option<String>)> = read
        .all("select actor_kind, basis from audit_entry where action = 'support.page_viewed'", db::values![])
        .await
        .expect("read");
    assert!(rows.iter().all(|(kind, basis)| kind == "officer" && basis.is_none()), "not by the customer's right");
}

/// How often an officer was let to a page for terminating, in a view of somebody with mandate 1.
async fn looks_at_terminating(scratch: &Scratch, mandate_terminates: bool) -> usize {
    let world = World::with(scratch, |config| config.mandates.mandate_terminates = mandate_terminates);
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let olavi =
        world.person("061279-9076", "Olavi Testinen", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", right)]).await;
    let vilma = world.vilma().await;
    enter(&vilma, &make(&olavi, HOME).await).await;
    vilma.get(&format!("{HOME}terminations/1/check")).await;
    let looked = audited(&world, "support.page_viewed").await.len();
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    looked
}

async fn a_view_reaches_what_the_configured_mandate_reaches(scratch: &Scratch) {
    assert_eq!(looks_at_terminating(scratch, true).await, 1);
}

async fn a_view_has_the_right_that_the_configuration_gives(scratch: &Scratch) {
    assert_eq!(looks_at_terminating(scratch, false).await, 0, "where mandate 1 does not terminate, nor does a look");
}

async fn asking_only_for_the_head_of_a_page_is_reading(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let head = async |browser: &crate::testing::Browser<'_>| {
        let request = browser.request("HEAD", HOME).body(axum::body::Body::empty()).expect("a request");
        browser.send(request).await
    };
    assert_eq!(head(&vilma).await.status, StatusCode::NOT_FOUND, "before the code");
    enter(&vilma, &make(&matti, HOME).await).await;
    assert_eq!(head(&vilma).await.status, StatusCode::OK);
    world.app.clock.advance_seconds(30 * 60);
    assert_eq!(head(&matti).await.redirects(), "/sign-in?return=%2Fo%2F9900226-7%2F");
}

async fn a_code_typed_into_an_address_reaches_neither_the_log_nor_the_way_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    enter(&vilma, &make(&matti, HOME).await).await;
    for typed in ["150668-917M", "150668-917m", "150668%2D917M", "x150668-917M"] {
        let path = format!("{HOME}applications/{typed}");
        assert_eq!(vilma.get(&path).await.status, StatusCode::NOT_FOUND, "{typed}");
        assert_eq!(world.stranger().get(&path).await.redirects(), "/sign-in", "{typed}");
        let page = world.stranger().get(&format!("/sign-in?return={path}")).await;
        assert!(!page.shows("name=\"return\""), "{typed}");
    }
    vilma.get(&format!("{HOME}applications/1")).await;
    assert!(world.stranger().get(HOME).await.redirects().starts_with("/sign-in?return="), "the control");
    let pages = audited(&world, "support.page_viewed").await;
    assert_eq!(pages.len(), 5, "each look is noted");
    assert!(pages.iter().all(|page| !page.contains("150668")), "{pages:?}");
    let control = pages.iter().filter(|page| page.contains("/applications/1")).count();
    assert_eq!(control, 1, "the control: {pages:?}");
}

async fn nothing_can_be_changed_through_a_view(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    enter(&vilma, &make(&matti, HOME).await).await;
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    let rules = crate::routes();
    let posts: Vec<String> = rules
        .rules()
        .iter()
        .filter(|route| route.method == Method::POST && matches!(route.rule, Rule::Acting(_)))
        .map(|route| {
            let path = route.path.replace("{organisation}", RANTAPOLKU);
            path.split('/')
                .map(|part| if part.starts_with('{') { "01a1fffd-9e45-7c7d-a256-578ee9b47df2" } else { part })
                .collect::<Vec<_>>()
                .join("/")
        })
        .collect();
    assert!(posts.len() >= 8, "{posts:?}");
    for path in &posts {
        assert_eq!(vilma.post(path, &[("version", "1")]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let begun = format!("{HOME}applications");
    assert_eq!(vilma.post(&begun, &[("service", "prescription")]).await.status, StatusCode::NOT_FOUND);
    assert!(audited(&world, "applications.begun").await.is_empty());
    assert_eq!(matti.post(&begun, &[("service", "prescription")]).await.status, StatusCode::SEE_OTHER, "the control");
    for person_only in ["/me", "/act-for", "/library"] {
        assert!(vilma.get(person_only).await.redirects().starts_with("/sign-in"), "{person_only}");
    }
}

/// A managing director of a foundation: the position gives no right there, which is what people call about.
async fn rightless(world: &World) -> Browser<'_> {
    let saara = world.person("090590-9047", "Saara Koenen", &[]).await;
    let app = &world.app;
    let organisation = crate::kernel::BusinessId::parse("9900139-5").expect("valid");
    let authority = crate::mandates::Authority {
        organisation,
        organisation_name: "Mielikki-säätiö".to_string(),
        bases: Vec::new(),
        roles: vec!["PJ".to_string()],
        complete: true,
    };
    let session = saara.session.as_ref().expect("signed in");
    let mut tx = app.db.write().await.expect("a transaction");
    crate::mandates::keep_authority(&mut tx, app.clock.now(), session, &authority).await.expect("kept");
    tx.commit().await.expect("committed");
    saara
}

async fn who_may_act_for_nobody_shows_what_suomi_fi_returned(scratch: &Scratch) {
    let world = World::new(scratch);
    let (saara, vilma, matti) = (rightless(&world).await, world.vilma().await, world.matti().await);
    assert!(saara.page("/act-for/why?organisation=9900139-5").await.shows("href=\"/me/support-code\""));
    assert!(saara.page("/me/support-code").await.shows("mitkä oikeudet palvelu tietää"));
    assert_eq!(vilma.get("/desk/support/person").await.status, StatusCode::NOT_FOUND, "before the code");
    let made = saara.post("/me/support-code", &[]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(enter(&vilma, &code).await.redirects(), "/desk/support/person");
    let seen = vilma.page("/desk/support/person").await;
    assert!(seen.shows("Mielikki-säätiö") && seen.shows("hallituksen puheenjohtaja"), "{}", seen.body);
    assert!(seen.shows("ei oikeutta") && seen.shows("Päätä katselu"), "{}", seen.body);
    assert!(!seen.shows("090590") && !seen.shows("Rantapolun"), "nothing of others: {}", seen.body);
    assert!(saara.get("/me").await.shows("Asiakastuki näkee nyt sivujanne"));
    for other in ["/o/9900139-5/", HOME] {
        assert_eq!(vilma.get(other).await.status, StatusCode::NOT_FOUND, "no organisation's pages: {other}");
    }
    assert!(audited(&world, "support.page_viewed").await.iter().any(|detail| detail.contains("/desk/support/person")));
    saara.post("/me/support/end", &[]).await;
    assert_eq!(vilma.get("/desk/support/person").await.status, StatusCode::NOT_FOUND, "ended by the person");
    // The control: a view of an organisation opens no person's rights.
    enter(&vilma, &make(&matti, HOME).await).await;
    assert_eq!(vilma.get("/desk/support/person").await.status, StatusCode::NOT_FOUND);
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK);
    assert_eq!(saara.get("/desk/support/person").await.status, StatusCode::NOT_FOUND, "nobody but officers");
}

async fn who_has_chosen_nothing_yet_shows_that(scratch: &Scratch) {
    let world = World::new(scratch);
    let (saara, vilma) = (world.person("090590-9047", "Saara Koenen", &[]).await, world.vilma().await);
    let made = saara.post("/me/support-code", &[]).await;
    enter(&vilma, between(&made.body, "<p class=\"digits\">", "</p>")).await;
    assert!(
        vilma.page("/desk/support/person").await.shows("ei ole palauttanut tässä istunnossa yhtään organisaatiota")
    );
    vilma.post("/desk/support/end", &[]).await;
    assert_eq!(vilma.get("/desk/support/person").await.status, StatusCode::NOT_FOUND);
}

async fn who_looks_is_not_shown_as_somebody_at_work(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let begun = matti.post(&format!("{HOME}applications"), &[("service", "prescription")]).await;
    let step = format!("{}/steps/contacts", begun.redirects());
    let present = async || {
        let mut read = world.app.db.read().await.expect("read");
        let sql = "select count(*) from application_presence";
        read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
    };
    enter(&vilma, &make(&matti, HOME).await).await;
    assert_eq!(vilma.get(&step).await.status, StatusCode::OK);
    assert_eq!(present().await, 0, "an officer only looks");
    assert_eq!(matti.get(&step).await.status, StatusCode::OK);
    assert_eq!(present().await, 1, "the control");
}

async fn a_view_is_of_one_organisation_and_one_officer(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma, joona) = (world.matti().await, world.vilma().await, world.joona().await);
    let (kauko, code) = (world.kauko().await, make(&matti, HOME).await);
    enter(&vilma, &code).await;
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    assert_eq!(vilma.get(&format!("/o/{LEHTOLINNA}/")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(joona.get(HOME).await.status, StatusCode::NOT_FOUND, "another officer");
    assert_eq!(kauko.get(HOME).await.status, StatusCode::NOT_FOUND, "another customer");
    assert!(!kauko.get("/me").await.shows("class=\"watched\""));
    assert_eq!(enter(&joona, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(joona.get(HOME).await.status, StatusCode::NOT_FOUND, "the code was used");
    let foreign = matti.post(&format!("/o/{LEHTOLINNA}/support-code"), &[]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND, "nobody makes a code for another's pages");
    assert!(matti.post("/desk/support", &[("code", &code)]).await.status == StatusCode::NOT_FOUND);
}

async fn a_code_works_once_and_for_ten_minutes(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let (old, code) = (make(&matti, HOME).await, make(&matti, HOME).await);
    assert!(enter(&vilma, &old).await.shows("Koodi ei kelpaa"), "a newer code takes the place of the older");
    world.app.clock.advance_seconds(CODE_SECONDS);
    assert!(enter(&vilma, &code).await.shows("Koodi ei kelpaa"), "too old");
    let code = make(&matti, HOME).await;
    world.app.clock.advance_seconds(CODE_SECONDS - 1);
    assert_eq!(enter(&vilma, &code).await.redirects(), HOME, "the control");
    assert!(enter(&vilma, &code).await.shows("Koodi ei kelpaa"), "used");
    for typed in ["", "12345", "abcdef"] {
        assert!(enter(&vilma, typed).await.shows("Antakaa kuusi numeroa"), "{typed}");
    }
}

async fn guessing_is_stopped(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma, joona) = (world.matti().await, world.vilma().await, world.joona().await);
    let code = make(&matti, HOME).await;
    let wrong = if code.starts_with('0') { "100 000" } else { "000 000" };
    for _ in 0..GUESSES {
        assert!(enter(&vilma, wrong).await.shows("Koodi ei kelpaa"));
    }
    let refused = enter(&vilma, &code).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.shows("liian monta") && !refused.shows("Koodi ei kelpaa"), "even the right code");
    assert_eq!(vilma.get(HOME).await.status, StatusCode::NOT_FOUND);
    assert_eq!(enter(&joona, &code).await.redirects(), HOME, "another officer is not held back");
    world.app.clock.advance_seconds(super::rules::GUESS_SECONDS);
    assert_eq!(enter(&vilma, &make(&matti, HOME).await).await.redirects(), HOME, "after a while");
    let refusals = audited(&world, "support.code_refused").await;
    assert_eq!(refusals.len(), usize::try_from(GUESSES).expect("few") + 1, "{refusals:?}");
}

async fn a_view_is_ended_from_either_side(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let begin = async || {
        enter(&vilma, &make(&matti, HOME).await).await;
        assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    };
    let is_over = async |how: &str| {
        assert_eq!(vilma.get(HOME).await.status, StatusCode::NOT_FOUND, "{how}");
        assert!(!matti.get(HOME).await.shows("class=\"watched\""), "{how}");
        assert!(!vilma.get("/desk/").await.shows("class=\"watched\""), "{how}");
    };
    begin().await;
    assert_eq!(matti.post("/me/support/end", &[]).await.redirects(), "/me?view=ended");
    assert!(matti.page("/me?view=ended").await.shows("Katselu päättyi."));
    for (page, back) in [("/me/mail", "/me/mail?view=ended"), ("https://other.example/", "/me?view=ended")] {
        assert_eq!(matti.post("/me/support/end", &[("page", page)]).await.redirects(), back);
    }
    is_over("by the person").await;
    begin().await;
    assert_eq!(vilma.post("/desk/support/end", &[]).await.redirects(), "/desk/support");
    is_over("by the officer").await;
}

async fn a_view_ends_with_its_time_and_with_the_person_s_session(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    enter(&vilma, &make(&matti, HOME).await).await;
    // Both stay busy, so that only the view's own time ends.
    for _ in 0..2 {
        world.app.clock.advance_seconds(VIEW_SECONDS / 3);
        assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
        assert!(matti.get(HOME).await.shows("class=\"watched\""));
    }
    world.app.clock.advance_seconds(VIEW_SECONDS / 3);
    assert_eq!(vilma.get(HOME).await.status, StatusCode::NOT_FOUND);
    assert!(!matti.get(HOME).await.shows("class=\"watched\""));
    enter(&vilma, &make(&matti, HOME).await).await;
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    matti.post("/sign-out", &[]).await;
    assert_eq!(vilma.get(HOME).await.status, StatusCode::NOT_FOUND, "the person has left");
}

/// What the log says of the ends of views: who did it, and the details.
async fn ends(world: &World) -> Vec<(String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select actor_kind, detail from audit_entry where action = 'support.view_ended'";
    read.all(sql, db::values![]).await.expect("read")
}

async fn a_view_that_ended_by_itself_is_nobody_s_deed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let count = async |actor: &str, by: &str| {
        let by = format!("\"by\":\"{by}\"");
        ends(&world).await.iter().filter(|(kind, detail)| kind == actor && detail.contains(&by)).count()
    };
    let begin = async || assert_eq!(enter(&vilma, &make(&matti, HOME).await).await.redirects(), HOME);
    let over = async || {
        for _ in 0..3 {
            world.app.clock.advance_seconds(VIEW_SECONDS / 3);
            vilma.get("/desk/").await;
            matti.get("/me").await;
        }
    };
    // Found when the officer, the person, or a new view would end it, and by the job.
    begin().await;
    over().await;
    vilma.post("/desk/support/end", &[]).await;
    assert_eq!((count("system", "time").await, ends(&world).await.len()), (1, 1));
    begin().await;
    over().await;
    matti.post("/me/support/end", &[]).await;
    assert_eq!((count("system", "time").await, ends(&world).await.len()), (2, 2));
    begin().await;
    over().await;
    begin().await;
    assert_eq!((count("system", "time").await, ends(&world).await.len()), (3, 3));
    super::forgetting::note_ended(&world.app).await.expect("noted");
    assert_eq!(ends(&world).await.len(), 3, "the new one lives");
    assert_eq!(vilma.get(HOME).await.status, StatusCode::OK, "the control");
    let ended_at = world.app.clock.now().milliseconds() + VIEW_SECONDS * 1_000;
    over().await;
    world.app.clock.advance_seconds(60);
    for _ in 0..2 {
        super::forgetting::note_ended(&world.app).await.expect("noted");
        assert_eq!((count("system", "time").await, ends(&world).await.len()), (4, 4), "once");
    }
    assert!(ends(&world).await.iter().any(|(_, detail)| detail.contains(&ended_at.to_string())), "when it ended");
    // The controls: while it lives, whoever ends it did it; a session that ends takes it along.
    begin().await;
    vilma.post("/desk/support/end", &[]).await;
    begin().await;
    matti.post("/me/support/end", &[]).await;
    begin().await;
    begin().await;
    assert_eq!((count("officer", "officer").await, count("person", "person").await), (1, 1));
    assert_eq!((count("officer", "another").await, ends(&world).await.len()), (1, 7));
    matti.post("/sign-out", &[]).await;
    vilma.post("/desk/support/end", &[]).await;
    assert_eq!((count("system", "session").await, ends(&world).await.len()), (1, 8));
}

async fn only_a_keyed_hash_of_the_code_is_stored(scratch: &Scratch) {
    let world = World::new(scratch);
    let code = make(&world.matti().await, HOME).await.replace(' ', "");
    let mut read = world.app.db.read().await.expect("a reader");
    let (hash, page): (String, String) =
        read.one("select code_hash, page from support_code", db::values![]).await.expect("one row");
    assert_eq!(hash, world.app.vault.token_hash(&format!("support-code/{code}")));
    assert!(hash.len() == 64 && page == HOME);
    let made = audited(&world, "support.code_made").await;
    assert!(made.len() == 1 && !made[0].contains(&code), "the log does not hold it");
}

db::testing::on_both![
    the_pages_are_proper_in_three_languages,
    an_officer_with_the_code_sees_the_same_page_and_both_know,
    a_code_typed_into_an_address_reaches_neither_the_log_nor_the_way_back,
    a_view_has_the_right_that_the_configuration_gives,
    a_view_reaches_what_the_configured_mandate_reaches,
    asking_only_for_the_head_of_a_page_is_reading,
    nothing_can_be_changed_through_a_view,
    who_may_act_for_nobody_shows_what_suomi_fi_returned,
    who_has_chosen_nothing_yet_shows_that,
    who_looks_is_not_shown_as_somebody_at_work,
    a_view_is_of_one_organisation_and_one_officer,
    a_code_works_once_and_for_ten_minutes,
    guessing_is_stopped,
    a_view_is_ended_from_either_side,
    a_view_ends_with_its_time_and_with_the_person_s_session,
    a_view_that_ended_by_itself_is_nobody_s_deed,
    only_a_keyed_hash_of_the_code_is_stored,
];
