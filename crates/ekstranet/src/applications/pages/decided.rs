//! The decision as the customer reads and prints it, in the language of the case.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::id_of;
use crate::applications::submitting::{address, form_of, load};
use crate::applications::{find_decision, find_extending};
use crate::kernel::{CaseLanguage, Language};
use crate::texts::{Texts, texts};
use crate::web::{Chrome, Failure, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "applications/decision.html")]
struct DecisionPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The texts of the decision, in the language of the case.
    of_case: &'static Texts,
    language: &'static str,
    base: String,
    approved: bool,
    operator: String,
    organisation: String,
    business_id: String,
    service: String,
    case_number: String,
    decided: String,
    /// Headings and texts.
    parts: Vec<(String, String)>,
}

pub(in crate::applications) async fn decision(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    let mut read = visit.app.db.read().await?;
    let decision = find_decision(&mut read, &id).await?.ok_or(Failure::NotFound)?;
    let extending = find_extending(&mut read, &id).await?;
    drop(read);
    let case_language = CaseLanguage::parse(&application.case_language).unwrap_or_default();
    let language = Language::from(case_language);
    let (t, of_case) = (visit.texts(), texts(language));
    let template = DecisionPage {
        chrome: visit.chrome(t.applications_decision_title()),
        t,
        of_case,
        language: case_language.code(),
        base: address(&visit, id.as_str(), "")?,
        approved: decision.approved,
        operator: visit.app.config.operator.name.get(language).to_string(),
        organisation: application.organisation_name.clone(),
        business_id: application.organisation.clone(),
        service: extending.name(form_of(&application)?.service, of_case),
        case_number: application.case_number.clone().unwrap_or_default(),
        decided: format::moment(decision.decided_at, language),
        parts: decision.words.parts(of_case),
    };
    page(StatusCode::OK, &template)
}
