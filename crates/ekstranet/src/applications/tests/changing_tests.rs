//! What an extension of use changes after production: access point or intermediary with the same system, and which
//! units receive renewal requests.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::connection_tests::{version_on, ville};
use super::extension_tests::{line, save};
use super::kinds_tests::{in_production, right_answers};
use super::{ACCESS_POINT, Clinic, ENDING_UNIT, PHARMACY, SYSTEM, TRADER, UNIT, address, applications};
use crate::applications::OfficerStep;
use crate::deployments::{self, DeploymentState, Granted, InUse};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Browser, RANTAPOLKU};
use crate::web::Visit;

const VIRTALAHDE: &str = "9900191-8";

/// Prescriptions are in use in one unit, with one system.
async fn prescriptions_are_in_use(clinic: &Clinic) -> String {
    let visit = Visit::of_job(&clinic.world.app);
    let application = ApplicationId::new(visit.now, &clinic.world.app.random);
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let form = newest_form(Service::Prescription, CustomerKind::Private).expect("a form").asked(Profile::default());
    let granted = Granted {
        application: &application,
        organisation: &organisation,
        form,
        service: Service::Prescription,
        case_number: "KE-2026-900000",
        language: CaseLanguage::Fi,
        snapshot: serde_json::json!({
            "answers": { "units": { "units": [UNIT] }, "information_system": { "system": SYSTEM } },
            "names": { UNIT: "Rannan vastaanotto" },
        }),
        recipients: Vec::new(),
        wished_date: None,
    };
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let id = deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    let sql = "update deployment set state = 'in_production', in_production_since = '2026-01-01' where id = $1";
    tx.run_one(sql, db::values![id.as_str()]).await.expect("in production");
    tx.commit().await.expect("committed");
    format!("/o/{RANTAPOLKU}/deployments/{id}")
}

/// An extension of what runs, begun on its page.
async fn begin(browser: &Browser<'_>, extends: &str) -> ApplicationId {
    let fields = [("service", "extension_of_use"), ("extends", extends)];
    let draft = browser.post(&applications(), &fields).await.redirects().to_string();
    ApplicationId::parse(draft.rsplit('/').next().expect("an id")).expect("an id")
}

/// Saves every step, `extension` with these fields, and sends.
async fn send(clinic: &Clinic, id: &ApplicationId, extension: &[(&str, &str)], day: &str) {
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    for step in form.steps() {
        let fields = match step.key {
            "extension" => extension.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())).collect(),
            "extension_schedule" => vec![("production_date".to_string(), day.to_string())],
            _ => right_answers(form, step),
        };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = save(clinic, id, step.key, "0", &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
    clinic.submit(&clinic.world.matti().await, id).await.expect("submitted");
}

async fn approve(clinic: &Clinic, id: &ApplicationId) -> String {
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, id, 3, approve).await.expect("approved");
    format!("/o/{RANTAPOLKU}/deployments/{}", line(clinic, Service::ExtensionOfUse).await.id)
}

async fn in_use(clinic: &Clinic) -> InUse {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    deployments::in_use(&mut read, &organisation, Service::Prescription).await.expect("read")
}

