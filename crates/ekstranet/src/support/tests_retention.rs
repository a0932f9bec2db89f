//! What is past its retention is removed by the rooms that own it, and the audit log stays whole. Here because this is
//! the lowest room of those.

use db::testing::{Scratch, guarded};

use crate::kernel::{Basis, Mandate, RIGHTS_KEPT_SECONDS};
use crate::testing::{Browser, RANTAPOLKU, World, between};
use crate::{audit, mandates, notices, sign_in};

const DAY: i64 = 86_400;
const HOME: &str = "/o/9900226-7/";

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut read = world.app.db.read().await.expect("a reader");
    let (count,): (i64,) = read.one(sql, db::values![]).await.expect("counted");
    count
}

async fn forget_all(world: &World) -> u64 {
    let app = &world.app;
    let mandates = guarded(mandates::forget(app)).await.expect("rights");
    let support = guarded(super::forget(app)).await.expect("codes");
    mandates + support + guarded(sign_in::forget(app)).await.expect("sessions")
}

/// Suomi.fi's last word of this person's signature: the identity code is needed as long as the agreement.
async fn sign(world: &World, browser: &Browser<'_>) {
    let session = browser.session.as_ref().expect("signed in");
    let mut tx = world.app.db.write().await.expect("a transaction");
    tx.run(
        "insert into commitment (id, organisation, application_id, service, state, language, whole, opened_at)
         values ('c', $1, 'a', 'prescription', 'in_force', 'fi', 1, 1)",
        db::values![RANTAPOLKU],
    )
    .await
    .expect("a commitment");
    tx.run(
        "insert into signature (commitment_id, person_id, signatory_name, basis, right_checked_at, signed_at, session_id)
         values ('c', $1, $2, 'position:managing-director', 1, 1, $3)",
        db::values![session.person.as_str(), session.name.as_str(), session.id.as_str()],
    )
    .await
    .expect("a signature");
    tx.commit().await.expect("committed");
}

async fn what_is_past_its_retention_is_removed_and_the_log_stays_whole(scratch: &Scratch) {
    let world = World::new(scratch);
    let app = &world.app;
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    sign(&world, &matti).await;
    let mandate = vec![Basis::Mandate(Mandate::Deployment)];
    let liisa =
        world.person("090590-9047", "Liisa Valtuutettu", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", mandate)]).await;
    let ends = [("organisation", RANTAPOLKU), ("mandate", "deployment"), ("ends_on", "31.12.2026")];
    assert_eq!(liisa.post("/me/validity", &ends).await.redirects(), "/me");
    let made = matti.post(&format!("{HOME}support-code"), &[("page", HOME)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), HOME);
    guarded(audit::seal(app)).await.expect("sealed");
    let before = audit::verify(&app.db, None).await.expect("whole");

    app.clock.advance_seconds(RIGHTS_KEPT_SECONDS - DAY);
    assert_eq!(forget_all(&world).await, 0, "a day too early");
    app.clock.advance_seconds(2 * DAY);
    assert_eq!(
        guarded(sign_in::forget(app)).await.expect("looked"),
        0,
        "what rights and codes belong to waits for those"
    );
    assert_eq!(count(&world, "select count(*) from session").await, 3, "the control");
    assert!(forget_all(&world).await > 0);
    for sql in [
        "select count(*) from authority",
        "select count(*) from support_view",
        "select count(*) from support_code",
        "select count(*) from session",
    ] {
        assert_eq!(count(&world, sql).await, 0, "{sql}");
    }
    assert_eq!(count(&world, "select count(*) from person").await, 1, "who has signed stays");
    assert_eq!(
        count(&world, "select count(*) from mandate_validity").await,
        1,
        "the mandate ended later than the session"
    );
    app.clock.advance_seconds(60 * DAY);
    assert_eq!(forget_all(&world).await, 1);
    assert_eq!(count(&world, "select count(*) from mandate_validity").await, 0);

    guarded(audit::seal(app)).await.expect("sealed");
    let after =
        audit::verify(&app.db, Some(&before.head)).await.expect("the log is whole, with what was noted earlier");
    assert!(after.sealed > before.sealed, "nothing is taken out of the log, and the removals stand in it");
}

async fn addresses_past_their_retention_are_removed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (app, matti) = (&world.app, world.matti().await);
    let person = matti.session.as_ref().expect("signed in").person.clone();
    let now = app.clock.now().milliseconds();
    let mut tx = app.db.write().await.expect("a transaction");
    for sql in [
        "insert into person_mail (person_id, address_sealed, address_index, language, verified_at, seen_at)
         values ($1, $2, 'x', 'fi', $3, $3)",
        "insert into person_mail_check (person_id, address_sealed, language, code_hash, asked_at, tries, sent_on, sent)
         values ($1, $2, 'fi', 'x', $3, 0, '2026-11-21', 1)",
    ] {
        tx.run(sql, db::values![person.as_str(), vec![1_u8], now]).await.expect("an address");
    }
    for (id, sent) in [("sent", Some(now)), ("waiting", None)] {
        tx.run(
            "insert into notice (id, happening, service, organisation, case_number, turn, recipient, language, link,
                                 planned_at, next_try_at, give_up_at, tries, sent_at)
             values ($1, 'production_started', 'prescription', '9900226-7', 'KE-2026-000001', $1, 'raija@posti.example',
                     'fi', '/', $2, $2, $2, 1, $3)",
            db::values![id, now, sent],
        )
        .await
        .expect("a mail");
    }
    tx.commit().await.expect("committed");
    assert_eq!(guarded(notices::forget(app)).await.expect("looked"), 0, "nothing is old yet");
    app.clock.advance_seconds(3 * DAY);
    assert_eq!(guarded(notices::forget(app)).await.expect("looked"), 1, "the address that waited for its code");
    assert_eq!(count(&world, "select count(*) from person_mail").await, 1, "the control");
    app.clock.advance_seconds(2 * 366 * DAY);
    assert_eq!(guarded(notices::forget(app)).await.expect("looked"), 2);
    assert_eq!(count(&world, "select count(*) from person_mail").await, 0);
    assert_eq!(
        count(&world, "select count(*) from notice where recipient = 'raija@posti.example'").await,
        1,
        "what waits is sent"
    );
    let sent = "select count(*) from notice where recipient = 'removed:sent' and sent_at is not null";
    assert_eq!(count(&world, sent).await, 1, "that it was sent stays known");
}

db::testing::on_both![
    what_is_past_its_retention_is_removed_and_the_log_stays_whole,
    addresses_past_their_retention_are_removed,
];
