//! The shared plan as each side sees it, the page for day zero, and the list of a vendor's handovers.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::addresses;
use super::known::{self, Known};
use super::planning::{self, own_side};
use super::rules::{self, Dated, DoneAt, Settings, Side, TextProblem};
use super::store::{self, HandoverRow, SideRow, TickRow};
use crate::kernel::{BusinessId, HandoverId, Instant, Permission, without_identity_code};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "pharmacies/plan.html")]
struct PlanPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    back: (String, String),
    lead: String,
    /// That the register names somebody else, with the day on which it was seen.
    lost: Option<String>,
    pharmacy: String,
    number: String,
    parties: Vec<(String, String)>,
    lines: Vec<ShownLine>,
    may_tick: bool,
    version: i64,
    vendors: Option<Vec<Vendor>>,
    settings: SettingsForm,
    errors: Vec<FieldError>,
}

struct Vendor {
    id: String,
    name: String,
    chosen: bool,
}

struct SettingsForm {
    version: i64,
    email: String,
    email_error: String,
    phone: String,
    phone_error: String,
}

struct ShownLine {
    key: &'static str,
    own: bool,
    /// Whether it is done by a tick here.
    ticked: bool,
    who: String,
    title: String,
    text: String,
    due: String,
    tag: &'static str,
    state: String,
    done: Option<String>,
    late: bool,
    link: Option<(String, String)>,
}

#[derive(askama::Template)]
#[template(path = "pharmacies/day_zero.html")]
struct DayZeroPage {
    chrome: Chrome,
    t: &'static Texts,
    back: String,
    lead: String,
    must_work: Vec<(String, String)>,
    calls: Vec<(String, String)>,
    email: String,
}

#[derive(askama::Template)]
#[template(path = "pharmacies/handovers.html")]
struct HandoversPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    rows: Vec<HandoverLine>,
}

struct HandoverLine {
    address: String,
    name: String,
    text: String,
}

pub(super) fn id_of(text: &str) -> Result<HandoverId, Failure> {
    HandoverId::parse(text).ok_or(Failure::NotFound)
}

/// A handover with what its sides gave and did.
struct Whole {
    row: HandoverRow,
    side: Side,
    sides: Vec<SideRow>,
    ticks: Vec<TickRow>,
    /// What the portal itself knows to be done.
    known: Vec<Known>,
    /// Names of the two pharmacists, as far as the registers have told them.
    names: (Option<String>, Option<String>),
}

/// The name of a pharmacist with the business ID, which the pharmacy register tells everybody.
async fn name_of(read: &mut db::Read, visit: &Visit, id: Option<BusinessId>) -> Result<Option<String>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let acting = visit.acting()?;
    if acting.organisation == id {
        return Ok(Some(acting.organisation_name.clone()));
    }
    Ok(registers::last_known(read, &id).await?.company_name(visit.now))
}

async fn load(visit: &Visit, id: &HandoverId) -> Result<Whole, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, &visit.acting()?.organisation).await?;
    let side = own_side(visit, &row)?;
    let ticks = store::list_ticks(&mut read, id).await?;
    let known = known::list(&mut read, &row).await?;
    let leaving = name_of(&mut read, visit, row.party(Side::Leaving)).await?;
    let incoming = name_of(&mut read, visit, row.party(Side::Incoming)).await?;
    drop(read);
    let sides = addresses::list(visit, &row).await?;
    Ok(Whole { row, side, sides, ticks, known, names: (leaving, incoming) })
}

/// `POST /o/{organisation}/pharmacies/handovers`
pub(super) async fn open(visit: Visit, form: Form) -> Result<Response, Failure> {
    let id = planning::open(&visit, form.text("pharmacy")).await?;
    Ok(see_other(&format!("/o/{}/handovers/{id}", visit.acting()?.organisation)))
}

/// `GET /o/{organisation}/handovers`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let organisation = visit.acting()?.organisation.clone();
    let rows = store::list(&mut visit.app.db.read().await?, &organisation).await?;
    let line = |row: &HandoverRow| HandoverLine {
        address: format!("/o/{organisation}/handovers/{}", row.id),
        name: row.pharmacy_name.clone(),
        text: t.pharmacies_takeover_on(format::stored_date(&row.takeover_date, visit.language)),
    };
    let rows = rows.iter().map(line).collect();
    let (chrome, home) = (visit.chrome(t.pharmacies_handovers_title()), format!("/o/{organisation}/"));
    page(StatusCode::OK, &HandoversPage { chrome, t, home, rows })
}

/// `GET /o/{organisation}/handovers/{id}`
pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    render(&visit, &id_of(&id)?, StatusCode::OK, None).await
}

