//! One world: the portal and the imitated outside world with data of their own, and all that they left behind.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use serde_json::{Value, json};
use simulators::clock::Clock;
use simulators::config::Config;
use tokio::sync::oneshot;

use super::children::{Running, done};
use super::clean::Clean;
use super::database::Database;
use super::driver::Driver;
use super::settings::{self, Ports};
use super::tools::{Tools, target};
use super::words::Words;
use super::{Browser, Hands, Independent, Language, Look, Provider, Store, identity_codes};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The running programs of one journey. Fields go in this order: browsers' driver, portal, outside world, database.
pub struct World {
    driver: Driver,
    _portal: Running,
    _independent: Option<Running>,
    _simulators: Simulators,
    database: Database,
    tools: Tools,
    axe: String,
    clean: Clean,
    data: PathBuf,
    portal_file: PathBuf,
    ports: Ports,
    trail: Arc<Mutex<Vec<String>>>,
    /// The language of the people, unless they choose another.
    pub language: Language,
    http: reqwest::Client,
}

impl World {
    pub(super) async fn start(tools: Tools, store: Store, provider: Provider, language: Language) -> Self {
        let name = format!("ekstranet-journey-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let data = std::env::temp_dir().join(name);
        // A killed process with the same number may have left one.
        let _ = fs::remove_dir_all(&data);
        fs::create_dir_all(&data).expect("the temporary folder can be written");
        let (ports, database) = (Ports::free(), Database::make(&tools, store, &data).await);
        let (portal_file, simulators_file) = settings::write(&data, &database.url(), ports);
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");

        let mut config = Config::load(Some(&simulators_file)).expect("the settings are right");
        provider.register(&mut config, &ports.independent_url());
        let simulators = Simulators::start(config, &data).await;
        settings::keep_keys_of_simulators(&data.join("simulators"));
        let directory = http.get(format!("{}/directory.toml", ports.simulators_url())).send().await;
        let directory = directory.expect("an answer").text().await.expect("a text");
        fs::write(data.join("directory.toml"), directory).expect("a file of ours");
        let independent = provider.independent().map(|program| independent(&tools, &data, ports, &program));
        let portal = |verb: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
            command.args(verb).arg("--config").arg(&portal_file);
            command.envs(provider.settings(&data, ports.independent_url()));
            command
        };
        done(&mut portal(&["migrate"]));
        done(portal(&["import-directory"]).arg(data.join("directory.toml")));
        if provider == Provider::ImitatedWithDemoWorld {
            done(&mut portal(&["seed-demo"]));
        }
        let mut serving = Running::start(&mut portal(&["serve"]), &data.join("portal.log"));
        serving.wait_for("portal ready: ");

        let driver = Driver::start(&tools, &data, ports.driver);
        let axe = fs::read_to_string(&tools.axe).expect("axe-core can be read");
        let trail = Arc::default();
        Self {
            driver,
            _portal: serving,
            _independent: independent,
            _simulators: simulators,
            database,
            tools,
            axe,
            clean: Clean::of_this_run(),
            data,
            portal_file,
            ports,
            trail,
            language,
            http,
        }
    }

