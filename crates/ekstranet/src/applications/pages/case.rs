//! The page of a submitted application: what was asked and answered, decided and done.

use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::pairs::sent_with;
use super::{ConnectionView, connection_view};
use crate::agreements;
use crate::applications::answers;
use crate::applications::awaited::{awaited, elsewhere, head, may_wait_for_others};
use crate::applications::clock::{self, expected_text};
use crate::applications::content::Content;
use crate::applications::drafting::state_of;
use crate::applications::rules::{CaseStep, Side, State, open_steps};
use crate::applications::shown::{self, event_text};
use crate::applications::store::{self, ApplicationRow, StepRow};
use crate::applications::submitting::{address, form_of};
use crate::applications::suggesting;
use crate::applications::{
    CaseNote, CaseSpan, Decision, ShownStep, Supplement, find_decision, moving, notes, store_messages, store_turns,
    supplements,
};
use crate::intermediaries::{self, ConnectionLine};
use crate::kernel::{ApplicationId, CaseLanguage, Instant, Permission};
use crate::parties::{self, NamedLine, PartyState};
use crate::services::{AskedForm, QuestionDefinition, StepDefinition};
use crate::texts::{Texts, texts};
use crate::web::{Chrome, Failure, FieldError, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "applications/case.html")]
struct CasePage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    list: String,
    /// What was signed, or the list of agreements.
    agreements: String,
    tag: String,
    class: &'static str,
    case_number: String,
    submitted: String,
    /// What happens next and who does it.
    next: String,
    expected: Option<String>,
    /// What was submitted, each time: address and moment.
    versions: Vec<(String, String)>,
    events: Vec<(String, String)>,
    /// That the answer to the last request has gone out and is looked at.
    supplement_sent: Option<String>,
    open_supplement: Option<SupplementView>,
    answered: Vec<SupplementView>,
    decision: Option<DecisionView>,
    steps: Vec<ShownStep>,
    may_withdraw: bool,
    errors: Vec<FieldError>,
    message: String,
    message_error: String,
    case_language: String,
    connection: Option<ConnectionView>,
    /// That another point is needed, and what the customer does.
    elsewhere: Option<String>,
    /// What has changed around the case: registers, a takeover that has moved.
    notes: Vec<CaseNote>,
    /// The address below which the links of the notes are.
    home: String,
    /// What went out in the same go.
    together: Option<(String, String)>,
    /// Messages that the operator wrote and nobody has opened.
    new_messages: usize,
}

impl CasePage {
    /// What is asked about an answer while the request is open.
    fn asked(&self, field: &str) -> Option<&ItemView> {
        self.open_supplement.as_ref()?.items.iter().find(|item| item.field == field)
    }
}

struct SupplementView {
    message: String,
    deadline: String,
    asked_at: String,
    answered: Option<String>,
    answer: Option<String>,
    items: Vec<ItemView>,
}

struct ItemView {
    /// `step.question`.
    field: String,
    label: String,
    asked: String,
    /// What the officer suggests, in words, beside what stands there now.
    suggested: Option<Suggested>,
    address: String,
    /// Whether the part has been answered since it was asked, as a word and its colour.
    tag: String,
    class: &'static str,
}

struct Suggested {
    value: String,
    now: String,
    version: i64,
    /// Whether it stands there already.
    taken: bool,
}

struct DecisionView {
    title: String,
    /// Headings and texts, in the language of the case.
    parts: Vec<(String, String)>,
    at: String,
}

/// What was typed into the answer to a supplement request, and what is wrong.
pub(super) struct Tried {
    pub errors: Vec<FieldError>,
    pub message: String,
    pub message_error: String,
}

