//! The officers' side of taking a confirmation back: what the page of the case offers, and the two answers to it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::pages::id_of;
use super::pages_desk::{self, Typed};
use super::rules_answers::{Taking, check_taking_back};
use super::taking_back::{self, Offer};
use crate::kernel::{Instant, without_identity_code};
use crate::web::{Failure, Form, Visit, format, see_other};

/// What the page says and which buttons it has.
pub(super) struct TakingBack {
    /// The open proposal in words, and its reason.
    pub proposal: Option<(String, String)>,
    /// What is to be known before, or who has to go on.
    pub about: String,
    /// Whether the officer gives a reason and takes it back, or proposes it; else the officer answers a proposal.
    pub asks_reason: bool,
    /// The words of the button; empty when somebody else has to go on.
    pub button: String,
}

pub(super) fn taking_back(visit: &Visit, offer: &Offer) -> TakingBack {
    let t = visit.texts();
    let (about, button) = match offer.taking {
        Some(Taking::Propose) => (t.terminations_taking_back_about_two(), t.terminations_propose_taking_back()),
        Some(Taking::Now | Taking::Agree) => (t.terminations_taking_back_about(), t.terminations_take_back()),
        None if offer.four_eyes => (t.terminations_taking_back_waits(), String::new()),
        None => (String::new(), String::new()),
    };
    let proposal = offer.proposal.as_ref().map(|row| {
        let at = format::moment(Instant::from_milliseconds(row.at), visit.language);
        (t.terminations_taking_back_proposed(row.by_name.as_str(), at), row.reason.clone())
    });
    TakingBack { proposal, about, asks_reason: matches!(offer.taking, Some(Taking::Now | Taking::Propose)), button }
}

/// `POST /desk/terminations/{id}/take-back`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let reason = form.text("why").replace("\r\n", "\n").trim().to_string();
    // Whoever answers a proposal may add a word; whoever takes back or proposes gives a reason.
    let needs_reason = form.text("answer") == "take_back";
    if let Err(problem) = check_taking_back(&reason, needs_reason) {
        let typed = Typed::taking_back(without_identity_code(&reason), problem);
        return pages_desk::render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(typed)).await;
    }
    let answered = match form.text("answer") {
        "take_back" | "agree" => taking_back::take_back(&visit, &id, version, &reason).await,
        "keep" => taking_back::keep(&visit, &id, version, &reason).await,
        _ => Err(Failure::Malformed("a confirmation is taken back or kept")),
    };
    match answered {
        Err(Failure::Stale) => {
            pages_desk::render(&visit, &id, StatusCode::CONFLICT, Some(Typed::taking_back_late(reason))).await
        }
        answered => answered.map(|()| see_other(&format!("/desk/terminations/{id}"))),
    }
}
