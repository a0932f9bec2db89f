//! The check list of attacks row by row, each with a vector that `xmlsec1` made: signed, encrypted and signed again by a
//! program that is not ours. The rows that need a portal or a query are shown elsewhere; docs/identification.md lists all.

use crate::keys;
use crate::provider::{
    ACS, CONTENT, ENTITY_ID, MARK, NATIONAL_ID, NOW, OTHER_NATIONAL_ID, PROVIDER_ID, REQUEST, assertion, at, attribute,
};
use crate::service::{finish_xml, refused_xml, service};
use crate::sign_out_request::request;
use crate::xmlsec1::{ENVELOPED, EXCLUSIVE, Made, SHA1, Signature, is_here, verifies};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

const PATH: &str = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">\
                    <ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>";

fn part<'t>(xml: &'t str, from: &str, to: &str) -> &'t str {
    let start = xml.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = xml[start..].find(to).unwrap() + to.len();
    &xml[start..start + end]
}

fn signature_of(xml: &str) -> &str {
    part(xml, "<ds:Signature ", "</ds:Signature>")
}

/// What an attacker makes alone: signed with another key, encrypted for us.
fn forged() -> Made {
    let signature = Signature { signer: keys::attacker(), ..Signature::usual() };
    Made { assertion: assertion(OTHER_NATIONAL_ID), assertion_signature: Some(signature), ..Made::good() }
}

#[test]
fn what_xmlsec1_makes_well_is_accepted() {
    if !is_here() {
        return;
    }
    for cipher in ["http://www.w3.org/2009/xmlenc11#aes128-gcm", "http://www.w3.org/2009/xmlenc11#aes256-gcm"] {
        let identity = finish_xml(&Made { cipher, ..Made::good() }.xml()).unwrap();
        assert_eq!(identity.national_id.expose(), NATIONAL_ID);
        assert_eq!((identity.assertion_id.as_str(), identity.session_index.as_str()), ("_a1", "_c5e2"));
    }
    let strong = Signature {
        method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        digest: "http://www.w3.org/2001/04/xmlenc#sha512",
        ..Signature::usual()
    };
    let next = Signature { signer: keys::next_provider(), ..Signature::usual() };
    let made = Made { assertion_signature: Some(strong), response_signature: Some(next), ..Made::good() };
    assert!(finish_xml(&made.xml()).is_ok());
}

#[test]
fn row_1_signature_wrapping_of_the_response_by_xmlsec1_is_refused() {
    if !is_here() {
        return;
    }
    let genuine = Made::good().xml();
    let signature = signature_of(&genuine);
    let unsigned = genuine.replacen(signature, "", 1);
    let object = signature.replace("</ds:Signature>", &format!("<ds:Object>{unsigned}</ds:Object></ds:Signature>"));
    let sealed = forged().sealed();
    let around = |mark: &str, id: &str| {
        forged().response.replacen(MARK, mark, 1).replacen(CONTENT, &sealed, 1).replacen("_r1", id, 1)
    };
    for id in ["_r1", "_evil"] {
        assert!(finish_xml(&around(&object, id)).is_err(), "1: the genuine one as an object of its signature");
        assert!(finish_xml(&around(&format!("{unsigned}{signature}"), id)).is_err(), "2: before its signature");
    }
    let start = "<saml2:EncryptedAssertion";
    let twice = genuine.replacen(start, &format!("{sealed}{start}"), 1);
    refused_xml(&twice.replacen("_data", "_data2", 1).replacen("_key", "_key2", 1), "assertion-count");
    let extensions = format!("<saml2p:Extensions>{sealed}</saml2p:Extensions><saml2p:Status>");
    assert!(finish_xml(&genuine.replacen("<saml2p:Status>", &extensions, 1)).is_err(), "7: in the extensions");
    assert!(finish_xml(&genuine).is_ok(), "the control");
}

