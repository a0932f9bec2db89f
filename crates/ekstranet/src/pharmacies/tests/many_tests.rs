//! Random steps of two pharmacists, the vendor, the register and the days at once. Seeds are fixed, so that a failure
//! comes again.

use std::collections::BTreeMap;

use db::testing::{Scratch, guarded};
use jiff::ToSpan as _;
use serde_json::json;

use super::{INCOMING, LEAVING, PHARMACY, Town, VENDOR, rows};
use crate::deployments::{self, DeploymentState, Granted};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Date, HandoverId, Random};
use crate::pharmacies::rules::{LINES, Side};
use crate::pharmacies::{follow, give_up_act, planning, store};
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::Browser;
use crate::web::{Failure, Visit};

const DAY: i64 = 24 * 3_600;

/// What people, the register and the jobs do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Open(Side),
    Tick(Side),
    Untick(Side),
    NameVendor,
    DropVendor,
    GiveUp,
    Follow,
    Begin,
}

const DEEDS: [Deed; 16] = [
    Deed::Open(Side::Leaving),
    Deed::Open(Side::Incoming),
    Deed::Tick(Side::Leaving),
    Deed::Tick(Side::Incoming),
    Deed::Tick(Side::Vendor),
    Deed::Tick(Side::Vendor),
    Deed::Untick(Side::Leaving),
    Deed::Untick(Side::Incoming),
    Deed::Untick(Side::Vendor),
    Deed::NameVendor,
    Deed::NameVendor,
    Deed::DropVendor,
    Deed::GiveUp,
    Deed::GiveUp,
    Deed::Follow,
    Deed::Begin,
];

/// The people of a handover.
struct People<'w> {
    paavo: Browser<'w>,
    henna: Browser<'w>,
    ville: Browser<'w>,
}

impl People<'_> {
    fn visit(&self, town: &Town, side: Side) -> Visit {
        match side {
            Side::Leaving => town.visit(&self.paavo, LEAVING, "Kivisalmen apteekki"),
            Side::Incoming => town.visit(&self.henna, INCOMING, "Apteekkari H. Uusitalli"),
            Side::Vendor => town.visit(&self.ville, VENDOR, "Virtalähde Terveysjärjestelmät Oy"),
        }
    }
}

/// A line of a side's own.
fn line_of(side: Side, nth: usize) -> &'static str {
    let own: Vec<&str> = LINES.iter().filter(|line| line.side == side).map(|line| line.key).collect();
    own[nth % own.len()]
}

fn last_invoice() -> serde_json::Value {
    json!({
        "invoice": { "name": "Harjoite", "street": "Salmikatu 8", "post_code": "00000", "post_office": "KUUSIRANTA" },
        "email": "paavo@kivisalmi.example",
    })
}

/// Tries a deed with the version that a page showed; whether it was done. Anything but a refusal fails the test.
async fn attempt(
    town: &Town,
    people: &People<'_>,
    (id, version): (&HandoverId, i64),
    (deed, nth): (Deed, usize),
) -> bool {
    let app = &town.world.app;
    let outcome = match deed {
        Deed::Open(side) => planning::open(&people.visit(town, side), PHARMACY).await.map(drop),
        Deed::Tick(side) => planning::tick(&people.visit(town, side), id, line_of(side, nth), true).await,
        Deed::Untick(side) => planning::tick(&people.visit(town, side), id, line_of(side, nth), false).await,
        Deed::NameVendor => planning::name_vendor(&people.visit(town, Side::Incoming), id, version, VENDOR).await,
        Deed::DropVendor => planning::name_vendor(&people.visit(town, Side::Leaving), id, version, "").await,
        Deed::GiveUp => {
            let visit = people.visit(town, Side::Leaving);
            give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.map(drop)
        }
        Deed::Follow => guarded(follow(app)).await.map(drop),
        Deed::Begin => guarded(deployments::begin_due(app)).await.map(drop),
    };
    match outcome {
        Ok(()) => !matches!(deed, Deed::Follow | Deed::Begin),
        Err(Failure::Stale | Failure::Forbidden | Failure::NotFound) => false,
        Err(failure) => panic!("{deed:?}: {failure:?}"),
    }
}

