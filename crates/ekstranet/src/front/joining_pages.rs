//! "Do we have to join?" and "something in a register is wrong" as pages. The answers stand in the address, so that an
//! outcome can be sent and printed; nothing is kept.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::joining::{
    Advice, Answers, Change, ChangeText, Duty, FACTS, Fee, Model, Needed, Owner, Paper, Place, Records, Register,
    Sector,
};
use super::pages::Found;
use super::rules::Wrong;
use crate::billing::{FEES, FeeBasis};
use crate::kernel::{Date, without_identity_code};
use crate::services::Need;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page};

/// A question with its possible answers.
struct Question {
    name: &'static str,
    text: String,
    hint: String,
    error: String,
    choices: Vec<Choice>,
}

struct Choice {
    code: &'static str,
    text: String,
    chosen: bool,
}

#[derive(askama::Template)]
#[template(path = "front/joining.html")]
struct JoiningPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    questions: Vec<Question>,
    volume: String,
    volume_error: String,
    errors: Vec<FieldError>,
}

#[derive(askama::Template)]
#[template(path = "front/joining_advice.html")]
struct AdvicePage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    lead: String,
    answers: Vec<(String, String)>,
    services: Vec<ServiceLine>,
    changes: Vec<ChangeLine>,
    models: Vec<(String, String)>,
    fees: Vec<FeeLine>,
    decree: String,
    papers: Vec<String>,
    checked: String,
    questions: Vec<Question>,
    volume: String,
    volume_error: String,
}

struct ServiceLine {
    name: String,
    former: Option<String>,
    text: String,
}

struct ChangeLine {
    day: String,
    text: String,
    in_force: bool,
}

struct FeeLine {
    basis: String,
    price: String,
    estimate: String,
}

/// `GET /access/joining`
pub(super) async fn joining(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    match Answers::read(&query) {
        Ok(answers) => page(StatusCode::OK, &advice_page(&visit, &query, &answers)),
        Err(missing) => {
            let is_asked = query.pairs().any(|(name, _)| name != "lang");
            page(StatusCode::OK, &question_page(&visit, &query, if is_asked { &missing } else { &[] }))
        }
    }
}

fn question_page(visit: &Visit, query: &Form, missing: &[&'static str]) -> JoiningPage {
    let t = visit.texts();
    let questions = questions(t, query, missing);
    let volume_error = if missing.contains(&"volume") { t.front_joining_volume_wrong() } else { String::new() };
    // The summary names the question: the same words four times would lead nowhere.
    let unanswered = questions.iter().filter(|question| !question.error.is_empty());
    let mut errors: Vec<FieldError> = unanswered
        .map(|question| FieldError {
            field: question.name.to_string(),
            text: format!("{} {}", question.text, question.error),
        })
        .collect();
    if !volume_error.is_empty() {
        errors.push(FieldError { field: "volume".to_string(), text: volume_error.clone() });
    }
    JoiningPage {
        chrome: visit.chrome(t.front_joining()),
        t,
        found: Found::dated(visit, t.front_joining_description(), FACTS.checked),
        questions,
        volume: without_identity_code(query.text("volume")),
        volume_error,
        errors,
    }
}

fn questions(t: &Texts, query: &Form, missing: &[&str]) -> Vec<Question> {
    let question = |name: &'static str, text: String, hint: String, choices: Vec<(&'static str, String)>| Question {
        name,
        text,
        hint,
        error: if missing.contains(&name) { t.front_joining_missing() } else { String::new() },
        choices: choices
            .into_iter()
            .map(|(code, text)| Choice { code, text, chosen: query.text(name) == code })
            .collect(),
    };
    let sectors = Sector::ALL.iter().map(|answer| (answer.code(), sector(*answer, t))).collect();
    let owners = Owner::ALL.iter().map(|answer| (answer.code(), owner(*answer, t))).collect();
    let records = Records::ALL.iter().map(|answer| (answer.code(), recorded(*answer, t))).collect();
    let places = Place::ALL.iter().map(|answer| (answer.code(), place(*answer, t))).collect();
    let registers = Register::ALL.iter().map(|answer| (answer.code(), register(*answer, t))).collect();
    vec![
        question(Sector::FIELD, t.front_joining_sector(), t.front_joining_sector_hint(), sectors),
        question(Owner::FIELD, t.front_joining_owner(), String::new(), owners),
        question(Records::FIELD, t.front_joining_records(), String::new(), records),
        question(Place::FIELD, t.front_joining_aland(), String::new(), places),
        question(Register::FIELD, t.front_joining_register(), t.front_joining_register_hint(), registers),
    ]
}

