//! The public pages as everybody sees them, and the library as only people with a right do.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::rules::{Kind, Step};
use crate::kernel::{Basis, BusinessId, Language, Mandate};
use crate::mandates::{self, Authority};
use crate::testing::{Browser, RANTAPOLKU, World, between};
use crate::texts::texts;
use crate::web::format;

const PAGES: [&str; 8] =
    ["/", "/access", "/access/joining", "/access/wrong-register", "/katso", "/accessibility", "/privacy", "/status"];

fn addresses() -> Vec<String> {
    let kinds = Kind::ALL.iter().map(|kind| format!("/access/{}", kind.code()));
    PAGES.iter().map(ToString::to_string).chain(kinds).collect()
}

async fn every_public_page_reads_in_three_languages(scratch: &Scratch) {
    let world = World::new(scratch);
    for address in addresses() {
        let answer = world.stranger().page(&address).await;
        let description = between(&answer.body, "<meta name=\"description\" content=\"", "\">");
        assert!(description.chars().count() > 30, "{address}: {description}");
        let swedish = world.stranger().speaking(Language::Sv).get(&address).await;
        assert!(
            !between(&swedish.body, "<title>", "</title>").contains('\u{ad}'),
            "{address}: a plain title of the window"
        );
        assert!(answer.shows("kanta@kanta.fi") && answer.shows("020 634 7787"), "{address} shows support");
        if address != "/status" {
            let day = match address.as_str() {
                "/" => "26.11.2026",
                "/access/joining" | "/access/wrong-register" | "/accessibility" => "21.11.2026",
                "/privacy" | "/access/company" | "/access/data-protection" => "28.11.2026",
                _ => "27.11.2026",
            };
            assert!(answer.shows(&format!("Sivu on päivitetty {day}")), "{address} says when it was updated");
            let canonical = format!("<link rel=\"canonical\" href=\"http://localhost:8080{address}?lang=fi\">");
            assert!(answer.shows(&canonical), "{address} names its own address: {}", answer.body);
        }
    }
}

