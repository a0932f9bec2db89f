//! Messages from the service: decoding the two bindings, reading the XML, and the checks that need no memory.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::percent_decode_str;
use roxmltree::{Document, Node};

use super::problem::Problem;
use super::service::{POST, Service};
use super::signature::{verify, verify_enveloped};
use super::xml::namespace;
use crate::people::Language;

/// Longest message taken, in bytes, encoded and inflated.
const MOST_ENCODED: usize = 64 * 1024;
const MOST_INFLATED: u64 = 1024 * 1024;

/// A message may be three minutes old and clocks three minutes apart, both ways.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(6);

/// A message as it arrived.
pub(super) struct Incoming {
    pub(super) xml: String,
    pub(super) relay_state: Option<String>,
    /// The language asked for beside the signed parameters.
    pub(super) locale: Option<Language>,
    /// Whether it is an answer (`SAMLResponse`) and not a request.
    pub(super) is_response: bool,
    proof: Proof,
}

enum Proof {
    Query { signed: String, algorithm: String, signature: Vec<u8> },
    Enveloped,
}

impl Incoming {
    /// Takes a message of the Redirect binding from the raw query.
    ///
    /// # Errors
    /// When parameters repeat, are missing, or hold no deflated XML.
    pub(super) fn from_query(query: &str) -> Result<Incoming, Problem> {
        let (name, message) = message_parameter(query)?;
        let inflated = inflate(&base64(&message.decoded)?)?;
        let algorithm = parameter(query, "SigAlg")?.ok_or(Problem::Signature)?;
        let signature = parameter(query, "Signature")?.ok_or(Problem::Signature)?;
        let relay_state = parameter(query, "RelayState")?;
        let mut signed = format!("{name}={}", message.raw);
        if let Some(relay_state) = &relay_state {
            signed.push_str("&RelayState=");
            signed.push_str(relay_state.raw);
        }
        signed.push_str("&SigAlg=");
        signed.push_str(algorithm.raw);
        let signature = base64(&signature.decoded)?;
        Ok(Incoming {
            xml: inflated,
            relay_state: relay_state.map(|value| value.decoded),
            locale: parameter(query, "locale")?.and_then(|locale| Language::find(&locale.decoded)),
            is_response: name == "SAMLResponse",
            proof: Proof::Query { signed, algorithm: algorithm.decoded, signature },
        })
    }

    /// Takes a message of the POST binding from a form body.
    ///
    /// # Errors
    /// When parameters repeat, are missing, or hold no XML.
    pub(super) fn from_form(body: &str) -> Result<Incoming, Problem> {
        let body = body.replace('+', "%20");
        let (name, message) = message_parameter(&body)?;
        let xml = String::from_utf8(base64(&message.decoded)?).map_err(|_| Problem::Message)?;
        Ok(Incoming {
            xml,
            relay_state: parameter(&body, "RelayState")?.map(|value| value.decoded),
            locale: parameter(&body, "locale")?.and_then(|locale| Language::find(&locale.decoded)),
            is_response: name == "SAMLResponse",
            proof: Proof::Enveloped,
        })
    }

    /// Checks that a key of the service signed the message.
    fn verify(&self, document: &Document, service: &Service) -> Result<(), Problem> {
        match &self.proof {
            Proof::Query { signed, algorithm, signature } => {
                verify(algorithm, signed.as_bytes(), signature, &service.signing_keys)
            }
            Proof::Enveloped => verify_enveloped(document, &service.signing_keys),
        }
    }
}

struct Parameter<'a> {
    raw: &'a str,
    decoded: String,
}

/// The only value of a parameter, as sent and decoded.
fn parameter<'a>(query: &'a str, name: &str) -> Result<Option<Parameter<'a>>, Problem> {
    let mut values = query.split('&').filter_map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (key == name).then_some(value)
    });
    let Some(raw) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Problem::RepeatedParameter);
    }
    let decoded = percent_decode_str(raw).decode_utf8().map_err(|_| Problem::Message)?.into_owned();
    Ok(Some(Parameter { raw, decoded }))
}

