//! The course of a deployment, loaded once for the pages of both sides: what was granted, what is done, the tests, and what
//! stands in the way. The customer's page adds forms to it, the officers' page only reads.

use serde_json::Value;

use super::demanding::Demands;
use super::pages_enrolments::called_words;
use super::rules::{self, DeploymentTest, Done, Opening};
use super::standing::Facts;
use super::store::{self, DeploymentRow};
use super::store_papers::{self, PaperRow};
use super::{enrolling, filing, first_day, joined, store_granted};
use crate::attachments::AttachmentLine;
use crate::intermediaries::ConnectionLine;
use crate::kernel::Instant;
use crate::web::{Failure, Visit, format};

/// Who reads of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Customer,
    Officer,
}

/// Everything that the pages of a deployment are made of.
pub(super) struct Course {
    pub row: DeploymentRow,
    pub demands: Demands,
    pub done: Vec<Done>,
    pub tests: Vec<DeploymentTest>,
    pub opening: Opening,
    pub connection: Option<ConnectionLine>,
    /// Papers of set-up items, and all files.
    pub sent: Vec<PaperRow>,
    pub files: Vec<AttachmentLine>,
    /// The id of the application that was granted.
    pub application: String,
    /// What was granted, as JSON, with the contacts that are kept since.
    pub snapshot: Value,
}

impl Course {
    pub async fn load(visit: &Visit, row: DeploymentRow) -> Result<Self, Failure> {
        let (id, demands) = (row.id()?, row.demands()?);
        let mut read = visit.app.db.read().await?;
        let (done, tests) = (store::list_items(&mut read, &id).await?, store::list_tests(&mut read, &id).await?);
        let granted = store_granted::load_granted(&mut read, &id).await?;
        let opening = first_day::opening(&mut read, visit, &row).await?;
        let connection = joined::find(&mut read, &id).await?;
        let sent = store_papers::list(&mut read, &id).await?;
        drop(read);
        let files = filing::list(visit, &id).await?;
        let snapshot = snapshot_now(visit, &row, &granted.snapshot).await?;
        let application = granted.application_id;
        Ok(Self { row, demands, done, tests, opening, connection, sent, files, application, snapshot })
    }

    pub fn facts(&self) -> Facts<'_> {
        Facts {
            row: &self.row,
            demands: &self.demands,
            done: &self.done,
            tests: &self.tests,
            opening: self.opening,
            connection: self.connection.as_ref(),
        }
    }

    /// The set-up item that is done under a key.
    pub fn done(&self, key: &str) -> Option<&Done> {
        self.done.iter().find(|done| done.item == key)
    }
}

/// What was granted, with the contacts that are kept since; those who keep the contacts of another service are not asked for
/// an archivist.
async fn snapshot_now(visit: &Visit, row: &DeploymentRow, granted: &str) -> Result<Value, Failure> {
    let as_granted: Value = serde_json::from_str(granted).map_err(Failure::internal)?;
    let mut snapshot = as_granted.clone();
    enrolling::with_kept(visit, &row.organisation, &mut snapshot).await?;
    Ok(if rules::archivists(&snapshot).is_empty() { as_granted } else { snapshot })
}

/// The name under which an organisation applied, as JSON has it; its business ID where it was kept without one.
pub(super) fn name_of(snapshot: &Value, organisation: &str) -> String {
    snapshot["applicant"]["name"].as_str().unwrap_or(organisation).to_string()
}

/// Who ticked a set-up item, and when.
pub(super) fn done_words(visit: &Visit, done: &Done) -> String {
    let at = format::moment(Instant::from_milliseconds(done.at), visit.language);
    visit.texts().deployments_done_by(done.by_name.as_str(), at)
}

/// What belongs to a set-up item beyond its text: the chosen period and the call of deployment support, the archivists and
/// where they work.
pub(super) fn about_item(
    visit: &Visit,
    key: &str,
    done: Option<&Done>,
    snapshot: &Value,
    reader: Reader,
) -> Vec<String> {
    let (t, config) = (visit.texts(), &visit.app.config);
    let mut about = Vec::new();
    if key == rules::ENROLMENT
        && let Some(done) = done
    {
        about.extend(enrolled_words(visit, done, reader));
        about.extend(called_words(visit, done.called_at, reader));
    }
    if key == rules::ARCHIVIST {
        let names = rules::archivists(snapshot);
        about.extend((!names.is_empty()).then(|| t.deployments_archivists(names.join(", "))));
        about.extend(config.operator.archivist_address.as_ref().map(|at| t.deployments_archivist_address(at)));
    }
    about
}

/// To which period the customer enrolled.
fn enrolled_words(visit: &Visit, done: &Done, reader: Reader) -> Option<String> {
    let (t, day) = (visit.texts(), |stored: &str| format::stored_date(stored, visit.language));
    let Some(begins) = done.note.as_deref() else {
        return (reader == Reader::Officer).then(|| t.deployments_desk_enrolled_without());
    };
    let period = visit.app.config.deployment_support.iter().find(|period| period.begins == begins);
    let ends = period.map_or(begins, |period| period.ends.as_str());
    Some(match reader {
        Reader::Customer => t.deployments_enrolled(day(begins), day(ends)),
        Reader::Officer => t.deployments_desk_enrolled(day(begins), day(ends)),
    })
}