/// What a page says, without its day and its tags.
fn words(body: &str) -> String {
    let main = between(body, "<main", "</main>");
    let text: String = main.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `updated_words.txt` keeps for each page its day and the hash of its words: whoever changes words meets this test.
async fn the_day_of_a_page_changes_with_its_words(scratch: &Scratch) {
    let world = World::new(scratch);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/front/updated_words.txt");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    let (mut lines, mut undated) = (String::new(), Vec::new());
    for address in addresses().into_iter().filter(|address| address != "/status") {
        let mut all = String::new();
        for language in Language::ALL {
            let page = world.stranger().speaking(language).get(&address).await;
            let day = format::date(super::updated::updated(&address), language);
            all.push_str(&words(&page.body).replace(&day, ""));
        }
        let hash = &crate::kernel::sha256(all.as_bytes())[..16];
        let day = super::updated::updated(&address);
        lines.extend([address.as_str(), " ", &day.to_string(), " ", hash, "\n"]);
        let old = kept.lines().find_map(|line| line.strip_prefix(&format!("{address} ")));
        if old
            .and_then(|old| old.split_once(' '))
            .is_some_and(|(before, words)| before == day.to_string() && words != hash)
        {
            undated.push(address);
        }
    }
    assert!(
        undated.is_empty(),
        "the words of {undated:?} have changed: give them today's day in front/updated.toml, then run this test again \
         and keep what it tells in front/updated_words.txt"
    );
    assert!(kept == lines, "front/updated_words.txt is to be:\n{lines}");
}

async fn the_languages_differ(scratch: &Scratch) {
    let world = World::new(scratch);
    for address in addresses() {
        let mut bodies = Vec::new();
        for language in Language::ALL {
            let answer = world.stranger().speaking(language).get(&address).await;
            bodies.push(between(&answer.body, "<main", "</main>").to_string());
        }
        assert!(bodies[0] != bodies[1] && bodies[1] != bodies[2] && bodies[0] != bodies[2], "{address}");
    }
}

async fn the_front_page_offers_what_the_visitor_can_do(scratch: &Scratch) {
    let world = World::new(scratch);
    let stranger = world.stranger().page("/").await;
    assert!(stranger.shows("class=\"button\" href=\"/sign-in\"") && !stranger.shows("href=\"/act-for\""));
    for name in [
        "Potilastietovaranto",
        "Potilastiedon arkisto",
        "Resepti-palvelu",
        "Sosiaalihuollon asiakastietovaranto",
        "Kuva-aineistojen tietovaranto",
    ] {
        assert!(stranger.shows(name), "{name}");
    }
    let matti = world.matti().await.page("/").await;
    assert!(matti.shows("class=\"button\" href=\"/act-for\"") && !matti.shows("class=\"button\" href=\"/sign-in\""));
    assert!(matti.shows("data-idle-seconds") && !stranger.shows("data-idle-seconds"));
    let vilma = world.vilma().await.page("/").await;
    assert!(vilma.shows("class=\"button\" href=\"/desk/\""));
}

async fn the_access_guide_names_both_mandates_and_the_four_positions(scratch: &Scratch) {
    let world = World::new(scratch);
    let guide = world.stranger().page("/access").await;
    for text in [
        "Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto",
        "Sosiaali- ja terveydenhuollon digitaalisten palvelujen tietosuojaohjeiden katselu",
        "allekirjoittaa asiakkuussopimuksia",
        "elinkeinonharjoittaja",
        "toimitusjohtajan sijainen",
        "varatoimitusjohtaja",
    ] {
        assert!(guide.shows(text), "{text}");
    }
    let public = world.stranger().get("/access/public-organisation").await;
    assert!(
        public.shows("vähintään kaksi")
            && public.shows("myös itsellenne")
            && public.shows("https://www.suomi.fi/valtuudet")
    );
    for text in
        ["hallintosääntö", "säätiörekisterin ote", "Muistakaa valtuuttaa myös itsenne", "hakemuksella-valtuuttaminen"]
    {
        assert!(public.shows(text), "{text}");
    }
    assert!(world.stranger().get("/access/pharmacist").await.shows("Ette tarvitse hakemusta"), "no documents");
    assert!(!public.shows("varatoimitusjohtaja"), "a position gives no right in a public body");
    assert_eq!(world.stranger().get("/access/everybody").await.status, StatusCode::NOT_FOUND);
}

/// Issue 3, item 5: the accepted positions are configuration, and so are the words.
async fn the_words_follow_the_positions_that_the_configuration_accepts(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        config.mandates.accepted_positions = ["ELI", "TJ"].map(str::to_string).to_vec();
        config.mandates.mandate_changes_billing = false;
    });
    let mandate = vec![Basis::Mandate(Mandate::Deployment)];
    let olavi = world.person("061279-9076", "Olavi Testinen", &[(RANTAPOLKU, "Rantapolku", mandate)]).await;
    let begun = [("service", "prescription"), ("language", "fi"), ("answer", "begin")];
    let application = olavi.post(&format!("/o/{RANTAPOLKU}/applications"), &begun).await.redirects().to_string();
    let reader = world.person("030782-902U", "Aino Esimerkki", &[]).await;
    let session = reader.session.as_ref().expect("signed in");
    let authority = Authority {
        organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
        organisation_name: "Rantapolku".to_string(),
        bases: Vec::new(),
        roles: vec!["TJS".to_string()],
        complete: true,
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    mandates::keep_authority(&mut tx, world.app.clock.now(), session, &authority).await.expect("kept");
    tx.commit().await.expect("committed");
    for language in Language::ALL {
        let t = texts(language);
        let get = async |browser: &Browser<'_>, path: &str| {
            let answer = browser.get(&format!("{path}?lang={}", language.code())).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            answer
        };
        let (director, trader) = (t.mandates_role_tj(), t.mandates_role_eli());
        let list = format!("{director}, {trader}");
        for path in ["/access", "/access/company", "/access/pharmacist", "/access/practitioner"] {
            let page = get(&world.stranger(), path).await;
            let shown = between(&page.body, &format!("<h2>{}</h2>", t.front_positions()), "</ul>");
            assert_eq!(shown.matches("<li>").count(), 2, "{path}: {shown}");
            for position in [&director, &trader] {
                assert!(shown.contains(&format!("<li>{position}</li>")), "{path}: {shown}");
            }
            for other in [t.mandates_role_tjs(), t.mandates_role_vtj()] {
                assert!(!page.shows(&other), "{path}: {other}");
            }
        }
        assert!(get(&world.stranger(), "/access/company").await.shows(&t.front_step_position_text(list.as_str())));
        let why = reader.get(&format!("/act-for/why?organisation={RANTAPOLKU}&lang={}", language.code())).await;
        assert!(why.shows(&t.mandates_reason_other_position(list.as_str())), "{}", why.body);
        let billing = get(&olavi, &format!("{application}/steps/billing")).await;
        assert!(billing.shows(&t.applications_billing_closed(list.as_str(), "kanta@kanta.fi")), "{}", billing.body);
    }
}

