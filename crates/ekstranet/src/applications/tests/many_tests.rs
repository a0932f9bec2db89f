//! Many at once: repeated submissions, interleaved saves, random steps of both sides. Seeds are fixed, so that a failure
//! comes again.

use std::collections::BTreeMap;

use db::testing::{Scratch, guarded};
use tokio::task::JoinSet;

use super::draft_tests::colleague;
use super::{Clinic, address, billing};
use crate::agreements;
use crate::applications::answering::{self, Weighed};
use crate::applications::answers::{self, Posted, StepAnswers};
use crate::applications::attaching::Incoming;
use crate::applications::content::Content;
use crate::applications::drafting::{self, SaveRequest, Saved};
use crate::applications::rules::{CaseStep, Side};
use crate::applications::submitting::{self, form_of};
use crate::applications::testing::words;
use crate::applications::{OfficerStep, State, meet_deadlines, officer_step, store_turns, submit_act, together};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{ApplicationId, BusinessId, Random};
use crate::services::AskedForm;
use crate::testing::{Browser, RANTAPOLKU};
use crate::web::{Failure, Form, Visit};

pub(super) async fn count(clinic: &Clinic, sql: &'static str) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (count,): (i64,) = read.one(sql, db::values![]).await.expect("counted");
    count
}

/// A double click, the back button, a retry and two tabs all post the same submission again, at once and later.
async fn ten_thousand_repeated_submissions_make_no_duplicate(scratch: &Scratch) {
    const ROUNDS: i64 = 10;
    let clinic = Clinic::open(scratch).await;
    let (matti, leena, vilma) = (clinic.world.matti().await, colleague(&clinic).await, clinic.world.vilma().await);
    for round in 0..ROUNDS {
        let id = clinic.begin(&matti).await;
        clinic.fill(&matti, &id).await;
        let visits = [clinic.visit(&matti), clinic.visit(&leena)];
        let payload = clinic.payload(&visits[0], &id).await;
        let mut receipts = Vec::new();
        for _ in 0..20 {
            let mut posts = JoinSet::new();
            for visit in visits.iter().cycle().take(50) {
                posts.spawn(submit_act(visit.clone(), id.to_string(), payload.clone()));
            }
            receipts.extend(posts.join_all().await);
        }
        assert_eq!(receipts.len(), 1_000);
        for receipt in receipts {
            assert_eq!(receipt.expect("each ends at the receipt"), address(&id, "/receipt"));
        }
        let cases = count(&clinic, "select count(*) from application where case_number is not null").await;
        assert_eq!(cases, round + 1);
        clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
        let reject = OfficerStep::Reject { words: words("Ei täytä ehtoja") };
        clinic.officer_does(&vilma, &id, 3, reject).await.expect("rejected");
        let late = submit_act(visits[1].clone(), id.to_string(), payload).await.expect("also much later");
        assert_eq!(late, address(&id, "/receipt"));
    }
    assert_eq!(count(&clinic, "select count(*) from application").await, ROUNDS);
    assert_eq!(count(&clinic, "select count(*) from application_version").await, ROUNDS, "frozen once each");
    assert_eq!(count(&clinic, "select count(*) from application_event where what = 'submitted'").await, ROUNDS);
    assert_eq!(count(&clinic, "select last from application_case_number").await, ROUNDS, "no number was lost");
    assert_eq!(clinic.audited("applications.submitted").await, ROUNDS);
}

/// One helper's tab: the version that its page shows.
struct Tab<'w> {
    visit: Visit,
    version: i64,
    name: &'w str,
}

pub(super) fn edit<'a>(
    form: AskedForm,
    id: &'a ApplicationId,
    version: i64,
    text: &str,
    pressed: bool,
) -> SaveRequest<'a> {
    let step = form.step("billing").expect("a step");
    let mut fields = billing();
    fields.push(("reference", text));
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let posted: Posted = answers::read(step, &Form::read(body.as_bytes()));
    SaveRequest { id, form, step, version, posted, pressed, taken_from: None, incoming: Incoming::default() }
}

