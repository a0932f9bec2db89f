//! chromedriver, and the browsers that it opens for one world.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use axum::http::Method;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use super::children::Running;
use super::tools::Tools;
use super::{Language, Look};

/// A running chromedriver.
pub struct Driver {
    port: u16,
    _process: Running,
}

/// One open browser; it is closed when this goes.
pub struct Session {
    pub client: Client,
    id: String,
    port: u16,
}

impl Driver {
    pub fn start(tools: &Tools, data: &Path, port: u16) -> Self {
        let log = data.join("chromedriver.log");
        let mut process = Running::start(Command::new(&tools.chromedriver).arg(format!("--port={port}")), &log);
        process.wait_for("started successfully on port ");
        Self { port, _process: process }
    }

    /// Opens a browser that knows nothing yet and speaks `language`; its profile is the empty folder `profile`.
    pub async fn open(&self, tools: &Tools, profile: &Path, language: Language, look: Look) -> Session {
        let capabilities = capabilities(tools, profile, language, look);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", self.port)).await;
        let client = client.expect("a browser opens");
        let id = client.session_id().await.expect("the driver answers").expect("a session has a name");
        Session { client, id, port: self.port }
    }
}

impl Session {
    /// A command to the browser's own protocol, which the driver hands on.
    pub async fn tell(&self, command: &str, parameters: Value) {
        let told = Tell(json!({ "cmd": command, "params": parameters }));
        self.client.issue_cmd(told).await.unwrap_or_else(|error| panic!("{command}: {error}"));
    }
}

/// The driver's extension of the `WebDriver` protocol for such commands.
#[derive(Debug)]
struct Tell(Value);

impl WebDriverCompatibleCommand for Tell {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}

fn capabilities(tools: &Tools, profile: &Path, language: Language, look: Look) -> Capabilities {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        // A process for each page, and pages kept for the way back, cost more than all that a page does.
        "--process-per-site".to_owned(),
        "--disable-back-forward-cache".to_owned(),
        "--window-size=1280,1000".to_owned(),
        format!("--user-data-dir={}", profile.display()),
    ];
    if rustix::process::geteuid().is_root() {
        // Chromium refuses to run its sandbox as root; every page it opens here is our own.
        arguments.push("--no-sandbox".to_owned());
    }
    if !look.scroll_bars {
        arguments.push("--hide-scrollbars".to_owned());
    }
    let scripts = if look.scripts { 1 } else { 2 };
    let mut options = json!({
        "binary": tools.chromium,
        "args": arguments,
        "prefs": {
            "intl.accept_languages": language.code(),
            "profile.managed_default_content_settings.javascript": scripts,
        },
    });
    if look.width < 500 {
        let metrics = json!({ "width": look.width, "height": 800, "pixelRatio": 1, "touch": false, "mobile": false });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    let wanted = json!({
        "browserName": "chrome",
        "unhandledPromptBehavior": "accept",
        "goog:chromeOptions": options,
    });
    let Value::Object(wanted) = wanted else { unreachable!("written as an object above") };
    wanted.into_iter().collect()
}

impl Drop for Session {
    /// Asks the driver to close the browser. A drop cannot wait for a future, so the request is written by hand.
    fn drop(&mut self) {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return };
        // A driver that no longer answers is ended a moment later anyway.
        let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
        let request = format!(
            "DELETE /session/{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.id, self.port
        );
        let _ = stream.write_all(request.as_bytes());
        let _ = stream.read(&mut [0; 512]);
    }
}
