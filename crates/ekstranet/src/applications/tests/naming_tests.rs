//! Who is told what the other party of an outsourcing says, and until when it may say it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::extension_tests::{lehtolinna_is_known, naming};
use super::{Clinic, UNIT, address, save_on};
use crate::applications::{OfficerStep, Suggestions, load_case};
use crate::kernel::{ApplicationId, Language};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, between};
use crate::web::Failure;

/// To whom mails about a happening were planned.
async fn told(clinic: &Clinic, happening: &str) -> Vec<String> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = $1 order by planned_at, id";
    let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("listed");
    rows.into_iter().map(|(recipient,)| recipient).collect()
}

/// Lehtolinna answers by its page.
async fn answers(kauko: &Browser<'_>, id: &ApplicationId, version: &str, answer: &str) -> crate::testing::Answer {
    let reason = format!("reason-{id}");
    let fields = [("version", version), ("answer", answer), (reason.as_str(), "Emme tunne hakijaa.")];
    kauko.post(&format!("/o/{LEHTOLINNA}/joined/named/{id}"), &fields).await
}

async fn officer_does(clinic: &Clinic, id: &ApplicationId, step: OfficerStep) {
    let vilma = clinic.world.vilma().await;
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    clinic.officer_does(&vilma, id, case.version, step).await.expect("done");
}

async fn the_applicant_is_told_of_each_answer_of_the_other_party_and_after_the_approval_it_stands(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let kauko = clinic.world.kauko().await;
    assert!(told(&clinic, "named_party_answered").await.is_empty());
    answers(&kauko, &id, "1", "contest").await.redirects();
    assert_eq!(told(&clinic, "named_party_answered").await, ["matti@rantapolku.example"]);
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/joined")).await.shows("value=\"confirm\""), "the control");
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let reason = "Asia on varmistettu puhelimessa.".to_string();
    officer_does(&clinic, &id, OfficerStep::Approve { reason, registration: String::new(), named: Some(2) }).await;
    for (language, words) in [
        (Language::Fi, "Hakemus on ratkaistu, joten vastausta ei voi enää antaa"),
        (Language::Sv, "Ansökan har avgjorts, så svaret kan inte längre ges"),
        (Language::En, "The application has been decided, so the answer can no longer"),
    ] {
        let kauko = clinic.world.kauko().await.speaking(language);
        let page = kauko.get(&format!("/o/{LEHTOLINNA}/joined")).await;
        assert!(page.shows(words) && !page.shows("value=\"confirm\""), "{}", page.body);
        for version in ["2", "3"] {
            let late = answers(&kauko, &id, version, "confirm").await;
            late.is_a_proper_page(language);
            assert!(late.status == StatusCode::CONFLICT && late.shows(words), "{}", late.body);
            assert!(late.shows(&format!("href=\"#title-{id}\"")), "{}", late.body);
        }
    }
    let desk = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
    assert!(desk.shows("ettei asiasta ole sovittu") && !desk.shows("vahvisti"), "what was decided on: {}", desk.body);
    assert_eq!(told(&clinic, "named_party_answered").await.len(), 1);
}

/// Whoever has contested is told that it was approved all the same.
async fn whoever_was_asked_is_told_how_the_application_ended(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let kauko = clinic.world.kauko().await;
    answers(&kauko, &id, "1", "contest").await.redirects();
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let reason = "Asia on varmistettu puhelimessa.".to_string();
    officer_does(&clinic, &id, OfficerStep::Approve { reason, registration: String::new(), named: Some(2) }).await;
    assert_eq!(told(&clinic, "named_party_settled").await, ["hallinto@lehtolinna.example"]);
    for (language, words) in [
        (Language::Fi, "vaikka ilmoititte, ettei asiasta ole sovittu."),
        (Language::Sv, "fast ni meddelade att saken inte är avtalad."),
        (Language::En, "although you said that this is not agreed."),
    ] {
        let page = clinic.world.kauko().await.speaking(language).get(&format!("/o/{LEHTOLINNA}/joined")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && page.shows("Emme tunne hakijaa."), "{}", page.body);
        assert!(!page.shows("Asia on varmistettu puhelimessa."), "the decision is the applicant's: {}", page.body);
    }
}

