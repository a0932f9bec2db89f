//! What officers answer to a termination, and who may take a confirmation back. Pure.

use super::rules::{NotOpen, Problem, TEXT_LIMIT, check_text, read_day};
use crate::kernel::Date;
use crate::services::{CustomerKind, Service, newest_form};

/// What is wrong with an officer's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnswerProblem {
    AnswerMissing,
    ReasonMissing,
    /// Whoever takes a confirmation back says why.
    WhyMissing,
    Day(Problem),
    /// The customer asked for a later day.
    BeforeAsked,
    Text(Problem),
}

/// What an officer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// With the last day and, if need be, words to the customer.
    Confirm(Date, String),
    Return(String),
    Reject(String),
}

/// Reads an officer's answer; the last day may be later than what was asked for, never earlier and never past.
pub(super) fn read_answer(
    (answer, day, reason): (&str, &str, &str),
    asked: Date,
    today: Date,
) -> Result<Answer, Vec<(&'static str, AnswerProblem)>> {
    let mut problems = Vec::new();
    if reason.is_empty() && matches!(answer, "return" | "reject") {
        problems.push(("reason", AnswerProblem::ReasonMissing));
    }
    problems.extend(check_text(reason, TEXT_LIMIT).err().map(|problem| ("reason", AnswerProblem::Text(problem))));
    let reason = reason.to_string();
    let read = match answer {
        "confirm" => match read_day(day, today) {
            Err(problem) => Err(("day", AnswerProblem::Day(problem))),
            Ok(day) if day < asked => Err(("day", AnswerProblem::BeforeAsked)),
            Ok(day) => Ok(Answer::Confirm(day, reason)),
        },
        "return" => Ok(Answer::Return(reason)),
        "reject" => Ok(Answer::Reject(reason)),
        _ => Err(("reason", AnswerProblem::AnswerMissing)),
    };
    match read {
        Ok(answer) if problems.is_empty() => Ok(answer),
        read => Err(read.err().into_iter().chain(problems).collect()),
    }
}

/// What an officer said, as rows keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Confirmed,
    Returned,
    Rejected,
    /// To take the confirmation back is proposed.
    Proposed,
    /// The proposal was not agreed to.
    Kept,
    TakenBack,
}

impl Said {
    const ALL: [Self; 6] =
        [Self::Confirmed, Self::Returned, Self::Rejected, Self::Proposed, Self::Kept, Self::TakenBack];

    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
            Self::Rejected => "rejected",
            Self::Proposed => "proposed",
            Self::Kept => "kept",
            Self::TakenBack => "taken_back",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }

    /// Whether the customer reads it; the rest stays between officers.
    pub fn is_for_customer(self) -> bool {
        !matches!(self, Self::Proposed | Self::Kept)
    }
}

/// How an officer may take part in taking a confirmation back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// Takes it back alone.
    Now,
    /// Proposes it to another officer.
    Propose,
    /// Agrees to what another officer proposed, or does not.
    Agree,
}

/// Whether two officers have to agree: the catalogue asks for four eyes on one of the services.
pub(super) fn four_eyes(services: &[Service]) -> bool {
    let forms = services.iter().flat_map(|service| CustomerKind::ALL.map(|kind| newest_form(*service, kind)));
    forms.into_iter().flatten().any(|form| form.four_eyes)
}

/// What is open to an officer, who is or is not an approver, when somebody has proposed it or nobody.
pub(super) fn taking_back(
    four_eyes: bool,
    proposed_by: Option<&str>,
    (officer, is_approver): (&str, bool),
) -> Result<Taking, NotOpen> {
    match (four_eyes, proposed_by) {
        (false, _) => Ok(Taking::Now),
        (true, None) => Ok(Taking::Propose),
        (true, Some(by)) if is_approver && by != officer => Ok(Taking::Agree),
        (true, Some(_)) => Err(NotOpen),
    }
}

/// Checks why a confirmation is taken back, or what is added to the answer to a proposal.
pub(super) fn check_taking_back(why: &str, is_needed: bool) -> Result<(), AnswerProblem> {
    if is_needed && why.is_empty() {
        return Err(AnswerProblem::WhyMissing);
    }
    check_text(why, TEXT_LIMIT).map_err(AnswerProblem::Text)
}
