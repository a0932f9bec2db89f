//! The page on which an organisation says whether two sign its agreements together.

use axum::http::StatusCode;
use axum::response::Response;

use super::jointly::{self, SHOWN};
use super::pages::right;
use super::rules::{Deed, Standing};
use super::store_jointly::{self, RuleRow};
use crate::kernel::{Instant, Permission};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "agreements/signatories.html")]
struct SignatoriesPage {
    chrome: Chrome,
    t: &'static Texts,
    list: String,
    address: String,
    /// What was asked for and could not be done.
    refused: String,
    rule: String,
    proposal: Option<String>,
    about: Vec<String>,
    /// What the person may do: code and words of the button.
    deeds: Vec<(&'static str, String)>,
    may_sign: bool,
    /// The number of the last deed.
    version: i64,
    history: Vec<(String, String)>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    render(&visit, StatusCode::OK, String::new()).await
}

/// Asks for two, or for one again, or answers whoever proposed that.
pub(super) async fn change(visit: Visit, form: Form) -> Result<Response, Failure> {
    let deed = Deed::parse(form.text("deed")).ok_or(Failure::Malformed("no such deed"))?;
    match jointly::change(&visit, deed, form.version()?).await {
        Ok(()) => Ok(see_other(&address(&visit)?)),
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            render(&visit, StatusCode::CONFLICT, visit.texts().agreements_rule_stale()).await
        }
        Err(failure) => Err(failure),
    }
}

fn address(visit: &Visit) -> Result<String, Failure> {
    Ok(format!("/o/{}/agreements/signatories", visit.acting()?.organisation))
}

async fn render(visit: &Visit, status: StatusCode, refused: String) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let rows = store_jointly::list_rule(&mut visit.app.db.read().await?, &acting.organisation, SHOWN).await?;
    let (standing, version) = jointly::standing(&rows)?;
    let may_sign = acting.permissions.allow(Permission::SignAgreements) && !visit.is_officer();
    let person = visit.session()?.person.as_str();
    let deeds: Vec<Deed> = if may_sign { standing.open_deeds(person).collect() } else { Vec::new() };
    let template = SignatoriesPage {
        chrome: visit.chrome(t.agreements_rule_title()),
        list: format!("/o/{}/agreements", acting.organisation),
        address: address(visit)?,
        refused,
        rule: if standing.needs_two() { t.agreements_rule_two() } else { t.agreements_rule_one() },
        proposal: proposal(visit, &standing, rows.first()),
        about: if may_sign { about(&standing, person, t) } else { Vec::new() },
        deeds: deeds.into_iter().map(|deed| (deed.code(), button(deed, t))).collect(),
        may_sign,
        version,
        history: rows.iter().filter_map(|row| happened(visit, row)).collect(),
        t,
    };
    page(status, &template)
}

/// Who proposes that one be enough.
fn proposal(visit: &Visit, standing: &Standing, last: Option<&RuleRow>) -> Option<String> {
    let last = last.filter(|_| matches!(standing, Standing::Proposed { .. }))?;
    let at = format::moment(Instant::from_milliseconds(last.at), visit.language);
    Some(visit.texts().agreements_rule_proposed(last.person_name.as_str(), at))
}

/// What the buttons come to.
fn about(standing: &Standing, person: &str, t: &Texts) -> Vec<String> {
    match standing {
        Standing::One => vec![t.agreements_rule_about_one(), t.agreements_rule_about_back()],
        Standing::Two => vec![t.agreements_rule_about_two()],
        Standing::Proposed { by } if by == person => vec![t.agreements_rule_about_own()],
        Standing::Proposed { .. } => vec![t.agreements_rule_about_other()],
    }
}

fn button(deed: Deed, t: &Texts) -> String {
    match deed {
        Deed::AskTwo => t.agreements_rule_ask_two(),
        Deed::ProposeOne => t.agreements_rule_propose_one(),
        Deed::TakeBack => t.agreements_rule_take_back(),
        Deed::KeepTwo => t.agreements_rule_keep_two(),
        Deed::ConfirmOne => t.agreements_rule_confirm_one(),
    }
}

/// What somebody did, and who it was, by which right, when.
fn happened(visit: &Visit, row: &RuleRow) -> Option<(String, String)> {
    let t = visit.texts();
    let what = match Deed::parse(&row.deed)? {
        Deed::AskTwo => t.agreements_rule_did_ask_two(),
        Deed::ProposeOne => t.agreements_rule_did_propose_one(),
        Deed::TakeBack => t.agreements_rule_did_take_back(),
        Deed::KeepTwo => t.agreements_rule_did_keep_two(),
        Deed::ConfirmOne => t.agreements_rule_did_confirm_one(),
    };
    let at = format::moment(Instant::from_milliseconds(row.at), visit.language);
    Some((what, format!("{}, {}, {at}", row.person_name, right(&row.basis, t))))
}
