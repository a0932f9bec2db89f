//! A sign-out that began elsewhere: the identity provider's request, by redirect or as a form, and our signed answer.

use crate::assertion::NAME_ID_BYTES;
use crate::binding::{self, Kind};
use crate::envelope;
use crate::names::{self, ASSERTION, PROTOCOL, SIGNATURE};
use crate::refused::Refused;
use crate::service_provider::{ServiceProvider, request_id};
use crate::time;
use crate::tree::{Children, Node};
use crate::writing::escape;
use crate::xml;
use std::fmt;
use std::fmt::Write;

/// The most sessions that one request may name.
const SESSION_INDEXES: usize = 32;
/// The longest session index, in bytes; Suomi.fi's have 33.
const SESSION_INDEX_BYTES: usize = 256;

/// A sign-out that the identity provider asks for; its signature, addressee and time have been checked.
///
/// The caller keeps `request_id` unique until `replay_until` in the same commit that ends the sessions.
#[derive(Clone)]
pub struct SignOutRequest {
    /// The identifier of the request.
    pub request_id: String,
    /// The value of the name identifier that was given at the sign-in.
    pub name_id: String,
    /// The sessions to end; when there is none, every session of the name.
    pub session_indexes: Vec<String>,
    /// Until when the same message could be accepted again, in milliseconds.
    pub replay_until: i64,
    relay_state: Option<String>,
}

impl fmt::Debug for SignOutRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SignOutRequest").field("replay_until", &self.replay_until).finish_non_exhaustive()
    }
}

/// What became of a sign-out that the identity provider asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOutOutcome {
    /// The sessions are ended, now or before.
    Ended,
    /// No session has this name and index.
    UnknownPrincipal,
}

impl ServiceProvider {
    /// Reads a request from the raw query, exactly as it arrived; the signature is a parameter of the query.
    pub fn read_sign_out_request(&self, now: i64, raw_query: &str) -> Result<SignOutRequest, Refused> {
        let signed = binding::read_signed(Kind::Request, raw_query, self.identity_provider().signing_keys())?;
        let document = xml::read(&signed.message, xml::MESSAGE)?;
        if document.count(SIGNATURE, "Signature") != 0 {
            return Err(Refused::SignatureCount);
        }
        self.accept_request(document.root(), now, signed.relay_state)
    }

    /// Reads a request from the form value `SAMLRequest`, with the signature inside. The relay state is not signed; it is
    /// only handed back.
    pub fn read_posted_sign_out_request(
        &self,
        now: i64,
        saml_request: &str,
        relay_state: Option<&str>,
    ) -> Result<SignOutRequest, Refused> {
        let text = envelope::decode_form_value(saml_request)?;
        let document = xml::read(&text, xml::MESSAGE)?;
        self.check_enveloped(&document)?;
        self.accept_request(document.root(), now, relay_state.map(str::to_owned))
    }

    /// Makes the address that carries our signed answer back to the identity provider. `answer_id_bytes` must be random.
    pub fn answer_sign_out(
        &self,
        now: i64,
        answer_id_bytes: [u8; 28],
        request: &SignOutRequest,
        outcome: SignOutOutcome,
    ) -> Result<String, Refused> {
        const STATUS: &str = "urn:oasis:names:tc:SAML:2.0:status:";
        let destination = self.identity_provider().sign_out_answer_url().ok_or(Refused::Metadata)?;
        let code = match outcome {
            SignOutOutcome::Ended => format!("<samlp:StatusCode Value=\"{STATUS}Success\"/>"),
            SignOutOutcome::UnknownPrincipal => format!(
                "<samlp:StatusCode Value=\"{STATUS}Requester\"><samlp:StatusCode Value=\"{STATUS}UnknownPrincipal\"/>\
                 </samlp:StatusCode>"
            ),
        };
        let (id, instant) = (request_id(&answer_id_bytes), time::format(now)?);
        let (to, issuer) = (escape(destination), escape(&self.settings().entity_id));
        let in_response_to = escape(&request.request_id);
        let mut message = String::with_capacity(1024);
        // Writing to a string cannot fail.
        let _ = write!(
            message,
            "<samlp:LogoutResponse xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" ID=\"{id}\" Version=\"2.0\" \
             IssueInstant=\"{instant}\" Destination=\"{to}\" InResponseTo=\"{in_response_to}\">\
             <saml:Issuer>{issuer}</saml:Issuer><samlp:Status>{code}</samlp:Status></samlp:LogoutResponse>"
        );
        let relay_state = request.relay_state.as_deref().unwrap_or_default();
        binding::signed_address(Kind::Answer, destination, &message, relay_state, &self.settings().signing_key)
    }

