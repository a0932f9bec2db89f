//! Rows 20 to 22: answers to our sign-out request, which come as a signed query.

use crate::keys::{self, Party};
use crate::provider::{NOW, PROVIDER_ID, SLO, at};
use crate::service::service;
use aws_lc_rs::signature::RSA_PKCS1_SHA256;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use saml::{Refused, StatusCode};
use std::fmt::Write;

const REQUEST: &str = "_10101010";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

fn encode(value: &str) -> String {
    value.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() {
            text.push(char::from(byte));
        } else {
            write!(text, "%{byte:02x}").unwrap();
        }
        text
    })
}

fn message() -> String {
    let issued = at(-1);
    format!(
        "<saml2p:LogoutResponse xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{SLO}\" ID=\"_lr1\" \
         InResponseTo=\"{REQUEST}\" IssueInstant=\"{issued}\" Version=\"2.0\">\
         <saml2:Issuer xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\">{PROVIDER_ID}</saml2:Issuer><saml2p:Status>\
         <saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></saml2p:Status></saml2p:LogoutResponse>"
    )
}

fn deflated(message: &[u8]) -> String {
    STANDARD.encode(saml_rs::binding::deflate_raw_encode(message).unwrap())
}

/// The parameters that are signed.
fn unsigned_query(message: &str) -> String {
    format!("SAMLResponse={}&RelayState=key%2d2&SigAlg={}", encode(&deflated(message.as_bytes())), encode(RSA_SHA256))
}

fn signed_by(signer: &Party, query: &str) -> String {
    let signature = STANDARD.encode(signer.sign(&RSA_PKCS1_SHA256, query.as_bytes()));
    format!("{query}&Signature={}", encode(&signature))
}

fn query(message: &str) -> String {
    signed_by(keys::provider(), &unsigned_query(message))
}

#[track_caller]
fn refused(query: &str, code: &str) {
    match service().finish_sign_out(NOW, query, REQUEST) {
        Ok(_) => panic!("accepted, but should be refused as {code}"),
        Err(refused) => assert_eq!(refused.code(), code),
    }
}

#[test]
fn a_signed_answer_is_accepted_from_either_key_with_or_without_relay_state() {
    for signer in [keys::provider(), keys::next_provider()] {
        let answer = service().finish_sign_out(NOW, &signed_by(signer, &unsigned_query(&message())), REQUEST).unwrap();
        assert_eq!(answer.relay_state.as_deref(), Some("key-2"));
        let without = unsigned_query(&message()).replace("&RelayState=key%2d2", "");
        let answer = service().finish_sign_out(NOW, &signed_by(signer, &without), REQUEST).unwrap();
        assert_eq!(answer.relay_state, None);
    }
}

#[test]
fn an_unsigned_or_foreign_answer_is_refused() {
    refused(&unsigned_query(&message()), "query");
    refused(&format!("{}&Signature=", unsigned_query(&message())), "signature");
    refused(&signed_by(keys::attacker(), &unsigned_query(&message())), "signature");
    refused(&signed_by(keys::service(), &unsigned_query(&message())), "signature");
}

#[test]
fn the_signature_counts_for_the_raw_bytes_of_the_query() {
    let good = query(&message());
    assert!(service().finish_sign_out(NOW, &good, REQUEST).is_ok());
    refused(&good.replace("key%2d2", "key%2D2"), "signature");
    refused(&good.replace("key%2d2", "key-2"), "signature");
    refused(&good.replace("key%2d2", "other"), "signature");
    refused(&good.replace("&RelayState=key%2d2", ""), "signature");
}

#[test]
fn the_order_of_the_parameters_does_not_matter_to_the_signature() {
    let good = query(&message());
    let mut parameters: Vec<&str> = good.split('&').collect();
    parameters.reverse();
    assert!(service().finish_sign_out(NOW, &parameters.join("&"), REQUEST).is_ok());
}

