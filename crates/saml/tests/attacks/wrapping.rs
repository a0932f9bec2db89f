//! Rows 1, 3, 4 and 12: signed content moved about, and forged content put where it might be read instead.

use crate::keys;
use crate::provider::{CONTENT, MARK, OTHER_NATIONAL_ID, Reply, Signing, assertion};
use crate::service::{accepted, finish_xml, refused, refused_xml};

/// What an attacker can make alone: a forged assertion, signed with another key, encrypted for us.
fn forged() -> Reply {
    Reply {
        assertion: assertion(OTHER_NATIONAL_ID),
        assertion_signing: Some(Signing::with(keys::attacker())),
        ..Reply::good()
    }
}

fn forged_sealed() -> String {
    forged().sealed()
}

fn signature_of(xml: &str) -> String {
    let start = xml.find("<ds:Signature ").unwrap();
    let end = xml[start..].find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
    xml[start..start + end].to_owned()
}

fn without(xml: &str, part: &str) -> String {
    assert!(xml.contains(part));
    xml.replacen(part, "", 1)
}

/// The forged response that carries the genuine signature in its usual place.
fn forged_response_with(signature: &str) -> String {
    forged().response.replacen(MARK, signature, 1).replacen(CONTENT, &forged_sealed(), 1)
}

#[test]
fn the_good_response_is_accepted_unwrapped() {
    accepted(&Reply::good());
}

#[test]
fn wrapping_1_a_forged_response_holding_the_genuine_one_inside_its_signature_is_refused() {
    let genuine = Reply::good().xml();
    let signature = signature_of(&genuine);
    let inner = without(&genuine, &signature);
    let stuffed = signature.replace("</ds:Signature>", &format!("<ds:Object>{inner}</ds:Object></ds:Signature>"));
    for id in ["_r1", "_evil"] {
        let forged = forged_response_with(&stuffed).replacen("ID=\"_r1\"", &format!("ID=\"{id}\""), 1);
        assert!(finish_xml(&forged).is_err());
    }
}

#[test]
fn wrapping_2_a_forged_response_holding_the_genuine_one_before_its_signature_is_refused() {
    let genuine = Reply::good().xml();
    let signature = signature_of(&genuine);
    let inner = without(&genuine, &signature);
    let forged = forged_response_with(&format!("{inner}{signature}")).replacen("ID=\"_r1\"", "ID=\"_evil\"", 1);
    assert!(finish_xml(&forged).is_err());
}

#[test]
fn wrapping_3_a_forged_assertion_before_the_genuine_one_is_refused() {
    let reply = Reply::good().in_response(CONTENT, &format!("{}{CONTENT}", forged_sealed()));
    let twice = reply.xml().replacen("Id=\"_data\"", "Id=\"_data2\"", 1).replacen("Id=\"_key\"", "Id=\"_key2\"", 1);
    refused_xml(&twice, "assertion-count");
    // Even when the provider itself signs two, and in either place.
    let forged = forged_sealed().replace("_data", "_data2").replace("\"_key\"", "\"_key2\"");
    refused(&Reply::good().in_response(CONTENT, &format!("{forged}{CONTENT}")), "assertion-count");
    refused(&Reply::good().in_response(CONTENT, &format!("{CONTENT}{forged}")), "assertion-count");
}

#[test]
fn wrapping_4_a_forged_assertion_around_the_genuine_one_is_refused() {
    let reply = Reply::good();
    let genuine = reply.signed_assertion();
    let outer = assertion(OTHER_NATIONAL_ID).replacen(MARK, "", 1).replacen("_a1", "_evil", 1);
    let around = outer.replace("</saml2:Assertion>", &format!("{genuine}</saml2:Assertion>"));
    refused(&reply.with_plaintext(around), "assertion-count");
}

#[test]
fn wrapping_5_a_forged_assertion_with_the_genuine_signature_and_the_genuine_one_after_it_is_refused() {
    let reply = Reply::good();
    let signature = signature_of(&reply.signed_assertion());
    let evil = assertion(OTHER_NATIONAL_ID).replacen(MARK, &signature, 1);
    refused(&reply.clone().with_plaintext(evil.clone()), "digest");
    refused(&reply.clone().with_plaintext(evil.replacen("ID=\"_a1\"", "ID=\"_evil\"", 1)), "signature-reference");
    let genuine = without(&reply.signed_assertion(), &signature);
    let both = format!("{}{genuine}", evil.replacen("ID=\"_a1\"", "ID=\"_evil\"", 1));
    refused(&reply.with_plaintext(both), "not-well-formed");
}

#[test]
fn wrapping_6_the_genuine_assertion_inside_the_signature_of_a_forged_one_is_refused() {
    let reply = Reply::good();
    let signature = signature_of(&reply.signed_assertion());
    let genuine = without(&reply.signed_assertion(), &signature);
    let stuffed = signature.replace("</ds:Signature>", &format!("{genuine}</ds:Signature>"));
    let evil = assertion(OTHER_NATIONAL_ID).replacen("ID=\"_a1\"", "ID=\"_evil\"", 1).replacen(MARK, &stuffed, 1);
    refused(&reply.with_plaintext(evil), "assertion-count");
}

