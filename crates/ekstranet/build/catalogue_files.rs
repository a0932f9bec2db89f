//! The data files of the services as they are written: `catalogue.rs` turns them into Rust.

/// A form of `services/catalogue/*.toml`; `services/catalogue.rs` tells what the fields mean.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    pub service: String,
    /// The name of the form where the service has several; else the service's own.
    pub form: Option<String>,
    pub version: u32,
    /// What the service is; in one file of each service.
    pub about: Option<AboutFile>,
    /// The kinds of customers whose form it is.
    pub customers: Vec<String>,
    /// Services that must be in use first.
    #[serde(default)]
    pub requires: Vec<String>,
    /// The service for which an information system must be certified; the form's own when it is not said.
    pub certified_for: Option<String>,
    /// Whether one officer proposes the decision and another one confirms it.
    #[serde(default)]
    pub four_eyes: bool,
    pub deployment: DeploymentFile,
    pub groups: Vec<GroupFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutFile {
    /// Its place in lists.
    pub place: u32,
    /// Whether people knew it by another name before May 2024.
    #[serde(default)]
    pub former: bool,
    /// Words by which people look for it besides its names.
    #[serde(default)]
    pub also: Vec<String>,
    /// An extension: one of these must be in use first.
    #[serde(default)]
    pub extends: Vec<String>,
    /// Whether it is applied for again and again.
    #[serde(default)]
    pub repeats: bool,
    /// Services that can be applied for in the same go.
    #[serde(default)]
    pub together: Vec<String>,
    /// Who is advised to take it; nobody, of an extension.
    #[serde(default)]
    pub advised: Vec<AdvisedFile>,
    /// The first day on which the duty to store in it holds, where the law has a transition period.
    pub since: Option<toml::value::Datetime>,
    /// What it holds of its customers, by which goes what its end means: records, prescriptions or nothing.
    pub holds: String,
    /// How one joins it; an extension is not joined.
    #[serde(default)]
    pub joining: Vec<JoiningFile>,
}

/// To whom the advice before signing in names the service, and when it is needed.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvisedFile {
    /// health, social or pharmacy.
    pub branch: String,
    /// always, prescribing or imaging.
    pub need: String,
}

/// The joining models of a sector. A form names the version that it asks by; a version that has been used is never
/// changed.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JoiningFile {
    pub version: u32,
    /// private, public or pharmacist.
    pub sector: String,
    /// direct, joint and parallel.
    pub models: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeploymentFile {
    pub items: Vec<ItemFile>,
    pub test: bool,
    /// Of an extension: the answers with which it is tested where the form of the extended service demands a test.
    pub tested: Option<TestedFile>,
    /// Whether the operator confirms the passed test before production.
    #[serde(default)]
    pub confirmed: bool,
    /// The files that belong to the report of the test.
    pub report: Option<FilesFile>,
}

/// A set-up item: its key, or also for whom it is.
#[derive(serde::Deserialize)]
#[serde(untagged)]
pub enum ItemFile {
    Everybody(String),
    Some(SomeItemFile),
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SomeItemFile {
    pub key: String,
    /// The answer with which it is to be done.
    pub when: Option<AnsweredFile>,
    /// To be done only where no deployment test is demanded.
    #[serde(default)]
    pub untested: bool,
    /// Papers without which it is not done.
    pub papers: Option<PapersFile>,
}

/// Papers of a set-up item, and the question of the form to which they may have been attached already.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PapersFile {
    pub files: FilesFile,
    pub attached: Option<PlaceFile>,
}

/// A question of any step.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    pub step: String,
    pub question: String,
}

/// An answer of any step, or one of several.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnsweredFile {
    pub step: String,
    pub question: String,
    pub is: Several<String>,
}

