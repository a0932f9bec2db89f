//! From the answer of the new controller to the record of the run, and the ways out.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{
    BASE, DAY, RECEIVED, answers, audited, begin, decide, fill, id, mailed, prepare, publish, run_id, send, sent,
};
use crate::controllers::{count_waiting, look_after};
use crate::kernel::Language;
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::texts::texts;

const BOTH: [&str; 3] = ["hallinto@9900116-8.example", "hallinto@9900226-7.example", "sirpa@rantapolku.example"];

async fn waiting(world: &World) -> i64 {
    count_waiting(&mut world.app.db.read().await.expect("a reader")).await.expect("counted")
}

/// Which of the three steps after the sending the receipt still tells.
async fn still_to_come(matti: &Browser<'_>, address: &str) -> [bool; 3] {
    let receipt = matti.page(&format!("{address}/receipt")).await;
    ["Uusi rekisterinpitäjä vahvistaa muutoksen", "Käsittelijä tarkistaa ilmoituksen", "Muutos tehdään ajopäivänä"]
        .map(|step| receipt.shows(step))
}

async fn a_confirmed_change_is_scheduled_and_recorded_after_its_run(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    let address = sent(&world, &matti).await;
    // The receiver's home leads to its page; it does not learn who the sender's people are.
    let home = kauko.page(&format!("/o/{LEHTOLINNA}/")).await;
    let own = format!("{RECEIVED}/{}", id(&address));
    assert!(home.shows("Vastatkaa, pitääkö rekisterinpitäjän muutos paikkansa") && home.shows(&own), "{}", home.body);
    for place in [RECEIVED.to_string(), own.clone(), format!("{own}/answer")] {
        let page = kauko.page(&place).await;
        assert!(page.shows("Rantapolun Lääkäriasema Oy") && page.shows("KE-2026-") || place.ends_with("answer"));
        for hidden in ["Sirpa", "sirpa@", "+358 00", "Soittakaa", "Matti"] {
            assert!(!page.shows(hidden), "{hidden} on {place}: {}", page.body);
        }
    }
    assert_eq!(waiting(&world).await, 0, "it waits for the new controller");
    assert_eq!(still_to_come(&matti, &address).await, [true, true, true]);
    answers(&world, &kauko, &address, "confirm", "").await;
    assert_eq!(still_to_come(&matti, &address).await, [false, true, true]);
    assert_eq!(mailed(&world, "controller_confirmed").await, [BOTH[1], BOTH[2]]);
    assert!(matti.page(&address).await.shows("Uusi rekisterinpitäjä on vahvistanut muutoksen"));
    assert!(!matti.page(&address).await.shows("Kauko"), "nor does the sender read of the receiver's people");
    assert!(kauko.page(&own).await.shows("Kauko Demola"), "who reads of their own");
    assert_eq!(waiting(&world).await, 1);
    let list = vilma.page("/desk/controllers").await;
    assert!(list.shows("Vahvistetut, ajopäivä puuttuu") && list.shows("Rantapolun Lääkäriasema Oy"), "{}", list.body);
    let desk = vilma.page(&format!("/desk/controllers/{}", id(&address))).await;
    for text in ["Sirpa Siirtäjä", "Matti Rantapolku", "Kauko Demola", "palvelut tuotantokäytössä"] {
        assert!(desk.shows(text), "{text}: {}", desk.body);
    }
    assert_eq!(decide(&vilma, &address, &[("answer", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(decide(&vilma, &address, &[("answer", "schedule")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let run = run_id(&world, "2026-12-11").await;
    decide(&vilma, &address, &[("answer", "schedule"), ("run", &run), ("reason", "")]).await.redirects();
    assert_eq!(mailed(&world, "controller_scheduled").await, BOTH);
    for (browser, place) in [(&matti, &address), (&kauko, &own)] {
        let page = browser.page(place).await;
        assert!(page.shows("Odottaa ajoa") && page.shows("11.12.2026"), "{}", page.body);
    }
    assert!(matti.page(BASE).await.shows("kun muutos on ajettu. Ajopäivä on 11.12.2026."));
    assert_eq!(still_to_come(&matti, &address).await, [false, false, true], "what has been done is no next step");
    for (browser, organisation) in [(&matti, RANTAPOLKU), (&kauko, LEHTOLINNA)] {
        let home = browser.page(&format!("/o/{organisation}/")).await;
        assert!(home.shows("odottaa ajoa 11.12.2026"), "{}", home.body);
    }
    // Nothing is recorded before its day.
    let early = decide(&vilma, &address, &[("answer", "carry_out"), ("reason", "")]).await;
    assert_eq!(early.status, StatusCode::CONFLICT);
    assert_eq!((look_after(&world.app).await.expect("looked"), waiting(&world).await), (0, 0));
    world.app.clock.advance_seconds(21 * DAY);
    assert_eq!((look_after(&world.app).await.expect("looked"), waiting(&world).await), (1, 1));
    assert_eq!(look_after(&world.app).await.expect("looked"), 0, "marked once");
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    assert!(vilma.page("/desk/controllers").await.shows("Ajopäivä on mennyt, kirjatkaa tulos"));
    assert!(vilma.page("/desk/").await.shows("Rekisterinpitäjän muutokset"));
    decide(&vilma, &address, &[("answer", "carry_out"), ("reason", "")]).await.redirects();
    assert_eq!(mailed(&world, "controller_done").await, BOTH);
    for (browser, place) in [(&matti, &address), (&kauko, &own)] {
        assert!(browser.page(place).await.shows("Muutos on tehty. Ajopäivä oli 11.12.2026"));
    }
    assert!(matti.page(BASE).await.shows("Aloita ilmoitus"), "the service is free again");
    assert_eq!(still_to_come(&matti, &address).await, [false, false, false]);
    assert_eq!(waiting(&world).await, 0);
    assert_eq!(audited(&world, "controllers.carried_out").await, 1);
}

async fn a_new_controller_that_is_replaced_by_another_is_told_and_has_nothing_to_do(scratch: &Scratch) {
    const OTHER: (&str, &str) = ("9900124-8", "Suojalan Hoiva Oy");
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    super::company(&world, OTHER.0, OTHER.1, true).await;
    let address = sent(&world, &matti).await;
    let own = format!("{RECEIVED}/{}", id(&address));
    answers(&world, &kauko, &address, "contest", "Emme ole sopineet tästä.").await;
    let back = [("answer", "return"), ("reason", "Tarkistakaa uusi rekisterinpitäjä.")];
    decide(&vilma, &address, &back).await.redirects();
    // Sent again as it was, nobody is replaced.
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    assert!(mailed(&world, "controller_replaced").await.is_empty());
    answers(&world, &kauko, &address, "contest", "Ei vieläkään.").await;
    decide(&vilma, &address, &back).await.redirects();
    let other = [("receiver", OTHER.0), ("reason", "activity_moves"), ("details", "")];
    super::save(&matti, &address, "receiver", &other).await.redirects();
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    assert_eq!(mailed(&world, "controller_replaced").await, [BOTH[0]]);
    for (language, words) in [
        (Language::Fi, "Asia ei enää koske teitä"),
        (Language::Sv, "Ärendet gäller er inte längre"),
        (Language::En, "This case no longer concerns you"),
    ] {
        let kauko = world.kauko().await.speaking(language);
        let page = kauko.get(&own).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && page.shows("Rantapolun Lääkäriasema Oy"), "{}", page.body);
        assert!(!page.shows(OTHER.0) && !page.shows(OTHER.1), "nor is it told who: {}", page.body);
        assert!(!page.shows(&format!("{own}/answer")), "{}", page.body);
    }
    assert!(kauko.page(RECEIVED).await.shows("Ei enää koske teitä"));
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("Vastatkaa, pitääkö rekisterinpitäjän muutos"));
    assert!(matti.page(&address).await.shows(OTHER.0), "the control");
}

async fn a_contested_change_needs_a_reason_to_be_scheduled_and_can_still_be_confirmed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "1.12.2026").await;
    let address = sent(&world, &matti).await;
    let place = format!("{RECEIVED}/{}/answer", id(&address));
    let version = super::version(&kauko.page(&place).await);
    for (fields, text) in [
        (vec![], "Valitkaa, vahvistatteko vai riitautatteko muutoksen"),
        (vec![("answer", "contest")], "Kertokaa, miksi riitautatte"),
        (vec![("answer", "contest"), ("reason", "150668-917M")], "Poistakaa henkilötunnus"),
    ] {
        let fields: Vec<_> = [("version", version.as_str())].into_iter().chain(fields).collect();
        let refused = kauko.post(&place, &fields).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows(text), "{}", refused.body);
        assert!(!refused.shows("150668"), "{}", refused.body);
    }
    let late = kauko.post(&place, &[("version", "1"), ("answer", "confirm")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    answers(&world, &kauko, &address, "contest", "Emme ole sopineet tästä.").await;
    assert_eq!(
        mailed(&world, "controller_contested").await,
        ["hallinto@9900226-7.example", "sirpa@rantapolku.example"]
    );
    let page = matti.page(&address).await;
    assert!(page.shows("riitautti muutoksen") && page.shows("Emme ole sopineet tästä."), "{}", page.body);
    for language in Language::ALL {
        let receipt = world.matti().await.speaking(language).get(&format!("{address}/receipt")).await;
        assert!(receipt.shows(&texts(language).controllers_next_contested()), "{}", receipt.body);
    }
    assert!(vilma.page("/desk/controllers").await.shows("Riitautetut"));
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    let told = ["Sopikaa riitautetusta rekisterinpitäjän muutoksesta", "Oy on riitauttanut muutoksen. Asia KE-2026-"];
    assert!(told.iter().all(|text| home.shows(text)) && home.shows("on riitautettu."), "{}", home.body);
    assert!(!home.shows("on vireillä."), "{}", home.body);
    assert!(matti.page(BASE).await.shows(">Riitautettu</span>"));
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("Sopikaa riitautetusta"), "only who hands over");
    let run = run_id(&world, "2026-12-11").await;
    let schedule = [("answer", "schedule"), ("run", run.as_str())];
    let refused = decide(&vilma, &address, &[&schedule[..], &[("reason", "")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("miksi muutos otetaan ajoon siitä huolimatta"), "{}", refused.body);
    // Who has contested by mistake confirms; it is not contested twice.
    assert!(!kauko.page(&place).await.shows("value=\"contest\""));
    answers(&world, &kauko, &address, "confirm", "").await;
    assert_eq!(audited(&world, "controllers.confirmed").await, 1);
    decide(&vilma, &address, &[&schedule[..], &[("reason", "")]].concat()).await.redirects();
    assert_eq!(kauko.get(&place).await.redirects(), format!("{RECEIVED}/{}", id(&address)), "no answer any more");
}

async fn what_was_given_back_is_corrected_and_asked_anew_and_what_is_rejected_is_over(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    let address = sent(&world, &matti).await;
    answers(&world, &kauko, &address, "confirm", "").await;
    let unsaid = decide(&vilma, &address, &[("answer", "return"), ("reason", "")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    decide(&vilma, &address, &[("answer", "return"), ("reason", "Soitin Sirpalle: päivä on väärä.")]).await.redirects();
    assert_eq!(mailed(&world, "controller_returned").await, ["hallinto@9900226-7.example", "sirpa@rantapolku.example"]);
    let page = matti.page(&address).await;
    assert!(page.shows("Korjattavaa") && page.shows("päivä on väärä"), "{}", page.body);
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("on palautettu korjattavaksi"));
    let own = format!("{RECEIVED}/{}", id(&address));
    let seen = kauko.page(&own).await;
    assert!(seen.shows("Odottaa korjausta") && !seen.shows("päivä on väärä"), "{}", seen.body);
    super::save(&matti, &address, "day", &[("changes_on", "2.12.2026")]).await.redirects();
    assert!(kauko.page(&own).await.shows("1.12.2026"), "what was sent last");
    assert_eq!(send(&world, &matti, &address).await, format!("{address}/receipt"));
    let seen = kauko.page(&own).await;
    assert!(seen.shows("Odottaa teitä") && seen.shows("2.12.2026"), "{}", seen.body);
    let before = "vahvisti muutoksen";
    assert!(!seen.shows(before), "what was before: another one may have been named then: {}", seen.body);
    assert!(matti.page(&address).await.shows(before), "whoever hands over reads all of it");
    assert_eq!(mailed(&world, "controller_asked").await.len(), 2, "asked anew");
    asked_before_rejecting(&world, &vilma, &address).await;
    let rejected = [("answer", "reject"), ("reason", "Palvelu päättyy."), ("sure", "yes")];
    decide(&vilma, &address, &rejected).await.redirects();
    assert_eq!(mailed(&world, "controller_rejected").await, BOTH);
    for (browser, place) in [(&matti, &address), (&kauko, &own)] {
        let page = browser.page(place).await;
        assert!(page.shows("Hylätty") && page.shows("Palvelu päättyy."), "{}", page.body);
    }
    assert!(matti.page(BASE).await.shows("Aloita ilmoitus"));
}

/// Rejecting is asked about on a page of its own, from which the text comes back.
async fn asked_before_rejecting(world: &World, vilma: &Browser<'_>, address: &str) {
    let place = format!("/desk/controllers/{}", id(address));
    let buttons = vilma.page(&place).await;
    let actions = between(&buttons.body, "<div class=\"actions\">", "</div>").to_string();
    let at = |step: &str| actions.find(&format!("value=\"{step}\"")).expect("a button");
    assert!(at("schedule") < at("return") && at("return") < at("reject"), "the expected first: {actions}");
    let label = between(&buttons.body, "<label for=\"reason\">", "</label>");
    assert_eq!(label, "Perustelut tai viesti osapuolille", "mostly it has to be written");
    let version = super::version(&buttons);
    let reject = [("version", version.as_str()), ("answer", "reject"), ("reason", "Palvelu päättyy.")];
    for (language, words) in [
        (Language::Sv, "Vill ni avslå ändringen KE-2026-"),
        (Language::En, "Rejecting is final"),
        (Language::Fi, "molemmat näkevät perustelut"),
    ] {
        let asked = world.vilma().await.speaking(language).post(&place, &reject).await;
        assert!(asked.status == StatusCode::OK && asked.shows(words), "{}", asked.body);
        assert!(asked.shows(">Palvelu päättyy.</textarea>"), "the text goes along: {}", asked.body);
    }
    let back = [("version", version.as_str()), ("answer", "back"), ("reason", "Palvelu päättyy."), ("sure", "yes")];
    let back = vilma.post(&place, &back).await;
    assert!(back.status == StatusCode::OK && back.shows(">Palvelu päättyy.</textarea>"), "{}", back.body);
    assert!(!back.shows("class=\"error\""), "nothing is wrong: {}", back.body);
}

async fn a_change_is_withdrawn_until_the_closing_day_of_its_run_and_not_later(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    publish(&vilma, "11.12.2026", "22.11.2026").await;
    let run = run_id(&world, "2026-12-11").await;
    let mut addresses = Vec::new();
    for in_time in [true, false] {
        let address = begin(&matti).await;
        fill(&matti, &address, "1.12.2026", &run).await;
        send(&world, &matti, &address).await;
        answers(&world, &kauko, &address, "confirm", "").await;
        decide(&vilma, &address, &[("answer", "schedule"), ("run", &run), ("reason", "")]).await.redirects();
        let shown = matti.page(&address).await;
        assert!(shown.shows("Ilmoituksen voi peruuttaa viimeistään 22.11.2026"), "{}", shown.body);
        if in_time {
            let place = format!("{address}/withdraw");
            let version = super::version(&matti.page(&place).await);
            assert_eq!(matti.post(&place, &[("version", &version)]).await.redirects(), address);
            assert!(matti.page(&address).await.shows("Ilmoitus on peruutettu. Rekisterinpitäjä ei muutu."));
            assert_eq!(mailed(&world, "controller_withdrawn").await, BOTH);
        }
        addresses.push(address);
    }
    world.app.clock.advance_seconds(2 * DAY);
    let (matti, late) = (world.matti().await, &addresses[1]);
    let page = matti.page(late).await;
    assert!(page.shows("ei voi enää peruuttaa") && !page.shows(&format!("{late}/withdraw")), "{}", page.body);
    assert_eq!(matti.get(&format!("{late}/withdraw")).await.redirects(), *late);
    let version = {
        let mut read = world.app.db.read().await.expect("a reader");
        let sql = "select version from controller_change where id = $1";
        read.one::<(i64,)>(sql, db::values![id(late)]).await.expect("read").0.to_string()
    };
    let refused = matti.post(&format!("{late}/withdraw"), &[("version", &version)]).await;
    assert_eq!((refused.status, audited(&world, "controllers.withdrawn").await), (StatusCode::CONFLICT, 1));
}

async fn a_change_is_moved_to_another_run_with_a_reason_and_both_are_told(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    publish(&vilma, "4.12.2026", "1.12.2026").await;
    publish(&vilma, "18.12.2026", "10.12.2026").await;
    let (first, second) = (run_id(&world, "2026-12-04").await, run_id(&world, "2026-12-18").await);
    let address = sent(&world, &matti).await;
    answers(&world, &kauko, &address, "confirm", "").await;
    decide(&vilma, &address, &[("answer", "schedule"), ("run", &first), ("reason", "")]).await.redirects();
    let page = vilma.page(&format!("/desk/controllers/{}", id(&address))).await;
    assert!(
        page.shows("value=\"move\"") && !between(&page.body, "name=\"run\"", "<button").contains("checked"),
        "{}",
        page.body
    );
    let same = decide(&vilma, &address, &[("answer", "move"), ("run", &first), ("reason", "Syy")]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "it is there already");
    world.app.clock.advance_seconds(14 * DAY);
    look_after(&world.app).await.expect("looked");
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    let unsaid = decide(&vilma, &address, &[("answer", "move"), ("run", &second), ("reason", "")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    decide(&vilma, &address, &[("answer", "move"), ("run", &second), ("reason", "Ajo keskeytyi.")]).await.redirects();
    assert_eq!(mailed(&world, "controller_moved").await, BOTH);
    let own = format!("{RECEIVED}/{}", id(&address));
    for (browser, place) in [(&matti, &address), (&kauko, &own)] {
        let page = browser.page(place).await;
        assert!(page.shows("Ajo keskeytyi.") && page.shows("odottaa ajoa 18.12.2026"), "{}", page.body);
    }
    assert_eq!(waiting(&world).await, 0, "nothing is to be recorded any more");
}

async fn a_new_controller_that_does_not_answer_is_reminded_each_week_three_times(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    sent(&world, &matti).await;
    for week in 0..5 {
        look_after(&world.app).await.expect("looked");
        look_after(&world.app).await.expect("looked");
        let expected = usize::try_from(week).expect("few").min(3);
        assert_eq!(mailed(&world, "controller_reminder").await.len(), expected, "after {week} weeks");
        world.app.clock.advance_seconds(7 * DAY);
    }
    assert_eq!(audited(&world, "controllers.reminded").await, 3);
}

async fn a_third_organisation_and_a_draft_of_another_are_not_found(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    prepare(&world).await;
    let draft = begin(&matti).await;
    fill(&matti, &draft, "1.12.2026", "next").await;
    for place in ["", "/answer", "/receipt", "/sign", "/pages/day", "/withdraw", "/discard"] {
        let own = format!("{RECEIVED}/{}{place}", id(&draft));
        assert_eq!(kauko.get(&own).await.status, StatusCode::NOT_FOUND, "{own}: nothing was sent to it");
    }
    assert_eq!(vilma.get(&format!("/desk/controllers/{}", id(&draft))).await.status, StatusCode::NOT_FOUND);
    send(&world, &matti, &draft).await;
    for place in ["/receipt", "/sign", "/pages/day", "/withdraw", "/discard"] {
        let own = format!("{RECEIVED}/{}{place}", id(&draft));
        assert_eq!(kauko.get(&own).await.status, StatusCode::NOT_FOUND, "{own} is of whoever hands over");
    }
    assert_eq!(matti.get(&format!("{draft}/answer")).await.status, StatusCode::NOT_FOUND, "nobody answers itself");
    let third = ("9900132-8", "Tuulensuun Psykoterapia, Tmi", vec![super::director()]);
    let aava = world.person("250493-908M", "Aava Tuulensuu", &[third]).await;
    for place in ["", "/answer", "/receipt", "/withdraw"] {
        let own = format!("/o/9900132-8/controllers/{}{place}", id(&draft));
        assert_eq!(aava.get(&own).await.status, StatusCode::NOT_FOUND, "{own}");
        let posted = aava.post(&own, &[("version", "7"), ("answer", "confirm")]).await;
        assert!(matches!(posted.status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED), "{own}");
    }
    assert!(!aava.page("/o/9900132-8/controllers").await.shows("KE-2026-"));
    assert_eq!(world.views("controllers.viewed", RANTAPOLKU).await, 0);
    vilma.page(&format!("/desk/controllers/{}", id(&draft))).await;
    assert_eq!(world.views("controllers.viewed", RANTAPOLKU).await, 3, "each view leaves a row");
}

db::testing::on_both![
    a_new_controller_that_is_replaced_by_another_is_told_and_has_nothing_to_do,
    a_confirmed_change_is_scheduled_and_recorded_after_its_run,
    a_contested_change_needs_a_reason_to_be_scheduled_and_can_still_be_confirmed,
    what_was_given_back_is_corrected_and_asked_anew_and_what_is_rejected_is_over,
    a_change_is_withdrawn_until_the_closing_day_of_its_run_and_not_later,
    a_change_is_moved_to_another_run_with_a_reason_and_both_are_told,
    a_new_controller_that_does_not_answer_is_reminded_each_week_three_times,
    a_third_organisation_and_a_draft_of_another_are_not_found,
];
