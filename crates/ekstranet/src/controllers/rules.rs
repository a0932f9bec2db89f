//! The life of a change of controller, and the runs in which changes are carried out. Pure.

use crate::kernel::Date;
use crate::services::{Holding, Service};

/// The life of a change of controller (rekisterinpitäjämuutos).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    Draft,
    /// The new controller is asked whether that is so.
    Asked,
    /// The new controller has confirmed it.
    Confirmed,
    /// The new controller contests it.
    Contested,
    /// An officer gave it back to be put right.
    Returned,
    /// It waits for its run.
    Scheduled,
    /// The run has been carried out.
    Done,
    Rejected,
    Withdrawn,
    Discarded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Send,
    Discard,
    Withdraw,
    Confirm,
    Contest,
    Return,
    Reject,
    Schedule,
    /// To another run.
    Move,
    CarryOut,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Whoever hands the documents over and notifies the change.
    Sender,
    /// The new controller.
    Receiver,
    Officer,
}

/// The step is not open in this state to this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotOpen;

impl Step {
    /// In the order of buttons: what is expected comes before what ends or holds up.
    pub const ALL: [Self; 10] = [
        Self::Send,
        Self::Discard,
        Self::Withdraw,
        Self::Confirm,
        Self::Contest,
        Self::Schedule,
        Self::CarryOut,
        Self::Move,
        Self::Return,
        Self::Reject,
    ];

    /// The code in rows and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Discard => "discard",
            Self::Withdraw => "withdraw",
            Self::Confirm => "confirm",
            Self::Contest => "contest",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Schedule => "schedule",
            Self::Move => "move",
            Self::CarryOut => "carry_out",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

impl Side {
    pub const ALL: [Self; 3] = [Self::Sender, Self::Receiver, Self::Officer];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sender => "sender",
            Self::Receiver => "receiver",
            Self::Officer => "officer",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }
}

impl ChangeState {
    pub(super) const ALL: [Self; 10] = [
        Self::Draft,
        Self::Asked,
        Self::Confirmed,
        Self::Contested,
        Self::Returned,
        Self::Scheduled,
        Self::Done,
        Self::Rejected,
        Self::Withdrawn,
        Self::Discarded,
    ];

    /// The code in rows.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Asked => "asked",
            Self::Confirmed => "confirmed",
            Self::Contested => "contested",
            Self::Returned => "returned",
            Self::Scheduled => "scheduled",
            Self::Done => "done",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Discarded => "discarded",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one side. Whoever was sent a corrected notification is asked anew; who has contested by
    /// mistake may still confirm; what an officer has scheduled is not answered any more.
    pub(super) fn after(self, step: Step, side: Side) -> Result<Self, NotOpen> {
        use ChangeState::{
            Asked, Confirmed, Contested, Discarded, Done, Draft, Rejected, Returned, Scheduled, Withdrawn,
        };
        match (self, step, side) {
            (Draft | Returned, Step::Send, Side::Sender) => Ok(Asked),
            (Draft, Step::Discard, Side::Sender) => Ok(Discarded),
            (Asked | Confirmed | Contested | Returned | Scheduled, Step::Withdraw, Side::Sender) => Ok(Withdrawn),
            (Asked | Contested, Step::Confirm, Side::Receiver) => Ok(Confirmed),
            (Asked, Step::Contest, Side::Receiver) => Ok(Contested),
            (Asked | Confirmed | Contested, Step::Return, Side::Officer) => Ok(Returned),
            (Asked | Confirmed | Contested | Scheduled, Step::Reject, Side::Officer) => Ok(Rejected),
            (Asked | Confirmed | Contested, Step::Schedule, Side::Officer) | (Scheduled, Step::Move, Side::Officer) => {
                Ok(Scheduled)
            }
            (Scheduled, Step::CarryOut, Side::Officer) => Ok(Done),
            _ => Err(NotOpen),
        }
    }

