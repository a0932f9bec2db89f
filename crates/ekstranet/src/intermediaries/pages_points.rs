//! The pages on which an owner opens or closes an access point and uploads its certificate.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::certificates::{self, CertificateProblem, PublicCertificate};
use super::rules::{DayProblem, certificate_due, earliest_effect};
use super::store;
use super::technical::{self, ChangeFault, ChangeFaults, TypedOpening, own_point};
use crate::kernel::{Date, Oid, without_identity_code};
use crate::registers::AccessPoint;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Upload, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "intermediaries/change.html")]
struct ChangePage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    action: String,
    lead: String,
    /// Who is connected through the point that is closed, and the address of their requests.
    customers: Option<(String, String)>,
    /// Asked only when a point is opened.
    opening: bool,
    typed: TypedOpening,
    day_label: String,
    day_hint: String,
    button: String,
    errors: Vec<FieldError>,
}

impl ChangePage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

fn errors(visit: &Visit, faults: ChangeFaults) -> Vec<FieldError> {
    let of = |(field, fault): (&str, ChangeFault)| FieldError { field: field.into(), text: explain(visit, fault) };
    faults.into_iter().map(of).collect()
}

fn explain(visit: &Visit, fault: ChangeFault) -> String {
    let t = visit.texts();
    match fault {
        ChangeFault::OidMissing => t.intermediaries_fault_oid_missing(),
        ChangeFault::NotAnOid => t.intermediaries_fault_oid(),
        ChangeFault::OidTaken => t.intermediaries_fault_oid_taken(),
        ChangeFault::NameMissing => t.intermediaries_fault_name(),
        ChangeFault::NameTooLong => t.intermediaries_fault_name_long(),
        ChangeFault::NameHoldsIdentityCode => t.intermediaries_fault_identity_code(),
        ChangeFault::Day(DayProblem::Missing) => t.intermediaries_fault_day_missing(),
        ChangeFault::Day(DayProblem::NotADay) => t.intermediaries_fault_day(),
        ChangeFault::Day(DayProblem::NoSuchDay) => t.ui_no_such_day(),
        ChangeFault::Day(DayProblem::TooSoon) => {
            t.intermediaries_fault_day_soon(format::date(earliest_effect(visit.now.date()), visit.language))
        }
        ChangeFault::Day(DayProblem::TooFar) => t.intermediaries_fault_day_far(),
    }
}

fn day_hint(visit: &Visit) -> String {
    visit.texts().intermediaries_day_hint(format::date(earliest_effect(visit.now.date()), visit.language))
}

pub(super) async fn opening(visit: Visit) -> Result<Response, Failure> {
    opening_page(&visit, StatusCode::OK, TypedOpening::default(), Vec::new())
}

fn opening_page(
    visit: &Visit,
    status: StatusCode,
    typed: TypedOpening,
    faults: ChangeFaults,
) -> Result<Response, Failure> {
    let (t, base) = (visit.texts(), format!("/o/{}/technical", visit.acting()?.organisation));
    let template = ChangePage {
        chrome: visit.chrome(t.intermediaries_open_title()),
        t,
        action: format!("{base}/open"),
        base,
        lead: t.intermediaries_open_lead(),
        customers: None,
        opening: true,
        typed,
        day_label: t.intermediaries_open_day(),
        day_hint: day_hint(visit),
        button: t.intermediaries_open_button(),
        errors: errors(visit, faults),
    };
    page(status, &template)
}

pub(super) async fn open(visit: Visit, Path(organisation): Path<String>, form: Form) -> Result<Response, Failure> {
    let text = |name: &str| form.text(name).to_string();
    let mut typed = TypedOpening { oid: text("oid"), name: text("name"), day: text("day") };
    let faults = technical::open(&visit, &typed).await?;
    if faults.is_empty() {
        return Ok(see_other(&format!("/o/{organisation}/technical")));
    }
    for field in [&mut typed.oid, &mut typed.name, &mut typed.day] {
        *field = without_identity_code(field);
    }
    opening_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed, faults)
}

async fn point(visit: &Visit, oid: &str) -> Result<AccessPoint, Failure> {
    let oid = Oid::parse(oid).ok_or(Failure::NotFound)?;
    own_point(&mut visit.app.db.read().await?, &visit.acting()?.organisation, oid.as_str()).await
}

pub(super) async fn closing(visit: Visit, Path((_, oid)): Path<(String, String)>) -> Result<Response, Failure> {
    closing_page(&visit, StatusCode::OK, &oid, String::new(), Vec::new()).await
}

async fn closing_page(
    visit: &Visit,
    status: StatusCode,
    oid: &str,
    day: String,
    faults: ChangeFaults,
) -> Result<Response, Failure> {
    let point = point(visit, oid).await?;
    let (t, own) = (visit.texts(), &visit.acting()?.organisation);
    let base = format!("/o/{own}/technical");
    let through = store::count_through(&mut visit.app.db.read().await?, own, oid).await?;
    let template = ChangePage {
        chrome: visit.chrome(t.intermediaries_close_title(point.name.as_str())),
        t,
        action: format!("{base}/points/{oid}/close"),
        base,
        lead: t.intermediaries_close_lead(),
        customers: Some((t.intermediaries_close_customers(through), format!("/o/{own}/connections"))),
        opening: false,
        typed: TypedOpening { day, ..TypedOpening::default() },
        day_label: t.intermediaries_close_day(),
        day_hint: day_hint(visit),
        button: t.intermediaries_close_button(),
        errors: errors(visit, faults),
    };
    page(status, &template)
}