/// The service of a pharmacist, granted: in production, or ready to begin on a day.
async fn grant(town: &Town, organisation: &str, begins: Option<Date>) {
    let visit = Visit::of_job(&town.world.app);
    let organisation = BusinessId::parse(organisation).expect("valid");
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    let granted = Granted {
        application: &ApplicationId::new(visit.now, &town.world.app.random),
        organisation: &organisation,
        service: Service::Prescription,
        form: form.asked(Profile::of(CustomerKind::Pharmacist)),
        case_number: "KE-2026-000900",
        language: CaseLanguage::Fi,
        snapshot: json!({}),
        recipients: vec!["apteekki@kivisalmi.example".to_string()],
        wished_date: begins.map(|day| day.to_string()),
    };
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    let id = deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    let Some(day) = begins else {
        let sql = "update deployment set state = 'in_production', in_production_since = '2020-01-01' where id = $1";
        tx.run_one(sql, db::values![id.as_str()]).await.expect("set");
        return tx.commit().await.expect("committed");
    };
    let sql = "update deployment set production_date = $1 where id = $2";
    tx.run_one(sql, db::values![day.to_string(), id.as_str()]).await.expect("set");
    for item in form.deployment.items {
        let sql = "insert into deployment_item (deployment_id, item, done_at, done_by) values ($1, $2, 0, 'Henna')";
        tx.run_one(sql, db::values![id.as_str(), item.key]).await.expect("ticked");
    }
    tx.commit().await.expect("committed");
}

/// The register tells of a takeover on this day.
fn tell(town: &Town, takeover: Date) {
    let written = |day: Date| day.strftime("%Y%m%d").to_string();
    town.tell(&rows(&written(takeover.yesterday().expect("a day")), &written(takeover)));
}

async fn number(town: &Town, sql: &'static str) -> i64 {
    let mut read = town.world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
}

async fn state_of(town: &Town, organisation: &str) -> (DeploymentState, Option<String>) {
    let organisation = BusinessId::parse(organisation).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let mut lines = deployments::list(&mut read, &organisation).await.expect("listed");
    let newest = lines.remove(0);
    (newest.state, newest.in_production_since)
}

/// What belongs to the handover agrees with what everybody sees of it.
async fn agrees(town: &Town, id: &HandoverId, takeovers: &[Date]) {
    assert_eq!(number(town, "select count(*) from handover").await, 1, "one plan for both");
    let given_up = "select count(*) from pharmacy_change where kind = 'giving_up' and state in ('sent', 'confirmed')";
    let given_up = number(town, given_up).await;
    assert!(given_up <= 1, "given up {given_up} times");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let leaving = BusinessId::parse(LEAVING).expect("valid");
    let row = store::load(&mut read, id, &leaving).await.expect("the plan");
    assert!(takeovers.contains(&row.takeover().expect("a day")), "a day that the register has told");
    let ticks = store::list_ticks(&mut read, id).await.expect("listed");
    drop(read);
    let side_of = |line: &str| LINES.iter().find(|known| known.key == line).map(|line| line.side);
    for tick in &ticks {
        let by = match side_of(&tick.line).expect("a line") {
            Side::Leaving => "Paavo Harjoite",
            Side::Incoming => "Henna Uusitalli",
            Side::Vendor => "Ville Virtalähde",
        };
        assert_eq!(tick.done_by, by, "{}: each ticks its own", tick.line);
        let is_vendors = side_of(&tick.line) == Some(Side::Vendor);
        assert!(!is_vendors || row.vendor.is_some(), "{}: nobody is named who did it", tick.line);
    }
    let (leaves, _) = state_of(town, LEAVING).await;
    assert!(
        leaves == DeploymentState::InProduction || (leaves == DeploymentState::Ended && given_up == 1),
        "{leaves:?}"
    );
    let (comes, since) = state_of(town, INCOMING).await;
    assert_eq!(since.is_some(), comes == DeploymentState::InProduction, "{comes:?}");
}

/// After the jobs have run, the day alone decides who uses the service.
async fn jobs_leave_what_the_day_says(town: &Town, takeover: Date) -> bool {
    guarded(follow(&town.world.app)).await.expect("followed");
    guarded(deployments::begin_due(&town.world.app)).await.expect("begun");
    let today = town.world.app.clock.now().date();
    let given_up = number(town, "select count(*) from pharmacy_change where kind = 'giving_up'").await > 0;
    let (leaves, _) = state_of(town, LEAVING).await;
    let ended = today >= takeover && given_up;
    assert_eq!(leaves == DeploymentState::Ended, ended, "{today}, taken over {takeover}, given up: {given_up}");
    let (comes, since) = state_of(town, INCOMING).await;
    assert_eq!(comes == DeploymentState::InProduction, today >= takeover, "{today}, taken over {takeover}: {comes:?}");
    assert!(since.is_none_or(|since| since == takeover.to_string()), "since the day of the takeover");
    let sql = "select count(*) from audit_entry where action = 'deployments.ended'";
    assert!(number(town, sql).await <= 1, "ended once");
    ended
}

