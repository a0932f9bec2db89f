//! Home leads only to pages that have something to offer, and to those that somebody needs first.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::become_kind;
use crate::kernel::Language;
use crate::parties::PartyState;
use crate::parties::tests::{bring_in, grant};
use crate::services::{CustomerKind, Service, newest_form};
use crate::testing::{RANTAPOLKU, World, between};
use crate::texts::texts;

const HOME: &str = "/o/9900226-7/";

async fn home_leads_to_a_change_of_controller_only_where_one_can_be_notified(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let (matti, page) = (world.matti().await, format!("{HOME}controllers"));
    let link = format!("href=\"{page}\"");
    let begins = format!("<form method=\"post\" action=\"{page}\"");
    assert!(!matti.page(HOME).await.shows(&link), "nothing is there");
    let granted = grant(&world, RANTAPOLKU).await;
    let set = "update deployment set service = $1, state = $2, in_production_since = $3, ended_on = $4 where id = $5";
    let mut offered = 0;
    for service in [Service::Prescription, Service::PatientData, Service::ImagingData, Service::ExtensionOfUse] {
        for (state, since, ended) in [
            ("set_up", None, None),
            ("test_failed", None, None),
            ("in_production", Some("2026-01-01"), None),
            ("ending", Some("2026-01-01"), Some("2026-12-31")),
            ("ending", None, Some("2026-12-31")),
            ("ended", Some("2026-01-01"), Some("2026-06-30")),
        ] {
            world.meddle(set, db::values![service.code(), state, since, ended, granted.as_str()]).await;
            let lets_in = matti.page(&page).await.shows(&begins);
            assert_eq!(matti.page(HOME).await.shows(&link), lets_in, "{service:?} {state} {since:?}");
            offered += usize::from(lets_in);
        }
    }
    assert_eq!(offered, 4, "patient and imaging data, while they run");
}

/// A point is opened before anybody can join through it, so the way there does not wait for one.
async fn home_leads_whoever_may_own_an_access_point_to_where_it_is_notified(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Public).await;
    let (matti, technical) = (world.matti().await, format!("{HOME}technical"));
    let link = format!("href=\"{technical}\"");
    for language in Language::ALL {
        let page = world.matti().await.speaking(language).get(HOME).await;
        assert!(page.shows(&link) && page.shows(&texts(language).home_technical()), "{}", page.body);
    }
    let page = matti.get(&technical).await;
    assert!(page.status == StatusCode::OK && page.shows(&format!("href=\"{technical}/open\"")), "{}", page.body);
    let granted = grant(&world, RANTAPOLKU).await;
    assert!(matti.page(HOME).await.shows(&link), "while the service is taken into use");
    let ended = "update deployment set state = 'ended', ended_on = '2026-06-30' where id = $1";
    world.meddle(ended, db::values![granted.as_str()]).await;
    assert!(!matti.page(HOME).await.shows(&link), "nothing is left to connect");
    world.meddle("delete from deployment where id = $1", db::values![granted.as_str()]).await;
    assert!(matti.page(HOME).await.shows(&link), "the control");
    bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    assert!(!matti.page(HOME).await.shows(&link), "it uses the point of its main joiner");
}

async fn an_extension_of_use_names_only_services_that_such_a_customer_can_have(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, t) = (world.matti().await, texts(Language::Fi));
    for kind in CustomerKind::ALL {
        become_kind(&world, kind).await;
        let list = matti.page(&format!("{HOME}applications")).await;
        let name = Service::ExtensionOfUse.name(t);
        let row = between(&list.body, &format!("<b>{name}</b>"), "</li>");
        let needs = between(row, "<p>", "</p>");
        for service in Service::ExtensionOfUse.extends() {
            let can_have = newest_form(*service, kind).is_some();
            assert_eq!(needs.contains(&service.name(t)), can_have, "{kind:?} {service:?}: {needs}");
        }
    }
    become_kind(&world, CustomerKind::Pharmacist).await;
    let list = matti.page(&format!("{HOME}applications")).await;
    assert!(list.shows("Voitte hakea tätä, kun Resepti-palvelu on tuotantokäytössä."), "{}", list.body);
}

db::testing::on_both![
    home_leads_to_a_change_of_controller_only_where_one_can_be_notified,
    home_leads_whoever_may_own_an_access_point_to_where_it_is_notified,
    an_extension_of_use_names_only_services_that_such_a_customer_can_have,
];
