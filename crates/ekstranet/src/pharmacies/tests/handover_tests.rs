//! Whole handovers on both databases.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use serde_json::json;

use super::item_4_tests::officer_does;
use super::{INCOMING, LEAVING, OTHER, PHARMACY, Town, VENDOR, row};
use crate::agreements;
use crate::applications::OfficerStep;
use crate::applications::testing::bring_case;
use crate::deployments::{self, DeploymentState, Granted};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::pharmacies::{follow, give_up_act, home_lines};
use crate::registers;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::web::{Failure, Visit};

const DAY: i64 = 24 * 3600;

async fn three_parties_share_one_plan_and_tick_only_their_own_lines(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna, ville) = (town.paavo().await, town.henna().await, town.ville().await);
    let id = town.plan(&henna, INCOMING).await;
    assert_eq!(town.plan(&paavo, LEAVING).await, id, "one plan for both");
    let plan = |organisation: &str| format!("/o/{organisation}/handovers/{id}");
    let page = henna.page(&plan(INCOMING)).await;
    assert!(page.shows("Haltuunottopäivä on 11.12.2026") && page.shows("Käykää sivuapteekit läpi"), "{}", page.body);
    assert!(page.shows("Viimeistään 20.11.2026") && page.shows("Määräpäivä on mennyt"));
    henna.post(&format!("{}/lines", plan(INCOMING)), &[("line", "register"), ("answer", "done")]).await.redirects();
    let page = henna.page(&plan(INCOMING)).await;
    assert!(page.shows("Henna Uusitalli merkitsi tehdyksi 21.11.2026 klo 12.00."));
    let other_side = paavo.page(&plan(LEAVING)).await;
    assert!(other_side.shows("Merkitty tehdyksi 21.11.2026 klo 12.00.") && !other_side.shows("Henna"), "no name");
    let foreign = paavo.post(&format!("{}/lines", plan(LEAVING)), &[("line", "register"), ("answer", "undo")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(paavo.page(&plan(LEAVING)).await.shows("Merkitty tehdyksi"), "the tick is still there");
    assert_eq!(ville.get(&plan(VENDOR)).await.status, StatusCode::NOT_FOUND, "not named yet");
    let vendor = [("version", "1"), ("vendor", VENDOR)];
    henna.post(&format!("{}/vendor", plan(INCOMING)), &vendor).await.redirects();
    let stale = paavo.post(&format!("{}/vendor", plan(LEAVING)), &[("version", "1"), ("vendor", "")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "an old page takes nobody away");
    ville.post(&format!("{}/lines", plan(VENDOR)), &[("line", "trial"), ("answer", "done")]).await.redirects();
    let page = ville.page(&plan(VENDOR)).await;
    assert!(page.shows("Ville Virtalähde merkitsi tehdyksi") && !page.shows("name=\"vendor\""), "{}", page.body);
    assert!(ville.page(&format!("/o/{VENDOR}/handovers")).await.shows("Kivisalmen apteekki"));
    let forbidden = ville.post(&format!("{}/vendor", plan(VENDOR)), &[("version", "2"), ("vendor", "")]).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let ingrid = town.ingrid().await;
    for path in [plan(OTHER), format!("{}/day-zero", plan(OTHER)), plan(INCOMING)] {
        assert_eq!(ingrid.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    henna.post(&format!("{}/vendor", plan(INCOMING)), &[("version", "2"), ("vendor", "")]).await.redirects();
    assert_eq!(ville.get(&plan(VENDOR)).await.status, StatusCode::NOT_FOUND, "no longer named");
    assert_eq!(
        (town.audited("pharmacies.handover_opened").await, town.audited("pharmacies.line_done").await),
        (1, 2),
        "each deed is in the log"
    );
}

async fn settings_are_the_own_sides_and_day_zero_says_whom_to_call(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    let id = town.plan(&henna, INCOMING).await;
    let plan = |organisation: &str| format!("/o/{organisation}/handovers/{id}");
    let settings = format!("{}/settings", plan(INCOMING));
    let wrong = henna.post(&settings, &[("version", "0"), ("email", "henna"), ("phone", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("role=\"alert\"") && wrong.shows("value=\"henna\"") && wrong.shows("href=\"#phone\""));
    let sound = [("version", "0"), ("email", "henna@uusitalli.example"), ("phone", "+358 00 000 0006")];
    henna.post(&settings, &sound).await.redirects();
    assert_eq!(henna.post(&settings, &sound).await.status, StatusCode::CONFLICT, "an old page overwrites nothing");
    let newer = [("version", "1"), ("email", "apteekki@uusitalli.example"), ("phone", "+358 00 000 0007")];
    henna.post(&settings, &newer).await.redirects();
    assert!(henna.page(&plan(INCOMING)).await.shows("apteekki@uusitalli.example"));
    let other_side = paavo.page(&plan(LEAVING)).await;
    assert!(!other_side.shows("uusitalli.example"), "the address is nobody else's");
    let zero = paavo.page(&format!("{}/day-zero", plan(LEAVING))).await;
    assert!(zero.shows("+358 00 000 0007") && zero.shows("klo 0.00") && !zero.shows("uusitalli.example"));
}

async fn a_moved_takeover_date_moves_the_plan_and_tells_the_sides(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    let id = town.plan(&henna, INCOMING).await;
    let settings = |organisation: &str| format!("/o/{organisation}/handovers/{id}/settings");
    for (browser, organisation, email) in
        [(&henna, INCOMING, "henna@uusitalli.example"), (&paavo, LEAVING, "paavo@kivisalmi.example")]
    {
        let fields = [("version", "0"), ("email", email), ("phone", "+358 00 000 0006")];
        browser.post(&settings(organisation), &fields).await.redirects();
    }
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "nothing has moved");
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert_eq!(town.mailed("handover_moved").await, ["henna@uusitalli.example", "paavo@kivisalmi.example"]);
    let page = town.paavo().await.page(&format!("/o/{LEAVING}/handovers/{id}")).await;
    assert!(page.shows("Haltuunottopäivä on 21.12.2026") && page.shows("Viimeistään 30.11.2026"));
    assert!(town.mailed("handover_reminder").await.is_empty());
    town.world.app.clock.advance_seconds(10 * DAY);
    assert_eq!(
        guarded(follow(&town.world.app)).await.expect("ran"),
        1,
        "three weeks ahead each side of the plan is reminded"
    );
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert_eq!(town.mailed("handover_reminder").await, ["henna@uusitalli.example", "paavo@kivisalmi.example"]);
    assert_eq!(town.audited("pharmacies.handover_reminded").await, 2);
}

async fn a_register_that_is_down_or_a_broken_plan_keeps_no_reminder_waiting(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    let id = town.plan(&henna, INCOMING).await;
    town.plan(&paavo, LEAVING).await;
    let settings = format!("/o/{INCOMING}/handovers/{id}/settings");
    let fields = [("version", "0"), ("email", "henna@uusitalli.example"), ("phone", "+358 00 000 0006")];
    henna.post(&settings, &fields).await.redirects();
    // A plan before it cannot be read, and the register neither answers nor has left a copy.
    let broken = "insert into handover (id, number, pharmacy, pharmacy_name, leaving, incoming,
                    vendor, vendor_name, takeover_date, has_branches, opened_at, version)
                  select 'x', 'x', 'x', pharmacy_name, leaving, incoming, vendor, vendor_name,
                    '2026-12-01', has_branches, opened_at, version from handover";
    town.world.meddle(broken, db::values![]).await;
    town.world.meddle("delete from register_copy", db::values![]).await;
    town.tell("nonsense");
    town.world.app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(town.mailed("handover_reminder").await, ["henna@uusitalli.example"]);
}

/// A service in production.
pub(super) async fn in_production(town: &Town, organisation: &str) {
    let visit = Visit::of_job(&town.world.app);
    let organisation = BusinessId::parse(organisation).expect("valid");
    let granted = Granted {
        application: &ApplicationId::new(visit.now, &town.world.app.random),
        organisation: &organisation,
        service: Service::Prescription,
        form: newest_form(Service::Prescription, CustomerKind::Pharmacist)
            .expect("a form")
            .asked(Profile::of(CustomerKind::Pharmacist)),
        case_number: "KE-2026-000900",
        language: CaseLanguage::Fi,
        snapshot: json!({}),
        recipients: vec!["paavo@kivisalmi.example".to_string()],
        wished_date: None,
    };
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    let id = deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    let started = "update deployment set state = 'in_production', in_production_since = '2020-01-01' where id = $1";
    tx.run(started, db::values![id.as_str()]).await.expect("set");
    tx.commit().await.expect("committed");
}

pub(super) async fn state_of(town: &Town, organisation: &str) -> DeploymentState {
    let organisation = BusinessId::parse(organisation).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    deployments::list(&mut read, &organisation).await.expect("listed")[0].state
}

pub(super) fn last_invoice() -> serde_json::Value {
    json!({
        "invoice": { "name": "Harjoite", "street": "Salmikatu 8", "post_code": "00000", "post_office": "KUUSIRANTA" },
        "email": "paavo@kivisalmi.example",
    })
}

async fn a_leaving_pharmacist_ends_the_day_before_with_an_own_invoice_address(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    in_production(&town, LEAVING).await;
    let id = town.plan(&paavo, LEAVING).await;
    let form = format!("/o/{LEAVING}/pharmacies/giving-up");
    assert!(paavo.page(&form).await.shows("viimeinen päivänne on Fimean apteekkirekisterin mukaan 10.12.2026"));
    let wrong = paavo.post(&form, &[("name", "Harjoite"), ("post_code", "1")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("href=\"#street\"") && wrong.shows("href=\"#post_code\"") && wrong.shows("value=\"Harjoite\""));
    let visit = || town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    let foreign = town.visit(&henna, INCOMING, "Apteekkari H. Uusitalli");
    let refused = give_up_act(foreign, PHARMACY.to_string(), last_invoice()).await;
    assert!(matches!(refused, Err(Failure::Stale)), "who does not keep it cannot give it up");
    let address = give_up_act(visit(), PHARMACY.to_string(), last_invoice()).await.expect("given up");
    let again = give_up_act(visit(), PHARMACY.to_string(), last_invoice()).await.expect("given up");
    assert_eq!(address, again, "twice makes one");
    let home = paavo.page(&format!("/o/{LEAVING}/")).await;
    assert!(home.shows("Luovutte apteekkiluvasta. Käyttö päättyy 10.12.2026."), "{}", home.body);
    let given = paavo.page(&address).await;
    assert!(given.shows("Harjoite, Salmikatu 8, 00000 KUUSIRANTA"), "{}", given.body);
    assert!(given.shows("<dt>Viimeinen päivä</dt><dd>10.12.2026</dd>") && !given.shows("Voimaantulopäivä"));
    let desk = format!("/desk/pharmacies/{}", address.rsplit('/').next().expect("an id"));
    let case = town.world.vilma().await.page(&desk).await;
    for fact in ["Kivisalmen apteekki, Louhen sivuapteekki", "<dd>9900233-9</dd>", "<dd>11.12.2026</dd>"] {
        assert!(case.shows(fact), "{fact}: {}", case.body);
    }
    assert!(paavo.page(&format!("/o/{LEAVING}/handovers/{id}")).await.shows("Paavo Harjoite merkitsi tehdyksi"));
    let change = address.rsplit('/').next().expect("an id");
    let other_side = format!("/o/{INCOMING}/pharmacies/changes/{change}");
    assert_eq!(henna.get(&other_side).await.status, StatusCode::NOT_FOUND);
    assert_eq!(town.mailed("change_received").await, ["paavo@kivisalmi.example"]);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction, "until the day");
    // From noon of 21 November to one second before midnight of 11 December, and over it.
    town.world.app.clock.advance_seconds(19 * DAY + 12 * 3600 - 1);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction);
    let henna = town.henna().await;
    assert!(henna.page(&format!("/o/{INCOMING}/pharmacies")).await.shows("Otatte haltuun"));
    town.world.app.clock.advance_seconds(1);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::Ended);
    let page = henna.page(&format!("/o/{INCOMING}/pharmacies")).await;
    assert!(page.shows("Teillä 11.12.2026 alkaen") && page.shows("kind=temporary_closing"), "{}", page.body);
    let paavo = town.paavo().await;
    let page = paavo.page(&format!("/o/{LEAVING}/pharmacies")).await;
    assert!(page.shows("Ei enää teillä") && !page.shows("changes/new"), "{}", page.body);
}

/// The pharmacist's only service with a commitment, in production.
pub(super) async fn in_production_with_a_commitment(town: &Town) {
    let (paavo, vilma) = (town.paavo().await, town.world.vilma().await);
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    let id = bring_case(&visit, form.asked(Profile::of(CustomerKind::Pharmacist)), &[]).await;
    for step in
        [OfficerStep::Take, OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None }]
    {
        officer_does(town, &vilma, &id, step).await;
    }
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    let started =
        "update deployment set state = 'in_production', in_production_since = '2020-01-01' where organisation = $1";
    tx.run_one(started, db::values![LEAVING]).await.expect("set");
    tx.commit().await.expect("committed");
}

pub(super) async fn has_commitment(town: &Town) -> bool {
    let mut read = town.world.app.db.read().await.expect("a reader");
    agreements::has_commitment(&mut read, &BusinessId::parse(LEAVING).expect("valid")).await.expect("read")
}

async fn a_licence_given_up_ends_without_a_shared_plan(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production_with_a_commitment(&town).await;
    let paavo = town.paavo().await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    let address = give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "until the day");
    // The register moves the takeover by ten days: the last day follows it, and the pharmacist is told once.
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert_eq!(town.mailed("last_day_moved").await, ["paavo@kivisalmi.example"]);
    assert!(town.paavo().await.page(&address).await.shows("20.12.2026"), "the day of the register");
    // From two in the afternoon of 21 November to one second before midnight of 21 December, and over it.
    town.world.app.clock.advance_seconds(29 * DAY + 10 * 3600 - 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0);
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction);
    assert!(has_commitment(&town).await);
    town.world.app.clock.advance_seconds(1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::Ended);
    assert!(!has_commitment(&town).await, "no service is left");
    let paavo = town.paavo().await;
    let organisation = BusinessId::parse(LEAVING).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let ended = deployments::list(&mut read, &organisation).await.expect("listed").remove(0);
    drop(read);
    assert_eq!(ended.ended_on.as_deref(), Some("2026-12-20"), "the last day, not the day of the job");
    assert!(paavo.page(&format!("/o/{LEAVING}/deployments/{}", ended.id)).await.shows("20.12.2026"));
    for action in ["pharmacies.last_day_moved", "pharmacies.giving_up_settled", "deployments.ended"] {
        assert_eq!(town.audited(action).await, 1, "{action}");
    }
}

