//! Keys and self-signed certificates of the test parties, made once per run.

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize, PublicEncryptingKey};
use aws_lc_rs::signature::{self, KeyPair as _, RsaEncoding};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::OnceLock;

/// A key pair with its certificate.
pub struct Party {
    pub pair: KeyPair,
    pub certificate: String,
}

impl Party {
    fn new(name: &str) -> Self {
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let certificate = STANDARD.encode(self_signed(&pair, name));
        Self { pair, certificate }
    }

    pub fn public_key(&self) -> Vec<u8> {
        let der: PublicKeyX509Der<'_> = self.pair.public_key().as_der().unwrap();
        der.as_ref().to_vec()
    }

    pub fn encrypting_key(&self) -> PublicEncryptingKey {
        PublicEncryptingKey::from_der(&self.public_key()).unwrap()
    }

    pub fn sign(&self, encoding: &'static dyn RsaEncoding, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        self.pair.sign(encoding, &SystemRandom::new(), message, &mut signature).unwrap();
        signature
    }

    pub fn key_pem(&self) -> String {
        let der: Pkcs8V1Der<'_> = self.pair.as_der().unwrap();
        pem("PRIVATE KEY", &STANDARD.encode(der.as_ref()))
    }

    pub fn certificate_pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }
}

macro_rules! party {
    ($name:ident) => {
        pub fn $name() -> &'static Party {
            static PARTY: OnceLock<Party> = OnceLock::new();
            PARTY.get_or_init(|| Party::new(stringify!($name)))
        }
    };
}

party!(provider);
party!(next_provider);
party!(attacker);
party!(service);
party!(opener);
party!(second_opener);
party!(metadata_signer);

fn pem(label: &str, base64: &str) -> String {
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// A minimal X.509 v3 certificate, written by hand in DER.
fn self_signed(pair: &KeyPair, name: &str) -> Vec<u8> {
    certificate(pair, name, name, &[])
}

/// A certificate of a party in base64 as an authority would issue it, for systems or for TLS servers. Nobody here asks
/// whether the authority has signed it.
pub fn issued(party: &Party, for_servers: bool) -> String {
    let usage = tagged(0x06, &[vec![0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01]]);
    let extension = [tagged(0x06, &[vec![0x55, 0x1d, 0x25]]), tagged(0x04, &[tagged(0x30, &[usage])])];
    let extensions = tagged(0xa3, &[tagged(0x30, &[tagged(0x30, &extension)])]);
    let extensions = if for_servers { vec![extensions] } else { Vec::new() };
    STANDARD.encode(certificate(&party.pair, "authority", "service", &extensions))
}

fn certificate(pair: &KeyPair, issuer: &str, subject: &str, extensions: &[Vec<u8>]) -> Vec<u8> {
    let algorithm = tagged(0x30, &[tagged(0x06, &[vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11]]), vec![5, 0]]);
    let named = |name: &str| {
        let common_name = tagged(0x30, &[vec![0x06, 3, 0x55, 4, 3], tagged(0x0c, &[name.as_bytes().to_vec()])]);
        tagged(0x30, &[tagged(0x31, &[common_name])])
    };
    let time = |text: &str| tagged(0x17, &[text.as_bytes().to_vec()]);
    let validity = tagged(0x30, &[time("250101000000Z"), time("350101000000Z")]);
    let public_key: PublicKeyX509Der<'_> = pair.public_key().as_der().unwrap();
    let mut parts = vec![
        vec![0xa0, 3, 2, 1, 2],
        vec![2, 1, 1],
        algorithm.clone(),
        named(issuer),
        validity,
        named(subject),
        public_key.as_ref().to_vec(),
    ];
    parts.extend_from_slice(extensions);
    let body = tagged(0x30, &parts);
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&signature::RSA_PKCS1_SHA256, &SystemRandom::new(), &body, &mut signature).unwrap();
    tagged(0x30, &[body, algorithm, tagged(0x03, &[vec![0], signature])])
}

fn tagged(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let content = parts.concat();
    let mut encoded = vec![tag];
    match content.len() {
        length @ 0..=0x7f => encoded.push(u8::try_from(length).unwrap()),
        length @ 0x80..=0xff => encoded.extend([0x81, u8::try_from(length).unwrap()]),
        length => {
            encoded.push(0x82);
            encoded.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    encoded.extend(content);
    encoded
}
