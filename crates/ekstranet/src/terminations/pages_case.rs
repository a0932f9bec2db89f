//! The customer's pages of a termination that has begun: where it stands, the receipt, discarding and withdrawing.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::drafting;
use super::pages::{base, id_of, who_may};
use super::rules::{Side, Step, TerminationState};
use super::rules_answers::Said;
use super::sending::{self, Frozen};
use super::store::TerminationRow;
use super::store_answers::{self, AnswerRow};
use super::words::{all_answers, day, names, next_steps, state_words};
use crate::kernel::TerminationId;
use crate::matters::{self, Matter as _, Question, VersionRow};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "terminations/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    tag: &'static str,
    state: String,
    lead: String,
    who_may: Option<String>,
    /// Where one goes on, and in which words.
    go_on: Option<(String, String)>,
    facts: Vec<(String, String)>,
    /// What an officer has answered to what was sent last, and to what was sent before: when, what.
    answers: Answers,
    may_discard: bool,
    may_withdraw: bool,
    has_receipt: bool,
}

/// What was sent last, as it is shown.
pub(super) struct Sent {
    pub last: VersionRow,
    pub kept: Frozen,
    /// Where invoices went at the sending, label and value.
    pub billing: Vec<(String, String)>,
}

/// What was sent last; of a draft nothing.
pub(super) async fn load_sent(visit: &Visit, read: &mut db::Read, id: &TerminationId) -> Result<Option<Sent>, Failure> {
    let Some(last) = matters::find_version::<TerminationRow>(read, id).await? else { return Ok(None) };
    let kept: Frozen = matters::frozen::<TerminationRow, _>(visit, id.as_str(), &last)?;
    let billing = kept.billing(visit, read).await?;
    Ok(Some(Sent { last, kept, billing }))
}

/// `GET /o/{organisation}/terminations/{id}`
pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let mut read = visit.app.db.read().await?;
    let row = matters::load::<TerminationRow>(&mut read, &id, &visit.acting()?.organisation).await?;
    let sent = load_sent(&visit, &mut read, &id).await?;
    let said = store_answers::list_answers(&mut read, &id).await?;
    drop(read);
    let (t, state) = (visit.texts(), row.state()?);
    let (base, who_may) = (base(&visit)?, who_may(&visit)?);
    let address = format!("{base}/{id}");
    if state == TerminationState::Draft && who_may.is_none() {
        let whole = drafting::load(&visit, &id).await?;
        return Ok(see_other(&matters::next_address::<TerminationRow>(&address, &whole.problems)));
    }
    let (tag, words) = state_words(state, t);
    let may = who_may.is_none();
    let open = |step| may && state.after(step, Side::Customer).is_ok();
    let template = ShowPage {
        chrome: visit.chrome(match row.head.number.as_deref() {
            Some(number) => t.terminations_case_title(number),
            None => t.terminations_draft(),
        }),
        t,
        base,
        tag,
        state: words,
        lead: lead(&visit, &row, state),
        who_may: who_may.filter(|_| state.is_open()),
        go_on: open(Step::Send).then(|| (format!("{address}/check"), t.terminations_go_on())),
        facts: case_facts(&visit, &row, sent.as_ref())?,
        answers: answers_of(&visit, &said, sent.as_ref(), Reader::Customer)?,
        may_discard: open(Step::Discard),
        may_withdraw: open(Step::Withdraw),
        has_receipt: sent.is_some(),
        address,
    };
    page(StatusCode::OK, &template)
}

fn lead(visit: &Visit, row: &TerminationRow, state: TerminationState) -> String {
    let t = visit.texts();
    let last = || format::stored_date(row.ends_on.as_deref().unwrap_or_default(), visit.language);
    match state {
        TerminationState::Draft | TerminationState::Discarded => t.terminations_lead_draft(),
        TerminationState::Sent => t.terminations_lead_sent(),
        TerminationState::Returned => t.terminations_lead_returned(),
        TerminationState::Confirmed => t.terminations_lead_confirmed(last()),
        TerminationState::Rejected => t.terminations_lead_rejected(),
        TerminationState::Withdrawn => t.terminations_lead_withdrawn(),
        TerminationState::Ended => t.terminations_lead_ended(last()),
    }
}

/// What was sent last, and when and by whom; of a draft nothing.
pub(super) fn case_facts(
    visit: &Visit,
    row: &TerminationRow,
    sent: Option<&Sent>,
) -> Result<Vec<(String, String)>, Failure> {
    let t = visit.texts();
    let Some(Sent { last, kept, billing }) = sent else { return Ok(Vec::new()) };
    let is_all = kept.consequences.iter().any(|code| code == "customership_ends");
    let mut facts = vec![(t.terminations_fact_number(), row.head.number().to_string())];
    facts.extend(all_answers(visit, &kept.content, &kept.services(), (is_all, billing)));
    if matches!(row.state()?, TerminationState::Confirmed | TerminationState::Ended) {
        let settled = format::stored_date(row.ends_on.as_deref().unwrap_or_default(), visit.language);
        facts.push((t.terminations_fact_settled(), settled));
    }
    let sent = t.terminations_fact_sent_by(last.sent_by.as_str(), matters::moment(visit, last.sent_at));
    facts.push((t.terminations_fact_sent(), sent));
    facts.push((t.terminations_fact_right(), matters::right(&last.basis, t)));
    Ok(facts)
}

