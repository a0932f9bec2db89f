//! The forms as data: `catalogue/*.toml`, turned into Rust by the build. A page renders any of them, so that adding a
//! service adds one data file and its texts.

use super::{Audience, CustomerKind, Profile, Service};
use crate::texts::Texts;

/// A text of the form in the reader's language.
pub type Text = fn(&Texts) -> String;

/// What a service asks of its applicants, one version of it. A version that has been used never changes.
pub struct FormDefinition {
    /// The name of the form in rows and data files: the service's code, unless the service has several forms.
    pub code: &'static str,
    pub service: Service,
    pub version: i64,
    /// Whose form it is.
    pub customers: &'static [CustomerKind],
    /// Services that must be in use before this one is applied for.
    pub requires: &'static [Service],
    pub deployment: DeploymentDefinition,
    pub groups: &'static [GroupDefinition],
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
    /// Whether the page shows what the pharmacy register knows: the pharmacies and the takeover date.
    pub shows_pharmacies: bool,
    /// Who gets this page.
    pub audience: Audience,
    pub questions: &'static [QuestionDefinition],
}

/// One question.
pub struct QuestionDefinition {
    pub key: &'static str,
    pub label: Text,
    pub hint: Option<Text>,
    pub kind: Kind,
    pub optional: bool,
    /// Who is asked.
    pub audience: Audience,
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
    /// Files of these types, at most so many of at most so many kilobytes each.
    Attachment {
        types: &'static [FileType],
        most: usize,
        limit_kilobytes: usize,
    },
    /// Contact persons with roles.
    People {
        most: usize,
        roles: &'static [Role],
    },
}

/// A type of file that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    Pdf,
    Png,
    Jpeg,
    Docx,
    Xlsx,
    Odt,
}

impl FileType {
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Png, Self::Jpeg, Self::Docx, Self::Xlsx, Self::Odt];

    /// The code in rows and data files, and the ending of a name.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The media type with which it is handed out.
    pub fn media(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
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
    /// Every step in order, whoever gets it.
    pub fn steps(&self) -> impl Iterator<Item = &'static StepDefinition> {
        self.groups.iter().flat_map(|group| group.steps)
    }

    /// The form as one kind of customer is asked it.
    pub fn asked(&'static self, profile: Profile) -> AskedForm {
        AskedForm { definition: self, profile }
    }
}

/// A form as one customer is asked it: with the steps and questions that apply to it.
#[derive(Clone, Copy)]
pub struct AskedForm {
    definition: &'static FormDefinition,
    pub profile: Profile,
}

/// Only its name: what it asks is the catalogue's.
impl std::fmt::Debug for AskedForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{} ({})", self.code, self.version, self.profile.code())
    }
}

impl std::ops::Deref for AskedForm {
    type Target = FormDefinition;

    fn deref(&self) -> &FormDefinition {
        self.definition
    }
}

impl AskedForm {
    /// The groups with the steps that the customer gets; a group without any is left out.
    pub fn groups(self) -> impl Iterator<Item = (&'static GroupDefinition, Vec<&'static StepDefinition>)> {
        self.definition.groups.iter().filter_map(move |group| {
            let steps: Vec<_> = group.steps.iter().filter(|step| step.audience.includes(self.profile)).collect();
            (!steps.is_empty()).then_some((group, steps))
        })
    }

    /// The steps that the customer gets, in order.
    pub fn steps(self) -> impl Iterator<Item = &'static StepDefinition> {
        self.definition.steps().filter(move |step| step.audience.includes(self.profile))
    }

    pub fn step(self, key: &str) -> Option<&'static StepDefinition> {
        self.steps().find(|step| step.key == key)
    }

    /// A question by `step.question`, the form in which supplement requests name it.
    pub fn question(self, field: &str) -> Option<(&'static StepDefinition, &'static QuestionDefinition)> {
        let (step, question) = field.split_once('.')?;
        let step = self.step(step)?;
        let question = step.question(question).filter(|question| question.audience.includes(self.profile))?;
        Some((step, question))
    }

    /// Every question that the customer may be asked, with its step.
    pub fn questions(self) -> impl Iterator<Item = (&'static StepDefinition, &'static QuestionDefinition)> {
        self.steps().flat_map(move |step| step.questions_for(self.profile).map(move |question| (step, question)))
    }
}

