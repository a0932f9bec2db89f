//! The mailbox as pages and as JSON.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use super::{Mailbox, Message};
use crate::page::{self, Language};
use crate::reply::{self, Fields};

#[derive(Template)]
#[template(path = "mailbox/list.html")]
struct ListPage {
    language: Language,
    /// Newest first.
    messages: Vec<Message>,
}

#[derive(Template)]
#[template(path = "mailbox/message.html")]
struct MessagePage {
    language: Language,
    message: Message,
}

/// The addresses of the mailbox.
pub(crate) fn routes(mailbox: Arc<Mailbox>) -> Router {
    Router::new()
        .route("/mail", get(list).delete(delete_all))
        .route("/mail.json", get(list_json).delete(delete_all))
        .route("/mail/clear", post(clear))
        .route("/mail/{id}", get(message))
        .with_state(mailbox)
}

async fn list(State(mailbox): State<Arc<Mailbox>>, RawQuery(query): RawQuery) -> Response {
    let language = Language::of(&Fields::read(query.unwrap_or_default().as_bytes()));
    let messages = mailbox.list().into_iter().rev().collect();
    reply::page(StatusCode::OK, &ListPage { language, messages })
}

async fn message(State(mailbox): State<Arc<Mailbox>>, Path(id): Path<String>, RawQuery(query): RawQuery) -> Response {
    let language = Language::of(&Fields::read(query.unwrap_or_default().as_bytes()));
    match mailbox.find(&id) {
        Some(message) => reply::page(StatusCode::OK, &MessagePage { language, message }),
        None => page::error(
            StatusCode::NOT_FOUND,
            language,
            ["Viestiä ei ole.", "Meddelandet finns inte.", "There is no such message."],
        ),
    }
}

async fn list_json(State(mailbox): State<Arc<Mailbox>>) -> Response {
    reply::json(StatusCode::OK, &mailbox.list())
}

async fn delete_all(State(mailbox): State<Arc<Mailbox>>) -> Response {
    match mailbox.clear() {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn clear(State(mailbox): State<Arc<Mailbox>>, body: String) -> Response {
    let language = Language::of(&Fields::read(body.as_bytes()));
    match mailbox.clear() {
        Ok(()) => reply::go_to(&format!("/mail?lang={}", language.code())),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
