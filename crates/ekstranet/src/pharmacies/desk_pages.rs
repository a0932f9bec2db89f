//! The officers' side: notifications that wait for an answer, the most urgent first.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::change_pages::{facts, kind_words, state_words};
use super::change_rules::{Actor, Kind, State, Step};
use super::changing;
use super::store_changes::{self, ChangeRow};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant, PharmacyChangeId, holds_typed_identity_code, without_identity_code};
use crate::matters::{self, Sure};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, SOUGHT_MOST, Sought, SoughtLine, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "pharmacies/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    rows: Vec<Row>,
    continued: bool,
    next: Option<String>,
}

struct Row {
    address: String,
    title: String,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "pharmacies/desk_change.html")]
struct ChangePage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    tag: &'static str,
    state: String,
    customer: String,
    facts: Vec<(String, String)>,
    answered: Option<String>,
    decided: Option<String>,
    open: bool,
    /// Whether it can still be refused.
    refusable: bool,
    version: i64,
    reason: String,
    error: String,
    errors: Vec<FieldError>,
    /// Somebody else was first.
    is_late: bool,
}

/// A text that was sent and not kept, and why.
#[derive(Default)]
struct Tried {
    reason: String,
    error: String,
    /// Nothing is wrong with it, but somebody else was first.
    is_late: bool,
}

/// The longest reason, in characters.
const REASON_LIMIT: usize = 2_000;

/// Where a page goes on, as its address says: `day.notification`.
fn key_of(text: &str) -> Option<(String, String)> {
    let (day, id) = text.split_once('.')?;
    Some((day.to_string(), PharmacyChangeId::parse(id)?.to_string()))
}

/// `GET /desk/pharmacies`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let t = visit.texts();
    let after = key_of(Form::read(query.unwrap_or_default().as_bytes()).text("after"));
    let continued = after.is_some();
    let (day, id) = after.unwrap_or_default();
    let mut rows = store_changes::list_waiting(&mut visit.app.db.read().await?, (&day, &id)).await?;
    let is_more = rows.len() > store_changes::PAGE;
    rows.truncate(store_changes::PAGE);
    let next = rows.last().filter(|_| is_more);
    let next = next.map(|row| format!("/desk/pharmacies?after={}.{}", row.effective_on, row.id));
    let row = |row: &store_changes::ChangeRow| Row {
        address: format!("/desk/pharmacies/{}", row.id),
        title: Kind::parse(&row.kind).map(|kind| kind_words(kind, t)).unwrap_or_default(),
        text: t.pharmacies_desk_line(
            row.number.as_str(),
            row.organisation_name.as_str(),
            format::stored_date(&row.effective_on, visit.language),
        ),
    };
    let rows = rows.iter().map(row).collect();
    page(StatusCode::OK, &ListPage { chrome: visit.chrome(t.pharmacies_desk_title()), t, rows, continued, next })
}

/// Notifications that officers look up, open and closed, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_sought(read: &mut db::Read, visit: &Visit, sought: &Sought) -> Result<Vec<SoughtLine>, Failure> {
    let t = visit.texts();
    let mut rows = match sought {
        Sought::Number(number) => store_changes::find_numbered(read, number).await?.into_iter().collect(),
        Sought::Organisation(organisation) => store_changes::list(read, organisation).await?,
    };
    rows.truncate(SOUGHT_MOST);
    let shown = rows.iter().map(|row| {
        let state = State::parse(&row.state).ok_or_else(|| Failure::internal("a notification's state is unknown"))?;
        let (tag, state) = state_words(state, t);
        let effective = format::stored_date(&row.effective_on, visit.language);
        Ok(SoughtLine {
            address: format!("/desk/pharmacies/{}", row.id),
            title: Kind::parse(&row.kind).map(|kind| kind_words(kind, t)).unwrap_or_default(),
            tag,
            state,
            text: t.pharmacies_desk_line(row.number.as_str(), row.organisation_name.as_str(), effective),
        })
    });
    shown.collect()
}

fn id_of(text: &str) -> Result<PharmacyChangeId, Failure> {
    PharmacyChangeId::parse(text).ok_or(Failure::NotFound)
}

/// Who answered and when, or that it was taken back.
fn decided_words(visit: &Visit, row: &ChangeRow, state: State) -> Option<String> {
    let t = visit.texts();
    let at = format::moment(Instant::from_milliseconds(row.decided_at?), visit.language);
    Some(match (state, row.decided_by.as_deref()) {
        (State::Withdrawn, _) => t.pharmacies_desk_withdrawn(at),
        (_, Some(officer)) => t.pharmacies_desk_answered(officer, at),
        (_, None) => t.pharmacies_change_answered(at),
    })
}

/// `GET /desk/pharmacies/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    render(&visit, &id_of(&id)?, StatusCode::OK, Tried::default()).await
}

