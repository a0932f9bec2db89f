//! Two who sign at the same moment, and everything else that may happen at that moment. Seeds are fixed.

use db::testing::Scratch;
use tokio::task::JoinSet;

use super::cosigning_tests::ask_two;
use super::draft_tests::colleague;
use super::many_tests::{count, edit};
use super::{Clinic, address};
use crate::applications::drafting::{self, Saved};
use crate::applications::submitting::{form_of, is_submitted, load};
use crate::applications::{answering, cosigning, store, submit_act};
use crate::kernel::{ApplicationId, Random};
use crate::web::{Failure, Visit};

/// A double click, two tabs and a retry of both, all at once: one case with two signatures, whoever was first.
async fn two_who_sign_at_once_make_one_case_with_two_signatures(scratch: &Scratch) {
    const ROUNDS: i64 = 10;
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    ask_two(&matti).await;
    for round in 1..=ROUNDS {
        let id = clinic.begin(&matti).await;
        clinic.fill(&matti, &id).await;
        let visits = [clinic.visit(&matti), clinic.visit(&leena)];
        let payload = clinic.payload(&visits[0], &id).await;
        let mut posts = JoinSet::new();
        for visit in visits.iter().cycle().skip(usize::from(round % 2 == 0)).take(40) {
            posts.spawn(submit_act(visit.clone(), id.to_string(), payload.clone()));
        }
        let (mut waited, mut sent) = (0, 0);
        for ended in posts.join_all().await {
            match ended.expect("each ends at a page") {
                page if page == address(&id, "/waiting") => waited += 1,
                page if page == address(&id, "/receipt") => sent += 1,
                page => panic!("{page}"),
            }
        }
        assert!(waited > 0 && sent > 0, "{waited} {sent}");
        assert_eq!(count(&clinic, "select count(*) from application where case_number is not null").await, round);
        assert_eq!(count(&clinic, "select count(*) from signature").await, 2 * round);
        assert_eq!(count(&clinic, "select count(distinct person_id) from signature").await, 2);
        assert_eq!(clinic.audited("applications.submitted").await, round);
        assert_eq!(clinic.audited("agreements.signed_first").await, round);
        assert_eq!(count(&clinic, "select count(*) from waiting_signature where ended_at is null").await, 0);
        answering::withdraw(&visits[0], &id).await.expect("withdrawn, so that the next round can begin");
    }
    assert_eq!(count(&clinic, "select last from application_case_number").await, ROUNDS, "no number was lost");
}

/// A colleague saves at the moment of the first signature: the save comes before, and the texts are looked at again, or it is
/// refused. What was signed is what stands there.
async fn a_save_at_the_moment_of_the_signature_comes_before_or_is_refused(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    ask_two(&matti).await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let (kauko_visit, leena_visit) = (clinic.visit(&matti), clinic.visit(&leena));
    let form = form_of(&load(&leena_visit, &id).await.expect("loaded")).expect("a form");
    let (mut signed, mut saved) = (0, 0);
    for round in 0..60 {
        let payload = clinic.payload(&kauko_visit, &id).await;
        let version = billing_version(&clinic, &id).await;
        let text = format!("r{round}");
        let sign = submit_act(kauko_visit.clone(), id.to_string(), payload);
        let save = drafting::save_step(&leena_visit, edit(form, &id, version, &text, round % 3 == 0));
        let (signature, change) = if round % 2 == 0 {
            tokio::join!(sign, save)
        } else {
            let (change, signature) = tokio::join!(save, sign);
            (signature, change)
        };
        clinic.world.app.db.settle().await.expect("settled");
        let after = billing_version(&clinic, &id).await;
        match (signature, change.expect("answered")) {
            (Ok(page), Saved::Closed(Some(lost))) => {
                assert_eq!((page, after), (address(&id, "/waiting"), version + 1), "locked, and not saved: {round}");
                assert_eq!(lost.why, crate::applications::closing::Closing::HalfSigned);
                signed += 1;
                cosigning::reopen(&leena_visit, &id, "r").await.expect("opened");
            }
            (Err(Failure::Stale), Saved::Done { version: new, .. }) => {
                assert_eq!((new, after), (version + 1, version + 1), "saved, and not signed: {round}");
                saved += 1;
            }
            (signature, _) => panic!("{round}: {signature:?}"),
        }
    }
    assert!(signed > 0 && saved > 0, "{signed} {saved}");
}

async fn billing_version(clinic: &Clinic, id: &ApplicationId) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    store::find_step(&mut read, id, "billing").await.expect("looked").expect("a step").version
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Sign,
    Reopen,
    Save,
}

async fn try_deed(visit: &Visit, id: &ApplicationId, deed: Deed, payload: serde_json::Value, version: i64) {
    match deed {
        Deed::Sign => match submit_act(visit.clone(), id.to_string(), payload).await {
            Ok(_) | Err(Failure::Stale) => {}
            Err(failure) => panic!("{failure:?}"),
        },
        Deed::Reopen => match cosigning::reopen(visit, id, "r").await {
            Ok(()) | Err(Failure::Stale) => {}
            Err(failure) => panic!("{failure:?}"),
        },
        Deed::Save => {
            let form = form_of(&load(visit, id).await.expect("loaded")).expect("a form");
            drafting::save_step(visit, edit(form, id, version, "r", true)).await.expect("answered");
        }
    }
}

/// Two people at once, each doing anything: no case ever has fewer than two signatures, none is signed over other answers, and
/// nothing waits for a case that was sent.
async fn five_hundred_interleavings_leave_no_case_half_signed(scratch: &Scratch) {
    const TURNS: usize = 500;
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    ask_two(&matti).await;
    let visits = [clinic.visit(&matti), clinic.visit(&leena)];
    let random = Random::seeded(301);
    let mut id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let mut sent = 0;
    for turn in 0..TURNS {
        let [first, second]: [u8; 2] = random.bytes();
        let deed = |byte: u8| match byte % 8 {
            0 => Deed::Reopen,
            1 => Deed::Save,
            _ => Deed::Sign,
        };
        let payload = clinic.payload(&visits[turn % 2], &id).await;
        let version = billing_version(&clinic, &id).await;
        tokio::join!(
            try_deed(&visits[0], &id, deed(first), payload.clone(), version),
            try_deed(&visits[1], &id, deed(second), payload, version),
        );
        clinic.world.app.db.settle().await.expect("settled");
        let half = "select count(*) from commitment c where 2 <> (select count(*) from signature s where s.commitment_id = c.id)";
        assert_eq!(count(&clinic, half).await, 0, "turn {turn}");
        let waiting = "select count(*) from waiting_signature w join application a on a.id = w.application_id
                       where w.ended_at is null and (a.state <> 'draft'
                         or w.version <> (select sum(s.version) from application_step s where s.application = a.id))";
        assert_eq!(count(&clinic, waiting).await, 0, "turn {turn}");
        if is_submitted(&load(&visits[0], &id).await.expect("loaded")) {
            sent += 1;
            answering::withdraw(&visits[0], &id).await.expect("withdrawn, so that the next can begin");
            id = clinic.begin(&matti).await;
            clinic.fill(&matti, &id).await;
        }
    }
    assert!(sent > 50, "{sent}");
    assert_eq!(count(&clinic, "select count(*) from application_version").await, sent, "each was frozen once");
}

db::testing::on_both![
    two_who_sign_at_once_make_one_case_with_two_signatures,
    a_save_at_the_moment_of_the_signature_comes_before_or_is_refused,
    five_hundred_interleavings_leave_no_case_half_signed,
];
