//! Check-your-answers, and the page on which one reads and accepts the agreement texts before the fresh round through
//! Suomi.fi.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::id_of;
use crate::agreements;
use crate::applications::drafting::state_of;
use crate::applications::rules::{CaseStep, Side, State};
use crate::applications::shown::{fault_text, show};
use crate::applications::submitting::{Whole, address, documents, is_submitted, load_whole};
use crate::applications::{ShownStep, content};
use crate::kernel::{ApplicationId, CaseLanguage, Language, Permission, Permissions};
use crate::mandates::{self, Intention};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/check.html")]
struct CheckPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    problems: Vec<(String, String)>,
    unverified: bool,
    steps: Vec<ShownStep>,
    may_apply: bool,
    may_sign: bool,
}

pub(in crate::applications) async fn check(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = load_whole(&visit, &id).await?;
    let base = address(&visit, id.as_str(), "")?;
    if state_of(&whole.application)? != State::Draft {
        return Ok(see_other(&base));
    }
    check_page(&visit, &whole, base, visit.acting()?.permissions)
}

pub(super) fn check_page(
    visit: &Visit,
    whole: &Whole,
    base: String,
    permissions: Permissions,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let names = content::names(&whole.answers, &whole.gathered);
    let problems = whole.problems.iter().map(|problem| {
        (format!("{base}/steps/{}#{}", problem.step, problem.field), fault_text(whole.form, problem, t))
    });
    let template = CheckPage {
        chrome: visit.chrome(t.applications_check_title()),
        t,
        application: t.applications_title(whole.form.service.name(t)),
        problems: problems.collect(),
        unverified: is_unverified(whole),
        steps: show(whole.form, &whole.answers, &names, t, visit.language, |_| Vec::new()),
        may_apply: permissions.allow(Permission::DeployServices),
        may_sign: permissions.allow(Permission::SignAgreements),
        base,
    };
    page(StatusCode::OK, &template)
}

/// Whether the register gave no answer today; people go on and the officer is told.
fn is_unverified(whole: &Whole) -> bool {
    whole.gathered.facts.organisation.is_none() && !whole.gathered.facts.organisation_unknown
}

#[derive(askama::Template)]
#[template(path = "applications/sign.html")]
struct SignPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    organisation: String,
    signatory: String,
    right: String,
    documents: Vec<DocumentView>,
    version: i64,
    errors: Vec<FieldError>,
    error: String,
}

struct DocumentView {
    title: String,
    version: &'static str,
    language: &'static str,
    language_name: String,
    sha256: String,
    html: String,
    /// The text in the language of the screen, when that is English: for understanding only.
    translation: Option<(&'static str, String)>,
}

pub(in crate::applications) async fn sign(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = load_whole(&visit, &id).await?;
    match way(&visit, &id, &whole)? {
        Some(elsewhere) => Ok(see_other(&elsewhere)),
        None => sign_page(&visit, &id, &whole, StatusCode::OK, "").await,
    }
}

/// Where to go when there is nothing to sign: the receipt of a submitted application, or the faults of a draft.
fn way(visit: &Visit, id: &ApplicationId, whole: &Whole) -> Result<Option<String>, Failure> {
    if is_submitted(&whole.application) {
        return address(visit, id.as_str(), "/receipt").map(Some);
    }
    state_of(&whole.application)?.after(CaseStep::Submit, Side::Customer).map_err(|_| Failure::Stale)?;
    if whole.problems.is_empty() { Ok(None) } else { address(visit, id.as_str(), "/check").map(Some) }
}

async fn sign_page(
    visit: &Visit,
    id: &ApplicationId,
    whole: &Whole,
    status: StatusCode,
    error: &str,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let documents = documents(visit, whole.form.service, whole.language()).await?;
    let chrome = visit.chrome(t.applications_sign_title());
    let errors = if error.is_empty() {
        Vec::new()
    } else {
        vec![FieldError { field: "accept".to_string(), text: error.to_string() }]
    };
    let template = SignPage {
        t,
        base: address(visit, id.as_str(), "")?,
        organisation: visit.acting()?.organisation_name.clone(),
        signatory: visit.session()?.name.clone(),
        right: agreements::right_in_words(visit.acting()?.basis, t),
        documents: documents.into_iter().map(|document| document_view(visit, document)).collect(),
        version: whole.version(),
        errors,
        error: error.to_string(),
        chrome,
    };
    page(status, &template)
}

fn document_view(visit: &Visit, document: &'static agreements::Document) -> DocumentView {
    let t = visit.texts();
    let translated = (visit.language == Language::En).then(|| agreements::unofficial_translation(document)).flatten();
    DocumentView {
        title: document.title(t),
        version: document.version,
        language: document.language.code(),
        language_name: if document.language == Language::from(CaseLanguage::Sv) {
            t.applications_in_swedish()
        } else {
            t.applications_in_finnish()
        },
        sha256: document.sha256.clone(),
        html: document.html(),
        translation: translated.map(|translation| (translation.language.code(), translation.html())),
    }
}

/// Accepts the texts as they were shown and sends the browser to Suomi.fi to prove the right once more; the
/// submission itself is carried out on return.
pub(in crate::applications) async fn prove_and_submit(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = load_whole(&visit, &id).await?;
    if let Some(elsewhere) = way(&visit, &id, &whole)? {
        return Ok(see_other(&elsewhere));
    }
    if form.text("accept") != "yes" {
        let error = visit.texts().applications_fault_accept();
        return sign_page(&visit, &id, &whole, StatusCode::UNPROCESSABLE_ENTITY, &error).await;
    }
    let shown: Vec<&str> = form.all("hash").collect();
    let current = documents(&visit, whole.form.service, whole.language()).await?;
    let same_texts =
        current.len() == shown.len() && current.iter().zip(&shown).all(|(document, hash)| document.sha256 == *hash);
    if !same_texts || form.text("version") != whole.version().to_string() {
        let error = visit.texts().applications_fault_changed();
        return sign_page(&visit, &id, &whole, StatusCode::CONFLICT, &error).await;
    }
    let payload = json!({ "hashes": shown, "version": whole.version() });
    mandates::prove_again(&visit, Intention { act: "applications.submit", subject: id.as_str(), payload }).await
}