/// Also whoever has not answered yet; and nothing is asked of it any more.
async fn whoever_was_asked_reads_that_the_application_was_withdrawn(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    clinic.withdraw(&clinic.world.matti().await, &id).await.expect("withdrawn");
    assert_eq!(told(&clinic, "named_party_settled").await, ["hallinto@lehtolinna.example"]);
    for (language, words) in [
        (Language::Fi, "Hakija peruutti hakemuksensa"),
        (Language::Sv, "Sökanden återkallade sin ansökan"),
        (Language::En, "The applicant withdrew its application"),
    ] {
        let page = clinic.world.kauko().await.speaking(language).get(&format!("/o/{LEHTOLINNA}/joined")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && !page.shows("value=\"confirm\""), "{}", page.body);
    }
    let kauko = clinic.world.kauko().await;
    let late = answers(&kauko, &id, "1", "confirm").await;
    assert!(late.status == StatusCode::CONFLICT && late.shows("Hakemus on ratkaistu"), "{}", late.body);
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("on nimennyt teidät"), "nothing is asked");
}

async fn the_applicant_is_told_of_a_confirmation_where_it_keeps_its_contacts(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let visit = clinic.visit(&clinic.world.matti().await);
    let organisation = visit.acting().expect("acting").organisation.clone();
    let kept = ["uusi@rantapolku.example".to_string()];
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    crate::parties::replace_recipients(&mut tx, &visit, &organisation, &kept).await.expect("replaced");
    tx.commit().await.expect("committed");
    let kauko = clinic.world.kauko().await;
    answers(&kauko, &id, "1", "contest").await.redirects();
    answers(&kauko, &id, "2", "confirm").await.redirects();
    let new = "uusi@rantapolku.example";
    assert_eq!(told(&clinic, "named_party_answered").await, [new, new], "of the contest and of the confirmation");
}

async fn who_is_named_no_more_is_told_and_sees_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    officer_does(&clinic, &id, OfficerStep::Take).await;
    officer_does(
        &clinic,
        &id,
        OfficerStep::AskSupplement {
            items: vec![("extension.other_party".to_string(), "Onko tunnus oikea?".to_string())],
            suggested: Suggestions::new(),
            message: String::new(),
            deadline: "2026-12-11".to_string(),
        },
    )
    .await;
    let step = matti.get(&address(&id, "/steps/extension")).await;
    let version = between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    let other = [
        ("service", "patient_data"),
        ("function", "outsourcing"),
        ("other_party", "9900124-8"),
        ("units", UNIT),
        ("profile", "private units"),
    ];
    save_on(&matti, &id, "extension_of_use-5", ("extension", version), &other).await.redirects();
    assert!(told(&clinic, "named_party_replaced").await.is_empty(), "the supplement is not sent yet");
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(told(&clinic, "named_party_replaced").await, ["hallinto@lehtolinna.example"]);
    for (language, words) in [
        (Language::Fi, "Hakemukset, joissa teitä ei enää nimetä"),
        (Language::Sv, "Ansökningar där ni inte längre uppges"),
        (Language::En, "Applications that no longer name you"),
    ] {
        let page = clinic.world.kauko().await.speaking(language).get(&format!("/o/{LEHTOLINNA}/joined")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && page.shows("Rantapolun Lääkäriasema Oy (9900226-7)"), "{}", page.body);
        assert!(!page.shows("value=\"confirm\""), "nothing is asked: {}", page.body);
    }
    assert_eq!(answers(&kauko, &id, "1", "confirm").await.status, StatusCode::NOT_FOUND);
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("on nimennyt teidät"));
}

/// The contest comes after the officer's last look: nothing is decided before it was read.
async fn a_contest_that_comes_after_the_last_look_is_not_closed_unread(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (kauko, vilma) = (clinic.world.kauko().await, clinic.world.vilma().await);
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let approve = |named| OfficerStep::Approve {
        reason: "Asia on varmistettu puhelimessa.".to_string(),
        registration: String::new(),
        named,
    };
    answers(&kauko, &id, "1", "contest").await.redirects();
    for looked_at in [Some(1), None] {
        let late = clinic.officer_does(&vilma, &id, 3, approve(looked_at)).await;
        assert!(matches!(late, Err(Failure::Stale)), "{late:?}");
    }
    let desk = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(desk.shows("ettei asiasta ole sovittu"), "it is read before it is decided: {}", desk.body);
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/joined")).await.shows("value=\"confirm\""), "still open");
    clinic.officer_does(&vilma, &id, 3, approve(Some(2))).await.expect("approved with it in sight");
}

