//! The National Code Server: the register of social and health care organisations and that of independent practitioners.
//!
//! Answers under `/codeserver/csapi/v6` in the shape of the REST API 6.1, read only. Register texts are in one language,
//! as in the real registers. Without `validOn` a list holds entries of every validity, and a look-up by id answers the
//! entry valid today, else the newest.

mod entries;
mod query;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::json;

use crate::faults::Fault;
use crate::reply::{self, Fields};
use crate::scene::Scene;
use entries::Register;
use query::{Invalid, Query};

/// The addresses of the service.
pub(crate) fn routes(scene: Arc<Scene>) -> Router {
    let base = "/codeserver/csapi/v6/classifications/{classification}";
    Router::new()
        .route(&format!("{base}/conceptcodes"), get(list))
        .route(&format!("{base}/conceptcodes/{{concept}}"), get(load))
        .route(&format!("{base}/versions/{{version}}/conceptcodes"), get(list_of_version))
        .route(&format!("{base}/versions/{{version}}/conceptcodes/{{concept}}"), get(load_of_version))
        .with_state(scene)
}

async fn list(State(scene): State<Arc<Scene>>, Path(id): Path<String>, RawQuery(query): RawQuery) -> Response {
    answer_list(&scene, &id, None, query).await
}

async fn list_of_version(
    State(scene): State<Arc<Scene>>,
    Path((id, version)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    answer_list(&scene, &id, Some(&version), query).await
}

async fn load(
    State(scene): State<Arc<Scene>>,
    Path((id, concept)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    answer_one(&scene, (&id, None), &concept, query).await
}

async fn load_of_version(
    State(scene): State<Arc<Scene>>,
    Path((id, version, concept)): Path<(String, String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    answer_one(&scene, (&id, Some(&version)), &concept, query).await
}

/// The register and what is asked of it; the answer when there is trouble or no such register, or the question is wrong.
async fn asked(
    scene: &Scene,
    (id, version): (&str, Option<&str>),
    query: Option<String>,
) -> Result<(Register, Query), Response> {
    if let Some(trouble) = trouble(scene).await {
        return Err(trouble);
    }
    let register = Register::find(id, version).ok_or_else(|| not_found("classificationId", id))?;
    let query = Query::read(&Fields::read(query.unwrap_or_default().as_bytes()));
    Ok((register, query.map_err(|invalid| bad_request(&invalid))?))
}

async fn answer_list(scene: &Scene, id: &str, version: Option<&str>, query: Option<String>) -> Response {
    let (register, query) = match asked(scene, (id, version), query).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let mut entries = register.entries(scene);
    entries.retain(|entry| query.wants(entry));
    query.sort(&mut entries);
    let total = entries.len();
    let page: Vec<_> = entries.into_iter().skip((query.page - 1) * query.page_size).take(query.page_size).collect();
    if page.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let answer = json!({
        "conceptCodes": page, "page": query.page, "pageSize": query.page_size,
        "totalItems": total, "totalPages": total.div_ceil(query.page_size),
    });
    reply::json(StatusCode::OK, &answer)
}

async fn answer_one(
    scene: &Scene,
    (id, version): (&str, Option<&str>),
    concept: &str,
    query: Option<String>,
) -> Response {
    let (register, query) = match asked(scene, (id, version), query).await {
        Ok(asked) => asked,
        Err(answer) => return answer,
    };
    let mut entries = register.entries(scene);
    entries.retain(|entry| entry.concept_code_id == concept && query.wants(entry));
    entries.sort_by_key(|entry| entry.begin_date);
    let today = scene.clock.today();
    let valid = entries.iter().position(|entry| entry.is_valid_on(today));
    match valid.or(entries.len().checked_sub(1)) {
        Some(index) => reply::json(StatusCode::OK, &entries[index]),
        None => not_found("conceptCodeId", concept),
    }
}

async fn trouble(scene: &Scene) -> Option<Response> {
    scene.linger(Fault::CodeServiceSlow).await;
    if scene.faults.is_on(Fault::CodeServiceMalformed) {
        return Some(reply::malformed_json());
    }
    let is_down = scene.faults.is_on(Fault::CodeServiceDown);
    is_down.then(|| {
        scene.faults.hit(Fault::CodeServiceDown);
        error(StatusCode::SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", "Service unavailable", &json!([]))
    })
}

fn not_found(field: &str, value: &str) -> Response {
    let details = json!([{ "field": field, "value": value, "issue": "not found", "location": "path" }]);
    error(StatusCode::NOT_FOUND, "NOT_FOUND", "The resource was not found", &details)
}

fn bad_request(invalid: &Invalid) -> Response {
    let details =
        json!([{ "field": invalid.field, "value": invalid.value, "issue": invalid.issue, "location": "query" }]);
    error(StatusCode::BAD_REQUEST, "VALIDATION_ERROR", "A parameter is not valid", &details)
}

fn error(status: StatusCode, name: &str, message: &str, details: &serde_json::Value) -> Response {
    let debug_id = crate::clock::random_id();
    reply::json(status, &json!({ "name": name, "debug_id": debug_id, "message": message, "details": details }))
}