/// Three tabs look and save in random order and at once. A save is accepted only on what its tab had seen; a refused one
/// gets both versions; and whatever a colleague replaced is in the history.
async fn no_edit_is_lost_in_a_thousand_interleavings(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let random = Random::seeded(2_026);
    let mut tabs = [
        Tab { visit: clinic.visit(&matti), version: 0, name: "m" },
        Tab { visit: clinic.visit(&leena), version: 0, name: "l" },
        Tab { visit: clinic.visit(&matti), version: 0, name: "n" },
    ];
    let form = form_of(&submitting::load(&tabs[0].visit, &id).await.expect("loaded")).expect("a form");
    let (mut version, mut current) = (0, String::new());
    let mut accepted: Vec<(String, String)> = Vec::new();
    let (mut refused, mut together_seen) = (0, 0);
    for turn in 0..1_000 {
        let [first, second, looks, pressed]: [u8; 4] = random.bytes();
        let (one, other) = (usize::from(first) % 3, (usize::from(first) + 1 + usize::from(second) % 2) % 3);
        if looks & 1 == 1 {
            tabs[one].version = version;
        }
        if looks & 2 == 2 {
            tabs[other].version = version;
        }
        let texts = [one, other].map(|tab| format!("{}{turn}", tabs[tab].name));
        let save = |tab: usize, text: &str| {
            let request = edit(form, &id, tabs[tab].version, text, pressed & 1 == 1);
            let visit = tabs[tab].visit.clone();
            async move { drafting::save_step(&visit, request).await.expect("answered") }
        };
        let (a, b) = tokio::join!(save(one, &texts[0]), save(other, &texts[1]));
        let seen = [tabs[one].version, tabs[other].version];
        let mut winners = 0;
        for (saved, (tab, text)) in [a, b].into_iter().zip([one, other].into_iter().zip(texts)) {
            match saved {
                Saved::Done { version: new, .. } => {
                    winners += 1;
                    assert!(seen.contains(&version), "accepted on what had been seen");
                    assert_eq!(new, version + winners, "turn {turn}");
                    tabs[tab].version = new;
                    accepted.push((tabs[tab].name.to_string(), text.clone()));
                    current = text;
                }
                Saved::Stale { theirs, mine } => {
                    refused += 1;
                    assert_eq!(answers::text(&mine, "reference"), text, "one's own text is kept");
                    assert!(theirs.version > tabs[tab].version);
                    if looks & 4 == 4 {
                        tabs[tab].version = theirs.version;
                    }
                }
                Saved::Closed(_) => panic!("a draft is open"),
            }
        }
        assert!(winners <= 1, "of two at once on one version one is accepted");
        together_seen += i64::from(seen[0] == seen[1] && winners == 1);
        version += winners;
    }
    assert!(
        refused > 200 && accepted.len() > 200 && together_seen > 50,
        "{refused} {} {together_seen}",
        accepted.len()
    );
    let changes = together::list_changes(&tabs[0].visit, &id).await.expect("listed");
    let kept: Vec<&str> = changes.iter().map(|change| answers::text(&change.after, "reference")).collect();
    for (edit, next) in accepted.iter().zip(accepted.iter().skip(1)) {
        // Two tabs of Matti are one person, who may go on typing.
        let by_same = (edit.0 == "l") == (next.0 == "l");
        assert!(by_same || kept.contains(&edit.1.as_str()), "{} was replaced by {} and lost", edit.1, next.1);
    }
    assert_eq!(kept.first().copied(), Some(current.as_str()), "the last one stands");
}

/// What one actor tries.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Save,
    Submit,
    PutAside,
    Take,
    Release,
    Ask,
    MoveDeadline,
    Recall,
    Approve,
    Reject,
    Answer,
    Withdraw,
    Deadlines,
}

const DEEDS: [Deed; 13] = [
    Deed::Save,
    Deed::Submit,
    Deed::PutAside,
    Deed::Take,
    Deed::Release,
    Deed::Ask,
    Deed::MoveDeadline,
    Deed::Recall,
    Deed::Approve,
    Deed::Reject,
    Deed::Answer,
    Deed::Withdraw,
    Deed::Deadlines,
];

impl Deed {
    fn step(self) -> (CaseStep, Side) {
        match self {
            Self::Save => (CaseStep::Save, Side::Customer),
            Self::Submit => (CaseStep::Submit, Side::Customer),
            Self::PutAside => (CaseStep::PutAside, Side::Customer),
            Self::Take => (CaseStep::Take, Side::Officer),
            Self::Release => (CaseStep::Release, Side::Officer),
            Self::Ask => (CaseStep::AskSupplement, Side::Officer),
            Self::MoveDeadline => (CaseStep::MoveDeadline, Side::Officer),
            Self::Recall => (CaseStep::RecallSupplement, Side::Officer),
            Self::Approve => (CaseStep::Approve, Side::Officer),
            Self::Reject => (CaseStep::Reject, Side::Officer),
            Self::Answer => (CaseStep::AnswerSupplement, Side::Customer),
            Self::Withdraw => (CaseStep::Withdraw, Side::Customer),
            Self::Deadlines => (CaseStep::Lapse, Side::Timer),
        }
    }

