//! The questions of a step as its page shows them.

use std::collections::{HashMap, HashSet};

use super::conditions::{condition_code, condition_text};
use super::unit_list::{MANY_UNITS, OfferedUnit, UnitsView, dates, long_list};
use crate::applications::answers::{ContactPerson, StepAnswers, many, people, text};
use crate::applications::attaching::file_text;
use crate::applications::facts::{FoundOrganisation, Gathered};
use crate::applications::shown::{fault_text, size_text, type_names};
use crate::applications::validation::{Facts, Problem, is_over, offered_models, suits};
use crate::kernel::Language;
use crate::parties::{JOINED_ANSWER, JoiningModel};
use crate::services::{
    AskedForm, Choice, FileType, Kind, QuestionDefinition, Role, Service, StepDefinition, SystemKind, operators,
};
use crate::texts::Texts;
use crate::web::Visit;
use crate::web::format;

/// A question with its value and what is wrong with it.
pub(super) struct QuestionView {
    pub key: String,
    pub label: String,
    pub hint: String,
    pub error: String,
    pub optional: bool,
    /// What the officer asks about this answer, while a supplement is asked for.
    pub asked: Option<String>,
    /// The value that the officer suggests, in words.
    pub suggested: Option<String>,
    /// Asked only with certain answers to others: `question=answer,answer&question=!answer`, and the same in words.
    pub when: Option<(String, String)>,
    /// Whether a page with scripts folds it while that other question has another answer.
    pub folds: bool,
    pub widget: Widget,
}

/// How a question is filled in.
pub(super) enum Widget {
    Line {
        value: String,
        kind: &'static str,
    },
    /// Radio buttons, or checkboxes.
    Choices {
        multiple: bool,
        choices: Vec<ChoiceView>,
        empty: String,
    },
    Select {
        options: Vec<(String, String, bool)>,
    },
    Confirm {
        checked: bool,
    },
    Files {
        /// Id and words of what is attached.
        files: Vec<(String, String)>,
        /// Which types, how many, how large.
        limits: String,
        /// The endings for the browser's chooser.
        accept: String,
        may_add: bool,
    },
    People {
        people: Vec<PersonView>,
        may_add: bool,
    },
    /// Many units: a list that can be narrowed.
    Units(UnitsView),
}

pub(super) struct ChoiceView {
    pub id: String,
    pub value: String,
    pub label: String,
    pub text: String,
    pub checked: bool,
    pub disabled: bool,
    /// Whether the label is a name of a register, in whatever language it has it.
    pub registered: bool,
}

pub(super) struct PersonView {
    /// `people-0`.
    pub prefix: String,
    pub number: usize,
    pub name: FieldView,
    pub email: FieldView,
    pub phone: FieldView,
    pub roles: Vec<ChoiceView>,
    pub roles_error: String,
    pub removable: bool,
}

pub(super) struct FieldView {
    pub name: String,
    pub value: String,
    pub error: String,
}

/// The hint of a question, with the name by which a register knows the organisation that is named. Who has no unit to name
/// is not told to choose one.
fn hint(
    visit: &Visit,
    (form, question): (AskedForm, &'static QuestionDefinition),
    answers: &StepAnswers,
    gathered: &Gathered,
) -> String {
    if gathered.facts.lacks_registration && matches!(question.kind, Kind::Units | Kind::UnitSubset { .. }) {
        return String::new();
    }
    let hint = super::step_notes::hint(visit, (form, question), gathered.facts.takeover);
    let named = Some(text(answers, question.key)).filter(|_| matches!(question.kind, Kind::BusinessId));
    let found = gathered.facts.others.iter().find(|found| named == Some(found.organisation.as_str()));
    let t = visit.texts();
    let known = found.and_then(|found| found.name.as_deref()).map(|name| t.applications_other_known(name));
    let lacks = found.and_then(|found| found.lacks).map(|service| t.applications_other_lacks(service.name(t)));
    std::iter::once(hint).chain(known).chain(lacks).collect::<Vec<_>>().join(" ")
}

/// Makes the views of a step's questions.
pub(super) fn questions(
    visit: &Visit,
    (form, step): (AskedForm, &'static StepDefinition),
    answers: &StepAnswers,
    gathered: &Gathered,
    problems: &[Problem],
    (rows, filters): (usize, &HashMap<String, String>),
) -> Vec<QuestionView> {
    let t = visit.texts();
    let errors = Errors { form, problems, gathered, filters, language: visit.language, t };
    step.questions_for(form.profile)
        .map(|question| QuestionView {
            key: question.key.to_string(),
            label: (question.label)(t),
            hint: hint(visit, (form, question), answers, gathered),
            error: errors.at(question.key),
            optional: question.optional,
            asked: None,
            suggested: None,
            when: condition_text(step, question, t).map(|text| (condition_code(question), text)),
            folds: !question.when.is_empty(),
            widget: widget(visit, question, answers, &errors, rows),
        })
        .collect()
}

struct Errors<'a> {
    form: AskedForm,
    problems: &'a [Problem],
    gathered: &'a Gathered,
    /// What lists are narrowed by, by question.
    filters: &'a HashMap<String, String>,
    language: Language,
    t: &'static Texts,
}

impl Errors<'_> {
    /// The texts of the faults at a field.
    fn at(&self, field: &str) -> String {
        let texts = self
            .problems
            .iter()
            .filter(|problem| problem.field == field)
            .map(|problem| fault_text(self.form, problem, self.language, self.t));
        texts.collect::<Vec<_>>().join(" ")
    }
}

