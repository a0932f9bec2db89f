//! The documents that a form asks for beside the background papers of imaging: the appendix about classified old data, and
//! the rules or the decision by which somebody may sign for a public body.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::attachment_tests::{PDF, PNG, borrowed, count, hidden_fields, scanner_at, upload_to};
use super::kinds_tests::{drive, in_production};
use super::{COMPANY, Clinic, PUBLIC, UNITS, address};
use crate::applications::OfficerStep;
use crate::config::Scanner;
use crate::kernel::{ApplicationId, Basis, Mandate};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, between};

/// A document that a form asks for.
struct Document {
    service: Service,
    /// What the company register says of the customer, and what that makes of it.
    company: &'static str,
    customer: CustomerKind,
    step: &'static str,
    question: &'static str,
    /// What else is answered in the same step.
    answers: &'static [(&'static str, &'static str)],
    /// What the page says of the types that are taken.
    types: &'static str,
    /// Files with what is said of each when it is refused.
    refused: &'static [(&'static str, &'static [u8], &'static str)],
}

const WRONG: &str = "ei ole ehj\u{e4} tiedosto";
const EXTENT: &str = "Vuodet 2005\u{2013}2014";
const EXECUTABLE: (&str, &[u8], &str) = ("ohjelma.pdf", b"MZ\x90\0not a pdf", WRONG);
const EMPTY: (&str, &[u8], &str) = ("tyhj\u{e4}.pdf", b"", "Tiedosto on tyhj\u{e4}");

const OLD_PATIENT_DATA: Document = Document {
    service: Service::OldPatientData,
    company: COMPANY,
    customer: CustomerKind::Private,
    step: "old_data",
    question: "appendix",
    answers: &[("origin", "ended"), ("extent", EXTENT), ("classified", "yes")],
    types: "Tiedostotyypit: PDF, DOCX, ODT, XLSX.",
    // A picture is good for other documents, not for this one.
    refused: &[EMPTY, EXECUTABLE, ("kuva.png", PNG, WRONG)],
};

const OLD_SOCIAL_DATA: Document =
    Document { service: Service::OldSocialData, company: PUBLIC, customer: CustomerKind::Public, ..OLD_PATIENT_DATA };

const SIGNING_AUTHORITY: Document = Document {
    service: Service::PatientData,
    company: PUBLIC,
    customer: CustomerKind::Public,
    step: "signing_authority",
    question: "document",
    answers: &[],
    types: "Tiedostotyypit: PDF, DOCX, ODT, JPEG, PNG.",
    refused: &[EMPTY, EXECUTABLE, ("kuva.gif", b"GIF89a\x01\0\x01\0\0\0\0;", WRONG)],
};

impl Document {
    async fn clinic(&self, scratch: &Scratch, scanner: Option<Scanner>) -> Clinic {
        let set = |config: &mut crate::config::Config| config.attachments.scanner = scanner;
        Clinic::with(scratch, self.company, "[]", UNITS, set).await
    }

    /// A draft whose form asks for the document, with the services in production that it builds on.
    async fn begin(&self, clinic: &Clinic, browser: &Browser<'_>) -> (ApplicationId, String) {
        let profile = Profile::of(self.customer).with(KnownFact::Units);
        in_production(clinic, newest_form(self.service, self.customer).expect("a form").asked(profile)).await;
        let id = clinic.begin_for(browser, self.service).await;
        let step = address(&id, &format!("/steps/{}", self.step));
        (id, step)
    }

    /// Posts the step with these files and all its answers.
    async fn post(&self, browser: &Browser<'_>, step: &str, files: &[(&str, &[u8])]) -> crate::testing::Answer {
        let hidden = hidden_fields(browser, step).await;
        let mut posted = borrowed(&hidden);
        posted.extend(self.answers);
        posted.push(("answer", "upload"));
        upload_to(browser, (step, self.question), &posted, files).await
    }
}

