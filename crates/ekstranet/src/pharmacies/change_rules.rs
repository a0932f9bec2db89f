//! Notifications of changes: which kinds there are, what each asks, how long ahead, and the life of one. Pure.

use jiff::ToSpan as _;

use super::rules::{TextProblem, read_email};
use crate::kernel::{
    BusinessId, Date, holds_typed_identity_code, is_written_as_date, read_date, without_identity_code,
};
use crate::registers::{Keeping, NOTICE_DAYS, Pharmacy};
use crate::services::CustomerKind;

/// What changes (domain sheet 5.1, pharmacy change types).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    MainToBranch,
    BranchToMain,
    NewBranch,
    BranchMoves,
    Closing,
    TemporaryClosing,
    /// The pharmacist gives the licence up; it has a page of its own.
    GivingUp,
}

impl Kind {
    /// Those that are told on the common page.
    pub const TOLD: [Self; 6] = [
        Self::NewBranch,
        Self::BranchMoves,
        Self::MainToBranch,
        Self::BranchToMain,
        Self::TemporaryClosing,
        Self::Closing,
    ];

    /// The code in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::MainToBranch => "main_to_branch",
            Self::BranchToMain => "branch_to_main",
            Self::NewBranch => "new_branch",
            Self::BranchMoves => "branch_moves",
            Self::Closing => "closing",
            Self::TemporaryClosing => "temporary_closing",
            Self::GivingUp => "giving_up",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::TOLD.into_iter().chain([Self::GivingUp]).find(|kind| kind.code() == code)
    }

    /// Whether a kind of customers notifies of it: a hospital pharmacy has no branches and becomes none.
    pub fn is_for(self, customer: CustomerKind) -> bool {
        customer != CustomerKind::HospitalPharmacy || matches!(self, Self::Closing | Self::TemporaryClosing)
    }

    /// Whether it can be about a place: a branch, a main pharmacy, or either.
    pub fn concerns(self, pharmacy: &Pharmacy) -> bool {
        match self {
            Self::MainToBranch | Self::GivingUp => !pharmacy.is_branch(),
            Self::BranchToMain | Self::BranchMoves => pharmacy.is_branch(),
            Self::Closing | Self::TemporaryClosing => true,
            Self::NewBranch => false,
        }
    }
}

/// The life of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Sent,
    Confirmed,
    Refused,
    Withdrawn,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Withdraw,
    Confirm,
    Refuse,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    Customer,
    Officer,
}

/// The step is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotOpen;

impl State {
    pub const ALL: [Self; 4] = [Self::Sent, Self::Confirmed, Self::Refused, Self::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one actor; what has been answered is never opened again.
    pub fn after(self, step: Step, actor: Actor) -> Result<Self, NotOpen> {
        match (self, step, actor) {
            (Self::Sent, Step::Withdraw, Actor::Customer) => Ok(Self::Withdrawn),
            (Self::Sent, Step::Confirm, Actor::Officer) => Ok(Self::Confirmed),
            (Self::Sent, Step::Refuse, Actor::Officer) => Ok(Self::Refused),
            _ => Err(NotOpen),
        }
    }
}

/// The first day on which a change that is told today can take effect.
pub(super) fn earliest(today: Date) -> Date {
    today.saturating_add(NOTICE_DAYS.days())
}

/// A notification as somebody typed it.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedChange {
    pub pharmacy: String,
    pub name: String,
    pub effective_on: String,
    pub until_on: String,
    pub receiver: String,
    pub details: String,
    pub email: String,
}

impl TypedChange {
    /// What may be shown again.
    pub fn without_identity_codes(mut self) -> Self {
        for field in [
            &mut self.name,
            &mut self.effective_on,
            &mut self.until_on,
            &mut self.receiver,
            &mut self.details,
            &mut self.email,
        ] {
            *field = without_identity_code(field);
        }
        self
    }
}

