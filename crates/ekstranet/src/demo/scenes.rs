//! What has happened in the demo world, the oldest first: the audit log is a chain in the order of time.

use anyhow::Context as _;
use serde_json::{Value, json};

use super::Past;
use super::acting::{Officer, Worker, hidden, hidden_field, organisation, told};
use super::filling::{begin, fill};
use super::people::{Actor, Cast, Typed};
use crate::applications::{self, OfficerStep};
use crate::deployments::{self, Granted};
use crate::kernel::{ApplicationId, CaseLanguage};
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::web::{App, Visit};

/// A day of the demo world with everybody in it.
struct Day<'a> {
    app: App,
    cast: &'a Cast,
}

impl<'a> Day<'a> {
    fn of(past: &'a Past<'_>, days_ago: i64) -> anyhow::Result<Self> {
        Ok(Self { app: past.days_ago(days_ago)?, cast: &past.cast })
    }
}

/// Plays everything.
pub(super) async fn play(past: &Past<'_>) -> anyhow::Result<()> {
    long_ago(past).await?;
    last_weeks(past).await?;
    today(past).await
}

/// Who has been a customer for long: in production, and one whose customership has ended.
async fn long_ago(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 420)?;
    for (who, service) in [
        (&cast.county, Service::PatientData),
        (&cast.county, Service::Prescription),
        (&cast.county, Service::SocialData),
        (&cast.city, Service::PatientData),
        (&cast.clinic, Service::PatientData),
        (&cast.clinic, Service::Prescription),
        (&cast.dentists, Service::PatientData),
        (&cast.pharmacy, Service::Prescription),
        (&cast.archipelago, Service::Prescription),
        (&cast.imaging, Service::PatientData),
    ] {
        into_production(&day, who, service).await.with_context(|| context(who, service))?;
    }
    ended(&day, past).await.context("the customership that has ended")?;
    let day = Day::of(past, 300)?;
    into_production(&day, &cast.county, Service::ImagingData)
        .await
        .with_context(|| context(&cast.county, Service::ImagingData))
}

fn context(who: &Actor, service: Service) -> String {
    format!("{} and {}", who.organisation_name, service.code())
}

/// What is under way.
async fn last_weeks(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 30)?;
    let deployment = approved(&day, &cast.occupational, Service::PatientData, &[]).await.context("the failed test")?;
    let worker = Worker::sign_in(&day.app, &cast.occupational).await?;
    prepare(&worker, &deployment).await?;
    plan_test(&worker, &deployment, 0).await?;
    report((&worker, &cast.typed), &deployment, false).await?;
    worker.leave().await?;
    let day = Day::of(past, 12)?;
    let worker = Worker::sign_in(&day.app, &cast.occupational).await?;
    plan_test(&worker, &deployment, 19).await.context("the new test")?;
    worker.leave().await?;

    let deployment = approved(&day, &cast.care, Service::SocialData, &[]).await.context("the late joiner")?;
    let worker = Worker::sign_in(&day.app, &cast.care).await?;
    prepare(&worker, &deployment).await?;
    plan_test(&worker, &deployment, 21).await?;
    worker.leave().await?;

    let viewer = [("imaging_extent.extent", "viewer")];
    approved(&day, &cast.imaging, Service::ImagingData, &viewer).await.context("the viewer")?;
    Ok(())
}

