//! Switches that make the identity provider answer wrongly, one for each thing a service must withstand.

use std::sync::Mutex;

/// Every switch: its name and what it does.
const SWITCHES: &[(&str, &str)] = &[
    ("unsigned_response", "The Response carries no signature."),
    ("unsigned_assertion", "The Assertion carries no signature."),
    ("plain_assertion", "The Assertion is sent unencrypted."),
    ("cbc", "The Assertion is encrypted with AES-128-CBC."),
    ("rsa15", "The content key is wrapped with RSA PKCS #1 v1.5."),
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
