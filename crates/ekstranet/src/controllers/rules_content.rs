//! What a change of controller has to say, page by page. Pure.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};

use super::rules::{Run, offered};
use crate::kernel::{BusinessId, Date, holds_typed_identity_code, is_email, is_phone, is_written_as_date, read_date};
use crate::matters::ReceiverFound;
use crate::services::Service;

/// Why the controller changes (domain sheet 5.2, 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Merger,
    NewBusinessId,
    ActivityMoves,
    Other,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::Merger, Self::NewBusinessId, Self::ActivityMoves, Self::Other];

    pub fn code(self) -> &'static str {
        match self {
            Self::Merger => "merger",
            Self::NewBusinessId => "new_business_id",
            Self::ActivityMoves => "activity_moves",
            Self::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// A page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Documents,
    Receiver,
    Day,
    Run,
    Contact,
}

impl Page {
    pub const ALL: [Self; 5] = [Self::Documents, Self::Receiver, Self::Day, Self::Run, Self::Contact];

    /// The word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Receiver => "receiver",
            Self::Day => "day",
            Self::Run => "run",
            Self::Contact => "contact",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.code() == code)
    }
}

/// A unit whose documents change their controller, as the register named it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NamedUnit {
    pub oid: String,
    pub name: String,
}

/// What a change says, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// Codes of services.
    pub services: Vec<String>,
    /// `all` documents, or those of `some` units.
    pub extent: String,
    pub units: Vec<NamedUnit>,
    /// The business ID of the new controller.
    pub receiver: String,
    /// Its name as a register told it; empty when none did.
    pub receiver_name: String,
    /// The code of what the registers told; empty when they were not asked.
    pub receiver_found: String,
    pub reason: String,
    pub details: String,
    /// From which day the new controller is it.
    pub changes_on: String,
    /// The id of the run, or `next`.
    pub run: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub words: String,
}

/// The answer that leaves the run to the officers.
pub(super) const NEXT_RUN: &str = "next";

impl Content {
    pub fn receiver(&self) -> Option<BusinessId> {
        BusinessId::parse(&self.receiver)
    }

    /// What the registers told of the new controller.
    pub fn receiver_found(&self) -> Option<ReceiverFound> {
        ReceiverFound::parse(&self.receiver_found)
    }

    pub fn services(&self) -> Vec<Service> {
        let is_named = |service: &Service| self.services.iter().any(|code| code == service.code());
        Service::ALL.into_iter().filter(is_named).collect()
    }

    pub fn changes_on(&self) -> Option<Date> {
        read_date(&self.changes_on)
    }
}

/// A service in production that holds documents, of whoever hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Live {
    pub service: Service,
    /// The number of another change that is under way for it.
    pub under: Option<String>,
}

/// What a change is judged by.
pub(super) struct Known<'k> {
    pub live: &'k [Live],
    /// In the order of their days.
    pub runs: &'k [Run],
    pub own: &'k BusinessId,
    pub today: Date,
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    ServicesMissing,
    /// Nothing is left that could change.
    NothingLeft,
    /// Another change of the service is under way, or it is not in production.
    NotFree(Service),
    ExtentMissing,
    UnitsMissing,
    /// The whole register, and some units of it.
    UnitsBesideAll,
    ReceiverMissing,
    NotABusinessId,
    /// Rightly written, but its check digit is another.
    WrongCheckDigit,
    OwnBusinessId,
    ReceiverEnded,
    ReceiverUnknown,
    ReasonMissing,
    DetailsMissing,
    DayMissing,
    NotADay,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    TooEarly,
    TooFar,
    RunMissing,
    /// The chosen run is not offered any more.
    RunGone,
    NameMissing,
    EmailMissing,
    NotAnEmail,
    PhoneMissing,
    NotAPhone,
    /// So many characters, and how many fit.
    TooLong(usize, usize),
    IdentityCode,
}

/// A problem with its page and field.
pub(super) type Found = (Page, &'static str, Problem);

const LINE_LIMIT: usize = 200;
pub(super) const TEXT_LIMIT: usize = 2_000;
/// A change is notified at most two years ahead, and one year after it took effect.
const FAR_DAYS: i64 = 731;
const LATE_DAYS: i64 = 366;

/// Everything that is wrong with what a change says.
pub(super) fn check(content: &Content, known: &Known<'_>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut add = |page: Page, problems: Vec<(&'static str, Problem)>| {
        found.extend(problems.into_iter().map(|(field, problem)| (page, field, problem)));
    };
    add(Page::Documents, check_documents(content, known));
    add(Page::Receiver, check_receiver(content, known.own));
    add(
        Page::Day,
        read_day(&content.changes_on, known.today).err().map(|problem| ("changes_on", problem)).into_iter().collect(),
    );
    add(Page::Run, check_run(content, known).map(|problem| ("run", problem)).into_iter().collect());
    add(Page::Contact, check_contact(content));
    found
}