/// The one message of a query: a request or a response, never both.
fn message_parameter(query: &str) -> Result<(&'static str, Parameter<'_>), Problem> {
    match (parameter(query, "SAMLRequest")?, parameter(query, "SAMLResponse")?) {
        (Some(request), None) => Ok(("SAMLRequest", request)),
        (None, Some(response)) => Ok(("SAMLResponse", response)),
        _ => Err(Problem::Message),
    }
}

fn base64(text: &str) -> Result<Vec<u8>, Problem> {
    // Some senders leave the plus sign bare, which arrives as a space; line breaks are common in the POST binding.
    let text: String = text.replace(' ', "+").chars().filter(|character| !character.is_whitespace()).collect();
    if text.len() > MOST_ENCODED {
        return Err(Problem::Message);
    }
    STANDARD.decode(text).map_err(|_| Problem::Message)
}

fn inflate(deflated: &[u8]) -> Result<String, Problem> {
    let mut xml = String::new();
    DeflateDecoder::new(deflated).take(MOST_INFLATED + 1).read_to_string(&mut xml).map_err(|_| Problem::Message)?;
    if xml.len() as u64 > MOST_INFLATED { Err(Problem::Message) } else { Ok(xml) }
}

/// What every message carries.
pub(super) struct Header {
    pub(super) id: String,
    /// The language extension, when it names one of ours.
    pub(super) language: Option<Language>,
}

/// A checked `AuthnRequest`.
pub(super) struct AuthnRequest {
    pub(super) header: Header,
    pub(super) return_address: String,
    /// The context classes asked for, none when the metadata decides. `Comparison` is not read:
    /// the real service takes `minimum` for loa2 only, which is what naming loa2 gives anyway.
    pub(super) classes: Vec<String>,
    /// Whether the `NameIDPolicy` can be followed.
    pub(super) is_name_id_possible: bool,
    pub(super) force: bool,
    pub(super) passive: bool,
}

/// A checked `LogoutRequest`.
pub(super) struct LogoutRequest {
    pub(super) header: Header,
    pub(super) name_id: String,
    pub(super) session_index: String,
    /// Whether the name ID has the format and the two qualifiers that the real service demands.
    pub(super) is_qualified: bool,
}

/// Reads an `AuthnRequest` and checks signature, issuer, addresses, binding and time.
///
/// # Errors
/// The first [`Problem`] found.
pub(super) fn authn_request(
    incoming: &Incoming,
    service: &Service,
    endpoint: &str,
    now: Timestamp,
) -> Result<AuthnRequest, Problem> {
    let document = Document::parse(&incoming.xml).map_err(|_| Problem::Message)?;
    let root = document.root_element();
    let header = header(incoming, &document, "AuthnRequest", service, endpoint, now)?;
    if root.attribute("ProtocolBinding").is_some_and(|binding| binding != POST) {
        return Err(Problem::Binding);
    }
    let location = root.attribute("AssertionConsumerServiceURL");
    let index = root.attribute("AssertionConsumerServiceIndex");
    let return_address = service.return_address(location, index).ok_or(Problem::ReturnAddress)?.to_owned();
    let context = child(root, "saml2p", "RequestedAuthnContext");
    let format = child(root, "saml2p", "NameIDPolicy").and_then(|policy| policy.attribute("Format"));
    let is_true = |name| matches!(root.attribute(name), Some("true" | "1"));
    Ok(AuthnRequest {
        header,
        return_address,
        classes: context
            .iter()
            .flat_map(Node::children)
            .filter(|node| node.has_tag_name((namespace("saml2"), "AuthnContextClassRef")))
            .filter_map(|node| node.text().map(|text| text.trim().to_owned()))
            .filter(|class| class != "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified")
            .collect(),
        is_name_id_possible: matches!(
            format,
            None | Some(TRANSIENT | "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")
        ),
        force: is_true("ForceAuthn"),
        passive: is_true("IsPassive"),
    })
}

pub(super) const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";

