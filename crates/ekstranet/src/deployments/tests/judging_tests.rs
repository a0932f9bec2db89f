//! Files of reports, tests that the operator confirms, reports that are late, and the archivist who was named.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::{Scratch, guarded};

use super::{granted_for, state, tick_all};
use crate::deployments::{DeploymentState, remind_of_reports};
use crate::kernel::{DeploymentId, Language};
use crate::notices::{self, Happening};
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
const DAY: i64 = 86_400;

fn address(id: &DeploymentId) -> String {
    format!("/o/{RANTAPOLKU}/deployments/{id}")
}

/// Sends a report as a browser sends a form with files.
async fn report(browser: &Browser<'_>, id: &DeploymentId, version: &str, files: &[(&str, &[u8])]) -> Answer {
    let fields = [
        ("version", version),
        ("result", "passed"),
        ("held_on", "21.11.2026"),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
        ("remarks", ""),
    ];
    send_files(browser, &format!("{}/test-report", address(id)), &fields, ("files", files)).await
}

async fn send_files(
    browser: &Browser<'_>,
    path: &str,
    fields: &[(&str, &str)],
    (field, files): (&str, &[(&str, &[u8])]),
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--x7\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    for (name, content) in files {
        let head = format!("--x7\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--x7--\r\n");
    let request = browser
        .request("POST", path)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x7")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

/// A deployment with everything done but the test, which is planned for today; its next version is 3.
async fn planned(world: &World, matti: &Browser<'_>, service: Service) -> DeploymentId {
    let id = granted_for(world, service).await;
    tick_all(matti, &address(&id), service).await;
    let date = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{}/production-date", address(&id)), &date).await.redirects();
    let day = [("version", "2"), ("test_day", "21.11.2026")];
    matti.post(&format!("{}/test", address(&id)), &day).await.redirects();
    id
}

async fn mails(world: &World) -> Vec<Option<Happening>> {
    let mut read = world.app.db.read().await.expect("a reader");
    let lines = notices::list_for_case(&mut read, "KE-2026-000001").await.expect("listed");
    lines.into_iter().map(|line| line.happening).collect()
}

async fn a_test_report_has_attachments_of_the_types_and_sizes_of_the_data(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = planned(&world, &matti, Service::PatientData).await;
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("type=\"file\"") && page.shows("PDF, DOCX, ODT, XLSX, PNG, JPEG") && page.shows("10"));
    for (name, content) in [("koe.pdf", &b"<html>"[..]), ("tyhja.pdf", &b""[..])] {
        let refused = report(&matti, &id, "3", &[(name, content)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.shows("href=\"#files\"") && refused.shows("value=\"Tiina Tekninen\""), "{}", refused.body);
    }
    let contents: Vec<Vec<u8>> = (0..6).map(|n| [PDF, format!("% {n}\n%%EOF\n").as_bytes()].concat()).collect();
    let many: Vec<(&str, &[u8])> = contents.iter().map(|content| ("koe.pdf", content.as_slice())).collect();
    assert!(report(&matti, &id, "3", &many).await.shows("Tiedostoja voi olla enintään 5"));
    assert_eq!(state(&world).await.0, DeploymentState::TestPlanned, "nothing is half-saved");
    report(&matti, &id, "3", &[("koe.pdf", PDF), ("sama.pdf", PDF)]).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("koe.pdf (") && !page.shows("sama.pdf"), "the same file twice is one");
    let link = format!("{}/attachments/{}", address(&id), between(&page.body, "/attachments/", "\""));
    let file = matti.get(&link).await;
    assert_eq!((file.status, file.body.as_bytes()), (StatusCode::OK, PDF));
    let foreign = link.replace(RANTAPOLKU, LEHTOLINNA);
    assert_eq!(world.kauko().await.get(&foreign).await.status, StatusCode::NOT_FOUND);
    let desk = link.replace(&format!("/o/{RANTAPOLKU}"), "/desk");
    assert_eq!(world.vilma().await.get(&desk).await.body.as_bytes(), PDF);
    assert_eq!(world.views("deployments.attachment_opened", RANTAPOLKU).await, 1);
    assert_ne!(world.stranger().get(&desk).await.status, StatusCode::OK, "only officers");
    assert_eq!(matti.get(&desk).await.status, StatusCode::NOT_FOUND);
}

async fn a_service_without_a_test_takes_no_files(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = granted_for(&world, Service::Prescription).await;
    assert!(!matti.page(&address(&id)).await.shows("type=\"file\""));
    assert_eq!(report(&matti, &id, "1", &[("koe.pdf", PDF)]).await.status, StatusCode::BAD_REQUEST);
}

async fn the_operator_confirms_the_test_of_old_data_before_production(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = planned(&world, &matti, Service::OldPatientData).await;
    let vilma = world.vilma().await;
    assert!(vilma.page("/desk/deployments").await.shows("Yksikään tiedosto ei odota käsittelyä"));
    report(&matti, &id, "3", &[("koe.pdf", PDF)]).await.redirects();
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 1), "not before the operator has confirmed it");
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("Odottaa vahvistusta") && !page.shows("name=\"test_day\""), "no other test is planned");
    let list = vilma.page("/desk/deployments").await;
    assert!(list.shows("KE-2026-000001") && vilma.page("/desk/").await.shows("/desk/deployments"));
    assert!(list.shows("<option value=\"\" selected>Odottaa käsittelijää</option>"), "{}", list.body);
    let other = vilma.page("/desk/deployments?show=&service=prescription").await;
    assert!(!other.shows("KE-2026-000001"), "of another service: {}", other.body);
    let desk = format!("/desk/deployments/{id}");
    assert!(vilma.page(&desk).await.shows("Anni Arkisto"));
    let judge = format!("{desk}/judge");
    for (remark, text) in [("", "Kirjoittakaa, miksi"), ("150668-917M", "Poistakaa henkilötunnus")] {
        let refused = vilma.post(&judge, &[("number", "1"), ("answer", "return"), ("remark", remark)]).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows(text), "{}", refused.body);
        assert!(!refused.shows("150668-917M"));
    }
    for remark in ["", "150668-917M", &"x".repeat(5_000)] {
        let mut told = std::collections::BTreeSet::new();
        for language in Language::ALL {
            let vilma = world.vilma().await.speaking(language);
            let refused = vilma.post(&judge, &[("number", "1"), ("answer", "return"), ("remark", remark)]).await;
            refused.is_a_proper_page(language);
            told.insert(between(&refused.body, "id=\"remark-error\">", "<").to_string());
        }
        assert_eq!(told.len(), 3, "at its field in each language: {told:?}");
    }
    let coded = [("number", "1"), ("answer", "return"), ("remark", "Asiakas 150668-917M odottaa.")];
    assert!(vilma.post(&judge, &coded).await.shows("Asiakas *** odottaa."), "the rest is not lost");
    assert_ne!(matti.post(&judge, &[("number", "1"), ("answer", "confirm")]).await.status, StatusCode::SEE_OTHER);
    let back = [("number", "1"), ("answer", "return"), ("remark", "Liite puuttuu.")];
    vilma.post(&judge, &back).await.redirects();
    let late = [("number", "1"), ("answer", "return"), ("remark", "Liitteen päiväys puuttuu.")];
    for (language, words) in [
        (Language::Fi, "Kirjoittamanne teksti"),
        (Language::Sv, "Texten som ni skrev"),
        (Language::En, "The text that you wrote"),
    ] {
        let page = world.vilma().await.speaking(language).post(&judge, &late).await;
        page.is_a_proper_page(language);
        assert!(page.status == StatusCode::CONFLICT && page.shows(words), "once: {}", page.body);
        assert!(page.shows("Liitteen päiväys puuttuu.") && page.shows("Liite puuttuu."), "both: {}", page.body);
    }
    assert_eq!(state(&world).await.0, DeploymentState::TestFailed);
    assert!(matti.page(&address(&id)).await.shows("ei vahvistanut koetta: Liite puuttuu."));
    // Tried again, reported again, confirmed: then everything is done and the day has come.
    matti.post(&format!("{}/test", address(&id)), &[("version", "5"), ("test_day", "21.11.2026")]).await.redirects();
    report(&matti, &id, "6", &[]).await.redirects();
    assert_eq!(vilma.post(&judge, &[("number", "1"), ("answer", "confirm")]).await.status, StatusCode::CONFLICT);
    vilma.post(&judge, &[("number", "2"), ("answer", "confirm")]).await.redirects();
    assert_eq!(state(&world).await, (DeploymentState::InProduction, 0));
    assert!(matti.page(&address(&id)).await.shows("Koe vahvistettiin 21.11.2026 klo 12.00"));
    let told = mails(&world).await;
    for happening in [Happening::TestGivenBack, Happening::TestConfirmed, Happening::ProductionStarted] {
        assert_eq!(told.iter().filter(|told| **told == Some(happening)).count(), 1, "{happening:?}");
    }
}

