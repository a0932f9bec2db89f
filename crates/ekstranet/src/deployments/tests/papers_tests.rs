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

async fn what_was_granted_on_an_earlier_version_asks_for_no_papers(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let id = granted_on(&world, (Service::ImagingData, 3), &json!({})).await;
    assert!(!matti.page(&address(&id)).await.shows("name=\"papers-"));
    assert_eq!(send(&matti, &id, ITEM, &[("a.pdf", PDF)]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(tick(&matti, &id).await, StatusCode::SEE_OTHER);
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
    what_was_granted_on_an_earlier_version_asks_for_no_papers,
    no_paper_is_taken_while_the_scanner_is_down,
];
