//! What an officer settles after a late decline can be put right until production begins, and nothing typed is lost.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::connection_tests::{OTHER, OTHER_POINT, approved, declined_late, deployment, request, version_on, ville};
use super::{Clinic, DIRECTORY, address};
use crate::deployments::DeploymentState;
use crate::kernel::Language;
use crate::registers::{Directory, import_directory};
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU};

/// With two points of the customer's own, of which the officer takes the wrong one.
async fn what_an_officer_settled_wrongly_is_settled_otherwise_until_production_begins(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let point = |number: &str| {
        let own = OTHER.replace("LEHTOLINNA", RANTAPOLKU).replace("Lehtolinna 1", &format!("Rantapolku {number}"));
        let own = own.replace(OTHER_POINT, &format!("1.2.246.10.99002267.18.{number}"));
        own.split("[[intermediary]]").next().expect("a point").to_string()
    };
    let both = format!("{DIRECTORY}{}{}", point("1"), point("2"));
    import_directory(&clinic.world.app, &Directory::read(&both).expect("reads")).await.expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    let (id, own) = approved(&clinic, &matti).await;
    let (late, shown) = declined_late(&clinic, &ville).await;
    let settle = async |version: &str, note: &str, point: &str| {
        let fields = [("version", version), ("reason", note), ("point", point)];
        vilma.post(&format!("{late}/handled"), &fields).await
    };
    let (wrong, right) = ("1.2.246.10.99002267.18.1", "1.2.246.10.99002267.18.2");
    settle(&shown, "Asiakkaalla on oma piste.", wrong).await.redirects();
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Muuttakaa liityntäpistettä tai sovittua") && case.shows(&late), "{}", case.body);
    // The point that is chosen closes while the officer writes: the note comes back.
    let closed = "update access_point set valid_until = '2026-11-20' where oid = $1";
    clinic.world.meddle(closed, db::values![wrong]).await;
    let again = version_on(&vilma, &late).await;
    for (language, words) in [
        (Language::Fi, "ei ole enää käytössä. Valitkaa toinen liityntäpiste."),
        (Language::Sv, "är inte längre i bruk. Välj en annan anslutningspunkt."),
        (Language::En, "is no longer in use. Choose another access point."),
    ] {
        let fields = [("version", again.as_str()), ("reason", "Sovittu soittaen."), ("point", wrong)];
        let vilma = clinic.world.vilma().await.speaking(language);
        let refused = vilma.post(&format!("{late}/handled"), &fields).await;
        refused.is_a_proper_page(language);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(words) && refused.shows("Sovittu soittaen.</textarea>"), "{}", refused.body);
        assert!(refused.shows("href=\"#point\""), "{}", refused.body);
    }
    for (language, words) in Language::ALL.into_iter().zip([
        "Kirjoittakaa, mitä sovittiin.",
        "Skriv vad som avtalades.",
        "Write what was agreed.",
    ]) {
        let fields = [("version", again.as_str()), ("reason", ""), ("point", right)];
        let mute = clinic.world.vilma().await.speaking(language).post(&format!("{late}/handled"), &fields).await;
        mute.is_a_proper_page(language);
        assert!(mute.status == StatusCode::UNPROCESSABLE_ENTITY && mute.shows(words), "by its field: {}", mute.body);
    }
    settle(&again, "Oikea piste on toinen.", right).await.redirects();
    assert_eq!(settle(&again, "Vielä toinen.", right).await.status, StatusCode::CONFLICT, "a colleague was first");
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Käsittelijän kanssa sovittu: Rantapolku 2"), "{}", page.body);
    assert!(page.shows("Oikea piste on toinen.") && !page.shows(wrong), "{}", page.body);
    // In production it stands.
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    assert_eq!(deployment(&clinic).await.state, DeploymentState::InProduction);
    assert!(!vilma.page(&format!("/desk/cases/{id}")).await.shows(&late));
    let page = vilma.page(&late).await;
    assert!(!page.shows("name=\"point\"") && page.shows("Oikea piste on toinen."), "{}", page.body);
    assert_eq!(settle("7", "Liian myöhään.", "").await.status, StatusCode::CONFLICT);
}