    fn accept_request(
        &self,
        root: Node<'_, '_>,
        now: i64,
        relay_state: Option<String>,
    ) -> Result<SignOutRequest, Refused> {
        let request_id = self.check_request_header(root, now)?;
        let idp = self.identity_provider();
        let mut children = Children::of(root)?;
        envelope::check_issuer(children.required(ASSERTION, "Issuer")?, idp.entity_id(), Refused::Issuer)?;
        children.optional(SIGNATURE, "Signature");
        // Whatever a provider adds here was signed by it, and nothing in it changes what a sign-out means.
        children.optional(PROTOCOL, "Extensions");
        let name_id = self.named(children.required(ASSERTION, "NameID").map_err(|_| Refused::NameId)?)?;
        let mut session_indexes = Vec::new();
        while let Some(node) = children.optional(PROTOCOL, "SessionIndex") {
            node.only_attributes(&[])?;
            let index = node.text()?.into_owned();
            let is_plain = index.bytes().all(|byte| byte.is_ascii_graphic());
            let fits = is_plain && (1..=SESSION_INDEX_BYTES).contains(&index.len());
            if !fits || session_indexes.len() == SESSION_INDEXES {
                return Err(Refused::SessionIndex);
            }
            session_indexes.push(index);
        }
        children.end()?;
        let replay_until = now + 2 * (envelope::MESSAGE_LIFETIME_MS + self.settings().skew);
        Ok(SignOutRequest { request_id: request_id.to_owned(), name_id, session_indexes, replay_until, relay_state })
    }

    /// Version, addressee and time; gives the request's identifier.
    fn check_request_header<'d>(&self, root: Node<'d, '_>, now: i64) -> Result<&'d str, Refused> {
        if !root.is(PROTOCOL, "LogoutRequest") {
            return Err(Refused::UnexpectedMessage);
        }
        root.only_attributes(&["ID", "Version", "IssueInstant", "Destination", "Consent", "NotOnOrAfter", "Reason"])?;
        let settings = self.settings();
        if root.attribute("Version") != Some("2.0") {
            return Err(Refused::Version);
        }
        if root.attribute("Destination") != Some(settings.slo_url.as_str()) {
            return Err(Refused::Destination);
        }
        let issued = time::parse(root.attribute("IssueInstant").ok_or(Refused::TimeFormat)?)?;
        let in_future = issued > now + settings.skew;
        let stale = issued < now - envelope::MESSAGE_LIFETIME_MS - settings.skew;
        if in_future || stale {
            return Err(Refused::IssueInstant);
        }
        if let Some(limit) = root.attribute("NotOnOrAfter")
            && now >= time::parse(limit)? + settings.skew
        {
            return Err(Refused::SignOutExpired);
        }
        envelope::identifier(root)
    }

    /// The name identifier; a qualifier that is given must be the right one.
    fn named(&self, node: Node<'_, '_>) -> Result<String, Refused> {
        node.only_attributes(&["Format", "NameQualifier", "SPNameQualifier"]).map_err(|_| Refused::NameId)?;
        let value = node.text()?;
        let is = |attribute: &str, expected: &str| node.attribute(attribute).is_none_or(|value| value == expected);
        let fits = is("Format", names::TRANSIENT)
            && is("NameQualifier", self.identity_provider().entity_id())
            && is("SPNameQualifier", &self.settings().entity_id)
            && (1..=NAME_ID_BYTES).contains(&value.len())
            && value.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(value.into_owned()) } else { Err(Refused::NameId) }
    }
}
