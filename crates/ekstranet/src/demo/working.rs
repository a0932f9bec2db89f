//! What is done again and again in the demo world: applying, deciding, setting up, testing, confirming connections.

use anyhow::Context as _;
use axum::Router;
use serde_json::{Value, json};

use super::Past;
use super::acting::{Officer, Worker, hidden, hidden_field, offered, organisation, told};
use super::filling::{begin, fill};
use super::people::{Actor, Cast, Typed};
use crate::applications::{self, OfficerStep};
use crate::deployments;
use crate::kernel::ApplicationId;
use crate::services::Service;
use crate::web::App;

/// The hour of Helsinki from which customers send things on days when an officer works first.
const AFTERNOON: i8 = 13;

/// A day of the demo world with everybody in it.
pub(super) struct Day<'a> {
    pub app: App,
    pub cast: &'a Cast,
    pub router: Router,
    /// Whether time passes with what people do. A clock that somebody else has set is left alone.
    passes: bool,
}

impl<'a> Day<'a> {
    /// A day of the past, from where it was left.
    pub fn of(past: &'a Past<'_>, days_ago: i64) -> anyhow::Result<Self> {
        let (app, router) = past.day(days_ago)?;
        Ok(Self { app, cast: &past.cast, router, passes: true })
    }

    /// This moment of a portal, whose clock others move.
    #[cfg(test)]
    pub fn now(app: App, cast: &'a Cast) -> Self {
        Self { router: crate::router(&app), app, cast, passes: false }
    }

    /// Lets time pass.
    pub fn goes_on(&self, seconds: i64) {
        if self.passes {
            self.app.clock.advance_seconds(seconds);
        }
    }

    /// Lets the morning pass.
    pub fn to_afternoon(&self) {
        let now = self.app.clock.now().in_helsinki();
        if now.hour() < AFTERNOON {
            let (hours, minutes) = (i64::from(AFTERNOON - now.hour()), i64::from(now.minute()));
            self.goes_on((hours * 60 - minutes) * 60);
        }
    }
}

pub(super) fn context(who: &Actor, service: Service) -> String {
    format!("{} and {}", who.organisation_name, service.code())
}

/// Applies, signs and submits; the application awaits an officer.
pub(super) async fn submitted(
    day: &Day<'_>,
    who: &Actor,
    service: Service,
    chosen: &[(&str, &str)],
) -> anyhow::Result<ApplicationId> {
    let worker = Worker::sign_in(day, who).await?;
    let id = begin(&worker, service).await?;
    fill((&worker, day.cast.typed_by(who)), &id, service, chosen, &[]).await?;
    sign(&worker, &id).await?;
    worker.leave().await?;
    Ok(id)
}

/// Reads the texts, accepts them and signs; with the last signature the application is sent.
pub(super) async fn sign(worker: &Worker<'_>, id: &ApplicationId) -> anyhow::Result<String> {
    let page = worker.page(&worker.own(&format!("applications/{id}/sign"))).await?;
    let fields = hidden(&page);
    let hashes: Vec<&String> = fields.iter().filter(|(name, _)| name == "hash").map(|(_, value)| value).collect();
    let version: i64 = hidden_field(&page, "version")?.parse().context("the version of an application")?;
    let payload: Value = json!({ "hashes": hashes, "version": version });
    told(applications::submit_act(worker.visit()?, id.to_string(), payload).await)
}

pub(super) async fn officer_does(officer: &Officer<'_>, id: &ApplicationId, step: OfficerStep) -> anyhow::Result<()> {
    let version = told(applications::load_case(&mut officer.app.db.read().await?, id).await)?.version;
    let mut tx = officer.app.db.write().await?;
    told(applications::officer_step(&mut tx, &officer.visit(), id, version, &step).await)?;
    Ok(tx.commit().await?)
}

/// Applies and is approved; the address of the deployment.
pub(super) async fn approved(
    day: &Day<'_>,
    who: &Actor,
    service: Service,
    chosen: &[(&str, &str)],
) -> anyhow::Result<String> {
    let id = submitted(day, who, service, chosen).await?;
    let officer = Officer::sign_in(day).await?;
    approve(&officer, &id).await?;
    officer.leave().await?;
    deployment_of(day, who, service).await
}

/// The address of the newest deployment of a service.
pub(super) async fn deployment_of(day: &Day<'_>, who: &Actor, service: Service) -> anyhow::Result<String> {
    let lines = told(deployments::list(&mut day.app.db.read().await?, &organisation(who)?).await)?;
    let line = lines.iter().find(|line| line.service == service).context("a deployment of the approved application")?;
    Ok(format!("/o/{}/deployments/{}", who.organisation, line.id))
}

/// An officer takes a case and approves it.
pub(super) async fn approve(officer: &Officer<'_>, id: &ApplicationId) -> anyhow::Result<()> {
    officer_does(officer, id, OfficerStep::Take).await?;
    officer_does(officer, id, OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None })
        .await
}

