//! The page on which an organisation says whether two sign its agreements together.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::jointly::{self, Rule};
use super::pages::right;
use super::rules::{Deed, Standing};
use super::store_jointly::RuleRow;
use crate::kernel::{Instant, Permission};
use crate::mandates;
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
    /// What the person may do.
    deeds: Vec<DeedView>,
    may_sign: bool,
    /// The number of the last deed.
    version: i64,
    history: Vec<(String, String)>,
}

/// A deed with the words of its button.
struct DeedView {
    code: &'static str,
    button: String,
    /// Whether one is asked before.
    is_confirmed: bool,
}

#[derive(askama::Template)]
#[template(path = "agreements/signatories_confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    about: Vec<String>,
    deed: &'static str,
    button: String,
    version: i64,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let rule = load(&visit).await?;
    render(&visit, &rule, StatusCode::OK, String::new()).await
}

/// Asks whether to do what changes how every agreement is signed from then on.
pub(super) async fn confirm(visit: Visit, Path((_, deed)): Path<(String, String)>) -> Result<Response, Failure> {
    let deed = Deed::parse(&deed).filter(|deed| deed.is_confirmed()).ok_or(Failure::NotFound)?;
    let rule = load(&visit).await?;
    if !open_deeds(&visit, &rule).await?.contains(&deed) {
        return Ok(see_other(&address(&visit)?));
    }
    let t = visit.texts();
    let (title, about) = match deed {
        Deed::AskTwo => {
            let text = t.agreements_rule_sure_two_text(mandates::positions_that_count(&visit));
            (t.agreements_rule_sure_two(), vec![text, t.agreements_rule_about_back()])
        }
        Deed::DropTwo => {
            (t.agreements_rule_sure_drop(), vec![t.agreements_rule_sure_drop_text(), t.agreements_rule_sure_one_text()])
        }
        _ => (t.agreements_rule_sure_one(), vec![t.agreements_rule_about_other(), t.agreements_rule_sure_one_text()]),
    };
    let template = ConfirmPage {
        chrome: visit.chrome(title),
        address: address(&visit)?,
        about,
        deed: deed.code(),
        button: button(deed, t),
        version: rule.number,
        t,
    };
    page(StatusCode::OK, &template)
}

/// Asks for two, or for one again, or answers whoever proposed that.
pub(super) async fn change(visit: Visit, form: Form) -> Result<Response, Failure> {
    let deed = Deed::parse(form.text("deed")).ok_or(Failure::Malformed("no such deed"))?;
    let version = form.version()?;
    match jointly::change(&visit, deed, version).await {
        Ok(()) => Ok(see_other(&address(&visit)?)),
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            let rule = load(&visit).await?;
            let words = refusal(&visit, &rule, deed, version).await?;
            render(&visit, &rule, StatusCode::CONFLICT, words).await
        }
        Err(failure) => Err(failure),
    }
}

/// Why nothing was saved: somebody was first, the person was in another window, or it cannot be done.
async fn refusal(visit: &Visit, rule: &Rule, deed: Deed, version: i64) -> Result<String, Failure> {
    let (t, person) = (visit.texts(), visit.session()?.person.as_str());
    if deed == Deed::AskTwo && jointly::is_one_person(visit).await? {
        return Ok(t.agreements_rule_one_person());
    }
    Ok(match rule.rows.first().filter(|_| rule.number != version) {
        Some(last) if last.person_id == person => t.agreements_rule_stale_own(),
        Some(_) => t.agreements_rule_stale(),
        None => t.agreements_rule_not_now(),
    })
}

fn address(visit: &Visit) -> Result<String, Failure> {
    Ok(format!("/o/{}/agreements/signatories", visit.acting()?.organisation))
}

async fn load(visit: &Visit) -> Result<Rule, Failure> {
    let person = &visit.session()?.person;
    jointly::find_rule(&mut visit.app.db.read().await?, &visit.acting()?.organisation, person).await
}

fn may_sign(visit: &Visit) -> Result<bool, Failure> {
    Ok(visit.acting()?.permissions.allow(Permission::SignAgreements) && !visit.is_officer())
}

