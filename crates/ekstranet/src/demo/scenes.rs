//! What has happened in the demo world, the oldest first: the audit log is a chain in the order of time.

use anyhow::{Context as _, bail};
use serde_json::json;

use super::acting::{Officer, Worker, hidden, hidden_field, organisation, told};
use super::filling::{begin, fill};
use super::people::Actor;
use super::working::{
    Day, approved, confirm_connections, context, deployment_of, fields, into_production, officer_does, plan_test,
    prepare, report, send_papers, sign, submitted,
};
use super::{Past, changing, invoices, joint, prescribing};
use crate::applications::OfficerStep;
use crate::services::Service;
use crate::{pharmacies, registers, terminations};

/// Plays everything.
pub(super) async fn play(past: &Past<'_>) -> anyhow::Result<()> {
    joint::long_ago(past).await.context("the joined parties")?;
    long_ago(past).await?;
    ended(past).await.context("the customership that has ended")?;
    invoices::import(past).await.context("the invoices")?;
    changing::controller(past).await.context("the change of controller")?;
    month_ago(past).await?;
    prescribing::decided(past).await.context("who prescribes")?;
    let viewer = weeks_ago(past).await?;
    joint::last_weeks(past).await.context("the newest joined parties")?;
    at_the_desk(past, &viewer).await?;
    prescribing::waits(past).await.context("who waits for a decision")?;
    drafts(past).await
}

/// Who has been a customer for long: in production.
async fn long_ago(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 419)?;
    for (who, service) in [
        (&cast.county, Service::PatientData),
        (&cast.county, Service::Prescription),
        (&cast.county, Service::SocialData),
        (&cast.city, Service::PatientData),
        (&cast.clinic, Service::Prescription),
        (&cast.dentists, Service::PatientData),
        (&cast.pharmacy, Service::Prescription),
        (&cast.archipelago, Service::Prescription),
        (&cast.imaging, Service::PatientData),
    ] {
        into_production(&day, who, service, &[]).await.with_context(|| context(who, service))?;
    }
    // It has no address for e-invoices.
    let paper = [("billing.method", "paper")];
    into_production(&day, &cast.former, Service::Prescription, &paper).await.context("the former customer")?;
    confirm_connections(&day).await?;
    let day = Day::of(past, 300)?;
    for (who, service) in [(&cast.county, Service::ImagingData), (&cast.dentists, Service::ImagingData)] {
        into_production(&day, who, service, &[]).await.with_context(|| context(who, service))?;
    }
    confirm_connections(&day).await
}

/// The customership ended with the activity some months ago: the customer terminated it, an officer confirmed the last
/// day, and it ended by itself.
async fn ended(past: &Past<'_>) -> anyhow::Result<()> {
    let who = &past.cast.former;
    let last_day = past.date(144).to_string();
    let day = Day::of(past, 170)?;
    let worker = Worker::sign_in(&day, who).await?;
    let address = worker.post(&worker.own("terminations"), &[]).await?;
    let email = format!("hallinto@{}.example", who.organisation.replace('-', ""));
    for (page, answered) in [
        ("services", [("extent", "whole"), ("ends_on", last_day.as_str())]),
        ("reason", [("reason", "activity_ends"), ("details", "")]),
        ("invoice", [("invoice", "known"), ("email", email.as_str())]),
    ] {
        let place = format!("{address}/pages/{page}");
        let version = hidden_field(&worker.page(&place).await?, "version")?;
        let answered: Vec<(&str, &str)> = std::iter::once(("version", version.as_str())).chain(answered).collect();
        worker.post(&place, &fields(&answered)).await?;
    }
    let version = hidden_field(&worker.page(&format!("{address}/check")).await?, "version")?;
    let version: i64 = version.parse().context("the version of a termination")?;
    let id = address.rsplit('/').next().context("the id of a termination")?;
    told(terminations::send_act(worker.visit()?, id.to_string(), json!({ "version": version })).await)?;
    worker.leave().await?;
    let day = Day::of(past, 165)?;
    let officer = Officer::sign_in(&day).await?;
    let confirmed = [("answer", "confirm"), ("day", last_day.as_str()), ("sure", "yes")];
    officer.answer(&format!("/desk/terminations/{id}"), &confirmed).await?;
    officer.leave().await?;
    told(terminations::end_due(&Day::of(past, 143)?.app).await)?;
    Ok(())
}

