//! XML signatures around an element and query signatures of the Redirect binding: making our own, checking others'.

use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RsaParameters,
    UnparsedPublicKey,
};
use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use roxmltree::{Document, Node};

use super::canonical::canonical;
use super::certificate;
use super::keys::Key;
use super::problem::Problem;
use super::xml::{Element, namespace};

pub(super) const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const RSA_SHA384: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384";
const RSA_SHA512: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";
const SHA512: &str = "http://www.w3.org/2001/04/xmlenc#sha512";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
const HMAC: &str = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const EXCLUSIVE: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";

/// Ways to sign that a careful service refuses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// The digest is SHA-1.
    pub(super) sha1: bool,
    /// The public key, which everybody has, is used as a shared secret.
    pub(super) hmac: bool,
    /// An `XPath` transform more, which leaves nothing out.
    pub(super) path: bool,
}

/// The element with a signature over it at `place` among its children. The element must have an `ID`.
pub(super) fn signed(element: Element, place: usize, key: &Key) -> Element {
    let covered = element.clone();
    signed_as(element, place, key, Style::default(), &covered)
}

/// The element with a signature in some style over `covered`, which is itself or a part of it and has an `ID`.
pub(super) fn signed_as(element: Element, place: usize, key: &Key, style: Style, covered: &Element) -> Element {
    let (digest_name, digest_algorithm) =
        if style.sha1 { (SHA1, &digest::SHA1_FOR_LEGACY_USE_ONLY) } else { (SHA256, &digest::SHA256) };
    let digest = digest::digest(digest_algorithm, covered.canonical().as_bytes());
    let transform = |algorithm: &str| Element::new("ds:Transform").attribute("Algorithm", algorithm);
    let mut transforms = Element::new("ds:Transforms").child(transform(ENVELOPED));
    if style.path {
        let path = Element::new("ds:XPath").text("not(ancestor-or-self::ds:Signature)");
        transforms = transforms.child(transform(XPATH).child(path));
    }
    let reference = Element::new("ds:Reference")
        .attribute("URI", format!("#{}", covered.id()))
        .child(transforms.child(transform(EXCLUSIVE)))
        .child(Element::new("ds:DigestMethod").attribute("Algorithm", digest_name))
        .child(Element::new("ds:DigestValue").text(STANDARD.encode(digest)));
    let signed_info = Element::new("ds:SignedInfo")
        .child(Element::new("ds:CanonicalizationMethod").attribute("Algorithm", EXCLUSIVE))
        .child(Element::new("ds:SignatureMethod").attribute("Algorithm", if style.hmac { HMAC } else { RSA_SHA256 }))
        .child(reference);
    let message = signed_info.canonical();
    let value = if style.hmac {
        let public = certificate::public_key(&key.certificate).unwrap_or_default();
        hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, public), message.as_bytes()).as_ref().to_vec()
    } else {
        key.sign(message.as_bytes())
    };
    let signature = Element::new("ds:Signature")
        .child(signed_info)
        .child(Element::new("ds:SignatureValue").text(STANDARD.encode(value)))
        .child(key_info(&key.certificate_base64()));
    element.insert(place, signature)
}

/// `ds:KeyInfo` that carries a certificate.
pub(super) fn key_info(certificate_base64: &str) -> Element {
    let certificate = Element::new("ds:X509Certificate").text(certificate_base64);
    Element::new("ds:KeyInfo").child(Element::new("ds:X509Data").child(certificate))
}

/// A query string signed as the Redirect binding says; `kind` is `SAMLRequest` or `SAMLResponse`.
pub(super) fn signed_query(kind: &str, deflated: &[u8], relay_state: Option<&str>, key: &Key) -> String {
    let mut query = format!("{kind}={}", encode(&STANDARD.encode(deflated)));
    if let Some(relay_state) = relay_state {
        query.push_str("&RelayState=");
        query.push_str(&encode(relay_state));
    }
    query.push_str("&SigAlg=");
    query.push_str(&encode(RSA_SHA256));
    let signature = STANDARD.encode(key.sign(query.as_bytes()));
    format!("{query}&Signature={}", encode(&signature))
}

const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encode(value: &str) -> String {
    utf8_percent_encode(value, KEPT).to_string()
}

