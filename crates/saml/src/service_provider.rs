//! The service provider: starting and finishing a sign-in.

use crate::assertion;
use crate::binding::{self, Kind};
use crate::encryption::Ciphertext;
use crate::envelope::{self, Content, Envelope, Expected};
use crate::identity::Identity;
use crate::identity_provider::IdentityProvider;
use crate::metadata;
use crate::names::{self, ASSERTION, PROTOCOL};
use crate::presentation::Presentation;
use crate::refused::{Refused, Setting};
use crate::settings::{Checked, Language, Settings};
use crate::signature::{self, Reference};
use crate::time;
use crate::writing::escape;
use crate::xml;
use std::fmt::Write;
use std::sync::Arc;

/// This service provider together with the identity provider it trusts. Cheap to clone, safe to share.
#[derive(Clone)]
pub struct ServiceProvider {
    settings: Arc<Checked>,
    identity_provider: Arc<IdentityProvider>,
}

/// A request on its way to the identity provider.
#[derive(Clone, Debug)]
pub struct Start {
    /// The identifier the answer must name; keep it with the browser's pending sign-in.
    pub request_id: String,
    /// Where to send the browser.
    pub redirect_url: String,
}

/// A sign-in that has been started in this browser and not yet finished.
#[derive(Clone, Debug)]
pub struct Pending {
    /// From [`Start`].
    pub request_id: String,
    /// When it was started, in milliseconds.
    pub started_at: i64,
}

impl ServiceProvider {
    /// Checks the settings and reads the keys.
    pub fn new(settings: Settings, identity_provider: IdentityProvider) -> Result<Self, Refused> {
        Ok(Self { settings: Arc::new(Checked::new(settings)?), identity_provider: Arc::new(identity_provider) })
    }

    /// The same service provider with newly read metadata of the identity provider, for a key rotation without restart.
    #[must_use]
    pub fn with_identity_provider(&self, identity_provider: IdentityProvider) -> Self {
        Self { identity_provider: Arc::new(identity_provider), ..self.clone() }
    }

    /// The identity provider in use.
    pub fn identity_provider(&self) -> &IdentityProvider {
        &self.identity_provider
    }

    pub(crate) fn settings(&self) -> &Checked {
        &self.settings
    }

    /// The metadata to register with Suomi.fi. Fails with [`Setting::Presentation`] when a text, address or method of the
    /// presentation is empty or not an address.
    pub fn metadata(&self, presentation: &Presentation) -> Result<String, Refused> {
        if !presentation.is_complete() {
            return Err(Refused::Setting(Setting::Presentation));
        }
        metadata::write(&self.settings, presentation)
    }

    /// Does once what the first sign-in would otherwise wait for: setting up the cryptography and the keys' tables.
    pub fn warm_up(&self) -> Result<(), Refused> {
        saml_rs::crypto::initialize_crypto_provider().map_err(|_| Refused::Cryptography)?;
        let message = b"warm-up";
        let signature = self.settings.signing_key.sign(message)?;
        for key in self.identity_provider.signing_keys().iter().chain([&self.settings.signing_certificate]) {
            key.verifies(names::RSA_SHA256, message, &signature)?;
        }
        for key in &self.settings.decryption_keys {
            key.exercise();
        }
        Ok(())
    }

    /// Makes the address that starts an identification: a signed request by redirect.
    ///
    /// Of `request_id_bytes` the first 20 must be random; by the others the caller may know its own. `relay_state` should be
    /// an opaque key, at most 80 bytes.
    pub fn start_sign_in(
        &self,
        now: i64,
        request_id_bytes: [u8; 28],
        relay_state: &str,
        language: Language,
    ) -> Result<Start, Refused> {
        let destination = self.identity_provider.sign_in_redirect_url();
        let request_id = request_id(&request_id_bytes);
        let attributes = format!(
            " ProtocolBinding=\"{}\" AssertionConsumerServiceURL=\"{}\"",
            names::BINDING_POST,
            escape(&self.settings.acs_url)
        );
        let mut message = String::with_capacity(1024);
        self.open_request(&mut message, "AuthnRequest", &request_id, now, destination, &attributes, language)?;
        // Writing to a string cannot fail.
        let _ = write!(message, "<samlp:NameIDPolicy Format=\"{}\"/></samlp:AuthnRequest>", names::TRANSIENT);
        let key = &self.settings.signing_key;
        let redirect_url = binding::signed_address(Kind::Request, destination, &message, relay_state, key)?;
        Ok(Start { request_id, redirect_url })
    }

