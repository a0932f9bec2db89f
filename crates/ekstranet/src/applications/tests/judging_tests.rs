//! The approver of a proposal, whoever speaks meanwhile, and what the history of a case keeps of it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::connection_tests::{request, version_on, ville};
use super::extension_tests::{lehtolinna_is_known, naming};
use super::four_eyes_tests::{supplement, taken, version};
use super::{Clinic, address};
use crate::applications::testing::words;
use crate::applications::{OfficerStep, State, Suggestions, load_case};
use crate::kernel::{ApplicationId, Language};
use crate::testing::{Answer, Browser, LEHTOLINNA, between};

const OPEN: &str = "Tarkistakaa nämä ennen hyväksymistä:";

async fn does(clinic: &Clinic, officer: &Browser<'_>, id: &ApplicationId, step: OfficerStep) {
    clinic.world.app.clock.advance_seconds(1);
    clinic.officer_does(officer, id, version(clinic, id).await, step).await.expect("done");
}

async fn state(clinic: &Clinic, id: &ApplicationId) -> State {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").state
}

fn propose() -> OfficerStep {
    OfficerStep::Propose { approved: true, words: words("Perusteltu.") }
}

/// Asks Matti for one field, as an officer of the desk.
fn ask(field: &str) -> OfficerStep {
    let items = vec![(field.to_string(), "Tarkentakaa".to_string())];
    let (message, deadline) = (String::new(), "2026-12-04".to_string());
    OfficerStep::AskSupplement { items, suggested: Suggestions::new(), message, deadline }
}

/// The intermediary declines the one request that it has.
async fn decline(clinic: &Clinic) {
    clinic.world.app.clock.advance_seconds(1);
    let ville = ville(clinic).await;
    let page = request(&ville).await;
    let shown = version_on(&ville, &page).await;
    let reason = [("version", shown.as_str()), ("reason", "Emme tunne asiakasta.")];
    ville.post(&format!("{page}/decline"), &reason).await.redirects();
}

/// What a page says before the answers of the application.
fn top(page: &Answer) -> &str {
    page.body.split("<h2>Hakemuksen tiedot</h2>").next().unwrap_or_default()
}

async fn the_approver_sees_what_is_open_and_what_follows_before_the_decision(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    does(&clinic, &vilma, &id, propose()).await;
    let desk = format!("/desk/cases/{id}");
    let page = joona.page(&desk).await;
    let awaited = "Odotetaan, että Virtalähde Terveysjärjestelmät Oy vahvistaa yhteyden.";
    assert!(top(&page).contains(OPEN) && top(&page).contains(awaited), "beside the button: {}", page.body);
    let mover = "asia siirtyy teille";
    assert!(page.shows("Jos palautatte esityksen, asian käsittelijä ei vaihdu.") && !page.shows(mover));
    let at = version(&clinic, &id).await.to_string();
    for (language, title, open, last, colleague) in [
        (Language::Fi, "Tarkistakaa ennen hyväksymistä", OPEN, "Päätöstä ei voi perua", "ei vaihdu"),
        (Language::Sv, "Granska före godkännandet", "Kontrollera de här före", "kan inte", "byter ärendet inte"),
        (Language::En, "Check before you approve", "Check these before you approve:", "cannot be", "stays the same"),
    ] {
        let joona = clinic.world.joona().await.speaking(language);
        let case = joona.get(&desk).await;
        case.is_a_proper_page(language);
        assert!(case.shows(open) && case.shows(colleague), "{}", case.body);
        let review = joona.post(&format!("{desk}/confirm"), &[("version", &at)]).await;
        review.is_a_proper_page(language);
        assert_eq!(review.status, StatusCode::OK);
        for shown in [title, open, last, "Perusteltu.", "Vilma Virkanen", "name=\"confirmed\""] {
            assert!(review.shows(shown), "{shown}: {}", review.body);
        }
        assert!(!review.shows("name=\"edit\"") && !review.shows("name=\"reason\""), "the words are the colleague's");
    }
    assert_eq!(state(&clinic, &id).await, State::InReview, "nothing is decided yet");
    let alone = vilma.post(&format!("{desk}/confirm"), &[("version", &at)]).await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN, "{}", alone.body);
    joona.post(&format!("{desk}/confirm"), &[("version", &at), ("confirmed", "yes")]).await.redirects();
    assert_eq!(state(&clinic, &id).await, State::Approved);
}

