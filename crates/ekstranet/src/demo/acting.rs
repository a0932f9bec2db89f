//! Somebody at work on a day: a session through the doors of the rooms, pages and posts through the whole router.

use anyhow::{Context as _, bail};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::people::{Actor, Clerk};
use super::working::Day;
use crate::kernel::{Acting, BusinessId, Language, NationalId, Permissions, Session, SessionKind};
use crate::mandates::{self, Authority};
use crate::sign_in::{self, IdentifiedPerson, NewSession};
use crate::web::{App, Visit};

/// The kind of a form with a file, and what stands between its parts.
const WITH_FILE: &str = "multipart/form-data; boundary=demo-world-boundary";
const MARK: &str = "demo-world-boundary";

/// A form with a file as a browser posts it, beside other fields.
fn with_file((field, name, content): (&str, &str, &str), fields: &[(String, String)]) -> String {
    let part = |head: String, content: &str| {
        format!("--{MARK}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let fields = fields.iter().map(|(name, value)| part(format!("name=\"{name}\""), value));
    let file = part(format!("name=\"{field}\"; filename=\"{name}\""), content);
    fields.chain([file, format!("--{MARK}--\r\n")]).collect()
}

/// How many seconds pass before what somebody does: until they sit down, fill in a page, have read a case.
const ARRIVAL: i64 = 240;
const PAGE: i64 = 25;
const CASE: i64 = 360;

/// A person with a session.
pub(super) struct Worker<'a> {
    day: &'a Day<'a>,
    pub app: &'a App,
    pub who: &'a Actor,
    session: Session,
    token: String,
}

/// What the portal answered.
pub(super) struct Answer {
    pub location: String,
    pub body: String,
}

impl<'a> Worker<'a> {
    /// Signs in as Suomi.fi would have let the person in.
    pub async fn sign_in(day: &'a Day<'_>, who: &'a Actor) -> anyhow::Result<Self> {
        day.goes_on(ARRIVAL);
        let (app, now) = (&day.app, day.app.clock.now());
        let national_id = NationalId::parse(&who.national_id).context("a code of the demo world")?;
        let mut tx = app.db.write().await?;
        let identified = IdentifiedPerson { national_id, name: who.name.clone() };
        let person = told(sign_in::admit_person(&mut tx, app, now, &identified).await)?;
        let begin = NewSession { person: &person, name: &who.name, kind: SessionKind::Person, provider: None };
        let (session, token) = told(sign_in::begin_session(&mut tx, app, now, &begin).await)?;
        let basis = who.basis()?;
        let authority = Authority {
            organisation: organisation(who)?,
            organisation_name: who.organisation_name.clone(),
            bases: vec![basis],
            roles: vec![basis.code()],
            complete: true,
        };
        told(mandates::keep_authority(&mut tx, now, &session, &authority).await)?;
        tx.commit().await?;
        Ok(Self { day, app, who, session, token })
    }

    /// An address below the organisation's own.
    pub fn own(&self, path: &str) -> String {
        format!("/o/{}/{path}", self.who.organisation)
    }

    pub async fn page(&self, path: &str) -> anyhow::Result<String> {
        let request = self.request("GET", path).body(Body::empty())?;
        let (status, answer) = self.send(request).await?;
        if status != StatusCode::OK {
            bail!("{path} answers {status}");
        }
        Ok(answer.body)
    }

