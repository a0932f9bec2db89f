//! What kind of matter a change of controller is, and its draft with everything that judging it needs.

use super::facts::{Facts, gather};
use super::rules::{ChangeState, Side, Step};
use super::rules_content::{Content, Found, Known, Page, Problem, check};
use super::sending::send;
use super::store::{self, ChangeRow};
use crate::deployments;
use crate::kernel::{BusinessId, ControllerChangeId, Permission};
use crate::matters::{self, Deeds, Head, Matter, ReceiverFound, Statements};
use crate::services::Service;
use crate::web::{Failure, Visit};

impl Matter for ChangeRow {
    type Id = ControllerChangeId;
    type State = ChangeState;
    type Content = Content;
    type Page = Page;
    type Problem = Problem;

    const ROOM: &'static str = "controllers";
    const CHECK: &'static str = "sign";
    const TABLE: &'static str = "controller_change";
    const STATEMENTS: &'static Statements = &store::STATEMENTS;
    const DEEDS: Deeds = Deeds {
        begun: "controllers.begun",
        page_saved: "controllers.page_saved",
        discarded: "controllers.discarded",
        not_allowed: "controllers.not_allowed",
        receiver_refused: "controllers.receiver_refused",
        receiver_verified: "controllers.receiver_verified",
        verifying: "controllers.verify_receivers",
    };
    const SENT: ChangeState = ChangeState::Asked;
    const BINDING: &'static [Permission] = &[Permission::SignAgreements, Permission::DeployServices];

    fn head(&self) -> &Head {
        &self.head
    }

    fn parse_state(code: &str) -> Option<ChangeState> {
        ChangeState::parse(code)
    }

    fn is_open(state: ChangeState) -> bool {
        state.is_open()
    }

    fn may_discard(state: ChangeState) -> bool {
        state.after(Step::Discard, Side::Sender).is_ok()
    }

    fn page_code(page: Page) -> &'static str {
        page.code()
    }

    fn pages(_: &Content) -> Vec<Page> {
        Page::ALL.to_vec()
    }

    async fn judge(
        visit: &Visit,
        read: &mut db::Read,
        id: &ControllerChangeId,
        content: &Content,
    ) -> Result<Vec<Found>, Failure> {
        let facts = gather(read, visit.now.date(), &visit.acting()?.organisation, Some(id)).await?;
        Ok(check(content, &known(visit, &facts)?))
    }

    fn receiver_of(content: &Content) -> Option<BusinessId> {
        content.receiver()
    }

    fn note_receiver(content: &mut Content, found: ReceiverFound, name: String) {
        content.receiver_found = found.code().to_string();
        content.receiver_name = name;
    }

    async fn send(visit: &Visit, id: &ControllerChangeId, version: i64) -> Result<bool, Failure> {
        send(visit, id, version).await
    }
}

/// A change with what it says and everything that judging it needs.
pub(super) struct Whole {
    pub row: ChangeRow,
    pub content: Content,
    pub facts: Facts,
    pub problems: Vec<Found>,
}

impl Whole {
    /// By what it is judged.
    pub fn known<'k>(&'k self, visit: &'k Visit) -> Result<Known<'k>, Failure> {
        known(visit, &self.facts)
    }
}

fn known<'k>(visit: &'k Visit, facts: &'k Facts) -> Result<Known<'k>, Failure> {
    let own = &visit.acting()?.organisation;
    Ok(Known { live: &facts.live, runs: &facts.runs, own, today: visit.now.date() })
}

/// A change of the visit's organisation, judged by what is known now.
pub(super) async fn load(visit: &Visit, id: &ControllerChangeId) -> Result<Whole, Failure> {
    let own = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let row: ChangeRow = matters::load(&mut read, id, own).await?;
    let facts = gather(&mut read, visit.now.date(), own, Some(id)).await?;
    drop(read);
    let content = matters::open(visit, &row)?;
    let problems = check(&content, &known(visit, &facts)?);
    Ok(Whole { row, content, facts, problems })
}

/// Begins a draft with a service, or none in particular, or goes on with the one that the organisation has.
pub(super) async fn begin(visit: &Visit, service: Option<Service>) -> Result<ControllerChangeId, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let facts = gather(&mut tx, visit.now.date(), &acting.organisation, None).await?;
    if facts.live.iter().all(|live| live.under.is_some()) {
        return Err(Failure::Stale);
    }
    let known = deployments::contacts(&mut tx, &acting.organisation).await?;
    let content = Content {
        services: service.map(|service| service.code().to_string()).into_iter().collect(),
        email: known.addresses.first().cloned().unwrap_or_default(),
        ..Content::default()
    };
    matters::begin::<ChangeRow>(tx, visit, &content).await
}
