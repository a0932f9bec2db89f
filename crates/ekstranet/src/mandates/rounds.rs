//! One round through Suomi.fi e-Authorizations: out with the browser and back again, once, in the same session.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use db::Tx;
use serde_json::json;

use super::client::{self, Asked, Mandates, Trouble, Unanswered};
use super::last_round::Outcome;
use super::rules::{IntentionRow, RoundRow};
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
    /// For whom an act waited, and for whom the answer was.
    named: Option<String>,
    /// The page on which a binding act began, or the one that opens beside what cannot be; and what the link says.
    back: Option<(String, String)>,
    /// The page that explains the right of an organisation.
    why: Option<String>,
    /// Whether the choice is offered beside the way back, which may lead there itself.
    chooses: bool,
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
    /// The organisation for which a binding act waits is not in the answer: another was chosen, or the right has ended.
    OtherOrganisation,
    /// The right for which a binding act waits is no more.
    RightGone,
    /// A register was silent, to Suomi.fi or to us, so nobody knows whether the right for which a binding act waits is there.
    Unsure,
    /// Only organisations with identifiers of other countries were chosen, while a binding act waits for a customer.
    OnlyForeign,
    /// Something on which the binding act rests is not any more as it was when the act began.
    Changed,
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
            Self::Over | Self::ActOver | Self::OtherOrganisation | Self::OnlyForeign | Self::Changed => {
                StatusCode::CONFLICT
            }
            Self::Unsure => StatusCode::SERVICE_UNAVAILABLE,
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
            Self::Unsure => (t.mandates_unsure_title(), t.mandates_unsure_text()),
            Self::OnlyForeign => (t.mandates_only_foreign_title(), t.mandates_only_foreign_text()),
            Self::Changed => (t.mandates_changed_title(), t.mandates_changed_text()),
            Self::ActOver => (t.mandates_act_over_title(), t.mandates_act_over_text()),
            Self::Foreign { number, .. } => (t.mandates_foreign_title(), t.mandates_foreign_text(number)),
        }
    }

    /// What the link says that leads on.
    fn back_words(self, t: &Texts) -> String {
        match self {
            Self::Foreign { .. } => t.mandates_foreign_go_on(),
            Self::OtherOrganisation | Self::OnlyForeign => t.mandates_stopped_again(),
            Self::Unsure => t.mandates_stopped_ask_again(),
            Self::Changed => t.mandates_stopped_look(),
            _ => t.mandates_stopped_back(),
        }
    }

    /// Whether the way back leads through the choice.
    fn leads_to_the_choice(self) -> bool {
        matches!(self, Self::OtherOrganisation | Self::OnlyForeign | Self::Unsure)
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
    visit: Visit,
    stopped: Stopped,
    entry: Entry<'_>,
    back: Option<String>,
    why: Option<String>,
) -> Result<Response, Failure> {
    let tx = visit.app.db.write().await?;
    stop_in(tx, visit, stopped, entry, back, why).await
}

/// The same with the names of the organisations that were mixed up.
pub(super) async fn stop_naming(
    visit: Visit,
    stopped: Stopped,
    entry: Entry<'_>,
    back: Option<String>,
    (why, named): (Option<String>, String),
) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    stopped_page(visit, stopped, back, why, Some(named))
}

/// The same where something was changed already: it is committed with the audit row.
async fn stop_in(
    mut tx: Tx,
    visit: Visit,
    stopped: Stopped,
    entry: Entry<'_>,
    back: Option<String>,
    why: Option<String>,
) -> Result<Response, Failure> {
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    stopped_page(visit, stopped, back, why, None)
}

