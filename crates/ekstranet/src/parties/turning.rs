//! What the turns of applications and deployments mean to joint joinings; called in their transactions.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use db::Tx;
use serde::{Deserialize, Serialize};

use super::models::JoiningModel;
use super::rules::{PartyState, PartyStep, Side};
use super::store::{self, Change, PartyRow};
use super::telling::{note_resumed, note_stay, tell_main_joiner, tell_officers, tell_party, turn};
use super::{store_left, store_main_joiners, store_named};
use crate::audit::{self, Entry};
use crate::deployments::{self, Begun};
use crate::kernel::{BusinessId, CaseLanguage, Date, PartyId};
use crate::notices::Happening;
use crate::services::Service;
use crate::web::{Failure, Visit};

/// An application that has just been sent.
#[derive(Clone, Debug)]
pub struct ApplicationSent<'a> {
    pub organisation: &'a BusinessId,
    pub service: Service,
    pub model: JoiningModel,
    pub case_number: &'a str,
    pub language: CaseLanguage,
    /// Addresses of the applicant's contacts.
    pub recipients: &'a [String],
}

/// A main joiner's application tells its listed parties; the direct application of a joined party says that it leaves.
///
/// # Errors
/// What the database says.
pub async fn sent(tx: &mut Tx, visit: &Visit, sent: &ApplicationSent<'_>) -> Result<(), Failure> {
    match sent.model {
        JoiningModel::Joint => {
            let recipients = serde_json::to_string(sent.recipients).map_err(Failure::internal)?;
            let case = (sent.case_number, sent.language.code(), recipients.as_str());
            store_main_joiners::keep_main_joiner(tx, visit.now, sent.organisation, sent.service, case).await?;
            tell_listed(tx, visit, sent).await
        }
        JoiningModel::Direct => leave(tx, visit, sent.organisation, sent.service).await,
        JoiningModel::Parallel => Ok(()),
    }
}

/// A party has applied itself: it leaves what it is joined by, or will when a last day that is set is taken back.
async fn leave(tx: &mut Tx, visit: &Visit, party: &BusinessId, service: Service) -> Result<(), Failure> {
    store_left::hold(tx, party, service).await?;
    for row in store::list_open_of_party(tx, party, service).await? {
        if store_left::leave_when_resumed(tx, visit.now, &row).await? {
            tell_officers(tx, visit, &row, "leaving", None).await?;
        }
        if row.state()?.after(PartyStep::Leave, Side::Party).is_err() {
            continue;
        }
        let change = Change { answered_at: Some(visit.now), ..Change::default() };
        turn(tx, visit, &row, (PartyStep::Leave, Side::Party), row.version, &change).await?;
        store_left::keep_left_from(tx, &row).await?;
        tell_main_joiner(tx, visit, &row, Happening::PartyLeaving).await?;
        tell_officers(tx, visit, &row, "leaving", None).await?;
    }
    Ok(())
}

/// A supplement was answered. When it has changed the joining model, whatever hung on the old one ends, and the new one
/// begins as if it had just been sent; that of a main joiner also keeps its newest contacts.
///
/// # Errors
/// What the database says.
pub async fn sent_again(
    tx: &mut Tx,
    visit: &Visit,
    again: &ApplicationSent<'_>,
    before: JoiningModel,
) -> Result<(), Failure> {
    if before == JoiningModel::Joint && again.model != before {
        store_main_joiners::hold_main_joiner(tx, again.organisation, again.service).await?;
        end_hanging(tx, visit, again.organisation, again.service).await?;
    }
    if again.model != before || again.model == JoiningModel::Joint { sent(tx, visit, again).await } else { Ok(()) }
}

/// Holds the lists of a main joiner for several services, always in the same order, until the transaction ends.
///
/// # Errors
/// What the database says.
pub async fn hold_main_joiners(tx: &mut Tx, organisation: &BusinessId, services: &[Service]) -> Result<(), Failure> {
    Ok(store_main_joiners::hold_main_joiners(tx, organisation, services.iter().copied()).await?)
}

/// Lets the mails to a main joiner about applications that wait, and those about parties that an application names, go to
/// other contacts from now on; an empty list changes nothing.
///
/// # Errors
/// What the database says.
pub async fn replace_recipients(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    recipients: &[String],
) -> Result<(), Failure> {
    // In the order in which everybody holds them.
    store_main_joiners::hold_main_joiners(tx, organisation, Service::ALL).await?;
    if recipients.is_empty() {
        return Ok(());
    }
    let of_joinings = store_main_joiners::replace_recipients(tx, organisation, recipients).await?;
    if of_joinings + store_named::replace_recipients(tx, organisation, recipients).await? > 0 {
        audit::record(tx, visit, Entry::new("parties.recipients_replaced").organisation(organisation)).await?;
    }
    Ok(())
}

