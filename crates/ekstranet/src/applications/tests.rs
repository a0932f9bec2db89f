//! The room tried from outside: rules as tables, pages through the router, whole cases on both databases.

mod after_decision_tests;
mod all_kinds_tests;
mod asking_tests;
mod attachment_tests;
mod beside_tests;
mod case_tests;
mod changing_tests;
mod closing_tests;
mod confirming_tests;
mod connection_tests;
mod contacts_tests;
mod cosigning_pages_tests;
mod cosigning_tests;
mod cosigning_at_once_tests;
mod deadline_tests;
mod declined_tests;
mod document_tests;
mod draft_tests;
mod extension_tests;
mod footing_tests;
mod four_eyes_tests;
mod frozen_tests;
mod kinds_tests;
mod judging_tests;
mod leaving_tests;
mod limits_tests;
mod practitioner_tests;
mod preparing_tests;
mod proving_tests;
mod many_tests;
mod naming_tests;
mod next_tests;
mod other_party_tests;
mod obstacle_tests;
mod outage_tests;
mod own_form_tests;
mod pair_tests;
mod queue_tests;
mod registration_tests;
mod rules_tests;
mod services_tests;
mod settling_tests;
mod spoken_tests;
mod talking_tests;
mod together_tests;
mod two_officers_tests;
mod unverified_tests;
mod validation_tests;

use std::net::SocketAddr;

use super::pages::{load_turn, turn_payload};
use super::submitting::load_whole;
use super::{OfficerStep, answer_act, officer_step, submit_act, withdraw_act};
use crate::kernel::{Acting, ApplicationId, Basis, BusinessId, Language, Permissions, Position};
use crate::registers::{Directory, import_directory};
use crate::services::Service;
use crate::testing::{Answer, Browser, RANTAPOLKU, World};
use crate::web::{Failure, Visit};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use db::testing::Scratch;

/// The unit that is always valid, and the one whose registration ends with the year.
const UNIT: &str = "1.2.246.10.99002267.10.1";
const ENDING_UNIT: &str = "1.2.246.10.99002267.10.2";
const SYSTEM: &str = "virta-potilas-7.2";
const EXPIRED_SYSTEM: &str = "vanha-hoito-2.1";
const ACCESS_POINT: &str = "1.2.246.10.99001918.18.1";

const ORGANISATION: &str = r#"{"conceptCodeId":"1.2.246.10.99002267.10.0","beginDate":"2020-01-01","expirationDate":"2100-12-31",
 "attributes":[{"attributeName":"LongName","attributeValue":["Rantapolun Lääkäriasema Oy"]},{"attributeName":"Sektori","attributeValue":["2 Yksityinen"]},
 {"attributeName":"StreetAddress","attributeValue":["Rantapolku 1"]},{"attributeName":"PostNumber","attributeValue":["00000"]},{"attributeName":"PostOffice","attributeValue":["RANTALA"]}]}"#;
const UNITS: &str = r#"{"conceptCodes":[
 {"conceptCodeId":"1.2.246.10.99002267.10.1","beginDate":"2020-01-01","expirationDate":"2100-12-31","attributes":[{"attributeName":"LongName","attributeValue":["Rannan vastaanotto"]}]},
 {"conceptCodeId":"1.2.246.10.99002267.10.2","beginDate":"2020-01-01","expirationDate":"2026-12-31","attributes":[{"attributeName":"LongName","attributeValue":["Keskustan vastaanotto"]}]}],
 "page":1,"pageSize":500,"totalItems":2,"totalPages":1}"#;
const COMPANY: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rantapolun Lääkäriasema Oy","type":"1","version":1}],
 "companyForms":[{"type":"16","version":1}],"registeredEntries":[]}]}"#;
const PUBLIC: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rantapolun kunta","type":"1","version":1}],
 "companyForms":[{"type":"41","version":1}],"registeredEntries":[]}]}"#;
const TRADER: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rannan apteekki","type":"1","version":1}],
 "companyForms":[{"type":"26","version":1}],"registeredEntries":[]}]}"#;
