//! Drafts through the router: every page in three languages, saves, colleagues, foreign addresses.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{
    Clinic, ENDING_UNIT, ESTATE, PHARMACY, PUBLIC, TRADER, UNIT, address, answers, applications, contacts, save,
};
use crate::applications::submitting::load_whole;
use crate::kernel::{ApplicationId, Basis, BusinessId, Mandate, Position};
use crate::registers;
use crate::services::{CustomerKind, Service};
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU};

pub(super) async fn colleague(clinic: &Clinic) -> Browser<'_> {
    let position = vec![Basis::Position(Position::DeputyManagingDirector)];
    clinic.world.person("110276-9244", "Leena Entinen", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", position)]).await
}

async fn every_page_of_a_draft_is_a_proper_page(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let list = matti.page(&applications()).await;
    assert!(
        list.shows("Potilastietovaranto")
            && list.shows("aiemmin Potilastiedon arkisto")
            && list.shows("kanta@kanta.fi")
    );
    let id = clinic.begin(&matti).await;
    let tasks = matti.page(&address(&id, "")).await;
    assert_eq!(tasks.body.matches("Aloittamatta").count(), 10, "nine steps and the check: {}", tasks.body);
    for (step, _) in answers() {
        let page = matti.page(&address(&id, &format!("/steps/{step}"))).await;
        assert!(page.shows("Tallenna ja jatka") && !page.shows("class=\"problem\""), "{step}");
    }
    let organisation = matti.page(&address(&id, "/steps/organisation")).await;
    assert!(
        organisation.shows("1.2.246.10.99002267.10.0") && organisation.shows("Rantapolku 1"),
        "{}",
        organisation.body
    );
    let billing = matti.page(&address(&id, "/steps/billing")).await;
    assert!(
        billing.shows("value=\"003799002267\"") && billing.shows("value=\"RANTALA\""),
        "what a register knows is not typed"
    );
    assert!(matti.page(&address(&id, "/steps/information_system")).await.shows("sertifikaatti päättyi 30.6.2026"));
    matti.page(&address(&id, "/print")).await;
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("class=\"problem\"") && !check.shows("Siirry allekirjoittamaan"));
    assert_eq!(matti.get(&address(&id, "/sign")).await.redirects(), address(&id, "/check"), "nothing to sign yet");
    matti.page(&address(&id, "/discard")).await;

    clinic.fill(&matti, &id).await;
    let tasks = matti.page(&address(&id, "")).await;
    assert_eq!(tasks.body.matches("Valmis<").count(), 9, "{}", tasks.body);
    assert!(tasks.shows("Matti Rantapolku tallensi 21.11.2026"));
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Allekirjoittakaa ja lähettäkää hakemus") && home.shows("odottaa allekirjoitusta"));
    assert!(matti.page(&address(&id, "/check")).await.shows("Siirry allekirjoittamaan"));
    let sign = matti.page(&address(&id, "/sign")).await;
    assert!(sign.shows("Allekirjoita ja lähetä hakemus") && sign.shows("lang=\"sv\""), "the case is in Swedish");
    assert!(matti.page(&applications()).await.shows("Jatka hakemusta"));
}