async fn is_taken_by_type_and_size(scratch: &Scratch, document: &Document) {
    let clinic = document.clinic(scratch, None).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let (id, step) = document.begin(&clinic, &matti).await;
    let page = matti.page(&step).await;
    assert!(page.shows(document.types), "{}", page.body);
    let large = [PDF, &vec![b' '; 11 * 1024 * 1024], b"%%EOF\n"].concat();
    let too_large: (&str, &[u8], &str) = ("iso.pdf", &large, "Tiedosto on liian suuri");
    for (name, content, words) in document.refused.iter().copied().chain([too_large]) {
        let refused = document.post(&matti, &step, &[(name, content)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", refused.body);
        let place = format!("href=\"#{}\"", document.question);
        assert!(refused.shows(words) && refused.shows(&place), "{name}: {}", refused.body);
        let kept = document.answers.is_empty() || refused.shows(EXTENT);
        assert!(kept, "{name}: nothing typed is lost: {}", refused.body);
    }
    assert_eq!(count(&clinic).await, 0);
    document.post(&matti, &step, &[("../asiakirja.exe", PDF)]).await.redirects();
    assert_eq!(count(&clinic).await, 1);
    let page = matti.page(&step).await;
    assert!(page.shows("asiakirja.pdf"), "named by what it is: {}", page.body);
    let file = format!("/attachments/{}", between(&page.body, "/attachments/", "\""));
    only_who_has_a_right_reads(&clinic, (&matti, &vilma), &id, &file).await;
}

/// The customer's people read the file, an officer once it has been sent; nobody else.
async fn only_who_has_a_right_reads(
    clinic: &Clinic,
    (matti, vilma): (&Browser<'_>, &Browser<'_>),
    id: &ApplicationId,
    file: &str,
) {
    let own = address(id, file);
    let handed = matti.get(&own).await;
    assert_eq!((handed.status, handed.body.as_bytes()), (StatusCode::OK, PDF));
    let kauko = clinic.world.kauko().await;
    assert_eq!(kauko.get(&own).await.status, StatusCode::NOT_FOUND, "acts for another organisation");
    let foreign = format!("/o/{LEHTOLINNA}/applications/{id}{file}");
    assert_eq!(kauko.get(&foreign).await.status, StatusCode::NOT_FOUND, "another organisation's case");
    let guides = vec![Basis::Mandate(Mandate::Privacy)];
    let acts_for = [(RANTAPOLKU, "Rantapolun L\u{e4}\u{e4}k\u{e4}riasema Oy", guides)];
    let reader = clinic.world.person("030782-902U", "Aino Esimerkki", &acts_for).await;
    assert_eq!(reader.get(&own).await.status, StatusCode::NOT_FOUND, "reads guides only");
    assert_eq!(clinic.world.stranger().get(&own).await.status, StatusCode::SEE_OTHER, "has not signed in");
    let at_the_desk = format!("/desk/cases/{id}{file}");
    assert_eq!(vilma.get(&at_the_desk).await.status, StatusCode::NOT_FOUND, "not sent yet");
    let mut sent = clinic.world.app.db.write().await.expect("a transaction");
    let sql = "update application set state = 'in_review', submitted_at = 1, case_number = $2 where id = $1";
    sent.run_one(sql, db::values![id.as_str(), id.as_str()]).await.expect("sent");
    sent.commit().await.expect("committed");
    assert_eq!(vilma.get(&at_the_desk).await.body.as_bytes(), PDF);
    assert_eq!(clinic.audited("desk.attachment_opened").await, 1);
}

async fn goes_through_the_scanner(scratch: &Scratch, document: &Document) {
    let (scanner, serving) = scanner_at("127.0.0.1:0", b"stream: Win.Test.EICAR_HDB-1 FOUND\0").await;
    let Scanner::Tcp(address) = scanner.clone() else { panic!("a port") };
    let clinic = document.clinic(scratch, Some(scanner)).await;
    let matti = clinic.world.matti().await;
    let (_, step) = document.begin(&clinic, &matti).await;
    let files: [(&str, &[u8]); 1] = [("a.pdf", PDF)];
    let refused = document.post(&matti, &step, &files).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows("haittaohjelma"), "{}", refused.body);
    assert_eq!((count(&clinic).await, clinic.audited("attachments.infected").await), (0, 1));
    serving.abort();
    let _ = serving.await;
    let refused = document.post(&matti, &step, &files).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.shows("Haittaohjelmatarkistus ei vastaa"), "it fails closed: {}", refused.body);
    assert_eq!(count(&clinic).await, 0);
    let (_, serving) = scanner_at(&address, b"stream: OK\0").await;
    document.post(&matti, &step, &files).await.redirects();
    assert_eq!(count(&clinic).await, 1);
    serving.abort();
}

async fn the_appendix_of_old_patient_data_is_taken_by_type_and_size_under_the_rights_of_the_case(scratch: &Scratch) {
    is_taken_by_type_and_size(scratch, &OLD_PATIENT_DATA).await;
}

async fn the_appendix_of_old_social_data_is_taken_by_type_and_size_under_the_rights_of_the_case(scratch: &Scratch) {
    is_taken_by_type_and_size(scratch, &OLD_SOCIAL_DATA).await;
}

async fn the_document_of_the_signing_authority_is_taken_by_type_and_size_under_the_rights_of_the_case(
    scratch: &Scratch,
) {
    is_taken_by_type_and_size(scratch, &SIGNING_AUTHORITY).await;
}

async fn the_appendix_of_old_data_goes_through_the_scanner(scratch: &Scratch) {
    goes_through_the_scanner(scratch, &OLD_PATIENT_DATA).await;
}

