//! Random steps of both sides of a joining at once, while lists that name the same party are read and saved. The seed is
//! fixed, so that a failure comes again.

use std::collections::BTreeSet;
use std::fmt;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::life_tests::press;
use super::{HALLA, application_sent, bring_in, business_id, leena, stored};
use crate::kernel::{PartyId, PartyListId, Random};
use crate::parties::checking::ListContent;
use crate::parties::rules::{PartyState, PartyStep, Side};
use crate::parties::store_lists;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, LEHTOLINNA, World};

/// What the party does, with the answer that its button posts.
const OF_PARTY: [(PartyStep, &str); 4] = [
    (PartyStep::Confirm, "confirm"),
    (PartyStep::Contest, "contest"),
    (PartyStep::Leave, "leave"),
    (PartyStep::Stay, "stay"),
];
/// A button of either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Step(PartyStep, Side),
    /// The main joiner takes the last day back.
    GoesOn,
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Step(step, _) => write!(f, "{step:?}"),
            Self::GoesOn => write!(f, "GoesOn"),
        }
    }
}

/// What the main joiner does. An end today comes seldom: nothing follows it.
const OF_MAIN_JOINER: [Press; 8] = [
    Press::Step(PartyStep::AskAgain, Side::MainJoiner),
    Press::Step(PartyStep::SetEnd, Side::MainJoiner),
    Press::GoesOn,
    Press::Step(PartyStep::AskAgain, Side::MainJoiner),
    Press::GoesOn,
    Press::Step(PartyStep::End, Side::MainJoiner),
    Press::Step(PartyStep::AskAgain, Side::MainJoiner),
    Press::GoesOn,
];

/// The main joiner presses a button of the page that shows a version.
async fn presses(kauko: &Browser<'_>, id: &PartyId, version: &str, press: Press) -> StatusCode {
    let party = format!("/o/{LEHTOLINNA}/parties/{id}");
    let alone = [("version", version)];
    match press {
        Press::GoesOn => kauko.post(&format!("{party}/go-on"), &alone).await.status,
        Press::Step(PartyStep::AskAgain, _) => kauko.post(&format!("{party}/ask-again"), &alone).await.status,
        Press::Step(step, _) => {
            let day = if step == PartyStep::End { "21.11.2026" } else { "1.1.2027" };
            let fields = [("version", version), ("day", day), ("reason", "Sopimus päättyy."), ("answer", "end")];
            kauko.post(&format!("{party}/end"), &fields).await.status
        }
    }
}

/// The main joiner reads a list that names the party; the list's address. Nothing is joined by that.
async fn reads(kauko: &Browser<'_>) -> String {
    let list = [("list", "9900198-5;resepti;1.12.2026")];
    kauko.post(&format!("/o/{LEHTOLINNA}/parties/add-many"), &list).await.redirects().to_string()
}

/// How many rows of a list may be saved, and how many are refused.
async fn rows_of(world: &World, list: &str) -> (usize, usize) {
    let id = list.rsplit('/').next().and_then(PartyListId::parse).expect("a list");
    let mut read = world.app.db.read().await.expect("a reader");
    let record = store_lists::load_list(&mut read, &id, &business_id(LEHTOLINNA)).await.expect("kept");
    let content: ListContent = serde_json::from_str(&record.content).expect("readable");
    (content.ready().count(), content.refused().count())
}

/// Saves a list as it was first read.
async fn saves(kauko: &Browser<'_>, list: &str) -> StatusCode {
    kauko.post(&format!("{list}/save"), &[("version", "1")]).await.status
}

/// The relation that is open.
async fn open_relation(world: &World) -> PartyId {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select id from joined_party where state <> 'ended'";
    let (id,): (String,) = read.one(sql, db::values![]).await.expect("one is open");
    PartyId::parse(&id).expect("an id")
}

async fn state(world: &World, id: &PartyId) -> (PartyState, i64) {
    let row = stored(world, id).await;
    (PartyState::parse(&row.state).expect("a state"), row.version)
}

/// What a relation turns into when a button is pressed. Its last day is taken back to what it was before that was set.
fn turned(before: PartyState, earlier: PartyState, pressed: Press) -> Option<PartyState> {
    match pressed {
        Press::Step(step, side) => before.after(step, side).ok(),
        Press::GoesOn => (before == PartyState::Ending).then_some(earlier),
    }
}

/// What was seen of the lists: read while the relation was open, and saved or refused beside its steps.
#[derive(Debug, Default)]
struct Lists {
    waiting: Option<String>,
    refused_rows: usize,
    saved: i64,
    refused: usize,
}

impl Lists {
    /// Reads a list, or saves the one that was read before.
    async fn turn(&mut self, kauko: &Browser<'_>) -> Option<StatusCode> {
        if let Some(list) = self.waiting.take() {
            return Some(saves(kauko, &list).await);
        }
        self.waiting = Some(reads(kauko).await);
        None
    }