fn stopped_page(
    mut visit: Visit,
    stopped: Stopped,
    back: Option<String>,
    why: Option<String>,
    named: Option<String>,
) -> Result<Response, Failure> {
    // The address of a return cannot be opened again, so the language links lead back, or to the beginning.
    visit.path = back.clone().unwrap_or_else(|| "/act-for".to_string());
    let t = visit.texts();
    let (title, text) = stopped.texts(t);
    let is_asked = !matches!(stopped, Stopped::Cancelled | Stopped::Over | Stopped::ActOver);
    let back = back.map(|address| (address, stopped.back_words(t)));
    let chooses = !stopped.leads_to_the_choice();
    let asked = is_asked.then(|| t.mandates_stopped_when(format::moment(visit.now, visit.language)));
    let letter = (stopped == Stopped::PersonRefused).then(|| t.mandates_letter_suomi());
    let help = stopped.help(t);
    let chrome = visit.chrome(title);
    page(stopped.status(), &StoppedPage { chrome, t, text, named, back, why, chooses, asked, help, letter })
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
        Err(unanswered) => return not_begun(visit, intention, unanswered).await,
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

/// Suomi.fi opened no round. The row tells the organisation too where an act would have waited, for the visit has it.
async fn not_begun(
    visit: &Visit,
    intention: Option<&Intention<'_>>,
    Unanswered { trouble, requests }: Unanswered,
) -> Result<Response, Failure> {
    let act = intention.map(|intention| intention.act);
    let outcome = if matches!(trouble, Trouble::Outage(_)) { Outcome::Unanswered } else { Outcome::Refused };
    // Nobody knows a state with this hash, so nothing can return to it.
    let state_hash = visit.app.vault.token_hash(&hexadecimal(&visit.app.random.bytes::<32>()));
    let mut tx = visit.app.db.write().await?;
    store::insert_unopened(&mut tx, visit.now, &state_hash, &visit.session()?.id, outcome).await?;
    match trouble {
        Trouble::Outage(problem) => {
            let entry = Entry::new("mandates.unanswered");
            let detail = json!({ "problem": problem, "requests": requests, "act": act });
            audit::record(&mut tx, visit, entry.detail(detail)).await?;
            tx.commit().await?;
            Err(Failure::Outage(Outside::Mandates, problem))
        }
        Trouble::PersonRefused | Trouble::RoundOver => {
            let detail = json!({ "code": "person-refused", "requests": requests, "act": act });
            let entry = Entry::new("mandates.refused").detail(detail);
            stop_in(tx, visit.clone(), Stopped::PersonRefused, entry, None, None).await
        }
    }
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
    let Some(state) = query.get("state") else {
        return match code {
            // A return without anything tells of a cancelled choice and changes nothing.
            None => stop(visit, Stopped::Cancelled, Entry::new("mandates.cancelled"), None, None).await,
            Some(_) => refuse(visit, "state-missing", None).await,
        };
    };
    let state_hash = visit.app.vault.token_hash(state);
    let row = store::find_round(&mut visit.app.db.read().await?, &state_hash, &visit.session()?.id).await?;
    let Some(row) = row else { return refuse(visit, "state-unknown", Some(state)).await };
    let waiting = settling::find_waiting(&visit, &row).await?;
    let outcome = match row.refusal(visit.now) {
        Some("round-expired") => Outcome::Over,
        Some(code) => return refuse(visit, code, Some(state)).await,
        None if code.is_none() => Outcome::Cancelled,
        None => Outcome::Unanswered,
    };
    let provider_session = visit
        .app
        .vault
        .open(&place(&row.state_hash), &row.provider_session)
        .ok_or_else(|| Failure::internal("a sealed round does not open"))?
        .to_string();
    let Some(tx) = take(&visit, &row, outcome).await? else { return refuse(visit, "round-used", Some(state)).await };
    let Some(code) = code.filter(|_| outcome == Outcome::Unanswered) else {
        return give_up(tx, visit, outcome, provider_session, waiting).await;
    };
    // What comes of the question is not known before it has been asked, and nobody asks with a transaction open.
    tx.commit().await?;
    match ask(visit.app.clone(), provider_session, code).await? {
        Ok(asked) => settling::settle(visit, acts, &row, asked).await,
        Err(unanswered) => not_told(visit, &row, waiting, unanswered).await,
    }
}

/// Where the act began for which the round was: whoever opens a return again, by a double click or the back button, finds
/// there what became of it.
async fn beginning(visit: &Visit, state: Option<&str>) -> Result<Option<String>, Failure> {
    let Some(state) = state else { return Ok(None) };
    let state_hash = visit.app.vault.token_hash(state);
    Ok(store::find_beginning(&mut visit.app.db.read().await?, &state_hash, &visit.session()?.id).await?)
}

/// A return that is not looked at. Whoever opens it again finds the way back to where the act began.
async fn refuse(visit: Visit, code: &str, state: Option<&str>) -> Result<Response, Failure> {
    let entry = Entry::new("mandates.refused").detail(json!({ "code": code }));
    let back = beginning(&visit, state).await?;
    stop(visit, Stopped::Over, entry, back, None).await
}

/// Marks a round as answered, in a transaction that stays open; nothing when it was already.
async fn take(visit: &Visit, row: &RoundRow, outcome: Outcome) -> Result<Option<Tx>, Failure> {
    let mut tx = visit.app.db.write().await?;
    match store::use_round(&mut tx, visit.now, &row.state_hash, outcome).await {
        Err(db::Error::Stale) => Ok(None),
        used => {
            used?;
            Ok(Some(tx))
        }
    }
}

/// Ends a round that the person cancelled, or from which they came back too late.
async fn give_up(
    tx: Tx,
    visit: Visit,
    outcome: Outcome,
    provider_session: String,
    waiting: Option<IntentionRow>,
) -> Result<Response, Failure> {
    let requests = [client::unregister(&visit.app, provider_session)];
    let back = waiting.map(|act| act.back_path);
    if outcome == Outcome::Over {
        let detail = json!({ "code": "round-expired", "requests": requests });
        return stop_in(tx, visit, Stopped::Over, Entry::new("mandates.refused").detail(detail), back, None).await;
    }
    // Whoever finds no organisation in Suomi.fi can only cancel there, and must learn the reason here.
    let why = back.is_none().then(|| "/act-for/why".to_string());
    let entry = Entry::new("mandates.cancelled").detail(json!({ "requests": requests }));
    stop_in(tx, visit, Stopped::Cancelled, entry, back, why).await
}

/// Asks in a task of its own: a browser that goes away does not leave the round open at Suomi.fi.
async fn ask(app: App, provider_session: String, code: String) -> Result<Result<Asked, Unanswered>, Failure> {
    let asking = tokio::spawn(async move { app.part::<Mandates>().ask(&app, &provider_session, &code).await });
    asking.await.map_err(|_| Failure::internal("asking for the roles was stopped"))
}

/// Suomi.fi did not tell what the person chose.
async fn not_told(
    mut visit: Visit,
    round: &RoundRow,
    waiting: Option<IntentionRow>,
    Unanswered { trouble, requests }: Unanswered,
) -> Result<Response, Failure> {
    let organisation = waiting.as_ref().and_then(IntentionRow::organisation);
    let (act, back) = waiting.map(|waiting| (waiting.act, waiting.back_path)).unzip();
    let entry = |action| Entry { organisation: organisation.as_ref(), ..Entry::new(action) };
    let mut tx = visit.app.db.write().await?;
    match trouble {
        Trouble::Outage(problem) => {
            let detail = json!({ "problem": problem, "requests": requests, "act": act });
            audit::record(&mut tx, &visit, entry("mandates.unanswered").detail(detail)).await?;
            tx.commit().await?;
            // The round is used, so the page leads to where it began and not to this address.
            visit.path = back.unwrap_or_else(|| match &round.return_path {
                Some(path) => sign_in::with_return("/act-for", path),
                None => "/act-for".to_string(),
            });
            Ok(Failure::Outage(Outside::Mandates, problem).on(visit))
        }
        Trouble::RoundOver | Trouble::PersonRefused => {
            store::note_outcome(&mut tx, &round.state_hash, Outcome::Over).await?;
            let detail = json!({ "code": "round-over", "requests": requests, "act": act });
            stop_in(tx, visit, Stopped::Over, entry("mandates.refused").detail(detail), back, None).await
        }
    }
}