fn advice_page(visit: &Visit, query: &Form, answers: &Answers) -> AdvicePage {
    let (t, language) = (visit.texts(), visit.language);
    let advice = answers.advise(visit.now.date());
    let (title, lead) = verdict(visit, &advice);
    let (from, to) = in_force(visit, &advice);
    AdvicePage {
        chrome: visit.chrome(title),
        t,
        found: Found::dated(visit, t.front_joining_description(), FACTS.checked),
        lead,
        answers: vec![
            (t.front_joining_sector(), sector(answers.sector, t)),
            (t.front_joining_owner(), owner(answers.owner, t)),
            (t.front_joining_records(), recorded(answers.records, t)),
            (t.front_joining_aland(), place(answers.place, t)),
            (t.front_joining_register(), register(answers.register, t)),
        ],
        services: advice.services.iter().map(|needed| service_line(visit, advice.duty, *needed)).collect(),
        changes: advice.changes.iter().map(|change| change_line(visit, change)).collect(),
        models: advice.models.iter().map(|model| model_words(*model, t)).collect(),
        fees: advice.fees.iter().map(|fee| fee_line(visit, fee)).collect(),
        decree: t.front_joining_fee_decree(format::date(from, language), format::date(to, language)),
        papers: advice.papers.iter().map(|paper| paper_words(*paper, t)).collect(),
        checked: t.front_joining_checked(format::date(FACTS.checked, language)),
        questions: questions(t, query, &[]),
        volume: without_identity_code(query.text("volume")),
        volume_error: String::new(),
    }
}

/// On which days the prices are in force.
fn in_force(visit: &Visit, advice: &Advice) -> (Date, Date) {
    let shown = advice.fees.first().map(|fee| fee.price);
    let shown = shown.or_else(|| FEES.shown(FeeBasis::Issued, visit.now.date()));
    shown.map_or((FEES.checked, FEES.checked), |price| price.in_force)
}

fn verdict(visit: &Visit, advice: &Advice) -> (String, String) {
    let t = visit.texts();
    let is_later = advice.services.iter().any(|needed| needed.since.is_some_and(|day| day > visit.now.date()));
    match advice.duty {
        Duty::Must if is_later => (t.front_joining_must(), t.front_joining_must_later()),
        Duty::Must => (t.front_joining_must(), t.front_joining_must_text()),
        Duty::Voluntary => (t.front_joining_voluntary(), t.front_joining_voluntary_text()),
        Duty::OnlyWithSystem => (t.front_joining_paper(), t.front_joining_paper_text()),
    }
}

fn service_line(visit: &Visit, duty: Duty, needed: Needed) -> ServiceLine {
    let (t, language) = (visit.texts(), visit.language);
    let time = match needed.since {
        _ if duty != Duty::Must => t.front_joining_can(),
        Some(day) if day > visit.now.date() => t.front_joining_until(format::date(day, language)),
        Some(day) => t.front_joining_since(format::date(day, language)),
        None => t.front_joining_now(),
    };
    let text = match needed.need {
        Need::Always => time,
        Need::Prescribing => format!("{} {time}", t.front_joining_when_prescribing()),
        Need::Imaging => format!("{} {time}", t.front_joining_when_imaging()),
    };
    ServiceLine { name: needed.service.name(t), former: needed.service.former_name(t), text }
}

fn change_line(visit: &Visit, change: &Change) -> ChangeLine {
    let t = visit.texts();
    let text = match change.text {
        ChangeText::Documents => t.front_joining_change_documents(),
        ChangeText::Access => t.front_joining_change_access(),
        ChangeText::Prescriptions => t.front_joining_change_prescriptions(),
        ChangeText::Images => t.front_joining_change_images(),
        ChangeText::Recordings => t.front_joining_change_recordings(),
    };
    ChangeLine { day: format::date(change.date, visit.language), text, in_force: change.date <= visit.now.date() }
}

fn fee_line(visit: &Visit, fee: &Fee) -> FeeLine {
    let (t, language) = (visit.texts(), visit.language);
    let price = format::mills(fee.mills, language);
    FeeLine {
        basis: match fee.basis {
            FeeBasis::Dispensed => t.front_joining_fee_pharmacy(),
            FeeBasis::Issued => t.front_joining_fee_private_health(),
            FeeBasis::SocialResidents => t.front_joining_fee_public_social(format::date(fee.price.from, language)),
            _ => t.front_joining_fee_public_health(),
        },
        price: match fee.minimum_cents {
            0 => price,
            cents => t.front_joining_fee_minimum(price, format::money(cents, language)),
        },
        estimate: match fee.estimate_cents {
            Some(cents) => format::money(cents, language),
            None => t.front_joining_fee_no_number(),
        },
    }
}

fn model_words(model: Model, t: &Texts) -> (String, String) {
    match model {
        Model::Direct => (t.front_joining_model_direct(), t.front_joining_model_direct_text()),
        Model::Joint => (t.front_joining_model_joint(), t.front_joining_model_joint_text()),
        Model::Parallel => (t.front_joining_model_parallel(), t.front_joining_model_parallel_text()),
    }
}

