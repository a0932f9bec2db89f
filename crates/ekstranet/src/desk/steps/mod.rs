//! What an officer does to a case, and what happens when another was faster.

pub(super) mod decision;
pub(super) mod proposal;
pub(super) mod supplement;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::case::{load, may_judge};
use super::history::what_happened;
use super::words::{state_class, state_word};
use crate::applications::{self, Case, OfficerStep};
use crate::kernel::{ApplicationId, without_identity_code};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page, see_other};

/// Takes a case.
pub(super) async fn take(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    at_once(&visit, &id, &form, &OfficerStep::Take, Vec::new()).await
}

#[derive(askama::Template)]
#[template(path = "desk/release.html")]
struct ReleasePage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    version: i64,
    officer: String,
}

/// Gives a case back to the queue; another officer's only when the one who does it knows whose it is.
pub(super) async fn release(mut visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let (case, own) = (load(&visit, &id).await?, visit.session()?.person.as_str());
    let of_other = case.officer.as_ref().filter(|(officer, _)| officer != own);
    let is_asked = form.get("confirmed").is_none() && is_open(&case, "release") && case.version == version(&form)?;
    if let Some((_, officer)) = of_other.filter(|_| is_asked) {
        // This page answers a form: in another language one begins on the page of the case.
        visit.path = format!("/desk/cases/{}", case.id);
        let t = visit.texts();
        let template = ReleasePage {
            chrome: visit.chrome(t.desk_release_title()),
            t,
            id: case.id.to_string(),
            case_number: case.case_number.clone(),
            version: case.version,
            officer: officer.clone(),
        };
        return page(StatusCode::OK, &template);
    }
    at_once(&visit, &id, &form, &OfficerStep::Release, Vec::new()).await
}

/// A step that is done as it is pressed, with what was typed for it.
async fn at_once(
    visit: &Visit,
    id: &str,
    form: &Form,
    step: &OfficerStep,
    typed: Vec<Typed>,
) -> Result<Response, Failure> {
    let case = load(visit, id).await?;
    if run(visit, &case, version(form)?, step).await? {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    conflict(visit, &reload(visit, &case.id).await?, typed)
}

/// A case as the one who was faster left it, and what happened to it.
struct Left {
    case: Case,
    happened: String,
}

/// The case as the one who was faster left it. On SQLite several changes share a commit, so a reader might still see
/// the case as it was before; a transaction sees it as it is.
async fn reload(visit: &Visit, id: &ApplicationId) -> Result<Left, Failure> {
    let mut tx = visit.app.db.write().await?;
    let case = applications::load_case(&mut tx, id).await?;
    let happened = what_happened(visit, &mut tx, &case).await?;
    Ok(Left { case, happened })
}

/// The version on the officer's page.
fn version(form: &Form) -> Result<i64, Failure> {
    form.text("version").parse().map_err(|_| Failure::Malformed("the form has no version"))
}

/// Runs a step; `false` when somebody else changed the case first, and then nothing has changed.
async fn run(visit: &Visit, case: &Case, version: i64, step: &OfficerStep) -> Result<bool, Failure> {
    let mut tx = visit.app.db.write().await?;
    match applications::officer_step(&mut tx, visit, &case.id, version, step).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(Failure::Stale) => Ok(false),
        // What the rules refuse is allowed on no version, unless the officer saw another one.
        Err(Failure::Forbidden) if case.version != version || may_have_closed(visit, case, step) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Whether an officer's step may have closed though the case has no new version: the intermediary, the other party or a
/// register has said something. Whoever may not do it at all is told that instead.
fn may_have_closed(visit: &Visit, case: &Case, step: &OfficerStep) -> bool {
    match step {
        OfficerStep::Approve { .. } | OfficerStep::Reject { .. } | OfficerStep::Propose { .. } => true,
        OfficerStep::Confirm { .. } | OfficerStep::Return { .. } => {
            case.proposal.as_ref().is_some_and(|proposal| may_judge(visit, proposal))
        }
        _ => false,
    }
}

/// What an officer had typed when another was faster.
struct Typed {
    label: String,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "desk/conflict.html")]
struct ConflictPage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    state: String,
    class: &'static str,
    happened: String,
    typed: Vec<Typed>,
}

/// The page for a step that is no longer open: who did what, and what was typed, to be copied.
fn conflict(visit: &Visit, Left { case, happened }: &Left, typed: Vec<Typed>) -> Result<Response, Failure> {
    let t = visit.texts();
    let template = ConflictPage {
        chrome: visit.chrome(t.desk_conflict_title()),
        t,
        id: case.id.to_string(),
        case_number: case.case_number.clone(),
        state: state_word(case.state, t),
        class: state_class(case.state),
        happened: happened.clone(),
        typed: typed
            .into_iter()
            .filter(|typed| !typed.text.is_empty())
            .map(|typed| Typed { text: without_identity_code(&typed.text), ..typed })
            .collect(),
    };
    page(StatusCode::CONFLICT, &template)
}

/// Whether the rules allow a step now.
fn is_open(case: &Case, step: &str) -> bool {
    applications::open_officer_steps(case).contains(&step)
}