/// The page of a submitted application.
pub(super) async fn case_page(
    visit: &Visit,
    id: &ApplicationId,
    application: &ApplicationRow,
    status: StatusCode,
    tried: Option<Tried>,
) -> Result<Response, Failure> {
    let (t, state, form) = (visit.texts(), state_of(application)?, form_of(application)?);
    let mut read = visit.app.db.read().await?;
    let frozen = store_turns::find_content(&mut read, id).await?.ok_or(Failure::NotFound)?;
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    let events = store_turns::list_events(&mut read, id).await?;
    let requests = supplements::list(&mut read, id).await?;
    let lines = store::list_steps(&mut read, id).await?;
    let decision = find_decision(&mut read, id).await?;
    let signed = agreements::find_signed(&mut read, id).await?;
    let line = intermediaries::find(&mut read, id).await?;
    let named = parties::find_named(&mut read, id).await?;
    let connection = connection_view(visit, &mut read, line.as_ref()).await?;
    let elsewhere = elsewhere(&mut read, (id, state), line.as_ref()).await?;
    let declines = intermediaries::list_declines(&mut read, &visit.acting()?.organisation, id).await?;
    let messages = store_messages::list(&mut read, id).await?;
    let kept = store_turns::find_kept_answer(&mut read, id).await?;
    let versions = store_turns::list_frozen(&mut read, id).await?;
    let notes = notes_of(visit, &mut read, (id, application), (&content, decision.as_ref())).await?;
    drop(read);
    let new_messages = messages.iter().filter(|row| row.from_operator == 1 && row.read_at.is_none()).count();
    let base = address(visit, id.as_str(), "")?;
    let ((tag, class), next) = head(visit, (id, state), named.as_ref(), elsewhere).await?;
    let (open, answered) = split(visit, form, state, &base, &requests, &lines);
    // What did not go out is there again.
    let tried = tried.unwrap_or(Tried { errors: Vec::new(), message: kept, message_error: String::new() });
    let kind = clock::kind(application.profile.as_deref(), i64::try_from(requests.len()).unwrap_or_default());
    let waiting = may_wait_for_others(state);
    let template = CasePage {
        chrome: visit.chrome(t.applications_title(form.service.name(t))),
        t,
        list: format!("/o/{}/applications", application.organisation),
        agreements: signed_address(&application.organisation, signed.as_ref()),
        tag,
        class,
        case_number: application.case_number.clone().unwrap_or_default(),
        together: sent_with(visit, application).await?,
        submitted: submitted_text(visit, application),
        next,
        versions: versions.iter().map(|row| version_line(visit, &base, row)).collect(),
        expected: if waiting { Some(expected_text(visit, form.service, kind).await?) } else { None },
        events: event_lines(visit, &events, &declines),
        supplement_sent: supplement_sent(visit, &requests).filter(|_| waiting),
        open_supplement: open,
        answered,
        decision: decision.as_ref().map(|decision| decision_view(visit, decision, &application.case_language)),
        steps: frozen_steps(visit, form, &content, (line.as_ref(), named.as_ref())),
        may_withdraw: may(visit, state, CaseStep::Withdraw)?,
        errors: tried.errors,
        message: tried.message,
        message_error: tried.message_error,
        case_language: application.case_language.clone(),
        connection,
        elsewhere: elsewhere.map(|elsewhere| elsewhere.next(t)),
        notes,
        home: format!("/o/{}/", application.organisation),
        new_messages,
        base,
    };
    page(status, &template)
}

/// What happened, and when, with who has declined to let the customer join; the oldest first.
fn event_lines(
    visit: &Visit,
    events: &[store_turns::EventRow],
    declines: &[(String, Instant)],
) -> Vec<(String, String)> {
    let t = visit.texts();
    let told = events.iter().map(|event| (event.at, by(event_text(&event.what, t), event.by_name.as_deref())));
    let said = declines.iter().map(|(name, at)| (at.milliseconds(), t.applications_event_declined(name)));
    let mut lines: Vec<(i64, String)> = told.chain(said).collect();
    // Stable: of one moment, the case's own come first in their order.
    lines.sort_by_key(|(at, _)| *at);
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    lines.into_iter().map(|(moment, what)| (what, at(moment))).collect()
}

/// A version that was sent: its page and its moment.
fn version_line(visit: &Visit, base: &str, row: &store_turns::FrozenRow) -> (String, String) {
    let at = format::moment(Instant::from_milliseconds(row.frozen_at), visit.language);
    (format!("{base}/versions/{}", row.number), at)
}

/// That the answer to the last request was sent, and when.
fn supplement_sent(visit: &Visit, requests: &[Supplement]) -> Option<String> {
    let last = requests.last().filter(|request| request.recalled_at.is_none())?;
    let at = format::moment(last.answered_at?, visit.language);
    Some(visit.texts().applications_supplement_sent(at))
}

