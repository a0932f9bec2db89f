//! The front page, which lists everything there is, and the page of the fault switches.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::faults::{Faults, Switch};
use crate::officers::{OFFICERS, Officer};
use crate::page::{self, Language};
use crate::people::{Identity, People, Person};
use crate::reply::{self, Fields};
use crate::scene::Scene;
use crate::world::Organisation;

#[derive(Template)]
#[template(path = "pages/front.html")]
struct FrontPage<'a> {
    language: Language,
    /// Each person with the numbers of the organisations to which there is a tie.
    people: Vec<(&'static Person, Vec<String>)>,
    organisations: &'a [Organisation],
    officers: &'a [Officer],
    /// Names of the faults that are on.
    faults: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/faults.html")]
struct FaultsPage {
    language: Language,
    switches: Vec<Switch>,
}

/// A switch to be turned, as JSON.
#[derive(Deserialize)]
struct Turn {
    name: String,
    on: bool,
}

/// The addresses of these pages.
pub(crate) fn routes(scene: Arc<Scene>) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/people.json", get(people_json))
        .route("/style.css", get(page::style))
        .route("/faults", get(faults).post(turn))
        .route("/faults.json", get(faults_json).post(turn))
        .with_state(scene)
}

async fn front(State(scene): State<Arc<Scene>>, RawQuery(query): RawQuery) -> Response {
    let language = Language::of(&Fields::read(query.unwrap_or_default().as_bytes()));
    let on = scene.faults.list().into_iter().filter(|switch| switch.on);
    let people = People.list().iter().map(|person| {
        let organisations = scene.world.organisations_ever(person.national_id);
        (person, organisations.map(|number| format!("#{number}")).collect())
    });
    let people = people.collect();
    let front = FrontPage {
        language,
        people,
        organisations: scene.world.organisations(),
        officers: &OFFICERS,
        faults: on.map(|switch| switch.name).collect(),
    };
    reply::page(StatusCode::OK, &front)
}

/// The named people and what a sign-in as each shows, for the development command.
async fn people_json() -> Response {
    let people = People.list().iter().map(|person| {
        let shows = person.shows;
        json!({
            "name": Identity::from(person).display_name(),
            "national_id": person.national_id,
            "shows": { "fi": shows.fi, "sv": shows.sv, "en": shows.en },
        })
    });
    reply::json(StatusCode::OK, &people.collect::<Value>())
}

async fn faults(State(scene): State<Arc<Scene>>, RawQuery(query): RawQuery) -> Response {
    let language = Language::of(&Fields::read(query.unwrap_or_default().as_bytes()));
    reply::page(StatusCode::OK, &FaultsPage { language, switches: scene.faults.list() })
}

async fn faults_json(State(scene): State<Arc<Scene>>) -> Response {
    reply::json(StatusCode::OK, &listed(&scene.faults))
}

/// `POST /faults`: `name` and `on`, as a form (answered with the page) or as JSON (answered with the list).
async fn turn(State(scene): State<Arc<Scene>>, headers: HeaderMap, body: String) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_json = kind.starts_with("application/json");
    let fields = if is_json { Fields::default() } else { Fields::read(body.as_bytes()) };
    let wanted = if is_json {
        serde_json::from_str(&body).ok()
    } else {
        fields.first("name").map(|name| Turn { name: name.to_owned(), on: is_on(fields.first("on")) })
    };
    let Some(wanted) = wanted else {
        return reply::json(StatusCode::BAD_REQUEST, &json!({ "error": "name and on are needed" }));
    };
    if !scene.faults.turn(&wanted.name, wanted.on) {
        return reply::json(StatusCode::NOT_FOUND, &json!({ "error": "no such fault" }));
    }
    if is_json {
        return reply::json(StatusCode::OK, &listed(&scene.faults));
    }
    reply::go_to(&format!("/faults?lang={}", Language::of(&fields).code()))
}

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("true" | "on" | "1"))
}

fn listed(faults: &Faults) -> Vec<Value> {
    let row = |switch: Switch| {
        let [fi, sv, en] = switch.description;
        json!({ "name": switch.name, "on": switch.on, "description": { "fi": fi, "sv": sv, "en": en } })
    };
    faults.list().into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::testing;

    #[tokio::test]
    async fn the_front_page_lists_everything_in_three_languages() {
        let stage = testing::stage(date(2026, 11, 21));
        for (language, heading) in [("fi", "Simulaattorit"), ("sv", "Simulatorer"), ("en", "Simulators")] {
            let page = stage.get(&format!("/?lang={language}")).await;
            assert!(page.body.contains(&format!("<html lang=\"{language}\">")));
            assert!(page.body.contains(&format!("<h1>{heading}</h1>")), "{}", page.body);
            for expected in ["150668-917M", "Rantapolun Lääkäriasema Oy", "9900240-0", "vilma", "/mail", "/faults"] {
                assert!(page.body.contains(expected), "{expected}");
            }
        }
        let style = stage.get("/style.css").await;
        assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
    }

    #[tokio::test]
    async fn each_page_has_its_language() {
        let stage = testing::stage(date(2026, 11, 21));
        for (path, headings) in [
            ("/", ["Simulaattorit", "Simulatorer", "Simulators"]),
            ("/faults", ["Viat", "Fel", "Faults"]),
            ("/mail", ["Postilaatikko", "Postlåda", "Mailbox"]),
        ] {
            for (language, heading) in ["fi", "sv", "en"].into_iter().zip(headings) {
                let page = stage.get(&format!("{path}?lang={language}")).await.body;
                assert!(page.contains(&format!("<html lang=\"{language}\">")), "{path}: {page}");
                assert!(page.contains(&format!("<h1>{heading}</h1>")), "{path}: {page}");
            }
        }
    }

    #[tokio::test]
    async fn a_switch_is_turned_by_form_and_by_json() {
        let stage = testing::stage(date(2026, 11, 21));
        let is_on = async || {
            let list = stage.get("/faults.json").await.json();
            let row =
                list.as_array().expect("a list").iter().find(|row| row["name"] == "mandates_down").expect("known");
            row["on"].as_bool().expect("a boolean")
        };
        assert!(!is_on().await);
        let turned = stage.post("/faults", "name=mandates_down&on=true&lang=sv").await;
        assert_eq!((turned.status, turned.header("location")), (303, "/faults?lang=sv"));
        assert!(is_on().await);
        let page = stage.get("/faults?lang=en").await.body;
        assert!(page.contains("Mandates answer 503."), "{page}");
        let answer = stage.post_json("/faults", "{\"name\":\"mandates_down\",\"on\":false}").await;
        assert_eq!(answer.status, 200);
        assert!(!is_on().await);
        assert_eq!(stage.post("/faults", "name=no_such&on=true").await.status, 404);
        assert_eq!(stage.post_json("/faults", "{}").await.status, 400);
    }
}
