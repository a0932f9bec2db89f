//! Why one cannot act for an organisation: what was looked up, what came back, what is missing, who can give it and how.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::choice::nature_words;
use super::client::Mandates;
use super::pages::basis_words;
use super::rules::{AuthorityRow, Nature, Policy, Reason};
use super::store;
use crate::kernel::{Basis, BusinessId, Instant, Permission, Position};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "mandates/why.html")]
struct WhyPage {
    chrome: Chrome,
    t: &'static Texts,
    /// `None` when Suomi.fi returned no organisation at all.
    organisation: Option<Looked>,
    reasons: Vec<String>,
    /// What helps, in the order in which to try it.
    steps: Vec<String>,
    /// The same question may be answered differently in a while.
    retry: bool,
    /// A message to send to whoever can give the mandate.
    message: String,
}

/// What was looked up and what came back.
struct Looked {
    name: String,
    business_id: String,
    checked_at: String,
    roles: Vec<String>,
    nature: Option<String>,
    reads_library: bool,
}

/// `GET /act-for/why?organisation=…`; only about what Suomi.fi returned to this session.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let row = match query.get("organisation") {
        None => None,
        Some(text) => {
            let organisation = BusinessId::parse(text).ok_or(Failure::NotFound)?;
            let session = visit.session()?;
            let row = store::find_authority(&mut visit.app.db.read().await?, &session.id, &organisation).await?;
            Some(row.ok_or(Failure::NotFound)?)
        }
    };
    let policy = &visit.app.part::<Mandates>().policy;
    if let Some(row) = row.as_ref().filter(|row| row.permissions(policy).allow(Permission::SeeOrganisation)) {
        return Ok(see_other(&format!("/o/{}/", row.organisation)));
    }
    page(StatusCode::OK, &why_page(&visit, row.as_ref())?)
}

fn why_page(visit: &Visit, row: Option<&AuthorityRow>) -> Result<WhyPage, Failure> {
    let (t, policy) = (visit.texts(), &visit.app.part::<Mandates>().policy);
    let nature = row.map_or(Nature::Unasked, AuthorityRow::nature);
    let (roles, complete) = row.map_or((Vec::new(), true), |row| (row.roles(), row.complete == 1));
    let reasons = policy.explain(&roles, complete, nature);
    let person = &visit.session()?.name;
    let message = match row {
        Some(row) => t.mandates_why_message(row.organisation_name.clone(), row.organisation.clone(), person.clone()),
        None => t.mandates_why_message_open(person.clone()),
    };
    Ok(WhyPage {
        chrome: visit.chrome(t.mandates_why_title()),
        t,
        organisation: row.map(|row| looked(visit, row, &roles, nature, policy)),
        steps: steps(&reasons, nature, t),
        retry: reasons.iter().any(|reason| matches!(reason, Reason::Incomplete | Reason::NatureUnknown)),
        reasons: reasons.iter().map(|reason| reason_words(*reason, row.is_none(), t)).collect(),
        message,
    })
}

fn looked(visit: &Visit, row: &AuthorityRow, roles: &[String], nature: Nature, policy: &Policy) -> Looked {
    let t = visit.texts();
    Looked {
        name: row.organisation_name.clone(),
        business_id: row.organisation.clone(),
        checked_at: format::moment(Instant::from_milliseconds(row.checked_at), visit.language),
        roles: roles.iter().map(|role| role_words(role, policy, t)).collect(),
        nature: match nature {
            Nature::Unasked => None,
            nature => Some(nature_words(nature, t)),
        },
        reads_library: row.permissions(policy).allow(Permission::ReadPrivacyGuides),
    }
}

/// A role code of Suomi.fi in words. The set is open: an unknown code is shown as it came.
fn role_words(role: &str, policy: &Policy, t: &Texts) -> String {
    if let Some(mandate) = policy.mandate(role) {
        return basis_words(Basis::Mandate(mandate), t);
    }
    if let Some(position) = Position::parse(role) {
        return basis_words(Basis::Position(position), t);
    }
    match role {
        "NIMKO" => t.mandates_role_nimko(),
        "PJ" => t.mandates_role_pj(),
        "J" => t.mandates_role_j(),
        "IS" => t.mandates_role_is(),
        "PIS" => t.mandates_role_pis(),
        "S" => t.mandates_role_s(),
        "TIL" => t.mandates_role_til(),
        "YHM" => t.mandates_role_yhm(),
        "PR" => t.mandates_role_pr(),
        _ if role.starts_with("http://assignment.") || role.starts_with("http://assignmentproxy.") => {
            t.mandates_role_granting()
        }
        _ if role.starts_with("http") => {
            t.mandates_role_other_mandate(role.rsplit('/').next().unwrap_or_default().replace('_', " "))
        }
        _ => t.mandates_role_unknown(role),
    }
}

fn reason_words(reason: Reason, no_organisation: bool, t: &Texts) -> String {
    match reason {
        Reason::Incomplete => t.mandates_reason_incomplete(),
        Reason::NatureUnknown => t.mandates_reason_nature_unknown(),
        Reason::PublicNeedsMandate => t.mandates_reason_public(),
        Reason::Signatory => t.mandates_reason_signatory(),
        Reason::GrantingRight => t.mandates_reason_granting(),
        Reason::OtherPosition => t.mandates_reason_other_position(),
        Reason::OtherMandate => t.mandates_reason_other_mandate(),
        Reason::PrivacyOnly => t.mandates_reason_privacy(),
        Reason::NothingReturned if no_organisation => t.mandates_reason_no_organisation(),
        Reason::NothingReturned => t.mandates_reason_nothing(),
    }
}

/// Who can give what is missing, for this kind of organisation (domain sheet 0.1.2 and 1.2).
fn steps(reasons: &[Reason], nature: Nature, t: &Texts) -> Vec<String> {
    let has = |reason| reasons.contains(&reason);
    let mut steps = Vec::new();
    if has(Reason::Incomplete) || has(Reason::NatureUnknown) {
        steps.push(t.mandates_step_retry());
    }
    if has(Reason::Signatory) {
        steps.push(t.mandates_step_signatory());
    }
    if has(Reason::GrantingRight) {
        steps.push(t.mandates_step_granting());
    }
    if !nature.needs_mandate() {
        steps.push(t.mandates_step_private());
    }
    if nature.needs_mandate() || matches!(nature, Nature::Unknown | Nature::Unasked) {
        steps.push(t.mandates_step_public());
    }
    steps
}
