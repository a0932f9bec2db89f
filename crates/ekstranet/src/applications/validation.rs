//! Whether answers are right, given what the registers say. Pure: the facts are handed in.

use std::collections::HashSet;

use super::answers::{AllAnswers, ContactPerson, StepAnswers, applies, many, people, text};
use super::other_party::{OtherFound, OtherStanding};
use crate::kernel::{BusinessId, Date, Oid, is_email, is_phone, is_written_as_date};
use crate::parties::{JOINED_ANSWER, JoiningModel, Sector, joining_models};
use crate::registers::{AccessPoint, InformationSystem, Intermediary, Organisation, Unit};
use crate::services::{
    AskedForm, CustomerKind, FileType, Kind, Profile, QuestionDefinition, Role, Service, StepDefinition, SystemKind,
    operators,
};

/// What the checks know besides the answers.
#[derive(Clone, Debug)]
pub struct Facts {
    pub today: Date,
    /// The day on which the application was sent first; from then on time that must lie between has begun.
    pub sent_on: Option<Date>,
    /// The applicant.
    pub applicant: BusinessId,
    /// The service for which an information system must be certified.
    pub service: Service,
    /// As what the applicant is asked.
    pub profile: Profile,
    pub production: bool,
    /// The applicant in the organisation register; `None` when it was not asked, does not know it or does not answer.
    pub organisation: Option<Organisation>,
    /// Whether the register does not know the applicant, although it answered.
    pub organisation_unknown: bool,
    /// Whether the applicant is a trader whom the register, which answered, does not know: then there are no units to name.
    pub lacks_registration: bool,
    /// The day on which the applicant takes a pharmacy over, when it lies ahead.
    pub takeover: Option<Date>,
    /// The services that the applicant has in production.
    pub running: Vec<Service>,
    /// The units in which they are in use, where the form asks about them.
    pub in_use: Vec<(Service, String)>,
    pub systems: Vec<InformationSystem>,
    pub access_points: Vec<AccessPoint>,
    /// Those to whom an applicant may leave the choice of the access point.
    pub intermediaries: Vec<Intermediary>,
    /// The organisations that the answers name, as the registers of providers know them.
    pub others: Vec<OtherFound>,
}

impl Facts {
    /// The units in which a service is in use.
    pub fn units_in_use(&self, service: Option<Service>) -> impl Iterator<Item = &str> {
        self.in_use.iter().filter(move |(used, _)| Some(*used) == service).map(|(_, unit)| unit.as_str())
    }
}

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing,
    ConfirmMissing,
    ChoiceMissing,
    /// So many characters, and how many fit.
    TooLong(usize, usize),
    Email,
    Phone,
    NoDate,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    DatePast,
    DateFar,
    /// Nearer than so many days, with another answer that needs them.
    DateLead(i64),
    /// The service that is extended has no such function.
    NotOfService,
    /// After another date of the step that it may not pass.
    DateAfterOther,
    /// Before the pharmacy is taken over.
    DateBeforeTakeover,
    UnitMissing,
    UnitUnknown,
    /// The registration of these units does not cover the planned production date: it begins later, or ends before.
    UnitsNotThen(Date, Vec<Unit>),
    UnitNotChosen,
    /// The service that is extended is not in use there.
    UnitNotInUse,
    SystemUnknown,
    SystemExpired,
    AccessPointUnknown,
    AccessPointExpired,
    /// It is open today and closes before the planned production date.
    AccessPointNotThen,
    PersonMissing,
    PeopleTooMany(usize),
    PersonWithoutRole,
    /// Nobody holds a required role, by its key.
    RoleMissing(&'static str),
    BusinessId,
    /// Rightly written, but its check digit is another.
    CheckDigit,
    OwnBusinessId,
    /// No register of providers knows the organisation that is named.
    OtherUnknown,
    /// The registration of the organisation that is named has ended.
    OtherEnded,
    /// Another organisation joins this one with it: that one applies.
    JoinedThroughOther,
    EInvoiceAddress,
    Operator,
    PostCode,
    IdentityCode,
    FileMissing,
    FilesTooMany(usize),
    FileEmpty,
    /// In kilobytes.
    FileTooLarge(usize),
    FileType(&'static [FileType]),
    FileInfected,
    /// The virus scanner does not answer.
    FileNotScanned,
}

/// A fault at a field of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub step: &'static str,
    pub question: &'static str,
    /// The id of the field on the page of the step.
    pub field: String,
    pub fault: Fault,
}

