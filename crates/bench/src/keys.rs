//! RSA keys with self-signed certificates, and what the bare operations with them cost.

use anyhow::Context as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

use crate::machine;

/// A new key and its certificate, both PEM. 2048 or 3072 bits.
pub fn make(bits: u32) -> anyhow::Result<(String, String)> {
    let size = if bits == 2048 { RsaKeySize::_2048 } else { RsaKeySize::_3072 };
    let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, size).context("cannot make a key")?;
    let mut parameters = CertificateParams::new(Vec::new())?;
    parameters.distinguished_name.push(DnType::CommonName, "Kanta Ekstranet (measuring)");
    let certificate = parameters.self_signed(&key).context("cannot make a certificate")?;
    Ok((key.serialize_pem(), certificate.pem()))
}

/// CPU seconds of one private operation (opening an RSA-OAEP ciphertext) and of one signature check.
#[derive(Clone, Copy)]
pub struct Bare {
    pub private: f64,
    pub check: f64,
}

/// Measures the bare operations with a key in PEM on the calling thread for about `seconds`.
pub fn measure(key_pem: &str, seconds: f64) -> anyhow::Result<Bare> {
    let der: String =
        key_pem.lines().skip(1).take_while(|line| !line.starts_with("-----")).collect::<Vec<_>>().concat();
    let der = STANDARD.decode(der).context("the key is PEM")?;
    let private = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(&der)?)?;
    let public = OaepPublicEncryptingKey::new(PrivateDecryptingKey::from_pkcs8(&der)?.public_key())?;
    let mut sealed = vec![0; public.ciphertext_size()];
    let sealed = public.encrypt(&OAEP_SHA256_MGF1SHA256, &[7; 32], &mut sealed, None)?;
    let pair = RsaKeyPair::from_pkcs8(&der)?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), b"message", &mut signature)?;
    let verifier = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
    let mut opened = vec![0; private.min_output_size()];
    Ok(Bare {
        private: each(seconds * 0.7, || {
            Ok(private.decrypt(&OAEP_SHA256_MGF1SHA256, sealed, &mut opened, None).map(drop)?)
        })?,
        check: each(seconds * 0.3, || Ok(verifier.verify(b"message", &signature)?))?,
    })
}

/// CPU seconds of one call, the mean over about `seconds` on the calling thread.
pub fn each(seconds: f64, mut call: impl FnMut() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let began = machine::seconds_of_thread();
    let mut calls = 0.0;
    loop {
        for _ in 0..8 {
            call()?;
        }
        calls += 8.0;
        let spent = machine::seconds_of_thread() - began;
        if spent >= seconds {
            return Ok(spent / calls);
        }
    }
}
