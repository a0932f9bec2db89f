//! Row 22: sign-outs that begin elsewhere, by redirect and as a form, and what we answer.

use crate::keys::{self, Party};
use crate::provider::{ENTITY_ID, MARK, NOW, PROVIDER_ID, SLO, Signing, at};
use crate::service::{metadata, service, settings};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use saml::{IdentityProvider, Refused, ServiceProvider, SignOutOutcome, SignOutRequest};
use std::fmt::Write;

const NAME: &str = "AAdzZWNyZXQxfxVUqsT8k/OSMQF+opaque==";
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

/// A canonical request with a mark where a signature may go.
pub fn request() -> String {
    let (issued, until) = (at(-1), at(299));
    format!(
        "<saml2p:LogoutRequest xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{SLO}\" ID=\"_lo1\" \
         IssueInstant=\"{issued}\" NotOnOrAfter=\"{until}\" Version=\"2.0\">\
         <saml2:Issuer xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\">{PROVIDER_ID}</saml2:Issuer>{MARK}\
         <saml2:NameID xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\" \
         Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{PROVIDER_ID}\" \
         SPNameQualifier=\"{ENTITY_ID}\">{NAME}</saml2:NameID><saml2p:SessionIndex>_c5e2</saml2p:SessionIndex>\
         </saml2p:LogoutRequest>"
    )
}

fn query_signed_by(signer: &Party, request: &str) -> String {
    let deflated = saml_rs::binding::deflate_raw_encode(request.replace(MARK, "").as_bytes()).unwrap();
    let query =
        format!("SAMLRequest={}&RelayState=key%2d9&SigAlg={}", encode(&STANDARD.encode(deflated)), encode(RSA_SHA256));
    let signature = STANDARD.encode(signer.sign(&RSA_PKCS1_SHA256, query.as_bytes()));
    format!("{query}&Signature={}", encode(&signature))
}

fn form_signed_by(signing: &Signing, request: &str) -> String {
    STANDARD.encode(signing.sign(request, "_lo1"))
}

fn by_query(request: &str) -> Result<SignOutRequest, Refused> {
    service().read_sign_out_request(NOW, &query_signed_by(keys::provider(), request))
}

fn by_form(request: &str) -> Result<SignOutRequest, Refused> {
    let value = form_signed_by(&Signing::with(keys::provider()), request);
    service().read_posted_sign_out_request(NOW, &value, Some("key-9"))
}

/// Refused alike by both bindings.
#[track_caller]
fn refused(request: &str, code: &str) {
    for outcome in [by_query(request), by_form(request)] {
        match outcome {
            Ok(_) => panic!("accepted, but should be refused as {code}"),
            Err(refused) => assert_eq!(refused.code(), code),
        }
    }
}

#[test]
fn a_signed_request_is_read_from_a_query_and_from_a_form_whichever_key_signed() {
    for signer in [keys::provider(), keys::next_provider()] {
        let query = query_signed_by(signer, &request());
        let form = form_signed_by(&Signing::with(signer), &request());
        for read in [
            service().read_sign_out_request(NOW, &query),
            service().read_posted_sign_out_request(NOW, &form, Some("key-9")),
        ] {
            let read = read.unwrap();
            assert_eq!((read.request_id.as_str(), read.name_id.as_str()), ("_lo1", NAME));
            assert_eq!(read.session_indexes, ["_c5e2"]);
            assert!(read.replay_until > NOW + 6 * 60_000, "longer than the message could be accepted");
            assert!(!format!("{read:?}").contains(NAME));
        }
    }
}

#[test]
fn several_sessions_or_none_may_be_named() {
    let several = "<saml2p:SessionIndex>_a</saml2p:SessionIndex><saml2p:SessionIndex>_c5e2<";
    assert_eq!(
        by_query(&request().replace("<saml2p:SessionIndex>_c5e2<", several)).unwrap().session_indexes,
        ["_a", "_c5e2"]
    );
    let without = request().replace("<saml2p:SessionIndex>_c5e2</saml2p:SessionIndex>", "");
    assert!(by_form(&without).unwrap().session_indexes.is_empty());
    refused(&request().replace("_c5e2", ""), "session-index");
    let many = "<saml2p:SessionIndex>_x</saml2p:SessionIndex>".repeat(32);
    refused(
        &request().replace("<saml2p:SessionIndex>_c5e2<", &format!("{many}<saml2p:SessionIndex>_c5e2<")),
        "session-index",
    );
}

#[test]
fn a_request_may_leave_out_what_the_standard_does_not_demand() {
    for (from, to) in [
        (format!(" NotOnOrAfter=\"{}\"", at(299)), String::new()),
        (format!(" NameQualifier=\"{PROVIDER_ID}\" SPNameQualifier=\"{ENTITY_ID}\""), String::new()),
        (" Version".to_owned(), " Reason=\"urn:oasis:names:tc:SAML:2.0:logout:user\" Version".to_owned()),
    ] {
        let changed = request().replacen(&from, &to, 1);
        assert_ne!(changed, request());
        assert!(by_query(&changed).is_ok() && by_form(&changed).is_ok(), "{from}");
    }
}

