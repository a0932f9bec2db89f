//! Issue 4, item 3, by the pages of all sides: a joined party leaves to join directly; parallel joining.

use db::testing::Scratch;

use super::connection_tests::version_on;
use super::kinds_tests::right_answers;
use super::{Clinic, address, applications, save, save_on};
use crate::applications::{OfficerStep, load_case};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::parties::PartyState;
use crate::parties::tests::{bring_in, confirm, grant, produce};
use crate::services::{AskedForm, CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU};

async fn case_version(clinic: &Clinic, id: &ApplicationId) -> i64 {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").version
}

async fn item_3_a_joined_party_leaves_to_join_directly_by_the_pages_of_all_sides(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let world = &clinic.world;
    grant(world, LEHTOLINNA).await;
    let party = bring_in(world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Waiting).await;
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    let (home, joined) = (format!("/o/{RANTAPOLKU}/"), format!("/o/{RANTAPOLKU}/joined"));
    let of_main_joiner = format!("/o/{LEHTOLINNA}/parties/{party}");
    // It was joined, confirms, and later wants to join directly.
    assert!(matti.page(&home).await.shows("Vahvistakaa liittyminen"));
    assert!(matti.page(&applications()).await.shows("mutta ette ole vielä vahvistaneet sitä"), "before confirming");
    confirm(clinic.visit(&matti), &party, 1).await.expect("confirmed");
    assert!(kauko.page(&of_main_joiner).await.shows("on vahvistanut liittymisen"));
    assert!(matti.page(&applications()).await.shows("Olette jo mukanaliittyjä tässä palvelussa. Pääliittyjä on Lehto"));
    matti.post(&format!("{joined}/{party}"), &[("version", "2"), ("answer", "leave")]).await.redirects();
    let page = matti.page(&joined).await;
    assert!(page.shows("Hakekaa palvelua suoraan") && page.shows(&applications()), "{}", page.body);
    assert!(!kauko.page(&of_main_joiner).await.shows("on vahvistanut liittymisen"));
    assert!(vilma.page("/desk/parties").await.shows("Rantapolun Lääkäriasema Oy"));
    // Its own application, which the officer sees with what it is joined through.
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("submitted");
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows("Lehtolinnan Lääkärikeskus Oy"));
    clinic.officer_does(&vilma, &id, case_version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, case_version(&clinic, &id).await, approve).await.expect("approved");
    assert!(kauko.page(&of_main_joiner).await.shows("Rantapolun"), "until its own production it stays joined");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let granted = deployments::list(&mut world.app.db.read().await.expect("a reader"), &organisation).await;
    let granted = granted.expect("listed").remove(0);
    produce(&matti, RANTAPOLKU, &granted.id).await;
    // From the day of its own production it is joined no more, and every side sees it.
    assert!(matti.page(&home).await.shows("Käytössä"));
    assert!(kauko.page(&of_main_joiner).await.shows("oma tuotantokäyttö alkoi"));
    let page = matti.page(&joined).await;
    assert!(page.shows("21.11.2026") && !page.shows("value=\"leave\""), "{}", page.body);
}

async fn item_3_who_stays_is_asked_whether_the_draft_is_needed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let world = &clinic.world;
    grant(world, LEHTOLINNA).await;
    let party = bring_in(world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Waiting).await;
    let (matti, home) = (world.matti().await, format!("/o/{RANTAPOLKU}/"));
    let id = clinic.begin(&matti).await;
    assert!(matti.page(&home).await.shows("Jatkakaa hakemusta"));
    let step = matti.page(&address(&id, "/steps/joining_model")).await;
    assert!(step.shows("mutta ette ole vielä vahvistaneet sitä"), "{}", step.body);
    assert!(step.shows(&format!("href=\"/o/{RANTAPOLKU}/joined\"")), "where one confirms: {}", step.body);
    confirm(clinic.visit(&matti), &party, 1).await.expect("confirmed");
    let page = matti.page(&home).await;
    assert!(page.shows("Poistakaa luonnos, jos ette tarvitse sitä.") && !page.shows("Jatkakaa hakemusta"));
}

async fn item_3_parallel_joining_says_what_it_asks_of_the_applicant(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let form = newest_form(Service::SocialData, CustomerKind::Private).expect("a form");
    let form = form.asked(Profile::of(CustomerKind::Private).with(KnownFact::Units));
    let id = clinic.begin_for(&clinic.world.matti().await, Service::SocialData).await;
    for (language, words) in [
        (
            Language::Fi,
            "Lähetätte itse hakemuksen, allekirjoitatte oman sitoumuksen ja vastaatte omasta rekisteristänne",
        ),
        (Language::Sv, "undertecknar er egen förbindelse"),
        (Language::En, "sign a commitment of your own"),
    ] {
        let matti = clinic.world.matti().await.speaking(language);
        let page = matti.get(&address(&id, "/steps/social_joining_model")).await;
        assert!(page.shows(words) && page.shows("value=\"parallel\""), "{}", page.body);
    }
    let matti = clinic.world.matti().await;
    let page = matti.get(&address(&id, "/steps/social_joining_model")).await;
    assert!(page.shows("yhteisliittyminen päättyy päivänä, jona oma tuotantokäyttönne alkaa"), "{}", page.body);
    assert!(
        page.shows("Jos liitytte yksin, valitkaa suoraliittyminen."),
        "what one does, and asks nobody: {}",
        page.body
    );
    assert!(!page.shows("asiakastuesta"), "{}", page.body);
    send_in_parallel(&clinic, &matti, &id, form).await;
    let case = matti.page(&address(&id, "")).await;
    assert!(case.shows("Rinnakkaisliittyminen"), "{}", case.body);
    assert!(clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await.shows("Rinnakkaisliittyminen"));
}

