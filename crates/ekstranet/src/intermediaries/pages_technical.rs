//! What an owner of access points maintains: its points with their certificates, its systems, where notices go.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::pages_systems::{ProposalView, proposal_view};
use super::rules::{ChangeState, earliest_effect};
use super::store_technical::{self, CertificateRow, ChangeRow};
use super::{awaited, store, store_systems, systems, technical};
use crate::kernel::{AccessPointChangeId, CaseLanguage, Date, Instant, Permission, holds_typed_identity_code};
use crate::registers::{self, AccessPoint, InformationSystem};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "intermediaries/technical.html")]
struct TechnicalPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    home: String,
    connections: String,
    /// What the register of intermediaries says, of who mediates for others, owns points or supplies systems.
    office: Option<String>,
    may_maintain: bool,
    points: Vec<PointView>,
    changes: Vec<ChangeView>,
    systems: Vec<SystemView>,
    proposals: Vec<ProposalView>,
    may_propose: bool,
    swedish: bool,
    earliest: String,
    email: String,
    email_version: i64,
    errors: Vec<FieldError>,
    email_error: String,
}

struct PointView {
    oid: String,
    name: String,
    tag: String,
    class: &'static str,
    /// Since or until when it is open, when that is limited.
    validity: String,
    certificate: String,
    about: Vec<String>,
    may_close: bool,
}

struct ChangeView {
    id: String,
    version: i64,
    title: String,
    text: String,
    reason: Option<String>,
    tag: String,
    class: &'static str,
    waits: bool,
}

struct SystemView {
    name: String,
    services: String,
    until: String,
    tag: String,
    class: &'static str,
}

pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    render(&visit, StatusCode::OK, None).await
}

/// `tried` is an address that was typed and what is wrong with it.
async fn render(visit: &Visit, status: StatusCode, tried: Option<(String, String)>) -> Result<Response, Failure> {
    let (t, acting, today) = (visit.texts(), visit.acting()?, visit.now.date());
    let organisation = &acting.organisation;
    let mut read = visit.app.db.read().await?;
    let points = registers::list_access_points_of(&mut read, organisation).await?;
    let changes = store_technical::list_of(&mut read, organisation).await?;
    let certificates = store_technical::list_certificates(&mut read, organisation).await?;
    let systems = registers::list_all_systems(&mut read).await?;
    let address = store::find_address(&mut read, organisation.as_str()).await?;
    let proposals = store_systems::list_of(&mut read, organisation).await?;
    let may_propose = systems::may_propose(&mut read, organisation).await?;
    let listed = registers::find_intermediary(&mut read, organisation).await?;
    let awaited = store::count_awaited(&mut read, organisation).await?;
    drop(read);
    let supplies = |system: &InformationSystem| system.supplier_id.as_deref() == Some(organisation.as_str());
    let is_office = listed.is_some()
        || awaited > 0
        || may_propose
        || !points.is_empty()
        || !proposals.is_empty()
        || systems.iter().any(supplies);
    let register = match &listed {
        Some(known) => t.intermediaries_register_listed(known.oid.as_str()),
        None => t.intermediaries_register_not_listed(),
    };
    let (email, language, email_version) = match address {
        Some(chosen) => (chosen.email, chosen.language, chosen.version),
        None => (listed.and_then(|known| known.email).unwrap_or_default(), String::new(), 0),
    };
    let (email, email_error) = tried.unwrap_or((email, String::new()));
    let errors = Some(FieldError { field: "email".to_string(), text: email_error.clone() });
    let waits = |oid: &str| changes.iter().any(|change| change.oid == oid && is_waiting(change));
    let own = systems.iter().filter(|system| supplies(system));
    let template = TechnicalPage {
        chrome: visit.chrome(t.intermediaries_technical_title()),
        t,
        base: format!("/o/{organisation}/technical"),
        home: format!("/o/{organisation}/"),
        connections: format!("/o/{organisation}/connections"),
        office: is_office.then_some(register),
        may_maintain: acting.permissions.allow(Permission::MaintainData),
        points: points.iter().map(|point| point_view(visit, point, &certificates, waits(&point.oid))).collect(),
        changes: changes.iter().filter_map(|change| change_view(visit, change)).collect(),
        systems: own.map(|system| system_view(visit, system)).collect(),
        proposals: proposals.iter().filter_map(|row| proposal_view(visit, row)).collect(),
        may_propose,
        swedish: language == CaseLanguage::Sv.code(),
        earliest: format::date(earliest_effect(today), visit.language),
        email,
        email_version,
        errors: errors.into_iter().filter(|error| !error.text.is_empty()).collect(),
        email_error,
    };
    page(status, &template)
}

fn is_waiting(change: &ChangeRow) -> bool {
    change.state == ChangeState::Waiting.code()
}