/// A pharmacist's estate; only the register of pharmacies knows what it keeps.
const ESTATE: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rannan kuolinpesä","type":"1","version":1}],
 "companyForms":[{"type":"53","version":1}],"registeredEntries":[]}]}"#;
const PHARMACY: &str = r#"[{"OID":"1.2.246.10.99002267.20.1","Pitkä nimi":"Rannan apteekki","ApteekkariYtunnus":"9900226-7",
 "Voimassaolo alkaa":"20200101","Voimassaolo päättyy":"21001231"}]"#;
const DIRECTORY: &str = r#"
[[system]]
id = "virta-potilas-7.2"
name = "VirtaPotilas"
version = "7.2"
class = "A2"
services = "patient_data prescription social_data imaging_data"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[system]]
id = "vanha-hoito-2.1"
name = "VanhaHoito"
version = "2.1"
class = "A2"
services = "prescription"
certified_until = "2026-06-30"
supplier = "Vanha Oy"
[[system]]
id = "apteekkivirta-5.4"
name = "ApteekkiVirta"
version = "5.4"
class = "A2"
kind = "pharmacy"
services = "prescription"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[system]]
id = "kuvapacs-11"
name = "KuvaPACS"
version = "11"
class = "A3"
kind = "archive"
services = "imaging_data"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[system]]
id = "kuvaris-4.2"
name = "KuvaRIS"
version = "4.2"
class = "A3"
kind = "radiology"
services = "imaging_data"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[system]]
id = "kuvapacs-katselin-11"
name = "KuvaPACS-katselin"
version = "11"
class = "A3"
kind = "viewer"
services = "imaging_data"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[access_point]]
oid = "1.2.246.10.99001918.18.1"
name = "Virtalähde 1"
owner = "9900191-8"
owner_name = "Virtalähde Terveysjärjestelmät Oy"
certificate_until = "2027-05-01"
[[intermediary]]
business_id = "9900191-8"
oid = "1.2.246.10.99001918.10.0"
name = "Virtalähde Terveysjärjestelmät Oy"
email = "yhteydet@virtalahde.example"
"#;

/// A world in which the registers answer as the real ones do, until `silence`.
struct Clinic {
    world: World,
    registers: tokio::task::JoinHandle<()>,
}

/// Registers that answer at an address, for example one where they have been before.
/// Of whom no register knows.
const NOBODY: &str = "1234567-1";

/// Everybody is the clinic, but nobody.
async fn organisation_or_nobody(Path((_, id)): Path<(String, String)>) -> Result<&'static str, StatusCode> {
    if id.contains(&NOBODY.replace('-', "")) { Err(StatusCode::NOT_FOUND) } else { Ok(ORGANISATION) }
}

async fn answer_at(
    address: &str,
    company: &'static str,
    pharmacies: &'static str,
    units: &'static str,
) -> (SocketAddr, tokio::task::JoinHandle<()>) {
    let router = Router::new()
        .route("/v6/classifications/{c}/conceptcodes/{id}", get(organisation_or_nobody))
        .route("/v6/classifications/{c}/conceptcodes", get(move || async move { units }))
        .route("/pharmacies", get(move || async move { pharmacies }))
        .route("/companies", get(move || async move { company }));
    let listener = tokio::net::TcpListener::bind(address).await.expect("a free loopback port");
    let at = listener.local_addr().expect("an address");
    (at, tokio::spawn(async move { axum::serve(listener, router).await.expect("served") }))
}

impl Clinic {
    async fn open(scratch: &Scratch) -> Self {
        Self::with_company(scratch, COMPANY).await
    }

    async fn with_company(scratch: &Scratch, company: &'static str) -> Self {
        Self::with_registers(scratch, company, "[]").await
    }

    async fn with_registers(scratch: &Scratch, company: &'static str, pharmacies: &'static str) -> Self {
        Self::with(scratch, company, pharmacies, UNITS, |_| {}).await
    }

    async fn with_units(scratch: &Scratch, units: &'static str) -> Self {
        Self::with(scratch, COMPANY, "[]", units, |_| {}).await
    }

