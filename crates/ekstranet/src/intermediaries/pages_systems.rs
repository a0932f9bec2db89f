//! The pages on which a new version of a system is proposed to the list, and on which officers answer.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::awaited;
use super::pages_desk::{self, Line, ListPage, PAGE_LINES, ShowPage, Tried};
use super::pages_technical::change_tag;
use super::rules::ChangeState;
use super::store_systems::{self as store, ProposalRow};
use super::systems::{self, CLASSES, SystemFault, SystemFaults, TypedSystem, certifiable};
use crate::kernel::{Instant, SystemProposalId, without_identity_code};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// A proposal as its owner sees it.
pub(super) struct ProposalView {
    pub id: String,
    pub version: i64,
    pub title: String,
    pub lines: Vec<String>,
    pub reason: Option<String>,
    pub tag: String,
    pub class: &'static str,
    pub waits: bool,
}

pub(super) fn proposal_view(visit: &Visit, row: &ProposalRow) -> Option<ProposalView> {
    let state = ChangeState::parse(&row.state)?;
    let (tag, class) = change_tag(state, visit.texts());
    Some(ProposalView {
        id: row.id.clone(),
        version: row.version,
        title: title(row),
        lines: lines(visit, row),
        reason: row.reason.clone(),
        tag,
        class,
        waits: state == ChangeState::Waiting,
    })
}

fn title(row: &ProposalRow) -> String {
    format!("{} {}", row.name, row.system_version)
}

/// What the proposal says: services, class and certificate, who proposed it when.
fn lines(visit: &Visit, row: &ProposalRow) -> Vec<String> {
    let t = visit.texts();
    let services: Vec<String> =
        row.services.split(' ').filter_map(Service::parse).map(|service| service.name(t)).collect();
    let at = format::moment(Instant::from_milliseconds(row.proposed_at), visit.language);
    vec![
        services.join(", "),
        t.intermediaries_system_until(row.class.as_str(), format::stored_date(&row.certified_until, visit.language)),
        t.intermediaries_proposal_by(row.proposed_by_name.as_str(), at),
    ]
}