#[test]
fn row_1_signature_wrapping_of_the_assertion_by_xmlsec1_is_refused() {
    if !is_here() {
        return;
    }
    let made = Made::good();
    let genuine = made.signed_assertion();
    let signature = signature_of(&genuine).to_owned();
    let unsigned = genuine.replacen(&signature, "", 1);
    let evil = |mark: &str, id: &str| assertion(OTHER_NATIONAL_ID).replacen(MARK, mark, 1).replacen("_a1", id, 1);
    let stuffed = |inside: &str| signature.replace("</ds:Signature>", &format!("{inside}</ds:Signature>"));
    for (number, plain) in [
        (4, evil("", "_evil").replace("</saml2:Assertion>", &format!("{genuine}</saml2:Assertion>"))),
        (5, evil(&signature, "_evil")),
        (5, evil(&signature, "_a1")),
        (6, evil(&stuffed(&unsigned), "_evil")),
        (8, evil(&stuffed(&format!("<ds:Object>{unsigned}</ds:Object>")), "_evil")),
        (8, evil(&stuffed(&format!("<ds:Object>{unsigned}</ds:Object>")), "_a1")),
    ] {
        // The provider's own signature is around it: only the assertion's own saves us.
        assert!(finish_xml(&made.xml_around(&made.sealed_text(&plain))).is_err(), "{number}: {plain}");
    }
    assert!(finish_xml(&made.xml_around(&made.sealed_text(&genuine))).is_ok(), "the control");
}

#[test]
fn row_2_what_parsers_read_differently_is_refused_though_xmlsec1_signed_it() {
    if !is_here() {
        return;
    }
    for (from, to, code) in [
        ("<saml2:Conditions ", "<?x y?><saml2:Conditions ", "forbidden-markup"),
        (
            "<saml2:Conditions ",
            "<saml2:Conditions xmlns:x=\"urn:x\" x:NotOnOrAfter=\"2036-01-01T00:00:00Z\" ",
            "structure",
        ),
        ("<saml2:Audience>", "<saml2:Audience xmlns:saml2=\"urn:other\">", "audience"),
    ] {
        refused_xml(&Made::good().in_assertion(from, to).xml(), code);
    }
}

#[test]
fn row_3_void_canonicalisation_odd_namespaces_and_repeated_identifiers_by_xmlsec1_are_refused() {
    if !is_here() {
        return;
    }
    // Nothing at all is hashed, and xmlsec1 finds the signature good.
    let nothing = PATH.replace("not(ancestor-or-self::ds:Signature)", "false()");
    let void = Signature { transforms: format!("{ENVELOPED}{nothing}{EXCLUSIVE}"), ..Signature::usual() };
    let signed = void.sign(&assertion(NATIONAL_ID)).replace(NATIONAL_ID, OTHER_NATIONAL_ID);
    assert!(verifies(&signed), "the attack is real");
    refused_xml(&Made::good().xml_around(&Made::good().sealed_text(&signed)), "signature-algorithm");
    // A namespace that nothing uses is not in the canonical form, so the signature stays good.
    let odd = Made::good().xml().replacen("<saml2p:Response ", "<saml2p:Response xmlns:x=\"relative\" ", 1);
    assert!(verifies(&Made::good().xml()));
    assert!(finish_xml(&odd).is_err());
    for name in ["ID", "Id", "id"] {
        let twice = Made::good().in_assertion("<saml2:Audience>", &format!("<saml2:Audience {name}=\"_a1\">"));
        refused_xml(&twice.xml(), "duplicate-identifier");
    }
}

#[test]
fn row_4_data_that_the_signature_of_xmlsec1_does_not_cover_is_refused() {
    if !is_here() {
        return;
    }
    let part_only = Signature { uri: Some("#_s1"), ..Signature::usual() };
    let made = Made { assertion_signature: Some(part_only), ..Made::good() };
    let made = made.in_assertion("<saml2:Subject>", "<saml2:Subject ID=\"_s1\">");
    let signed = made.signed_assertion();
    assert!(verifies(&signed.replace(NATIONAL_ID, OTHER_NATIONAL_ID)), "the attack is real");
    assert!(finish_xml(&made.xml()).is_err());
    let whole = Signature { uri: Some(""), ..Signature::usual() };
    refused_xml(&Made { assertion_signature: Some(whole.clone()), ..Made::good() }.xml(), "signature-reference");
    refused_xml(&Made { response_signature: Some(whole), ..Made::good() }.xml(), "signature-reference");
    // The right digest stands elsewhere in the message, where a careless search would find it first.
    let genuine = Made::good().xml();
    let digest = part(&genuine, "<ds:DigestValue>", "</ds:DigestValue>").to_owned();
    let planted = genuine.replacen("<saml2p:Status>", &format!("<saml2p:Status>{digest}"), 1);
    assert!(finish_xml(&planted).is_err());
}

