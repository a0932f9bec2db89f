//! The queue, and the mails that did not get through.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::rules::{OPEN, QueueQuery, SHOWN, Whose, days_between, days_until};
use super::words::{capped, may_go_on, state_class, state_word};
use crate::applications::{self, QueueLine, State};
use crate::audit::{self, Entry};
use crate::kernel::NoticeId;
use crate::notices::{self, NoticeLine};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, see_other};
use crate::{controllers, deployments, intermediaries, parties, pharmacies, terminations, watch};

/// A choice in a list.
struct Choice {
    value: &'static str,
    text: String,
    chosen: bool,
}

/// How many wait in a state.
struct Count {
    address: String,
    word: String,
    class: &'static str,
    number: String,
}

/// A line as the table shows it.
struct Line {
    id: String,
    case_number: String,
    organisation: String,
    /// The language of the name, where it is not that of the page.
    spoken: &'static str,
    business_id: String,
    service: String,
    state: String,
    class: &'static str,
    age: String,
    deadline: String,
    late: bool,
    officer: String,
}

#[derive(askama::Template)]
#[template(path = "desk/queue.html")]
struct QueuePage {
    chrome: Chrome,
    t: &'static Texts,
    lead: String,
    counts: Vec<Count>,
    whose: Vec<Choice>,
    states: Vec<Choice>,
    services: Vec<Choice>,
    lines: Vec<Line>,
    next: Option<String>,
    continued: bool,
    /// What else waits: address, words, how many; empty when nothing does.
    others: Vec<(&'static str, String, String)>,
    /// Cases with messages that no officer has opened.
    unread: usize,
}

/// The queue, oldest first.
pub(super) async fn queue(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (t, query) = (visit.texts(), QueueQuery::read(query.as_deref().unwrap_or_default()));
    let mut read = visit.app.db.read().await?;
    let found = applications::list_queue(&mut read, &query.filter(visit.session()?.person.as_str())).await?;
    let counts = applications::count_open(&mut read).await?;
    let others = count_others(&visit, &mut read).await?;
    let unread = applications::list_unread_messages(&mut read).await?.len();
    drop(read);
    let next = found
        .last()
        .filter(|_| may_go_on(found.len()))
        .map(|line| query.address_after(line.submitted_at, line.id.as_str()));
    let template = QueuePage {
        chrome: visit.chrome(t.desk_queue_title()),
        t,
        lead: match query.state() {
            Some(state) if !state.is_open() => t.desk_queue_lead_state(state_word(state, t)),
            _ => t.desk_queue_lead(),
        },
        counts: open_counts(&visit, &counts),
        whose: whose_choices(query.whose(), t),
        states: state_choices(&query, t),
        services: service_choices(query.service(), t),
        lines: found.into_iter().map(|found| line(&visit, found)).collect(),
        next,
        continued: query.is_continued(),
        others,
        unread,
    };
    page(StatusCode::OK, &template)
}

/// How many cases each open state has, as the page shows it.
fn open_counts(visit: &Visit, counts: &[(State, i64)]) -> Vec<Count> {
    let t = visit.texts();
    let count = |state: State| {
        let number = counts.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
        Count {
            address: format!("/desk/?state={}", state.code()),
            word: state_word(state, t),
            class: state_class(state),
            number: capped(number, visit.language, t),
        }
    };
    OPEN.map(count).into()
}

/// What waits besides the applications, and how many of each.
async fn count_others(visit: &Visit, read: &mut db::Read) -> Result<Vec<(&'static str, String, String)>, Failure> {
    let t = visit.texts();
    let counts = [
        ("/desk/terminations", t.terminations_desk_title(), terminations::count_waiting(read).await?),
        ("/desk/controllers", t.controllers_desk_title(), controllers::count_waiting(read).await?),
        ("/desk/pharmacies", t.pharmacies_desk_title(), pharmacies::count_waiting(read).await?),
        ("/desk/parties", t.parties_news_title(), parties::count_news(read).await?),
        ("/desk/access-points", t.intermediaries_desk_title(), intermediaries::count_waiting_changes(read).await?),
        ("/desk/systems", t.intermediaries_desk_systems_title(), intermediaries::count_waiting_systems(read).await?),
        ("/desk/deployments", t.deployments_desk_title(), deployments::count_watched(read, visit).await?),
        ("/desk/enrolments", t.deployments_enrolments_title(), deployments::count_enrolments(read).await?),
        ("/desk/register-changes", t.watch_desk_title(), watch::count_open(read).await?),
    ];
    let shown = |count| if count == 0 { String::new() } else { capped(count, visit.language, t) };
    Ok(counts.into_iter().map(|(address, words, count)| (address, words, shown(count))).collect())
}

fn line(visit: &Visit, found: QueueLine) -> Line {
    let (t, language) = (visit.texts(), visit.language);
    let late = found
        .deadline
        .as_deref()
        .and_then(|date| date.parse().ok())
        .is_some_and(|date| days_until(visit.now.date(), date) < 0);
    Line {
        id: found.id.to_string(),
        case_number: found.case_number,
        spoken: Some(format::spoken(&found.organisation_name))
            .filter(|spoken| *spoken != language.code())
            .unwrap_or(""),
        organisation: found.organisation_name,
        business_id: found.organisation.to_string(),
        service: found.service.name(t),
        state: state_word(found.state, t),
        class: state_class(found.state),
        age: if found.state.is_open() {
            t.desk_days(days_between(found.submitted_at, visit.now))
        } else {
            String::new()
        },
        deadline: found.deadline.map_or_else(String::new, |date| format::stored_date(&date, language)),
        late,
        officer: found.officer_name.unwrap_or_default(),
    }
}

fn whose_choices(chosen: Whose, t: &Texts) -> Vec<Choice> {
    let word = |whose| match whose {
        Whose::All => t.desk_filter_all(),
        Whose::Free => t.desk_filter_free(),
        Whose::Mine => t.desk_filter_mine(),
    };
    Whose::ALL
        .into_iter()
        .map(|whose| Choice { value: whose.code(), text: word(whose), chosen: whose == chosen })
        .collect()
}

fn state_choices(query: &QueueQuery, t: &Texts) -> Vec<Choice> {
    let chosen = query.state().filter(|_| query.whose() != Whose::Free);
    let any = Choice { value: "", text: t.desk_filter_open(), chosen: chosen.is_none() };
    let each = SHOWN.into_iter().map(|state: State| Choice {
        value: state.code(),
        text: state_word(state, t),
        chosen: chosen == Some(state),
    });
    std::iter::once(any).chain(each).collect()
}

fn service_choices(chosen: Option<Service>, t: &Texts) -> Vec<Choice> {
    let any = Choice { value: "", text: t.desk_filter_any(), chosen: chosen.is_none() };
    let each = Service::ALL.into_iter().map(|service| Choice {
        value: service.code(),
        text: service.name(t),
        chosen: chosen == Some(service),
    });
    std::iter::once(any).chain(each).collect()
}

/// A mail that did not get through.
struct FailedMail {
    id: String,
    what: String,
    case_number: String,
    recipient: String,
    planned: String,
    tries: i64,
    problem: String,
    given_up: bool,
    next_try: String,
}

#[derive(askama::Template)]
#[template(path = "desk/notices.html")]
struct NoticesPage {
    chrome: Chrome,
    t: &'static Texts,
    mails: Vec<FailedMail>,
    /// Whether there are more than are shown.
    is_cut: bool,
}

/// The mails that were tried in vain.
pub(super) async fn notices(visit: Visit) -> Result<Response, Failure> {
    // The lines name the addresses of people of many customers.
    audit::record_view(&visit, Entry::new("desk.notices_viewed")).await?;
    let found = notices::list_failed(&mut visit.app.db.read().await?).await?;
    let is_cut = found.len() > notices::FAILED_SHOWN;
    let mails = found.into_iter().take(notices::FAILED_SHOWN).map(|found| failed_mail(&visit, found)).collect();
    let t = visit.texts();
    page(StatusCode::OK, &NoticesPage { chrome: visit.chrome(t.desk_notices_title()), t, mails, is_cut })
}

fn failed_mail(visit: &Visit, found: NoticeLine) -> FailedMail {
    let (t, language) = (visit.texts(), visit.language);
    let problem = match found.problem.as_deref().unwrap_or_default() {
        "unreachable" => t.desk_notices_unreachable(),
        "timeout" => t.desk_notices_timeout(),
        "address" => t.desk_notices_address(),
        code => t.desk_notices_refused(code),
    };
    FailedMail {
        id: found.id.to_string(),
        what: found.happening.map_or_else(String::new, |happening| happening.label(t)),
        case_number: found.case_number,
        recipient: notices::recipient_in_words(&found.recipient, t),
        planned: format::moment(found.planned_at, language),
        tries: found.tries,
        problem,
        given_up: found.given_up_at.is_some(),
        next_try: format::moment(found.next_try_at, language),
    }
}

/// Has a mail tried again at once.
pub(super) async fn send_again(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = NoticeId::parse(&id).ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    let done = notices::send_again(&mut tx, &visit, &id).await;
    back_to_notices(tx, done).await
}

/// Takes a mail that was given up off the list.
pub(super) async fn dismiss(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = NoticeId::parse(&id).ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    let done = notices::dismiss(&mut tx, &visit, &id).await;
    back_to_notices(tx, done).await
}

async fn back_to_notices(tx: db::Tx, done: Result<(), Failure>) -> Result<Response, Failure> {
    match done {
        Ok(()) => tx.commit().await?,
        // It has been sent, or somebody was first: the list without it says so.
        Err(Failure::Stale) => {}
        Err(failure) => return Err(failure),
    }
    Ok(see_other("/desk/notices"))
}