#[test]
fn an_unsigned_or_foreign_request_is_refused() {
    let good = query_signed_by(keys::provider(), &request());
    let (unsigned, _) = good.split_once("&Signature=").unwrap();
    for (query, code) in [
        (unsigned.to_owned(), "query"),
        (format!("{unsigned}&Signature="), "signature"),
        (query_signed_by(keys::attacker(), &request()), "signature"),
        (query_signed_by(keys::service(), &request()), "signature"),
        (good.replace("key%2d9", "other"), "signature"),
        (good.replace("SAMLRequest=", "SAMLResponse="), "query"),
        (format!("{good}&SAMLResponse=x"), "query"),
        (format!("{good}&SAMLRequest=x"), "query"),
    ] {
        assert_eq!(service().read_sign_out_request(NOW, &query).unwrap_err().code(), code);
    }
    let attacker = Signing::with(keys::attacker());
    let known_certificate = attacker.clone().with_key_info(&keys::provider().certificate);
    let good = Signing::with(keys::provider()).sign(&request(), "_lo1");
    for (xml, code) in [
        (request().replace(MARK, ""), "message-signature-missing"),
        (attacker.sign(&request(), "_lo1"), "signature"),
        (known_certificate.sign(&request(), "_lo1"), "signature"),
        (good.replace("_c5e2", "_c5e3"), "digest"),
        (good.replace("<saml2p:SessionIndex>_c5e2</saml2p:SessionIndex>", ""), "digest"),
        (good.replacen("URI=\"#_lo1\"", "URI=\"\"", 1), "signature-reference"),
        (good.replace("xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"), "signature-algorithm"),
        (good.replace("<ds:SignatureValue>", "<ds:SignatureValue/><ds:SignatureValue>"), "structure"),
    ] {
        let refused = service().read_posted_sign_out_request(NOW, &STANDARD.encode(&xml), None).unwrap_err();
        assert_eq!(refused.code(), code, "{xml}");
    }
    assert!(service().read_posted_sign_out_request(NOW, &STANDARD.encode(&good), None).is_ok(), "the control");
}

#[test]
fn a_signature_around_something_else_signs_no_request() {
    let inner = Signing::with(keys::provider()).sign(&request(), "_lo1");
    let outer = request().replace("_lo1", "_evil").replace("_c5e2", "_victim");
    let at_mark = |inside: &str| outer.replace(MARK, inside);
    let extension = format!("<saml2p:Extensions>{inner}</saml2p:Extensions>");
    for xml in [
        at_mark(&extension),
        at_mark(&inner),
        outer.replace(MARK, "").replace("</saml2p:LogoutRequest>", &format!("{inner}</saml2p:LogoutRequest>")),
    ] {
        let refused = service().read_posted_sign_out_request(NOW, &STANDARD.encode(&xml), None).unwrap_err();
        assert_eq!(refused.code(), "signature-count");
    }
}

#[test]
fn a_request_for_another_address_issuer_or_time_is_refused() {
    for (from, to, code) in [
        (SLO.to_owned(), "https://other.example.fi/saml/slo".to_owned(), "destination"),
        (format!(" Destination=\"{SLO}\""), String::new(), "destination"),
        (format!(">{PROVIDER_ID}<"), ">https://other.example/idp1<".to_owned(), "issuer"),
        ("Version=\"2.0\"".to_owned(), "Version=\"1.1\"".to_owned(), "version"),
        (at(-1), at(-361), "issue-instant"),
        (at(-1), at(61), "issue-instant"),
        (format!(" IssueInstant=\"{}\"", at(-1)), String::new(), "time-format"),
        (at(299), at(-61), "sign-out-expired"),
        (at(299), at(-60), "sign-out-expired"),
        ("nameid-format:transient".to_owned(), "nameid-format:persistent".to_owned(), "name-id"),
        (format!("SPNameQualifier=\"{ENTITY_ID}\""), "SPNameQualifier=\"https://o.example\"".to_owned(), "name-id"),
        (format!(" NameQualifier=\"{PROVIDER_ID}\""), " NameQualifier=\"x\"".to_owned(), "name-id"),
        (NAME.to_owned(), String::new(), "name-id"),
        (NAME.to_owned(), "A".repeat(2049), "name-id"),
        (
            "<saml2p:SessionIndex>".to_owned(),
            "<saml2p:Else></saml2p:Else><saml2p:SessionIndex>".to_owned(),
            "structure",
        ),
    ] {
        let changed = request().replacen(&from, &to, 1);
        assert_ne!(changed, request(), "{from}");
        refused(&changed, code);
    }
    let within = request().replacen(&at(299), &at(-59), 1);
    assert!(by_query(&within).is_ok() && by_form(&within).is_ok(), "the control: within the clocks' difference");
}

