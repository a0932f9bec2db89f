//! The RSA key of the operator directory: made anew in each run, signs id tokens, published as a JSON Web Key.

use anyhow::bail;
use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// A key pair with its published half.
pub(super) struct SigningKey {
    pair: KeyPair,
    id: String,
    public: Value,
}

impl SigningKey {
    /// Makes a key of 2048 bits.
    pub(super) fn generate() -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).expect("the system gives randomness");
        let (modulus, exponent) = parts(pair.public_key().as_ref()).expect("the public key is as in RFC 8017");
        let thumbprint = digest::digest(&digest::SHA256, pair.public_key().as_ref());
        let id = URL_SAFE_NO_PAD.encode(&thumbprint.as_ref()[..12]);
        let public = json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
            "n": URL_SAFE_NO_PAD.encode(modulus), "e": URL_SAFE_NO_PAD.encode(exponent),
        });
        Self { pair, id, public }
    }

    /// The published half as a JSON Web Key.
    pub(super) fn public(&self) -> &Value {
        &self.public
    }

    /// The same key under the identifier of another one: what signs in the name of a key and is not it.
    pub(super) fn posing_as(self, other: &SigningKey) -> Self {
        Self { id: other.id.clone(), ..self }
    }

    /// The claims as a signed compact JWT.
    pub(super) fn sign(&self, claims: &Value) -> anyhow::Result<String> {
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": self.id });
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = SystemRandom::new();
        if self.pair.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).is_err() {
            bail!("cannot sign");
        }
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// Modulus and exponent of an `RSAPublicKey` (RFC 8017 A.1.1), without leading zeros.
fn parts(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (sequence, _) = value(der, 0x30)?;
    let (modulus, rest) = value(sequence, 0x02)?;
    let (exponent, _) = value(rest, 0x02)?;
    Some((without_zeros(modulus), without_zeros(exponent)))
}

/// The content of the first DER value, which must have the tag, and what follows it.
fn value(der: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&[found, first], rest) = der.split_first_chunk::<2>()?;
    if found != tag {
        return None;
    }
    let (length, rest) = if first < 0x80 {
        (usize::from(first), rest)
    } else {
        let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
        (bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte)), rest)
    };
    rest.split_at_checked(length)
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    &number[zeros..]
}
