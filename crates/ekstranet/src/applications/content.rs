//! What is frozen when an application is submitted: the form, who applies, the answers that apply, and the names that
//! the registers gave to what was chosen, so that a case can be read for ever without any register.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answers::{AllAnswers, Answer, ContactPerson, applies, many, people, text};
use super::attaching;
use super::facts::{FoundOrganisation, Gathered};
use crate::kernel::{BusinessId, CaseLanguage, Instant, sha256};
use crate::parties::{Agreed, JoiningModel, Other, PartyThen};
use crate::services::{AskedForm, Kind, Profile, QuestionDefinition, Service, StepDefinition, form};

/// The frozen content; written once and read back as it was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Content {
    pub service: String,
    /// The name of the form; empty in what was frozen when it was the service's.
    #[serde(default)]
    pub form: String,
    pub form_version: i64,
    /// As what the applicant was asked, in the form of `Profile::code`; empty as `form` is.
    #[serde(default)]
    pub profile: String,
    pub applicant: Applicant,
    pub answers: AllAnswers,
    /// Identifier to name, for everything that was chosen from a register.
    pub names: BTreeMap<String, String>,
    /// Identifier to SHA-256 of the content, for every file that belongs to the answers.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// The parties whom a main joiner brought in, as they stood when it was sent. Later changes are the room of parties'.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<PartyThen>>,
    /// The pharmacies that the applicant has confirmed to be its own, as the register named them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pharmacies: Vec<String>,
}

/// Who applied, as the organisation register knew them, or the older one of practitioners.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Applicant {
    pub business_id: String,
    pub name: String,
    /// `None` when the register did not answer: nobody has verified the organisation.
    pub oid: Option<String>,
    /// When the register was asked, UTC milliseconds.
    pub verified_at: Option<i64>,
}

impl Content {
    /// Gathers the answers that apply with the names of what they name.
    pub fn gathered(
        form: AskedForm,
        applicant: &BusinessId,
        name: &str,
        answers: &AllAnswers,
        gathered: &Gathered,
    ) -> Self {
        let mut kept = AllAnswers::new();
        for step in form.steps() {
            let Some(of_step) = answers.get(step.key) else { continue };
            let applying = step.questions.iter().filter(|question| applies(question, form.profile, of_step));
            let of_step = applying.filter_map(|question| {
                of_step.get(question.key).map(|answer| (question.key.to_string(), answer.clone()))
            });
            kept.insert(step.key.to_string(), of_step.collect());
        }
        let (oid, register_name, verified_at) = match &gathered.organisation {
            FoundOrganisation::Known(looked) => {
                (Some(looked.value.oid.clone()), looked.value.name.clone(), Some(looked.fetched_at.milliseconds()))
            }
            FoundOrganisation::Practitioner(looked) => {
                (Some(looked.value.oid.clone()), name.to_string(), Some(looked.fetched_at.milliseconds()))
            }
            _ => (None, name.to_string(), None),
        };
        let applicant = Applicant { business_id: applicant.to_string(), name: register_name, oid, verified_at };
        let (names, pharmacies) = (names(&kept, gathered), pharmacies(form, &kept, gathered));
        let files = gathered.files.iter().filter(|line| names.contains_key(&line.id));
        let files = files.map(|line| (line.id.clone(), line.sha256.clone())).collect();
        Self {
            service: form.service.code().to_string(),
            form: form.code.to_string(),
            form_version: form.version,
            profile: form.profile.code(),
            applicant,
            answers: kept,
            names,
            files,
            parties: None,
            pharmacies,
        }
    }

    /// The bytes to keep and their hash.
    pub fn frozen(&self) -> (String, String) {
        let text = json!(self).to_string();
        let hash = sha256(text.as_bytes());
        (text, hash)
    }

    /// Reads frozen bytes.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The form that it answers.
    pub fn form(&self) -> Option<AskedForm> {
        let code = if self.form.is_empty() { &self.service } else { &self.form };
        let profile = if self.profile.is_empty() { Profile::default() } else { Profile::parse(&self.profile)? };
        Some(form(code, self.form_version)?.asked(profile))
    }

    /// E-mail addresses of the administrative contacts, without doubles.
    pub fn recipients(&self) -> Vec<String> {
        let asked = self.questions(|kind| matches!(kind, Kind::People { .. }));
        let persons = asked.filter_map(|(step, question)| Some(people(self.answers.get(step.key)?, question.key)));
        administrative(persons.flatten())
    }

    /// `step.question` of the joining model.
    pub fn joining_field(&self) -> Option<String> {
        let (step, question) = self.questions(|kind| matches!(kind, Kind::JoiningModel { .. })).next()?;
        Some(format!("{}.{}", step.key, question.key))
    }

    /// The joining model that was chosen; direct where nothing else is asked.
    pub fn joining_model(&self) -> JoiningModel {
        let asked = self.questions(|kind| matches!(kind, Kind::JoiningModel { .. })).next();
        let answer = asked.and_then(|(step, question)| Some(text(self.answers.get(step.key)?, question.key)));
        answer.and_then(JoiningModel::of_answer).unwrap_or(JoiningModel::Direct)
    }