/// Drafts, cases at the desk and the handover.
async fn today(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 3)?;
    let id = submitted(&day, &cast.city, Service::ImagingData, &[]).await.context("the case in review")?;
    let officer = Officer::sign_in(&day.app, day.cast).await?;
    officer_does(&officer, &id, OfficerStep::Take).await?;
    let id = submitted(&day, &cast.foundation, Service::SocialData, &[]).await.context("the supplement")?;
    officer_does(&officer, &id, OfficerStep::Take).await?;
    let deadline = day.app.clock.now().date().saturating_add(jiff::Span::new().days(24));
    let asked = OfficerStep::AskSupplement {
        items: vec![("schedule.production_date".to_string(), cast.typed.asked_item.clone())],
        message: cast.typed.asked_message.clone(),
        deadline: deadline.to_string(),
    };
    officer_does(&officer, &id, asked).await?;
    officer.leave().await?;

    let day = Day::of(past, 1)?;
    for (who, service, left_out) in [
        (&cast.therapy, Service::PatientData, &["contacts", "billing", "security"][..]),
        (&cast.association, Service::SocialData, &[][..]),
        (&cast.dentists, Service::ImagingData, &["contacts", "security"][..]),
        (&cast.island, Service::PatientData, &["billing"][..]),
        (&cast.speech, Service::PatientData, &["contacts", "billing", "security"][..]),
        (&cast.incoming, Service::Prescription, &["contacts", "billing", "security"][..]),
    ] {
        let worker = Worker::sign_in(&day.app, who).await?;
        let id = begin(&worker, service).await?;
        fill((&worker, &cast.typed), &id, service, &[], left_out).await.with_context(|| context(who, service))?;
        worker.leave().await?;
    }
    handover(&day).await.context("the handover")
}

/// The shared plan of the pharmacy that changes hands, opened by the incoming pharmacist.
async fn handover(day: &Day<'_>) -> anyhow::Result<()> {
    let worker = Worker::sign_in(&day.app, &day.cast.incoming).await?;
    let page = worker.page(&worker.own("pharmacies")).await?;
    let pharmacy = [("pharmacy".to_string(), hidden_field(&page, "pharmacy")?)];
    let plan = worker.post(&worker.own("pharmacies/handovers"), &pharmacy).await?;
    let version = hidden(&worker.page(&plan).await?).into_iter().rfind(|(name, _)| name == "version");
    let (_, version) = version.context("the plan has no form for the vendor")?;
    let vendor = [("version".to_string(), version), ("vendor".to_string(), "9900191-8".to_string())];
    worker.post(&format!("{plan}/vendor"), &vendor).await?;
    let tick = [("line".to_string(), "register".to_string()), ("answer".to_string(), "done".to_string())];
    worker.post(&format!("{plan}/lines"), &tick).await?;
    worker.leave().await
}

/// A customer from before this portal, whose only service ended on the last day of the registration, some months ago. The
/// registers know no units of it any more, so no form can be filled in for it.
async fn ended(day: &Day<'_>, past: &Past<'_>) -> anyhow::Result<()> {
    let (visit, own) = (Visit::of_job(&day.app), organisation(&day.cast.former)?);
    let profile = Profile::of(CustomerKind::Private);
    let form = newest_form(Service::Prescription, profile.kind).context("a form of the catalogue")?.asked(profile);
    let mut tx = day.app.db.write().await?;
    let number = told(applications::new_case_number(&mut tx, &visit).await)?;
    let granted = Granted {
        application: &ApplicationId::new(visit.now, &day.app.random),
        organisation: &own,
        service: Service::Prescription,
        form,
        case_number: &number,
        language: CaseLanguage::Fi,
        snapshot: json!({}),
        recipients: Vec::new(),
        wished_date: None,
    };
    let id = told(deployments::open(&mut tx, &visit, &granted).await)?;
    tx.commit().await?;
    begin_production(day, &day.cast.former, &format!("/o/{own}/deployments/{id}")).await?;
    let then = past.days_ago(143)?;
    let visit = Visit::of_job(&then);
    let mut tx = then.db.write().await?;
    let last = visit.now.date().yesterday().context("a day before")?;
    told(deployments::end(&mut tx, &visit, &own, Service::Prescription, last).await)?;
    Ok(tx.commit().await?)
}

