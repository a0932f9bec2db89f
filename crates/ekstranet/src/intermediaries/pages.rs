//! The intermediary's list of customers and the page of one request.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::answering::{self, Fault, Offer, Outcome};
use super::rules::{ConnectionStep, Party};
use super::store::{self, ConnectionRow};
use super::{ConnectionFilter, ConnectionState};
use crate::kernel::{ConnectionId, Instant, Permission, holds_typed_identity_code, without_identity_code};
use crate::registers::{self, AccessPoint, InformationSystem};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// Lines of one page of the list.
const PAGE_LINES: usize = 50;

/// A choice in a list, or one of several buttons.
pub(super) struct Choice {
    pub id: String,
    pub value: String,
    pub text: String,
    pub about: String,
    pub chosen: bool,
}

#[derive(askama::Template)]
#[template(path = "intermediaries/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    home: String,
    lead: String,
    states: Vec<Choice>,
    services: Vec<Choice>,
    search: String,
    lines: Vec<Line>,
    next: Option<String>,
    continued: bool,
    /// In which order the lines stand.
    caption: String,
}

struct Line {
    address: String,
    number: String,
    customer: String,
    business_id: String,
    service: String,
    tag: String,
    class: &'static str,
    answer: Option<String>,
    production: String,
    requested: String,
}

/// The words after the question mark; one that means nothing is as if it were not there.
fn read_filter(query: &str) -> ConnectionFilter {
    let form = Form::read(query.as_bytes());
    let key = form.text("after").split_once('.');
    let key = key.and_then(|(at, id)| Some((at.to_string(), ConnectionId::parse(id)?.to_string())));
    let after = key.clone().and_then(|(at, id)| Some((at.parse().ok()?, id)));
    let search = form.text("search").chars().take(200).collect();
    ConnectionFilter {
        state: ConnectionState::parse(form.text("state")),
        service: Service::parse(form.text("service")),
        search,
        after_day: key.filter(|_| after.is_none()),
        after,
    }
}

pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (t, filter) = (visit.texts(), read_filter(query.as_deref().unwrap_or_default()));
    let organisation = &visit.acting()?.organisation;
    let base = format!("/o/{organisation}/connections");
    if holds_typed_identity_code(&filter.search) {
        // It does not stay in the address, and nobody is found by it.
        return Ok(see_other(&base));
    }
    let mut read = visit.app.db.read().await?;
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let by_day = filter.state == Some(ConnectionState::Awaited);
    let rows = if by_day {
        store::list_awaited(&mut read, organisation, &filter, limit).await?
    } else {
        store::list(&mut read, organisation, &filter, limit).await?
    };
    let awaited = store::count_awaited(&mut read, organisation).await?;
    drop(read);
    let next = rows.last().filter(|_| rows.len() == PAGE_LINES).map(|row| next_address(&base, &filter, row));
    let template = ListPage {
        chrome: visit.chrome(t.intermediaries_list_title()),
        t,
        home: format!("/o/{organisation}/"),
        lead: t.intermediaries_list_lead(awaited),
        states: states(filter.state, t),
        services: services(filter.service, t),
        lines: rows.iter().map(|row| line(&visit, &base, row)).collect::<Result<_, Failure>>()?,
        next,
        continued: filter.after.is_some() || filter.after_day.is_some(),
        caption: if by_day { t.intermediaries_list_caption_awaited() } else { t.intermediaries_list_caption() },
        search: filter.search,
        base,
    };
    page(StatusCode::OK, &template)
}

fn next_address(base: &str, filter: &ConnectionFilter, row: &ConnectionRow) -> String {
    let after = match (filter.state, row.production_date.as_deref()) {
        (Some(ConnectionState::Awaited), day) => day.unwrap_or("9999-12-31").to_string(),
        _ => row.requested_at.to_string(),
    };
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("state", filter.state.map_or("", ConnectionState::code))
        .append_pair("service", filter.service.map_or("", Service::code))
        .append_pair("search", &filter.search)
        .append_pair("after", &format!("{after}.{}", row.id))
        .finish();
    format!("{base}?{query}")
}

fn states(chosen: Option<ConnectionState>, t: &Texts) -> Vec<Choice> {
    let choice = |state: Option<ConnectionState>| Choice {
        id: String::new(),
        value: state.map_or("", ConnectionState::code).to_string(),
        text: state.map_or_else(|| t.intermediaries_filter_any_state(), |state| state_text(state, t)),
        about: String::new(),
        chosen: state == chosen,
    };
    std::iter::once(None).chain(ConnectionState::ALL.map(Some)).map(choice).collect()
}