async fn files_of(world: &World, id: &DeploymentId) -> Vec<String> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id from attachment where subject = $1 order by id";
    let rows: Vec<(String,)> = read.all(sql, db::values![id.as_str()]).await.expect("read");
    rows.into_iter().map(|(id,)| id).collect()
}

async fn file_named(world: &World, name: &str) -> String {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id from attachment where name = $1";
    read.one::<(String,)>(sql, db::values![name]).await.expect("read").0
}

async fn take_back(browser: &Browser<'_>, id: &DeploymentId, number: &str, file: &str) -> StatusCode {
    let fields = [("number", number), ("file", file)];
    browser.post(&format!("{}/test-report/take-back", address(id)), &fields).await.status
}

/// Sends further files for the report of the first test.
async fn add(browser: &Browser<'_>, id: &DeploymentId, files: &[(&str, &[u8])]) -> Answer {
    let path = format!("{}/test-report/files", address(id));
    send_files(browser, &path, &[("number", "1")], ("added-1", files)).await
}

/// Whoever has taken the wrong file back sends the right one in its place.
async fn a_file_is_added_to_a_report_until_the_operator_has_judged_the_test(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    let id = planned(&world, &matti, Service::OldPatientData).await;
    assert_eq!(add(&matti, &id, &[("aikaisin.pdf", PDF)]).await.status, StatusCode::CONFLICT, "no report yet");
    let wrong = [PDF, b"% wrong\n%%EOF\n"].concat();
    report(&matti, &id, "3", &[("erehdys.pdf", &wrong)]).await.redirects();
    let mistake = file_named(&world, "erehdys.pdf").await;
    assert_eq!(take_back(&matti, &id, "1", &mistake).await, StatusCode::SEE_OTHER);
    assert!(matti.page(&address(&id)).await.shows("Lisätkää liitteitä: 1. koe"));
    assert!(
        !vilma.page(&format!("/desk/deployments/{id}")).await.shows("Lisätkää liitteitä"),
        "the customer's own matter"
    );

    let none = add(&matti, &id, &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.shows("href=\"#added-1\"") && none.shows("id=\"added-1-error\""), "{}", none.body);
    let no_picture = add(&matti, &id, &[("kuva.pdf", b"GIF89a")]).await;
    assert_eq!(no_picture.status, StatusCode::UNPROCESSABLE_ENTITY, "it is no PDF");
    assert_eq!(add(&kauko, &id, &[("oikea.pdf", PDF)]).await.status, StatusCode::NOT_FOUND);
    assert!(files_of(&world, &id).await.is_empty(), "nothing of these is kept");
    assert_eq!(add(&matti, &id, &[("oikea.pdf", PDF)]).await.redirects(), format!("{}#added-1", address(&id)));
    add(&matti, &id, &[("sama.pdf", PDF)]).await.redirects();
    let right = file_named(&world, "oikea.pdf").await;
    assert_eq!(files_of(&world, &id).await, std::slice::from_ref(&right), "the same file twice is one");
    let most = (0..9).map(|number| [PDF, format!("% {number}\n%%EOF\n").as_bytes()].concat()).collect::<Vec<_>>();
    let many: Vec<(&str, &[u8])> = most.iter().map(|content| ("monta.pdf", content.as_slice())).collect();
    assert_eq!(add(&matti, &id, &many).await.status, StatusCode::UNPROCESSABLE_ENTITY, "more than are taken");
    assert_eq!(files_of(&world, &id).await, std::slice::from_ref(&right));

    let judged = [("number", "1"), ("answer", "confirm"), ("file", right.as_str())];
    vilma.post(&format!("/desk/deployments/{id}/judge"), &judged).await.redirects();
    assert_eq!(add(&matti, &id, &[("myöhässä.pdf", &wrong)]).await.status, StatusCode::CONFLICT);
    assert!(!matti.page(&address(&id)).await.shows("Lisätkää liitteitä"), "no form promises it");
}

