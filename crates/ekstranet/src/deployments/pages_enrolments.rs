//! The officers' list of enrolments for deployment support, by period.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::DeploymentId;
use super::course::{Reader, name_of};
use super::enrolling::{self, Contact};
use super::store_enrolments::{self, EnrolmentRow, Key, PAGE, Wanted};
use crate::audit::{self, Entry};
use crate::kernel::Instant;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

/// In addresses: of every period, and of those who chose none.
const ANY: &str = "";
const NO_PERIOD: &str = "none";

#[derive(askama::Template)]
#[template(path = "deployments/enrolments.html")]
struct EnrolmentsPage {
    chrome: Chrome,
    t: &'static Texts,
    periods: Vec<Choice>,
    all: bool,
    /// What was asked for, for the forms of the lines.
    period: String,
    groups: Vec<Group>,
    first: Option<String>,
    next: Option<String>,
}

struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

/// Those who enrolled for one period.
struct Group {
    title: String,
    lines: Vec<Line>,
}

struct Line {
    id: String,
    case: String,
    organisation: String,
    spoken: &'static str,
    business_id: String,
    called: Option<String>,
    enrolled: String,
    contacts: Vec<String>,
}

/// What an address asks for.
struct Asked {
    period: String,
    all: bool,
    after: Option<Key>,
}

impl Asked {
    fn read(form: &Form) -> Self {
        let period = form.text("period");
        let is_known = period == NO_PERIOD || period.parse::<crate::kernel::Date>().is_ok();
        Self {
            period: if is_known { period.to_string() } else { ANY.to_string() },
            all: form.text("show") == "all",
            after: key_of(form.text("after")),
        }
    }

    fn wanted(&self) -> Wanted<'_> {
        let period = match self.period.as_str() {
            ANY => None,
            NO_PERIOD => Some(""),
            day => Some(day),
        };
        Wanted { period, all: self.all }
    }

    /// The address of the list, without the place where it goes on.
    fn address(&self) -> String {
        let show = if self.all { "all" } else { "waiting" };
        format!("/desk/enrolments?period={}&show={show}", self.period)
    }
}

/// Where a page goes on, as its address says: `period.moment.deployment`.
fn key_of(text: &str) -> Option<Key> {
    let (period, rest) = text.split_once('.')?;
    let (at, id) = rest.split_once('.')?;
    Some((period.to_string(), at.parse().ok()?, DeploymentId::parse(id)?.to_string()))
}

/// Who enrolled, by period and the earliest first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let asked = Asked::read(&Form::read(query.unwrap_or_default().as_bytes()));
    // The lines name the contact persons of many customers.
    audit::record_view(&visit, Entry::new("deployments.enrolments_viewed")).await?;
    let mut read = visit.app.db.read().await?;
    let after = asked.after.clone().unwrap_or_else(|| (String::new(), i64::MIN, String::new()));
    let mut rows = store_enrolments::list(&mut read, asked.wanted(), &after).await?;
    drop(read);
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let address = asked.address();
    let next = rows.last().filter(|_| is_more);
    let template = EnrolmentsPage {
        chrome: visit.chrome(visit.texts().deployments_enrolments_title()),
        t: visit.texts(),
        periods: periods(&visit, &asked.period),
        all: asked.all,
        next: next.map(|row| format!("{address}&after={}.{}.{}", row.period, row.enrolled_at, row.id)),
        first: asked.after.is_some().then(|| address.clone()),
        groups: groups(&visit, rows).await?,
        period: asked.period,
    };
    page(StatusCode::OK, &template)
}

/// The days of a period in words; only the first one when it is configured no more.
fn period_words(visit: &Visit, begins: &str) -> String {
    let (t, day) = (visit.texts(), |stored: &str| format::stored_date(stored, visit.language));
    let known = visit.app.config.deployment_support.iter().find(|period| period.begins == begins);
    match (begins, known) {
        ("", _) => t.deployments_enrolments_no_period(),
        (_, Some(period)) => t.deployments_enrolments_period(day(&period.begins), day(&period.ends)),
        (begins, None) => t.deployments_enrolments_period_from(day(begins)),
    }
}

