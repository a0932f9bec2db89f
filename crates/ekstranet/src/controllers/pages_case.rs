//! The pages of a change that has begun: where it stands for whoever hands over and for the new controller, the receipt,
//! discarding and withdrawing.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::drafting;
use super::pages::{base, id_of, may_work};
use super::rules::{ChangeState, Side, Step, is_open};
use super::rules_content::Content;
use super::sending;
use super::store::{self, ChangeRow};
use super::store_case::{self, EventRow};
use super::store_former::{self, FormerRow};
use super::store_runs;
use super::words::{answers_for, history, lead, names, next_steps, state_words};
use crate::kernel::ControllerChangeId;
use crate::matters::{self, Matter as _, Question, VersionRow};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    tag: &'static str,
    state: String,
    lead: String,
    /// Where one goes on, and in which words.
    go_on: Option<(String, String)>,
    facts: Vec<(String, String)>,
    history: Vec<(String, String)>,
    may_discard: bool,
    may_withdraw: bool,
    /// What is said when it is scheduled and its closing day has passed.
    too_late: Option<String>,
    has_receipt: bool,
}

/// What was sent last, as it is shown.
pub(super) struct Sent {
    pub last: VersionRow,
    pub content: Content,
    /// The day of the run that was wished.
    pub run_day: Option<String>,
}

/// What was sent last; of a draft nothing.
pub(super) async fn load_sent(
    visit: &Visit,
    read: &mut db::Read,
    id: &ControllerChangeId,
) -> Result<Option<Sent>, Failure> {
    let Some(last) = matters::find_version::<ChangeRow>(read, id).await? else { return Ok(None) };
    let content: Content = matters::frozen::<ChangeRow, _>(visit, id.as_str(), &last)?;
    let run_day = store_runs::find_day(read, &content.run).await?;
    Ok(Some(Sent { last, content, run_day }))
}

/// A change with the side on which the visit's organisation stands; a third one does not find it.
pub(super) async fn load_either(
    visit: &Visit,
    read: &mut db::Read,
    id: &ControllerChangeId,
) -> Result<(ChangeRow, Side), Failure> {
    let own = &visit.acting()?.organisation;
    match matters::load::<ChangeRow>(read, id, own).await {
        Ok(row) => Ok((row, Side::Sender)),
        Err(db::Error::NotFound) => Ok((store::load_as_receiver(read, id, own).await?, Side::Receiver)),
        Err(error) => Err(error.into()),
    }
}

/// `GET /o/{organisation}/controllers/{id}`
pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let mut read = visit.app.db.read().await?;
    let found = load_either(&visit, &mut read, &id).await;
    if matches!(found, Err(Failure::NotFound)) {
        let former = store_former::load(&mut read, &id, &visit.acting()?.organisation).await?;
        return former_page(&visit, &former);
    }
    let (row, side) = found?;
    let sent = load_sent(&visit, &mut read, &id).await?;
    let events = store_case::list_events(&mut read, &id).await?;
    drop(read);
    if row.state()? == ChangeState::Draft && may_work(&visit)? {
        let address = format!("{}/{id}", base(&visit)?);
        let whole = drafting::load(&visit, &id).await?;
        return Ok(see_other(&matters::next_address::<ChangeRow>(&address, &whole.problems)));
    }
    show_page(&visit, (&row, side), sent.as_ref(), &events)
}

fn show_page(
    visit: &Visit,
    (row, side): (&ChangeRow, Side),
    sent: Option<&Sent>,
    events: &[EventRow],
) -> Result<Response, Failure> {
    let (t, state, may) = (visit.texts(), row.state()?, may_work(visit)?);
    let address = format!("{}/{}", base(visit)?, row.head.id);
    let (tag, words) = state_words(state, side, row.is_overdue(), t);
    let open = |step| may && is_open(state, (step, side), row.planned(), visit.now.date());
    let template = ShowPage {
        chrome: visit.chrome(match row.head.number.as_deref() {
            Some(number) => t.controllers_case_title(number),
            None => t.controllers_draft(),
        }),
        t,
        base: base(visit)?,
        tag,
        state: words,
        lead: lead(visit, row, side)?,
        go_on: if open(Step::Send) {
            Some((format!("{address}/sign"), t.controllers_go_on()))
        } else {
            open(Step::Confirm).then(|| (format!("{address}/answer"), t.controllers_answer_link()))
        },
        facts: case_facts(visit, row, side, sent),
        history: history(visit, events, side)?,
        may_discard: open(Step::Discard),
        may_withdraw: open(Step::Withdraw),
        too_late: (side == Side::Sender && state == ChangeState::Scheduled && may && !open(Step::Withdraw))
            .then(|| t.controllers_too_late()),
        has_receipt: side == Side::Sender && sent.is_some(),
        address,
    };
    page(StatusCode::OK, &template)
}

