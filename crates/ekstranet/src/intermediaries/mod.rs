//! The hand-shake with those through whom customers join: an intermediary (Kanta-välittäjä), or another owner of an
//! access point, confirms its customers, and keeps its access points, certificates and systems up to date here.

mod answering;
mod answers;
mod awaited;
mod certificates;
mod closing;
mod following;
mod granted;
mod pages;
mod pages_desk;
mod pages_points;
mod pages_sought;
mod pages_systems;
mod pages_technical;
mod reminding;
mod rules;
mod sought;
mod store;
mod store_answers;
mod store_granted;
mod store_sought;
mod store_systems;
mod store_technical;
mod systems;
mod technical;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_at_once;
#[cfg(test)]
mod tests_offered;
#[cfg(test)]
mod tests_systems;
#[cfg(test)]
mod tests_technical;

use db::{Read, Tx};

use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Date, Instant, Language, Permission};
use crate::registers;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Routes, Rule, Visit, format};

pub use answers::{ConnectionAnswer, list_answers};
pub use following::notice_address;
pub use granted::{granted, hold, production_began};
pub use reminding::{keep_reminding, remind};
pub use rules::ConnectionState;
pub use sought::list_sought;
pub(crate) use store::{has_request, has_unconfirmed, is_awaited, live_request_of};

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    const MAINTAIN: Rule = Rule::Acting(Permission::MaintainData);
    Routes::new()
        .get("/o/{organisation}/connections", SEE, pages::list)
        .get("/o/{organisation}/connections/{connection}", SEE, pages::show)
        .post("/o/{organisation}/connections/{connection}/confirm", MAINTAIN, pages::confirm)
        .post("/o/{organisation}/connections/{connection}/decline", MAINTAIN, pages::decline)
        .get("/o/{organisation}/technical", SEE, pages_technical::show)
        .post("/o/{organisation}/technical/address", MAINTAIN, pages_technical::keep_address)
        .get("/o/{organisation}/technical/open", MAINTAIN, pages_points::opening)
        .post("/o/{organisation}/technical/open", MAINTAIN, pages_points::open)
        .get("/o/{organisation}/technical/points/{oid}/close", MAINTAIN, pages_points::closing)
        .post("/o/{organisation}/technical/points/{oid}/close", MAINTAIN, pages_points::close)
        .get("/o/{organisation}/technical/points/{oid}/certificate", MAINTAIN, pages_points::certificate)
        .post("/o/{organisation}/technical/points/{oid}/certificate", MAINTAIN, pages_points::upload)
        .post("/o/{organisation}/technical/changes/{change}/withdraw", MAINTAIN, pages_technical::withdraw)
        .get("/o/{organisation}/technical/systems/new", MAINTAIN, pages_systems::form)
        .post("/o/{organisation}/technical/systems", MAINTAIN, pages_systems::propose)
        .post("/o/{organisation}/technical/systems/{proposal}/withdraw", MAINTAIN, pages_systems::withdraw)
        .get("/desk/systems", Rule::Officer, pages_systems::list)
        .get("/desk/systems/{proposal}", Rule::Officer, pages_systems::show)
        .post("/desk/systems/{proposal}/confirm", Rule::Officer, pages_systems::accept)
        .post("/desk/systems/{proposal}/refuse", Rule::Officer, pages_systems::refuse)
        .get("/desk/connections/{connection}", Rule::Officer, granted::show)
        .post("/desk/connections/{connection}/handled", Rule::Officer, granted::handled)
        .get("/desk/connections/of/{intermediary}", Rule::Officer, pages_sought::of_intermediary)
        .get("/desk/access-points", Rule::Officer, pages_desk::list)
        .get("/desk/access-points/{change}", Rule::Officer, pages_desk::show)
        .get("/desk/access-points/{change}/customers", Rule::Officer, pages_desk::customers)
        .post("/desk/access-points/{change}/confirm", Rule::Officer, pages_desk::confirm)
        .post("/desk/access-points/{change}/refuse", Rule::Officer, pages_desk::refuse)
}

/// An organisation by business ID and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: BusinessId,
    pub name: String,
}

/// Through whom and what a customer wants to join, as the answers of its application say now.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    pub application: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub service: Service,
    pub language: CaseLanguage,
    /// Whom to ask; `None` when the customer joins through a point of its own or has not chosen yet.
    pub intermediary: Option<Named>,
    /// OID of the access point; `None` leaves the choice to the intermediary.
    pub point: Option<String>,
    /// Id of the system.
    pub system: Option<String>,
    /// `YYYY-MM-DD`
    pub test_date: Option<String>,
    pub production_date: Option<String>,
    /// Addresses of the customer's administrative contacts: for notices, never shown to the intermediary.
    pub recipients: Vec<String>,
}

