//! Messages that answer nothing of ours: each is in the log, in a row of its own or counted, and none is lost to an outage.

use db::testing::{Scratch, guarded};

use super::{note_refusal, note_stray, seal, verify, write_strays};
use crate::testing::World;
use crate::web::Visit;

const ACTION: &str = "tests.refused";

/// Notes so many, each a second after the one before.
fn note(world: &World, code: &'static str, count: usize) {
    for _ in 0..count {
        world.app.clock.advance_seconds(1);
        note_stray(&Visit { request_id: "0a1b2c3d4e5f".to_string(), ..Visit::of_job(&world.app) }, ACTION, code);
    }
}

/// Moment, actor and detail of the rows, in order.
async fn rows(world: &World) -> Vec<(i64, String, serde_json::Value)> {
    let rows: Vec<(i64, String, String)> = world
        .app
        .db
        .read()
        .await
        .expect("read")
        .all(
            "select at, actor_kind, detail from audit_entry where request_id = '0a1b2c3d4e5f' order by at, detail",
            db::values![],
        )
        .await
        .expect("rows");
    rows.into_iter().map(|(at, actor, detail)| (at, actor, serde_json::from_str(&detail).expect("JSON"))).collect()
}

async fn few_have_rows_of_their_own(scratch: &Scratch) {
    let world = World::new(scratch);
    let began = world.app.clock.now().milliseconds();
    note(&world, "unsolicited", 2);
    note(&world, "not-base64", 1);
    assert!(rows(&world).await.is_empty(), "the control: they wait");
    guarded(write_strays(&world.app)).await.expect("written");
    guarded(write_strays(&world.app)).await.expect("nothing is left");
    let row =
        |seconds: i64, code: &str| (began + seconds * 1_000, "nobody".to_string(), serde_json::json!({ "code": code }));
    assert_eq!(rows(&world).await, [row(1, "unsolicited"), row(2, "unsolicited"), row(3, "not-base64")]);
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 3);
    assert_eq!(verify(&world.app.db, None).await.expect("whole").sealed, 3);
}

async fn each_refused_answer_has_a_row_of_its_own(scratch: &Scratch) {
    let world = World::new(scratch);
    for _ in 0..64 {
        world.app.clock.advance_seconds(1);
        note_refusal(
            &Visit { request_id: "0a1b2c3d4e5f".to_string(), ..Visit::of_job(&world.app) },
            ACTION,
            "signature",
        );
    }
    guarded(write_strays(&world.app)).await.expect("written");
    let rows = rows(&world).await;
    assert_eq!(rows.len(), 64);
    assert!(rows.iter().all(|(_, _, detail)| detail["count"].is_null() && detail["code"] == "signature"));
}

async fn a_flood_is_counted_and_hides_nothing_of_another_kind(scratch: &Scratch) {
    let world = World::new(scratch);
    let began = world.app.clock.now().milliseconds();
    note(&world, "unsolicited", 1_000);
    note(&world, "not-base64", 1);
    guarded(write_strays(&world.app)).await.expect("written");
    let rows = rows(&world).await;
    let of = |code: &str| rows.iter().filter(|(_, _, detail)| detail["code"] == code).collect::<Vec<_>>();
    assert_eq!((of("unsolicited").len(), of("not-base64").len()), (9, 1));
    let counted: Vec<_> = rows.iter().filter(|(_, _, detail)| detail["count"].is_number()).collect();
    assert_eq!(counted.len(), 1);
    let (at, _, detail) = counted[0];
    assert_eq!((&detail["count"], &detail["first_at"]), (&992.into(), &(began + 9_000).into()));
    assert_eq!(*at, began + 1_000_000, "the moment of the last");
}

async fn what_cannot_be_written_is_kept_and_counted_on(scratch: &Scratch) {
    let world = World::new(scratch);
    let run = async |sql: &'static str| {
        let mut tx = world.app.db.write().await.expect("a transaction");
        tx.run(sql, db::values![]).await.expect(sql);
        tx.commit().await.expect("committed");
    };
    note(&world, "unsolicited", 10);
    run("alter table audit_entry rename to audit_entry_away").await;
    guarded(write_strays(&world.app)).await.expect_err("the table is away");
    note(&world, "unsolicited", 5);
    note(&world, "not-base64", 1);
    // Longer than the sealer ever looks back.
    world.app.clock.advance_seconds(2 * 3_600);
    run("alter table audit_entry_away rename to audit_entry").await;
    guarded(write_strays(&world.app)).await.expect("written");
    let rows = rows(&world).await;
    assert_eq!(rows.len(), 8 + 1 + 1);
    assert!(rows.iter().any(|(_, _, detail)| detail["count"] == 7), "{rows:?}");
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 10);
    assert_eq!(verify(&world.app.db, None).await.expect("whole").unsealed, 0);
}

db::testing::on_both![
    few_have_rows_of_their_own,
    each_refused_answer_has_a_row_of_its_own,
    a_flood_is_counted_and_hides_nothing_of_another_kind,
    what_cannot_be_written_is_kept_and_counted_on,
];