/// What has changed around a case: a commitment that is gone and a date that moved with its takeover first, then what other
/// rooms tell.
async fn notes_of(
    visit: &Visit,
    read: &mut Read,
    (id, application): (&ApplicationId, &ApplicationRow),
    (content, decision): (&Content, Option<&Decision>),
) -> Result<Vec<CaseNote>, Failure> {
    let (t, day) = (visit.texts(), |date: &str| format::stored_date(date, visit.language));
    let moved = moving::list_moved_dates(read, id).await?;
    let moved = moved.iter().map(|moved| CaseNote {
        title: t.applications_moved_title(),
        lines: vec![t.applications_moved_text(day(&moved.from), day(&moved.to)), t.applications_moved_follows()],
        link: None,
    });
    let again = (agreements::footing(read, id).await? == agreements::Footing::Gone).then(|| CaseNote {
        title: t.applications_sign_again_title(),
        lines: vec![t.applications_sign_again_text(), t.applications_sign_again_do()],
        link: None,
    });
    let mut notes: Vec<CaseNote> = again.into_iter().chain(moved).collect();
    let span = CaseSpan {
        organisation: &visit.acting()?.organisation,
        submitted_at: Instant::from_milliseconds(application.submitted_at.unwrap_or(application.changed_at)),
        decided_at: decision.map(|decision| decision.decided_at),
    };
    notes.extend(notes::find(read, visit, &span).await?);
    notes.extend(undecided_notes(visit, read, (id, application), content).await?);
    Ok(notes)
}

/// While nobody has decided: who else has to confirm something, and that the next one for the same service waits.
async fn undecided_notes(
    visit: &Visit,
    read: &mut Read,
    (id, application): (&ApplicationId, &ApplicationRow),
    content: &Content,
) -> Result<Vec<CaseNote>, Failure> {
    let (t, state, service) = (visit.texts(), state_of(application)?, form_of(application)?.service);
    let about = (id, &visit.acting()?.organisation, service, state);
    let lines = awaited(read, about, content, t).await?;
    let is_joint = content.joining_model() == parties::JoiningModel::Joint;
    let link = is_joint.then(|| ("parties", t.applications_to_parties()));
    let awaited = (!lines.is_empty()).then(|| CaseNote { title: t.applications_awaited_title(), lines, link });
    let next = (state.is_open() && service.repeats()).then(|| CaseNote {
        title: t.applications_one_at_a_time_title(),
        lines: vec![t.applications_one_at_a_time_sent()],
        link: None,
    });
    let contested = parties::find_named(read, id).await?.filter(|named| named.state == PartyState::Contested);
    let contested = contested.filter(|_| state.is_open()).map(|named| CaseNote {
        title: t.applications_contested_title(),
        lines: vec![named.describe(visit.language, t), t.applications_contested_text()],
        link: None,
    });
    Ok(contested.into_iter().chain(awaited).chain(next).collect())
}

/// What was sent, with the parties that went with it, and what the intermediary and the other party have said of it.
fn frozen_steps(
    visit: &Visit,
    form: AskedForm,
    content: &Content,
    (line, named): (Option<&ConnectionLine>, Option<&NamedLine>),
) -> Vec<ShownStep> {
    let t = visit.texts();
    let mut steps = shown::show(form, &content.answers, &content.names, t, visit.language, |_| Vec::new());
    shown::add_parties(&mut steps, content, t);
    shown::add_pharmacies(&mut steps, form, &content.pharmacies, t);
    shown::add_confirmed_point(&mut steps, form, line, t);
    shown::add_named(&mut steps, named, visit.language, t);
    steps
}

/// The page of what was signed with an application.
pub(super) fn signed_address(organisation: &str, signed: Option<&agreements::SignedLine>) -> String {
    let page = signed.map(|line| format!("/{}", line.id)).unwrap_or_default();
    format!("/o/{organisation}/agreements{page}")
}

fn by(what: String, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{what} ({name})"),
        None => what,
    }
}

