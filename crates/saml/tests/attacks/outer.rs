//! Rows 13 to 17, 12 and 24 for the outer message: unsolicited, replayed, misdirected, stale, and error answers.

use crate::keys;
use crate::provider::{ACS, CONTENT, NOW, PROVIDER_ID, REQUEST, Reply, Signing, at};
use crate::service::{accepted, finish, finish_xml, pending, refused, refused_xml, service};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use saml::{Pending, Refused, StatusCode, peek_in_response_to};

#[test]
fn an_unsolicited_response_is_refused_before_any_cryptography() {
    let unsolicited = Reply::good().in_response(&format!(" InResponseTo=\"{REQUEST}\""), "");
    refused(&unsolicited, "in-response-to");
    assert_eq!(peek_in_response_to(&unsolicited.build()).unwrap_err().code(), "in-response-to");
    let unsigned = Reply { response_signing: None, ..unsolicited };
    refused(&unsigned, "in-response-to");
}

#[test]
fn a_response_to_another_request_is_refused() {
    refused(&Reply::good().in_response(REQUEST, "_other"), "in-response-to");
    let other = Pending { request_id: "_other".to_owned(), started_at: NOW - 60_000 };
    let refusal = service().finish_sign_in(NOW, &other, &Reply::good().build()).unwrap_err();
    assert_eq!(refusal.code(), "in-response-to");
}

#[test]
fn peeking_refuses_what_is_not_a_response() {
    let encode = |xml: &str| STANDARD.encode(xml);
    for xml in [
        "<r InResponseTo=\"_x\"/>",
        "<!DOCTYPE r><r/>",
        "<!--x--><r/>",
        "<?x?><r/>",
        "<saml2p:Response xmlns:saml2p=\"urn:x:y\" InResponseTo=\"_x\">",
        "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" InResponseTo=\"_x&#10;\">",
        "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" InResponseTo=\"\">",
        "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\">",
        "text",
    ] {
        assert!(peek_in_response_to(&encode(xml)).is_err(), "{xml}");
    }
    let right = "<saml2p:Response xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" InResponseTo=\"_x\">";
    assert_eq!(peek_in_response_to(&encode(right)).as_deref(), Ok("_x"));
}

#[test]
fn the_same_response_names_the_same_identifiers_until_it_is_refused_by_time() {
    let form_value = Reply::good().build();
    let first = finish(&form_value).unwrap();
    let again = finish(&form_value).unwrap();
    assert_eq!((&first.response_id, &first.assertion_id), (&again.response_id, &again.assertion_id));
    let last = service().finish_sign_in(first.replay_until - 1, &pending(), &form_value);
    assert!(last.is_ok(), "the replay record must live at least this long");
    let after = service().finish_sign_in(first.replay_until, &pending(), &form_value);
    assert!(after.is_err());
}

#[test]
fn a_response_for_another_address_is_refused() {
    refused(&Reply::good().in_response(ACS, "https://other.example.fi/saml/acs"), "destination");
    refused(&Reply::good().in_response(ACS, "https://ekstranet.example.fi/saml/acs/"), "destination");
    refused(&Reply::good().in_response(&format!(" Destination=\"{ACS}\""), ""), "destination");
}

#[test]
fn a_response_of_another_issuer_is_refused_although_the_assertion_names_the_right_one() {
    refused(&Reply::good().in_response(PROVIDER_ID, "https://other.example/idp1"), "issuer");
    refused(&Reply::good().in_response(PROVIDER_ID, "https://IDP.test.example/idp1"), "issuer");
    let start = Reply::good().response.find("<saml2:Issuer").unwrap();
    let end = Reply::good().response.find("</saml2:Issuer>").unwrap() + "</saml2:Issuer>".len();
    let issuer = Reply::good().response[start..end].to_owned();
    refused(&Reply::good().in_response(&issuer, ""), "structure");
    refused(&Reply::good().in_response(&issuer, &format!("{issuer}{issuer}")), "structure");
}

#[test]
fn a_response_issued_before_the_request_long_ago_or_in_the_future_is_refused() {
    let issued = format!("IssueInstant=\"{}\"", at(-1));
    let at_instant = |seconds: i64| Reply::good().in_response(&issued, &format!("IssueInstant=\"{}\"", at(seconds)));
    accepted(&at_instant(-119));
    accepted(&at_instant(60));
    refused(&at_instant(-121), "issue-instant");
    refused(&at_instant(61), "issue-instant");
    refused(&Reply::good().in_response(&format!(" {issued}"), ""), "time-format");
    refused(&Reply::good().in_response(&issued, "IssueInstant=\"yesterday\""), "time-format");
    let long_pending = Pending { request_id: REQUEST.to_owned(), started_at: NOW - 30 * 60_000 };
    let stale = at_instant(-361).build();
    assert_eq!(service().finish_sign_in(NOW, &long_pending, &stale).unwrap_err().code(), "issue-instant");
}

