//! Checking an enveloped XML signature: first over our own tree, then by the independent verifier of `saml-rs`.
//!
//! Only one shape is read: one signature, one reference, to the very element that carries the signature. Keys come from
//! pinned metadata alone; a certificate in `KeyInfo` can only say which of those it was, so that no other is tried.

use crate::canonical::canonicalize;
use crate::keys::Certificate;
use crate::names::{self, SIGNATURE};
use crate::refused::Refused;
use crate::tree::{Children, Node};
use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Every listed prefix is looked up on every element, so the list must stay short.
const INCLUSIVE_PREFIXES: usize = 16;

/// What a reference may point at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    /// `#` and the identifier of the element.
    Identifier,
    /// The same, or the empty reference to the whole document; Suomi.fi's test metadata has the latter.
    IdentifierOrDocument,
}

/// Checks the signature that `signed` carries in `signature`; gives the key that made it.
pub(crate) fn verify<'k>(
    signed: Node<'_, '_>,
    signature: Node<'_, '_>,
    keys: &'k [Certificate],
    reference: Reference,
) -> Result<&'k Certificate, Refused> {
    let parts = Parts::read(signature)?;
    parts.refers_to(signed, reference)?;
    // The key first, so that nobody without one makes us walk through what a message claims to contain.
    let message = canonicalize(parts.signed_info, None, &parts.signed_info_prefixes);
    let key = parts.made_by(&message, keys)?;
    let content = canonicalize(signed, Some(signature), &parts.content_prefixes);
    if digest::digest(parts.digest, &content).as_ref() != parts.digest_value.as_slice() {
        return Err(Refused::Digest);
    }
    Ok(key)
}

/// Asks the verifier of `saml-rs`, with the one key that ours found; both must agree on what was signed.
pub(crate) fn confirm(signed: Node<'_, '_>, key: &Certificate) -> Result<(), Refused> {
    let source = signed.source();
    match saml_rs::crypto::verify_signature(source, &key.text) {
        // Nothing is given back for a response without an assertion: there is no content in it to hand out.
        Ok((true, None)) if signed.is(names::PROTOCOL, "Response") => Ok(()),
        Ok((true, Some(content))) if content == source => Ok(()),
        _ => Err(Refused::SecondVerifier),
    }
}

struct Parts<'d, 'a> {
    signed_info: Node<'d, 'a>,
    signed_info_prefixes: Vec<&'d str>,
    algorithm: &'d str,
    uri: &'d str,
    content_prefixes: Vec<&'d str>,
    digest: &'static digest::Algorithm,
    digest_value: Vec<u8>,
    signature_value: Vec<u8>,
    /// The certificate that the signature names, in base64. It proves nothing.
    named_certificate: Option<String>,
}

impl<'d, 'a> Parts<'d, 'a> {
    fn read(signature: Node<'d, 'a>) -> Result<Self, Refused> {
        signature.only_attributes(&["Id"])?;
        let mut children = Children::of(signature)?;
        let signed_info = children.required(SIGNATURE, "SignedInfo")?;
        let value = children.required(SIGNATURE, "SignatureValue")?;
        let named_certificate = children.optional(SIGNATURE, "KeyInfo").and_then(certificate_in);
        children.end()?;
        value.only_attributes(&["Id"])?;

        signed_info.only_attributes(&["Id"])?;
        let mut children = Children::of(signed_info)?;
        let canonicalization = children.required(SIGNATURE, "CanonicalizationMethod")?;
        let method = children.required(SIGNATURE, "SignatureMethod")?;
        let reference = children.required(SIGNATURE, "Reference")?;
        children.end().map_err(|_| Refused::SignatureReference)?;
        method.only_attributes(&["Algorithm"])?;
        Children::of(method)?.end()?;

        reference.only_attributes(&["URI", "Id"])?;
        let mut children = Children::of(reference)?;
        let transforms = children.required(SIGNATURE, "Transforms")?;
        let digest_method = children.required(SIGNATURE, "DigestMethod")?;
        let digest_value = children.required(SIGNATURE, "DigestValue")?;
        children.end()?;
        digest_method.only_attributes(&["Algorithm"])?;
        Children::of(digest_method)?.end()?;
        digest_value.only_attributes(&[])?;
        Ok(Self {
            signed_info,
            signed_info_prefixes: exclusive(canonicalization)?,
            algorithm: method.required_attribute("Algorithm")?,
            uri: reference.attribute("URI").ok_or(Refused::SignatureReference)?,
            content_prefixes: read_transforms(transforms)?,
            digest: digest_algorithm(digest_method.required_attribute("Algorithm")?)?,
            digest_value: decode_base64(&digest_value.text()?)?,
            signature_value: decode_base64(&value.text()?)?,
            named_certificate,
        })
    }

