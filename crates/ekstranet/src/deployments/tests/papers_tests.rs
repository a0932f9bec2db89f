//! Papers of set-up items: an item that asks for them is done only when they have come, with it or with the application.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::{granted_on, state};
use crate::config::Scanner;
use crate::deployments::DeploymentState;
use crate::deployments::pages_papers::field;
use crate::kernel::{Basis, DeploymentId, Mandate};
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
const ITEM: &str = "background_information";
const TITLE: &str = "Taustatiedot ja tietoliikenne";

fn address(id: &DeploymentId) -> String {
    format!("/o/{RANTAPOLKU}/deployments/{id}")
}

async fn send(browser: &Browser<'_>, id: &DeploymentId, item: &str, files: &[(&str, &[u8])]) -> Answer {
    let mut body = format!("--x7\r\nContent-Disposition: form-data; name=\"papers\"\r\n\r\n{item}\r\n").into_bytes();
    for (name, content) in files {
        let (field, head) = (field(item), "--x7\r\nContent-Disposition: form-data");
        body.extend(format!("{head}; name=\"{field}\"; filename=\"{name}\"\r\n\r\n").into_bytes());
        body.extend([*content, b"\r\n"].concat());
    }
    body.extend(b"--x7--\r\n");
    let request = browser
        .request("POST", &format!("{}/papers", address(id)))
        .header(axum::http::header::CONTENT_TYPE, "multipart/form-data; boundary=x7")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

async fn tick(browser: &Browser<'_>, id: &DeploymentId) -> StatusCode {
    browser.post(&format!("{}/items", address(id)), &[("item", ITEM), ("answer", "done")]).await.status
}

async fn audited(world: &World, action: &str) -> i64 {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from audit_entry where action = $1";
    read.one::<(i64,)>(sql, db::values![action]).await.expect("counted").0
}

async fn background_papers_come_before_their_item_is_done(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let id = granted_on(&world, (Service::ImagingData, 4), &json!({})).await;
    let (mark, desk) = (format!("Merkitse tehdyksi: {TITLE}"), format!("/desk/deployments/{id}"));
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("Lähettäkää tiedostot ennen kuin") && page.shows("PDF, DOCX, XLSX, ODT, PNG, JPEG"));
    assert!(!page.shows(&mark) && page.shows("Merkitse tehdyksi: Arkistonhoitaja"), "a button promises what is open");
    assert_eq!(tick(&matti, &id).await, StatusCode::BAD_REQUEST);
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 7), "nothing is done");
    assert!(vilma.page(&desk).await.shows("Asiakas ei ole lähettänyt tiedostoja."));
    let large = [PDF, &vec![b' '; 11 * 1024 * 1024], b"%%EOF\n"].concat();
    let one = |name, content| vec![(name, content)];
    for (files, words) in [
        (vec![], "Valitkaa lähetettävät tiedostot."),
        (one("tyhjä.pdf", &b""[..]), "Tiedosto on tyhjä"),
        (one("ohjelma.pdf", b"MZ\x90\0not a pdf"), "ei ole ehjä tiedosto"),
        (one("iso.pdf", &large), "Tiedosto on liian suuri"),
    ] {
        let refused = send(&matti, &id, ITEM, &files).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", refused.body);
        let place = format!("href=\"#papers-{ITEM}\"");
        assert!(refused.shows(words) && refused.shows(&place), "{words}: {}", refused.body);
        assert!(!refused.shows("Valitkaa myös tiedostot uudelleen."), "of the report nothing was typed");
    }
    let contents: Vec<Vec<u8>> = (0..6).map(|n| [PDF, format!("% {n}\n%%EOF\n").as_bytes()].concat()).collect();
    let all: Vec<(&str, &[u8])> = contents.iter().map(|content| ("../kuvaus.exe", content.as_slice())).collect();
    let (sent, more) = all.split_at(4);
    let back = send(&matti, &id, ITEM, sent).await.redirects().to_string();
    assert_eq!(back, format!("{}#papers-{ITEM}", address(&id)));
    send(&matti, &id, ITEM, &sent[..1]).await.redirects();
    let many = send(&matti, &id, ITEM, more).await;
    assert!(many.shows("Tiedostoja voi olla enintään 5"), "six in two posts: {}", many.body);
    let page = matti.page(&address(&id)).await;
    assert_eq!(page.body.matches("kuvaus.pdf (").count(), 4, "the same again is one, of too many none: {}", page.body);
    assert!(page.shows(&mark) && !page.shows("Lähettäkää tiedostot ennen kuin"), "{}", page.body);
    assert_eq!(tick(&matti, &id).await, StatusCode::SEE_OTHER);
    assert_eq!(send(&matti, &id, ITEM, &more[..1]).await.status, StatusCode::CONFLICT, "it is done");
    assert!(!matti.page(&address(&id)).await.shows("name=\"papers-"), "nothing more is asked for");
    only_who_has_a_right_reads((&world, &matti, &vilma), &id).await;
}