    /// Posts fields, and says so when the page does not go on.
    pub async fn post(&self, path: &str, fields: &[(String, String)]) -> anyhow::Result<String> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_as(path, "application/x-www-form-urlencoded", body).await
    }

    /// Posts one text as a browser posts a form that could also carry a file.
    pub async fn post_text(&self, path: &str, field: &str, text: &str) -> anyhow::Result<String> {
        let body =
            format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n--{MARK}--\r\n");
        self.post_as(path, WITH_FILE, body).await
    }

    /// Posts a file as a browser posts a form with one, beside other fields.
    pub async fn post_file(
        &self,
        path: &str,
        (field, name, content): (&str, &str, &str),
        fields: &[(String, String)],
    ) -> anyhow::Result<String> {
        self.post_as(path, WITH_FILE, with_file((field, name, content), fields)).await
    }

    async fn post_as(&self, path: &str, kind: &str, body: String) -> anyhow::Result<String> {
        self.day.goes_on(PAGE);
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))?;
        let (status, answer) = self.send(request).await?;
        if status != StatusCode::SEE_OTHER {
            bail!("{path} of {} answers {status}: {}", self.who.organisation_name, alerts(&answer.body));
        }
        Ok(answer.location)
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let language = if self.who.swedish { Language::Sv } else { Language::Fi };
        let cookies = format!("__Host-language={}; {}={}", language.code(), sign_in::SESSION_COOKIE, self.token);
        Request::builder().method(method).uri(path).header(header::HOST, "localhost").header(header::COOKIE, cookies)
    }

    async fn send(&self, request: Request<Body>) -> anyhow::Result<(StatusCode, Answer)> {
        send(&self.day.router, request).await
    }

    /// A visit as the gate makes one, with the right just proved: for binding acts, which Suomi.fi would send back here.
    pub fn visit(&self) -> anyhow::Result<Visit> {
        self.day.goes_on(PAGE);
        let (now, basis) = (self.app.clock.now(), self.who.basis()?);
        Ok(Visit {
            app: self.app.clone(),
            now,
            language: if self.who.swedish { Language::Sv } else { Language::Fi },
            path: String::new(),
            request_id: format!("demo-{}", now.milliseconds()),
            by_service: false,
            session: Some(self.session.clone()),
            acting: Some(Acting {
                organisation: organisation(self.who)?,
                organisation_name: self.who.organisation_name.clone(),
                basis,
                permissions: mandates::permissions(basis),
                checked_at: now,
            }),
            rights: Permissions::none(),
        })
    }

    /// Ends the session: nothing signed in is left of the demo world.
    pub async fn leave(self) -> anyhow::Result<()> {
        end(self.app, &self.session).await
    }
}

async fn end(app: &App, session: &Session) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    told(sign_in::end_session(&mut tx, app.clock.now(), session).await)?;
    tx.commit().await?;
    Ok(())
}

pub(super) fn organisation(who: &Actor) -> anyhow::Result<BusinessId> {
    BusinessId::parse(&who.organisation).context("a business ID of the demo world")
}

async fn send(router: &Router, request: Request<Body>) -> anyhow::Result<(StatusCode, Answer)> {
    let Ok(response) = router.clone().oneshot(request).await;
    let status = response.status();
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let location = location.unwrap_or_default().to_string();
    let bytes = response.into_body().collect().await?.to_bytes();
    Ok((status, Answer { location, body: String::from_utf8_lossy(&bytes).into_owned() }))
}

/// The officer at work on a day.
pub(super) struct Officer<'a> {
    day: &'a Day<'a>,
    pub app: &'a App,
    session: Session,
    token: String,
}

impl<'a> Officer<'a> {
    pub async fn sign_in(day: &'a Day<'_>) -> anyhow::Result<Self> {
        day.goes_on(ARRIVAL);
        let (app, now) = (&day.app, day.app.clock.now());
        let mut tx = app.db.write().await?;
        let Clerk { subject, name } = &day.cast.officer;
        let person = told(sign_in::admit_officer(&mut tx, app, now, subject, name).await)?;
        let kind = SessionKind::Officer { approver: false };
        let begin = NewSession { person: &person, name, kind, provider: None };
        let (session, token) = told(sign_in::begin_session(&mut tx, app, now, &begin).await)?;
        tx.commit().await?;
        Ok(Self { day, app, session, token })
    }

    pub async fn page(&self, path: &str) -> anyhow::Result<String> {
        let (status, shown) = send(&self.day.router, self.request("GET", path).body(Body::empty())?).await?;
        if status != StatusCode::OK {
            bail!("{path} answers {status}");
        }
        Ok(shown.body)
    }

