//! The home page in its standings.

use db::testing::{Scratch, plan_of, statements_of};
mod links_tests;
mod standing_tests;

use serde_json::json;

use super::rules::{Standing, Things};
use crate::applications::{ApplicationLine, State};
use crate::deployments::{DeploymentLine, DeploymentState, Granted};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId, Language, Random};
use crate::parties::tests::{bring_in, grant};
use crate::parties::{Joinings, PartyState};
use crate::registers;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::{LEHTOLINNA, NOON, RANTAPOLKU, World, between};
use crate::texts::texts;
use crate::web::Visit;

fn application(state: State) -> ApplicationLine {
    ApplicationLine {
        id: ApplicationId::new(NOON, &Random::seeded(1)),
        service: Service::Prescription,
        state,
        case_number: None,
        changed_at: NOON,
        submitted_at: None,
        supplement_deadline: None,
        last_saved_at: None,
        kind: crate::applications::CaseKind { customer: crate::services::CustomerKind::Private, supplemented: false },
        is_paired: false,
        is_whole: false,
        first_signature: None,
        reopened: None,
    }
}

fn deployment(state: DeploymentState) -> DeploymentLine {
    DeploymentLine {
        id: DeploymentId::new(NOON, &Random::seeded(2)),
        service: Service::Prescription,
        state,
        open_items: 1,
        production_date: None,
        in_production_since: None,
        ended_on: None,
        failed_test: None,
    }
}

#[test]
fn a_service_says_the_newest_thing_that_matters() {
    let of = |state: State| application(state);
    let standing = |applications: &[ApplicationLine], deployments: &[DeploymentLine]| {
        let things = Things { applications, deployments, joinings: &Joinings::default(), rejections: &[] };
        format!("{:?}", Standing::of(Service::Prescription, things)).split('(').next().unwrap_or_default().to_string()
    };
    assert_eq!(standing(&[], &[]), "NotInUse");
    assert_eq!(standing(&[of(State::Draft)], &[]), "Draft");
    assert_eq!(standing(&[of(State::SupplementRequested)], &[]), "Supplement");
    assert_eq!(standing(&[of(State::Rejected), of(State::InReview)], &[]), "Waiting");
    assert_eq!(standing(&[of(State::Rejected)], &[]), "NotInUse");
    assert_eq!(standing(&[of(State::Approved)], &[deployment(DeploymentState::SetUp)]), "SetUp");
    assert_eq!(standing(&[of(State::Draft)], &[deployment(DeploymentState::InProduction)]), "InUse");
    assert_eq!(standing(&[], &[deployment(DeploymentState::Ended)]), "Ended");
    assert_eq!(standing(&[of(State::Draft)], &[deployment(DeploymentState::Ended)]), "Draft");
}

#[test]
fn of_what_is_applied_for_again_and_again_each_thing_under_way_is_told() {
    let extension = Service::ExtensionOfUse;
    let draft = ApplicationLine { service: extension, ..application(State::Draft) };
    let line = |state: DeploymentState| DeploymentLine { service: extension, ..deployment(state) };
    let all = |applications: &[ApplicationLine], deployments: &[DeploymentLine]| {
        let things = Things { applications, deployments, joinings: &Joinings::default(), rejections: &[] };
        let all = Standing::all_of(extension, things);
        all.iter().map(|one| format!("{one:?}").split('(').next().unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let lines = [DeploymentState::SetUp, DeploymentState::InProduction, DeploymentState::TestPlanned].map(line);
    assert_eq!(all(&[draft], &lines), ["Draft", "SetUp", "SetUp"]);
    assert_eq!(all(&[], &lines), ["SetUp", "SetUp"]);
    assert_eq!(all(&[], &lines[1..2]), ["InUse"]);
    assert_eq!(all(&[], &[]), ["NotInUse"]);
}

async fn the_home_page_works_while_the_register_is_down(scratch: &Scratch) {
    let world = World::new(scratch);
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(
        page.shows("Rantapolun Lääkäriasema Oy")
            && page.shows("asioitte toimitusjohtajana")
            && page.shows("Ei käytössä")
    );
    assert!(page.shows("rekisteri ei vastaa juuri nyt"));
}

async fn the_viewing_mandate_does_not_open_the_home_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let answer = world.aino().await.get("/o/9900101-0/").await;
    assert_eq!(answer.status, axum::http::StatusCode::NOT_FOUND);
    assert!(!answer.shows("Kuusirannan"), "a page that one may not see says nothing of the organisation");
}

async fn a_stranger_is_sent_to_sign_in_and_comes_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let answer = world.stranger().get(&format!("/o/{RANTAPOLKU}/")).await;
    assert_eq!(answer.redirects(), format!("/sign-in?return=%2Fo%2F{RANTAPOLKU}%2F"));
}

