//! Answers to the service: the Response with its Assertion, error statuses, the logout response, our metadata.

use jiff::{SignedDuration, Timestamp};

use super::attacks;
use super::encryption::{Method, encrypted};
use super::faults::Faults;
use super::keys::{Key, Keys, new_id, random};
use super::memory::Given;
use super::request::TRANSIENT;
use super::service::{POST, REDIRECT, Service};
use super::signature::{Style, key_info, signed, signed_as};
use super::xml::Element;
use crate::people::Identity;

pub(super) const LOA2: &str = "http://ftn.ficora.fi/2017/loa2";
pub(super) const LOA3: &str = "http://ftn.ficora.fi/2017/loa3";
/// The class of the test token, in the test environment only.
pub(super) const TEST_TOKEN: &str = "urn:oid:1.2.246.517.3002.110.999";
/// The Finnish Authenticator, which is no strong identification.
const AUTHENTICATOR: &str = "urn:oid:1.2.246.517.3002.110.7";
const STATUS: &str = "urn:oasis:names:tc:SAML:2.0:status:";
const FIVE_MINUTES: SignedDuration = SignedDuration::from_mins(5);
const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);
const ELSEWHERE: &str = "https://elsewhere.example/saml";

/// Writes and signs messages in the name of the identity provider.
pub(super) struct Responder<'a> {
    /// The identity provider's entity ID.
    pub(super) entity_id: &'a str,
    pub(super) keys: &'a Keys,
    pub(super) faults: &'a Faults,
    pub(super) now: Timestamp,
}

/// What a Response answers, and to whom.
pub(super) struct Recipient<'a> {
    pub(super) service: &'a Service,
    pub(super) return_address: &'a str,
    pub(super) request_id: &'a str,
}

/// A person's sign-in, as the Assertion tells it.
pub(super) struct SignedIn<'a> {
    pub(super) identity: &'a Identity,
    pub(super) class: &'a str,
    pub(super) authenticated: Timestamp,
    pub(super) name_id: &'a str,
    pub(super) session_index: &'a str,
}

