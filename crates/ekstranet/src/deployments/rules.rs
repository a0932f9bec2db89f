//! The life of a deployment and what has to be done before production. Pure.

use crate::kernel::{self, Date};
use crate::services::Service;
use crate::texts::Texts;

/// The life of a deployment (design, rules of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentState {
    SetUp,
    TestPlanned,
    TestFailed,
    InProduction,
    Ending,
    Ended,
}

/// The step is not open in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl DeploymentState {
    pub const ALL: [Self; 6] =
        [Self::SetUp, Self::TestPlanned, Self::TestFailed, Self::InProduction, Self::Ending, Self::Ended];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::TestPlanned => "test_planned",
            Self::TestFailed => "test_failed",
            Self::InProduction => "in_production",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Items are ticked and the date is set only before production.
    pub(super) fn may_prepare(self) -> Result<(), Refused> {
        match self {
            Self::SetUp | Self::TestPlanned | Self::TestFailed => Ok(()),
            Self::InProduction | Self::Ending | Self::Ended => Err(Refused),
        }
    }
}

/// Something to do before production (domain sheet 3.3 and 5.1, technical set-up).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// The supplier has connected the system to production through the access point.
    Connection,
    /// Prescribers and others have valid certificate cards.
    CertificateCards,
    /// The staff is trained and access rights are given by task.
    Staff,
    /// An archivist is named, where documents are archived.
    Archivist,
}

impl Item {
    const ALL: [Self; 4] = [Self::Connection, Self::CertificateCards, Self::Staff, Self::Archivist];

    /// The code in rows and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Connection => "connection",
            Self::CertificateCards => "certificate_cards",
            Self::Staff => "staff",
            Self::Archivist => "archivist",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.code() == code)
    }

    /// The items of a service: the prescription service archives no documents, so it needs no archivist.
    pub fn of(service: Service) -> &'static [Self] {
        match service {
            Service::Prescription => &[Self::Connection, Self::CertificateCards, Self::Staff],
            Service::PatientData | Service::SocialData | Service::ImagingData => &Self::ALL,
        }
    }

    pub fn title(self, t: &Texts) -> String {
        match self {
            Self::Connection => t.deployments_item_connection(),
            Self::CertificateCards => t.deployments_item_certificate_cards(),
            Self::Staff => t.deployments_item_staff(),
            Self::Archivist => t.deployments_item_archivist(),
        }
    }

    pub fn text(self, t: &Texts) -> String {
        match self {
            Self::Connection => t.deployments_item_connection_text(),
            Self::CertificateCards => t.deployments_item_certificate_cards_text(),
            Self::Staff => t.deployments_item_staff_text(),
            Self::Archivist => t.deployments_item_archivist_text(),
        }
    }
}

/// An item that is done: who and when.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct Done {
    pub item: String,
    pub at: i64,
    pub by_name: String,
}

/// The first day of production, when every item is done and the agreed date has come.
pub(super) fn production_due(service: Service, done: &[Done], date: Option<&str>, today: Date) -> Option<Date> {
    let date: Date = date?.parse().ok()?;
    let all = Item::of(service).iter().all(|item| done.iter().any(|done| done.item == item.code()));
    (all && date <= today).then_some(date)
}

/// Why a production date is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateProblem {
    Missing,
    NotADate,
    Past,
    TooFar,
}

/// Reads a typed date: today or later, within a year.
pub(super) fn read_date(text: &str, today: Date) -> Result<Date, DateProblem> {
    if text.is_empty() {
        return Err(DateProblem::Missing);
    }
    let date = kernel::read_date(text).ok_or(DateProblem::NotADate)?;
    if date < today {
        return Err(DateProblem::Past);
    }
    let days = today.until(date).map_or(i32::MAX, |span| span.get_days());
    if days > 366 { Err(DateProblem::TooFar) } else { Ok(date) }
}
