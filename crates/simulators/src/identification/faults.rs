//! Switches that make the identity provider answer wrongly, one for each thing a service must withstand.

use std::sync::Mutex;

/// Every switch: its name and what it does.
const SWITCHES: &[(&str, &str)] = &[
    ("unsigned_response", "The Response carries no signature."),
    ("unsigned_assertion", "The Assertion carries no signature."),
    ("plain_assertion", "The Assertion is sent unencrypted."),
    ("cbc", "The Assertion is encrypted with AES-128-CBC."),
    ("rsa15", "The content key is wrapped with RSA PKCS #1 v1.5."),
    ("wrapped_response", "A forged Response carries the sound one inside the sound one's signature."),
    ("wrapped_assertion", "A forged Assertion carries the sound one inside the sound one's signature."),
    ("instruction", "A processing instruction stands in the Assertion, which parsers read differently."),
    ("odd_namespace", "The Response declares a namespace with a relative address."),
    ("repeated_id", "Two elements of the Assertion have the same ID."),
    ("partial_signature", "The signature of the Assertion covers only an empty part of it."),
    ("second_signed_info", "The signature of the Response has two SignedInfo."),
    ("comment_in_digest", "A comment stands in the digest of the Assertion's signature."),
    ("comment_in_code", "A comment cuts the identity code in two."),
    ("document_type", "The Response begins with a document type that names a file."),
    ("xpath_transform", "The signature of the Assertion uses an XPath transform."),
    ("empty_signature", "The signature of the Response is an empty element."),
    ("sha1", "The digest of the Assertion's signature is SHA-1."),
    ("hmac", "The Assertion is signed with HMAC and the public key as the secret."),
    ("short_tag", "The tag of the encrypted Assertion has 12 bytes in place of 16."),
    ("nested_encryption", "The Assertion is encrypted twice, one in the other."),
    ("plain_beside_encrypted", "An unencrypted Assertion stands beside the encrypted one."),
    ("unsolicited", "The Response answers no request."),
    ("wrong_confirmation", "The subject confirmation answers another request than the Response."),
    ("wrong_issuer", "Issuer of the Response is another identity provider."),
    ("wrong_assertion_issuer", "Issuer of the Assertion is another identity provider."),
    ("no_audience", "The Assertion names no audience."),
    ("old_identification", "The person was identified 40 minutes ago."),
    ("no_expiry", "The conditions of the Assertion have no end."),
    ("too_deep", "The Response has 80 elements inside each other."),
    ("repeated_identity_code", "The attribute of the identity code is sent twice."),
    ("empty_identity_code", "The identity code is empty."),
    ("wrong_audience", "Audience names another service."),
    ("wrong_destination", "Destination of the Response names another address."),
    ("wrong_recipient", "Recipient of the subject confirmation names another address."),
    ("wrong_in_response_to", "InResponseTo answers a request that was never made."),
    ("old_key", "Response and Assertion are signed with a key that is not in the metadata."),
    ("expired", "The Assertion expired ten minutes ago."),
    ("not_yet_valid", "The Assertion becomes valid in ten minutes."),
    ("clock_ahead_10_min", "The clock of the identity provider is ten minutes ahead."),
    ("replay", "The previous Response is sent again in place of a new one."),
    ("wrong_class", "The context class is the Finnish Authenticator, which is no strong identification."),
    ("two_identity_codes", "The identity code has two different values."),
    ("no_identity_code", "The identity code is missing."),
    ("status_no_authn_context", "Every sign-in ends in the error status NoAuthnContext."),
    ("status_request_denied", "Every sign-in ends in the error status RequestDenied."),
    ("any_letter", "The person's names have letters of many alphabets."),
    ("no_register_data", "The population register does not answer: only the identity code and one name are sent."),
    ("non_disclosure", "The person is under non-disclosure for personal safety."),
    ("deceased", "The person is dead in the population register: every sign-in ends in AuthnFailed."),
    ("status_authn_failed", "Every sign-in ends in the error status AuthnFailed."),
    ("status_no_passive", "Every sign-in ends in the error status NoPassive."),
    ("status_invalid_name_id_policy", "Every sign-in ends in the error status InvalidNameIDPolicy."),
    ("logout_by_post", "Other services are asked by POST to end their sessions."),
    ("logout_unsigned", "Requests to end other services' sessions carry no signature."),
    ("logout_wrong_destination", "Requests to end other services' sessions name another address."),
    ("logout_expired", "Requests to end other services' sessions expired five minutes ago."),
    ("logout_replay", "Every request to end a session carries the ID of the one before."),
    ("logout_unknown_session", "Requests to end a session name a person whom nobody knows."),
    ("logout_without_index", "Requests to end a session name no session index."),
    ("logout_fails", "A sign-out that a service asks for ends in the error status Responder."),
    ("slow", "The sign-in and sign-out addresses answer after ten seconds."),
    ("down", "The sign-in and sign-out addresses answer 503."),
    ("sign_with_second_key", "Key rotation: messages are signed with the second key of the metadata."),
];

/// The names of the switches with what each does.
pub fn fault_names() -> &'static [(&'static str, &'static str)] {
    SWITCHES
}

/// The switches that are on.
#[derive(Default)]
pub struct Faults {
    on: Mutex<Vec<&'static str>>,
}

impl Faults {
    /// Turns a switch; `false` when there is none of that name.
    pub fn set(&self, name: &str, on: bool) -> bool {
        let Some((name, _)) = SWITCHES.iter().find(|(known, _)| *known == name) else {
            return false;
        };
        let mut switches = self.on.lock().expect("no panic while held");
        switches.retain(|switch| switch != name);
        if on {
            switches.push(name);
        }
        true
    }

    /// Every switch with what it does and whether it is on.
    pub fn list(&self) -> Vec<(&'static str, &'static str, bool)> {
        SWITCHES.iter().map(|(name, description)| (*name, *description, self.is_on(name))).collect()
    }

    /// Whether the switch is on.
    pub(super) fn is_on(&self, name: &str) -> bool {
        debug_assert!(SWITCHES.iter().any(|(known, _)| *known == name), "no switch {name}");
        self.on.lock().expect("no panic while held").contains(&name)
    }
}
