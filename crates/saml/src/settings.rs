//! The service provider's settings, checked once at start so that a wrong one is found before the first sign-in.

use crate::keys::{Certificate, DecryptionKey, SigningKey};
use crate::refused::{Refused, Setting};
use zeroize::Zeroizing;

const LARGEST_CLOCK_SKEW_SECONDS: i64 = 180;

/// The settings of this service provider.
pub struct Settings {
    /// The identifier registered with Suomi.fi, compared letter by letter there.
    pub entity_id: String,
    /// Where responses are posted.
    pub acs_url: String,
    /// Where sign-out messages arrive.
    pub slo_url: String,
    /// PEM, PKCS#8, RSA of at least 2,048 bits; signs our requests.
    pub signing_key_pem: Zeroizing<String>,
    /// PEM; the certificate of the signing key.
    pub signing_certificate_pem: String,
    /// One PEM text per key that opens assertions: PKCS#8 RSA, and its certificate beside it when metadata shall publish
    /// one. A key that is also the signing key needs no certificate of its own. A key without a certificate still opens
    /// assertions, which is what a withdrawn key is for.
    pub decryption_keys_pem: Vec<Zeroizing<String>>,
    /// The context classes that count as identified here.
    pub accepted_contexts: Vec<String>,
    /// How far the two clocks may differ; 60 is usual, 180 the most.
    pub clock_skew_seconds: i64,
}

/// The language of the identity provider's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Finnish.
    Fi,
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Language {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

/// Settings that have been found usable.
pub(crate) struct Checked {
    pub(crate) entity_id: String,
    pub(crate) acs_url: String,
    pub(crate) slo_url: String,
    pub(crate) signing_key: SigningKey,
    pub(crate) signing_certificate: Certificate,
    pub(crate) decryption_keys: Vec<DecryptionKey>,
    pub(crate) accepted_contexts: Vec<String>,
    pub(crate) skew: i64,
}

impl Checked {
    pub(crate) fn new(settings: Settings) -> Result<Self, Refused> {
        let require = |fits: bool, setting| if fits { Ok(()) } else { Err(Refused::Setting(setting)) };
        require(is_entity_id(&settings.entity_id), Setting::EntityId)?;
        require(is_address(&settings.acs_url) && is_address(&settings.slo_url), Setting::Address)?;
        require((0..=LARGEST_CLOCK_SKEW_SECONDS).contains(&settings.clock_skew_seconds), Setting::ClockSkew)?;
        let contexts = &settings.accepted_contexts;
        require(!contexts.is_empty() && contexts.iter().all(|class| class.contains(':')), Setting::AcceptedContexts)?;
        let signing_key = SigningKey::from_pem(&settings.signing_key_pem)?;
        let signing_certificate = Certificate::from_pem(&settings.signing_certificate_pem)
            .map_err(|_| Refused::Setting(Setting::SigningCertificate))?;
        require(signing_key.belongs_to(&signing_certificate)?, Setting::SigningCertificate)?;
        let decryption_keys = settings
            .decryption_keys_pem
            .iter()
            .map(|pem| DecryptionKey::from_pem(pem))
            .collect::<Result<Vec<_>, _>>()?;
        require(!decryption_keys.is_empty(), Setting::DecryptionKeys)?;
        let checked = Self {
            entity_id: settings.entity_id,
            acs_url: settings.acs_url,
            slo_url: settings.slo_url,
            signing_key,
            signing_certificate,
            decryption_keys,
            accepted_contexts: settings.accepted_contexts,
            skew: settings.clock_skew_seconds * 1000,
        };
        require(!checked.encryption_certificates()?.is_empty(), Setting::EncryptionCertificate)?;
        Ok(checked)
    }

    /// The certificates to publish for encryption, in base64.
    pub(crate) fn encryption_certificates(&self) -> Result<Vec<&str>, Refused> {
        let mut certificates = Vec::new();
        for key in &self.decryption_keys {
            if let Some(certificate) = &key.certificate {
                certificates.push(certificate.text[0].as_str());
            } else if key.belongs_to(&self.signing_certificate)? {
                certificates.push(self.signing_certificate.text[0].as_str());
            }
        }
        Ok(certificates)
    }
}

/// The pattern Suomi.fi's identity provider accepts.
pub(crate) fn is_entity_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b':' | b'/' | b'_');
    (10..=255).contains(&text.len()) && text.bytes().all(allowed)
}

/// An `https` or `http` address without spaces, quotes, angle brackets or a fragment. Whether plain `http` is allowed is
/// the portal's decision: the local simulators use it.
pub(crate) fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'#');
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && text.len() <= 1024 && text.bytes().all(plain)
}
