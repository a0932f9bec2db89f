//! One round through Suomi.fi e-Authorizations: out with the browser and back again, once, in the same session.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::client::{Asked, Mandates, Trouble};
use super::rules::RoundRow;
use super::store::{NewIntention, NewRound};
use super::{Acts, Intention, settling, store};
use crate::audit::{self, Entry};
use crate::kernel::{IntentionId, hexadecimal};
use crate::sign_in;
use crate::texts::Texts;
use crate::web::{App, Chrome, Failure, Form, Outside, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "mandates/stopped.html")]
struct StoppedPage {
    chrome: Chrome,
    t: &'static Texts,
    text: String,
    /// The page on which a binding act began, or the one that opens beside what cannot be; and what the link says.
    back: Option<(String, String)>,
    /// The page that explains the right of an organisation.
    why: Option<String>,
    /// When Suomi.fi was asked, where it was.
    asked: Option<String>,
    /// Who can put it right, and the usual time.
    help: Option<(String, String)>,
    /// A text to send where only Suomi.fi can help.
    letter: Option<String>,
}

/// Why a round ends without a right; each is a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    Cancelled,
    /// Not this session's round, answered before, too old, or over at Suomi.fi.
    Over,
    /// Suomi.fi opens no round for this person.
    PersonRefused,
    /// Another organisation was chosen than the one for which a binding act waits.
    OtherOrganisation,
    /// The right for which a binding act waits is no more.
    RightGone,
    /// The act has been carried out or given up already.
    ActOver,
    /// So many of the chosen organisations have identifiers of other countries, and whether others open.
    Foreign {
        number: usize,
        others: bool,
    },
}

impl Stopped {
    fn status(self) -> StatusCode {
        match self {
            Self::Cancelled | Self::Foreign { others: true, .. } => StatusCode::OK,
            Self::Over | Self::ActOver | Self::OtherOrganisation => StatusCode::CONFLICT,
            Self::PersonRefused | Self::RightGone | Self::Foreign { others: false, .. } => StatusCode::FORBIDDEN,
        }
    }

    fn texts(self, t: &Texts) -> (String, String) {
        match self {
            Self::Cancelled => (t.mandates_cancelled_title(), t.mandates_cancelled_text()),
            Self::Over => (t.mandates_over_title(), t.mandates_over_text()),
            Self::PersonRefused => (t.mandates_person_refused_title(), t.mandates_person_refused_text()),
            Self::OtherOrganisation => (t.mandates_other_title(), t.mandates_other_text()),
            Self::RightGone => (t.mandates_gone_title(), t.mandates_gone_text()),
            Self::ActOver => (t.mandates_act_over_title(), t.mandates_act_over_text()),
            Self::Foreign { number, .. } => (t.mandates_foreign_title(), t.mandates_foreign_text(number)),
        }
    }

    /// Who can put it right, and the usual time, where that is neither the person nor their organisation.
    fn help(self, t: &Texts) -> Option<(String, String)> {
        match self {
            Self::PersonRefused => Some((t.mandates_person_refused_who(), t.mandates_person_refused_time())),
            Self::Foreign { .. } => Some((t.mandates_foreign_who(), t.mandates_foreign_time())),
            _ => None,
        }
    }
}

/// The page of a stopped round, with its audit row.
pub(super) async fn stop(
    mut visit: Visit,
    stopped: Stopped,
    entry: Entry<'_>,
    back: Option<String>,
    why: Option<String>,
) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    // The address of a return cannot be opened again, so the language links lead to the beginning.
    visit.path = "/act-for".to_string();
    let t = visit.texts();
    let (title, text) = stopped.texts(t);
    let is_asked = !matches!(stopped, Stopped::Cancelled | Stopped::Over | Stopped::ActOver);
    let is_foreign = matches!(stopped, Stopped::Foreign { .. });
    let back_words = if is_foreign { t.mandates_foreign_go_on() } else { t.mandates_stopped_back() };
    let back = back.map(|address| (address, back_words));
    let asked = is_asked.then(|| t.mandates_stopped_when(format::moment(visit.now, visit.language)));
    let letter = (stopped == Stopped::PersonRefused).then(|| t.mandates_letter_suomi());
    let help = stopped.help(t);
    page(stopped.status(), &StoppedPage { chrome: visit.chrome(title), t, text, back, why, asked, help, letter })
}