/// The second of two extensions is not begun before the first is decided, and the pages say so and what can be done.
async fn why_a_second_extension_waits_for_the_first_is_said_and_what_to_do(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let running = prescriptions_are_in_use(&clinic).await;
    let matti = clinic.world.matti().await;
    assert!(!matti.page(&applications()).await.shows("kerrallaan yksi käytön laajennuksen hakemus"));
    let id = begin(&matti, "prescription").await;
    assert_eq!(begin(&matti, "prescription").await, id, "the same draft");
    let languages = [
        (
            Language::Fi,
            "kerrallaan yksi käytön laajennuksen hakemus",
            "poistakaa tämä luonnos ja aloittakaa uusi",
            "peruuttakaa tämä hakemus, aloittakaa uusi",
        ),
        (
            Language::Sv,
            "en oavgjord ansökan om utvidgad användning åt gången",
            "radera detta utkast och påbörja ett nytt",
            "återkalla denna ansökan, påbörja en ny",
        ),
        (
            Language::En,
            "one undecided application for an extension of use at a time",
            "delete this draft and begin a new one",
            "withdraw this application, begin a new one",
        ),
    ];
    for (language, why, what, _) in languages {
        let matti = clinic.world.matti().await.speaking(language);
        let (draft, list) = (matti.get(&address(&id, "")).await, matti.get(&applications()).await);
        draft.is_a_proper_page(language);
        list.is_a_proper_page(language);
        assert!(draft.shows(why) && draft.shows(what), "{}", draft.body);
        assert!(list.shows(why), "{}", list.body);
    }
    let further = [("service", "prescription"), ("function", "further_units"), ("units", UNIT)];
    send(&clinic, &id, &further, "11.12.2026").await;
    for (language, .., what) in languages {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(what), "{}", page.body);
    }
    approve(&clinic, &id).await;
    assert!(!matti.page(&address(&id, "")).await.shows(languages[0].3), "it is decided");
    assert_ne!(begin(&matti, "prescription").await, id, "{running}");
}

async fn another_point_with_the_same_system_is_told_three_weeks_ahead_and_shown_on_the_service(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let running = prescriptions_are_in_use(&clinic).await;
    let matti = clinic.world.matti().await;
    let offered = matti.page(&running).await;
    assert!(offered.shows("<li>Toinen liityntäpiste</li>"), "{}", offered.body);
    let id = begin(&matti, "prescription").await;
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    let point = [("service", "prescription"), ("function", "access_point"), ("units", UNIT)];
    let without = save(&clinic, &id, "extension", "0", &point).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "no point: {}", without.body);
    // The script of the page shows a question by these words.
    assert!(without.shows("data-when=\"function=new_system,access_point\""), "{}", without.body);
    assert!(without.shows("Vastatkaa, jos valitsitte: Uusi tietojärjestelmä tai Toinen liityntäpiste"));
    assert!(without.shows("data-when=\"service=prescription&#38;function=further_units\""), "{}", without.body);
    assert!(without.shows("Vastatkaa, jos ette valinneet: Reseptien uusimispyyntöjen vastaanotto"));
    for step in form.steps() {
        let fields = match step.key {
            "extension" => [&point[..], &[("access_point", VIRTALAHDE)]].concat(),
            "extension_schedule" => vec![("production_date", "11.12.2026")],
            _ => continue,
        };
        let version = if step.key == "extension" { "1" } else { "0" };
        save(&clinic, &id, step.key, version, &fields).await.redirects();
    }
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("Muutos voidaan ottaa käyttöön aikaisintaan 21 päivän kuluttua"), "{}", check.body);
    matti.post(&address(&id, "/discard"), &[]).await.redirects();

    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    send(&clinic, &id, &[&point[..], &[("access_point", VIRTALAHDE)]].concat(), "12.12.2026").await;
    let ville = ville(&clinic).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select id, asked_system from connection where state = 'awaited'";
    let (waiting, asked): (String, Option<String>) = read.one(sql, db::values![]).await.expect("a request");
    drop(read);
    let request = format!("/o/{VIRTALAHDE}/connections/{waiting}");
    assert_eq!(asked.as_deref(), Some(SYSTEM), "the system in use is told, though nobody chose it");
    let shown = version_on(&ville, &request).await;
    let choice = [("version", shown.as_str()), ("point", ACCESS_POINT), ("system", SYSTEM)];
    ville.post(&format!("{request}/confirm"), &choice).await.redirects();
    let own = approve(&clinic, &id).await;
    let page = matti.page(&own).await;
    assert!(page.shows("Yhteys tuotantoon") && !page.shows("id=\"test\""), "{}", page.body);
    for item in ["connection", "staff", "securing"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    let early = [("version", "1"), ("date", "11.12.2026")];
    let refused = matti.post(&format!("{own}/production-date"), &early).await;
    assert!(refused.shows("aikaisintaan 12.12.2026"), "{}", refused.body);
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "12.12.2026")]).await.redirects();
    clinic.world.app.clock.advance_seconds(21 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    assert_eq!(line(&clinic, Service::ExtensionOfUse).await.state, DeploymentState::InProduction);
    assert_eq!(in_use(&clinic).await.system.as_deref(), Some(SYSTEM), "it stays the same");
    let matti = clinic.world.matti().await;
    for (language, point, since) in [
        (Language::Fi, "Liityntäpiste: Virtalähde 1 (1.2.246.10.99001918.18.1)", "Käytössä 12.12.2026 alkaen."),
        (Language::Sv, "Anslutningspunkt: Virtalähde 1 (1.2.246.10.99001918.18.1)", ""),
        (Language::En, "Access point: Virtalähde 1 (1.2.246.10.99001918.18.1)", ""),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(&running).await;
        assert!(page.shows(point) && page.shows(since), "{}", page.body);
    }

    // The mail about a point that closes leads to the application, and that to the next change.
    let other = format!("<a href=\"{running}#extensions\">Hakekaa toista liityntäpistettä</a>");
    let case = address(&id, "");
    assert!(!matti.page(&case).await.shows(&other), "the point stays open");
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let day = "2027-03-31".parse().expect("a day");
    crate::registers::close_access_point(&mut tx, ACCESS_POINT, day).await.expect("closed");
    tx.commit().await.expect("committed");
    let closing = matti.page(&case).await;
    assert!(closing.shows("Sen viimeinen päivä on 31.3.2027.") && closing.shows(&other), "{}", closing.body);
}

