//! Kanta Ekstranet: the online service in which social-welfare and health-care providers and pharmacists take the
//! national Kanta services into use. This file is the list of rooms; each room's door is its `mod.rs`.

pub mod config;
mod gate;
#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod gate_unknown_tests;
pub mod kernel;
pub mod rights;
pub mod start;
#[cfg(test)]
mod testing;
mod texts;
mod ui;
pub mod web;

// Rooms in dependency order: a room may use the rooms above it, never below.
pub mod audit;
pub mod services;
pub mod notices;
pub mod registers;
pub mod attachments;
pub mod sign_in;
pub mod mandates;
pub mod agreements;
pub mod intermediaries;
pub mod deployments;
pub mod parties;
pub mod applications;
pub mod watch;
pub mod matters;
pub mod pharmacies;
pub mod terminations;
pub mod controllers;
pub mod billing;
pub mod home;
pub mod front;
pub mod support;
pub mod desk;
pub mod demo;

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;

use axum::handler::Handler as _;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse as _;
use axum::routing::MethodRouter;
use axum::{Extension, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use web::{App, Failure, Parts, Routes, Rule};

/// The routes of all rooms, each with its rule.
pub fn routes() -> Routes {
    Routes::new()
        .get("/assets/{hash}/{name}", Rule::Protocol, web::asset)
        .merge(sign_in::routes())
        .merge(mandates::routes())
        .merge(agreements::routes())
        .merge(intermediaries::routes())
        .merge(deployments::routes())
        .merge(parties::routes())
        .merge(applications::routes())
        .merge(watch::routes())
        .merge(pharmacies::routes())
        .merge(terminations::routes())
        .merge(controllers::routes())
        .merge(billing::routes())
        .merge(home::routes())
        .merge(front::routes())
        .merge(support::routes())
        .merge(desk::routes())
}

/// What the rooms keep for the whole run.
///
/// # Errors
/// One line that names what is missing.
fn with_rooms(parts: Parts) -> anyhow::Result<Parts> {
    let post = notices::Post::new(&parts.config)?;
    let sign_in = sign_in::SignIn::new(&parts)?;
    let directory = sign_in::Directory::new(&parts)?;
    let mandates = mandates::Mandates::new(&parts)?;
    let acts = mandates::Acts::default()
        .with("parties.confirm", parties::confirm_act)
        .with("applications.submit", applications::submit_act)
        .with("applications.answer", applications::answer_act)
        .with("applications.withdraw", applications::withdraw_act)
        .with("pharmacies.give_up", pharmacies::give_up_act)
        .with("terminations.send", terminations::send_act)
        .with("controllers.send", controllers::send_act)
        .with("controllers.answer", controllers::answer_act);
    let beginnings = deployments::Beginnings::default().with(parties::direct_production_began);
    let kept = deployments::KeptContacts(applications::kept_persons);
    let contacts = agreements::Contacts(applications::find_signing_contacts);
    let notes = applications::CaseNotes::default().with(watch::case_notes);
    let parts = parts
        .with(audit::Strays::default())
        .with(applications::UsualDays::default())
        .with(registers::Silences::default())
        .with(post)
        .with(sign_in)
        .with(directory)
        .with(mandates);
    Ok(parts.with(acts).with(beginnings).with(kept).with(contacts).with(notes))
}

/// Work that runs beside the server until the end.
type Job = fn(App) -> Pin<Box<dyn Future<Output = Infallible> + Send>>;

/// The jobs, each with its name for the log.
fn jobs() -> Vec<(&'static str, Job)> {
    vec![
        ("sign_in::keep_provider_fresh", |app| Box::pin(sign_in::keep_provider_fresh(app))),
        ("audit::keep_sealed", |app| Box::pin(audit::keep_sealed(app))),
        ("audit::keep_writing_strays", |app| Box::pin(audit::keep_writing_strays(app))),
        ("notices::keep_sending", |app| Box::pin(notices::keep_sending(app))),
        ("intermediaries::keep_reminding", |app| Box::pin(intermediaries::keep_reminding(app))),
        ("deployments::keep_beginning", |app| Box::pin(deployments::keep_beginning(app))),
        ("parties::keep_up", |app| Box::pin(parties::keep_up(app))),
        ("applications::keep_deadlines", |app| Box::pin(applications::keep_deadlines(app))),
        ("applications::keep_removing_prepared", |app| Box::pin(applications::keep_removing_prepared(app))),
        ("applications::keep_verifying", |app| Box::pin(applications::keep_verifying(app))),
        ("watch::keep_comparing", |app| Box::pin(watch::keep_comparing(app))),
        ("pharmacies::keep_following", |app| Box::pin(pharmacies::keep_following(app))),
        ("terminations::keep_ending", |app| Box::pin(terminations::keep_ending(app))),
        ("controllers::keep_up", |app| Box::pin(controllers::keep_up(app))),
        ("billing::keep_telling", |app| Box::pin(billing::keep_telling(app))),
        ("applications::keep_forgetting", |app| Box::pin(applications::keep_forgetting(app))),
        ("sign_in::keep_forgetting", |app| Box::pin(sign_in::keep_forgetting(app))),
        ("mandates::keep_forgetting", |app| Box::pin(mandates::keep_forgetting(app))),
        ("support::keep_forgetting", |app| Box::pin(support::keep_forgetting(app))),
        ("notices::keep_forgetting", |app| Box::pin(notices::keep_forgetting(app))),
        ("mandates::keep_reminding", |app| Box::pin(mandates::keep_reminding(app, applications::find_contacts))),
    ]
}

/// The whole portal as one service.
pub fn router(app: &App) -> Router {
    let guard = |methods: MethodRouter<App>, rule: Rule| {
        let methods = methods.layer(from_fn_with_state((app.clone(), rule), gate::admit));
        if rule == Rule::Protocol {
            methods
        } else {
            let refused = |_| (Extension(gate::FromElsewhere), Failure::CrossSite).into_response();
            methods.layer(CsrfLayer::new().with_rejection_response(refused)).layer(from_fn(gate::note_elsewhere))
        }
    };
    // At an address without a route, too, it is known who asks: the page has their menu and leads to their front page.
    let unknown = async || Failure::NotFound.into_response();
    let unknown = unknown.layer(from_fn_with_state((app.clone(), Rule::Public), gate::admit));
    routes()
        .into_router(guard)
        .fallback(unknown)
        .layer(from_fn(web::limits))
        // A panic is a mistake of ours; `dress` shows it as a failure page instead of cutting the connection.
        .layer(CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()))
        .layer(from_fn_with_state(app.clone(), web::dress))
        .layer(web::compressed())
        .with_state(app.clone())
}
