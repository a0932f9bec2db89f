//! Joint joining (yhteisliittyminen): a main joiner brings joined parties in, each party confirms or contests, either side
//! ends it. Each joined party is the controller of its own register; neither side sees the other's matters here.

mod answering;
mod answers;
mod checking;
mod joining;
mod lists;
mod models;
mod named;
mod pages;
mod rules;
mod store;
mod store_answers;
mod store_left;
mod store_lists;
mod store_main_joiners;
mod store_named;
mod store_sought;
mod telling;
#[cfg(test)]
pub(crate) mod tests;
mod turning;
mod upkeep;
mod watched;

use db::Read;

use crate::kernel::{ApplicationId, BusinessId, Date, Permission};
use crate::registers;
use crate::services::Service;
use crate::web::{Failure, Routes, Rule};

pub use answering::confirm_act;
pub use answers::{NamedAnswer, list_named_answers};
pub use models::{JOINED_ANSWER, JoiningModel, Sector, joining_models, may_bring_in};
pub use named::{
    Agreed, NamedLine, Naming, Other, Outcome, close_naming, end_naming, find_named, follow_naming, is_unconfirmed,
};
pub use pages::{list_named, list_sought};
pub use rules::PartyState;
pub(crate) use store::has_joining;
pub use turning::{
    ApplicationSent, BeforeLastDay, came_to_nothing, direct_production_began, hold_main_joiners, main_joiner_ended,
    main_joiner_ends, main_joiner_goes_on, replace_recipients, sent, sent_again,
};
pub use upkeep::{keep_up, remind_and_end};
pub use watched::{list_joined, list_recipients, register_changed};

/// The room's routes.
pub fn routes() -> Routes {
    let see = Rule::Acting(Permission::SeeOrganisation);
    let deploy = Rule::Acting(Permission::DeployServices);
    Routes::new()
        .get("/o/{organisation}/parties", see, pages::list)
        .get("/o/{organisation}/parties/export", see, pages::export)
        .get("/o/{organisation}/parties/add", deploy, pages::add)
        .post("/o/{organisation}/parties/add", deploy, pages::add_one)
        .get("/o/{organisation}/parties/add-many", deploy, pages::add_many)
        .post("/o/{organisation}/parties/add-many", deploy, pages::read_many)
        .get("/o/{organisation}/parties/lists/{list}", deploy, pages::preview)
        .post("/o/{organisation}/parties/lists/{list}/check", deploy, pages::check_on)
        .post("/o/{organisation}/parties/lists/{list}/save", deploy, pages::save)
        .get("/o/{organisation}/parties/{party}", see, pages::show)
        .post("/o/{organisation}/parties/{party}/end", deploy, pages::end)
        .post("/o/{organisation}/parties/{party}/go-on", deploy, pages::go_on)
        .post("/o/{organisation}/parties/{party}/ask-again", deploy, pages::ask_again)
        .get("/o/{organisation}/joined", see, pages::joined)
        .post("/o/{organisation}/joined/{party}", deploy, pages::answer)
        .post("/o/{organisation}/joined/named/{application}", deploy, pages::answer_naming)
        .get("/desk/parties", Rule::Officer, pages::news)
        .post("/desk/parties/{news}/handled", Rule::Officer, pages::handled)
        .get("/desk/parties/of/{main_joiner}/{service}", Rule::Officer, pages::of_main_joiner)
}

/// A relation in which an organisation is the joined party.
#[derive(Clone, Debug)]
pub struct JoinedLine {
    pub service: Service,
    pub state: PartyState,
    pub main_joiner_name: String,
    /// `YYYY-MM-DD`
    pub begins_on: String,
    /// The last day where it has been set, `YYYY-MM-DD`.
    pub ends_on: Option<String>,
    /// Whether the service is in production at the main joiner; of a former relation, whether it came to anything.
    pub runs: bool,
}

impl JoinedLine {
    /// Whether the party uses the service through its main joiner on a day. A party may confirm before the main joiner's
    /// own production begins; nobody uses it before that.
    pub fn is_in_use(&self, today: Date) -> bool {
        let is_joined = matches!(self.state, PartyState::Confirmed | PartyState::Leaving | PartyState::Ending);
        is_joined && self.runs && self.begins_on.parse::<Date>().is_ok_and(|first| first <= today)
    }
}

/// What joint joinings mean to an organisation, for its home page.
#[derive(Clone, Debug, Default)]
pub struct Joinings {
    /// Where it is the joined party.
    pub joined: Vec<JoinedLine>,
    /// Where it was one and knew of it, the last to end first.
    pub former: Vec<JoinedLine>,
    /// How many parties it has brought in and not ended.
    pub brought_in: i64,
    /// How many of them contest it.
    pub contested: i64,
    /// Who has named it as the other party in an application and waits for its answer.
    pub named_by: Vec<String>,
    /// Whom its own open applications name and who has not confirmed.
    pub unconfirmed: Vec<UnconfirmedLine>,
}