async fn a_licence_given_up_long_ago_is_ended_by_the_first_job_that_can(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production(&town, LEAVING).await;
    let paavo = town.paavo().await;
    town.plan(&paavo, LEAVING).await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    town.tell("no register");
    town.world.app.clock.advance_seconds(100 * DAY);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction, "the register cannot be read");
    town.move_takeover("20261210", "20261211");
    town.world.app.clock.advance_seconds(2 * 3600);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::Ended);
}

async fn who_keeps_the_pharmacy_or_another_goes_on_after_giving_up(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production(&town, LEAVING).await;
    let paavo = town.paavo().await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    // The takeover is off: the register lets the pharmacist keep the pharmacy.
    let kept = row(PHARMACY, "", "Kivisalmen apteekki", (LEAVING, "20190304", "21001231"));
    town.tell(&serde_json::Value::from(vec![kept]).to_string());
    town.world.app.clock.advance_seconds(40 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0);
    assert_eq!(town.audited("pharmacies.giving_up_settled").await, 0, "it may still end");
    // It has ended, and the pharmacist keeps another.
    let left = row(PHARMACY, "", "Kivisalmen apteekki", (LEAVING, "20190304", "20261210"));
    let other = row("1.2.246.10.99001539.10.9", "", "Louhen apteekki", (LEAVING, "20200101", "21001231"));
    town.tell(&serde_json::Value::from(vec![left, other]).to_string());
    town.world.app.clock.advance_seconds(2 * 3600);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction);
    assert_eq!(town.audited("pharmacies.giving_up_settled").await, 1, "and is not looked at again");
}

