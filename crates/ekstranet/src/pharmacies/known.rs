//! What the portal itself knows to be done of a plan: the incoming pharmacist's application was granted, the intermediary
//! has confirmed the connection, an item of the deployment was ticked. Nobody ticks that again in the plan.

use db::Read;

use super::rules::Side;
use super::store::HandoverRow;
use crate::applications::{self, State};
use crate::deployments::{self, DeploymentState};
use crate::intermediaries::{self, ConnectionState};
use crate::kernel::{Instant, Language};
use crate::services::DISPENSING;
use crate::texts::Texts;
use crate::web::{Failure, format};

/// How the portal knows it.
#[derive(Clone, Debug)]
enum How {
    /// By the application with this case number.
    Granted(String),
    /// By this intermediary.
    Connected(String),
    /// By whom the item of the deployment was ticked.
    Ticked(String),
}

/// A line that is done.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The key of the line.
    pub line: &'static str,
    pub at: Instant,
    how: How,
}

impl Known {
    /// How it was done, for the side whose line it is.
    pub fn words(&self, language: Language, t: &Texts) -> String {
        match &self.how {
            How::Granted(number) => t.pharmacies_known_granted(number, format::date(self.at.date(), language)),
            How::Connected(name) => t.pharmacies_known_connected(name, format::date(self.at.date(), language)),
            How::Ticked(name) => t.pharmacies_known_ticked(name, format::moment(self.at, language)),
        }
    }
}

/// Items of a deployment that are lines of the plan too.
const ITEMS: [(&str, &str); 2] = [("certificate_cards", "cards"), ("staff", "staff")];

/// An application for a takeover is made within thirty days of it; what was granted long before is another matter.
const DAYS_BEFORE: i64 = 60;

/// The lines of the incoming pharmacist that the portal knows to be done.
pub(super) async fn list(read: &mut Read, row: &HandoverRow) -> Result<Vec<Known>, Failure> {
    let Some(incoming) = row.party(Side::Incoming) else { return Ok(Vec::new()) };
    let first = row.takeover()?.saturating_sub(jiff::Span::new().days(DAYS_BEFORE));
    let mut known = Vec::new();
    let applications = applications::list(read, &incoming).await?;
    let own = applications.iter().find(|line| line.service == DISPENSING && line.changed_at.date() >= first);
    if let Some(line) = own {
        if line.state == State::Approved {
            let number = line.case_number.clone().unwrap_or_default();
            known.push(Known { line: "customership", at: line.changed_at, how: How::Granted(number) });
        }
        let connection = intermediaries::find(read, &line.id).await?;
        let confirmed = connection.filter(|connection| connection.state == ConnectionState::Confirmed);
        known.extend(confirmed.map(|connection| Known {
            line: "system",
            at: connection.answered_at.unwrap_or(connection.requested_at),
            how: How::Connected(connection.intermediary),
        }));
    }
    let deployments = deployments::list(read, &incoming).await?;
    let running =
        |line: &&deployments::DeploymentLine| line.service == DISPENSING && line.state != DeploymentState::Ended;
    if let Some(line) = deployments.iter().find(running) {
        for done in deployments::list_done(read, &line.id).await? {
            let planned = ITEMS.iter().find(|(item, _)| *item == done.item);
            let planned = planned.filter(|_| done.at.date() >= first);
            known.extend(planned.map(|planned| Known {
                line: planned.1,
                at: done.at,
                how: How::Ticked(done.by_name.clone()),
            }));
        }
    }
    Ok(known)
}
