//! How long one request may take. How many connections there may be at once stands in `server`.

use std::time::Duration;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// The longest time for one request, the reading of its body included. Outgoing calls have shorter ones of their own.
const REQUEST_TIME: Duration = Duration::from_secs(30);

/// Ends a request that takes too long; the answer becomes a page in `dress`.
pub async fn limits(request: Request, next: Next) -> Response {
    match tokio::time::timeout(REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}