/// At once: either the contest is refused as too late, or the approval is.
async fn of_a_contest_and_an_approval_at_once_one_is_refused(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (kauko, vilma) = (clinic.world.kauko().await, clinic.world.vilma().await);
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let form = format!("/desk/cases/{id}/approve");
    let sure = [("version", "3"), ("named", "1"), ("reason", "Varmistettu puhelimessa."), ("confirmed", "1")];
    let (approval, contest) = tokio::join!(vilma.post(&form, &sure), answers(&kauko, &id, "1", "contest"));
    let done = |answer: &crate::testing::Answer| answer.status == StatusCode::SEE_OTHER;
    assert!(done(&approval) != done(&contest), "{} {}", approval.body, contest.body);
    let refused = if done(&approval) { &contest } else { &approval };
    assert!(matches!(refused.status, StatusCode::CONFLICT | StatusCode::NOT_FOUND), "{}", refused.body);
    if !done(&approval) {
        assert!(approval.shows("ettei asiasta ole sovittu"), "the contest is read: {}", approval.body);
        assert!(approval.shows("Varmistettu puhelimessa.</textarea>"), "the text is kept: {}", approval.body);
    }
}

async fn the_receipt_and_the_page_say_that_the_other_party_is_awaited_until_it_has_answered(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let languages = [
        (Language::Fi, "Olemme kysyneet toiselta osapuolelta, onko asiasta sovittu.", "Odottaa muiden vahvistusta"),
        (Language::Sv, "Vi har frågat den andra parten om saken har avtalats.", "Väntar på bekräftelse från andra"),
        (Language::En, "We have asked the other party", "Waiting for a confirmation from others"),
    ];
    for (language, words, title) in languages {
        let matti = clinic.world.matti().await.speaking(language);
        let (receipt, page) = (matti.get(&address(&id, "/receipt")).await, matti.get(&address(&id, "")).await);
        receipt.is_a_proper_page(language);
        page.is_a_proper_page(language);
        assert!(receipt.shows(words) && receipt.shows(&format!("({LEHTOLINNA})")), "{}", receipt.body);
        assert!(page.shows(words) && page.shows(title), "{}", page.body);
    }
    answers(&clinic.world.kauko().await, &id, "1", "confirm").await.redirects();
    let matti = clinic.world.matti().await;
    for place in ["/receipt", ""] {
        assert!(!matti.page(&address(&id, place)).await.shows(languages[0].1), "it has answered");
    }
}

/// What is confirmed is for these units from this day: for others it is asked anew.
async fn the_other_party_reads_for_which_units_and_from_when_and_is_asked_anew_about_others(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let joined = format!("/o/{LEHTOLINNA}/joined");
    for (language, units, day, date) in [
        (Language::Fi, "Yksiköt", "Suunniteltu käyttöönottopäivä", "15.1.2027"),
        (Language::Sv, "Enheter", "Planerad dag för ibruktagandet", "15.1.2027"),
        (Language::En, "Units", "Planned start date", "15 January 2027"),
    ] {
        let page = clinic.world.kauko().await.speaking(language).get(&joined).await;
        page.is_a_proper_page(language);
        assert!(page.shows(units) && page.shows("Rannan vastaanotto"), "{}", page.body);
        assert!(page.shows(day) && page.shows(date), "{}", page.body);
        assert!(page.shows("matti@rantapolku.example"), "whom to ask: {}", page.body);
        for hidden in ["0401234567", "laskut@rantapolku.example", "003799002267"] {
            assert!(!page.shows(hidden), "{hidden}: {}", page.body);
        }
    }
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    answers(&kauko, &id, "1", "confirm").await.redirects();
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let answered = async |day: &str| {
        let ask = OfficerStep::AskSupplement {
            items: vec![("extension_schedule.production_date".to_string(), "Onko päivä oikea?".to_string())],
            suggested: Suggestions::new(),
            message: String::new(),
            deadline: "2026-12-11".to_string(),
        };
        officer_does(&clinic, &id, ask).await;
        let step = matti.get(&address(&id, "/steps/extension_schedule")).await;
        let version = between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
        let form = between(&step.body, "name=\"form\" value=\"", "\"").to_string();
        let fields = [("production_date", day), ("profile", "private units")];
        save_on(&matti, &id, &form, ("extension_schedule", version), &fields).await.redirects();
        clinic.answer(&matti, &id, "Kyllä on.").await.expect("answered");
    };
    answered("15.1.2027").await;
    let page = kauko.page(&joined).await;
    assert!(page.shows("Vahvistettu") && !page.shows("value=\"confirm\""), "the same as before: {}", page.body);
    // What the tests ask for all bears one number of a request, and no mail of one request goes twice.
    clinic.world.meddle("update notice set turn = id", db::values![]).await;
    answered("18.1.2027").await;
    let page = kauko.page(&joined).await;
    assert!(page.shows("18.1.2027") && page.shows("value=\"confirm\""), "asked anew: {}", page.body);
    assert_eq!(told(&clinic, "party_named").await.len(), 2);
    assert!(matti.page(&address(&id, "")).await.shows("ei ole vielä vastannut"));
}