/// The periods to choose from, the latest last.
fn periods(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let mut begins: Vec<&str> =
        visit.app.config.deployment_support.iter().map(|period| period.begins.as_str()).collect();
    let is_other = !matches!(chosen, ANY | NO_PERIOD) && !begins.contains(&chosen);
    begins.extend(Some(chosen).filter(|_| is_other));
    begins.sort_unstable();
    let choice = |value: &str, text: String| Choice { value: value.to_string(), text, chosen: value == chosen };
    let any = choice(ANY, visit.texts().deployments_enrolments_any_period());
    let none = choice(NO_PERIOD, period_words(visit, ""));
    let each = begins.into_iter().map(|begins| choice(begins, period_words(visit, begins)));
    std::iter::once(any).chain(each).chain(std::iter::once(none)).collect()
}

async fn groups(visit: &Visit, rows: Vec<EnrolmentRow>) -> Result<Vec<Group>, Failure> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for row in rows {
        let line = line(visit, &row).await?;
        if let Some((_, group)) = groups.last_mut().filter(|(period, _)| *period == row.period) {
            group.lines.push(line);
        } else {
            let title = period_words(visit, &row.period);
            groups.push((row.period, Group { title, lines: vec![line] }));
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

async fn line(visit: &Visit, row: &EnrolmentRow) -> Result<Line, Failure> {
    let t = visit.texts();
    let moment = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let mut snapshot: serde_json::Value = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
    enrolling::with_kept(visit, &row.organisation, &mut snapshot).await?;
    let name = name_of(&snapshot, &row.organisation);
    let contacts: Vec<String> = enrolling::contacts(&snapshot).iter().map(|one| contact_words(one, t)).collect();
    Ok(Line {
        case: format!("/desk/cases/{}", row.application),
        spoken: Some(format::spoken(&name)).filter(|spoken| *spoken != visit.language.code()).unwrap_or_default(),
        organisation: name,
        business_id: row.organisation.clone(),
        called: row
            .called_at
            .map(|at| t.deployments_enrolments_called(row.called_by.clone().unwrap_or_default(), moment(at))),
        enrolled: t.deployments_enrolments_enrolled(
            row.case_number.as_str(),
            row.enrolled_by.as_str(),
            moment(row.enrolled_at),
        ),
        contacts: if contacts.is_empty() { vec![t.deployments_enrolments_no_contact()] } else { contacts },
        id: row.id.clone(),
    })
}

fn contact_words(contact: &Contact, t: &Texts) -> String {
    let reached = [contact.name.as_str(), &contact.email, &contact.phone];
    let reached: Vec<&str> = reached.into_iter().filter(|part| !part.is_empty()).collect();
    let reached = reached.join(", ");
    if contact.for_deployment {
        t.deployments_enrolments_contact(reached)
    } else {
        t.deployments_enrolments_administrative(reached)
    }
}

/// Notes that a customer was called, or takes that back.
pub(super) async fn note_call(visit: Visit, Path(deployment): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    enrolling::note_call(&visit, &id, form.text("answer") != "undo").await?;
    Ok(see_other(&Asked::read(&form).address()))
}

/// What is read of the call after an enrolment; officers read too that it has not been made.
pub(super) fn called_words(visit: &Visit, called_at: Option<i64>, reader: Reader) -> Option<String> {
    let (t, day) = (visit.texts(), |at| format::date(Instant::from_milliseconds(at).date(), visit.language));
    match reader {
        Reader::Customer => called_at.map(|at| t.deployments_enrolment_called(day(at))),
        Reader::Officer => {
            Some(called_at.map_or_else(|| t.deployments_desk_uncalled(), |at| t.deployments_desk_called(day(at))))
        }
    }
}
