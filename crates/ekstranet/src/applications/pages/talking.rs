//! The messages of a case from the customer's side.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::working::text_fault;
use super::{id_of, service_of};
use crate::applications::State;
use crate::applications::drafting::state_of;
use crate::applications::messages::{self, may_write, open_messages, write_to_operator};
use crate::applications::submitting::{address, is_submitted, load};
use crate::applications::together::{TextFault, check_text};
use crate::kernel::{AuditId, Permission};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/messages.html")]
struct MessagesPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    case_number: String,
    messages: Vec<MessageView>,
    /// Whether the two sides still write to each other in the case.
    is_open: bool,
    may_write: bool,
    /// Why nothing more is written in it.
    closed: String,
    /// Made with the form, so that the same form posted twice is one message.
    message: String,
    text: String,
    errors: Vec<FieldError>,
    error: String,
}

struct MessageView {
    from: String,
    at: String,
    lines: Vec<String>,
    read: Option<String>,
}

pub(in crate::applications) async fn messages(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    messages_page(&visit, &id, StatusCode::OK, None).await
}

async fn messages_page(
    visit: &Visit,
    id: &str,
    status: StatusCode,
    tried: Option<(TextFault, String)>,
) -> Result<Response, Failure> {
    let (id, t) = (id_of(id)?, visit.texts());
    let application = load(visit, &id).await?;
    if !is_submitted(&application) {
        return Err(Failure::NotFound);
    }
    let operator = visit.app.config.operator.short_name.get(visit.language);
    let view = |message: messages::Message| MessageView {
        from: if message.from_operator { operator.to_string() } else { message.by },
        at: format::moment(message.at, visit.language),
        lines: message.text.lines().filter(|line| !line.is_empty()).map(str::to_string).collect(),
        read: message.read.map(|(at, by)| {
            let at = format::moment(at, visit.language);
            let by = if message.from_operator { by } else { operator.to_string() };
            t.applications_message_read(at, by)
        }),
    };
    let is_open = may_write(&mut visit.app.db.read().await?, &id).await?;
    let is_granted = state_of(&application)? == State::Approved;
    let error = tried.as_ref().map(|(fault, _)| text_fault(*fault, t.applications_message_label(), t));
    let template = MessagesPage {
        chrome: visit.chrome(t.applications_messages_title()),
        t,
        base: address(visit, id.as_str(), "")?,
        application: t.applications_title(service_of(&application)?.name(t)),
        case_number: application.case_number.clone().unwrap_or_default(),
        messages: open_messages(visit, &id).await?.into_iter().map(view).collect(),
        is_open,
        may_write: is_open && visit.acting()?.permissions.allow(Permission::DeployServices),
        closed: if is_granted { t.applications_messages_closed_granted() } else { t.applications_messages_closed() },
        message: AuditId::new(visit.now, &visit.app.random).to_string(),
        text: tried.filter(|(fault, _)| *fault != TextFault::IdentityCode).map(|(_, text)| text).unwrap_or_default(),
        errors: error.iter().map(|text| FieldError { field: "text".to_string(), text: text.clone() }).collect(),
        error: error.unwrap_or_default(),
    };
    page(status, &template)
}

pub(in crate::applications) async fn write_message(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let text = form.text("text").replace("\r\n", "\n");
    if let Err(fault) = check_text(&text) {
        return messages_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, Some((fault, text))).await;
    }
    let message = AuditId::parse(form.text("message")).ok_or(Failure::Malformed("the form has no message id"))?;
    let id = id_of(&id)?;
    write_to_operator(&visit, &id, &message, &text).await?;
    Ok(see_other(&address(&visit, id.as_str(), "/messages")?))
}
