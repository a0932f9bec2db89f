//! The list of agreements and the printable page of one.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::documents;
use super::jointly;
use super::store::{self, CommitmentRow, SignatureRow, TextRow};
use super::store_jointly::{self, WaitingRow};
use crate::audit::{self, Entry};
use crate::kernel::{Basis, BusinessId, CommitmentId, Instant, Mandate};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, position_words};

#[derive(askama::Template)]
#[template(path = "agreements/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<Line>,
    /// What waits for a second signature: the page of its application.
    waiting: Vec<Line>,
    /// That it waits, or that one signature is enough meanwhile.
    waiting_title: String,
    /// How many sign, in words, and the page where that is changed.
    rule: String,
    signatories: String,
}

struct Line {
    address: String,
    service: String,
    tag: &'static str,
    state: String,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "agreements/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    back: String,
    organisation: String,
    service: String,
    tag: &'static str,
    state: String,
    in_force: Option<String>,
    ended: Option<String>,
    signatories: Vec<SignatoryView>,
    texts: Vec<SignedText>,
}

struct SignatoryView {
    name: String,
    right: String,
    right_checked: String,
    signed: String,
}

struct SignedText {
    title: String,
    version: String,
    language: String,
    language_name: String,
    sha256: String,
    html: String,
}

pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let mut read = visit.app.db.read().await?;
    let rows = store::list(&mut read, &acting.organisation).await?;
    let signatures = store::list_all_signatures(&mut read, &acting.organisation).await?;
    let waiting = store_jointly::list_waiting(&mut read, &acting.organisation).await?;
    let needs_two = jointly::needs_two(&mut read, &acting.organisation).await?;
    drop(read);
    let template = ListPage {
        chrome: visit.chrome(t.agreements_title()),
        lines: rows.iter().filter_map(|row| line(&visit, row, &signatures)).collect(),
        waiting: waiting.iter().filter_map(|row| waiting_line(&visit, needs_two, row)).collect(),
        waiting_title: if needs_two { t.agreements_waiting_title() } else { t.agreements_one_is_enough() },
        rule: if needs_two { t.agreements_rule_two() } else { t.agreements_rule_one() },
        signatories: format!("/o/{}/agreements/signatories", acting.organisation),
        t,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, row: &CommitmentRow, signatures: &[SignatureRow]) -> Option<Line> {
    let t = visit.texts();
    let (tag, state) = state(row, t);
    let signed = signatures.iter().filter(|signature| signature.commitment_id == row.id).map(|signature| {
        let day = format::date(Instant::from_milliseconds(signature.signed_at).date(), visit.language);
        t.agreements_signed_by(signature.signatory_name.as_str(), day)
    });
    Some(Line {
        address: format!("/o/{}/agreements/{}", row.organisation, row.id),
        service: Service::parse(&row.service)?.name(t),
        tag,
        state,
        text: signed.collect::<Vec<_>>().join(" "),
    })
}

/// What one has signed and another one has not.
fn waiting_line(visit: &Visit, needs_two: bool, row: &WaitingRow) -> Option<Line> {
    let (t, organisation) = (visit.texts(), &visit.acting().ok()?.organisation);
    let day = format::date(Instant::from_milliseconds(row.signed_at).date(), visit.language);
    Some(Line {
        address: format!("/o/{organisation}/applications/{}/waiting", row.application_id),
        service: Service::parse(&row.service)?.name(t),
        tag: "wait",
        state: if needs_two { t.agreements_one_of_two() } else { t.agreements_one_is_enough() },
        text: t.agreements_signed_by(row.signatory_name.as_str(), day),
    })
}

pub(super) async fn show(visit: Visit, Path((_, commitment)): Path<(String, String)>) -> Result<Response, Failure> {
    let (row, signatures, texts) = load(&visit, &commitment).await?;
    if row.organisation != visit.acting()?.organisation.as_str() {
        return Err(Failure::NotFound);
    }
    let back = format!("/o/{}/agreements", row.organisation);
    render(&visit, &row, signatures, &texts, back)
}

pub(super) async fn show_to_officer(visit: Visit, Path(commitment): Path<String>) -> Result<Response, Failure> {
    let (row, signatures, texts) = load(&visit, &commitment).await?;
    let organisation =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("a commitment has no business ID"))?;
    audit::record_view(&visit, Entry::new("agreements.viewed").subject(&row.id).organisation(&organisation)).await?;
    render(&visit, &row, signatures, &texts, "/desk/".to_string())
}

async fn load(visit: &Visit, commitment: &str) -> Result<(CommitmentRow, Vec<SignatureRow>, Vec<TextRow>), Failure> {
    let id = CommitmentId::parse(commitment).ok_or(Failure::NotFound)?;
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, &id).await?;
    let signatures = store::list_signatures(&mut read, &id).await?;
    let texts = store::list_texts(&mut read, &id).await?;
    Ok((row, signatures, texts))
}

fn render(
    visit: &Visit,
    row: &CommitmentRow,
    signatures: Vec<SignatureRow>,
    texts: &[TextRow],
    back: String,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let (tag, state) = state(row, t);
    let moment = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let service = Service::parse(&row.service).map(|service| service.name(t)).unwrap_or_default();
    let template = ShowPage {
        chrome: visit.chrome(t.agreements_show_title(service.as_str())),
        t,
        back,
        organisation: row.organisation.clone(),
        service,
        tag,
        state,
        in_force: row.in_force_at.map(moment),
        ended: row.ended_at.map(moment),
        signatories: signatures
            .into_iter()
            .map(|row| SignatoryView {
                right: right(&row.basis, t),
                right_checked: moment(row.right_checked_at),
                signed: moment(row.signed_at),
                name: row.signatory_name,
            })
            .collect(),
        texts: texts.iter().map(|text| signed_text(text, t)).collect(),
    };
    page(StatusCode::OK, &template)
}

fn signed_text(text: &TextRow, t: &Texts) -> SignedText {
    SignedText {
        title: documents::title(&text.kind, t),
        version: text.version.clone(),
        language: text.language.clone(),
        language_name: if text.language == "sv" { t.agreements_in_swedish() } else { t.agreements_in_finnish() },
        sha256: text.sha256.clone(),
        html: documents::as_html(&text.content),
    }
}

fn state(row: &CommitmentRow, t: &Texts) -> (&'static str, String) {
    match row.state.as_str() {
        "in_force" => ("good", t.agreements_state_in_force()),
        "open" => ("calm", t.agreements_state_open()),
        _ => ("calm", t.agreements_state_ended()),
    }
}

/// The right in words, as it stood when the commitment was signed.
pub(super) fn right(basis: &str, t: &Texts) -> String {
    Basis::parse(basis).map_or_else(|| basis.to_string(), |basis| right_in_words(basis, t))
}

/// A right as a noun: "toimitusjohtaja", "Suomi.fi-valtuus: …".
pub fn right_in_words(basis: Basis, t: &Texts) -> String {
    match basis {
        Basis::Position(position) => position_words(position, t),
        Basis::Mandate(Mandate::Deployment) => t.agreements_right_mandate(),
        Basis::Mandate(Mandate::Privacy) => t.ui_acting_mandate_privacy(),
    }
}
