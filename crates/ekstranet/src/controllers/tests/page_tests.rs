//! The pages of whoever hands over, in three languages, with what they refuse.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{ALL, BASE, CONTACT, WHO, audited, begin, fill, mailed, prepare, publish, run_id, save, send, sent};
use crate::controllers::drafting;
use crate::kernel::{ControllerChangeId, Language};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World, between};

async fn a_notification_is_filled_in_page_by_page_and_sent(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let list = matti.page(BASE).await;
    assert!(list.shows("Teillä ei ole tuotantokäytössä palvelua") && !list.shows("Aloita ilmoitus"), "{}", list.body);
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Ilmoittakaa rekisterinpitäjän muutoksesta"));
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/terminations")).await.shows(&format!("href=\"{BASE}\"")));
    assert!(matti.page(BASE).await.shows("Aloita ilmoitus"));
    let address = begin(&matti).await;
    assert_eq!(begin(&matti).await, address, "one draft of an organisation");
    assert_eq!(matti.get(&address).await.redirects(), format!("{address}/pages/documents"));
    for page in ["documents", "receiver", "day", "run", "contact"] {
        let shown = matti.page(&format!("{address}/pages/{page}")).await;
        assert!(!shown.shows("class=\"error\""), "{page}: nothing is wrong before something is answered");
        let refused = save(&matti, &address, page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
        assert!(refused.shows("class=\"error\""), "{page}: {}", refused.body);
    }
    // Units are ticked by name; what the register does not have is not kept.
    let some = [
        ("services", "patient_data"),
        ("extent", "some"),
        ("units", "1.2.246.10.99002267.10.2"),
        ("units", "1.2.246.10.99001168.10.1"),
    ];
    let documents = matti.page(&format!("{address}/pages/documents")).await;
    assert!(documents.shows("Rantapolku Keskusta") && documents.shows("Rantapolku Satama"), "{}", documents.body);
    let whole = [some[0], ("extent", "all"), some[2]];
    let both = save(&matti, &address, "documents", &whole).await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(both.shows("Valitsitte koko rekisterin ja merkitsitte myös yksiköitä."), "{}", both.body);
    assert_eq!(save(&matti, &address, "documents", &some).await.redirects(), format!("{address}/pages/receiver"));
    save(&matti, &address, "receiver", &WHO).await.redirects();
    let receiver = matti.page(&format!("{address}/pages/receiver")).await;
    assert!(receiver.shows("Rekisterissä: Lehtolinnan Lääkärikeskus Oy"), "{}", receiver.body);
    save(&matti, &address, "day", &[("changes_on", "1.12.2026")]).await.redirects();
    let run = matti.page(&format!("{address}/pages/run")).await;
    let first = between(&run.body, "name=\"run\" value=", "</label>");
    assert!(first.contains("checked") && first.contains("11.12.2026, ilmoitukset viimeistään 1.12.2026"), "{first}");
    assert!(first.contains("Aikaisin mahdollinen"), "{first}");
    save(&matti, &address, "run", &[("run", &run_id(&world, "2026-12-11").await)]).await.redirects();
    assert_eq!(save(&matti, &address, "contact", &CONTACT).await.redirects(), format!("{address}/sign"));
    let check = matti.page(&format!("{address}/sign")).await;
    for text in ["Rantapolku Satama", "Lehtolinnan Lääkärikeskus Oy (9900116-8)", "1.12.2026", "11.12.2026", "Sirpa"]
    {
        assert!(check.shows(text), "{text}: {}", check.body);
    }
    assert!(!check.shows("Rantapolku Keskusta") && !check.shows("tuotantokäytössä:"), "{}", check.body);
    let version = super::version(&check);
    let refused = matti.post(&format!("{address}/sign"), &[("version", &version)]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows("Vahvistakaa, että muutoksesta"));
    let old = matti.post(&format!("{address}/sign"), &[("version", "1"), ("accept", "yes")]).await;
    assert_eq!(old.status, StatusCode::CONFLICT);
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    let receipt = matti.page(&format!("{address}/receipt")).await;
    assert!(receipt.shows("KE-2026-") && receipt.shows("Lehtolinnan"), "{}", receipt.body);
    let shown = matti.page(&address).await;
    assert!(shown.shows("Odottaa vahvistusta") && shown.shows("Rantapolku Satama"), "{}", shown.body);
    assert!(matti.page(BASE).await.shows("Uusi rekisterinpitäjä: Lehtolinnan"));
    assert_eq!(mailed(&world, "controller_asked").await, ["hallinto@9900116-8.example"]);
    assert_eq!(mailed(&world, "controller_received").await, ["hallinto@9900226-7.example", "sirpa@rantapolku.example"]);
    assert_eq!(audited(&world, "controllers.sent").await, 1);
    let again = matti.get(&format!("{address}/sign")).await;
    assert_eq!(again.redirects(), format!("{address}/receipt"), "what was sent is not sent twice");
}

