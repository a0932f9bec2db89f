//! Answers: reading forms, and the checks of every kind of question.

use proptest::prelude::*;

use super::{ACCESS_POINT, ENDING_UNIT, EXPIRED_SYSTEM, Fields, SYSTEM, UNIT, answers, billing, contacts};
use crate::applications::answers::{self as reading, AllAnswers};
use crate::applications::validation::{Facts, Fault, check_all, check_step, is_e_invoice_address};
use crate::kernel::{BusinessId, is_email, is_phone};
use crate::registers::{AccessPoint, InformationSystem, Intermediary, Organisation, Unit};
use crate::services::{AskedForm, CustomerKind, Profile, Service, newest_form};
use crate::testing::RANTAPOLKU;
use crate::web::Form;

fn form() -> AskedForm {
    newest_form(Service::Prescription, CustomerKind::Private).expect("a form").asked(Profile::default())
}

fn unit(oid: &str, ends_on: &str) -> Unit {
    Unit {
        oid: oid.to_string(),
        name: "x".to_string(),
        begins_on: "2020-01-01".to_string(),
        ends_on: ends_on.to_string(),
    }
}

pub(super) fn system(id: &str, certified_until: &str) -> InformationSystem {
    InformationSystem {
        id: id.to_string(),
        name: id.to_string(),
        version: "1".to_string(),
        class: "A2".to_string(),
        kind: "care".to_string(),
        services: "prescription".to_string(),
        certified_until: certified_until.to_string(),
        supplier: "x".to_string(),
        supplier_id: None,
    }
}

pub(super) fn facts() -> Facts {
    let organisation = Organisation {
        business_id: RANTAPOLKU.to_string(),
        oid: "1.2.246.10.99002267.10.0".to_string(),
        name: "x".to_string(),
        sector: "2".to_string(),
        street_address: String::new(),
        post_code: String::new(),
        post_office: String::new(),
        health: true,
        social: false,
        ends_on: String::new(),
        units: vec![
            unit(UNIT, "2100-12-31"),
            unit(ENDING_UNIT, "2026-12-31"),
            unit("1.2.246.10.99002267.10.3", "2026-01-01"),
        ],
    };
    let access_point = |oid: &str, until: &str| AccessPoint {
        oid: oid.to_string(),
        name: "x".to_string(),
        owner: "9900191-8".to_string(),
        owner_name: "x".to_string(),
        certificate_until: until.to_string(),
        valid_from: None,
        valid_until: None,
    };
    Facts {
        others: Vec::new(),
        today: jiff::civil::date(2026, 11, 21),
        sent_on: None,
        applicant: BusinessId::parse(RANTAPOLKU).expect("valid"),
        service: Service::Prescription,
        profile: Profile::default(),
        production: false,
        organisation: Some(organisation),
        organisation_unknown: false,
        lacks_registration: false,
        takeover: None,
        running: Vec::new(),
        in_use: Vec::new(),
        systems: vec![
            system(SYSTEM, "2029-06-30"),
            system(EXPIRED_SYSTEM, "2026-11-20"),
            system("today", "2026-11-21"),
        ],
        access_points: vec![access_point(ACCESS_POINT, "2027-05-01"), access_point("1.2.3", "2026-11-20")],
        intermediaries: vec![Intermediary {
            business_id: "9900191-8".to_string(),
            oid: "1.2.246.10.99001918.10.0".to_string(),
            name: "x".to_string(),
            email: None,
        }],
    }
}

/// Fields and what is wrong at them.
type Found = Vec<(String, Fault)>;

fn posted(fields: &[(&str, &str)]) -> Form {
    Form::read(form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().as_bytes())
}

/// The faults of a step as field and fault.
fn faults(step: &str, fields: &[(&str, &str)], facts: &Facts) -> Vec<(String, Fault)> {
    let step = form().step(step).expect("a step");
    let read = reading::read(step, &posted(fields));
    check_step(step, &read.answers, facts).into_iter().map(|problem| (problem.field, problem.fault)).collect()
}

