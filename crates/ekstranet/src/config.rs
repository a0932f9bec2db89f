//! The configuration: a TOML file, each key of which the environment may override. An unknown or missing key stops the
//! start with one line that names it; production refuses everything that belongs to a test world.

mod files;
mod times;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::kernel::Language;

pub use files::{Attachments, Scanner};
pub use times::{Applications, Sessions};

/// The whole configuration, as docs and `contract` name the keys.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub mode: Mode,
    /// The address by which browsers reach the portal, without a slash at the end.
    pub public_url: String,
    pub listen: String,
    pub admin_listen: String,
    pub secret_key_file: PathBuf,
    pub database: Database,
    pub identification: Identification,
    pub mandates: Mandates,
    pub registers: Registers,
    pub officers: Officers,
    #[serde(default)]
    pub operator: Operator,
    #[serde(default)]
    pub support: Support,
    pub mail: Mail,
    #[serde(default)]
    pub sessions: Sessions,
    #[serde(default)]
    pub applications: Applications,
    #[serde(default)]
    pub attachments: Attachments,
    /// Periods of deployment support to which customers enrol, where a service demands it.
    #[serde(default)]
    pub deployment_support: Vec<SupportPeriod>,
}

/// A period of deployment support that the operator runs; days as `YYYY-MM-DD`.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct SupportPeriod {
    pub begins: String,
    pub ends: String,
    /// The last day to enrol.
    pub enrol_by: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    Development,
    Production,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
}

/// Suomi.fi e-Identification, SAML 2.0.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identification {
    /// The provider's metadata: a file or an https address.
    pub idp_metadata: String,
    /// The certificate that signs the metadata. Production demands it.
    #[serde(default)]
    pub idp_metadata_certificate_file: Option<PathBuf>,
    pub entity_id: String,
    pub signing_key_file: PathBuf,
    pub signing_certificate_file: PathBuf,
    pub decryption_key_files: Vec<PathBuf>,
    /// The accepted context classes; production never accepts the test class.
    #[serde(default = "default_contexts")]
    pub accepted_contexts: Vec<String>,
    /// Whether anybody answers at the provider's address is asked before a person is sent there; an answer counts for so
    /// many seconds. With 0 nobody asks, for a server that may not connect to it.
    #[serde(default = "default_check")]
    pub check_seconds: i64,
    /// At most so many sign-ins of people begin in a minute on one instance, all of them at once if need be; 0 is no limit.
    #[serde(default = "default_starts")]
    pub starts_per_minute: u32,
    /// Origins to which Suomi.fi redirects on the way besides those of its addresses: a browser that is not told of them
    /// stops there (`form-action` of our content policy holds for the whole way of a form).
    #[serde(default)]
    pub form_targets: Vec<String>,
}

/// More than begin at eight in the morning, and little work for one processor.
fn default_starts() -> u32 {
    1_800
}

fn default_check() -> i64 {
    10
}

fn default_contexts() -> Vec<String> {
    ["http://ftn.ficora.fi/2017/loa2", "http://ftn.ficora.fi/2017/loa3"].map(str::to_string).to_vec()
}

/// Suomi.fi e-Authorizations, Web API.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandates {
    pub base_url: String,
    pub client_id: String,
    pub api_key_file: PathBuf,
    pub oauth_password_file: PathBuf,
    pub themes: Themes,
    /// Register role codes that give the right to act for a private organisation.
    #[serde(default = "default_positions")]
    pub accepted_positions: Vec<String>,
    /// Whether the mandate for deployment also terminates services and the customership.
    #[serde(default = "yes")]
    pub mandate_terminates: bool,
    /// Whether the mandate for deployment also changes the billing data of an application.
    #[serde(default = "yes")]
    pub mandate_changes_billing: bool,
    /// After how many days without a change a draft is removed that was prepared before the right.
    #[serde(default = "default_prepared_days")]
    pub prepared_days: i64,
    /// How many days before that its author is warned.
    #[serde(default = "default_prepared_warning_days")]
    pub prepared_warning_days: i64,
}