fn widget(
    visit: &Visit,
    question: &QuestionDefinition,
    answers: &StepAnswers,
    errors: &Errors<'_>,
    rows: usize,
) -> Widget {
    let (t, value, facts) = (visit.texts(), text(answers, question.key), &errors.gathered.facts);
    let line = |kind: &'static str| Widget::Line { value: value.to_string(), kind };
    let one = |choices: Vec<ChoiceView>, empty: String| Widget::Choices { multiple: false, choices, empty };
    match &question.kind {
        Kind::Confirm => Widget::Confirm { checked: value == "yes" },
        Kind::Choice(choices) => {
            let views = choices.iter().filter(|choice| is_offered(choice, facts)).enumerate().map(|(index, choice)| {
                let text = choice.text.map(|text| text(t)).unwrap_or_default();
                choice_view(question.key, index, choice.key, (choice.label)(t), text, value == choice.key)
            });
            one(views.collect(), String::new())
        }
        Kind::JoiningModel { version, choices } => {
            one(joining_models(question.key, (*version, choices), value, errors), String::new())
        }
        Kind::RunningService => {
            let views = facts.running.iter().enumerate().map(|(index, service)| {
                let (code, chosen) = (service.code(), value == service.code());
                choice_view(question.key, index, code, service.name(t), service.summary(t), chosen)
            });
            one(views.collect(), t.applications_no_running_service())
        }
        Kind::Units => units(visit, question.key, (false, None), many(answers, question.key), errors),
        Kind::UnitSubset { of } => unit_subset(visit, question.key, *of, answers, errors),
        Kind::System(kinds) => one(systems(visit, (question.key, *kinds), value, errors), t.applications_no_systems()),
        Kind::AccessPoint => one(access_points(visit, question.key, value, errors), t.applications_no_access_points()),
        Kind::OperatorCode => Widget::Select {
            options: operators(facts.production)
                .map(|operator| {
                    (
                        operator.code.to_string(),
                        format!("{} ({})", operator.name, operator.code),
                        operator.code == value,
                    )
                })
                .collect(),
        },
        Kind::Attachment { types, most, limit_kilobytes } => {
            let limit = visit.app.config.attachments.limit_kilobytes.min(*limit_kilobytes);
            files(types, *most, limit, many(answers, question.key), errors)
        }
        Kind::People { most, roles } => {
            let given = people(answers, question.key);
            let count = given.len().max(rows).max(1).min(most + usize::from(given.len() > *most));
            let empty = ContactPerson::default();
            let views = (0..count)
                .map(|row| person_view(question.key, row, given.get(row).unwrap_or(&empty), roles, errors, count > 1));
            Widget::People { people: views.collect(), may_add: count < *most }
        }
        Kind::Email => line("email"),
        Kind::Date { .. } => Widget::Line { value: format::typed_date(value), kind: "date" },
        Kind::PostCode => line("number"),
        Kind::Text { .. } | Kind::BusinessId | Kind::EInvoiceAddress => line("text"),
    }
}