async fn the_document_of_the_signing_authority_goes_through_the_scanner(scratch: &Scratch) {
    goes_through_the_scanner(scratch, &SIGNING_AUTHORITY).await;
}

async fn classified_old_data_cannot_be_sent_without_its_appendix(scratch: &Scratch) {
    let document = &OLD_PATIENT_DATA;
    let clinic = document.clinic(scratch, None).await;
    let matti = clinic.world.matti().await;
    let (_, step) = document.begin(&clinic, &matti).await;
    let mut posted = hidden_fields(&matti, &step).await;
    posted.extend(document.answers.iter().map(|(key, value)| ((*key).to_string(), (*value).to_string())));
    posted.push(("agreed".to_string(), "yes".to_string()));
    let without = matti.post(&step, &borrowed(&posted)).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", without.body);
    assert!(without.shows("liitt\u{e4}k\u{e4}\u{e4} tiedosto"), "{}", without.body);
    for (key, value) in &mut posted {
        if key == "classified" {
            *value = "no".to_string();
        }
    }
    let hidden = hidden_fields(&matti, &step).await;
    posted.retain(|(key, _)| !hidden.iter().any(|(other, _)| other == key));
    posted.extend(hidden);
    matti.post(&step, &borrowed(&posted)).await.redirects();
}

/// What stands on the officer's page between the label of the document and the next answer.
async fn beside_the_document(vilma: &Browser<'_>, id: &ApplicationId) -> String {
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    between(&case.body, "<dt>Hallintosääntö tai päätös allekirjoitusoikeudesta</dt>", "</div>").to_string()
}

async fn an_officer_sees_that_the_document_is_missing_and_gets_it_by_asking(scratch: &Scratch) {
    let clinic = SIGNING_AUTHORITY.clinic(scratch, None).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let profile = Profile::of(CustomerKind::Public).with(KnownFact::Units);
    let form = newest_form(Service::PatientData, CustomerKind::Public).expect("a form").asked(profile);
    let id = drive(&clinic, &matti, form, false).await;
    let beside = beside_the_document(&vilma, &id).await;
    assert!(beside.contains("Asiakirjaa ei ole liitetty.") && beside.contains("pyytäkää se täydennyksenä"), "{beside}");
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let asked = OfficerStep::AskSupplement {
        items: vec![("signing_authority.document".to_string(), "Liittäkää hallintosääntö.".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    };
    clinic.officer_does(&vilma, &id, 3, asked).await.expect("asked");
    let answer = address(&id, "/supplement");
    let refused = matti.post(&answer, &[("message", "Se on teillä jo.")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a word is not the document: {}", refused.body);
    assert!(refused.shows("liittäkää tiedosto") && refused.shows("Se on teillä jo."), "{}", refused.body);
    let step = address(&id, "/steps/signing_authority");
    SIGNING_AUTHORITY.post(&matti, &step, &[("saanto.pdf", PDF)]).await.redirects();
    clinic.answer(&matti, &id, "").await.expect("answered");
    let beside = beside_the_document(&vilma, &id).await;
    assert!(beside.contains("saanto.pdf") && !beside.contains("Asiakirjaa ei ole liitetty."), "{beside}");
}

async fn background_papers_of_imaging_may_come_later_and_the_officer_reads_where(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let profile = Profile::of(CustomerKind::Private).with(KnownFact::Units);
    let form = newest_form(Service::ImagingData, CustomerKind::Private).expect("a form").asked(profile);
    in_production(&clinic, form).await;
    let id = drive(&clinic, &matti, form, false).await;
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Asiakas lähettää ne viimeistään käyttöönoton aikana."), "{}", case.body);
    assert!(!case.shows("Asiakirjaa ei ole liitetty.") && !case.shows("/desk/deployments/"), "{}", case.body);
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    clinic
        .officer_does(
            &vilma,
            &id,
            3,
            OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None },
        )
        .await
        .expect("approved");
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    let deployment = format!("/desk/deployments/{}", between(&case.body, "href=\"/desk/deployments/", "\""));
    assert!(vilma.page(&deployment).await.shows("Taustatiedot ja tietoliikenne"));
}

db::testing::on_both![
    an_officer_sees_that_the_document_is_missing_and_gets_it_by_asking,
    background_papers_of_imaging_may_come_later_and_the_officer_reads_where,
    the_appendix_of_old_patient_data_is_taken_by_type_and_size_under_the_rights_of_the_case,
    the_appendix_of_old_social_data_is_taken_by_type_and_size_under_the_rights_of_the_case,
    the_document_of_the_signing_authority_is_taken_by_type_and_size_under_the_rights_of_the_case,
    the_appendix_of_old_data_goes_through_the_scanner,
    the_document_of_the_signing_authority_goes_through_the_scanner,
    classified_old_data_cannot_be_sent_without_its_appendix,
];
