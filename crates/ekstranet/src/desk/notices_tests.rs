//! The list of mails that were not sent, when it is long.

use db::testing::Scratch;

use crate::kernel::NoticeId;
use crate::sign_in::tests::audited;
use crate::testing::{RANTAPOLKU, World};

async fn what_was_given_up_leaves_room_for_new_failures_and_can_be_taken_off_the_list(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let insert = "insert into notice (id, happening, service, organisation, case_number, turn, recipient, language, link,
                    planned_at, next_try_at, give_up_at, tries, problem, given_up_at)
                  values ($1, 'application_approved', 'prescription', $2, $3, 'x', 'a@x.example', 'fi', '/', $4, $4, $4, 9,
                    '550', $5)";
    let mut tx = world.app.db.write().await.expect("a transaction");
    for number in 0..130_i64 {
        let id = NoticeId::new(world.app.clock.now(), &world.app.random);
        let given_up = (number != 0).then_some(number + 1);
        let case = format!("KE-2026-{number:06}");
        tx.run(insert, db::values![id.as_str(), RANTAPOLKU, case, number, given_up]).await.expect("inserted");
    }
    tx.commit().await.expect("committed");
    let page = vilma.page("/desk/notices").await;
    for (case, shown) in
        [("KE-2026-000000", true), ("KE-2026-000129", true), ("KE-2026-000081", true), ("KE-2026-000080", false)]
    {
        assert_eq!(page.shows(case), shown, "{case}: what is tried again, then the newest");
    }
    assert!(page.shows("50 uusinta viestiä") && page.body.matches("/dismiss\"").count() == 49);
    for _ in 0..2 {
        let last = vilma.page("/desk/notices").await;
        let before = last.body.rfind("/dismiss\"").expect("a button");
        let id = last.body[..before].rsplit('/').next().expect("an id").to_string();
        assert_eq!(vilma.post(&format!("/desk/notices/{id}/dismiss"), &[]).await.redirects(), "/desk/notices");
        assert_eq!(vilma.post(&format!("/desk/notices/{id}/dismiss"), &[]).await.redirects(), "/desk/notices", "twice");
    }
    let page = vilma.page("/desk/notices").await;
    assert!(page.shows("KE-2026-000079") && !page.shows("KE-2026-000081"), "the next ones move up");
    assert_eq!(audited(&world, "notices.dismissed").await.len(), 2);
    let waiting = page.body.find("/send-again\"").and_then(|end| page.body[..end].rsplit('/').next()).expect("an id");
    vilma.post(&format!("/desk/notices/{waiting}/dismiss"), &[]).await.redirects();
    assert!(vilma.page("/desk/notices").await.shows("KE-2026-000000"), "what is tried again stays");
}

db::testing::on_both![what_was_given_up_leaves_room_for_new_failures_and_can_be_taken_off_the_list];