/// What the registers last told of the organisation, so that it is of a kind: legal form, provider, pharmacy.
async fn become_kind(world: &World, kind: CustomerKind) {
    let (form, provider, pharmacy) = match kind {
        CustomerKind::Private => ("16", true, false),
        CustomerKind::SoleTrader => ("26", false, false),
        CustomerKind::SelfEmployed => ("26", true, false),
        CustomerKind::Foundation => ("18", true, false),
        CustomerKind::Public => ("41", true, false),
        CustomerKind::HospitalPharmacy => ("41", true, true),
        CustomerKind::Pharmacist => ("26", false, true),
        CustomerKind::UniversityPharmacy => ("41", false, true),
    };
    let company = json!({ "business_id": RANTAPOLKU, "name": "Ranta", "form": form, "registered": true,
        "private": !matches!(form, "41" | "18") });
    let organisation = json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": "Ranta",
        "sector": "2", "street_address": "Rantapolku 1", "post_code": "00000", "post_office": "RANTALA", "units": [] });
    let pharmacies = json!([{ "oid": "1.2.246.10.99002267.20.1", "name": "Rannan apteekki", "parent": null,
        "begins_on": "2020-01-01", "ends_on": "2100-12-31" }]);
    let copies = [
        ("company", Some(company)),
        ("organisation", provider.then_some(organisation)),
        ("pharmacist", pharmacy.then_some(pharmacies)),
    ];
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run("delete from register_copy", db::values![]).await.expect("emptied");
    for (source, content) in copies {
        let sql = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)";
        let content = content.map(|content| content.to_string());
        let now = world.app.clock.now().milliseconds();
        tx.run_one(sql, db::values![source, RANTAPOLKU, content, now]).await.expect("told");
    }
    tx.commit().await.expect("committed");
}

async fn the_home_page_shows_what_the_register_knows(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let unit = |oid: &str, name: &str, ends: &str| json!({ "oid": oid, "name": name, "begins_on": "2020-01-01", "ends_on": ends });
    let organisation = json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0",
        "name": "Rantapolun Lääkäriasema Oy", "sector": "2", "street_address": "Rantapolku 1", "post_code": "00000",
        "post_office": "RANTALA", "units": [
            unit("1.2.246.10.99002267.10.1", "Rantapolun vastaanotto", "2100-12-31"),
            unit("1.2.246.10.99002267.10.2", "Lopetettu vastaanotto", "2026-01-31") ] })
    .to_string();
    let keep = "update register_copy set content = $1 where source = 'organisation'";
    world.meddle(keep, db::values![organisation.as_str()]).await;
    let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/")).await;
    let register = between(&page.body, "<aside", "</aside>");
    for part in [
        "Rantapolun Lääkäriasema Oy",
        "9900226-7",
        "1.2.246.10.99002267.10.0",
        "Rantapolku 1, 00000 RANTALA",
        "Rantapolun vastaanotto",
        "21.11.2026",
    ] {
        assert!(register.contains(part), "{part}: {register}");
    }
    assert!(!register.contains("Lopetettu vastaanotto"), "{register}");
}

