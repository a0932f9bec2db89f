//! Pages of applications: the list, the task list, the form on paper. The case after submission, steps, signing and what
//! follows have files of their own.

mod blank;
mod case;
mod changing_billing;
mod choosing;
mod conditions;
mod conflict;
mod decided;
mod following;
mod keeping;
mod lines;
mod preparing;
mod preparing_owner;
mod printing;
mod register_views;
mod pairs;
mod signing;
mod standing;
mod step_notes;
mod stepping;
mod stepping_views;
mod talking;
mod unit_list;
mod versions;
mod waiting;
mod working;

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::answers::AllAnswers;
use super::clock::{self, expected_text};
use super::drafting::{self, Begun, state_of};
use super::obstacles::InUse;
use super::rules::State;
use super::store::{self, ApplicationRow, StepLine};
use super::store_together::{self, PresenceRow};
use super::submitting::{address, form_of, load};
use super::{answers, obstacles, pairing, together};
use crate::deployments::{self, DeploymentLine};
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, Instant, Permission};
use crate::services::{self, CustomerKind, Service, newest_form};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};
use crate::{parties, registers};

pub(super) use blank::{blank_form, forms};
pub(super) use changing_billing::{billing, keep_billing};
pub(super) use decided::decision;
pub(super) use following::{
    accept_suggested, answer_supplement, confirm_discarding, confirm_withdrawal, discard, receipt, withdraw,
};
pub(super) use keeping::{contacts, keep_contacts};
use lines::{LineView, line_views};
pub(super) use pairs::take_apart;
pub(super) use preparing::{
    autosave_prepared, begin_prepared, check_prepared, confirm_discarding_prepared, discard_prepared, list_prepared,
    print_prepared, save_prepared_step, show_prepared, show_prepared_step,
};
pub(super) use preparing_owner::{confirm_discarding_offered, discard_offered, show_offered, take_over_offered};
pub(super) use printing::print;
pub(super) use signing::{check, prove_and_submit, sign};
#[cfg(test)]
pub(super) use signing::{load_turn, turn_payload};
use standing::{ConnectionView, connection_view, missing, removed_on, who_submits};
pub(super) use stepping::{autosave, save_step, step};
pub(super) use talking::{messages, write_message};
pub(super) use versions::version;
pub(super) use waiting::{confirm_reopening, reopen, waiting};
pub(super) use working::{
    attachment, confirm_own_form, confirm_restart, earlier, go_on_own_form, history, leave_note, restart, take_over,
};

/// The id in an address; anything else is a page that does not exist.
fn id_of(text: &str) -> Result<ApplicationId, Failure> {
    ApplicationId::parse(text).ok_or(Failure::NotFound)
}

fn service_of(application: &ApplicationRow) -> Result<Service, Failure> {
    Service::parse(&application.service).ok_or_else(|| Failure::internal("the service of an application is unknown"))
}

/// The longest typed word that is shown again, in characters.
const SEARCH_LENGTH: usize = 100;

/// The applicant of an application.
fn organisation_of(application: &ApplicationRow) -> Result<BusinessId, Failure> {
    BusinessId::parse(&application.organisation)
        .ok_or_else(|| Failure::internal("the applicant of an application is unknown"))
}

#[derive(askama::Template)]
#[template(path = "applications/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    /// The page of those who bring others in with them, for whoever can be one.
    parties: Option<String>,
    may_apply: bool,
    lines: Vec<LineView>,
    /// Drafts that somebody prepared before they had the right.
    offered: Vec<preparing_owner::OfferedView>,
    services: Vec<ServiceView>,
    /// Services that can be applied for in one go.
    pairs: Vec<pairs::PairChoice>,
    /// What extends services that are in use.
    extensions: Vec<ServiceView>,
    /// Whether there are services that are for other kinds of customers.
    some_are_for_others: bool,
    /// What was typed to find a service.
    search: String,
    refused: Option<String>,
}

