//! The papers of set-up items on the pages: sending them, and reading them on both sides. Files of test reports are taken
//! back here too.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use super::demanding::{Demand, Demands};
use super::pages::{Typed, error_of, explain_file, render};
use super::rules::{Done, FileProblem};
use super::store_papers::PaperRow;
use super::{filing, papers, proving, store};
use crate::attachments::{AttachmentLine, shown_size};
use crate::kernel::{AttachmentId, DeploymentId, Instant};
use crate::web::{Failure, FieldError, Form, Upload, Visit, format, see_other};

/// The papers of an item on the customer's page.
pub(super) struct PapersView {
    /// The name of the field, which is its place on the page too.
    pub field: String,
    /// Those that have come.
    pub files: Vec<Paper>,
    /// Whether more may be sent.
    pub open: bool,
    pub hint: String,
    pub accept: String,
    pub error: String,
}

/// A paper that has come.
pub(super) struct Paper {
    pub address: String,
    pub words: String,
    /// Its id and its name, while nobody has handled it: it may be taken back.
    pub unhandled: Option<(String, String)>,
    /// When it was handled, and by whom.
    pub handled: Option<(i64, String)>,
}

/// The papers of an item for the officers.
pub(super) struct ItemPapers {
    pub title: String,
    /// Address and words of each file, and who has handled it.
    pub files: Vec<(String, String, String)>,
    /// The ids of those that nobody has handled.
    pub unhandled: Vec<String>,
}

/// The name of the field for an item's papers.
pub(super) fn field(item: &str) -> String {
    format!("papers-{item}")
}

/// What is known of the papers of a deployment.
pub(super) struct Known<'a> {
    /// The addresses of both kinds of papers: those of the deployment and those of the application.
    pub deployment: &'a str,
    pub application: String,
    pub files: &'a [AttachmentLine],
    pub papers: &'a [PaperRow],
    /// What was granted.
    pub snapshot: &'a Value,
}

/// An item's papers, those of the application first; these were handled with the case.
fn list(visit: &Visit, item: &Demand, known: &Known<'_>) -> Vec<Paper> {
    let Some(definition) = item.papers else { return Vec::new() };
    let of_application = papers::with_application(definition, known.snapshot).into_iter().map(|(id, name)| Paper {
        address: format!("{}/attachments/{id}", known.application),
        words: name,
        unhandled: None,
        handled: None,
    });
    let place = papers::place(item.key);
    let own = known.files.iter().filter(|line| line.field == place).map(|line| {
        let row = known.papers.iter().find(|row| row.attachment == line.id);
        Paper {
            address: format!("{}/attachments/{}", known.deployment, line.id),
            words: format!("{} ({})", line.name, shown_size(line.size, visit.language)),
            unhandled: row.filter(|row| row.handled_at.is_none()).map(|_| (line.id.clone(), line.name.clone())),
            handled: row.and_then(|row| Some((row.handled_at?, row.handled_by.clone()?))),
        }
    });
    of_application.chain(own).collect()
}

pub(super) fn view(
    visit: &Visit,
    item: &Demand,
    known: &Known<'_>,
    done: Option<&Done>,
    errors: &[FieldError],
) -> Option<PapersView> {
    let allowed = &item.papers?.files;
    let (types, limit) = (filing::type_names(allowed.types), filing::limit_text(visit, allowed));
    let field = field(item.key);
    Some(PapersView {
        files: list(visit, item, known),
        open: done.is_none() || !item.needs_papers,
        hint: visit.texts().deployments_papers_hint(types, allowed.most, limit),
        accept: filing::accepted(allowed.types),
        error: error_of(errors, &field),
        field,
    })
}

/// The papers of all items for the officers.
pub(super) fn for_officers(visit: &Visit, demands: &Demands, known: &Known<'_>) -> Vec<ItemPapers> {
    let t = visit.texts();
    let handled = |(at, by): &(i64, String)| {
        t.deployments_desk_papers_handled(by.as_str(), format::moment(Instant::from_milliseconds(*at), visit.language))
    };
    let items = demands.items.iter().filter(|item| item.papers.is_some());
    let shown = items.map(|item| {
        let papers = list(visit, item, known);
        let unhandled = papers.iter().filter_map(|paper| paper.unhandled.as_ref().map(|(id, _)| id.clone()));
        ItemPapers {
            title: (item.title)(t),
            unhandled: unhandled.collect(),
            files: papers
                .into_iter()
                .map(|paper| (paper.address, paper.words, paper.handled.as_ref().map(handled).unwrap_or_default()))
                .collect(),
        }
    });
    shown.collect()
}

/// What is wrong with papers, as the page says it.
pub(super) fn explain(visit: &Visit, demands: &Demands, (item, problem): &(String, FileProblem)) -> FieldError {
    let found = demands.items.iter().find(|known| known.key == *item).and_then(|item| item.papers);
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
    let found = demands.items.iter().find(|known| known.key == item);
    let found = found.and_then(|demand| Some((demand, demand.papers?)));
    let (demand, papers) = found.ok_or(Failure::Malformed("no set-up item with papers"))?;
    let (files, wrong) = filing::receive(&visit, upload.files, (field(&item).as_str(), Some(&papers.files))).await?;
    let wrong = match wrong.first() {
        Some(problem) => Err(*problem),
        None if files.is_empty() => Err(FileProblem::Missing),
        None => papers::hand_in(&visit, &id, (demand, papers), &files).await?,
    };
    match wrong {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/deployments/{id}#{}", field(&item)))),
        Err(problem) => {
            let typed = Typed { papers: Some((item, problem)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}

/// The deployment of an address and the file that a form names.
fn named_file(deployment: &str, form: &Form) -> Result<(DeploymentId, AttachmentId), Failure> {
    let file = AttachmentId::parse(form.text("file"));
    DeploymentId::parse(deployment).zip(file).ok_or(Failure::NotFound)
}

/// Takes a paper back that was sent by mistake.
pub(super) async fn take_back(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, file) = named_file(&deployment, &form)?;
    let item = form.text("papers");
    papers::take_back(&visit, &id, item, &file).await?;
    Ok(see_other(&format!("/o/{organisation}/deployments/{id}#{}", field(item))))
}

/// Takes a file of a test report back that was sent by mistake.
pub(super) async fn take_file_back(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, file) = named_file(&deployment, &form)?;
    let number = form.text("number").parse().map_err(|_| Failure::NotFound)?;
    proving::take_file_back(&visit, &id, number, &file).await?;
    Ok(see_other(&format!("/o/{organisation}/deployments/{id}#test")))
}

/// Notes that an officer has handled the papers that the page showed.
pub(super) async fn handle(visit: Visit, Path(deployment): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let files: Option<Vec<AttachmentId>> = form.all("file").map(AttachmentId::parse).collect();
    let files = files.filter(|files| !files.is_empty()).ok_or(Failure::Malformed("no files are named"))?;
    papers::handle(&visit, &id, &files).await?;
    Ok(see_other("/desk/deployments"))
}