    /// Accepts or refuses the `SAMLResponse` form value that answers a pending sign-in of this browser.
    ///
    /// The caller has found the pending sign-in through [`crate::peek_in_response_to`] and the browser's cookie, compares
    /// the relay state itself, and stores `response_id` and `assertion_id` uniquely in the same commit as the session.
    pub fn finish_sign_in(&self, now: i64, pending: &Pending, saml_response: &str) -> Result<Identity, Refused> {
        self.open_response(now, pending, &self.check_response(now, pending, saml_response)?)
    }

    /// The first half of [`Self::finish_sign_in`]: everything that can be said about a response without our private
    /// keys, which cost more than all of it. A forged one ends here.
    pub fn check_response(&self, now: i64, pending: &Pending, saml_response: &str) -> Result<SignedResponse, Refused> {
        let expected = self.expected(now, pending);
        let text = envelope::decode_form_value(saml_response)?;
        let document = xml::read(&text, xml::MESSAGE)?;
        let envelope = Envelope::read(&document, &expected)?;
        let keys = self.identity_provider.signing_keys();
        let key = signature::verify(envelope.response, envelope.signature, keys, Reference::Identifier)?;
        signature::confirm(envelope.response, key)?;
        match &envelope.content {
            Content::Assertion(sealed) => {
                Ok(SignedResponse { id: envelope.response_id.to_owned(), assertion: sealed.ciphertext()? })
            }
            Content::Failure(status) => Err(status.refusal()),
        }
    }

    /// The second half: opens the assertion with our private keys, which takes its time, and checks it.
    pub fn open_response(&self, now: i64, pending: &Pending, signed: &SignedResponse) -> Result<Identity, Refused> {
        let plaintext = signed.assertion.open(&self.settings.decryption_keys)?;
        if !plaintext.starts_with('<') || plaintext.starts_with("<?") {
            return Err(Refused::ForbiddenMarkup);
        }
        let document = xml::read(&plaintext, xml::MESSAGE)?;
        let keys = self.identity_provider.signing_keys();
        let expected = self.expected(now, pending);
        assertion::accept(&document, &signed.id, &expected, &self.settings.accepted_contexts, keys)
    }

    fn expected<'e>(&'e self, now: i64, pending: &'e Pending) -> Expected<'e> {
        Expected {
            now,
            skew: self.settings.skew,
            issuer: self.identity_provider.entity_id(),
            entity_id: &self.settings.entity_id,
            destination: &self.settings.acs_url,
            request_id: &pending.request_id,
            started_at: pending.started_at,
        }
    }

    /// Writes the start tag of a request, its issuer and the language extension.
    #[expect(clippy::too_many_arguments, reason = "one place that writes what both requests begin with")]
    pub(crate) fn open_request(
        &self,
        message: &mut String,
        name: &str,
        request_id: &str,
        now: i64,
        destination: &str,
        attributes: &str,
        language: Language,
    ) -> Result<(), Refused> {
        let instant = time::format(now)?;
        let (destination, issuer) = (escape(destination), escape(&self.settings.entity_id));
        let (vetuma, code) = (names::VETUMA, language.code());
        // Writing to a string cannot fail.
        let _ = write!(
            message,
            "<samlp:{name} xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" ID=\"{request_id}\" Version=\"2.0\" \
             IssueInstant=\"{instant}\" Destination=\"{destination}\"{attributes}><saml:Issuer>{issuer}</saml:Issuer>\
             <samlp:Extensions><v:vetuma xmlns:v=\"{vetuma}\"><v:LG>{code}</v:LG></v:vetuma></samlp:Extensions>"
        );
        Ok(())
    }
}

/// A response that fits its request and that the identity provider has signed; its assertion is still encrypted.
pub struct SignedResponse {
    id: String,
    assertion: Ciphertext,
}

/// An XML identifier: 160 random bits or more, as SAML core 1.3.4 asks, and what the caller adds.
pub(crate) fn request_id(bytes: &[u8; 28]) -> String {
    let mut identifier = String::with_capacity(57);
    identifier.push('_');
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(identifier, "{byte:02x}");
    }
    identifier
}