/// Home, the list and the case say who is awaited, and what to do about a contest.
async fn the_applicant_reads_who_is_awaited_and_clears_a_contest_up(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let places = [format!("/o/{RANTAPOLKU}/"), format!("/o/{RANTAPOLKU}/applications"), address(&id, "")];
    let kauko = clinic.world.kauko().await;
    for (answer, words) in [
        (
            None,
            ["Odotamme toisen osapuolen", "Vi väntar på svar från den andra parten", "We are waiting for the answer"],
        ),
        (Some("contest"), ["Selvittäkää asia sen kanssa.", "Red ut saken med den.", "Sort the matter out with it."]),
    ] {
        if let Some(answer) = answer {
            answers(&kauko, &id, "1", answer).await.redirects();
        }
        for (language, words) in Language::ALL.into_iter().zip(words) {
            let matti = clinic.world.matti().await.speaking(language);
            for place in &places {
                let page = matti.get(place).await;
                page.is_a_proper_page(language);
                assert!(page.shows(words), "{place}: {}", page.body);
                // As the register told it last: that of this test calls everybody so.
                assert!(page.shows(&format!("Rantapolun Lääkäriasema Oy, {LEHTOLINNA}")), "{place}: {}", page.body);
            }
        }
    }
    // The reason is corrected by contesting again.
    let joined = kauko.page(&format!("/o/{LEHTOLINNA}/joined")).await;
    assert!(joined.shows("Korjatkaa perustelua") && joined.shows("Emme tunne hakijaa.</textarea>"), "{}", joined.body);
    assert!(joined.shows("Hakijan yhteyshenkilö") && joined.shows("matti@rantapolku.example"), "{}", joined.body);
    answers(&kauko, &id, "2", "contest").await.redirects();
    let named = format!("Toinen osapuoli (Rantapolun Lääkäriasema Oy, {LEHTOLINNA}) ilmoitti");
    let desk = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
    assert!(desk.shows(&named), "{}", desk.body);
    let matti = clinic.world.matti().await;
    let (home, case) = (matti.page(&places[0]).await, matti.page(&places[2]).await);
    assert!(home.shows("Selvittäkää riitautus") && home.shows(&format!("applications/{id}")), "{}", home.body);
    assert!(
        case.shows("Selvittäkää asia toisen osapuolen kanssa") && case.shows("Emme tunne hakijaa."),
        "{}",
        case.body
    );
    answers(&kauko, &id, "3", "confirm").await.redirects();
    for place in &places {
        let page = clinic.world.matti().await.page(place).await;
        assert!(!page.shows("Selvittäkää") && !page.shows("Odotamme toisen"), "{place}: {}", page.body);
    }
}