async fn who_may_not_change_billing_data_fills_in_all_other_steps(scratch: &Scratch) {
    let clinic = Clinic::with_config(scratch, |config| config.mandates.mandate_changes_billing = false).await;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let organisation = (RANTAPOLKU, "Rantapolun Lääkäriasema Oy", right);
    let olavi = clinic.world.person("061279-9076", "Olavi Testinen", &[organisation]).await;
    let id = clinic.begin(&olavi).await;
    for (step, fields) in answers() {
        let page = olavi.page(&address(&id, &format!("/steps/{step}"))).await;
        let saved = save(&olavi, &id, step, 0, &fields).await;
        if step == "billing" {
            assert!(page.shows("Oikeutenne ei riitä laskutustietojen muuttamiseen"), "{}", page.body);
            assert!(
                page.shows("Julkisessa organisaatiossa, säätiössä") && page.shows("kanta@kanta.fi"),
                "{}",
                page.body
            );
            assert!(!page.shows("Tallenna ja jatka"), "no button that would be refused: {}", page.body);
            assert_eq!(saved.status, StatusCode::NOT_FOUND);
            let autosave = [("version", "0"), ("form", "prescription-2"), ("street", "Muu katu 1")];
            let refused = olavi.post(&address(&id, "/steps/billing/autosave"), &autosave).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.body);
        } else {
            assert!(page.shows("Tallenna ja jatka"), "{step}");
            assert_eq!(saved.status, StatusCode::SEE_OTHER, "{step}: {}", saved.body);
        }
    }
    assert_eq!(olavi.get(&address(&id, "/sign")).await.redirects(), address(&id, "/check"), "the step is open still");
    let matti = clinic.world.matti().await;
    let billing = answers().into_iter().find(|(step, _)| *step == "billing").expect("a step").1;
    assert_eq!(save(&matti, &id, "billing", 0, &billing).await.status, StatusCode::SEE_OTHER, "a position may");
    assert!(olavi.page(&address(&id, "/sign")).await.shows("Allekirjoita ja lähetä hakemus"));
}

async fn beginning_again_continues_the_same_draft(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let (first, second) = tokio::join!(clinic.begin(&matti), clinic.begin(&leena));
    assert_eq!(first, second, "drafts belong to the organisation");
    assert_eq!(clinic.begin(&leena).await, first);
    assert_eq!(clinic.audited("applications.begun").await, 1);
}

async fn an_estate_that_keeps_a_pharmacy_is_asked_the_pharmacists_form(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, ESTATE, PHARMACY).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let visit = clinic.visit(&matti);
    let whole = load_whole(&visit, &id).await.expect("loads");
    assert_eq!(whole.form.profile.kind, CustomerKind::Pharmacist);
    matti.page(&address(&id, "/steps/pharmacy")).await;
    assert_eq!(matti.get(&address(&id, "/steps/units")).await.status, StatusCode::NOT_FOUND);
    let own = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = visit.app.db.read().await.expect("a reader");
    let known = registers::last_known_kind(&mut read, visit.now, &own).await.expect("known");
    assert_eq!(known, CustomerKind::Pharmacist, "pages that ask no register see it alike");
}

