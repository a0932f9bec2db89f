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
    /// The service for which an information system that is named must be certified.
    pub certified_for: Service,
    /// Whether one officer proposes the decision and another one, an approver, confirms it.
    pub four_eyes: bool,
    pub deployment: DeploymentDefinition,
    pub groups: &'static [GroupDefinition],
}

/// What has to be done between approval and production.
pub struct DeploymentDefinition {
    pub items: &'static [SetUpItem],
    /// Whether a passed deployment test (käyttöönottokoe) is needed.
    pub test: bool,
    /// Of an extension: with which answers one is needed where the form of the extended service demands one.
    pub tested: Option<Tested>,
    /// Whether the operator confirms the passed test before production.
    pub confirmed: bool,
    /// The files that may come with the report of the test.
    pub report: Option<FilesDefinition>,
}

/// Files that may be attached: of these types, at most so many of at most so many kilobytes each.
pub struct FilesDefinition {
    pub types: &'static [FileType],
    pub most: usize,
    pub limit_kilobytes: usize,
}

/// Something to do before production (domain sheet 3.3 and 5.1, technical set-up).
pub struct SetUpItem {
    /// The code in rows and forms.
    pub key: &'static str,
    pub title: Text,
    pub text: Text,
    /// The answer with which it is to be done.
    pub when: Option<Answered>,
    /// To be done only where no deployment test is needed.
    pub untested: bool,
    /// Papers without which it is not done.
    pub papers: Option<Papers>,
}

/// Papers of a set-up item: sent with it, or attached to the application before.
pub struct Papers {
    pub files: FilesDefinition,
    /// The step and question to which they may have been attached.
    pub attached: Option<(&'static str, &'static str)>,
}

impl DeploymentDefinition {
    /// Whether what a question asks for may also come with a set-up item.
    pub fn takes_later(&self, step: &str, question: &str) -> bool {
        let papers = self.items.iter().filter_map(|item| item.papers.as_ref());
        papers.filter_map(|papers| papers.attached).any(|attached| attached == (step, question))
    }
}

/// A condition on an answer of any step.
#[derive(Debug)]
pub struct Answered {
    pub step: &'static str,
    pub question: &'static str,
    /// The answers of which one is given.
    pub is: &'static [&'static str],
}

/// What is tested before an extension goes into production: a choice by its key.
#[derive(Debug)]
pub struct Tested {
    pub step: &'static str,
    pub question: &'static str,
    pub each_time: &'static [&'static str],
    /// Only when the service has not been extended with it before.
    pub first_time: &'static [&'static str],
}

/// How many days ahead a date lies at the least, with an answer of another step.
pub struct Lead {
    pub days: i64,
    pub when: Answered,
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
    /// Whether the page shows what the company register knows of the organisation, where no register of providers has it.
    pub shows_company: bool,
    /// Whether the page shows what the pharmacy register knows: the pharmacies and the takeover date.
    pub shows_pharmacies: bool,
    /// Who gets this page.
    pub audience: Audience,
    /// What to know before answering.
    pub notes: &'static [Note],
    pub questions: &'static [QuestionDefinition],
}

/// Something to know before answering the questions of a step.
pub struct Note {
    pub text: Text,
    pub audience: Audience,
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
    /// Asked only when other questions of the same step have these answers.
    pub when: &'static [When],
}

/// A condition on another question of the same step: one of these answers.
pub struct When {
    pub question: &'static str,
    /// The answers of which one is given; any but those of `not` when empty.
    pub is: &'static [&'static str],
    pub not: &'static [&'static str],
}

impl When {
    fn holds(&self, given: &str) -> bool {
        (self.is.is_empty() || self.is.contains(&given)) && !self.not.contains(&given)
    }
}

