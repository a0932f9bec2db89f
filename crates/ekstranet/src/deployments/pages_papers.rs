//! The papers of set-up items on the pages: sending them, and reading them on both sides.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::demanding::Demands;
use super::pages::{Typed, error_of, explain_file, render};
use super::rules::{Done, FileProblem};
use super::{filing, papers, store};
use crate::attachments::{AttachmentLine, shown_size};
use crate::kernel::DeploymentId;
use crate::services::SetUpItem;
use crate::web::{Failure, FieldError, Upload, Visit, see_other};

/// The papers of an item on the customer's page.
pub(super) struct PapersView {
    /// The name of the field, which is its place on the page too.
    pub field: String,
    /// Address and words of those that have come.
    pub files: Vec<(String, String)>,
    /// Whether more may be sent.
    pub open: bool,
    pub hint: String,
    pub accept: String,
    pub error: String,
}

/// The name of the field for an item's papers.
pub(super) fn field(item: &str) -> String {
    format!("papers-{item}")
}

/// The addresses of both kinds of papers: those of the deployment and those of the application.
pub(super) struct Places<'a> {
    pub deployment: &'a str,
    pub application: String,
}

/// Address and words of an item's papers, those of the application first.
fn links(
    visit: &Visit,
    item: &SetUpItem,
    places: &Places<'_>,
    files: &[AttachmentLine],
    snapshot: &Value,
) -> Vec<(String, String)> {
    let Some(definition) = &item.papers else { return Vec::new() };
    let of_application = papers::with_application(definition, snapshot).into_iter();
    let of_application = of_application.map(|(id, name)| (format!("{}/attachments/{id}", places.application), name));
    let place = papers::place(item.key);
    let own = files.iter().filter(|line| line.field == place).map(|line| {
        let words = format!("{} ({})", line.name, shown_size(line.size, visit.language));
        (format!("{}/attachments/{}", places.deployment, line.id), words)
    });
    of_application.chain(own).collect()
}

pub(super) fn view(
    visit: &Visit,
    item: &SetUpItem,
    (places, files, snapshot): (&Places<'_>, &[AttachmentLine], &Value),
    done: Option<&Done>,
    errors: &[FieldError],
) -> Option<PapersView> {
    let allowed = &item.papers.as_ref()?.files;
    let (types, limit) = (filing::type_names(allowed.types), filing::limit_text(visit, allowed));
    let field = field(item.key);
    Some(PapersView {
        files: links(visit, item, places, files, snapshot),
        open: done.is_none(),
        hint: visit.texts().deployments_papers_hint(types, allowed.most, limit),
        accept: filing::accepted(allowed.types),
        error: error_of(errors, &field),
        field,
    })
}

/// The papers of all items for the officers: the item, and address and words of each file.
pub(super) fn for_officers(
    visit: &Visit,
    demands: &Demands,
    places: &Places<'_>,
    files: &[AttachmentLine],
    snapshot: &Value,
) -> Vec<(String, Vec<(String, String)>)> {
    let items = demands.items.iter().filter(|item| item.papers.is_some());
    items.map(|item| ((item.title)(visit.texts()), links(visit, item, places, files, snapshot))).collect()
}

/// What is wrong with papers, as the page says it.
pub(super) fn explain(visit: &Visit, demands: &Demands, (item, problem): &(String, FileProblem)) -> FieldError {
    let found = demands.items.iter().find(|known| known.key == *item).and_then(|item| item.papers.as_ref());
    let text = match problem {
        FileProblem::NotScanned => visit.texts().deployments_papers_not_scanned(),
        problem => found.map(|papers| explain_file(*problem, visit, &papers.files)).unwrap_or_default(),
    };
    FieldError { field: field(item), text }
}

/// Takes the papers of an item.
pub(super) async fn hand_in(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let row = store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let item = upload.form.text("papers").to_string();
    let demands = row.demands()?;
    let found = demands.items.iter().find(|known| known.key == item).and_then(|item| item.papers.as_ref());
    let papers = found.ok_or(Failure::Malformed("no set-up item with papers"))?;
    let (files, wrong) = filing::receive(&visit, upload.files, (field(&item).as_str(), Some(&papers.files))).await?;
    let wrong = match wrong.first() {
        Some(problem) => Err(*problem),
        None if files.is_empty() => Err(FileProblem::Missing),
        None => papers::hand_in(&visit, &id, (item.as_str(), papers), &files).await?,
    };
    match wrong {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/deployments/{id}#{}", field(&item)))),
        Err(problem) => {
            let typed = Typed { papers: Some((item, problem)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}