    fn of_officer(self, deadline: &str) -> Option<OfficerStep> {
        Some(match self {
            Self::Take => OfficerStep::Take,
            Self::Release => OfficerStep::Release,
            Self::Ask => OfficerStep::AskSupplement {
                items: vec![("billing.reference".to_string(), "Mikä viite?".to_string())],
                suggested: BTreeMap::new(),
                message: String::new(),
                deadline: deadline.to_string(),
            },
            Self::MoveDeadline => OfficerStep::MoveDeadline { deadline: deadline.to_string() },
            Self::Recall => OfficerStep::RecallSupplement,
            Self::Approve => OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None },
            Self::Reject => OfficerStep::Reject { words: words("Ei täytä ehtoja") },
            _ => return None,
        })
    }
}

/// What is written to the officer: without it an answer that changes nothing is no answer.
const MESSAGE: &str = "Viite on jo hakemuksessa.";

/// The row as it is now: state and version.
async fn standing(clinic: &Clinic, id: &ApplicationId) -> (State, i64) {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select state, version from application where id = $1";
    let (state, version): (String, i64) = read.one(sql, db::values![id.as_str()]).await.expect("a row");
    (State::parse(&state).expect("a state"), version)
}

/// Tries a deed on the version that was seen; whether it was done. Anything but a refusal is a failure of the test.
async fn attempt(
    clinic: &Clinic,
    visit: Visit,
    id: &ApplicationId,
    seen: i64,
    deed: Deed,
    payload: &serde_json::Value,
) -> bool {
    let app = &clinic.world.app;
    let deadline = app.clock.now().date().saturating_add(jiff::Span::new().days(5)).to_string();
    let outcome = if let Some(step) = deed.of_officer(&deadline) {
        async {
            let mut tx = app.db.write().await?;
            officer_step(&mut tx, &visit, id, seen, &step).await?;
            tx.commit().await?;
            Ok(true)
        }
        .await
    } else {
        match deed {
            Deed::Save => save(clinic, &visit, id).await,
            // Whoever submits again is shown the receipt too; what was done is counted from the audit log.
            Deed::Submit => submit_act(visit, id.to_string(), payload.clone()).await.map(|_| false),
            Deed::PutAside => together::start_again(&visit, id, together::Carried::Nothing).await.map(|_| true),
            Deed::Answer => match answering::weigh(&visit, id, MESSAGE).await {
                Ok(Weighed::Ready(ready)) => answering::send(&visit, id, MESSAGE, &ready).await.map(|()| true),
                other => other.map(|_| false),
            },
            Deed::Withdraw => answering::withdraw(&visit, id).await.map(|()| true),
            _ => guarded(meet_deadlines(app)).await.map(|_| false),
        }
    };
    match outcome {
        Ok(done) => done,
        Err(Failure::Stale | Failure::Forbidden | Failure::NotFound) => false,
        Err(failure) => panic!("{deed:?}: {failure:?}"),
    }
}

/// Saves another reference on what the step's page shows now; whether it was accepted.
async fn save(clinic: &Clinic, visit: &Visit, id: &ApplicationId) -> Result<bool, Failure> {
    let [one, other]: [u8; 2] = clinic.world.app.random.bytes();
    let form = form_of(&submitting::load(visit, id).await?)?;
    let seen = saved(clinic, id).await.map_or(0, |(version, _)| version);
    let request = edit(form, id, seen, &format!("viite {one}-{other}"), true);
    Ok(matches!(drafting::save_step(visit, request).await?, Saved::Done { .. }))
}

/// The step of the invoices as it is saved: its version and the reference.
async fn saved(clinic: &Clinic, id: &ApplicationId) -> Option<(i64, String)> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select version, answers from application_step where application = $1 and step = 'billing'";
    let found: Option<(i64, String)> = read.optional(sql, db::values![id.as_str()]).await.expect("read");
    found.map(|(version, answers)| {
        let answers: StepAnswers = serde_json::from_str(&answers).expect("answers");
        (version, answers::text(&answers, "reference").to_string())
    })
}

/// What was sent is what was saved last: no save went in after it, and none before it was left out.
async fn no_edit_was_lost(clinic: &Clinic, id: &ApplicationId) {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let frozen = store_turns::find_content(&mut read, id).await.expect("read");
    drop(read);
    let Some(frozen) = frozen.map(|frozen| Content::parse(&frozen).expect("reads")) else { return };
    let sent = frozen.answers.get("billing").map(|answers| answers::text(answers, "reference").to_string());
    assert_eq!(sent, saved(clinic, id).await.map(|(_, reference)| reference));
}