fn check_documents(content: &Content, known: &Known<'_>) -> Vec<(&'static str, Problem)> {
    let mut found = Vec::new();
    let is_free = |service: &Service| known.live.iter().any(|live| live.service == *service && live.under.is_none());
    let services = content.services();
    if known.live.iter().all(|live| live.under.is_some()) {
        found.push(("services", Problem::NothingLeft));
    } else if services.is_empty() {
        found.push(("services", Problem::ServicesMissing));
    } else if let Some(service) = services.iter().find(|service| !is_free(service)) {
        found.push(("services", Problem::NotFree(*service)));
    }
    match content.extent.as_str() {
        "some" if content.units.is_empty() => found.push(("units", Problem::UnitsMissing)),
        "all" if !content.units.is_empty() => found.push(("extent", Problem::UnitsBesideAll)),
        "all" | "some" => {}
        _ => found.push(("extent", Problem::ExtentMissing)),
    }
    found
}

fn check_receiver(content: &Content, own: &BusinessId) -> Vec<(&'static str, Problem)> {
    let mut found = Vec::new();
    let receiver = match (content.receiver(), content.receiver_found()) {
        (None, _) if content.receiver.is_empty() => Some(Problem::ReceiverMissing),
        (None, _) if BusinessId::is_written_as_one(&content.receiver) => Some(Problem::WrongCheckDigit),
        (None, _) => Some(Problem::NotABusinessId),
        (Some(receiver), _) if receiver == *own => Some(Problem::OwnBusinessId),
        (_, Some(ReceiverFound::Ended)) => Some(Problem::ReceiverEnded),
        (_, Some(ReceiverFound::Unknown)) => Some(Problem::ReceiverUnknown),
        // A register that is down stops nobody: it is asked again later.
        (_, Some(ReceiverFound::Known | ReceiverFound::Unverified) | None) => None,
    };
    found.extend(receiver.map(|problem| ("receiver", problem)));
    let reason = Reason::parse(&content.reason);
    if reason.is_none() {
        found.push(("reason", Problem::ReasonMissing));
    }
    if reason == Some(Reason::Other) && content.details.is_empty() {
        found.push(("details", Problem::DetailsMissing));
    }
    found.extend(check_text(&content.details, TEXT_LIMIT).err().map(|problem| ("details", problem)));
    found
}

/// Reads the day from which the new controller is it.
pub(super) fn read_day(text: &str, today: Date) -> Result<Date, Problem> {
    match read_date(text) {
        _ if text.is_empty() => Err(Problem::DayMissing),
        None if is_written_as_date(text) => Err(Problem::NoSuchDay),
        None => Err(Problem::NotADay),
        Some(day) if day < today.saturating_sub(LATE_DAYS.days()) => Err(Problem::TooEarly),
        Some(day) if day > today.saturating_add(FAR_DAYS.days()) => Err(Problem::TooFar),
        Some(day) => Ok(day),
    }
}

/// The runs that can be chosen by what is said; none before the services and the day are known.
pub(super) fn offered_runs<'k>(content: &Content, known: &Known<'k>) -> Vec<&'k Run> {
    match content.changes_on() {
        Some(day) => offered(known.runs, &content.services(), day, known.today),
        None => Vec::new(),
    }
}

fn check_run(content: &Content, known: &Known<'_>) -> Option<Problem> {
    match content.run.as_str() {
        "" => Some(Problem::RunMissing),
        NEXT_RUN => None,
        id => offered_runs(content, known).iter().all(|run| run.id != id).then_some(Problem::RunGone),
    }
}

fn check_contact(content: &Content) -> Vec<(&'static str, Problem)> {
    let Content { name, email, phone, words, .. } = content;
    let line = |text: &str, missing: Problem, wrong: Option<Problem>| match check_text(text, LINE_LIMIT) {
        Err(problem) => Some(problem),
        Ok(()) if text.is_empty() => Some(missing),
        Ok(()) => wrong,
    };
    let email_wrong = (!is_email(email)).then_some(Problem::NotAnEmail);
    let phone_wrong = (!is_phone(phone)).then_some(Problem::NotAPhone);
    let fields = [
        ("name", line(name, Problem::NameMissing, None)),
        ("email", line(email, Problem::EmailMissing, email_wrong)),
        ("phone", line(phone, Problem::PhoneMissing, phone_wrong)),
        ("words", check_text(words, TEXT_LIMIT).err()),
    ];
    fields.into_iter().filter_map(|(field, problem)| Some((field, problem?))).collect()
}

/// Words that are kept and shown as they are.
pub(super) fn check_text(text: &str, limit: usize) -> Result<(), Problem> {
    if text.chars().count() > limit {
        Err(Problem::TooLong(text.chars().count(), limit))
    } else if holds_typed_identity_code(text) {
        Err(Problem::IdentityCode)
    } else {
        Ok(())
    }
}

/// Words that have to be there: why something is contested, given back, rejected, moved.
pub(super) fn check_reason(reason: &str) -> Result<(), Problem> {
    if reason.is_empty() { Err(Problem::ReasonMissing) } else { check_text(reason, TEXT_LIMIT) }
}
