//! The pages of acting for an organisation, asked through the router. Suomi.fi itself is down here.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::natures::Kind;
use super::rules::Nature;
use super::{Authority, store};
use crate::kernel::{Basis, BusinessId, Language, Mandate};
use crate::testing::{Browser, LEHTOLINNA, NOON, RANTAPOLKU, World, between};
use crate::texts::texts;
use crate::web::format;

/// An organisation whose answer gave no right, as a round would keep it.
async fn keep(
    world: &World,
    browser: &Browser<'_>,
    organisation: &str,
    roles: &[&str],
    complete: bool,
    nature: Nature,
) {
    let authority = Authority {
        organisation: BusinessId::parse(organisation).expect("valid"),
        organisation_name: "Kotipolku & Söner ry".to_string(),
        bases: Vec::new(),
        roles: roles.iter().map(|role| (*role).to_string()).collect(),
        complete,
    };
    let session = browser.session.as_ref().expect("signed in");
    let mut tx = world.app.db.write().await.expect("a transaction");
    store::upsert_authority(&mut tx, world.app.clock.now(), &session.id, &authority, &Kind::told(nature))
        .await
        .expect("kept");
    tx.commit().await.expect("committed");
}

/// How many rounds wait for somebody to come back.
async fn rounds(world: &World) -> i64 {
    let mut read = world.app.db.read().await.expect("a connection");
    let (count,): (i64,) =
        read.one("select count(*) from mandates_round where used_at is null", db::values![]).await.expect("counted");
    count
}

async fn the_pages_are_proper_in_three_languages(scratch: &Scratch) {
    let world = World::new(scratch);
    for browser in [world.matti().await, world.aino().await, world.person("090590-9047", "Saara Koenen", &[]).await] {
        browser.page("/act-for").await;
        browser.page("/act-for?return=/o/9900226-7/").await;
        browser.page("/me").await;
        browser.page("/act-for/why").await;
    }
    let matti = world.matti().await;
    let choice = matti.page("/act-for").await;
    assert!(choice.shows("Rantapolun Lääkäriasema Oy") && choice.shows("toimitusjohtaja"), "{}", choice.body);
    assert!(world.aino().await.page("/act-for").await.shows("vain tietosuojaohjeet"));
    assert_eq!(matti.get("/act-for/why?organisation=9900226-7").await.redirects(), "/o/9900226-7/");
}

async fn the_reason_page_tells_what_came_back_and_who_can_help(scratch: &Scratch) {
    let world = World::new(scratch);
    let saara = world.person("090590-9047", "Saara Koenen", &[]).await;
    let theme = "http://valtuusrekisteri.suomi.fi/avustushakemuksen_tekeminen";
    for (roles, complete, nature, shown) in [
        (&["PJ", "J"][..], true, Nature::Unasked, "hallituksen puheenjohtaja"),
        (&["NIMKO"], true, Nature::Unasked, "Nimenkirjoitusoikeus ei sellaisenaan riitä"),
        (
            &["http://assignment.valtuusrekisteri.suomi.fi/x"],
            true,
            Nature::Unasked,
            "ette ole antanut asiointivaltuutta itsellenne",
        ),
        (&[theme], true, Nature::Unasked, "muu valtuus: avustushakemuksen tekeminen"),
        (&["TJ"], true, Nature::Public, "virkailijavaltuuttaminen"),
        (&["TJ"], true, Nature::Unknown, "Kysy Suomi.fistä uudelleen"),
        (&["TJ"], true, Nature::NotRegistered, "YTJ:ssä ei ole tietoja organisaatiosta tällä Y-tunnuksella"),
        (&["TJ"], false, Nature::Private, "Suomi.fi ei saanut vastausta kaikista rekistereistä"),
        (&["XQZ<b>"], true, Nature::Unasked, "rooli XQZ&#60;b&#62;"),
        (&[], true, Nature::Unasked, "ei rooleja eikä valtuuksia"),
        (&["IS", "PIS", "S", "TIL", "YHM", "PR"], true, Nature::Unasked, "prokuristi"),
    ] {
        keep(&world, &saara, "9900139-5", roles, complete, nature).await;
        let page = saara.page("/act-for/why?organisation=9900139-5").await;
        assert!(page.shows(shown), "{roles:?}: {}", page.body);
        assert!(
            page.shows("Kotipolku &#38; Söner ry")
                && page.shows("21.11.2026 klo 12.00")
                && page.shows("kaupparekisteristä, yhdistysrekisteristä")
                && page.shows("Kuinka kauan")
                && page.shows("Ajat ovat arvioitamme marraskuulta 2026"),
            "{roles:?}"
        );
        assert_eq!(
            page.shows("vuonna 2020 kahdesta kolmeen viikkoa"),
            page.shows("vähintään kolme viikkoa"),
            "{roles:?}"
        );
        let only_grants = roles.iter().any(|role| role.starts_with("http://assignment."));
        assert_eq!(page.shows("Terveisin Saara Koenen"), !only_grants, "{roles:?} has a text to send");
    }
    assert!(saara.page("/me").await.shows("/act-for/why?organisation=9900139-5"));
    assert!(saara.page("/act-for").await.shows("oikeus ei riitä"));
}

