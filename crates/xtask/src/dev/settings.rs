//! The two configuration files that `cargo dev` writes, and the secrets they point at.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::periods;

/// What `SQLite` leaves in the data folder.
pub const SQLITE_FILES: [&str; 3] = ["ekstranet.db", "ekstranet.db-wal", "ekstranet.db-shm"];
/// What the simulators remember, inside the data folder.
pub const SIMULATORS_FOLDER: &str = "simulators";

const MANDATES_CLIENT: &str = "ekstra01";
const OFFICERS_CLIENT: &str = "ekstranet";
/// The two mandates of the Finnish authorisation register that the portal asks about.
const DEPLOY_THEME: &str =
    "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";
const PRIVACY_THEME: &str = "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_tietosuojaohjeiden_katselu";

/// The loopback ports of everything that listens.
#[derive(Clone, Copy)]
pub struct Addresses {
    pub portal: u16,
    pub simulators: u16,
    pub admin: u16,
    pub smtp: u16,
    pub scanner: u16,
}

/// What one development world is set up with.
pub struct Settings {
    /// The data folder, an absolute path.
    pub data: PathBuf,
    pub database: String,
    pub addresses: Addresses,
}

/// The address of the `SQLite` database in the data folder.
pub fn sqlite_url(data: &Path) -> String {
    // In an address these three characters mean something else than in a file name.
    let path = data.join(SQLITE_FILES[0]).display().to_string();
    format!("sqlite://{}", path.replace('%', "%25").replace('?', "%3F").replace('#', "%23"))
}

impl Settings {
    pub fn portal_file(&self) -> PathBuf {
        self.data.join("ekstranet.toml")
    }

    pub fn simulators_file(&self) -> PathBuf {
        self.data.join("simulators.toml")
    }

    /// Writes both files, and the secrets that are not there yet. The keys of the sign-in are made elsewhere.
    pub fn write(&self) -> anyhow::Result<()> {
        fs::create_dir_all(self.data.join(SIMULATORS_FOLDER)).context("cannot make the simulators' folder")?;
        self.secret("secret.key", &random()?)?;
        for name in ["mandates-api.key", "mandates-oauth.password", "officers-client.secret"] {
            self.secret(name, hexadecimal(&random()?).as_bytes())?;
        }
        let portal = self.portal() + &periods::tables(periods::today()?);
        write(&self.portal_file(), portal.as_bytes())?;
        write(&self.simulators_file(), self.simulators()?.as_bytes())
    }

    /// Keeps a secret that an earlier start made.
    fn secret(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let path = self.data.join(name);
        if path.exists() { Ok(()) } else { write(&path, bytes) }
    }

    fn file(&self, name: &str) -> String {
        quoted(&self.data.join(name).display().to_string())
    }

    fn portal(&self) -> String {
        let Addresses { portal, simulators, admin, smtp, scanner } = self.addresses;
        format!(
            r#"# Written by `cargo dev` at every start.
mode = "development"
public_url = "http://localhost:{portal}"
listen = "127.0.0.1:{portal}"
admin_listen = "127.0.0.1:{admin}"
secret_key_file = {secret_key}

[database]
url = {database}

[identification]
idp_metadata = {idp_metadata}
entity_id = "http://localhost:{portal}/saml"
signing_key_file = {signing_key}
signing_certificate_file = {signing_certificate}
decryption_key_files = [{decryption_key}]

[mandates]
base_url = "http://127.0.0.1:{simulators}/mandates"
client_id = "{MANDATES_CLIENT}"
api_key_file = {api_key}
oauth_password_file = {oauth_password}

[mandates.themes]
deploy = ["{DEPLOY_THEME}"]
privacy = ["{PRIVACY_THEME}"]

[registers]
code_service_url = "http://127.0.0.1:{simulators}/codeserver/csapi"
company_register_url = "http://127.0.0.1:{simulators}/ytj"
pharmacy_register_url = "http://127.0.0.1:{simulators}/pharmacies"

[officers]
issuer = "http://127.0.0.1:{simulators}/officers"
client_id = "{OFFICERS_CLIENT}"
client_secret_file = {client_secret}

[mail]
smtp_url = "smtp://127.0.0.1:{smtp}"
from = "Kanta Ekstranet <ekstranet@kanta.example>"

[attachments]
scanner = "tcp://127.0.0.1:{scanner}"

[operator]
archivist_address = "https://arkistonhoitaja.example/"
"#,
            secret_key = self.file("secret.key"),
            database = quoted(&self.database),
            idp_metadata = self.file("simulators/idp-metadata.xml"),
            signing_key = self.file("saml-signing.key"),
            signing_certificate = self.file("saml-signing.crt"),
            decryption_key = self.file("saml-decryption.key"),
            api_key = self.file("mandates-api.key"),
            oauth_password = self.file("mandates-oauth.password"),
            client_secret = self.file("officers-client.secret"),
        )
    }

    fn simulators(&self) -> anyhow::Result<String> {
        let Addresses { portal, simulators, smtp, scanner, .. } = self.addresses;
        let text = |name: &str| {
            let text = fs::read_to_string(self.data.join(name)).with_context(|| format!("cannot read {name}"))?;
            anyhow::Ok(quoted(text.trim()))
        };
        Ok(format!(
            r#"# Written by `cargo dev` at every start.
listen = "127.0.0.1:{simulators}"
smtp_listen = "127.0.0.1:{smtp}"
scanner_listen = "127.0.0.1:{scanner}"
data_directory = {data}
sp_metadata = "http://localhost:{portal}/saml/metadata"
portal_return_addresses = ["http://localhost:{portal}/act-for/return"]

[mandates]
client_id = "{MANDATES_CLIENT}"
api_key = {api_key}
oauth_password = {oauth_password}

[mandates.themes]
deploy = "{DEPLOY_THEME}"
privacy = "{PRIVACY_THEME}"

[officers]
client_id = "{OFFICERS_CLIENT}"
client_secret = {client_secret}
redirect_uris = ["http://localhost:{portal}/desk/callback"]
post_logout_redirect_uris = ["http://localhost:{portal}/desk", "http://localhost:{portal}/"]
"#,
            data = self.file(SIMULATORS_FOLDER),
            api_key = text("mandates-api.key")?,
            oauth_password = text("mandates-oauth.password")?,
            client_secret = text("officers-client.secret")?,
        ))
    }
}

/// A TOML basic string; JSON's escapes are among TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// 32 bytes from the operating system.
fn random() -> anyhow::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes)).context("no randomness")?;
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// Writes a file that only its owner may read.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(bytes))
        .with_context(|| format!("cannot write {}", path.display()))
}
