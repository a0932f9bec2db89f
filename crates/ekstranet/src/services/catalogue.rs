//! The forms as data: `catalogue/*.toml`, turned into Rust by the build. A page renders any of them, so that adding a
//! service adds one data file and its texts.

use super::Service;
use crate::texts::Texts;

/// A text of the form in the reader's language.
pub type Text = fn(&Texts) -> String;

/// What a service asks of its applicants, one version of it. A version that has been used never changes.
pub struct FormDefinition {
    pub service: Service,
    pub version: i64,
    pub customers: Customers,
    /// Services that must be in use before this one is applied for.
    pub requires: &'static [Service],
    pub deployment: DeploymentDefinition,
    pub groups: &'static [GroupDefinition],
}

/// Whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customers {
    /// Private organisations by legal form.
    Private,
}

/// What has to be done between approval and production.
pub struct DeploymentDefinition {
    pub items: &'static [SetUpItem],
    /// Whether a passed deployment test (käyttöönottokoe) is needed.
    pub test: bool,
}

/// Something to do before production (domain sheet 3.3 and 5.1, technical set-up).
pub struct SetUpItem {
    /// The code in rows and forms.
    pub key: &'static str,
    pub title: Text,
    pub text: Text,
}

/// Steps that belong together in the task list.
pub struct GroupDefinition {
    pub key: &'static str,
    pub title: Text,
    pub steps: &'static [StepDefinition],
}

/// One page of the form.
pub struct StepDefinition {
    pub key: &'static str,
    pub title: Text,
    pub lead: Text,
    /// Whether the page shows what the registers know of the organisation.
    pub shows_register: bool,
    pub questions: &'static [QuestionDefinition],
}

/// One question.
pub struct QuestionDefinition {
    pub key: &'static str,
    pub label: Text,
    pub hint: Option<Text>,
    pub kind: Kind,
    pub optional: bool,
    /// Asked only when another question of the same step has this answer.
    pub when: Option<When>,
}

/// A condition on another question of the same step.
pub struct When {
    pub question: &'static str,
    pub is: &'static str,
}

/// How a question is asked and checked.
pub enum Kind {
    Confirm,
    Choice(&'static [Choice]),
    /// One line of at most so many characters.
    Text {
        limit: usize,
    },
    Email,
    /// A date from today to so many days ahead.
    Date {
        within_days: i64,
        /// Another question of the step with the date that this one may not pass.
        until: Option<&'static str>,
    },
    BusinessId,
    PostCode,
    /// `0037` and a business ID with an optional suffix, or an IBAN.
    EInvoiceAddress,
    /// An operator of `operators.toml`.
    OperatorCode,
    /// Units of the organisation register, at least one.
    Units,
    /// Some of the units ticked in another question of the step.
    UnitSubset {
        of: &'static str,
    },
    /// A system that is certified for the service.
    System,
    AccessPoint,
    /// Contact persons with roles.
    People {
        most: usize,
        roles: &'static [Role],
    },
}

/// One answer to choose.
pub struct Choice {
    pub key: &'static str,
    pub label: Text,
    pub text: Option<Text>,
}

/// A contact role; a required one is held by at least one person.
pub struct Role {
    pub key: &'static str,
    pub name: Text,
    pub text: Text,
    pub required: bool,
}

/// An operator of e-invoices.
#[derive(Debug)]
pub struct Operator {
    pub code: &'static str,
    pub name: &'static str,
    /// Offered only outside production.
    pub test: bool,
}

impl FormDefinition {
    /// Every step in order.
    pub fn steps(&self) -> impl Iterator<Item = &'static StepDefinition> {
        self.groups.iter().flat_map(|group| group.steps)
    }

    pub fn step(&self, key: &str) -> Option<&'static StepDefinition> {
        self.steps().find(|step| step.key == key)
    }

    /// A question by `step.question`, the form in which supplement requests name it.
    pub fn question(&self, field: &str) -> Option<(&'static StepDefinition, &'static QuestionDefinition)> {
        let (step, question) = field.split_once('.')?;
        let step = self.step(step)?;
        Some((step, step.question(question)?))
    }
}

