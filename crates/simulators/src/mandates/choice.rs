//! The page where the person chooses for whom to act, and the way back to the client.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::Mandates;
use crate::faults::Fault;
use crate::page::{self, Language};
use crate::reply::{self, Fields};

/// From how many organisations on the page has a search field.
const SEARCH_ABOVE: usize = 10;

#[derive(Template)]
#[template(path = "mandates/choice.html")]
struct ChoicePage {
    language: Language,
    /// Fields of the request that go along with the answer.
    hidden: Vec<(&'static str, String)>,
    /// The same fields encoded for the links to the other languages, each pair ended by `&`.
    language_query: String,
    rows: Vec<Row>,
    several: bool,
    /// The text in the search field, when there is one.
    search: Option<String>,
    nothing_was_chosen: bool,
}

struct Row {
    business_id: &'static str,
    name: &'static str,
    /// `lang` of the name, when it is not that of the page.
    name_language: &'static str,
    roles: String,
    /// The companies as whose employee the person may act; empty when by their own right.
    agents: String,
}

/// A request to choose that may be answered.
struct Request {
    fields: Fields,
    language: Language,
    redirect_uri: String,
    user_id: String,
    national_id: String,
}

/// `GET /oauth/authorize`
pub(super) async fn show(State(mandates): State<Arc<Mandates>>, RawQuery(query): RawQuery) -> Response {
    if let Some(outage) = mandates.outage().await {
        return outage;
    }
    match mandates.read(Fields::read(query.unwrap_or_default().as_bytes())) {
        Ok(request) => reply::page(StatusCode::OK, &mandates.choice_page(&request, false)),
        Err(refusal) => *refusal,
    }
}

/// `POST /oauth/authorize`: the form of the page.
pub(super) async fn answer(State(mandates): State<Arc<Mandates>>, body: String) -> Response {
    if let Some(outage) = mandates.outage().await {
        return outage;
    }
    let request = match mandates.read(Fields::read(body.as_bytes())) {
        Ok(request) => request,
        Err(refusal) => return *refusal,
    };
    if request.fields.first("answer") != Some("select") {
        return mandates.cancelled(&request);
    }
    let grounds = mandates.grounds(&request.national_id);
    let mut chosen: Vec<String> = request
        .fields
        .all("organisation")
        .filter(|id| grounds.iter().any(|(organisation, _)| organisation.business_id == *id))
        .map(str::to_owned)
        .collect();
    chosen.dedup();
    if chosen.is_empty() || (chosen.len() > 1 && !mandates.client.several) {
        return reply::page(StatusCode::UNPROCESSABLE_ENTITY, &mandates.choice_page(&request, true));
    }
    let now = mandates.scene.clock.now();
    match mandates.sessions.choose(&request.user_id, chosen, &request.redirect_uri, now) {
        Some(code) if mandates.scene.faults.is_on(Fault::MandatesNoCode) => {
            drop(code);
            mandates.return_with(&request, &[])
        }
        Some(code) => mandates.return_with(&request, &[("code", &code)]),
        None => expired(request.language),
    }
}

impl Mandates {
    /// Checks who asks, for whom and where to return; refuses with a page, never with a redirect.
    fn read(&self, fields: Fields) -> Result<Request, Box<Response>> {
        let language = Language::of(&fields);
        let refusal = |texts| Box::new(page::error(StatusCode::BAD_REQUEST, language, texts));
        if fields.first("client_id") != Some(&self.client.client_id) {
            return Err(refusal(["Tuntematon client_id.", "Okänt client_id.", "Unknown client_id."]));
        }
        let redirect_uri = fields.first("redirect_uri").unwrap_or_default();
        if !self.return_addresses.iter().any(|known| known == redirect_uri) {
            return Err(refusal([
                "Paluuosoitetta (redirect_uri) ei ole rekisteröity.",
                "Returadressen (redirect_uri) är inte registrerad.",
                "The return address (redirect_uri) is not registered.",
            ]));
        }
        if fields.first("response_type") != Some("code") {
            return Err(refusal(["Väärä response_type.", "Fel response_type.", "Wrong response_type."]));
        }
        let user_id = fields.first("user").unwrap_or_default();
        let Some(national_id) = self.sessions.national_id_of(user_id, self.scene.clock.now()) else {
            return Err(Box::new(expired(language)));
        };
        let (redirect_uri, user_id) = (redirect_uri.to_owned(), user_id.to_owned());
        Ok(Request { fields, language, redirect_uri, user_id, national_id })
    }

