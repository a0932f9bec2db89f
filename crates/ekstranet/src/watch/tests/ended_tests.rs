//! A registration that ends, by being taken off the register or by its last day.

use db::testing::Scratch;

use super::{ChangeKind, RANTAPOLKU, changes, customer, kinds, night, scene, world};
use crate::watch::rules::Corrector;

async fn who_is_no_longer_registered_is_what_it_was(scratch: &Scratch) {
    let scene = scene();
    scene.lock().expect("free").sector = "1 Julkinen";
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

db::testing::on_both![who_is_no_longer_registered_is_what_it_was, a_registration_that_ends_by_its_date_is_told,];