fn default_prepared_days() -> i64 {
    90
}

fn default_prepared_warning_days() -> i64 {
    14
}

fn yes() -> bool {
    true
}

fn default_positions() -> Vec<String> {
    ["TJ", "TJS", "VTJ", "ELI"].map(str::to_string).to_vec()
}

/// Permission set = theme addresses of Suomi.fi.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Themes {
    pub deploy: Vec<String>,
    pub privacy: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registers {
    pub code_service_url: String,
    pub company_register_url: String,
    pub pharmacy_register_url: String,
    /// How long the company register is waited for, in seconds, all organisations of one answer of Suomi.fi together.
    #[serde(default = "default_register_wait")]
    pub wait_seconds: u64,
}

/// The return from Suomi.fi is one request, which ends after 30 seconds: its token (5), the roles (5), the company register
/// (this long) and the registers of trades (5) follow each other, and three seconds are left for everything else.
pub(crate) const LONGEST_REGISTER_WAIT: u64 = 12;

fn default_register_wait() -> u64 {
    LONGEST_REGISTER_WAIT
}

/// The operator's directory, OpenID Connect.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officers {
    pub issuer: String,
    pub client_id: String,
    pub client_secret_file: PathBuf,
    /// At most so many sign-ins of officers begin in a minute on one instance; 0 is no limit.
    #[serde(default = "default_officer_starts")]
    pub starts_per_minute: u32,
    /// The directory identifies an officer anew when it did so longer ago, in seconds; 0 is at every sign-in.
    #[serde(default = "default_max_age")]
    pub max_age_seconds: i64,
    /// As `identification.form_targets`, of the directory.
    #[serde(default)]
    pub form_targets: Vec<String>,
}

/// As long as a session of an officer lasts in all: each begins with an identification of the same working day.
fn default_max_age() -> i64 {
    10 * 3_600
}

fn default_officer_starts() -> u32 {
    300
}

/// Who runs the service and is the controller of its personal data: named in the statements, in decisions and in our
/// metadata. The texts put the name where it needs no inflection.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    /// The whole name.
    pub name: ThreeTexts,
    /// As people say it, at the beginning of a sentence.
    pub short_name: ThreeTexts,
    /// Where its data protection officer is found.
    pub website: ThreeTexts,
    /// The address of the Archivist's user interface, told to customers whose service archives documents.
    pub archivist_address: Option<String>,
}

impl Default for Operator {
    fn default() -> Self {
        let texts: BTreeMap<String, ThreeTexts> =
            toml::from_str(include_str!("operator.toml")).expect("a file of ours; a test reads it");
        let text = |key: &str| texts.get(key).cloned().expect("a key of ours; a test reads it");
        Self { name: text("name"), short_name: text("short_name"), website: text("website"), archivist_address: None }
    }
}

/// The support contact shown on every page; the defaults are those of the founding pages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    #[serde(default = "default_support_email")]
    pub email: String,
    #[serde(default = "default_support_phone")]
    pub phone: String,
    #[serde(default = "default_support_hours")]
    pub hours: ThreeTexts,
}

/// One text in the three languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThreeTexts {
    pub fi: String,
    pub sv: String,
    pub en: String,
}

impl ThreeTexts {
    fn new(fi: &str, sv: &str, en: &str) -> Self {
        Self { fi: fi.to_string(), sv: sv.to_string(), en: en.to_string() }
    }

    /// The one in a language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fi => &self.fi,
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}

fn default_support_email() -> String {
    "kanta@kanta.fi".to_string()
}

fn default_support_phone() -> String {
    "020 634 7787".to_string()
}

fn default_support_hours() -> ThreeTexts {
    ThreeTexts::new("arkisin klo 7–17", "vardagar kl. 7–17", "weekdays 7–17")
}