/// However many extensions there are, what they are about is asked at once.
async fn the_page_asks_as_often_for_three_extensions_as_for_one(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let grant = async |function: &str| {
        let visit = Visit::of_job(&world.app);
        let granted = Granted {
            application: &ApplicationId::new(visit.now, &world.app.random),
            organisation: &organisation,
            service: Service::ExtensionOfUse,
            form,
            case_number: "KE-2026-000001",
            language: CaseLanguage::Fi,
            snapshot: json!({ "answers": { "extension": { "service": "prescription", "function": function } } }),
            recipients: Vec::new(),
            wished_date: None,
        };
        let mut tx = world.app.db.write().await.expect("a transaction");
        crate::deployments::open(&mut tx, &visit, &granted).await.expect("opened");
        tx.commit().await.expect("committed");
    };
    let home = format!("/o/{RANTAPOLKU}/");
    let shown = async || {
        let matti = world.matti().await;
        // The register is silent: it is not asked for again.
        matti.get(&home).await;
        let (page, statements) = statements_of(matti.get(&home)).await;
        (page, statements.len())
    };
    grant("access_point").await;
    let (page, asked) = shown().await;
    assert!(page.shows("Toinen liityntäpiste"), "{}", page.body);
    for function in ["further_units", "certificates"] {
        grant(function).await;
    }
    let (page, of_three) = shown().await;
    assert!(page.shows("Toinen liityntäpiste") && page.shows("Todistusten ja lausuntojen"), "{}", page.body);
    assert_eq!(of_three, asked);
}

/// However many rows other organisations have, none of them is looked at.
async fn the_page_reads_the_rows_of_its_organisation_alone(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let (_, statements) = statements_of(matti.get(&format!("/o/{RANTAPOLKU}/"))).await;
    let mut read = world.app.db.read().await.expect("a reader");
    for sql in statements.iter().filter(|sql| sql.starts_with("select ")) {
        for found in plan_of(&mut read, sql) {
            let scans = found.starts_with("SCAN ") && found != "SCAN CONSTANT ROW" && found != "SCAN speaking";
            // What stands in a state, or was written by a side, is found over all organisations.
            assert!(!scans && !found.contains("(state=?") && !found.ends_with("(from_operator=?)"), "{found}: {sql}");
        }
    }
}

async fn who_is_not_in_the_register_is_not_told_that_it_is_silent(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let home = format!("/o/{RANTAPOLKU}/");
    let silent = matti.page(&home).await;
    assert!(silent.shows("koska rekisteri ei vastaa juuri nyt") && !silent.shows("Organisaatiotanne ei löydy"));
    become_kind(&world, CustomerKind::Private).await;
    world.meddle("update register_copy set content = null where source = 'organisation'", db::values![]).await;
    let unknown = matti.page(&home).await;
    assert!(unknown.shows("Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä"), "{}", unknown.body);
    assert!(!unknown.shows("rekisteri ei vastaa"), "{}", unknown.body);
}

async fn a_practitioner_of_the_older_register_is_not_told_to_register(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::SoleTrader).await;
    let home = format!("/o/{RANTAPOLKU}/");
    let nowhere = "Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä";
    assert!(world.matti().await.page(&home).await.shows(nowhere), "the control");
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('practitioner', $1, $2, $3)";
    let now = world.app.clock.now();
    let oid = r#"{"oid":"1.2.246.537.28.00990022671"}"#;
    world.meddle(sql, db::values![RANTAPOLKU, oid, now.milliseconds()]).await;
    for (language, words) in [
        (Language::Fi, "terveydenhuollon itsenäisten ammatinharjoittajien rekisterissä"),
        (Language::Sv, "i registret över självständiga yrkesutövare"),
        (Language::En, "in the register of self-employed health care professionals"),
    ] {
        let page = world.matti().await.speaking(language).get(&home).await;
        assert!(page.shows(words) && !page.shows(nowhere) && !page.shows("Soterissa"), "{}", page.body);
    }
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = world.app.db.read().await.expect("a reader");
    let kind = registers::last_known_kind(&mut read, now, &organisation).await.expect("read");
    assert_eq!(kind, CustomerKind::SelfEmployed);
}

