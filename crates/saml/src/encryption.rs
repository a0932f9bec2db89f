//! Opening an encrypted assertion with our own keys.
//!
//! One shape is read: AES-GCM content, one key inside the content's `KeyInfo`, wrapped with RSA-OAEP. This is done with
//! `aws-lc-rs` rather than through `saml-rs`, which takes one key per service and reads it anew for every message; the
//! identity provider picks any of our published keys at random, so several must be tried.

use crate::keys::DecryptionKey;
use crate::names::{self, ENCRYPTION, ENCRYPTION_11, SIGNATURE};
use crate::refused::Refused;
use crate::signature::decode_base64;
use crate::tree::{Children, Node};
use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM, Aad, Algorithm, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA384_MGF1SHA384, OAEP_SHA512_MGF1SHA512, OaepAlgorithm,
};
use zeroize::Zeroizing;

const TAG_LENGTH: usize = 16;

/// An encrypted assertion whose shape and algorithms are acceptable; nothing has been decrypted yet.
pub(crate) struct Sealed<'d, 'a> {
    content_algorithm: &'static Algorithm,
    content: Node<'d, 'a>,
    key_algorithm: &'static OaepAlgorithm,
    key: Node<'d, 'a>,
}

impl<'d, 'a> Sealed<'d, 'a> {
    /// Reads `saml:EncryptedAssertion`.
    pub(crate) fn read(assertion: Node<'d, 'a>, entity_id: &str) -> Result<Self, Refused> {
        assertion.only_attributes(&[])?;
        let mut children = Children::of(assertion)?;
        let data = children.required(ENCRYPTION, "EncryptedData")?;
        children.end()?;
        data.only_attributes(&["Id", "Type"])?;
        if data.attribute("Type") != Some(names::ENCRYPTED_ELEMENT) {
            return Err(Refused::Structure);
        }
        let mut children = Children::of(data)?;
        let method = children.required(ENCRYPTION, "EncryptionMethod")?;
        let key_info = children.required(SIGNATURE, "KeyInfo")?;
        let content = cipher_value(children.required(ENCRYPTION, "CipherData")?)?;
        children.end()?;
        let content_algorithm = content_algorithm(method)?;

        key_info.only_attributes(&["Id"])?;
        let mut children = Children::of(key_info)?;
        let encrypted_key = children.required(ENCRYPTION, "EncryptedKey")?;
        children.end()?;
        encrypted_key.only_attributes(&["Id", "Recipient"])?;
        if encrypted_key.attribute("Recipient").is_some_and(|recipient| recipient != entity_id) {
            return Err(Refused::Structure);
        }
        let mut children = Children::of(encrypted_key)?;
        let method = children.required(ENCRYPTION, "EncryptionMethod")?;
        children.optional(SIGNATURE, "KeyInfo");
        let key = cipher_value(children.required(ENCRYPTION, "CipherData")?)?;
        children.end()?;
        Ok(Self { content_algorithm, content, key_algorithm: key_algorithm(method)?, key })
    }

    /// The bytes that are to be opened, apart from the message.
    pub(crate) fn ciphertext(&self) -> Result<Ciphertext, Refused> {
        Ok(Ciphertext {
            key_algorithm: self.key_algorithm,
            key: decode_base64(&self.key.text()?)?,
            content_algorithm: self.content_algorithm,
            content: decode_base64(&self.content.text()?)?,
        })
    }
}

/// An encrypted assertion apart from its message.
pub(crate) struct Ciphertext {
    key_algorithm: &'static OaepAlgorithm,
    key: Vec<u8>,
    content_algorithm: &'static Algorithm,
    content: Vec<u8>,
}

impl Ciphertext {
    /// Decrypts. Call only after the signature over the whole response has been checked, so that nobody outside can
    /// learn from the answer which ciphertexts open.
    pub(crate) fn open(&self, keys: &[DecryptionKey]) -> Result<Zeroizing<String>, Refused> {
        if self.content.len() < NONCE_LEN + TAG_LENGTH {
            return Err(Refused::Decryption);
        }
        for key in keys.iter().filter(|key| key.key.key_size_bytes() == self.key.len()) {
            if let Some(plaintext) = self.try_key(key, &self.key, &self.content) {
                return String::from_utf8(plaintext).map(Zeroizing::new).map_err(|_| Refused::NotUtf8);
            }
        }
        Err(Refused::Decryption)
    }

    fn try_key(&self, key: &DecryptionKey, wrapped: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let mut room = Zeroizing::new(vec![0; key.key.min_output_size()]);
        let content_key = key.key.decrypt(self.key_algorithm, wrapped, &mut room, None).ok()?;
        // Refuses a key of the wrong length for the algorithm.
        let content_key = LessSafeKey::new(UnboundKey::new(self.content_algorithm, content_key).ok()?);
        let (nonce, ciphertext) = sealed.split_at(NONCE_LEN);
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut plaintext = ciphertext.to_vec();
        let length = content_key.open_in_place(nonce, Aad::empty(), &mut plaintext).ok()?.len();
        plaintext.truncate(length);
        Some(plaintext)
    }
}

fn content_algorithm(method: Node<'_, '_>) -> Result<&'static Algorithm, Refused> {
    method.only_attributes(&["Algorithm"])?;
    Children::of(method)?.end()?;
    match method.attribute("Algorithm") {
        Some(names::AES128_GCM) => Ok(&AES_128_GCM),
        Some(names::AES256_GCM) => Ok(&AES_256_GCM),
        _ => Err(Refused::EncryptionAlgorithm),
    }
}

/// RSA-OAEP in the combinations the library offers: one hash for both the label and the mask.
fn key_algorithm(method: Node<'_, '_>) -> Result<&'static OaepAlgorithm, Refused> {
    method.only_attributes(&["Algorithm"])?;
    let mut children = Children::of(method)?;
    let digest = children.optional(SIGNATURE, "DigestMethod");
    let mask = children.optional(ENCRYPTION_11, "MGF");
    children.end()?;
    let algorithm = |node: Node<'_, '_>| -> Result<String, Refused> {
        node.only_attributes(&["Algorithm"])?;
        Children::of(node)?.end()?;
        Ok(node.required_attribute("Algorithm")?.to_owned())
    };
    let digest = digest.map(algorithm).transpose()?;
    let mask = mask.map(algorithm).transpose()?;
    match (method.attribute("Algorithm"), digest.as_deref(), mask.as_deref()) {
        (Some(names::OAEP_MGF1P), None | Some(names::SHA1), None) => Ok(&OAEP_SHA1_MGF1SHA1),
        (Some(names::OAEP_11), Some(names::SHA256), Some(names::MGF1_SHA256)) => Ok(&OAEP_SHA256_MGF1SHA256),
        (Some(names::OAEP_11), Some(names::SHA384), Some(names::MGF1_SHA384)) => Ok(&OAEP_SHA384_MGF1SHA384),
        (Some(names::OAEP_11), Some(names::SHA512), Some(names::MGF1_SHA512)) => Ok(&OAEP_SHA512_MGF1SHA512),
        _ => Err(Refused::EncryptionAlgorithm),
    }
}

/// The value itself; a reference to a value elsewhere is refused.
fn cipher_value<'d, 'a>(data: Node<'d, 'a>) -> Result<Node<'d, 'a>, Refused> {
    data.only_attributes(&[])?;
    let mut children = Children::of(data)?;
    let value = children.required(ENCRYPTION, "CipherValue")?;
    children.end()?;
    value.only_attributes(&[])?;
    Ok(value)
}