/// Lets the request follow the answers of an application, in the transaction that saves them: asks, keeps up to date,
/// withdraws, or asks somebody else.
///
/// # Errors
/// What the database says.
pub async fn follow(tx: &mut Tx, visit: &Visit, wish: &Wish<'_>) -> Result<(), Failure> {
    following::follow(tx, visit, wish).await
}

/// Whether somebody has been asked, and the request lives.
///
/// # Errors
/// What the database says.
pub async fn is_asked(read: &mut Read, application: &ApplicationId) -> Result<bool, Failure> {
    Ok(store::is_asked(read, application).await?)
}

/// Ends the request of an application that has ended without joining, in the same transaction.
///
/// # Errors
/// What the database says.
pub async fn end(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    following::end(tx, visit, application).await
}

/// Ends what was joined through an intermediary for services that have ended, and for what extended them, in the same
/// transaction: such a customer is nobody's customer any more.
///
/// # Errors
/// What the database says.
pub async fn end_services(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    services: &[Service],
) -> Result<(), Failure> {
    let ends = |one: &Service| {
        let extended = one.extends();
        services.contains(one) || (!extended.is_empty() && extended.iter().all(|other| services.contains(other)))
    };
    for service in Service::ALL.into_iter().filter(ends) {
        if store::end_joined(tx, visit.now, organisation, service).await? > 0 {
            let entry = Entry::new("intermediaries.connections_ended").organisation(organisation);
            audit::record(tx, visit, entry.detail(serde_json::json!({ "service": service.code() }))).await?;
        }
    }
    Ok(())
}

/// Lets the mails about what a customer has joined through go to other contacts from now on, but for those about the requests
/// of the applications `own`, which name theirs; an empty list changes nothing.
///
/// # Errors
/// What the database says.
pub async fn replace_recipients(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    (recipients, own): (&[String], &[ApplicationId]),
) -> Result<(), Failure> {
    if recipients.is_empty() {
        return Ok(());
    }
    let mut replaced = 0;
    for application in store::list_live(tx, organisation).await? {
        if own.iter().all(|own| own.as_str() != application) {
            replaced += store::replace_recipients(tx, &application, recipients).await?;
        }
    }
    if replaced > 0 {
        audit::record(tx, visit, Entry::new("intermediaries.recipients_replaced").organisation(organisation)).await?;
    }
    Ok(())
}

/// A live request as the customer, the officer and lists see it.
#[derive(Clone, Debug)]
pub struct ConnectionLine {
    pub id: String,
    pub application: String,
    pub service: Service,
    pub number: String,
    pub intermediary: String,
    pub state: ConnectionState,
    pub requested_at: Instant,
    pub answered_at: Option<Instant>,
    /// Whether the customer has named the access point.
    pub names_point: bool,
    /// The access point that the intermediary has confirmed, or an officer has settled on with the customer: OID and name.
    pub point: Option<(String, String)>,
    /// The confirmed system's id.
    pub system: Option<String>,
    pub reason: Option<String>,
    /// Whether the application has been approved: no other point can be chosen in it any more.
    pub granted: bool,
    /// Whether production has begun through it.
    pub used: bool,
    /// When an officer settled what follows from a request that was declined after the approval, and how.
    pub handled: Option<(Instant, String)>,
    /// When a request that was declined after the approval hindered production no more: an officer settled what follows, or
    /// the intermediary confirmed it all the same.
    pub settled_at: Option<Instant>,
    /// Those that were declined after the approval and in whose place an officer has put this one, the first one first.
    pub settled: Vec<Settled>,
}

/// A request that was declined after the approval, and what an officer settled with the customer then.
#[derive(Clone, Debug)]
pub struct Settled {
    pub intermediary: String,
    pub declined_at: Instant,
    pub reason: String,
    pub handled_at: Instant,
    pub note: String,
}

impl Settled {
    fn of(row: store_granted::SettledRow) -> Self {
        let at = |at: Option<i64>| Instant::from_milliseconds(at.unwrap_or_default());
        Self {
            intermediary: row.intermediary_name,
            declined_at: at(row.answered_at),
            reason: row.reason.unwrap_or_default(),
            handled_at: at(row.handled_at),
            note: row.handled_note.unwrap_or_default(),
        }
    }