fn changed(fields: Fields, name: &str, value: &'static str) -> Fields {
    fields.into_iter().map(|(field, old)| if field == name { (field, value) } else { (field, old) }).collect()
}

fn one(field: &str, fault: Fault) -> Found {
    vec![(field.to_string(), fault)]
}

#[test]
fn a_new_system_is_certified_for_the_service_that_is_extended() {
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    let step = form.step("extension").expect("a step");
    let social = InformationSystem { services: "social_data".to_string(), ..system("social", "2029-06-30") };
    let mut facts = Facts { service: Service::PatientData, ..facts() };
    facts.running = vec![Service::Prescription, Service::SocialData];
    facts.systems.push(social);
    let found = |service: &str, system: &str| {
        let fields = [
            ("service", service),
            ("function", "new_system"),
            ("system", system),
            ("access_point", ACCESS_POINT),
            ("units", UNIT),
        ];
        let read = reading::read(step, &posted(&fields));
        let problems = check_step(step, &read.answers, &facts);
        problems.into_iter().map(|problem| (problem.field, problem.fault)).collect::<Found>()
    };
    assert_eq!(found("social_data", "social"), []);
    assert_eq!(found("prescription", SYSTEM), []);
    assert_eq!(found("social_data", SYSTEM), one("system", Fault::SystemUnknown));
    assert_eq!(found("prescription", "social"), one("system", Fault::SystemUnknown));
}

#[test]
fn a_function_goes_only_with_the_services_that_have_it() {
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    let step = form.step("extension").expect("a step");
    let all = [Service::PatientData, Service::SocialData, Service::Prescription, Service::ImagingData];
    let facts = Facts { running: all.to_vec(), ..facts() };
    for (function, with) in [
        ("further_units", &all[..]),
        ("oral_images", &[Service::ImagingData]),
        ("certificates", &[Service::PatientData]),
        ("outsourcing", &[Service::PatientData, Service::Prescription]),
        ("register_access", &[Service::SocialData]),
        ("access_point", &all),
        ("renewal_units", &[Service::Prescription]),
    ] {
        for service in all {
            let other = ["other_party", "register_holder"].map(|field| (field, "9900116-8"));
            let more = [("units", UNIT), ("access_point", ACCESS_POINT)];
            let fields = [[("service", service.code()), ("function", function)], other, more].concat();
            let read = reading::read(step, &posted(&fields));
            let found: Vec<Fault> =
                check_step(step, &read.answers, &facts).into_iter().map(|problem| problem.fault).collect();
            let expected = if with.contains(&service) { vec![] } else { vec![Fault::NotOfService] };
            assert_eq!(found, expected, "{function} {service:?}");
        }
    }
}

#[test]
fn renewal_requests_are_received_where_prescriptions_are_in_use_or_taken_into_use() {
    let profile = Profile::default();
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(profile);
    let step = form.step("extension").expect("a step");
    let used = vec![(Service::Prescription, UNIT.to_string()), (Service::PatientData, ENDING_UNIT.to_string())];
    let running = vec![Service::Prescription, Service::PatientData];
    let facts = Facts { running, in_use: used, ..facts() };
    let found = |function: &'static str, more: &[(&'static str, &'static str)]| {
        let fields = [&[("service", "prescription"), ("function", function)], more].concat();
        let read = reading::read(step, &posted(&fields));
        let problems = check_step(step, &read.answers, &facts);
        problems.into_iter().map(|problem| (problem.field, problem.fault)).collect::<Found>()
    };
    assert_eq!(found("renewal_units", &[("receiving_units", UNIT)]), []);
    assert_eq!(found("renewal_units", &[]), [], "none of them");
    let elsewhere = found("renewal_units", &[("receiving_units", UNIT), ("receiving_units", ENDING_UNIT)]);
    assert_eq!(elsewhere, one("receiving_units", Fault::UnitNotInUse), "another service is in use there");
    assert_eq!(found("further_units", &[("units", ENDING_UNIT), ("renewal_units", ENDING_UNIT)]), []);
    let unticked = found("further_units", &[("units", ENDING_UNIT), ("renewal_units", UNIT)]);
    assert_eq!(unticked, one("renewal_units", Fault::UnitNotChosen));
    // Whoever has no units in the register is not offered it.
    let bare = Facts { profile: Profile::of(CustomerKind::SelfEmployed), ..facts.clone() };
    let fields = posted(&[("service", "prescription"), ("function", "renewal_units")]);
    let problems = check_step(step, &reading::read(step, &fields).answers, &bare);
    assert_eq!(problems.into_iter().map(|problem| problem.fault).collect::<Vec<_>>(), [Fault::ChoiceMissing]);
}

