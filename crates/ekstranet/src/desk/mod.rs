//! The officers' desk: the queue, the case with what the registers say, the steps of an officer. Nothing depends on it.

mod arrived;
mod case;
mod case_news;
mod finding;
mod history;
mod letters;
#[cfg(test)]
mod menu_tests;
mod messages;
#[cfg(test)]
mod notices_tests;
mod pages;
mod remaining;
mod rules;
mod steps;
mod store;
#[cfg(test)]
mod tests;
mod words;

use crate::web::{Routes, Rule};

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/desk/", Rule::Officer, pages::queue)
        .post("/desk/find", Rule::Officer, finding::find)
        .get("/desk/organisations/{organisation}", Rule::Officer, finding::organisation)
        .get("/desk/notices", Rule::Officer, pages::notices)
        .post("/desk/notices/{notice}/dismiss", Rule::Officer, pages::dismiss)
        .post("/desk/notices/{notice}/send-again", Rule::Officer, pages::send_again)
        .get("/desk/cases/{id}", Rule::Officer, case::show)
        .get("/desk/messages", Rule::Officer, messages::unread)
        .get("/desk/cases/{id}/messages", Rule::Officer, messages::show)
        .post("/desk/cases/{id}/messages", Rule::Officer, messages::write)
        .get("/desk/cases/{id}/attachments/{attachment}", Rule::Officer, case::attachment)
        .post("/desk/cases/{id}/take", Rule::Officer, steps::take)
        .post("/desk/cases/{id}/release", Rule::Officer, steps::release)
        .get("/desk/cases/{id}/supplement", Rule::Officer, steps::supplement::show)
        .post("/desk/cases/{id}/supplement", Rule::Officer, steps::supplement::ask)
        .post("/desk/cases/{id}/deadline", Rule::Officer, steps::supplement::move_deadline)
        .post("/desk/cases/{id}/recall", Rule::Officer, steps::supplement::recall)
        .get("/desk/cases/{id}/approve", Rule::Officer, steps::decision::show_approval)
        .post("/desk/cases/{id}/approve", Rule::Officer, steps::decision::approve)
        .post("/desk/cases/{id}/confirm", Rule::Officer, steps::proposal::confirm)
        .post("/desk/cases/{id}/return", Rule::Officer, steps::proposal::give_back)
        .get("/desk/proposals", Rule::Officer, steps::proposal::list)
        .get("/desk/letters", Rule::Officer, letters::list)
        .get("/desk/letters/{letter}/{language}", Rule::Officer, letters::show)
        .post("/desk/letters/{letter}/{language}", Rule::Officer, letters::save)
        .get("/desk/cases/{id}/reject", Rule::Officer, steps::decision::show_rejection)
        .post("/desk/cases/{id}/reject", Rule::Officer, steps::decision::reject)
}