pub(super) fn submitted_text(visit: &Visit, application: &ApplicationRow) -> String {
    application
        .submitted_at
        .map(|at| format::moment(Instant::from_milliseconds(at), visit.language))
        .unwrap_or_default()
}

/// Whether the rules and the right of the visitor allow a step now.
fn may(visit: &Visit, state: State, step: CaseStep) -> Result<bool, Failure> {
    let allowed = visit.acting()?.permissions.allow(Permission::DeployServices);
    Ok(allowed && open_steps(state, Side::Customer).any(|open| open == step))
}

fn split(
    visit: &Visit,
    form: AskedForm,
    state: State,
    base: &str,
    requests: &[Supplement],
    lines: &[StepRow],
) -> (Option<SupplementView>, Vec<SupplementView>) {
    let view = |request: &Supplement| supplement_view(visit, form, base, request, lines);
    let closed = |request: &&Supplement| request.answered_at.is_some() || state != State::SupplementRequested;
    let open = requests.iter().find(|request| request.answered_at.is_none() && state == State::SupplementRequested);
    (open.map(view), requests.iter().filter(closed).map(view).collect())
}

fn supplement_view(
    visit: &Visit,
    form: AskedForm,
    base: &str,
    request: &Supplement,
    lines: &[StepRow],
) -> SupplementView {
    let (t, language) = (visit.texts(), visit.language);
    let items = request.items.iter().filter_map(|(field, asked)| {
        let (step, question) = form.question(field)?;
        let label = format!("{}: {}", (step.title)(t), (question.label)(t));
        let address = format!("{base}/steps/{}#asked-{}", step.key, question.key);
        let line = lines.iter().find(|line| line.step == step.key);
        let (tag, class) = item_tag(line, request.asked_at, t);
        let suggested = request.suggested.get(field).zip(line);
        let suggested = suggested.and_then(|(value, row)| suggested_view(visit, step, question, row, value));
        Some(ItemView { field: field.clone(), label, asked: asked.clone(), suggested, address, tag, class })
    });
    SupplementView {
        message: request.message.clone(),
        deadline: format::stored_date(&request.deadline, language),
        asked_at: format::moment(request.asked_at, language),
        answered: match (request.recalled_at, request.answered_at) {
            (Some(at), _) => Some(t.applications_supplement_recalled_at(format::moment(at, language))),
            (None, Some(at)) => {
                let when = by(format::moment(at, language), request.answered_by.as_deref());
                Some(t.applications_supplement_answered_at(when))
            }
            (None, None) => None,
        },
        answer: request.answer.clone().filter(|answer| !answer.is_empty()),
        items: items.collect(),
    }
}

/// A suggested value beside what stands there now; nothing when the row cannot be read.
fn suggested_view(
    visit: &Visit,
    step: &StepDefinition,
    question: &QuestionDefinition,
    row: &StepRow,
    value: &str,
) -> Option<Suggested> {
    let stored = answers::parse(&row.answers).ok()?;
    let now = shown::values(question, &stored, &shown::Names::new(), visit.texts(), visit.language).join(", ");
    Some(Suggested {
        value: suggesting::suggested_text(visit, step, question.key, value),
        now,
        version: row.version,
        taken: answers::text(&stored, question.key) == value,
    })
}

/// Whether the part of an asked answer has been saved since it was asked.
fn item_tag(line: Option<&StepRow>, asked_at: Instant, t: &Texts) -> (String, &'static str) {
    let saved = line.filter(|line| line.saved_at.is_some_and(|at| at > asked_at.milliseconds()));
    match saved.map(|line| line.state.as_str()) {
        Some("done") => (t.applications_tag_done(), "good"),
        Some("wrong") => (t.applications_tag_wrong(), "stop"),
        _ => (t.applications_tag_waits(), "wait"),
    }
}

fn decision_view(visit: &Visit, decision: &Decision, case_language: &str) -> DecisionView {
    let t = visit.texts();
    let title = if decision.approved { t.applications_decision_approved() } else { t.applications_decision_rejected() };
    let case_language = CaseLanguage::parse(case_language).unwrap_or_default();
    let parts = decision.words.parts(texts(case_language.into()));
    DecisionView { title, parts, at: format::moment(decision.decided_at, visit.language) }
}