/// A sound one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// OID and name of the place; no OID of a branch that the register does not have yet.
    pub pharmacy: Option<String>,
    pub pharmacy_name: String,
    pub effective_on: Date,
    pub until_on: Option<Date>,
    pub receiver: Option<BusinessId>,
    pub details: String,
    pub email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    PharmacyMissing,
    NameMissing,
    DayMissing,
    NotADay,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    /// Less than three weeks ahead.
    TooSoon,
    TooFar,
    UntilMissing,
    UntilBeforeStart,
    ReceiverMissing,
    NotABusinessId,
    OwnBusinessId,
    NotAPostCode,
    Text(TextProblem),
}

const NAME_LIMIT: usize = 200;
const DETAILS_LIMIT: usize = 2_000;
/// Nothing is told more than two years ahead.
const FAR_DAYS: i64 = 731;

/// Reads a notification of a kind by the pharmacist with this business ID; every problem with the name of its field.
pub(super) fn read_change(
    kind: Kind,
    typed: &TypedChange,
    pharmacies: &[Pharmacy],
    own: &BusinessId,
    today: Date,
) -> Result<Change, Vec<(&'static str, Problem)>> {
    let mut problems = Vec::new();
    let mut keep = |field: &'static str, problem: Problem| problems.push((field, problem));
    let place = read_place(kind, typed, pharmacies, today).map_err(|(field, problem)| keep(field, problem)).ok();
    let day = read_day(&typed.effective_on, today).map_err(|problem| keep("effective_on", problem)).ok();
    let until = match kind {
        Kind::TemporaryClosing => read_until(&typed.until_on, day).map_err(|problem| keep("until_on", problem)).ok(),
        _ => Some(None),
    };
    let receiver = match kind {
        Kind::BranchMoves => read_receiver(&typed.receiver, own).map_err(|problem| keep("receiver", problem)).ok(),
        _ => Some(None),
    };
    let details = read_text(&typed.details, DETAILS_LIMIT).map_err(|problem| keep("details", problem)).ok();
    let email = read_email(&typed.email).map_err(|problem| keep("email", Problem::Text(problem))).ok();
    match (place, day, until, receiver, details, email) {
        (
            Some((pharmacy, pharmacy_name)),
            Some(effective_on),
            Some(until_on),
            Some(receiver),
            Some(details),
            Some(email),
        ) => Ok(Change { pharmacy, pharmacy_name, effective_on, until_on, receiver, details, email }),
        _ => Err(problems),
    }
}

type Place = (Option<String>, String);

/// The place: one that the pharmacist keeps today, or the name of a branch that begins.
fn read_place(
    kind: Kind,
    typed: &TypedChange,
    pharmacies: &[Pharmacy],
    today: Date,
) -> Result<Place, (&'static str, Problem)> {
    if kind == Kind::NewBranch {
        let name = read_text(&typed.name, NAME_LIMIT).map_err(|problem| ("name", problem))?;
        return if name.is_empty() { Err(("name", Problem::NameMissing)) } else { Ok((None, name)) };
    }
    let found = open_places(kind, pharmacies, today).find(|pharmacy| pharmacy.oid == typed.pharmacy);
    let place = found.map(|pharmacy| (Some(pharmacy.oid.clone()), pharmacy.name.clone()));
    place.ok_or(("pharmacy", Problem::PharmacyMissing))
}

/// The places of a pharmacist that a kind of change can be about: those in their keeping today.
pub(super) fn open_places(kind: Kind, pharmacies: &[Pharmacy], today: Date) -> impl Iterator<Item = &Pharmacy> {
    pharmacies.iter().filter(move |pharmacy| kind.concerns(pharmacy) && pharmacy.keeping(today) == Keeping::Keeping)
}

fn read_day(text: &str, today: Date) -> Result<Date, Problem> {
    match read_date(text) {
        _ if text.is_empty() => Err(Problem::DayMissing),
        None if is_written_as_date(text) => Err(Problem::NoSuchDay),
        None => Err(Problem::NotADay),
        Some(day) if day < earliest(today) => Err(Problem::TooSoon),
        Some(day) if day > today.saturating_add(FAR_DAYS.days()) => Err(Problem::TooFar),
        Some(day) => Ok(day),
    }
}

