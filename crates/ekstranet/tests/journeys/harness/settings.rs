//! The two configuration files and the secrets of one world, as the development command writes them.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};
use simulators::clock::Clock;

use super::tools::target;

const THEME: &str = "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_";
/// The portal's own keys for Suomi.fi and those of the independent identity provider, made once: unoptimised, a key of 3072 bits takes long.
const KEYS: [&str; 5] = [
    "saml-signing.key",
    "saml-signing.crt",
    "saml-decryption.key",
    "independent-provider.key",
    "independent-provider.crt",
];

/// The loopback ports of one world.
#[derive(Clone, Copy)]
pub struct Ports {
    pub portal: u16,
    pub simulators: u16,
    pub driver: u16,
    pub independent: u16,
    admin: u16,
    smtp: u16,
    scanner: u16,
}

impl Ports {
    /// Those that are free now.
    pub fn free() -> Self {
        Self {
            portal: free(),
            simulators: free(),
            admin: free(),
            smtp: free(),
            scanner: free(),
            driver: free(),
            independent: free(),
        }
    }

    /// The portal's address.
    pub fn portal_url(self) -> String {
        format!("http://localhost:{}", self.portal)
    }

    /// The address of the independent program.
    pub fn independent_url(self) -> String {
        format!("http://127.0.0.1:{}", self.independent)
    }

    /// The address of the imitated outside world.
    pub fn simulators_url(self) -> String {
        format!("http://127.0.0.1:{}", self.simulators)
    }
}

/// A port that is free now, below those that the system lends to outgoing connections: whatever connects between this
/// look and the start of the program cannot take it. Processes of other journeys begin elsewhere in the range.
fn free() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let own = std::process::id() * 37;
    let ports = std::iter::repeat_with(|| 20_000 + (own + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000);
    let mut ports = ports.take(12_000).filter_map(|port| u16::try_from(port).ok());
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a free port")
}

/// Writes keys, secrets and both files; returns the paths of the portal's and the simulators' file.
pub fn write(data: &Path, database: &str, ports: Ports) -> (PathBuf, PathBuf) {
    fs::create_dir_all(data.join("simulators")).expect("the data folder can be made");
    keys(data);
    keys_of_simulators(&data.join("simulators"));
    fs::write(data.join("secret.key"), random()).expect("a file of ours");
    for name in ["mandates-api.key", "mandates-oauth.password", "officers-client.secret"] {
        fs::write(data.join(name), hexadecimal(&random())).expect("a file of ours");
    }
    let (portal, simulators) = (data.join("ekstranet.toml"), data.join("simulators.toml"));
    fs::write(&portal, portal_settings(data, database, ports)).expect("a file of ours");
    fs::write(&simulators, simulators_settings(data, ports)).expect("a file of ours");
    (portal, simulators)
}

fn portal_settings(data: &Path, database: &str, ports: Ports) -> String {
    let Ports { portal, simulators, admin, smtp, scanner, .. } = ports;
    let data = data.display();
    format!(
        r#"mode = "development"
public_url = "http://localhost:{portal}"
listen = "127.0.0.1:{portal}"
admin_listen = "127.0.0.1:{admin}"
secret_key_file = "{data}/secret.key"
[database]
url = "{database}"
[identification]
idp_metadata = "{data}/simulators/idp-metadata.xml"
entity_id = "http://localhost:{portal}/saml"
signing_key_file = "{data}/saml-signing.key"
signing_certificate_file = "{data}/saml-signing.crt"
decryption_key_files = ["{data}/saml-decryption.key"]
check_seconds = 1
[mandates]
base_url = "http://127.0.0.1:{simulators}/mandates"
client_id = "ekstra01"
api_key_file = "{data}/mandates-api.key"
oauth_password_file = "{data}/mandates-oauth.password"
[mandates.themes]
deploy = ["{THEME}kayttoonotto"]
privacy = ["{THEME}tietosuojaohjeiden_katselu"]
[registers]
code_service_url = "http://127.0.0.1:{simulators}/codeserver/csapi"
company_register_url = "http://127.0.0.1:{simulators}/ytj"
pharmacy_register_url = "http://127.0.0.1:{simulators}/pharmacies"
[officers]
issuer = "http://127.0.0.1:{simulators}/officers"
client_id = "ekstranet"
client_secret_file = "{data}/officers-client.secret"
[mail]
smtp_url = "smtp://127.0.0.1:{smtp}"
from = "Kanta Ekstranet <ekstranet@kanta.example>"
[attachments]
scanner = "tcp://127.0.0.1:{scanner}"
"#
    )
}

