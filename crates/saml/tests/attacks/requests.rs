//! Rows 19 and 20: what we send. The queries are taken apart here with code of the test's own.

use crate::keys;
use crate::provider::{ACS, ENTITY_ID, NOW, PROVIDER_ID};
use crate::service::service;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use saml::{Language, NameId, Start};

fn percent_decode(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// The message of a request, after its signature has been checked over the raw query.
fn message(start: &Start) -> (String, String) {
    let (endpoint, query) = start.redirect_url.split_once('?').unwrap();
    let (signed, signature) = query.split_once("&Signature=").unwrap();
    let signature = STANDARD.decode(percent_decode(signature)).unwrap();
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, keys::service().public_key())
        .verify(signed.as_bytes(), &signature)
        .unwrap();
    assert!(signed.ends_with("&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256"));
    let deflated = signed.strip_prefix("SAMLRequest=").unwrap().split('&').next().unwrap();
    let deflated = STANDARD.decode(percent_decode(deflated)).unwrap();
    let xml = saml_rs::binding::deflate_raw_decode(&deflated).unwrap();
    (endpoint.to_owned(), String::from_utf8(xml).unwrap())
}

#[test]
fn a_sign_in_request_says_what_suomi_fi_asks_for_and_is_signed() {
    let start = service().start_sign_in(NOW, [0xab; 28], "key-1", Language::Sv).unwrap();
    assert_eq!(start.request_id, format!("_{}", "ab".repeat(28)));
    let (endpoint, xml) = message(&start);
    assert_eq!(endpoint, "https://idp.test.example/idp/profile/SAML2/Redirect/SSO");
    for part in [
        "<samlp:AuthnRequest ",
        "xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\"",
        &format!("ID=\"{}\"", start.request_id),
        "Version=\"2.0\"",
        "IssueInstant=\"2026-11-21T10:00:00.000Z\"",
        &format!("Destination=\"{endpoint}\""),
        "ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"",
        &format!("AssertionConsumerServiceURL=\"{ACS}\""),
        &format!("<saml:Issuer>{ENTITY_ID}</saml:Issuer>"),
        "<v:vetuma xmlns:v=\"urn:vetuma:SAML:2.0:extensions\"><v:LG>sv</v:LG></v:vetuma>",
        "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/>",
    ] {
        assert!(xml.contains(part), "{part}");
    }
    assert!(!xml.contains("ForceAuthn") && !xml.contains("RequestedAuthnContext"));
    assert!(start.redirect_url.contains("&RelayState=key-1&"));
}

#[test]
fn each_language_is_asked_for_by_its_code() {
    for (language, code) in [(Language::Fi, "fi"), (Language::Sv, "sv"), (Language::En, "en")] {
        let start = service().start_sign_in(NOW, [1; 28], "", language).unwrap();
        assert!(message(&start).1.contains(&format!("<v:LG>{code}</v:LG>")));
        assert!(!start.redirect_url.contains("RelayState"));
    }
}

#[test]
fn a_relay_state_cannot_add_parameters_and_is_refused_when_long() {
    let odd = "a&SigAlg=none#+ ä\"<";
    let start = service().start_sign_in(NOW, [1; 28], odd, Language::Fi).unwrap();
    message(&start);
    let (_, query) = start.redirect_url.split_once('?').unwrap();
    let value = query.split('&').find_map(|part| part.strip_prefix("RelayState=")).unwrap();
    assert_eq!(percent_decode(value), odd);
    assert_eq!(query.split('&').count(), 4);
    let refusal = service().start_sign_in(NOW, [1; 28], &"x".repeat(81), Language::Fi).unwrap_err();
    assert_eq!(refusal.code(), "relay-state");
}

#[test]
fn a_sign_out_request_names_the_session_with_both_qualifiers_and_is_signed() {
    let name_id = NameId {
        value: "AAdz<&\"'>".to_owned(),
        name_qualifier: PROVIDER_ID.to_owned(),
        sp_name_qualifier: ENTITY_ID.to_owned(),
    };
    let start = service().start_sign_out(NOW, [0xcd; 28], &name_id, "_c5e2&", "key-2", Language::En).unwrap();
    let (endpoint, xml) = message(&start);
    assert_eq!(endpoint, "https://idp.test.example/idp/profile/SAML2/Redirect/SLO");
    let expected = format!(
        "<saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{PROVIDER_ID}\" \
         SPNameQualifier=\"{ENTITY_ID}\">AAdz&lt;&amp;&quot;&#39;&gt;</saml:NameID>\
         <samlp:SessionIndex>_c5e2&amp;</samlp:SessionIndex></samlp:LogoutRequest>"
    );
    assert!(xml.contains(&expected), "{xml}");
    assert!(xml.contains("<v:LG>en</v:LG>"));
    assert!(xml.contains(&format!("Destination=\"{endpoint}\"")));
    assert!(xml.contains(&format!("ID=\"{}\"", start.request_id)));
}
