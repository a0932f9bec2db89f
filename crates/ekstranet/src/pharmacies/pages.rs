//! The page of a pharmacist's pharmacies: what the register says, what changes hands, what can be notified.

use axum::http::StatusCode;
use axum::response::Response;

use super::change_pages::{kind_words, state_words};
use super::change_rules::{Kind, State, earliest, open_places};
use super::{changing, planning, store, store_changes};
use crate::agreements;
use crate::kernel::{Date, Permission};
use crate::registers::{self, Keeping, Looked, Pharmacy, Takeover};
use crate::services::CustomerKind;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "pharmacies/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    lead: String,
    /// Whether the register has not answered and nothing is known from before.
    down: bool,
    fetched: String,
    places: Vec<Place>,
    handovers: Vec<Handover>,
    guide: Option<Guide>,
    /// Whether a licence can be given up now.
    giving_up: bool,
    /// The notice that tells it already.
    given_up: Option<String>,
    kinds: Vec<(&'static str, String)>,
    changes: Vec<Line>,
    may_change: bool,
}

/// A pharmacy or a branch.
struct Place {
    name: String,
    kind: String,
    tag: &'static str,
    state: String,
    text: String,
}

/// A pharmacy that changes hands.
struct Handover {
    oid: String,
    title: String,
    text: String,
    /// The plan, when one of the two has opened it.
    address: Option<String>,
    /// Whether it may be begun.
    begins: bool,
}

/// What the Prescription service asks of somebody who takes a pharmacy over.
struct Guide {
    text: String,
    /// Where to go on, and what that is called.
    link: Option<(String, String)>,
}

/// A notification that has been sent.
struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
}

/// `GET /o/{organisation}/pharmacies`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let (t, today) = (visit.texts(), visit.now.date());
    let acting = visit.acting()?.clone();
    let looked = super::find_pharmacies(&visit, &acting.organisation).await?;
    let mut read = visit.app.db.read().await?;
    let rows = store::list(&mut read, &acting.organisation).await?;
    let changes = store_changes::list(&mut read, &acting.organisation).await?;
    let committed = agreements::has_commitment(&mut read, &acting.organisation).await?;
    let leaving = super::find_last_day(&mut read, visit.now, &acting.organisation).await?;
    drop(read);
    let customer = super::customer_kind(&visit).await?;
    let base = format!("/o/{}/", acting.organisation);
    let down = looked.is_none();
    let fetched = fetched(&visit, looked.as_ref());
    let pharmacies = looked.map(|looked| looked.value).unwrap_or_default();
    let template = ListPage {
        chrome: visit.chrome(t.pharmacies_title()),
        t,
        lead: if pharmacies.is_empty() && !down { t.pharmacies_none() } else { t.pharmacies_lead() },
        down,
        fetched,
        handovers: handovers(&visit, &base, &pharmacies, &rows)?,
        guide: (!(down || committed && pharmacies.is_empty()))
            .then(|| advice(&visit, &base, &pharmacies, committed, leaving)),
        giving_up: acting.permissions.allow(Permission::TerminateServices)
            && changing::leaving(&pharmacies, today).is_some(),
        kinds: open_kinds(&pharmacies, today)
            .filter(|kind| kind.is_for(customer))
            .map(|kind| (kind.code(), kind_words(kind, t)))
            .collect(),
        given_up: changing::leaving(&pharmacies, today).and_then(|pharmacy| given_up(&base, pharmacy, &changes)),
        changes: changes.iter().map(|row| line(&visit, &base, row)).collect(),
        may_change: acting.permissions.allow(Permission::MaintainData),
        places: pharmacies.iter().map(|pharmacy| place(&visit, customer, pharmacy, today)).collect(),
        base,
    };
    page(StatusCode::OK, &template)
}

/// How old what the register told is.
fn fetched(visit: &Visit, looked: Option<&Looked<Vec<Pharmacy>>>) -> String {
    let t = visit.texts();
    match looked {
        Some(looked) if looked.stale => t.pharmacies_register_stale(format::moment(looked.fetched_at, visit.language)),
        Some(looked) => t.pharmacies_register_fetched(format::moment(looked.fetched_at, visit.language)),
        None => t.pharmacies_register_down(),
    }
}

/// Whether a new application is needed, or when one is because there is a gap between two pharmacies.
fn advice(
    visit: &Visit,
    base: &str,
    pharmacies: &[Pharmacy],
    committed: bool,
    leaving: Option<(String, String)>,
) -> Guide {
    let last_day = leaving.and_then(|(_, day)| day.parse().ok()).filter(|_| committed);
    gap(visit, pharmacies, last_day).unwrap_or_else(|| guide(visit, base, pharmacies, committed))
}

/// The page of the notice by which this pharmacy is given up, unless it was refused or taken back. One that has had its
/// effect is about an earlier time.
fn given_up(base: &str, pharmacy: &Pharmacy, changes: &[store_changes::ChangeRow]) -> Option<String> {
    let is_it = |row: &&store_changes::ChangeRow| {
        row.gives_up()
            && row.pharmacy.as_ref() == Some(&pharmacy.oid)
            && row.settled_at.is_none()
            && matches!(row.state.as_str(), "sent" | "confirmed")
    };
    changes.iter().find(is_it).map(|row| format!("{base}pharmacies/changes/{}", row.id))
}

