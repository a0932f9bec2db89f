//! The officers' pages: what they are told of joint joinings, and a main joiner's parties with what the registers say.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::{main_joiner_tag, state_text};
use crate::audit::{self, Entry};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, Instant, PartyId, PartyNewsId};
use crate::parties::rules::PartyState;
use crate::parties::store::{self, PartyRow, Wish};
use crate::parties::store_lists::{self, NewsRow};
use crate::parties::telling::is_granted_otherwise;
use crate::registers;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Outside, Visit, format, page, see_other};

/// One thing that the officers are told.
struct NewsLine {
    id: String,
    title: String,
    tag: &'static str,
    word: String,
    text: String,
    reason: Option<String>,
    /// That it has come to rights meanwhile.
    settled: Option<String>,
    address: String,
}

#[derive(askama::Template)]
#[template(path = "parties/news.html")]
struct NewsPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<NewsLine>,
    next: Option<String>,
}

pub(in crate::parties) async fn news(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let t = visit.texts();
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let after =
        query.text("after").split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, PartyNewsId::parse(id)?)));
    let after = after.as_ref().map_or((-1, ""), |(at, id)| (*at, id.as_str()));
    let rows = store_lists::list_news(&mut visit.app.db.read().await?, after).await?;
    let is_full = rows.len() == usize::try_from(store::PAGE).unwrap_or_default();
    let next = rows.last().filter(|_| is_full).map(|row| format!("/desk/parties?after={}.{}", row.at, row.id));
    let mut lines = Vec::new();
    for row in rows {
        let otherwise = row.what == "added" && is_granted_otherwise_to(&visit, &row).await?;
        lines.extend(news_line(&visit, row, otherwise));
    }
    let template = NewsPage { chrome: visit.chrome(t.parties_news_title()), t, lines, next };
    page(StatusCode::OK, &template)
}

/// Whether those who added parties have the service otherwise than as a main joiner.
async fn is_granted_otherwise_to(visit: &Visit, row: &NewsRow) -> Result<bool, Failure> {
    let (Some(organisation), Some(service)) = (BusinessId::parse(&row.main_joiner), Service::parse(&row.service))
    else {
        return Ok(false);
    };
    is_granted_otherwise(&mut visit.app.db.read().await?, &organisation, service).await
}

fn news_line(visit: &Visit, row: NewsRow, otherwise: bool) -> Option<NewsLine> {
    let t = visit.texts();
    let service = Service::parse(&row.service)?;
    let party = row.party_name.clone().unwrap_or_default();
    let settled = settled(visit, &row);
    let (tag, word) = match row.what.as_str() {
        _ if settled.is_some() => ("good", t.parties_news_settled_tag()),
        "contested" => ("stop", t.parties_tag_contested()),
        "leaving" => ("calm", t.parties_tag_leaving()),
        "unanswered" | "added" => ("calm", t.parties_tag_waiting_for_party()),
        _ => ("calm", t.parties_tag_ended()),
    };
    let text = match row.what.as_str() {
        "contested" => t.parties_news_contested(party),
        "leaving" => t.parties_news_leaving(party),
        "unanswered" => t.parties_news_unanswered(party),
        "added" if otherwise && !party.is_empty() => t.parties_news_added_otherwise_one(party),
        "added" if otherwise => t.parties_news_added_otherwise(row.number),
        "added" if !party.is_empty() => t.parties_news_added_one(party),
        "added" => t.parties_news_added(row.number),
        _ => t.parties_news_ended(party),
    };
    let moment = format::moment(Instant::from_milliseconds(row.at), visit.language);
    Some(NewsLine {
        id: row.id,
        title: t.parties_joined_by(service.name(t), &row.main_joiner_name),
        tag,
        word,
        text: format!("{text} {moment}"),
        reason: row.reason,
        settled,
        address: format!("/desk/parties/of/{}/{}", row.main_joiner, service.code()),
    })
}

