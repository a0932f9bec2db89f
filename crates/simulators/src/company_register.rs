//! The company register: the open data of PRH and YTJ, version 3, under `/ytj`.
//!
//! Has no persons and no roles, like the real one. Codes whose meaning the client needs are explained by
//! `/ytj/description`.

use std::sync::Arc;

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::faults::Fault;
use crate::reply::{self, Fields};
use crate::scene::Scene;
use crate::world::{Form, Organisation};

/// How many companies a page has.
const PAGE_SIZE: usize = 100;

/// Entries in registers: code, Finnish, Swedish, English.
const REGISTERED: (&str, [&str; 3]) = ("1", ["Rekisterissä", "Registrerad", "Registered"]);
const NOT_REGISTERED: (&str, [&str; 3]) = ("0", ["Rekisteröimätön", "Oregistrerad", "Unregistered"]);

/// The addresses of the register.
pub(crate) fn routes(scene: Arc<Scene>) -> Router {
    Router::new().route("/ytj/companies", get(companies)).route("/ytj/description", get(description)).with_state(scene)
}

/// The outage or the limit that a fault asks for. The limit is told in plain text, without a form.
fn trouble(scene: &Scene) -> Option<Response> {
    let is_limited = scene.faults.is_on(Fault::CompanyRegisterLimit);
    scene.outage(Fault::CompanyRegisterDown).or_else(|| {
        is_limited.then(|| {
            scene.faults.hit(Fault::CompanyRegisterLimit);
            (StatusCode::TOO_MANY_REQUESTS, "Too many requests").into_response()
        })
    })
}

/// `GET /companies?businessId=` (or `name=`, `companyForm=`, `page=`)
async fn companies(State(scene): State<Arc<Scene>>, RawQuery(query): RawQuery) -> Response {
    scene.linger(Fault::CompanyRegisterSlow).await;
    if let Some(trouble) = trouble(&scene) {
        return trouble;
    }
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let (id, name) = (fields.first("businessId"), fields.first("name").map(str::to_lowercase));
    let form = fields.first("companyForm");
    if id.is_none() && name.is_none() && form.is_none() {
        return bad_request(&scene, "businessId, name or companyForm is needed");
    }
    if id.is_some_and(|id| !is_business_id_like(id)) {
        return bad_request(&scene, "businessId is not of the form 1234567-8");
    }
    let Ok(page) = fields.first("page").unwrap_or("1").parse::<usize>() else {
        return bad_request(&scene, "page is not a number");
    };
    let found: Vec<Value> = scene
        .world
        .organisations()
        .iter()
        .filter(|organisation| id.is_none_or(|id| id == organisation.business_id))
        .filter(|organisation| name.as_ref().is_none_or(|name| organisation.name.to_lowercase().contains(name)))
        .filter(|organisation| form.is_none_or(|form| organisation.form.letters() == Some(form)))
        .map(|organisation| company(&scene, organisation))
        .collect();
    let page: Vec<&Value> = found.iter().skip(page.saturating_sub(1) * PAGE_SIZE).take(PAGE_SIZE).collect();
    reply::json(StatusCode::OK, &json!({ "totalResults": found.len(), "companies": page }))
}

/// `GET /description?code=&lang=`: one code and its text on a line, with a tab between them.
async fn description(State(scene): State<Arc<Scene>>, RawQuery(query): RawQuery) -> Response {
    if let Some(trouble) = trouble(&scene) {
        return trouble;
    }
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let language = match fields.first("lang").unwrap_or("fi") {
        "fi" => 0,
        "sv" => 1,
        "en" => 2,
        _ => return bad_request(&scene, "lang is not fi, sv or en"),
    };
    let line = |(code, texts): (&str, [&str; 3])| format!("{code}\t{}\n", texts[language]);
    let text: String = match fields.first("code") {
        Some("YRMU") => Form::ALL.into_iter().map(|form| line(form.described())).collect(),
        // Read as register_type.
        Some("REK_KDI") => [("1_0", NOT_REGISTERED.1), ("1_1", REGISTERED.1), ("4_1", REGISTERED.1)].map(line).concat(),
        Some("TLAJI") => [
            ("1", ["Toiminimi", "Firma", "Company name"]),
            ("2", ["Rinnakkaistoiminimi", "Parallellfirma", "Parallel company name"]),
        ]
        .map(line)
        .concat(),
        Some("KIELI") => [
            ("1", ["suomi", "finska", "Finnish"]),
            ("2", ["ruotsi", "svenska", "Swedish"]),
            ("3", ["englanti", "engelska", "English"]),
        ]
        .map(line)
        .concat(),
        Some("STATUS3") => [("2", ["Aktiivinen", "Aktiv", "Active"])].map(line).concat(),
        _ => return bad_request(&scene, "code is not known"),
    };
    text.into_response()
}

