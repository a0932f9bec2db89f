//! Several at once: the customer changes its wish while the intermediary answers, and an owner takes a notice of an access
//! point back while two officers answer it. Whatever comes first, nothing is in two states.

use db::testing::Scratch;

use super::answering::{self, Outcome};
use super::awaited;
use super::rules::ChangeState;
use super::store_technical::ChangeRow;
use super::technical::{self, TypedOpening};
use super::tests::{ENDING_POINT, POINT, VIRTALAHDE, ville, world};
use super::{ConnectionState, Named, Wish, end, follow};
use crate::kernel::{
    AccessPointChangeId, ApplicationId, Basis, BusinessId, CaseLanguage, ConnectionId, Position, Random,
};
use crate::registers;
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::{Failure, Visit};

const SYSTEM: &str = "virtapotilas-7.2";

/// Whether it was done; anything but a refusal is a failure of the test.
fn done<T>(outcome: Result<T, Failure>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(Failure::Stale | Failure::Forbidden | Failure::NotFound) => false,
        Err(failure) => panic!("{failure:?}"),
    }
}

fn of_vendor(world: &World, browser: &Browser<'_>) -> Visit {
    let basis = Basis::Position(Position::ManagingDirector);
    world.visit(browser, (VIRTALAHDE, "Virtalähde Terveysjärjestelmät Oy"), basis)
}

fn of_officer(world: &World, browser: &Browser<'_>) -> Visit {
    Visit { acting: None, ..of_vendor(world, browser) }
}

/// A request as it stands.
#[derive(Clone, Debug, db::FromRow)]
struct Standing {
    id: String,
    state: String,
    version: i64,
    asked_point: Option<String>,
    point: Option<String>,
}

async fn requests(world: &World, application: &ApplicationId) -> Vec<Standing> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id, state, version, asked_point, point from connection where application = $1 order by number";
    read.all(sql, db::values![application.as_str()]).await.expect("read")
}

/// What the customer may want.
#[derive(Clone, Copy, Debug)]
enum Wished {
    /// A point of its own: nobody is asked.
    Own,
    /// The intermediary chooses the point.
    AnyPoint,
    Point(&'static str),
}

impl Wished {
    fn point(self) -> Option<&'static str> {
        match self {
            Self::Point(point) => Some(point),
            Self::Own | Self::AnyPoint => None,
        }
    }

    fn asks(self) -> bool {
        !matches!(self, Self::Own)
    }
}

/// The customer saves what it wants now.
async fn wants(world: &World, application: &ApplicationId, wished: Wished, turn: usize) -> bool {
    let visit = Visit { request_id: format!("save-{turn}"), ..Visit::of_job(&world.app) };
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let intermediary = wished.asks().then(|| Named {
        id: BusinessId::parse(VIRTALAHDE).expect("valid"),
        name: "Virtalähde Terveysjärjestelmät Oy".to_string(),
    });
    let wish = Wish {
        application,
        organisation: &organisation,
        organisation_name: "Rantapolun Lääkäriasema Oy",
        service: Service::Prescription,
        language: CaseLanguage::Fi,
        intermediary,
        point: wished.point().map(str::to_string),
        system: Some(SYSTEM.to_string()),
        test_date: None,
        production_date: None,
        recipients: Vec::new(),
    };
    let outcome = async {
        let mut tx = world.app.db.write().await?;
        follow(&mut tx, &visit, &wish).await?;
        tx.commit().await?;
        Ok(())
    };
    done(outcome.await)
}

async fn answers(visit: &Visit, row: &Standing, point: Option<&str>) -> bool {
    let id = ConnectionId::parse(&row.id).expect("an id");
    let outcome = match point {
        Some(point) => answering::confirm(visit, &id, row.version, (point, SYSTEM)).await,
        None => answering::decline(visit, &id, row.version, "Sopimus puuttuu.").await,
    };
    done(outcome.map(|outcome| assert!(matches!(outcome, Outcome::Done))))
}