    /// Whether the sender may change what it says.
    pub(super) fn is_open(self) -> bool {
        self.after(Step::Send, Side::Sender).is_ok()
    }

    /// Whether its services are under a change by it.
    pub(super) fn is_live(self) -> bool {
        matches!(self, Self::Asked | Self::Confirmed | Self::Contested | Self::Returned | Self::Scheduled)
    }
}

/// The days of the run to which a change is scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub day: Date,
    pub closes_on: Date,
}

/// Whether a step is open to a side on a day: what is scheduled is withdrawn until the closing day of its run, and a run is
/// recorded as carried out from its day on.
pub(super) fn is_open(state: ChangeState, (step, side): (Step, Side), run: Option<Planned>, today: Date) -> bool {
    let in_time = match (state, step) {
        (ChangeState::Scheduled, Step::Withdraw) => run.is_some_and(|run| today <= run.closes_on),
        (_, Step::CarryOut) => run.is_some_and(|run| run.day <= today),
        _ => true,
    };
    in_time && state.after(step, side).is_ok()
}

/// The steps that are open to a side on a day; buttons are drawn from them.
pub(super) fn open_steps(state: ChangeState, side: Side, run: Option<Planned>, today: Date) -> Vec<Step> {
    Step::ALL.into_iter().filter(|step| is_open(state, (*step, side), run, today)).collect()
}

/// Whether an officer has to say why: always, but for what both parties have agreed on and what has happened as planned.
pub(super) fn needs_reason(state: ChangeState, step: Step) -> bool {
    match step {
        Step::Schedule => state != ChangeState::Confirmed,
        Step::CarryOut => false,
        _ => true,
    }
}

/// Whether a service holds documents that have a controller here.
pub(super) fn has_controller(service: Service) -> bool {
    service.holds() == Holding::Records && !service.is_extension() && !service.repeats()
}

/// A published day on which changes are carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub id: String,
    pub day: Date,
    pub closes_on: Date,
    pub services: Vec<Service>,
}

impl Run {
    /// Whether a change of these services that takes effect on a day fits.
    fn takes(&self, services: &[Service], changes_on: Date) -> bool {
        changes_on <= self.day && services.iter().all(|service| self.services.contains(service))
    }
}

/// The runs among which a customer chooses, the first one first: those whose closing day has not passed and that are not
/// before the change. `runs` are in the order of their days.
pub(super) fn offered<'r>(runs: &'r [Run], services: &[Service], changes_on: Date, today: Date) -> Vec<&'r Run> {
    runs.iter().filter(|run| today <= run.closes_on && run.takes(services, changes_on)).collect()
}

/// The runs to which an officer schedules: those that have not been, the closing day notwithstanding.
pub(super) fn schedulable<'r>(runs: &'r [Run], services: &[Service], changes_on: Date, today: Date) -> Vec<&'r Run> {
    runs.iter().filter(|run| today <= run.day && run.takes(services, changes_on)).collect()
}

/// What is wrong with a run that an officer adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunProblem {
    DayMissing,
    NotADay,
    NoSuchDay,
    Past,
    TooFar,
    /// The closing day does not come before the run.
    ClosesAfter,
    ServicesMissing,
    /// So many characters, and how many fit.
    TooLong(usize, usize),
    IdentityCode,
    /// There is one on that day for one of the services.
    Twice,
}

/// After how many days a new controller that has not answered is reminded, each time.
const REMIND_AFTER_DAYS: i64 = 7;
/// How often it is reminded at most.
pub(super) const REMINDERS: i64 = 3;

/// Before which moment somebody must have been asked to be reminded now, by how often that was done.
pub(super) fn reminder_due(now: crate::kernel::Instant, reminders: i64) -> crate::kernel::Instant {
    now.plus_seconds(-(reminders + 1) * REMIND_AFTER_DAYS * 24 * 3_600)
}