async fn an_approver_is_told_that_the_intermediary_has_declined_meanwhile(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    does(&clinic, &vilma, &id, propose()).await;
    let (desk, at) = (format!("/desk/cases/{id}"), version(&clinic, &id).await);
    decline(&clinic).await;
    assert_eq!(version(&clinic, &id).await, at, "the case has no new version");
    let fields = [("version", at.to_string()), ("confirmed", "yes".to_string())];
    for (language, what) in [
        (Language::Fi, "ilmoitti, ettei se vahvista yhteyttä: Ville Virtalähde. Perustelu: Emme tunne asiakasta."),
        (Language::Sv, "meddelade att den inte bekräftar uppkopplingen: Ville Virtalähde. Motivering: Emme tunne"),
        (Language::En, "reported that it does not confirm the connection: Ville Virtalähde. Reason: Emme tunne"),
    ] {
        let joona = clinic.world.joona().await.speaking(language);
        for count in [1, 2] {
            let fields: Vec<(&str, &str)> = fields.iter().take(count).map(|(n, v)| (*n, v.as_str())).collect();
            let late = joona.post(&format!("{desk}/confirm"), &fields).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
            late.is_a_proper_page(language);
            assert!(late.shows(what), "{}", late.body);
        }
    }
    let at = at.to_string();
    let never = vilma.post(&format!("{desk}/confirm"), &[("version", &at), ("confirmed", "yes")]).await;
    assert_eq!(never.status, StatusCode::FORBIDDEN, "who may not approve is told that: {}", never.body);
    // What else is open is still listed, and the decline is called one.
    let page = joona.page(&desk).await;
    let why = "ilmoitti, ettei se vahvista yhteyttä. Perustelu: Emme tunne asiakasta. Pyytäkää asiakkaalta";
    assert!(top(&page).contains(why) && top(&page).contains(OPEN), "{}", page.body);
    assert!(!page.shows("Vahvista päätös"), "{}", page.body);
    joona.post(&format!("{desk}/return"), &[("version", &at), ("remark", "Välittäjä kieltäytyi.")]).await.redirects();
    let page = vilma.page(&desk).await;
    assert!(top(&page).contains(OPEN) && !page.shows("/approve"), "for who asks the customer: {}", page.body);
    // The line stays when the application has ended and the finding is gone.
    does(&clinic, &vilma, &id, OfficerStep::Propose { approved: false, words: words("Yhteyttä ei ole.") }).await;
    does(&clinic, &joona, &id, OfficerStep::Confirm { named: None }).await;
    let line = "ilmoitti, ettei se vahvista yhteyttä: Ville Virtalähde. Perustelu: Emme tunne asiakasta.";
    assert!(vilma.page(&desk).await.shows(line));
}

async fn one_officer_on_the_last_page_is_told_that_the_intermediary_has_declined(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    does(&clinic, &vilma, &id, OfficerStep::Take).await;
    let at = version(&clinic, &id).await.to_string();
    decline(&clinic).await;
    let fields = [("version", at.as_str()), ("named", ""), ("reason", "Kunnossa on."), ("confirmed", "yes")];
    let late = vilma.post(&format!("/desk/cases/{id}/approve"), &fields).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let what = "ilmoitti, ettei se vahvista yhteyttä: Ville Virtalähde. Perustelu: Emme tunne asiakasta.";
    assert!(late.shows(what) && late.shows("Kunnossa on."), "{}", late.body);
    assert!(!late.shows("Käsittelijä: Vilma Virkanen"), "nobody is told of themselves: {}", late.body);
}

