//! Signing out at the identity provider: our request by redirect, and its answer by redirect or as a form.

use crate::binding::{self, Kind};
use crate::envelope::{self, Expected};
use crate::identity::NameId;
use crate::names::{self, ASSERTION, PROTOCOL, SIGNATURE};
use crate::refused::Refused;
use crate::service_provider::{ServiceProvider, Start, request_id};
use crate::settings::Language;
use crate::signature::{self, Reference};
use crate::status::Status;
use crate::tree::{Children, Document, Node};
use crate::writing::escape;
use crate::xml;
use std::fmt::Write;

/// A finished sign-out: the identity provider has ended its session.
#[derive(Clone, Debug)]
pub struct SignedOut {
    /// The relay state of the request, when it came back. It was signed.
    pub relay_state: Option<String>,
}

impl ServiceProvider {
    /// Makes the address that asks the identity provider to end its session. End our own session first.
    ///
    /// Suomi.fi wants the name identifier with both qualifiers and the session index; without them it answers with an
    /// error. `request_id_bytes` must be random.
    pub fn start_sign_out(
        &self,
        now: i64,
        request_id_bytes: [u8; 28],
        name_id: &NameId,
        session_index: &str,
        relay_state: &str,
        language: Language,
    ) -> Result<Start, Refused> {
        let destination = self.identity_provider().sign_out_redirect_url().ok_or(Refused::Metadata)?;
        let request_id = request_id(&request_id_bytes);
        let mut message = String::with_capacity(2048);
        self.open_request(&mut message, "LogoutRequest", &request_id, now, destination, "", language)?;
        let format = names::TRANSIENT;
        let qualifier = escape(&name_id.name_qualifier);
        let own_qualifier = escape(&name_id.sp_name_qualifier);
        let value = escape(&name_id.value);
        let session = escape(session_index);
        // Writing to a string cannot fail.
        let _ = write!(
            message,
            "<saml:NameID Format=\"{format}\" NameQualifier=\"{qualifier}\" SPNameQualifier=\"{own_qualifier}\">{value}\
             </saml:NameID><samlp:SessionIndex>{session}</samlp:SessionIndex></samlp:LogoutRequest>"
        );
        let key = &self.settings().signing_key;
        let redirect_url = binding::signed_address(Kind::Request, destination, &message, relay_state, key)?;
        Ok(Start { request_id, redirect_url })
    }

    /// Reads the answer to our sign-out request from the raw query, exactly as it arrived.
    ///
    /// A refusal changes nothing for the person: our own session has already ended.
    pub fn finish_sign_out(&self, now: i64, raw_query: &str, expected_request_id: &str) -> Result<SignedOut, Refused> {
        let answer = binding::read_signed(Kind::Answer, raw_query, self.identity_provider().signing_keys())?;
        let document = xml::read(&answer.message, xml::MESSAGE)?;
        if document.count(SIGNATURE, "Signature") != 0 {
            return Err(Refused::SignatureCount);
        }
        self.check_answer(document.root(), now, expected_request_id)?;
        Ok(SignedOut { relay_state: answer.relay_state })
    }

    /// Reads the same answer where it came as the form value `SAMLResponse`, with the signature inside.
    pub fn finish_posted_sign_out(
        &self,
        now: i64,
        saml_response: &str,
        expected_request_id: &str,
    ) -> Result<SignedOut, Refused> {
        let text = envelope::decode_form_value(saml_response)?;
        let document = xml::read(&text, xml::MESSAGE)?;
        self.check_enveloped(&document)?;
        self.check_answer(document.root(), now, expected_request_id)?;
        Ok(SignedOut { relay_state: None })
    }

    /// Checks the one signature inside a message that came as a form value.
    pub(crate) fn check_enveloped(&self, document: &Document<'_>) -> Result<(), Refused> {
        let root = document.root();
        let mut signatures = root.children().filter(|child| child.is(SIGNATURE, "Signature"));
        let signature = match (signatures.next(), document.count(SIGNATURE, "Signature")) {
            (Some(signature), 1) => signature,
            (_, 0) => return Err(Refused::MessageSignatureMissing),
            _ => return Err(Refused::SignatureCount),
        };
        let keys = self.identity_provider().signing_keys();
        let key = signature::verify(root, signature, keys, Reference::Identifier)?;
        signature::confirm(root, key)
    }

    fn check_answer(&self, root: Node<'_, '_>, now: i64, expected_request_id: &str) -> Result<(), Refused> {
        if !root.is(PROTOCOL, "LogoutResponse") {
            return Err(Refused::UnexpectedMessage);
        }
        root.only_attributes(&["ID", "InResponseTo", "Version", "IssueInstant", "Destination", "Consent"])?;
        let settings = self.settings();
        let expected = Expected {
            now,
            skew: settings.skew,
            issuer: self.identity_provider().entity_id(),
            entity_id: &settings.entity_id,
            destination: &settings.slo_url,
            request_id: expected_request_id,
            // The sign-out may have taken the whole lifetime of a message; older answers are stale in any case.
            started_at: now - envelope::MESSAGE_LIFETIME_MS,
        };
        envelope::check_header(root, &expected)?;
        let mut children = Children::of(root)?;
        envelope::check_issuer(children.required(ASSERTION, "Issuer")?, expected.issuer, Refused::Issuer)?;
        children.optional(SIGNATURE, "Signature");
        let status = Status::read(children.required(PROTOCOL, "Status")?)?;
        children.end()?;
        if status.is_success() { Ok(()) } else { Err(status.refusal()) }
    }
}