/// Heading and words of officers' answers, the newest first.
#[derive(Default)]
pub(super) struct Answers {
    /// To what was sent last.
    pub now: Vec<(String, String)>,
    /// To what was sent before it: nobody is asked for anything by these any more.
    pub earlier: Vec<(String, String)>,
}

/// Who reads the answers: officers also read what was said among them, and who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Customer,
    Officer,
}

/// The answers of officers that a reader may see and that have words.
pub(super) fn answers_of(
    visit: &Visit,
    answers: &[AnswerRow],
    sent: Option<&Sent>,
    reader: Reader,
) -> Result<Answers, Failure> {
    let (t, sent_at) = (visit.texts(), sent.map_or(i64::MIN, |sent| sent.last.sent_at));
    let mut shown = Answers::default();
    for row in answers.iter().filter(|row| !row.reason.is_empty()) {
        let (said, at) = (row.said()?, matters::moment(visit, row.at));
        if reader == Reader::Officer || said.is_for_customer() {
            let is_earlier = row.at < sent_at;
            let heading = match said {
                Said::Confirmed | Said::Returned | Said::Rejected if is_earlier => t.terminations_answer_earlier(at),
                Said::Confirmed | Said::Returned | Said::Rejected => t.terminations_answer_heading(at),
                Said::Proposed => t.terminations_answer_proposed(at),
                Said::Kept => t.terminations_answer_kept(at),
                Said::TakenBack => t.terminations_answer_taken_back(at),
            };
            let heading = match reader {
                Reader::Officer => t.terminations_answer_by(heading, row.by_name.as_str()),
                Reader::Customer => heading,
            };
            let part = if is_earlier { &mut shown.earlier } else { &mut shown.now };
            part.push((heading, row.reason.clone()));
        }
    }
    Ok(shown)
}

#[derive(askama::Template)]
#[template(path = "terminations/receipt.html")]
struct ReceiptPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    number: String,
    organisation: String,
    business_id: String,
    services: String,
    last_day: String,
    sent: String,
    sent_by: String,
    right: String,
    operator: String,
    state: String,
    sha256: String,
    /// What happens next.
    next: Vec<String>,
}

/// `GET /o/{organisation}/terminations/{id}/receipt`
pub(super) async fn receipt(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let mut read = visit.app.db.read().await?;
    let row = matters::load::<TerminationRow>(&mut read, &id, &visit.acting()?.organisation).await?;
    let last = matters::find_version::<TerminationRow>(&mut read, &id).await?.ok_or(Failure::NotFound)?;
    drop(read);
    let t = visit.texts();
    let kept: Frozen = matters::frozen::<TerminationRow, _>(&visit, &row.head.id, &last)?;
    let template = ReceiptPage {
        chrome: visit.chrome(t.terminations_receipt_title()),
        t,
        address: format!("{}/{id}", base(&visit)?),
        number: row.head.number().to_string(),
        organisation: row.head.organisation_name.clone(),
        business_id: row.head.organisation.clone(),
        services: names(&kept.services(), t),
        last_day: day(&visit, &kept.content.ends_on),
        sent: matters::moment(&visit, last.sent_at),
        sent_by: last.sent_by.clone(),
        right: matters::right(&last.basis, t),
        operator: visit.app.config.operator.name.get(visit.language).to_string(),
        state: state_words(row.state()?, t).1,
        sha256: last.sha256.clone(),
        next: next_steps(row.state()?, t),
    };
    page(StatusCode::OK, &template)
}

/// `GET /o/{organisation}/terminations/{id}/discard`
pub(super) async fn confirm_discarding(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (t.terminations_discard_title(), t.terminations_discard_lead(), t.terminations_discard());
    confirm_page(&visit, &id_of(&id)?, (Step::Discard, "discard"), words).await
}

/// `GET /o/{organisation}/terminations/{id}/withdraw`
pub(super) async fn confirm_withdrawing(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (t.terminations_withdraw_title(), t.terminations_withdraw_lead(), t.terminations_withdraw());
    confirm_page(&visit, &id_of(&id)?, (Step::Withdraw, "withdraw"), words).await
}

async fn confirm_page(
    visit: &Visit,
    id: &TerminationId,
    (step, place): (Step, &str),
    (title, lead, button): (String, String, String),
) -> Result<Response, Failure> {
    let read = &mut visit.app.db.read().await?;
    let row: TerminationRow = matters::load(read, id, &visit.acting()?.organisation).await?;
    if row.state()?.after(step, Side::Customer).is_err() {
        return Ok(see_other(&format!("{}/{id}", base(visit)?)));
    }
    let keep = visit.texts().terminations_keep();
    matters::confirm_page(visit, &row, place, Question { title, lead, button, keep })
}

/// `POST /o/{organisation}/terminations/{id}/discard`
pub(super) async fn discard(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    matters::discard::<TerminationRow>(&visit, &id_of(&id)?, form.version()?).await?;
    Ok(see_other(&format!("{}?discarded=yes", base(&visit)?)))
}

/// `POST /o/{organisation}/terminations/{id}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    sending::withdraw(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("{}/{id}", base(&visit)?)))
}