/// The verification of a named signature algorithm; SHA-1 and everything else that is not RSA with SHA-2 is refused.
fn algorithm(name: &str) -> Result<&'static RsaParameters, Problem> {
    match name {
        RSA_SHA256 => Ok(&RSA_PKCS1_2048_8192_SHA256),
        RSA_SHA384 => Ok(&RSA_PKCS1_2048_8192_SHA384),
        RSA_SHA512 => Ok(&RSA_PKCS1_2048_8192_SHA512),
        _ => Err(Problem::Algorithm),
    }
}

/// Checks a signature over bytes against each of the public keys.
///
/// # Errors
/// [`Problem::Algorithm`] when the algorithm is refused, [`Problem::Signature`] when no key made the signature.
pub(super) fn verify(
    algorithm_name: &str,
    message: &[u8],
    signature: &[u8],
    public_keys: &[Vec<u8>],
) -> Result<(), Problem> {
    let algorithm = algorithm(algorithm_name)?;
    let made_by = |key: &Vec<u8>| UnparsedPublicKey::new(algorithm, key).verify(message, signature).is_ok();
    if public_keys.iter().any(made_by) { Ok(()) } else { Err(Problem::Signature) }
}

/// Checks the signature that a message carries around its root element.
///
/// # Errors
/// [`Problem::Algorithm`] for a refused algorithm, [`Problem::Signature`] for anything else that is wrong with it.
pub(super) fn verify_enveloped(document: &Document, public_keys: &[Vec<u8>]) -> Result<(), Problem> {
    let root = document.root_element();
    let signature = only_child(root, "Signature")?;
    let signed_info = only_child(signature, "SignedInfo")?;
    let method = only_child(signed_info, "CanonicalizationMethod")?;
    if method.attribute("Algorithm") != Some(EXCLUSIVE) {
        return Err(Problem::Algorithm);
    }
    let reference = only_child(signed_info, "Reference")?;
    let id = root.attribute("ID").ok_or(Problem::Signature)?;
    if reference.attribute("URI").and_then(|address| address.strip_prefix('#')) != Some(id) {
        return Err(Problem::Signature);
    }
    let mut inclusive = Vec::new();
    for transform in only_child(reference, "Transforms")?.children().filter(Node::is_element) {
        match transform.attribute("Algorithm") {
            Some(ENVELOPED) => {}
            Some(EXCLUSIVE) => inclusive = prefixes(transform),
            _ => return Err(Problem::Algorithm),
        }
    }
    let digest_algorithm = match only_child(reference, "DigestMethod")?.attribute("Algorithm") {
        Some(SHA256) => &digest::SHA256,
        Some(SHA512) => &digest::SHA512,
        _ => return Err(Problem::Algorithm),
    };
    let covered = canonical(root, Some(signature), &inclusive);
    let digest = digest::digest(digest_algorithm, covered.as_bytes());
    if digest.as_ref() != base64_text(only_child(reference, "DigestValue")?)? {
        return Err(Problem::Signature);
    }
    let name = only_child(signed_info, "SignatureMethod")?.attribute("Algorithm").unwrap_or_default();
    let value = base64_text(only_child(signature, "SignatureValue")?)?;
    let signed = canonical(signed_info, None, &prefixes(method));
    verify(name, signed.as_bytes(), &value, public_keys)
}

/// The prefixes that a canonicalisation is told to keep.
fn prefixes<'a>(method: Node<'a, 'a>) -> Vec<&'a str> {
    let list = method.children().find(|child| child.tag_name().name() == "InclusiveNamespaces");
    list.and_then(|list| list.attribute("PrefixList")).unwrap_or_default().split_whitespace().collect()
}

fn only_child<'a>(parent: Node<'a, 'a>, name: &str) -> Result<Node<'a, 'a>, Problem> {
    let mut found = parent.children().filter(|child| child.has_tag_name((namespace("ds"), name)));
    match (found.next(), found.next()) {
        (Some(child), None) => Ok(child),
        _ => Err(Problem::Signature),
    }
}

fn base64_text(node: Node) -> Result<Vec<u8>, Problem> {
    let text: String = node.text().unwrap_or_default().split_whitespace().collect();
    STANDARD.decode(text).map_err(|_| Problem::Signature)
}
