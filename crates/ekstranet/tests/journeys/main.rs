//! Browser journeys: whole matters of real people, in a real browser, against the real portal and the imitated outside
//! world. `cargo ci --only journeys` runs them; without a browser each says in one line what is missing.

mod application;
mod billing;
mod controllers;
mod controls;
mod deciding;
mod directory;
mod extensions;
mod foreign_clients;
mod harness;
mod intermediary;
mod kinds;
mod outages;
mod pairs;
mod parties;
mod patient_data;
mod pharmacies;
mod pictures;
mod prescription;
mod production;
mod public;
mod refusals;
mod rights;
mod saving;
mod sessions;
mod signing_out;
mod support;
mod terminations;
mod together;
mod two_sign;