async fn version(browser: &Browser<'_>, id: &DeploymentId) -> String {
    between(&browser.page(&address(id)).await.body, "name=\"version\" value=\"", "\"").to_string()
}

async fn a_file_of_a_report_is_taken_back_until_the_operator_has_judged_the_test(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    let id = planned(&world, &matti, Service::OldPatientData).await;
    let other = [PDF, b"% other\n%%EOF\n"].concat();
    report(&matti, &id, "3", &[("oikea.pdf", PDF), ("erehdys.pdf", &other)]).await.redirects();
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("Poista tiedosto erehdys.pdf") && page.shows("Poista tiedosto oikea.pdf"), "{}", page.body);
    assert!(page.shows("siihen asti, että Kela on tarkistanut raportin"), "{}", page.body);
    let desk = format!("/desk/deployments/{id}");
    assert!(!vilma.page(&desk).await.shows("Poista tiedosto"), "only the customer's own people");
    let (right, wrong) = (file_named(&world, "oikea.pdf").await, file_named(&world, "erehdys.pdf").await);
    let (right, wrong) = (right.as_str(), wrong.as_str());
    assert_eq!(take_back(&kauko, &id, "1", wrong).await, StatusCode::NOT_FOUND);
    assert_eq!(take_back(&matti, &id, "2", wrong).await, StatusCode::BAD_REQUEST, "there is no such test");
    assert_eq!(take_back(&matti, &id, "1", wrong).await, StatusCode::SEE_OTHER);
    assert_eq!(take_back(&matti, &id, "1", wrong).await, StatusCode::SEE_OTHER, "pressed twice");
    assert_eq!(files_of(&world, &id).await, [right], "no bytes are left");
    let removed = "select count(*) from audit_entry where action = 'attachments.removed' and subject = $1";
    let mut read = world.app.db.read().await.expect("a reader");
    assert_eq!(read.one::<(i64,)>(removed, db::values![id.as_str()]).await.expect("counted").0, 1);
    drop(read);
    let judge = format!("{desk}/judge");
    let seen = [("number", "1"), ("answer", "confirm"), ("file", right), ("file", wrong)];
    assert_eq!(vilma.post(&judge, &seen).await.status, StatusCode::CONFLICT, "the officer's page still showed it");
    assert_eq!(state(&world).await.0, DeploymentState::SetUp);
    let back = vilma.page(&desk).await;
    assert!(back.shows(&format!("name=\"file\" value=\"{right}\"")) && !back.shows(wrong), "{}", back.body);
    let back = [("number", "1"), ("answer", "return"), ("remark", "Liite puuttuu."), ("file", right)];
    vilma.post(&judge, &back).await.redirects();
    assert_eq!(take_back(&matti, &id, "1", right).await, StatusCode::CONFLICT, "it has been judged");
    assert_eq!(files_of(&world, &id).await, [right]);
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("oikea.pdf (") && !page.shows("Poista tiedosto"), "{}", page.body);
}