/// For whom the change named as the new controller before another: that it is nobody's duty here any more.
fn former_page(visit: &Visit, row: &FormerRow) -> Result<Response, Failure> {
    let t = visit.texts();
    let template = ShowPage {
        chrome: visit.chrome(t.controllers_case_title(row.number.as_str())),
        t,
        base: base(visit)?,
        address: format!("{}/{}", base(visit)?, row.id),
        tag: "calm",
        state: t.controllers_state_replaced(),
        lead: t.controllers_lead_replaced(matters::moment(visit, row.replaced_at)),
        go_on: None,
        facts: vec![
            (t.controllers_fact_number(), row.number.clone()),
            (t.controllers_fact_sender(), format!("{} ({})", row.organisation_name, row.organisation)),
        ],
        history: Vec::new(),
        may_discard: false,
        may_withdraw: false,
        too_late: None,
        has_receipt: false,
    };
    page(StatusCode::OK, &template)
}

/// What was sent last, for a reader; of a draft nothing.
pub(super) fn case_facts(visit: &Visit, row: &ChangeRow, reader: Side, sent: Option<&Sent>) -> Vec<(String, String)> {
    let t = visit.texts();
    let Some(Sent { last, content, run_day }) = sent else { return Vec::new() };
    let mut facts = vec![(t.controllers_fact_number(), row.head.number().to_string())];
    if reader != Side::Sender {
        let sender = format!("{} ({})", row.head.organisation_name, row.head.organisation);
        facts.push((t.controllers_fact_sender(), sender));
    }
    facts.extend(answers_for(visit, reader, content, run_day.as_deref()));
    let is_planned = row.state().is_ok_and(|state| matches!(state, ChangeState::Scheduled | ChangeState::Done));
    if let Some(day) = row.run_day.as_deref().filter(|_| is_planned) {
        facts.push((t.controllers_fact_run(), format::stored_date(day, visit.language)));
    }
    if reader != Side::Receiver {
        let by = t.controllers_fact_sent_by(last.sent_by.as_str(), matters::moment(visit, last.sent_at));
        facts.push((t.controllers_fact_sent(), by));
        facts.push((t.controllers_fact_right(), matters::right(&last.basis, t)));
    }
    facts
}

#[derive(askama::Template)]
#[template(path = "controllers/receipt.html")]
struct ReceiptPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    number: String,
    organisation: String,
    business_id: String,
    receiver: String,
    services: String,
    changes_on: String,
    sent: String,
    sent_by: String,
    right: String,
    operator: String,
    state: String,
    sha256: String,
    /// What happens next.
    next: Vec<String>,
}

/// `GET /o/{organisation}/controllers/{id}/receipt`
pub(super) async fn receipt(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let mut read = visit.app.db.read().await?;
    let row = matters::load::<ChangeRow>(&mut read, &id, &visit.acting()?.organisation).await?;
    let Sent { last, content, .. } = load_sent(&visit, &mut read, &id).await?.ok_or(Failure::NotFound)?;
    drop(read);
    let t = visit.texts();
    let template = ReceiptPage {
        chrome: visit.chrome(t.controllers_receipt_title()),
        t,
        address: format!("{}/{id}", base(&visit)?),
        number: row.head.number().to_string(),
        organisation: row.head.organisation_name.clone(),
        business_id: row.head.organisation.clone(),
        receiver: format!("{} ({})", row.receiver_name.as_deref().unwrap_or_default(), content.receiver),
        services: names(&content.services(), t),
        changes_on: content.changes_on().map_or_else(String::new, |day| format::date(day, visit.language)),
        sent: matters::moment(&visit, last.sent_at),
        sent_by: last.sent_by.clone(),
        right: matters::right(&last.basis, t),
        operator: visit.app.config.operator.name.get(visit.language).to_string(),
        state: state_words(row.state()?, Side::Sender, false, t).1,
        sha256: last.sha256,
        next: next_steps(row.state()?, t),
    };
    page(StatusCode::OK, &template)
}

/// `GET /o/{organisation}/controllers/{id}/discard`
pub(super) async fn confirm_discarding(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (t.controllers_discard_title(), t.controllers_discard_lead(), t.controllers_discard());
    confirm_page(&visit, &id_of(&id)?, (Step::Discard, "discard"), words).await
}

/// `GET /o/{organisation}/controllers/{id}/withdraw`
pub(super) async fn confirm_withdrawing(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (t.controllers_withdraw_title(), t.controllers_withdraw_lead(), t.controllers_withdraw());
    confirm_page(&visit, &id_of(&id)?, (Step::Withdraw, "withdraw"), words).await
}

async fn confirm_page(
    visit: &Visit,
    id: &ControllerChangeId,
    (step, place): (Step, &str),
    (title, lead, button): (String, String, String),
) -> Result<Response, Failure> {
    let read = &mut visit.app.db.read().await?;
    let row: ChangeRow = matters::load(read, id, &visit.acting()?.organisation).await?;
    if !is_open(row.state()?, (step, Side::Sender), row.planned(), visit.now.date()) {
        return Ok(see_other(&format!("{}/{id}", base(visit)?)));
    }
    let keep = visit.texts().controllers_keep();
    matters::confirm_page(visit, &row, place, Question { title, lead, button, keep })
}

/// `POST /o/{organisation}/controllers/{id}/discard`
pub(super) async fn discard(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    matters::discard::<ChangeRow>(&visit, &id_of(&id)?, form.version()?).await?;
    Ok(see_other(&format!("{}?discarded=yes", base(&visit)?)))
}

/// `POST /o/{organisation}/controllers/{id}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    sending::withdraw(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("{}/{id}", base(&visit)?)))
}