async fn tell_listed(tx: &mut Tx, visit: &Visit, sent: &ApplicationSent<'_>) -> Result<(), Failure> {
    for row in store::list_open_of_service(tx, sent.organisation.as_str(), sent.service).await? {
        if row.state()? == PartyState::Listed {
            let change = Change { told_at: Some(visit.now), ..Change::default() };
            turn(tx, visit, &row, (PartyStep::Tell, Side::System), row.version, &change).await?;
            tell_party(tx, visit, &row, Happening::PartyAdded).await?;
        }
    }
    Ok(())
}

/// A sent application was rejected, withdrawn or lapsed: unless the service is granted otherwise, what hung on it ends, and
/// whoever it made leave its main joiner stays joined.
///
/// # Errors
/// What the database says.
pub async fn came_to_nothing(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    service: Service,
) -> Result<(), Failure> {
    store_main_joiners::hold_main_joiner(tx, organisation, service).await?;
    let granted = deployments::list(tx, organisation).await?;
    if granted.iter().any(|line| line.service == service && line.state != deployments::DeploymentState::Ended) {
        return Ok(());
    }
    end_hanging(tx, visit, organisation, service).await?;
    stay_joined(tx, visit, organisation, service).await
}

/// The party's own application came to nothing: it is joined as before, and both sides are told.
async fn stay_joined(tx: &mut Tx, visit: &Visit, party: &BusinessId, service: Service) -> Result<(), Failure> {
    store_left::hold(tx, party, service).await?;
    for row in store::list_open_of_party(tx, party, service).await? {
        if row.state()? == PartyState::Leaving && store_left::stay(tx, &row).await? {
            note_stay(tx, visit, &row).await?;
            tell_main_joiner(tx, visit, &row, Happening::PartyStays).await?;
            tell_party(tx, visit, &row, Happening::PartyStays).await?;
        }
    }
    // Those with a last day are that when it is taken back.
    Ok(store_left::forget_left_from(tx, party, service).await?)
}

/// Ends what hangs on the application of a main joiner that is none any more. Those of whom nobody was told stay listed.
async fn end_hanging(tx: &mut Tx, visit: &Visit, organisation: &BusinessId, service: Service) -> Result<(), Failure> {
    if store_main_joiners::find_main_joiner(tx, organisation, service).await?.is_none_or(|row| row.closed_at.is_some())
    {
        return Ok(());
    }
    store_main_joiners::close_main_joiner(tx, visit.now, organisation, service).await?;
    let today = visit.now.date().to_string();
    let change = Change { ends_on: Some(&today), ended_by: Some("system"), ..Change::default() };
    for row in store::list_open_of_service(tx, organisation.as_str(), service).await? {
        if row.state()? != PartyState::Listed {
            turn(tx, visit, &row, (PartyStep::CaseClosed, Side::System), row.version, &change).await?;
            tell_party(tx, visit, &row, Happening::PartyEnded).await?;
        }
    }
    Ok(())
}

/// What a joining was before its main joiner's service got a last day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeforeLastDay {
    id: String,
    state: String,
    ends_on: Option<String>,
    ended_by: Option<String>,
}

/// The main joiner's service has got a last day: what hangs on it ends that day too, unless it ends earlier. Those who
/// know of it are told; what nobody has been told of is taken off the list. Returns what was before.
///
/// # Errors
/// What the database says.
pub async fn main_joiner_ends(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    service: Service,
    last_day: Date,
) -> Result<Vec<BeforeLastDay>, Failure> {
    store_main_joiners::hold_main_joiner(tx, organisation, service).await?;
    let day = last_day.to_string();
    let mut before = Vec::new();
    for row in &store::list_open_of_service(tx, organisation.as_str(), service).await? {
        if row.state()? == PartyState::Ending && row.ends_on.as_deref().is_some_and(|own| own <= day.as_str()) {
            continue;
        }
        let is_known = row.state()? != PartyState::Listed;
        let step = if is_known { PartyStep::SetEnd } else { PartyStep::End };
        let change = Change { ends_on: Some(&day), ended_by: Some("main_joiner"), ..Change::default() };
        turn(tx, visit, row, (step, Side::MainJoiner), row.version, &change).await?;
        if is_known {
            tell_party(tx, visit, row, Happening::PartyEnding).await?;
        }
        let (ends_on, ended_by) = (row.ends_on.clone(), row.ended_by.clone());
        before.push(BeforeLastDay { id: row.id.clone(), state: row.state.clone(), ends_on, ended_by });
    }
    Ok(before)
}

