//! The chain on both databases: whole, and broken in every way that a row can be.

use db::testing::{Scratch, guarded};

use super::chain::export_around;
use super::{Broken, Entry, NotWhole, export, record, seal, verify};
use crate::kernel::{Basis, BusinessId, Instant, Language, Permissions, Position};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World};
use crate::web::Visit;

async fn visit(world: &World) -> Visit {
    Visit {
        app: world.app.clone(),
        now: world.app.clock.now(),
        language: Language::Fi,
        path: "/".to_string(),
        request_id: "0a1b2c3d4e5f".to_string(),
        by_service: false,
        session: world.matti().await.session,
        acting: None,
        rights: Permissions::none(),
    }
}

/// Writes so many entries, each at a later moment, and gives their ids in order.
async fn write(world: &World, count: usize) -> Vec<String> {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut visit = visit(world).await;
    for number in 0..count {
        world.app.clock.advance_seconds(1);
        visit.now = world.app.clock.now();
        let mut tx = world.app.db.write().await.expect("a transaction");
        let subject = format!("subject-{number}");
        let mut entry = Entry::new("tests.written").subject(&subject).organisation(&organisation);
        entry.basis = Some("position:TJ".to_string());
        record(&mut tx, &visit, entry.detail(serde_json::json!({ "number": number }))).await.expect("recorded");
        tx.commit().await.expect("committed");
    }
    let rows: Vec<(String,)> = world
        .app
        .db
        .read()
        .await
        .expect("read")
        .all("select id from audit_entry order by id", db::values![])
        .await
        .expect("ids");
    rows.into_iter().map(|(id,)| id).collect()
}

async fn run(world: &World, sql: &'static str) {
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run(sql, db::values![]).await.expect(sql);
    tx.commit().await.expect("committed");
}

async fn broken(world: &World) -> Broken {
    match verify(&world.app.db, None).await {
        Err(NotWhole::Broken(broken)) => broken,
        other => panic!("the break was not found: {other:?}"),
    }
}

async fn a_log_is_whole_and_tells_what_is_not_sealed_yet(scratch: &Scratch) {
    let world = World::new(scratch);
    let empty = verify(&world.app.db, None).await.expect("an empty log is whole");
    assert_eq!((empty.sealed, empty.unsealed), (0, 0));
    write(&world, 23).await;
    assert_eq!(verify(&world.app.db, None).await.expect("whole").unsealed, 23);
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 23);
    let first = verify(&world.app.db, None).await.expect("whole");
    assert_eq!((first.sealed, first.unsealed), (23, 0));
    write(&world, 2).await;
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 2);
    assert_eq!(guarded(seal(&world.app)).await.expect("nothing left"), 0);
    let second = verify(&world.app.db, Some(&first.head)).await.expect("the noted hash is in the chain");
    assert_eq!((second.sealed, second.head == first.head), (25, false));
    let foreign = "f".repeat(64);
    assert!(matches!(
        verify(&world.app.db, Some(&foreign)).await,
        Err(NotWhole::Broken(Broken::HashUnknown { sequence: 25 }))
    ));
}

async fn a_change_of_any_column_of_any_row_is_named(scratch: &Scratch) {
    let world = World::new(scratch);
    let ids = write(&world, 3).await;
    guarded(seal(&world.app)).await.expect("sealed");
    for (number, id) in (1_i64..).zip(&ids) {
        for (change, back) in CHANGES {
            set(&world, change, id).await;
            assert_eq!(broken(&world).await, Broken::Changed { sequence: number, entry: id.clone() }, "{change}");
            set(&world, back, id).await;
            verify(&world.app.db, None).await.expect("whole again: the change alone was what was found");
        }
    }
}

