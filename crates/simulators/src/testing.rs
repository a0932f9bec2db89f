//! A whole world in memory for the tests, with a clock that they turn.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tower::ServiceExt as _;

use crate::House;
use crate::clock::Clock;
use crate::config::Config;
use crate::mailbox::Mailbox;
use crate::scene::Scene;

/// The whole program but for its listeners.
pub(crate) struct Stage {
    pub(crate) scene: Arc<Scene>,
    pub(crate) mailbox: Arc<Mailbox>,
    pub(crate) directory: PathBuf,
    router: Router,
    seconds: Arc<AtomicI64>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HashMap<String, String>,
    pub(crate) body: String,
}

/// A first start at noon UTC of the day.
pub(crate) fn stage(day: Date) -> Stage {
    let noon = day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).expect("a day").timestamp();
    let seconds = Arc::new(AtomicI64::new(noon.as_second()));
    let told = Arc::clone(&seconds);
    let clock = Clock::new(move || Timestamp::from_second(told.load(Ordering::Relaxed)).expect("in range"));
    let directory = std::env::temp_dir().join(format!("simulators-{}", crate::clock::random_id()));
    let config = Config { data_directory: directory.clone(), slow_answer_seconds: 0, ..Config::default() };
    let house = House::open(config, clock, "http://127.0.0.1:8090", None).expect("opens");
    Stage { scene: house.scene, mailbox: house.mailbox, directory, router: house.router, seconds }
}

impl Drop for Stage {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.directory).ok();
    }
}

impl Stage {
    pub(crate) fn now(&self) -> Timestamp {
        self.scene.clock.now()
    }

    /// Lets time pass.
    pub(crate) fn wait(&self, duration: SignedDuration) {
        self.seconds.fetch_add(duration.as_secs(), Ordering::Relaxed);
    }

    pub(crate) fn turn_on(&self, fault: &str) {
        assert!(self.scene.faults.turn(fault, true), "{fault}");
    }

    pub(crate) fn turn_off(&self, fault: &str) {
        assert!(self.scene.faults.turn(fault, false), "{fault}");
    }

    pub(crate) async fn get(&self, target: &str) -> Answer {
        self.send(Request::get(target), String::new()).await
    }

    pub(crate) async fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers.iter().fold(Request::get(target), |request, (name, value)| request.header(*name, *value));
        self.send(request, String::new()).await
    }

    pub(crate) async fn post(&self, target: &str, form: &str) -> Answer {
        self.post_with(target, form, &[]).await
    }

    pub(crate) async fn post_with(&self, target: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
        let request = Request::post(target).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        self.send(request, form.to_owned()).await
    }

    pub(crate) async fn post_json(&self, target: &str, json: &str) -> Answer {
        self.send(Request::post(target).header(header::CONTENT_TYPE, "application/json"), json.to_owned()).await
    }

    pub(crate) async fn delete(&self, target: &str) -> Answer {
        self.send(Request::delete(target), String::new()).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("never fails");
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let (headers, status) = (headers.collect(), response.status().as_u16());
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, headers, body: String::from_utf8(body.to_vec()).expect("text") }
    }
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The fields of the address that a redirect leads to; panics when it is no redirect to the place.
    pub(crate) fn returned_to(&self, place: &str) -> HashMap<String, String> {
        assert_eq!(self.status, StatusCode::FOUND.as_u16(), "{}", self.body);
        let address = url::Url::parse(self.header("location")).expect("an address");
        assert_eq!(address.as_str().split('?').next(), Some(place));
        address.query_pairs().into_owned().collect()
    }
}