async fn a_right_that_is_no_more_is_explained(scratch: &Scratch) {
    let world = World::new(scratch);
    world.matti().await;
    let later = world.person("150668-917M", "Matti Rantapolku", &[]).await;
    assert_eq!(later.get(&format!("/o/{RANTAPOLKU}/")).await.status, StatusCode::NOT_FOUND);
    assert!(later.page("/act-for/why").await.shows("ei tarkistettu tässä istunnossa"));
    let path = format!("/act-for/why?organisation={RANTAPOLKU}");
    let why = later.page(&path).await;
    assert!(!why.shows("Se oli voimassa viimeksi"), "nobody has said so: {}", why.body);
    assert!(why.shows("Tässä istunnossa Suomi.fistä ei ole saatu tietoa") && why.shows(">Kysy Suomi.fistä</button>"));
    assert!(!why.shows("Oikeutenne ei riitä") && why.shows("Emme tiedä vielä, voitteko asioida"), "{}", why.body);
    for (roles, complete, nature, is_said) in [
        (&["PJ"][..], true, Nature::Unasked, true),
        (&["PJ"], true, Nature::Private, true),
        (&[], true, Nature::Unasked, true),
        // Suomi.fi has not told everything, or the company register nothing.
        (&["PJ"], false, Nature::Unasked, false),
        (&[], false, Nature::Private, false),
        (&["PJ"], true, Nature::Unknown, false),
        (&["TJ"], true, Nature::Unknown, false),
        // The position came back, and the page says why it counts no more.
        (&["TJ"], true, Nature::Public, false),
        (&["TJ"], true, Nature::NotRegistered, false),
    ] {
        keep(&world, &later, RANTAPOLKU, roles, complete, nature).await;
        for language in Language::ALL {
            let (page, t) = (later.get(&format!("{path}&lang={}", language.code())).await, texts(language));
            let told = t.mandates_reason_ended(format::moment(NOON, language));
            assert_eq!(page.shows(&told), is_said, "{roles:?} {complete} {nature:?}: {}", page.body);
            let may_change = !complete || (nature == Nature::Unknown && roles == ["TJ"]);
            let button = if may_change { t.mandates_why_retry() } else { t.mandates_why_other() };
            assert!(page.shows(&format!("<button class=\"button\">{button}</button>")), "{roles:?}: {}", page.body);
        }
    }
    let other = world.person("110276-9244", "Leena Entinen", &[]).await;
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "not to somebody without a tie");
}

async fn each_refusal_has_a_text_for_whoever_can_help(scratch: &Scratch) {
    let world = World::new(scratch);
    let saara = world.person("090590-9047", "Saara Koenen", &[]).await;
    for (roles, nature, letter) in [
        (&["NIMKO"][..], Nature::Unasked, "letter-cosignatory"),
        (&["PJ"], Nature::Private, "letter-grantor"),
        (&["TJ"], Nature::Public, "letter-leaders"),
        (&["TJ"], Nature::Unknown, "letter-support"),
        (&["TJ"], Nature::NotRegistered, "letter-unregistered"),
    ] {
        keep(&world, &saara, "9900139-5", roles, true, nature).await;
        let page = saara.page("/act-for/why?organisation=9900139-5").await;
        let text = between(&page.body, &format!("id=\"{letter}\">"), "</p>");
        assert!(text.contains("Kotipolku &#38; Söner ry (9900139-5)"), "{letter}: {}", page.body);
        assert!(!page.body.contains("090590"), "no identity code");
    }
}