/// Whether some order of the accepted steps is allowed and leads from one state to the other.
fn leads(from: State, steps: &[(CaseStep, Side)], to: State) -> bool {
    if steps.is_empty() {
        return from == to;
    }
    (0..steps.len()).any(|index| {
        let mut rest = steps.to_vec();
        let (step, side) = rest.remove(index);
        // The same form saves both.
        let is_supplement = step == CaseStep::Save && from == State::SupplementRequested;
        let step = if is_supplement { CaseStep::SaveSupplement } else { step };
        from.after(step, side).is_ok_and(|next| leads(next, &rest, to))
    })
}

/// What belongs to a case agrees with its one state.
async fn agrees(clinic: &Clinic, id: &ApplicationId, state: State) {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let signed = agreements::find_signed(&mut read, id).await.expect("read").map(|line| line.state);
    let expected = match state {
        State::Draft => None,
        State::Withdrawn if signed.is_none() => None,
        State::Approved => Some("in_force"),
        State::Rejected | State::Withdrawn | State::Lapsed => Some("ended"),
        _ => signed.as_deref().filter(|found| !["in_force", "ended"].contains(found)).or(Some("still open")),
    };
    assert_eq!(signed.as_deref(), expected, "{state:?}");
    let sql = "select count(*) from decision where application = $1";
    let (decisions,): (i64,) = read.one(sql, db::values![id.as_str()]).await.expect("counted");
    assert_eq!(decisions, i64::from(matches!(state, State::Approved | State::Rejected)), "{state:?}");
    let sql = "select count(*) from supplement where application = $1 and answered_at is null";
    let (open,): (i64,) = read.one(sql, db::values![id.as_str()]).await.expect("counted");
    assert!(open <= 1 && (state != State::SupplementRequested || open == 1), "{open} open requests in {state:?}");
    let granted = deployments::list(&mut read, &organisation).await.expect("listed");
    let granted = granted.iter().filter(|line| line.state != DeploymentState::Ended).count();
    assert!(granted <= 1, "one service is granted once");
    let sql = "select count(*) from application where organisation = $1
                 and state in ('draft', 'submitted', 'in_review', 'supplement_requested')";
    let (live,): (i64,) = read.one(sql, db::values![RANTAPOLKU]).await.expect("counted");
    assert!(live <= 1, "{live} live applications for one service");
}

/// Two representatives, two officers and the timer do at once whatever comes to their minds.
async fn random_steps_of_several_at_once_leave_no_matter_in_two_states(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let random = Random::seeded(7);
    let mut ends: BTreeMap<State, usize> = BTreeMap::new();
    let (mut contested, mut saves) = (0, 0);
    for round in 0..80 {
        // Who wins a race is the database's to say; it goes on until enough has been seen.
        if round >= 15 && contested > 20 && ends.len() >= 2 {
            break;
        }
        // The days that pass end everybody's session.
        let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
        let (vilma, joona) = (clinic.world.vilma().await, clinic.world.joona().await);
        let id = clinic.begin(&matti).await;
        clinic.fill(&matti, &id).await;
        let payload = clinic.payload(&clinic.visit(&matti), &id).await;
        for _ in 0..12 {
            let (state, version) = standing(&clinic, &id).await;
            if !state.is_open() {
                break;
            }
            let chosen: [u8; 4] = random.bytes();
            let deeds = chosen.map(|byte| likely(state, byte));
            let actors = [&matti, &leena, &vilma, &joona];
            let counted = [clinic.audited("applications.submitted").await, clinic.audited("applications.lapsed").await];
            let tries = deeds.into_iter().zip(chosen).map(|(deed, byte)| {
                let side = usize::from(byte >> 7);
                let of_officer = deed.of_officer("").is_some();
                let who: &Browser<'_> = actors[if of_officer { 2 + side } else { side }];
                attempt(&clinic, clinic.visit(who), &id, version, deed, &payload)
            });
            let [a, b, c, d]: [_; 4] = tries.collect::<Vec<_>>().try_into().unwrap_or_else(|_| unreachable!());
            let (a, b, c, d) = tokio::join!(a, b, c, d);
            let mut steps: Vec<_> =
                deeds.iter().zip([a, b, c, d]).filter(|(_, done)| *done).map(|(deed, _)| deed.step()).collect();
            let submitted = clinic.audited("applications.submitted").await - counted[0];
            let lapsed = clinic.audited("applications.lapsed").await - counted[1];
            assert!(submitted <= 1 && lapsed <= 1);
            steps.extend((submitted == 1).then_some((CaseStep::Submit, Side::Customer)));
            steps.extend((lapsed == 1).then_some((CaseStep::Lapse, Side::Timer)));
            let (after, now) = standing(&clinic, &id).await;
            let edits = steps.iter().filter(|(step, _)| *step == CaseStep::Save).count();
            saves += edits;
            assert!(leads(state, &steps, after), "{state:?} and {steps:?} do not lead to {after:?}");
            // A save is a version of its step and not of the case.
            assert_eq!(now, version + i64::try_from(steps.len() - edits).expect("few"), "each step is one version");
            contested += usize::from(steps.len() < 4 && !steps.is_empty());
            agrees(&clinic, &id, after).await;
            // While a supplement is asked for, what is saved has not been sent yet.
            let is = |step: CaseStep| steps.iter().any(|(taken, _)| *taken == step);
            if (is(CaseStep::Submit) || is(CaseStep::AnswerSupplement)) && !is(CaseStep::AskSupplement) {
                no_edit_was_lost(&clinic, &id).await;
            }
            clinic.world.app.clock.advance_seconds(86_400);
        }
        let (state, _) = standing(&clinic, &id).await;
        *ends.entry(state).or_default() += 1;
        finish(&clinic, &id, state, &matti).await;
    }
    assert!(contested > 20 && ends.len() >= 2 && saves > 5, "{contested} {ends:?} {saves}");
    every_step_is_taken_once(&clinic).await;
}