/// What the reader may do now; for one person who trades, two are not asked for.
async fn open_deeds(visit: &Visit, rule: &Rule) -> Result<Vec<Deed>, Failure> {
    if !may_sign(visit)? {
        return Ok(Vec::new());
    }
    let deeds: Vec<Deed> = rule.standing.open_deeds(visit.session()?.person.as_str(), rule.alone).collect();
    let asks = deeds.contains(&Deed::AskTwo);
    Ok(if asks && jointly::is_one_person(visit).await? { Vec::new() } else { deeds })
}

async fn render(visit: &Visit, rule: &Rule, status: StatusCode, refused: String) -> Result<Response, Failure> {
    let (t, acting, standing) = (visit.texts(), visit.acting()?, &rule.standing);
    let (may_sign, deeds) = (may_sign(visit)?, open_deeds(visit, rule).await?);
    let about = if may_sign { about(rule, &deeds, visit.session()?.person.as_str(), t) } else { Vec::new() };
    let template = SignatoriesPage {
        chrome: visit.chrome(t.agreements_rule_title()),
        list: format!("/o/{}/agreements", acting.organisation),
        address: address(visit)?,
        refused,
        rule: if standing.needs_two() { t.agreements_rule_two() } else { t.agreements_rule_one() },
        proposal: proposal(visit, standing, rule.rows.first()),
        about,
        deeds: deeds.into_iter().map(|deed| deed_view(deed, t)).collect(),
        may_sign,
        version: rule.number,
        history: history(visit, &rule.rows),
        t,
    };
    page(status, &template)
}

fn deed_view(deed: Deed, t: &Texts) -> DeedView {
    DeedView { code: deed.code(), button: button(deed, t), is_confirmed: deed.is_confirmed() }
}

/// Who proposes that one be enough.
fn proposal(visit: &Visit, standing: &Standing, last: Option<&RuleRow>) -> Option<String> {
    let last = last.filter(|_| matches!(standing, Standing::Proposed { .. }))?;
    let at = format::moment(Instant::from_milliseconds(last.at), visit.language);
    Some(visit.texts().agreements_rule_proposed(last.person_name.as_str(), at))
}

/// What the buttons come to.
fn about(rule: &Rule, deeds: &[Deed], person: &str, t: &Texts) -> Vec<String> {
    match &rule.standing {
        Standing::One if deeds.is_empty() => vec![t.agreements_rule_one_person()],
        Standing::One => vec![t.agreements_rule_about_one(), t.agreements_rule_about_back()],
        _ if rule.alone => vec![t.agreements_rule_about_alone()],
        Standing::Two => vec![t.agreements_rule_about_two()],
        Standing::Proposed { by } if by == person => vec![t.agreements_rule_about_own()],
        Standing::Proposed { .. } => vec![t.agreements_rule_about_other()],
    }
}

fn button(deed: Deed, t: &Texts) -> String {
    match deed {
        Deed::AskTwo => t.agreements_rule_ask_two(),
        Deed::DropTwo => t.agreements_rule_drop_two(),
        Deed::ProposeOne => t.agreements_rule_propose_one(),
        Deed::TakeBack => t.agreements_rule_take_back(),
        Deed::KeepTwo => t.agreements_rule_keep_two(),
        Deed::ConfirmOne => t.agreements_rule_confirm_one(),
    }
}

fn history(visit: &Visit, rows: &[RuleRow]) -> Vec<(String, String)> {
    rows.iter().filter_map(|row| happened(visit, row)).collect()
}

/// What somebody did, and who it was, by which right, when.
fn happened(visit: &Visit, row: &RuleRow) -> Option<(String, String)> {
    let t = visit.texts();
    let what = match Deed::parse(&row.deed)? {
        Deed::AskTwo => t.agreements_rule_did_ask_two(),
        Deed::DropTwo => t.agreements_rule_did_drop_two(),
        Deed::ProposeOne => t.agreements_rule_did_propose_one(),
        Deed::TakeBack => t.agreements_rule_did_take_back(),
        Deed::KeepTwo => t.agreements_rule_did_keep_two(),
        Deed::ConfirmOne => t.agreements_rule_did_confirm_one(),
    };
    let at = format::moment(Instant::from_milliseconds(row.at), visit.language);
    Some((what, format!("{}, {}, {at}", row.person_name, right(&row.basis, t))))
}