    /// Answers a case on its page of the desk, with the version that the page shows.
    pub async fn answer(&self, path: &str, answered: &[(&str, &str)]) -> anyhow::Result<()> {
        let version = hidden_field(&self.page(path).await?, "version")?;
        let fields: Vec<(&str, &str)> =
            std::iter::once(("version", version.as_str())).chain(answered.iter().copied()).collect();
        self.post(path, &fields).await
    }

    /// Posts fields, and says so when the page does not go on.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> anyhow::Result<()> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.post_as(path, "application/x-www-form-urlencoded", body).await
    }

    /// Posts a file as a browser posts a form with one.
    pub async fn post_file(&self, path: &str, file: (&str, &str, &str)) -> anyhow::Result<()> {
        self.post_as(path, WITH_FILE, with_file(file, &[])).await
    }

    async fn post_as(&self, path: &str, kind: &str, body: String) -> anyhow::Result<()> {
        self.day.goes_on(PAGE);
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))?;
        let (status, answer) = send(&self.day.router, request).await?;
        if status != StatusCode::SEE_OTHER {
            bail!("{path} answers {status}: {}", alerts(&answer.body));
        }
        Ok(())
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies = format!("__Host-language=fi; {}={}", sign_in::SESSION_COOKIE, self.token);
        Request::builder().method(method).uri(path).header(header::HOST, "localhost").header(header::COOKIE, cookies)
    }

    /// A visit as the gate makes one, when the case has been read.
    pub fn visit(&self) -> Visit {
        self.day.goes_on(CASE);
        let mut visit = Visit::of_job(self.app);
        visit.request_id = format!("demo-{}", visit.now.milliseconds());
        visit.session = Some(self.session.clone());
        visit
    }

    pub async fn leave(self) -> anyhow::Result<()> {
        end(self.app, &self.session).await
    }
}

/// A failure as one line of a command.
pub(super) fn told<T, E: std::fmt::Debug>(done: Result<T, E>) -> anyhow::Result<T> {
    done.map_err(|failure| anyhow::anyhow!("{failure:?}"))
}

/// What a refused page says at its fields.
fn alerts(body: &str) -> String {
    let texts = body.split("class=\"error\"").skip(1).filter_map(|rest| rest.split('>').nth(1));
    texts.filter_map(|text| text.split('<').next()).collect::<Vec<_>>().join("; ")
}

/// The hidden fields of a page, in order.
pub(super) fn hidden(body: &str) -> Vec<(String, String)> {
    let inputs = body.split("<input type=\"hidden\" name=\"").skip(1);
    let read = |input: &str| {
        let (name, rest) = input.split_once("\" value=\"")?;
        let (value, _) = rest.split_once('"')?;
        Some((name.to_string(), value.to_string()))
    };
    inputs.filter_map(read).collect()
}

/// The first hidden field of a name.
pub(super) fn hidden_field(body: &str, name: &str) -> anyhow::Result<String> {
    let found = hidden(body).into_iter().find(|(found, _)| found == name).map(|(_, value)| value);
    found.with_context(|| format!("the page has no hidden field {name}"))
}

/// The chosen one of the radio buttons of a name, else the first.
pub(super) fn offered(body: &str, name: &str) -> anyhow::Result<String> {
    let mark = format!("name=\"{name}\" value=\"");
    let buttons = body.split(&mark).skip(1).filter_map(|rest| rest.split_once('"'));
    let buttons: Vec<(&str, &str)> = buttons.collect();
    let is_chosen = |(_, rest): &&(&str, &str)| rest.split('>').next().is_some_and(|end| end.contains("checked"));
    let found = buttons.iter().find(is_chosen).or(buttons.first());
    found.map(|(value, _)| (*value).to_string()).with_context(|| format!("the page offers no {name}"))
}
