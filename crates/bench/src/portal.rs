//! The portal that is measured: its keys and configuration, and the running program on its own core.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use ekstranet::config::Config;
use ekstranet::web::App;
use rustix::process::{Pid, Signal, kill_process};
use simulators::identification::{Identification, Settings};

use crate::machine::{self, LOAD_CORE, SERVER_CORE};
use crate::{keys, load};

const PATIENCE: Duration = Duration::from_mins(1);
/// Where the imitated identity provider would be; nobody asks it over the wire.
const PROVIDER: &str = "http://127.0.0.1:8090";
const THEME: &str = "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen";

/// The folder of a run: keys, databases, logs. Removed at the end.
pub struct Place {
    pub folder: PathBuf,
    pub program: PathBuf,
    /// The imitated identity provider, in this process.
    pub provider: Arc<Identification>,
}

impl Place {
    pub fn make(program: &Path) -> anyhow::Result<Self> {
        let folder = std::env::temp_dir().join(format!("ekstranet-bench-{}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        if machine::is_in_memory(&folder) {
            println!("careful: {} lies in memory; set TMPDIR, or P3 says nothing", folder.display());
        }
        for (name, text) in [("secret.key", "7".repeat(64)), ("api.key", "k".into()), ("password", "p".into())] {
            fs::write(folder.join(name), text)?;
        }
        for (name, beside) in [("signing", false), ("decryption", true)] {
            let (key, certificate) = keys::make(3072)?;
            fs::write(folder.join(format!("{name}.crt")), &certificate)?;
            fs::write(folder.join(format!("{name}.key")), if beside { key + &certificate } else { key })?;
        }
        #[expect(clippy::disallowed_methods, reason = "the one place where the measuring program takes the time")]
        let clock = Arc::new(jiff::Timestamp::now);
        let provider = Identification::new(Settings {
            base_url: PROVIDER.to_string(),
            data_directory: folder.join("provider"),
            sp_metadata: folder.join("sp-metadata.xml").display().to_string(),
            clock,
        })?;
        Ok(Self { folder, program: program.to_path_buf(), provider })
    }

    /// A configuration for a portal on this database, at a free port.
    pub fn config_file(&self, database: &str) -> anyhow::Result<(PathBuf, SocketAddr)> {
        let ports = [TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?];
        let (address, admin) = (ports[0].local_addr()?, ports[1].local_addr()?);
        let file = |name: &str| serde_json::Value::from(self.folder.join(name).display().to_string()).to_string();
        let text = format!(
            r#"
mode = "development"
public_url = "http://{address}"
listen = "{address}"
admin_listen = "{admin}"
secret_key_file = {secret}
database = {{ url = "{database}" }}
registers = {{ code_service_url = "http://127.0.0.1:9/codeserver/csapi", company_register_url = "http://127.0.0.1:9/ytj", pharmacy_register_url = "http://127.0.0.1:9/pharmacies" }}
officers = {{ issuer = "http://127.0.0.1:9/officers", client_id = "ekstranet", client_secret_file = {password} }}
mail = {{ smtp_url = "smtp://127.0.0.1:9", from = "Kanta Ekstranet <noreply@ekstranet.example>" }}
[mandates]
base_url = "http://127.0.0.1:9/mandates"
client_id = "ekstra01"
api_key_file = {api_key}
oauth_password_file = {password}
themes = {{ deploy = ["{THEME}_kayttoonotto"], privacy = ["{THEME}_tietosuojaohjeiden_katselu"] }}
[identification]
idp_metadata = {metadata}
entity_id = "http://{address}/saml"
signing_key_file = {signing_key}
signing_certificate_file = {signing_certificate}
decryption_key_files = [{decryption_key}]
check_seconds = 0
"#,
            secret = file("secret.key"),
            password = file("password"),
            api_key = file("api.key"),
            metadata = file("provider/idp-metadata.xml"),
            signing_key = file("signing.key"),
            signing_certificate = file("signing.crt"),
            decryption_key = file("decryption.key"),
        );
        let path = self.folder.join(format!("{}.toml", address.port()));
        fs::write(&path, text)?;
        Ok((path, address))
    }

    /// The portal as a library on this database, for its doors.
    pub async fn app(&self, database: &str) -> anyhow::Result<App> {
        let (path, _) = self.config_file(database)?;
        let config = Config::load(&path, std::iter::empty()).map_err(anyhow::Error::msg)?;
        ekstranet::start::app(config).await
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A running portal. Dropping it ends it.
pub struct Portal {
    process: Child,
    pub address: SocketAddr,
    pub host: String,
}

impl Portal {
    /// Starts it on the server's core and waits until it is ready.
    pub fn start(place: &Place, database: &str) -> anyhow::Result<Self> {
        let (portal, output) = Self::spawn(place, database)?;
        let began = Instant::now();
        for line in BufReader::new(output).lines() {
            if line?.starts_with("portal ready:") {
                return Ok(portal);
            }
            if began.elapsed() > PATIENCE {
                break;
            }
        }
        let log = fs::read_to_string(portal.log(place)).unwrap_or_default();
        bail!("the portal did not start: {}", log.lines().last().unwrap_or("it wrote nothing"))
    }

    /// Starts it and gives the seconds from its start to the first answer 200 to this person's home page.
    pub fn cold(place: &Place, database: &str, path: &str, cookies: &str) -> anyhow::Result<f64> {
        use std::io::{Read as _, Write as _};
        let began = Instant::now();
        let (portal, _output) = Self::spawn(place, database)?;
        let request = load::get(&portal.host, path, cookies);
        while began.elapsed() < PATIENCE {
            let Ok(mut stream) = std::net::TcpStream::connect(portal.address) else {
                std::thread::sleep(Duration::from_micros(200));
                continue;
            };
            stream.write_all(&request)?;
            let mut status = [0; 12];
            stream.read_exact(&mut status)?;
            let seconds = began.elapsed().as_secs_f64();
            if &status == b"HTTP/1.1 200" {
                return Ok(seconds);
            }
            bail!("the first answer was {}", String::from_utf8_lossy(&status));
        }
        bail!("the portal did not answer")
    }

    fn spawn(place: &Place, database: &str) -> anyhow::Result<(Self, std::process::ChildStdout)> {
        let (config, address) = place.config_file(database)?;
        let host = address.to_string();
        let log = fs::File::create(place.folder.join(format!("{}.log", address.port())))?;
        let mut command = Command::new(&place.program);
        command.arg("serve").arg("--config").arg(config);
        command.env("EKSTRANET_LOG", "error").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        // A child keeps the core of the thread that starts it.
        machine::pin(SERVER_CORE)?;
        let spawned = command.spawn();
        machine::pin(LOAD_CORE)?;
        let mut process = spawned.with_context(|| format!("cannot start {}", place.program.display()))?;
        let output = process.stdout.take().context("its output is a pipe")?;
        Ok((Self { process, address, host }, output))
    }

    fn log(&self, place: &Place) -> PathBuf {
        place.folder.join(format!("{}.log", self.address.port()))
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            // It may have ended a moment ago; then there is nobody to tell.
            let _ = kill_process(pid, Signal::TERM);
        }
        for _ in 0..600 {
            match self.process.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                Ok(Some(_)) | Err(_) => return,
            }
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