async fn of_an_organisation_whose_kind_is_known_only_its_own_ways_are_told(scratch: &Scratch) {
    let world = World::new(scratch);
    let saara = world.person("090590-9047", "Saara Koenen", &[]).await;
    keep(&world, &saara, "9900139-5", &["PJ"], true, Nature::Unasked).await;
    let why = "/act-for/why?organisation=9900139-5";
    let unknown = saara.page(why).await;
    assert!(unknown.shows("id=\"letter-grantor\"") && unknown.shows("id=\"letter-leaders\""), "{}", unknown.body);
    for (form, private, own, other) in [("29", true, "grantor", "leaders"), ("18", false, "leaders", "grantor")] {
        let company = serde_json::json!({ "business_id": "9900139-5", "name": "Kotipolku ry", "form": form,
            "registered": true, "private": private });
        world.meddle("delete from register_copy", db::values![]).await;
        let told =
            "insert into register_copy (source, key, content, fetched_at) values ('company', '9900139-5', $1, $2)";
        world.meddle(told, db::values![company.to_string(), world.app.clock.now().milliseconds()]).await;
        let page = saara.page(why).await;
        assert!(page.shows(&format!("id=\"letter-{own}\"")), "{form}: {}", page.body);
        assert!(!page.shows(&format!("id=\"letter-{other}\"")), "{form}: {}", page.body);
    }
}

async fn without_an_organisation_the_page_tells_of_those_that_suomi_fi_returned(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, saara) = (world.matti().await, world.person("090590-9047", "Saara Koenen", &[]).await);
    keep(&world, &matti, "9900139-5", &["PJ"], true, Nature::Unasked).await;
    let mine = matti.page("/act-for/why").await;
    assert!(mine.shows("/o/9900226-7/") && mine.shows("/act-for/why?organisation=9900139-5"), "{}", mine.body);
    let none = saara.page("/act-for/why").await;
    assert!(none.shows("ei vielä tässä istunnossa") && !none.shows("ei palauttanut") && !none.shows("9900139-5"));
    // The letter leaves room for the name that we do not know.
    assert!(none.shows("Organisaatio: [täydentäkää organisaation nimi ja Y-tunnus]."), "{}", none.body);
}

async fn a_closed_door_leads_to_the_reason_and_tells_nothing_of_the_organisation(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let of = async |path: &str| {
        let answer = matti.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let back = form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
        let shown = between(&answer.body, "<main", "</main>");
        assert!(!path.starts_with("/o/") || shown.contains(&format!("/act-for?return={back}")), "{shown}");
        // The address that one has typed oneself tells nothing.
        shown.replace(&back, "")
    };
    let closed = of(&format!("/o/{LEHTOLINNA}/")).await;
    assert!(closed.contains("href=\"/act-for/why\""), "{closed}");
    // 9900118-4 belongs to nobody.
    for other in ["/o/9900118-4/", "/o/123/", &format!("/o/{LEHTOLINNA}/nowhere")] {
        assert_eq!(of(other).await, closed, "{other}");
    }
    assert!(!of("/nowhere").await.contains("/act-for/why"));
    let stranger = world.stranger().get("/nowhere").await;
    assert!(!stranger.shows("/act-for/why"));
    let without = world.person("010190-900P", "Oiva Oikeudeton", &[]).await.get("/library").await;
    assert!(without.status == StatusCode::FORBIDDEN && without.shows("href=\"/act-for/why\""));
}

async fn the_reason_page_speaks_only_of_what_suomi_fi_returned(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko) = (world.matti().await, world.kauko().await);
    keep(&world, &kauko, "9900139-5", &["PJ"], true, Nature::Unasked).await;
    assert_eq!(kauko.get("/act-for/why?organisation=9900139-5").await.status, StatusCode::OK, "the control");
    for other in ["9900139-5", LEHTOLINNA, "9900101-0", "123"] {
        assert_eq!(
            matti.get(&format!("/act-for/why?organisation={other}")).await.status,
            StatusCode::NOT_FOUND,
            "{other}"
        );
    }
}