async fn units_that_receive_renewal_requests_are_changed_after_production(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let running = prescriptions_are_in_use(&clinic).await;
    let matti = clinic.world.matti().await;
    assert!(matti.page(&running).await.shows("<li>Reseptien uusimispyyntöjen vastaanotto</li>"));
    // A further unit may receive them from the beginning.
    let id = begin(&matti, "prescription").await;
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let further = [("service", "prescription"), ("function", "further_units")];
    let units = [("units", ENDING_UNIT), ("renewal_units", ENDING_UNIT)];
    send(&clinic, &id, &[further, units].concat(), "1.12.2026").await;
    let own = approve(&clinic, &id).await;
    let page = matti.page(&running).await;
    assert!(page.shows("Reseptien uusimispyyntöjen vastaanotto: Keskustan vastaanotto"), "{}", page.body);
    assert_eq!(in_use(&clinic).await.units, [UNIT], "it has not begun");
    for item in ["staff", "securing"] {
        matti.post(&format!("{own}/items"), &[("item", item), ("answer", "done")]).await.redirects();
    }
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "21.11.2026")]).await.redirects();
    assert_eq!(in_use(&clinic).await.units, [UNIT, ENDING_UNIT]);

    // From then on all of them are named anew, of those in which prescriptions are in use.
    clinic.world.app.clock.advance_seconds(60);
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let step = matti.page(&address(&id, "/steps/extension")).await;
    let field = |unit: &str| format!("name=\"receiving_units\" value=\"{unit}\"");
    assert!(step.shows(&field(UNIT)) && step.shows(&field(ENDING_UNIT)), "{}", step.body);
    let renewal = [("service", "prescription"), ("function", "renewal_units")];
    let elsewhere = "1.2.246.10.99002267.10.9";
    let fields = [&renewal[..], &[("receiving_units", UNIT), ("receiving_units", elsewhere)]].concat();
    let refused = save(&clinic, &id, "extension", "0", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("vain yksikkö, jossa palvelu on käytössä"), "{}", refused.body);
    matti.post(&address(&id, "/discard"), &[]).await.redirects();
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    send(&clinic, &id, &[&renewal[..], &[("receiving_units", UNIT)]].concat(), "25.11.2026").await;
    let case = matti.page(&address(&id, "")).await;
    assert!(
        case.shows("Mitkä yksiköt ottavat jatkossa vastaan") && case.shows("Rannan vastaanotto ("),
        "{}",
        case.body
    );
    assert!(!case.shows("Mitä palveluyksiköitä laajennus koskee?"), "only what was asked: {}", case.body);
    let vilma = clinic.world.vilma().await;
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows("Mitkä yksiköt ottavat jatkossa vastaan"));
    approve(&clinic, &id).await;
    let page = matti.page(&running).await;
    assert!(page.shows("Reseptien uusimispyyntöjen vastaanotto: Rannan vastaanotto</p>"), "{}", page.body);
}