    fn describe(&self, language: Language, t: &Texts) -> String {
        let at = |at: Instant| format::moment(at, language);
        let (name, reason, note) = (self.intermediary.as_str(), self.reason.as_str(), self.note.as_str());
        t.intermediaries_line_declined_handled(name, at(self.declined_at), reason, at(self.handled_at), note)
    }
}

impl ConnectionLine {
    /// Whether production waits: the request was declined after the approval, and no officer has settled what follows.
    pub fn hinders_production(&self) -> bool {
        self.granted && self.state == ConnectionState::Declined && self.handled.is_none()
    }

    /// Whether the application needs another point or intermediary before it can be approved.
    pub fn needs_another(&self) -> bool {
        !self.granted && self.state == ConnectionState::Declined
    }

    /// The first day of production that the request allows: none while production waits for it, and none before what it
    /// waited for was settled.
    pub fn first_day(&self, first: Date) -> Option<Date> {
        if self.hinders_production() {
            return None;
        }
        let settled = self.settled.iter().map(|settled| settled.handled_at).chain(self.settled_at).max();
        Some(settled.map_or(first, |at| first.max(at.date())))
    }

    /// Where an officer settles otherwise what was settled after a late decline; nowhere once production has begun.
    pub fn correction(&self) -> Option<String> {
        let is_open = self.state == ConnectionState::Declined && self.handled.is_some() && !self.used;
        is_open.then(|| format!("/desk/connections/{}", self.id))
    }

    /// Whether what was granted has changed since: an officer has settled on it with the customer.
    pub fn is_settled(&self) -> bool {
        self.handled.is_some() || !self.settled.is_empty()
    }

    /// Whether the provider may be let join: its access point is known, and nobody has declined (domain sheet 3.3: the
    /// point is added before a provider joins through it).
    pub fn is_point_known(&self) -> bool {
        match self.state {
            ConnectionState::Confirmed => true,
            ConnectionState::Awaited => self.names_point,
            ConnectionState::Declined | ConnectionState::Withdrawn => false,
        }
    }

    /// Who is awaited since when, or what was answered: a word with its colour, and sentences. What was declined after the
    /// approval and settled comes last.
    pub fn describe(&self, language: Language, t: &Texts) -> (String, &'static str, String) {
        let (tag, class, now) = self.describe_now(language, t);
        let before = self.settled.iter().map(|settled| settled.describe(language, t));
        (tag, class, std::iter::once(now).chain(before).collect::<Vec<_>>().join(" "))
    }

    fn describe_now(&self, language: Language, t: &Texts) -> (String, &'static str, String) {
        let name = self.intermediary.as_str();
        let at = |at: Instant| format::moment(at, language);
        match self.state {
            ConnectionState::Awaited => (
                t.intermediaries_tag_awaited(),
                "calm",
                t.intermediaries_line_awaited(name, at(self.requested_at), self.number.as_str()),
            ),
            ConnectionState::Confirmed => {
                let point = self.point.as_ref().map(|(oid, name)| format!("{name} ({oid})")).unwrap_or_default();
                let answered = at(self.answered_at.unwrap_or(self.requested_at));
                (t.intermediaries_tag_confirmed(), "good", t.intermediaries_line_confirmed(name, answered, point))
            }
            ConnectionState::Declined | ConnectionState::Withdrawn => {
                let answered = at(self.answered_at.unwrap_or(self.requested_at));
                let reason = self.reason.as_deref().unwrap_or_default();
                match &self.handled {
                    Some((handled, note)) => (
                        t.intermediaries_tag_confirmed(),
                        "good",
                        t.intermediaries_line_declined_handled(name, answered, reason, at(*handled), note.as_str()),
                    ),
                    None if self.granted => (
                        t.intermediaries_tag_declined(),
                        "stop",
                        t.intermediaries_line_declined_late(name, answered, reason),
                    ),
                    None => (
                        t.intermediaries_tag_declined(),
                        "stop",
                        t.intermediaries_line_declined(name, answered, reason),
                    ),
                }
            }
        }
    }
}

/// The live request of an application.
///
/// # Errors
/// What the database says.
pub async fn find(read: &mut Read, application: &ApplicationId) -> Result<Option<ConnectionLine>, Failure> {
    let Some(row) = store::find_live(read, application).await? else { return Ok(None) };
    let settled = match row.granted_at {
        Some(_) => store_granted::list_settled(read, &row.organisation, &row.application).await?,
        None => Vec::new(),
    };
    Ok(Some(ConnectionLine { settled: settled.into_iter().map(Settled::of).collect(), ..line(row)? }))
}

