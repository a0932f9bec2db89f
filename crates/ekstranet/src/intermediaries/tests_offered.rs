//! Which systems an intermediary may confirm.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::ConnectionState;
use super::tests::{Customer, DIRECTORY, POINT, VIRTALAHDE, ville, world};
use crate::registers::{Directory, import_directory};
use crate::services::Service;

const MORE: &str = r#"
[[system]]
id = "apteekkivirta-5.4"
name = "ApteekkiVirta"
version = "5.4"
class = "A2"
kind = "pharmacy"
services = "prescription"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[system]]
id = "sosiaalivirta-1"
name = "SosiaaliVirta"
version = "1"
class = "A2"
services = "social_data"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
"#;

async fn an_extension_is_confirmed_with_a_system_of_what_it_extends(scratch: &Scratch) {
    let world = world(scratch).await;
    import_directory(&world.app, &Directory::read(&format!("{DIRECTORY}{MORE}")).expect("reads"))
        .await
        .expect("imported");
    let ville = ville(&world).await;
    for (service, system) in [
        (Service::ExtensionOfUse, "virtapotilas-7.2"),
        (Service::OldPatientData, "virtapotilas-7.2"),
        (Service::OldSocialData, "sosiaalivirta-1"),
    ] {
        let mut customer = Customer::new(&world);
        customer.service = service;
        customer.wants(Some(VIRTALAHDE), Some(POINT), Some(system)).await;
        let address = customer.address().await;
        let choice = [("version", "1"), ("point", POINT), ("system", system)];
        ville.post(&format!("{address}/confirm"), &choice).await.redirects();
        assert_eq!(customer.line().await.expect("asked").state, ConnectionState::Confirmed, "{service:?}");
    }
}

async fn systems_are_of_the_kind_that_the_customer_named(scratch: &Scratch) {
    let world = world(scratch).await;
    import_directory(&world.app, &Directory::read(&format!("{DIRECTORY}{MORE}")).expect("reads"))
        .await
        .expect("imported");
    let ville = ville(&world).await;
    for (named, other, other_name) in [
        ("apteekkivirta-5.4", "virtapotilas-7.2", "VirtaPotilas 7.2"),
        ("virtapotilas-7.2", "apteekkivirta-5.4", "ApteekkiVirta 5.4"),
    ] {
        let customer = Customer::new(&world);
        customer.wants(Some(VIRTALAHDE), Some(POINT), Some(named)).await;
        let address = customer.address().await;
        let page = ville.page(&address).await;
        assert!(!page.shows(other_name), "{other_name}: {}", page.body);
        let choice = |system| [("version", "1"), ("point", POINT), ("system", system)];
        let wrong = ville.post(&format!("{address}/confirm"), &choice(other)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
        ville.post(&format!("{address}/confirm"), &choice(named)).await.redirects();
    }
    // Who leaves the system open is offered every kind.
    let customer = Customer::new(&world);
    customer.wants(Some(VIRTALAHDE), Some(POINT), None).await;
    let page = ville.page(&customer.address().await).await;
    assert!(page.shows("VirtaPotilas 7.2") && page.shows("ApteekkiVirta 5.4") && !page.shows("SosiaaliVirta"));
}

db::testing::on_both![
    an_extension_is_confirmed_with_a_system_of_what_it_extends,
    systems_are_of_the_kind_that_the_customer_named,
];
