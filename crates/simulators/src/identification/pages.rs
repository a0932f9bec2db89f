//! The pages of the identity provider, in three languages, and their answers.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderValue, StatusCode, header};

use super::problem::Problem;
use super::response::{Attribute, LOA2, LOA3, TEST_TOKEN};
use crate::people::{Language, Person};

/// What every page needs: its language, and the key of the flow it belongs to (empty when there is none).
pub(super) struct Frame<'a> {
    pub(super) language: Language,
    pub(super) flow: &'a str,
}

impl Frame<'_> {
    /// The text in the language of the page.
    fn say<'t>(&self, fi: &'t str, sv: &'t str, en: &'t str) -> &'t str {
        match self.language {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
    }

    fn is(&self, code: &str) -> bool {
        self.language.code() == code
    }
}

/// A choice on the first page: a context class of the select, or a tile.
struct Class {
    address: &'static str,
    label: &'static str,
    is_default: bool,
}

struct Tile {
    name: &'static str,
    label: &'static str,
}

#[derive(Template)]
#[template(path = "identification/discovery.html")]
struct Discovery<'a> {
    frame: Frame<'a>,
    service: &'a str,
    classes: Vec<Class>,
    tiles: Vec<Tile>,
    people: &'a [Person],
    has_error: bool,
}

/// The first page: how to identify oneself, and as whom.
pub(super) fn discovery(
    frame: Frame,
    service: &str,
    allowed: &[&'static str],
    people: &[Person],
    has_error: bool,
) -> Response {
    let label = |class: &str| match class {
        LOA2 => frame.say("Korotettu (loa2)", "Väsentlig (loa2)", "Substantial (loa2)"),
        LOA3 => frame.say("Korkea (loa3)", "Hög (loa3)", "High (loa3)"),
        _ => frame.say("Testitunnistaja (.999)", "Testidentifiering (.999)", "Test identification (.999)"),
    };
    let default = if allowed.contains(&LOA2) { LOA2 } else { allowed.first().copied().unwrap_or(LOA2) };
    let class = |address: &&'static str| Class { address, label: label(address), is_default: *address == default };
    let classes = allowed.iter().map(class).collect();
    let tiles = TILES
        .iter()
        .filter(|(_, class)| allowed.contains(class))
        .map(|(name, _)| Tile { name, label: tile_label(&frame, name) })
        .collect();
    let status = if has_error { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    page(status, &Discovery { frame, service, classes, tiles, people, has_error })
}

/// The tiles with the context class each leads to.
const TILES: &[(&str, &str)] = &[("bank", LOA2), ("mobile", LOA2), ("card", LOA3), ("test", TEST_TOKEN)];

/// The context class that a tile leads to.
pub(super) fn class_of_tile(tile: &str) -> Option<&'static str> {
    TILES.iter().find(|(name, _)| *name == tile).map(|(_, class)| *class)
}

fn tile_label(frame: &Frame, name: &str) -> &'static str {
    match name {
        "bank" => frame.say("Pankkitunnus", "Bankkoder", "Online banking codes"),
        "mobile" => frame.say("Mobiilivarmenne", "Mobilcertifikat", "Mobile certificate"),
        "card" => frame.say("Varmennekortti", "Certifikatkort", "Certificate card"),
        _ => frame.say("Testitunnistaja", "Testidentifiering", "Test identification"),
    }
}

struct Row {
    label: &'static str,
    value: String,
}

#[derive(Template)]
#[template(path = "identification/data.html")]
struct Data<'a> {
    frame: Frame<'a>,
    service: &'a str,
    rows: Vec<Row>,
}

/// The second page: which data go to the service.
pub(super) fn data(frame: Frame, service: &str, attributes: Vec<Attribute>) -> Response {
    let yes = frame.say("Kyllä", "Ja", "Yes");
    let rows = attributes
        .into_iter()
        .map(|attribute| Row {
            label: attribute_label(&frame, attribute.friendly_name),
            value: if attribute.friendly_name.is_empty() { yes.to_owned() } else { attribute.value },
        })
        .collect();
    page(StatusCode::OK, &Data { frame, service, rows })
}

fn attribute_label(frame: &Frame, friendly_name: &str) -> &'static str {
    match friendly_name {
        "nationalIdentificationNumber" => frame.say("Henkilötunnus", "Personbeteckning", "Personal identity code"),
        "sn" => frame.say("Sukunimi", "Efternamn", "Family name"),
        "givenName" => frame.say("Kutsumanimi", "Tilltalsnamn", "Calling name"),
        "displayName" => frame.say("Koko nimi", "Fullständigt namn", "Full name"),
        "cn" => frame.say("Suku- ja etunimet", "Efternamn och förnamn", "Family name and first names"),
        "FirstName" => frame.say("Kaikki etunimet", "Alla förnamn", "All first names"),
        _ => frame.say(
            "Tiedot tarkistettu väestötietojärjestelmästä",
            "Uppgifterna kontrollerade i befolkningsdatasystemet",
            "Checked against the Population Information System",
        ),
    }
}

#[derive(Template)]
#[template(path = "identification/post.html")]
struct Post<'a> {
    frame: Frame<'a>,
    address: &'a str,
    kind: &'a str,
    message: String,
    relay_state: Option<&'a str>,
}

/// The page that carries a message to the service by the POST binding.
pub(super) fn post(language: Language, address: &str, kind: &str, xml: &str, relay_state: Option<&str>) -> Response {
    let frame = Frame { language, flow: "" };
    page(StatusCode::OK, &Post { frame, address, kind, message: STANDARD.encode(xml), relay_state })
}

#[derive(Template)]
#[template(path = "identification/logout.html")]
struct Logout<'a> {
    frame: Frame<'a>,
    service: &'a str,
    /// Key and name of each other service.
    others: &'a [(String, String)],
}

/// The page that tells that the session has ended, and that asks the other services to end theirs.
pub(super) fn logout(frame: Frame, service: &str, others: &[(String, String)]) -> Response {
    page(StatusCode::OK, &Logout { frame, service, others })
}

#[derive(Template)]
#[template(path = "identification/logout_frame.html")]
struct LogoutFrame<'a> {
    frame: Frame<'a>,
    service: &'a str,
    has_ended: bool,
}

/// What a frame of that page shows when its service has answered.
pub(super) fn logout_frame(language: Language, service: &str, has_ended: bool) -> Response {
    page(StatusCode::OK, &LogoutFrame { frame: Frame { language, flow: "" }, service, has_ended })
}

#[derive(Template)]
#[template(path = "identification/problem.html")]
struct ProblemPage<'a> {
    frame: Frame<'a>,
    sentence: &'a str,
    name: &'a str,
}

/// The error page, as the real service shows it in place of an answer.
pub(super) fn problem(problem: Problem, language: Language) -> Response {
    let frame = Frame { language, flow: "" };
    page(problem.status(), &ProblemPage { frame, sentence: problem.sentence(language), name: problem.name() })
}

fn page(status: StatusCode, template: &impl Template) -> Response {
    let Ok(html) = template.render() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, Html(html)).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