async fn without_a_run_it_is_sent_for_the_next_one_and_a_receiver_without_the_service_is_flagged(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    super::grant(&world, RANTAPOLKU, crate::services::Service::PatientData).await;
    super::company(&world, LEHTOLINNA, super::RECEIVER.1, true).await;
    let address = begin(&matti).await;
    save(&matti, &address, "documents", &ALL).await.redirects();
    save(&matti, &address, "receiver", &WHO).await.redirects();
    save(&matti, &address, "day", &[("changes_on", "1.12.2026")]).await.redirects();
    let run = matti.page(&format!("{address}/pages/run")).await;
    assert!(run.shows("ei ole vielä ajopäivää") && run.shows("value=\"next\" checked"), "{}", run.body);
    save(&matti, &address, "run", &[("run", "next")]).await.redirects();
    save(&matti, &address, "contact", &CONTACT).await.redirects();
    let check = matti.page(&format!("{address}/sign")).await;
    assert!(check.shows("Uudella rekisterinpitäjällä ei ole vielä tuotantokäytössä: Potilastietovaranto"));
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    let desk = world.vilma().await.page(&format!("/desk/controllers/{}", super::id(&address))).await;
    for text in ["ei ole tuotantokäytössä: Potilastietovaranto", "sähköpostiosoitetta ei tiedetä", "ei ole julkaistu"]
    {
        assert!(desk.shows(text), "{text}: {}", desk.body);
    }
    assert_eq!(mailed(&world, "controller_asked").await, [""; 0]);
}

async fn a_service_has_one_change_at_a_time_and_a_draft_can_be_discarded(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    let first = sent(&world, &matti).await;
    let list = matti.page(BASE).await;
    assert!(!list.shows("Aloita ilmoitus") && list.shows("Ajopäivää ei ole vielä valittu."), "{}", list.body);
    assert!(between(&list.body, "Uutta ilmoitusta ei voi", "</p>").contains(&format!("href=\"{first}\"")));
    assert_eq!(matti.post(BASE, &[]).await.status, StatusCode::CONFLICT);
    super::grant(&world, RANTAPOLKU, crate::services::Service::SocialData).await;
    assert!(!matti.page(BASE).await.shows("Uutta ilmoitusta ei voi"), "something is left");
    let second = begin(&matti).await;
    let documents = matti.page(&format!("{second}/pages/documents")).await;
    assert!(documents.shows("on jo vireillä ilmoitus KE-2026-"), "{}", documents.body);
    let taken = save(&matti, &second, "documents", &ALL).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.shows("Palvelusta Potilastietovaranto on jo"));
    matti.page(&format!("{second}/discard")).await;
    let version = super::version(&matti.get(&format!("{second}/discard")).await);
    let discarded = matti.post(&format!("{second}/discard"), &[("version", &version)]).await;
    assert_eq!(discarded.redirects(), format!("{BASE}?discarded=yes"));
    assert!(matti.page(discarded.redirects()).await.shows("Keskeneräinen ilmoitus on poistettu."));
    assert!(!matti.page(BASE).await.shows("Keskeneräinen ilmoitus on poistettu."));
    // The other window saves: it reads why nothing was saved, with what was typed.
    let typed = [&[("version", version.as_str())][..], &CONTACT].concat();
    for (language, words) in [
        (Language::Sv, "så ingenting sparades"),
        (Language::En, "so nothing was saved"),
        (Language::Fi, "joten mitään ei tallennettu"),
    ] {
        let browser = world.matti().await.speaking(language);
        let gone = browser.post(&format!("{second}/pages/contact"), &typed).await;
        assert!(gone.status == StatusCode::CONFLICT && gone.shows(words), "{}", gone.body);
        assert!(gone.shows("Sirpa Siirtäjä") && gone.shows("Soittakaa Sirpalle."), "{}", gone.body);
    }
    let (kauko, of_another) =
        (world.kauko().await, format!("{}/{}/pages/contact", super::RECEIVED, super::id(&second)));
    let answer = kauko.post(&of_another, &typed).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "another organisation finds nothing");
    assert_eq!(matti.get(&second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(matti.get(&format!("{first}/discard")).await.redirects(), first, "what was sent is not discarded");
}

async fn what_two_people_save_at_once_is_kept_and_shown_to_the_second(scratch: &Scratch) {
    let world = World::new(scratch);
    let acts_for = (RANTAPOLKU, super::SENDER.1, vec![super::director()]);
    let (matti, aava) = (world.matti().await, world.person("250493-908M", "Aava Apulainen", &[acts_for]).await);
    prepare(&world).await;
    let address = begin(&matti).await;
    let place = format!("{address}/pages/contact");
    let version = super::version(&matti.get(&place).await);
    save(&aava, &address, "contact", &CONTACT).await.redirects();
    let typed = [("version", version.as_str()), ("name", "Toinen Nimi"), ("email", "toinen@rantapolku.example")];
    let refused = matti.post(&place, &[&typed[..], &[("phone", "+358 00 000 0002")]].concat()).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("Joku muu on tallentanut") && refused.shows("value=\"Toinen Nimi\""), "{}", refused.body);
    let beside = between(&refused.body, "Tällä sivulla on nyt tallennettuna", "</dl>");
    assert!(beside.contains("Viimeksi tallensi Aava Apulainen"), "{}", refused.body);
    assert!(beside.contains("Sirpa Siirtäjä") && beside.contains("Soittakaa Sirpalle."), "{}", refused.body);
    // What is wrong besides is said when it has been read what the other one saved.
    let wrong = [("version", version.as_str()), ("name", ""), ("email", ""), ("phone", "")];
    assert_eq!(matti.post(&place, &wrong).await.status, StatusCode::CONFLICT);
    // One's own second window is not called somebody else, in any language.
    let version = super::version(&matti.get(&place).await);
    save(&matti, &address, "day", &[("changes_on", "2.12.2026")]).await.redirects();
    for (language, words) in [
        (Language::Sv, "Ni sparade senast själva i ett annat fönster"),
        (Language::En, "You last saved yourself in another window"),
        (Language::Fi, "Tallensitte viimeksi itse toisessa ikkunassa"),
    ] {
        let own = world.matti().await.speaking(language);
        let own = own.post(&place, &[&[("version", version.as_str())][..], &CONTACT].concat()).await;
        assert!(own.status == StatusCode::CONFLICT && own.shows(words), "{}", own.body);
        assert!(!own.shows("Joku muu") && !own.shows("Somebody else") && !own.shows("Någon annan"), "{}", own.body);
    }
    assert!(matti.page(&place).await.shows("value=\"Sirpa Siirtäjä\""), "the first one stays");
    let code = save(&matti, &address, "contact", &[("name", "150668-917M")]).await;
    assert!(code.shows("Poistakaa henkilötunnus") && !code.shows("150668-917M"), "{}", code.body);
}

