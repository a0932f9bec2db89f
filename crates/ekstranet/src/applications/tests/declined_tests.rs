//! What a customer reads whose intermediary has declined after sending, and of points that will not do.

use db::testing::Scratch;

use super::connection_tests::{request, version_on, ville};
use super::{ACCESS_POINT, Clinic, DIRECTORY, address, answers, save};
use crate::applications::OfficerStep;
use crate::kernel::Language;
use crate::registers::{Directory, import_directory};
use crate::testing::RANTAPOLKU;
use crate::texts::texts;
use crate::web::format;

/// Home, the list, the case and the receipt say what is so and what the customer does, until it has done it.
async fn whoever_was_declined_after_sending_reads_what_to_do(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (ville, vilma) = (ville(&clinic).await, clinic.world.vilma().await);
    let id = clinic.submitted(&clinic.world.matti().await).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let home = format!("/o/{RANTAPOLKU}/");
    let places = [home.clone(), format!("{home}applications"), address(&id, ""), address(&id, "/receipt")];
    let nothing = |t: &crate::texts::Texts| [t.home_next_officer(), t.applications_next_in_review()];
    for place in &places {
        let page = clinic.world.matti().await.page(place).await;
        assert!(nothing(texts(Language::Fi)).iter().any(|words| page.shows(words)), "the control: {}", page.body);
    }
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
    let messages = address(&id, "/messages");
    for language in Language::ALL {
        let (t, matti) = (texts(language), clinic.world.matti().await.speaking(language));
        for place in &places {
            let page = matti.get(place).await;
            page.is_a_proper_page(language);
            assert!(page.shows(&t.applications_elsewhere_untold()), "{place}: {}", page.body);
            assert!(page.shows("Emme tunne asiakasta."), "{place}: {}", page.body);
            assert!(!nothing(t).iter().any(|words| page.shows(words)), "{place}: {}", page.body);
            assert!(place.ends_with("applications") || page.shows(&messages), "{place}: {}", page.body);
        }
        let (home, case) = (matti.get(&home).await, matti.get(&places[2]).await);
        assert!(home.shows(&t.home_do_elsewhere()), "{}", home.body);
        assert!(matti.get(&places[1]).await.shows(&t.home_state_waiting_for_you()), "{language:?}");
        let event = t.applications_event_declined("Virtalähde Terveysjärjestelmät Oy");
        assert!(case.shows(&event) && case.shows(&t.home_state_waiting_for_you()), "{}", case.body);
    }
    // The customer has told: the officer reads it.
    let matti = clinic.world.matti().await;
    let form = matti.page(&messages).await;
    let message = crate::testing::between(&form.body, "name=\"message\" value=\"", "\"").to_string();
    let text = [("message", message.as_str()), ("text", "Liitymme Lehtolinnan kautta.")];
    matti.post(&messages, &text).await.redirects();
    for language in Language::ALL {
        let (t, matti) = (texts(language), clinic.world.matti().await.speaking(language));
        for place in &places {
            let page = matti.get(place).await;
            assert!(page.shows(&t.applications_elsewhere_told()), "{place}: {}", page.body);
            assert!(!page.shows(&t.applications_elsewhere_untold()), "{place}: {}", page.body);
            assert!(!nothing(t).iter().any(|words| page.shows(words)), "{place}: {}", page.body);
        }
        assert!(!matti.get(&home).await.shows(&t.home_do_elsewhere()), "{language:?}");
    }
}

/// A point that closes, or whose certificate ends before the planned day, is chosen with that in sight.
async fn whoever_chooses_a_point_that_will_not_do_reads_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let id = clinic.submitted(&clinic.world.matti().await).await;
    let case = format!("/desk/cases/{id}");
    let short = |t: &crate::texts::Texts, language| {
        t.applications_finding_certificate_short(format::stored_date("2027-01-15", language))
    };
    let vilma = clinic.world.vilma().await;
    assert!(!vilma.page(&case).await.shows(&short(texts(Language::Fi), Language::Fi)), "the control");
    let ends = DIRECTORY.replace("2027-05-01", "2026-12-18");
    import_directory(&clinic.world.app, &Directory::read(&ends).expect("reads")).await.expect("imported");
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let day = "2027-03-31".parse().expect("a day");
    crate::registers::close_access_point(&mut tx, ACCESS_POINT, day).await.expect("closed");
    tx.commit().await.expect("committed");
    for language in [Language::Fi, Language::Sv] {
        let (t, vilma) = (texts(language), clinic.world.vilma().await.speaking(language));
        let page = vilma.get(&case).await;
        let closes = t.applications_finding_access_point_closes_on(format::stored_date("2027-03-31", language));
        assert!(page.shows(&closes) && page.shows(&short(t, language)), "{}", page.body);
    }
    clinic.withdraw(&clinic.world.matti().await, &id).await.expect("withdrawn");
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    for (step, fields) in answers() {
        save(&matti, &id, step, 0, &fields).await.redirects();
    }
    for language in Language::ALL {
        let (t, matti) = (texts(language), clinic.world.matti().await.speaking(language));
        let day = |day| format::stored_date(day, language);
        let words = t.applications_certificate_short("Virtalähde 1", day("2026-12-18"), day("2027-01-15"));
        let step = matti.get(&address(&id, "/steps/access_point")).await;
        step.is_a_proper_page(language);
        assert!(step.shows(&words) && step.shows(&day("2027-03-31")), "{}", step.body);
        assert!(matti.get(&address(&id, "/check")).await.shows(&words), "{language:?}");
    }
}

db::testing::on_both![
    whoever_was_declined_after_sending_reads_what_to_do,
    whoever_chooses_a_point_that_will_not_do_reads_it,
];
