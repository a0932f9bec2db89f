//! The shared plan of a handover as officers read it: its days, which side each line waits for and what is done. What a side
//! has given for itself, its address, its telephone and the names of its people, is not shown here either.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::known::{self, Known};
use super::plan_pages::id_of;
use super::rules::{self, Dated, Side};
use super::store::{self, HandoverRow, TickRow};
use crate::audit::{self, Entry};
use crate::kernel::{Date, Instant};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, SOUGHT_MOST, Sought, SoughtLine, Visit, format, page};

/// The plans that officers look up, open and closed, the latest takeover first: whichever side an organisation is.
///
/// # Errors
/// What the database says.
pub async fn list_plans(read: &mut Read, visit: &Visit, sought: &Sought) -> Result<Vec<SoughtLine>, Failure> {
    let mut rows = match sought {
        Sought::Number(number) => store::find_numbered(read, number).await?.into_iter().collect(),
        Sought::Organisation(organisation) => store::list(read, organisation).await?,
    };
    rows.truncate(SOUGHT_MOST);
    let t = visit.texts();
    let shown = rows.iter().map(|row| {
        let (tag, state) = state_of(row, visit.now.date(), t)?;
        let sides = [(Side::Leaving, Some(&row.leaving)), (Side::Incoming, Some(&row.incoming))];
        let vendor = (Side::Vendor, row.vendor_name.as_ref());
        let sides = sides.into_iter().chain([vendor]).filter_map(|(side, who)| Some((side.name(t), who?)));
        let sides = sides.map(|(side, who)| format!("{side}: {who}."));
        let takeover = t.pharmacies_takeover_on(format::stored_date(&row.takeover_date, visit.language));
        Ok(SoughtLine {
            address: format!("/desk/pharmacies/plans/{}", row.id),
            title: format!("{}, {}", row.number, row.pharmacy_name),
            tag,
            state,
            text: std::iter::once(takeover).chain(sides).collect::<Vec<_>>().join(" "),
        })
    });
    shown.collect()
}

/// The colour and the word of a plan: it waits for the takeover, is worked on after it, or is over.
fn state_of(row: &HandoverRow, today: Date, t: &Texts) -> Result<(&'static str, String), Failure> {
    let takeover = row.takeover()?;
    Ok(match row.lost_at {
        None if today < takeover => ("calm", t.pharmacies_desk_plan_awaits()),
        None if rules::is_open(takeover, today) => ("good", t.pharmacies_desk_plan_open()),
        Some(_) | None => ("calm", t.pharmacies_desk_plan_closed()),
    })
}

#[derive(askama::Template)]
#[template(path = "pharmacies/desk_plan.html")]
struct PlanPage {
    chrome: Chrome,
    t: &'static Texts,
    tag: &'static str,
    state: String,
    lead: String,
    /// That the register names somebody else, with the day on which it was seen.
    lost: Option<String>,
    facts: Vec<(String, String)>,
    lines: Vec<PlanLine>,
}

struct PlanLine {
    who: String,
    title: String,
    due: String,
    tag: &'static str,
    state: String,
    done: Option<String>,
    late: bool,
}

/// `GET /desk/pharmacies/plans/{id}`. Every view is in the audit log of each side, so nothing is shown when it cannot be
/// written.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let (t, id) = (visit.texts(), id_of(&id)?);
    let mut tx = visit.app.db.write().await?;
    let row = store::load_any(&mut tx, &id).await?;
    let ticks = store::list_ticks(&mut tx, &id).await?;
    let known = known::list(&mut tx, &row).await?;
    let sides = sides(&mut tx, &visit, &row).await?;
    for party in Side::ALL.into_iter().filter_map(|side| row.party(side)) {
        audit::record(&mut tx, &visit, Entry::new("pharmacies.plan_viewed").subject(id.as_str()).organisation(&party))
            .await?;
    }
    tx.commit().await?;
    let takeover = row.takeover()?;
    let (tag, state) = state_of(&row, visit.now.date(), t)?;
    let number = (t.pharmacies_fact_number(), row.number.clone());
    let pharmacy = (t.pharmacies_main(), row.pharmacy_name.clone());
    let plan = rules::plan(takeover, row.has_branches == 1);
    let template = PlanPage {
        chrome: visit.chrome(t.pharmacies_plan_title(row.pharmacy_name.as_str())),
        t,
        tag,
        state,
        lead: t.pharmacies_takeover_on(format::date(takeover, visit.language)),
        lost: row
            .lost_at
            .map(|at| t.pharmacies_desk_plan_lost(format::date(Instant::from_milliseconds(at).date(), visit.language))),
        facts: [number, pharmacy].into_iter().chain(sides).collect(),
        lines: plan.iter().map(|dated| plan_line(&visit, dated, &ticks, &known)).collect(),
    };
    page(StatusCode::OK, &template)
}

/// The sides by their register names and business IDs.
async fn sides(read: &mut Read, visit: &Visit, row: &HandoverRow) -> Result<Vec<(String, String)>, Failure> {
    let t = visit.texts();
    let mut sides = Vec::new();
    for side in Side::ALL {
        let who = match row.party(side) {
            None => t.pharmacies_vendor_none(),
            Some(id) => {
                let vendor = row.vendor_name.clone().filter(|_| side == Side::Vendor);
                let name = match vendor {
                    Some(name) => Some(name),
                    None => registers::last_known(read, &id).await?.company_name(visit.now),
                };
                name.map_or_else(|| id.to_string(), |name| format!("{name} ({id})"))
            }
        };
        sides.push((side.name(t), who));
    }
    Ok(sides)
}

fn plan_line(visit: &Visit, dated: &Dated, ticks: &[TickRow], known: &[Known]) -> PlanLine {
    let (t, line) = (visit.texts(), dated.line);
    let ticked = ticks.iter().find(|tick| tick.line == line.key).map(|tick| Instant::from_milliseconds(tick.done_at));
    let known = known.iter().find(|known| known.line == line.key).map(|known| known.at);
    let done = ticked.or(known).map(|at| t.pharmacies_done_at(format::moment(at, visit.language)));
    let (tag, state) = match done {
        Some(_) => ("good", t.pharmacies_state_done()),
        None => ("calm", t.pharmacies_state_theirs(line.side.name(t))),
    };
    PlanLine {
        who: line.side.name(t),
        title: (line.title)(t),
        due: t.pharmacies_due(format::date(dated.due, visit.language)),
        tag,
        state,
        late: done.is_none() && dated.due < visit.now.date(),
        done,
    }
}