async fn each_kind_of_customer_is_offered_only_the_services_that_are_for_them(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut offered = 0;
    for kind in CustomerKind::ALL {
        become_kind(&world, kind).await;
        let mut read = world.app.db.read().await.expect("a reader");
        let known = registers::last_known_kind(&mut read, world.app.clock.now(), &organisation).await.expect("read");
        drop(read);
        assert_eq!(known, kind, "the registers tell it");
        let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
        let list = matti.page(&format!("/o/{RANTAPOLKU}/applications")).await;
        for service in Service::ALL {
            let is_theirs = newest_form(service, kind).is_some();
            let begin = format!("name=\"service\" value=\"{}\"", service.code());
            // What needs another service in use says so in the place of its button.
            let form = newest_form(service, kind);
            let waits = form.is_some_and(|form| !form.requires.is_empty() || !service.extends().is_empty());
            assert_eq!(list.shows(&begin), is_theirs && !waits, "{kind:?} {service:?} on the list");
            let row = format!("applications\">{}</a>", service.name(texts(Language::Fi)));
            assert_eq!(home.shows(&row), is_theirs && !service.is_extension(), "{kind:?} {service:?} at home");
            offered += usize::from(is_theirs);
        }
        let all = Service::ALL.into_iter().all(|service| newest_form(service, kind).is_some());
        assert_eq!(list.shows("Luettelossa ovat palvelut, joita teidän organisaationne voi hakea täällä"), !all);
    }
    assert!(offered > Service::ALL.len(), "somebody is offered something");
    become_kind(&world, CustomerKind::Pharmacist).await;
    let search = matti.page(&format!("/o/{RANTAPOLKU}/applications?search=potilas")).await;
    assert!(search.shows("Haulla ei löytynyt"), "not by searching either: {}", search.body);
}