/// Applies, signs and submits; the application awaits an officer.
async fn submitted(
    day: &Day<'_>,
    who: &Actor,
    service: Service,
    chosen: &[(&str, &str)],
) -> anyhow::Result<ApplicationId> {
    let worker = Worker::sign_in(&day.app, who).await?;
    let id = begin(&worker, service).await?;
    fill((&worker, &day.cast.typed), &id, service, chosen, &[]).await?;
    let page = worker.page(&worker.own(&format!("applications/{id}/sign"))).await?;
    let fields = hidden(&page);
    let hashes: Vec<&String> = fields.iter().filter(|(name, _)| name == "hash").map(|(_, value)| value).collect();
    let version: i64 = hidden_field(&page, "version")?.parse().context("the version of an application")?;
    let payload: Value = json!({ "hashes": hashes, "version": version });
    told(applications::submit_act(worker.visit()?, id.to_string(), payload).await)?;
    worker.leave().await?;
    Ok(id)
}

async fn officer_does(officer: &Officer<'_>, id: &ApplicationId, step: OfficerStep) -> anyhow::Result<()> {
    let version = told(applications::load_case(&mut officer.app.db.read().await?, id).await)?.version;
    let mut tx = officer.app.db.write().await?;
    told(applications::officer_step(&mut tx, &officer.visit(), id, version, &step).await)?;
    Ok(tx.commit().await?)
}

/// Applies and is approved; the address of the deployment.
async fn approved(day: &Day<'_>, who: &Actor, service: Service, chosen: &[(&str, &str)]) -> anyhow::Result<String> {
    let id = submitted(day, who, service, chosen).await?;
    let officer = Officer::sign_in(&day.app, day.cast).await?;
    officer_does(&officer, &id, OfficerStep::Take).await?;
    officer_does(&officer, &id, OfficerStep::Approve { reason: String::new() }).await?;
    officer.leave().await?;
    let lines = told(deployments::list(&mut day.app.db.read().await?, &organisation(who)?).await)?;
    let line = lines.iter().find(|line| line.service == service).context("a deployment of the approved application")?;
    Ok(format!("/o/{}/deployments/{}", who.organisation, line.id))
}

async fn into_production(day: &Day<'_>, who: &Actor, service: Service) -> anyhow::Result<()> {
    let deployment = approved(day, who, service, &[]).await?;
    begin_production(day, who, &deployment).await
}

/// Everything between the approval and production, on one day.
async fn begin_production(day: &Day<'_>, who: &Actor, deployment: &str) -> anyhow::Result<()> {
    let worker = Worker::sign_in(&day.app, who).await?;
    prepare(&worker, deployment).await?;
    if worker.page(deployment).await?.contains("name=\"test_day\"") {
        plan_test(&worker, deployment, 0).await?;
        report((&worker, &day.cast.typed), deployment, true).await?;
    }
    let version = hidden_field(&worker.page(deployment).await?, "version")?;
    let fields = fields(&[("version", &version), ("date", &day.app.clock.now().date().to_string())]);
    worker.post(&format!("{deployment}/production-date"), &fields).await?;
    worker.leave().await
}

/// Ticks everything that is done before production.
async fn prepare(worker: &Worker<'_>, deployment: &str) -> anyhow::Result<()> {
    let page = worker.page(deployment).await?;
    for (_, item) in hidden(&page).into_iter().filter(|(name, _)| name == "item") {
        worker.post(&format!("{deployment}/items"), &fields(&[("item", &item), ("answer", "done")])).await?;
    }
    Ok(())
}

async fn plan_test(worker: &Worker<'_>, deployment: &str, days: i64) -> anyhow::Result<()> {
    let version = hidden_field(&worker.page(deployment).await?, "version")?;
    let day = worker.app.clock.now().date().saturating_add(jiff::Span::new().days(days));
    let fields = fields(&[("version", &version), ("test_day", &day.to_string())]);
    worker.post(&format!("{deployment}/test"), &fields).await.map(drop)
}

async fn report((worker, typed): (&Worker<'_>, &Typed), deployment: &str, passed: bool) -> anyhow::Result<()> {
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

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect()
}
