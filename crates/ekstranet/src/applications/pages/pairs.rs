//! What pages show of two services that are applied for in one go.

use axum::extract::Path;
use axum::response::Response;

use super::{TaskView, id_of, service_of, task_view, waiting};
use crate::applications::ApplicationLine;
use crate::applications::pairing;
use crate::applications::rules::State;
use crate::applications::store::{self, ApplicationRow, StepLine};
use crate::applications::submitting::{address, form_of};
use crate::deployments::DeploymentLine;
use crate::kernel::ApplicationId;
use crate::services::{self, CustomerKind, Service, newest_form};
use crate::web::{Failure, Visit, see_other};

/// A choice of two services on the list.
pub(super) struct PairChoice {
    pub first: &'static str,
    pub second: &'static str,
    pub title: String,
    pub button: String,
}

/// The pairs that an organisation can begin, or make of a live draft.
pub(super) fn choices(
    visit: &Visit,
    kind: CustomerKind,
    lines: &[ApplicationLine],
    holding: impl Fn(Service) -> bool,
    typed: &str,
) -> Vec<PairChoice> {
    let t = visit.texts();
    let open = |service: Service| lines.iter().find(|line| line.service == service && line.state.is_open());
    let is_free = |service: Service| {
        let free = open(service).is_none_or(|line| line.state == State::Draft && !line.is_paired);
        free && newest_form(service, kind).is_some() && !holding(service)
    };
    let pairs = Service::ALL.into_iter().flat_map(|first| first.together().iter().map(move |second| (first, *second)));
    let offered = pairs.filter(|(first, second)| {
        let is_named = services::is_named(*first, typed) || services::is_named(*second, typed);
        is_named && is_free(*first) && is_free(*second)
    });
    let choice = |(first, second): (Service, Service)| PairChoice {
        first: first.code(),
        second: second.code(),
        title: t.applications_pair_title(first.name(t), second.name(t)),
        button: match (open(first), open(second)) {
            (Some(_), None) => t.applications_pair_add(second.name(t)),
            (None, Some(_)) => t.applications_pair_add(first.name(t)),
            _ => t.applications_pair_begin(),
        },
    };
    offered.map(choice).collect()
}

/// Whether a service has been granted and is not applied for again.
pub(super) fn is_held(deployments: &[DeploymentLine], service: Service) -> bool {
    deployments.iter().any(|line| line.service == service && crate::applications::drafting::holds_back(line))
}

/// The other application on the task list of a draft.
pub(super) struct PairView {
    pub note: String,
    pub address: String,
    pub link: String,
    pub group: String,
    /// What answering this application does not answer.
    pub rows: Vec<TaskView>,
    pub total: usize,
    pub done: usize,
    service: String,
    /// Titles of what is not done.
    left: Vec<String>,
}

impl PairView {
    /// The parts that are not done, with their service.
    pub fn missing(&self) -> Vec<String> {
        self.left.iter().map(|title| format!("{title} ({})", self.service)).collect()
    }
}

/// What is left to answer in the other application of a pair.
pub(super) async fn pair_view(
    visit: &Visit,
    application: &ApplicationRow,
    own: &[StepLine],
) -> Result<Option<PairView>, Failure> {
    let Some((id, row)) = pairing::open_companion(visit, application).await? else { return Ok(None) };
    let lines = store::list_step_lines(&mut visit.app.db.read().await?, &id).await?;
    let (t, form, here) = (visit.texts(), form_of(&row)?, form_of(application)?);
    let (base, service) = (address(visit, id.as_str(), "")?, form.service.name(t));
    let is_done = |lines: &[StepLine], key: &str| lines.iter().any(|line| line.step == key && line.state == "done");
    // A common part that is right here and wrong there is to be seen, too.
    let is_left = |key: &str| is_done(own, key) && !is_done(&lines, key);
    let left = form.steps().filter(|step| pairing::asks_more(step, form, here) || is_left(step.key));
    let left: Vec<_> = left.collect();
    Ok(Some(PairView {
        note: t.applications_pair_note(&service),
        link: t.applications_pair_other(&service),
        group: t.applications_pair_group(&service),
        rows: left.iter().map(|step| task_view(visit, &base, step.key, (step.title)(t), &lines, &[])).collect(),
        left: left.iter().filter(|step| !is_done(&lines, step.key)).map(|step| (step.title)(t)).collect(),
        total: left.len(),
        done: left.iter().filter(|step| is_done(&lines, step.key)).count(),
        address: base,
        service,
    }))
}

/// What went out in the same go: address and words.
pub(super) async fn sent_with(
    visit: &Visit,
    application: &ApplicationRow,
) -> Result<Option<(String, String)>, Failure> {
    let Some(id) = pairing::companion_of(application)? else { return Ok(None) };
    let row = crate::applications::submitting::load(visit, &id).await?;
    let (t, Some(number)) = (visit.texts(), row.case_number.as_deref()) else { return Ok(None) };
    let text = t.applications_pair_sent(service_of(&row)?.name(t), number);
    Ok(Some((address(visit, id.as_str(), "")?, text)))
}

/// Lets the two be applied for separately.
pub(in crate::applications) async fn take_apart(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id: ApplicationId = id_of(&id)?;
    if let Err(failure) = pairing::take_apart(&visit, &id).await {
        return waiting::refused(&visit, &id, failure).await;
    }
    Ok(see_other(&address(&visit, id.as_str(), "")?))
}
