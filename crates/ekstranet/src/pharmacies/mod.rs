//! Pharmacies: which ones a pharmacist keeps or takes over, the shared plan of a handover, notifications of changes.
//!
//! The pharmacy register says who keeps what and when; nothing of that is typed here. A plan is computed from the takeover
//! date, so it follows a date that moves. Each side sees the lines of all and ticks its own; nothing else of one side is
//! ever shown to another.

mod addresses;
mod change_pages;
mod change_rules;
mod changing;
mod contacts;
mod desk_pages;
mod desk_plan;
mod following;
mod known;
mod leaving;
mod pages;
mod plan_pages;
mod planning;
mod rules;
mod store;
mod store_changes;
mod store_contacts;
#[cfg(test)]
mod tests;

use crate::kernel::{BusinessId, Date, Instant, Permission};
use crate::registers::{self, Keeping, LastKnown, Looked, Pharmacy};
use crate::services::CustomerKind;
use crate::texts::Texts;
use crate::web::{Failure, Outside, Routes, Rule, Visit, format};

pub use changing::give_up_act;
pub use desk_pages::list_sought;
pub use desk_plan::list_plans;
pub use following::{follow, keep_following};
pub(crate) use store::has_handover;

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    const DEPLOY: Rule = Rule::Acting(Permission::DeployServices);
    const MAINTAIN: Rule = Rule::Acting(Permission::MaintainData);
    const END: Rule = Rule::Acting(Permission::TerminateServices);
    Routes::new()
        .get("/o/{organisation}/pharmacies", SEE, pages::list)
        .get("/o/{organisation}/pharmacies/contacts", SEE, contacts::show)
        .post("/o/{organisation}/pharmacies/contacts", MAINTAIN, contacts::confirm)
        .post("/o/{organisation}/pharmacies/handovers", DEPLOY, plan_pages::open)
        .get("/o/{organisation}/pharmacies/changes/new", MAINTAIN, change_pages::form)
        .post("/o/{organisation}/pharmacies/changes", MAINTAIN, change_pages::send)
        .get("/o/{organisation}/pharmacies/changes/{id}", SEE, change_pages::show)
        .post("/o/{organisation}/pharmacies/changes/{id}/withdraw", MAINTAIN, change_pages::withdraw)
        .get("/o/{organisation}/pharmacies/giving-up", END, change_pages::giving_up_form)
        .post("/o/{organisation}/pharmacies/giving-up", END, change_pages::prove_and_give_up)
        .get("/o/{organisation}/handovers", SEE, plan_pages::list)
        .get("/o/{organisation}/handovers/{id}", SEE, plan_pages::show)
        .get("/o/{organisation}/handovers/{id}/day-zero", SEE, plan_pages::day_zero)
        .post("/o/{organisation}/handovers/{id}/lines", DEPLOY, plan_pages::tick)
        .post("/o/{organisation}/handovers/{id}/settings", DEPLOY, plan_pages::keep_settings)
        .post("/o/{organisation}/handovers/{id}/vendor", DEPLOY, plan_pages::name_vendor)
        .get("/desk/pharmacies", Rule::Officer, desk_pages::list)
        .get("/desk/pharmacies/{id}", Rule::Officer, desk_pages::show)
        .post("/desk/pharmacies/{id}", Rule::Officer, desk_pages::answer)
        .get("/desk/pharmacies/plans/{id}", Rule::Officer, desk_plan::show)
}

/// Something about pharmacies that the home page tells first.
#[derive(Clone, Debug)]
pub struct HomeLine {
    pub address: String,
    pub action: String,
    pub about: String,
    /// Whether it waits for the organisation.
    pub waits: bool,
    /// Whether the pharmacy is the organisation's own, not that of a customer of it.
    pub own: bool,
}

/// How many notified changes of pharmacies wait for an officer; at most 301.
///
/// # Errors
/// What the database says.
pub async fn count_waiting(read: &mut db::Read) -> Result<i64, Failure> {
    Ok(store_changes::count_sent(read).await?)
}

/// How many pharmacies and branches are kept, in a sentence.
fn kept_words(mains: usize, branches: usize, t: &Texts) -> String {
    match (mains, branches) {
        (0, 0) => t.pharmacies_home_none(),
        (_, 0) => t.pharmacies_home_kept(t.pharmacies_home_mains(mains)),
        (0, _) => t.pharmacies_home_kept(t.pharmacies_home_branches(branches)),
        _ => t.pharmacies_home_kept_both(t.pharmacies_home_mains(mains), t.pharmacies_home_branches(branches)),
    }
}