/// A test that failed.
async fn month_ago(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 30)?;
    let deployment = approved(&day, &cast.occupational, Service::PatientData, &[]).await.context("the failed test")?;
    confirm_connections(&day).await?;
    let worker = Worker::sign_in(&day, &cast.occupational).await?;
    prepare(&worker, &deployment).await?;
    plan_test(&worker, &deployment, 0).await?;
    report((&worker, cast.typed_by(&cast.occupational)), &deployment, false).await?;
    worker.leave().await
}

/// What is under way; answers the address of the deployment of the viewer.
async fn weeks_ago(past: &Past<'_>) -> anyhow::Result<String> {
    let cast = &past.cast;
    let day = Day::of(past, 12)?;
    let worker = Worker::sign_in(&day, &cast.occupational).await?;
    let deployment = deployment_of(&day, &cast.occupational, Service::PatientData).await?;
    plan_test(&worker, &deployment, 19).await.context("the new test")?;
    worker.leave().await?;

    let deployment = approved(&day, &cast.care, Service::SocialData, &[]).await.context("the late joiner")?;
    let worker = Worker::sign_in(&day, &cast.care).await?;
    prepare(&worker, &deployment).await?;
    plan_test(&worker, &deployment, 21).await?;
    worker.leave().await?;

    let viewer = [("imaging_extent.extent", "viewer")];
    let viewer = approved(&day, &cast.imaging, Service::ImagingData, &viewer).await.context("the viewer")?;
    confirm_connections(&day).await?;
    Ok(viewer)
}

/// One case in review, one with a supplement request, papers of the viewer that no officer has read yet.
async fn at_the_desk(past: &Past<'_>, viewer: &str) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 3)?;
    let worker = Worker::sign_in(&day, &cast.imaging).await?;
    if !send_papers(&worker, viewer).await? {
        bail!("the viewer needs no papers");
    }
    worker.leave().await?;
    let id = submitted(&day, &cast.city, Service::ImagingData, &[]).await.context("the case in review")?;
    let officer = Officer::sign_in(&day).await?;
    officer_does(&officer, &id, OfficerStep::Take).await?;
    let id = submitted(&day, &cast.foundation, Service::SocialData, &[]).await.context("the supplement")?;
    officer_does(&officer, &id, OfficerStep::Take).await?;
    let deadline = day.app.clock.now().date().saturating_add(jiff::Span::new().days(24));
    let typed = cast.typed_by(&cast.foundation);
    let asked = OfficerStep::AskSupplement {
        items: vec![("test_schedule.production_date".to_string(), typed.asked_item.clone())],
        suggested: std::collections::BTreeMap::new(),
        message: typed.asked_message.clone(),
        deadline: deadline.to_string(),
    };
    officer_does(&officer, &id, asked).await?;
    officer.leave().await
}

