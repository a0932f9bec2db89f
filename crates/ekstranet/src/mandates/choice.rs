//! Choosing for whom to act: among one organisation or three hundred.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::client::Mandates;
use super::pages::Known;
use super::rules::{AuthorityRow, Nature};
use super::{natures, rounds, store};
use crate::audit::{self, Entry};
use crate::kernel::{Basis, BusinessId, Instant, Permission};
use crate::sign_in;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

/// From so many organisations on, the page has a search.
const SEARCHED: usize = 8;
/// The most organisations on the page; the search finds the others.
const SHOWN: usize = 50;

/// A kind of organisation to choose from.
struct Kind {
    code: &'static str,
    words: String,
    chosen: bool,
}

/// An organisation of the list.
struct Choice {
    known: Known,
    kind: Option<String>,
    last_used: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "mandates/act_for.html")]
struct ActForPage {
    chrome: Chrome,
    t: &'static Texts,
    return_path: String,
    /// Whether there are so many that one searches.
    searched: bool,
    sought: String,
    /// Empty when all are of one kind.
    kinds: Vec<Kind>,
    choices: Vec<Choice>,
    found: usize,
    all: usize,
}

/// A kind of organisation in words; empty when it was not asked.
pub(super) fn nature_words(nature: Nature, t: &Texts) -> String {
    match nature {
        Nature::Private => t.mandates_why_nature_private(),
        Nature::SoleTrader => t.mandates_nature_sole_trader(),
        Nature::Practitioner => t.mandates_nature_practitioner(),
        Nature::Pharmacist => t.mandates_nature_pharmacist(),
        Nature::Foundation => t.mandates_nature_foundation(),
        Nature::Public => t.mandates_why_nature_public(),
        Nature::Other => t.mandates_why_nature_other(),
        Nature::NotRegistered => t.mandates_why_nature_not_registered(),
        Nature::Unknown => t.mandates_why_nature_unknown(),
        Nature::Unasked => String::new(),
    }
}

impl Choice {
    fn new(row: &AuthorityRow, visit: &Visit) -> Self {
        let told = !matches!(row.nature(), Nature::Unknown | Nature::Unasked);
        let last_used = Instant::from_milliseconds(row.last_used_at);
        Self {
            known: Known::new(row, visit),
            kind: told.then(|| nature_words(row.nature(), visit.texts())),
            last_used: (row.last_used_at > 0).then(|| format::moment(last_used, visit.language)),
        }
    }
}

/// `GET /act-for?q=…&kind=…`
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let return_path = sign_in::local_path(query.text("return")).unwrap_or_default().to_string();
    let rows = natures::list_with_kinds(&mut visit.app.db.read().await?, visit.now, &visit.session()?.id).await?;
    let t = visit.texts();
    let (sought, kind) = (query.text("q").trim(), query.text("kind"));
    let typed = BusinessId::written(sought);
    let of_kind = |row: &&AuthorityRow| kind.is_empty() || row.nature == kind;
    let found: Vec<&AuthorityRow> = rows.iter().filter(|row| row.answers(&typed)).filter(of_kind).collect();
    let shown = ActForPage {
        chrome: visit.chrome(t.mandates_act_for_title()),
        t,
        return_path,
        searched: rows.len() >= SEARCHED,
        sought: sought.to_string(),
        kinds: kinds(&rows, kind, t),
        choices: found.iter().take(SHOWN).map(|row| Choice::new(row, &visit)).collect(),
        found: found.len(),
        all: rows.len(),
    };
    page(StatusCode::OK, &shown)
}

/// The kinds that are there, when there are at least two.
fn kinds(rows: &[AuthorityRow], chosen: &str, t: &Texts) -> Vec<Kind> {
    let there = |nature: &Nature| *nature != Nature::Unasked && rows.iter().any(|row| row.nature() == *nature);
    let kinds: Vec<Kind> = Nature::ALL
        .into_iter()
        .filter(there)
        .map(|nature| Kind { code: nature.code(), words: nature_words(nature, t), chosen: nature.code() == chosen })
        .collect();
    if kinds.len() > 1 { kinds } else { Vec::new() }
}

/// `POST /act-for`: takes one of the known organisations, or goes to Suomi.fi to choose.
pub(super) async fn answer(visit: Visit, form: Form) -> Result<Response, Failure> {
    if form.text("answer") != "select" {
        return rounds::begin(&visit, None, sign_in::local_path(form.text("return"))).await;
    }
    let organisation = BusinessId::parse(form.text("organisation")).ok_or(Failure::NotFound)?;
    let session = visit.session()?;
    let row = store::find_authority(&mut visit.app.db.read().await?, &session.id, &organisation).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    store::touch_authority(&mut tx, visit.now, &session.id, &organisation).await?;
    let mut entry = Entry::new("mandates.chosen").organisation(&organisation);
    entry.basis = row.basis().map(Basis::code);
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    let permissions = row.permissions(&visit.app.part::<Mandates>().policy);
    Ok(if permissions.allow(Permission::SeeOrganisation) {
        see_other(&format!("/o/{organisation}/"))
    } else if permissions.allow(Permission::ReadPrivacyGuides) {
        see_other("/library")
    } else {
        see_other(&format!("/act-for/why?organisation={organisation}"))
    })
}
