//! Reads the public certificate of a server, PEM or DER. A private key is refused before anything else looks at it.

use x509_cert::Certificate;
use x509_cert::der::pem::LineEnding;
use x509_cert::der::{Decode as _, Encode as _, EncodePem as _};

use crate::kernel::{Date, Instant, holds_typed_identity_code, sha256};

/// What a certificate says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PublicCertificate {
    pub subject: String,
    pub issuer: String,
    /// Hexadecimal.
    pub serial_number: String,
    /// SHA-256 of its DER, hexadecimal.
    pub fingerprint: String,
    pub valid_from: Date,
    /// The last whole day on which it is valid.
    pub valid_until: Date,
    pub der: Vec<u8>,
    /// The same as text, without the rest of its chain.
    pub pem: String,
}

impl PublicCertificate {
    /// Whether its holder has signed it itself.
    pub fn is_self_signed(&self) -> bool {
        self.subject == self.issuer
    }
}

/// Why something is not taken as a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CertificateProblem {
    Missing,
    PrivateKey,
    NotACertificate,
    /// It has ended, or ends before today does.
    Expired,
    /// A name in it looks like a personal identity code.
    IdentityCode,
}

/// The longest that a certificate with its chain may be, in bytes.
pub(super) const CERTIFICATE_LIMIT: usize = 64 * 1024;

/// The last day in Helsinki on which something that ends with a second is valid until midnight.
pub(super) fn last_whole_day(last_second: Instant) -> Date {
    let end = last_second.plus_seconds(1).in_helsinki().date();
    end.yesterday().unwrap_or(end)
}

/// Reads a certificate that is valid today or later. Of a chain the first one counts, which is the server's own.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(bytes: &[u8], today: Date) -> Result<PublicCertificate, CertificateProblem> {
    use CertificateProblem as Problem;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::Missing);
    }
    if bytes.len() > CERTIFICATE_LIMIT {
        return Err(Problem::NotACertificate);
    }
    if memchr::memmem::find(bytes, b"PRIVATE KEY").is_some() {
        return Err(Problem::PrivateKey);
    }
    let certificate = match memchr::memmem::find(bytes, b"-----BEGIN") {
        Some(at) => Certificate::load_pem_chain(&bytes[at..]).ok().and_then(|chain| chain.into_iter().next()),
        None => Certificate::from_der(bytes).ok(),
    };
    let certificate = certificate.ok_or(Problem::NotACertificate)?;
    let der = certificate.to_der().map_err(|_| Problem::NotACertificate)?;
    let about = &certificate.tbs_certificate;
    let moment = |time: x509_cert::time::Time| {
        Instant::from_milliseconds(i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX))
    };
    let read = PublicCertificate {
        subject: about.subject.to_string(),
        issuer: about.issuer.to_string(),
        serial_number: crate::kernel::hexadecimal(about.serial_number.as_bytes()),
        fingerprint: sha256(&der),
        valid_from: moment(about.validity.not_before).date(),
        valid_until: last_whole_day(moment(about.validity.not_after)),
        der,
        pem: certificate.to_pem(LineEnding::LF).map_err(|_| Problem::NotACertificate)?,
    };
    if holds_typed_identity_code(&read.subject) || holds_typed_identity_code(&read.issuer) {
        return Err(Problem::IdentityCode);
    }
    if read.valid_until < today { Err(Problem::Expired) } else { Ok(read) }
}