#[derive(askama::Template)]
#[template(path = "intermediaries/system.html")]
struct FormPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    typed: TypedSystem,
    classes: Vec<(&'static str, bool)>,
    services: Vec<(&'static str, String, bool)>,
    errors: Vec<FieldError>,
}

impl FormPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

fn explain(fault: SystemFault, t: &Texts) -> String {
    match fault {
        SystemFault::NameMissing => t.intermediaries_fault_system_name(),
        SystemFault::NameTooLong => t.intermediaries_fault_system_name_long(),
        SystemFault::VersionMissing => t.intermediaries_fault_system_version(),
        SystemFault::VersionTooLong => t.intermediaries_fault_system_version_long(),
        SystemFault::IdentityCode => t.intermediaries_fault_identity_code(),
        SystemFault::ClassMissing => t.intermediaries_fault_system_class(),
        SystemFault::ServicesMissing => t.intermediaries_fault_system_services(),
        SystemFault::DayMissing => t.intermediaries_fault_day_missing(),
        SystemFault::NotADay => t.intermediaries_fault_day(),
        SystemFault::DayPast => t.intermediaries_fault_system_past(),
        SystemFault::DayFar => t.intermediaries_fault_system_far(),
        SystemFault::Taken => t.intermediaries_fault_system_taken(),
    }
}

pub(super) async fn form(visit: Visit) -> Result<Response, Failure> {
    if !systems::may_propose(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await? {
        return Err(Failure::NotFound);
    }
    form_page(&visit, StatusCode::OK, TypedSystem::default(), Vec::new())
}

fn form_page(visit: &Visit, status: StatusCode, typed: TypedSystem, faults: SystemFaults) -> Result<Response, Failure> {
    let t = visit.texts();
    let error = |(field, fault): (&str, SystemFault)| FieldError { field: field.into(), text: explain(fault, t) };
    let ticked = |code: &str| typed.services.iter().any(|typed| typed == code);
    let template = FormPage {
        chrome: visit.chrome(t.intermediaries_proposal_title()),
        t,
        base: format!("/o/{}/technical", visit.acting()?.organisation),
        classes: CLASSES.into_iter().map(|class| (class, typed.class == class)).collect(),
        services: certifiable().map(|one| (one.code(), one.name(t), ticked(one.code()))).collect(),
        typed,
        errors: faults.into_iter().map(error).collect(),
    };
    page(status, &template)
}

pub(super) async fn propose(visit: Visit, Path(organisation): Path<String>, form: Form) -> Result<Response, Failure> {
    let text = |name: &str| form.text(name).trim().to_string();
    let mut typed = TypedSystem {
        name: text("name"),
        version: text("system_version"),
        class: text("class"),
        services: form.all("services").map(str::to_string).collect(),
        certified_until: text("certified_until"),
    };
    let faults = systems::propose(&visit, &typed).await?;
    if faults.is_empty() {
        return Ok(see_other(&format!("/o/{organisation}/technical")));
    }
    for field in [&mut typed.name, &mut typed.version, &mut typed.certified_until] {
        *field = without_identity_code(field);
    }
    form_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed, faults)
}

fn id_of(text: &str) -> Result<SystemProposalId, Failure> {
    SystemProposalId::parse(text).ok_or(Failure::NotFound)
}

pub(super) async fn withdraw(
    visit: Visit,
    Path((organisation, proposal)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    awaited::withdraw::<ProposalRow>(&visit, &id_of(&proposal)?, form.version()?).await?;
    Ok(see_other(&format!("/o/{organisation}/technical")))
}

pub(super) fn line(visit: &Visit, row: &ProposalRow) -> Line {
    Line {
        address: format!("/desk/systems/{}", row.id),
        title: title(row),
        organisation: format!("{}, {}", row.organisation_name, row.organisation),
        text: lines(visit, row).join(". "),
    }
}

/// The proposals that wait, oldest first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let after = pages_desk::after(query);
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let rows = store::list_waiting(&mut visit.app.db.read().await?, (after.0, &after.1), limit).await?;
    let (t, next) = (visit.texts(), rows.last().filter(|_| rows.len() == PAGE_LINES));
    let template = ListPage {
        chrome: visit.chrome(t.intermediaries_desk_systems_title()),
        t,
        lead: t.intermediaries_desk_systems_lead(),
        empty: t.intermediaries_desk_systems_empty(),
        next: next.map(|row| format!("/desk/systems?after={}.{}", row.proposed_at, row.id)),
        lines: rows.iter().map(|row| line(&visit, row)).collect(),
    };
    page(StatusCode::OK, &template)
}

pub(super) async fn show(visit: Visit, Path(proposal): Path<String>) -> Result<Response, Failure> {
    render(&visit, &proposal, StatusCode::OK, Tried::default()).await
}

async fn render(visit: &Visit, proposal: &str, status: StatusCode, tried: Tried) -> Result<Response, Failure> {
    let (t, mut read) = (visit.texts(), visit.app.db.read().await?);
    let row = store::load(&mut read, &id_of(proposal)?).await?;
    let register = pages_desk::register(&mut read, &row.organisation, t).await?;
    let waits = row.state == ChangeState::Waiting.code();
    let alike = if waits { systems::list_alike(&mut read, &row).await? } else { Vec::new() };
    drop(read);
    let alike = (!alike.is_empty()).then(|| t.intermediaries_desk_systems_alike(alike.join(", ")));
    pages_desk::note_view(visit, &row.id, &row.organisation, "system").await?;
    let line = line(visit, &row);
    let template = ShowPage {
        chrome: visit.chrome(line.title),
        t,
        back: ("/desk/systems", t.intermediaries_desk_systems_title()),
        address: line.address,
        version: row.version,
        organisation: line.organisation,
        lines: lines(visit, &row).into_iter().chain([t.intermediaries_desk_systems_check()]).chain(alike).collect(),
        customers: None,
        register,
        waits,
        confirm: t.intermediaries_desk_systems_accept(),
        answered: pages_desk::answered(visit, &row.state, row.answered_at, row.answered_by_name.as_deref()),
        reason: row.reason,
        tried,
    };
    page(status, &template)
}

pub(super) async fn accept(visit: Visit, Path(proposal): Path<String>, form: Form) -> Result<Response, Failure> {
    systems::accept(&visit, &id_of(&proposal)?, form.version()?).await?;
    Ok(see_other("/desk/systems"))
}

pub(super) async fn refuse(visit: Visit, Path(proposal): Path<String>, form: Form) -> Result<Response, Failure> {
    let reason = form.text("reason");
    match awaited::refuse::<ProposalRow>(&visit, &id_of(&proposal)?, form.version()?, reason).await {
        Ok(None) => Ok(see_other("/desk/systems")),
        Ok(Some(fault)) => {
            let tried = Tried::of(reason, fault, visit.texts());
            render(&visit, &proposal, StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            render(&visit, &proposal, StatusCode::CONFLICT, Tried::late(reason)).await
        }
        Err(failure) => Err(failure),
    }
}