/// The faults of one step.
pub fn check_step(step: &'static StepDefinition, answers: &StepAnswers, facts: &Facts) -> Vec<Problem> {
    let (mut problems, extended) = (Vec::new(), extended(step, answers));
    for question in step.questions.iter().filter(|question| applies(question, facts.profile, answers)) {
        let mut add = |field: String, fault: Fault| {
            problems.push(Problem { step: step.key, question: question.key, field, fault });
        };
        if let Kind::People { most, roles } = &question.kind {
            let roles: Vec<&Role> = roles.iter().filter(|role| role.audience.includes(facts.profile)).collect();
            check_people(people(answers, question.key), question.key, *most, &roles, &mut add);
        } else if let Some(fault) = check(question, answers, extended, facts) {
            add(question.key.to_string(), fault);
        }
    }
    problems
}

/// The faults of a whole application, and those that only show when the steps are seen together.
pub fn check_all(form: AskedForm, answers: &AllAnswers, facts: &Facts) -> Vec<Problem> {
    let none = StepAnswers::new();
    let of = |step: &str| answers.get(step).unwrap_or(&none);
    let mut problems: Vec<Problem> = form.steps().flat_map(|step| check_step(step, of(step.key), facts)).collect();
    problems.extend(check_leads(form, answers, facts));
    let day = form
        .questions()
        .find(|(_, question)| matches!(question.kind, Kind::Date { .. }))
        .and_then(|(step, question)| text(of(step.key), question.key).parse::<Date>().ok());
    let Some(day) = day else { return problems };
    for (step, question) in form.questions() {
        if !applies(question, form.profile, of(step.key)) {
            continue;
        }
        let already = problems.iter().any(|problem| problem.step == step.key && problem.question == question.key);
        if let Some(fault) = not_then(question, of(step.key), day, facts).filter(|_| !already) {
            let field = question.key.to_string();
            problems.push(Problem { step: step.key, question: question.key, field, fault });
        }
    }
    problems
}

/// What is there today and will not be, or not yet be, on the planned production date.
fn not_then(question: &QuestionDefinition, answers: &StepAnswers, day: Date, facts: &Facts) -> Option<Fault> {
    match question.kind {
        Kind::Units => {
            let (units, chosen) = (&facts.organisation.as_ref()?.units, set_of(many(answers, question.key)));
            let misses = |unit: &&Unit| chosen.contains(unit.oid.as_str()) && !unit.covers(day);
            let closed: Vec<Unit> = units.iter().filter(misses).cloned().collect();
            (!closed.is_empty()).then_some(Fault::UnitsNotThen(day, closed))
        }
        Kind::AccessPoint => {
            let chosen = text(answers, question.key);
            let closes = facts.access_points.iter().any(|point| point.oid == chosen && !point.is_open(day));
            closes.then_some(Fault::AccessPointNotThen)
        }
        _ => None,
    }
}