async fn render(
    visit: &Visit,
    id: &PharmacyChangeId,
    status: StatusCode,
    Tried { reason, error, is_late }: Tried,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let mut tx = visit.app.db.write().await?;
    let row = store_changes::load_any(&mut tx, id).await?;
    let organisation = BusinessId::parse(&row.organisation).ok_or(Failure::NotFound)?;
    let entry = Entry::new("pharmacies.change_viewed").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    let registered = registered(&mut tx, visit, &row, &organisation).await?;
    tx.commit().await?;
    let state = State::parse(&row.state).ok_or_else(|| Failure::internal("a notification's state is unknown"))?;
    let (tag, words) = state_words(state, t);
    let kind = Kind::parse(&row.kind).map(|kind| kind_words(kind, t)).unwrap_or_default();
    let errors = Some(error.clone()).filter(|error| !error.is_empty());
    let template = ChangePage {
        chrome: visit.chrome(kind),
        t,
        address: format!("/desk/pharmacies/{id}"),
        tag,
        state: if state == State::Confirmed { t.pharmacies_desk_state_confirmed() } else { words },
        customer: format!("{} ({})", row.organisation_name, row.organisation),
        facts: facts(visit, &row).into_iter().chain(registered).collect(),
        answered: row.reason.clone().filter(|reason| !reason.is_empty()),
        decided: decided_words(visit, &row, state),
        open: row.after(Step::Confirm, Actor::Officer).is_ok(),
        refusable: row.after(Step::Refuse, Actor::Officer).is_ok(),
        version: row.version,
        reason,
        error,
        errors: errors.into_iter().map(|text| FieldError { field: "reason".to_string(), text }).collect(),
        is_late,
    };
    page(status, &template)
}

/// Of a licence that is given up, what the pharmacy register last told: the branches that go with the pharmacy, who takes
/// it over and when.
async fn registered(
    read: &mut db::Read,
    visit: &Visit,
    row: &store_changes::ChangeRow,
    organisation: &BusinessId,
) -> Result<Vec<(String, String)>, Failure> {
    let t = visit.texts();
    let known = registers::last_known_pharmacies(read, visit.now, organisation).await?;
    let (Some(known), Some(oid)) = (known, row.pharmacy.as_deref()) else { return Ok(Vec::new()) };
    let Some(kept) = known.value.iter().find(|one| one.oid == oid && row.kind == Kind::GivingUp.code()) else {
        return Ok(Vec::new());
    };
    let branches = known.value.iter().filter(|one| one.parent.as_deref() == Some(oid));
    let branches: Vec<&str> = branches.map(|branch| branch.name.as_str()).collect();
    let mut facts = Vec::new();
    if !branches.is_empty() {
        facts.push((t.pharmacies_fact_branches(), branches.join(", ")));
    }
    if let (Some(after), Ok(takeover)) = (&kept.after, kept.ends_on.tomorrow()) {
        facts.push((t.pharmacies_fact_taker(), after.clone()));
        facts.push((t.pharmacies_fact_takeover(), format::date(takeover, visit.language)));
    }
    let at = format::moment(known.fetched_at, visit.language);
    facts.push((t.pharmacies_fact_register(), at));
    Ok(facts)
}

/// What is wrong with the reason of an answer.
fn reason_problem(confirmed: bool, reason: &str, t: &Texts) -> Option<String> {
    if reason.is_empty() && !confirmed {
        Some(t.pharmacies_desk_reason_missing())
    } else if reason.chars().count() > REASON_LIMIT {
        Some(t.pharmacies_problem_long())
    } else {
        holds_typed_identity_code(reason).then(|| t.pharmacies_problem_identity_code())
    }
}

/// `POST /desk/pharmacies/{id}`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let (reason, t) = (form.text("reason"), visit.texts());
    if matters::is_back(&form) {
        let tried = Tried { reason: without_identity_code(reason), ..Tried::default() };
        return render(&visit, &id, StatusCode::OK, tried).await;
    }
    let confirmed = match form.text("answer") {
        "confirm" => true,
        "refuse" => false,
        _ => return Err(Failure::Malformed("a notification is confirmed or refused")),
    };
    if let Some(error) = reason_problem(confirmed, reason, t) {
        let tried = Tried { reason: without_identity_code(reason), error, is_late: false };
        return render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, tried).await;
    }
    let done = if confirmed || matters::is_sure(&form) {
        let answered = changing::answer(&visit, &id, version, confirmed, reason).await;
        answered.map(|()| see_other(&format!("/desk/pharmacies/{id}")))
    } else {
        ask(&visit, &id, version, reason).await
    };
    match done {
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            let tried = Tried { reason: reason.to_string(), is_late: true, ..Tried::default() };
            render(&visit, &id, StatusCode::CONFLICT, tried).await
        }
        done => done,
    }
}

/// Asks once more before a notification is refused, with the reason as it was typed.
async fn ask(visit: &Visit, id: &PharmacyChangeId, version: i64, reason: &str) -> Result<Response, Failure> {
    let t = visit.texts();
    let row = store_changes::load_any(&mut visit.app.db.read().await?, id).await?;
    if row.version != version || row.after(Step::Refuse, Actor::Officer).is_err() {
        return Err(Failure::Stale);
    }
    let sure = Sure {
        title: t.pharmacies_desk_sure(row.number.as_str()),
        lead: t.pharmacies_desk_sure_text(),
        address: format!("/desk/pharmacies/{id}"),
        facts: vec![
            (t.pharmacies_desk_customer(), format!("{} ({})", row.organisation_name, row.organisation)),
            (t.pharmacies_desk_reason(), reason.to_string()),
        ],
        version,
        kept: vec![("reason", reason.to_string())],
        answer: "refuse",
        button: t.pharmacies_desk_refuse(),
        keep: t.pharmacies_desk_sure_back(),
    };
    matters::sure_page(visit, sure)
}
