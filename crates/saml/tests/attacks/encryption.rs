//! Rows 10, 11 and 12 for the encryption: everything here is properly signed by the provider.

use crate::keys;
use crate::provider::{Cipher, ENTITY_ID, Reply, Transport};
use crate::service::{accepted, refused};

const OAEP_METHOD: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

#[test]
fn the_control_is_accepted() {
    accepted(&Reply::good());
}

#[test]
fn cbc_is_refused_although_the_assertion_would_open() {
    refused(&Reply { cipher: Cipher::Aes128Cbc, ..Reply::good() }, "encryption-algorithm");
}

#[test]
fn rsa_1_5_is_refused_although_the_key_would_open() {
    refused(&Reply { transport: Transport::Rsa15, ..Reply::good() }, "encryption-algorithm");
}

#[test]
fn other_content_and_key_algorithms_are_refused() {
    let content = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    for other in [
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        "http://www.w3.org/2001/04/xmlenc#tripledes-cbc",
        "http://www.w3.org/2009/xmlenc11#aes192-gcm",
        "urn:none",
        "",
    ] {
        refused(&Reply::good().in_wrapper(content, other), "encryption-algorithm");
    }
    for other in ["http://www.w3.org/2001/04/xmlenc#kw-aes128", "http://www.w3.org/2009/xmlenc11#dh-es", "urn:none"] {
        refused(&Reply::good().in_wrapper(OAEP_METHOD, other), "encryption-algorithm");
    }
}

#[test]
fn a_key_of_the_wrong_length_for_the_named_cipher_is_refused() {
    let reply = Reply::good().in_wrapper("xmlenc11#aes128-gcm", "xmlenc11#aes256-gcm");
    refused(&reply, "decryption");
}

#[test]
fn oaep_with_other_hashes_than_were_used_or_with_a_label_is_refused() {
    let sha1 = "Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"";
    let sha256 = "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"";
    refused(&Reply::good().in_wrapper(sha1, sha256), "encryption-algorithm");
    let newer = Reply { transport: Transport::Oaep256, ..Reply::good() };
    refused(&newer.clone().in_wrapper("#mgf1sha256", "#mgf1sha1"), "encryption-algorithm");
    refused(&newer.clone().in_wrapper("#mgf1sha256", "#mgf1sha512"), "encryption-algorithm");
    refused(&newer.in_wrapper("xmlenc#sha256", "xmlenc#sha512"), "encryption-algorithm");
    let label = "<xenc:OAEPparams>AAAA</xenc:OAEPparams><ds:DigestMethod";
    refused(&Reply::good().in_wrapper("<ds:DigestMethod", label), "structure");
}

#[test]
fn a_short_or_changed_authentication_tag_is_refused() {
    refused(&Reply { damage: |sealed| sealed.truncate(sealed.len() - 1), ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed.truncate(sealed.len() - 4), ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed.truncate(sealed.len() - 16), ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed.truncate(27), ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed.truncate(12), ..Reply::good() }, "decryption");
    refused(&Reply { damage: Vec::clear, ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| *sealed.last_mut().unwrap() ^= 1, ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed[0] ^= 1, ..Reply::good() }, "decryption");
    refused(&Reply { damage: |sealed| sealed[200] ^= 1, ..Reply::good() }, "decryption");
}

#[test]
fn an_assertion_sealed_for_somebody_else_is_refused() {
    refused(&Reply { opener: keys::attacker(), ..Reply::good() }, "decryption");
    let recipient = format!("Recipient=\"{ENTITY_ID}\"");
    refused(&Reply::good().in_wrapper(&recipient, "Recipient=\"https://other.example.fi/saml\""), "structure");
    accepted(&Reply::good().in_wrapper(&format!(" {recipient}"), ""));
}

#[test]
fn a_key_or_content_by_reference_is_refused() {
    let retrieval = "<ds:RetrievalMethod URI=\"#_key\"></ds:RetrievalMethod><xenc:EncryptedKey";
    refused(&Reply::good().in_wrapper("<xenc:EncryptedKey", retrieval), "structure");
    let value = "<xenc:CipherReference URI=\"https://evil.example/x\"></xenc:CipherReference><xenc:CipherValue>";
    refused(&Reply::good().in_wrapper("<xenc:CipherValue>", value), "structure");
    refused(&Reply::good().in_wrapper(" Type=\"http://www.w3.org/2001/04/xmlenc#Element\"", ""), "structure");
    refused(&Reply::good().in_wrapper("xmlenc#Element", "xmlenc#Content"), "structure");
}

#[test]
fn a_second_key_or_a_second_content_is_refused() {
    let sealed = Reply::good().sealed();
    let part = |start: &str, end: &str| {
        let from = sealed.find(start).unwrap();
        let to = sealed.rfind(end).unwrap() + end.len();
        sealed[from..to].to_owned()
    };
    let key = part("<xenc:EncryptedKey ", "</xenc:EncryptedKey>").replace("_key", "_key2");
    refused(&Reply::good().in_wrapper("</ds:KeyInfo>", &format!("{key}</ds:KeyInfo>")), "structure");
    let names = "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"";
    let beside = key.replacen("EncryptedKey ", &format!("EncryptedKey {names} "), 1);
    let outside = format!("{beside}</saml2:EncryptedAssertion>");
    refused(&Reply::good().in_wrapper("</saml2:EncryptedAssertion>", &outside), "structure");
    let data =
        part("<xenc:EncryptedData ", "</xenc:EncryptedData>").replace("_key", "_key2").replace("_data", "_data2");
    let twice = format!("{data}</saml2:EncryptedAssertion>");
    refused(&Reply::good().in_wrapper("</saml2:EncryptedAssertion>", &twice), "structure");
}

#[test]
fn a_plaintext_that_is_not_one_assertion_is_refused() {
    for (plaintext, code) in [
        ("", "forbidden-markup"),
        ("text", "forbidden-markup"),
        ("<x></x>", "assertion-count"),
        (" <x></x>", "forbidden-markup"),
    ] {
        refused(&Reply::good().with_plaintext(plaintext.to_owned()), code);
    }
    let assertion = Reply::good().signed_assertion();
    refused(&Reply::good().with_plaintext(format!("{assertion}{assertion}")), "not-well-formed");
    let inherited = assertion.replacen(" xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"", "", 1);
    refused(&Reply::good().with_plaintext(inherited), "not-well-formed");
}