/// Reads a `LogoutRequest` and checks signature, issuer, address and time.
///
/// # Errors
/// The first [`Problem`] found.
pub(super) fn logout_request(
    incoming: &Incoming,
    service: &Service,
    endpoint: &str,
    idp: &str,
    now: Timestamp,
) -> Result<LogoutRequest, Problem> {
    let document = Document::parse(&incoming.xml).map_err(|_| Problem::Message)?;
    let root = document.root_element();
    let header = header(incoming, &document, "LogoutRequest", service, endpoint, now)?;
    if let Some(limit) = root.attribute("NotOnOrAfter") {
        let limit: Timestamp = limit.parse().map_err(|_| Problem::Stale)?;
        if now.duration_since(limit) >= SignedDuration::from_mins(3) {
            return Err(Problem::Stale);
        }
    }
    let name_id = child(root, "saml2", "NameID");
    let attribute = |name| name_id.and_then(|node| node.attribute(name));
    let text = |node: Option<Node>| node.and_then(|node| node.text()).unwrap_or_default().trim().to_owned();
    Ok(LogoutRequest {
        header,
        name_id: text(name_id),
        session_index: text(child(root, "saml2p", "SessionIndex")),
        is_qualified: attribute("Format") == Some(TRANSIENT)
            && attribute("NameQualifier") == Some(idp)
            && attribute("SPNameQualifier") == Some(service.entity_id.as_str()),
    })
}

/// A checked `LogoutResponse`.
pub(super) struct LogoutResponse {
    pub(super) in_response_to: String,
    pub(super) is_success: bool,
}

/// Reads a `LogoutResponse` and checks signature, issuer, address and time.
///
/// # Errors
/// The first [`Problem`] found.
pub(super) fn logout_response(
    incoming: &Incoming,
    service: &Service,
    endpoint: &str,
    now: Timestamp,
) -> Result<LogoutResponse, Problem> {
    let document = Document::parse(&incoming.xml).map_err(|_| Problem::Message)?;
    let root = document.root_element();
    header(incoming, &document, "LogoutResponse", service, endpoint, now)?;
    let status = child(root, "saml2p", "Status").and_then(|status| child(status, "saml2p", "StatusCode"));
    Ok(LogoutResponse {
        in_response_to: root.attribute("InResponseTo").ok_or(Problem::NoLogout)?.to_owned(),
        is_success: status.and_then(|code| code.attribute("Value"))
            == Some("urn:oasis:names:tc:SAML:2.0:status:Success"),
    })
}

fn header(
    incoming: &Incoming,
    document: &Document,
    name: &str,
    service: &Service,
    endpoint: &str,
    now: Timestamp,
) -> Result<Header, Problem> {
    let root = document.root_element();
    if incoming.is_response != name.ends_with("Response")
        || !root.has_tag_name((namespace("saml2p"), name))
        || root.attribute("Version") != Some("2.0")
    {
        return Err(Problem::Message);
    }
    let issuer = child(root, "saml2", "Issuer").and_then(|node| node.text()).unwrap_or_default();
    if issuer != service.entity_id {
        return Err(Problem::Issuer);
    }
    incoming.verify(document, service)?;
    // A signed message of the Redirect binding must say where it is going.
    match root.attribute("Destination") {
        Some(destination) if destination == endpoint => {}
        _ => return Err(Problem::Destination),
    }
    let moment: Timestamp = root.attribute("IssueInstant").unwrap_or_default().parse().map_err(|_| Problem::Stale)?;
    if now.duration_since(moment).abs() > TOLERANCE {
        return Err(Problem::Stale);
    }
    let id = root.attribute("ID").filter(|id| !id.is_empty()).ok_or(Problem::Message)?.to_owned();
    Ok(Header { id, language: language_extension(root) })
}

/// `vetuma`/`LG` by local names, whatever their namespace: clients differ, and the real service does not mind.
fn language_extension(root: Node) -> Option<Language> {
    let extensions = child(root, "saml2p", "Extensions")?;
    let named = |parent: Node, name: &str| {
        parent.children().find(|node| node.is_element() && node.tag_name().name() == name).map(|node| node.id())
    };
    let document = root.document();
    let vetuma = document.get_node(named(extensions, "vetuma")?)?;
    let language = document.get_node(named(vetuma, "LG")?)?;
    Language::find(&language.text()?.trim().to_ascii_lowercase())
}

fn child<'a>(parent: Node<'a, 'a>, prefix: &str, name: &str) -> Option<Node<'a, 'a>> {
    parent.children().find(|node| node.has_tag_name((namespace(prefix), name)))
}
