//! Extension of use: a service in production is extended later, by the extension's own form and its own deployment.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::connection_tests::{request, version_on, ville};
use super::kinds_tests::{drive, in_production, right_answers};
use super::{ACCESS_POINT, Clinic, PHARMACY, SYSTEM, TRADER, UNIT, address, applications};
use crate::applications::OfficerStep;
use crate::applications::submitting::load_whole;
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId, Language};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Answer, LEHTOLINNA, RANTAPOLKU};
use crate::web::Visit;

pub(super) async fn line(clinic: &Clinic, service: Service) -> DeploymentLine {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let lines = deployments::list(&mut clinic.world.app.db.read().await.expect("a reader"), &organisation).await;
    lines.expect("listed").into_iter().find(|line| line.service == service).expect("granted")
}

async fn a_service_in_production_is_extended_to_further_units_later(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    assert_eq!(form.version, 5);
    in_production(&clinic, form).await;
    let running = format!("/o/{RANTAPOLKU}/deployments/{}", line(&clinic, Service::PatientData).await.id);
    assert!(matti.page(&running).await.shows("Hae käytön laajennusta"));
    // Begun on the page of the service, the form knows which one it is; only what runs is offered.
    let begin = [("service", "extension_of_use"), ("extends", "patient_data")];
    let draft = matti.post(&applications(), &begin).await.redirects().to_string();
    let id = ApplicationId::parse(draft.rsplit('/').next().expect("an id")).expect("an id");
    let step = address(&id, "/steps/extension");
    let page = matti.page(&step).await;
    assert!(page.shows("value=\"patient_data\" checked") && !page.shows("value=\"prescription\""), "{}", page.body);
    let wrong =
        [("version", "0"), ("form", "extension_of_use-5"), ("service", "prescription"), ("function", "further_units")];
    let refused = matti.post(&step, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not in production");
    matti.post(&address(&id, "/discard"), &[]).await.redirects();

    let id = drive(&clinic, &matti, form, true).await;
    assert!(matti.page(&address(&id, "")).await.shows("Uudet palveluyksiköt"));
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    let extension = line(&clinic, Service::ExtensionOfUse).await;
    assert_eq!(extension.state, DeploymentState::SetUp, "it has a deployment of its own");
    let page = matti.page(&running).await;
    assert!(page.shows("Uudet palveluyksiköt") && page.shows("<li>Rannan vastaanotto</li>"), "{}", page.body);
    let own = format!("/o/{RANTAPOLKU}/deployments/{}", extension.id);
    for item in ["staff", "securing"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    assert_eq!(line(&clinic, Service::ExtensionOfUse).await.state, DeploymentState::InProduction, "by its own rules");
    assert!(matti.page(&running).await.shows("Käytössä 21.11.2026 alkaen."));
    assert_eq!(line(&clinic, Service::PatientData).await.state, DeploymentState::InProduction, "the service goes on");
    // Another extension may follow.
    assert_ne!(matti.post(&applications(), &begin).await.redirects(), draft);
}

/// What each application brought is prepared, named and used by itself.
async fn a_further_extension_is_begun_while_another_is_prepared_and_each_says_what_it_is(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    in_production(&clinic, form).await;
    let granted = async || {
        // The newest is the first of its service.
        clinic.world.app.clock.advance_seconds(60);
        let id = drive(&clinic, &matti, form, false).await;
        clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
        let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
        clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
        (id, line(&clinic, Service::ExtensionOfUse).await.id)
    };
    let named = "Käytön laajennus (Potilastietovaranto: Uudet palveluyksiköt)";
    let (application, first) = granted().await;
    let decision = matti.page(&address(&application, "/decision")).await;
    assert!(decision.body.matches(named).count() == 2, "{}", decision.body);
    let list = matti.page(&applications()).await;
    assert!(list.shows(&format!("\">{named}</a>")), "{}", list.body);
    assert!(list.shows("name=\"service\" value=\"extension_of_use\""), "the next is offered: {}", list.body);
    let (_, second) = granted().await;
    let own = |id: &DeploymentId| format!("/o/{RANTAPOLKU}/deployments/{id}");
    let title = format!("<h1>Käyttöönotto: {named}</h1>");
    assert!(first != second && matti.page(&own(&second)).await.shows(&title));
    let draft = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    for place in [address(&draft, ""), own(&first), own(&second)] {
        assert!(home.body.matches(&format!("href=\"{place}\"")).count() == 2, "a task and a row: {}", home.body);
    }
    assert!(home.shows(&format!("{named}. ")), "the task says which: {}", home.body);
    for item in ["staff", "securing"] {
        matti.post(&format!("{}/items", own(&first)), &[("item", item), ("answer", "done")]).await.redirects();
    }
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{}/production-date", own(&first)), &day).await.redirects();
    assert!(matti.page(&own(&first)).await.shows("Käytössä"));
    assert_eq!(line(&clinic, Service::ExtensionOfUse).await.state, DeploymentState::SetUp, "the other one is prepared");
}

/// Saves a step of the extension; what was saved before is of this version.
pub(super) async fn save(
    clinic: &Clinic,
    id: &ApplicationId,
    step: &str,
    version: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let own = [("version", version), ("form", "extension_of_use-5"), ("profile", "private units")];
    let matti = clinic.world.matti().await;
    matti.post(&address(id, &format!("/steps/{step}")), &[&own, fields].concat()).await
}

async fn only_what_a_running_service_has_is_offered(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    in_production(&clinic, form).await;
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let page = matti.page(&address(&id, "/steps/extension")).await;
    for (function, offered) in
        [("further_units", true), ("certificates", true), ("oral_images", false), ("register_access", false)]
    {
        assert_eq!(page.shows(&format!("value=\"{function}\"")), offered, "{function}");
    }
    let typed = [("service", "patient_data"), ("function", "register_access"), ("register_holder", "9900116-8")];
    let refused = save(&clinic, &id, "extension", "0", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Tätä ei voi ottaa käyttöön valitussa palvelussa"), "{}", refused.body);
    let bare = [("service", "patient_data"), ("function", "outsourcing"), ("other_party", "99001168"), ("units", UNIT)];
    save(&clinic, &id, "extension", "1", &bare).await.redirects();
    let page = matti.page(&address(&id, "/steps/extension")).await;
    assert!(page.shows("value=\"9900116-8\""), "typed without the hyphen: {}", page.body);
}

async fn a_new_system_goes_through_its_intermediary_three_weeks_and_the_test_of_the_service(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let profile = Profile::default().with(KnownFact::Units);
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(profile);
    in_production(&clinic, form).await;
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let system = [("service", "patient_data"), ("function", "new_system"), ("system", SYSTEM)];
    let without = save(&clinic, &id, "extension", "0", &system).await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.shows("Liityntäpiste"), "{}", without.body);
    for step in form.steps() {
        let fields = match step.key {
            "extension" => {
                let point = ("access_point".to_string(), ACCESS_POINT.to_string());
                let units = ("units".to_string(), UNIT.to_string());
                let system = system.map(|(name, value)| (name.to_string(), value.to_string()));
                [system.to_vec(), vec![point, units]].concat()
            }
            "extension_schedule" => vec![("production_date".to_string(), "11.12.2026".to_string())],
            _ => right_answers(form, step),
        };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let version = if step.key == "extension" { "1" } else { "0" };
        let saved = save(&clinic, &id, step.key, version, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("voidaan ottaa käyttöön aikaisintaan 21 päivän kuluttua"), "{}", check.body);
    let later = [("production_date", "12.12.2026")];
    save(&clinic, &id, "extension_schedule", "1", &later).await.redirects();
    assert!(!matti.page(&address(&id, "/check")).await.shows("21 päivän kuluttua"));
    clinic.submit(&matti, &id).await.expect("submitted");
    let asked = intermediaries::find(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await;
    let asked = asked.expect("read").expect("the owner of the access point is asked");
    assert_eq!((asked.intermediary.as_str(), asked.state.code()), ("Virtalähde Terveysjärjestelmät Oy", "awaited"));
    // No system is certified for an extension: the certificate of what is extended counts.
    let ville = ville(&clinic).await;
    let request = request(&ville).await;
    let shown = version_on(&ville, &request).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{request}/confirm"), &choice).await.redirects();
    let asked = intermediaries::find(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await;
    assert_eq!(asked.expect("read").expect("asked").state.code(), "confirmed");
    // An officer who reads it days later is told of no date that is too near.
    clinic.world.app.clock.advance_seconds(3 * 86_400);
    let vilma = clinic.world.vilma().await;
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(!case.shows("18 päivän kuluttua") && !case.shows("21 päivän kuluttua"), "{}", case.body);
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    goes_into_production_after_the_test(&clinic).await;
}

async fn goes_into_production_after_the_test(clinic: &Clinic) {
    let matti = clinic.world.matti().await;
    let own = format!("/o/{RANTAPOLKU}/deployments/{}", line(clinic, Service::ExtensionOfUse).await.id);
    let page = matti.page(&own).await;
    assert!(page.shows("Yhteys tuotantoon") && page.shows("Palvelun käyttö voi alkaa vasta"), "{}", page.body);
    assert!(!page.shows("Varmistaminen on vapaaehtoista"), "{}", page.body);
    let securing = [("item", "securing"), ("answer", "done")];
    assert_eq!(matti.post(&format!("{own}/items"), &securing).await.status, StatusCode::BAD_REQUEST);
    for item in ["connection", "staff"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    let date = format!("{own}/production-date");
    let early = matti.post(&date, &[("version", "1"), ("date", "11.12.2026")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "the three weeks are counted from sending");
    assert!(early.shows("aikaisintaan 12.12.2026"), "{}", early.body);
    matti.post(&date, &[("version", "1"), ("date", "12.12.2026")]).await.redirects();
    assert_eq!(line(clinic, Service::ExtensionOfUse).await.open_items, 1, "the test");
    matti.post(&format!("{own}/test"), &[("version", "2"), ("test_day", "24.11.2026")]).await.redirects();
    let report = [
        ("version", "3"),
        ("result", "passed"),
        ("held_on", "24.11.2026"),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
    ];
    matti.post(&format!("{own}/test-report"), &report).await.redirects();
    assert_eq!(line(clinic, Service::ExtensionOfUse).await.open_items, 0);
    clinic.world.app.clock.advance_seconds(18 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    assert_eq!(line(clinic, Service::ExtensionOfUse).await.state, DeploymentState::InProduction);
}

/// An extension that names Lehtolinna as the other party of an outsourcing, sent.
pub(super) async fn naming(clinic: &Clinic) -> ApplicationId {
    let matti = clinic.world.matti().await;
    let profile = Profile::default().with(KnownFact::Units);
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(profile);
    in_production(clinic, form).await;
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    for step in form.steps() {
        let text = |name: &str, value: &str| (name.to_string(), value.to_string());
        let fields = match step.key {
            "extension" => {
                let other = text("other_party", LEHTOLINNA);
                vec![text("service", "patient_data"), text("function", "outsourcing"), other, text("units", UNIT)]
            }
            _ => right_answers(form, step),
        };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = save(clinic, &id, step.key, "0", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
    clinic.submit(&matti, &id).await.expect("submitted");
    id
}

/// Lehtolinna has something in use, and a contact.
pub(super) async fn lehtolinna_is_known(clinic: &Clinic) {
    let visit = Visit::of_job(&clinic.world.app);
    let application = ApplicationId::new(visit.now, &clinic.world.app.random);
    let organisation = BusinessId::parse(LEHTOLINNA).expect("valid");
    let form = newest_form(Service::PatientData, CustomerKind::Private).expect("a form").asked(Profile::default());
    let granted = deployments::Granted {
        application: &application,
        organisation: &organisation,
        form,
        service: Service::PatientData,
        case_number: "KE-2026-900001",
        language: CaseLanguage::Fi,
        snapshot: serde_json::json!({}),
        recipients: vec!["hallinto@lehtolinna.example".to_string()],
        wished_date: None,
    };
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
}

async fn an_approval_says_how_it_does_without_the_other_party_which_is_asked_no_more(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (vilma, kauko) = (clinic.world.vilma().await, clinic.world.kauko().await);
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let joined = format!("/o/{LEHTOLINNA}/joined");
    let todo = "Rantapolun Lääkäriasema Oy on nimennyt teidät";
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows(todo), "the control");
    let form = format!("/desk/cases/{id}/approve");
    assert!(vilma.page(&form).await.shows("ei ole vahvistanut, että asiasta on sovittu"));
    let unsaid = [("version", "3"), ("named", "1"), ("reason", " "), ("confirmed", "1")];
    for (language, words) in [
        (Language::Fi, "Kirjatkaa, miten on selvitetty, että asiasta on sovittu"),
        (Language::Sv, "Anteckna hur det har utretts att saken"),
        (Language::En, "Record how it was established that this"),
    ] {
        let refused = clinic.world.vilma().await.speaking(language).post(&form, &unsaid).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows(words), "{}", refused.body);
    }
    let approve =
        |reason: &str| OfficerStep::Approve { reason: reason.to_string(), registration: String::new(), named: Some(1) };
    assert!(clinic.officer_does(&vilma, &id, 3, approve("")).await.is_err(), "nor by any other way");
    clinic.officer_does(&vilma, &id, 3, approve("Asia on varmistettu puhelimessa.")).await.expect("approved");
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows(todo), "nobody would hear of it");
    let confirm = [("version", "1"), ("answer", "confirm")];
    assert_eq!(kauko.post(&format!("{joined}/named/{id}"), &confirm).await.status, StatusCode::CONFLICT);
}

async fn the_other_party_of_an_outsourcing_is_told_and_says_whether_it_is_agreed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (matti, vilma, kauko) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.kauko().await);
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = 'party_named'";
    let told: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    drop(read);
    assert_eq!(told, [("hallinto@lehtolinna.example".to_string(),)]);
    let (home, joined) = (format!("/o/{LEHTOLINNA}/"), format!("/o/{LEHTOLINNA}/joined"));
    let todo = "Rantapolun Lääkäriasema Oy on nimennyt teidät hakemuksessaan toiseksi osapuoleksi.";
    assert!(kauko.page(&home).await.shows(todo));
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("on nimennyt teidät"), "nobody else");
    assert!(kauko.page(&joined).await.shows("Rantapolun Lääkäriasema Oy: Ostopalvelun valtuutus"));
    let desk = format!("/desk/cases/{id}");
    let both_say = async |said: &str| {
        for (browser, page) in [(&matti, &address(&id, "")), (&vilma, &desk)] {
            let page = browser.page(page).await;
            assert!(page.shows(said), "{said}: {}", page.body);
        }
    };
    both_say("9900116-8) ei ole vielä vastannut.").await;
    let (named, reason) = (format!("{joined}/named/{id}"), format!("reason-{id}"));
    let foreign = format!("/o/{RANTAPOLKU}/joined/named/{id}");
    let confirm = |version: &'static str| [("version", version), ("answer", "confirm")];
    assert_eq!(matti.post(&foreign, &confirm("1")).await.status, StatusCode::NOT_FOUND, "not the applicant");
    let empty = kauko.post(&named, &[("version", "1"), ("answer", "contest")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", empty.body);
    empty.is_a_proper_page(Language::Fi);
    let contest = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Emme tunne hakijaa.")];
    kauko.post(&named, &contest).await.redirects();
    both_say("ettei asiasta ole sovittu. Perustelu: Emme tunne hakijaa.").await;
    assert!(!kauko.page(&home).await.shows(todo), "it has answered");
    assert_eq!(kauko.post(&named, &confirm("1")).await.status, StatusCode::CONFLICT, "a colleague was first");
    kauko.post(&named, &confirm("2")).await.redirects();
    both_say("että asiasta on sovittu.").await;
    let again = [("version", "3"), ("answer", "contest"), (reason.as_str(), "x")];
    kauko.post(&named, &again).await.redirects();
    both_say("ettei asiasta ole sovittu. Perustelu: x").await;
    clinic.withdraw(&matti, &id).await.expect("withdrawn");
    let page = kauko.page(&joined).await;
    assert!(page.shows("Hakija peruutti hakemuksensa") && !page.shows(&named), "it came to nothing: {}", page.body);
}

/// A pharmacist has no units here and one service: what it can extend it with is another system of pharmacies.
async fn a_pharmacist_tells_a_new_system_three_weeks_ahead(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let matti = clinic.world.matti().await;
    let begin = [("service", "extension_of_use"), ("extends", "prescription")];
    let early = matti.post(&applications(), &begin).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing runs that could be extended");
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Pharmacist).expect("a form");
    in_production(&clinic, form.asked(Profile::of(CustomerKind::Pharmacist))).await;
    let running = format!("/o/{RANTAPOLKU}/deployments/{}", line(&clinic, Service::Prescription).await.id);
    assert!(matti.page(&running).await.shows("Hae käytön laajennusta"));
    let draft = matti.post(&applications(), &begin).await.redirects().to_string();
    let id = ApplicationId::parse(draft.rsplit('/').next().expect("an id")).expect("an id");
    let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
    assert_eq!((form.code, form.profile.kind), ("extension_of_use_pharmacist", CustomerKind::Pharmacist));
    let step = matti.page(&address(&id, "/steps/extension")).await;
    assert!(step.shows("value=\"prescription\" checked") && !step.shows("value=\"patient_data\""), "{}", step.body);
    assert!(step.shows("ApteekkiVirta 5.4") && !step.shows("VirtaPotilas 7.2"), "{}", step.body);
    let profile = form.profile.code();
    let save = async |step: &str, version: &str, fields: &[(&str, &str)]| {
        let own = [("version", version), ("form", "extension_of_use_pharmacist-2"), ("profile", profile.as_str())];
        matti.post(&address(&id, &format!("/steps/{step}")), &[&own, fields].concat()).await
    };
    for step in form.steps() {
        let mut fields = right_answers(form, step);
        if step.key == "extension_schedule" {
            fields = vec![("production_date".to_string(), "11.12.2026".to_string())];
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = save(step.key, "0", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("voidaan ottaa käyttöön aikaisintaan 21 päivän kuluttua"), "{}", check.body);
    save("extension_schedule", "1", &[("production_date", "12.12.2026")]).await.redirects();
    clinic.submit(&matti, &id).await.expect("submitted");
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    assert!(matti.page(&running).await.shows("Uusi tietojärjestelmä"));
    let own = format!("/o/{RANTAPOLKU}/deployments/{}", line(&clinic, Service::ExtensionOfUse).await.id);
    for item in ["connection", "staff", "securing"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "12.12.2026")]).await.redirects();
    clinic.world.app.clock.advance_seconds(21 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    assert_eq!(line(&clinic, Service::ExtensionOfUse).await.state, DeploymentState::InProduction);
}

db::testing::on_both![
    an_approval_says_how_it_does_without_the_other_party_which_is_asked_no_more,
    the_other_party_of_an_outsourcing_is_told_and_says_whether_it_is_agreed,
    a_pharmacist_tells_a_new_system_three_weeks_ahead,
    a_service_in_production_is_extended_to_further_units_later,
    a_further_extension_is_begun_while_another_is_prepared_and_each_says_what_it_is,
    only_what_a_running_service_has_is_offered,
    a_new_system_goes_through_its_intermediary_three_weeks_and_the_test_of_the_service,
];
