//! Sign-out messages of the identity provider: its answer to our sign-out, and sign-outs that began at another service.
//! The latter come in a frame to which browsers give no cookies, so a session is found by what the provider calls it.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use saml::{ServiceProvider, SignOutOutcome, SignOutRequest};
use serde_json::json;
use std::sync::Arc;

use super::answer::{Comer, stop, stopped_page};
use super::pages::off_the_road;
use super::provider::{SignIn, request_bytes};
use super::rules::{ALREADY_ANSWERED, NamedSession, PENDING_SECONDS};
use super::store;
use crate::audit::{self, Entry};
use crate::kernel::Instant;
use crate::web::{Failure, Form, FramedBy, Visit, see_other, server};

/// An answer to what we did not ask, or no longer.
pub(super) const UNSOLICITED: &str = "unsolicited";

/// A message with its signature, by the binding that brought it.
#[derive(Clone)]
enum Carried {
    /// The raw query; the signature is over its bytes.
    Query(String),
    /// A form; the signature is inside the message.
    Form { message: String, relay_state: Option<String> },
}

/// `GET /saml/slo`
pub(super) async fn by_redirect(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = query.unwrap_or_default();
    let fields = Form::read(query.as_bytes());
    if fields.get("SAMLRequest").is_none() && fields.get("SAMLResponse").is_none() {
        return Ok(see_other("/sign-out"));
    }
    receive(visit, &fields, Carried::Query(query)).await
}

/// `POST /saml/slo`
pub(super) async fn by_form(visit: Visit, fields: Form) -> Result<Response, Failure> {
    let message = fields.get("SAMLRequest").or(fields.get("SAMLResponse")).unwrap_or_default().to_string();
    let relay_state = fields.get("RelayState").map(str::to_string);
    receive(visit, &fields, Carried::Form { message, relay_state }).await
}

/// Tells requests from answers. The provider's page, and nobody else's, may hold what comes of them in a frame.
async fn receive(visit: Visit, fields: &Form, carried: Carried) -> Result<Response, Failure> {
    let count = |name: &str| fields.all(name).count();
    let frame = visit.app.part::<SignIn>().valid(visit.now).and_then(|provider| frame(&provider));
    let mut response = match (count("SAMLRequest"), count("SAMLResponse"), count("RelayState")) {
        (1, 0, 0 | 1) => end_asked_for(visit, carried).await?,
        (0, 1, 0 | 1) => answered(&visit, carried, fields.text("RelayState")).await?,
        _ => refuse_stray(visit, "query")?,
    };
    if let Some(frame) = frame {
        response.extensions_mut().insert(frame);
    }
    Ok(response)
}

fn frame(provider: &ServiceProvider) -> Option<FramedBy> {
    server::origin(provider.identity_provider().sign_out_answer_url()?).map(FramedBy)
}

/// The sign-out began at another service: our sessions of that name end in the database, and with it on every instance.
async fn end_asked_for(visit: Visit, carried: Carried) -> Result<Response, Failure> {
    let (provider, request) = match read_request(&visit, carried).await? {
        Ok(read) => read,
        Err(code) => return refuse_stray(visit, code),
    };
    let mut tx = visit.app.db.write().await?;
    match store::insert_replay(&mut tx, &request.request_id, request.replay_until).await {
        Err(db::Error::Duplicate) => {
            drop(tx);
            return refuse(visit, "replayed").await;
        }
        kept => kept?,
    }
    let named = store::list_named_sessions(&mut tx, &request.name_id).await?;
    let meant: Vec<&NamedSession> = named.iter().filter(|row| row.is_meant(&request.session_indexes)).collect();
    for session in meant.iter().filter(|row| row.ended_at.is_none()) {
        store::end_session(&mut tx, visit.now, &session.id, "identity provider").await?;
        audit::record(&mut tx, &visit, Entry::new("sign_in.ended_by_provider").subject(&session.id)).await?;
    }
    let outcome = if meant.is_empty() { SignOutOutcome::UnknownPrincipal } else { SignOutOutcome::Ended };
    if meant.is_empty() {
        audit::record(&mut tx, &visit, Entry::new("sign_in.logout_of_unknown_session")).await?;
    }
    tx.commit().await?;
    let (now, bytes) = (visit.now.milliseconds(), request_bytes(&visit.app));
    let address = off_the_road(move || provider.answer_sign_out(now, bytes, &request, outcome)).await?;
    match address {
        Ok(address) => Ok(see_other(&address)),
        // The sessions have ended all the same; only the provider's page does not hear of it.
        Err(refused) => refuse(visit, refused.code()).await,
    }
}