/// A change of one column, and the change back.
const CHANGES: [(&str, &str); 10] = [
    ("update audit_entry set at = at + 1 where id = $1", "update audit_entry set at = at - 1 where id = $1"),
    (
        "update audit_entry set action = 'tests.other' where id = $1",
        "update audit_entry set action = 'tests.written' where id = $1",
    ),
    (
        "update audit_entry set actor_kind = 'officer' where id = $1",
        "update audit_entry set actor_kind = 'person' where id = $1",
    ),
    (
        "update audit_entry set person_id = person_id || 'x' where id = $1",
        "update audit_entry set person_id = substr(person_id, 1, 36) where id = $1",
    ),
    (
        "update audit_entry set session_id = session_id || 'x' where id = $1",
        "update audit_entry set session_id = substr(session_id, 1, 36) where id = $1",
    ),
    (
        "update audit_entry set organisation = '9900116-8' where id = $1",
        "update audit_entry set organisation = '9900226-7' where id = $1",
    ),
    ("update audit_entry set basis = null where id = $1", "update audit_entry set basis = 'position:TJ' where id = $1"),
    (
        "update audit_entry set subject = subject || 'x' where id = $1",
        "update audit_entry set subject = substr(subject, 1, 9) where id = $1",
    ),
    (
        "update audit_entry set detail = detail || ' ' where id = $1",
        "update audit_entry set detail = substr(detail, 1, 12) where id = $1",
    ),
    (
        "update audit_entry set request_id = null where id = $1",
        "update audit_entry set request_id = '0a1b2c3d4e5f' where id = $1",
    ),
];

async fn set(world: &World, sql: &'static str, id: &str) {
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run_one(sql, db::values![id]).await.expect(sql);
    tx.commit().await.expect("committed");
}

async fn what_the_service_does_by_itself_is_not_the_deed_of_a_visitor(scratch: &Scratch) {
    let world = World::new(scratch);
    let nobody = Visit { session: None, ..visit(&world).await };
    for (visit, action) in [(Visit::of_job(&world.app), "tests.by_a_job"), (nobody, "tests.by_a_visitor")] {
        let mut tx = world.app.db.write().await.expect("a transaction");
        record(&mut tx, &visit, Entry::new(action)).await.expect("recorded");
        tx.commit().await.expect("committed");
    }
    let mut read = world.app.db.read().await.expect("read");
    let sql = "select action, actor_kind from audit_entry where action like 'tests.by%' order by action";
    let rows: Vec<(String, String)> = read.all(sql, db::values![]).await.expect("rows");
    let told: Vec<_> = rows.iter().map(|(action, kind)| (action.as_str(), kind.as_str())).collect();
    assert_eq!(told, [("tests.by_a_job", "system"), ("tests.by_a_visitor", "nobody")]);
}

async fn a_deleted_row_is_named(scratch: &Scratch) {
    let world = World::new(scratch);
    write(&world, 5).await;
    guarded(seal(&world.app)).await.expect("sealed");
    run(&world, "delete from audit_entry where subject = 'subject-4'").await;
    assert_eq!(broken(&world).await, Broken::Missing { sequence: 5 }, "its seal is still there");
    run(&world, "delete from audit_seal where sequence = 3").await;
    assert_eq!(broken(&world).await, Broken::Missing { sequence: 3 });
    run(&world, "delete from audit_entry where subject = 'subject-2'").await;
    assert_eq!(broken(&world).await, Broken::Missing { sequence: 3 });
}

async fn a_chain_cut_at_its_end_is_named(scratch: &Scratch) {
    let world = World::new(scratch);
    write(&world, 4).await;
    guarded(seal(&world.app)).await.expect("sealed");
    run(&world, "delete from audit_seal where sequence = 4").await;
    assert_eq!(broken(&world).await, Broken::Missing { sequence: 4 });
    // The sealer goes on after the end it knows, so the hole stays.
    write(&world, 1).await;
    guarded(seal(&world.app)).await.expect("sealed");
    assert_eq!(broken(&world).await, Broken::Missing { sequence: 4 });
}

async fn a_head_moved_back_or_rewritten_is_named(scratch: &Scratch) {
    let world = World::new(scratch);
    let ids = write(&world, 4).await;
    guarded(seal(&world.app)).await.expect("sealed");
    run(&world, "update audit_head set sequence = 3").await;
    assert_eq!(broken(&world).await, Broken::Appended { sequence: 4, entry: ids[3].clone() });
    run(&world, "update audit_head set sequence = 4, hash = 'x'").await;
    assert_eq!(broken(&world).await, Broken::HeadChanged { sequence: 4 });
}