/// A form that somebody has made carries services that no page offers.
async fn what_no_page_offers_is_not_kept(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    let address = begin(&matti).await;
    let long = "x".repeat(5_000);
    let made = [("services", "150668-917M"), ("services", "patient_data"), ("services", long.as_str())];
    save(&matti, &address, "documents", &[&made[..], &[("extent", "all")]].concat()).await.redirects();
    let visit = world.visit(&matti, super::SENDER, super::director());
    let id = ControllerChangeId::parse(super::id(&address)).expect("an id");
    let kept = drafting::load(&visit, &id).await.expect("loaded").content;
    assert_eq!(kept.services, ["patient_data"]);
}

async fn a_right_that_does_not_reach_so_far_sends_nothing(scratch: &Scratch) {
    use crate::kernel::{Basis, Mandate};
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    let address = begin(&matti).await;
    fill(&matti, &address, "1.12.2026", "next").await;
    let visit = world.visit(&matti, super::SENDER, Basis::Mandate(Mandate::Privacy));
    let payload = serde_json::json!({ "version": 6 });
    let back = super::send_act(visit, super::id(&address).to_string(), payload).await.expect("answered");
    assert_eq!(back, address);
    assert_eq!((audited(&world, "controllers.not_allowed").await, audited(&world, "controllers.sent").await), (1, 0));
    // The control, with the mandate for deployment.
    let visit = world.visit(&matti, super::SENDER, Basis::Mandate(Mandate::Deployment));
    let payload = serde_json::json!({ "version": 6 });
    let back = super::send_act(visit, super::id(&address).to_string(), payload).await.expect("answered");
    assert_eq!(back, format!("{address}/receipt"));
}

db::testing::on_both![
    a_notification_is_filled_in_page_by_page_and_sent,
    without_a_run_it_is_sent_for_the_next_one_and_a_receiver_without_the_service_is_flagged,
    a_service_has_one_change_at_a_time_and_a_draft_can_be_discarded,
    what_two_people_save_at_once_is_kept_and_shown_to_the_second,
    what_no_page_offers_is_not_kept,
    a_right_that_does_not_reach_so_far_sends_nothing,
];