async fn the_successor_sees_nothing_of_the_predecessor(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    in_production(&town, LEAVING).await;
    town.plan(&paavo, LEAVING).await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    town.world.app.clock.advance_seconds(30 * DAY);
    let henna_later = town.henna().await;
    drop(henna);
    for page in ["", "pharmacies", "applications", "agreements", "handovers"] {
        let shown = henna_later.page(&format!("/o/{INCOMING}/{page}")).await;
        for hidden in ["KE-2026-000900", "Salmikatu", "kivisalmi.example", "Paavo", "2020"] {
            assert!(!shown.shows(hidden), "{hidden} on {page}");
        }
    }
    let own = henna_later.get(&format!("/o/{LEAVING}/pharmacies")).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
}

async fn a_branch_change_is_told_three_weeks_ahead_answered_and_kept(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let ingrid = town.ingrid().await.speaking(Language::Sv);
    let page = ingrid.page(&format!("/o/{OTHER}/pharmacies")).await;
    assert!(page.shows("Skärgårdsbyns apotek") && page.shows("Ilmoittakaa muutoksesta"));
    assert!(!page.shows("kind=branch_moves"), "there is no branch to move");
    assert!(ingrid.get(&format!("/o/{OTHER}/pharmacies")).await.shows("Anmäl en ändring"));
    let form = format!("/o/{OTHER}/pharmacies/changes/new?kind=new_branch");
    assert!(ingrid.page(&form).await.shows("aikaisintaan 12.12.2026"));
    assert_eq!(ingrid.get(&form.replace("new_branch", "giving_up")).await.status, StatusCode::NOT_FOUND);
    let send = format!("/o/{OTHER}/pharmacies/changes");
    let fields = |day: &'static str| {
        [
            ("kind", "new_branch"),
            ("name", "Ytterbyns filialapotek"),
            ("effective_on", day),
            ("email", "ingrid@ogard.example"),
        ]
    };
    let early = ingrid.post(&send, &fields("11.12.2026")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.shows("den tidigaste dagen är 12.12.2026") && early.shows("value=\"Ytterbyns filialapotek\""));
    let first = ingrid.post(&send, &fields("12.12.2026")).await.redirects().to_string();
    let second = ingrid.post(&send, &fields("1.2.2027")).await.redirects().to_string();
    ingrid.post(&format!("{second}/withdraw"), &[("version", "1")]).await.redirects();
    assert_eq!(ingrid.post(&format!("{second}/withdraw"), &[("version", "2")]).await.status, StatusCode::CONFLICT);
    assert!(ingrid.page(&second).await.shows("Peruutitte ilmoituksen."));
    let vilma = town.world.vilma().await;
    let queue = vilma.page("/desk/pharmacies").await;
    let id = first.rsplit('/').next().expect("an id");
    assert!(queue.shows(id) && !queue.shows(second.rsplit('/').next().expect("an id")), "only what waits");
    let case = format!("/desk/pharmacies/{id}");
    assert!(vilma.page(&case).await.shows("Ytterbyns filialapotek"));
    assert_eq!(town.world.views("pharmacies.change_viewed", OTHER).await, 3, "in each language");
    let mute = vilma.post(&case, &[("version", "1"), ("answer", "refuse"), ("reason", "")]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Fimea har inget filialapotek med detta namn.";
    let answer = [("version", "1"), ("answer", "refuse"), ("reason", words), ("sure", "yes")];
    vilma.post(&case, &answer).await.redirects();
    let late = [("version", "1"), ("answer", "refuse"), ("reason", "Det här gäller något annat.")];
    for (language, words) in [
        (Language::Fi, "Kirjoittamanne teksti"),
        (Language::Sv, "Texten som ni skrev"),
        (Language::En, "The text that you wrote"),
    ] {
        let page = town.world.vilma().await.speaking(language).post(&case, &late).await;
        page.is_a_proper_page(language);
        assert!(page.status == StatusCode::CONFLICT && page.shows(words), "answered once: {}", page.body);
        assert!(page.shows("<p>Vilma Virkanen "), "who answered: {}", page.body);
        assert!(page.shows(late[2].1) && page.shows(answer[2].1), "one's own text and the answer: {}", page.body);
    }
    assert!(ingrid.page(&first).await.shows("Fimea har inget filialapotek"));
    assert_eq!(town.mailed("change_answered").await, ["ingrid@ogard.example"]);
    assert_eq!(town.henna().await.get(&format!("/o/{OTHER}/pharmacies")).await.status, StatusCode::NOT_FOUND);
    let visit = town.visit(&ingrid, OTHER, "Skärgårdsbyns apotek");
    let mut read = visit.app.db.read().await.expect("read");
    let known = registers::last_known(&mut read, &BusinessId::parse(OTHER).expect("valid")).await.expect("read");
    let lines = home_lines(&visit, &mut read, &known, true).await.expect("read");
    drop(read);
    assert_eq!(lines.len(), 1, "no handover");
}