#[test]
fn a_repeated_or_foreign_parameter_and_a_second_kind_of_message_are_refused() {
    let good = query(&message());
    for extra in [
        "SAMLResponse=x",
        "SAMLRequest=x",
        "RelayState=x",
        "SigAlg=x",
        "Signature=x",
        "SAMLEncoding=x",
        "locale=fi",
        "SAMLRespons%65=x",
        "samlresponse=x",
        "",
        "x",
    ] {
        refused(&format!("{good}&{extra}"), "query");
        refused(&format!("{extra}&{good}"), "query");
    }
    refused("", "query");
    refused("SAMLResponse", "query");
}

#[test]
fn a_query_that_could_be_decoded_in_two_ways_is_refused() {
    for value in ["%", "%2", "%zz", "+", "a b", "\u{e4}"] {
        let odd = format!("SAMLResponse={value}&SigAlg={}", encode(RSA_SHA256));
        refused(&signed_by(keys::provider(), &odd), "query");
    }
}

#[test]
fn other_signature_algorithms_are_refused() {
    for algorithm in
        ["http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", ""]
    {
        let other = unsigned_query(&message()).replace(&encode(RSA_SHA256), &encode(algorithm));
        refused(&signed_by(keys::provider(), &other), "signature-algorithm");
    }
}

#[test]
fn an_answer_to_another_request_address_or_time_is_refused() {
    for (from, to, code) in [
        (REQUEST, "_other", "in-response-to"),
        (&format!(" InResponseTo=\"{REQUEST}\"") as &str, "", "in-response-to"),
        (PROVIDER_ID, "https://other.example/idp1", "issuer"),
        (SLO, "https://other.example.fi/saml/slo", "destination"),
        (&format!(" Destination=\"{SLO}\""), "", "destination"),
        ("2.0\"><saml2:Issuer", "1.1\"><saml2:Issuer", "version"),
        (&at(-1), &at(-361), "issue-instant"),
        (&at(-1), &at(61), "issue-instant"),
        ("LogoutResponse", "Response", "unexpected-message"),
    ] {
        let changed =
            if from == "LogoutResponse" { message().replace(from, to) } else { message().replacen(from, to, 1) };
        assert_ne!(changed, message());
        refused(&query(&changed), code);
    }
}

#[test]
fn a_failed_sign_out_is_reported_as_such() {
    let failed = message().replace("status:Success", "status:Responder");
    let refusal = service().finish_sign_out(NOW, &query(&failed), REQUEST).unwrap_err();
    assert_eq!(refusal, Refused::Status { top: StatusCode::Responder, second: None });
}

#[test]
fn a_message_with_forbidden_markup_inside_is_refused() {
    refused(&query(&format!("<!DOCTYPE r>{}", message())), "forbidden-markup");
    refused(&query(&message().replace("idp1<", "idp1<!-- --><")), "forbidden-markup");
    refused(&query("text"), "not-well-formed");
}

#[test]
fn a_deflate_bomb_is_refused_although_it_is_signed() {
    let bomb = format!("{}{}", message(), " ".repeat(8 * 1024 * 1024));
    assert!(unsigned_query(&bomb).len() < 64 * 1024, "small on the wire");
    refused(&query(&bomb), "too-large");
    refused(&signed_by(keys::attacker(), &unsigned_query(&bomb)), "signature");
}

#[test]
fn an_overlong_query_is_refused() {
    let long = format!("SAMLResponse={}&SigAlg=x&Signature=x", "A".repeat(200 * 1024));
    refused(&long, "too-large");
}

#[test]
fn what_does_not_inflate_is_refused() {
    let garbage = format!("SAMLResponse={}&SigAlg={}", encode(&STANDARD.encode([0xff; 40])), encode(RSA_SHA256));
    assert!(service().finish_sign_out(NOW, &signed_by(keys::provider(), &garbage), REQUEST).is_err());
}