async fn a_file_of_a_report_that_nobody_judges_is_taken_back_until_production(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = granted_for(&world, Service::PatientData).await;
    let day = [("version", "1"), ("test_day", "21.11.2026")];
    matti.post(&format!("{}/test", address(&id)), &day).await.redirects();
    let other = [PDF, b"% other\n%%EOF\n"].concat();
    report(&matti, &id, "2", &[("oikea.pdf", PDF), ("erehdys.pdf", &other)]).await.redirects();
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("väärän tiedoston siihen asti, että tuotantokäyttö alkaa"), "{}", page.body);
    let (right, wrong) = (file_named(&world, "oikea.pdf").await, file_named(&world, "erehdys.pdf").await);
    assert_eq!(take_back(&matti, &id, "1", &wrong).await, StatusCode::SEE_OTHER);
    tick_all(&matti, &address(&id), Service::PatientData).await;
    let date = [("version", "3"), ("date", "21.11.2026")];
    matti.post(&format!("{}/production-date", address(&id)), &date).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    assert_eq!(take_back(&matti, &id, "1", &right).await, StatusCode::CONFLICT);
    assert_eq!(files_of(&world, &id).await, [right]);
    assert!(!matti.page(&address(&id)).await.shows("Poista tiedosto"), "no button promises it");
}

