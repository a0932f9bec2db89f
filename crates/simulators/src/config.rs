//! The settings of the program: a TOML file with defaults that serve without one; anything that smells of production is refused.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use serde::Deserialize;

/// The settings of the program. An unknown key is an error.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the imitated services listen; a loopback address. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address under which others reach `listen`; without it, `http://` and the listening address.
    pub base_url: Option<String>,
    /// Where the mailbox takes mail; a loopback address. Port 0 takes a free one.
    pub smtp_listen: SocketAddr,
    /// Where files are scanned for viruses, in the protocol of clamd; a loopback address. Without it nothing scans.
    pub scanner_listen: Option<SocketAddr>,
    /// Where the mailbox, the keys and the day of the first start are kept.
    pub data_directory: PathBuf,
    /// File or address of the portal's SAML metadata.
    pub sp_metadata: String,
    /// The addresses to which the mandates service may return the browser, compared exactly.
    pub portal_return_addresses: Vec<String>,
    /// How long an answer takes when a `…_slow` fault is on.
    pub slow_answer_seconds: u64,
    pub mandates: MandatesConfig,
    pub officers: OfficersConfig,
}

/// The portal's registration at the mandates service.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MandatesConfig {
    pub client_id: String,
    /// Key of the checksum header.
    pub api_key: String,
    /// HTTP Basic password of the token address.
    pub oauth_password: String,
    /// Whether the person may choose several organisations at once.
    pub several: bool,
    /// How long a registered session lives.
    pub session_seconds: i64,
    pub themes: Themes,
}

/// The addresses of the mandate themes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Themes {
    /// Mandate 1: taking the services into use.
    pub deploy: String,
    /// Mandate 2: viewing the privacy instructions.
    pub privacy: String,
}

/// The portal's registration at the operator directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OfficersConfig {
    pub client_id: String,
    pub client_secret: String,
    /// Where the browser may return after signing in, compared exactly.
    pub redirect_uris: Vec<String>,
    /// Where the browser may return after signing out, compared exactly.
    pub post_logout_redirect_uris: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8090)),
            base_url: None,
            smtp_listen: SocketAddr::from(([127, 0, 0, 1], 8025)),
            scanner_listen: None,
            data_directory: PathBuf::from("var/simulators"),
            sp_metadata: "http://localhost:8080/saml/metadata".to_owned(),
            portal_return_addresses: vec!["http://localhost:8080/act-for/return".to_owned()],
            slow_answer_seconds: 20,
            mandates: MandatesConfig::default(),
            officers: OfficersConfig::default(),
        }
    }
}

impl Default for MandatesConfig {
    fn default() -> Self {
        Self {
            client_id: "ekstra01".to_owned(),
            api_key: "simulated-api-key".to_owned(),
            oauth_password: "simulated-oauth-password".to_owned(),
            several: true,
            session_seconds: 20 * 60,
            themes: Themes::default(),
        }
    }
}

impl Default for Themes {
    fn default() -> Self {
        let theme = |name: &str| {
            format!("http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_{name}")
        };
        Self { deploy: theme("kayttoonotto"), privacy: theme("tietosuojaohjeiden_katselu") }
    }
}

impl Default for OfficersConfig {
    fn default() -> Self {
        Self {
            client_id: "ekstranet".to_owned(),
            client_secret: "simulated-client-secret".to_owned(),
            redirect_uris: vec!["http://localhost:8080/desk/callback".to_owned()],
            post_logout_redirect_uris: vec![
                "http://localhost:8080/desk".to_owned(),
                "http://localhost:8080/".to_owned(),
            ],
        }
    }
}