async fn a_position_that_the_configuration_accepts_is_not_said_to_need_a_mandate(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        config.mandates.accepted_positions = ["TJ", "PJ"].map(str::to_string).to_vec();
    });
    let t = texts(Language::Fi);
    let page = world.stranger().page("/access").await;
    let others = format!("{}, {}", t.mandates_role_j(), t.mandates_role_pr());
    assert!(page.shows(&t.front_positions_not(others)), "{}", page.body);
    assert!(page.shows(&format!("<li>{}</li>", t.mandates_role_pj())), "{}", page.body);
}

/// Issue 3, item 9: each founding page as a checklist at its own address.
async fn before_signing_in_each_kind_has_its_checklist(scratch: &Scratch) {
    let world = World::new(scratch);
    let hub = world.stranger().page("/access").await;
    for kind in Kind::ALL {
        let address = format!("/access/{}", kind.code());
        assert!(hub.shows(&format!("href=\"{address}\"")), "{address} is found from the guide");
        let page = world.stranger().page(&address).await;
        let steps = kind.steps().len();
        assert!(steps >= 3, "{address}");
        for told in ["<dt>Kuka tekee</dt>", "<dt>Kuinka kauan</dt>"] {
            assert_eq!(page.body.matches(told).count(), steps, "{address}: {told} of every step");
        }
        let list = between(&page.body, "<ol class=\"steps\">", "</ol>");
        for (step, shown) in kind.steps().iter().zip(list.split("<li>").skip(1)) {
            let signs_in = matches!(step, Step::SignIn | Step::SignInLibrary);
            assert_eq!(shown.contains("<a href=\"https://"), !signs_in, "{address}: {step:?} leads further: {shown}");
        }
        assert!(page.shows("Liitteet valtuushakemukseen"), "{address} tells of the documents, or that none are needed");
        let reminds = page.shows("Muistakaa valtuuttaa myös itsenne");
        assert_eq!(reminds, !kind.documents().is_empty(), "{address}: who applies is to mandate themselves too");
        assert!(page.shows("data-print") && page.shows("Sivu on päivitetty"), "{address} is good on paper");
        let description = between(&page.body, "<meta name=\"description\" content=\"", "\">");
        assert!(!description.is_empty(), "{address} is described for a search");
    }
    let style = include_str!("../ui/assets/ekstranet.css");
    assert!(style.contains("@media print"), "paper has rules of its own");
}

/// Beside the times, in each language: which of them are estimates, and what the weeks of an application rest on.
async fn the_times_of_the_checklists_are_no_promises(scratch: &Scratch) {
    let world = World::new(scratch);
    for language in Language::ALL {
        let t = texts(language);
        for kind in Kind::ALL {
            let page = world.stranger().speaking(language).get(&format!("/access/{}", kind.code())).await;
            let (estimates, applications) = (t.front_access_estimates(), t.mandates_why_applications());
            assert!(page.shows(&estimates), "{kind:?}: {}", page.body);
            assert_eq!(page.shows(&applications), kind.applies(), "{kind:?}");
        }
    }
}

async fn the_old_katso_address_explains_the_change(scratch: &Scratch) {
    let world = World::new(scratch);
    let page = world.stranger().page("/katso").await;
    for text in ["Katso-tunniste", "Suomi.fi-tunnistus", "Katson pääkäyttäjä"] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    for kind in Kind::ALL {
        assert!(page.shows(&format!("href=\"/access/{}\"", kind.code())), "{kind:?}");
    }
}

async fn the_status_page_says_so_when_the_database_is_away(scratch: &Scratch) {
    let world = World::new(scratch);
    let works = world.stranger().get("/status").await;
    assert!(works.status == StatusCode::OK && works.shows("Kanta Ekstranet toimii"));
    // Every connection is taken, as when the database stopped answering.
    let mut taken = Vec::new();
    while let Ok(connection) = world.app.db.read().await {
        taken.push(connection);
    }
    let asked = Language::ALL.map(|language| world.stranger().speaking(language));
    let [finnish, swedish, english] = &asked;
    let answers = tokio::join!(finnish.get("/status"), swedish.get("/status"), english.get("/status"));
    for (answer, language) in [answers.0, answers.1, answers.2].iter().zip(Language::ALL) {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        answer.is_a_proper_page(language);
        assert!(answer.shows("class=\"tag calm\"") && !answer.shows("Kanta Ekstranet toimii"), "{}", answer.body);
    }
    drop(taken);
    assert_eq!(world.stranger().get("/status").await.status, StatusCode::OK, "it recovers by itself");
}