fn services(chosen: Option<Service>, t: &Texts) -> Vec<Choice> {
    let choice = |service: Option<Service>| Choice {
        id: String::new(),
        value: service.map_or("", Service::code).to_string(),
        text: service.map_or_else(|| t.intermediaries_filter_any_service(), |service| service.name(t)),
        about: String::new(),
        chosen: service == chosen,
    };
    std::iter::once(None).chain(Service::ALL.into_iter().map(Some)).map(choice).collect()
}

/// A state as the intermediary sees it: the choices of the filter say which answer was given.
fn state_text(state: ConnectionState, t: &Texts) -> String {
    match state {
        ConnectionState::Awaited => t.intermediaries_state_awaited(),
        ConnectionState::Confirmed => t.intermediaries_state_confirmed(),
        ConnectionState::Declined => t.intermediaries_state_declined(),
        ConnectionState::Withdrawn => t.intermediaries_state_withdrawn(),
    }
}

/// Its tag, and beside the tag why a request is closed. Which answer was given is the tag itself.
fn state_tag(state: ConnectionState, has_ended: bool, t: &Texts) -> (String, &'static str, Option<String>) {
    let (tag, class) = match state {
        ConnectionState::Awaited => return (state_text(state, t), "wait", None),
        ConnectionState::Confirmed => return (state_text(state, t), "good", None),
        ConnectionState::Declined => return (state_text(state, t), "calm", None),
        ConnectionState::Withdrawn if has_ended => {
            return (t.intermediaries_tag_closed(), "calm", Some(t.intermediaries_state_ended()));
        }
        ConnectionState::Withdrawn => (t.intermediaries_tag_closed(), "calm"),
    };
    (tag, class, Some(state_text(state, t)))
}

fn service_name(row: &ConnectionRow, t: &Texts) -> Result<String, Failure> {
    let service = Service::parse(&row.service);
    Ok(service.ok_or_else(|| Failure::internal("the service of a connection is unknown"))?.name(t))
}

fn line(visit: &Visit, base: &str, row: &ConnectionRow) -> Result<Line, Failure> {
    let t = visit.texts();
    let (tag, class, answer) = state_tag(answering::state(row)?, row.ended_at.is_some(), t);
    Ok(Line {
        address: format!("{base}/{}", row.id),
        number: row.number.clone(),
        customer: row.organisation_name.clone(),
        business_id: row.organisation.clone(),
        service: service_name(row, t)?,
        tag,
        class,
        answer,
        production: date(visit, row.production_date.as_deref()),
        requested: format::date(Instant::from_milliseconds(row.requested_at).date(), visit.language),
    })
}

fn date(visit: &Visit, stored: Option<&str>) -> String {
    stored.map(|stored| format::stored_date(stored, visit.language)).unwrap_or_default()
}

#[derive(askama::Template)]
#[template(path = "intermediaries/show.html")]
#[expect(clippy::struct_excessive_bools, reason = "each says by itself what the page offers")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    technical: String,
    tag: String,
    class: &'static str,
    answer: Option<String>,
    version: i64,
    facts: Vec<(String, String)>,
    /// What was answered: who, when.
    answered: Option<String>,
    reason: Option<String>,
    may_confirm: bool,
    may_decline: bool,
    /// The application has been approved.
    is_late: bool,
    /// Production has begun, and nobody has answered.
    in_production: bool,
    points: Vec<Choice>,
    /// What is said of points that close before the customer's first day.
    closing: Vec<String>,
    systems: Vec<Choice>,
    typed_reason: String,
    errors: Vec<FieldError>,
    /// Somebody else was first: what is said about it, and what was typed, where the page has no field for it any more.
    stale: Option<String>,
    lost: Option<String>,
}