impl Responder<'_> {
    /// A Response with a signed and encrypted Assertion, changed as the fault switches say.
    ///
    /// # Errors
    /// When the service's encryption certificate cannot be used.
    pub(super) fn success(&self, to: &Recipient, person: &SignedIn) -> anyhow::Result<String> {
        let certificates = &to.service.encryption_certificates;
        let certificate = &certificates[usize::from(u16::from_be_bytes(random())) % certificates.len()];
        let forged =
            || self.assertion(to, &SignedIn { identity: &somebody_else(person.identity), ..*person }).canonical();
        let sound = self.signed_assertion(self.assertion(to, person)).canonical();
        let plain = attacks::of_assertion(self.faults, sound, forged);
        let method = Method {
            cbc: self.faults.is_on("cbc"),
            rsa15: self.faults.is_on("rsa15"),
            short_tag: self.faults.is_on("short_tag"),
        };
        let sealed = encrypted(&plain, certificate, method)?.canonical();
        let content = if self.faults.is_on("plain_assertion") {
            plain
        } else if self.faults.is_on("plain_beside_encrypted") {
            format!("{sealed}{plain}")
        } else if self.faults.is_on("nested_encryption") {
            encrypted(&sealed, certificate, method)?.canonical()
        } else {
            sealed
        };
        let status = Element::new("saml2p:Status").child(status_code("Success"));
        let response = self.finished(self.response(to).child(status).written(content));
        let other = encrypted(&forged(), certificate, method)?.canonical();
        Ok(attacks::of_response(self.faults, response, Some(&other)))
    }

    /// The assertion with its signature, whole, over a part only, or missing.
    fn signed_assertion(&self, assertion: Element) -> Element {
        if self.faults.is_on("unsigned_assertion") {
            assertion
        } else if self.faults.is_on("partial_signature") {
            let part = Element::new("saml2:Advice").attribute("ID", new_id());
            signed_as(assertion.child(part.clone()), 1, self.key(), self.style(), &part)
        } else {
            let covered = assertion.clone();
            signed_as(assertion, 1, self.key(), self.style(), &covered)
        }
    }

    fn style(&self) -> Style {
        Style {
            sha1: self.faults.is_on("sha1"),
            hmac: self.faults.is_on("hmac"),
            path: self.faults.is_on("xpath_transform"),
        }
    }

    /// A signed Response without an Assertion; `second` is the status below `Requester`, such as `AuthnFailed`.
    pub(super) fn refusal(&self, to: &Recipient, second: &str) -> String {
        let codes = status_code("Requester").child(status_code(second));
        let message = Element::new("saml2p:StatusMessage").text("An error occurred.");
        self.finished(self.response(to).child(Element::new("saml2p:Status").child(codes).child(message)))
    }

    /// A `LogoutResponse`; `second` names the failure below `Requester`, `None` is success.
    pub(super) fn logout_response(&self, destination: &str, request_id: &str, second: Option<&str>) -> Element {
        let (codes, message) = match second {
            None => (status_code("Success"), "Logout succeeded."),
            // The session ended here and not everywhere: a success with a reservation.
            Some("PartialLogout") => (status_code("Success").child(status_code("PartialLogout")), "Logout succeeded."),
            Some(second) => (status_code("Requester").child(status_code(second)), "An error occurred."),
        };
        let destination = if self.faults.is_on("logout_answer_wrong_destination") { ELSEWHERE } else { destination };
        let other_request = self.faults.is_on("logout_answer_wrong_request").then(new_id);
        let request_id = other_request.as_deref().unwrap_or(request_id);
        let message = Element::new("saml2p:StatusMessage").text(message);
        self.message("saml2p:LogoutResponse", destination, request_id)
            .child(Element::new("saml2p:Status").child(codes).child(message))
    }

    /// A `LogoutRequest` that asks a service to end the session of an Assertion.
    pub(super) fn logout_request(&self, destination: &str, id: &str, given: &Given) -> Element {
        let destination = if self.faults.is_on("logout_wrong_destination") { ELSEWHERE } else { destination };
        let lifetime = if self.faults.is_on("logout_expired") { -FIVE_MINUTES } else { FIVE_MINUTES };
        let name = if self.faults.is_on("logout_unknown_session") { "nobody" } else { &given.name_id };
        let name_id = Element::new("saml2:NameID")
            .attribute("Format", TRANSIENT)
            .attribute("NameQualifier", self.entity_id)
            .attribute("SPNameQualifier", &*given.service.entity_id)
            .text(name);
        let request = Element::new("saml2p:LogoutRequest")
            .attribute("ID", id)
            .attribute("Version", "2.0")
            .attribute("IssueInstant", instant(self.issue_time()))
            .attribute("NotOnOrAfter", instant(self.now + lifetime))
            .attribute("Destination", destination)
            .child(Element::new("saml2:Issuer").text(self.entity_id))
            .child(name_id);
        if self.faults.is_on("logout_without_index") {
            return request;
        }
        request.child(Element::new("saml2p:SessionIndex").text(&*given.session_index))
    }

    /// The key that signs now.
    pub(super) fn key(&self) -> &Key {
        if self.faults.is_on("old_key") {
            &self.keys.retired
        } else if self.faults.is_on("sign_with_second_key") {
            &self.keys.next
        } else {
            &self.keys.active
        }
    }

    fn finished(&self, response: Element) -> String {
        let response = if self.faults.is_on("unsigned_response") { response } else { signed(response, 1, self.key()) };
        response.canonical()
    }

    fn response(&self, to: &Recipient) -> Element {
        let destination = if self.faults.is_on("wrong_destination") { ELSEWHERE } else { to.return_address };
        let request_id = if self.faults.is_on("unsolicited") { String::new() } else { self.in_response_to(to) };
        self.message("saml2p:Response", destination, &request_id)
    }

    /// A message to a service; an empty `request_id` answers nothing.
    fn message(&self, name: &'static str, destination: &str, request_id: &str) -> Element {
        let mut message = Element::new(name)
            .attribute("ID", new_id())
            .attribute("Version", "2.0")
            .attribute("IssueInstant", instant(self.issue_time()))
            .attribute("Destination", destination);
        if !request_id.is_empty() {
            message = message.attribute("InResponseTo", request_id);
        }
        message.child(Element::new("saml2:Issuer").text(self.issuer("wrong_issuer")))
    }

    /// Our name, unless this switch is on.
    fn issuer(&self, fault: &str) -> &str {
        if self.faults.is_on(fault) { ELSEWHERE } else { self.entity_id }
    }

    fn in_response_to(&self, to: &Recipient) -> String {
        if self.faults.is_on("wrong_in_response_to") { new_id() } else { to.request_id.to_owned() }
    }

    fn issue_time(&self) -> Timestamp {
        if self.faults.is_on("clock_ahead_10_min") { self.now + TEN_MINUTES } else { self.now }
    }

    /// From when and until when the Assertion holds.
    fn validity(&self) -> (Timestamp, Timestamp) {
        let from = self.issue_time();
        if self.faults.is_on("expired") {
            (from - TEN_MINUTES - FIVE_MINUTES, from - TEN_MINUTES)
        } else if self.faults.is_on("not_yet_valid") {
            (from + TEN_MINUTES, from + TEN_MINUTES + FIVE_MINUTES)
        } else {
            (from, from + FIVE_MINUTES)
        }
    }

    fn assertion(&self, to: &Recipient, person: &SignedIn) -> Element {
        let (from, until) = self.validity();
        let audience = if self.faults.is_on("wrong_audience") { ELSEWHERE } else { &to.service.entity_id };
        let id = new_id();
        let mut audience = Element::new("saml2:Audience").text(audience);
        if self.faults.is_on("repeated_id") {
            audience = audience.attribute("ID", &*id);
        }
        let mut conditions = Element::new("saml2:Conditions").attribute("NotBefore", instant(from));
        if !self.faults.is_on("no_expiry") {
            conditions = conditions.attribute("NotOnOrAfter", instant(until));
        }
        if !self.faults.is_on("no_audience") {
            conditions = conditions.child(Element::new("saml2:AudienceRestriction").child(audience));
        }
        let too_long_ago = SignedDuration::from_mins(if self.faults.is_on("old_identification") { 40 } else { 0 });
        let class = if self.faults.is_on("wrong_class") { AUTHENTICATOR } else { person.class };
        let statement = Element::new("saml2:AuthnStatement")
            .attribute("AuthnInstant", instant(person.authenticated - too_long_ago))
            .attribute("SessionIndex", person.session_index)
            .child(Element::new("saml2:SubjectLocality").attribute("Address", "127.0.0.1"))
            .child(Element::new("saml2:AuthnContext").child(Element::new("saml2:AuthnContextClassRef").text(class)));
        Element::new("saml2:Assertion")
            .attribute("ID", id)
            .attribute("Version", "2.0")
            .attribute("IssueInstant", instant(self.issue_time()))
            .child(Element::new("saml2:Issuer").text(self.issuer("wrong_assertion_issuer")))
            .child(self.subject(to, person, until))
            .child(conditions)
            .child(statement)
            .child(self.attribute_statement(to.service, person.identity))
    }

    fn subject(&self, to: &Recipient, person: &SignedIn, until: Timestamp) -> Element {
        let recipient = if self.faults.is_on("wrong_recipient") { ELSEWHERE } else { to.return_address };
        let name_id = Element::new("saml2:NameID")
            .attribute("Format", TRANSIENT)
            .attribute("NameQualifier", self.entity_id)
            .attribute("SPNameQualifier", &*to.service.entity_id)
            .text(person.name_id);
        let data = Element::new("saml2:SubjectConfirmationData")
            .attribute("Address", "127.0.0.1")
            .attribute(
                "InResponseTo",
                if self.faults.is_on("wrong_confirmation") { new_id() } else { self.in_response_to(to) },
            )
            .attribute("NotOnOrAfter", instant(until))
            .attribute("Recipient", recipient);
        let confirmation = Element::new("saml2:SubjectConfirmation")
            .attribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer")
            .child(data);
        Element::new("saml2:Subject").child(name_id).child(confirmation)
    }

    /// What is sent of the person, changed as the fault switches say.
    fn sent(&self, service: &Service, identity: &Identity) -> Vec<Attribute> {
        let mut identity = identity.clone();
        if self.faults.is_on("any_letter") {
            "Ирина Þórdís Ðorđe".clone_into(&mut identity.first_names);
            "Þórdís".clone_into(&mut identity.calling_name);
            "Щукина-Łącka Ó Súilleabháin".clone_into(&mut identity.family_name);
        }
        let mut attributes = attributes(service, &identity);
        if self.faults.is_on("no_register_data") {
            attributes.retain(|attribute| [IDENTITY_CODE, COMMON_NAME, REGISTER_CHECKED].contains(&attribute.name));
            for attribute in attributes.iter_mut().filter(|attribute| attribute.name == REGISTER_CHECKED) {
                "false".clone_into(&mut attribute.value);
            }
        }
        if self.faults.is_on("non_disclosure") {
            let name = "urn:oid:1.2.246.517.2002.2.27";
            attributes.push(Attribute { name, friendly_name: "TurvakieltoTieto", value: "1".to_owned() });
        }
        attributes
    }

    fn attribute_statement(&self, service: &Service, identity: &Identity) -> Element {
        let mut attributes = self.sent(service, identity);
        let mut elements: Vec<Element> = Vec::new();
        // The order varies in the real service: a reader must go by name.
        let first = usize::from(random::<1>()[0]) % attributes.len();
        attributes.rotate_left(first);
        for attribute in attributes {
            let is_identity_code = attribute.name == IDENTITY_CODE;
            if is_identity_code && self.faults.is_on("no_identity_code") {
                continue;
            }
            let value = |value: &str| Element::new("saml2:AttributeValue").text(value);
            let mut element = Element::new("saml2:Attribute");
            if !attribute.friendly_name.is_empty() {
                element = element.attribute("FriendlyName", attribute.friendly_name);
            }
            element = element
                .attribute("Name", attribute.name)
                .attribute("NameFormat", "urn:oasis:names:tc:SAML:2.0:attrname-format:uri")
                .child(value(if is_identity_code && self.faults.is_on("empty_identity_code") {
                    ""
                } else {
                    &attribute.value
                }));
            if is_identity_code && self.faults.is_on("two_identity_codes") {
                element = element.child(value("010101-900R"));
            }
            if is_identity_code && self.faults.is_on("repeated_identity_code") {
                elements.push(element.clone());
            }
            elements.push(element);
        }
        Element::new("saml2:AttributeStatement").children(elements)
    }
}