/// The main joiner's service has ended with its last day: whoever is still joined without a last day by then is not joined
/// any more and is told, and parties that are added from now on wait for another application.
///
/// # Errors
/// What the database says.
pub async fn main_joiner_ended(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    service: Service,
    last_day: Date,
) -> Result<(), Failure> {
    store_main_joiners::close_main_joiner(tx, visit.now, organisation, service).await?;
    let day = last_day.to_string();
    let change = Change { ends_on: Some(&day), ended_by: Some("main_joiner"), ..Change::default() };
    for row in &store::list_open_of_service(tx, organisation.as_str(), service).await? {
        let state = row.state()?;
        // The room's job ends those whose last day has passed, and nobody knows of those that are only listed.
        let has_passed = state == PartyState::Ending && row.ends_on.as_deref().is_some_and(|own| own <= day.as_str());
        if !has_passed && state != PartyState::Listed {
            turn(tx, visit, row, (PartyStep::End, Side::MainJoiner), row.version, &change).await?;
            tell_party(tx, visit, row, Happening::PartyEnded).await?;
        }
    }
    Ok(())
}

/// The last day of the main joiner's service was a mistake: what hangs on it is as before, and those who were told of the
/// day are told that it is gone. What has turned otherwise meanwhile stays as it is.
///
/// # Errors
/// What the database says.
pub async fn main_joiner_goes_on(
    tx: &mut Tx,
    visit: &Visit,
    before: &[BeforeLastDay],
    last_day: Date,
) -> Result<(), Failure> {
    let day = last_day.to_string();
    let mut open = OpenRows::default();
    for one in before {
        let unreadable = || Failure::internal("what a joining was before cannot be read");
        let id = PartyId::parse(&one.id).ok_or_else(unreadable)?;
        let then = PartyState::parse(&one.state).ok_or_else(unreadable)?;
        // What the party's own application has come to meanwhile stands with the row.
        let kept = store_left::hold_before(tx, &id).await?;
        let is_kept = !matches!(then, PartyState::Listed | PartyState::Ending);
        let earlier = kept.filter(|_| is_kept).unwrap_or(then);
        let row = store::load(tx, &id).await?;
        let is_by_that_day =
            row.ends_on.as_deref() == Some(day.as_str()) && row.ended_by.as_deref() == Some("main_joiner");
        let Ok(state) = row.state()?.resumed(earlier) else { continue };
        // Who was taken off the list may stand on it anew.
        if !is_by_that_day || open.has_another(tx, &row).await? {
            continue;
        }
        let (on, by) = (one.ends_on.as_deref(), one.ended_by.as_deref());
        store::put_back(tx, &row, state, store::End { on, by, reason: row.end_reason.as_deref() }).await?;
        note_resumed(tx, visit, &row, state).await?;
        if state != PartyState::Listed {
            tell_party(tx, visit, &row, Happening::PartyGoesOn).await?;
            tell_of_application(tx, visit, &row, (then, state)).await?;
        }
    }
    Ok(())
}

/// A party that has applied itself while a last day was set, or whose application came to nothing then: the main joiner hears
/// of it when the day is taken back.
async fn tell_of_application(
    tx: &mut Tx,
    visit: &Visit,
    row: &PartyRow,
    (then, now): (PartyState, PartyState),
) -> Result<(), Failure> {
    match (then, now) {
        (PartyState::Leaving, PartyState::Waiting | PartyState::Confirmed) => {
            tell_main_joiner(tx, visit, row, Happening::PartyStays).await
        }
        (PartyState::Waiting | PartyState::Confirmed, PartyState::Leaving) => {
            tell_main_joiner(tx, visit, row, Happening::PartyLeaving).await
        }
        _ => Ok(()),
    }
}

/// The open rows of a main joiner's service, read once for all that are put back: there may be thousands.
#[derive(Default)]
struct OpenRows(HashMap<(String, Service), HashMap<String, String>>);

impl OpenRows {
    /// Whether the party stands on the list with another row.
    async fn has_another(&mut self, tx: &mut Tx, row: &PartyRow) -> Result<bool, Failure> {
        let key = (row.main_joiner.clone(), row.service()?);
        if !self.0.contains_key(&key) {
            let rows = store::list_open_of_service(tx, &key.0, key.1).await?;
            self.0.insert(key.clone(), rows.into_iter().map(|row| (row.party, row.id)).collect());
        }
        Ok(self.0[&key].get(&row.party).is_some_and(|id| *id != row.id))
    }
}

/// The party's own production has begun: it is no longer joined through others for that service. `lib.rs` hands this to
/// `deployments`, which lies above.
pub fn direct_production_began<'a>(
    tx: &'a mut Tx,
    visit: &'a Visit,
    begun: &'a Begun<'a>,
) -> Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>> {
    Box::pin(async move {
        let since = begun.since.to_string();
        let change = Change { ends_on: Some(&since), ended_by: Some("party"), ..Change::default() };
        for row in store::list_open_of_party(tx, begun.organisation, begun.service).await? {
            turn(tx, visit, &row, (PartyStep::DirectBegan, Side::System), row.version, &change).await?;
            tell_main_joiner(tx, visit, &row, Happening::PartyEnded).await?;
            tell_officers(tx, visit, &row, "ended", None).await?;
        }
        Ok(())
    })
}
