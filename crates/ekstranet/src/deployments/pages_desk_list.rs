//! The officers' list of deployments: what waits for them (papers that have come, tests that they confirm before production,
//! reports that have not come in time), or those that they look for by state, by days that have passed and by service.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::course::name_of;
use super::overview::{self, Found, Wanted, passed_days};
use super::rules::{late_until, reported_late};
use super::store_overview::Key as Place;
use super::store_papers::{self, WaitingRow};
use super::store_watched::{Key, PAGE, WatchedRow, list_watched};
use super::{DeploymentId, DeploymentState};
use crate::kernel::{AttachmentId, BusinessId, Instant};
use crate::registers;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, SoughtLine, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "deployments/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Whether deployments are looked for; else the page shows what waits.
    looked_for: bool,
    states: Vec<Choice>,
    services: Vec<Choice>,
    lines: Vec<Line>,
    /// Where the list begins, when the page goes on with it.
    first: Option<String>,
    next: Option<String>,
}

struct Choice {
    value: &'static str,
    text: String,
    chosen: bool,
}

struct Line {
    address: String,
    title: String,
    organisation: String,
    /// The language of the name, where it is not that of the page.
    spoken: &'static str,
    /// The business ID, where the organisation is named.
    business_id: String,
    tag: String,
    class: &'static str,
    texts: Vec<String>,
    /// What is late.
    late: Vec<String>,
}

/// What is looked for; nothing when the page shows what waits.
struct Asked {
    wanted: Option<Wanted>,
    service: Option<Service>,
    after: Option<Place>,
}

impl Asked {
    fn read(query: &Form) -> Self {
        let after = query.text("after").split_once('.').and_then(|(at, id)| {
            let id = DeploymentId::parse(id)?;
            Some((at.parse().ok()?, id.to_string()))
        });
        Self { wanted: Wanted::parse(query.text("show")), service: Service::parse(query.text("service")), after }
    }

    /// The address of the list, without the place where it goes on.
    fn address(&self, wanted: Wanted) -> String {
        let service = self.service.map(Service::code).unwrap_or_default();
        format!("/desk/deployments?show={}&service={service}", wanted.code())
    }

    fn states(&self, t: &Texts) -> Vec<Choice> {
        let choice = |wanted: Wanted| Choice {
            value: wanted.code(),
            text: wanted.words(t),
            chosen: self.wanted == Some(wanted),
        };
        let waiting = Choice { value: "", text: t.deployments_desk_waiting(), chosen: self.wanted.is_none() };
        std::iter::once(waiting).chain(Wanted::every().map(choice)).collect()
    }

    fn services(&self, t: &Texts) -> Vec<Choice> {
        let all = Choice { value: "", text: t.deployments_desk_every_service(), chosen: self.service.is_none() };
        let choice = |service: Service| Choice {
            value: service.code(),
            text: service.name(t),
            chosen: self.service == Some(service),
        };
        std::iter::once(all).chain(Service::ALL.into_iter().map(choice)).collect()
    }
}

/// Where a page goes on: papers that have come stand first, then the tests.
enum After {
    Papers(i64, String),
    Tests(Key),
}

impl After {
    /// What an address says: `papers.moment.file`, or `day.deployment.number`.
    fn read(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('.')?;
        let (second, third) = rest.split_once('.')?;
        if first == "papers" {
            return Some(Self::Papers(second.parse().ok()?, AttachmentId::parse(third)?.to_string()));
        }
        Some(Self::Tests((first.to_string(), DeploymentId::parse(second)?.to_string(), third.parse().ok()?)))
    }
}

/// What waits for the officers.
enum Waiting {
    Papers(WaitingRow),
    Test(WatchedRow),
}

impl Waiting {
    /// Where the page after this line begins.
    fn place(&self) -> String {
        match self {
            Self::Papers(row) => format!("papers.{}.{}", row.came_at, row.attachment),
            Self::Test(row) => format!("{}.{}.{}", row.planned_on, row.id, row.number),
        }
    }