    fn choice_page(&self, request: &Request, nothing_was_chosen: bool) -> ChoicePage {
        let grounds = self.grounds(&request.national_id);
        let text = request.fields.first("search").unwrap_or_default();
        let search = (grounds.len() > SEARCH_ABOVE).then(|| text.to_owned());
        let wanted = text.to_lowercase();
        let rows = grounds
            .into_iter()
            .filter(|(organisation, _)| {
                organisation.business_id.contains(&wanted) || organisation.name.to_lowercase().contains(&wanted)
            })
            .map(|(organisation, roles)| Row {
                business_id: organisation.business_id,
                name: organisation.name,
                name_language: if organisation.speaks_swedish() { "sv" } else { "fi" },
                roles: roles.iter().map(|role| self.in_words(role, request.language)).collect::<Vec<_>>().join(", "),
                agents: self
                    .scene
                    .world
                    .agents_on(&request.national_id, organisation.number, self.scene.clock.today())
                    .iter()
                    .map(|agent| agent.name)
                    .collect::<Vec<_>>()
                    .join(", "),
            })
            .collect();
        let hidden: Vec<(&str, String)> = ["client_id", "response_type", "redirect_uri", "user", "state", "lang"]
            .into_iter()
            .filter_map(|name| request.fields.first(name).map(|value| (name, value.to_owned())))
            .collect();
        let language_query = reply::language_query(hidden.iter().map(|(name, value)| (*name, value.as_str())));
        ChoicePage {
            language: request.language,
            hidden,
            language_query,
            rows,
            several: self.client.several,
            search,
            nothing_was_chosen,
        }
    }

    /// A role code as it is, a theme by what it allows.
    fn in_words(&self, role: &str, language: Language) -> String {
        let text = if role == self.client.themes.deploy {
            language.pick(
                "valtuus: digitaalisten palvelujen käyttöönotto",
                "fullmakt: ibruktagande av digitala tjänster",
                "mandate: deployment of digital services",
            )
        } else if role == self.client.themes.privacy {
            language.pick(
                "valtuus: tietosuojaohjeiden katselu",
                "fullmakt: visning av dataskyddsanvisningar",
                "mandate: viewing of privacy instructions",
            )
        } else {
            role
        };
        text.to_owned()
    }

    fn cancelled(&self, request: &Request) -> Response {
        if self.scene.faults.is_on(Fault::MandatesCancelWithoutError) {
            return self.return_with(request, &[]);
        }
        self.return_with(request, &[("error", "access_denied"), ("error_description", "User cancelled")])
    }

    fn return_with(&self, request: &Request, fields: &[(&str, &str)]) -> Response {
        let mut fields = fields.to_vec();
        let is_wrong = self.scene.faults.is_on(Fault::MandatesWrongState);
        if let Some(state) = request.fields.first("state") {
            fields.push(("state", if is_wrong { "wrong-state" } else { state }));
        }
        match reply::address_with(&request.redirect_uri, &fields) {
            Some(address) => reply::redirect(StatusCode::FOUND, &address),
            None => expired(request.language),
        }
    }
}

fn expired(language: Language) -> Response {
    page::error(
        StatusCode::BAD_REQUEST,
        language,
        [
            "Istuntoa ei löydy tai se on vanhentunut. Palaa asiointipalveluun ja aloita uudelleen.",
            "Sessionen hittas inte eller har gått ut. Gå tillbaka till e-tjänsten och börja om.",
            "The session is unknown or has expired. Go back to the e-service and start again.",
        ],
    )
}