impl Default for Support {
    fn default() -> Self {
        Self { email: default_support_email(), phone: default_support_phone(), hours: default_support_hours() }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// `smtp://host:port` or `smtps://…`; production demands TLS.
    pub smtp_url: String,
    pub from: String,
    /// For how many days mails that a person chose about an organisation go on after Suomi.fi last confirmed the right.
    #[serde(default = "default_right_days")]
    pub right_days: i64,
}

fn default_right_days() -> i64 {
    90
}

impl Config {
    /// Reads the file, lays the environment's `EKSTRANET__SECTION__KEY` over it and checks it.
    ///
    /// # Errors
    /// One line that names the key.
    pub fn load(path: &Path, environment: impl Iterator<Item = (String, String)>) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let config = Self::read(&text, environment).map_err(|problem| format!("{}: {problem}", path.display()))?;
        Ok(config)
    }

    fn read(text: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Self, String> {
        let mut table: toml::Table = text.parse().map_err(|e: toml::de::Error| one_line(&e.to_string()))?;
        for (name, value) in environment {
            if let Some(path) = name.strip_prefix("EKSTRANET__") {
                overlay(&mut table, &path.to_ascii_lowercase(), &value)?;
            }
        }
        let config: Self = table.try_into().map_err(|e: toml::de::Error| one_line(&e.to_string()))?;
        config.check()?;
        Ok(config)
    }

    /// Production refuses plain http, loopback names of simulators, the test class and unpinned metadata.
    fn check(&self) -> Result<(), String> {
        if self.public_url.ends_with('/') || url::Url::parse(&self.public_url).is_err() {
            return Err("public_url must be an address without a slash at the end".to_string());
        }
        let drafts = &self.applications;
        if drafts.draft_days < 1 || drafts.draft_warning_days.iter().any(|days| !(1..drafts.draft_days).contains(days))
        {
            return Err("applications.draft_warning_days: each must be at least 1 and less than draft_days".to_string());
        }
        for period in &self.deployment_support {
            let days = [&period.enrol_by, &period.begins, &period.ends];
            let are_days = days.iter().all(|day| day.parse::<jiff::civil::Date>().is_ok());
            if !are_days || period.enrol_by > period.begins || period.begins > period.ends {
                return Err("deployment_support: enrol_by, begins and ends must be days in this order".to_string());
            }
        }
        if !(1..=400).contains(&self.mail.right_days) {
            return Err("mail.right_days must be between 1 and 400".to_string());
        }
        if self.officers.max_age_seconds < 0 {
            return Err("officers.max_age_seconds must not be below 0".to_string());
        }
        if !(1..=LONGEST_REGISTER_WAIT).contains(&self.registers.wait_seconds) {
            return Err(format!("registers.wait_seconds must be between 1 and {LONGEST_REGISTER_WAIT}"));
        }
        self.check_contacts()?;
        self.check_form_targets()?;
        if self.mode == Mode::Development {
            return Ok(());
        }
        self.sessions.check()?;
        if self.officers.max_age_seconds > Sessions::OFFICER_LIMIT {
            let limit = Sessions::OFFICER_LIMIT;
            return Err(format!("officers.max_age_seconds: production allows at most {limit} (NIST SP 800-63B)"));
        }
        let addresses = [
            ("public_url", &self.public_url),
            ("identification.entity_id", &self.identification.entity_id),
            ("mandates.base_url", &self.mandates.base_url),
            ("registers.code_service_url", &self.registers.code_service_url),
            ("registers.company_register_url", &self.registers.company_register_url),
            ("registers.pharmacy_register_url", &self.registers.pharmacy_register_url),
            ("officers.issuer", &self.officers.issuer),
        ];
        for (key, address) in addresses {
            check_production_address(key, address)?;
        }
        if self.identification.idp_metadata.starts_with("http") {
            check_production_address("identification.idp_metadata", &self.identification.idp_metadata)?;
        }
        if self.identification.idp_metadata_certificate_file.is_none() {
            return Err("identification.idp_metadata_certificate_file is needed in production".to_string());
        }
        if self.identification.accepted_contexts.iter().any(|class| !default_contexts().contains(class)) {
            return Err("identification.accepted_contexts: production accepts only loa2 and loa3".to_string());
        }
        let smtp = url::Url::parse(&self.mail.smtp_url).map_err(|e| format!("mail.smtp_url: {e}"))?;
        if smtp.scheme() != "smtps" && !smtp.query_pairs().any(|(key, value)| key == "tls" && value == "required") {
            return Err("mail.smtp_url: production needs smtps:// or ?tls=required".to_string());
        }
        Ok(())
    }

    /// Each is an origin and no more: a policy with a path in it lets nobody through who was redirected.
    fn check_form_targets(&self) -> Result<(), String> {
        for (key, origins) in [
            ("identification.form_targets", &self.identification.form_targets),
            ("officers.form_targets", &self.officers.form_targets),
        ] {
            for text in origins {
                // A star would let through whoever gets a name there, and a semicolon would begin another directive.
                let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.-[]".contains(&byte));
                let is_whole = !text.ends_with('.') && !text.contains(".:");
                if !is_plain || !is_whole || crate::web::server::origin(text).as_ref() != Some(text) {
                    return Err(format!("{key}: {text} must be an origin such as https://host, in lower case"));
                }
                if self.mode == Mode::Production {
                    check_production_address(key, text)?;
                }
            }
        }
        Ok(())
    }

    /// What our metadata tells Suomi.fi of the operator; a missing part would be found when it is registered.
    fn check_contacts(&self) -> Result<(), String> {
        if !self.support.email.contains('@') || !self.support.email.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("support.email must be a mail address".to_string());
        }
        for language in Language::ALL {
            let (name, website) = (self.operator.name.get(language), self.operator.website.get(language));
            if name.trim().is_empty() || name.chars().any(char::is_control) {
                return Err(format!("operator.name.{} is needed", language.code()));
            }
            if !url::Url::parse(website).is_ok_and(|address| matches!(address.scheme(), "http" | "https")) {
                return Err(format!("operator.website.{} must be an address", language.code()));
            }
        }
        Ok(())
    }

