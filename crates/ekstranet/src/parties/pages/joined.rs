//! What a joined party sees: by whom it was joined, for which service and since when; and how it answers.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::named::{self, Former, Named, Refused};
use super::{id_of, party_tag, party_text, reason_problem};
use crate::kernel::{PartyId, Permission, without_identity_code};
use crate::mandates::{self, Intention};
use crate::parties::answering::{self, Answer};
use crate::parties::rules::{PartyState, PartyStep, Side, check_reason, open_steps};
use crate::parties::store::{self, PartyRow};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// One relation.
struct Relation {
    id: String,
    version: i64,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
    facts: Vec<(String, String)>,
    reason: Option<String>,
    /// The main joiner has set a last day.
    ending: bool,
    /// The codes of the steps that are open.
    open: Vec<&'static str>,
    /// The field of the reason, what was typed and what is wrong with it.
    field: String,
    typed: String,
    error: String,
}

impl Relation {
    fn may(&self, step: &str) -> bool {
        self.open.contains(&step)
    }
}

#[derive(askama::Template)]
#[template(path = "parties/joined.html")]
struct JoinedPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    base: String,
    applications: String,
    relations: Vec<Relation>,
    named: Vec<Named>,
    former: Vec<Former>,
    errors: Vec<FieldError>,
}

pub(in crate::parties) async fn joined(visit: Visit) -> Result<Response, Failure> {
    joined_page(&visit, StatusCode::OK, None).await
}

pub(super) async fn joined_page(
    visit: &Visit,
    status: StatusCode,
    refused: Option<Refused<'_>>,
) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let rows = store::list_of_party(&mut visit.app.db.read().await?, &acting.organisation).await?;
    let relations: Vec<Relation> =
        rows.iter().map(|row| relation(visit, row, refused.as_ref())).collect::<Result<_, Failure>>()?;
    let named = named::list(visit, refused.as_ref()).await?;
    let former = named::list_former(visit).await?;
    let home = format!("/o/{}/", acting.organisation);
    // What comes too late has no field any more.
    let anchor = if status == StatusCode::CONFLICT { "title" } else { "reason" };
    let errors = refused.map(|(id, _, text)| FieldError { field: format!("{anchor}-{id}"), text });
    let template = JoinedPage {
        chrome: visit.chrome(title(t, !relations.is_empty(), !named.is_empty() || !former.is_empty())),
        t,
        base: format!("{home}joined"),
        applications: format!("{home}applications"),
        relations,
        named,
        former,
        errors: errors.into_iter().collect(),
        home,
    };
    page(status, &template)
}

/// What the page is about: joinings through main joiners, applications that name the organisation, or both.
fn title(t: &Texts, is_joined: bool, is_named: bool) -> String {
    match (is_joined, is_named) {
        (_, false) => t.parties_joined_title(),
        (false, true) => t.parties_named_title_alone(),
        (true, true) => t.parties_named_title_both(),
    }
}

fn relation(visit: &Visit, row: &PartyRow, refused: Option<&Refused<'_>>) -> Result<Relation, Failure> {
    let (t, state, service) = (visit.texts(), row.state()?, row.service()?.name(visit.texts()));
    let (tag, word) = party_tag(state, t);
    let may = visit.acting()?.permissions.allow(Permission::DeployServices);
    let open = open_steps(state, Side::Party).filter(|_| may).map(PartyStep::code);
    let refused = refused.filter(|(id, ..)| *id == row.id);
    let reason = match state {
        PartyState::Contested | PartyState::Waiting => row.contest_reason.clone(),
        PartyState::Ending | PartyState::Ended => row.end_reason.clone(),
        _ => None,
    };
    Ok(Relation {
        id: row.id.clone(),
        version: row.version,
        title: t.parties_joined_by(service.as_str(), &row.main_joiner_name),
        tag,
        state: word,
        text: party_text(row, state, visit),
        facts: vec![
            (t.parties_fact_main_joiner(), format!("{} ({})", row.main_joiner_name, row.main_joiner)),
            (t.parties_fact_service(), service),
            (t.parties_fact_begins(), format::stored_date(&row.begins_on, visit.language)),
            (t.parties_fact_reference(), row.reference.clone()),
        ],
        reason,
        ending: state == PartyState::Ending,
        open: open.collect(),
        field: format!("reason-{}", row.id),
        typed: refused.map(|(_, typed, _)| without_identity_code(typed)).unwrap_or_default(),
        error: refused.map(|(.., text)| text.clone()).unwrap_or_default(),
    })
}

pub(in crate::parties) async fn answer(
    visit: Visit,
    Path((_, party)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&party)?;
    let reason = form.text(&format!("reason-{id}")).to_string();
    let answer = match form.text("answer") {
        "confirm" => return prove_and_confirm(visit, &id, form.version()?).await,
        "leave" => Answer::Leave,
        "stay" => Answer::Stay,
        "contest" => {
            answering::load_as_party(&mut visit.app.db.read().await?, &visit, &id).await?;
            if let Err(problem) = check_reason(&reason) {
                let text = reason_problem(problem, visit.texts());
                let refused = Some((id.as_str(), reason.as_str(), text));
                return joined_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, refused).await;
            }
            Answer::Contest { reason }
        }
        _ => return Err(Failure::Malformed("no such answer")),
    };
    answering::answer(&visit, &id, form.version()?, &answer).await?;
    Ok(see_other(&answering::joinings(&visit)?))
}

/// Sends the browser to Suomi.fi to prove the right once more; the joining is confirmed on return.
async fn prove_and_confirm(mut visit: Visit, id: &PartyId, version: i64) -> Result<Response, Failure> {
    let row = answering::load_as_party(&mut visit.app.db.read().await?, &visit, id).await?;
    let may = row.state()?.after(PartyStep::Confirm, Side::Party).is_ok();
    if row.version != version || !may {
        return Err(Failure::Stale);
    }
    // The answer is posted to an address that shows nothing; whoever turns back comes to the joinings.
    visit.path = answering::joinings(&visit)?;
    let payload = json!({ "version": version });
    mandates::prove_again(&visit, Intention { act: "parties.confirm", subject: id.as_str(), payload }).await
}