fn files(types: &[FileType], most: usize, limit: usize, kept: &[String], errors: &Errors<'_>) -> Widget {
    let find = |file: &String| errors.gathered.files.iter().find(|line| line.id == *file);
    Widget::Files {
        files: kept.iter().filter_map(find).map(|line| (line.id.clone(), file_text(line))).collect(),
        limits: errors.t.applications_files_hint(type_names(types), most, size_text(limit)),
        accept: types.iter().map(|kind| format!(".{}", kind.code())).collect::<Vec<_>>().join(","),
        may_add: kept.len() < most,
    }
}

fn choice_view(key: &str, index: usize, value: &str, label: String, text: String, checked: bool) -> ChoiceView {
    let id = if index == 0 { key.to_string() } else { format!("{key}-{index}") };
    ChoiceView { id, value: value.to_string(), label, text, checked, disabled: false, registered: false }
}

/// The joining models that apply here, and that another organisation joins this one.
fn joining_models(
    key: &str,
    (version, choices): (i64, &'static [Choice]),
    value: &str,
    errors: &Errors<'_>,
) -> Vec<ChoiceView> {
    let (t, offered) = (errors.t, offered_models(version, &errors.gathered.facts));
    let is_offered = |choice: &&Choice| match JoiningModel::of_answer(choice.key) {
        Some(model) => offered.contains(&model),
        None => choice.key == JOINED_ANSWER && offered.contains(&JoiningModel::Joint),
    };
    let views = choices.iter().filter(is_offered).enumerate().map(|(index, choice)| {
        let text = choice.text.map(|text| text(t)).unwrap_or_default();
        choice_view(key, index, choice.key, (choice.label)(t), text, value == choice.key)
    });
    views.collect()
}

/// Whether a choice is for the applicant: of what extends a service, only what some service in production has.
fn is_offered(choice: &Choice, facts: &Facts) -> bool {
    let extends = |service: &Service| choice.goes_with(*service);
    let has_service = choice.services.is_empty() || facts.running.iter().any(extends);
    choice.audience.includes(facts.profile) && has_service
}

/// Some of the units that are ticked in another question, or of those in which the service is in use.
fn unit_subset(
    visit: &Visit,
    key: &str,
    of: Option<&'static str>,
    answers: &StepAnswers,
    errors: &Errors<'_>,
) -> Widget {
    let used: Vec<String> = errors.gathered.facts.in_use.iter().map(|(_, unit)| unit.clone()).collect();
    let among: Option<&[String]> = match of {
        // Before the first save nothing is ticked in the other question, and every unit is offered.
        Some(of) => Some(many(answers, of)).filter(|ticked| !ticked.is_empty()),
        None => Some(&used),
    };
    units(visit, key, (true, among), many(answers, key), errors)
}

/// The units of the register that are not over, and those ticked earlier that are no longer among them; or some of these.
fn units(
    visit: &Visit,
    key: &str,
    (is_subset, among): (bool, Option<&[String]>),
    ticked: &[String],
    errors: &Errors<'_>,
) -> Widget {
    let (t, facts) = (errors.t, &errors.gathered.facts);
    let registered = facts.organisation.iter().flat_map(|organisation| &organisation.units);
    let mut offered: Vec<OfferedUnit<'_>> = registered
        .filter(|unit| !unit.is_over(facts.today))
        .map(|unit| OfferedUnit {
            oid: &unit.oid,
            name: &unit.name,
            dates: dates(unit, facts.today, visit.language, t),
        })
        .collect();
    // There may be hundreds of both.
    let known: HashSet<&str> = offered.iter().map(|unit| unit.oid).collect();
    let gone = ticked.iter().map(String::as_str).filter(|oid| !known.contains(oid));
    offered.extend(gone.map(|oid| OfferedUnit { oid, name: "", dates: None }));
    if let Some(among) = among {
        let among: HashSet<&str> = among.iter().map(String::as_str).collect();
        offered.retain(|unit| among.contains(unit.oid));
    }
    if offered.len() > MANY_UNITS {
        let gathered = errors.gathered;
        let filter = errors.filters.get(key).map(String::as_str).unwrap_or_default();
        return Widget::Units(long_list(&offered, (ticked, filter), is_subset, gathered, t));
    }
    let choices = offered.into_iter().enumerate().map(|(index, unit)| {
        let (label, text) = if unit.name.is_empty() {
            (unit.oid.to_string(), t.applications_unit_gone())
        } else {
            let text = std::iter::once(unit.oid.to_string()).chain(unit.dates).collect::<Vec<_>>().join(", ");
            (unit.name.to_string(), text)
        };
        let view = choice_view(key, index, unit.oid, label, text, ticked.iter().any(|ticked| ticked == unit.oid));
        ChoiceView { registered: !unit.name.is_empty(), ..view }
    });
    let empty = match errors.gathered.organisation {
        FoundOrganisation::Down => t.applications_register_down(),
        FoundOrganisation::PractitionersDown => t.applications_practitioners_down(),
        _ if facts.lacks_registration => super::step_notes::no_registration(facts.profile, t),
        _ => t.applications_no_units(),
    };
    Widget::Choices { multiple: true, choices: choices.collect(), empty }
}

fn systems(visit: &Visit, (key, kinds): (&str, &[SystemKind]), value: &str, errors: &Errors<'_>) -> Vec<ChoiceView> {
    let (t, facts) = (visit.texts(), &errors.gathered.facts);
    let fitting = facts.systems.iter().filter(|system| suits(system, kinds, facts.profile));
    let views = fitting.enumerate().map(|(index, system)| {
        let until = format::stored_date(&system.certified_until, visit.language);
        let expired = is_over(&system.certified_until, facts.today);
        let text = if expired {
            t.applications_system_expired(until)
        } else {
            t.applications_system_until(&system.supplier, &system.class, until)
        };
        let label = format!("{} {}", system.name, system.version);
        ChoiceView {
            disabled: expired,
            ..choice_view(key, index, &system.id, label, text, value == system.id && !expired)
        }
    });
    views.collect()
}

fn access_points(visit: &Visit, key: &str, value: &str, errors: &Errors<'_>) -> Vec<ChoiceView> {
    let (t, facts) = (visit.texts(), &errors.gathered.facts);
    let views = facts.access_points.iter().enumerate().map(|(index, point)| {
        let until = format::stored_date(&point.certificate_until, visit.language);
        let expired = is_over(&point.certificate_until, facts.today);
        let closes = point.valid_until.as_deref().map(|day| format::stored_date(day, visit.language));
        let text = match closes {
            _ if expired => t.applications_access_point_expired(until),
            Some(closes) => t.applications_access_point_until_closes(&point.owner_name, &point.oid, closes, until),
            None => t.applications_access_point_until(&point.owner_name, &point.oid, until),
        };
        ChoiceView {
            disabled: expired,
            ..choice_view(key, index, &point.oid, point.name.clone(), text, value == point.oid && !expired)
        }
    });
    // Who knows only the vendor leaves the choice to it.
    let first = facts.access_points.len();
    let vendors = facts.intermediaries.iter().enumerate().map(|(index, known)| {
        let label = t.applications_vendor_knows(&known.name);
        let text = t.applications_vendor_chooses();
        choice_view(key, first + index, &known.business_id, label, text, value == known.business_id)
    });
    views.chain(vendors).collect()
}

fn person_view(
    key: &str,
    row: usize,
    person: &ContactPerson,
    roles: &[Role],
    errors: &Errors<'_>,
    removable: bool,
) -> PersonView {
    let prefix = format!("{key}-{row}");
    let field = |part: &str, value: &str| {
        let name = format!("{prefix}-{part}");
        FieldView { value: value.to_string(), error: errors.at(&name), name }
    };
    let roles_name = format!("{prefix}-roles");
    let theirs = roles.iter().filter(|role| role.audience.includes(errors.form.profile));
    let roles = theirs.enumerate().map(|(index, role)| {
        let held = person.roles.iter().any(|key| key == role.key);
        choice_view(&roles_name, index, role.key, (role.name)(errors.t), (role.text)(errors.t), held)
    });
    PersonView {
        number: row + 1,
        name: field("name", &person.name),
        email: field("email", &person.email),
        phone: field("phone", &person.phone),
        roles: roles.collect(),
        roles_error: errors.at(&roles_name),
        removable,
        prefix,
    }
}