fn read_until(text: &str, start: Option<Date>) -> Result<Option<Date>, Problem> {
    match read_date(text) {
        _ if text.is_empty() => Err(Problem::UntilMissing),
        None if is_written_as_date(text) => Err(Problem::NoSuchDay),
        None => Err(Problem::NotADay),
        Some(day) if start.is_some_and(|start| day < start) => Err(Problem::UntilBeforeStart),
        Some(day) if start.is_some_and(|start| day > start.saturating_add(FAR_DAYS.days())) => Err(Problem::TooFar),
        day => Ok(day),
    }
}

fn read_receiver(text: &str, own: &BusinessId) -> Result<Option<BusinessId>, Problem> {
    match BusinessId::parse(&BusinessId::written(text)) {
        _ if text.is_empty() => Err(Problem::ReceiverMissing),
        None => Err(Problem::NotABusinessId),
        Some(receiver) if receiver == *own => Err(Problem::OwnBusinessId),
        receiver => Ok(receiver),
    }
}

fn read_text(text: &str, limit: usize) -> Result<String, Problem> {
    if text.chars().count() > limit {
        Err(Problem::Text(TextProblem::TooLong))
    } else if holds_typed_identity_code(text) {
        Err(Problem::Text(TextProblem::IdentityCode))
    } else {
        Ok(text.to_string())
    }
}

/// Where the last invoice of a leaving pharmacist goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct LastInvoice {
    pub name: String,
    pub street: String,
    pub post_code: String,
    pub post_office: String,
}

impl LastInvoice {
    /// What may be shown again.
    pub fn without_identity_codes(mut self) -> Self {
        for field in [&mut self.name, &mut self.street, &mut self.post_code, &mut self.post_office] {
            *field = without_identity_code(field);
        }
        self
    }
}

/// Reads the address of the last invoice.
pub(super) fn read_invoice(typed: &LastInvoice) -> Result<LastInvoice, Vec<(&'static str, Problem)>> {
    let mut problems = Vec::new();
    for (field, text) in [
        ("name", &typed.name),
        ("street", &typed.street),
        ("post_code", &typed.post_code),
        ("post_office", &typed.post_office),
    ] {
        match read_text(text, NAME_LIMIT) {
            Err(problem) => problems.push((field, problem)),
            Ok(text) if text.is_empty() => problems.push((field, Problem::Text(TextProblem::Missing))),
            Ok(text) if field == "post_code" && !(text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit())) => {
                problems.push((field, Problem::NotAPostCode));
            }
            Ok(_) => {}
        }
    }
    if problems.is_empty() { Ok(typed.clone()) } else { Err(problems) }
}

/// Whether a pharmacist keeps another pharmacy after a day, so that their services go on.
pub(super) fn continues_elsewhere(pharmacies: &[Pharmacy], last_day: Date) -> bool {
    let next = last_day.tomorrow().unwrap_or(last_day);
    pharmacies.iter().any(|pharmacy| !pharmacy.is_branch() && pharmacy.begins_on <= next && pharmacy.ends_on >= next)
}

/// The day on which the last pharmacy that a pharmacist keeps closes for good; `None` while one of them is not known to
/// close, or is taken over by another. `notified` are places with the days on which they close by a notification.
pub(super) fn closing_day(pharmacies: &[Pharmacy], notified: &[(String, Date)], today: Date) -> Option<Date> {
    let kept = pharmacies.iter().filter(|pharmacy| !pharmacy.is_branch() && pharmacy.keeping(today) != Keeping::Left);
    let days: Option<Vec<Date>> = kept
        .map(|pharmacy| {
            let told = notified.iter().filter(|(oid, _)| *oid == pharmacy.oid).map(|(_, day)| *day);
            // The register gives every pharmacy a last day, mostly one that is far away.
            pharmacy.after.is_none().then(|| told.fold(pharmacy.ends_on, Date::min))
        })
        .collect();
    days?.into_iter().max()
}