/// What has become of it, where it waits for nobody any more: the party has confirmed since, or answered otherwise; its own
/// application came to nothing, so that it does not leave though it has said nothing anew; or an ending was taken back.
fn settled(visit: &Visit, row: &NewsRow) -> Option<String> {
    use PartyState as State;
    let (t, state) = (visit.texts(), State::parse(row.state_now.as_deref()?)?);
    let answered = row.answered_at.filter(|at| *at >= row.at);
    let day = |at: i64| format::date(Instant::from_milliseconds(at).date(), visit.language);
    match (row.what.as_str(), state, answered) {
        ("contested" | "unanswered" | "leaving", State::Confirmed, Some(at)) => Some(t.parties_news_settled(day(at))),
        ("unanswered", State::Contested | State::Leaving, Some(at)) => Some(t.parties_news_answered(day(at))),
        ("leaving", State::Waiting | State::Confirmed | State::Contested, _) => Some(t.parties_news_stays()),
        ("ended", State::Waiting | State::Confirmed | State::Contested | State::Leaving, _) => {
            Some(t.parties_news_goes_on())
        }
        _ => None,
    }
}

pub(in crate::parties) async fn handled(visit: Visit, Path(news): Path<String>) -> Result<Response, Failure> {
    let id = PartyNewsId::parse(&news).ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    match store_lists::handle_news(&mut tx, visit.now, &id, &visit.session()?.name).await {
        // A colleague was first: what was to be done is done.
        Err(db::Error::Stale) => return Ok(see_other("/desk/parties")),
        handled => handled?,
    }
    audit::record(&mut tx, &visit, Entry::new("parties.news_handled").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(see_other("/desk/parties"))
}

/// What a register says of a party.
struct Finding {
    class: &'static str,
    word: String,
    text: String,
}

/// One party as the officers see it.
struct PartyLine {
    name: String,
    about: String,
    tag: &'static str,
    state: String,
    text: String,
    reason: Option<String>,
    findings: Vec<Finding>,
}

#[derive(askama::Template)]
#[template(path = "parties/of_main_joiner.html")]
struct OfMainJoinerPage {
    chrome: Chrome,
    t: &'static Texts,
    lead: String,
    /// That the service was not granted to a main joiner.
    otherwise: Option<String>,
    /// The whole list, where this one begins with a party that was looked up.
    whole: Option<String>,
    counts: Vec<(String, String)>,
    lines: Vec<PartyLine>,
    next: Option<String>,
}

/// Parties of one page: each is looked up in the registers.
const SHOWN: i64 = 20;

/// A main joiner's parties for a service. Every view is in the audit log, so nothing is shown when it cannot be written.
pub(in crate::parties) async fn of_main_joiner(
    visit: Visit,
    Path((main_joiner, code)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let main_joiner = BusinessId::parse(&main_joiner).ok_or(Failure::NotFound)?;
    let service = Service::parse(&code).ok_or(Failure::NotFound)?;
    let (t, query) = (visit.texts(), Form::read(query.unwrap_or_default().as_bytes()));
    let mut tx = visit.app.db.write().await?;
    let (after, is_looked_up) = begins_after(&mut tx, &query, (&main_joiner, service)).await?;
    let wish = Wish { service: Some(service), after, ..Wish::default() };
    let rows = store::list(&mut tx, main_joiner.as_str(), &wish, SHOWN).await?;
    let counts = super::super::count_parties(&mut tx, &main_joiner, service).await?;
    let otherwise = is_granted_otherwise(&mut tx, &main_joiner, service).await?;
    let entry = Entry::new("parties.viewed").organisation(&main_joiner);
    audit::record(&mut tx, &visit, entry.detail(serde_json::json!({ "service": service.code() }))).await?;
    tx.commit().await?;
    let is_full = rows.len() == usize::try_from(SHOWN).unwrap_or_default();
    let address = format!("/desk/parties/of/{main_joiner}/{}", service.code());
    let next = rows.last().filter(|_| is_full).map(|row| {
        let after = format!("{}.{}", row.sort_key, row.id);
        let query = form_urlencoded::Serializer::new(String::new()).append_pair("after", &after).finish();
        format!("{address}?{query}")
    });
    let name = rows.first().map_or_else(|| main_joiner.to_string(), |row| row.main_joiner_name.clone());
    let template = OfMainJoinerPage {
        chrome: visit.chrome(t.parties_of_title(name)),
        t,
        lead: service.name(t),
        otherwise: otherwise.then(|| t.parties_of_granted_otherwise()),
        whole: is_looked_up.then_some(address),
        counts: counts
            .into_iter()
            .map(|(state, n)| (main_joiner_tag(state, t).1, format::count(n, visit.language)))
            .collect(),
        lines: party_lines(&visit, rows).await?,
        next,
    };
    page(StatusCode::OK, &template)
}

/// After which line a page begins: after the last one of the page before, or before the relation that was looked up; and
/// whether one was.
async fn begins_after(
    read: &mut db::Read,
    query: &Form,
    (main_joiner, service): (&BusinessId, Service),
) -> Result<(Option<(String, String)>, bool), Failure> {
    if let Some(id) = PartyId::parse(query.text("from")) {
        let row = store::load(read, &id).await?;
        if row.main_joiner != main_joiner.as_str() || row.service != service.code() {
            return Err(Failure::NotFound);
        }
        return Ok((Some((row.sort_key, String::new())), true));
    }
    let after = query.text("after").rsplit_once('.').filter(|(_, id)| PartyId::parse(id).is_some());
    Ok((after.map(|(name, id)| (name.to_string(), id.to_string())), false))
}

async fn party_lines(visit: &Visit, rows: Vec<PartyRow>) -> Result<Vec<PartyLine>, Failure> {
    let mut lines = Vec::new();
    let mut is_down = false;
    for row in rows {
        let findings = findings(visit, &row, &mut is_down).await?;
        lines.push(party_line(visit, row, findings)?);
    }
    Ok(lines)
}

fn party_line(visit: &Visit, row: PartyRow, findings: Vec<Finding>) -> Result<PartyLine, Failure> {
    let (t, state) = (visit.texts(), row.state()?);
    let (tag, word) = main_joiner_tag(state, t);
    Ok(PartyLine {
        about: t.parties_line(&row.party, &row.reference, format::stored_date(&row.begins_on, visit.language)),
        text: state_text(&row, state, visit),
        reason: if state == PartyState::Contested { row.contest_reason } else { row.end_reason },
        name: row.party_name,
        tag,
        state: word,
        findings,
    })
}

/// What the registers and our own rows say of a party. Once a register does not answer, the others are not asked.
async fn findings(visit: &Visit, row: &PartyRow, is_down: &mut bool) -> Result<Vec<Finding>, Failure> {
    let (t, party) = (visit.texts(), row.party()?);
    let fine = |text: String| Finding { class: "good", word: t.desk_finding_fine(), text };
    let look = |text: String| Finding { class: "wait", word: t.desk_finding_look(), text };
    let wrong = |text: String| Finding { class: "stop", word: t.desk_finding_wrong(), text };
    let mut findings = Vec::new();
    if *is_down {
        findings.push(look(t.parties_finding_down()));
    } else {
        match registers::find_organisation(&visit.app, visit.now, &party).await {
            Ok(Some(found)) if found.stale => {
                findings.push(look(t.parties_finding_stale(format::moment(found.fetched_at, visit.language))));
            }
            Ok(Some(found)) if found.value.name != row.party_name => {
                findings.push(look(t.parties_finding_name(found.value.name)));
            }
            Ok(Some(found)) => {
                findings.push(fine(t.parties_finding_known(format::moment(found.fetched_at, visit.language))));
            }
            Ok(None) => {
                // The older register of practitioners is long; it was asked when the party was brought in, and every night.
                let known = registers::last_known(&mut visit.app.db.read().await?, &party).await?;
                findings.push(if known.listing() == registers::Listing::Practitioner {
                    fine(t.parties_finding_practitioner())
                } else {
                    wrong(t.parties_finding_unknown())
                });
            }
            Err(Failure::Outage(system, _)) if system != Outside::Database => {
                *is_down = true;
                findings.push(look(t.parties_finding_down()));
            }
            Err(failure) => return Err(failure),
        }
    }
    let service = row.service()?;
    let granted = deployments::list(&mut visit.app.db.read().await?, &party).await?;
    if granted.iter().any(|line| line.service == service && line.state != DeploymentState::Ended) {
        findings.push(look(t.parties_finding_direct()));
    }
    Ok(findings)
}
