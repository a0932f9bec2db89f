//! What is posted in vain: each answer is a proper page in three languages, and mistakes are shown where they are.

use crate::application::{CLINIC_ADDRESS, VILMA};
use crate::harness::{Browser, Hands, Language, Look, Post, Store, Words, World, run};

#[test]
fn what_cannot_be_taken_is_answered_with_a_proper_page() {
    run(Store::Sqlite, Language::Finnish, cannot_be_taken);
}

async fn cannot_be_taken(world: &World) {
    let mut matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let application = matti.address().await;
    malformed_posts(&matti, &application).await;
    foreign_posts(world, &matti, &application).await;

    matti.thorough = true;
    for (page, heading) in [("print", "applications-print-title"), ("discard", "applications-discard-title")] {
        matti.open(&format!("{application}/{page}")).await;
        let words = world.words();
        let heading = if page == "print" {
            words.fill(heading, &[("service", &words.say("services-prescription"))])
        } else {
            words.say(heading)
        };
        matti.expect(&heading).await;
    }
    matti.thorough = false;
    matti.open(&application).await;
    matti.fill_application().await;
    let sign = format!("{application}/sign");
    let not_accepted = Post {
        from: &sign,
        to: &sign,
        fields: &[("version", "{version}")],
        status: 422,
        heading: &|words| words.say("applications-sign-title"),
    };
    matti.post(&not_accepted).await;
    matti.open(&format!("{application}/check")).await;
    let case_number = matti.sign_application().await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(&case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    let case = vilma.address().await;
    officers_posts(&vilma, &case).await;
    failing_and_too_many_posts(world, &vilma).await;
    supplement_posts(&vilma, &case, &mut matti, &application).await;
}

/// Broken, late, too large and unwanted forms of one's own.
async fn malformed_posts(matti: &Browser<'_>, application: &str) {
    let step = format!("{application}/steps/security");
    let large = "x".repeat(600_000);
    let fields = |version: &'static str| vec![("version", version), ("form", "prescription-2"), ("plan", "yes")];
    let mut too_large = fields("{version}");
    too_large.push(("plan", &large));
    // Another answer than the one that is there: the same one would lose nothing.
    let other = vec![("version", "999"), ("form", "prescription-2"), ("self_monitoring", "yes")];
    let stale = format!("{application}/supplement");
    let say = |key: &'static str| move |words: &Words| words.say(key);
    for (to, fields, status, heading) in [
        (step.as_str(), fields("{version}"), 422, "services-step-security"),
        (&step, other, 409, "applications-conflict-title-own"),
        (&step, fields("one"), 400, "ui-failure-malformed"),
        (&step, too_large, 413, "ui-failure-too-large"),
        (&stale, vec![("message", "Hei")], 409, "ui-failure-stale"),
        ("/o/9900101-0/applications", vec![("service", "prescription")], 404, "ui-failure-not-found"),
        ("/status", vec![], 405, "ui-failure-method"),
        ("/o/9900226-7/applications", vec![("service", "imaging_data")], 422, "applications-list-title"),
    ] {
        matti.post(&Post { from: &step, to, fields: &fields, status, heading: &say(heading) }).await;
    }
    let media = say("ui-failure-media");
    let fields = fields("1");
    let plain = Post { from: &step, to: &step, fields: &fields, status: 415, heading: &media };
    matti.post_as(&plain, "text/plain").await;
}

/// Forms from another site, and a Suomi.fi that does not answer.
async fn foreign_posts(world: &World, matti: &Browser<'_>, application: &str) {
    let discard = format!("{application}/discard");
    let cross_site = |words: &Words| words.say("ui-failure-cross-site");
    let foreign = Post { from: &discard, to: &discard, fields: &[], status: 403, heading: &cross_site };
    matti.post_from_elsewhere(&foreign).await;
    matti.open(application).await;
    let service = matti.say("services-prescription");
    matti.expect(&matti.fill_text("applications-title", "service", &service)).await;

    world.fault("mandates_down", true).await;
    let down = |words: &Words| words.say("ui-failure-mandates");
    matti.post(&Post { from: "/act-for", to: "/act-for", fields: &[], status: 503, heading: &down }).await;
    world.fault("mandates_down", false).await;
}

/// An officer's mistakes, and steps that another was faster with.
async fn officers_posts(vilma: &Browser<'_>, case: &str) {
    let say = |key: &'static str| move |words: &Words| words.say(key);
    let (current, old) = (("version", "{version}"), ("version", "1"));
    for (step, fields, status, heading) in [
        ("supplement", vec![current, ("deadline", "eilen")], 422, "desk-supplement-title"),
        ("reject", vec![current, ("reason", "")], 422, "desk-reject-title"),
        ("reject", vec![old, ("reason", "Perustelut.")], 409, "desk-reject-title"),
        ("approve", vec![current, ("reason", "Tervetuloa.")], 200, "desk-confirm-approve-title"),
        ("take", vec![old], 409, "desk-conflict-title"),
    ] {
        let from = if step == "take" { case.to_owned() } else { format!("{case}/{step}") };
        let to = format!("{case}/{step}");
        vilma.post(&Post { from: &from, to: &to, fields: &fields, status, heading: &say(heading) }).await;
    }
}

/// A mistake of the portal's own, and more guesses of a code than one may make.
async fn failing_and_too_many_posts(world: &World, vilma: &Browser<'_>) {
    let (guess, desk) = ([("code", "000 001")], "/desk/support");
    world.rename_table("support_guess", "support_guess_away").await;
    let internal = |words: &Words| words.say("ui-failure-internal");
    vilma.post(&Post { from: desk, to: desk, fields: &guess, status: 500, heading: &internal }).await;
    world.rename_table("support_guess_away", "support_guess").await;
    let enter = |words: &Words| words.say("support-enter-title");
    for _ in 0..5 {
        vilma.open(desk).await;
        vilma.expect(&vilma.say("support-enter-title")).await;
        vilma.fill(&vilma.say("support-enter-code"), "000 001").await;
        vilma.press(&vilma.say("support-enter-button")).await;
        vilma.expect_text(&vilma.say("support-enter-unknown")).await;
    }
    vilma.post(&Post { from: desk, to: desk, fields: &guess, status: 429, heading: &enter }).await;
}

/// A supplement that is answered too early, and the pages on which it is asked.
async fn supplement_posts(vilma: &Browser<'_>, case: &str, matti: &mut Browser<'_>, application: &str) {
    vilma.open(&format!("{case}/supplement")).await;
    let date = vilma.say("services-question-schedule-production-date");
    let group = vilma.within(&date);
    group.choose(&vilma.say("desk-supplement-tick")).await;
    group.fill(&vilma.say("desk-supplement-what"), "Sopiiko päivä toimittajalle?").await;
    vilma.press(&vilma.say("desk-supplement-send")).await;
    vilma.expect_text(&vilma.say("desk-state-supplement-requested")).await;

    let title = |words: &Words| words.fill("applications-title", &[("service", &words.say("services-prescription"))]);
    let (step, answer) = (format!("{application}/steps/schedule"), format!("{application}/supplement"));
    let wrong = [("version", "{version}"), ("form", "prescription-2"), ("production_date", "pian")];
    let heading = |words: &Words| words.say("services-step-schedule");
    matti.post(&Post { from: &step, to: &step, fields: &wrong, status: 422, heading: &heading }).await;
    matti.expect_text("Sopiiko päivä toimittajalle?").await;
    let early = [("message", "Tässä.")];
    matti.post(&Post { from: application, to: &answer, fields: &early, status: 422, heading: &title }).await;

    matti.thorough = true;
    for (page, heading) in [
        (step, matti.say("services-step-schedule")),
        (application.to_owned(), title(&Words::read(Language::Finnish))),
        (format!("{application}/receipt"), matti.say("applications-receipt-title")),
        (format!("{application}/withdraw"), matti.say("applications-withdraw-title")),
        (CLINIC_ADDRESS.to_owned(), matti.say("home-title")),
    ] {
        matti.open(&page).await;
        matti.expect(&heading).await;
    }
}

#[test]
fn a_mistake_is_shown_in_a_summary_and_at_its_field_and_then_mended() {
    run(Store::Sqlite, Language::Swedish, mends_a_mistake);
}

async fn mends_a_mistake(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let step = matti.say("services-step-schedule");
    matti.follow(&step).await;
    matti.expect(&step).await;
    let (label, fault) = (matti.say("services-question-schedule-production-date"), matti.say("ui-no-such-day"));
    matti.fill(&label, "31.2.2027").await;
    matti.save().await;
    matti.expect_text(&fault).await;
    matti.expect_answer(&step).await;
    assert_eq!(matti.status().await, 422);
    assert_eq!(matti.focus_is_at().await.0, "problem", "the summary is read first");
    assert_eq!(matti.value(&label).await, "31.2.2027", "what was typed stays");
    matti.follow(&fault).await;
    let (field, description) = matti.focus_is_at().await;
    assert_eq!(field, "production_date", "the summary leads to the field");
    assert!(description.contains(&fault), "{description}");
    matti.fill_day(&label, 14).await;
    matti.save().await;
    matti.expect(&matti.say("services-step-contacts")).await;
}
