//! A registration that ends, by being taken off the register or by its last day.

use db::testing::Scratch;

use super::{ChangeKind, RANTAPOLKU, changes, customer, kinds, night, scene, world};
use crate::kernel::Language;
use crate::testing::LEHTOLINNA;
use crate::watch::rules::Corrector;
use crate::web::format;

async fn who_is_no_longer_registered_is_what_it_was(scratch: &Scratch) {
    let scene = scene();
    scene.lock().expect("free").form = "41";
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    scene.lock().expect("free").unit_ends = "";
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "a unit without a last day has not ended");
    scene.lock().expect("free").is_registered = false;
    night(&world).await;
    let changes = changes(&world, &rantapolku).await;
    let found: Vec<_> = changes.iter().map(|change| (change.kind, change.kind.corrector(change.private))).collect();
    assert_eq!(found, [(ChangeKind::RegistrationEnded, Corrector::Thl)]);
}

/// Private or public goes by legal form (domain sheet 0.1.6): a public body may stand as private in the register of
/// providers, and a company as public.
async fn the_legal_form_and_not_the_sector_says_who_corrects_a_change(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    for (form, sector, name, corrector) in [
        ("41", "2 Yksityinen", "Rantapolun kunta", Corrector::Thl),
        ("16", "1 Julkinen", "Rantapolun Terveys Oy", Corrector::CompanyRegister),
    ] {
        {
            let mut scene = scene.lock().expect("free");
            (scene.form, scene.sector) = (form, sector);
        }
        night(&world).await;
        scene.lock().expect("free").name = name;
        night(&world).await;
        let changes = changes(&world, &rantapolku).await;
        let told = changes.iter().find(|change| change.after == name).expect("told");
        assert_eq!((told.kind, told.kind.corrector(told.private)), (ChangeKind::NameChanged, corrector), "{form}");
    }
}

/// The register goes on answering for an organisation whose last day has passed.
async fn a_registration_that_ends_by_its_date_is_told(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    let tomorrow: &'static str = world.app.clock.now().plus_seconds(86_400).date().to_string().leak();
    scene.lock().expect("free").registered_until = tomorrow;
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "the last day itself is a day of the registration");
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::RegistrationEnded]);
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await.len(), 1, "told once");
}

async fn a_unit_whose_last_day_was_known_on_the_first_night_is_told_when_the_day_has_come(scratch: &Scratch) {
    let scene = scene();
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    let day = world.app.clock.now().plus_seconds(2 * 86_400).date();
    scene.lock().expect("free").unit_ends = day.to_string().leak();
    night(&world).await;
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "the last day itself is a day of the unit");
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::UnitEnded]);
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/register-changes")).await;
    let told = format!("Palveluyksikön Keskusta rekisteröinti päättyi {}", format::date(day, Language::Fi));
    assert!(page.shows(&told), "{told}: {}", page.body);
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await.len(), 1, "told once");
}

async fn a_unit_that_had_ended_just_before_the_first_night_is_told_and_one_of_old_is_not(scratch: &Scratch) {
    let scene = scene();
    scene.lock().expect("free").unit_ends = "2019-12-31";
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    let lehtolinna = customer(&world, LEHTOLINNA).await;
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "what ended long ago is no news");
    scene.lock().expect("free").unit_ends = world.app.clock.now().date().to_string().leak();
    let mut tx = world.app.db.write().await.expect("a transaction");
    let sql = "update watched set snapshot = null where organisation = $1";
    tx.run_one(sql, db::values![lehtolinna.as_str()]).await.expect("as on a first night");
    tx.commit().await.expect("committed");
    night(&world).await;
    assert_eq!(kinds(&world, &lehtolinna).await, [ChangeKind::UnitEnded]);
    night(&world).await;
    assert_eq!(kinds(&world, &lehtolinna).await.len(), 1, "told once");
}

async fn a_pharmacy_that_closes_for_good_is_told_with_who_corrects_it_and_what_to_terminate(scratch: &Scratch) {
    let scene = scene();
    scene.lock().expect("free").takeover = "20200101";
    let world = world(scratch, &scene).await;
    let rantapolku = customer(&world, RANTAPOLKU).await;
    night(&world).await;
    assert!(kinds(&world, &rantapolku).await.is_empty(), "the first night only looks");
    scene.lock().expect("free").pharmacy_ends = "20261231";
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await, [ChangeKind::PharmacyEnded]);
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/register-changes")).await;
    let terminations = format!("href=\"/o/{RANTAPOLKU}/terminations\"");
    for shown in ["Rannan apteekki suljetaan: viimeinen päivä on 31.12.2026", "Fimeaan", &terminations] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    assert!(world.vilma().await.page("/desk/register-changes").await.shows("Rannan apteekki suljetaan"));
    night(&world).await;
    assert_eq!(kinds(&world, &rantapolku).await.len(), 1, "told once");
}

db::testing::on_both![
    the_legal_form_and_not_the_sector_says_who_corrects_a_change,
    who_is_no_longer_registered_is_what_it_was,
    a_registration_that_ends_by_its_date_is_told,
    a_unit_whose_last_day_was_known_on_the_first_night_is_told_when_the_day_has_come,
    a_unit_that_had_ended_just_before_the_first_night_is_told_and_one_of_old_is_not,
    a_pharmacy_that_closes_for_good_is_told_with_who_corrects_it_and_what_to_terminate,
];