/// Checks a request; once more with newly read metadata when no known key fits.
async fn read_request(
    visit: &Visit,
    carried: Carried,
) -> Result<Result<(Arc<ServiceProvider>, SignOutRequest), &'static str>, Failure> {
    let sign_in = visit.app.part::<SignIn>();
    let Some(provider) = sign_in.valid(visit.now) else { return Ok(Err("provider-unknown")) };
    let now = visit.now.milliseconds();
    let read = |provider: Arc<ServiceProvider>| {
        let message = carried.clone();
        off_the_road(move || match &message {
            Carried::Query(query) => provider.read_sign_out_request(now, query),
            Carried::Form { message, relay_state } => {
                provider.read_posted_sign_out_request(now, message, relay_state.as_deref())
            }
        })
    };
    let read = sign_in.with_keys(&visit.app, visit.now, provider, read).await?;
    Ok(read.map_err(|refused| refused.code()))
}

/// The provider's answer to a sign-out that began here. Whatever it says, our own session has ended already.
async fn answered(visit: &Visit, carried: Carried, relay_state: &str) -> Result<Response, Failure> {
    let outcome = finish(visit, carried, relay_state).await?;
    if outcome.as_ref().is_err_and(|code| *code == UNSOLICITED) {
        audit::note_stray(visit, "sign_in.provider_sign_out_unconfirmed", UNSOLICITED);
        return Ok(see_other("/sign-out?provider=open"));
    }
    let mut tx = visit.app.db.write().await?;
    let entry = match &outcome {
        Ok(pending) => match store::use_pending(&mut tx, visit.now, pending).await {
            // The same answer came twice at the same moment: the other has noted what this one says.
            Err(db::Error::Stale) => {
                drop(tx);
                audit::note_refusal(visit, "sign_in.provider_sign_out_unconfirmed", ALREADY_ANSWERED);
                return Ok(see_other("/sign-out"));
            }
            used => {
                used?;
                Entry::new("sign_in.provider_signed_out")
            }
        },
        Err(code) => Entry::new("sign_in.provider_sign_out_unconfirmed").detail(json!({ "code": code })),
    };
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(see_other(if outcome.is_ok() { "/sign-out" } else { "/sign-out?provider=open" }))
}

/// The sign-out of ours that an answer confirms; looked at once more with newly read metadata when no known key fits.
async fn finish(visit: &Visit, carried: Carried, relay_state: &str) -> Result<Result<String, &'static str>, Failure> {
    let app = &visit.app;
    let row = store::find_pending_sign_out(&mut app.db.read().await?, &app.vault.token_hash(relay_state)).await?;
    let Some(row) = row.filter(|row| row.used_at.is_none() && !is_stale(row.started_at, visit.now)) else {
        return Ok(Err(UNSOLICITED));
    };
    let sign_in = app.part::<SignIn>();
    let Some(provider) = sign_in.valid(visit.now) else { return Ok(Err("provider-unknown")) };
    let now = visit.now.milliseconds();
    let finish = |provider: Arc<ServiceProvider>| {
        let (message, id) = (carried.clone(), row.id.clone());
        off_the_road(move || match &message {
            Carried::Query(query) => provider.finish_sign_out(now, query, &id),
            Carried::Form { message, .. } => provider.finish_posted_sign_out(now, message, &id),
        })
    };
    let finished = sign_in.with_keys(app, visit.now, provider, finish).await?;
    Ok(finished.map(|_| row.id).map_err(|refused| refused.code()))
}

fn is_stale(started_at: i64, now: Instant) -> bool {
    now > Instant::from_milliseconds(started_at).plus_seconds(PENDING_SECONDS)
}

async fn refuse(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    let entry = Entry::new("sign_in.logout_request_refused").detail(json!({ "code": code }));
    stop(visit, StatusCode::FORBIDDEN, entry, Comer::Person).await
}

/// Nothing of ours is named and nothing signed was believed: anybody can send this without end.
fn refuse_stray(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    audit::note_stray(&visit, "sign_in.logout_request_refused", code);
    stopped_page(visit, StatusCode::FORBIDDEN, Comer::Person)
}