/// Whom a forged assertion is about.
fn somebody_else(identity: &Identity) -> Identity {
    Identity { national_id: "010280-952L".to_owned(), ..identity.clone() }
}

const IDENTITY_CODE: &str = "urn:oid:1.2.246.21";
const COMMON_NAME: &str = "urn:oid:2.5.4.3";
const REGISTER_CHECKED: &str = "urn:oid:1.2.246.517.3002.111.2";

/// One piece of data about the person, as it is sent.
pub(super) struct Attribute {
    pub(super) name: &'static str,
    /// Empty for the register mark, which the real service sends without one.
    pub(super) friendly_name: &'static str,
    pub(super) value: String,
}

/// What is sent of the person: the identity code and the register mark always, the rest as the metadata asks.
pub(super) fn attributes(service: &Service, identity: &Identity) -> Vec<Attribute> {
    let all = [
        (IDENTITY_CODE, "nationalIdentificationNumber", identity.national_id.clone()),
        ("urn:oid:2.5.4.4", "sn", identity.family_name.clone()),
        ("urn:oid:2.5.4.42", "givenName", identity.calling_name.clone()),
        ("urn:oid:2.16.840.1.113730.3.1.241", "displayName", identity.display_name()),
        (COMMON_NAME, "cn", identity.common_name()),
        ("http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName", "FirstName", identity.first_names.clone()),
        (REGISTER_CHECKED, "", "true".to_owned()),
    ];
    let requested = &service.requested_attributes;
    let is_sent = |name: &str| {
        requested.is_empty() || name == IDENTITY_CODE || name == REGISTER_CHECKED || requested.iter().any(|r| r == name)
    };
    all.into_iter()
        .filter(|(name, _, _)| is_sent(name))
        .map(|(name, friendly_name, value)| Attribute { name, friendly_name, value })
        .collect()
}