#[test]
fn row_5_a_second_signed_info_or_a_comment_in_the_digest_is_refused() {
    if !is_here() {
        return;
    }
    let genuine = Made::good().xml();
    let info = part(&genuine, "<ds:SignedInfo>", "</ds:SignedInfo>").to_owned();
    let digest = part(&genuine, "<ds:DigestValue>", "</ds:DigestValue>").to_owned();
    let commented = digest.replace("</ds:DigestValue>", "<!-- x --></ds:DigestValue>");
    refused_xml(&genuine.replacen(&info, &format!("{info}{info}"), 1), "structure");
    let with_comment = genuine.replacen(&digest, &commented, 1);
    assert!(verifies(&with_comment), "the attack is real");
    refused_xml(&with_comment, "forbidden-markup");
    let inside = Made::good().before_encryption("</ds:DigestValue>", "<!-- x --></ds:DigestValue>");
    refused_xml(&inside.xml(), "forbidden-markup");
}

#[test]
fn row_6_a_comment_that_cuts_a_code_or_name_in_two_is_refused_though_the_signature_is_good() {
    if !is_here() {
        return;
    }
    let (start, end) = NATIONAL_ID.split_at(4);
    for (from, to) in [(NATIONAL_ID, format!("{start}<!-- -->{end}")), ("AAdzZWNy", "AAdz<!-- -->ZWNy".to_owned())] {
        let made = Made::good().before_encryption(from, &to);
        assert!(verifies(&made.signed_assertion().replacen(from, &to, 1)), "the attack is real");
        refused_xml(&made.xml(), "forbidden-markup");
    }
}

#[test]
fn row_7_document_types_and_foreign_transforms_by_xmlsec1_are_refused() {
    if !is_here() {
        return;
    }
    let genuine = Made::good().xml();
    for document_type in [
        "<!DOCTYPE r>",
        "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>",
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    ] {
        refused_xml(&format!("{document_type}{genuine}"), "forbidden-markup");
    }
    let each = |signature: Signature, code: &str| {
        refused_xml(&Made { assertion_signature: Some(signature.clone()), ..Made::good() }.xml(), code);
        refused_xml(&Made { response_signature: Some(signature), ..Made::good() }.xml(), code);
    };
    let with = |transforms: String| Signature { transforms, ..Signature::usual() };
    each(with(format!("{ENVELOPED}{PATH}{EXCLUSIVE}")), "signature-algorithm");
    each(with(ENVELOPED.to_owned()), "signature-algorithm");
    let comments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
    each(Signature { canonical: comments, ..Signature::usual() }, "signature-algorithm");
    for pointer in ["#xpointer(/)", "#xpointer(id('_r1'))"] {
        let signature = Signature { uri: Some(pointer), ..Signature::usual() };
        refused_xml(&Made { response_signature: Some(signature), ..Made::good() }.xml(), "signature-reference");
    }
}

#[test]
fn row_8_a_missing_or_empty_signature_is_refused() {
    if !is_here() {
        return;
    }
    let unsigned = Made { response_signature: None, ..Made::good() };
    refused_xml(&unsigned.xml(), "response-signature-missing");
    let unsigned = Made { assertion_signature: None, ..Made::good() };
    refused_xml(&unsigned.xml(), "assertion-signature-missing");
    let genuine = Made::good().xml();
    let empty = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Signature>";
    refused_xml(&genuine.replacen(signature_of(&genuine), empty, 1), "structure");
}

#[test]
fn row_9_a_signature_of_another_key_is_refused_whatever_certificate_xmlsec1_puts_beside_it() {
    if !is_here() {
        return;
    }
    for shows_certificate in [false, true] {
        let signature = Signature { signer: keys::attacker(), shows_certificate, ..Signature::usual() };
        assert_eq!(signature.sign(&assertion(NATIONAL_ID)).contains("<ds:X509Certificate>"), shows_certificate);
        let made = Made { assertion_signature: Some(signature.clone()), ..Made::good() };
        refused_xml(&made.xml(), "signature");
        refused_xml(&Made { response_signature: Some(signature), ..Made::good() }.xml(), "signature");
    }
}