fn check(
    question: &QuestionDefinition,
    answers: &StepAnswers,
    extended: Option<Service>,
    facts: &Facts,
) -> Option<Fault> {
    let value = text(answers, question.key);
    match &question.kind {
        Kind::Confirm => (value != "yes").then_some(Fault::ConfirmMissing),
        Kind::Choice(choices) => match choices.iter().find(|choice| choice.key == value) {
            None => Some(Fault::ChoiceMissing),
            Some(choice) if !choice.audience.includes(facts.profile) => Some(Fault::ChoiceMissing),
            Some(choice) => (!extended.is_none_or(|service| choice.goes_with(service))).then_some(Fault::NotOfService),
        },
        Kind::JoiningModel { version, .. } => check_joining_model(*version, value, facts),
        Kind::RunningService => {
            (!facts.running.iter().any(|service| service.code() == value)).then_some(Fault::ChoiceMissing)
        }
        Kind::Units => check_units(many(answers, question.key), facts),
        Kind::UnitSubset { of } => {
            let (known, fault) = match of {
                Some(of) => (set_of(many(answers, of)), Fault::UnitNotChosen),
                None => (facts.units_in_use(extended).collect(), Fault::UnitNotInUse),
            };
            (!set_of(many(answers, question.key)).is_subset(&known)).then_some(fault)
        }
        Kind::People { .. } => None,
        Kind::Attachment { most, .. } => match many(answers, question.key).len() {
            0 => (!question.optional).then_some(Fault::FileMissing),
            number => (number > *most).then_some(Fault::FilesTooMany(*most)),
        },
        _ if value.is_empty() && question.optional => None,
        Kind::System(_) | Kind::AccessPoint | Kind::OperatorCode if value.is_empty() => Some(Fault::ChoiceMissing),
        _ if value.is_empty() => Some(Fault::Missing),
        Kind::Text { limit } => too_long(value, *limit),
        Kind::Email => (!is_email(value)).then_some(Fault::Email),
        Kind::Date { .. } if is_before_takeover(value, facts) => Some(Fault::DateBeforeTakeover),
        Kind::Date { within_days, until, .. } => check_date(value, facts.today, *within_days).or_else(|| {
            let last = text(answers, (*until)?).parse::<Date>().ok()?;
            value.parse::<Date>().is_ok_and(|date| date > last).then_some(Fault::DateAfterOther)
        }),
        Kind::BusinessId => check_business_id(value, facts),
        Kind::PostCode => (value.len() != 5 || !value.bytes().all(|b| b.is_ascii_digit())).then_some(Fault::PostCode),
        Kind::EInvoiceAddress => (!is_e_invoice_address(value)).then_some(Fault::EInvoiceAddress),
        Kind::OperatorCode => {
            (!operators(facts.production).any(|operator| operator.code == value)).then_some(Fault::Operator)
        }
        Kind::System(kinds) => check_system(value, extended.unwrap_or(facts.service), kinds, facts),
        Kind::AccessPoint => check_access_point(value, facts),
    }
}

/// Whether a pharmacist would begin before the pharmacy is theirs. The date is the register's of today, so it follows one
/// that has moved.
fn is_before_takeover(value: &str, facts: &Facts) -> bool {
    let day = value.parse::<Date>().ok();
    day.zip(facts.takeover).is_some_and(|(day, takeover)| facts.today <= day && day < takeover)
}

/// The joining models that the applicant may choose.
pub fn offered_models(version: i64, facts: &Facts) -> &'static [JoiningModel] {
    joining_models(version, facts.service, Sector::of(facts.profile.kind))
}

fn check_joining_model(version: i64, value: &str, facts: &Facts) -> Option<Fault> {
    let offered = offered_models(version, facts);
    if value == JOINED_ANSWER && offered.contains(&JoiningModel::Joint) {
        return Some(Fault::JoinedThroughOther);
    }
    let is_offered = JoiningModel::of_answer(value).is_some_and(|model| offered.contains(&model));
    (!is_offered).then_some(Fault::ChoiceMissing)
}

fn check_date(value: &str, today: Date, within_days: i64) -> Option<Fault> {
    let Ok(date) = value.parse::<Date>() else {
        return Some(if is_written_as_date(value) { Fault::NoSuchDay } else { Fault::NoDate });
    };
    let last = today.checked_add(jiff::Span::new().days(within_days)).unwrap_or(today);
    if date < today { Some(Fault::DatePast) } else { (date > last).then_some(Fault::DateFar) }
}