    /// Looks at what became of it: whether a relation was made.
    async fn made(
        &mut self,
        world: &World,
        saved: Option<StatusCode>,
        (before, after): (PartyState, PartyState),
    ) -> bool {
        match saved {
            Some(StatusCode::SEE_OTHER) => {
                assert_eq!(after, PartyState::Ended, "brought in twice");
                self.saved += 1;
                return true;
            }
            Some(status) => {
                assert_eq!(status, StatusCode::CONFLICT);
                self.refused += 1;
            }
            None => {
                let Some(list) = &self.waiting else { return false };
                let rows = rows_of(world, list).await;
                assert_eq!(rows.0 + rows.1, 1, "the registers know the party");
                if before != PartyState::Ended && after != PartyState::Ended {
                    assert_eq!(rows, (0, 1), "whoever is joined while the list is read is not offered");
                    self.refused_rows += 1;
                }
            }
        }
        false
    }
}

/// Every step that the buttons of both sides can take.
const ALL: [&str; 8] = ["AskAgain", "Confirm", "Contest", "End", "GoesOn", "Leave", "SetEnd", "Stay"];

async fn random_steps_of_several_at_once_leave_no_joining_in_two_states(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let (kauko, leena) = (world.kauko().await, leena(world).await);
    application_sent(world).await;
    let random = Random::seeded(14);
    // Read before anybody was joined: what it offers is to be refused when it is saved.
    let mut lists = Lists { waiting: Some(reads(&kauko).await), ..Lists::default() };
    let mut id = bring_in(world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (mut taken, mut refused, mut relations, mut earlier) = (BTreeSet::new(), 0, 1, PartyState::Waiting);
    // As many as it takes: what comes of a press hangs on who is first.
    for round in 0..800 {
        if round >= 200 && taken.len() == ALL.len() && lists.refused > 2 && lists.refused_rows > 2 {
            break;
        }
        let [first, second, third, listed]: [u8; 4] = random.bytes();
        let (before, version) = state(world, &id).await;
        let shown = version.to_string();
        let reason = format!("reason-{id}");
        let (one, said) = OF_PARTY[usize::from(first) % OF_PARTY.len()];
        let (two, other) = OF_PARTY[usize::from(second) % OF_PARTY.len()];
        let three = OF_MAIN_JOINER[usize::from(third) % OF_MAIN_JOINER.len()];
        let posted =
            |answer| [("version", shown.as_str()), ("answer", answer), (reason.as_str(), "Emme ole sopineet.")];
        let (said, other) = (posted(said), posted(other));
        let (a, b, c, saved) = tokio::join!(
            press(world, &leena, &id, &said),
            press(world, &leena, &id, &other),
            presses(&kauko, &id, &shown, three),
            async { if listed % 4 == 0 { lists.turn(&kauko).await } else { None } },
        );
        let of_party = |step| Press::Step(step, Side::Party);
        let pressed = [(of_party(one), a), (of_party(two), b), (three, c)];
        assert!(pressed.iter().all(|(_, status)| [303, 409].contains(&status.as_u16())), "{round}: {pressed:?}");
        let done: Vec<Press> =
            pressed.iter().filter(|(_, status)| *status == StatusCode::SEE_OTHER).map(|(press, _)| *press).collect();
        assert!(done.len() <= 1, "{round}: one page, one step: {pressed:?}");
        refused += 3 - done.len();
        world.app.db.settle().await.expect("settled");
        let (after, now) = state(world, &id).await;
        let expected = done.first().map_or(Some(before), |press| turned(before, earlier, *press));
        assert_eq!(expected, Some(after), "{round}: {before:?} and {done:?}");
        assert_eq!(now, version + i64::try_from(done.len()).expect("few"), "{round}: each step is one version");
        if after == PartyState::Ending && before != PartyState::Ending {
            earlier = before;
        }
        taken.extend(done.iter().map(ToString::to_string));
        // Whoever is on a list while the relation is open is there already; once it has ended, anew.
        let mut made = if listed % 4 == 0 { lists.made(world, saved, (before, after)).await } else { false };
        if after == PartyState::Ended && !made {
            let (list, next) = (reads(&kauko).await, reads(&kauko).await);
            assert_eq!(saves(&kauko, &list).await, StatusCode::SEE_OTHER, "{round}: nobody else is joined");
            (made, lists.waiting) = (true, Some(next));
        }
        if made {
            (relations, id) = (relations + 1, open_relation(world).await);
        }
        one_relation_is_open(world, relations).await;
    }
    assert!(
        refused > 100 && relations > 2 && lists.refused > 2 && lists.refused_rows > 2,
        "{refused} {relations} {lists:?}"
    );
    assert_eq!(taken.iter().map(String::as_str).collect::<Vec<_>>(), ALL, "every step was taken");
}

/// For one party, service and main joiner; and none of the earlier ones has gone.
async fn one_relation_is_open(world: &World, relations: i64) {
    let mut read = world.app.db.read().await.expect("a reader");
    let count = "select count(*), sum(case when state = 'ended' then 0 else 1 end) from joined_party";
    let found: (i64, i64) = read.one(count, db::values![]).await.expect("counted");
    assert_eq!(found, (relations, 1));
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_joining_in_two_states];