async fn the_register_down_leaves_the_page_with_a_clear_text(scratch: &Scratch) {
    let world = crate::testing::World::new(scratch);
    let page = world.matti().await.page("/o/9900226-7/pharmacies").await;
    assert!(page.shows("apteekkirekisteri ei vastaa juuri nyt"));
}

async fn an_incoming_pharmacist_without_a_commitment_is_told_to_apply_now(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let henna = town.henna().await;
    let page = henna.page(&format!("/o/{INCOMING}/pharmacies")).await;
    // Twenty days before the takeover the window is open and the recommended three weeks have passed.
    assert!(page.shows("Haltuunottopäivä on 11.12.2026") && page.shows("Tehkää hakemus nyt"), "{}", page.body);
    let mut read = town.world.app.db.read().await.expect("a reader");
    let incoming = BusinessId::parse(INCOMING).expect("valid");
    assert!(!agreements::has_commitment(&mut read, &incoming).await.expect("read"));
}

db::testing::on_both![
    three_parties_share_one_plan_and_tick_only_their_own_lines,
    settings_are_the_own_sides_and_day_zero_says_whom_to_call,
    a_moved_takeover_date_moves_the_plan_and_tells_the_sides,
    a_register_that_is_down_or_a_broken_plan_keeps_no_reminder_waiting,
    a_leaving_pharmacist_ends_the_day_before_with_an_own_invoice_address,
    a_licence_given_up_ends_without_a_shared_plan,
    a_licence_given_up_long_ago_is_ended_by_the_first_job_that_can,
    who_keeps_the_pharmacy_or_another_goes_on_after_giving_up,
    the_successor_sees_nothing_of_the_predecessor,
    a_branch_change_is_told_three_weeks_ahead_answered_and_kept,
    the_register_down_leaves_the_page_with_a_clear_text,
    an_incoming_pharmacist_without_a_commitment_is_told_to_apply_now,
];
