//! What every imitated service is given: the world, the switches, the time and its own address.

use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::clock::Clock;
use crate::faults::{Fault, Faults};
use crate::reply;
use crate::world::World;

/// What every imitated service is given.
pub struct Scene {
    pub(crate) world: World,
    pub(crate) faults: Arc<Faults>,
    pub(crate) clock: Clock,
    /// The address under which others reach the program, without a slash at the end.
    pub(crate) base_url: String,
    /// How long an answer takes when a `…_slow` fault is on.
    pub(crate) slow_answer: Duration,
}

impl Scene {
    /// Waits when the fault is on.
    pub(crate) async fn linger(&self, fault: Fault) {
        if self.faults.is_on(fault) {
            tokio::time::sleep(self.slow_answer).await;
        }
    }

    /// The 503 that a service gives when its fault is on.
    pub(crate) fn outage(&self, fault: Fault) -> Option<Response> {
        self.faults.is_on(fault).then(|| {
            let body = serde_json::json!({ "errorMessage": "Service unavailable", "errorCode": 199 });
            let mut response = reply::json(StatusCode::SERVICE_UNAVAILABLE, &body);
            let name = HeaderName::from_static("x-rova-errormessage-included");
            response.headers_mut().insert(name, HeaderValue::from_static("true"));
            response
        })
    }
}