struct ServiceView {
    code: &'static str,
    name: String,
    former: Option<String>,
    summary: String,
    /// Through whom the organisation has joined it.
    joined: Option<String>,
    /// Whether its form can be filled in here.
    here: bool,
    /// The open application, which is continued instead of beginning another.
    open: Option<String>,
    /// The deployment of a service that has been granted.
    granted: Option<String>,
    /// What must be in use before it can be applied for.
    needs: Option<String>,
    /// Why the next one is not begun before the open one is decided.
    one_at_a_time: Option<String>,
}

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let typed = Form::read(query.unwrap_or_default().as_bytes()).text("search").trim().to_string();
    list_page(&visit, StatusCode::OK, None, &typed).await
}

async fn list_page(
    visit: &Visit,
    status: StatusCode,
    refused: Option<String>,
    typed: &str,
) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let mut read = visit.app.db.read().await?;
    let lines = super::list(&mut read, &acting.organisation).await?;
    let deployments = deployments::list(&mut read, &acting.organisation).await?;
    let offered = super::store_prepared::list_offered(&mut read, &acting.organisation).await?;
    let granted = |service: Service| {
        let holding = |line: &&DeploymentLine| line.service == service && drafting::holds_back(line);
        deployments.iter().find(holding).map(|line| format!("/o/{}/deployments/{}", acting.organisation, line.id))
    };
    let base = format!("/o/{}/applications", acting.organisation);
    let joinings = parties::joinings(&mut read, &acting.organisation).await?;
    drop(read);
    let kind = registers::find_kind(&visit.app, visit.now, &acting.organisation).await?;
    let in_use = InUse::of(&deployments, &joinings, visit.now.date());
    let form_of = |service: Service| newest_form(service, kind);
    let view = |service: Service| ServiceView {
        code: service.code(),
        name: service.name(t),
        former: service.former_name(t),
        summary: service.summary(t),
        joined: step_notes::joined_words(t, &joinings, service)
            .or_else(|| step_notes::own_words(t, &in_use, form_of(service)?)),
        here: form_of(service).is_some(),
        granted: granted(service),
        needs: form_of(service).and_then(|form| obstacles::missing_services(form, kind, &in_use)).map(|missing| {
            let names: Vec<String> = missing.iter().map(|service| service.name(t)).collect();
            t.applications_needs(names.len(), names.join(", "))
        }),
        open: lines
            .iter()
            .find(|line| line.service == service && line.state.is_open())
            .map(|line| format!("{base}/{}", line.id)),
        one_at_a_time: service.repeats().then(|| t.applications_one_at_a_time()),
    };
    // Offered is what such a customer applies for here, what nobody applies for here, and what is under way.
    let is_offered = |service: &Service| {
        newest_form(*service, kind).is_some()
            || !services::is_applied_for(*service)
            || granted(*service).is_some()
            || lines.iter().any(|line| line.service == *service && line.state.is_open())
    };
    let some_are_for_others = !Service::ALL.iter().all(is_offered);
    let found = Service::ALL.into_iter().filter(is_offered).filter(|service| services::is_named(*service, typed));
    let (extensions, services): (Vec<Service>, Vec<Service>) = found.partition(|service| service.is_extension());
    let views = line_views(visit, &base, &lines, &joinings).await?;
    let template = ListPage {
        chrome: visit.chrome(t.applications_list_title()),
        t,
        may_apply: acting.permissions.allow(Permission::DeployServices),
        lines: views,
        services: services.into_iter().map(view).collect(),
        pairs: pairs::choices(visit, kind, &lines, |service| pairs::is_held(&deployments, service), typed),
        extensions: extensions.into_iter().map(view).collect(),
        some_are_for_others,
        search: typed.chars().take(SEARCH_LENGTH).collect(),
        offered: preparing_owner::offered_views(visit, &offered, &lines)?,
        refused,
        parties: parties_page(&acting.organisation, kind, &joinings),
        base,
    };
    page(status, &template)
}