fn paper_words(paper: Paper, t: &Texts) -> String {
    match paper {
        Paper::PharmacyRegister => t.front_joining_paper_pharmacy_register(),
        Paper::SupervisorRegister => t.front_joining_paper_supervisor_register(),
        Paper::CodeService => t.front_joining_paper_code_service(),
        Paper::SecurityPlan => t.front_joining_paper_security_plan(),
        Paper::System => t.front_joining_paper_system(),
        Paper::SigningRight => t.front_joining_paper_signing_right(),
        Paper::Contacts => t.front_joining_paper_contacts(),
        Paper::JointContract => t.front_joining_paper_joint_contract(),
        Paper::OutsourcedService => t.front_joining_paper_outsourced_service(),
        Paper::RegisterAccess => t.front_joining_paper_register_access(),
        Paper::Support => t.front_joining_paper_support(),
        Paper::Application => t.front_joining_paper_application(),
    }
}

fn sector(answer: Sector, t: &Texts) -> String {
    match answer {
        Sector::Health => t.front_joining_sector_health(),
        Sector::Social => t.front_joining_sector_social(),
        Sector::Both => t.front_joining_sector_both(),
        Sector::Pharmacy => t.front_joining_sector_pharmacy(),
    }
}

fn owner(answer: Owner, t: &Texts) -> String {
    match answer {
        Owner::Private => t.front_joining_owner_private(),
        Owner::Public => t.front_joining_owner_public(),
    }
}

fn recorded(answer: Records, t: &Texts) -> String {
    match answer {
        Records::System => t.front_joining_records_system(),
        Records::Paper => t.front_joining_records_paper(),
    }
}

fn place(answer: Place, t: &Texts) -> String {
    match answer {
        Place::Mainland => t.front_joining_aland_no(),
        Place::Aland => t.front_joining_aland_yes(),
    }
}

fn register(answer: Register, t: &Texts) -> String {
    match answer {
        Register::Own => t.front_joining_register_own(),
        Register::Other => t.front_joining_register_other(),
        Register::Both => t.front_joining_register_both(),
    }
}

#[derive(askama::Template)]
#[template(path = "front/wrong_register.html")]
struct WrongRegisterPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
}

/// `GET /access/wrong-register`
pub(super) async fn wrong_register(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = Found::new(&visit, t.front_wrong_description());
    page(StatusCode::OK, &WrongRegisterPage { chrome: visit.chrome(t.front_wrong()), t, found })
}

impl Wrong {
    pub fn what(self, t: &Texts) -> String {
        match self {
            Self::Soteri => t.front_wrong_soteri(),
            Self::CodeService => t.front_wrong_thl(),
            Self::Pharmacy => t.front_wrong_fimea(),
            Self::Company => t.front_wrong_company(),
        }
    }

    pub fn who(self, t: &Texts) -> String {
        match self {
            Self::Soteri => t.front_wrong_soteri_who(),
            Self::CodeService => t.front_wrong_thl_who(),
            Self::Pharmacy => t.front_wrong_fimea_who(),
            Self::Company => t.front_wrong_company_who(),
        }
    }

    pub fn how(self, t: &Texts) -> String {
        match self {
            Self::Soteri => t.front_wrong_soteri_how(),
            Self::CodeService => t.front_wrong_thl_how(),
            Self::Pharmacy => t.front_wrong_fimea_how(),
            Self::Company => t.front_wrong_company_how(),
        }
    }

    pub fn time(self, t: &Texts) -> String {
        match self {
            Self::Soteri => t.front_wrong_soteri_time(),
            Self::CodeService => t.front_wrong_thl_time(),
            Self::Pharmacy => t.front_wrong_fimea_time(),
            Self::Company => t.front_wrong_company_time(),
        }
    }

    pub fn message(self, t: &Texts) -> String {
        match self {
            Self::Soteri => t.front_wrong_soteri_message(),
            Self::CodeService => t.front_wrong_thl_message(),
            Self::Pharmacy => t.front_wrong_fimea_message(),
            Self::Company => t.front_wrong_company_message(),
        }
    }

    /// Address and text of the register's own pages.
    pub fn link(self, t: &Texts) -> (String, String) {
        match self {
            Self::Soteri => (t.front_wrong_link_soteri_address(), t.front_wrong_link_soteri()),
            Self::CodeService => (t.front_link_thl_address(), t.front_link_thl()),
            Self::Pharmacy => (t.front_wrong_link_fimea_address(), t.front_wrong_link_fimea()),
            Self::Company => (t.front_wrong_link_company_address(), t.front_wrong_link_company()),
        }
    }
}
