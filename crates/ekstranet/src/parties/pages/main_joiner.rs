//! The main joiner's pages: its parties, one of them, the list for a spreadsheet.

use axum::extract::{Path, RawQuery};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::{day_problem, id_of, main_joiner_tag, reason_problem, state_text};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Date, PartyId, Permission, without_identity_code};
use crate::parties::joining;
use crate::parties::lists::safe_cell;
use crate::parties::may_bring_in;
use crate::parties::rules::{PartyState, PartyStep, Side, check_reason, open_steps, read_day};
use crate::parties::store::{self, PAGE, PartyRow, Wish};
use crate::registers;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// A choice in a list.
struct Choice {
    value: &'static str,
    text: String,
    chosen: bool,
}

/// One relation of the list.
struct Line {
    address: String,
    name: String,
    about: String,
    tag: &'static str,
    state: String,
}

#[derive(askama::Template)]
#[template(path = "parties/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    base: String,
    may_add: bool,
    /// How many were saved just now.
    saved: Option<i64>,
    total: i64,
    contested: i64,
    search: String,
    /// What was searched for, when more was typed than is searched for.
    searched: Option<String>,
    states: Vec<Choice>,
    services: Vec<Choice>,
    lines: Vec<Line>,
    next: Option<String>,
    continued: bool,
}

/// The list's address as its reader chose it; a word that means nothing is as if it were not there.
struct Query {
    search: String,
    wish: Wish,
    /// More words were typed than are searched for.
    is_cut: bool,
}

/// The longest search text, in characters.
const SEARCH_LIMIT: usize = 100;
/// How many words are searched for.
const SEARCH_WORDS: usize = 3;

impl Query {
    fn read(query: &str) -> Self {
        let form = Form::read(query.as_bytes());
        let search: String = form.text("search").chars().take(SEARCH_LIMIT).collect();
        let mut words: Vec<String> = search.to_lowercase().split_whitespace().map(BusinessId::written).collect();
        let is_cut = words.len() > SEARCH_WORDS;
        words.truncate(SEARCH_WORDS);
        let after = form.text("after").rsplit_once('.').filter(|(_, id)| PartyId::parse(id).is_some());
        let wish = Wish {
            state: PartyState::parse(form.text("state")),
            service: Service::parse(form.text("service")),
            words,
            after: after.map(|(name, id)| (name.to_string(), id.to_string())),
        };
        Self { search, wish, is_cut }
    }

    /// The address of the page after a line.
    fn address_after(&self, base: &str, row: &PartyRow) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("search", &self.search);
        query.append_pair("state", self.wish.state.map_or("", PartyState::code));
        query.append_pair("service", self.wish.service.map_or("", Service::code));
        query.append_pair("after", &format!("{}.{}", row.sort_key, row.id));
        format!("{base}?{}", query.finish())
    }
}

pub(in crate::parties) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let text = query.unwrap_or_default();
    let query = Query::read(&text);
    let mut read = visit.app.db.read().await?;
    let mut rows = store::list(&mut read, acting.organisation.as_str(), &query.wish, PAGE + 1).await?;
    let counts = store::count(&mut read, acting.organisation.as_str()).await?;
    let kind = registers::last_known_kind(&mut read, visit.now, &acting.organisation).await?;
    drop(read);
    let base = format!("/o/{}/parties", acting.organisation);
    let is_more = rows.len() > usize::try_from(PAGE).unwrap_or_default();
    rows.truncate(usize::try_from(PAGE).unwrap_or_default());
    let next = rows.last().filter(|_| is_more).map(|row| query.address_after(&base, row));
    let number = |state: PartyState| counts.iter().find(|(code, _)| code == state.code()).map_or(0, |(_, n)| *n);
    let lines: Result<Vec<Line>, Failure> = rows.iter().map(|row| line(&visit, &base, row)).collect();
    let template = ListPage {
        chrome: visit.chrome(t.parties_title()),
        t,
        home: format!("/o/{}/", acting.organisation),
        may_add: acting.permissions.allow(Permission::DeployServices) && may_bring_in(kind),
        saved: Form::read(text.as_bytes()).text("saved").parse().ok(),
        total: counts.iter().map(|(_, number)| number).sum(),
        contested: number(PartyState::Contested),
        states: state_choices(query.wish.state, t),
        services: service_choices(query.wish.service, t),
        lines: lines?,
        next,
        continued: query.wish.after.is_some(),
        searched: query.is_cut.then(|| t.parties_search_cut(query.wish.words.join(" "))),
        search: query.search,
        base,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, base: &str, row: &PartyRow) -> Result<Line, Failure> {
    let (t, state) = (visit.texts(), row.state()?);
    let (tag, word) = main_joiner_tag(state, t);
    Ok(Line {
        address: format!("{base}/{}", row.id),
        name: row.party_name.clone(),
        about: t.parties_line(&row.party, row.service()?.name(t), format::stored_date(&row.begins_on, visit.language)),
        tag,
        state: word,
    })
}