/// Where joined parties are kept: for whoever can have some or has them.
fn parties_page(organisation: &BusinessId, kind: CustomerKind, joinings: &parties::Joinings) -> Option<String> {
    let is_theirs = parties::may_bring_in(kind) || joinings.brought_in > 0;
    is_theirs.then(|| format!("/o/{organisation}/parties"))
}

pub(super) async fn begin(visit: Visit, form: Form) -> Result<Response, Failure> {
    let service = Service::parse(form.text("service")).ok_or(Failure::Malformed("no such service"))?;
    let begun = match form.text("also") {
        "" => drafting::begin(&visit, service).await?,
        also => {
            let also = Service::parse(also).ok_or(Failure::Malformed("no such service"))?;
            pairing::begin(&visit, service, also).await?
        }
    };
    if let (Begun::New(id), Some(extended)) = (&begun, Service::parse(form.text("extends"))) {
        drafting::note_extended(&visit, id, service, extended).await?;
    }
    began(&visit, service, begun).await
}

async fn began(visit: &Visit, service: Service, begun: Begun) -> Result<Response, Failure> {
    match begun {
        Begun::New(id) => Ok(see_other(&address(visit, id.as_str(), "")?)),
        Begun::Granted(address) => Ok(see_other(&address)),
        Begun::Existing(id) => Ok(see_other(&address(visit, &id, "")?)),
        Begun::Stopped(stopped) => {
            let refused = stopped.to_applicant(service, visit.texts(), visit.language);
            list_page(visit, StatusCode::UNPROCESSABLE_ENTITY, Some(refused), "").await
        }
        Begun::NotHere => {
            let support = &visit.app.config.support;
            let refused =
                visit.texts().applications_not_here(service.name(visit.texts()), &support.email, &support.phone);
            list_page(visit, StatusCode::UNPROCESSABLE_ENTITY, Some(refused), "").await
        }
    }
}

#[derive(askama::Template)]
#[template(path = "applications/tasks.html")]
struct TasksPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    list: String,
    lead: String,
    groups: Vec<GroupView>,
    check_number: usize,
    complete: bool,
    /// Why the next one for the same service is not begun before this one is decided.
    one_at_a_time: Option<String>,
    /// The parts that are not done, for every helper to see.
    missing: Vec<String>,
    /// Whether the answers may be changed, and a note left.
    may_apply: bool,
    may_note: bool,
    /// That one has signed; and the signatures that do not count any more.
    half_signed: Option<waiting::HalfSigned>,
    void: Vec<String>,
    /// That the reader may sign and submit, or who else may.
    who_submits: String,
    begun: String,
    /// The note of the last helper.
    note: Option<working::NoteView>,
    /// When the draft is removed, if that is near.
    removed_on: Option<String>,
    expected: String,
    /// The intermediary that is awaited or has answered.
    connection: Option<ConnectionView>,
    /// The application for another service in the same go.
    pair: Option<pairs::PairView>,
}

impl TasksPage {
    /// Whether the reader has signed, and another person is awaited.
    fn is_awaiting_others(&self) -> bool {
        self.half_signed.as_ref().is_some_and(|signed| signed.own)
    }
}

struct GroupView {
    number: usize,
    title: String,
    rows: Vec<TaskView>,
}

struct TaskView {
    address: String,
    title: String,
    tag: String,
    class: &'static str,
    saved: Option<String>,
    /// Who else has it open.
    present: Vec<String>,
}

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let mut read = visit.app.db.read().await?;
    let application = store::find(&mut read, &visit.acting()?.organisation, &id).await?.ok_or(Failure::NotFound)?;
    drop(read);
    if together::is_put_aside(&application) {
        return working::aside_page(&visit, &id, &application).await;
    }
    if state_of(&application)? != State::Draft {
        return case::case_page(&visit, &id, &application, StatusCode::OK, None).await;
    }
    tasks_page(&visit, &id, &application).await
}