/// From the opening of the plan over day zero; what the deeds did, whether bursts were contested, and how it ended.
async fn one_handover(town: &Town, random: &Random, done: &mut BTreeMap<Deed, usize>) -> (usize, bool) {
    let app = &town.world.app;
    let people = People { paavo: town.paavo().await, henna: town.henna().await, ville: town.ville().await };
    let mut takeover = app.clock.now().date().saturating_add(8.days());
    let mut takeovers = vec![takeover];
    tell(town, takeover);
    grant(town, LEAVING, None).await;
    grant(town, INCOMING, Some(takeover)).await;
    let id = planning::open(&people.visit(town, Side::Incoming), PHARMACY).await.expect("opened");
    let mut contested = 0;
    for turn in 0..60 {
        let mut read = app.db.read().await.expect("a reader");
        let leaving = BusinessId::parse(LEAVING).expect("valid");
        let version = store::load(&mut read, &id, &leaving).await.expect("the plan").version;
        drop(read);
        let chosen: [u8; 5] = random.bytes();
        let [moves, chosen @ ..] = chosen;
        let today = app.clock.now().date();
        // The register moves the day only while it lies ahead.
        if moves.is_multiple_of(5) && today < takeover && turn < 30 {
            takeover = today.saturating_add((2 + i64::from(moves % 9)).days());
            takeovers.push(takeover);
            tell(town, takeover);
        }
        let deeds = chosen.map(|byte| (DEEDS[usize::from(byte) % DEEDS.len()], usize::from(byte / 16)));
        let shown = (&id, version);
        let (a, b, c, d) = tokio::join!(
            attempt(town, &people, shown, deeds[0]),
            attempt(town, &people, shown, deeds[1]),
            attempt(town, &people, shown, deeds[2]),
            attempt(town, &people, shown, deeds[3]),
        );
        let made = [a, b, c, d];
        for ((deed, _), _) in deeds.iter().zip(made).filter(|(_, made)| *made) {
            *done.entry(*deed).or_default() += 1;
        }
        contested += usize::from(made.iter().any(|made| *made) && made.iter().any(|made| !made));
        agrees(town, &id, &takeovers).await;
        if turn % 2 == 1 {
            // The register is asked again after an hour.
            app.clock.advance_seconds(DAY);
            let ended = jobs_leave_what_the_day_says(town, takeover).await;
            agrees(town, &id, &takeovers).await;
            if app.clock.now().date() > takeover {
                return (contested, ended);
            }
        }
    }
    panic!("day zero came never");
}

/// Forgets a handover, so that the next one can be begun.
async fn forget(town: &Town) {
    for sql in [
        "delete from handover_tick",
        "delete from handover_side",
        "delete from handover",
        "delete from pharmacy_change",
        "delete from deployment_item",
        "delete from deployment",
        "delete from register_copy",
        "delete from audit_entry where action = 'deployments.ended'",
    ] {
        town.world.meddle(sql, db::values![]).await;
    }
}

async fn random_steps_of_several_at_once_leave_no_handover_in_two_states(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let random = Random::seeded(31);
    let mut done: BTreeMap<Deed, usize> = BTreeMap::new();
    let (mut contested, mut ends) = (0, [0, 0]);
    for round in 0..12 {
        // Who wins a race is the database's to say; it goes on until enough has been seen.
        if round >= 4 && contested > 12 && ends[1] > 0 && done.len() >= 10 {
            break;
        }
        let (bursts, ended) = Box::pin(one_handover(&town, &random, &mut done)).await;
        contested += bursts;
        ends[usize::from(ended)] += 1;
        forget(&town).await;
    }
    assert!(contested > 12 && ends[1] > 0, "{contested} {ends:?}");
    assert!(done.len() >= 10, "nearly everything was done by somebody: {done:?}");
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_handover_in_two_states];