async fn the_text_with_which_a_proposal_is_returned_too_late_is_kept(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    does(&clinic, &vilma, &id, propose()).await;
    let (desk, at) = (format!("/desk/cases/{id}"), version(&clinic, &id).await.to_string());
    clinic.world.app.clock.advance_seconds(1);
    let first = [("version", at.as_str()), ("remark", "Ensimmäisen välilehden perustelu.")];
    joona.post(&format!("{desk}/return"), &first).await.redirects();
    let second = [("version", at.as_str()), ("remark", "Toisen välilehden perustelu.")];
    for (language, what) in [
        (Language::Fi, "Hyväksyjä palautti päätösesityksen: Joona Välimerkki."),
        (Language::Sv, ": Joona Välimerkki."),
        (Language::En, ": Joona Välimerkki."),
    ] {
        let late = clinic.world.joona().await.speaking(language).post(&format!("{desk}/return"), &second).await;
        late.is_a_proper_page(language);
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.shows("Toisen välilehden perustelu.</textarea>") && late.shows(what), "{}", late.body);
    }
    let asked = [
        ("version", at.as_str()),
        ("items", "old_data.extent"),
        ("ask-old_data.extent", "Mitkä vuodet?"),
        ("deadline", "4.12.2026"),
    ];
    let slower = vilma.post(&format!("{desk}/supplement"), &asked).await;
    assert_eq!(slower.status, StatusCode::CONFLICT);
    let what = "Hyväksyjä palautti päätösesityksen: Joona Välimerkki.";
    assert!(slower.shows(what) && slower.shows("Mitkä vuodet?"), "{}", slower.body);
    assert!(!slower.shows("Käsittelijä: Vilma"), "{}", slower.body);
}

async fn a_supplement_that_has_come_is_told_first_with_what_it_changed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (id, desk) = (clinic.submitted(&matti).await, String::from("/desk/cases/"));
    let desk = format!("{desk}{id}");
    does(&clinic, &vilma, &id, OfficerStep::Take).await;
    assert!(!vilma.page(&desk).await.shows("Täydennys saapui"));
    supplement(&clinic, &id, ("billing", "street"), &[("street", "Uusikatu 9")]).await;
    for (language, came, changed) in [
        (Language::Fi, "Täydennys saapui 21.11.2026 klo 12.00. Vastaaja: Matti Rantapolku.", "Muuttuneet kohdat:"),
        (Language::Sv, "Kompletteringen kom in 21.11.2026 kl. 12.00.", "Punkter som har ändrats:"),
        (Language::En, "The supplement arrived on", "What has changed:"),
    ] {
        let page = clinic.world.vilma().await.speaking(language).get(&desk).await;
        page.is_a_proper_page(language);
        let first = page.body.split("<dl class=\"facts\">").next().unwrap_or_default();
        for shown in [came, changed, "href=\"#field-billing.street\"", "href=\"#supplements\""] {
            assert!(first.contains(shown), "{shown}: {}", page.body);
        }
        assert!(page.shows("id=\"field-billing.street\"") && page.shows("id=\"supplements\""), "{}", page.body);
        assert_eq!(page.body.matches("href=\"#field-").count(), 1, "only what changed");
    }
    assert!(vilma.page(&desk).await.shows("Täydennys saapui: Matti Rantapolku"), "in the history");
    // One that changes nothing says so, and is asked and answered after the other.
    let first = vilma.page(&desk).await;
    does(&clinic, &vilma, &id, ask("billing.street")).await;
    assert!(!vilma.page(&desk).await.shows("href=\"#field-billing.street\""), "what is awaited has not come");
    clinic.world.app.clock.advance_seconds(1);
    let asked_at = version(&clinic, &id).await.to_string();
    clinic.answer(&matti, &id, "Osoite on oikea.").await.expect("answered");
    assert!(vilma.page(&desk).await.shows("Hakemuksen tiedot eivät muuttuneet."), "{}", first.body);
    let late = vilma.post(&format!("{desk}/deadline"), &[("version", &asked_at), ("deadline", "7.12.2026")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("Täydennys saapui: Matti Rantapolku.") && late.shows("7.12.2026"), "{}", late.body);
}

