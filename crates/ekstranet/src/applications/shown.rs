//! Answers and faults in the reader's language.

use std::collections::BTreeMap;

use super::answers::{AllAnswers, ContactPerson, StepAnswers, applies, many, people, text};
use super::content::Content;
use super::validation::{Fault, Problem};
use super::{Finding, ShownAnswer, ShownStep, State};
use crate::deployments;
use crate::intermediaries::{ConnectionLine, ConnectionState};
use crate::kernel::{BusinessId, Language};
use crate::parties::{NamedLine, PartyThen};
use crate::services::{AskedForm, FileType, Kind, QuestionDefinition, Role, Service, operators};
use crate::texts::Texts;
use crate::web::{FieldError, format};

/// Identifier to name, as the registers told or as they were frozen.
pub(super) type Names = BTreeMap<String, String>;

/// Every step with the answers that apply; `findings` tells what stands beside an answer, by `step.question`.
pub(super) fn show(
    form: AskedForm,
    answers: &AllAnswers,
    names: &Names,
    t: &Texts,
    language: Language,
    mut findings: impl FnMut(&str) -> Vec<Finding>,
) -> Vec<ShownStep> {
    let none = StepAnswers::new();
    form.steps()
        .map(|step| {
            let of_step = answers.get(step.key).unwrap_or(&none);
            let applying = step.questions.iter().filter(|question| applies(question, form.profile, of_step));
            let shown = applying.map(|question| {
                let field = format!("{}.{}", step.key, question.key);
                let findings = findings(&field);
                let label = (question.label)(t);
                let files = files(question, of_step, names);
                ShownAnswer {
                    field,
                    label,
                    values: values(question, of_step, names, t, language),
                    registered: is_registered(question, of_step),
                    files,
                    before: Vec::new(),
                    previously: Vec::new(),
                    findings,
                }
            });
            ShownStep { key: step.key.to_string(), title: (step.title)(t), answers: shown.collect() }
        })
        .collect()
}

/// Shows the parties that were sent with a case below the joining model.
pub(super) fn add_parties(steps: &mut [ShownStep], content: &Content, t: &Texts) {
    let Some((parties, field)) = content.parties.as_ref().zip(content.joining_field()) else { return };
    let answer = steps.iter_mut().flat_map(|step| &mut step.answers).find(|answer| answer.field == field);
    if let Some(answer) = answer {
        answer.values.push(t.applications_parties_sent(parties.len()));
        answer.values.extend(parties.iter().map(party_text));
    }
}

/// Shows the pharmacies that were confirmed below the answer that confirms them.
pub(super) fn add_pharmacies(steps: &mut [ShownStep], form: AskedForm, pharmacies: &[String], t: &Texts) {
    for step in form.steps().filter(|step| step.shows_pharmacies) {
        let shown = steps.iter_mut().filter(|shown| shown.key == step.key).flat_map(|shown| &mut shown.answers);
        for answer in shown.filter(|answer| answer.values == [t.applications_confirmed()]) {
            answer.values.extend(pharmacies.iter().cloned());
        }
    }
}

/// Shows the access point that the intermediary has confirmed, or an officer has settled on with the customer, below the one
/// that was asked for, where it is another: the customer joins through that one.
pub(super) fn add_confirmed_point(
    steps: &mut [ShownStep],
    form: AskedForm,
    connection: Option<&ConnectionLine>,
    t: &Texts,
) {
    let Some((line, (oid, name))) = connection.and_then(|line| Some((line, line.point.as_ref()?))) else { return };
    let asked = form.questions().find(|(_, question)| matches!(question.kind, Kind::AccessPoint));
    let Some(field) = asked.map(|(step, question)| format!("{}.{}", step.key, question.key)) else { return };
    let answer = steps.iter_mut().flat_map(|step| &mut step.answers).find(|answer| answer.field == field);
    if let Some(answer) = answer.filter(|answer| answer.values.iter().all(|value| !value.contains(oid.as_str()))) {
        let point = format!("{name} ({oid})");
        let is_confirmed = line.state == ConnectionState::Confirmed;
        answer.values.push(if is_confirmed {
            t.applications_point_confirmed(point)
        } else {
            t.applications_point_settled(point)
        });
    }
}

/// Shows what the other party has said below the answer that names it.
pub(super) fn add_named(steps: &mut [ShownStep], named: Option<&NamedLine>, language: Language, t: &Texts) {
    let Some(named) = named else { return };
    let holds_them = |answer: &&mut ShownAnswer| answer.values.iter().any(|value| value.contains(&named.organisation));
    if let Some(answer) = steps.iter_mut().flat_map(|step| &mut step.answers).find(holds_them) {
        answer.values.push(named.describe(language, t));
    }
}

/// A party in words.
pub(super) fn party_text(party: &PartyThen) -> String {
    format!("{} ({})", party.name, party.business_id)
}

/// The files of an answer that are still there.
fn files(question: &QuestionDefinition, answers: &StepAnswers, names: &Names) -> Vec<(String, String)> {
    let is_asked = matches!(question.kind, Kind::Attachment { .. });
    let found = many(answers, question.key).iter().filter(|_| is_asked);
    found.filter_map(|file| Some((file.clone(), names.get(file)?.clone()))).collect()
}