impl Config {
    /// Reads a file, or takes the defaults without one, and refuses settings that are not for imitation.
    ///
    /// # Errors
    /// One line that names the file and the key.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let config = match file {
            None => Self::default(),
            Some(file) => {
                let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
                toml::from_str(&text).map_err(|error| {
                    anyhow::anyhow!("{}: {}", file.display(), error.message().lines().collect::<Vec<_>>().join(" "))
                })?
            }
        };
        config.check()?;
        Ok(config)
    }

    /// The address under which others reach the program when it listens at `listening`.
    pub(crate) fn base_url(&self, listening: SocketAddr) -> String {
        match &self.base_url {
            Some(address) => address.trim_end_matches('/').to_owned(),
            None => format!("http://{listening}"),
        }
    }

    fn check(&self) -> anyhow::Result<()> {
        let scanner = self.scanner_listen.unwrap_or(self.listen);
        for (key, address) in [("listen", self.listen), ("smtp_listen", self.smtp_listen), ("scanner_listen", scanner)]
        {
            if !address.ip().is_loopback() {
                bail!("{key}: the simulators listen only on a loopback address");
            }
        }
        let one = |key: &'static str, address: &str| (key, address.to_owned());
        let many = |key: &'static str, addresses: &[String]| {
            addresses.iter().map(|address| (key, address.clone())).collect::<Vec<_>>()
        };
        let mut addresses = vec![one("sp_metadata", &self.sp_metadata)];
        addresses.extend(self.base_url.as_deref().map(|address| one("base_url", address)));
        addresses.extend(many("portal_return_addresses", &self.portal_return_addresses));
        addresses.extend(many("officers.redirect_uris", &self.officers.redirect_uris));
        addresses.extend(many("officers.post_logout_redirect_uris", &self.officers.post_logout_redirect_uris));
        for (key, address) in addresses {
            // The metadata may be a file; a file has no host to check.
            let Ok(url) = url::Url::parse(&address) else {
                if key == "sp_metadata" {
                    continue;
                }
                bail!("{key}: not an address");
            };
            if url.host_str().is_some_and(is_production) {
                bail!("{key}: names a production host; the simulators never serve production");
            }
        }
        Ok(())
    }
}

/// Whether the host is one of the real services'.
pub(crate) fn is_production(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    ["suomi.fi", "kanta.fi", "kela.fi", "thl.fi", "dvv.fi", "fpa.fi"]
        .iter()
        .any(|name| host == *name || host.ends_with(&format!(".{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        let config: Config = toml::from_str(text).expect("readable");
        config.check().expect_err("refused").to_string()
    }

    #[test]
    fn the_defaults_serve() {
        Config::load(None).expect("defaults");
    }

    #[test]
    fn a_public_listener_is_refused() {
        assert!(refusal("listen = \"0.0.0.0:8090\"").starts_with("listen:"));
        assert!(refusal("smtp_listen = \"192.0.2.1:25\"").starts_with("smtp_listen:"));
    }

    #[test]
    fn production_names_are_refused() {
        assert!(refusal("base_url = \"https://ekstra.kanta.fi\"").starts_with("base_url:"));
        assert!(refusal("sp_metadata = \"https://KANTA.fi./saml\"").starts_with("sp_metadata:"));
        assert!(refusal("portal_return_addresses = [\"https://x.kela.fi/r\"]").starts_with("portal_return_addresses:"));
        for host in ["api.suomi.fi", "dvv.fi", "www.fpa.fi", "x.kanta.fi", "kela.fi", "thl.fi"] {
            assert!(refusal(&format!("base_url = \"https://{host}\"")).starts_with("base_url:"), "{host}");
        }
        assert!(refusal("[officers]\nredirect_uris = [\"https://a.thl.fi\"]").starts_with("officers.redirect_uris:"));
    }

    #[test]
    fn a_name_that_only_looks_similar_is_served() {
        let config: Config = toml::from_str("base_url = \"http://notkanta.fi.example\"").expect("readable");
        config.check().expect("served");
    }

    #[test]
    fn an_unknown_key_is_an_error() {
        assert!(toml::from_str::<Config>("lisen = \"127.0.0.1:1\"").is_err());
    }
}
