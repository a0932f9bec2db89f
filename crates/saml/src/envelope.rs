//! The gate in front: everything that can be said about a response before anything is decrypted.

use crate::encryption::Sealed;
use crate::names::{self, ASSERTION, PROTOCOL, SIGNATURE};
use crate::refused::Refused;
use crate::signature::{decode_base64, holds_space};
use crate::status::Status;
use crate::time;
use crate::tree::{Children, Document, Node};
use crate::xml;
use std::borrow::Cow;

/// Base64 of the largest message, with room for line ends.
const FORM_VALUE_BYTES: usize = xml::MESSAGE.bytes / 3 * 4 + 16 * 1024;
/// How much of a form value is decoded to find the root's start tag; a multiple of four.
const PEEKED_BYTES: usize = 2048;
/// A message older than this is stale, clock skew apart; the identity provider's own limit is three minutes.
pub(crate) const MESSAGE_LIFETIME_MS: i64 = 5 * 60 * 1000;
/// How long a person may take on the identity provider's pages.
const REQUEST_LIFETIME_MS: i64 = 60 * 60 * 1000;

/// What a response must fit.
#[derive(Clone, Copy)]
pub(crate) struct Expected<'e> {
    pub(crate) now: i64,
    pub(crate) skew: i64,
    pub(crate) issuer: &'e str,
    pub(crate) entity_id: &'e str,
    pub(crate) destination: &'e str,
    pub(crate) request_id: &'e str,
    pub(crate) started_at: i64,
}

/// The identifier of the request that a `SAMLResponse` form value says it answers.
///
/// Costs a few microseconds and no cryptography, so a response to an unknown request can be turned away at once. Nothing it
/// returns has been authenticated; [`crate::ServiceProvider::finish_sign_in`] compares it again.
pub fn peek_in_response_to(form_value: &str) -> Result<String, Refused> {
    if form_value.len() > FORM_VALUE_BYTES {
        return Err(Refused::TooLarge);
    }
    let decoded = decode_base64(&head_of(form_value))?;
    let start_tag = decoded.iter().rposition(|byte| *byte == b'>').map_or(decoded.as_slice(), |end| &decoded[..=end]);
    let text = std::str::from_utf8(start_tag).map_err(|_| Refused::NotUtf8)?;
    let document = xml::read_root(text)?;
    let root = document.root();
    if !root.is(PROTOCOL, "Response") {
        return Err(Refused::UnexpectedMessage);
    }
    match root.attribute("InResponseTo") {
        Some(identifier) if is_identifier(identifier) => Ok(identifier.to_owned()),
        _ => Err(Refused::InResponseTo),
    }
}

/// The first letters of a form value without the white space between them. Almost no provider breaks lines, so the value
/// itself is mostly good as it is.
fn head_of(form_value: &str) -> Cow<'_, str> {
    match form_value.get(..PEEKED_BYTES) {
        Some(head) if !holds_space(head.as_bytes()) => Cow::Borrowed(head),
        _ => form_value.chars().filter(|letter| !letter.is_ascii_whitespace()).take(PEEKED_BYTES).collect(),
    }
}

/// Decodes a form value to the text of a message.
pub(crate) fn decode_form_value(form_value: &str) -> Result<String, Refused> {
    if form_value.len() > FORM_VALUE_BYTES {
        return Err(Refused::TooLarge);
    }
    let bytes = decode_base64(form_value)?;
    if bytes.len() > xml::MESSAGE.bytes {
        return Err(Refused::TooLarge);
    }
    String::from_utf8(bytes).map_err(|_| Refused::NotUtf8)
}

/// A response that fits the pending request and has an acceptable shape. Its signature has not been checked yet.
pub(crate) struct Envelope<'d, 'a> {
    pub(crate) response: Node<'d, 'a>,
    pub(crate) signature: Node<'d, 'a>,
    pub(crate) response_id: &'d str,
    pub(crate) content: Content<'d, 'a>,
}