/// Whether an answer is shown as names of a register: units that have been ticked.
fn is_registered(question: &QuestionDefinition, answers: &StepAnswers) -> bool {
    matches!(question.kind, Kind::Units | Kind::UnitSubset { .. }) && !many(answers, question.key).is_empty()
}

/// The values of an answer as people read them.
pub(super) fn values(
    question: &QuestionDefinition,
    answers: &StepAnswers,
    names: &Names,
    t: &Texts,
    language: Language,
) -> Vec<String> {
    let value = text(answers, question.key);
    let with_name = |id: &str| names.get(id).map_or_else(|| id.to_string(), |name| format!("{name} ({id})"));
    let values: Vec<String> = match &question.kind {
        Kind::Confirm if value == "yes" => vec![t.applications_confirmed()],
        Kind::Confirm => Vec::new(),
        Kind::Choice(choices) | Kind::JoiningModel { choices, .. } => {
            choices.iter().filter(|choice| choice.key == value).map(|choice| (choice.label)(t)).collect()
        }
        Kind::Attachment { .. } => many(answers, question.key)
            .iter()
            .map(|file| names.get(file).cloned().unwrap_or_else(|| t.applications_file_removed()))
            .collect(),
        Kind::Units | Kind::UnitSubset { .. } => {
            many(answers, question.key).iter().map(|unit| with_name(unit)).collect()
        }
        Kind::People { roles, .. } => {
            people(answers, question.key).iter().map(|person| person_line(person, roles, t)).collect()
        }
        _ if value.is_empty() => Vec::new(),
        Kind::Date { .. } => vec![format::stored_date(value, language)],
        Kind::RunningService => {
            vec![Service::parse(value).map_or_else(|| value.to_string(), |service| service.name(t))]
        }
        Kind::System(_) => vec![names.get(value).cloned().unwrap_or_else(|| value.to_string())],
        Kind::AccessPoint if BusinessId::parse(value).is_some() => {
            vec![t.applications_vendor_knows(names.get(value).map_or(value, String::as_str))]
        }
        Kind::AccessPoint | Kind::BusinessId => vec![with_name(value)],
        Kind::OperatorCode => {
            let found = operators(false).find(|operator| operator.code == value);
            vec![found.map_or_else(|| value.to_string(), |operator| format!("{} ({value})", operator.name))]
        }
        _ => vec![value.to_string()],
    };
    if values.is_empty() { vec![t.applications_no_answer()] } else { values }
}

/// What a person is there for.
pub(super) fn role_names(person: &ContactPerson, roles: &[Role], t: &Texts) -> String {
    let held = roles.iter().filter(|role| person.roles.iter().any(|key| key == role.key));
    held.map(|role| (role.name)(t)).collect::<Vec<_>>().join(", ")
}

