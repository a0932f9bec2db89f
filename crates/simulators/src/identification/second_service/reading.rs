//! How the second service reads a Response: both signatures, the addressee, the request it answers, and its own key.

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use roxmltree::{Document, Node};

use super::SecondService;
use crate::identification::signature::verify_enveloped;

/// Somebody who is signed in to the second service.
#[derive(Clone)]
pub(super) struct Visitor {
    pub(super) name: String,
    pub(super) name_id: String,
    pub(super) session_index: String,
}

impl SecondService {
    /// Who a Response says has come.
    ///
    /// # Errors
    /// A word for the log.
    pub(super) fn read(&self, xml: &str, now: Timestamp) -> Result<Visitor, &'static str> {
        let document = Document::parse(xml).map_err(|_| "xml")?;
        let root = document.root_element();
        verify_enveloped(&document, &self.provider.signing_keys).map_err(|_| "signature")?;
        if root.tag_name().name() != "Response" || root.attribute("Destination") != Some(&*self.address("acs")) {
            return Err("destination");
        }
        let request = root.attribute("InResponseTo").ok_or("request")?;
        let mut memory = self.memory.lock().expect("no panic while held");
        let place = memory.waiting.iter().position(|waiting| waiting == request).ok_or("request")?;
        memory.waiting.remove(place);
        drop(memory);
        let encrypted = named(root, "EncryptedAssertion").ok_or("no assertion")?;
        let assertion = self.opened(encrypted).ok_or("decryption")?;
        let document = Document::parse(&assertion).map_err(|_| "assertion")?;
        verify_enveloped(&document, &self.provider.signing_keys).map_err(|_| "assertion signature")?;
        let root = document.root_element();
        let until = named(root, "Conditions").and_then(|node| node.attribute("NotOnOrAfter")).ok_or("time")?;
        if until.parse::<Timestamp>().map_err(|_| "time")? <= now {
            return Err("time");
        }
        if text(root, "Audience") != Some(&*self.service.entity_id) {
            return Err("audience");
        }
        let name = root.descendants().find(|node| node.attribute("Name") == Some("urn:oid:2.16.840.1.113730.3.1.241"));
        let index = named(root, "AuthnStatement").and_then(|node| node.attribute("SessionIndex"));
        Ok(Visitor {
            name: name.and_then(|node| text(node, "AttributeValue")).unwrap_or_default().to_owned(),
            name_id: text(root, "NameID").ok_or("name")?.to_owned(),
            session_index: index.ok_or("session")?.to_owned(),
        })
    }

    fn opened(&self, encrypted: Node) -> Option<String> {
        let values: Vec<Vec<u8>> = encrypted
            .descendants()
            .filter(|node| node.tag_name().name() == "CipherValue")
            .filter_map(|node| STANDARD.decode(node.text()?.split_whitespace().collect::<String>()).ok())
            .collect();
        let [wrapped, sealed] = values.as_slice() else { return None };
        let key = PrivateDecryptingKey::from_pkcs8(&self.pkcs8).ok()?;
        let key = OaepPrivateDecryptingKey::new(key).ok()?;
        let mut room = vec![0; key.min_output_size()];
        let content_key = key.decrypt(&OAEP_SHA1_MGF1SHA1, wrapped, &mut room, None).ok()?;
        let content_key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, content_key).ok()?);
        let (nonce, sealed) = sealed.split_at_checked(12)?;
        let mut sealed = sealed.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = content_key.open_in_place(nonce, Aad::empty(), &mut sealed).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }
}

fn named<'a>(root: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    root.descendants().find(|node| node.is_element() && node.tag_name().name() == name)
}

fn text<'a>(root: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    named(root, name)?.text()
}
