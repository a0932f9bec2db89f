//! The first complete journey: a managing director takes the Prescription service into use, alone with a browser, an
//! officer on the other side; on both databases, in two languages, and on a narrow phone.

use serde_json::Value;

use crate::application::{CLINIC, CLINIC_ADDRESS, CONTACTS, JOONA, MATTI, VILMA, day};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn a_managing_director_takes_prescription_into_use_in_finnish_on_sqlite() {
    run(Store::Sqlite, Language::Finnish, async |world| takes_into_use(world, Look::DESK, Hands::Mouse, true).await);
}

#[test]
fn a_managing_director_takes_prescription_into_use_in_swedish_on_postgresql() {
    run(Store::Postgres, Language::Swedish, async |world| takes_into_use(world, Look::DESK, Hands::Mouse, false).await);
}

/// In the language with the longest words.
#[test]
fn everything_fits_on_a_screen_320_pixels_wide() {
    run(Store::Sqlite, Language::Swedish, async |world| takes_into_use(world, Look::PHONE, Hands::Mouse, true).await);
}

#[test]
fn the_whole_journey_goes_without_javascript() {
    let look = Look::NO_SCRIPT;
    run(Store::Sqlite, Language::Finnish, async |world| takes_into_use(world, look, Hands::Mouse, false).await);
}

#[test]
fn the_whole_journey_goes_with_the_keyboard_alone() {
    let look = Look::DESK;
    run(Store::Sqlite, Language::Finnish, async |world| takes_into_use(world, look, Hands::Keyboard, false).await);
}

async fn takes_into_use(world: &World, look: Look, hands: Hands, thorough: bool) {
    let mut matti = world.browser(look, hands).await;
    matti.thorough = thorough;
    let case_number = matti.apply().await;
    assert_mails(world, 1, "application-submitted", &case_number).await;

    let mut vilma = world.browser(look, hands).await;
    vilma.thorough = thorough;
    vilma.sign_in_as_officer(VILMA).await;
    asks_for_a_supplement(&vilma, &case_number).await;
    assert_mails(world, 2, "supplement-requested", &case_number).await;

    answers_the_supplement(&matti).await;
    assert_mails(world, 3, "supplement-answered", &case_number).await;

    vilma.open_case(&case_number).await;
    vilma.approve_case(&case_number).await;
    assert_mails(world, 4, "application-approved", &case_number).await;
    vilma.sign_out().await;
    vilma.expect(&vilma.say("sign-in-signed-out-title")).await;

    goes_into_production(&matti).await;
    assert_mails(world, 5, "production-started", &case_number).await;
    reads_what_was_signed(&matti).await;

    let log = world.portal(&["audit", "verify"]);
    assert!(log.starts_with("audit log whole: "), "{log}");
    assert_audited(&world.portal(&["audit", "export"]));
}

/// What a person and an officer do in this journey, as the audit log has it.
const DEEDS: [&str; 32] = [
    "sign_in.signed_in",
    "mandates.round_begun",
    "mandates.granted",
    "applications.begun",
    "applications.step_saved",
    "intermediaries.connection_requested",
    "applications.step_saved",
    "mandates.round_begun",
    "agreements.signed",
    "applications.submitted",
    "mandates.granted",
    "mandates.proved_again",
    "sign_in.officer_signed_in",
    "applications.taken",
    "applications.supplement_requested",
    "applications.step_saved",
    "applications.answer_kept",
    "mandates.round_begun",
    "applications.supplement_answered",
    "mandates.granted",
    "mandates.proved_again",
    "agreements.put_in_force",
    "applications.approved",
    "deployments.opened",
    "sign_in.signed_out",
    "deployments.item_done",
    "deployments.item_done",
    "deployments.item_done",
    "deployments.date_set",
    "deployments.production_started",
    "sign_in.signed_out",
    "sign_in.provider_signed_out",
];

/// What follows of itself from a deed of the same request: the row of that one says for whom and by which right.
const FOLLOWS: [&str; 3] =
    ["agreements.put_in_force", "deployments.production_started", "intermediaries.connection_requested"];

/// Every deed is there once and in its order, and says for whom and by which right. Those of one request have one moment
/// and stand by their names; saves that follow each other count as one, and views are not deeds.
fn assert_audited(log: &str) {
    let rows = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let is_deed = |row: &Value| text(row, "actor_kind") != "system" && !text(row, "action").ends_with("viewed");
    let mut rows: Vec<Value> = rows.filter(is_deed).collect();
    rows.sort_by_key(|row| (row["at"].as_i64(), text(row, "action")));
    let mut actions: Vec<String> = rows.iter().map(|row| text(row, "action")).collect();
    actions.dedup_by(|next, before| next == before && next == "applications.step_saved");
    assert_eq!(actions, DEEDS, "{log}");
    let granted = rows.iter().position(|row| text(row, "action") == "mandates.granted").expect("one of the deeds");
    let has_right = |action: &str| !action.starts_with("sign_in.") && !FOLLOWS.contains(&action);
    for row in rows.iter().skip(granted).filter(|row| has_right(&text(row, "action"))) {
        let basis = if text(row, "actor_kind") == "officer" { "" } else { "position:TJ" };
        assert_eq!((text(row, "organisation").as_str(), text(row, "basis").as_str()), ("9900226-7", basis), "{row}");
    }
}