fn too_long(value: &str, most: usize) -> Option<Fault> {
    let count = value.chars().count();
    (count > most).then_some(Fault::TooLong(count, most))
}

fn check_business_id(value: &str, facts: &Facts) -> Option<Fault> {
    match BusinessId::parse(value) {
        None if BusinessId::is_written_as_one(value) => Some(Fault::CheckDigit),
        None => Some(Fault::BusinessId),
        Some(other) if other == facts.applicant => Some(Fault::OwnBusinessId),
        Some(other) => match facts.others.iter().find(|found| found.organisation == other)?.standing {
            OtherStanding::Unknown => Some(Fault::OtherUnknown),
            OtherStanding::Ended => Some(Fault::OtherEnded),
            OtherStanding::Known | OtherStanding::Silent => None,
        },
    }
}

/// A unit may begin later than today: whether it covers the planned day is seen when all steps are looked at together.
/// Without the register only the form of the identifiers can be judged; the officer sees that nobody looked them up.
fn check_units(chosen: &[String], facts: &Facts) -> Option<Fault> {
    if chosen.is_empty() {
        // What no register knows cannot be named; the officer's approval says why it may go on all the same.
        return (!facts.lacks_registration).then_some(Fault::UnitMissing);
    }
    let are_known = if let Some(organisation) = &facts.organisation {
        let valid = organisation.units.iter().filter(|unit| !unit.is_over(facts.today));
        let valid: HashSet<&str> = valid.map(|unit| unit.oid.as_str()).collect();
        set_of(chosen).is_subset(&valid)
    } else {
        let may_be = |oid: &String| Oid::parse(oid).is_some_and(|oid| oid.may_belong_to(&facts.applicant));
        !facts.organisation_unknown && chosen.iter().all(may_be)
    };
    (!are_known).then_some(Fault::UnitUnknown)
}

/// Chosen values, to be looked for: there may be hundreds, among hundreds.
fn set_of(chosen: &[String]) -> HashSet<&str> {
    chosen.iter().map(String::as_str).collect()
}

/// Whether a system is certified for a service.
pub fn serves(system: &InformationSystem, service: Service) -> bool {
    system.services.split_whitespace().any(|code| code == service.code())
}

/// Whether a certificate with this last day is over.
pub fn is_over(last_day: &str, today: Date) -> bool {
    last_day.parse::<Date>().map_or(true, |last| last < today)
}

/// The service that the step extends: a system must be certified for it and a function be one of its.
fn extended(step: &StepDefinition, answers: &StepAnswers) -> Option<Service> {
    let asked = step.questions.iter().find(|question| matches!(question.kind, Kind::RunningService));
    asked.and_then(|question| Service::parse(text(answers, question.key)))
}

/// The dates that are nearer than an answer of another step allows.
fn check_leads(form: AskedForm, answers: &AllAnswers, facts: &Facts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (step, question) in form.questions() {
        let Kind::Date { lead: Some(lead), .. } = &question.kind else { continue };
        let is_so = answers.get(lead.when.step).is_some_and(|of| lead.when.is.contains(&text(of, lead.when.question)));
        let day = answers.get(step.key).and_then(|of| text(of, question.key).parse::<Date>().ok());
        let first = facts.sent_on.unwrap_or(facts.today).saturating_add(jiff::Span::new().days(lead.days));
        // A day that has passed is told of already.
        if is_so && day.is_some_and(|day| facts.today <= day && day < first) {
            let (field, fault) = (question.key.to_string(), Fault::DateLead(lead.days));
            problems.push(Problem { step: step.key, question: question.key, field, fault });
        }
    }
    problems
}

/// Whether a system is of a kind that a question asks for. A pharmacy of a hospital works with the hospital's system or
/// with one of pharmacies.
pub fn suits(system: &InformationSystem, kinds: &[SystemKind], profile: Profile) -> bool {
    let is_of = |kind: SystemKind| system.kind == kind.code();
    let either = profile.kind == CustomerKind::HospitalPharmacy && kinds.contains(&SystemKind::Care);
    kinds.iter().copied().any(is_of) || (either && is_of(SystemKind::Pharmacy))
}