/// The receipt, the list and the head of the case say what home says: a contest waits for the applicant.
async fn a_contest_waits_for_the_applicant_on_every_page(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let kauko = clinic.world.kauko().await;
    let rows = [format!("/o/{RANTAPOLKU}/"), format!("/o/{RANTAPOLKU}/applications")];
    let cases = [address(&id, "/receipt"), address(&id, "")];
    let state = async |version: Option<(&str, &str)>, words: [[&str; 3]; 3]| {
        if let Some((version, answer)) = version {
            answers(&kauko, &id, version, answer).await.redirects();
        }
        for (language, [tag, next, gone]) in Language::ALL.into_iter().zip(words) {
            let matti = clinic.world.matti().await.speaking(language);
            for page in rows.iter().chain(&cases) {
                let shown = matti.get(page).await;
                shown.is_a_proper_page(language);
                let about = if rows.contains(page) {
                    between(&shown.body, "<ul class=\"rows\">", "</ul>").to_string()
                } else {
                    shown.body.clone()
                };
                assert!(about.contains(tag) && about.contains(next), "{page}: {tag}, {next}: {about}");
                assert!(!about.contains(gone), "{page}: {gone}: {about}");
            }
        }
    };
    let waits = [
        [">Odottaa käsittelyä<", "Odotamme toisen osapuolen", "Seuraavaksi käsittelijä ottaa"],
        [">Väntar på behandling<", "Vi väntar på svar från den andra parten", "Härnäst tar en handläggare"],
        [">Waiting for review<", "We are waiting for the answer of the other party", "Next, an officer takes"],
    ];
    state(None, waits).await;
    let contested = [
        [">Odottaa teitä<", "Selvittäkää asia sen kanssa.", "Teidän ei tarvitse tehdä mitään"],
        [">Väntar på er<", "Red ut saken med den.", "Ni behöver inte göra något"],
        [">Waiting for you<", "Sort the matter out with it.", "You need not do anything"],
    ];
    state(Some(("1", "contest")), contested).await;
    answers(&kauko, &id, "2", "confirm").await.redirects();
    let matti = clinic.world.matti().await;
    for page in &cases {
        let shown = matti.page(page).await;
        assert!(shown.shows("Seuraavaksi käsittelijä ottaa") && shown.shows(">Odottaa käsittelyä<"), "{}", shown.body);
        assert!(!shown.shows(">Odottaa teitä<"), "{}", shown.body);
    }
}

/// Also a confirmation can be changed until the decision; what was said before stays to be read.
async fn an_answer_can_be_changed_until_the_decision_and_the_earlier_one_stays(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (kauko, joined) = (clinic.world.kauko().await, format!("/o/{LEHTOLINNA}/joined"));
    for (language, [title, open, register]) in Language::ALL.into_iter().zip([
        ["Asiat, joissa olette toinen osapuoli", "Voitte muuttaa vastaustanne", "teidän rekisteriinne"],
        ["Ärenden där ni är den andra parten", "Ni kan ändra ert svar", "i ert register"],
        ["Matters in which you are the other party", "You can change your answer", "in your register"],
    ]) {
        let page = clinic.world.kauko().await.speaking(language).get(&joined).await;
        page.is_a_proper_page(language);
        assert!(page.shows(title) && page.shows(open) && page.shows(register), "{}", page.body);
    }
    answers(&kauko, &id, "1", "contest").await.redirects();
    answers(&kauko, &id, "2", "confirm").await.redirects();
    for (language, words) in
        Language::ALL.into_iter().zip(["asiasta ei ole sovittu (", "saken är inte avtalad (", "this is not agreed ("])
    {
        let page = clinic.world.kauko().await.speaking(language).get(&joined).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && page.shows("Emme tunne hakijaa."), "{}", page.body);
    }
    answers(&kauko, &id, "3", "contest").await.redirects();
    let page = kauko.page(&joined).await;
    assert!(page.shows("Aiempi vastaus: asiasta on sovittu (") && page.shows("value=\"confirm\""), "{}", page.body);
    assert_eq!(told(&clinic, "named_party_answered").await.len(), 3);
}

db::testing::on_both![
    an_answer_can_be_changed_until_the_decision_and_the_earlier_one_stays,
    the_applicant_reads_who_is_awaited_and_clears_a_contest_up,
    a_contest_waits_for_the_applicant_on_every_page,
    whoever_was_asked_is_told_how_the_application_ended,
    whoever_was_asked_reads_that_the_application_was_withdrawn,
    the_receipt_and_the_page_say_that_the_other_party_is_awaited_until_it_has_answered,
    the_other_party_reads_for_which_units_and_from_when_and_is_asked_anew_about_others,
    a_contest_that_comes_after_the_last_look_is_not_closed_unread,
    of_a_contest_and_an_approval_at_once_one_is_refused,
    the_applicant_is_told_of_each_answer_of_the_other_party_and_after_the_approval_it_stands,
    the_applicant_is_told_of_a_confirmation_where_it_keeps_its_contacts,
    who_is_named_no_more_is_told_and_sees_it,
];
