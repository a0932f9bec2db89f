//! What every imitated service is given: the world, the switches, the time and its own address.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use crate::clock::Clock;
use crate::faults::{Fault, Faults};
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

    /// The 503 that a service gives when its fault is on: as from a server in front of it, without a body. A service
    /// that says it in words of its own has an answer of its own.
    ///
    /// How often it did stands on the page of the faults: so one sees how often a client asks a service that is down.
    pub(crate) fn outage(&self, fault: Fault) -> Option<Response> {
        self.faults.is_on(fault).then(|| {
            self.faults.hit(fault);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        })
    }
}