async fn files_of(world: &World, id: &DeploymentId) -> Vec<String> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id from attachment where subject = $1 order by id";
    let rows: Vec<(String,)> = read.all(sql, db::values![id.as_str()]).await.expect("read");
    rows.into_iter().map(|(id,)| id).collect()
}

async fn take_back(browser: &Browser<'_>, id: &DeploymentId, file: &str) -> Answer {
    browser.post(&format!("{}/papers/take-back", address(id)), &[("papers", ITEM), ("file", file)]).await
}

async fn a_paper_that_was_sent_by_mistake_is_taken_back_until_an_officer_has_handled_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    let id = granted_on(&world, (Service::ImagingData, 4), &json!({})).await;
    let other = [PDF, b"% other\n%%EOF\n"].concat();
    send(&matti, &id, ITEM, &[("oikea.pdf", PDF), ("erehdys.pdf", &other)]).await.redirects();
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("Poista tiedosto erehdys.pdf") && page.shows("Poista tiedosto oikea.pdf"), "{}", page.body);
    let files = files_of(&world, &id).await;
    let (right, wrong) = (&files[0], &files[1]);
    assert_eq!(take_back(&kauko, &id, wrong).await.status, StatusCode::NOT_FOUND);
    tick(&matti, &id).await;
    assert_eq!(take_back(&matti, &id, wrong).await.status, StatusCode::CONFLICT, "the done item rests on it");
    assert!(!matti.page(&address(&id)).await.shows("Poista tiedosto"), "and no button promises it");
    let undo = [("item", ITEM), ("answer", "undo")];
    matti.post(&format!("{}/items", address(&id)), &undo).await.redirects();
    take_back(&matti, &id, wrong).await.redirects();
    take_back(&matti, &id, wrong).await.redirects();
    assert_eq!(files_of(&world, &id).await, [right.as_str()], "no bytes are left");
    assert_eq!(audited(&world, "attachments.removed").await, 1, "pressed twice, removed once");
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("oikea.pdf (") && !page.shows("erehdys.pdf"), "{}", page.body);
    let desk = format!("/desk/deployments/{id}/papers");
    let late = vilma.post(&desk, &[("file", right), ("file", wrong)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "the officer's page still showed the other");
    assert_eq!(matti.post(&desk, &[("file", right)]).await.status, StatusCode::NOT_FOUND, "only officers");
    vilma.post(&desk, &[("file", right)]).await.redirects();
    assert_eq!(take_back(&matti, &id, right).await.status, StatusCode::CONFLICT);
    assert_eq!((files_of(&world, &id).await.len(), audited(&world, "deployments.papers_handled").await), (1, 1));
    let page = matti.page(&address(&id)).await;
    assert!(page.shows("Tiedosto on käsitelty") && !page.shows("Poista tiedosto"), "{}", page.body);
    let read = vilma.page(&format!("/desk/deployments/{id}")).await;
    assert!(read.shows("Vilma Virkanen merkitsi tiedoston käsitellyksi 21.11.2026"), "{}", read.body);
}