async fn two_entries_that_changed_places_are_named(scratch: &Scratch) {
    let world = World::new(scratch);
    let ids = write(&world, 5).await;
    guarded(seal(&world.app)).await.expect("sealed");
    run(&world, "update audit_seal set sequence = -2 where sequence = 2").await;
    run(&world, "update audit_seal set sequence = 2 where sequence = 4").await;
    run(&world, "update audit_seal set sequence = 4 where sequence = -2").await;
    assert_eq!(broken(&world).await, Broken::Changed { sequence: 2, entry: ids[3].clone() });
}

async fn an_entry_added_between_is_named_and_never_sealed(scratch: &Scratch) {
    let world = World::new(scratch);
    write(&world, 1).await;
    world.app.clock.advance_seconds(5 * 3600);
    write(&world, 3).await;
    guarded(seal(&world.app)).await.expect("sealed");
    verify(&world.app.db, None).await.expect("whole before");
    let earlier = super::AuditId::new(crate::testing::NOON.plus_seconds(60), &world.app.random);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let visit = Visit { now: Instant::from_milliseconds(1), ..Visit::of_job(&world.app) };
    super::record_as(&mut tx, &earlier, &visit, Entry::new("tests.forged")).await.expect("forged");
    tx.commit().await.expect("committed");
    assert_eq!(guarded(seal(&world.app)).await.expect("nothing of ours"), 0);
    assert_eq!(broken(&world).await, Broken::Between { sequence: 4, entry: earlier.to_string() });
}

async fn several_sealers_make_one_chain(scratch: &Scratch) {
    let world = World::new(scratch);
    let other = World::new(scratch);
    write(&world, 37).await;
    let (one, two, three) = tokio::join!(seal(&world.app), seal(&other.app), seal(&world.app));
    assert!(one.is_ok() && two.is_ok() && three.is_ok(), "{one:?} {two:?} {three:?}");
    let whole = verify(&world.app.db, None).await.expect("whole");
    assert_eq!((whole.sealed, whole.unsealed), (37, 0));
}

async fn entries_from_clocks_that_differ_are_sealed(scratch: &Scratch) {
    let world = World::new(scratch);
    write(&world, 2).await;
    guarded(seal(&world.app)).await.expect("sealed");
    // Another instance's clock is ten minutes behind; then ours turns out to have been a day ahead.
    world.app.clock.advance_seconds(-600);
    write(&world, 1).await;
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 1);
    world.app.clock.advance_seconds(-86_400);
    write(&world, 1).await;
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 1);
}

async fn what_a_long_job_writes_late_is_sealed_by_the_time_of_writing(scratch: &Scratch) {
    let world = World::new(scratch);
    // A job takes its moment once and writes two hours later; others have written and sealed meanwhile.
    let job = Visit::of_job(&world.app);
    world.app.clock.advance_seconds(7_200);
    write(&world, 1).await;
    guarded(seal(&world.app)).await.expect("sealed");
    let mut tx = world.app.db.write().await.expect("a transaction");
    record(&mut tx, &job, Entry::new("tests.late")).await.expect("recorded");
    tx.commit().await.expect("committed");
    let mut read = world.app.db.read().await.expect("a reader");
    let (id, at): (String, i64) =
        read.one("select id, at from audit_entry where action = 'tests.late'", db::values![]).await.expect("a row");
    drop(read);
    assert_eq!(at, job.now.milliseconds(), "the moment of the deed");
    assert!(id >= super::rules::first_id_of(world.app.clock.now()), "the id of the writing: {id}");
    assert_eq!(guarded(seal(&world.app)).await.expect("sealed"), 1);
    assert_eq!(verify(&world.app.db, None).await.expect("whole").unsealed, 0);
}