async fn each_answer_of_the_other_party_stands_in_the_history_and_the_earlier_one_beside_the_last(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (vilma, kauko) = (clinic.world.vilma().await, clinic.world.kauko().await);
    does(&clinic, &vilma, &id, OfficerStep::Take).await;
    let (desk, answer) = (format!("/desk/cases/{id}"), format!("/o/{LEHTOLINNA}/joined/named/{id}"));
    let reason = format!("reason-{id}");
    clinic.world.app.clock.advance_seconds(60);
    let contest = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Emme ole sopineet tästä.")];
    kauko.post(&answer, &contest).await.redirects();
    clinic.world.app.clock.advance_seconds(60);
    kauko.post(&answer, &[("version", "2"), ("answer", "confirm")]).await.redirects();
    for (language, contested, confirmed, earlier) in [
        (
            Language::Fi,
            "ettei asiasta ole sovittu: Kauko Demola. Perustelu: Emme ole sopineet tästä.",
            "vahvisti, että asiasta on sovittu: Kauko Demola",
            "Aiempi vastaus: asiasta ei ole sovittu (21.11.2026 klo 12.01, Kauko Demola). Perustelu: Emme ole sopineet",
        ),
        (
            Language::Sv,
            "meddelade att saken inte är avtalad: Kauko Demola. Motivering: Emme ole sopineet tästä.",
            "bekräftade att saken är avtalad: Kauko Demola",
            "Tidigare svar: saken är inte avtalad (",
        ),
        (
            Language::En,
            "reported that this is not agreed: Kauko Demola. Reason: Emme ole sopineet tästä.",
            "confirmed that this is agreed: Kauko Demola",
            "Earlier answer: this is not agreed (",
        ),
    ] {
        let page = clinic.world.vilma().await.speaking(language).get(&desk).await;
        page.is_a_proper_page(language);
        for shown in [contested, confirmed, earlier] {
            assert!(page.shows(shown), "{shown}: {}", page.body);
        }
    }
    // The application ends, the finding with it; the lines stay.
    does(&clinic, &vilma, &id, OfficerStep::Reject { words: words("Puutteellinen.") }).await;
    let page = vilma.page(&desk).await;
    assert!(page.shows("Perustelu: Emme ole sopineet tästä.") && page.shows("on sovittu: Kauko Demola"));
    assert!(!clinic.world.matti().await.page(&address(&id, "")).await.shows("Kauko Demola"), "for officers only");
}

/// The other party speaks while an approver has the last page open: shown before anything is decided.
async fn an_approver_reads_what_the_other_party_says_before_confirming(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    let sql = "insert into named_party (application, case_number, organisation, organisation_name, other, what, state, version,
                 named_at, recipients, service, units, planned_on)
               values ($1, 'KE-2026-000001', '9900226-7', 'Rantapolku', $2, 'outsourcing', 'waiting', 1, 1, '[]',
                 'old_patient_data', '', '')";
    clinic.world.meddle(sql, db::values![id.as_str(), LEHTOLINNA]).await;
    does(&clinic, &vilma, &id, propose()).await;
    let (desk, at) = (format!("/desk/cases/{id}"), version(&clinic, &id).await.to_string());
    let review = joona.post(&format!("{desk}/confirm"), &[("version", &at)]).await;
    assert!(review.shows("ei ole vielä vastannut"), "{}", review.body);
    let named = between(&review.body, "name=\"named\" value=\"", "\"").to_string();
    let reason = format!("reason-{id}");
    let contest = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Emme tunne hakijaa.")];
    let kauko = clinic.world.kauko().await;
    kauko.post(&format!("/o/{LEHTOLINNA}/joined/named/{id}"), &contest).await.redirects();
    let fields = [("version", at.as_str()), ("named", named.as_str()), ("confirmed", "yes")];
    for language in Language::ALL {
        let late = clinic.world.joona().await.speaking(language).post(&format!("{desk}/confirm"), &fields).await;
        late.is_a_proper_page(language);
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.shows("Emme tunne hakijaa.") && late.shows("name=\"named\" value=\"2\""), "{}", late.body);
    }
    let unread = OfficerStep::Confirm { named: Some(1) };
    let unread = clinic.officer_does(&joona, &id, version(&clinic, &id).await, unread).await;
    assert!(matches!(unread, Err(crate::web::Failure::Stale)), "nor past the page: {unread:?}");
    let read = [fields[0], ("named", "2"), fields[2]];
    joona.post(&format!("{desk}/confirm"), &read).await.redirects();
    assert_eq!(state(&clinic, &id).await, State::Approved);
}

db::testing::on_both![
    the_approver_sees_what_is_open_and_what_follows_before_the_decision,
    an_approver_is_told_that_the_intermediary_has_declined_meanwhile,
    one_officer_on_the_last_page_is_told_that_the_intermediary_has_declined,
    the_text_with_which_a_proposal_is_returned_too_late_is_kept,
    a_supplement_that_has_come_is_told_first_with_what_it_changed,
    each_answer_of_the_other_party_stands_in_the_history_and_the_earlier_one_beside_the_last,
    an_approver_reads_what_the_other_party_says_before_confirming,
];
