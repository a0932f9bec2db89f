//! How long one request may take. How many connections there may be at once stands in `server`.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Failure;

/// The longest time for one request, the reading of its body included. Outgoing calls have shorter ones of their own.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(30);

/// Ends a request that takes too long; the answer becomes a page in `dress`.
pub async fn limits(request: Request, next: Next) -> Response {
    within(REQUEST_TIME, next.run(request)).await
}

async fn within(time: Duration, answering: impl Future<Output = Response>) -> Response {
    tokio::time::timeout(time, answering).await.unwrap_or_else(|_| Failure::TooSlow.into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn whoever_waits_too_long_is_told_that_the_service_was_slow() {
        let answered = within(REQUEST_TIME, async { StatusCode::OK.into_response() }).await;
        assert_eq!(answered.status(), StatusCode::OK);
        let late = within(Duration::ZERO, std::future::pending()).await;
        assert_eq!(late.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
}
