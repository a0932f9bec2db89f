//! The pages before sending: who may, one draft for all helpers, wrong answers, what follows.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{BASE, answer, audited, begin, fill, grant, mandated, save, send, send_as, version};
use crate::kernel::{Basis, Mandate, PartyId, Position, TerminationId};
use crate::parties::PartyState;
use crate::parties::tests::bring_in;
use crate::services::Service;
use crate::terminations::drafting;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World, between};

async fn the_way_begins_at_home_and_at_the_service_with_one_draft_for_all(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    assert!(matti.page(BASE).await.shows("Teillä ei ole palvelua"), "nothing to terminate");
    assert_eq!(matti.post(BASE, &[]).await.status, StatusCode::CONFLICT);
    let deployment = grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    grant(&world, RANTAPOLKU, Service::PatientData, true).await;
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows(&format!("href=\"{BASE}\"")), "{}", home.body);
    let service = matti.page(&format!("/o/{RANTAPOLKU}/deployments/{deployment}")).await;
    assert!(service.shows("Irtisano palvelu") && service.shows(&format!("{BASE}?service=prescription")));
    let list = matti.page(&format!("{BASE}?service=prescription")).await;
    assert!(list.shows("ei päätä asiakkuutta") && list.shows("value=\"prescription\""), "{}", list.body);
    let address = matti.post(BASE, &[("service", "prescription")]).await.redirects().to_string();
    assert_eq!(matti.post(BASE, &[]).await.redirects(), address, "one draft for all");
    assert_eq!(
        matti.get(&address).await.redirects(),
        format!("{address}/pages/services"),
        "the first that lacks something"
    );
}

async fn two_helpers_do_not_overwrite_each_other(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, olavi) = (world.matti().await, mandated(&world).await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    let place = format!("{address}/pages/services");
    let old = version(&olavi.page(&place).await);
    save(&matti, &address, "services", &[("extent", "whole"), ("ends_on", "31.12.2026")]).await.redirects();
    let late = [("version", old.as_str()), ("extent", "whole"), ("ends_on", "30.11.2026")];
    let late = olavi.post(&place, &late).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Joku muu on tallentanut") && late.shows("value=\"30.11.2026\""), "{}", late.body);
    let beside = between(&late.body, "Tällä sivulla on nyt tallennettuna", "</dl>");
    assert!(beside.contains("31.12.2026") && beside.contains("Viimeksi tallensi Matti"), "{}", late.body);
    let kept = matti.page(&place).await;
    assert!(kept.shows("value=\"31.12.2026\""), "the first is kept: {}", kept.body);
    let again = [("version", version(&late)), ("extent", "whole".to_string()), ("ends_on", "30.11.2026".to_string())];
    let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    olavi.post(&place, &again).await.redirects();
    assert!(matti.page(BASE).await.shows("Viimeksi tallentanut Olavi Testinen"));
}