/// Whoever judges has seen what stays.
async fn a_file_is_taken_back_or_the_test_judged_with_it_and_never_both(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let id = planned(&world, &matti, Service::OldPatientData).await;
    let judge = format!("/desk/deployments/{id}/judge");
    let mut kept = Vec::new();
    for round in 1..=6 {
        let number = round.to_string();
        report(&matti, &id, &version(&matti, &id).await, &[("koe.pdf", PDF)]).await.redirects();
        let mut files = files_of(&world, &id).await;
        files.retain(|file| !kept.contains(file));
        let file = files[0].as_str();
        let back = [("number", number.as_str()), ("answer", "return"), ("remark", "Liite puuttuu."), ("file", file)];
        let (taken, judged) = if round % 2 == 0 {
            tokio::join!(take_back(&matti, &id, &number, file), vilma.post(&judge, &back))
        } else {
            let (judged, taken) = tokio::join!(vilma.post(&judge, &back), take_back(&matti, &id, &number, file));
            (taken, judged)
        };
        match (taken, judged.status) {
            (StatusCode::SEE_OTHER, StatusCode::CONFLICT) => {
                vilma.post(&judge, &back[..3]).await.redirects();
            }
            (StatusCode::CONFLICT, StatusCode::SEE_OTHER) => {
                kept.push(file.to_string());
                kept.sort();
            }
            both => panic!("round {round}: {both:?}"),
        }
        assert_eq!(files_of(&world, &id).await, kept, "round {round}");
        let version = version(&matti, &id).await;
        let day = [("version", version.as_str()), ("test_day", "21.11.2026")];
        matti.post(&format!("{}/test", address(&id)), &day).await.redirects();
    }
}

async fn a_late_report_is_reminded_of_once_and_seen_by_the_officers(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    // The test is on Saturday, so the report is due on Tuesday.
    let id = planned(&world, &matti, Service::PatientData).await;
    world.app.clock.advance_seconds(3 * DAY);
    assert_eq!(guarded(remind_of_reports(&world.app)).await.expect("looked"), 0, "Tuesday is in time");
    world.app.clock.advance_seconds(DAY);
    let (one, other) = tokio::join!(remind_of_reports(&world.app), remind_of_reports(&world.app));
    assert_eq!(one.expect("looked") + other.expect("looked"), 1, "two portals remind once");
    assert_eq!(guarded(remind_of_reports(&world.app)).await.expect("looked"), 0);
    assert_eq!(mails(&world).await, [Some(Happening::ReportOverdue)]);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    assert!(matti.page(&address(&id)).await.shows("olisi pitänyt lähettää viimeistään 24.11.2026"));
    assert!(vilma.page("/desk/deployments").await.shows("Raportti myöhässä"));
    assert!(vilma.page(&format!("/desk/deployments/{id}")).await.shows("ei ole lähettänyt raporttia"));
    assert_eq!(world.views("deployments.viewed", RANTAPOLKU).await, 3, "in each language");
    // Moved to another day the time begins anew, and so does the reminder.
    matti.post(&format!("{}/test", address(&id)), &[("version", "3"), ("test_day", "27.11.2026")]).await.redirects();
    assert!(vilma.page("/desk/deployments").await.shows("Raportteja ei ole myöhässä"));
    world.app.clock.advance_seconds(7 * DAY);
    assert_eq!(guarded(remind_of_reports(&world.app)).await.expect("looked"), 1);
}