/// A person on one line.
pub(super) fn person_line(person: &ContactPerson, roles: &[Role], t: &Texts) -> String {
    let parts = [person.name.clone(), person.email.clone(), person.phone.clone(), role_names(person, roles, t)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A fault with the question that it is about, as the summary and the field show it.
pub(super) fn field_error(form: AskedForm, problem: &Problem, language: Language, t: &Texts) -> FieldError {
    FieldError { field: problem.field.clone(), text: fault_text(form, problem, language, t) }
}

/// What is wrong and how to mend it.
pub(super) fn fault_text(form: AskedForm, problem: &Problem, language: Language, t: &Texts) -> String {
    let question = form.step(problem.step).and_then(|step| step.question(problem.question));
    let label = match problem.field.rsplit('-').next() {
        Some("name") if problem.field.contains('-') => t.applications_person_name(),
        Some("email") if problem.field.contains('-') => t.applications_person_email(),
        Some("phone") if problem.field.contains('-') => t.applications_person_phone(),
        _ => question.map(|question| (question.label)(t)).unwrap_or_default(),
    };
    match &problem.fault {
        Fault::Missing if label.ends_with('?') => t.applications_fault_missing_of_question(label),
        Fault::Missing => t.applications_fault_missing(label),
        Fault::ConfirmMissing => t.applications_fault_confirm(label),
        Fault::ChoiceMissing if label.ends_with('?') => t.applications_fault_choice_of_question(label),
        Fault::ChoiceMissing => t.applications_fault_choice(label),
        Fault::TooLong(count, most) => t.ui_text_too_long(*count, *most),
        Fault::Email => t.applications_fault_email(),
        Fault::Phone => t.applications_fault_phone(),
        Fault::NoDate => t.applications_fault_date(),
        Fault::NoSuchDay => t.ui_no_such_day(),
        Fault::DatePast => t.applications_fault_date_past(),
        Fault::DateLead(days) => t.applications_fault_date_lead(*days),
        Fault::NotOfService => t.applications_fault_not_of_service(),
        Fault::DateFar => t.applications_fault_date_far(),
        Fault::DateBeforeTakeover => t.applications_fault_date_before_takeover(),
        Fault::DateAfterOther => t.applications_fault_date_after_other(),
        Fault::UnitMissing => t.applications_fault_unit_missing(),
        Fault::UnitUnknown => t.applications_fault_unit_unknown(),
        Fault::UnitsNotThen(day, units) => {
            let units = deployments::name_units(units, *day, language, t);
            t.applications_fault_unit_not_then(format::date(*day, language), units)
        }
        Fault::UnitNotChosen => t.applications_fault_unit_not_chosen(),
        Fault::UnitNotInUse => t.applications_fault_unit_not_in_use(),
        Fault::SystemUnknown => t.applications_fault_system_unknown(),
        Fault::SystemExpired => t.applications_fault_system_expired(),
        Fault::AccessPointUnknown => t.applications_fault_access_point_unknown(),
        Fault::AccessPointExpired => t.applications_fault_access_point_expired(),
        Fault::AccessPointNotThen => t.applications_fault_access_point_not_then(),
        Fault::PersonMissing => t.applications_fault_person_missing(),
        Fault::PeopleTooMany(most) => t.applications_fault_people_many(*most),
        Fault::PersonWithoutRole => t.applications_fault_person_role(),
        Fault::RoleMissing(key) => t.applications_fault_role_missing(role_name(question, key, t)),
        Fault::BusinessId => t.applications_fault_business_id(),
        Fault::CheckDigit => t.ui_wrong_check_digit(),
        Fault::OwnBusinessId => t.applications_fault_own_business_id(),
        Fault::OtherUnknown => t.applications_fault_other_unknown(),
        Fault::OtherEnded => t.applications_fault_other_ended(),
        Fault::JoinedThroughOther => t.applications_fault_joined_through_other(),
        Fault::EInvoiceAddress => t.applications_fault_e_invoice(),
        Fault::Operator => t.applications_fault_operator(),
        Fault::PostCode => t.applications_fault_post_code(),
        Fault::IdentityCode => t.applications_fault_identity_code(),
        Fault::FileMissing => t.applications_fault_file_missing(label),
        Fault::FilesTooMany(most) => t.applications_fault_files_many(label, *most),
        Fault::FileEmpty => t.applications_fault_file_empty(),
        Fault::FileTooLarge(limit) => t.applications_fault_file_large(size_text(*limit)),
        Fault::FileType(types) => t.applications_fault_file_type(type_names(types)),
        Fault::FileInfected => t.applications_fault_file_infected(),
        Fault::FileNotScanned => t.applications_fault_file_not_scanned(),
    }
}

/// The types of files as people know them.
pub(super) fn type_names(types: &[FileType]) -> String {
    types.iter().map(|kind| kind.code().to_uppercase()).collect::<Vec<_>>().join(", ")
}

/// A limit in megabytes, or in kilobytes when it is no whole number of them.
pub(super) fn size_text(kilobytes: usize) -> String {
    if kilobytes.is_multiple_of(1024) { format!("{} MB", kilobytes / 1024) } else { format!("{kilobytes} kB") }
}

fn role_name(question: Option<&'static QuestionDefinition>, key: &str, t: &Texts) -> String {
    match question.map(|question| &question.kind) {
        Some(Kind::People { roles, .. }) => {
            roles.iter().find(|role| role.key == key).map(|role| (role.name)(t)).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A state as a word for the customer, and the colour class of its tag.
pub(super) fn state_tag(state: State, t: &Texts) -> (String, &'static str) {
    match state {
        State::Draft => (t.applications_state_draft(), "wait"),
        State::Submitted => (t.applications_state_submitted(), "wait"),
        State::InReview => (t.applications_state_in_review(), "wait"),
        State::SupplementRequested => (t.applications_state_supplement_requested(), "wait"),
        State::Approved => (t.applications_state_approved(), "good"),
        State::Rejected => (t.applications_state_rejected(), "stop"),
        State::Withdrawn => (t.applications_state_withdrawn(), "calm"),
        State::Lapsed => (t.applications_state_lapsed(), "calm"),
    }
}

/// What happened, for the customer's time line.
pub(super) fn event_text(what: &str, t: &Texts) -> String {
    match what {
        "signed_first" => t.applications_event_signed_first(),
        "signature_voided" => t.applications_event_signature_voided(),
        "submitted" => t.applications_event_submitted(),
        "taken" => t.applications_event_taken(),
        "supplement_requested" => t.applications_event_supplement_requested(),
        "supplement_answered" => t.applications_event_supplement_answered(),
        "deadline_moved" => t.applications_event_deadline_moved(),
        "supplement_recalled" => t.applications_event_supplement_recalled(),
        "approved" => t.applications_event_approved(),
        "rejected" => t.applications_event_rejected(),
        "withdrawn" => t.applications_event_withdrawn(),
        "lapsed" => t.applications_event_lapsed(),
        "verified_later" => t.applications_event_verified_later(),
        "takeover_moved" => t.applications_event_takeover_moved(),
        "put_aside" => t.applications_event_put_aside(),
        other => other.to_string(),
    }
}