impl StepDefinition {
    /// The questions that a customer may be asked.
    pub fn questions_for(&'static self, profile: Profile) -> impl Iterator<Item = &'static QuestionDefinition> {
        self.questions.iter().filter(move |question| question.audience.includes(profile))
    }

    pub fn question(&self, key: &str) -> Option<&'static QuestionDefinition> {
        self.questions.iter().find(|question| question.key == key)
    }
}

mod generated {
    use super::{
        Choice, DeploymentDefinition, FileType, FormDefinition, GroupDefinition, Kind, Operator, QuestionDefinition,
        Role, SetUpItem, StepDefinition, When,
    };
    use crate::services::{Audience, CustomerKind, KnownFact, Service};
    use crate::texts::Texts;
    include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));
}

/// The newest form of a service for a kind of customers; `None` when such a customer does not apply for it here.
pub fn newest_form(service: Service, kind: CustomerKind) -> Option<&'static FormDefinition> {
    let forms = generated::FORMS.iter().filter(|form| form.service == service && form.customers.contains(&kind));
    forms.max_by_key(|form| form.version)
}

/// The form that an application was begun with, by its name and version.
pub fn form(code: &str, version: i64) -> Option<&'static FormDefinition> {
    generated::FORMS.iter().find(|form| form.code == code && form.version == version)
}

/// Whether anybody applies for a service here.
pub fn is_applied_for(service: Service) -> bool {
    generated::FORMS.iter().any(|form| form.service == service)
}

/// The operators of e-invoices that may be chosen.
pub fn operators(production: bool) -> impl Iterator<Item = &'static Operator> {
    generated::OPERATORS.iter().filter(move |operator| !(production && operator.test))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CustomerKind, Kind, Profile, QuestionDefinition, Service, generated};
    use crate::kernel::Language;
    use crate::services::KnownFact;
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
                for kind in form.customers {
                    let other = super::newest_form(*required, *kind).expect("applied for here");
                    assert!(!other.requires.contains(&form.service), "{}", form.service.code());
                }
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
            generated::FORMS.iter().map(|form| format!("{}-{}.toml", form.code, form.version)).collect();
        assert_eq!(&names - &HashSet::from(["operators.toml".to_string()]), forms);
    }

    #[test]
    fn a_service_has_one_form_for_each_kind_of_customers() {
        for form in generated::FORMS {
            for kind in form.customers {
                let newest = super::newest_form(form.service, *kind).expect("this one at least");
                assert_eq!(newest.code, form.code, "{}: two forms are for {}", form.service.code(), kind.code());
            }
        }
    }

    #[test]
    fn a_customer_is_asked_only_what_is_for_it() {
        let form = super::newest_form(Service::Prescription, CustomerKind::Public).expect("a form");
        let asked = |kind, field: &str| form.asked(Profile::of(kind).with(KnownFact::Units)).question(field).is_some();
        assert!(asked(CustomerKind::Private, "units.renewal_units") && asked(CustomerKind::Public, "units.units"));
        let bare = form.asked(Profile::of(CustomerKind::SelfEmployed));
        assert!(bare.step("units").is_none() && bare.steps().count() < form.steps().count());
        let groups = bare.groups().flat_map(|(_, steps)| steps).count();
        assert_eq!(groups, bare.steps().count());
    }

    #[test]
    fn the_test_operator_is_offered_only_outside_production() {
        assert!(super::operators(false).any(|operator| operator.test));
        assert!(super::operators(true).count() > 5 && super::operators(true).all(|operator| !operator.test));
    }
}