/// Reports on the test that is planned, held on a day, without files.
async fn report_held(browser: &Browser<'_>, id: &DeploymentId, held_on: &str) {
    let version = version(browser, id).await;
    let fields = [
        ("version", version.as_str()),
        ("result", "passed"),
        ("held_on", held_on),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
    ];
    browser.post(&format!("{}/test-report", address(id)), &fields).await.redirects();
}

/// Until the report comes only the planned day is known; from then on the day on which the test was really held counts.
async fn item_12_lateness_counts_from_the_day_on_which_the_test_was_held(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::OldPatientData).await);
    let plan = [("version", "1"), ("test_day", "30.11.2026")];
    matti.post(&format!("{}/test", address(&id)), &plan).await.redirects();
    // Held a week earlier than planned, on Monday, and reported on Thursday.
    world.app.clock.advance_seconds(5 * DAY);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    assert!(vilma.page("/desk/deployments").await.shows("Raportteja ei ole myöhässä"), "by what was planned");
    report_held(&matti, &id, "23.11.2026").await;
    let desk = format!("/desk/deployments/{id}");
    let late = "Raportti tuli myöhässä. Se piti lähettää kahden arkipäivän kuluessa kokeesta, viimeistään 25.11.2026.";
    for (browser, page) in [(&matti, address(&id)), (&vilma, desk.clone()), (&vilma, "/desk/deployments".to_string())] {
        let shown = browser.page(&page).await;
        assert!(shown.shows(late), "{page}: {}", shown.body);
    }
    for (language, words) in [(Language::Sv, "senast 25.11.2026"), (Language::En, "by 25 November 2026")] {
        let shown = world.matti().await.speaking(language).get(&address(&id)).await;
        assert!(shown.shows(words), "{}", shown.body);
    }
    // The next test is held later than planned: late by the plan, and in time by the day on which it was held.
    let back = [("number", "1"), ("answer", "return"), ("remark", "Liite puuttuu.")];
    vilma.post(&format!("{desk}/judge"), &back).await.redirects();
    let version = version(&matti, &id).await;
    let plan = [("version", version.as_str()), ("test_day", "27.11.2026")];
    matti.post(&format!("{}/test", address(&id)), &plan).await.redirects();
    world.app.clock.advance_seconds(7 * DAY);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    assert!(vilma.page("/desk/deployments").await.shows("Raportti myöhässä"), "nobody knows when it was held");
    report_held(&matti, &id, "2.12.2026").await;
    let list = vilma.page("/desk/deployments").await;
    assert!(list.shows("2.12.2026") && !list.shows("myöhässä. Se piti"), "{}", list.body);
    let shown = matti.page(&address(&id)).await;
    assert_eq!(shown.body.matches("Raportti tuli myöhässä").count(), 1, "the first one only: {}", shown.body);
}

