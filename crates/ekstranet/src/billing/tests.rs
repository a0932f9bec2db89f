//! Billing: what is reckoned, what files are taken, what customers and officers read.

mod address_tests;
mod doubts_tests;
mod finding_tests;
mod import_tests;
mod page_tests;
mod reading_tests;
mod rules_tests;
mod telling_tests;

use axum::body::Body;
use axum::http::header;

use crate::applications::testing::{bring_case, person, text, together};
use crate::billing::reading::HEADING;
use crate::deployments::{self, Granted};
use crate::kernel::{Basis, BusinessId, CaseLanguage, Position};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Answer, Browser, LEHTOLINNA, World, between};

/// The customer of most tests.
const BASE: &str = "/o/9900116-8/billing";

/// A file with these rows.
fn file(rows: &[&str]) -> String {
    std::iter::once(HEADING.join(";")).chain(rows.iter().map(|row| (*row).to_string())).collect::<Vec<_>>().join("\r\n")
}

/// An invoice for the first half of 2026, as the demo world has it.
const INVOICE: &str =
    "invoice;2026-100;9900116-8;issued;1.1.2026;30.6.2026;;4210;0,582;no;2450,22;7.9.2026;30.9.2026;open";
/// Of the first half of 2023.
const EARLIER: &str =
    "invoice;2026-103;9900116-8;issued;1.1.2023;30.6.2023;;4210;0,489;no;2058,69;7.9.2023;30.9.2023;open";
const COUNT: &str = "count;;9900116-8;issued;1.7.2026;31.12.2026;;3300;;;;20.11.2026;;";

/// An officer sends a file, and confirms what is doubtful about it.
async fn upload(officer: &Browser<'_>, content: &[u8]) -> Answer {
    let answer = send_file(officer, content).await;
    if answer.shows("name=\"confirmed\"") { confirm(officer, &answer).await } else { answer }
}

/// An officer sends a file.
async fn send_file(officer: &Browser<'_>, content: &[u8]) -> Answer {
    send_fields(officer, &[("name=\"file\"; filename=\"laskut.csv\"", content)]).await
}

/// An officer presses the button of the page of doubtful invoices.
async fn confirm(officer: &Browser<'_>, page: &Answer) -> Answer {
    let mark = between(&page.body, "name=\"confirmed\" value=\"", "\"");
    let kept = between(&page.body, "name=\"kept-file\" value=\"", "\"").replace("&#43;", "+");
    let fields: [(&str, &[u8]); 2] = [("name=\"confirmed\"", mark.as_bytes()), ("name=\"kept-file\"", kept.as_bytes())];
    send_fields(officer, &fields).await
}

async fn send_fields(officer: &Browser<'_>, fields: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (field, content) in fields {
        body.extend_from_slice(format!("--mark\r\ncontent-disposition: form-data; {field}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--mark--\r\n");
    let request = officer
        .request("POST", "/desk/invoices")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark")
        .header("sec-fetch-site", "same-origin");
    officer.send(request.body(Body::from(body)).expect("a request")).await
}

/// Number, state and version of every invoice.
async fn invoices(world: &World) -> Vec<(String, String, i64)> {
    let mut read = world.app.db.read().await.expect("a reader");
    read.all("select number, state, version from invoice order by number", db::values![]).await.expect("listed")
}

/// Kauko's organisation gets a service granted by a case that says where invoices go, and who answers questions about them.
async fn becomes_customer(world: &World, kauko: &Browser<'_>) {
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(kauko, (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy"), right);
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units).with(KnownFact::Health);
    let form = newest_form(Service::Prescription, CustomerKind::Private).expect("in the catalogue").asked(profile);
    let administrative = person("Aino Hallinto", "hallinto@lehto.example", "+358000000001", &["administrative"]);
    let billing = person("Olli Lasku", "laskut@lehto.example", "+358000000002", &["billing"]);
    let answers = [
        ("billing", "method", text("e_invoice")),
        ("billing", "e_invoice_address", text("003799001168")),
        ("billing", "operator", text("TESTFI22")),
        ("contacts", "people", together(administrative, billing)),
    ];
    let id = bring_case(&visit, form, &answers).await;
    let approved = "update application set state = 'approved' where id = $1";
    world.meddle(approved, db::values![id.as_str()]).await;
    let granted = Granted {
        application: &id,
        organisation: &BusinessId::parse(LEHTOLINNA).expect("valid"),
        service: Service::Prescription,
        form,
        case_number: "KE-2020-1",
        language: CaseLanguage::Fi,
        snapshot: serde_json::json!({}),
        recipients: Vec::new(),
        wished_date: None,
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
}