    fn organisation(&self) -> &str {
        match self {
            Self::Papers(row) => &row.organisation,
            Self::Test(row) => &row.organisation,
        }
    }

    fn service(&self) -> Option<Service> {
        Service::parse(match self {
            Self::Papers(row) => &row.service,
            Self::Test(row) => &row.service,
        })
    }
}

/// What waits after a place, of one service or of all, one more than a page.
async fn list_all(visit: &Visit, service: Option<Service>, after: Option<After>) -> Result<Vec<Waiting>, Failure> {
    let late_until = late_until(visit.now.date()).to_string();
    let mut read = visit.app.db.read().await?;
    let mut all = Vec::new();
    if !matches!(after, Some(After::Tests(_))) {
        let (at, file) = match &after {
            Some(After::Papers(at, file)) => (*at, file.as_str()),
            _ => (i64::MIN, ""),
        };
        all.extend(store_papers::list_waiting(&mut read, service, (at, file)).await?.into_iter().map(Waiting::Papers));
    }
    if all.len() <= PAGE {
        let key = if let Some(After::Tests(key)) = after { key } else { Key::default() };
        all.extend(list_watched(&mut read, &late_until, service, &key).await?.into_iter().map(Waiting::Test));
    }
    Ok(all)
}

/// What waits, papers first, the oldest before the others; or what is looked for.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let asked = Asked::read(&query);
    if let Some(wanted) = asked.wanted {
        return found_page(&visit, wanted, asked).await;
    }
    let after = After::read(query.text("after"));
    let address = format!("/desk/deployments?service={}", asked.service.map(Service::code).unwrap_or_default());
    let first = after.is_some().then(|| address.clone());
    let mut rows = list_all(&visit, asked.service, after).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| is_more).map(|last| format!("{address}&after={}", last.place()));
    let whose: Vec<&str> = rows.iter().map(Waiting::organisation).collect();
    let names = registers::company_names(&mut visit.app.db.read().await?, visit.now, &whose).await?;
    let t = visit.texts();
    let template = ListPage {
        chrome: visit.chrome(t.deployments_desk_title()),
        t,
        looked_for: false,
        states: asked.states(t),
        services: asked.services(t),
        next,
        lines: rows.iter().map(|row| line(&visit, row, names.get(row.organisation()))).collect(),
        first,
    };
    page(StatusCode::OK, &template)
}

/// The deployments that are looked for.
async fn found_page(visit: &Visit, wanted: Wanted, mut asked: Asked) -> Result<Response, Failure> {
    let (t, address, after) = (visit.texts(), asked.address(wanted), asked.after.take());
    let first = after.is_some().then(|| address.clone());
    let (found, next) = overview::find(visit, wanted, asked.service, after).await?;
    let next = next.map(|(at, id)| format!("{address}&after={at}.{id}"));
    let template = ListPage {
        chrome: visit.chrome(t.deployments_desk_title()),
        t,
        looked_for: true,
        states: asked.states(t),
        services: asked.services(t),
        lines: found.iter().map(|found| found_line(visit, found)).collect::<Result<_, _>>()?,
        first,
        next,
    };
    page(StatusCode::OK, &template)
}

/// The newest deployments of an organisation that officers look up.
///
/// # Errors
/// What the database says.
pub async fn list_sought(
    read: &mut db::Read,
    visit: &Visit,
    organisation: &BusinessId,
) -> Result<Vec<SoughtLine>, Failure> {
    let found = overview::find_of(read, visit, organisation).await?;
    let shown = found.iter().map(|found| {
        let line = found_line(visit, found)?;
        let text = line.texts.into_iter().chain(line.late).collect::<Vec<_>>().join(" ");
        Ok(SoughtLine { address: line.address, title: line.title, tag: line.class, state: line.tag, text })
    });
    shown.collect()
}

