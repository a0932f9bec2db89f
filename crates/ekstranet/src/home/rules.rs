//! What to say of each service and what to do first. Pure.

use crate::applications::{ApplicationLine, Rejection, State};
use crate::deployments::{DeploymentLine, DeploymentState};
use crate::parties::{JoinedLine, Joinings};
use crate::services::Service;

/// The newest things of an organisation by which its services stand.
#[derive(Clone, Copy)]
pub(super) struct Things<'a> {
    pub applications: &'a [ApplicationLine],
    /// Newest first.
    pub deployments: &'a [DeploymentLine],
    pub joinings: &'a Joinings,
    /// Rejections about which something can still be claimed, the newest first.
    pub rejections: &'a [Rejection],
}

/// What the home page says of a service, from the newest things that concern it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Standing<'a> {
    InUse(&'a DeploymentLine),
    SetUp(&'a DeploymentLine),
    /// It was terminated before production began, and its last day lies ahead.
    Stopped(&'a DeploymentLine),
    Draft(&'a ApplicationLine),
    Supplement(&'a ApplicationLine),
    Waiting(&'a ApplicationLine),
    /// Through a main joiner, or somebody says so.
    Joined(&'a JoinedLine),
    /// It was joined through a main joiner; nothing is under way to use it again.
    Left(&'a JoinedLine),
    /// The last application was rejected, and a correction can still be claimed.
    Rejected(&'a Rejection),
    /// It was in use; nothing is under way to use it again.
    Ended(&'a DeploymentLine),
    NotInUse,
}

impl<'a> Standing<'a> {
    /// An unfinished application says more than a deployment that has ended, and a running deployment more than both.
    /// Where there is neither, it counts that a main joiner has brought the organisation in, then what has lately been
    /// rejected, then what was there once.
    pub fn of(service: Service, things: Things<'a>) -> Self {
        let Things { applications, deployments, joinings, rejections } = things;
        let open = |line: &&ApplicationLine| line.service == service;
        let under_way = applications.iter().filter(open).find_map(Self::of_application);
        if service.repeats()
            && let Some(standing) = under_way
        {
            return standing;
        }
        let deployment =
            deployments.iter().find(|line| line.service == service && line.state != DeploymentState::Ended);
        if let Some(line) = deployment {
            return match line.state {
                DeploymentState::Ending if line.in_production_since.is_none() => Self::Stopped(line),
                DeploymentState::InProduction | DeploymentState::Ending => Self::InUse(line),
                _ => Self::SetUp(line),
            };
        }
        let joined = || joinings.joined.iter().find(|line| line.service == service).map(Self::Joined);
        let rejected = || rejections.iter().find(|line| line.service == service).map(Self::Rejected);
        let ended = || deployments.iter().find(|line| line.service == service).map(Self::Ended);
        let left = || joinings.former.iter().find(|line| line.service == service).map(Self::Left);
        under_way.or_else(joined).or_else(rejected).or_else(ended).or_else(left).unwrap_or(Self::NotInUse)
    }

    /// All that is to be said of a service. Of one that is applied for again and again each application and each deployment
    /// that is being prepared is a thing of its own; what is in use already stands on the page of what it extends.
    pub fn all_of(service: Service, things: Things<'a>) -> Vec<Self> {
        let newest = Self::of(service, things);
        if !service.repeats() {
            return vec![newest];
        }
        let prepared = things.deployments.iter().filter(|line| line.service == service && line.is_prepared());
        let prepared: Vec<Self> = prepared.map(Self::SetUp).collect();
        match newest {
            Self::Draft(_) | Self::Supplement(_) | Self::Waiting(_) => {
                std::iter::once(newest).chain(prepared).collect()
            }
            _ if prepared.is_empty() => vec![newest],
            _ => prepared,
        }
    }

    fn of_application(line: &'a ApplicationLine) -> Option<Self> {
        match line.state {
            State::Draft => Some(Self::Draft(line)),
            State::SupplementRequested => Some(Self::Supplement(line)),
            State::Submitted | State::InReview => Some(Self::Waiting(line)),
            State::Approved | State::Rejected | State::Withdrawn | State::Lapsed => None,
        }
    }
}