#[test]
fn an_answer_cannot_be_taken_for_a_request_nor_markup_hidden_in_one() {
    refused(&request().replace("LogoutRequest", "LogoutResponse"), "unexpected-message");
    refused(&request().replace("LogoutRequest", "AuthnRequest"), "unexpected-message");
    let commented = request().replace(NAME, "AAdz<!-- -->ZWNy");
    assert_eq!(by_query(&commented).unwrap_err().code(), "forbidden-markup");
    assert_eq!(by_query(&format!("<!DOCTYPE r>{}", request())).unwrap_err().code(), "forbidden-markup");
    let posted = |text: &str| service().read_posted_sign_out_request(NOW, text, None).unwrap_err().code();
    assert_eq!(posted("%%%"), "not-base64");
    assert_eq!(posted(""), "not-well-formed");
    assert_eq!(posted(&"A".repeat(2 * 1024 * 1024)), "too-large");
}

#[test]
fn the_answer_is_signed_names_the_request_and_carries_the_relay_state_back() {
    for (outcome, status) in [
        (
            SignOutOutcome::Ended,
            "<samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>",
        ),
        (
            SignOutOutcome::UnknownPrincipal,
            "status:Requester\"><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal\"/>",
        ),
    ] {
        let read = by_query(&request()).unwrap();
        let address = service().answer_sign_out(NOW, [0xef; 28], &read, outcome).unwrap();
        let (endpoint, query) = address.split_once('?').unwrap();
        assert_eq!(endpoint, "https://idp.test.example/idp/profile/SAML2/Redirect/SLO");
        let (signed, signature) = query.split_once("&Signature=").unwrap();
        let decode = |text: &str| text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, keys::service().public_key())
            .verify(signed.as_bytes(), &STANDARD.decode(decode(signature)).unwrap())
            .unwrap();
        assert!(signed.contains("&RelayState=key-9&SigAlg="));
        let message = signed.strip_prefix("SAMLResponse=").unwrap().split('&').next().unwrap();
        let inflated = saml_rs::binding::deflate_raw_decode(&STANDARD.decode(decode(message)).unwrap()).unwrap();
        let xml = String::from_utf8(inflated).unwrap();
        for part in [
            "<samlp:LogoutResponse ",
            "InResponseTo=\"_lo1\"",
            &format!("Destination=\"{endpoint}\""),
            &format!("<saml:Issuer>{ENTITY_ID}</saml:Issuer>"),
            &format!("ID=\"_{}\"", "ef".repeat(28)),
            status,
        ] {
            assert!(xml.contains(part), "{part}: {xml}");
        }
    }
}

#[test]
fn the_answer_goes_to_the_response_location_when_the_provider_has_one() {
    let with = metadata(&[keys::provider()]).replace(
        "profile/SAML2/Redirect/SLO\"",
        "profile/SAML2/Redirect/SLO\" ResponseLocation=\"https://idp.test.example/answers\"",
    );
    let idp = IdentityProvider::from_metadata(with.replace("[signature]", "").as_bytes(), None).unwrap();
    let service = ServiceProvider::new(settings(), idp).unwrap();
    let read = service.read_sign_out_request(NOW, &query_signed_by(keys::provider(), &request())).unwrap();
    let address = service.answer_sign_out(NOW, [1; 28], &read, SignOutOutcome::Ended).unwrap();
    assert!(address.starts_with("https://idp.test.example/answers?SAMLResponse="), "{address}");
}

/// The answer to our own request, where the provider posts it.
#[test]
fn a_posted_answer_is_accepted_only_when_signed_and_for_our_request() {
    let message = format!(
        "<saml2p:LogoutResponse xmlns:saml2p=\"urn:oasis:names:tc:SAML:2.0:protocol\" Destination=\"{SLO}\" ID=\"_lr1\" \
         InResponseTo=\"_10\" IssueInstant=\"{}\" Version=\"2.0\">\
         <saml2:Issuer xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\">{PROVIDER_ID}</saml2:Issuer>{MARK}\
         <saml2p:Status><saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"></saml2p:StatusCode>\
         </saml2p:Status></saml2p:LogoutResponse>",
        at(-1)
    );
    let finish = |xml: &str, request: &str| {
        service()
            .finish_posted_sign_out(NOW, &STANDARD.encode(xml), request)
            .map(drop)
            .map_err(|refused| refused.code())
    };
    let good = Signing::with(keys::provider()).sign(&message, "_lr1");
    assert_eq!(finish(&good, "_10"), Ok(()));
    assert_eq!(finish(&good, "_11"), Err("in-response-to"));
    assert_eq!(finish(&good.replace("status:Success", "status:Responder"), "_10"), Err("digest"));
    assert_eq!(finish(&message.replace(MARK, ""), "_10"), Err("message-signature-missing"));
    assert_eq!(finish(&Signing::with(keys::attacker()).sign(&message, "_lr1"), "_10"), Err("signature"));
    let failed = message.replace("status:Success", "status:Responder");
    assert_eq!(finish(&Signing::with(keys::provider()).sign(&failed, "_lr1"), "_10"), Err("status"));
}
