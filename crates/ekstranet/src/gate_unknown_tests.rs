//! Addresses without a route, to those who are signed in.

use axum::http::StatusCode;
use db::testing::Scratch;

use crate::testing::{RANTAPOLKU, World};

/// Whoever is signed in stays so at an address that does not exist: with their menu, and led back to where they came from.
async fn an_unknown_address_knows_who_is_signed_in(scratch: &Scratch) {
    let world = World::new(scratch);
    for address in ["/desk/zzz", "/zzz"] {
        let officer = world.vilma().await.get(address).await;
        assert_eq!(officer.status, StatusCode::NOT_FOUND);
        assert!(
            officer.shows("href=\"/desk/letters\"") && officer.shows("action=\"/desk/sign-out\""),
            "{}",
            officer.body
        );
        assert!(!officer.shows("href=\"/sign-in"), "{}", officer.body);
    }
    for address in [format!("/o/{RANTAPOLKU}/zzz"), "/zzz".to_string()] {
        let customer = world.matti().await.get(&address).await;
        assert_eq!(customer.status, StatusCode::NOT_FOUND);
        assert!(customer.shows("action=\"/sign-out\"") && !customer.shows("href=\"/sign-in"), "{}", customer.body);
        assert!(!customer.shows("/desk/letters"), "{}", customer.body);
    }
    assert!(!world.stranger().get("/desk/zzz").await.shows("/desk/letters"));
}

db::testing::on_both![an_unknown_address_knows_who_is_signed_in];