fn found_line(visit: &Visit, found: &Found) -> Result<Line, Failure> {
    let (t, row) = (visit.texts(), &found.row);
    let snapshot = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
    let organisation = name_of(&snapshot, &row.organisation);
    let (class, tag) = found.shown.tag(t);
    Ok(Line {
        address: format!("/desk/deployments/{}", row.line.id),
        title: format!("{}, {}", row.case_number, found.line.service.name(t)),
        spoken: Some(format::spoken(&organisation)).filter(|spoken| *spoken != visit.language.code()).unwrap_or(""),
        organisation,
        business_id: row.organisation.clone(),
        tag,
        class,
        texts: days(visit, found),
        late: passed_days(visit, found),
    })
}

/// The days of a deployment that are known, and what is open before production.
fn days(visit: &Visit, found: &Found) -> Vec<String> {
    let (t, line) = (visit.texts(), &found.line);
    let day = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
    let opened = Instant::from_milliseconds(found.row.line.opened_at).date();
    let mut texts = vec![t.deployments_desk_line_approved(format::date(opened, visit.language))];
    if line.is_prepared() {
        texts.extend((line.open_items > 0).then(|| t.deployments_desk_line_open(line.open_items)));
        texts.extend(found.row.test_on.as_ref().map(|_| t.deployments_desk_line_test(day(&found.row.test_on))));
        let agreed = line.production_date.as_ref().map(|_| t.deployments_desk_line_agreed(day(&line.production_date)));
        texts.push(agreed.unwrap_or_else(|| t.deployments_desk_way_day()));
    }
    let since = line.in_production_since.as_ref();
    texts.extend(since.map(|_| t.deployments_desk_line_since(day(&line.in_production_since))));
    let is_last = matches!(line.state, DeploymentState::Ending | DeploymentState::Ended);
    let last = line.ended_on.as_ref().filter(|_| is_last);
    texts.extend(last.map(|_| t.deployments_desk_line_last(day(&line.ended_on))));
    texts
}

/// A line of what waits, with the name of the organisation where a register has told it.
fn line(visit: &Visit, waiting: &Waiting, name: Option<&String>) -> Line {
    let t = visit.texts();
    let day = |stored: &str| format::stored_date(stored, visit.language);
    let (id, case_number) = match waiting {
        Waiting::Papers(row) => (&row.id, &row.case_number),
        Waiting::Test(row) => (&row.id, &row.case_number),
    };
    let service = waiting.service().map(|service| service.name(t)).unwrap_or_default();
    let (organisation, business_id) = match name {
        Some(name) => (name.clone(), waiting.organisation().to_string()),
        None => (waiting.organisation().to_string(), String::new()),
    };
    let (tag, class, text) = match waiting {
        Waiting::Papers(row) => {
            let came = format::date(Instant::from_milliseconds(row.came_at).date(), visit.language);
            (t.deployments_desk_papers(), "wait", t.deployments_desk_papers_text(came))
        }
        Waiting::Test(row) if row.is_reported() => {
            let held = t.deployments_desk_waits_text(day(row.held_on.as_deref().unwrap_or_default()));
            let late = reported_late(row.held_on.as_deref(), row.reported_at);
            let late = late.map(|day| t.deployments_held_late(format::date(day, visit.language)));
            (t.deployments_desk_waits(), "wait", [Some(held), late].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
        Waiting::Test(row) => {
            (t.deployments_desk_overdue(), "stop", t.deployments_desk_overdue_text(day(&row.planned_on)))
        }
    };
    Line {
        address: format!("/desk/deployments/{id}"),
        title: format!("{case_number}, {service}"),
        spoken: name.map(|name| format::spoken(name)).filter(|spoken| *spoken != visit.language.code()).unwrap_or(""),
        organisation,
        business_id,
        tag,
        class,
        texts: vec![text],
        late: Vec::new(),
    }
}
