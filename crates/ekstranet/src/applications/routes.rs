//! The routes of the room with their rules.

use super::pages;
use crate::kernel::Permission;
use crate::web::{Routes, Rule};

/// The routes of drafts that are prepared before the right: the author's, and those of the organisation.
fn prepared_routes() -> Routes {
    const DEPLOY: Rule = Rule::Acting(Permission::DeployServices);
    Routes::new()
        .get("/o/{organisation}/prepared/{id}", DEPLOY, pages::show_offered)
        .post("/o/{organisation}/prepared/{id}/take-over", DEPLOY, pages::take_over_offered)
        .get("/o/{organisation}/prepared/{id}/discard", DEPLOY, pages::confirm_discarding_offered)
        .post("/o/{organisation}/prepared/{id}/discard", DEPLOY, pages::discard_offered)
        .get("/act-for/drafts", Rule::SignedIn, pages::list_prepared)
        .post("/act-for/drafts", Rule::SignedIn, pages::begin_prepared)
        .get("/act-for/drafts/{id}", Rule::SignedIn, pages::show_prepared)
        .get("/act-for/drafts/{id}/steps/{step}", Rule::SignedIn, pages::show_prepared_step)
        .post("/act-for/drafts/{id}/steps/{step}", Rule::SignedIn, pages::save_prepared_step)
        .post("/act-for/drafts/{id}/steps/{step}/autosave", Rule::SignedIn, pages::autosave_prepared)
        .get("/act-for/drafts/{id}/check", Rule::SignedIn, pages::check_prepared)
        .get("/act-for/drafts/{id}/print", Rule::SignedIn, pages::print_prepared)
        .get("/act-for/drafts/{id}/discard", Rule::SignedIn, pages::confirm_discarding_prepared)
        .post("/act-for/drafts/{id}/discard", Rule::SignedIn, pages::discard_prepared)
}

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    const DEPLOY: Rule = Rule::Acting(Permission::DeployServices);
    const SIGN: Rule = Rule::Acting(Permission::SignAgreements);
    Routes::new()
        .get("/o/{organisation}/billing/address", SEE, pages::billing)
        .post("/o/{organisation}/billing/address", Rule::Acting(Permission::ChangeBillingData), pages::keep_billing)
        .get("/o/{organisation}/contacts", SEE, pages::contacts)
        .post("/o/{organisation}/contacts", Rule::Acting(Permission::MaintainData), pages::keep_contacts)
        .get("/o/{organisation}/applications", SEE, pages::list)
        .post("/o/{organisation}/applications", DEPLOY, pages::begin)
        .get("/o/{organisation}/applications/{id}", SEE, pages::show)
        .get("/o/{organisation}/applications/{id}/print", SEE, pages::print)
        .get("/o/{organisation}/applications/{id}/steps/{step}", DEPLOY, pages::step)
        .post("/o/{organisation}/applications/{id}/steps/{step}", DEPLOY, pages::save_step)
        .post("/o/{organisation}/applications/{id}/steps/{step}/autosave", DEPLOY, pages::autosave)
        .get("/o/{organisation}/applications/{id}/check", SEE, pages::check)
        .get("/o/{organisation}/applications/{id}/sign", SIGN, pages::sign)
        .post("/o/{organisation}/applications/{id}/sign", SIGN, pages::prove_and_submit)
        .get("/o/{organisation}/applications/{id}/waiting", SEE, pages::waiting)
        .get("/o/{organisation}/applications/{id}/reopen", DEPLOY, pages::confirm_reopening)
        .post("/o/{organisation}/applications/{id}/reopen", DEPLOY, pages::reopen)
        .get("/o/{organisation}/applications/{id}/receipt", SEE, pages::receipt)
        .get("/o/{organisation}/applications/{id}/decision", SEE, pages::decision)
        .post("/o/{organisation}/applications/{id}/supplement", DEPLOY, pages::answer_supplement)
        .post("/o/{organisation}/applications/{id}/supplement/accept", DEPLOY, pages::accept_suggested)
        .get("/o/{organisation}/applications/{id}/messages", SEE, pages::messages)
        .post("/o/{organisation}/applications/{id}/messages", DEPLOY, pages::write_message)
        .get("/o/{organisation}/applications/{id}/attachments/{attachment}", SEE, pages::attachment)
        .get("/o/{organisation}/applications/{id}/versions/{number}", SEE, pages::version)
        .get("/o/{organisation}/applications/{id}/history", SEE, pages::history)
        .post("/o/{organisation}/applications/{id}/note", DEPLOY, pages::leave_note)
        .post("/o/{organisation}/applications/{id}/apart", DEPLOY, pages::take_apart)
        .get("/o/{organisation}/applications/{id}/own-form", DEPLOY, pages::confirm_own_form)
        .post("/o/{organisation}/applications/{id}/own-form", DEPLOY, pages::go_on_own_form)
        .get("/o/{organisation}/applications/{id}/restart", DEPLOY, pages::confirm_restart)
        .post("/o/{organisation}/applications/{id}/restart", DEPLOY, pages::restart)
        .get("/o/{organisation}/applications/{id}/steps/{step}/earlier/{from}", DEPLOY, pages::earlier)
        .post("/o/{organisation}/applications/{id}/steps/{step}/earlier/{from}", DEPLOY, pages::take_over)
        .get("/forms", Rule::Public, pages::forms)
        .get("/forms/{service}", Rule::Public, pages::blank_form)
        .get("/o/{organisation}/applications/{id}/withdraw", DEPLOY, pages::confirm_withdrawal)
        .post("/o/{organisation}/applications/{id}/withdraw", DEPLOY, pages::withdraw)
        .get("/o/{organisation}/applications/{id}/discard", DEPLOY, pages::confirm_discarding)
        .post("/o/{organisation}/applications/{id}/discard", DEPLOY, pages::discard)
        .merge(prepared_routes())
}