/// An open application whose other party has not confirmed what it is named for.
#[derive(Clone, Debug)]
pub struct UnconfirmedLine {
    pub application: String,
    pub case_number: String,
    /// The other party: its name, where a register has told one, and its business ID.
    pub other: String,
    /// Whether it says that this is not agreed; else it has not answered.
    pub is_contested: bool,
}

impl Joinings {
    /// Whom an application names, if that one has not confirmed.
    #[must_use]
    pub fn unconfirmed_of(&self, application: &ApplicationId) -> Option<&UnconfirmedLine> {
        self.unconfirmed.iter().find(|line| line.application == application.as_str())
    }
}

/// What joint joinings mean to an organisation.
///
/// # Errors
/// What the database says.
pub async fn joinings(read: &mut Read, organisation: &BusinessId) -> Result<Joinings, Failure> {
    let named_by = store_named::list_waiting(read, organisation).await?;
    let rows = store_named::list_unconfirmed(read, organisation).await?;
    let others: Vec<&str> = rows.iter().map(|row| row.other.as_str()).collect();
    let names = registers::last_names(read, &others).await?;
    let unconfirmed = rows.iter().map(|row| UnconfirmedLine {
        is_contested: row.state == PartyState::Contested.code(),
        application: row.application.clone(),
        case_number: row.case_number.clone(),
        other: named::with_name(&names, &row.other),
    });
    let mut joinings = Joinings { named_by, unconfirmed: unconfirmed.collect(), ..Joinings::default() };
    for row in store::list_for_home(read, organisation).await? {
        let Some(state) = PartyState::parse(&row.state) else { continue };
        match Service::parse(&row.service) {
            Some(service) => {
                let has_last_day = matches!(state, PartyState::Ending | PartyState::Ended);
                let lines = if state == PartyState::Ended { &mut joinings.former } else { &mut joinings.joined };
                lines.push(JoinedLine {
                    service,
                    state,
                    main_joiner_name: row.main_joiner_name,
                    begins_on: row.begins_on,
                    ends_on: row.ends_on.filter(|_| has_last_day),
                    runs: row.running == 1,
                });
            }
            None if state == PartyState::Ended => {}
            None => {
                joinings.brought_in += row.number;
                if state == PartyState::Contested {
                    joinings.contested = row.number;
                }
            }
        }
    }
    joinings.former.sort_by(|one, other| other.ends_on.cmp(&one.ends_on));
    Ok(joinings)
}

/// By whom a party is joined for a service, where it knows of it: names of main joiners.
///
/// # Errors
/// What the database says.
pub async fn main_joiners_of(read: &mut Read, party: &BusinessId, service: Service) -> Result<Vec<String>, Failure> {
    let rows = store::list_open_of_party(read, party, service).await?;
    Ok(rows.into_iter().map(|row| row.main_joiner_name).collect())
}

/// A party as it stands at a moment, for keeping with a case.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PartyThen {
    pub business_id: String,
    pub name: String,
}

/// The parties of a main joiner for a service as they stand now, without ended ones.
///
/// # Errors
/// What the database says.
pub async fn list_parties(
    read: &mut Read,
    main_joiner: &BusinessId,
    service: Service,
) -> Result<Vec<PartyThen>, Failure> {
    let rows = store::list_open_of_service(read, main_joiner.as_str(), service).await?;
    Ok(rows.into_iter().map(|row| PartyThen { business_id: row.party, name: row.party_name }).collect())
}

/// The parties of a main joiner and a service who have not said yet whether they join, in the order in which they were added.
///
/// # Errors
/// What the database says.
pub async fn list_awaited(
    read: &mut Read,
    main_joiner: &BusinessId,
    service: Service,
) -> Result<Vec<PartyThen>, Failure> {
    let rows = store::list_waiting(read, main_joiner, service).await?;
    Ok(rows.into_iter().map(|(business_id, name)| PartyThen { business_id, name }).collect())
}

/// How much news of parties waits for an officer; at most 301.
///
/// # Errors
/// What the database says.
pub async fn count_news(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_lists::count_news(read).await?)
}

/// How many parties a main joiner has for a service, in each state but ended ones.
///
/// # Errors
/// What the database says.
pub async fn count_parties(
    read: &mut Read,
    main_joiner: &BusinessId,
    service: Service,
) -> Result<Vec<(PartyState, i64)>, Failure> {
    let rows = store::count_of_service(read, main_joiner.as_str(), service).await?;
    let known = rows.into_iter().filter_map(|(state, number)| Some((PartyState::parse(&state)?, number)));
    Ok(known.filter(|(state, _)| *state != PartyState::Ended).collect())
}