/// Drafts and the handover.
async fn drafts(past: &Past<'_>) -> anyhow::Result<()> {
    const LITTLE: &[&str] = &["contacts", "billing", "security"];
    const PLAIN: &[(&str, &str)] = &[];
    let cast = &past.cast;
    let images: &[(&str, &str)] = &[("extension.service", "imaging_data"), ("extension.function", "oral_images")];
    let day = Day::of(past, 1)?;
    for (who, service, chosen, left_out) in [
        (&cast.therapy, Service::PatientData, PLAIN, LITTLE),
        (&cast.dentists, Service::ExtensionOfUse, images, &["contacts", "extension_schedule"][..]),
        (&cast.party, Service::PatientData, PLAIN, LITTLE),
        (&cast.island, Service::PatientData, PLAIN, &["billing"][..]),
        (&cast.speech, Service::PatientData, PLAIN, LITTLE),
        (&cast.incoming, Service::Prescription, PLAIN, LITTLE),
    ] {
        draft(&day, (who, service), chosen, left_out).await.with_context(|| context(who, service))?;
    }
    half_signed(&day, &cast.association, Service::SocialData).await.context("the agreement that two sign")?;
    handover(&day).await.context("the handover")?;
    gives_up(&day).await.context("the pharmacist who leaves")
}

/// An application that two sign together: one asks for that, fills everything in, leaves a note to the other one, and signs.
async fn half_signed(day: &Day<'_>, who: &Actor, service: Service) -> anyhow::Result<()> {
    let worker = Worker::sign_in(day, who).await?;
    let asked = fields(&[("deed", "ask_two"), ("version", "0")]);
    worker.post(&worker.own("agreements/signatories"), &asked).await?;
    let (id, typed) = (begin(&worker, service).await?, day.cast.typed_by(who));
    fill((&worker, typed), &id, service, &[], &[]).await?;
    let note = fields(&[("note", &typed.note)]);
    worker.post(&worker.own(&format!("applications/{id}/note")), &note).await?;
    sign(&worker, &id).await?;
    worker.leave().await
}

/// An application that is not sent.
async fn draft(
    day: &Day<'_>,
    (who, service): (&Actor, Service),
    chosen: &[(&str, &str)],
    left_out: &[&str],
) -> anyhow::Result<()> {
    let worker = Worker::sign_in(day, who).await?;
    let id = begin(&worker, service).await?;
    fill((&worker, day.cast.typed_by(who)), &id, service, chosen, left_out).await?;
    worker.leave().await
}

/// The shared plan of the pharmacy that changes hands, opened by the incoming pharmacist.
async fn handover(day: &Day<'_>) -> anyhow::Result<()> {
    let worker = Worker::sign_in(day, &day.cast.incoming).await?;
    let page = worker.page(&worker.own("pharmacies")).await?;
    let pharmacy = [("pharmacy".to_string(), hidden_field(&page, "pharmacy")?)];
    let plan = worker.post(&worker.own("pharmacies/handovers"), &pharmacy).await?;
    let version = hidden(&worker.page(&plan).await?).into_iter().rfind(|(name, _)| name == "version");
    let (_, version) = version.context("the plan has no form for the vendor")?;
    let vendor = fields(&[("version", &version), ("vendor", &day.cast.vendor.organisation)]);
    worker.post(&format!("{plan}/vendor"), &vendor).await?;
    worker.post(&format!("{plan}/lines"), &fields(&[("line", "register"), ("answer", "done")])).await?;
    worker.leave().await
}

/// The pharmacist who retires gives the licence up, with an address of his own for the last invoice.
async fn gives_up(day: &Day<'_>) -> anyhow::Result<()> {
    let who = &day.cast.pharmacy;
    let typed = day.cast.typed_by(who);
    let worker = Worker::sign_in(day, who).await?;
    let kept = told(registers::find_pharmacies(&day.app, day.app.clock.now(), &organisation(who)?).await)?;
    let kept = kept.map(|looked| looked.value).unwrap_or_default();
    let main = kept.iter().find(|pharmacy| !pharmacy.is_branch()).context("the pharmacy in the register")?;
    let invoice =
        json!({ "name": who.name, "street": typed.street, "post_code": "00000", "post_office": typed.post_office });
    let email = format!("apteekkari@{}.example", who.organisation.replace('-', ""));
    let payload = json!({ "invoice": invoice, "email": email });
    told(pharmacies::give_up_act(worker.visit()?, main.oid.clone(), payload).await)?;
    worker.leave().await
}