async fn officers_see_that_papers_came_once_for_each_deployment(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let (first, second) = (
        granted_on(&world, (Service::ImagingData, 4), &json!({})).await,
        granted_on(&world, (Service::ImagingData, 3), &json!({})).await,
    );
    assert!(vilma.page("/desk/deployments").await.shows("Yksikään tiedosto ei odota käsittelyä"));
    let other = [PDF, b"% other\n%%EOF\n"].concat();
    send(&matti, &first, ITEM, &[("a.pdf", PDF), ("b.pdf", &other)]).await.redirects();
    send(&matti, &second, ITEM, &[("a.pdf", PDF)]).await.redirects();
    let link = |id: &DeploymentId| format!("href=\"/desk/deployments/{id}\"");
    let list = vilma.page("/desk/deployments").await;
    for id in [&first, &second] {
        assert_eq!(list.body.matches(&link(id)).count(), 1, "{}", list.body);
    }
    assert!(
        list.shows("Tiedostoja tullut") && list.shows("lähetti käyttöönoton tiedostoja 21.11.2026"),
        "{}",
        list.body
    );
    let queue = vilma.page("/desk/").await;
    let counted = between(&queue.body, "<li><a href=\"/desk/deployments\">Käyttöönotot</a><span", "</li>");
    assert!(counted.contains(">2<"), "{counted}");
    let files = files_of(&world, &first).await;
    let posted: Vec<(&str, &str)> = files.iter().map(|file| ("file", file.as_str())).collect();
    vilma.post(&format!("/desk/deployments/{first}/papers"), &posted).await.redirects();
    let list = vilma.page("/desk/deployments").await;
    assert!(!list.shows(&link(&first)) && list.shows(&link(&second)), "{}", list.body);
    let sent = &files_of(&world, &second).await[0];
    take_back(&matti, &second, sent).await.redirects();
    assert!(!vilma.page("/desk/deployments").await.shows(&link(&second)), "taken back, nothing waits");
}

async fn officers_page_through_papers_and_then_tests(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let id = granted_on(&world, (Service::ImagingData, 4), &json!({})).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    for number in 0..55_i64 {
        let copy = DeploymentId::new(world.app.clock.now(), &world.app.random);
        tx.run(
            "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients,
                                     state, version, opened_at, catalogue_version)
             select cast($1 as text), cast($1 as text), organisation, service, case_number, language, snapshot, recipients,
                    state, version, opened_at, catalogue_version
             from deployment where id = $2",
            db::values![copy.as_str(), id.as_str()],
        )
        .await
        .expect("inserted");
        tx.run(
            "insert into deployment_paper (attachment, deployment_id, item, came_at) values ($1, $1, $2, $3)",
            db::values![copy.as_str(), ITEM, number],
        )
        .await
        .expect("inserted");
    }
    tx.run(
        "insert into deployment_test (deployment_id, number, planned_on, planned_at, planned_by)
         values ($1, 1, '2026-11-02', 0, 'Matti Rantapolku')",
        db::values![id.as_str()],
    )
    .await
    .expect("inserted");
    tx.commit().await.expect("committed");
    let list = vilma.page("/desk/deployments").await;
    assert_eq!(list.body.matches("Tiedostoja tullut").count(), 50, "{}", list.body);
    let next = between(&list.body, "<a href=\"/desk/deployments?service=&#38;after=papers.", "\"");
    let rest = vilma.page(&format!("/desk/deployments?after=papers.{next}")).await;
    assert_eq!(rest.body.matches("Tiedostoja tullut").count(), 5, "{}", rest.body);
    assert!(rest.shows("Raportti myöhässä") && !rest.shows("rel=\"next\""), "{}", rest.body);
    let other = vilma.page("/desk/deployments?service=social_data").await;
    assert!(other.shows("Yksikään tiedosto ei odota") && !other.shows("rel=\"next\""), "{}", other.body);
}