pub(crate) enum Content<'d, 'a> {
    Assertion(Sealed<'d, 'a>),
    Failure(Status),
}

impl<'d, 'a> Envelope<'d, 'a> {
    /// Checks the cheapest things first.
    pub(crate) fn read(document: &'d Document<'a>, expected: &Expected<'_>) -> Result<Self, Refused> {
        let response = document.root();
        if !response.is(PROTOCOL, "Response") {
            return Err(Refused::UnexpectedMessage);
        }
        response.only_attributes(&["ID", "InResponseTo", "Version", "IssueInstant", "Destination", "Consent"])?;
        let response_id = check_header(response, expected)?;
        if document.count(ASSERTION, "Assertion") > 0 {
            return Err(Refused::PlainAssertion);
        }
        let mut children = Children::of(response)?;
        check_issuer(children.required(ASSERTION, "Issuer")?, expected.issuer, Refused::Issuer)?;
        let signature = children.optional(SIGNATURE, "Signature");
        let status = Status::read(children.required(PROTOCOL, "Status")?)?;
        let assertion = children.optional(ASSERTION, "EncryptedAssertion");
        let signature = match (signature, document.count(SIGNATURE, "Signature")) {
            (Some(signature), 1) => signature,
            (None, 0) => return Err(Refused::ResponseSignatureMissing),
            _ => return Err(Refused::SignatureCount),
        };
        let content = match (assertion, document.count(ASSERTION, "EncryptedAssertion"), status.is_success()) {
            (Some(assertion), 1, true) => Content::Assertion(Sealed::read(assertion, expected.entity_id)?),
            (None, 0, false) => Content::Failure(status),
            _ => return Err(Refused::AssertionCount),
        };
        children.end()?;
        Ok(Self { response, signature, response_id, content })
    }
}

/// What responses and sign-out answers share: version, time, destination and the request they answer.
pub(crate) fn check_header<'d>(message: Node<'d, '_>, expected: &Expected<'_>) -> Result<&'d str, Refused> {
    if message.attribute("InResponseTo") != Some(expected.request_id) {
        return Err(Refused::InResponseTo);
    }
    if message.attribute("Version") != Some("2.0") {
        return Err(Refused::Version);
    }
    if message.attribute("Destination") != Some(expected.destination) {
        return Err(Refused::Destination);
    }
    if expected.now.saturating_sub(expected.started_at) > REQUEST_LIFETIME_MS {
        return Err(Refused::RequestExpired);
    }
    let issued = time::parse(message.attribute("IssueInstant").ok_or(Refused::TimeFormat)?)?;
    let too_early = issued < expected.started_at - expected.skew;
    let in_future = issued > expected.now + expected.skew;
    let stale = issued < expected.now - MESSAGE_LIFETIME_MS - expected.skew;
    if too_early || in_future || stale {
        return Err(Refused::IssueInstant);
    }
    identifier(message)
}

/// The identifier of a message or assertion.
pub(crate) fn identifier<'d>(node: Node<'d, '_>) -> Result<&'d str, Refused> {
    node.attribute("ID").filter(|id| is_identifier(id)).ok_or(Refused::Structure)
}

/// Compares an issuer; the format may be left out or be the entity format.
pub(crate) fn check_issuer(node: Node<'_, '_>, issuer: &str, refusal: Refused) -> Result<(), Refused> {
    node.only_attributes(&["Format"])?;
    let format_fits = node.attribute("Format").is_none_or(|format| format == names::ENTITY_FORMAT);
    let text: Cow<'_, str> = node.text()?;
    if format_fits && text == issuer { Ok(()) } else { Err(refusal) }
}

/// An XML identifier of ASCII letters, digits, `_`, `-` and `.`, at most 256 long.
fn is_identifier(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let others = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'));
    first && others && text.len() <= 256
}