async fn the_library_opens_with_either_right_and_to_nobody_else(scratch: &Scratch) {
    let world = World::new(scratch);
    assert_eq!(world.stranger().get("/library").await.redirects(), "/sign-in?return=%2Flibrary");
    let open = async |browser: Browser<'_>| {
        let library = browser.page("/library").await;
        assert!(library.shows("href=\"/privacy\"") && library.shows("href=\"/access\""));
        for address in ["/privacy", "/access/data-protection", "/access"] {
            let (_, row) = library.body.split_once(&format!("href=\"{address}\"")).expect("a row");
            let (row, _) = row.split_once("</li>").expect("the end of the row");
            let day = format::date(super::updated::updated(address), Language::Fi);
            assert!(row.contains(&day), "{address} has the day of its own: {row}");
        }
    };
    open(world.aino().await).await;
    open(world.matti().await).await;
    let without = world.person("010190-900P", "Oiva Oikeudeton", &[]).await;
    assert_eq!(without.get("/library").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.vilma().await.get("/library").await.status, StatusCode::SEE_OTHER, "officers have their own desk");
}

async fn search_engines_are_kept_off_the_pages_of_customers(scratch: &Scratch) {
    let answer = World::new(scratch).stranger().get("/robots.txt").await;
    assert_eq!(
        answer.headers.get("content-type").and_then(|value| value.to_str().ok()),
        Some("text/plain; charset=utf-8")
    );
    assert!(answer.shows("Disallow: /o/") && !answer.shows("Disallow: /\n") && !answer.shows("Disallow: /access"));
}

const PRIVATE_HEALTH: &str =
    "/access/joining?sector=health&owner=private&records=system&aland=no&register=own&volume=1%C2%A0000";

async fn the_joining_advice_stands_in_the_address(scratch: &Scratch) {
    let world = World::new(scratch);
    let advice = world.stranger().page(PRIVATE_HEALTH).await;
    for text in [
        "Teidän pitää liittyä Kanta-palveluihin",
        "Potilastietovaranto",
        "Yhteisliittyminen",
        "0,582\u{a0}€, kuitenkin vähintään 120,00\u{a0}€",
        "582,00\u{a0}€",
        "1.10.2029",
        "Tietoturvasuunnitelma",
        "value=\"system\" checked",
        "data-print",
    ] {
        assert!(advice.shows(text), "{text}: {}", advice.body);
    }
    assert!(advice.shows("hreflang=\"sv\" href=\"http://localhost:8080/access/joining?lang=sv\""));
    let swedish = "/access/joining?sector=health&#38;owner=private&#38;records=system&#38;aland=no&#38;register=own";
    assert!(advice.shows(swedish), "the language links keep the answers: {}", advice.body);
    for (query, heading) in [
        ("sector=social&owner=public&records=paper&aland=no&register=both", "Teidän pitää liittyä Kanta-palveluihin"),
        ("sector=pharmacy&owner=private&records=system&aland=yes&register=own", "mutta teidän ei ole pakko"),
        ("sector=both&owner=private&records=paper&aland=no&register=other", "Teidän ei tarvitse liittyä nyt"),
    ] {
        assert!(world.stranger().page(&format!("/access/joining?{query}")).await.shows(heading), "{query}");
    }
}

/// Issue 3, item 10: "by when", while the day is still to come and after it.
async fn the_last_day_to_join_is_told_until_it_has_come(scratch: &Scratch) {
    const SOCIAL: &str = "/access/joining?sector=social&owner=public&records=system&aland=no&register=own";
    let world = World::new(scratch);
    for (days, is_to_come) in [(0, false), (-100, true)] {
        world.app.clock.advance_seconds(days * 86_400);
        for (language, by_when, below) in [
            (Language::Fi, "Liittykää viimeistään 1.9.2026.", "Viimeinen liittymispäivä on kunkin palvelun kohdalla."),
            (
                Language::Sv,
                "Anslut er senast den 1.9.2026.",
                "Sista dagen för anslutningen står vid respektive tjänst.",
            ),
            (
                Language::En,
                "Join no later than 1 September 2026.",
                "The last day for joining is shown with each service.",
            ),
        ] {
            let advice = world.stranger().speaking(language).get(SOCIAL).await;
            advice.is_a_proper_page(language);
            assert_eq!(advice.shows(by_when), is_to_come, "{by_when}: {}", advice.body);
            assert_eq!(advice.shows(below), is_to_come, "{below}: {}", advice.body);
        }
    }
}