#[test]
fn a_new_system_is_told_three_weeks_ahead_from_the_day_of_sending() {
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    let mut facts = Facts { running: vec![Service::Prescription], ..facts() };
    let found = |function: &str, day: &str, facts: &Facts| {
        let step = |key: &str, fields: &[(&str, &str)]| {
            (key.to_string(), reading::read(form.step(key).expect("a step"), &posted(fields)).answers)
        };
        let answers: AllAnswers = [
            step("extension", &[("service", "prescription"), ("function", function)]),
            step("extension_schedule", &[("production_date", day)]),
        ]
        .into();
        let problems = check_all(form, &answers, facts).into_iter();
        let of_day = problems.filter(|problem| problem.step == "extension_schedule");
        of_day.map(|problem| problem.fault).collect::<Vec<_>>()
    };
    assert_eq!(found("new_system", "11.12.2026", &facts), [Fault::DateLead(21)]);
    assert_eq!(found("new_system", "12.12.2026", &facts), []);
    assert_eq!(found("access_point", "11.12.2026", &facts), [Fault::DateLead(21)], "another point too");
    assert_eq!(found("access_point", "12.12.2026", &facts), []);
    assert_eq!(found("new_system", "20.11.2026", &facts), [Fault::DatePast], "one fault is enough");
    assert_eq!(found("further_units", "21.11.2026", &facts), []);
    // Who sent it a week ago does not wait anew when it is read or supplemented now.
    facts.sent_on = Some(jiff::civil::date(2026, 11, 14));
    assert_eq!(found("new_system", "5.12.2026", &facts), []);
    assert_eq!(found("new_system", "4.12.2026", &facts), [Fault::DateLead(21)]);
}

#[test]
fn right_answers_have_no_faults() {
    for (step, fields) in answers() {
        assert_eq!(faults(step, &fields, &facts()), vec![], "{step}");
    }
}

#[test]
fn an_empty_step_names_every_required_question() {
    for step in form().steps() {
        let found = faults(step.key, &[], &facts());
        assert!(!found.is_empty(), "{}", step.key);
    }
    assert_eq!(faults("schedule", &[], &facts()), one("production_date", Fault::Missing));
    assert_eq!(faults("contacts", &[], &facts()), one("people-0-name", Fault::PersonMissing));
}