/// From the application to production, all on one day.
pub(super) async fn into_production(
    day: &Day<'_>,
    who: &Actor,
    service: Service,
    chosen: &[(&str, &str)],
) -> anyhow::Result<()> {
    let deployment = approved(day, who, service, chosen).await?;
    let worker = Worker::sign_in(day, who).await?;
    if send_papers(&worker, &deployment).await? {
        handle_papers(day, &deployment).await?;
    }
    tick(&worker, &deployment).await?;
    if worker.page(&deployment).await?.contains("name=\"test_day\"") {
        plan_test(&worker, &deployment, 0).await?;
        report((&worker, day.cast.typed_by(who)), &deployment, true).await?;
    }
    let version = hidden_field(&worker.page(&deployment).await?, "version")?;
    let fields = fields(&[("version", &version), ("date", &day.app.clock.now().date().to_string())]);
    worker.post(&format!("{deployment}/production-date"), &fields).await?;
    worker.leave().await
}

/// A paper of the demo world; it holds nothing.
const PAPER: &str = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";

/// Sends the papers that set-up items ask for; answers whether there were any.
pub(super) async fn send_papers(worker: &Worker<'_>, deployment: &str) -> anyhow::Result<bool> {
    let page = worker.page(deployment).await?;
    let mut sent = false;
    for (_, item) in hidden(&page).into_iter().filter(|(name, _)| name == "papers") {
        let (field, named) = (format!("papers-{item}"), fields(&[("papers", &item)]));
        worker.post_file(&format!("{deployment}/papers"), (&field, "taustatiedot.pdf", PAPER), &named).await?;
        sent = true;
    }
    Ok(sent)
}

/// An officer reads the papers of a deployment and says so.
async fn handle_papers(day: &Day<'_>, deployment: &str) -> anyhow::Result<()> {
    let officer = Officer::sign_in(day).await?;
    let id = deployment.rsplit('/').next().context("the id of a deployment")?;
    let address = format!("/desk/deployments/{id}");
    let shown = hidden(&officer.page(&address).await?);
    let files: Vec<(&str, &str)> =
        shown.iter().filter(|(name, _)| name == "file").map(|(name, file)| (name.as_str(), file.as_str())).collect();
    officer.post(&format!("{address}/papers"), &files).await?;
    officer.leave().await
}

/// Sends the papers that set-up items ask for, and ticks everything that is done before production.
pub(super) async fn prepare(worker: &Worker<'_>, deployment: &str) -> anyhow::Result<()> {
    send_papers(worker, deployment).await?;
    tick(worker, deployment).await
}

/// Ticks everything that is done before production.
async fn tick(worker: &Worker<'_>, deployment: &str) -> anyhow::Result<()> {
    let page = worker.page(deployment).await?;
    for (_, item) in hidden(&page).into_iter().filter(|(name, _)| name == "item") {
        worker.post(&format!("{deployment}/items"), &fields(&[("item", &item), ("answer", "done")])).await?;
    }
    Ok(())
}

pub(super) async fn plan_test(worker: &Worker<'_>, deployment: &str, days: i64) -> anyhow::Result<()> {
    let version = hidden_field(&worker.page(deployment).await?, "version")?;
    let day = worker.app.clock.now().date().saturating_add(jiff::Span::new().days(days));
    let fields = fields(&[("version", &version), ("test_day", &day.to_string())]);
    worker.post(&format!("{deployment}/test"), &fields).await.map(drop)
}

pub(super) async fn report(
    (worker, typed): (&Worker<'_>, &Typed),
    deployment: &str,
    passed: bool,
) -> anyhow::Result<()> {
    let version = hidden_field(&worker.page(deployment).await?, "version")?;
    let fields = fields(&[
        ("version", &version),
        ("result", if passed { "passed" } else { "failed" }),
        ("held_on", &worker.app.clock.now().date().to_string()),
        ("performed_by", &worker.who.name),
        ("archivist", &typed.archivist),
        ("remarks", if passed { "" } else { &typed.test_failed }),
    ]);
    worker.post(&format!("{deployment}/test-report"), &fields).await.map(drop)
}

/// The intermediary confirms every request of the day, with the point and the system that the customer named.
pub(super) async fn confirm_connections(day: &Day<'_>) -> anyhow::Result<()> {
    let worker = Worker::sign_in(day, &day.cast.vendor).await?;
    let place = worker.own("connections/");
    let list = worker.page(&worker.own("connections?state=awaited")).await?;
    let mark = format!("href=\"{place}");
    let requests = list.split(&mark).skip(1).filter_map(|rest| rest.split(['"', '?', '/']).next());
    for request in requests {
        let address = format!("{place}{request}");
        let page = worker.page(&address).await?;
        let version = hidden_field(&page, "version")?;
        let (point, system) = (offered(&page, "point")?, offered(&page, "system")?);
        let fields = fields(&[("version", &version), ("point", &point), ("system", &system)]);
        worker.post(&format!("{address}/confirm"), &fields).await?;
    }
    worker.leave().await
}

pub(super) fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
}