/// What is the organisation's own, a draft, a case or a set-up, does not end the joint use.
async fn a_joining_that_goes_on_is_counted_and_shown_beside_what_is_the_organisations_own(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let main = grant(&world, LEHTOLINNA).await;
    let production = "update deployment set state = 'in_production', in_production_since = '2025-01-01' where id = $1";
    world.meddle(production, db::values![main.as_str()]).await;
    let party = bring_in(&world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    let matti = world.matti().await;
    let (home, joined) = (format!("/o/{RANTAPOLKU}/"), format!("href=\"/o/{RANTAPOLKU}/joined\""));
    matti.post(&format!("{home}applications"), &[("service", "prescription")]).await.redirects();
    let set = "update joined_party set begins_on = '2026-11-01', state = $1, ends_on = $2 where id = $3";
    let through =
        "Mukana yhteisliittymisellä. Pääliittyjä on Lehtolinnan Lääkärikeskus Oy, ensimmäinen päivä 1.11.2026.";
    for own in ["Hakemus on kesken.", "lähetettiin 21.11.2026.", "Hakemus on hyväksytty."] {
        match own {
            "lähetettiin 21.11.2026." => {
                let to_operator = "update application set state = 'submitted', case_number = 'KE-2026-000009',
                            submitted_at = changed_at where organisation = $1";
                world.meddle(to_operator, db::values![RANTAPOLKU]).await;
            }
            "Hakemus on hyväksytty." => drop(grant(&world, RANTAPOLKU).await),
            _ => {}
        }
        for (state, ends_on) in [("confirmed", None), ("leaving", None), ("ending", Some("2026-12-31"))] {
            world.meddle(set, db::values![state, ends_on, party.as_str()]).await;
            let page = matti.page(&home).await;
            assert!(page.shows("Yksi Kanta-palvelu on käytössä."), "{own} {state}: {}", page.body);
            assert!(page.shows(own) && page.shows(through) && page.shows(&joined), "{own} {state}: {}", page.body);
            assert_eq!(page.shows(">Käytössä<"), own == "Hakemus on kesken.", "{own} {state}: {}", page.body);
            let ends = page.shows("Pääliittyjä päättää liittymisen 31.12.2026.");
            assert_eq!(ends, ends_on.is_some(), "{own} {state}: {}", page.body);
        }
        world.meddle(set, db::values!["contested", None::<&str>, party.as_str()]).await;
        let page = matti.page(&home).await;
        assert!(page.shows("Yhtään Kanta-palvelua ei ole vielä käytössä."), "the control: {}", page.body);
        assert!(page.shows(own) && !page.shows("Mukana yhteisliittymisellä"), "{own}: {}", page.body);
    }
}

async fn a_service_that_needs_another_in_use_first_says_so_at_home(scratch: &Scratch) {
    let world = World::new(scratch);
    become_kind(&world, CustomerKind::Private).await;
    let (matti, home) = (world.matti().await, format!("/o/{RANTAPOLKU}/"));
    let row = async |service: Service| {
        let page = matti.page(&home).await;
        let row = format!(">{}</a>", service.name(texts(Language::Fi)));
        between(&page.body, &row, "</li>").to_string()
    };
    let (begin, needs) = ("Hakemuksen voi aloittaa", "kun Potilastietovaranto on tuotantokäytössä");
    let imaging = row(Service::ImagingData).await;
    assert!(imaging.contains(needs) && !imaging.contains(begin), "{imaging}");
    let patient = row(Service::PatientData).await;
    assert!(patient.contains(begin) && !patient.contains("kun "), "{patient}");
    let granted = grant(&world, RANTAPOLKU).await;
    let runs = "update deployment set service = 'patient_data', state = 'in_production',
                in_production_since = '2026-01-01' where id = $1";
    world.meddle(runs, db::values![granted.as_str()]).await;
    let imaging = row(Service::ImagingData).await;
    assert!(imaging.contains(begin) && !imaging.contains(needs), "{imaging}");
}

async fn of_whom_every_service_has_ended_home_asks_for_no_contact_persons(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, home) = (world.matti().await, format!("/o/{RANTAPOLKU}/"));
    let granted = grant(&world, RANTAPOLKU).await;
    let contacts = format!("href=\"{home}contacts\"");
    assert!(matti.page(&home).await.shows(&contacts), "the control");
    let ended = "update deployment set state = 'ended', ended_on = '2026-06-30' where id = $1";
    world.meddle(ended, db::values![granted.as_str()]).await;
    let page = matti.page(&home).await;
    assert!(!page.shows(&contacts) && page.shows(&format!("href=\"{home}terminations\"")), "{}", page.body);
}

db::testing::on_both![
    the_page_asks_as_often_for_three_extensions_as_for_one,
    a_joining_that_goes_on_is_counted_and_shown_beside_what_is_the_organisations_own,
    a_service_that_needs_another_in_use_first_says_so_at_home,
    of_whom_every_service_has_ended_home_asks_for_no_contact_persons,
    a_practitioner_of_the_older_register_is_not_told_to_register,
    the_page_reads_the_rows_of_its_organisation_alone,
    who_is_not_in_the_register_is_not_told_that_it_is_silent,
    the_home_page_shows_what_the_register_knows,
    each_kind_of_customer_is_offered_only_the_services_that_are_for_them,
    the_home_page_works_while_the_register_is_down,
    the_viewing_mandate_does_not_open_the_home_page,
    a_stranger_is_sent_to_sign_in_and_comes_back,
];
