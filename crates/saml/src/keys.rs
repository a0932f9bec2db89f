//! Keys and certificates: read once, kept ready for use.

use crate::names;
use crate::refused::{Refused, Setting};
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RSA_PKCS1_SHA256,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// The public key of a certificate.
pub(crate) struct Certificate {
    /// The certificate in base64 without line ends, as metadata and the second verifier want it.
    pub(crate) text: [String; 1],
    sha256: ParsedPublicKey,
    sha384: ParsedPublicKey,
    sha512: ParsedPublicKey,
}

impl Certificate {
    /// Reads the base64 of a certificate; only RSA keys of 2,048 to 8,192 bits are taken.
    pub(crate) fn from_base64(text: &str) -> Result<Self, Refused> {
        let text: String = text.chars().filter(|character| !character.is_ascii_whitespace()).collect();
        let key = saml_rs::crypto::keys::load_certificate(&text).map_err(|_| Refused::MetadataCertificate)?;
        let public = key.to_spki_der().ok_or(Refused::MetadataCertificate)?;
        let parse = |algorithm| ParsedPublicKey::new(algorithm, &public).map_err(|_| Refused::MetadataCertificate);
        let certificate = Self {
            sha256: parse(&RSA_PKCS1_2048_8192_SHA256)?,
            sha384: parse(&RSA_PKCS1_2048_8192_SHA384)?,
            sha512: parse(&RSA_PKCS1_2048_8192_SHA512)?,
            text: [text],
        };
        if certificate.is_strong() { Ok(certificate) } else { Err(Refused::MetadataCertificate) }
    }

    /// Reads the one certificate of a PEM text.
    pub(crate) fn from_pem(pem: &str) -> Result<Self, Refused> {
        match blocks(pem, "CERTIFICATE").as_slice() {
            [one] => Self::from_base64(one),
            _ => Err(Refused::MetadataCertificate),
        }
    }

    pub(crate) fn public_key(&self) -> Result<PublicKeyX509Der<'static>, Refused> {
        self.sha256.as_der().map_err(|_| Refused::Cryptography)
    }

    /// Whether this key made the signature, with an algorithm on the list.
    pub(crate) fn verifies(&self, algorithm: &str, message: &[u8], signature: &[u8]) -> Result<bool, Refused> {
        let key = match algorithm {
            names::RSA_SHA256 => &self.sha256,
            names::RSA_SHA384 => &self.sha384,
            names::RSA_SHA512 => &self.sha512,
            _ => return Err(Refused::SignatureAlgorithm),
        };
        Ok(key.verify_sig(message, signature).is_ok())
    }

    /// An RSA modulus of 2,048 bits makes a public key of 294 bytes.
    fn is_strong(&self) -> bool {
        const PUBLIC_KEY_OF_2048_BITS: usize = 294;
        self.public_key().is_ok_and(|key| key.as_ref().len() >= PUBLIC_KEY_OF_2048_BITS)
    }
}

/// The key that signs our requests.
pub(crate) struct SigningKey(KeyPair);

impl SigningKey {
    pub(crate) fn from_pem(pem: &str) -> Result<Self, Refused> {
        let der = private_key(pem).ok_or(Refused::Setting(Setting::SigningKey))?;
        let key = KeyPair::from_pkcs8(&der).map_err(|_| Refused::Setting(Setting::SigningKey))?;
        if key.public_modulus_len() < 256 {
            return Err(Refused::Setting(Setting::SigningKey));
        }
        Ok(Self(key))
    }

    pub(crate) fn belongs_to(&self, certificate: &Certificate) -> Result<bool, Refused> {
        let own: PublicKeyX509Der<'_> = self.0.public_key().as_der().map_err(|_| Refused::Cryptography)?;
        Ok(own.as_ref() == certificate.public_key()?.as_ref())
    }

    /// Signs with RSA PKCS#1 v1.5 and SHA-256. The signature is deterministic; the generator is a formality of the call.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Refused> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| Refused::Cryptography)?;
        Ok(signature)
    }
}

/// A key that opens assertions, with the certificate it was published under.
pub(crate) struct DecryptionKey {
    pub(crate) key: OaepPrivateDecryptingKey,
    pub(crate) certificate: Option<Certificate>,
    public_key: PublicKeyX509Der<'static>,
}

impl DecryptionKey {
    /// Reads a PEM text with a PKCS#8 RSA key and, optionally, its certificate.
    pub(crate) fn from_pem(pem: &str) -> Result<Self, Refused> {
        const REFUSED: Refused = Refused::Setting(Setting::DecryptionKeys);
        let der = private_key(pem).ok_or(REFUSED)?;
        let key = PrivateDecryptingKey::from_pkcs8(&der).map_err(|_| REFUSED)?;
        let public_key: PublicKeyX509Der<'static> = key.public_key().as_der().map_err(|_| REFUSED)?;
        if key.key_size_bits() < 2048 {
            return Err(REFUSED);
        }
        let certificate = match blocks(pem, "CERTIFICATE").as_slice() {
            [] => None,
            [one] => Some(Certificate::from_base64(one).map_err(|_| REFUSED)?),
            _ => return Err(REFUSED),
        };
        let own = Self { key: OaepPrivateDecryptingKey::new(key).map_err(|_| REFUSED)?, certificate, public_key };
        match &own.certificate {
            Some(certificate) if !own.belongs_to(certificate)? => Err(REFUSED),
            _ => Ok(own),
        }
    }

    /// Uses the key once on bytes that cannot open, so that its first real use is not the slow one.
    pub(crate) fn exercise(&self) {
        let mut room = Zeroizing::new(vec![0; self.key.min_output_size()]);
        let mut wrapped = vec![0; self.key.key_size_bytes()];
        wrapped[1] = 1;
        // Always fails, after the private operation.
        let _ = self.key.decrypt(&OAEP_SHA256_MGF1SHA256, &wrapped, &mut room, None);
    }

    pub(crate) fn belongs_to(&self, certificate: &Certificate) -> Result<bool, Refused> {
        Ok(self.public_key.as_ref() == certificate.public_key()?.as_ref())
    }
}

fn private_key(pem: &str) -> Option<Zeroizing<Vec<u8>>> {
    match blocks(pem, "PRIVATE KEY").as_slice() {
        [one] => STANDARD.decode(one.as_bytes()).ok().map(Zeroizing::new),
        _ => None,
    }
}

/// The base64 of every PEM block with this label, without line ends.
fn blocks(pem: &str, label: &str) -> Vec<Zeroizing<String>> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let mut found = Vec::new();
    let mut rest = pem;
    while let Some((_, after)) = rest.split_once(&begin) {
        let Some((body, next)) = after.split_once(&end) else { break };
        found.push(Zeroizing::new(body.chars().filter(|character| !character.is_ascii_whitespace()).collect()));
        rest = next;
    }
    found
}