/// What the home page says of pharmacies and handovers, from what is known already: nobody outside is asked.
///
/// # Errors
/// What the database says.
pub async fn home_lines(
    visit: &Visit,
    read: &mut db::Read,
    known: &LastKnown,
    has_handovers: bool,
) -> Result<Vec<HomeLine>, Failure> {
    let (organisation, t) = (&visit.acting()?.organisation, visit.texts());
    let today = visit.now.date();
    let mut lines = Vec::new();
    if let Some(looked) = known.pharmacies(visit.now) {
        let kept = looked.value.iter().filter(|pharmacy| pharmacy.keeping(today) == Keeping::Keeping);
        let (branches, mains): (Vec<_>, Vec<_>) = kept.partition(|pharmacy| pharmacy.is_branch());
        lines.push(HomeLine {
            address: format!("/o/{organisation}/pharmacies"),
            action: t.pharmacies_title(),
            about: kept_words(mains.len(), branches.len(), t),
            waits: false,
            own: true,
        });
    }
    let handovers = if has_handovers { store::list(read, organisation).await? } else { Vec::new() };
    for row in handovers.iter().filter(|row| row.takeover().is_ok_and(|day| rules::is_open(day, today))) {
        let Some(side) = row.side(organisation) else { continue };
        let ticks = store::list_ticks(read, &row.id()?).await?;
        let known = if side == rules::Side::Incoming { known::list(read, row).await? } else { Vec::new() };
        let plan = rules::plan(row.takeover()?, row.has_branches == 1);
        let is_done =
            |key: &str| ticks.iter().any(|tick| tick.line == key) || known.iter().any(|known| known.line == key);
        let undone = |dated: &&rules::Dated| dated.line.side == side && !is_done(dated.line.key);
        let open = plan.iter().filter(undone).count();
        let late = plan.iter().filter(undone).filter(|dated| dated.due < today).count();
        if row.lost_at.is_some() {
            lines.push(HomeLine {
                address: format!("/o/{organisation}/handovers/{}", row.id),
                action: t.pharmacies_home_handover(row.pharmacy_name.as_str()),
                about: t.pharmacies_home_lost(),
                waits: false,
                own: side != rules::Side::Vendor,
            });
            continue;
        }
        let about = t.pharmacies_home_open(format::stored_date(&row.takeover_date, visit.language), open);
        lines.push(HomeLine {
            address: format!("/o/{organisation}/handovers/{}", row.id),
            action: t.pharmacies_home_handover(row.pharmacy_name.as_str()),
            about: if late > 0 { format!("{about} {}", t.pharmacies_home_late(late)) } else { about },
            waits: open > 0,
            own: side != rules::Side::Vendor,
        });
    }
    Ok(lines)
}

/// The case number and the last day of the giving-up with which a pharmacist's use of the Prescription service ends;
/// `None` also when another pharmacy is kept after it, by what the register last told.
///
/// # Errors
/// What the database says.
pub async fn find_last_day(
    read: &mut db::Read,
    now: Instant,
    organisation: &BusinessId,
) -> Result<Option<(String, String)>, Failure> {
    let found = store_changes::find_leaving(read, organisation.as_str(), &now.date().to_string()).await?;
    let Some((number, last_day)) = found else { return Ok(None) };
    let known = registers::last_known_pharmacies(read, now, organisation).await?.map(|looked| looked.value);
    let day = last_day.parse().map_err(Failure::internal)?;
    let goes_on = known.is_some_and(|pharmacies| change_rules::continues_elsewhere(&pharmacies, day));
    Ok((!goes_on).then_some((number, last_day)))
}

/// The day on which the last pharmacy of an organisation closes for good, by its notifications and by what the register
/// last told; `None` when one goes on or none is known. The register's own last day of a pharmacy may be far away.
///
/// # Errors
/// What the database says.
pub async fn find_closing_day(
    read: &mut db::Read,
    now: Instant,
    organisation: &BusinessId,
) -> Result<Option<Date>, Failure> {
    let Some(known) = registers::last_known_pharmacies(read, now, organisation).await? else { return Ok(None) };
    let mut notified = Vec::new();
    for row in store_changes::list(read, organisation).await?.into_iter().filter(store_changes::ChangeRow::closes) {
        let day = row.effective_on.parse().map_err(Failure::internal)?;
        notified.extend(row.pharmacy.map(|oid| (oid, day)));
    }
    Ok(change_rules::closing_day(&known.value, &notified, now.date()))
}

/// The pharmacies of an organisation as the register has them; `None` while the register does not answer and never has.
async fn find_pharmacies(visit: &Visit, organisation: &BusinessId) -> Result<Option<Looked<Vec<Pharmacy>>>, Failure> {
    match registers::find_pharmacies(&visit.app, visit.now, organisation).await {
        Ok(Some(looked)) => Ok(Some(looked)),
        Ok(None) => Ok(Some(Looked { value: Vec::new(), fetched_at: visit.now, stale: false })),
        Err(Failure::Outage(system, detail)) if system != Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "a page does without the pharmacy register");
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

/// What kind of customer the organisation is, by the registers; private while they do not tell.
async fn customer_kind(visit: &Visit) -> Result<CustomerKind, Failure> {
    let organisation = &visit.acting()?.organisation;
    Ok(registers::find_profile(&visit.app, visit.now, organisation).await?.kind)
}