    /// Whether this is production.
    pub fn is_production(&self) -> bool {
        self.mode == Mode::Production
    }
}

fn check_production_address(key: &str, address: &str) -> Result<(), String> {
    let url = url::Url::parse(address).map_err(|e| format!("{key}: {e}"))?;
    if url.scheme() != "https" {
        return Err(format!("{key}: production needs https"));
    }
    let host = url.host_str().unwrap_or_default();
    let numeric = matches!(url.host(), Some(url::Host::Ipv4(ip)) if ip.is_loopback())
        || matches!(url.host(), Some(url::Host::Ipv6(ip)) if ip.is_loopback());
    if numeric
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.contains("simulator")
        || host.ends_with(".example")
    {
        return Err(format!("{key}: production refuses simulators"));
    }
    Ok(())
}

/// Sets `section__key` in the table; the value is read as TOML when it is TOML, and as text otherwise.
fn overlay(table: &mut toml::Table, path: &str, value: &str) -> Result<(), String> {
    let mut parts: Vec<&str> = path.split("__").collect();
    let key = parts.pop().unwrap_or_default();
    let mut section = table;
    for part in parts {
        section = section
            .entry(part)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()))
            .as_table_mut()
            .ok_or_else(|| format!("environment EKSTRANET__{}: not a section", path.to_ascii_uppercase()))?;
    }
    let read = format!("value = {value}").parse::<toml::Table>().ok().and_then(|mut table| table.remove("value"));
    section.insert(key.to_string(), read.unwrap_or_else(|| toml::Value::String(value.to_string())));
    Ok(())
}

fn one_line(text: &str) -> String {
    let kept: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('|')).collect();
    kept.join(" ")
}

#[cfg(test)]
mod tests;