pub(super) async fn close(
    visit: Visit,
    Path((organisation, oid)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let day = form.text("day");
    let faults = technical::close(&visit, &oid, day).await?;
    if faults.is_empty() {
        return Ok(see_other(&format!("/o/{organisation}/technical")));
    }
    closing_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &oid, without_identity_code(day), faults).await
}

#[derive(askama::Template)]
#[template(path = "intermediaries/certificate.html")]
struct CertificatePage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    action: String,
    errors: Vec<FieldError>,
    error: String,
}

pub(super) async fn certificate(visit: Visit, Path((_, oid)): Path<(String, String)>) -> Result<Response, Failure> {
    certificate_page(&visit, StatusCode::OK, &oid, None).await
}

async fn certificate_page(
    visit: &Visit,
    status: StatusCode,
    oid: &str,
    problem: Option<CertificateProblem>,
) -> Result<Response, Failure> {
    let point = point(visit, oid).await?;
    let (t, base) = (visit.texts(), format!("/o/{}/technical", visit.acting()?.organisation));
    let error = problem.map(|problem| explain_certificate(problem, t)).unwrap_or_default();
    let errors = problem.map(|_| FieldError { field: "file".to_string(), text: error.clone() });
    let template = CertificatePage {
        chrome: visit.chrome(t.intermediaries_certificate_title(point.name.as_str())),
        t,
        action: format!("{base}/points/{oid}/certificate"),
        base,
        errors: errors.into_iter().collect(),
        error,
    };
    page(status, &template)
}

fn explain_certificate(problem: CertificateProblem, t: &Texts) -> String {
    match problem {
        CertificateProblem::Missing => t.intermediaries_fault_certificate_missing(),
        CertificateProblem::PrivateKey => t.intermediaries_fault_private_key(),
        CertificateProblem::NotACertificate => t.intermediaries_fault_certificate(),
        CertificateProblem::Expired => t.intermediaries_fault_certificate_expired(),
        CertificateProblem::IdentityCode => t.intermediaries_fault_identity_code(),
    }
}

pub(super) async fn upload(
    visit: Visit,
    Path((organisation, oid)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Failure> {
    let point = point(&visit, &oid).await?;
    match certificates::read(uploaded(&upload), visit.now.date()) {
        Ok(certificate) if upload.form.text("sure") != "yes" => sure_page(&visit, &point, certificate),
        Ok(certificate) => {
            technical::keep_certificate(&visit, &oid, &certificate).await?;
            Ok(see_other(&format!("/o/{organisation}/technical")))
        }
        Err(problem) => certificate_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &oid, Some(problem)).await,
    }
}

/// Asked before a certificate counts: whose it is, until when, and what is unusual about it.
#[derive(askama::Template)]
#[template(path = "intermediaries/certificate_sure.html")]
struct SurePage {
    chrome: Chrome,
    t: &'static Texts,
    action: String,
    back: String,
    warnings: Vec<String>,
    lines: Vec<String>,
    pem: String,
}

fn sure_page(visit: &Visit, point: &AccessPoint, found: PublicCertificate) -> Result<Response, Failure> {
    let (t, today) = (visit.texts(), visit.now.date());
    let date = |day: Date| format::date(day, visit.language);
    let kept: Option<Date> = point.certificate_until.parse().ok();
    let earlier = kept.filter(|kept| found.valid_until < *kept);
    let warnings = [
        found.is_self_signed().then(|| t.intermediaries_certificate_self_signed()),
        (found.valid_from > today).then(|| t.intermediaries_certificate_not_yet(date(found.valid_from))),
        earlier.map(|kept| t.intermediaries_certificate_earlier(date(found.valid_until), date(kept))),
        certificate_due(found.valid_until, today).map(|_| t.intermediaries_certificate_short(date(found.valid_until))),
    ];
    let template = SurePage {
        chrome: visit.chrome(t.intermediaries_certificate_sure()),
        t,
        action: format!("/o/{}/technical/points/{}/certificate", visit.acting()?.organisation, point.oid),
        back: t.intermediaries_certificate_title(point.name.as_str()),
        warnings: warnings.into_iter().flatten().collect(),
        lines: vec![
            t.intermediaries_certificate_subject(found.subject.as_str()),
            t.intermediaries_certificate_issuer(found.issuer.as_str()),
            t.intermediaries_certificate_days(date(found.valid_from), date(found.valid_until)),
            t.intermediaries_certificate_serial(found.serial_number.as_str()),
            t.intermediaries_certificate_fingerprint(found.fingerprint.as_str()),
        ],
        pem: found.pem,
    };
    page(StatusCode::OK, &template)
}

/// The file, or what was pasted instead of one.
fn uploaded(upload: &Upload) -> &[u8] {
    let file = upload.files.iter().find(|file| file.field == "file" && !file.content.is_empty());
    file.map_or_else(|| upload.form.text("pasted").as_bytes(), |file| &file.content)
}