#[test]
fn an_answer_to_a_request_older_than_an_hour_is_refused() {
    let old = Pending { request_id: REQUEST.to_owned(), started_at: NOW - 3_600_001 };
    assert_eq!(service().finish_sign_in(NOW, &old, &Reply::good().build()).unwrap_err().code(), "request-expired");
    let younger = Pending { request_id: REQUEST.to_owned(), started_at: NOW - 3_600_000 };
    assert!(service().finish_sign_in(NOW, &younger, &Reply::good().build()).is_ok());
}

#[test]
fn another_version_and_a_bad_identifier_are_refused() {
    refused(&Reply::good().in_response("Version=\"2.0\"", "Version=\"1.1\""), "version");
    refused(&Reply::good().in_response(" Version=\"2.0\"", ""), "version");
    refused(&Reply::good().in_response("ID=\"_r1\"", "ID=\"1 2\""), "structure");
}

#[test]
fn another_message_in_place_of_a_response_is_refused() {
    for name in ["LogoutResponse", "LogoutRequest", "ArtifactResponse", "AuthnRequest"] {
        let renamed = Reply::good().response.replace("saml2p:Response", &format!("saml2p:{name}"));
        refused(&Reply { response: renamed, ..Reply::good() }, "unexpected-message");
    }
}

#[test]
fn a_signed_error_answer_is_reported_without_its_text() {
    let refusal = finish(&Reply::failure("Requester", "AuthnFailed").build()).unwrap_err();
    assert_eq!(refusal, Refused::Status { top: StatusCode::Requester, second: Some(StatusCode::AuthnFailed) });
    for (name, code) in [
        ("NoAuthnContext", StatusCode::NoAuthnContext),
        ("RequestDenied", StatusCode::RequestDenied),
        ("NoPassive", StatusCode::NoPassive),
        ("somethingElse", StatusCode::Other),
    ] {
        let refusal = finish(&Reply::failure("Responder", name).build()).unwrap_err();
        assert_eq!(refusal, Refused::Status { top: StatusCode::Responder, second: Some(code) });
    }
}

#[test]
fn an_error_answer_that_is_unsigned_forged_or_misdirected_is_not_believed() {
    let failure = Reply::failure("Requester", "AuthnFailed");
    refused(&Reply { response_signing: None, ..failure.clone() }, "response-signature-missing");
    refused(&Reply { response_signing: Some(Signing::with(keys::attacker())), ..failure.clone() }, "signature");
    refused(&failure.clone().in_response(REQUEST, "_other"), "in-response-to");
    refused_xml(&failure.xml().replacen("AuthnFailed", "NoPassive", 1), "digest");
}

#[test]
fn an_error_answer_with_an_assertion_is_refused_and_a_success_without_one_too() {
    let with = Reply::failure("Requester", "AuthnFailed")
        .in_response("</saml2p:Response>", &format!("{CONTENT}</saml2p:Response>"));
    refused(&with, "assertion-count");
    refused(&Reply::good().in_response(CONTENT, ""), "assertion-count");
    let nested = "<saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"></saml2p:StatusCode>";
    let mixed = Reply::good().in_response("</saml2p:StatusCode>", &format!("{nested}</saml2p:StatusCode>"));
    refused(&mixed, "assertion-count");
}

#[test]
fn a_broken_signature_is_noticed_before_anything_is_decrypted() {
    let unreadable = Reply { damage: |sealed| sealed.truncate(5), ..Reply::good() };
    refused(&unreadable, "decryption");
    refused(&Reply { response_signing: Some(Signing::with(keys::attacker())), ..unreadable.clone() }, "signature");
    refused(&Reply { response_signing: None, ..unreadable }, "response-signature-missing");
}

#[test]
fn every_refusal_reads_the_same_and_none_repeats_the_message() {
    let refusals = [
        finish_xml("<x/>").unwrap_err(),
        finish(&Reply::failure("Requester", "AuthnFailed").build()).unwrap_err(),
        finish(&Reply { damage: |sealed| sealed[40] ^= 1, ..Reply::good() }.build()).unwrap_err(),
        finish(&Reply::good().in_assertion("210281-9988", "010280-952K").build()).unwrap_err(),
        finish(&Reply { response_signing: Some(Signing::with(keys::attacker())), ..Reply::good() }.build())
            .unwrap_err(),
    ];
    for refusal in refusals {
        assert_eq!(refusal.to_string(), refusals[0].to_string());
        for printed in [format!("{refusal:?}"), refusal.code().to_owned()] {
            assert!(!printed.contains("952") && !printed.contains("example") && !printed.contains('<'), "{printed}");
        }
    }
}
