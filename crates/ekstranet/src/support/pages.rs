//! The pages on both sides: the person makes a code and ends a view, the officer enters a code and ends a view.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::rules::{CODE_SECONDS, CodeRow, GUESSES, OpenRow, is_own_page, new_code, page_to_show, spoken, typed_code};
use super::{note_watched, store};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, hexadecimal};
use crate::sign_in;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, VIEW_ENDED, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "support/code.html")]
pub(super) struct CodePage {
    pub chrome: Chrome,
    pub t: &'static Texts,
    /// Where the code is made.
    pub action: String,
    /// Whether the code shows the person's rights and no organisation's pages.
    pub is_own: bool,
    /// The page that support will see first, and to which one returns.
    pub page: String,
    /// The code and until when it can be used; `None` before it is made.
    pub code: Option<(String, String)>,
}

#[derive(askama::Template)]
#[template(path = "support/enter.html")]
struct EnterPage {
    chrome: Chrome,
    t: &'static Texts,
    errors: Vec<FieldError>,
    error: String,
}

/// `GET /o/{organisation}/support-code?page=…`
pub(super) async fn offer(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    code_page(&visit, query.text("page"), None)
}

fn code_page(visit: &Visit, asked: &str, code: Option<(String, String)>) -> Result<Response, Failure> {
    let t = visit.texts();
    let organisation = &visit.acting()?.organisation;
    let template = CodePage {
        chrome: visit.chrome(t.support_code_title()),
        t,
        action: format!("/o/{organisation}/support-code"),
        is_own: false,
        page: page_to_show(organisation, asked),
        code,
    };
    page(StatusCode::OK, &template)
}

/// `POST /o/{organisation}/support-code`: makes the code and shows it on the answer itself; only its hash is kept, so the
/// page cannot be opened again.
pub(super) async fn make(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = &visit.acting()?.organisation;
    let shown = page_to_show(organisation, form.text("page"));
    let code = make_code(&visit, Some(organisation), &shown).await?;
    code_page(&visit, &shown, Some(code))
}

/// A new code in the place of an earlier one of the session, as it is read aloud, and until when it can be used.
pub(super) async fn make_code(
    visit: &Visit,
    organisation: Option<&BusinessId>,
    shown: &str,
) -> Result<(String, String), Failure> {
    let (app, session) = (&visit.app, visit.session()?);
    let mut tx = app.db.write().await?;
    store::expire_codes(&mut tx, visit.now, &session.id).await?;
    let mut code = new_code(&app.random);
    while store::is_taken(&mut tx, visit.now, &code_hash(visit, &code)).await? {
        code = new_code(&app.random);
    }
    let id = new_id(visit);
    store::insert_code(&mut tx, visit.now, &id, &code_hash(visit, &code), session, organisation, shown).await?;
    let entry = Entry::new("support.code_made").subject(&id).detail(json!({ "page": shown }));
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    let until = format::moment(visit.now.plus_seconds(CODE_SECONDS), visit.language);
    Ok((spoken(&code), until))
}

fn code_hash(visit: &Visit, code: &str) -> String {
    visit.app.vault.token_hash(&format!("support-code/{code}"))
}

fn new_id(visit: &Visit) -> String {
    hexadecimal(&visit.app.random.bytes::<16>())
}

/// `GET /desk/support`
pub(super) async fn enter(visit: Visit) -> Result<Response, Failure> {
    enter_page(&visit, StatusCode::OK, String::new())
}

fn enter_page(visit: &Visit, status: StatusCode, error: String) -> Result<Response, Failure> {
    let t = visit.texts();
    let errors =
        if error.is_empty() { Vec::new() } else { vec![FieldError { field: "code".to_string(), text: error.clone() }] };
    page(status, &EnterPage { chrome: visit.chrome(t.support_enter_title()), t, errors, error })
}

/// Why a code opens nothing; all wrong codes look the same to whoever tries them.
#[derive(Clone, Copy)]
enum Wrong {
    NoCode,
    Unknown,
    TooMany,
}

/// `POST /desk/support`: begins a view with a code.
pub(super) async fn begin(visit: Visit, form: Form) -> Result<Response, Failure> {
    let t = visit.texts();
    match try_code(&visit, form.text("code")).await? {
        Ok(page) => Ok(see_other(&page)),
        Err(Wrong::NoCode) => enter_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, t.support_enter_no_code()),
        Err(Wrong::Unknown) => enter_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, t.support_enter_unknown()),
        Err(Wrong::TooMany) => enter_page(&visit, StatusCode::TOO_MANY_REQUESTS, t.support_enter_too_many()),
    }
}