#[test]
fn row_10_weak_signatures_and_ciphers_by_xmlsec1_are_refused() {
    if !is_here() {
        return;
    }
    let weak = [
        Signature { digest: SHA1, ..Signature::usual() },
        Signature { method: "http://www.w3.org/2000/09/xmldsig#rsa-sha1", ..Signature::usual() },
        // The public key, which everybody has, taken for a shared secret.
        Signature { method: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", ..Signature::usual() },
    ];
    for signature in weak {
        let made = Made { assertion_signature: Some(signature.clone()), ..Made::good() };
        refused_xml(&made.xml(), "signature-algorithm");
        refused_xml(&Made { response_signature: Some(signature), ..Made::good() }.xml(), "signature-algorithm");
    }
    for cipher in ["http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.w3.org/2001/04/xmlenc#aes256-cbc"] {
        refused_xml(&Made { cipher, ..Made::good() }.xml(), "encryption-algorithm");
    }
    let transport = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";
    refused_xml(&Made { transport, ..Made::good() }.xml(), "encryption-algorithm");
}

/// The sealed element with other bytes in the last value.
fn damaged(sealed: &str, damage: impl FnOnce(&mut Vec<u8>)) -> String {
    let start = sealed.rfind("<xenc:CipherValue>").unwrap() + "<xenc:CipherValue>".len();
    let end = sealed.rfind("</xenc:CipherValue>").unwrap();
    let mut bytes = STANDARD.decode(sealed[start..end].replace('\n', "")).unwrap();
    damage(&mut bytes);
    format!("{}{}{}", &sealed[..start], STANDARD.encode(bytes), &sealed[end..])
}

#[test]
fn row_11_a_shortened_or_changed_tag_is_refused() {
    if !is_here() {
        return;
    }
    let cut = |sealed: String| damaged(&sealed, |bytes| bytes.truncate(bytes.len() - 4));
    refused_xml(&Made { wrap: cut, ..Made::good() }.xml(), "decryption");
    let nearly_empty = |sealed: String| damaged(&sealed, |bytes| bytes.truncate(27));
    assert!(finish_xml(&Made { wrap: nearly_empty, ..Made::good() }.xml()).is_err());
    let changed = |sealed: String| damaged(&sealed, |bytes| *bytes.last_mut().unwrap() ^= 1);
    refused_xml(&Made { wrap: changed, ..Made::good() }.xml(), "decryption");
    let same = |sealed: String| damaged(&sealed, |_| {});
    assert!(finish_xml(&Made { wrap: same, ..Made::good() }.xml()).is_ok(), "the control");
}

#[test]
fn row_12_tricks_with_encrypted_wrappers_by_xmlsec1_are_refused() {
    if !is_here() {
        return;
    }
    let made = Made::good();
    let (sealed, plain) = (made.sealed(), made.signed_assertion());
    refused_xml(&made.xml_around(&made.sealed_text(&sealed)), "assertion-count");
    refused_xml(&made.xml_around(&plain), "plain-assertion");
    refused_xml(&made.xml_around(&format!("{sealed}{plain}")), "plain-assertion");
    refused_xml(&made.xml_around(""), "assertion-count");
    let key = part(&sealed, "<xenc:EncryptedKey ", "</xenc:EncryptedKey>");
    let by_reference = sealed.replace(key, "<ds:RetrievalMethod URI=\"#_key\"/>");
    assert!(finish_xml(&made.xml_around(&by_reference)).is_err());
    // Not opened at all where the outer signature is not good: the reason is the digest and not what is inside.
    let outer = made.xml();
    let inner = part(&outer, "<saml2:EncryptedAssertion", "</saml2:EncryptedAssertion>");
    refused_xml(&outer.replacen(inner, &forged().sealed(), 1), "digest");
}

#[test]
fn row_14_and_15_an_answer_to_nothing_or_to_another_request_is_refused() {
    if !is_here() {
        return;
    }
    let in_response_to = format!(" InResponseTo=\"{REQUEST}\"");
    refused_xml(&Made::good().in_response(&in_response_to, "").xml(), "in-response-to");
    refused_xml(&Made::good().in_response(REQUEST, "_other").xml(), "in-response-to");
    refused_xml(&Made::good().in_assertion(REQUEST, "_other").xml(), "confirmation-in-response-to");
    refused_xml(&Made::good().in_assertion(&in_response_to, "").xml(), "confirmation-in-response-to");
    refused_xml(&Made::good().in_response(REQUEST, "_other").in_assertion(REQUEST, "_other").xml(), "in-response-to");
}

#[test]
fn row_16_another_destination_recipient_audience_or_issuer_by_xmlsec1_is_refused() {
    if !is_here() {
        return;
    }
    let other = "https://elsewhere.example/saml";
    let audience = format!("<saml2:Audience>{ENTITY_ID}</saml2:Audience>");
    let other_audience = audience.replace(ENTITY_ID, other);
    for (from, to, code) in [
        (format!("Recipient=\"{ACS}\""), format!("Recipient=\"{other}\""), "recipient"),
        (format!(" Recipient=\"{ACS}\""), String::new(), "recipient"),
        (audience.clone(), other_audience, "audience"),
        (audience, String::new(), "audience"),
        (format!(">{PROVIDER_ID}<"), format!(">{other}<"), "assertion-issuer"),
    ] {
        refused_xml(&Made::good().in_assertion(&from, &to).xml(), code);
    }
    let destination = format!("Destination=\"{ACS}\"");
    refused_xml(&Made::good().in_response(&destination, &format!("Destination=\"{ACS}/\"")).xml(), "destination");
    refused_xml(&Made::good().in_response(&format!(" {destination}"), "").xml(), "destination");
    refused_xml(&Made::good().in_response(&format!(">{PROVIDER_ID}<"), &format!(">{other}<")).xml(), "issuer");
}

#[test]
fn row_17_times_that_are_missing_over_or_to_come_are_refused() {
    if !is_here() {
        return;
    }
    let (issued, until, earlier) = (at(-1), at(299), at(-600));
    let not_before = format!("NotBefore=\"{issued}\"");
    let instant = format!("AuthnInstant=\"{earlier}\"");
    for (from, to, code) in [
        (until.clone(), at(-61), "validity-period"),
        (until.clone(), at(3_000), "validity-period"),
        (not_before.clone(), format!("NotBefore=\"{}\"", at(70)), "validity-period"),
        (instant.clone(), format!("AuthnInstant=\"{}\"", at(-60 - 33 * 60 - 1)), "authentication-instant"),
        (instant, format!("AuthnInstant=\"{}\"", at(61)), "authentication-instant"),
    ] {
        refused_xml(&Made::good().in_assertion(&from, &to).xml(), code);
    }
    let missing = format!(" NotOnOrAfter=\"{until}\"");
    assert!(finish_xml(&Made::good().in_assertion(&missing, "").xml()).is_err());
    let issue = format!("IssueInstant=\"{issued}\"");
    for seconds in [-3_600, 61] {
        let moved = format!("IssueInstant=\"{}\"", at(seconds));
        refused_xml(&Made::good().in_response(&issue, &moved).xml(), "issue-instant");
    }
}

#[test]
fn row_18_a_level_of_assurance_that_is_not_accepted_is_refused() {
    if !is_here() {
        return;
    }
    let loa2 = "http://ftn.ficora.fi/2017/loa2";
    for class in [
        "urn:oid:1.2.246.517.3002.110.999",
        "urn:oid:1.2.246.517.3002.110.7",
        "http://eidas.europa.eu/LoA/high",
        "http://ftn.ficora.fi/2017/loatest2",
        "http://ftn.ficora.fi/2017/LOA2",
        "",
    ] {
        refused_xml(&Made::good().in_assertion(loa2, class).xml(), "context-class");
    }
    assert!(finish_xml(&Made::good().in_assertion(loa2, "http://ftn.ficora.fi/2017/loa3").xml()).is_ok());
}

#[test]
fn row_21_a_message_of_xmlsec1_that_is_too_large_or_too_deep_is_refused() {
    if !is_here() {
        return;
    }
    let long = attribute("urn:oid:2.5.4.99", &"a".repeat(900_000));
    let end = "</saml2:AttributeStatement>";
    refused_xml(&Made::good().in_assertion(end, &format!("{long}{end}")).xml(), "too-large");
    let deep = format!("{}{}", "<saml2p:Extensions>".repeat(80), "</saml2p:Extensions>".repeat(80));
    let made = Made::good().in_response("<saml2p:Status>", &format!("{deep}<saml2p:Status>"));
    refused_xml(&made.xml(), "too-complex");
}

#[test]
fn row_23_a_repeated_empty_or_second_identity_code_is_refused() {
    if !is_here() {
        return;
    }
    let code = attribute("urn:oid:1.2.246.21", NATIONAL_ID);
    let other = attribute("urn:oid:1.2.246.21", OTHER_NATIONAL_ID);
    let value = format!("<saml2:AttributeValue>{NATIONAL_ID}</saml2:AttributeValue>");
    let second = value.replace(NATIONAL_ID, OTHER_NATIONAL_ID);
    for (from, to, reason) in [
        (code.clone(), format!("{code}{code}"), "national-id"),
        (code.clone(), format!("{code}{other}"), "national-id"),
        (value.clone(), format!("{value}{second}"), "national-id"),
        (code.clone(), String::new(), "national-id"),
        (code.clone(), code.replace(NATIONAL_ID, ""), "national-id"),
        (code.clone(), code.replace(NATIONAL_ID, &NATIONAL_ID.replace("988", "987")), "national-id"),
    ] {
        refused_xml(&Made::good().in_assertion(&from, &to).xml(), reason);
    }
}

fn read(xml: &str) -> Result<(), &'static str> {
    let read = service().read_posted_sign_out_request(NOW, &STANDARD.encode(xml), None);
    read.map(drop).map_err(|refused| refused.code())
}

