//! What the operator ends from the command line: the sessions of an officer whose role was taken away, of a person, or
//! of everybody.

use serde_json::json;

use super::store_ending;
use crate::audit::{self, Entry};
use crate::kernel::PersonId;
use crate::web::{App, Failure, Visit};

/// The most sessions that one transaction ends: on SQLite all other writers wait for it.
const BATCH: i64 = 500;

/// Whose sessions are ended.
#[derive(Clone, Debug)]
pub enum Whose {
    /// The officer with this subject in the configured directory.
    Officer(String),
    /// The person with this id, which stands in the audit log.
    Person(PersonId),
    Everybody,
}

/// Ends sessions that still live, each with its audit row, batch by batch; returns how many. From the next request on
/// they open nothing on any instance. What is open at Suomi.fi stays open: only the browser could end it.
///
/// # Errors
/// What the database says; the batches before have ended.
pub async fn end_by_operator(app: &App, whose: &Whose) -> Result<usize, Failure> {
    let visit = Visit { request_id: "command".to_string(), ..Visit::of_job(app) };
    let mut count = 0;
    loop {
        let mut tx = app.db.write().await?;
        let ended = store_ending::end_sessions(&mut tx, visit.now, &app.config.officers.issuer, whose, BATCH).await?;
        for (session, kind, person) in &ended {
            let entry = Entry::new("sign_in.ended_by_operator").subject(session);
            audit::record(&mut tx, &visit, entry.detail(json!({ "kind": kind, "person": person }))).await?;
        }
        tx.commit().await?;
        if ended.is_empty() {
            return Ok(count);
        }
        count += ended.len();
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{StatusCode, header};
    use db::testing::{Scratch, guarded};

    use super::{Whose, end_by_operator};
    use crate::kernel::SessionKind;
    use crate::sign_in::{NewSession, admit_officer, begin_session};
    use crate::testing::World;

    /// Signs the officer with this subject in; gives the cookie.
    async fn officer(world: &World, subject: &str) -> String {
        let (app, now) = (&world.app, world.app.clock.now());
        let mut tx = app.db.write().await.expect("a transaction");
        let person = admit_officer(&mut tx, app, now, subject, "Vilma Virkanen").await.expect("admitted");
        let kind = SessionKind::Officer { approver: true };
        let begin = NewSession { person: &person, name: "Vilma Virkanen", kind, provider: None };
        let (_, token) = begin_session(&mut tx, app, now, &begin).await.expect("begun");
        tx.commit().await.expect("committed");
        format!("__Host-session={token}")
    }

    async fn desk(world: &World, cookie: &str) -> StatusCode {
        let request = world.stranger().request("GET", "/desk/").header(header::COOKIE, cookie);
        world.stranger().send(request.body(Body::empty()).expect("a request")).await.status
    }

    async fn the_operator_ends_sessions_of_an_officer_a_person_or_everybody(scratch: &Scratch) {
        let world = World::new(scratch);
        let (matti, again, kauko) = (world.matti().await, world.matti().await, world.kauko().await);
        let (vilma, joona) = (officer(&world, "vilma").await, officer(&world, "joona").await);
        let (open, shut) = (StatusCode::OK, StatusCode::SEE_OTHER);
        assert_eq!((desk(&world, &vilma).await, desk(&world, &joona).await), (open, open), "the control");
        let end = async |whose: Whose| guarded(end_by_operator(&world.app, &whose)).await.expect("ended");
        assert_eq!(end(Whose::Officer("nobody".to_string())).await, 0);
        assert_eq!(end(Whose::Officer("vilma".to_string())).await, 1);
        assert_eq!((desk(&world, &vilma).await, desk(&world, &joona).await), (shut, open));
        let person = matti.session.as_ref().expect("signed in").person.clone();
        assert_eq!(end(Whose::Person(person.clone())).await, 2, "all of the same person");
        assert_eq!((matti.get("/me").await.status, again.get("/me").await.status), (shut, shut));
        assert_eq!(kauko.get("/me").await.status, open);
        assert_eq!(end(Whose::Person(person.clone())).await, 0, "once");
        assert_eq!(end(Whose::Everybody).await, 2);
        assert_eq!((kauko.get("/me").await.status, desk(&world, &joona).await), (shut, shut));
        let mut read = world.app.db.read().await.expect("a reader");
        let rows: Vec<(String, Option<String>, String)> = read
            .all(
                "select a.actor_kind, s.end_reason, a.detail from audit_entry a join session s on s.id = a.subject
                 where a.action = 'sign_in.ended_by_operator' order by a.id",
                db::values![],
            )
            .await
            .expect("read");
        assert_eq!(rows.len(), 5, "a row for each session");
        assert!(rows.iter().all(|(by, why, _)| by == "system" && why.as_deref() == Some("ended by the operator")));
        assert_eq!(rows.iter().filter(|(_, _, detail)| detail.contains(person.as_str())).count(), 2);
    }

    async fn many_sessions_end_in_batches(scratch: &Scratch) {
        let world = World::new(scratch);
        world.matti().await;
        let copy = "insert into session (id, token_hash, person_id, kind, name, started_at, last_seen_at, ends_at)
                    select $1, $1, person_id, kind, name, started_at, last_seen_at, ends_at from session
                    order by id limit 1";
        let mut tx = world.app.db.write().await.expect("a transaction");
        for number in 0..1_000 {
            tx.run(copy, db::values![format!("copy-{number}")]).await.expect("inserted");
        }
        tx.commit().await.expect("committed");
        assert_eq!(guarded(end_by_operator(&world.app, &Whose::Everybody)).await.expect("ended"), 1_001);
    }

    db::testing::on_both![the_operator_ends_sessions_of_an_officer_a_person_or_everybody, many_sessions_end_in_batches,];
}