type Typed = (Settings, Vec<(&'static str, TextProblem)>);

async fn render(visit: &Visit, id: &HandoverId, status: StatusCode, typed: Option<Typed>) -> Result<Response, Failure> {
    let (t, whole) = (visit.texts(), load(visit, id).await?);
    let (row, takeover) = (&whole.row, whole.row.takeover()?);
    let organisation = visit.acting()?.organisation.clone();
    let may_deploy = visit.acting()?.permissions.allow(Permission::DeployServices);
    let vendors = match whole.side {
        Side::Vendor => None,
        _ => Some(planning::vendors(visit).await?),
    };
    let chosen = row.vendor.clone().unwrap_or_default();
    let vendor = |(id, name): (String, String)| Vendor { chosen: id == chosen, id, name };
    let plan = rules::plan(takeover, row.has_branches == 1);
    let (settings, errors) = settings_form(&whole, typed, t);
    let template = PlanPage {
        chrome: visit.chrome(t.pharmacies_plan_title(row.pharmacy_name.as_str())),
        t,
        address: format!("/o/{organisation}/handovers/{id}"),
        back: match whole.side {
            Side::Vendor => (format!("/o/{organisation}/handovers"), t.pharmacies_handovers_title()),
            _ => (format!("/o/{organisation}/pharmacies"), t.pharmacies_title()),
        },
        lead: t.pharmacies_plan_lead(format::date(takeover, visit.language), whole.side.name(t)),
        lost: row
            .lost_at
            .map(|at| t.pharmacies_plan_lost(format::date(Instant::from_milliseconds(at).date(), visit.language))),
        pharmacy: row.pharmacy_name.clone(),
        number: row.number.clone(),
        parties: parties(&whole, t),
        lines: plan.iter().map(|dated| shown_line(visit, &whole, dated)).collect(),
        may_tick: may_deploy && rules::is_open(takeover, visit.now.date()),
        version: row.version,
        vendors: vendors.map(|vendors| vendors.into_iter().map(vendor).collect()),
        settings,
        errors,
    };
    page(status, &template)
}

/// The sides by their register names and business IDs.
fn parties(whole: &Whole, t: &Texts) -> Vec<(String, String)> {
    let row = &whole.row;
    let vendor = row.vendor_name.clone().unwrap_or_else(|| t.pharmacies_vendor_none());
    let named = |name: &Option<String>, id: &str| match name {
        Some(name) => format!("{name} ({id})"),
        None => id.to_string(),
    };
    vec![
        (Side::Leaving.name(t), named(&whole.names.0, &row.leaving)),
        (Side::Incoming.name(t), named(&whole.names.1, &row.incoming)),
        (Side::Vendor.name(t), vendor),
    ]
}

fn settings_form(whole: &Whole, typed: Option<Typed>, t: &Texts) -> (SettingsForm, Vec<FieldError>) {
    let kept = whole.sides.iter().find(|side| side.side == whole.side.code());
    let (settings, problems) = typed.unwrap_or_else(|| {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let email = text(kept.map(|side| &side.email));
        (Settings { email, phone: text(kept.map(|side| &side.phone)) }, Vec::new())
    });
    let errors: Vec<FieldError> = problems
        .iter()
        .map(|(field, problem)| FieldError { field: (*field).to_string(), text: explain(*problem, t) })
        .collect();
    let error = |field: &str| FieldError::at(&errors, field).to_string();
    let form = SettingsForm {
        version: kept.map(|side| side.version).unwrap_or_default(),
        email_error: error("email"),
        phone_error: error("phone"),
        email: settings.email,
        phone: settings.phone,
    };
    (form, errors)
}

pub(super) fn explain(problem: TextProblem, t: &Texts) -> String {
    match problem {
        TextProblem::Missing => t.pharmacies_problem_missing(),
        TextProblem::NotAnAddress => t.pharmacies_problem_email(),
        TextProblem::NotAPhone => t.pharmacies_problem_phone(),
        TextProblem::TooLong => t.pharmacies_problem_long(),
        TextProblem::IdentityCode => t.pharmacies_problem_identity_code(),
    }
}

/// A line as this side sees it. Who ticked is shown to the own side only; the others see that it is done and when.
fn shown_line(visit: &Visit, whole: &Whole, dated: &Dated) -> ShownLine {
    let (t, line) = (visit.texts(), dated.line);
    let own = line.side == whole.side;
    let tick = whole.ticks.iter().find(|tick| tick.line == line.key);
    let done = tick.map(|tick| {
        let moment = format::moment(Instant::from_milliseconds(tick.done_at), visit.language);
        if own { t.pharmacies_done_by(tick.done_by.as_str(), moment) } else { t.pharmacies_done_at(moment) }
    });
    let known = whole.known.iter().find(|known| known.line == line.key && tick.is_none());
    let by_itself = known.map(|known| {
        let at = format::moment(known.at, visit.language);
        if own { known.words(visit.language, t) } else { t.pharmacies_done_at(at) }
    });
    let done = done.or(by_itself);
    let (tag, state) = match (&done, own) {
        (Some(_), _) => ("good", t.pharmacies_state_done()),
        (None, true) => ("wait", t.pharmacies_state_yours()),
        (None, false) => ("calm", t.pharmacies_state_theirs(line.side.name(t))),
    };
    let organisation = visit.acting.as_ref().map(|acting| acting.organisation.to_string()).unwrap_or_default();
    let place = line.done_at.filter(|_| own && done.is_none()).map(|done_at| match done_at {
        DoneAt::Applications => (format!("/o/{organisation}/pharmacies"), t.pharmacies_link_customership()),
        DoneAt::GivingUp => (format!("/o/{organisation}/pharmacies/giving-up"), t.pharmacies_giving_up_link()),
        DoneAt::Contacts => (format!("/o/{organisation}/pharmacies/contacts"), t.pharmacies_contacts_link()),
    });
    ShownLine {
        key: line.key,
        own,
        ticked: line.done_at != Some(DoneAt::Contacts) && known.is_none() && dated.has_come(visit.now.date()),
        who: line.side.name(t),
        title: (line.title)(t),
        text: (line.text)(t),
        due: t.pharmacies_due(format::date(dated.due, visit.language)),
        tag,
        state,
        late: done.is_none() && dated.due < visit.now.date(),
        done,
        link: place,
    }
}

/// `GET /o/{organisation}/handovers/{id}/day-zero`
pub(super) async fn day_zero(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let (t, id) = (visit.texts(), id_of(&id)?);
    let whole = load(&visit, &id).await?;
    let chrome = visit.chrome(t.pharmacies_zero_title(whole.row.pharmacy_name.as_str()));
    let call = |side: Side| {
        let phone = whole.sides.iter().find(|row| row.side == side.code()).map(|row| row.phone.clone());
        let name = match (&whole.row.vendor_name, side) {
            (Some(vendor), Side::Vendor) => format!("{}: {vendor}", side.name(t)),
            _ => side.name(t),
        };
        // A vendor that was named has an address of its own from the beginning, and no telephone number yet.
        let phone = phone.filter(|phone| !phone.is_empty());
        (name, phone.unwrap_or_else(|| t.pharmacies_zero_no_phone()))
    };
    let support = (t.pharmacies_zero_support(), format!("{}, {}", chrome.support_phone, chrome.support_hours));
    let template = DayZeroPage {
        t,
        back: format!("/o/{}/handovers/{id}", visit.acting()?.organisation),
        lead: t.pharmacies_zero_lead(format::date(whole.row.takeover()?, visit.language)),
        must_work: vec![
            (t.pharmacies_zero_licence(), t.pharmacies_zero_licence_text()),
            (t.pharmacies_zero_system(), t.pharmacies_zero_system_text()),
            (t.pharmacies_zero_cards(), t.pharmacies_zero_cards_text()),
            (t.pharmacies_zero_dispense(), t.pharmacies_zero_dispense_text()),
            (t.pharmacies_zero_fallback(), t.pharmacies_zero_fallback_text()),
        ],
        calls: Side::ALL.into_iter().rev().map(call).chain([support]).collect(),
        email: chrome.support_email.clone(),
        chrome,
    };
    page(StatusCode::OK, &template)
}

/// `POST /o/{organisation}/handovers/{id}/lines`
pub(super) async fn tick(
    visit: Visit,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    planning::tick(&visit, &id, form.text("line"), form.text("answer") != "undo").await?;
    Ok(see_other(&format!("/o/{organisation}/handovers/{id}")))
}

/// `POST /o/{organisation}/handovers/{id}/settings`
pub(super) async fn keep_settings(
    visit: Visit,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let typed = Settings { email: form.text("email").to_string(), phone: form.text("phone").to_string() };
    match rules::read_settings(&typed) {
        Ok(settings) => {
            planning::keep_settings(&visit, &id, &settings, version).await?;
            Ok(see_other(&format!("/o/{organisation}/handovers/{id}#settings")))
        }
        Err(problems) => {
            let shown =
                Settings { email: without_identity_code(&typed.email), phone: without_identity_code(&typed.phone) };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, Some((shown, problems))).await
        }
    }
}

/// `POST /o/{organisation}/handovers/{id}/vendor`
pub(super) async fn name_vendor(
    visit: Visit,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    planning::name_vendor(&visit, &id, version, form.text("vendor")).await?;
    Ok(see_other(&format!("/o/{organisation}/handovers/{id}#settings")))
}