#[test]
fn row_22_what_xmlsec1_signs_well_is_accepted_as_a_sign_out_and_a_change_of_it_is_not() {
    if !is_here() {
        return;
    }
    for (method, digest) in [
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512"),
    ] {
        let signed = Signature { method, digest, ..Signature::usual() }.sign(&request());
        assert_eq!(read(&signed), Ok(()));
        assert_eq!(read(&signed.replace(">_c5e2<", ">_c5e3<")), Err("digest"));
        assert_eq!(read(&signed.replace("<saml2p:SessionIndex>_c5e2</saml2p:SessionIndex>", "")), Err("digest"));
    }
}

#[test]
fn row_22_what_xmlsec1_signs_in_a_way_nobody_may_use_is_refused_as_a_sign_out() {
    if !is_here() {
        return;
    }
    let usual = Signature::usual;
    for (signature, code) in [
        (Signature { digest: SHA1, ..usual() }, "signature-algorithm"),
        (Signature { transforms: format!("{PATH}{EXCLUSIVE}"), ..usual() }, "structure"),
        (Signature { transforms: format!("{ENVELOPED}{PATH}{EXCLUSIVE}"), ..usual() }, "signature-algorithm"),
        (Signature { transforms: ENVELOPED.to_owned(), ..usual() }, "signature-algorithm"),
        (Signature { canonical: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", ..usual() }, "signature-algorithm"),
        (
            Signature { canonical: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", ..usual() },
            "signature-algorithm",
        ),
        (Signature { uri: Some(""), ..usual() }, "signature-reference"),
        (Signature { signer: keys::attacker(), shows_certificate: true, ..usual() }, "signature"),
    ] {
        assert_eq!(read(&signature.sign(&request())), Err(code), "{}", signature.transforms);
    }
    assert_eq!(read(&request().replace(MARK, "")), Err("message-signature-missing"));
    for (from, to, code) in [
        (ENTITY_ID.to_owned() + "/slo", "https://elsewhere.example/".to_owned(), "destination"),
        (format!(">{PROVIDER_ID}<"), ">https://elsewhere.example/<".to_owned(), "issuer"),
        (at(299), at(-61), "sign-out-expired"),
    ] {
        assert!(request().contains(&from), "{from}");
        assert_eq!(read(&usual().sign(&request().replace(&from, &to))), Err(code));
    }
}