#[test]
fn wrapping_7_a_forged_assertion_in_the_extensions_is_refused() {
    let plain = assertion(OTHER_NATIONAL_ID).replacen(MARK, "", 1);
    for extension in [forged_sealed(), plain] {
        let extensions = format!("<saml2p:Extensions>{extension}</saml2p:Extensions><saml2p:Status>");
        let reply = Reply::good().in_response("<saml2p:Status>", &extensions);
        assert!(finish_xml(&reply.xml()).is_err(), "signed by the provider");
        let tampered = Reply::good().xml().replacen("<saml2p:Status>", &extensions, 1);
        assert!(finish_xml(&tampered).is_err(), "added by an attacker");
    }
}

#[test]
fn wrapping_8_the_genuine_assertion_as_an_object_of_the_forged_signature_is_refused() {
    let reply = Reply::good();
    let signature = signature_of(&reply.signed_assertion());
    let genuine = without(&reply.signed_assertion(), &signature);
    let object = format!("<ds:Object>{genuine}</ds:Object></ds:Signature>");
    for id in ["_a1", "_evil"] {
        let evil = assertion(OTHER_NATIONAL_ID).replacen("ID=\"_a1\"", &format!("ID=\"{id}\""), 1).replacen(
            MARK,
            &signature.replace("</ds:Signature>", &object),
            1,
        );
        assert!(finish_xml(&reply.clone().with_plaintext(evil).xml()).is_err());
    }
}

#[test]
fn an_assertion_in_the_advice_or_in_the_confirmation_of_a_signed_one_is_refused() {
    let plain = assertion(OTHER_NATIONAL_ID).replacen(MARK, "", 1).replacen("_a1", "_evil", 1);
    let advice = format!("</saml2:Conditions><saml2:Advice>{plain}</saml2:Advice>");
    refused(&Reply::good().in_assertion("</saml2:Conditions>", &advice), "assertion-count");
    let data = format!("{plain}</saml2:SubjectConfirmationData>");
    refused(&Reply::good().in_assertion("</saml2:SubjectConfirmationData>", &data), "assertion-count");
}

#[test]
fn the_encrypted_assertion_of_another_response_cannot_be_put_into_a_signed_one() {
    let genuine = Reply::good();
    let genuine = genuine.xml();
    let start = genuine.find("<saml2:EncryptedAssertion").unwrap();
    let end = genuine.find("</saml2p:Response>").unwrap();
    let swapped = format!("{}{}{}", &genuine[..start], forged_sealed(), &genuine[end..]);
    refused_xml(&swapped, "digest");
}

#[test]
fn a_plain_assertion_is_refused_even_when_everything_is_signed() {
    let plain = Reply::good().signed_assertion();
    refused(&Reply::good().in_response(CONTENT, &plain), "plain-assertion");
    refused(&Reply::good().in_response(CONTENT, &format!("{plain}{CONTENT}")), "plain-assertion");
    refused(&Reply::good().in_response(CONTENT, &format!("{CONTENT}{plain}")), "plain-assertion");
}

#[test]
fn two_elements_with_one_identifier_are_refused_whatever_the_attribute_is_called() {
    for attribute in ["ID", "Id", "id", "xml:id"] {
        let twice = format!("<saml2:Audience {attribute}=\"_a1\">");
        refused(&Reply::good().in_assertion("<saml2:Audience>", &twice), "duplicate-identifier");
    }
    refused(&Reply::good().in_wrapper("Id=\"_data\"", "Id=\"_r1\""), "duplicate-identifier");
}

#[test]
fn an_encrypted_assertion_inside_an_encrypted_assertion_is_refused() {
    let inner = Reply::good().sealed();
    refused(&Reply::good().with_plaintext(inner), "assertion-count");
}

#[test]
fn an_encrypted_assertion_outside_its_place_is_refused() {
    let sealed = Reply::good().sealed();
    let early =
        Reply::good().in_response(CONTENT, "").in_response("<saml2p:Status>", &format!("{sealed}<saml2p:Status>"));
    assert!(finish_xml(&early.xml()).is_err());
    let nested = Reply::good()
        .in_response(CONTENT, "")
        .in_response("<saml2p:Status>", &format!("<saml2p:Extensions>{sealed}</saml2p:Extensions><saml2p:Status>"));
    assert!(finish_xml(&nested.xml()).is_err());
}

#[test]
fn an_encrypted_attribute_or_name_is_refused() {
    let attribute = "<saml2:EncryptedAttribute></saml2:EncryptedAttribute></saml2:AttributeStatement>";
    refused(&Reply::good().in_assertion("</saml2:AttributeStatement>", attribute), "structure");
    let reply = Reply::good().in_assertion("<saml2:NameID ", "<saml2:EncryptedID ");
    refused(&reply.in_assertion("</saml2:NameID>", "</saml2:EncryptedID>"), "name-id");
}

#[test]
fn a_second_statement_or_subject_is_refused() {
    let good = Reply::good().assertion;
    for name in ["Subject", "Conditions", "AuthnStatement", "AttributeStatement"] {
        let (start, end) = (format!("<saml2:{name}"), format!("</saml2:{name}>"));
        let from = good.find(&start).unwrap();
        let to = good.find(&end).unwrap() + end.len();
        let part = &good[from..to];
        let doubled = Reply::good().in_assertion(part, &format!("{part}{part}"));
        assert!(finish_xml(&doubled.xml()).is_err(), "two of {name}");
        assert!(finish_xml(&Reply::good().in_assertion(part, "").xml()).is_err(), "no {name}");
    }
}
