//! The outside world on loopback for tests that need it: the simulators in this process, with the clock of the portal.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use db::testing::Scratch;
use tokio::sync::oneshot;

use crate::kernel::Clock;
use crate::testing::{NOON, World, between};

/// Fills a folder with one of the identity provider's sets of keys. Making them takes longer than most tests, so a set is
/// made once for this machine.
pub fn provider_keys(set: &str, folder: &Path) {
    static MAKING: Mutex<()> = Mutex::new(());
    let _turn = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    let shared = std::env::temp_dir().join(format!("ekstranet-test-keys-{set}"));
    if !shared.exists() {
        let making = std::env::temp_dir().join(format!("ekstranet-test-keys-{set}-{}", std::process::id()));
        let settings = simulators::identification::Settings {
            base_url: "http://127.0.0.1:9".to_string(),
            data_directory: making.clone(),
            sp_metadata: String::new(),
            clock: Arc::new(|| jiff::Timestamp::from_millisecond(NOON.milliseconds()).expect("a time")),
        };
        drop(simulators::identification::Identification::new(settings).expect("keys are made"));
        // Another process may have been quicker; its set is as good.
        if std::fs::rename(&making, &shared).is_err() {
            let _ = std::fs::remove_dir_all(&making);
        }
    }
    std::fs::create_dir_all(folder).expect("the folder is made");
    for file in std::fs::read_dir(&shared).expect("the keys are there") {
        let path = file.expect("a file").path();
        if path.extension().is_some_and(|kind| kind == "key" || kind == "crt") {
            std::fs::copy(&path, folder.join(path.file_name().expect("a name"))).expect("copied");
        }
    }
}

/// The simulators and a portal that knows their addresses.
pub struct Outside {
    pub world: World,
    base_url: String,
    folder: PathBuf,
    end: Option<oneshot::Sender<()>>,
}

impl Outside {
    pub async fn new(scratch: &Scratch) -> Self {
        Self::with(scratch, |_| {}).await
    }

    /// The same with another configuration of the portal.
    pub async fn with(scratch: &Scratch, change: impl FnOnce(&mut crate::config::Config)) -> Self {
        let slow_answer_seconds = simulators::config::Config::default().slow_answer_seconds;
        Self::with_slow_answers_of(slow_answer_seconds, scratch, change).await
    }

    /// The same where an answer takes so many seconds when a switch makes it slow.
    pub async fn with_slow_answers_of(
        slow_answer_seconds: u64,
        scratch: &Scratch,
        change: impl FnOnce(&mut crate::config::Config),
    ) -> Self {
        let folder = std::env::temp_dir().join(format!("ekstranet-outside-{}-{scratch:p}", std::process::id()));
        provider_keys("one", &folder);
        let config = simulators::config::Config {
            listen: ([127, 0, 0, 1], 0).into(),
            smtp_listen: ([127, 0, 0, 1], 0).into(),
            data_directory: folder.clone(),
            slow_answer_seconds,
            ..simulators::config::Config::default()
        };
        let mandates = config.mandates.clone();
        let officers = config.officers.clone();
        let portal_clock: Arc<OnceLock<Clock>> = Arc::default();
        let told = portal_clock.clone();
        let clock = simulators::clock::Clock::new(move || {
            let now = told.get().map_or(NOON, Clock::now);
            jiff::Timestamp::from_millisecond(now.milliseconds()).expect("a time")
        });
        let (ready, addresses) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let serving = simulators::serve(config, clock, |addresses| drop(ready.send(addresses.clone())), async move {
            drop(ended.await);
        });
        tokio::spawn(async move {
            serving.await.expect("the simulators serve");
        });
        let base_url = addresses.await.expect("the simulators are ready").base_url;
        let world = World::with(scratch, |config| {
            config.mandates.base_url = format!("{base_url}/mandates");
            config.mandates.client_id.clone_from(&mandates.client_id);
            config.mandates.themes.deploy = vec![mandates.themes.deploy.clone()];
            config.mandates.themes.privacy = vec![mandates.themes.privacy.clone()];
            std::fs::write(&config.mandates.api_key_file, &mandates.api_key).expect("written");
            std::fs::write(&config.mandates.oauth_password_file, &mandates.oauth_password).expect("written");
            config.officers.issuer = format!("{base_url}/officers");
            config.officers.client_id.clone_from(&officers.client_id);
            std::fs::write(&config.officers.client_secret_file, &officers.client_secret).expect("written");
            config.registers.company_register_url = format!("{base_url}/ytj");
            config.registers.pharmacy_register_url = format!("{base_url}/pharmacies");
            config.registers.code_service_url = format!("{base_url}/codeserver/csapi");
            config.identification.idp_metadata = folder.join("idp-metadata.xml").display().to_string();
            change(config);
        });
        let _ = portal_clock.set(world.app.clock.clone());
        Self { world, base_url, folder, end: Some(end) }
    }

    /// Turns a fault on or off.
    pub async fn fault(&self, name: &str, on: bool) {
        let form = [("name", name), ("on", if on { "true" } else { "false" })];
        let answer = self.world.app.http.post(format!("{}/faults", self.base_url)).form(&form).send().await;
        assert!(answer.expect("an answer").status().is_redirection(), "the fault {name}");
    }

    /// How many questions a fault has spoilt so far.
    pub async fn hits(&self, name: &str) -> u64 {
        let page = self.world.app.http.get(format!("{}/faults", self.base_url)).send().await.expect("a page");
        let page = page.text().await.expect("a text");
        let mark = format!("data-hits=\"{name}\">");
        if page.contains(&mark) { between(&page, &mark, "<").parse().expect("a number") } else { 0 }
    }

    /// Opens a page outside, fills its form in as asked and gives the address to which the browser is sent.
    pub async fn fill(&self, address: &str, fields: &[(&str, &str)]) -> String {
        let http = &self.world.app.http;
        let page = http.get(address).send().await.expect("a page").text().await.expect("a text");
        let post = page.find("<form method=\"post\"").map(|start| &page[start..]).expect("a form");
        let form = &post[..post.find("</form>").expect("the form ends")];
        let target = format!("{}{}", self.base_url, between(form, "action=\"", "\""));
        let mut filled: Vec<(String, String)> = form
            .split("<input type=\"hidden\" ")
            .skip(1)
            .map(|part| (plain(between(part, "name=\"", "\"")), plain(between(part, "value=\"", "\""))))
            .collect();
        filled.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        let answer = http.post(target).form(&filled).send().await.expect("an answer");
        let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).map(str::to_string);
        let location = location.unwrap_or_else(|| panic!("no way back: {}", answer.status()));
        location.replace("http://localhost:8080", "")
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A value of a page without its escapes.
fn plain(text: &str) -> String {
    [("&#38;", "&"), ("&amp;", "&"), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")]
        .iter()
        .fold(text.to_string(), |text, (escaped, letter)| text.replace(escaped, letter))
}
