//! The identity provider's keys: made at the first start, kept as PEM files, read again at the next.

use std::fs;
use std::path::Path;

use anyhow::Context;
use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::certificate;

/// A private key with its self-signed certificate.
pub(super) struct Key {
    pair: RsaKeyPair,
    /// The certificate in DER.
    pub(super) certificate: Vec<u8>,
}

impl Key {
    /// The RSA-SHA256 signature (PKCS #1 v1.5) of the bytes.
    pub(super) fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .expect("a loaded RSA key signs any message");
        signature
    }

    /// The certificate as base64 without line breaks, as XML carries it.
    pub(super) fn certificate_base64(&self) -> String {
        STANDARD.encode(&self.certificate)
    }

    pub(super) fn load_or_make(
        directory: &Path,
        name: &str,
        subject: &str,
        size: KeySize,
        now: Timestamp,
    ) -> anyhow::Result<Key> {
        fs::create_dir_all(directory).with_context(|| format!("making the directory {}", directory.display()))?;
        let key_file = directory.join(format!("{name}.key"));
        let certificate_file = directory.join(format!("{name}.crt"));
        if !key_file.exists() || !certificate_file.exists() {
            let (key, certificate) = make(subject, size, now)?;
            write_private(&key_file, &key)?;
            fs::write(&certificate_file, certificate).with_context(|| format!("writing {name}.crt"))?;
        }
        let read = |file: &Path| fs::read_to_string(file).with_context(|| format!("reading {}", file.display()));
        let pkcs8 = certificate::decode(&read(&key_file)?)?;
        let pair = RsaKeyPair::from_pkcs8(&pkcs8)
            .map_err(|rejected| anyhow::anyhow!("{} is no RSA key: {rejected}", key_file.display()))?;
        let certificate = certificate::decode(&read(&certificate_file)?)?;
        let named = certificate::public_key(&certificate)?;
        let own = pair.public_key().as_ref();
        anyhow::ensure!(
            named.windows(own.len()).any(|window| window == own),
            "{} is not the certificate of its key; remove both files to make new ones",
            certificate_file.display()
        );
        Ok(Key { pair, certificate })
    }
}

/// Every key of the identity provider.
pub(super) struct Keys {
    /// Signs messages until the rotation switch is turned.
    pub(super) active: Key,
    /// In the metadata beside the active one; signs messages after the rotation.
    pub(super) next: Key,
    /// In no metadata: what an attacker, or a key long out of use, would sign with.
    pub(super) retired: Key,
    /// Signs only the metadata file.
    pub(super) metadata: Key,
}

impl Keys {
    /// Reads the keys from the directory, making what is missing.
    ///
    /// # Errors
    /// When the directory cannot be written or a file in it is damaged.
    pub(super) fn load_or_make(directory: &Path, now: Timestamp) -> anyhow::Result<Keys> {
        let load = |name, subject, size| Key::load_or_make(directory, name, subject, size, now);
        Ok(Keys {
            active: load("idp-signing-1", "Simulated identification, signing 1", KeySize::Rsa3072)?,
            next: load("idp-signing-2", "Simulated identification, signing 2", KeySize::Rsa3072)?,
            retired: load("idp-signing-retired", "Simulated identification, out of use", KeySize::Rsa3072)?,
            metadata: load("metadata-signing", "Simulated identification, metadata", KeySize::Rsa2048)?,
        })
    }
}

/// A new key and its certificate for two years, both as PEM.
fn make(subject: &str, size: KeySize, now: Timestamp) -> anyhow::Result<(String, String)> {
    let size = if matches!(size, KeySize::Rsa2048) { rcgen::RsaKeySize::_2048 } else { rcgen::RsaKeySize::_3072 };
    let key = rcgen::KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, size)?;
    let mut parameters = rcgen::CertificateParams::new(Vec::new())?;
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters.distinguished_name.push(rcgen::DnType::CommonName, subject);
    parameters.distinguished_name.push(rcgen::DnType::OrganizationName, "TEST");
    let today = now.to_zoned(TimeZone::UTC).date();
    let moment = |year: i16| {
        let day = u8::try_from(today.day().min(28)).unwrap_or(1);
        rcgen::date_time_ymd(year.into(), u8::try_from(today.month()).unwrap_or(1), day)
    };
    parameters.not_before = moment(today.year());
    parameters.not_after = moment(today.year() + 2);
    let certificate = parameters.self_signed(&key)?;
    Ok((key.serialize_pem(), certificate.pem()))
}

#[cfg(unix)]
fn write_private(file: &Path, text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut open = fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(file)?;
    open.write_all(text.as_bytes()).with_context(|| format!("writing {}", file.display()))
}

#[cfg(not(unix))]
fn write_private(file: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("writing {}", file.display()))
}

/// Random bytes from the system.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).expect("the system gives randomness");
    bytes
}

/// A new identifier of 128 random bits that XML accepts as an `ID`: `_` and 32 hexadecimal digits.
pub(super) fn new_id() -> String {
    random::<16>().iter().fold(String::from("_"), |mut id, byte| {
        use std::fmt::Write as _;
        let _ = write!(id, "{byte:02x}");
        id
    })
}