/// What a race may leave out, once for certain and one after the other.
async fn every_step_is_taken_once(clinic: &Clinic) {
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let payload = clinic.payload(&clinic.visit(&matti), &id).await;
    let certain = [
        (Deed::Submit, State::Submitted),
        (Deed::Take, State::InReview),
        (Deed::Release, State::Submitted),
        (Deed::Take, State::InReview),
        (Deed::Ask, State::SupplementRequested),
        (Deed::Answer, State::InReview),
        (Deed::Ask, State::SupplementRequested),
        (Deed::MoveDeadline, State::SupplementRequested),
        (Deed::Recall, State::InReview),
        (Deed::Ask, State::SupplementRequested),
        (Deed::Answer, State::InReview),
        (Deed::Approve, State::Approved),
    ];
    for (deed, expected) in certain {
        let (_, version) = standing(clinic, &id).await;
        let who = if deed.of_officer("").is_some() { &vilma } else { &matti };
        attempt(clinic, clinic.visit(who), &id, version, deed, &payload).await;
        let (state, now) = standing(clinic, &id).await;
        assert_eq!((state, now), (expected, version + 1), "{deed:?}");
        agrees(clinic, &id, state).await;
    }
}

/// A deed that fits the state half of the time, so that bursts are contested, and any other else. What ends a case at the
/// customer's will comes with those only: else hardly any case would live to be decided.
fn likely(state: State, byte: u8) -> Deed {
    let fitting: Vec<Deed> = DEEDS
        .into_iter()
        .filter(|deed| {
            let (step, side) = deed.step();
            state.after(step, side).is_ok() && !matches!(deed, Deed::PutAside | Deed::Withdraw)
        })
        .collect();
    let index = usize::from(byte & 0x3f);
    if byte & 0x40 == 0x40 { DEEDS[index % DEEDS.len()] } else { fitting[index % fitting.len()] }
}

/// Ends what is open or granted, so that the next one can be begun.
async fn finish(clinic: &Clinic, id: &ApplicationId, state: State, browser: &Browser<'_>) {
    let visit = clinic.visit(browser);
    match state {
        State::Draft => {
            together::start_again(&visit, id, together::Carried::Nothing).await.expect("put aside");
        }
        State::Submitted | State::InReview | State::SupplementRequested => {
            answering::withdraw(&visit, id).await.expect("withdrawn");
        }
        State::Approved => {
            let mut tx = clinic.world.app.db.write().await.expect("a transaction");
            tx.run("update deployment set state = 'ended' where application_id = $1", db::values![id.as_str()])
                .await
                .expect("ended");
            tx.commit().await.expect("committed");
        }
        _ => {}
    }
}

db::testing::on_both![
    ten_thousand_repeated_submissions_make_no_duplicate,
    no_edit_is_lost_in_a_thousand_interleavings,
    random_steps_of_several_at_once_leave_no_matter_in_two_states,
];
