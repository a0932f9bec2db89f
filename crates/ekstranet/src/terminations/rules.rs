//! The life of a termination, what it has to say and how an officer answers. Pure.

use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};

use crate::kernel::{BusinessId, Date, holds_typed_identity_code, is_written_as_date, read_date};
use crate::matters::ReceiverFound;
use crate::services::{CustomerKind, Service, newest_form};

/// The life of a termination (irtisanominen).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TerminationState {
    Draft,
    /// It waits for an officer.
    Sent,
    /// An officer gave it back to be put right.
    Returned,
    /// The last day is settled.
    Confirmed,
    Rejected,
    Withdrawn,
    Discarded,
    /// The last day has passed.
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Send,
    Discard,
    Withdraw,
    Return,
    Confirm,
    Reject,
    /// The confirmation was a mistake.
    TakeBack,
    DayPassed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Customer,
    Officer,
    /// The job.
    System,
}

/// The step is not open in this state to this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotOpen;

impl TerminationState {
    pub(super) const ALL: [Self; 8] = [
        Self::Draft,
        Self::Sent,
        Self::Returned,
        Self::Confirmed,
        Self::Rejected,
        Self::Withdrawn,
        Self::Discarded,
        Self::Ended,
    ];

    /// The code in rows.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Returned => "returned",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Discarded => "discarded",
            Self::Ended => "ended",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one side. What has been decided is never opened again, but for a confirmation that was a
    /// mistake, as long as nothing has ended by it.
    pub(super) fn after(self, step: Step, side: Side) -> Result<Self, NotOpen> {
        match (self, step, side) {
            (Self::Draft | Self::Returned, Step::Send, Side::Customer)
            | (Self::Confirmed, Step::TakeBack, Side::Officer) => Ok(Self::Sent),
            (Self::Draft, Step::Discard, Side::Customer) => Ok(Self::Discarded),
            (Self::Sent | Self::Returned, Step::Withdraw, Side::Customer) => Ok(Self::Withdrawn),
            (Self::Sent, Step::Return, Side::Officer) => Ok(Self::Returned),
            (Self::Sent, Step::Confirm, Side::Officer) => Ok(Self::Confirmed),
            (Self::Sent, Step::Reject, Side::Officer) => Ok(Self::Rejected),
            (Self::Confirmed, Step::DayPassed, Side::System) => Ok(Self::Ended),
            _ => Err(NotOpen),
        }
    }

    /// Whether the customer may change what it says.
    pub(super) fn is_open(self) -> bool {
        self.after(Step::Send, Side::Customer).is_ok()
    }

    /// Whether its services are under termination by it.
    pub(super) fn is_live(self) -> bool {
        matches!(self, Self::Sent | Self::Returned | Self::Confirmed)
    }
}

/// Why something is terminated (domain sheet 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    ActivityEnds,
    Reorganisation,
    Acquisition,
    Other,
}

impl Reason {
    pub const ALL: [Self; 4] = [Self::ActivityEnds, Self::Reorganisation, Self::Acquisition, Self::Other];

    pub fn code(self) -> &'static str {
        match self {
            Self::ActivityEnds => "activity_ends",
            Self::Reorganisation => "reorganisation",
            Self::Acquisition => "acquisition",
            Self::Other => "other",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether somebody may take over what ends here.
    pub fn may_transfer(self) -> bool {
        self != Self::ActivityEnds
    }
}

/// A page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    Services,
    Reason,
    Receiver,
    Invoice,
}

impl Page {
    pub const ALL: [Self; 4] = [Self::Services, Self::Reason, Self::Receiver, Self::Invoice];

    /// The word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Reason => "reason",
            Self::Receiver => "receiver",
            Self::Invoice => "invoice",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.code() == code)
    }

    /// The pages that these answers ask for, in order.
    pub fn asked(content: &Content) -> impl Iterator<Item = Self> {
        let transfers = Reason::parse(&content.reason).is_some_and(Reason::may_transfer);
        Self::ALL.into_iter().filter(move |page| *page != Self::Receiver || transfers)
    }
}

/// What a termination says, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// `whole` or `some`.
    pub extent: String,
    /// Codes of services, where only some end.
    pub services: Vec<String>,
    /// The last day of use.
    pub ends_on: String,
    pub reason: String,
    pub details: String,
    /// `yes` or `no`.
    pub transferred: String,
    /// The business ID of whoever takes over.
    pub receiver: String,
    /// Its name as a register told it; empty when none did.
    #[serde(default)]
    pub receiver_name: String,
    /// The code of what the registers told; empty when they were not asked.
    #[serde(default)]
    pub receiver_found: String,
    /// `known` or `other`.
    pub invoice: String,
    pub name: String,
    pub street: String,
    pub post_code: String,
    pub post_office: String,
    pub email: String,
}