    /// A person's browser in the language of this journey.
    pub async fn browser(&self, look: Look, hands: Hands) -> Browser<'_> {
        self.browser_speaking(self.language, look, hands).await
    }

    /// A browser of somebody who speaks another language than the rest.
    pub async fn browser_speaking(&self, language: Language, look: Look, hands: Hands) -> Browser<'_> {
        let profile = self.data.join(format!("browser-{}", NEXT.fetch_add(1, Ordering::Relaxed)));
        let session = self.driver.open(&self.tools, &profile, language, look).await;
        let thread = std::thread::current();
        let test = thread.name().unwrap_or("journey").replace("::", "-");
        Browser {
            session,
            words: Words::read(language),
            look,
            hands,
            portal: self.ports.portal_url(),
            simulators: self.ports.simulators_url(),
            trail: Arc::clone(&self.trail),
            axe: &self.axe,
            clean: &self.clean,
            thorough: false,
            pictures: target().join("journeys").join(test),
        }
    }

    /// Makes a part of the outside world fail, or work again.
    pub async fn fault(&self, name: &str, on: bool) {
        let turn = json!({ "name": name, "on": on });
        let address = format!("{}/faults.json", self.ports.simulators_url());
        let answer = self.http.post(address).json(&turn).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{name}: {}", answer.status());
    }

    /// Makes the independent identity provider encrypt so from now on.
    pub async fn use_cipher(&self, name: &str) {
        let address = format!("{}/cipher?name={name}", self.independent());
        assert!(self.http.get(address).send().await.expect("an answer").status().is_success(), "{name}");
    }

    /// Makes the independent directory answer wrongly from now on, or well again.
    pub async fn spoil_directory(&self, name: &str) {
        let address = format!("{}/fault?name={name}", self.independent());
        assert!(self.http.get(address).send().await.expect("an answer").status().is_success(), "{name}");
    }

    /// Renames a table of the database, so that the portal finds a mistake of its own, or names it back.
    pub async fn rename_table(&self, from: &str, to: &str) {
        self.database.rename_table(from, to).await;
    }

    /// Waits until the front page of the independent program says so to somebody whom it does not know.
    pub async fn until_independent_says(&self, text: &str) {
        let mut said = String::new();
        for _ in 0..1200 {
            let answer = self.http.get(self.independent()).send().await.expect("an answer");
            said = answer.text().await.expect("a text");
            if said.contains(text) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{text:?} is not in {said}");
    }

    /// Waits until a line of the audit log has all these words: a refusal gets its row a moment after its page.
    pub async fn until_audited(&self, words: &[&str]) {
        let mut said = String::new();
        for _ in 0..100 {
            said = self.portal(&["audit", "export"]);
            if said.lines().any(|line| words.iter().all(|word| line.contains(word))) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{words:?} are not in {said}");
    }

    /// The address of the independent program.
    pub fn independent(&self) -> String {
        self.ports.independent_url()
    }

    /// What `saml lint` says of this metadata beside that of the imitated provider, and whether it fails.
    pub fn lint(&self, metadata: &str) -> (String, bool) {
        let file = self.data.join("sp-metadata.xml");
        fs::write(&file, metadata).expect("a file of ours");
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
        command.args(["saml", "lint"]).arg(&file).arg(self.data.join("simulators/idp-metadata.xml"));
        let output = command.output().expect("the portal's program runs");
        (String::from_utf8_lossy(&output.stdout).into_owned(), !output.status.success())
    }

    /// Waits until the mailbox has so many messages to customers and returns them, newest last. Those to the
    /// intermediary of the demo world, about its certificates and the customers that name it, are left out.
    pub async fn mails(&self, count: usize) -> Vec<Value> {
        let mut mails: Vec<Value> = Vec::new();
        for _ in 0..1200 {
            let answer = self.http.get(format!("{}/mail.json", self.ports.simulators_url())).send().await;
            mails = answer.expect("an answer").json().await.expect("a list");
            mails.retain(|mail| !mail["to"].to_string().contains("@virtalahde.example"));
            if mails.len() >= count {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(mails.len(), count, "{mails:#?}");
        mails
    }

    /// Cuts every connection to the database and refuses new ones, or lets them in again.
    pub async fn database_answers(&self, does: bool) {
        self.database.answer(does).await;
    }

    /// The portal's words in the language of this journey.
    pub fn words(&self) -> Words {
        Words::read(self.language)
    }

    /// Runs a command of the portal on this world and returns what it wrote.
    pub fn portal(&self, verb: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ekstranet"));
        done(command.args(verb).arg("--config").arg(&self.portal_file))
    }

    /// Everything that the journey has produced so far, by what it is.
    async fn produced(&self) -> Vec<(&'static str, String)> {
        let read = |name: &str| String::from_utf8_lossy(&fs::read(self.data.join(name)).unwrap()).into_owned();
        let address = format!("{}/mail.json", self.ports.simulators_url());
        let mails = self.http.get(address).send().await.expect("an answer").text().await.expect("a text");
        let trail = self.trail.lock().expect("no holder panics").join("\n");
        vec![
            ("the portal's log", read("portal.log")),
            ("the simulators' log", read("simulators.log")),
            ("the database", self.database.texts().await),
            ("the mails", mails),
            ("titles and addresses", trail),
            ("the audit log", self.portal(&["audit", "export"])),
        ]
    }

    /// What of everything produced holds an identity code, each with the line of the first.
    pub async fn leaks(&self) -> Vec<(&'static str, String)> {
        let mut leaks = Vec::new();
        for (what, text) in self.produced().await {
            let may_be_empty = ["the mails", "the audit log"].contains(&what);
            assert!(may_be_empty || !text.is_empty(), "{what} is empty, so nothing was looked through");
            let found = identity_codes(&text);
            if !found.is_empty() {
                leaks.push((what, around(&text, &found)));
            }
        }
        leaks
    }

    /// Forgets the addresses and titles seen so far.
    pub fn forget_trail(&self) {
        self.trail.lock().expect("no holder panics").clear();
    }

    /// Proves the audit log whole, finds no identity code in anything produced, and removes the world.
    pub(super) async fn end(self) {
        let whole = self.portal(&["audit", "verify"]);
        assert!(whole.starts_with("audit log whole: "), "{whole}");
        let leaks = self.leaks().await;
        assert!(leaks.is_empty(), "identity codes: {leaks:#?}");
        let data = self.data.clone();
        drop(self);
        let _ = fs::remove_dir_all(data);
    }
}

/// Starts a program of the folder `independent`.
fn independent(tools: &Tools, data: &Path, ports: Ports, program: &Independent) -> Running {
    let (node, modules) = tools.independent.as_ref().expect("looked for before");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/independent").join(program.script);
    let mut command = Command::new(node);
    // A package is old and uses what Node has deprecated.
    command.arg("--no-deprecation").arg(script).env("FOLDER", data).env("MODULES", modules);
    command.env("PORT", ports.independent.to_string()).env("PORTAL", ports.portal_url());
    command.env("SIMULATORS", ports.simulators_url());
    let mut running = Running::start(&mut command, &data.join("independent.log"));
    running.wait_for(program.ready);
    running
}

/// Where the first of the codes stands.
fn around(text: &str, found: &[&str]) -> String {
    let line = found.first().and_then(|code| text.lines().find(|line| line.contains(code)));
    line.unwrap_or_default().chars().take(400).collect()
}

/// The imitated outside world on a thread of its own.
struct Simulators {
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Simulators {
    async fn start(config: Config, data: &Path) -> Self {
        let log = File::create(data.join("simulators.log")).expect("the log can be written");
        let (tell, ready) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let log = tracing_subscriber::fmt().with_writer(Mutex::new(log)).with_ansi(false).finish();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            // One thread, so that the log holds what these simulators say and nothing else.
            tracing::subscriber::with_default(log, || {
                tracing::info!("the simulators start");
                let ready = move |_: &simulators::Addresses| tell.send(()).expect("somebody waits");
                // The other end is dropped when the world ends.
                let end = async { ended.await.unwrap_or(()) };
                let served = simulators::serve(config, Clock::system(), ready, end);
                runtime.expect("a runtime can be built").block_on(served).expect("the simulators serve");
            });
        });
        ready.await.expect("the simulators start");
        Self { end: Some(end), thread: Some(thread) }
    }
}

impl Drop for Simulators {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            // A panic on it has been shown already.
            let _ = thread.join();
        }
    }
}