#[test]
fn each_answer_is_checked_against_its_limits_and_registers() {
    let cases: Vec<(&str, Fields, Found)> = vec![
        ("joining_model", vec![("model", "parallel")], one("model", Fault::ChoiceMissing)),
        ("joining_model", vec![("model", "joined")], one("model", Fault::JoinedThroughOther)),
        ("joining_model", vec![("model", "main_joiner")], vec![]),
        ("joining_model", vec![("model", "joint")], one("model", Fault::ChoiceMissing)),
        ("joining_model", vec![("model", "direct")], vec![]),
        ("units", vec![("units", "1.2.246.10.99002267.10.3")], one("units", Fault::UnitUnknown)),
        ("units", vec![("units", "1.2.3.4")], one("units", Fault::UnitUnknown)),
        ("units", vec![("units", UNIT), ("renewal_units", ENDING_UNIT)], one("renewal_units", Fault::UnitNotChosen)),
        ("units", vec![("units", UNIT)], vec![]),
        ("information_system", vec![("system", EXPIRED_SYSTEM)], one("system", Fault::SystemExpired)),
        ("information_system", vec![("system", "today")], vec![]),
        ("information_system", vec![("system", "unknown")], one("system", Fault::SystemUnknown)),
        ("access_point", vec![("access_point", "1.2.3")], one("access_point", Fault::AccessPointExpired)),
        ("access_point", vec![("access_point", "1.2.4")], one("access_point", Fault::AccessPointUnknown)),
        ("access_point", vec![("access_point", "9900191-8")], vec![]),
        ("access_point", vec![("access_point", "9900116-8")], one("access_point", Fault::AccessPointUnknown)),
        ("schedule", vec![("production_date", "2026-11-20")], one("production_date", Fault::DatePast)),
        ("schedule", vec![("production_date", "2026-11-21")], vec![]),
        ("schedule", vec![("production_date", "21.11.2027")], vec![]),
        ("schedule", vec![("production_date", "2027-11-22")], one("production_date", Fault::DateFar)),
        ("schedule", vec![("production_date", "soon")], one("production_date", Fault::NoDate)),
        (
            "billing",
            changed(billing(), "e_invoice_address", "003799002268"),
            one("e_invoice_address", Fault::EInvoiceAddress),
        ),
        ("billing", changed(billing(), "operator", "XX"), one("operator", Fault::Operator)),
        ("billing", changed(billing(), "post_code", "0000"), one("post_code", Fault::PostCode)),
        ("billing", changed(billing(), "method", "pdf"), one("invoice_email", Fault::Missing)),
        ("billing", changed(billing(), "method", "paper"), vec![]),
        ("security", vec![("plan", "yes")], one("self_monitoring", Fault::ConfirmMissing)),
    ];
    for (step, fields, expected) in cases {
        assert_eq!(faults(step, &fields, &facts()), expected, "{step} {fields:?}");
    }
    let mut long = billing();
    long.push(("reference", "123456789012345678901234567890123456"));
    assert_eq!(faults("billing", &long, &facts()), one("reference", Fault::TooLong(36, 35)));
    let production = Facts { production: true, ..facts() };
    assert_eq!(
        faults("billing", &billing(), &production),
        one("operator", Fault::Operator),
        "no test operator in production"
    );
}