async fn a_draft_is_discarded_after_one_more_question(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    let home = format!("/o/{RANTAPOLKU}/");
    assert!(matti.page(&home).await.shows("Jatkakaa irtisanomista"));
    let question = matti.page(&format!("{address}/discard")).await;
    assert!(question.shows("Poistetaanko keskeneräinen irtisanominen?"));
    let stale = matti.post(&format!("{address}/discard"), &[("version", "7")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let version = version(&question);
    let discarded = matti.post(&format!("{address}/discard"), &[("version", &version)]).await;
    assert_eq!(discarded.redirects(), format!("{BASE}?discarded=yes"));
    assert!(matti.page(discarded.redirects()).await.shows("Keskeneräinen irtisanominen on poistettu."));
    let typed = [("version", version.as_str()), ("extent", "whole"), ("ends_on", "31.12.2026")];
    let gone = matti.post(&format!("{address}/pages/services"), &typed).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    assert!(gone.shows("joten mitään ei tallennettu") && gone.shows("31.12.2026"), "{}", gone.body);
    assert_eq!(matti.get(&address).await.status, StatusCode::NOT_FOUND);
    assert!(!matti.page(&home).await.shows("Jatkakaa irtisanomista"));
    assert_ne!(begin(&matti).await, address, "a new one can be begun");
    assert_eq!((audited(&world, "terminations.begun").await, audited(&world, "terminations.discarded").await), (2, 1));
}

async fn who_may_not_terminate_sees_who_may(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        config.mandates.mandate_terminates = false;
        config.mandates.accepted_positions = ["TJ", "ELI"].map(str::to_string).to_vec();
    });
    let (matti, olavi) = (world.matti().await, mandated(&world).await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let page = olavi.page(BASE).await;
    assert!(
        page.shows("Julkisen organisaation, säätiön") && page.shows("kanta@kanta.fi"),
        "nobody's position counts there"
    );
    assert!(
        page.shows("Kuka voi irtisanoa")
            && page.shows("merkityistä asemista: toimitusjohtaja, elinkeinonharjoittaja. "),
        "{}",
        page.body
    );
    assert!(!page.shows(&format!("action=\"{BASE}\"")), "no button that would be refused: {}", page.body);
    assert_eq!(olavi.post(BASE, &[]).await.status, StatusCode::NOT_FOUND);
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    for place in ["/check", "/pages/services", "/discard", "/withdraw"] {
        assert_eq!(olavi.get(&format!("{address}{place}")).await.status, StatusCode::NOT_FOUND, "{place}");
    }
    assert!(
        olavi.page(&address).await.shows("merkityistä asemista: toimitusjohtaja, elinkeinonharjoittaja. "),
        "the draft can be looked at"
    );
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"), "who may, does");
}

async fn a_right_that_reaches_less_far_sends_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    let back = send_as(&world, &matti, &address, Basis::Mandate(Mandate::Privacy)).await;
    assert_eq!(back, address);
    assert_eq!((audited(&world, "terminations.not_allowed").await, audited(&world, "terminations.sent").await), (1, 0));
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"), "the draft was kept");
}

async fn another_organisation_sees_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko) = (world.matti().await, world.kauko().await);
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    fill(&matti, &address, &[], "31.12.2026").await;
    send(&world, &matti, &address).await;
    let id = address.rsplit('/').next().expect("an id");
    for place in ["", "/receipt", "/withdraw", "/check", "/pages/services"] {
        assert_eq!(matti.get(&format!("{address}/receipt")).await.status, StatusCode::OK);
        let other = format!("/o/{LEHTOLINNA}/terminations/{id}{place}");
        assert_eq!(kauko.get(&other).await.status, StatusCode::NOT_FOUND, "{place}");
    }
    let withdrawn = kauko.post(&format!("/o/{LEHTOLINNA}/terminations/{id}/withdraw"), &[("version", "5")]).await;
    assert_eq!(withdrawn.status, StatusCode::NOT_FOUND);
}