async fn a_draft_of_the_version_before_goes_on_with_its_own_steps(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    prescriptions_are_in_use(&clinic).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::ExtensionOfUse).await;
    let older = "update application set catalogue_version = 4 where id = $1";
    clinic.world.meddle(older, db::values![id.as_str()]).await;
    let sql = "insert into application_step (application, step, version, answers, state)
               select application, 'units', 0, answers, state from application_step
               where application = $1 and step = 'extension_schedule'";
    clinic.world.meddle(sql, db::values![id.as_str()]).await;
    let step = matti.page(&address(&id, "/steps/extension")).await;
    assert!(step.shows("value=\"extension_of_use-4\"") && step.shows("value=\"new_system\""), "{}", step.body);
    for later in ["access_point", "renewal_units"] {
        assert!(!step.shows(&format!("name=\"function\" value=\"{later}\"")), "{later}");
    }
    assert!(matti.page(&address(&id, "/steps/units")).await.shows("Rannan vastaanotto"));
    let of_later = [("service", "prescription"), ("function", "access_point"), ("access_point", ACCESS_POINT)];
    assert_eq!(save(&clinic, &id, "extension", "0", &of_later).await.status, StatusCode::BAD_REQUEST);
    let fields =
        [&[("version", "0"), ("form", "extension_of_use-4"), ("profile", "private units")], &of_later[..]].concat();
    let refused = matti.post(&address(&id, "/steps/extension"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it has no such function: {}", refused.body);
}

async fn a_pharmacist_joins_through_another_point_with_the_same_system(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let matti = clinic.world.matti().await;
    let profile = Profile::of(CustomerKind::Pharmacist).with(KnownFact::Units);
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Pharmacist).expect("a form").asked(profile);
    in_production(&clinic, form).await;
    let running = format!("/o/{RANTAPOLKU}/deployments/{}", line(&clinic, Service::Prescription).await.id);
    let page = matti.page(&running).await;
    assert!(page.shows("<li>Toinen liityntäpiste</li>"), "{}", page.body);
    assert!(!page.shows("Reseptien uusimispyyntöjen vastaanotto") && !page.shows("Uudet palveluyksiköt"));
    let id = begin(&matti, "prescription").await;
    let whole = crate::applications::submitting::load_whole(&clinic.visit(&matti), &id).await.expect("loaded");
    let profile = whole.form.profile.code();
    let save = async |version: &str, fields: &[(&str, &str)]| {
        let own = [("version", version), ("form", "extension_of_use_pharmacist-2"), ("profile", profile.as_str())];
        matti.post(&address(&id, "/steps/extension"), &[&own, fields].concat()).await
    };
    let chosen = [("service", "prescription"), ("function", "access_point")];
    let without = save("0", &chosen).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", without.body);
    assert!(without.shows("href=\"#access_point\"") && !without.shows("href=\"#system\""), "{}", without.body);
    save("1", &[&chosen[..], &[("access_point", ACCESS_POINT)]].concat()).await.redirects();
}

db::testing::on_both![
    why_a_second_extension_waits_for_the_first_is_said_and_what_to_do,
    another_point_with_the_same_system_is_told_three_weeks_ahead_and_shown_on_the_service,
    units_that_receive_renewal_requests_are_changed_after_production,
    a_draft_of_the_version_before_goes_on_with_its_own_steps,
    a_pharmacist_joins_through_another_point_with_the_same_system,
];
