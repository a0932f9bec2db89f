//! Prepared drafts as the organisation sees them: by whom, with which answers; taken over or discarded.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::following::ConfirmPage;
use super::id_of;
use super::preparing::whole_of;
use crate::applications::drafting;
use crate::applications::preparing::{self, Taken};
use crate::applications::removing::removed_at;
use crate::applications::shown::show;
use crate::applications::store_prepared::{self, PreparedRow};
use crate::applications::submitting::address;
use crate::applications::{ApplicationLine, ShownStep, State, content, store};
use crate::kernel::{ApplicationId, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// A line of the organisation's list.
pub(super) struct OfferedView {
    pub address: String,
    pub title: String,
    pub about: String,
    /// Whether the organisation has an open application for the service as well.
    pub beside: bool,
}

pub(super) fn offered_views(
    visit: &Visit,
    drafts: &[PreparedRow],
    lines: &[ApplicationLine],
) -> Result<Vec<OfferedView>, Failure> {
    let view = |draft: &PreparedRow| {
        let service = service_of(draft)?;
        Ok(OfferedView {
            address: format!("/o/{}/prepared/{}", draft.organisation, draft.id),
            title: service.name(visit.texts()),
            about: about(visit, draft),
            beside: lines.iter().any(|line| line.service == service && line.state.is_open()),
        })
    };
    drafts.iter().map(view).collect()
}

fn service_of(draft: &PreparedRow) -> Result<Service, Failure> {
    Service::parse(&draft.service).ok_or_else(|| Failure::internal("the service of a draft is unknown"))
}

/// By whom and when, and until when it is kept.
fn about(visit: &Visit, draft: &PreparedRow) -> String {
    let t = visit.texts();
    let changed = format::moment(Instant::from_milliseconds(draft.changed_at), visit.language);
    let until = format::date(removed_at(&visit.app, draft).date(), visit.language);
    let by = if draft.author_id.is_empty() {
        t.applications_offered_aside(&draft.author_name, changed)
    } else {
        t.applications_offered_by(&draft.author_name, changed)
    };
    format!("{by} {}", t.applications_prepared_kept(until))
}

async fn load(visit: &Visit, id: &ApplicationId) -> Result<PreparedRow, Failure> {
    let organisation = &visit.acting()?.organisation;
    let draft = store_prepared::find_offered(&mut visit.app.db.read().await?, organisation, id).await?;
    draft.ok_or(Failure::NotFound)
}

#[derive(askama::Template)]
#[template(path = "applications/offered.html")]
struct OfferedPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    list: String,
    about: String,
    /// The organisation's own draft for the service, with which this one would change places.
    own: Option<String>,
    /// How much of both is done, where there is an own one.
    compared: String,
    /// Why it cannot be taken over.
    refused: Option<String>,
    /// What is wrong with the box.
    errors: Vec<FieldError>,
    /// Whether the billing data stay behind, for the person may not change them.
    leaves_billing: bool,
    steps: Vec<ShownStep>,
}

pub(in crate::applications) async fn show_offered(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    offered_page(&visit, &id, StatusCode::OK, (None, Vec::new())).await
}

async fn offered_page(
    visit: &Visit,
    id: &ApplicationId,
    status: StatusCode,
    (refused, errors): (Option<String>, Vec<FieldError>),
) -> Result<Response, Failure> {
    let (t, draft) = (visit.texts(), load(visit, id).await?);
    let whole = whole_of(visit, id, &draft).await?;
    let names = content::names(&whole.answers, &whole.gathered);
    let organisation = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let open = store::list_open(&mut read, organisation).await?;
    let own = open.iter().find(|line| line.service == draft.service && line.state == State::Draft.code());
    let mut compared = String::new();
    if let Some(own) = own.and_then(|line| ApplicationId::parse(&line.id)) {
        let done = |lines: &[store::StepLine]| lines.iter().filter(|line| line.state == "done").count();
        let here = done(&store_prepared::list_step_lines(&mut read, id).await?);
        compared = t.applications_offered_compared(here, done(&store::list_step_lines(&mut read, &own).await?));
    }
    drop(read);
    let template = OfferedPage {
        chrome: visit.chrome(t.applications_offered_title(service_of(&draft)?.name(t))),
        t,
        base: format!("/o/{organisation}/prepared/{id}"),
        list: format!("/o/{organisation}/applications"),
        about: about(visit, &draft),
        compared,
        own: own.map(|line| format!("/o/{organisation}/applications/{}", line.id)),
        refused,
        errors,
        leaves_billing: whole.form.steps().any(|step| !drafting::may_change(visit, step)),
        steps: show(whole.form, &whole.answers, &names, t, visit.language, |_| Vec::new()),
    };
    page(status, &template)
}

/// Whether the organisation has a draft of its own for the service, which would be put aside.
async fn has_own(visit: &Visit, draft: &PreparedRow) -> Result<bool, Failure> {
    let open = store::list_open(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    Ok(open.iter().any(|line| line.service == draft.service && line.state == State::Draft.code()))
}

pub(in crate::applications) async fn take_over_offered(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, t) = (id_of(&id)?, visit.texts());
    if form.text("exchange") != "yes" && has_own(&visit, &load(&visit, &id).await?).await? {
        let unticked = FieldError { field: "exchange".to_string(), text: t.applications_offered_confirm() };
        return offered_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, (None, vec![unticked])).await;
    }
    let refused = match preparing::take_over(&visit, &id).await? {
        Taken::Done(application) => return Ok(see_other(&address(&visit, application.as_str(), "")?)),
        Taken::Granted(address) => return Ok(see_other(&address)),
        Taken::HalfSigned(open) => return Ok(see_other(&address(&visit, open.as_str(), "/waiting")?)),
        Taken::Stopped(stopped) => {
            let service = service_of(&load(&visit, &id).await?)?;
            format!("{} {}", stopped.to_applicant(service, t, visit.language), t.applications_offered_stays())
        }
        Taken::Waits => t.applications_offered_waits(),
        Taken::OtherForm => t.applications_offered_other_form(),
    };
    offered_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, (Some(refused), Vec::new())).await
}

pub(in crate::applications) async fn confirm_discarding_offered(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (t, draft) = (visit.texts(), load(&visit, &id).await?);
    let template = ConfirmPage {
        chrome: visit.chrome(t.applications_discard_title()),
        t,
        base: format!("/o/{}/prepared/{id}", draft.organisation),
        application: t.applications_offered_title(service_of(&draft)?.name(t)),
        text: t.applications_offered_discard_text(&draft.author_name),
        action: "discard",
        button: t.applications_discard_button(),
        stay: t.applications_discard_stay(),
    };
    page(StatusCode::OK, &template)
}

pub(in crate::applications) async fn discard_offered(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let draft = load(&visit, &id_of(&id)?).await?;
    preparing::discard_offered(&visit, &draft).await?;
    Ok(see_other(&format!("/o/{}/applications", draft.organisation)))
}