/// One alone, or a list.
#[derive(serde::Deserialize)]
#[serde(untagged)]
pub enum Several<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> Several<T> {
    pub fn all(&self) -> &[T] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestedFile {
    pub step: String,
    pub question: String,
    /// What is tested each time.
    pub each_time: Vec<String>,
    /// What is tested when it is used for the first time in the service.
    pub first_time: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FilesFile {
    pub types: Vec<String>,
    pub most: u32,
    pub limit_kilobytes: u32,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    pub key: String,
    pub steps: Vec<StepFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepFile {
    pub key: String,
    #[serde(default)]
    pub shows_register: bool,
    /// Whether the page shows what the company register knows, for those whom no register of providers has.
    #[serde(default)]
    pub shows_company: bool,
    /// Whether the page shows the pharmacies of the pharmacy register.
    #[serde(default)]
    pub shows_pharmacies: bool,
    #[serde(default)]
    pub customers: Vec<String>,
    #[serde(default)]
    pub facts: Vec<String>,
    #[serde(default)]
    pub notes: Vec<NoteFile>,
    pub questions: Vec<QuestionFile>,
}

/// Something to know before the questions of a step.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteFile {
    pub key: String,
    #[serde(default)]
    pub customers: Vec<String>,
    #[serde(default)]
    pub facts: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    pub key: String,
    pub kind: String,
    #[serde(default)]
    pub hint: bool,
    #[serde(default)]
    pub optional: bool,
    /// The kinds of customers that are asked; all when empty.
    #[serde(default)]
    pub customers: Vec<String>,
    /// What must be known of the customer, or with `!` before it must not.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Answers of the same step of which each must be given.
    pub when: Option<Several<WhenFile>>,
    /// The version of the joining models that are offered.
    pub joining_models: Option<u32>,
    pub limit: Option<usize>,
    pub within_days: Option<u32>,
    /// Another question of the step with the date that this one may not pass.
    pub until: Option<String>,
    /// The least days from the day of sending, with an answer of another step.
    pub lead: Option<LeadFile>,
    pub most: Option<usize>,
    /// Types of files: pdf, png, jpeg, docx, xlsx, odt.
    #[serde(default)]
    pub types: Vec<String>,
    pub limit_kilobytes: Option<usize>,
    pub of: Option<String>,
    /// The kinds of information systems that are offered; those of care when it is not said.
    #[serde(default)]
    pub systems: Vec<String>,
    #[serde(default)]
    pub choices: Vec<ChoiceFile>,
    /// Whether each choice has a describing text under it.
    #[serde(default)]
    pub described: bool,
    #[serde(default)]
    pub roles: Vec<RoleFile>,
}

/// An answer to choose: its key, or also with which services it goes.
#[derive(serde::Deserialize)]
#[serde(untagged)]
pub enum ChoiceFile {
    Any(String),
    Some(SomeChoiceFile),
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SomeChoiceFile {
    pub key: String,
    /// The services that can be extended with it.
    pub services: Vec<String>,
    /// What must be known of the customer to whom it is offered.
    #[serde(default)]
    pub facts: Vec<String>,
}

impl ChoiceFile {
    pub fn key(&self) -> &String {
        match self {
            Self::Any(key) => key,
            Self::Some(choice) => &choice.key,
        }
    }

    pub fn services(&self) -> &[String] {
        match self {
            Self::Any(_) => &[],
            Self::Some(choice) => &choice.services,
        }
    }

    pub fn facts(&self) -> &[String] {
        match self {
            Self::Any(_) => &[],
            Self::Some(choice) => &choice.facts,
        }
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeadFile {
    pub days: u32,
    pub when: AnsweredFile,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenFile {
    pub question: String,
    pub is: Option<Several<String>>,
    pub not: Option<Several<String>>,
}

impl StepFile {
    /// A condition on another question of the step: one of its choices, or of the services that can be extended.
    ///
    /// # Errors
    /// What the step does not ask.
    pub fn condition(&self, when: &WhenFile) -> Result<String, String> {
        let other = &when.question;
        let found = self.questions.iter().find(|question| question.key == *other);
        let [is, not] = [&when.is, &when.not].map(|some| some.as_ref().map(Several::all).unwrap_or_default());
        for choice in is.iter().chain(not) {
            let has = |found: &QuestionFile| {
                found.kind == "running_service" || found.choices.iter().any(|known| known.key() == choice)
            };
            if !found.is_some_and(has) {
                return Err(format!("no question {other} of this step has the choice {choice}"));
            }
        }
        Ok(format!("When {{ question: {other:?}, is: &{is:?}, not: &{not:?} }}, "))
    }
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleFile {
    pub key: String,
    #[serde(default)]
    pub required: bool,
    /// Who may name somebody for it; everybody when empty.
    #[serde(default)]
    pub customers: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorsFile {
    pub operators: Vec<OperatorFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperatorFile {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub test: bool,
}
