//! The public pages: what the service is, what one needs before signing in, statements and the state of the service;
//! and the library, so far with the guides that everybody with a right may read.

mod joining;
mod joining_pages;
mod pages;
mod rules;
#[cfg(test)]
mod tests;
mod updated;

use crate::kernel::Permission;
use crate::web::{Routes, Rule};

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Rule::Public, pages::front)
        .get("/access", Rule::Public, pages::access)
        .get("/access/joining", Rule::Public, joining_pages::joining)
        .get("/access/wrong-register", Rule::Public, joining_pages::wrong_register)
        .get("/access/{kind}", Rule::Public, pages::kind)
        .get("/katso", Rule::Public, pages::katso)
        .get("/accessibility", Rule::Public, pages::accessibility)
        .get("/privacy", Rule::Public, pages::privacy)
        .get("/status", Rule::Public, pages::status)
        .get("/robots.txt", Rule::Public, pages::robots)
        .get("/library", Rule::AnyRight(Permission::ReadPrivacyGuides), pages::library)
}
