//! Encrypts an assertion for the service: AES content, its key wrapped with RSA for one certificate.

use anyhow::Context;
use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{AES_128, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::certificate;
use super::keys::random;
use super::signature::key_info;
use super::xml::Element;

/// How the content and its key are encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Method {
    /// AES-128-CBC in place of AES-128-GCM: what a careful service refuses.
    pub(super) cbc: bool,
    /// RSA PKCS #1 v1.5 in place of OAEP: what a careful service refuses.
    pub(super) rsa15: bool,
    /// An authentication tag of 12 bytes in place of 16.
    pub(super) short_tag: bool,
}

/// `saml2:EncryptedAssertion` with the canonical element inside, for the holder of the certificate's key.
///
/// # Errors
/// When the certificate is damaged or holds no RSA key.
pub(super) fn encrypted(assertion: &str, certificate: &[u8], method: Method) -> anyhow::Result<Element> {
    let content_key: [u8; 16] = random();
    let mut content = encrypt_content(assertion.as_bytes().to_vec(), &content_key, method.cbc)?;
    if method.short_tag {
        content.truncate(content.len() - 4);
    }
    let wrapped = wrap_key(&content_key, certificate::public_key(certificate)?, method.rsa15)?;
    let cipher = if method.cbc {
        "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
    } else {
        "http://www.w3.org/2009/xmlenc11#aes128-gcm"
    };
    let transport = if method.rsa15 {
        "http://www.w3.org/2001/04/xmlenc#rsa-1_5"
    } else {
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
    };
    let mut key_method = Element::new("xenc:EncryptionMethod").attribute("Algorithm", transport);
    if !method.rsa15 {
        let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
        key_method = key_method.child(Element::new("ds:DigestMethod").attribute("Algorithm", sha1));
    }
    let encrypted_key = Element::new("xenc:EncryptedKey")
        .child(key_method)
        .child(key_info(&STANDARD.encode(certificate)))
        .child(cipher_data(&wrapped));
    let data = Element::new("xenc:EncryptedData")
        .attribute("Type", "http://www.w3.org/2001/04/xmlenc#Element")
        .child(Element::new("xenc:EncryptionMethod").attribute("Algorithm", cipher))
        .child(Element::new("ds:KeyInfo").child(encrypted_key))
        .child(cipher_data(&content));
    Ok(Element::new("saml2:EncryptedAssertion").child(data))
}

fn cipher_data(bytes: &[u8]) -> Element {
    Element::new("xenc:CipherData").child(Element::new("xenc:CipherValue").text(STANDARD.encode(bytes)))
}

/// The initial vector, the encrypted bytes and, with GCM, the 128-bit tag.
fn encrypt_content(mut content: Vec<u8>, key: &[u8; 16], cbc: bool) -> anyhow::Result<Vec<u8>> {
    if cbc {
        let vector: [u8; 16] = random();
        let key = UnboundCipherKey::new(&AES_128, key).context("AES key")?;
        PaddedBlockEncryptingKey::cbc_pkcs7(key)
            .and_then(|key| key.less_safe_encrypt(&mut content, EncryptionContext::Iv128(FixedLength::from(vector))))
            .context("AES-CBC")?;
        return Ok([vector.as_slice(), &content].concat());
    }
    let vector: [u8; 12] = random();
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, key).context("AES key")?);
    key.seal_in_place_append_tag(Nonce::assume_unique_for_key(vector), Aad::empty(), &mut content)
        .context("AES-GCM")?;
    Ok([vector.as_slice(), &content].concat())
}

fn wrap_key(content_key: &[u8], public_key: &[u8], rsa15: bool) -> anyhow::Result<Vec<u8>> {
    let key = PublicEncryptingKey::from_der(public_key)
        .map_err(|rejected| anyhow::anyhow!("the service's encryption certificate holds no usable key: {rejected}"))?;
    let mut wrapped = vec![0; key.key_size_bytes()];
    if rsa15 {
        Pkcs1PublicEncryptingKey::new(key)
            .and_then(|key| key.encrypt(content_key, &mut wrapped).map(|_| ()))
            .context("RSA 1.5")?;
    } else {
        let oaep = OaepPublicEncryptingKey::new(key).context("RSA-OAEP")?;
        oaep.encrypt(&OAEP_SHA1_MGF1SHA1, content_key, &mut wrapped, None).context("RSA-OAEP")?;
    }
    Ok(wrapped)
}
