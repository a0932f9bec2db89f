//! Answers that come when their application takes none any more: they are not saved, and nothing that was typed is lost.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::draft_tests::colleague;
use super::{Clinic, address, billing, save};
use crate::applications::{OfficerStep, Suggestions, load_case};
use crate::kernel::{ApplicationId, Basis, Language, Position};
use crate::testing::{Answer, Browser, between};

async fn officer_does(clinic: &Clinic, vilma: &Browser<'_>, id: &ApplicationId, step: OfficerStep) {
    // Two requests of one moment have no order.
    clinic.world.app.clock.advance_seconds(1);
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    clinic.officer_does(vilma, id, case.version, step).await.expect("done");
}

fn ask(field: &str) -> OfficerStep {
    let items = vec![(field.to_string(), "Tarkentakaa".to_string())];
    let (message, deadline) = (String::new(), "2026-12-04".to_string());
    OfficerStep::AskSupplement { items, suggested: Suggestions::new(), message, deadline }
}

/// A case of which Vilma asks for one field, and the version of its step as a page of it shows that.
async fn asked(clinic: &Clinic, matti: &Browser<'_>, vilma: &Browser<'_>) -> (ApplicationId, i64) {
    let id = clinic.submitted(matti).await;
    officer_does(clinic, vilma, &id, OfficerStep::Take).await;
    officer_does(clinic, vilma, &id, ask("billing.street")).await;
    let page = matti.page(&address(&id, "/steps/billing")).await;
    let version = between(&page.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    (id, version)
}

/// Both versions are there to be read, nothing can be saved from here, and the case is a link away.
fn shows_both(answer: &Answer, id: &ApplicationId, words: &str, mine: &str, theirs: &str) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
    for part in [words, mine, theirs, &format!("href=\"{}\"", address(id, ""))] {
        assert!(answer.shows(part), "{part}: {}", answer.body);
    }
    assert!(!answer.shows("value=\"save\"") && !answer.shows("name=\"street\""), "{}", answer.body);
}

fn billing_at(street: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut fields = billing();
    fields[4] = ("street", street);
    fields
}

async fn what_was_typed_while_a_colleague_sent_the_application_is_shown(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("sent");
    let typed = billing_at("Myöhäinen katu 3");
    let quiet: Vec<_> = [("version", "1"), ("form", "prescription-2")].into_iter().chain(typed.clone()).collect();
    let quiet = leena.post(&address(&id, "/steps/billing/autosave"), &quiet).await;
    assert_eq!(quiet.status, StatusCode::CONFLICT, "what saves itself is told too");
    let late = save(&leena, &id, "billing", 1, &typed).await;
    shows_both(&late, &id, "Hakemus lähetettiin ennen kuin tallensitte", "Myöhäinen katu 3", "Rantapolku 1");
    for language in Language::ALL {
        let leena = colleague(&clinic).await.speaking(language);
        save(&leena, &id, "billing", 1, &typed).await.is_a_proper_page(language);
    }
    let same = save(&leena, &id, "billing", 1, &billing()).await;
    assert_eq!(same.redirects(), address(&id, ""), "the same answers lose nothing: the control");
    assert!(!matti.page(&address(&id, "")).await.shows("Myöhäinen katu 3"), "what was sent stays");
}

async fn what_was_typed_for_a_recalled_or_answered_request_is_shown(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (id, version) = asked(&clinic, &matti, &vilma).await;
    officer_does(&clinic, &vilma, &id, OfficerStep::RecallSupplement).await;
    let late = save(&matti, &id, "billing", version, &[("street", "Myöhäinen katu 3")]).await;
    shows_both(&late, &id, "Täydennyspyyntö peruttiin ennen kuin", "Myöhäinen katu 3", "Rantapolku 1");
    assert_eq!(late.body.matches("003799002267").count(), 2, "what was not asked is on both sides: {}", late.body);
    officer_does(&clinic, &vilma, &id, ask("billing.street")).await;
    let page = matti.get(&address(&id, "/steps/billing")).await;
    let version = between(&page.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    save(&matti, &id, "billing", version, &[("street", "Uusikatu 2")]).await.redirects();
    clinic.answer(&matti, &id, "").await.expect("answered");
    let late = save(&matti, &id, "billing", version, &[("street", "Myöhäinen katu 3")]).await;
    shows_both(&late, &id, "Täydennys lähetettiin ennen kuin", "Myöhäinen katu 3", "Uusikatu 2");
    clinic.withdraw(&matti, &id).await.expect("withdrawn");
    let late = save(&matti, &id, "billing", version, &[("street", "Myöhäinen katu 3")]).await;
    shows_both(&late, &id, "Hakemusta ei voi enää muuttaa", "Myöhäinen katu 3", "Uusikatu 2");
}

async fn a_page_of_the_draft_loses_nothing_though_something_is_asked_for_meanwhile(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (id, _) = asked(&clinic, &matti, &vilma).await;
    let mut typed = billing();
    typed[5] = ("post_code", "99999");
    let late = save(&matti, &id, "billing", 1, &typed).await;
    shows_both(&late, &id, "Hakemus lähetettiin ennen kuin tallensitte", "99999", "00000");
    let late = save(&matti, &id, "billing", 1, &billing_at("Toinen katu 4")).await;
    assert!(late.shows("value=\"save\""), "what is asked for can be saved still: the control: {}", late.body);
}

async fn what_was_typed_while_a_colleague_discarded_the_draft_is_shown(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let path = address(&id, "/steps/billing");
    let page = leena.page(&path).await;
    let fields: Vec<_> = ["version", "form", "profile"]
        .into_iter()
        .map(|name| (name, between(&page.body, &format!("name=\"{name}\" value=\""), "\"")))
        .chain(billing_at("Myöhäinen katu 3"))
        .chain([("answer", "save")])
        .collect();
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    let quiet = leena.post(&format!("{path}/autosave"), &fields).await;
    assert_eq!(quiet.status, StatusCode::CONFLICT, "what saves itself is told too");
    let words = ["Luonnos poistettiin ennen kuin", "Utkastet raderades innan", "The draft was removed before"];
    for (language, words) in Language::ALL.into_iter().zip(words) {
        let late = colleague(&clinic).await.speaking(language).post(&path, &fields).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND, "{}", late.body);
        for part in [words, "Myöhäinen katu 3", "/applications\""] {
            assert!(late.shows(part), "{part}: {}", late.body);
        }
        late.is_a_proper_page(language);
    }
    assert_eq!(leena.get(&path).await.status, StatusCode::NOT_FOUND, "it is not there: the control");
    // Of somebody else's draft the page tells no more than of none.
    let (there, nowhere) =
        (clinic.begin(&matti).await, ApplicationId::new(clinic.world.app.clock.now(), &clinic.world.app.random));
    let aava = [("9900132-8", "Tuulensuun Psykoterapia, Tmi", vec![Basis::Position(Position::SoleTrader)])];
    let aava = clinic.world.person("250493-908M", "Aava Tuulensuu", &aava).await;
    let told = async |id: &ApplicationId| {
        let answer = aava.post(&format!("/o/9900132-8/applications/{id}/steps/billing"), &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        between(&answer.body, "<main", "</main>").to_string()
    };
    assert_eq!(told(&there).await, told(&nowhere).await);
}

db::testing::on_both![
    what_was_typed_while_a_colleague_discarded_the_draft_is_shown,
    what_was_typed_while_a_colleague_sent_the_application_is_shown,
    what_was_typed_for_a_recalled_or_answered_request_is_shown,
    a_page_of_the_draft_loses_nothing_though_something_is_asked_for_meanwhile,
];