/// More of them than one batch takes.
async fn a_broken_row_keeps_no_other_late_report_from_being_reminded_of(scratch: &Scratch) {
    let world = World::new(scratch);
    let broken = granted_for(&world, Service::Prescription).await;
    world.meddle("update deployment set organisation = 'x' where id = $1", db::values![broken.as_str()]).await;
    let earlier =
        "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < 201)
                   insert into deployment_test (deployment_id, number, planned_on, planned_at, planned_by)
                   select $1, n, '2026-11-02', 0, 'Matti Rantapolku' from numbers";
    world.meddle(earlier, db::values![broken.as_str()]).await;
    planned(&world, &world.matti().await, Service::PatientData).await;
    world.app.clock.advance_seconds(4 * DAY);
    assert_eq!(guarded(remind_of_reports(&world.app)).await.expect("looked"), 1);
    assert_eq!(mails(&world).await, [Some(Happening::ReportOverdue)]);
}

async fn officers_page_through_late_reports_and_others_do_not_crowd_them_out(scratch: &Scratch) {
    let world = World::new(scratch);
    let (passed, late) =
        (granted_for(&world, Service::PatientData).await, granted_for(&world, Service::Prescription).await);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let insert =
        "insert into deployment_test (deployment_id, number, planned_on, planned_at, planned_by, result, reported_at)
                  values ($1, $2, $3, 0, 'Matti Rantapolku', $4, $5)";
    for number in 0..520_i64 {
        let nobody_confirms = db::values![passed.as_str(), number, "2025-01-07", "passed", 1_i64];
        tx.run(insert, nobody_confirms).await.expect("inserted");
    }
    for number in 0..55_i64 {
        let (result, reported): (Option<&str>, Option<i64>) = (None, None);
        tx.run(insert, db::values![late.as_str(), number, "2026-11-02", result, reported]).await.expect("inserted");
    }
    let (result, reported): (Option<&str>, Option<i64>) = (None, None);
    let in_time = db::values![late.as_str(), 55_i64, "2026-11-20", result, reported];
    tx.run(insert, in_time).await.expect("inserted");
    tx.commit().await.expect("committed");
    let vilma = world.vilma().await;
    let link = format!("href=\"/desk/deployments/{late}\"");
    let list = vilma.page("/desk/deployments").await;
    assert_eq!(list.body.matches(&link).count(), 50, "{}", list.body);
    assert!(!list.shows(passed.as_str()), "nobody confirms those");
    let next = between(&list.body, "<a href=\"/desk/deployments?service=&#38;after=", "\"");
    let rest = vilma.page(&format!("/desk/deployments?after={next}")).await;
    assert_eq!(rest.body.matches(&link).count(), 5, "{}", rest.body);
    assert!(
        rest.shows("href=\"/desk/deployments?service=\">Luettelon alkuun") && !rest.shows("rel=\"next\""),
        "{}",
        rest.body
    );
    let queue = vilma.page("/desk/").await;
    let counted = between(&queue.body, "<li><a href=\"/desk/deployments\">Käyttöönotot</a><span", "</li>");
    assert!(counted.contains(">55<"), "{counted}");
}

async fn the_archivist_who_was_named_is_offered_for_the_report(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = planned(&world, &matti, Service::PatientData).await;
    assert!(matti.page(&address(&id)).await.shows("name=\"archivist\" value=\"Anni Arkisto\""));
}

db::testing::on_both![
    item_12_lateness_counts_from_the_day_on_which_the_test_was_held,
    a_test_report_has_attachments_of_the_types_and_sizes_of_the_data,
    a_service_without_a_test_takes_no_files,
    the_operator_confirms_the_test_of_old_data_before_production,
    a_file_of_a_report_is_taken_back_until_the_operator_has_judged_the_test,
    a_file_is_added_to_a_report_until_the_operator_has_judged_the_test,
    a_file_of_a_report_that_nobody_judges_is_taken_back_until_production,
    a_file_is_taken_back_or_the_test_judged_with_it_and_never_both,
    a_late_report_is_reminded_of_once_and_seen_by_the_officers,
    a_broken_row_keeps_no_other_late_report_from_being_reminded_of,
    officers_page_through_late_reports_and_others_do_not_crowd_them_out,
    the_archivist_who_was_named_is_offered_for_the_report,
];