impl Content {
    /// Whoever takes over, where the answers say that somebody does.
    pub fn receiver(&self) -> Option<BusinessId> {
        let is_asked = Page::asked(self).any(|page| page == Page::Receiver);
        BusinessId::parse(&self.receiver).filter(|_| is_asked && self.transferred == "yes")
    }

    /// What the registers told of it.
    pub fn receiver_found(&self) -> Option<ReceiverFound> {
        ReceiverFound::parse(&self.receiver_found)
    }
}

/// A service that a customer has and may terminate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Live {
    pub service: Service,
    /// Its last day, where another termination or the giving-up of a licence ends it.
    pub ends: Option<Ending>,
    pub in_production: bool,
    /// It was terminated before production, and is not taken into use any more.
    pub stopped: bool,
    /// What is left to do before production.
    pub open_items: usize,
}

/// Something that ends a service already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    /// The case number.
    pub number: String,
    /// `YYYY-MM-DD`
    pub ends_on: String,
}

/// The services that end by what was answered.
pub(super) fn chosen(content: &Content, live: &[Live]) -> Vec<Service> {
    let free = live.iter().filter(|live| live.ends.is_none()).map(|live| live.service);
    match content.extent.as_str() {
        "whole" => free.collect(),
        _ => free.filter(|service| content.services.iter().any(|code| code == service.code())).collect(),
    }
}

/// The services without which another one cannot be used.
pub(super) fn required_by(service: Service) -> &'static [Service] {
    CustomerKind::ALL.into_iter().find_map(|kind| newest_form(service, kind)).map_or(&[], |form| form.requires)
}

/// Services that go on and cannot do so without what ends: the one that goes on, the one that it needs.
pub(super) fn left_without(live: &[Live], chosen: &[Service], last_day: &str) -> Vec<(Service, Service)> {
    let goes_on = |live: &&Live| {
        let ends_in_time = live.ends.as_ref().is_some_and(|ending| ending.ends_on.as_str() <= last_day);
        !chosen.contains(&live.service) && !ends_in_time
    };
    let pairs = live.iter().filter(goes_on).flat_map(|live| {
        let needed = required_by(live.service).iter().filter(|needed| chosen.contains(needed));
        needed.map(move |needed| (live.service, *needed))
    });
    pairs.collect()
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    ExtentMissing,
    ServicesMissing,
    /// The whole customership, and some services of it.
    ServicesBesideWhole,
    /// Nothing is left that could be terminated.
    NothingLeft,
    /// The first cannot go on without the second.
    Needed(Service, Service),
    DayMissing,
    NotADay,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    /// Nothing is terminated afterwards.
    Past,
    TooFar,
    ReasonMissing,
    DetailsMissing,
    TransferMissing,
    /// The business is sold, but nobody goes on with it.
    SoldToNobody,
    ReceiverMissing,
    NotABusinessId,
    /// Rightly written, but its check digit is another.
    WrongCheckDigit,
    OwnBusinessId,
    ReceiverEnded,
    ReceiverUnknown,
    InvoiceMissing,
    NameMissing,
    StreetMissing,
    PostCodeMissing,
    PostOfficeMissing,
    NotAPostCode,
    EmailMissing,
    NotAnEmail,
    /// So many characters, and how many fit.
    TooLong(usize, usize),
    IdentityCode,
}

/// A problem with its page and field.
pub(super) type Found = (Page, &'static str, Problem);

const LINE_LIMIT: usize = 200;
pub(super) const TEXT_LIMIT: usize = 2_000;
/// Nothing is terminated more than two years ahead.
const FAR_DAYS: i64 = 731;

/// Everything that is wrong with what a termination says.
pub(super) fn check(content: &Content, live: &[Live], own: &BusinessId, today: Date) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    found.extend(check_services(content, live, today).into_iter().map(|(field, what)| (Page::Services, field, what)));
    found.extend(check_reason(content).map(|(field, what)| (Page::Reason, field, what)));
    if Page::asked(content).any(|page| page == Page::Receiver) {
        found.extend(check_receiver(content, own).map(|(field, what)| (Page::Receiver, field, what)));
    }
    found.extend(check_invoice(content).into_iter().map(|(field, what)| (Page::Invoice, field, what)));
    found
}

