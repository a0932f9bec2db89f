//! The whole form of a service on one page before anybody applies, also for people who are not signed in.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;

use super::printing::{PrintGroup, print_step};
use crate::services::{CustomerKind, KnownFact, Profile, Service, is_applied_for, newest_form};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, page};

#[derive(askama::Template)]
#[template(path = "applications/forms.html")]
struct FormsPage {
    chrome: Chrome,
    t: &'static Texts,
    forms: Vec<(String, String)>,
}

/// The forms that can be read and printed.
pub(in crate::applications) async fn forms(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let forms = Service::ALL.into_iter().filter(|service| is_applied_for(*service));
    let template = FormsPage {
        chrome: visit.chrome(t.applications_forms_title()),
        t,
        forms: forms.map(|service| (format!("/forms/{}", service.code()), service.name(t))).collect(),
    };
    page(StatusCode::OK, &template)
}

#[derive(askama::Template)]
#[template(path = "applications/blank.html")]
struct BlankPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    /// Code, name, whether it is the shown one.
    kinds: Vec<(&'static str, String, bool)>,
    groups: Vec<PrintGroup>,
}

/// A form as a kind of customers is asked it, with every question that may be asked of one.
pub(in crate::applications) async fn blank_form(
    visit: Visit,
    Path(service): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let service = Service::parse(&service).ok_or(Failure::NotFound)?;
    let kinds: Vec<CustomerKind> =
        CustomerKind::ALL.into_iter().filter(|kind| newest_form(service, *kind).is_some()).collect();
    let wanted = query.get("kind").and_then(|kind| CustomerKind::parse(kind)).filter(|kind| kinds.contains(kind));
    let kind = wanted.or(kinds.first().copied()).ok_or(Failure::NotFound)?;
    let facts = [KnownFact::Units, KnownFact::Bilingual, KnownFact::Health, KnownFact::Social];
    let profile = facts.into_iter().fold(Profile::of(kind), Profile::with);
    let form = newest_form(service, kind).ok_or(Failure::NotFound)?.asked(profile);
    let groups = form.groups().map(|(group, steps)| PrintGroup {
        title: (group.title)(t),
        steps: steps.into_iter().map(|step| print_step(form, step, &[], t)).collect(),
    });
    let template = BlankPage {
        chrome: visit.chrome(t.applications_print_title(service.name(t))),
        t,
        address: format!("/forms/{}", service.code()),
        kinds: kinds.iter().map(|found| (found.code(), kind_name(*found, t), *found == kind)).collect(),
        groups: groups.collect(),
    };
    page(StatusCode::OK, &template)
}

/// A kind of customers as people choose it.
fn kind_name(kind: CustomerKind, t: &Texts) -> String {
    match kind {
        CustomerKind::Private => t.applications_kind_private(),
        CustomerKind::SoleTrader => t.applications_kind_sole_trader(),
        CustomerKind::SelfEmployed => t.applications_kind_self_employed(),
        CustomerKind::Foundation => t.applications_kind_foundation(),
        CustomerKind::Public => t.applications_kind_public(),
        CustomerKind::HospitalPharmacy => t.applications_kind_hospital_pharmacy(),
        CustomerKind::Pharmacist => t.applications_kind_pharmacist(),
        CustomerKind::UniversityPharmacy => t.applications_kind_university_pharmacy(),
    }
}