async fn an_identity_code_never_enters_the_log(scratch: &Scratch) {
    let world = World::new(scratch);
    let visit = visit(&world).await;
    for (subject, detail) in [("140275-9012", "fine"), ("fine", "soitti 150668-917M")] {
        let mut tx = world.app.db.write().await.expect("a transaction");
        let entry = Entry::new("tests.leaked").subject(subject).detail(serde_json::json!({ "note": detail }));
        let refused = record(&mut tx, &visit, entry).await.expect_err("refused").to_string();
        assert!(!refused.contains("9012") && !refused.contains("917M"), "{refused}");
        drop(tx);
    }
    let mut tx = world.app.db.write().await.expect("a transaction");
    let entry = Entry::new("tests.fine").subject("9900226-7").detail(serde_json::json!({ "note": "fine" }));
    record(&mut tx, &visit, entry).await.expect("the same entry without a code is recorded");
    tx.commit().await.expect("committed");
}

async fn an_export_has_every_column_of_every_row(scratch: &Scratch) {
    let world = World::new(scratch);
    let ids = write(&world, 3).await;
    guarded(seal(&world.app)).await.expect("sealed");
    write(&world, 1).await;
    let mut out = Vec::new();
    export(&world.app.db, &mut out).await.expect("exported");
    let lines: Vec<serde_json::Value> =
        String::from_utf8(out).expect("text").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!((&lines[1]["sequence"], lines[1]["id"].as_str()), (&2.into(), Some(ids[1].as_str())));
    assert_eq!(lines[2]["hash"].as_str(), Some(verify(&world.app.db, None).await.expect("whole").head.as_str()));
    assert_eq!(lines[3]["sequence"], serde_json::Value::Null);
    let columns = [
        "at",
        "action",
        "actor_kind",
        "person_id",
        "session_id",
        "organisation",
        "basis",
        "subject",
        "detail",
        "request_id",
    ];
    for column in columns {
        assert!(lines[0].get(column).is_some_and(|value| !value.is_null()), "{column}");
    }
}

async fn an_export_has_each_row_once_also_when_it_is_sealed_meanwhile(scratch: &Scratch) {
    let world = World::new(scratch);
    write(&world, 2).await;
    guarded(seal(&world.app)).await.expect("sealed");
    write(&world, 3).await;
    let mut out = Vec::new();
    let sealing = async || {
        guarded(seal(&world.app)).await.expect("sealed");
    };
    export_around(&world.app.db, &mut out, sealing).await.expect("exported");
    let text = String::from_utf8(out).expect("text");
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].to_string();
    let ids: std::collections::BTreeSet<String> = text.lines().map(read).collect();
    assert_eq!((text.lines().count(), ids.len()), (5, 5), "{text}");
}

async fn an_entry_about_the_organisation_that_one_acts_for_has_the_right(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(&matti, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let mut tx = world.app.db.write().await.expect("a transaction");
    for organisation in [RANTAPOLKU, LEHTOLINNA] {
        world.app.clock.advance_seconds(1);
        let organisation = BusinessId::parse(organisation).expect("valid");
        record(&mut tx, &visit, Entry::new("tests.named").organisation(&organisation)).await.expect("recorded");
    }
    let sql = "select organisation, basis from audit_entry where action = 'tests.named' order by id";
    let rows: Vec<(String, Option<String>)> = tx.all(sql, db::values![]).await.expect("read");
    let expected = [(RANTAPOLKU.to_string(), Some("position:TJ".to_string())), (LEHTOLINNA.to_string(), None)];
    assert_eq!(rows, expected, "of another organisation one has no right");
    tx.commit().await.expect("committed");
}

db::testing::on_both![
    an_export_has_each_row_once_also_when_it_is_sealed_meanwhile,
    an_entry_about_the_organisation_that_one_acts_for_has_the_right,
    a_log_is_whole_and_tells_what_is_not_sealed_yet,
    a_change_of_any_column_of_any_row_is_named,
    a_deleted_row_is_named,
    what_the_service_does_by_itself_is_not_the_deed_of_a_visitor,
    a_chain_cut_at_its_end_is_named,
    a_head_moved_back_or_rewritten_is_named,
    two_entries_that_changed_places_are_named,
    an_entry_added_between_is_named_and_never_sealed,
    several_sealers_make_one_chain,
    entries_from_clocks_that_differ_are_sealed,
    what_a_long_job_writes_late_is_sealed_by_the_time_of_writing,
    an_identity_code_never_enters_the_log,
    an_export_has_every_column_of_every_row,
];