    /// The other party that the answers name; only those that apply are kept.
    pub fn other_party(&self) -> Option<Other> {
        let mut asked = self.questions(|kind| matches!(kind, Kind::BusinessId));
        asked.find_map(|(step, question)| {
            let organisation = BusinessId::parse(text(self.answers.get(step.key)?, question.key))?;
            Some(Other { organisation, what: Agreed::of_question(question.key)? })
        })
    }

    /// The service that an extension extends.
    pub fn extended_service(&self) -> Option<Service> {
        let (step, question) = self.questions(|kind| matches!(kind, Kind::RunningService)).next()?;
        Service::parse(text(self.answers.get(step.key)?, question.key))
    }

    /// The units that it is for, by their names in the register.
    pub fn unit_names(&self) -> Vec<String> {
        let asked = self.questions(|kind| matches!(kind, Kind::Units));
        let chosen = asked.filter_map(|(step, question)| Some(many(self.answers.get(step.key)?, question.key)));
        chosen.flatten().map(|unit| self.names.get(unit).unwrap_or(unit).clone()).collect()
    }

    /// The production date wished for, `YYYY-MM-DD`.
    pub fn wished_date(&self) -> Option<String> {
        let (step, question) = self.questions(|kind| matches!(kind, Kind::Date { .. })).next()?;
        Some(text(self.answers.get(step.key)?, question.key).to_string()).filter(|date| !date.is_empty())
    }

    /// The answers with another wished production date.
    pub fn answers_wishing(&self, date: &str) -> AllAnswers {
        let mut answers = self.answers.clone();
        if let Some((step, question)) = self.questions(|kind| matches!(kind, Kind::Date { .. })).next()
            && let Some(of_step) = answers.get_mut(step.key)
        {
            of_step.insert(question.key.to_string(), Answer::Text(date.to_string()));
        }
        answers
    }

    pub fn questions(
        &self,
        wanted: impl Fn(&Kind) -> bool,
    ) -> impl Iterator<Item = (&'static StepDefinition, &'static QuestionDefinition)> {
        let questions = self.form().into_iter().flat_map(AskedForm::questions);
        questions.filter(move |(_, question)| wanted(&question.kind))
    }
}

/// E-mail addresses of the administrative contacts among some persons, without doubles.
pub(super) fn administrative<'a>(persons: impl IntoIterator<Item = &'a ContactPerson>) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for person in persons {
        let counts = person.roles.iter().any(|role| role == "administrative") && !person.email.is_empty();
        if counts && !addresses.contains(&person.email) {
            addresses.push(person.email.clone());
        }
    }
    addresses
}

/// The language that the customer chose for the case, in the step about the organisation.
pub(super) fn case_language(answers: &AllAnswers) -> Option<CaseLanguage> {
    CaseLanguage::parse(text(answers.get("organisation")?, "language"))
}

/// The names of what was chosen, from what the registers told.
pub(super) fn names(answers: &AllAnswers, gathered: &Gathered) -> BTreeMap<String, String> {
    let facts = &gathered.facts;
    let units = facts
        .organisation
        .iter()
        .flat_map(|organisation| &organisation.units)
        .map(|unit| (unit.oid.clone(), unit.name.clone()));
    let systems = facts.systems.iter().map(|system| (system.id.clone(), format!("{} {}", system.name, system.version)));
    let points = facts.access_points.iter().map(|point| (point.oid.clone(), point.name.clone()));
    let vendors = facts.intermediaries.iter().map(|known| (known.business_id.clone(), known.name.clone()));
    let chosen: Vec<&str> = answers
        .values()
        .flat_map(|step| step.iter())
        .flat_map(|(question, answer)| match answer {
            Answer::Text(value) => vec![value.as_str()],
            Answer::Many(_) => answers.values().flat_map(|step| many(step, question)).map(String::as_str).collect(),
            Answer::People(_) => Vec::new(),
        })
        .collect();
    let files = gathered.files.iter().map(|line| (line.id.clone(), attaching::file_text(line)));
    let others = facts.others.iter().filter_map(|found| Some((found.organisation.to_string(), found.name.clone()?)));
    let all = units.chain(systems).chain(points).chain(vendors).chain(others).chain(files);
    all.filter(|(id, _)| chosen.contains(&id.as_str())).collect()
}

/// The pharmacies that the register has of the applicant, by name and identifier, where the answers confirm them.
pub(super) fn pharmacies(form: AskedForm, answers: &AllAnswers, gathered: &Gathered) -> Vec<String> {
    let asked =
        form.questions().find(|(step, question)| step.shows_pharmacies && matches!(question.kind, Kind::Confirm));
    let confirms = |(step, question): (&StepDefinition, &QuestionDefinition)| {
        answers.get(step.key).is_some_and(|answers| text(answers, question.key) == "yes")
    };
    let told = gathered.pharmacies.iter().filter(|_| asked.is_some_and(confirms)).flat_map(|looked| &looked.value);
    let there = told.filter(|pharmacy| pharmacy.ends_on >= gathered.facts.today);
    there.map(|pharmacy| format!("{} ({})", pharmacy.name, pharmacy.oid)).collect()
}

/// The moment when the register told of the applicant.
impl Applicant {
    pub fn verified_at(&self) -> Option<Instant> {
        self.verified_at.map(Instant::from_milliseconds)
    }
}
