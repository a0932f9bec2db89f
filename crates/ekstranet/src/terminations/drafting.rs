//! What kind of matter a termination is, and its draft with everything that judging it needs.

use super::consequences::Facts;
use super::facts::gather;
use super::rules::{Content, Found, Page, Problem, Side, Step, TerminationState, check, read_day};
use super::sending::send;
use super::store::{self, TerminationRow};
use crate::applications::{self, BillingSource};
use crate::deployments;
use crate::kernel::{BusinessId, Date, Permission, TerminationId};
use crate::matters::{self, Deeds, Head, Matter, ReceiverFound, Statements};
use crate::pharmacies;
use crate::services::{DISPENSING, Service};
use crate::web::{Failure, Visit, format};

impl Matter for TerminationRow {
    type Id = TerminationId;
    type State = TerminationState;
    type Content = Content;
    type Page = Page;
    type Problem = Problem;

    const ROOM: &'static str = "terminations";
    const CHECK: &'static str = "check";
    const TABLE: &'static str = "termination";
    const STATEMENTS: &'static Statements = &store::STATEMENTS;
    const DEEDS: Deeds = Deeds {
        begun: "terminations.begun",
        page_saved: "terminations.page_saved",
        discarded: "terminations.discarded",
        not_allowed: "terminations.not_allowed",
        receiver_refused: "terminations.receiver_refused",
        receiver_verified: "terminations.receiver_verified",
        verifying: "terminations.verify_receivers",
    };
    const SENT: TerminationState = TerminationState::Sent;
    const BINDING: &'static [Permission] = &[Permission::TerminateServices];

    fn head(&self) -> &Head {
        &self.head
    }

    fn parse_state(code: &str) -> Option<TerminationState> {
        TerminationState::parse(code)
    }

    fn is_open(state: TerminationState) -> bool {
        state.is_open()
    }

    fn may_discard(state: TerminationState) -> bool {
        state.after(Step::Discard, Side::Customer).is_ok()
    }

    fn page_code(page: Page) -> &'static str {
        page.code()
    }

    fn pages(content: &Content) -> Vec<Page> {
        Page::asked(content).collect()
    }

    async fn judge(
        visit: &Visit,
        read: &mut db::Read,
        id: &TerminationId,
        content: &Content,
    ) -> Result<Vec<Found>, Failure> {
        let own = &visit.acting()?.organisation;
        let facts = gather(read, visit.now, own, Some(id)).await?;
        Ok(check(content, &facts.live, own, visit.now.date()))
    }

    fn receiver_of(content: &Content) -> Option<BusinessId> {
        content.receiver()
    }

    fn note_receiver(content: &mut Content, found: ReceiverFound, name: String) {
        content.receiver_found = found.code().to_string();
        content.receiver_name = name;
    }

    async fn send(visit: &Visit, id: &TerminationId, version: i64) -> Result<bool, Failure> {
        send(visit, id, version).await
    }
}

/// A termination with what it says and everything that judging it needs.
pub(super) struct Whole {
    pub row: TerminationRow,
    pub content: Content,
    pub facts: Facts,
    pub problems: Vec<Found>,
    /// Where invoices go now, label and value; empty when nothing here tells.
    pub billing: Vec<(String, String)>,
    /// The day on which a pharmacist's last pharmacy closes, when that can be the last day of use.
    pub closing: Option<Date>,
}

/// A termination of the visit's organisation, judged by what is known now.
pub(super) async fn load(visit: &Visit, id: &TerminationId) -> Result<Whole, Failure> {
    let own = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let row: TerminationRow = matters::load(&mut read, id, own).await?;
    let facts = gather(&mut read, visit.now, own, Some(id)).await?;
    let billing = billing_of(visit, &mut read, facts.billed_by.as_ref()).await?;
    let closing = pharmacies::find_closing_day(&mut read, visit.now, own).await?;
    drop(read);
    let can_be_asked = |day: &Date| read_day(&format::typed_date(&day.to_string()), visit.now.date()).is_ok();
    // Where something else is in use too, the day of the pharmacy says nothing of it.
    let is_all = facts.is_all(&[DISPENSING]);
    let closing = closing.filter(|day| is_all && can_be_asked(day));
    let content = matters::open(visit, &row)?;
    let problems = check(&content, &facts.live, own, visit.now.date());
    Ok(Whole { row, content, facts, problems, billing, closing })
}

/// Where invoices go by what says so, label and value in the reader's language.
pub(super) async fn billing_of(
    visit: &Visit,
    read: &mut db::Read,
    billed_by: Option<&BillingSource>,
) -> Result<Vec<(String, String)>, Failure> {
    match billed_by {
        Some(source) => applications::show_billing(read, source, visit.texts(), visit.language).await,
        None => Ok(Vec::new()),
    }
}

/// Begins a draft with a service, or none in particular, or goes on with the one that the organisation has.
pub(super) async fn begin(visit: &Visit, service: Option<Service>) -> Result<TerminationId, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let facts = gather(&mut tx, visit.now, &acting.organisation, None).await?;
    if facts.live.iter().all(|live| live.ends.is_some()) {
        return Err(Failure::Stale);
    }
    let known = deployments::contacts(&mut tx, &acting.organisation).await?;
    let content = Content {
        extent: service.map(|_| "some".to_string()).unwrap_or_default(),
        services: service.map(|service| service.code().to_string()).into_iter().collect(),
        email: known.addresses.first().cloned().unwrap_or_default(),
        ..Content::default()
    };
    matters::begin::<TerminationRow>(tx, visit, &content).await
}