/// Opens a round at Suomi.fi, keeps it for this session and sends the browser to choose. With an intention the act waits
/// until the browser comes back.
pub(super) async fn begin(
    visit: &Visit,
    intention: Option<&Intention<'_>>,
    return_path: Option<&str>,
) -> Result<Response, Failure> {
    let (app, session) = (&visit.app, visit.session()?);
    let national_id = sign_in::load_national_id(app, &session.person).await?;
    let client = app.part::<Mandates>();
    let (registered, request) = match client.register(app, &national_id).await {
        Ok(registered) => registered,
        Err(Trouble::Outage(problem)) => return Err(Failure::Outage(Outside::Mandates, problem)),
        Err(Trouble::PersonRefused | Trouble::RoundOver) => {
            let entry = Entry::new("mandates.refused").detail(json!({ "code": "person-refused" }));
            return stop(visit.clone(), Stopped::PersonRefused, entry, None, None).await;
        }
    };
    let state = hexadecimal(&app.random.bytes::<32>());
    let state_hash = app.vault.token_hash(&state);
    let sealed = app.vault.seal(&place(&state_hash), &registered.session_id, &app.random);
    let id = IntentionId::new(visit.now, &app.random);
    let mut tx = app.db.write().await?;
    if let Some(intention) = intention {
        let new = NewIntention {
            id: &id,
            session: &session.id,
            organisation: &visit.acting()?.organisation,
            act: intention.act,
            subject: intention.subject,
            payload: intention.payload.to_string(),
            back_path: &visit.path,
        };
        store::insert_intention(&mut tx, visit.now, &new).await?;
    }
    let round = NewRound {
        state_hash: &state_hash,
        session: &session.id,
        provider_session: &sealed,
        intention: intention.map(|_| &id),
        return_path,
    };
    store::insert_round(&mut tx, visit.now, &round).await?;
    let detail = json!({ "request": request, "act": intention.map(|intention| intention.act) });
    audit::record(&mut tx, visit, Entry::new("mandates.round_begun").detail(detail)).await?;
    tx.commit().await?;
    Ok(see_other(&client.choice_address(app, &registered.user_id, &state, visit.language)))
}

fn place(state_hash: &str) -> String {
    format!("mandates_round.provider_session/{state_hash}")
}

/// `GET /act-for/return`: the browser comes back from Suomi.fi.
pub(super) async fn receive(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let app = visit.app.clone();
    finish(visit, &query.unwrap_or_default(), app.part::<Acts>()).await
}

/// Ends a round; `acts` are those that may have waited for it.
pub(super) async fn finish(visit: Visit, query: &str, acts: &Acts) -> Result<Response, Failure> {
    let query = Form::read(query.as_bytes());
    let code = query.get("code").filter(|code| !code.is_empty() && query.get("error").is_none()).map(str::to_string);
    let row = match query.get("state") {
        Some(state) => find_round(&visit, state).await?,
        // A return without anything tells of a cancelled choice and changes nothing.
        None if code.is_none() => {
            return stop(visit, Stopped::Cancelled, Entry::new("mandates.cancelled"), None, None).await;
        }
        None => Err("state-missing"),
    };
    let row = match row {
        Ok(row) => row,
        Err(code) => return refuse(visit, code, None).await,
    };
    let back = settling::back_path(&visit, &row).await?;
    let provider_session = visit
        .app
        .vault
        .open(&place(&row.state_hash), &row.provider_session)
        .ok_or_else(|| Failure::internal("a sealed round does not open"))?;
    let Some(code) = code else {
        visit.app.part::<Mandates>().unregister(&visit.app, &provider_session).await;
        // Whoever finds no organisation in Suomi.fi can only cancel there, and must learn the reason here.
        let why = back.is_none().then(|| "/act-for/why".to_string());
        return stop(visit, Stopped::Cancelled, Entry::new("mandates.cancelled"), back, why).await;
    };
    match ask(visit.app.clone(), provider_session.to_string(), code).await? {
        Ok(asked) => settling::settle(visit, acts, &row, asked).await,
        Err(Trouble::Outage(problem)) => unanswered(&visit, problem).await,
        Err(Trouble::RoundOver | Trouble::PersonRefused) => refuse(visit, "round-over", back).await,
    }
}

/// The session's round with this state, marked as answered; otherwise why not.
async fn find_round(visit: &Visit, state: &str) -> Result<Result<RoundRow, &'static str>, Failure> {
    let (app, session) = (&visit.app, visit.session()?);
    let row = store::find_round(&mut app.db.read().await?, &app.vault.token_hash(state), &session.id).await?;
    let Some(row) = row else { return Ok(Err("state-unknown")) };
    if let Some(code) = row.refusal(visit.now) {
        return Ok(Err(code));
    }
    let mut tx = app.db.write().await?;
    match store::use_round(&mut tx, visit.now, &row.state_hash).await {
        Err(db::Error::Stale) => return Ok(Err("round-used")),
        used => used?,
    }
    tx.commit().await?;
    Ok(Ok(row))
}

/// Asks in a task of its own: a browser that goes away does not leave the round open at Suomi.fi.
async fn ask(app: App, provider_session: String, code: String) -> Result<Result<Asked, Trouble>, Failure> {
    let asking = tokio::spawn(async move { app.part::<Mandates>().ask(&app, &provider_session, &code).await });
    asking.await.map_err(|_| Failure::internal("asking for the roles was stopped"))
}

async fn refuse(visit: Visit, code: &'static str, back: Option<String>) -> Result<Response, Failure> {
    let entry = Entry::new("mandates.refused").detail(json!({ "code": code }));
    stop(visit, Stopped::Over, entry, back, None).await
}

async fn unanswered(visit: &Visit, problem: String) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, Entry::new("mandates.unanswered")).await?;
    tx.commit().await?;
    Err(Failure::Outage(Outside::Mandates, problem))
}
