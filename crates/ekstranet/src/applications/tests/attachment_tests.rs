//! Files as answers: attached without scripts, refused for what they are, handed out only under the rights of the case.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{Clinic, address};
use crate::applications::attaching;
use crate::applications::submitting::{form_of, load};
use crate::config::Scanner;
use crate::kernel::{ApplicationId, Language};
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, between};
use crate::texts::texts;

pub(super) const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0IEND\xaeB`\x82";
const STEP: &str = "imaging_extent";

async fn upload(browser: &Browser<'_>, id: &ApplicationId, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Answer {
    upload_to(browser, (&address(id, &format!("/steps/{STEP}")), "papers"), fields, files).await
}

/// Posts a step at its address as a browser posts a form with files in one of its fields.
pub(super) async fn upload_to(
    browser: &Browser<'_>,
    (step, field): (&str, &str),
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    let part = |body: &mut Vec<u8>, head: String, content: &[u8]| {
        body.extend(format!("--x7\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes());
        body.extend(content);
        body.extend(b"\r\n");
    };
    for (name, value) in fields {
        part(&mut body, format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, content) in files {
        let head = format!("name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: text/html");
        part(&mut body, head, content);
    }
    body.extend(b"--x7--\r\n");
    let request = browser
        .request("POST", step)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x7")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(Body::from(body)).expect("a request")).await
}

/// A draft of the imaging service, whose form asks for background papers, and the fields of the step's page.
async fn begin(clinic: &Clinic, browser: &Browser<'_>) -> ApplicationId {
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run(
        "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients,
                                 state, version, opened_at, in_production_since)
         values ('019aa5f0-0000-7000-8000-000000000001', '019aa5f0-0000-7000-8000-000000000002', $1, 'patient_data', 'KE-2025-000001', 'fi', '{}', '[]', 'in_production', 1, 0, '2025-01-01')",
        db::values![crate::testing::RANTAPOLKU],
    )
    .await
    .expect("in use");
    tx.commit().await.expect("committed");
    clinic.begin_for(browser, Service::ImagingData).await
}

async fn fields(browser: &Browser<'_>, id: &ApplicationId) -> Vec<(String, String)> {
    hidden_fields(browser, &address(id, &format!("/steps/{STEP}"))).await
}

/// The hidden fields of a step's page as they are now.
pub(super) async fn hidden_fields(browser: &Browser<'_>, step: &str) -> Vec<(String, String)> {
    let page = browser.get(step).await;
    let form = between(&page.body, "data-autosave=\"", "</form>").to_string();
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"")?;
            Some((name.to_string(), rest.split_once('"')?.0.to_string()))
        })
        .collect()
}

pub(super) fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

pub(super) async fn count(clinic: &Clinic) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (count,): (i64,) = read.one("select count(*) from attachment", db::values![]).await.expect("counted");
    count
}

async fn item_13_a_file_is_attached_kept_encrypted_and_handed_out_only_under_the_rights_of_the_case(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, kauko, vilma) = (clinic.world.matti().await, clinic.world.kauko().await, clinic.world.vilma().await);
    let id = begin(&clinic, &matti).await;
    let page = matti.page(&address(&id, &format!("/steps/{STEP}"))).await;
    assert!(
        page.shows("enctype=\"multipart/form-data\"") && page.shows("type=\"file\"") && page.shows("Tiedostotyypit")
    );
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.push(("answer", "upload"));
    let files: [(&str, &[u8]); 2] = [("../tausta \u{e4}.html", PDF), ("kuva.png", PNG)];
    let answer = upload(&matti, &id, &posted, &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(count(&clinic).await, 2, "two files at once");
    let again = upload(&matti, &id, &posted, &files).await;
    assert_eq!((again.status, count(&clinic).await), (StatusCode::SEE_OTHER, 2), "a double click is one upload");
    let page = matti.page(&address(&id, &format!("/steps/{STEP}"))).await;
    assert!(page.shows("tausta \u{e4}.pdf") && page.shows("kuva.png"), "named by what they are: {}", page.body);
    let file = format!("/attachments/{}", between(&page.body, "/attachments/", "\""));
    let handed = matti.get(&address(&id, &file)).await;
    assert_eq!((handed.status, handed.body.as_bytes()), (StatusCode::OK, PDF));
    let header = |name: &str| handed.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(header("content-disposition").starts_with("attachment; filename=\"tausta _.pdf\""));
    assert_eq!((header("x-content-type-options"), header("cache-control")), ("nosniff", "no-store"));
    assert_eq!(
        (header("content-type"), header("content-security-policy")),
        ("application/pdf", "default-src 'none'; frame-ancestors 'none'; sandbox")
    );
    assert_eq!(kauko.get(&address(&id, &file)).await.status, StatusCode::NOT_FOUND);
    let foreign = format!("/o/{LEHTOLINNA}/applications/{id}{file}");
    assert_eq!(kauko.get(&foreign).await.status, StatusCode::NOT_FOUND, "another organisation's case");
    assert_eq!(clinic.world.stranger().get(&address(&id, &file)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(vilma.get(&format!("/desk/cases/{id}{file}")).await.status, StatusCode::NOT_FOUND, "not submitted");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let rows: Vec<(Vec<u8>,)> = read.all("select content from attachment", db::values![]).await.expect("read");
    assert!(rows.iter().all(|(content,)| !content.windows(5).any(|part| part == b"%PDF-")), "encrypted at rest");
    drop(read);

    let mut submitted = clinic.world.app.db.write().await.expect("a transaction");
    submitted
        .run(
            "update application set state = 'in_review', submitted_at = 1, case_number = 'KE-2026-000009' where id = $1",
            db::values![id.as_str()],
        )
        .await
        .expect("submitted");
    submitted.commit().await.expect("committed");
    let opened = vilma.get(&format!("/desk/cases/{id}{file}")).await;
    assert_eq!((opened.status, opened.body.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(clinic.audited("desk.attachment_opened").await, 1, "an officer's download is in the log");
    assert_eq!(matti.get(&format!("/desk/cases/{id}{file}")).await.status, StatusCode::NOT_FOUND);
}

async fn what_is_no_file_of_the_kind_is_refused_at_its_field_and_nothing_typed_is_lost(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = begin(&clinic, &matti).await;
    let large = [PDF, &vec![b' '; 11 * 1024 * 1024], b"%%EOF\n"].concat();
    let polyglot = [PDF, b"<script>alert(1)</script>"].concat();
    let cases: [(&str, &[u8], &str); 6] = [
        ("tyhj\u{e4}.pdf", b"", "Tiedosto on tyhj\u{e4}"),
        ("iso.pdf", &large, "Tiedosto on liian suuri"),
        ("ohjelma.pdf", b"MZ\x90\0not a pdf", "ei ole ehj\u{e4} tiedosto"),
        ("sivu.pdf", b"<html><script>alert(1)</script></html>", "ei ole ehj\u{e4} tiedosto"),
        ("kaksi.pdf", &polyglot, "ei ole ehj\u{e4} tiedosto"),
        ("kuva.gif", b"GIF89a\x01\0\x01\0\0\0\0;", "ei ole ehj\u{e4} tiedosto"),
    ];
    for (name, content, words) in cases {
        let hidden = fields(&matti, &id).await;
        let mut posted = borrowed(&hidden);
        posted.push(("answer", "upload"));
        let refused = upload(&matti, &id, &posted, &[(name, content)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", refused.body);
        assert!(refused.shows(words) && refused.shows("href=\"#papers\""), "{name}: {}", refused.body);
    }
    assert_eq!(count(&clinic).await, 0);
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.push(("answer", "upload"));
    let one_good = upload(&matti, &id, &posted, &[("hyv\u{e4}.pdf", PDF), ("huono.pdf", b"x")]).await;
    assert_eq!((one_good.status, count(&clinic).await), (StatusCode::UNPROCESSABLE_ENTITY, 1), "the good one is kept");
    let text = "x".repeat(3 * 1024 * 1024);
    let flood = upload(&matti, &id, &[("version", "0"), ("form", "imaging_data-1"), ("papers", &text)], &[]).await;
    assert_eq!(flood.status, StatusCode::PAYLOAD_TOO_LARGE, "megabytes of text are no answer");
    let foreign = upload(&matti, &id, &borrowed(&fields(&matti, &id).await), &[]).await;
    assert_ne!(foreign.status, StatusCode::INTERNAL_SERVER_ERROR);
}

async fn item_13_a_file_that_is_refused_is_told_in_the_language_of_whoever_sends_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = begin(&clinic, &matti).await;
    let large = [PDF, &vec![b' '; 11 * 1024 * 1024], b"%%EOF\n"].concat();
    for language in Language::ALL {
        let (t, matti) = (texts(language), clinic.world.matti().await.speaking(language));
        // Up to the value that stands in them.
        let until = |text: String| text.split('@').next().unwrap_or_default().to_string();
        let (kinds, size) = (until(t.applications_fault_file_type("@")), until(t.applications_fault_file_large("@")));
        let cases: [(&str, &[u8], &str); 3] = [
            ("tyhja.pdf", b"", &t.applications_fault_file_empty()),
            ("iso.pdf", &large, &size),
            ("ohjelma.pdf", b"MZ\x90\0not a pdf", &kinds),
        ];
        for (name, content, words) in cases {
            let hidden = fields(&matti, &id).await;
            let mut posted = borrowed(&hidden);
            posted.push(("answer", "upload"));
            let refused = upload(&matti, &id, &posted, &[(name, content)]).await;
            refused.is_a_proper_page(language);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", refused.body);
            let at_field = between(&refused.body, "id=\"papers-error\">", "</p>");
            assert!(words.len() > 20 && at_field.contains(words), "{words}: {at_field}");
            assert!(refused.shows("href=\"#papers\""), "and above the page: {}", refused.body);
        }
    }
    assert_eq!(count(&clinic).await, 0);
}

async fn a_file_is_removed_while_it_is_a_draft(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = begin(&clinic, &matti).await;
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.push(("answer", "upload"));
    upload(&matti, &id, &posted, &[("a.pdf", PDF), ("b.png", PNG)]).await.redirects();
    let hidden = fields(&matti, &id).await;
    let files: Vec<&str> = hidden.iter().filter(|(name, _)| name == "papers").map(|(_, id)| id.as_str()).collect();
    assert_eq!(files.len(), 2);
    let remove = format!("remove-file-{}", files[0]);
    let mut posted = borrowed(&hidden);
    posted.push(("answer", &remove));
    upload(&matti, &id, &posted, &[]).await.redirects();
    assert_eq!(count(&clinic).await, 1);
    assert_eq!(matti.get(&address(&id, &format!("/attachments/{}", files[0]))).await.status, StatusCode::NOT_FOUND);
    // An id that is not this application's is no answer.
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.extend([("papers", files[0]), ("answer", "save")]);
    upload(&matti, &id, &posted, &[]).await;
    let step = matti.page(&address(&id, &format!("/steps/{STEP}"))).await;
    assert!(!step.shows(files[0]), "{}", step.body);
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    assert_eq!(count(&clinic).await, 0, "a discarded draft takes its files along");
    assert_eq!(clinic.audited("attachments.kept").await, 2);
    assert_eq!(clinic.audited("attachments.removed").await, 1);
}

async fn nothing_is_told_of_the_files_of_another_organisation(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    let id = begin(&clinic, &matti).await;
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.push(("answer", "upload"));
    upload(&matti, &id, &posted, &[("salainen.pdf", PDF)]).await.redirects();
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    assert!(posted.iter().any(|(name, _)| *name == "papers"), "its id is known");
    posted.push(("answer", "save"));
    // By its id, and by the same bytes under another name.
    let foreign = format!("/o/{LEHTOLINNA}/applications/{id}/steps/{STEP}");
    for files in [&[][..], &[("oma.pdf", PDF)]] {
        let answer = upload_to(&kauko, (&foreign, "papers"), &posted, files).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.shows("salainen"), "{}", answer.body);
    }
    assert_eq!(count(&clinic).await, 1, "and nothing is kept");
}

async fn scanner(words: &'static [u8]) -> (Scanner, tokio::task::JoinHandle<()>) {
    scanner_at("127.0.0.1:0", words).await
}

/// Answers every stream at an address with these words.
pub(super) async fn scanner_at(address: &str, words: &'static [u8]) -> (Scanner, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind(address).await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let serving = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut sent = Vec::new();
            let mut chunk = [0; 4_096];
            while !sent.ends_with(&[0, 0, 0, 0]) {
                match stream.read(&mut chunk).await {
                    Ok(length) if length > 0 => sent.extend(&chunk[..length]),
                    _ => break,
                }
            }
            let _ = stream.write_all(words).await;
        }
    });
    (Scanner::Tcp(address), serving)
}

async fn with_scanner(scratch: &Scratch, scanner: Scanner, words: &str, status: StatusCode) -> (Clinic, ApplicationId) {
    let clinic = Clinic::with_config(scratch, move |config| config.attachments.scanner = Some(scanner)).await;
    let matti = clinic.world.matti().await;
    let id = begin(&clinic, &matti).await;
    let hidden = fields(&matti, &id).await;
    let mut posted = borrowed(&hidden);
    posted.push(("answer", "upload"));
    let answer = upload(&matti, &id, &posted, &[("a.pdf", PDF)]).await;
    assert_eq!(answer.status, status, "{}", answer.body);
    assert!(answer.shows(words), "{}", answer.body);
    drop(matti);
    (clinic, id)
}

async fn an_infected_file_is_refused_and_audited(scratch: &Scratch) {
    let (scanner, serving) = scanner(b"stream: Win.Test.EICAR_HDB-1 FOUND\0").await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (clinic, _) = with_scanner(scratch, scanner, "haittaohjelma", refused).await;
    assert_eq!((count(&clinic).await, clinic.audited("attachments.infected").await), (0, 1));
    serving.abort();
}

async fn while_the_scanner_is_down_no_file_is_taken_and_the_page_says_so(scratch: &Scratch) {
    let (scanner, serving) = scanner(b"").await;
    serving.abort();
    let _ = serving.await;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (clinic, id) = with_scanner(scratch, scanner, "Haittaohjelmatarkistus ei vastaa", refused).await;
    assert_eq!(count(&clinic).await, 0, "it fails closed");
    let visit = clinic.visit(&clinic.world.matti().await);
    let application = load(&visit, &id).await.expect("loaded");
    let form = form_of(&application).expect("a form");
    assert!(attaching::questions(form.step(STEP).expect("a step")).next().is_some());
}

async fn a_clean_file_passes_the_scanner(scratch: &Scratch) {
    let (scanner, serving) = scanner(b"stream: OK\0").await;
    let (clinic, _) = with_scanner(scratch, scanner, "", StatusCode::SEE_OTHER).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (marked,): (i64,) = read.one("select scanned from attachment", db::values![]).await.expect("kept");
    assert_eq!(marked, 1);
    serving.abort();
}

db::testing::on_both![
    item_13_a_file_is_attached_kept_encrypted_and_handed_out_only_under_the_rights_of_the_case,
    what_is_no_file_of_the_kind_is_refused_at_its_field_and_nothing_typed_is_lost,
    item_13_a_file_that_is_refused_is_told_in_the_language_of_whoever_sends_it,
    a_file_is_removed_while_it_is_a_draft,
    nothing_is_told_of_the_files_of_another_organisation,
    an_infected_file_is_refused_and_audited,
    while_the_scanner_is_down_no_file_is_taken_and_the_page_says_so,
    a_clean_file_passes_the_scanner,
];