/// The task list of a draft.
async fn tasks_page(visit: &Visit, id: &ApplicationId, application: &ApplicationRow) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let lines = store::list_step_lines(&mut read, id).await?;
    let note = store_together::list_notes(&mut read, id).await?.into_iter().next();
    let line = intermediaries::find(&mut read, id).await?;
    let connection = connection_view(visit, &mut read, line.as_ref()).await?;
    drop(read);
    let others = together::list_others(visit, id).await?;
    let (t, form) = (visit.texts(), form_of(application)?);
    let base = address(visit, id.as_str(), "")?;
    let (own, own_done) = (lines.len(), lines.iter().filter(|line| line.state == "done").count());
    let pair = pairs::pair_view(visit, application, &lines).await?;
    let of_pair = pair.as_ref().map_or((0, 0), |pair| (pair.total, pair.done));
    let missing_of_pair = pair.as_ref().map(pairs::PairView::missing).unwrap_or_default();
    let (total, done) = (own + of_pair.0, own_done + of_pair.1);
    let groups = form.groups().enumerate().map(|(index, (group, steps))| GroupView {
        number: index + 1,
        title: (group.title)(t),
        rows: steps.iter().map(|step| task_view(visit, &base, step.key, (step.title)(t), &lines, &others)).collect(),
    });
    let created = format::moment(Instant::from_milliseconds(application.created_at), visit.language);
    let groups: Vec<GroupView> = groups.collect();
    let may_note = visit.acting()?.permissions.allow(Permission::DeployServices);
    let half_signed = waiting::half_signed(visit, id).await?;
    let template = TasksPage {
        chrome: visit.chrome(t.applications_title(service_of(application)?.name(t))),
        t,
        lead: if let Some(signed) = &half_signed {
            signed.lead.clone()
        } else if done == total {
            t.applications_tasks_ready()
        } else {
            t.applications_tasks_lead(done, total)
        },
        check_number: groups.len() + 1,
        groups,
        complete: done == total,
        one_at_a_time: form.service.repeats().then(|| t.applications_one_at_a_time_draft()),
        missing: missing(form, &lines, t).into_iter().chain(missing_of_pair).collect(),
        may_apply: may_note && half_signed.is_none(),
        may_note,
        half_signed,
        void: waiting::void_lines(visit, id).await?,
        who_submits: who_submits(visit).await?,
        begun: t.applications_begun(&application.created_by_name, created),
        note: note.filter(|note| !note.text.is_empty()).map(|note| working::note_view(visit, note)),
        removed_on: removed_on(visit, application, &lines).map(|date| format::date(date, visit.language)),
        expected: expected_text(visit, form.service, clock::kind(application.profile.as_deref(), 0)).await?,
        list: format!("/o/{}/applications", application.organisation),
        connection,
        pair,
        base,
    };
    page(StatusCode::OK, &template)
}

fn task_view(
    visit: &Visit,
    base: &str,
    key: &str,
    title: String,
    lines: &[StepLine],
    others: &[PresenceRow],
) -> TaskView {
    let t = visit.texts();
    let line = lines.iter().find(|line| line.step == key);
    let (tag, class) = match line.map(|line| line.state.as_str()) {
        Some("done") => (t.applications_tag_done(), "good"),
        Some("wrong") => (t.applications_tag_wrong(), "stop"),
        Some("partial") => (t.applications_tag_waits(), "wait"),
        _ => (t.applications_tag_untouched(), "calm"),
    };
    let saved = line.and_then(|line| {
        let at = format::moment(Instant::from_milliseconds(line.saved_at?), visit.language);
        Some(t.applications_saved_by(line.saved_by_name.as_deref()?, at))
    });
    let present = others.iter().filter(|row| row.step == key).map(|row| {
        let since = format::time(Instant::from_milliseconds(row.since), visit.language);
        t.applications_present(&row.person_name, since)
    });
    TaskView { address: format!("{base}/steps/{key}"), title, tag, class, saved, present: present.collect() }
}

/// The answers of one step as if they were a whole application, for showing them.
fn only(step: &str, answers: &answers::StepAnswers) -> AllAnswers {
    AllAnswers::from([(step.to_string(), answers.clone())])
}