impl ShowPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What was typed into one of the forms, and what is wrong with it.
#[derive(Default)]
struct Tried {
    point: Option<String>,
    system: Option<String>,
    reason: String,
    faults: Vec<(&'static str, Fault)>,
    /// Nothing is wrong with it, but somebody else was first.
    is_late: bool,
}

pub(super) async fn show(visit: Visit, Path((_, connection)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = ConnectionId::parse(&connection).ok_or(Failure::NotFound)?;
    render(&visit, &id, StatusCode::OK, Tried::default()).await
}

async fn render(visit: &Visit, id: &ConnectionId, status: StatusCode, tried: Tried) -> Result<Response, Failure> {
    let acting = visit.acting()?;
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, &acting.organisation, id).await?;
    let offer = Offer::load(&mut read, &acting.organisation, &row, visit.now.date()).await?;
    let known = registers::list_all_systems(&mut read).await?;
    drop(read);
    let (t, state) = (visit.texts(), answering::state(&row)?);
    let may = |step| acting.permissions.allow(Permission::MaintainData) && state.allows(step, Party::Intermediary);
    let may_decline = may(ConnectionStep::Decline) && state.may_be_declined(row.used_at.is_some());
    let (tag, class, answer) = state_tag(state, row.ended_at.is_some(), t);
    let base = format!("/o/{}/connections", acting.organisation);
    let errors =
        tried.faults.iter().map(|(field, fault)| FieldError { field: (*field).into(), text: explain(*fault, t) });
    let template = ShowPage {
        chrome: visit.chrome(t.intermediaries_show_title(row.organisation_name.as_str())),
        t,
        address: format!("{base}/{id}"),
        technical: format!("/o/{}/technical", acting.organisation),
        base,
        tag,
        class,
        answer,
        version: row.version,
        facts: facts(visit, &row, &known)?,
        answered: row.answered_at.map(|at| {
            let at = format::moment(Instant::from_milliseconds(at), visit.language);
            t.intermediaries_answered(row.answered_by_name.as_deref().unwrap_or_default(), at)
        }),
        reason: row.reason.clone(),
        may_confirm: may(ConnectionStep::Confirm) && !answering::has_turned_elsewhere(&row),
        may_decline,
        is_late: row.granted_at.is_some(),
        in_production: row.used_at.is_some() && may(ConnectionStep::Decline),
        points: points(
            visit,
            &offer,
            tried.point.as_deref().or(row.asked_point.as_deref()),
            row.production_date.as_deref(),
        ),
        closing: offer.closing.iter().map(|point| closed_before(visit, point)).collect(),
        systems: systems(visit, &offer.systems, tried.system.as_deref().or(row.asked_system.as_deref())),
        errors: errors.collect(),
        stale: tried.is_late.then(|| t.intermediaries_stale()),
        lost: Some(tried.reason.clone()).filter(|reason| tried.is_late && !may_decline && !reason.is_empty()),
        typed_reason: tried.reason,
    };
    page(status, &template)
}

/// What an intermediary needs to know of its customer, and nothing else: neither contacts nor billing.
fn facts(visit: &Visit, row: &ConnectionRow, systems: &[InformationSystem]) -> Result<Vec<(String, String)>, Failure> {
    let t = visit.texts();
    let open = || t.intermediaries_not_chosen();
    let system = |id: &Option<String>| id.as_ref().map_or_else(open, |id| system_name(id, systems));
    let requested = format::moment(Instant::from_milliseconds(row.requested_at), visit.language);
    let mut facts = vec![
        (t.intermediaries_fact_customer(), row.organisation_name.clone()),
        (t.intermediaries_fact_business_id(), row.organisation.clone()),
        (t.intermediaries_fact_service(), service_name(row, t)?),
        (t.intermediaries_fact_system(), system(&row.asked_system)),
    ];
    // That the intermediary chooses is said as long as it is to choose.
    let to_choose = (row.state == ConnectionState::Awaited.code()).then(|| t.intermediaries_you_choose());
    facts.extend(row.asked_point.clone().or(to_choose).map(|point| (t.intermediaries_fact_point(), point)));
    if row.test_date.is_some() {
        facts.push((t.intermediaries_fact_test(), date(visit, row.test_date.as_deref())));
    }
    let production = row.production_date.as_deref();
    facts.push((t.intermediaries_fact_production(), production.map_or_else(open, |day| date(visit, Some(day)))));
    facts.push((t.intermediaries_fact_requested(), requested));
    facts.push((t.intermediaries_fact_number(), row.number.clone()));
    let confirmed = row.point.as_ref().zip(row.point_name.as_ref());
    if let Some((oid, name)) = confirmed.filter(|_| row.state == ConnectionState::Confirmed.code()) {
        facts.push((t.intermediaries_fact_confirmed_point(), format!("{name} ({oid})")));
        facts.push((t.intermediaries_fact_confirmed_system(), system(&row.system)));
    }
    Ok(facts)
}

fn system_name(id: &str, systems: &[InformationSystem]) -> String {
    let found = systems.iter().find(|system| system.id == id);
    found.map_or_else(|| id.to_string(), |system| format!("{} {}", system.name, system.version))
}

/// The owner's points; one whose certificate ends by the customer's first day says so.
fn points(visit: &Visit, offer: &Offer, chosen: Option<&str>, production: Option<&str>) -> Vec<Choice> {
    let t = visit.texts();
    let about = |point: &AccessPoint| {
        let until = format::stored_date(&point.certificate_until, visit.language);
        let mut about = t.intermediaries_point_about(point.oid.as_str(), until.as_str());
        let ends = production.is_some_and(|day| point.certificate_until.as_str() <= day);
        let ends = ends.then(|| t.intermediaries_point_ends(until));
        let closes = point.valid_until.as_deref().map(|last| format::stored_date(last, visit.language));
        let closes = closes.map(|last| t.intermediaries_point_closes(last));
        for (at, sentence) in ends.into_iter().chain(closes).enumerate() {
            about = if at == 0 { format!("{about}. {sentence}") } else { format!("{about} {sentence}") };
        }
        about
    };
    let choices = offer.points.iter().enumerate().map(|(index, point)| Choice {
        id: if index == 0 { "point".to_string() } else { format!("point-{index}") },
        value: point.oid.clone(),
        text: point.name.clone(),
        about: about(point),
        chosen: chosen == Some(point.oid.as_str()),
    });
    choices.collect()
}

/// Why a point cannot be chosen that closes before the customer's first day.
fn closed_before(visit: &Visit, point: &AccessPoint) -> String {
    let last = format::stored_date(point.valid_until.as_deref().unwrap_or_default(), visit.language);
    visit.texts().intermediaries_point_closed_before(point.name.as_str(), last)
}

fn systems(visit: &Visit, offered: &[InformationSystem], chosen: Option<&str>) -> Vec<Choice> {
    let t = visit.texts();
    let choices = offered.iter().enumerate().map(|(index, system)| Choice {
        id: if index == 0 { "system".to_string() } else { format!("system-{index}") },
        value: system.id.clone(),
        text: format!("{} {}", system.name, system.version),
        about: t.intermediaries_system_about(
            system.supplier.as_str(),
            format::stored_date(&system.certified_until, visit.language),
        ),
        chosen: chosen == Some(system.id.as_str()),
    });
    choices.collect()
}

/// What is wrong and how to mend it.
pub(super) fn explain(fault: Fault, t: &Texts) -> String {
    match fault {
        Fault::PointMissing => t.intermediaries_fault_point(),
        Fault::PointClosed => t.intermediaries_fault_point_closed(),
        Fault::SystemMissing => t.intermediaries_fault_system(),
        Fault::ReasonMissing => t.intermediaries_fault_reason(),
        Fault::ReasonTooLong => t.intermediaries_fault_reason_long(),
        Fault::IdentityCode => t.intermediaries_fault_identity_code(),
    }
}

pub(super) async fn confirm(
    visit: Visit,
    Path((_, connection)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = ConnectionId::parse(&connection).ok_or(Failure::NotFound)?;
    let choice = (form.text("point"), form.text("system"));
    let outcome = answering::confirm(&visit, &id, form.version()?, choice).await;
    let chosen = |field| form.get(field).map(str::to_string);
    answered(&visit, &id, outcome, Tried { point: chosen("point"), system: chosen("system"), ..Tried::default() }).await
}

pub(super) async fn decline(
    visit: Visit,
    Path((_, connection)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = ConnectionId::parse(&connection).ok_or(Failure::NotFound)?;
    let reason = form.text("reason");
    let outcome = answering::decline(&visit, &id, form.version()?, reason).await;
    answered(&visit, &id, outcome, Tried { reason: without_identity_code(reason), ..Tried::default() }).await
}

/// Leads on after an answer, or shows the page anew with what was sent: something is wrong with it, or it came too late.
async fn answered(
    visit: &Visit,
    id: &ConnectionId,
    outcome: Result<Outcome, Failure>,
    tried: Tried,
) -> Result<Response, Failure> {
    match outcome {
        Ok(Outcome::Done) => Ok(see_other(&format!("/o/{}/connections/{id}", visit.acting()?.organisation))),
        Ok(Outcome::Wrong(faults)) => {
            render(visit, id, StatusCode::UNPROCESSABLE_ENTITY, Tried { faults, ..tried }).await
        }
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            render(visit, id, StatusCode::CONFLICT, Tried { is_late: true, ..tried }).await
        }
        Err(failure) => Err(failure),
    }
}
