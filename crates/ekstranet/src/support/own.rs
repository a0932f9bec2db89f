//! The code of somebody who acts for no organisation, and what an officer sees by it: the rights that the service knows.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::pages::{CodePage, make_code};
use super::store;
use crate::audit::{self, Entry};
use crate::kernel::SessionId;
use crate::mandates::{self, Told};
use crate::sign_in;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, page};

/// Where such a view takes place.
const PERSON: &str = "/desk/support/person";

#[derive(askama::Template)]
#[template(path = "support/person.html")]
struct PersonPage {
    chrome: Chrome,
    t: &'static Texts,
    told: Vec<Told>,
    /// How many organisations more there are, in words.
    more: Option<String>,
}

/// `GET /me/support-code`
pub(super) async fn offer(visit: Visit) -> Result<Response, Failure> {
    code_page(&visit, None)
}

/// `POST /me/support-code`: makes the code and shows it on the answer itself.
pub(super) async fn make(visit: Visit) -> Result<Response, Failure> {
    let code = make_code(&visit, None, PERSON).await?;
    code_page(&visit, Some(code))
}

fn code_page(visit: &Visit, code: Option<(String, String)>) -> Result<Response, Failure> {
    let t = visit.texts();
    let (action, page_before) = ("/me/support-code".to_string(), "/act-for/why".to_string());
    let chrome = visit.chrome(t.support_code_title());
    page(StatusCode::OK, &CodePage { chrome, t, action, is_own: true, page: page_before, code })
}

/// `GET /desk/support/person`: what the service knows of the rights of the person whose code the officer has entered.
pub(super) async fn person(visit: Visit) -> Result<Response, Failure> {
    let (app, t) = (&visit.app, visit.texts());
    let rest = sign_in::idle_since(app, visit.now);
    let view = store::find_own_view(&mut app.db.read().await?, visit.now, rest, &visit.session()?.id).await?;
    let (view, session) = view.ok_or(Failure::NotFound)?;
    let session = SessionId::parse(&session).ok_or_else(|| Failure::internal("no id of a session"))?;
    let (told, more) = mandates::list_told(&visit, &session).await?;
    let mut tx = app.db.write().await?;
    let entry = Entry::new("support.page_viewed").subject(&view).detail(json!({ "path": PERSON }));
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    let more = i64::try_from(more).ok().filter(|more| *more > 0).map(|more| t.support_person_more(more));
    page(StatusCode::OK, &PersonPage { chrome: visit.chrome(t.support_person_title()), t, told, more })
}