    async fn with_config(scratch: &Scratch, change: impl FnOnce(&mut crate::config::Config)) -> Self {
        Self::with(scratch, COMPANY, "[]", UNITS, change).await
    }

    async fn with(
        scratch: &Scratch,
        company: &'static str,
        pharmacies: &'static str,
        units: &'static str,
        change: impl FnOnce(&mut crate::config::Config),
    ) -> Self {
        let (at, registers) = answer_at("127.0.0.1:0", company, pharmacies, units).await;
        let address = format!("http://{at}");
        let world = World::with(scratch, |config| {
            config.registers.code_service_url.clone_from(&address);
            config.registers.pharmacy_register_url = format!("{address}/pharmacies");
            config.registers.company_register_url = address;
            change(config);
        });
        import_directory(&world.app, &Directory::read(DIRECTORY).expect("reads")).await.expect("imported");
        Self { world, registers }
    }

    /// The registers go down; tells where they were.
    async fn silence(&mut self) -> String {
        self.registers.abort();
        let _ = (&mut self.registers).await;
        self.world.app.config.registers.code_service_url.trim_start_matches("http://").to_string()
    }

    /// Begins a draft and returns its id.
    async fn begin(&self, browser: &Browser<'_>) -> ApplicationId {
        self.begin_for(browser, Service::Prescription).await
    }

    async fn begin_for(&self, browser: &Browser<'_>, service: Service) -> ApplicationId {
        let answer = browser.post(&applications(), &[("service", service.code())]).await;
        let address = answer.redirects();
        ApplicationId::parse(address.rsplit('/').next().expect("an id")).expect("an id")
    }

    /// Saves every step with right answers, whatever day it has become.
    async fn fill(&self, browser: &Browser<'_>, id: &ApplicationId) {
        let in_a_month = self.world.app.clock.now().date().saturating_add(jiff::Span::new().days(30)).to_string();
        for (step, mut fields) in answers() {
            for (name, value) in &mut fields {
                if *name == "production_date" && *value < in_a_month.as_str() {
                    *value = &in_a_month;
                }
            }
            let saved = save(browser, id, step, 0, &fields).await;
            assert_eq!(saved.status, axum::http::StatusCode::SEE_OTHER, "{step}: {}", saved.body);
        }
    }

    /// A visit as the gate would make it, with the right just proved.
    fn visit(&self, browser: &Browser<'_>) -> Visit {
        let now = self.world.app.clock.now();
        let basis = Basis::Position(Position::ManagingDirector);
        let officer =
            browser.session.as_ref().is_some_and(|session| session.kind != crate::kernel::SessionKind::Person);
        let acting = Acting {
            organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
            organisation_name: "Rantapolun Lääkäriasema Oy".to_string(),
            basis,
            permissions: crate::mandates::permissions(basis),
            checked_at: now,
        };
        Visit {
            app: self.world.app.clone(),
            now,
            language: Language::Fi,
            path: String::new(),
            request_id: "test".to_string(),
            by_service: false,
            session: browser.session.clone(),
            acting: (!officer).then_some(acting),
            rights: Permissions::none(),
        }
    }

    /// What the page of signing would hand to Suomi.fi and get back.
    async fn payload(&self, visit: &Visit, id: &ApplicationId) -> serde_json::Value {
        let turn = load_turn(visit, id).await.expect("loads");
        turn_payload(visit, &turn).await.expect("a payload")
    }

    /// Signs and submits a complete draft; returns the address of the receipt.
    async fn submit(&self, browser: &Browser<'_>, id: &ApplicationId) -> Result<String, Failure> {
        let visit = self.visit(browser);
        let payload = self.payload(&visit, id).await;
        submit_act(visit, id.to_string(), payload).await
    }

    /// Answers the open supplement request as on return from Suomi.fi; returns the address of the case.
    async fn answer(&self, browser: &Browser<'_>, id: &ApplicationId, message: &str) -> Result<String, Failure> {
        let visit = self.visit(browser);
        let version = load_whole(&visit, id).await?.version();
        let payload = serde_json::json!({ "message": message, "version": version });
        answer_act(visit, id.to_string(), payload).await
    }