fn simulators_settings(data: &Path, ports: Ports) -> String {
    let Ports { portal, simulators, smtp, scanner, .. } = ports;
    let secret = |name: &str| fs::read_to_string(data.join(name)).expect("written above");
    let (api_key, password) = (secret("mandates-api.key"), secret("mandates-oauth.password"));
    let client_secret = secret("officers-client.secret");
    let data = data.display();
    format!(
        r#"listen = "127.0.0.1:{simulators}"
smtp_listen = "127.0.0.1:{smtp}"
scanner_listen = "127.0.0.1:{scanner}"
data_directory = "{data}/simulators"
sp_metadata = "http://localhost:{portal}/saml/metadata"
portal_return_addresses = ["http://localhost:{portal}/act-for/return"]
[mandates]
client_id = "ekstra01"
api_key = "{api_key}"
oauth_password = "{password}"
[mandates.themes]
deploy = "{THEME}kayttoonotto"
privacy = "{THEME}tietosuojaohjeiden_katselu"
[officers]
client_id = "ekstranet"
client_secret = "{client_secret}"
redirect_uris = ["http://localhost:{portal}/desk/callback"]
post_logout_redirect_uris = ["http://localhost:{portal}/desk", "http://localhost:{portal}/"]
"#
    )
}

/// Where the keys of the imitated outside world are kept from one journey to the next: for less long than their certificates.
fn cache_of_simulators() -> PathBuf {
    target().join(format!("journeys-keys-of-simulators-{}", Clock::system().today().year()))
}

/// Gives the simulators the keys that an earlier journey kept, so that they need not make their own.
fn keys_of_simulators(folder: &Path) {
    for file in fs::read_dir(cache_of_simulators()).into_iter().flatten().flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).expect("the data folder can be written");
    }
}

/// Keeps the keys that the simulators made in this folder, unless another journey was first.
pub fn keep_keys_of_simulators(folder: &Path) {
    let cache = cache_of_simulators();
    if cache.is_dir() {
        return;
    }
    let aside = aside();
    for file in fs::read_dir(folder).expect("the simulators wrote there").flatten() {
        if file.path().extension().is_some_and(|extension| extension == "key" || extension == "crt") {
            fs::copy(file.path(), aside.join(file.file_name())).expect("the target folder can be written");
        }
    }
    put(&aside, &cache);
}

/// A new folder beside the caches.
fn aside() -> PathBuf {
    let aside = target().join(format!("journeys-keys-{}-{}", std::process::id(), hexadecimal(&random()[..4])));
    fs::create_dir_all(&aside).expect("the target folder can be written");
    aside
}

/// Puts a whole set of keys in its place. Journeys run beside each other: each makes the whole set aside, and one wins.
fn put(aside: &Path, cache: &Path) {
    if fs::rename(aside, cache).is_err() {
        fs::remove_dir_all(aside).expect("a folder of ours");
    }
}

/// Copies the keys that an earlier journey made, or makes them.
fn keys(data: &Path) {
    let cache = target().join("journeys-keys-of-two-providers");
    if KEYS.iter().any(|name| !cache.join(name).is_file()) {
        let aside = aside();
        make_keys(&aside);
        put(&aside, &cache);
    }
    for name in KEYS {
        fs::copy(cache.join(name), data.join(name)).expect("the keys are made");
    }
}

fn make_keys(folder: &Path) {
    for (name, decrypts) in [("saml-signing", false), ("saml-decryption", true), ("independent-provider", false)] {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_3072).expect("a key");
        let parameters = CertificateParams::new(vec![format!("{name}.journeys.example")]).expect("a name");
        let certificate = parameters.self_signed(&key).expect("a certificate").pem();
        // The portal publishes the certificate of the decryption key from the file of the key.
        let beside = if decrypts { certificate.as_str() } else { "" };
        fs::write(folder.join(format!("{name}.key")), key.serialize_pem() + beside).expect("a file of ours");
        fs::write(folder.join(format!("{name}.crt")), certificate).expect("a file of ours");
    }
}

/// 32 bytes from the operating system.
fn random() -> [u8; 32] {
    let mut bytes = [0; 32];
    let source = fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    source.expect("the operating system gives randomness");
    bytes
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}