async fn an_organisation_that_the_form_is_not_for_is_told_where_to_turn(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let matti = clinic.world.matti().await;
    let refused = matti.post(&applications(), &[("service", "patient_data")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "pharmacies keep no patient data");
    assert!(refused.shows("kanta@kanta.fi"), "{}", refused.body);
    let other = matti.post(&applications(), &[("service", "imaging_data")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(matti.post(&applications(), &[("service", "x")]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(clinic.audited("applications.begun").await, 0);
}

async fn a_public_body_is_asked_the_form_that_is_for_it_and_stays_with_it(scratch: &Scratch) {
    let clinic = Clinic::with_company(scratch, PUBLIC).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::PatientData).await;
    let step = matti.page(&address(&id, "/steps/organisation")).await;
    assert!(
        step.shows("name=\"form\" value=\"patient_data-2\"") && step.shows("name=\"profile\" value=\"public units\"")
    );
    let fields = [("version", "0"), ("form", "patient_data-2"), ("register", "own")];
    let page = address(&id, "/steps/controller");
    let of = |profile: &'static str| fields.iter().copied().chain([("profile", profile)]).collect::<Vec<_>>();
    assert_eq!(
        matti.post(&page, &of("private units")).await.status,
        StatusCode::BAD_REQUEST,
        "another customer's form"
    );
    assert_eq!(matti.post(&page, &of("public units")).await.status, StatusCode::SEE_OTHER);
}

async fn a_wrong_step_is_saved_as_typed_and_shows_its_errors(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let mut fields = contacts();
    fields[1] = ("people-0-email", "matti at rantapolku");
    let answer = save(&matti, &id, "contacts", 0, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.shows("href=\"#people-0-email\"") && answer.shows("id=\"people-0-email-error\""), "{}", answer.body);
    assert!(answer.shows("value=\"matti at rantapolku\"") && answer.shows("name=\"version\" value=\"1\""));
    assert!(matti.get(&address(&id, "")).await.shows("Korjattavaa"));
    let again = matti.page(&address(&id, "/steps/contacts")).await;
    assert!(again.shows("value=\"matti at rantapolku\"") && again.shows("class=\"problem\""));

    let mended = save(&matti, &id, "contacts", 1, &contacts()).await;
    assert_eq!(mended.redirects(), address(&id, "/steps/billing"), "on to the next step");
    let last = save(&matti, &id, "security", 0, &[("plan", "yes"), ("self_monitoring", "yes")]).await;
    assert_eq!(last.redirects(), address(&id, "/steps/organisation"), "back to the first that is not done");
}

async fn persons_are_added_and_removed_without_scripts(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let mut fields = contacts();
    fields.push(("answer", "add"));
    let more = save(&matti, &id, "contacts", 0, &fields).await;
    let page = matti.page(more.redirects()).await;
    assert!(page.shows("people-2-name") && !page.shows("people-3-name") && page.shows("Tiina Tekninen"));
    assert!(!page.shows("class=\"problem\""), "nobody has said yet that this is all");
    let mut fields = contacts();
    fields.push(("answer", "remove-people-0"));
    let fewer = save(&matti, &id, "contacts", 1, &fields).await;
    let page = matti.get(fewer.redirects()).await;
    assert!(page.shows("Tiina Tekninen") && !page.shows("value=\"Matti Rantapolku\""));
}

async fn autosave_keeps_what_is_typed_and_tells_the_version(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let page = address(&id, "/steps/billing/autosave");
    let fields = [("version", "0"), ("form", "prescription-2"), ("method", "pdf"), ("street", "Ranta")];
    let saved = matti.post(&page, &fields).await;
    assert_eq!(saved.status, StatusCode::NO_CONTENT, "{}", saved.body);
    assert_eq!(saved.headers.get("x-version").and_then(|value| value.to_str().ok()), Some("1"));
    let step = matti.get(&address(&id, "/steps/billing")).await;
    assert!(step.shows("value=\"Ranta\"") && !step.shows("class=\"problem\""));
    assert!(matti.get(&address(&id, "")).await.shows("Odottaa teitä"));
    let other = [("version", "0"), ("form", "prescription-2"), ("method", "paper")];
    assert_eq!(matti.post(&page, &other).await.status, StatusCode::CONFLICT);
    let window = save(&matti, &id, "billing", 0, &[("method", "paper")]).await;
    assert!(window.status == StatusCode::CONFLICT && window.shows("Tallensitte saman osan toisessa ikkunassa"));
    let repeated = matti.post(&page, &fields).await;
    assert_eq!(repeated.status, StatusCode::NO_CONTENT, "the same answers again are the same save");
    assert_eq!(clinic.audited("applications.step_saved").await, 1);
}

async fn a_colleague_who_saved_first_is_not_overwritten(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    assert_eq!(save(&leena, &id, "units", 0, &[("units", ENDING_UNIT)]).await.status, StatusCode::SEE_OTHER);
    let conflict = save(&matti, &id, "units", 0, &[("units", UNIT)]).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    conflict.is_a_proper_page(crate::kernel::Language::Fi);
    assert!(
        conflict.shows("Joku muu tallensi saman osan")
            && conflict.shows("Leena Entinen tallensi")
            && conflict.shows("Keskustan vastaanotto")
            && conflict.shows("Rannan vastaanotto")
    );
    assert!(
        conflict.shows("name=\"version\" value=\"1\"") && conflict.shows(&format!("name=\"units\" value=\"{UNIT}\""))
    );
    for language in crate::kernel::Language::ALL {
        let matti = clinic.world.matti().await.speaking(language);
        save(&matti, &id, "units", 0, &[("units", UNIT)]).await.is_a_proper_page(language);
    }
    assert!(
        matti.get(&address(&id, "/steps/units")).await.shows(&checked(ENDING_UNIT)),
        "theirs stays until somebody chooses"
    );
    assert_eq!(save(&matti, &id, "units", 1, &[("units", UNIT)]).await.status, StatusCode::SEE_OTHER);
    let page = matti.get(&address(&id, "/steps/units")).await;
    assert!(page.shows(&checked(UNIT)) && !page.shows(&checked(ENDING_UNIT)));
}

async fn the_same_save_twice_at_once_is_one_save(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let fields = [("units", UNIT)];
    let (first, second) = tokio::join!(save(&matti, &id, "units", 0, &fields), save(&matti, &id, "units", 0, &fields));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(clinic.audited("applications.step_saved").await, 1);
    let other = [("units", ENDING_UNIT)];
    let (mine, theirs) = tokio::join!(
        save(&matti, &id, "units", 1, &other),
        save(&leena, &id, "units", 1, &[("units", UNIT), ("renewal_units", UNIT)])
    );
    let mut statuses = [mine.status, theirs.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "one is saved, the other is asked");
}

fn checked(unit: &str) -> String {
    format!("value=\"{unit}\" checked")
}

async fn another_organisation_finds_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    let id = clinic.begin(&matti).await;
    let foreign = |page: &str| format!("/o/{LEHTOLINNA}/applications/{id}{page}");
    let pages = ["", "/print", "/check", "/sign", "/receipt", "/withdraw", "/discard", "/steps/billing"];
    for page in pages {
        assert_eq!(kauko.get(&foreign(page)).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(kauko.get(&address(&id, page)).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let fields = [("version", "0"), ("form", "prescription-2"), ("street", "Kaukon katu")];
    for page in ["/steps/billing", "/steps/billing/autosave", "/discard", "/withdraw", "/supplement", "/sign"] {
        assert_eq!(kauko.post(&foreign(page), &fields).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(kauko.post(&address(&id, page), &fields).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let aino = clinic.world.aino().await;
    assert_eq!(
        aino.get("/o/9900101-0/applications").await.status,
        StatusCode::NOT_FOUND,
        "mandate 2 reaches no application"
    );
    // The same pages open for those whose application it is.
    assert_eq!(matti.get(&address(&id, "/steps/billing")).await.status, StatusCode::OK);
    assert!(!matti.get(&address(&id, "/steps/billing")).await.shows("Kaukon katu"));
}

async fn nonsense_is_refused_and_loses_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let long = "x".repeat(10_001);
    assert_eq!(save(&matti, &id, "billing", 0, &[("street", &long)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let huge = "x".repeat(600_000);
    assert_eq!(save(&matti, &id, "billing", 0, &[("street", &huge)]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let over = save(&matti, &id, "billing", 0, &[("street", &"x".repeat(201))]).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(over.shows("Tekstissä on 201 merkkiä. Enintään 200 mahtuu."), "{}", over.body);
    let status = |fields: &'static [(&'static str, &'static str)]| {
        let (page, matti) = (address(&id, "/steps/billing"), &matti);
        async move { matti.post(&page, fields).await.status }
    };
    assert_eq!(status(&[("form", "prescription-2")]).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(&[("version", "1"), ("form", "prescription-99")]).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(&[("version", "1")]).await, StatusCode::BAD_REQUEST);
    assert_eq!(matti.get(&address(&id, "/steps/nothing")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(matti.get(&format!("{}/not-an-id", applications())).await.status, StatusCode::NOT_FOUND);
    let coded = save(&matti, &id, "billing", 1, &[("street", "150668-917M")]).await;
    assert!(coded.shows("henkilötunnus, jota emme tallentaneet") && !coded.shows("917M"), "{}", coded.body);
}

/// The disk of the database is full: each save is told as an outage, what was saved stays, and it goes on when there is
/// room again. How PostgreSQL fails is tried in a journey.
#[tokio::test]
async fn a_full_disk_is_told_and_loses_nothing() {
    let scratch = Scratch::open(db::Dialect::Sqlite).await.expect("SQLite needs nothing");
    let clinic = Clinic::open(&scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "billing", 0, &[("street", "Rantapolku 1")]).await;
    let limit = async |sql: &'static str| {
        let mut tx = clinic.world.app.db.write().await.expect("a transaction");
        tx.all::<(i64,)>(sql, db::values![]).await.expect("limited");
        tx.commit().await.expect("committed");
    };
    // SQLite keeps a limit below what there is as what there is.
    limit("pragma max_page_count = 1").await;
    let mut version = 1;
    let mut last = "Rantapolku 1".to_string();
    let full = loop {
        assert!(version < 200, "the disk is never full");
        let street = format!("Rantapolku {version} {}", "x".repeat(150));
        let answer = save(&matti, &id, "billing", version, &[("street", &street)]).await;
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            break answer;
        }
        (last, version) = (street, version + 1);
    };
    assert!(
        full.shows("Tietokantaan ei saada yhteyttä") && full.shows("tätä muutosta ei tallennettu"),
        "{}",
        full.body
    );
    full.is_a_proper_page(crate::kernel::Language::Fi);
    assert!(matti.page(&address(&id, "/steps/billing")).await.shows(&last), "what was saved stands");
    limit("pragma max_page_count = 1000000").await;
    save(&matti, &id, "billing", version, &[("street", "Uusi katu 2")]).await;
    assert!(matti.page(&address(&id, "/steps/billing")).await.shows("Uusi katu 2"), "it goes on by itself");
}

async fn a_discarded_draft_is_gone_and_another_can_begin(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    assert_eq!(matti.post(&address(&id, "/discard"), &[]).await.redirects(), applications());
    assert_eq!(matti.get(&address(&id, "")).await.status, StatusCode::NOT_FOUND);
    assert_ne!(clinic.begin(&matti).await, id);
    assert_eq!(clinic.audited("applications.discarded").await, 1);
}

async fn a_draft_goes_on_while_the_register_is_down(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    clinic.silence().await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let page = matti.page(&address(&id, "/steps/organisation")).await;
    assert!(page.shows("SOTE-organisaatiorekisteri ei vastaa"), "{}", page.body);
    let saved: Answer = save(&matti, &id, "units", 0, &[("units", UNIT)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(matti.page(&address(&id, "/check")).await.shows("käsittelijä näkee, että tietoja ei voitu tarkistaa"));
}

async fn no_row_of_a_draft_or_the_log_holds_personal_data_in_the_wrong_place(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let details: Vec<(String,)> = read.all("select detail from audit_entry", db::values![]).await.expect("read");
    assert!(details.len() > 9);
    for (detail,) in details {
        assert!(!detail.contains("Tiina") && !detail.contains('@') && !detail.contains("Rantapolku"), "{detail}");
    }
    assert!(ApplicationId::parse(id.as_str()).is_some());
}

db::testing::on_both![
    every_page_of_a_draft_is_a_proper_page,
    who_may_not_change_billing_data_fills_in_all_other_steps,
    beginning_again_continues_the_same_draft,
    a_public_body_is_asked_the_form_that_is_for_it_and_stays_with_it,
    an_estate_that_keeps_a_pharmacy_is_asked_the_pharmacists_form,
    an_organisation_that_the_form_is_not_for_is_told_where_to_turn,
    a_wrong_step_is_saved_as_typed_and_shows_its_errors,
    persons_are_added_and_removed_without_scripts,
    autosave_keeps_what_is_typed_and_tells_the_version,
    a_colleague_who_saved_first_is_not_overwritten,
    the_same_save_twice_at_once_is_one_save,
    another_organisation_finds_nothing,
    nonsense_is_refused_and_loses_nothing,
    a_discarded_draft_is_gone_and_another_can_begin,
    a_draft_goes_on_while_the_register_is_down,
    no_row_of_a_draft_or_the_log_holds_personal_data_in_the_wrong_place,
];
