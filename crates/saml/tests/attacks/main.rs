//! The attack corpus of the service provider: every row of the check list has a test that is built by changing one thing in
//! a response which is accepted unchanged.

mod accepted;
mod keys;
mod provider;
mod service;