/// The try is noted and committed before it is counted, so that tries at the same moment cannot slip past the limit.
async fn try_code(visit: &Visit, typed: &str) -> Result<Result<String, Wrong>, Failure> {
    let Some(code) = typed_code(typed) else { return Ok(Err(Wrong::NoCode)) };
    let (app, officer, guess) = (&visit.app, visit.session()?, new_id(visit));
    let mut tx = app.db.write().await?;
    store::insert_guess(&mut tx, visit.now, &guess, officer.person.as_str()).await?;
    tx.commit().await?;
    let guesses = store::count_guesses(&mut app.db.read().await?, visit.now, officer.person.as_str()).await?;
    if guesses > GUESSES {
        refused(visit, "too-many").await?;
        return Ok(Err(Wrong::TooMany));
    }
    let rest = sign_in::idle_since(app, visit.now);
    let mut tx = app.db.write().await?;
    let row = store::find_code(&mut tx, visit.now, rest, &code_hash(visit, &code)).await?;
    let used = match &row {
        Some(row) => store::use_code(&mut tx, visit.now, &row.id).await,
        None => Err(db::Error::Stale),
    };
    let row = match (row, used) {
        (Some(row), Ok(())) => row,
        (_, Err(db::Error::Stale)) | (None, _) => {
            drop(tx);
            refused(visit, "unknown").await?;
            return Ok(Err(Wrong::Unknown));
        }
        (Some(_), Err(problem)) => return Err(problem.into()),
    };
    store::remove_guess(&mut tx, &guess).await?;
    begin_view(&mut tx, visit, &row).await?;
    tx.commit().await?;
    Ok(Ok(row.page))
}

async fn begin_view(tx: &mut db::Tx, visit: &Visit, code: &CodeRow) -> Result<(), Failure> {
    end_views(tx, visit, "another").await?;
    let id = new_id(visit);
    let until = store::insert_view(tx, visit.now, &id, code, visit.session()?).await?;
    note_watched(tx, &code.session_id).await?;
    sign_in::note_watched(tx, visit.session()?.id.as_str(), Some(until.milliseconds())).await?;
    let detail = json!({ "person": code.person_id, "page": code.page });
    let entry = Entry::new("support.view_begun").subject(&id).detail(detail);
    record(tx, visit, &code.organisation, entry).await
}

async fn refused(visit: &Visit, code: &str) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, Entry::new("support.code_refused").detail(json!({ "code": code }))).await?;
    tx.commit().await?;
    Ok(())
}

/// `POST /desk/support/end`
pub(super) async fn end_by_officer(visit: Visit) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    end_views(&mut tx, &visit, "officer").await?;
    tx.commit().await?;
    Ok(see_other("/desk/support"))
}

/// `POST /me/support/end`
pub(super) async fn end_by_person(visit: Visit, form: Form) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    end_views(&mut tx, &visit, "person").await?;
    tx.commit().await?;
    // Back to the page on which it was pressed, where that is said.
    let page = form.text("page");
    let page = if is_own_page(page) { page } else { "/me" };
    Ok(see_other(&format!("{page}?{VIEW_ENDED}")))
}

/// Ends every view in which the session looks or is looked at. One that had ended by itself is noted as such: nobody of
/// those here ended it.
async fn end_views(tx: &mut db::Tx, visit: &Visit, by: &str) -> Result<(), Failure> {
    for row in store::list_open(tx, &visit.session()?.id).await? {
        if row.over(visit.now).is_some() {
            note_over(tx, &Visit::of_job(&visit.app), &row).await?;
        } else if store::end_view(tx, visit.now, &row.id, Some(by)).await? {
            forget_watched(tx, &row).await?;
            let entry = Entry::new("support.view_ended").subject(&row.id).detail(json!({ "by": by }));
            record(tx, visit, &row.organisation, entry).await?;
        }
    }
    Ok(())
}

async fn forget_watched(tx: &mut db::Tx, row: &OpenRow) -> Result<(), Failure> {
    note_watched(tx, &row.session_id).await?;
    sign_in::note_watched(tx, &row.officer_session_id, None).await
}

/// Notes a view that has ended by itself, once: when it ended, and whether by its time or with a session. The row is the
/// service's own.
pub(super) async fn note_over(tx: &mut db::Tx, service: &Visit, row: &OpenRow) -> Result<(), Failure> {
    let Some((at, by)) = row.over(service.now) else { return Ok(()) };
    if store::end_view(tx, at, &row.id, None).await? {
        forget_watched(tx, row).await?;
        let detail = json!({ "by": by, "at": at.milliseconds() });
        record(tx, service, &row.organisation, Entry::new("support.view_ended").subject(&row.id).detail(detail))
            .await?;
    }
    Ok(())
}

/// Keeps what became of a view in the log, with its organisation; a view of a person's rights has none.
async fn record(tx: &mut db::Tx, visit: &Visit, organisation: &str, entry: Entry<'_>) -> Result<(), Failure> {
    if organisation.is_empty() {
        return Ok(audit::record(tx, visit, entry).await?);
    }
    let organisation = BusinessId::parse(organisation).ok_or_else(|| Failure::internal("no business ID"))?;
    Ok(audit::record(tx, visit, entry.organisation(&organisation)).await?)
}