fn point_view(visit: &Visit, point: &AccessPoint, certificates: &[CertificateRow], waits: bool) -> PointView {
    let (t, today) = (visit.texts(), visit.now.date());
    let date = |stored: &str| format::stored_date(stored, visit.language);
    let ends: Option<Date> = point.certificate_until.parse().ok();
    let closed = point.valid_until.as_ref().is_some_and(|until| *until < today.to_string());
    let (tag, class) = match ends {
        _ if closed => (t.intermediaries_tag_closed(), "calm"),
        None => (t.intermediaries_tag_no_certificate(), "stop"),
        Some(last) if last < today => (t.intermediaries_tag_expired(), "stop"),
        Some(last) if super::rules::certificate_due(last, today).is_some() => (t.intermediaries_tag_ending(), "wait"),
        Some(_) => (t.intermediaries_tag_open(), "good"),
    };
    let validity = match (&point.valid_from, &point.valid_until) {
        (_, Some(until)) => t.intermediaries_point_until(date(until)),
        (Some(from), None) if *from > today.to_string() => t.intermediaries_point_from(date(from)),
        _ => String::new(),
    };
    let certificate = match ends {
        Some(_) => t.intermediaries_certificate_until(date(&point.certificate_until)),
        None => t.intermediaries_certificate_missing(),
    };
    let newest = certificates.iter().find(|certificate| certificate.oid == point.oid);
    PointView {
        oid: point.oid.clone(),
        name: point.name.clone(),
        tag,
        class,
        validity,
        certificate,
        about: newest.map(|certificate| certificate_lines(visit, certificate)).unwrap_or_default(),
        may_close: !closed && point.valid_until.is_none() && !waits,
    }
}

fn certificate_lines(visit: &Visit, certificate: &CertificateRow) -> Vec<String> {
    let t = visit.texts();
    let date = |stored: &str| format::stored_date(stored, visit.language);
    let uploaded = format::moment(Instant::from_milliseconds(certificate.uploaded_at), visit.language);
    vec![
        t.intermediaries_certificate_subject(certificate.subject.as_str()),
        t.intermediaries_certificate_issuer(certificate.issuer.as_str()),
        t.intermediaries_certificate_days(date(&certificate.valid_from), date(&certificate.valid_until)),
        t.intermediaries_certificate_serial(certificate.serial_number.as_str()),
        t.intermediaries_certificate_fingerprint(certificate.fingerprint.as_str()),
        t.intermediaries_certificate_uploaded(certificate.uploaded_by_name.as_str(), uploaded),
    ]
}

/// The title of a notice and the day on which it takes effect.
pub(super) fn change_title(change: &ChangeRow, t: &Texts) -> String {
    if change.kind == "close" {
        t.intermediaries_change_close(change.name.as_str(), change.oid.as_str())
    } else {
        t.intermediaries_change_open(change.name.as_str(), change.oid.as_str())
    }
}

/// The word and the colour of a notice's state.
pub(super) fn change_tag(state: ChangeState, t: &Texts) -> (String, &'static str) {
    match state {
        ChangeState::Waiting => (t.intermediaries_change_waiting(), "calm"),
        ChangeState::Confirmed => (t.intermediaries_change_confirmed(), "good"),
        ChangeState::Refused => (t.intermediaries_change_refused(), "stop"),
        ChangeState::Withdrawn => (t.intermediaries_change_withdrawn(), "calm"),
    }
}

fn change_view(visit: &Visit, change: &ChangeRow) -> Option<ChangeView> {
    let t = visit.texts();
    let state = ChangeState::parse(&change.state)?;
    let (tag, class) = change_tag(state, t);
    let at = format::moment(Instant::from_milliseconds(change.notified_at), visit.language);
    let day = format::stored_date(&change.effective_on, visit.language);
    Some(ChangeView {
        id: change.id.clone(),
        version: change.version,
        title: change_title(change, t),
        text: t.intermediaries_change_text(day, change.notified_by_name.as_str(), at),
        reason: change.reason.clone(),
        tag,
        class,
        waits: state == ChangeState::Waiting,
    })
}

fn system_view(visit: &Visit, system: &InformationSystem) -> SystemView {
    let t = visit.texts();
    let over = system.certified_until < visit.now.date().to_string();
    let services: Vec<String> =
        system.services.split(' ').filter_map(Service::parse).map(|service| service.name(t)).collect();
    SystemView {
        name: format!("{} {}", system.name, system.version),
        services: services.join(", "),
        until: t.intermediaries_system_until(
            system.class.as_str(),
            format::stored_date(&system.certified_until, visit.language),
        ),
        tag: if over { t.intermediaries_tag_certification_over() } else { t.intermediaries_tag_certified() },
        class: if over { "stop" } else { "good" },
    }
}

pub(super) async fn keep_address(
    visit: Visit,
    Path(organisation): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (t, email, version) = (visit.texts(), form.text("email"), form.version()?);
    if holds_typed_identity_code(email) {
        let wrong = (String::new(), t.intermediaries_fault_identity_code());
        return render(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(wrong)).await;
    }
    if email.chars().count() > 200 || email.parse::<lettre::Address>().is_err() {
        let wrong = (email.chars().take(200).collect(), t.intermediaries_fault_email());
        return render(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(wrong)).await;
    }
    let language = CaseLanguage::parse(form.text("language")).unwrap_or_default();
    technical::keep_address(&visit, email, language, version).await?;
    Ok(see_other(&format!("/o/{organisation}/technical")))
}

pub(super) async fn withdraw(
    visit: Visit,
    Path((organisation, change)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    awaited::withdraw::<ChangeRow>(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("/o/{organisation}/technical")))
}