async fn in_parallel(clinic: &Clinic, matti: &Browser<'_>, form: AskedForm) -> ApplicationId {
    let id = clinic.begin_for(matti, Service::SocialData).await;
    send_in_parallel(clinic, matti, &id, form).await;
    id
}

/// Fills a draft of social welfare in for parallel joining, and sends it.
async fn send_in_parallel(clinic: &Clinic, matti: &Browser<'_>, id: &ApplicationId, form: AskedForm) {
    let code = format!("{}-{}", form.code, form.version);
    for step in form.steps() {
        let mut fields = right_answers(form, step);
        if step.key == "social_joining_model" {
            fields = vec![("model".to_string(), "parallel".to_string())];
        }
        fields.push(("profile".to_string(), form.profile.code()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        save_on(matti, id, &code, (step.key, 0), &fields).await.redirects();
    }
    clinic.submit(matti, id).await.expect("submitted");
}

async fn item_3_a_joined_party_that_applies_in_parallel_is_joined_until_its_own_production(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (world, vilma) = (&clinic.world, clinic.world.vilma().await);
    let party = bring_in(world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    let sql = "update joined_party set service = 'social_data', told_at = 1 where id = $1";
    tx.run_one(sql, db::values![party.as_str()]).await.expect("set");
    tx.commit().await.expect("committed");
    let (matti, kauko) = (world.matti().await, world.kauko().await);
    let form = newest_form(Service::SocialData, CustomerKind::Private).expect("a form");
    let form = form.asked(Profile::of(CustomerKind::Private).with(KnownFact::Units));
    let id = in_parallel(&clinic, &matti, form).await;
    let of_main_joiner = format!("/o/{LEHTOLINNA}/parties/{party}");
    assert!(kauko.page(&of_main_joiner).await.shows("on vahvistanut liittymisen"), "it is joined as before");
    clinic.officer_does(&vilma, &id, case_version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, case_version(&clinic, &id).await, approve).await.expect("approved");
    assert!(kauko.page(&of_main_joiner).await.shows("on vahvistanut liittymisen"), "until its own production");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let granted = deployments::list(&mut world.app.db.read().await.expect("a reader"), &organisation).await;
    let address = format!("/o/{RANTAPOLKU}/deployments/{}", granted.expect("listed").remove(0).id);
    for item in form.deployment.items {
        matti.post(&format!("{address}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
    let day = "21.11.2026";
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", day)]).await.redirects();
    matti.post(&format!("{address}/test"), &[("version", "2"), ("test_day", day)]).await.redirects();
    let mut report = vec![("version", "3"), ("result", "passed"), ("held_on", day)];
    report.extend([("performed_by", "Tiina"), ("archivist", "Anni"), ("remarks", "")]);
    matti.post(&format!("{address}/test-report"), &report).await.redirects();
    assert!(kauko.page(&of_main_joiner).await.shows("oma tuotantokäyttö alkoi"));
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/joined")).await.shows(day));
}

/// An officer asks for the joining model again, and the customer changes it.
async fn changes_its_model(clinic: &Clinic, matti: &Browser<'_>, id: &ApplicationId, model: &str) {
    let vilma = clinic.world.vilma().await;
    let ask = OfficerStep::AskSupplement {
        items: vec![("joining_model.model".to_string(), "Tarkistakaa liittymismalli".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-04".to_string(),
    };
    clinic.officer_does(&vilma, id, case_version(clinic, id).await, ask).await.expect("asked");
    let step = address(id, "/steps/joining_model");
    let version = version_on(matti, &step).await.parse().expect("a version");
    save(matti, id, "joining_model", version, &[("model", model)]).await.redirects();
    clinic.answer(matti, id, "").await.expect("answered");
}

async fn a_supplement_that_changes_the_joining_model_reaches_the_parties(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (world, matti, vilma) = (&clinic.world, clinic.world.matti().await, clinic.world.vilma().await);
    let party = bring_in(world, LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", PartyState::Listed).await;
    let own = "update joined_party set main_joiner = $1, main_joiner_name = 'Rantapolun Lääkäriasema Oy' where id = $2";
    world.meddle(own, db::values![RANTAPOLKU, party.as_str()]).await;
    let state = async || {
        let mut read = world.app.db.read().await.expect("a reader");
        let (state,): (String,) = read
            .one("select state from joined_party where id = $1", db::values![party.as_str()])
            .await
            .expect("stored");
        state
    };
    let mails = async |happening: &str| {
        let mut read = world.app.db.read().await.expect("a reader");
        let sql = "select recipient from notice where happening = $1";
        let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("listed");
        rows.len()
    };
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, case_version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    let besides = "Hakija on luetellut mukanaliittyjiä (1), mutta hakemus ei ole yhteisliittymistä varten.";
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows(besides), "a direct application with a list");
    assert_eq!((state().await.as_str(), mails("party_added").await), ("listed", 0));
    changes_its_model(&clinic, &matti, &id, "main_joiner").await;
    assert_eq!((state().await.as_str(), mails("party_added").await), ("waiting", 1), "as if it had just been sent");
    assert!(!vilma.page(&format!("/desk/cases/{id}")).await.shows(besides));
    changes_its_model(&clinic, &matti, &id, "direct").await;
    assert_eq!((state().await.as_str(), mails("party_ended").await), ("ended", 1), "nobody waits for an answer");
}

db::testing::on_both![
    a_supplement_that_changes_the_joining_model_reaches_the_parties,
    item_3_who_stays_is_asked_whether_the_draft_is_needed,
    item_3_a_joined_party_leaves_to_join_directly_by_the_pages_of_all_sides,
    item_3_parallel_joining_says_what_it_asks_of_the_applicant,
    item_3_a_joined_party_that_applies_in_parallel_is_joined_until_its_own_production,
];