/// The main pharmacies that change hands, with the plans that have been opened.
fn handovers(
    visit: &Visit,
    base: &str,
    pharmacies: &[Pharmacy],
    rows: &[store::HandoverRow],
) -> Result<Vec<Handover>, Failure> {
    let (t, own) = (visit.texts(), visit.acting()?.organisation.clone());
    let begins = visit.acting()?.permissions.allow(Permission::DeployServices);
    let hands = pharmacies.iter().filter_map(|pharmacy| {
        let (leaving, incoming, takeover) = planning::change_of_hands(pharmacy, &own, visit.now.date())?;
        let row =
            rows.iter().find(|row| row.pharmacy == pharmacy.oid && row.leaving == leaving && row.incoming == incoming);
        let day = format::date(takeover, visit.language);
        let text = if leaving == own.as_str() {
            t.pharmacies_handover_leaving(day)
        } else {
            t.pharmacies_handover_incoming(day)
        };
        let address = row.map(|row| format!("{base}handovers/{}", row.id));
        Some(Handover { oid: pharmacy.oid.clone(), title: pharmacy.name.clone(), text, address, begins })
    });
    Ok(hands.collect())
}

/// What can be notified now: nothing by somebody who keeps no pharmacy.
fn open_kinds(pharmacies: &[Pharmacy], today: Date) -> impl Iterator<Item = Kind> {
    // Nothing can be told for a day on which nothing is kept any more.
    let first = earliest(today);
    let keeps = pharmacies.iter().any(|one| one.keeping(today) == Keeping::Keeping && one.ends_on >= first);
    Kind::TOLD.into_iter().filter(move |kind| {
        keeps && (*kind == Kind::NewBranch || open_places(*kind, pharmacies, today).next().is_some())
    })
}

fn place(visit: &Visit, customer: CustomerKind, pharmacy: &Pharmacy, today: Date) -> Place {
    let t = visit.texts();
    let day = |day: Date| format::date(day, visit.language);
    let endless = pharmacy.ends_on.year() >= 2100;
    let (tag, state, text) = match pharmacy.keeping(today) {
        Keeping::Incoming => {
            let text =
                pharmacy.takeover_date().map_or_else(|| t.pharmacies_no_day(), |date| t.pharmacies_from(day(date)));
            ("wait", t.pharmacies_state_incoming(), text)
        }
        Keeping::Keeping if endless => ("good", t.pharmacies_state_kept(), t.pharmacies_since(day(pharmacy.begins_on))),
        Keeping::Keeping => ("good", t.pharmacies_state_kept(), t.pharmacies_until(day(pharmacy.ends_on))),
        Keeping::Left => ("calm", t.pharmacies_state_left(), t.pharmacies_until(day(pharmacy.ends_on))),
    };
    let kind = match customer {
        _ if pharmacy.is_branch() => t.pharmacies_branch(),
        CustomerKind::HospitalPharmacy => t.pharmacies_hospital(),
        _ => t.pharmacies_main(),
    };
    Place { name: pharmacy.name.clone(), kind, tag, state, text }
}

/// What comes next for whoever gives a pharmacy up and takes another one over only after the service has ended: a new
/// application, from the day after the last one and within the window of the takeover.
fn gap(visit: &Visit, pharmacies: &[Pharmacy], last_day: Option<Date>) -> Option<Guide> {
    let next = last_day?.tomorrow().ok()?;
    let coming = pharmacies.iter().filter(|one| !one.is_branch() && one.begins_on > next);
    let takeover = coming.filter_map(Pharmacy::takeover_date).min()?;
    let opens = registers::application_opens(takeover).max(next);
    let day = |day: Date| format::date(day, visit.language);
    let text = visit.texts().pharmacies_guide_gap(day(last_day?), day(takeover), day(opens));
    Some(Guide { text, link: None })
}

/// What comes next for the Prescription service: an application in its window, or, for whoever has a commitment already,
/// only the change. A customer that keeps no pharmacy has nothing to do here and is told nothing.
fn guide(visit: &Visit, base: &str, pharmacies: &[Pharmacy], committed: bool) -> Guide {
    let (t, today) = (visit.texts(), visit.now.date());
    let day = |day: Date| format::date(day, visit.language);
    let apply = || Some((format!("{base}applications"), t.pharmacies_guide_apply()));
    let coming = pharmacies.iter().any(|one| !one.is_branch() && one.keeping(today) == Keeping::Incoming);
    if committed {
        let text = if coming { t.pharmacies_guide_committed_change() } else { t.pharmacies_guide_committed() };
        let link = Some((format!("{base}pharmacies/contacts"), t.pharmacies_contacts_link()));
        return Guide { text, link };
    }
    match registers::takeover(pharmacies, today) {
        Takeover::Unknown => Guide { text: t.pharmacies_guide_unknown(), link: None },
        Takeover::TooEarly { takeover, opens } => {
            Guide { text: t.pharmacies_guide_too_early(day(takeover), day(opens)), link: None }
        }
        Takeover::Open { takeover, recommended } if today <= recommended => {
            Guide { text: t.pharmacies_guide_open(day(takeover), day(recommended)), link: apply() }
        }
        Takeover::Open { takeover, .. } => Guide { text: t.pharmacies_guide_late(day(takeover)), link: apply() },
        Takeover::Begun { .. } => Guide { text: t.pharmacies_guide_begun(), link: apply() },
    }
}

fn line(visit: &Visit, base: &str, row: &store_changes::ChangeRow) -> Line {
    let t = visit.texts();
    let (tag, state) = state_words(State::parse(&row.state).unwrap_or(State::Sent), t);
    Line {
        address: format!("{base}pharmacies/changes/{}", row.id),
        title: Kind::parse(&row.kind).map(|kind| kind_words(kind, t)).unwrap_or_default(),
        tag,
        state,
        text: t.pharmacies_change_line(
            row.number.as_str(),
            row.pharmacy_name.as_str(),
            format::stored_date(&row.effective_on, visit.language),
        ),
    }
}
