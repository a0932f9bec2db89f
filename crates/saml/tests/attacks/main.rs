//! The attack corpus of the service provider: every row of the check list has a test that is built by changing one thing in
//! a response which is accepted unchanged.

mod accepted;
mod checklist;
mod encryption;
mod fuzz;
mod inner;
mod keys;
mod lint;
mod markup;
mod metadata;
mod mutations;
mod outer;
mod provider;
mod requests;
mod service;
mod sign_out;
mod sign_out_request;
mod signatures;
mod wrapping;
mod xmlsec1;
