//! Messages of customers: who waits for an answer, and the conversation of a case.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::case::load;
use super::rules::text_fault;
use super::words::fault_text;
use crate::applications::{self, Message};
use crate::audit::{self, Entry};
use crate::kernel::{AuditId, without_identity_code};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// A case whose customer waits for an answer.
struct Waiting {
    address: String,
    case_number: String,
    about: String,
    new: String,
}

#[derive(askama::Template)]
#[template(path = "desk/unread.html")]
struct UnreadPage {
    chrome: Chrome,
    t: &'static Texts,
    cases: Vec<Waiting>,
}

/// The cases with messages that no officer has opened, the longest waiting first.
pub(super) async fn unread(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = applications::list_unread_messages(&mut visit.app.db.read().await?).await?;
    let waiting = |line: applications::UnreadLine| Waiting {
        address: format!("/desk/cases/{}/messages", line.id),
        case_number: line.case_number,
        about: t.desk_unread_about(
            line.organisation_name,
            line.service.name(t),
            line.officer_name.unwrap_or_else(|| t.desk_case_no_officer()),
            format::moment(line.since, visit.language),
        ),
        new: t.desk_unread_number(usize::try_from(line.number).unwrap_or_default()),
    };
    let template =
        UnreadPage { chrome: visit.chrome(t.desk_unread_title()), t, cases: found.into_iter().map(waiting).collect() };
    page(StatusCode::OK, &template)
}

struct MessageView {
    from: String,
    at: String,
    lines: Vec<String>,
    read: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "desk/messages.html")]
struct MessagesPage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    organisation: String,
    case_language: &'static str,
    messages: Vec<MessageView>,
    may_write: bool,
    /// Why nothing more is written in the case.
    closed: String,
    message: String,
    text: String,
    errors: Vec<FieldError>,
    error: String,
}

/// The conversation; opening it marks the customer's messages as read.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let case = load(&visit, &id).await?;
    let mut tx = visit.app.db.write().await?;
    let entry = Entry::new("desk.messages_viewed").subject(case.id.as_str()).organisation(&case.organisation);
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    render(&visit, &case, StatusCode::OK, String::new(), Vec::new()).await
}

/// Writes to the customer. The same form posted twice is one message.
pub(super) async fn write(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (case, t) = (load(&visit, &id).await?, visit.texts());
    let text = form.text("text").replace("\r\n", "\n");
    let error = if text.is_empty() {
        Some(t.desk_messages_empty_text())
    } else {
        text_fault(&text).map(|fault| fault_text(fault, t))
    };
    if let Some(text_of_fault) = error {
        let errors = vec![FieldError { field: "text".to_string(), text: text_of_fault }];
        let shown = without_identity_code(&text);
        return render(&visit, &case, StatusCode::UNPROCESSABLE_ENTITY, shown, errors).await;
    }
    let message = AuditId::parse(form.text("message")).ok_or(Failure::Malformed("the form has no message id"))?;
    let mut tx = visit.app.db.write().await?;
    applications::write_to_customer(&mut tx, &visit, &case.id, &message, &text).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/desk/cases/{}/messages", case.id)))
}

async fn render(
    visit: &Visit,
    case: &applications::Case,
    status: StatusCode,
    text: String,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let view = |message: Message| MessageView {
        from: message.by,
        at: format::moment(message.at, visit.language),
        lines: message.text.lines().filter(|line| !line.is_empty()).map(str::to_string).collect(),
        read: message.read.map(|(at, by)| t.desk_messages_read(format::moment(at, visit.language), by)),
    };
    let messages = applications::open_messages(visit, &case.id).await?;
    let may_write = applications::may_write(&mut visit.app.db.read().await?, &case.id).await?;
    let is_granted = case.state == applications::State::Approved;
    let template = MessagesPage {
        chrome: visit.chrome(t.desk_messages_title(&case.case_number)),
        t,
        id: case.id.to_string(),
        case_number: case.case_number.clone(),
        organisation: case.organisation_name.clone(),
        case_language: case.language.code(),
        messages: messages.into_iter().map(view).collect(),
        may_write,
        closed: if is_granted { t.desk_messages_closed_granted() } else { t.desk_messages_closed() },
        message: AuditId::new(visit.now, &visit.app.random).to_string(),
        text,
        error: errors.first().map(|error| error.text.clone()).unwrap_or_default(),
        errors,
    };
    page(status, &template)
}