    /// Withdraws a case as on return from Suomi.fi; returns the address of the case.
    async fn withdraw(&self, browser: &Browser<'_>, id: &ApplicationId) -> Result<String, Failure> {
        withdraw_act(self.visit(browser), id.to_string(), serde_json::Value::Null).await
    }

    /// A submitted case.
    async fn submitted(&self, browser: &Browser<'_>) -> ApplicationId {
        let id = self.begin(browser).await;
        self.fill(browser, &id).await;
        self.submit(browser, &id).await.expect("submitted");
        id
    }

    /// What an officer does, in a transaction of its own.
    async fn officer_does(
        &self,
        officer: &Browser<'_>,
        id: &ApplicationId,
        version: i64,
        step: OfficerStep,
    ) -> Result<(), Failure> {
        let visit = self.visit(officer);
        let mut tx = self.world.app.db.write().await?;
        officer_step(&mut tx, &visit, id, version, &step).await?;
        tx.commit().await?;
        Ok(())
    }

    /// How many rows the audit log has of an action.
    async fn audited(&self, action: &str) -> i64 {
        let mut read = self.world.app.db.read().await.expect("a reader");
        let sql = "select count(*) from audit_entry where action = $1";
        let (count,): (i64,) = read.one(sql, db::values![action]).await.expect("counted");
        count
    }
}

fn applications() -> String {
    format!("/o/{RANTAPOLKU}/applications")
}

fn address(id: &ApplicationId, page: &str) -> String {
    format!("{}/{id}{page}", applications())
}

/// Posts one step as the page would.
async fn save(browser: &Browser<'_>, id: &ApplicationId, step: &str, version: i64, fields: &[(&str, &str)]) -> Answer {
    save_on(browser, id, "prescription-2", (step, version), fields).await
}

/// Posts one step of a form as the page would.
async fn save_on(
    browser: &Browser<'_>,
    id: &ApplicationId,
    form: &str,
    (step, version): (&str, i64),
    fields: &[(&str, &str)],
) -> Answer {
    let version = version.to_string();
    let mut all = vec![("version", version.as_str()), ("form", form)];
    all.extend_from_slice(fields);
    browser.post(&address(id, &format!("/steps/{step}")), &all).await
}

type Fields = Vec<(&'static str, &'static str)>;

/// Right answers for every step.
fn answers() -> Vec<(&'static str, Fields)> {
    vec![
        ("organisation", vec![("confirmed", "yes"), ("language", "sv")]),
        ("joining_model", vec![("model", "direct")]),
        ("units", vec![("units", UNIT), ("renewal_units", UNIT)]),
        ("information_system", vec![("system", SYSTEM)]),
        ("access_point", vec![("access_point", ACCESS_POINT)]),
        ("schedule", vec![("production_date", "2027-01-15")]),
        ("contacts", contacts()),
        ("billing", billing()),
        ("security", vec![("plan", "yes"), ("self_monitoring", "yes")]),
    ]
}

fn contacts() -> Fields {
    vec![
        ("people-0-name", "Matti Rantapolku"),
        ("people-0-email", "matti@rantapolku.example"),
        ("people-0-phone", "+358 00 000 0001"),
        ("people-0-roles", "administrative"),
        ("people-0-roles", "data_protection_officer"),
        ("people-1-name", "Tiina Tekninen"),
        ("people-1-email", "tiina@rantapolku.example"),
        ("people-1-phone", "+358 00 000 0002"),
        ("people-1-roles", "technical"),
    ]
}

fn billing() -> Fields {
    vec![
        ("method", "e_invoice"),
        ("e_invoice_address", "003799002267"),
        ("operator", "TESTFI22"),
        ("language", "fi"),
        ("street", "Rantapolku 1"),
        ("post_code", "00000"),
        ("post_office", "RANTALA"),
    ]
}