async fn a_main_joiner_is_told_of_its_parties_and_they_of_its_last_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    grant(&world, LEHTOLINNA, Service::Prescription, true).await;
    let party = bring_in(&world, "9900198-5", "Fysio Halla Ky", PartyState::Confirmed).await;
    let listed = bring_in(&world, "9900132-8", "Tuulensuun Psykoterapia", PartyState::Listed).await;
    let address = kauko.post(&format!("/o/{LEHTOLINNA}/terminations"), &[]).await.redirects().to_string();
    fill(&kauko, &address, &[], "31.12.2026").await;
    let check = kauko.page(&format!("{address}/check")).await;
    assert!(check.shows("Teillä on 2 mukanaliittyjää"), "{}", check.body);
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(&kauko, (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy"), right);
    let number: i64 = version(&check).parse().expect("a version");
    let id = address.rsplit('/').next().expect("an id").to_string();
    super::send_act(visit, id, serde_json::json!({ "version": number })).await.expect("sent");
    let vilma = world.vilma().await;
    let case = vilma.page(&format!("/desk/terminations/{}", address.rsplit('/').next().expect("an id"))).await;
    assert!(case.shows("Asiakas on pääliittyjä: 2 mukanaliittyjän"), "{}", case.body);
    answer(&vilma, &address, &[("answer", "confirm"), ("day", "31.12.2026")]).await.redirects();
    let stored = async |id: &PartyId| {
        let sql = "select state, ends_on from joined_party where id = $1";
        let mut read = world.app.db.read().await.expect("a reader");
        read.one::<(String, Option<String>)>(sql, db::values![id.as_str()]).await.expect("stored")
    };
    let last_day = Some("2026-12-31".to_string());
    assert_eq!(stored(&party).await, ("ending".to_string(), last_day.clone()));
    assert_eq!(stored(&listed).await, ("ended".to_string(), last_day), "nobody had told it");
    assert_eq!(super::mailed(&world, "party_ending").await, ["toimisto@halla.example"]);
}

async fn each_page_of_the_form_says_what_is_wrong_and_keeps_what_was_typed(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    let wrong = async |page: &str, fields: &[(&str, &str)], told: &[&str], kept: &str| {
        matti.page(&format!("{address}/pages/{page}")).await;
        let answer = save(&matti, &address, page, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}: {fields:?}");
        for text in told {
            assert!(answer.shows(text), "{page}: {text} in {}", answer.body);
        }
        assert!(answer.shows(kept), "{page}: {kept} in {}", answer.body);
    };
    let past = [("extent", "some"), ("ends_on", "20.11.2026")];
    wrong("services", &past, &["Valitkaa vähintään yksi palvelu.", "Päivä on mennyt."], "value=\"20.11.2026\"").await;
    let no_day = [("extent", "whole"), ("ends_on", "31.2.2027")];
    wrong("services", &no_day, &["Tarkistakaa päivä: sitä ei ole kalenterissa."], "value=\"31.2.2027\"").await;
    save(&matti, &address, "services", &[("extent", "whole"), ("ends_on", "31.12.2026")]).await.redirects();
    wrong("reason", &[("reason", "other")], &["Kertokaa, mikä muu syy on."], "value=\"other\" checked").await;
    let code = [("reason", "other"), ("details", "Asiakas 061279-9076")];
    let answer = save(&matti, &address, "reason", &code).await;
    assert!(answer.shows("Poistakaa henkilötunnus.") && !answer.shows("061279-9076"), "{}", answer.body);
    assert!(answer.shows("Asiakas ***"), "{}", answer.body);
    save(&matti, &address, "reason", &[("reason", "acquisition")]).await.redirects();
    let nobody = [("transferred", "no")];
    wrong("receiver", &nobody, &["Kerroitte, että liiketoiminta myydään."], "value=\"no\" checked").await;
    let own = [("transferred", "yes"), ("receiver", RANTAPOLKU)];
    wrong("receiver", &own, &["Tämä on oma Y-tunnuksenne."], "value=\"9900226-7\"").await;
    save(&matti, &address, "receiver", &[("transferred", "yes"), ("receiver", "9900116-8")]).await.redirects();
    let half = [("invoice", "other"), ("name", "Rantapolku"), ("post_code", "0010"), ("email", "hallinto@")];
    let told = [
        "Kirjoittakaa katuosoite tai postilokero.",
        "Kirjoittakaa postitoimipaikka.",
        "viidellä numerolla",
        "muodossa nimi@esimerkki.fi",
    ];
    wrong("invoice", &half, &told, "value=\"Rantapolku\"").await;
    assert_eq!(audited(&world, "terminations.sent").await, 0);
}

/// A form that somebody has made: services that no page offers, and an address that is not asked for.
async fn what_no_page_asks_for_is_not_kept_unlooked_at(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    let address = begin(&matti).await;
    let long = "x".repeat(5_000);
    let made = [("services", "061279-9076"), ("services", "prescription"), ("services", long.as_str())];
    let rest = [("extent", "some"), ("ends_on", "31.12.2026")];
    save(&matti, &address, "services", &[&made[..], &rest].concat()).await.redirects();
    let known =
        [("invoice", "known"), ("name", "061279-9076"), ("street", long.as_str()), ("email", "a@posti.example")];
    let refused = save(&matti, &address, "invoice", &known).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("id=\"name-error\"") && refused.shows("id=\"street-error\""), "{}", refused.body);
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(&matti, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let id = TerminationId::parse(address.rsplit('/').next().expect("an id")).expect("an id");
    let kept = drafting::load(&visit, &id).await.expect("loaded").content;
    assert_eq!((kept.services, kept.name), (vec!["prescription".to_string()], String::new()));
}

db::testing::on_both![
    what_no_page_asks_for_is_not_kept_unlooked_at,
    each_page_of_the_form_says_what_is_wrong_and_keeps_what_was_typed,
    the_way_begins_at_home_and_at_the_service_with_one_draft_for_all,
    two_helpers_do_not_overwrite_each_other,
    a_draft_is_discarded_after_one_more_question,
    who_may_not_terminate_sees_who_may,
    a_right_that_reaches_less_far_sends_nothing,
    another_organisation_sees_nothing,
    a_main_joiner_is_told_of_its_parties_and_they_of_its_last_day,
];