async fn random_wishes_and_answers_at_once_leave_one_request_that_says_what_is_wanted(scratch: &Scratch) {
    let world = world(scratch).await;
    let random = Random::seeded(11);
    let wished = [Wished::Own, Wished::AnyPoint, Wished::Point(POINT), Wished::Point(ENDING_POINT)];
    let (mut contested, mut confirmed) = (0, 0);
    for _ in 0..10 {
        let ville = ville(&world).await;
        let application = ApplicationId::new(world.app.clock.now(), &world.app.random);
        let mut before = Vec::<Standing>::new();
        for turn in 0..12 {
            let chosen: [u8; 3] = random.bytes();
            let wish = wished[usize::from(chosen[0]) % wished.len()];
            let seen = before.iter().rfind(|row| row.state != "withdrawn").cloned();
            let answer = |byte: u8| [Some(POINT), Some(ENDING_POINT), None][usize::from(byte) % 3];
            let (visit, app) = (of_vendor(&world, &ville), &application);
            let tried = async |byte: u8| match &seen {
                Some(row) => answers(&visit, row, answer(byte)).await,
                None => false,
            };
            let (saved, one, other) = tokio::join!(wants(&world, app, wish, turn), tried(chosen[1]), tried(chosen[2]));
            assert!(saved || seen.is_none(), "a save is never refused");
            assert!(!(one && other), "one version is answered once");
            contested += usize::from(seen.is_some() && (one || other));
            let after = requests(&world, app).await;
            let live: Vec<&Standing> = after.iter().filter(|row| row.state != "withdrawn").collect();
            assert_eq!(live.len(), usize::from(wish.asks()), "{wish:?} {after:?}");
            for row in &before {
                let now = after.iter().find(|now| now.id == row.id).expect("no request is lost");
                assert!(row.state != "withdrawn" || now.state == "withdrawn", "a withdrawn one is never opened again");
            }
            for row in live {
                let state = ConnectionState::parse(&row.state).expect("a state");
                assert_eq!(row.asked_point.as_deref(), wish.point(), "it says what is wanted: {row:?}");
                assert_eq!(state == ConnectionState::Confirmed, row.point.is_some(), "{row:?}");
                let fits = row.asked_point.is_none() || row.point.is_none() || row.asked_point == row.point;
                // The intermediary may choose another point than asked, but only after it was asked so.
                let chose_later = seen.as_ref().is_some_and(|seen| seen.id == row.id && (one || other));
                assert!(fits || chose_later || before.iter().any(|old| old.id == row.id && old.point == row.point));
                confirmed += usize::from(state == ConnectionState::Confirmed);
            }
            before = after;
        }
        let mut tx = world.app.db.write().await.expect("a transaction");
        end(&mut tx, &Visit::of_job(&world.app), &application).await.expect("ended");
        tx.commit().await.expect("committed");
        assert!(requests(&world, &application).await.iter().all(|row| row.state == "withdrawn"));
    }
    assert!(contested > 8 && confirmed > 5, "{contested} {confirmed}");
}

/// A notice as it stands.
#[derive(Clone, Debug, db::FromRow)]
struct Notified {
    id: String,
    state: String,
    version: i64,
}

async fn notices(world: &World, oid: &str) -> Vec<Notified> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id, state, version from access_point_change where oid = $1 order by id";
    read.all(sql, db::values![oid]).await.expect("read")
}

async fn an_answer_a_refusal_and_a_withdrawal_at_once_leave_a_notice_in_one_state(scratch: &Scratch) {
    let world = world(scratch).await;
    let random = Random::seeded(12);
    let (ville, vilma, joona) = (ville(&world).await, world.vilma().await, world.joona().await);
    let (owner, one, other) = (of_vendor(&world, &ville), of_officer(&world, &vilma), of_officer(&world, &joona));
    let mut ends = std::collections::BTreeMap::<String, usize>::new();
    for point in 10..34 {
        let oid = format!("1.2.246.10.99001918.18.{point}");
        let typed =
            TypedOpening { oid: oid.clone(), name: format!("Virtalähde {point}"), day: "12.12.2026".to_string() };
        let (first, second) = tokio::join!(technical::open(&owner, &typed), technical::open(&owner, &typed));
        let faults = [first.expect("ran"), second.expect("ran")];
        assert_eq!(faults.iter().filter(|faults| faults.is_empty()).count(), 1, "a double click is one notice");
        let waiting = notices(&world, &oid).await.remove(0);
        let id = AccessPointChangeId::parse(&waiting.id).expect("an id");
        let deed = async |visit: &Visit, byte: u8| match byte % 3 {
            0 => done(technical::confirm(visit, &id, waiting.version).await),
            1 => done(awaited::refuse::<ChangeRow>(visit, &id, waiting.version, "Ei sovi.").await),
            // An officer takes nothing back: it is not theirs.
            _ => visit.acting.is_some() && done(awaited::withdraw::<ChangeRow>(visit, &id, waiting.version).await),
        };
        let [a, b, _]: [u8; 3] = random.bytes();
        let (a, b, taken_back) = tokio::join!(deed(&one, a % 2), deed(&other, b % 2), deed(&owner, 2));
        assert_eq!([a, b, taken_back].iter().filter(|done| **done).count(), 1, "exactly one was first");
        let after = notices(&world, &oid).await;
        let [row] = after.as_slice() else { panic!("one notice: {after:?}") };
        let state = ChangeState::parse(&row.state).expect("a state");
        assert!(state != ChangeState::Waiting && row.version == waiting.version + 1, "{row:?}");
        let opened = registers::find_access_point(&mut world.app.db.read().await.expect("a reader"), &oid).await;
        assert_eq!(opened.expect("read").is_some(), state == ChangeState::Confirmed, "the list agrees: {row:?}");
        assert_eq!(taken_back, state == ChangeState::Withdrawn);
        *ends.entry(row.state.clone()).or_default() += 1;
    }
    assert!(ends.len() >= 2, "{ends:?}");
}

db::testing::on_both![
    random_wishes_and_answers_at_once_leave_one_request_that_says_what_is_wanted,
    an_answer_a_refusal_and_a_withdrawal_at_once_leave_a_notice_in_one_state,
];