fn check_system(value: &str, service: Service, kinds: &[SystemKind], facts: &Facts) -> Option<Fault> {
    let fits = |system: &InformationSystem| serves(system, service) && suits(system, kinds, facts.profile);
    match facts.systems.iter().find(|system| system.id == value && fits(system)) {
        None => Some(Fault::SystemUnknown),
        Some(system) => is_over(&system.certified_until, facts.today).then_some(Fault::SystemExpired),
    }
}

fn check_access_point(value: &str, facts: &Facts) -> Option<Fault> {
    // The vendor knows: the intermediary then chooses the point.
    if BusinessId::parse(value).is_some() {
        let is_known = facts.intermediaries.iter().any(|known| known.business_id == value);
        return (!is_known).then_some(Fault::AccessPointUnknown);
    }
    match facts.access_points.iter().find(|point| point.oid == value) {
        None => Some(Fault::AccessPointUnknown),
        Some(point) => is_over(&point.certificate_until, facts.today).then_some(Fault::AccessPointExpired),
    }
}

/// The longest name and e-mail address of a person, in characters.
const PERSON_LIMIT: usize = 200;

fn check_people(
    people: &[ContactPerson],
    key: &str,
    most: usize,
    roles: &[&Role],
    add: &mut impl FnMut(String, Fault),
) {
    let first = format!("{key}-0-name");
    if people.is_empty() {
        return add(first, Fault::PersonMissing);
    }
    if people.len() > most {
        add(format!("{key}-{most}-name"), Fault::PeopleTooMany(most));
    }
    for (row, person) in people.iter().enumerate() {
        let at = |part: &str| format!("{key}-{row}-{part}");
        match person.name.chars().count() {
            0 => add(at("name"), Fault::Missing),
            1..=PERSON_LIMIT => {}
            count => add(at("name"), Fault::TooLong(count, PERSON_LIMIT)),
        }
        match person.email.as_str() {
            "" => add(at("email"), Fault::Missing),
            email if !is_email(email) => add(at("email"), Fault::Email),
            _ => {}
        }
        match person.phone.as_str() {
            "" => add(at("phone"), Fault::Missing),
            phone if !is_phone(phone) => add(at("phone"), Fault::Phone),
            _ => {}
        }
        if !person.roles.iter().any(|held| roles.iter().any(|role| role.key == held)) {
            add(at("roles"), Fault::PersonWithoutRole);
        }
    }
    for role in roles.iter().filter(|role| role.required) {
        if !people.iter().any(|person| person.roles.iter().any(|held| held == role.key)) {
            add(format!("{key}-0-roles"), Fault::RoleMissing(role.key));
        }
    }
}

/// `0037`, the eight digits of a business ID and at most five letters or digits; or an IBAN with right check digits.
pub fn is_e_invoice_address(text: &str) -> bool {
    match text.strip_prefix("0037") {
        Some(rest) if rest.is_ascii() && rest.len() >= 8 => {
            let (digits, suffix) = rest.split_at(8);
            let id = format!("{}-{}", &digits[..7], &digits[7..]);
            BusinessId::parse(&id).is_some() && suffix.len() <= 5 && suffix.bytes().all(|b| b.is_ascii_alphanumeric())
        }
        Some(_) => false,
        None => is_iban(text),
    }
}

/// ISO 13616: country, check digits, account; the number made of the moved characters leaves 1 when divided by 97.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let shape = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    // A Finnish account number has always eighteen characters.
    if !shape || (text.starts_with("FI") && bytes.len() != 18) {
        return false;
    }
    let rest = bytes[4..].iter().chain(&bytes[..4]).fold(0_u32, |rest, b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A' + 10)) % 97,
    });
    rest == 1
}