fn company(scene: &Scene, organisation: &Organisation) -> Value {
    let id = organisation.business_id;
    let since = scene.world.shifted(organisation.since);
    let (form, form_texts) = organisation.form.described();
    let in_trade_register = organisation.form.is_in_trade_register();
    let entry = |(code, texts): (&str, [&str; 3]), register: &str, authority: &str| {
        json!({ "type": code, "descriptions": descriptions(texts), "registrationDate": since, "endDate": null,
            "register": register, "authority": authority })
    };
    let trade_register = if in_trade_register { REGISTERED } else { NOT_REGISTERED };
    json!({
        "businessId": { "value": id, "registrationDate": since, "source": "3" },
        "euId": { "value": format!("FIFPRO.{id}"), "source": "1" },
        "names": names(organisation, &since.to_string()),
        "companyForms": [{ "type": form, "descriptions": descriptions(form_texts), "registrationDate": since,
            "version": 1, "source": "1" }],
        "companySituations": [],
        "registeredEntries": [entry(trade_register, "1", "2"), entry(REGISTERED, "4", "1")],
        "addresses": [address(organisation, 1, &since.to_string()), address(organisation, 2, &since.to_string())],
        "tradeRegisterStatus": trade_register.0,
        "status": "2",
        "registrationDate": since,
        "endDate": null,
        "lastModified": format!("{}T03:00:00", scene.world.shifted(date(2026, 11, 20))),
    })
}

/// The registered name and, of the bilingual ones, the parallel name.
fn names(organisation: &Organisation, since: &str) -> Vec<Value> {
    let name = |name: &str, kind: &str| json!({ "name": name, "type": kind, "registrationDate": since, "endDate": null, "version": 1, "source": "1" });
    let mut names = vec![name(organisation.name, "1")];
    names.extend(organisation.parallel_name.map(|parallel| name(parallel, "2")));
    names
}

/// A visiting (1) or postal (2) address.
fn address(organisation: &Organisation, kind: u8, since: &str) -> Value {
    let (code, fi, sv) = organisation.municipality.described();
    let office = |city: &str, language: &str| json!({ "city": city.to_uppercase(), "languageCode": language, "municipalityCode": code });
    json!({ "type": kind, "street": organisation.street, "buildingNumber": organisation.building_number(),
        "postCode": "00000", "postOffices": [office(fi, "1"), office(sv, "2")], "registrationDate": since, "source": "0" })
}

fn descriptions(texts: [&str; 3]) -> Vec<Value> {
    let numbered = ["1", "2", "3"].into_iter().zip(texts);
    numbered.map(|(code, text)| json!({ "languageCode": code, "description": text })).collect()
}

fn is_business_id_like(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9 && bytes[7] == b'-' && bytes.iter().enumerate().all(|(at, byte)| at == 7 || byte.is_ascii_digit())
}

fn bad_request(scene: &Scene, message: &str) -> Response {
    let body = json!({ "timestamp": scene.clock.now(), "message": message, "errorcode": 400 });
    reply::json(StatusCode::BAD_REQUEST, &body)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use crate::testing;

    #[tokio::test]
    async fn a_company_is_found_by_its_business_id() {
        let stage = testing::stage(date(2026, 11, 21));
        let answer = stage.get("/ytj/companies?businessId=9900101-0").await.json();
        assert_eq!(answer["totalResults"], 1);
        let company = &answer["companies"][0];
        assert_eq!(company["businessId"]["value"], "9900101-0");
        assert_eq!(company["names"][1]["name"], "Granstrands välfärdsområde");
        assert_eq!(company["companyForms"][0]["descriptions"][1]["description"], "Välfärdsområde");
        assert_eq!(company["addresses"][0]["type"], 1, "the type of an address is a number");
    }

    #[tokio::test]
    async fn an_unknown_id_is_an_empty_list_and_a_malformed_one_is_refused() {
        let stage = testing::stage(date(2026, 11, 21));
        let unknown = stage.get("/ytj/companies?businessId=9000001-1").await;
        assert_eq!((unknown.status, unknown.json()), (200, json!({ "totalResults": 0, "companies": [] })));
        assert_eq!(stage.get("/ytj/companies?businessId=9000001").await.status, 400);
    }

    #[tokio::test]
    async fn the_forms_are_explained_in_three_languages() {
        let stage = testing::stage(date(2026, 11, 21));
        for (language, expected) in [("fi", "16\tOsakeyhtiö"), ("sv", "16\tAktiebolag"), ("en", "16\tLimited company")]
        {
            let text = stage.get(&format!("/ytj/description?code=YRMU&lang={language}")).await.body;
            assert!(text.lines().any(|line| line == expected), "{text}");
        }
    }

    #[tokio::test]
    async fn a_form_is_asked_for_by_its_letters_and_answered_by_its_number() {
        let stage = testing::stage(date(2026, 11, 21));
        let answer = stage.get("/ytj/companies?companyForm=KY").await.json();
        let companies = answer["companies"].as_array().expect("an array");
        assert!(!companies.is_empty() && companies.iter().all(|company| company["companyForms"][0]["type"] == "13"));
        assert_eq!(stage.get("/ytj/companies?companyForm=13").await.json()["totalResults"], 0);
        assert_eq!(stage.get("/ytj/companies").await.status, 400);
    }

    #[tokio::test]
    async fn the_register_limits_questions_when_told_to() {
        let stage = testing::stage(date(2026, 11, 21));
        stage.turn_on("company_register_limit");
        let limited = stage.get("/ytj/companies?businessId=9900101-0").await;
        assert_eq!((limited.status, limited.body.as_str()), (429, "Too many requests"), "plain text, no JSON");
        stage.turn_off("company_register_limit");
        assert_eq!(stage.get("/ytj/companies?businessId=9900101-0").await.status, 200);
    }

    #[tokio::test]
    async fn the_register_fails_when_told_to() {
        let stage = testing::stage(date(2026, 11, 21));
        stage.turn_on("company_register_down");
        let down = stage.get("/ytj/companies?businessId=9900101-0").await;
        assert_eq!((down.status, down.body.as_str()), (503, ""), "not in the words of another service");
    }
}