#[test]
fn the_required_roles_must_be_held_by_somebody() {
    for (person, field) in [("people-0-name", Fault::Missing), ("people-1-email", Fault::Missing)] {
        assert_eq!(faults("contacts", &changed(contacts(), person, ""), &facts()), one(person, field));
    }
    let found = faults("contacts", &changed(contacts(), "people-1-roles", "archivist"), &facts());
    assert_eq!(found, one("people-0-roles", Fault::RoleMissing("technical")));
    // Who is there holds every role that the form asks for, and then all but each one in turn.
    let held = contacts().into_iter().filter(|(field, _)| field.ends_with("-roles")).map(|(_, role)| role);
    let required: std::collections::BTreeSet<&str> = held.collect();
    for role in ["administrative", "data_protection_officer", "technical"] {
        assert!(required.contains(role), "{role}: {required:?}");
        let others =
            contacts().into_iter().map(|(field, value)| (field, if value == role { "archivist" } else { value }));
        let others: Fields = others.collect();
        assert_eq!(faults("contacts", &others, &facts()), one("people-0-roles", Fault::RoleMissing(role)), "{role}");
    }
    let found = faults("contacts", &changed(contacts(), "people-1-roles", "emperor"), &facts());
    assert_eq!(found.len(), 2, "a role that nobody knows is no role: {found:?}");
    let names: Vec<String> = (0..10).map(|row| format!("people-{row}-name")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    assert!(faults("contacts", &many, &facts()).contains(&("people-8-name".to_string(), Fault::PeopleTooMany(8))));
}

#[test]
fn a_unit_must_still_be_valid_on_the_planned_day() {
    let mut all = AllAnswers::new();
    for (step, fields) in answers() {
        let step = form().step(step).expect("a step");
        all.insert(step.key.to_string(), reading::read(step, &posted(&fields)).answers);
    }
    assert_eq!(check_all(form(), &all, &facts()), vec![]);
    let step = form().step("units").expect("a step");
    all.insert("units".to_string(), reading::read(step, &posted(&[("units", ENDING_UNIT)])).answers);
    assert_eq!(faults("units", &[("units", ENDING_UNIT)], &facts()), vec![], "today it is valid");
    let found: Vec<Fault> = check_all(form(), &all, &facts()).into_iter().map(|problem| problem.fault).collect();
    let [Fault::UnitsNotThen(day, units)] = found.as_slice() else { panic!("{found:?}") };
    let oids: Vec<&str> = units.iter().map(|unit| unit.oid.as_str()).collect();
    assert_eq!((day.to_string().as_str(), oids), ("2027-01-15", vec![ENDING_UNIT]));
}

/// Domain sheet 12: the access point is active. One that closes is checked as a unit that ends.
#[test]
fn an_access_point_must_still_be_open_on_the_planned_day() {
    let mut all = AllAnswers::new();
    for (step, fields) in answers() {
        let step = form().step(step).expect("a step");
        all.insert(step.key.to_string(), reading::read(step, &posted(&fields)).answers);
    }
    let closing = |from: Option<&str>, until: Option<&str>| {
        let mut facts = facts();
        let point = &mut facts.access_points[0];
        (point.valid_from, point.valid_until) = (from.map(str::to_string), until.map(str::to_string));
        facts
    };
    let found = |facts: &Facts| {
        let problems = check_all(form(), &all, facts).into_iter();
        problems.map(|problem| (problem.field, problem.fault)).collect::<Vec<_>>()
    };
    assert_eq!(found(&closing(Some("2020-01-01"), Some("2027-01-15"))), vec![], "its last day is a day of it");
    let closes = closing(None, Some("2027-01-14"));
    assert_eq!(found(&closes), one("access_point", Fault::AccessPointNotThen));
    assert_eq!(faults("access_point", &[("access_point", ACCESS_POINT)], &closes), vec![], "today it is open");
    let mut expired = closes;
    expired.access_points[0].certificate_until = "2026-11-20".to_string();
    assert_eq!(found(&expired), one("access_point", Fault::AccessPointExpired), "one fault is enough");
}

#[test]
fn a_unit_may_begin_later_but_not_after_the_planned_day() {
    let mut all = AllAnswers::new();
    for (step, fields) in answers() {
        let step = form().step(step).expect("a step");
        all.insert(step.key.to_string(), reading::read(step, &posted(&fields)).answers);
    }
    let beginning = |day: &str| {
        let mut facts = facts();
        facts.organisation.as_mut().expect("an organisation").units[0].begins_on = day.to_string();
        facts
    };
    assert_eq!(faults("units", &[("units", UNIT)], &beginning("2027-01-15")), vec![], "it may be chosen");
    assert_eq!(check_all(form(), &all, &beginning("2027-01-15")), vec![], "on its first day");
    let found = check_all(form(), &all, &beginning("2027-01-16"));
    let units =
        |fault: &Fault| matches!(fault, Fault::UnitsNotThen(_, units) if units.len() == 1 && units[0].oid == UNIT);
    assert!(found.len() == 1 && units(&found[0].fault), "{found:?}");
}

#[test]
fn without_the_register_units_are_judged_by_their_form_only() {
    let down = Facts { organisation: None, ..facts() };
    assert_eq!(faults("units", &[("units", UNIT)], &down), vec![]);
    let foreign = [("units", "1.2.246.10.99001168.10.1")];
    assert_eq!(faults("units", &foreign, &down), one("units", Fault::UnitUnknown), "of another organisation");
    let unknown = Facts { organisation: None, organisation_unknown: true, ..facts() };
    assert_eq!(faults("units", &[("units", UNIT)], &unknown), one("units", Fault::UnitUnknown));
    assert_eq!(faults("units", &[], &unknown), one("units", Fault::UnitMissing), "its registration has ended");
    let unregistered = Facts { lacks_registration: true, ..unknown };
    assert_eq!(faults("units", &[], &unregistered), vec![], "whom the register does not know has none to name");
    assert_eq!(faults("units", &[("units", UNIT)], &unregistered), one("units", Fault::UnitUnknown));
}

#[test]
fn an_identity_code_is_never_kept() {
    let step = form().step("contacts").expect("a step");
    let read = reading::read(step, &posted(&changed(contacts(), "people-0-name", "Matti 150668-917m")));
    assert_eq!(read.identity_codes, ["people-0-name"]);
    assert!(!reading::to_row(&read.answers).to_ascii_uppercase().contains("917M"));
}

#[test]
fn answers_come_back_from_their_row_and_from_their_fields() {
    for (step, fields) in answers() {
        let step = form().step(step).expect("a step");
        let read = reading::read(step, &posted(&fields)).answers;
        assert_eq!(reading::parse(&reading::to_row(&read)).expect("reads"), read);
        let fields = reading::to_fields(step, &read);
        let again: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(reading::read(step, &posted(&again)).answers, read, "{}", step.key);
    }
}

#[test]
fn addresses_and_numbers_are_recognised() {
    for good in ["003799002267", "003799002267ABC12", "FI2112345600000785", "DE89370400440532013000"] {
        assert!(is_e_invoice_address(good), "{good}");
    }
    for bad in [
        "003799002268",
        "0037990022",
        "003799002267ABC123",
        "FI2112345600000786",
        "FI21123456000007850",
        "",
        "0037",
        "0037ääääääää",
    ] {
        assert!(!is_e_invoice_address(bad), "{bad}");
    }
    for good in ["a@b.fi", "matti.meikalainen+kanta@osasto.esimerkki.fi"] {
        assert!(is_email(good), "{good}");
    }
    for bad in ["", "a", "@b.fi", "a@b", "a b@c.fi", "a@b..fi", "a@@b.fi", "a@b.fi, c@d.fi", "a@-b.fi"] {
        assert!(!is_email(bad), "{bad}");
    }
    assert!(is_phone("+358 00 000 0001") && is_phone("040-1234567"));
    assert!(!is_phone("soita") && !is_phone("1234") && !is_phone("+358+1234567"));
}

proptest! {
    #[test]
    fn no_form_breaks_reading_or_checking(fields in proptest::collection::vec(("[a-z_0-9-]{1,20}", ".{0,40}"), 0..20), step in 0..9_usize) {
        let step = form().steps().nth(step).expect("a step");
        let named: Vec<(String, String)> = fields.iter().enumerate().map(|(index, (name, value))| {
            // Half of the names are real ones.
            let question = step.questions.get(index % (2 * step.questions.len()));
            (question.map_or_else(|| name.clone(), |question| question.key.to_string()), value.clone())
        }).collect();
        let pairs: Vec<(&str, &str)> = named.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let read = reading::read(step, &posted(&pairs));
        let problems = check_step(step, &read.answers, &facts());
        prop_assert!(problems.iter().all(|problem| step.question(problem.question).is_some()));
        prop_assert_eq!(reading::parse(&reading::to_row(&read.answers)).expect("reads").len(), read.answers.len());
    }

    #[test]
    fn a_changed_digit_of_an_iban_is_noticed(place in 4..18_usize, by in 1..10_u8) {
        let mut bytes = b"FI2112345600000785".to_vec();
        bytes[place] = b'0' + (bytes[place] - b'0' + by) % 10;
        prop_assert!(!is_e_invoice_address(std::str::from_utf8(&bytes).expect("digits")));
    }
}