async fn an_unanswered_question_is_named_in_the_summary(scratch: &Scratch) {
    let world = World::new(scratch);
    let fresh = world.stranger().page("/access/joining").await;
    assert!(!fresh.shows("role=\"alert\"") && fresh.shows("<form method=\"get\""));
    let part = world.stranger().page("/access/joining?sector=social&volume=x%3Cb%3E").await;
    assert!(part.shows("role=\"alert\"") && part.shows("href=\"#owner\"") && part.shows("href=\"#volume\""));
    assert!(!part.shows("href=\"#sector\"") && part.shows("value=\"social\" checked") && !part.shows("x<b>"));
    for wrong in ["x", "-1", "9999999999999999999", "061279-9076"] {
        let mut told = BTreeSet::new();
        for language in Language::ALL {
            let address = format!("/access/joining?sector=social&volume={wrong}");
            let page = world.stranger().speaking(language).get(&address).await;
            page.is_a_proper_page(language);
            assert!(!page.shows("value=\"061279-9076\""), "{}", page.body);
            told.insert(between(&page.body, "id=\"volume-error\">", "<").to_string());
        }
        assert_eq!(told.len(), 3, "{wrong}: at its field in each language: {told:?}");
    }
}

async fn the_support_contact_is_the_one_that_is_configured(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        config.support.email = "apu@ekstranet.example".into();
        config.support.phone = "029 000 0000".into();
        config.support.hours.fi = "arkisin klo 8–16".into();
        config.support.hours.sv = "vardagar kl. 8–16".into();
        config.support.hours.en = "weekdays from 8 to 16".into();
    });
    for address in addresses().iter().map(String::as_str).chain(["/sign-in", "/no-such-page"]) {
        for (language, hours) in [
            (Language::Fi, "arkisin klo 8–16"),
            (Language::Sv, "vardagar kl. 8–16"),
            (Language::En, "weekdays from 8 to 16"),
        ] {
            let page = world.stranger().speaking(language).get(address).await;
            assert!(page.shows("mailto:apu@ekstranet.example"), "{address}");
            assert!(page.shows(&format!("029 000 0000, {hours}")), "{address}");
            assert!(!page.shows("kanta@kanta.fi") && !page.shows("020 634 7787"), "{address}: {}", page.body);
        }
    }
}

async fn every_register_has_its_corrector_and_a_text_to_send(scratch: &Scratch) {
    let page = World::new(scratch).stranger().page("/access/wrong-register").await;
    for wrong in super::rules::Wrong::ALL {
        assert!(page.shows(&format!("id=\"{}\"", wrong.message_id())), "{wrong:?}");
    }
    for text in ["Lupa- ja valvontavirasto", "Terveyden ja hyvinvoinnin laitos", "Fimea", "kaupparekisteriin"] {
        assert!(page.shows(text), "{text}");
    }
}

db::testing::on_both![
    the_joining_advice_stands_in_the_address,
    the_last_day_to_join_is_told_until_it_has_come,
    an_unanswered_question_is_named_in_the_summary,
    every_register_has_its_corrector_and_a_text_to_send,
    the_support_contact_is_the_one_that_is_configured,
    every_public_page_reads_in_three_languages,
    the_languages_differ,
    the_day_of_a_page_changes_with_its_words,
    the_front_page_offers_what_the_visitor_can_do,
    the_access_guide_names_both_mandates_and_the_four_positions,
    the_words_follow_the_positions_that_the_configuration_accepts,
    a_position_that_the_configuration_accepts_is_not_said_to_need_a_mandate,
    before_signing_in_each_kind_has_its_checklist,
    the_times_of_the_checklists_are_no_promises,
    the_old_katso_address_explains_the_change,
    the_status_page_says_so_when_the_database_is_away,
    the_library_opens_with_either_right_and_to_nobody_else,
    search_engines_are_kept_off_the_pages_of_customers,
];