fn status_code(value: &str) -> Element {
    Element::new("saml2p:StatusCode").attribute("Value", format!("{STATUS}{value}"))
}

/// A moment as SAML writes it, in UTC with milliseconds.
pub(super) fn instant(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The identity provider's signed metadata; the secondary file lists the two signing certificates the other way round.
pub(super) fn metadata(base_url: &str, entity_id: &str, keys: &Keys, is_secondary: bool) -> String {
    let key = |key: &Key| {
        Element::new("md:KeyDescriptor").attribute("use", "signing").child(key_info(&key.certificate_base64()))
    };
    let signing =
        if is_secondary { [key(&keys.next), key(&keys.active)] } else { [key(&keys.active), key(&keys.next)] };
    let endpoint = |name, binding: &str, path: &str| {
        Element::new(name).attribute("Binding", binding).attribute("Location", format!("{base_url}{path}"))
    };
    let descriptor = Element::new("md:IDPSSODescriptor")
        .attribute("WantAuthnRequestsSigned", "true")
        .attribute("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:2.0:protocol")
        .children(signing)
        .child(endpoint("md:SingleLogoutService", REDIRECT, "/idp/profile/SAML2/Redirect/SLO"))
        .child(endpoint("md:SingleLogoutService", POST, "/idp/profile/SAML2/POST/SLO"))
        .child(Element::new("md:NameIDFormat").text(TRANSIENT))
        .child(endpoint("md:SingleSignOnService", REDIRECT, "/idp/profile/SAML2/Redirect/SSO"))
        .child(endpoint("md:SingleSignOnService", POST, "/idp/profile/SAML2/POST/SSO"));
    let entity = Element::new("md:EntityDescriptor")
        .attribute("ID", new_id())
        .attribute("entityID", entity_id)
        .child(descriptor);
    signed(entity, 0, &keys.metadata).canonical()
}