async fn a_known_organisation_is_taken_without_asking_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, aino) = (world.matti().await, world.aino().await);
    let select = async |browser: &Browser<'_>, organisation: &str| {
        browser.post("/act-for", &[("organisation", organisation), ("answer", "select")]).await
    };
    assert_eq!(select(&matti, RANTAPOLKU).await.redirects(), "/o/9900226-7/");
    assert_eq!(select(&aino, "9900101-0").await.redirects(), "/library");
    keep(&world, &matti, "9900139-5", &["PJ"], true, Nature::Unasked).await;
    assert_eq!(select(&matti, "9900139-5").await.redirects(), "/act-for/why?organisation=9900139-5");
    for other in [LEHTOLINNA, "", "9900226-8"] {
        assert_eq!(select(&matti, other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
    assert_eq!(matti.get("/o/9900139-5/").await.status, StatusCode::NOT_FOUND, "what gives no right opens nothing");
}

async fn a_consultant_with_three_hundred_organisations_finds_one(scratch: &Scratch) {
    let world = World::new(scratch);
    let olavi = world.person("061279-9076", "Olavi Testinen", &[]).await;
    let session = olavi.session.as_ref().expect("signed in");
    let now = world.app.clock.now();
    let mut tx = world.app.db.write().await.expect("a transaction");
    for number in 0..300_u32 {
        let organisation = business_id(1_000_000 + number);
        let authority = Authority {
            organisation_name: format!("Asiakas {number:03} Öljymäki Oy"),
            bases: vec![Basis::Mandate(Mandate::Deployment)],
            roles: Vec::new(),
            complete: true,
            organisation,
        };
        let nature = if number % 3 == 0 { Nature::Private } else { Nature::Public };
        store::upsert_authority(&mut tx, now, &session.id, &authority, &Kind::told(nature)).await.expect("kept");
    }
    tx.commit().await.expect("committed");
    let all = olavi.page("/act-for").await;
    assert!(all.shows("Näytetään 50 / 300 organisaatiota") && all.shows("Asiakas 049") && !all.shows("Asiakas 050"));
    let of_kind = olavi.page("/act-for?kind=private").await;
    assert!(of_kind.shows("Näytetään 50 / 100 organisaatiota") && !of_kind.shows("Asiakas 001"));
    for sought in ["asiakas+277", "%C3%96LJYM%C3%84KI+277", business_id(1_000_277).as_str()] {
        let found = olavi.page(&format!("/act-for?q={sought}")).await;
        assert!(found.shows("Näytetään 1 / 1 organisaatiota") && found.shows("Asiakas 277"), "{sought}");
    }
    assert!(olavi.page("/act-for?q=%3Cscript%3E").await.shows("Hakua vastaavia organisaatioita ei ole"));
    let chosen = business_id(1_000_277);
    olavi.post("/act-for", &[("organisation", chosen.as_str()), ("answer", "select")]).await.redirects();
    let first = |answer: &str| answer.find("Asiakas 277").expect("there") < answer.find("Asiakas 000").expect("there");
    assert!(first(&olavi.get("/act-for").await.body), "the last chosen comes first");
    world.app.clock.advance_seconds(3600);
    let again = world.person("061279-9076", "Olavi Testinen", &[]).await;
    for organisation in [business_id(1_000_000), chosen] {
        let name = if organisation == business_id(1_000_000) { "Asiakas 000" } else { "Asiakas 277" };
        let session = again.session.as_ref().expect("signed in");
        let bases = vec![Basis::Mandate(Mandate::Deployment)];
        let (organisation_name, roles) = (name.to_string(), Vec::new());
        let authority = Authority { organisation, organisation_name, bases, roles, complete: true };
        let mut tx = world.app.db.write().await.expect("a transaction");
        store::upsert_authority(&mut tx, world.app.clock.now(), &session.id, &authority, &Kind::told(Nature::Private))
            .await
            .expect("kept");
        tx.commit().await.expect("committed");
    }
    let page = again.page("/act-for").await;
    assert!(
        first(&page.body) && page.shows("Viimeksi valittu 21.11.2026 klo 12.00"),
        "remembered from the session before"
    );
}

/// The business ID with these first digits; those without a check digit are skipped to the next.
pub(super) fn business_id(digits: u32) -> BusinessId {
    let text = |check: u32| format!("{digits:07}-{check}");
    (0..10).find_map(|check| BusinessId::parse(&text(check))).unwrap_or_else(|| business_id(digits + 5_000_000))
}

async fn two_organisations_in_two_tabs_never_mix(scratch: &Scratch) {
    let world = World::new(scratch);
    let mandate = || vec![Basis::Mandate(Mandate::Deployment)];
    let both = [(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", mandate()), (LEHTOLINNA, "Lehtolinna Oy", mandate())];
    let olavi = world.person("061279-9076", "Olavi Testinen", &both).await;
    let begin = async |organisation: &str| {
        let fields = [("service", "prescription"), ("language", "fi"), ("answer", "begin")];
        let answer = olavi.post(&format!("/o/{organisation}/applications"), &fields).await;
        answer.redirects().rsplit('/').next().expect("an id").to_string()
    };
    let (first, second) = (begin(RANTAPOLKU).await, begin(LEHTOLINNA).await);
    for (organisation, own, other) in [(RANTAPOLKU, &first, &second), (LEHTOLINNA, &second, &first)] {
        let page = olavi.get(&format!("/o/{organisation}/applications/{own}")).await;
        assert!(page.status == StatusCode::OK && page.shows(organisation), "{organisation}");
        for step in ["", "/check", "/steps/contacts"] {
            let path = format!("/o/{organisation}/applications/{other}{step}");
            assert_eq!(olavi.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let fields = [("version", "1"), ("name", "Väärä välilehti")];
        for act in ["steps/contacts", "steps/contacts/autosave", "discard", "withdraw", "sign"] {
            let path = format!("/o/{organisation}/applications/{other}/{act}");
            assert!(olavi.post(&path, &fields).await.status.is_client_error(), "{path}");
        }
    }
    for (organisation, own) in [(RANTAPOLKU, &first), (LEHTOLINNA, &second)] {
        let page = olavi.get(&format!("/o/{organisation}/applications/{own}/steps/contacts")).await;
        assert!(page.status == StatusCode::OK && !page.shows("Väärä välilehti"), "{organisation}");
        let page = olavi.post(&format!("/o/{organisation}/applications/{own}/discard"), &[("version", "1")]).await;
        assert_eq!(
            page.redirects(),
            format!("/o/{organisation}/applications"),
            "the control: the draft is there, untouched"
        );
    }
}

/// Issue 3, item 6: the way to another organisation is on every page where one acts.
async fn one_switches_organisations_at_any_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let mandate = || vec![Basis::Mandate(Mandate::Deployment)];
    let both = [(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", mandate()), (LEHTOLINNA, "Lehtolinna Oy", mandate())];
    let olavi = world.person("061279-9076", "Olavi Testinen", &both).await;
    for page in ["", "applications", "agreements", "parties", "joined", "register-changes"] {
        let answer = olavi.get(&format!("/o/{RANTAPOLKU}/{page}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        let banner = between(&answer.body, "<section class=\"acting\"", "</section>");
        assert!(banner.contains(RANTAPOLKU) && banner.contains("href=\"/act-for\""), "{page}: {banner}");
    }
    let fields = [("organisation", LEHTOLINNA), ("answer", "select")];
    assert_eq!(olavi.post("/act-for", &fields).await.redirects(), format!("/o/{LEHTOLINNA}/"));
}

async fn nobody_acts_without_signing_in(scratch: &Scratch) {
    let world = World::new(scratch);
    for path in ["/act-for", "/me", "/act-for/why", "/act-for/return?code=x&state=y"] {
        for browser in [world.stranger(), world.vilma().await] {
            assert!(browser.get(path).await.redirects().starts_with("/sign-in?return="), "{path}");
        }
    }
}

async fn a_dead_suomi_fi_is_an_outage_and_opens_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let answer = matti.post("/act-for", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    answer.is_a_proper_page(Language::Fi);
    assert!(!answer.shows("150668"));
    assert_eq!(rounds(&world).await, 0);
}

async fn a_return_that_nobody_waits_for_is_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    for query in ["?code=x&state=unknown", "?code=x", "?error=access_denied&state=unknown", "?code=x&state="] {
        let answer = matti.get(&format!("/act-for/return{query}")).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{query}");
        answer.is_a_proper_page(Language::Fi);
    }
    for query in ["", "?error=access_denied&error_description=x"] {
        let answer = matti.get(&format!("/act-for/return{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        assert!(answer.shows("Valinta peruutettiin"));
    }
    assert_eq!(crate::sign_in::tests::audited(&world, "mandates.refused").await.len(), 4);
    assert_eq!(crate::sign_in::tests::audited(&world, "mandates.cancelled").await.len(), 2);
}

async fn rounds_of_yesterday_are_forgotten_and_the_open_ones_stay(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let session = matti.session.as_ref().expect("signed in").id.clone();
    let clock = &world.app.clock;
    for state_hash in ["old", "fresh"] {
        let mut tx = world.app.db.write().await.expect("a transaction");
        let round = store::NewRound {
            state_hash,
            session: &session,
            provider_session: b"sealed",
            intention: None,
            return_path: None,
        };
        store::insert_round(&mut tx, clock.now(), &round).await.expect("inserted");
        tx.commit().await.expect("committed");
        clock.advance_seconds(super::rules::KEPT_SECONDS);
    }
    assert_eq!(
        guarded(super::forgetting::forget(&world.app)).await.expect("forgotten"),
        1,
        "a day old is not older than a day"
    );
    let mut read = world.app.db.read().await.expect("a connection");
    assert!(store::find_round(&mut read, "old", &session).await.expect("read").is_none());
    assert!(store::find_round(&mut read, "fresh", &session).await.expect("read").is_some());
}

async fn many_who_ask_at_once_get_each_their_own_session_as_if_they_asked_alone(scratch: &Scratch) {
    let world = World::new(scratch);
    for browser in [world.matti().await, world.kauko().await, world.aino().await] {
        browser.get("/me").await;
    }
    let db = &world.app.db;
    let mut read = db.read().await.expect("a connection");
    let hashes: Vec<(String,)> =
        read.all("select token_hash from session order by id", db::values![]).await.expect("read");
    let mut asking = tokio::task::JoinSet::new();
    for (hash,) in hashes.into_iter().chain([("nobody's".to_string(),)]) {
        for organisation in [RANTAPOLKU, LEHTOLINNA] {
            let organisation = BusinessId::parse(organisation).expect("valid");
            let alone = store::find_acting_alone(&mut read, &hash, &organisation).await.expect("read");
            let (db, hash) = (db.clone(), hash.clone());
            asking.spawn(async move {
                for _ in 0..20 {
                    let together = store::find_acting(&db, &hash, &organisation).await.expect("read");
                    assert_eq!(format!("{together:?}"), format!("{alone:?}"));
                }
                alone.is_some_and(|row| row.bases.is_some())
            });
        }
    }
    drop(read);
    let found = asking.join_all().await;
    assert_eq!((found.len(), found.iter().filter(|acts| **acts).count()), (8, 2), "Matti and Kauko act for these two");
}

db::testing::on_both![
    of_an_organisation_whose_kind_is_known_only_its_own_ways_are_told,
    many_who_ask_at_once_get_each_their_own_session_as_if_they_asked_alone,
    rounds_of_yesterday_are_forgotten_and_the_open_ones_stay,
    the_pages_are_proper_in_three_languages,
    the_reason_page_tells_what_came_back_and_who_can_help,
    a_right_that_is_no_more_is_explained,
    each_refusal_has_a_text_for_whoever_can_help,
    without_an_organisation_the_page_tells_of_those_that_suomi_fi_returned,
    a_closed_door_leads_to_the_reason_and_tells_nothing_of_the_organisation,
    the_reason_page_speaks_only_of_what_suomi_fi_returned,
    a_known_organisation_is_taken_without_asking_again,
    a_consultant_with_three_hundred_organisations_finds_one,
    two_organisations_in_two_tabs_never_mix,
    one_switches_organisations_at_any_page,
    nobody_acts_without_signing_in,
    a_dead_suomi_fi_is_an_outage_and_opens_nothing,
    a_return_that_nobody_waits_for_is_refused,
];