/// Who has declined what an application asked, and when, the first one first; also where it has turned elsewhere since.
///
/// # Errors
/// What the database says.
pub async fn list_declines(
    read: &mut Read,
    organisation: &BusinessId,
    application: &ApplicationId,
) -> Result<Vec<(String, Instant)>, Failure> {
    let rows = store::list_declines(read, organisation, application).await?;
    Ok(rows.into_iter().map(|(name, at)| (name, Instant::from_milliseconds(at))).collect())
}

/// The customer's live requests that wait or were declined, oldest first.
///
/// # Errors
/// What the database says.
pub async fn list_unconfirmed(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ConnectionLine>, Failure> {
    store::list_unconfirmed(read, organisation).await?.into_iter().map(line).collect()
}

fn line(row: store::ConnectionRow) -> Result<ConnectionLine, Failure> {
    let unreadable = || Failure::internal("a row of a connection cannot be read");
    Ok(ConnectionLine {
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        state: ConnectionState::parse(&row.state).ok_or_else(unreadable)?,
        application: row.application,
        number: row.number,
        intermediary: row.intermediary_name,
        requested_at: Instant::from_milliseconds(row.requested_at),
        answered_at: row.answered_at.map(Instant::from_milliseconds),
        names_point: row.asked_point.is_some(),
        point: row.point.zip(row.point_name),
        system: row.system,
        reason: row.reason,
        id: row.id,
        granted: row.granted_at.is_some(),
        used: row.used_at.is_some(),
        handled: row.handled_at.map(Instant::from_milliseconds).zip(row.handled_note),
        settled_at: row.handled_at.map(Instant::from_milliseconds),
        settled: Vec::new(),
    })
}

/// What an organisation is here as an intermediary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Requests that wait for its answer, counted at most to 1,001.
    pub awaited: i64,
    /// Open access points whose certificate ends soon: name, last day (`YYYY-MM-DD`).
    pub expiring: Vec<(String, String)>,
}

/// Whether an organisation is an intermediary: it stands in the intermediary register, owns an access point, or
/// somebody has asked it; with what waits for it.
///
/// # Errors
/// What the database says.
pub async fn find_office(read: &mut Read, organisation: &BusinessId, today: Date) -> Result<Option<Office>, Failure> {
    let awaited = store::count_awaited(read, organisation).await?;
    if awaited == 0 && !registers::is_intermediary_or_owner(read, organisation).await? {
        return Ok(None);
    }
    let points = registers::list_access_points_of(read, organisation).await?;
    let expiring = points.into_iter().filter(|point| {
        let ends = point.certificate_until.parse().ok();
        point.is_open(today) && ends.is_some_and(|last| rules::is_to_renew(last, today))
    });
    let expiring = expiring.map(|point| (point.name, point.certificate_until)).collect();
    Ok(Some(Office { awaited, expiring }))
}

/// How many proposed systems wait for an officer, counted at most to 1,001.
///
/// # Errors
/// What the database says.
pub async fn count_waiting_systems(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_systems::count_waiting(read).await?)
}

/// How many notices about access points wait for an officer, and customers whose request was declined after the approval;
/// of each counted at most to 1,001.
///
/// # Errors
/// What the database says.
pub async fn count_waiting_changes(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_technical::count_waiting(read).await? + granted::count_declined_late(read).await?)
}

/// What an intermediary's list is asked for.
#[derive(Clone, Debug, Default)]
struct ConnectionFilter {
    state: Option<ConnectionState>,
    service: Option<Service>,
    /// The beginning of a customer's name, a business ID or the number of a request.
    search: String,
    /// Key of the last line of the page before.
    after: Option<(i64, String)>,
    /// The same where those that wait stand in the order of their planned days: day and id.
    after_day: Option<(String, String)>,
}

impl ConnectionFilter {
    /// The search when it is a business ID or a number: then it is compared as a whole.
    fn exact(&self) -> Option<String> {
        let search = BusinessId::written(&self.search.to_uppercase());
        let is_exact = BusinessId::parse(&search).is_some() || search.starts_with(following::NUMBER_PREFIX);
        is_exact.then_some(search)
    }

    /// The range of names that begin with the search.
    fn name_range(&self) -> (Option<String>, Option<String>) {
        if self.search.is_empty() || self.exact().is_some() {
            return (None, None);
        }
        let from = self.search.to_lowercase();
        let until = format!("{from}\u{10ffff}");
        (Some(from), Some(until))
    }
}