    /// The key that signed the canonical `SignedInfo`. A signature that names one of ours is tried with that one alone;
    /// one that names none, or another, with each.
    fn made_by<'k>(&self, message: &[u8], keys: &'k [Certificate]) -> Result<&'k Certificate, Refused> {
        let named = keys.iter().find(|key| Some(&key.text[0]) == self.named_certificate.as_ref());
        for key in named.map_or(keys, std::slice::from_ref) {
            if key.verifies(self.algorithm, message, &self.signature_value)? {
                return Ok(key);
            }
        }
        Err(Refused::Signature)
    }

    fn refers_to(&self, signed: Node<'_, '_>, reference: Reference) -> Result<(), Refused> {
        let names_it =
            signed.attribute("ID").is_some_and(|id| !id.is_empty() && self.uri.strip_prefix('#') == Some(id));
        let whole = reference == Reference::IdentifierOrDocument && self.uri.is_empty() && signed.index == 0;
        if names_it || whole { Ok(()) } else { Err(Refused::SignatureReference) }
    }
}

/// The certificate of a `KeyInfo` that holds just one.
fn certificate_in(key_info: Node<'_, '_>) -> Option<String> {
    let data = Children::of(key_info).ok()?.only(SIGNATURE, "X509Data")?;
    let certificate = Children::of(data).ok()?.only(SIGNATURE, "X509Certificate")?;
    let text = certificate.text().ok()?;
    Some(text.chars().filter(|letter| !letter.is_ascii_whitespace()).collect())
}

/// Exactly the enveloped-signature transform and then exclusive canonicalisation.
fn read_transforms<'d>(transforms: Node<'d, '_>) -> Result<Vec<&'d str>, Refused> {
    transforms.only_attributes(&[])?;
    let mut children = Children::of(transforms)?;
    let enveloped = children.required(SIGNATURE, "Transform").map_err(|_| Refused::SignatureAlgorithm)?;
    let canonicalization = children.required(SIGNATURE, "Transform").map_err(|_| Refused::SignatureAlgorithm)?;
    children.end().map_err(|_| Refused::SignatureAlgorithm)?;
    enveloped.only_attributes(&["Algorithm"])?;
    Children::of(enveloped)?.end()?;
    if enveloped.attribute("Algorithm") != Some(names::ENVELOPED) {
        return Err(Refused::SignatureAlgorithm);
    }
    exclusive(canonicalization)
}

/// Exclusive canonicalisation without comments; gives its list of inclusive prefixes.
fn exclusive<'d>(method: Node<'d, '_>) -> Result<Vec<&'d str>, Refused> {
    method.only_attributes(&["Algorithm"])?;
    if method.attribute("Algorithm") != Some(names::EXCLUSIVE_CANONICAL) {
        return Err(Refused::SignatureAlgorithm);
    }
    let mut children = Children::of(method)?;
    let list = children.optional(names::EXCLUSIVE_CANONICAL, "InclusiveNamespaces");
    children.end()?;
    let Some(list) = list else { return Ok(Vec::new()) };
    list.only_attributes(&["PrefixList"])?;
    Children::of(list)?.end()?;
    let prefixes = list.attribute("PrefixList").unwrap_or_default().split_ascii_whitespace();
    let prefixes: Vec<_> = prefixes.map(|prefix| if prefix == "#default" { "" } else { prefix }).collect();
    if prefixes.len() > INCLUSIVE_PREFIXES { Err(Refused::TooComplex) } else { Ok(prefixes) }
}

fn digest_algorithm(name: &str) -> Result<&'static digest::Algorithm, Refused> {
    match name {
        names::SHA256 => Ok(&digest::SHA256),
        names::SHA384 => Ok(&digest::SHA384),
        names::SHA512 => Ok(&digest::SHA512),
        _ => Err(Refused::SignatureAlgorithm),
    }
}

/// Decodes base64 that may be broken into lines.
pub(crate) fn decode_base64(text: &str) -> Result<Vec<u8>, Refused> {
    let decode = |bytes: &[u8]| STANDARD.decode(bytes).map_err(|_| Refused::NotBase64);
    let bytes = text.as_bytes();
    if holds_space(bytes) {
        let dense: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        return decode(&dense);
    }
    decode(bytes)
}

/// No early exit, so that the loop works on many bytes at once.
pub(crate) fn holds_space(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |found, byte| found | byte.is_ascii_whitespace())
}