fn check_services(content: &Content, live: &[Live], today: Date) -> Vec<(&'static str, Problem)> {
    let mut found = Vec::new();
    let chosen = chosen(content, live);
    if live.iter().all(|live| live.ends.is_some()) {
        found.push(("extent", Problem::NothingLeft));
    } else if !matches!(content.extent.as_str(), "whole" | "some") {
        found.push(("extent", Problem::ExtentMissing));
    } else if content.extent == "whole" && !content.services.is_empty() {
        found.push(("extent", Problem::ServicesBesideWhole));
    } else if chosen.is_empty() {
        found.push(("services", Problem::ServicesMissing));
    }
    match read_day(&content.ends_on, today) {
        Err(problem) => found.push(("ends_on", problem)),
        Ok(day) => {
            let pairs = left_without(live, &chosen, &day.to_string());
            found.extend(pairs.first().map(|(one, needed)| ("services", Problem::Needed(*one, *needed))));
        }
    }
    found
}

/// Reads the last day: today or later.
pub(super) fn read_day(text: &str, today: Date) -> Result<Date, Problem> {
    match read_date(text) {
        _ if text.is_empty() => Err(Problem::DayMissing),
        None if is_written_as_date(text) => Err(Problem::NoSuchDay),
        None => Err(Problem::NotADay),
        Some(day) if day < today => Err(Problem::Past),
        Some(day) if day > today.saturating_add(FAR_DAYS.days()) => Err(Problem::TooFar),
        Some(day) => Ok(day),
    }
}

fn check_reason(content: &Content) -> Option<(&'static str, Problem)> {
    let reason = Reason::parse(&content.reason);
    if reason.is_none() {
        return Some(("reason", Problem::ReasonMissing));
    }
    if reason == Some(Reason::Other) && content.details.is_empty() {
        return Some(("details", Problem::DetailsMissing));
    }
    check_text(&content.details, TEXT_LIMIT).err().map(|problem| ("details", problem))
}

fn check_receiver(content: &Content, own: &BusinessId) -> Option<(&'static str, Problem)> {
    match (content.transferred.as_str(), BusinessId::parse(&content.receiver)) {
        ("yes", _) if content.receiver.is_empty() => Some(("receiver", Problem::ReceiverMissing)),
        ("yes", None) if BusinessId::is_written_as_one(&content.receiver) => {
            Some(("receiver", Problem::WrongCheckDigit))
        }
        ("yes", None) => Some(("receiver", Problem::NotABusinessId)),
        ("yes", Some(receiver)) if receiver == *own => Some(("receiver", Problem::OwnBusinessId)),
        ("yes", Some(_)) => match content.receiver_found() {
            Some(ReceiverFound::Ended) => Some(("receiver", Problem::ReceiverEnded)),
            Some(ReceiverFound::Unknown) => Some(("receiver", Problem::ReceiverUnknown)),
            // A register that is down stops nobody: it is asked again later.
            Some(ReceiverFound::Known | ReceiverFound::Unverified) | None => None,
        },
        // What is sold goes on with the buyer.
        ("no", _) if content.reason == Reason::Acquisition.code() => Some(("transferred", Problem::SoldToNobody)),
        ("no", _) => None,
        _ => Some(("transferred", Problem::TransferMissing)),
    }
}

fn check_invoice(content: &Content) -> Vec<(&'static str, Problem)> {
    let mut found = Vec::new();
    if !matches!(content.invoice.as_str(), "known" | "other") {
        found.push(("invoice", Problem::InvoiceMissing));
    }
    let lines = [
        ("name", &content.name, Problem::NameMissing),
        ("street", &content.street, Problem::StreetMissing),
        ("post_code", &content.post_code, Problem::PostCodeMissing),
        ("post_office", &content.post_office, Problem::PostOfficeMissing),
    ];
    let is_asked = content.invoice == "other";
    for (field, text, missing) in lines {
        match check_text(text, LINE_LIMIT) {
            // What is typed is kept, whether it is asked for or not.
            Err(problem) => found.push((field, problem)),
            Ok(()) if !is_asked => {}
            Ok(()) if text.is_empty() => found.push((field, missing)),
            Ok(()) if field == "post_code" && !(text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())) => {
                found.push((field, Problem::NotAPostCode));
            }
            Ok(()) => {}
        }
    }
    let email = &content.email;
    let is_email = email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    match check_text(email, LINE_LIMIT) {
        Err(problem) => found.push(("email", problem)),
        Ok(()) if email.is_empty() => found.push(("email", Problem::EmailMissing)),
        Ok(()) if !is_email || email.contains(char::is_whitespace) => found.push(("email", Problem::NotAnEmail)),
        Ok(()) => {}
    }
    found
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