/// The customer's people and officers read a paper; nobody else, and nobody else sends one.
async fn only_who_has_a_right_reads((world, matti, vilma): (&World, &Browser<'_>, &Browser<'_>), id: &DeploymentId) {
    let page = matti.page(&address(id)).await;
    let file = format!("/attachments/{}", between(&page.body, "/attachments/", "\""));
    let own = format!("{}{file}", address(id));
    let handed = matti.get(&own).await;
    assert!(handed.status == StatusCode::OK && handed.body.as_bytes().starts_with(PDF));
    let desk = vilma.page(&format!("/desk/deployments/{id}")).await;
    let at_the_desk = format!("/desk/deployments/{id}{file}");
    assert!(desk.shows(TITLE) && desk.shows(&at_the_desk), "{}", desk.body);
    assert!(vilma.get(&at_the_desk).await.body.as_bytes().starts_with(PDF));
    assert_eq!(audited(world, "deployments.attachment_opened").await, 1);
    assert_eq!(matti.get(&at_the_desk).await.status, StatusCode::NOT_FOUND, "only officers");
    let kauko = world.kauko().await;
    assert_eq!(kauko.get(&own.replace(RANTAPOLKU, LEHTOLINNA)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&kauko, id, ITEM, &[("a.pdf", PDF)]).await.status, StatusCode::NOT_FOUND);
    let guides = vec![Basis::Mandate(Mandate::Privacy)];
    let reader = [(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", guides)];
    let reader = world.person("030782-902U", "Aino Esimerkki", &reader).await;
    assert_eq!(reader.get(&own).await.status, StatusCode::NOT_FOUND, "reads guides only");
    assert_eq!(world.stranger().get(&own).await.status, StatusCode::SEE_OTHER, "has not signed in");
}

async fn papers_that_came_with_the_application_are_enough(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let file = "019aa5f0-0000-7000-8000-000000000009";
    let id = granted_on(&world, (Service::ImagingData, 4), &json!({ "imaging_extent": { "papers": [file] } })).await;
    let names = format!("\"names\":{{\"{file}\":\"kuvaus.pdf (1 kt)\"}},\"answers\"");
    let sql = "update deployment set snapshot = replace(snapshot, '\"answers\"', $1) where id = $2";
    world.meddle(sql, db::values![names, id.as_str()]).await;
    let page = matti.page(&address(&id)).await;
    let (own, desk) = (format!("/applications/{}", application(&world, &id).await), format!("/desk/deployments/{id}"));
    assert!(page.shows(&format!("{own}/attachments/{file}\">kuvaus.pdf (1 kt)<")), "{}", page.body);
    assert!(page.shows(&format!("Merkitse tehdyksi: {TITLE}")) && page.shows("Lähetä tiedostot"), "more may be sent");
    let case = desk_case(&own);
    assert!(vilma.page(&desk).await.shows(&format!("{case}/attachments/{file}\">kuvaus.pdf (1 kt)<")));
    assert_eq!(tick(&matti, &id).await, StatusCode::SEE_OTHER);
}

fn desk_case(own: &str) -> String {
    own.replace("/applications/", "/desk/cases/")
}

async fn application(world: &World, id: &DeploymentId) -> String {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select application_id from deployment where id = $1";
    read.one::<(String,)>(sql, db::values![id.as_str()]).await.expect("a deployment").0
}

async fn what_was_granted_on_an_earlier_version_has_the_place_and_does_not_wait_for_papers(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    for version in 1..=3 {
        let id = granted_on(&world, (Service::ImagingData, version), &json!({})).await;
        assert!(matti.page(&address(&id)).await.shows("name=\"papers-"), "version {version}");
        assert_eq!(tick(&matti, &id).await, StatusCode::SEE_OTHER, "as its version said");
        send(&matti, &id, ITEM, &[("a.pdf", PDF)]).await.redirects();
        assert!(matti.page(&address(&id)).await.shows("a.pdf ("), "also after the tick");
        assert!(vilma.page(&format!("/desk/deployments/{id}")).await.shows("a.pdf ("));
    }
    let other = granted_on(&world, (Service::ImagingData, 4), &json!({})).await;
    assert_eq!(send(&matti, &other, "archivist", &[("a.pdf", PDF)]).await.status, StatusCode::BAD_REQUEST);
}

async fn no_paper_is_taken_while_the_scanner_is_down(scratch: &Scratch) {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address");
    let world = World::with(scratch, |config| config.attachments.scanner = Some(Scanner::Tcp(closed.to_string())));
    let matti = world.matti().await;
    let id = granted_on(&world, (Service::ImagingData, 4), &json!({})).await;
    let refused = send(&matti, &id, ITEM, &[("a.pdf", PDF)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Haittaohjelmatarkistus ei vastaa juuri nyt, joten tiedostoja"), "{}", refused.body);
    assert_eq!((tick(&matti, &id).await, audited(&world, "attachments.kept").await), (StatusCode::BAD_REQUEST, 0));
}

db::testing::on_both![
    background_papers_come_before_their_item_is_done,
    papers_that_came_with_the_application_are_enough,
    a_paper_that_was_sent_by_mistake_is_taken_back_until_an_officer_has_handled_it,
    officers_see_that_papers_came_once_for_each_deployment,
    officers_page_through_papers_and_then_tests,
    what_was_granted_on_an_earlier_version_has_the_place_and_does_not_wait_for_papers,
    no_paper_is_taken_while_the_scanner_is_down,
];