impl StepDefinition {
    pub fn question(&self, key: &str) -> Option<&'static QuestionDefinition> {
        self.questions.iter().find(|question| question.key == key)
    }
}

mod generated {
    use super::{
        Choice, Customers, DeploymentDefinition, FormDefinition, GroupDefinition, Kind, Operator, QuestionDefinition,
        Role, SetUpItem, StepDefinition, When,
    };
    use crate::services::Service;
    use crate::texts::Texts;
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

/// The newest form of a service; `None` when this service is not applied for here.
pub fn newest_form(service: Service) -> Option<&'static FormDefinition> {
    generated::FORMS.iter().filter(|form| form.service == service).max_by_key(|form| form.version)
}

/// The form that an application was begun with.
pub fn form(service: Service, version: i64) -> Option<&'static FormDefinition> {
    generated::FORMS.iter().find(|form| form.service == service && form.version == version)
}

/// The operators of e-invoices that may be chosen.
pub fn operators(production: bool) -> impl Iterator<Item = &'static Operator> {
    generated::OPERATORS.iter().filter(move |operator| !(production && operator.test))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Kind, QuestionDefinition, generated};
    use crate::kernel::Language;
    use crate::texts::texts;

    /// Every text function of a question.
    fn texts_of(question: &QuestionDefinition) -> Vec<super::Text> {
        let mut all = vec![question.label];
        all.extend(question.hint);
        match question.kind {
            Kind::Choice(choices) => {
                all.extend(choices.iter().flat_map(|choice| [Some(choice.label), choice.text]).flatten());
            }
            Kind::People { roles, .. } => all.extend(roles.iter().flat_map(|role| [role.name, role.text])),
            _ => {}
        }
        all
    }

    #[test]
    fn every_question_has_texts_that_differ_between_the_languages() {
        for form in generated::FORMS {
            for step in form.steps() {
                let all = [step.title, step.lead].into_iter().chain(step.questions.iter().flat_map(texts_of));
                for text in all {
                    let shown = Language::ALL.map(|language| text(texts(language)));
                    assert!(shown.iter().all(|text| text.trim().len() > 1), "{}: {shown:?}", step.key);
                    assert_ne!(shown[0], shown[1], "{}", step.key);
                }
            }
        }
    }

    #[test]
    fn what_a_service_requires_is_applied_for_here_and_does_not_require_it_back() {
        for form in generated::FORMS {
            assert!(!form.deployment.items.is_empty(), "{}", form.service.code());
            for required in form.requires {
                let other = super::newest_form(*required).expect("applied for here");
                assert!(!other.requires.contains(&form.service), "{}", form.service.code());
            }
        }
    }

    #[test]
    fn keys_are_unique_and_conditions_name_a_choice_of_the_same_step() {
        for form in generated::FORMS {
            let mut steps = HashSet::new();
            for step in form.steps() {
                assert!(steps.insert(step.key), "{} twice", step.key);
                let mut questions = HashSet::new();
                for question in step.questions {
                    assert!(questions.insert(question.key), "{}.{} twice", step.key, question.key);
                    if let Some(when) = &question.when {
                        let Some(Kind::Choice(choices)) = step.question(when.question).map(|other| &other.kind) else {
                            panic!("{}.{} depends on {}, which is no choice", step.key, question.key, when.question);
                        };
                        assert!(choices.iter().any(|choice| choice.key == when.is), "{}.{}", step.key, question.key);
                    }
                }
            }
        }
    }

    #[test]
    fn each_data_file_of_a_form_is_one_form() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
        let files = std::fs::read_dir(folder).expect("the folder").filter_map(Result::ok);
        let names: HashSet<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
        let forms: HashSet<String> =
            generated::FORMS.iter().map(|form| format!("{}-{}.toml", form.service.code(), form.version)).collect();
        assert_eq!(&names - &HashSet::from(["operators.toml".to_string()]), forms);
    }

    #[test]
    fn the_test_operator_is_offered_only_outside_production() {
        assert!(super::operators(false).any(|operator| operator.test));
        assert!(super::operators(true).count() > 5 && super::operators(true).all(|operator| !operator.test));
    }
}