fn state_choices(chosen: Option<PartyState>, t: &Texts) -> Vec<Choice> {
    let all = Choice { value: "", text: t.parties_filter_all(), chosen: chosen.is_none() };
    let states = PartyState::ALL.into_iter().map(|state| Choice {
        value: state.code(),
        text: main_joiner_tag(state, t).1,
        chosen: chosen == Some(state),
    });
    std::iter::once(all).chain(states).collect()
}

fn service_choices(chosen: Option<Service>, t: &Texts) -> Vec<Choice> {
    let all = Choice { value: "", text: t.parties_filter_all(), chosen: chosen.is_none() };
    let services = Service::ALL.into_iter().map(|service| Choice {
        value: service.code(),
        text: service.name(t),
        chosen: chosen == Some(service),
    });
    std::iter::once(all).chain(services).collect()
}

#[derive(askama::Template)]
#[template(path = "parties/party.html")]
struct PartyPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    tag: &'static str,
    state: String,
    text: String,
    facts: Vec<(String, String)>,
    contest_reason: Option<String>,
    end_reason: Option<String>,
    version: i64,
    may_end: bool,
    /// The title of the form by which it ends, or by which a last day is changed.
    end_title: String,
    /// Nobody has told the party: it is simply taken off the list.
    untold: bool,
    /// Where the last day is taken back, while that can be done.
    go_on: Option<String>,
    may_ask_again: bool,
    day: String,
    reason: String,
    errors: Vec<FieldError>,
}

impl PartyPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

pub(in crate::parties) async fn show(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
) -> Result<Response, Failure> {
    party_page(&visit, &id_of(&party)?, StatusCode::OK, (String::new(), String::new()), Vec::new()).await
}

async fn party_page(
    visit: &Visit,
    id: &PartyId,
    status: StatusCode,
    (day, reason): (String, String),
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = joining::load_as_main_joiner(&mut read, visit, id).await?;
    let may_go_on = joining::may_go_on(&mut read, visit, &row).await?;
    drop(read);
    let (t, acting, state) = (visit.texts(), visit.acting()?, row.state()?);
    let (tag, word) = main_joiner_tag(state, t);
    let may = acting.permissions.allow(Permission::DeployServices);
    let is_open = |step: PartyStep| may && open_steps(state, Side::MainJoiner).any(|open| open == step);
    let date = |stored: &str| format::stored_date(stored, visit.language);
    let told = row.email.clone().unwrap_or_else(|| t.parties_fact_no_email());
    let facts = vec![
        (t.parties_fact_business_id(), row.party.clone()),
        (t.parties_fact_service(), row.service()?.name(t)),
        (t.parties_fact_begins(), date(&row.begins_on)),
        (t.parties_fact_reference(), row.reference.clone()),
        (t.parties_fact_email(), told),
    ];
    let base = format!("/o/{}/parties", acting.organisation);
    let template = PartyPage {
        chrome: visit.chrome(row.party_name.clone()),
        t,
        address: format!("{base}/{}", row.id),
        tag,
        state: word,
        text: state_text(&row, state, visit),
        facts,
        version: row.version,
        may_end: is_open(PartyStep::End),
        end_title: match state {
            PartyState::Ending => t.parties_end_change_title(),
            _ => t.parties_end_title(),
        },
        untold: row.told_at.is_none(),
        go_on: (may && may_go_on).then(|| format!("{base}/{}/go-on", row.id)),
        may_ask_again: is_open(PartyStep::AskAgain),
        contest_reason: row.contest_reason.filter(|_| state == PartyState::Contested),
        end_reason: row.end_reason,
        day,
        reason,
        errors,
        base,
    };
    page(status, &template)
}

/// Asked once more before another organisation's joining ends.
#[derive(askama::Template)]
#[template(path = "parties/end.html")]
struct EndPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    name: String,
    facts: Vec<(String, String)>,
    version: i64,
    day: String,
    reason: String,
}