async fn asks_for_a_supplement(vilma: &Browser<'_>, case_number: &str) {
    vilma.open_case(case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    vilma.expect(&vilma.fill_text("desk-case-title", "case", case_number)).await;
    vilma.follow(&vilma.say("desk-case-ask-supplement")).await;
    vilma.expect(&vilma.say("desk-supplement-title")).await;
    let date = vilma.say("services-question-schedule-production-date");
    let group = vilma.within(&date);
    group.choose(&vilma.say("desk-supplement-tick")).await;
    group.fill(&vilma.say("desk-supplement-what"), "Tarkistakaa, sopiiko päivä myös toimittajalle.").await;
    // A question that is asked only of some: what decides about it is not asked again.
    let group = vilma.within(&vilma.say("services-question-billing-e-invoice-address"));
    group.choose(&vilma.say("desk-supplement-tick")).await;
    group.fill(&vilma.say("desk-supplement-what"), "Tarkistakaa osoite.").await;
    vilma.press(&vilma.say("desk-supplement-send")).await;
    vilma.expect(&vilma.fill_text("desk-case-title", "case", case_number)).await;
    vilma.expect_text(&vilma.say("desk-state-supplement-requested")).await;
}

async fn answers_the_supplement(matti: &Browser<'_>) {
    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    matti.follow(&matti.say("home-do-supplement")).await;
    let service = matti.say("services-prescription");
    let case = matti.fill_text("applications-title", "service", &service);
    matti.expect(&case).await;
    let date = matti.say("services-question-schedule-production-date");
    matti.follow(&format!("{}: {date}", matti.say("services-step-schedule"))).await;
    matti.expect(&matti.say("services-step-schedule")).await;
    matti.fill_day(&date, 21).await;
    matti.save().await;
    matti.expect(&case).await;
    let address = matti.say("services-question-billing-e-invoice-address");
    matti.follow(&format!("{}: {address}", matti.say("services-step-billing"))).await;
    matti.expect(&matti.say("services-step-billing")).await;
    matti.fill(&address, "003799002267001").await;
    matti.save().await;
    matti.expect(&case).await;
    matti.fill(&matti.say("applications-supplement-message"), "Päivä on sovittu toimittajan kanssa.").await;
    matti.press(&matti.say("applications-supplement-button")).await;
    matti.choose_organisation(CLINIC).await;
    matti.expect_text(&matti.say("applications-event-supplement-answered")).await;
    matti.expect_text(&day(21)).await;
    matti.expect_text("003799002267001").await;
    matti.expect(&case).await;
}

async fn goes_into_production(matti: &Browser<'_>) {
    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    matti.follow(&matti.say("home-do-set-up")).await;
    let service = matti.say("services-prescription");
    let deployment = matti.fill_text("deployments-title", "service", &service);
    matti.expect(&deployment).await;
    for item in ["connection", "certificate-cards", "staff"] {
        let item = matti.say(&format!("services-item-{item}"));
        matti.press(&matti.fill_text("deployments-mark-done", "item", &item)).await;
        matti.expect_text(&matti.fill_text("deployments-undo", "item", &item)).await;
    }
    matti.expect(&deployment).await;
    matti.fill_day(&matti.say("deployments-date-label"), 0).await;
    matti.press(&matti.say("deployments-date-save")).await;
    matti.expect_text(&matti.fill_text("deployments-lead-in-production", "date", &day(0))).await;
    matti.expect(&deployment).await;
    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    matti.expect_text(&matti.say("home-state-in-use")).await;
    matti.expect_text(&matti.fill_text("home-in-use-since", "date", &day(0))).await;
}

async fn reads_what_was_signed(matti: &Browser<'_>) {
    matti.follow(&matti.say("ui-navigation-agreements")).await;
    matti.expect(&matti.say("agreements-title")).await;
    let service = matti.say("services-prescription");
    matti.follow(&service).await;
    matti.expect(&matti.fill_text("agreements-show-title", "service", &service)).await;
    matti.expect_text(&matti.say("agreements-state-in-force")).await;
    let (checked, fingerprint) = (matti.say("agreements-right-checked"), matti.say("agreements-fingerprint"));
    matti.check_printed(&[&service, CLINIC, "Matti Rantapolku", &checked, &fingerprint]).await;
    matti.open("/me").await;
    matti.expect(&matti.say("mandates-me-title")).await;
    matti.sign_out_and_return().await;
}

/// A mail has come at this turn, to the contact person, and it names nobody.
async fn assert_mails(world: &World, count: usize, turn: &str, case_number: &str) {
    let mails = world.mails(count).await;
    let newest: &Value = mails.last().expect("at least one");
    let words = world.words();
    let subject = newest["subject"].as_str().unwrap_or_default();
    let label = words.say(&format!("notices-label-{turn}"));
    assert!(subject.contains(&label) && subject.contains(case_number), "{subject}");
    assert_eq!(newest["to"], serde_json::json!([CONTACTS[0][1]]));
    for personal in [MATTI, "Matti", "Vilma", CONTACTS[0][0], CONTACTS[0][2], CONTACTS[1][0], JOONA] {
        let text = newest["text"].as_str().unwrap_or_default();
        assert!(!text.is_empty() && !text.contains(personal) && !subject.contains(personal), "{newest:#}");
    }
}