/// Two officers at once, the second in each language: its note is kept beside what the first one settled.
async fn of_two_officers_who_settle_one_late_decline_the_second_keeps_its_note(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let two = format!("{DIRECTORY}{}", OTHER.replace("LEHTOLINNA", LEHTOLINNA));
    import_directory(&clinic.world.app, &Directory::read(&two).expect("reads")).await.expect("imported");
    let (matti, ville, vilma) = (clinic.world.matti().await, ville(&clinic).await, clinic.world.vilma().await);
    approved(&clinic, &matti).await;
    let (late, shown) = declined_late(&clinic, &ville).await;
    let settle = |note: &'static str, point: &'static str| {
        [("version", shown.clone()), ("reason", note.to_string()), ("point", point.to_string())]
    };
    let address = format!("{late}/handled");
    let languages = [
        (Language::Fi, "Joku muu ehti ensin", "Kirjoittamanne teksti", "Vahvistusta on pyydetty: "),
        (Language::Sv, "Någon annan hann före", "Texten som ni skrev", "har ombetts bekräfta detta"),
        (Language::En, "Someone else was first", "The text that you wrote", "has been asked to confirm this"),
    ];
    post(&vilma, &address, &settle("Piste pysyy samana.", "")).await.redirects();
    for (language, words, ..) in languages {
        let joona = clinic.world.joona().await.speaking(language);
        let second = post(&joona, &address, &settle("Sovittu toisin.", "1.2.246.10.99001911.18.1")).await;
        second.is_a_proper_page(language);
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.shows(words) && second.shows("Piste pysyy samana."), "{}", second.body);
        assert!(second.shows("Sovittu toisin.</textarea>"), "it can be sent anew: {}", second.body);
        assert!(second.shows("value=\"1.2.246.10.99001911.18.1\" selected"), "{}", second.body);
    }
    // The first one turns the customer elsewhere: nothing is left to settle, and the text is there to be copied.
    let version = version_on(&vilma, &late).await;
    let elsewhere = [("version", version.as_str()), ("reason", "Lehtolinnan kautta."), ("point", OTHER_POINT)];
    vilma.post(&address, &elsewhere).await.redirects();
    let settled = vilma.page(&late).await;
    assert!(settled.shows("Lehtolinnan kautta."), "what is asked anew is still read: {}", settled.body);
    for (language, words, own, now) in languages {
        let joona = clinic.world.joona().await.speaking(language);
        let second = joona.post(&address, &[("version", version.as_str()), ("reason", "Sovittu toisin.")]).await;
        second.is_a_proper_page(language);
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.shows(words) && second.shows("Lehtolinnan kautta.") && second.shows(now), "{}", second.body);
        assert!(second.shows(own) && second.shows("Sovittu toisin.</p>"), "{}", second.body);
    }
}

async fn of_two_tabs_that_decline_late_the_second_keeps_its_reason(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, ville) = (clinic.world.matti().await, ville(&clinic).await);
    approved(&clinic, &matti).await;
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let decline = |reason: &'static str| [("version", shown.clone()), ("reason", reason.to_string())];
    post(&ville, &format!("{page}/decline"), &decline("Emme tunne asiakasta.")).await.redirects();
    for (language, words, own) in [
        (Language::Fi, "Pyyntö on muuttunut", "Kirjoittamanne teksti"),
        (Language::Sv, "Begäran har ändrats", "Texten som ni skrev"),
        (Language::En, "This request has changed", "The text that you wrote"),
    ] {
        let ville = super::connection_tests::ville(&clinic).await.speaking(language);
        let second = post(&ville, &format!("{page}/decline"), &decline("Sopimus on päättynyt.")).await;
        second.is_a_proper_page(language);
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.shows(words) && second.shows("Emme tunne asiakasta."), "{}", second.body);
        assert!(second.shows(own) && second.shows("Sopimus on päättynyt.</p>"), "{}", second.body);
    }
}

async fn post(browser: &Browser<'_>, address: &str, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(address, &fields).await
}

db::testing::on_both![
    what_an_officer_settled_wrongly_is_settled_otherwise_until_production_begins,
    of_two_officers_who_settle_one_late_decline_the_second_keeps_its_note,
    of_two_tabs_that_decline_late_the_second_keeps_its_reason,
];