fn end_page(visit: &Visit, row: &PartyRow, version: i64, day: Date, reason: &str) -> Result<Response, Failure> {
    let t = visit.texts();
    let template = EndPage {
        chrome: visit.chrome(t.parties_end_sure(row.party_name.as_str())),
        t,
        address: format!("/o/{}/parties/{}", visit.acting()?.organisation, row.id),
        name: row.party_name.clone(),
        facts: vec![
            (t.parties_fact_business_id(), row.party.clone()),
            (t.parties_fact_service(), row.service()?.name(t)),
            (t.parties_end_day(), format::date(day, visit.language)),
            (t.parties_end_reason(), reason.to_string()),
        ],
        version,
        day: day.to_string(),
        reason: reason.to_string(),
    };
    page(StatusCode::OK, &template)
}

/// Ends a relation; one of which the party knows only after it has been asked once more.
pub(in crate::parties) async fn end(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, t) = (id_of(&party)?, visit.texts());
    let row = joining::load_as_main_joiner(&mut visit.app.db.read().await?, &visit, &id).await?;
    let (mut day, reason) = (Ok(visit.now.date()), form.text("reason"));
    let mut errors = Vec::new();
    if row.told_at.is_some() {
        day = read_day(form.text("day"), visit.now.date());
        if let Err(problem) = day {
            errors.push(FieldError { field: "day".to_string(), text: day_problem(problem, t) });
        }
        if let Err(problem) = check_reason(reason) {
            errors.push(FieldError { field: "reason".to_string(), text: reason_problem(problem, t) });
        }
    }
    let (Ok(day), true) = (day, errors.is_empty()) else {
        let typed = (without_identity_code(form.text("day")), without_identity_code(reason));
        return party_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed, errors).await;
    };
    let version = form.version()?;
    if row.told_at.is_some() && form.text("answer") != "end" {
        return end_page(&visit, &row, version, day, reason);
    }
    joining::end(&visit, &id, version, day, if row.told_at.is_some() { reason } else { "" }).await?;
    Ok(see_other(&format!("/o/{}/parties/{id}", visit.acting()?.organisation)))
}

/// Takes back that a relation ends.
pub(in crate::parties) async fn go_on(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&party)?;
    joining::go_on(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("/o/{}/parties/{id}", visit.acting()?.organisation)))
}

pub(in crate::parties) async fn ask_again(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&party)?;
    joining::ask_again(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("/o/{}/parties/{id}", visit.acting()?.organisation)))
}

/// How many rows of an export one statement reads.
const EXPORT_ROWS: i64 = 2_000;

/// Every relation of a main joiner, by name.
async fn list_all(visit: &Visit) -> Result<Vec<PartyRow>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let (mut all, mut wish) = (Vec::new(), Wish::default());
    loop {
        let rows = store::list(&mut visit.app.db.read().await?, organisation.as_str(), &wish, EXPORT_ROWS).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        wish.after = Some((last.sort_key.clone(), last.id.clone()));
        all.extend(rows);
    }
}

/// All parties as a list for a spreadsheet, in which nothing is calculated.
pub(in crate::parties) async fn export(visit: Visit) -> Result<Response, Failure> {
    let (t, organisation) = (visit.texts(), visit.acting()?.organisation.clone());
    let rows = list_all(&visit).await?;
    let mut tx = visit.app.db.write().await?;
    let detail = serde_json::json!({ "rows": rows.len() });
    audit::record(&mut tx, &visit, Entry::new("parties.exported").detail(detail)).await?;
    tx.commit().await?;
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let heading = [
        t.parties_fact_business_id(),
        t.parties_fact_service(),
        t.parties_fact_begins(),
        t.parties_fact_email(),
        t.parties_fact_name(),
        t.parties_fact_state(),
        t.parties_fact_ends(),
        t.parties_fact_reference(),
    ];
    writer.write_record(&heading).map_err(Failure::internal)?;
    for row in &rows {
        let cells = [
            row.party.clone(),
            row.service()?.name(t),
            row.begins_on.clone(),
            row.email.clone().unwrap_or_default(),
            row.party_name.clone(),
            main_joiner_tag(row.state()?, t).1,
            row.ends_on.clone().unwrap_or_default(),
            row.reference.clone(),
        ];
        writer.write_record(cells.iter().map(|cell| safe_cell(cell))).map_err(Failure::internal)?;
    }
    // The mark tells spreadsheets that the text is UTF-8.
    let mut text = "\u{feff}".as_bytes().to_vec();
    text.extend(writer.into_inner().map_err(Failure::internal)?);
    let name = format!("attachment; filename=\"parties-{organisation}.csv\"");
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()), (header::CONTENT_DISPOSITION, name)], text)
        .into_response())
}