/// How a question is asked and checked.
pub enum Kind {
    Confirm,
    Choice(&'static [Choice]),
    /// A joining model: of the choices only those that a version of the joining models has for the service and sector.
    JoiningModel {
        version: i64,
        choices: &'static [Choice],
    },
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
        /// With some answer it may not be nearer than so many days.
        lead: Option<Lead>,
    },
    BusinessId,
    PostCode,
    /// `0037` and a business ID with an optional suffix, or an IBAN.
    EInvoiceAddress,
    /// An operator of `operators.toml`.
    OperatorCode,
    /// Units of the organisation register, at least one.
    Units,
    /// Some of the units ticked in another question of the step; without one, of those in which the service is in use that
    /// the step names.
    UnitSubset {
        of: Option<&'static str>,
    },
    /// One of the services that an extension extends, of those that the applicant has in production.
    RunningService,
    /// A system of one of these kinds that is certified for the service.
    System(&'static [SystemKind]),
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

/// What a certified information system is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemKind {
    /// A patient or client information system.
    Care,
    Pharmacy,
    /// An archive of images (PACS).
    Archive,
    /// A radiology information system (RIS).
    Radiology,
    /// A viewer of images.
    Viewer,
}

impl SystemKind {
    pub const ALL: [Self; 5] = [Self::Care, Self::Pharmacy, Self::Archive, Self::Radiology, Self::Viewer];

    /// The code in rows and files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Pharmacy => "pharmacy",
            Self::Archive => "archive",
            Self::Radiology => "radiology",
            Self::Viewer => "viewer",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
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

impl Kind {
    /// The answers of which one is chosen.
    pub fn choices(&self) -> Option<&'static [Choice]> {
        match self {
            Self::Choice(choices) | Self::JoiningModel { choices, .. } => Some(choices),
            _ => None,
        }
    }
}

/// One answer to choose.
pub struct Choice {
    pub key: &'static str,
    pub label: Text,
    pub text: Option<Text>,
    /// Of an extension, the services that can be extended with it; every one when empty.
    pub services: &'static [Service],
    /// To whom it is offered.
    pub audience: Audience,
}

impl QuestionDefinition {
    /// Whether the questions of the same step on which this one depends have the answers for it.
    pub fn is_called_for<'a>(&self, answer: impl Fn(&str) -> &'a str) -> bool {
        self.when.iter().all(|when| when.holds(answer(when.question)))
    }
}

impl Choice {
    pub fn goes_with(&self, service: Service) -> bool {
        self.services.is_empty() || self.services.contains(&service)
    }
}

/// A contact role; a required one is held by at least one person.
pub struct Role {
    pub key: &'static str,
    pub name: Text,
    pub text: Text,
    pub required: bool,
    /// Who may name somebody for it.
    pub audience: Audience,
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

    /// Whether the step asks where invoices go, which not everybody may say (domain sheet 0.1.3).
    pub fn asks_billing_data(&self) -> bool {
        self.questions.iter().any(|question| matches!(question.kind, Kind::EInvoiceAddress | Kind::OperatorCode))
    }
}

mod generated {
    use super::{
        Answered, Choice, DeploymentDefinition, FileType, FilesDefinition, FormDefinition, GroupDefinition, Kind, Lead,
        Note, Operator, Papers, QuestionDefinition, Role, SetUpItem, StepDefinition, SystemKind, Tested, When,
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

/// The papers that a later version of a form takes with a set-up item, the first such version's: who was granted the service
/// on an earlier one has to have the same place to send them to.
pub fn papers_of_later(form: &FormDefinition, item: &str) -> Option<&'static Papers> {
    let later = generated::FORMS.iter().filter(|later| later.code == form.code && later.version > form.version);
    let mut papers: Vec<(i64, &'static Papers)> = later
        .flat_map(|later| later.deployment.items.iter().map(move |known| (later.version, known)))
        .filter(|(_, known)| known.key == item)
        .filter_map(|(version, known)| Some((version, known.papers.as_ref()?)))
        .collect();
    papers.sort_by_key(|(version, _)| *version);
    papers.first().map(|(_, papers)| *papers)
}

/// Every form of every version.
#[cfg(test)]
pub(super) fn forms() -> &'static [FormDefinition] {
    generated::FORMS
}

/// Whether anybody applies for a service here.
pub fn is_applied_for(service: Service) -> bool {
    generated::FORMS.iter().any(|form| form.service == service)
}

/// The operators of e-invoices that may be chosen.
pub fn operators(production: bool) -> impl Iterator<Item = &'static Operator> {
    generated::OPERATORS.iter().filter(move |operator| !(production && operator.test))
}
