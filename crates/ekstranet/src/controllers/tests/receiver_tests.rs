//! The new controller is looked up in the registers, and looked up again when they were silent.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{ALL, CONTACT, WHO, audited, begin, company, fill, grant, id, prepare, save, send, told};
use crate::controllers::look_after;
use crate::services::Service;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};

const HALLA: &str = "9900198-5";
const NOBODY: &str = "9900132-8";

async fn own_ended_and_unknown_receivers_are_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    company(&world, HALLA, "Fysio Halla Ky", false).await;
    told(&world, "company", NOBODY, None).await;
    told(&world, "organisation", NOBODY, None).await;
    let address = begin(&matti).await;
    for (receiver, problem) in [
        (RANTAPOLKU, "Tämä on oma Y-tunnuksenne"),
        (HALLA, "Organisaatio on lakannut."),
        (NOBODY, "Rekistereissä ei ole organisaatiota"),
        ("9900116-9", "tarkistusnumero"),
        ("Lehtolinna", "muodossa 1234567-1"),
    ] {
        let refused = save(&matti, &address, "receiver", &[("receiver", receiver), ("reason", "merger")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{receiver}");
        assert!(refused.shows(&format!("value=\"{receiver}\"")), "{}", refused.body);
        if receiver != "9900116-9" {
            assert!(refused.shows(problem), "{receiver}: {}", refused.body);
        }
    }
    fill(&matti, &address, "1.12.2026", "next").await;
    // It ends while the draft waits: what is sent is asked once more.
    company(&world, LEHTOLINNA, super::RECEIVER.1, false).await;
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/sign?changed=yes"));
    assert!(matti.page(&format!("{address}/sign")).await.shows("Organisaatio on lakannut."));
    assert_eq!(
        (audited(&world, "controllers.receiver_refused").await, audited(&world, "controllers.sent").await),
        (1, 0)
    );
}

async fn registers_that_are_down_stop_nobody_and_are_asked_again_until_they_answer(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(&world, RANTAPOLKU, Service::PatientData).await;
    let address = begin(&matti).await;
    // Nothing answers at the addresses of this world's registers.
    let documents = matti.page(&format!("{address}/pages/documents")).await;
    assert!(documents.shows("SOTE-organisaatiorekisteri ei vastaa juuri nyt"), "{}", documents.body);
    let none = save(&matti, &address, "documents", &[("services", "patient_data"), ("extent", "some")]).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.shows("Valitkaa vähintään yksi yksikkö"));
    save(&matti, &address, "documents", &ALL).await.redirects();
    save(&matti, &address, "receiver", &WHO).await.redirects();
    save(&matti, &address, "day", &[("changes_on", "1.12.2026")]).await.redirects();
    save(&matti, &address, "run", &[("run", "next")]).await.redirects();
    save(&matti, &address, "contact", &CONTACT).await.redirects();
    let check = matti.page(&format!("{address}/sign")).await;
    assert!(check.shows("9900116-8. Rekisteri ei vastannut"), "{}", check.body);
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    let desk = format!("/desk/controllers/{}", id(&address));
    assert!(vilma.page(&desk).await.shows("ei voitu tarkistaa rekisteristä, kun ilmoitus lähetettiin"));
    assert_eq!(look_after(&world.app).await.expect("looked"), 0, "still silent");
    company(&world, LEHTOLINNA, super::RECEIVER.1, true).await;
    assert_eq!(look_after(&world.app).await.expect("looked"), 0, "left alone for a while");
    world.app.clock.advance_seconds(16 * 60);
    assert_eq!(look_after(&world.app).await.expect("looked"), 1);
    let page = world.vilma().await.page(&desk).await;
    assert!(page.shows("uusi rekisterinpitäjä on Lehtolinnan Lääkärikeskus Oy"), "{}", page.body);
    assert_eq!(audited(&world, "controllers.receiver_verified").await, 1);
    assert_eq!(look_after(&world.app).await.expect("looked"), 0, "once");
}

db::testing::on_both![
    own_ended_and_unknown_receivers_are_refused,
    registers_that_are_down_stop_nobody_and_are_asked_again_until_they_answer,
];
