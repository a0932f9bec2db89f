//! The organisation's home page: what is in use, what needs doing, what the registers know. Stands below the rooms
//! whose things it shows.

mod controllers;
mod invoices;
mod joint;
mod naming;
mod pages;
mod register;
mod rows;
mod rules;
mod signing;
mod store;
mod todos;
#[cfg(test)]
mod tests;

use crate::kernel::Permission;
use crate::web::{Routes, Rule};

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new().get("/o/{organisation}/", Rule::Acting(Permission::SeeOrganisation), pages::home)
}
