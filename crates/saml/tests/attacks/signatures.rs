//! Rows 3, 5, 7, 8, 9 and 10: signatures removed, doubled, made by others or with other algorithms.

use crate::keys::{self, Party};
use crate::provider::{Reply, Signing};
use crate::service::{accepted, finish_xml, refused, refused_xml};

/// Applies one way of signing to the response and, in another reply, to the assertion.
fn each(signing: &Signing, code: &str) {
    refused(&Reply { response_signing: Some(signing.clone()), ..Reply::good() }, code);
    refused(&Reply { assertion_signing: Some(signing.clone()), ..Reply::good() }, code);
}

fn with_signed_info(from: &str, to: &str) -> Signing {
    let mut signing = Signing::with(keys::provider());
    signing.signed_info.push((from.to_owned(), to.to_owned()));
    signing
}

#[test]
fn the_control_is_accepted() {
    accepted(&Reply::good());
    accepted(&Reply { response_signing: Some(with_signed_info("#sha256", "#sha256")), ..Reply::good() });
}

#[test]
fn a_response_without_its_own_signature_is_refused() {
    refused(&Reply { response_signing: None, ..Reply::good() }, "response-signature-missing");
}

#[test]
fn an_assertion_without_its_own_signature_is_refused_although_the_response_is_signed() {
    refused(&Reply { assertion_signing: None, ..Reply::good() }, "assertion-signature-missing");
}

#[test]
fn an_empty_signature_is_refused() {
    let xml = Reply::good().xml();
    let start = xml.find("<ds:SignatureValue>").unwrap() + "<ds:SignatureValue>".len();
    let end = xml.find("</ds:SignatureValue>").unwrap();
    refused_xml(&format!("{}{}", &xml[..start], &xml[end..]), "signature");
    let start = xml.find("<ds:Signature ").unwrap();
    let end = xml.find("</ds:Signature>").unwrap();
    refused_xml(
        &format!("{}<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">{}", &xml[..start], &xml[end..]),
        "structure",
    );
}

#[test]
fn a_signature_in_a_foreign_place_or_a_second_one_is_refused() {
    let reply = Reply::good();
    let signature = Signing::with(keys::provider()).signature(&reply.response.replacen("[signature]", "", 1), "_r1");
    refused(&reply.clone().in_response("<saml2p:Status>", &format!("{signature}<saml2p:Status>")), "structure");
    let moved = Reply { response_signing: None, ..Reply::good() }
        .in_response("</saml2p:Response>", &format!("{signature}</saml2p:Response>"));
    refused(&moved, "signature-count");
    let signature = Signing::with(keys::provider()).signature("x", "_a1");
    let within = Reply::good().in_assertion("</saml2:Assertion>", &format!("{signature}</saml2:Assertion>"));
    refused(&within, "signature-count");
}

#[test]
fn a_second_signature_is_refused_even_where_anything_else_may_stand() {
    let signature = Signing::with(keys::provider()).signature("x", "_other");
    let detail = format!("<saml2p:StatusDetail>{signature}</saml2p:StatusDetail></saml2p:Status>");
    refused(&Reply::good().in_response("</saml2p:Status>", &detail), "signature-count");
    let hint =
        format!("</xenc:EncryptionMethod><ds:KeyInfo>{signature}</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>");
    let before = "</xenc:EncryptionMethod><xenc:CipherData><xenc:CipherValue>";
    refused(&Reply::good().in_wrapper(before, &hint), "signature-count");
    let mut signing = Signing::with(keys::provider());
    signing.key_info = format!("<ds:KeyInfo>{signature}</ds:KeyInfo>");
    refused(&Reply { response_signing: Some(signing.clone()), ..Reply::good() }, "signature-count");
    refused(&Reply { assertion_signing: Some(signing), ..Reply::good() }, "signature-count");
}

#[test]
fn a_signature_made_by_anybody_else_is_refused_whatever_certificate_it_brings_along() {
    each(&Signing::with(keys::attacker()), "signature");
    each(&Signing::with(keys::attacker()).with_key_info(&keys::attacker().certificate), "signature");
    each(&Signing::with(keys::attacker()).with_key_info(&keys::provider().certificate), "signature");
}

#[test]
fn a_foreign_certificate_beside_a_genuine_signature_is_refused_by_the_second_verifier() {
    each(&Signing::with(keys::provider()).with_key_info(&keys::attacker().certificate), "second-verifier");
}

#[test]
fn our_own_key_and_the_metadata_key_sign_no_responses() {
    each(&Signing::with(keys::service()), "signature");
    each(&Signing::with(keys::metadata_signer()), "signature");
}

#[test]
fn sha_1_is_refused_in_digest_and_signature() {
    let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    each(&Signing { digest_method: sha1, ..Signing::with(keys::provider()) }, "signature-algorithm");
    let rsa_sha1 = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
    each(&Signing { signature_method: rsa_sha1, ..Signing::with(keys::provider()) }, "signature-algorithm");
}

#[test]
fn an_hmac_keyed_with_the_public_key_is_refused() {
    let hmac = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
    each(&Signing { signature_method: hmac, ..Signing::with(keys::provider()) }, "signature-algorithm");
}

#[test]
fn other_and_unknown_algorithms_are_refused() {
    for method in [
        "http://www.w3.org/2001/04/xmldsig-more#rsa-md5",
        "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
        "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
        "urn:none",
        "none",
    ] {
        each(&Signing { signature_method: method, ..Signing::with(keys::provider()) }, "signature-algorithm");
    }
    let md5 = "http://www.w3.org/2001/04/xmldsig-more#md5";
    each(&Signing { digest_method: md5, ..Signing::with(keys::provider()) }, "signature-algorithm");
}

#[test]
fn a_method_that_is_not_the_one_the_key_signed_with_is_refused() {
    each(&with_signed_info("#rsa-sha256", "#rsa-sha512"), "signature");
}

#[test]
fn every_transform_but_the_two_on_the_list_is_refused() {
    let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    for transform in [
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "http://www.w3.org/2002/06/xmldsig-filter2",
        "http://www.w3.org/2000/09/xmldsig#base64",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2006/12/xml-c14n11",
    ] {
        each(&with_signed_info(enveloped, transform), "signature-algorithm");
        let second = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">";
        each(&with_signed_info(second, &format!("<ds:Transform Algorithm=\"{transform}\">")), "signature-algorithm");
    }
    let third = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms>";
    each(&with_signed_info("</ds:Transforms>", third), "signature-algorithm");
}

#[test]
fn every_canonicalisation_of_the_signature_but_the_exclusive_one_is_refused() {
    let method = "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">";
    for other in [
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
        "urn:void",
        "",
    ] {
        let replaced = format!("<ds:CanonicalizationMethod Algorithm=\"{other}\">");
        each(&with_signed_info(method, &replaced), "signature-algorithm");
    }
}

#[test]
fn a_reference_to_anything_but_the_signed_element_is_refused() {
    for uri in
        ["", "#", "#_other", "#xpointer(/)", "#xpointer(id('_r1'))", "https://evil.example/x", "file:///etc/passwd"]
    {
        for id in ["_r1", "_a1"] {
            let signing = with_signed_info(&format!("URI=\"#{id}\""), &format!("URI=\"{uri}\""));
            let reply = if id == "_r1" {
                Reply { response_signing: Some(signing), ..Reply::good() }
            } else {
                Reply { assertion_signing: Some(signing), ..Reply::good() }
            };
            refused(&reply, "signature-reference");
        }
    }
    let none = with_signed_info(" URI=\"#_r1\"", "");
    refused(&Reply { response_signing: Some(none), ..Reply::good() }, "signature-reference");
}

#[test]
fn no_reference_and_two_references_are_refused() {
    let signing = Signing::with(keys::provider());
    let reply = Reply::good();
    let signature = signing.signature(&reply.response, "_r1");
    let start = signature.find("<ds:Reference").unwrap();
    let end = signature.find("</ds:Reference>").unwrap() + "</ds:Reference>".len();
    let reference = &signature[start..end];
    let xml = reply.xml();
    let begin = xml.find("<ds:Reference").unwrap();
    let finish = xml.find("</ds:Reference>").unwrap() + "</ds:Reference>".len();
    refused_xml(&format!("{}{}", &xml[..begin], &xml[finish..]), "structure");
    refused_xml(&format!("{}{reference}{}", &xml[..finish], &xml[finish..]), "signature-reference");
}

#[test]
fn a_second_signed_info_is_refused() {
    let xml = Reply::good().xml();
    let start = xml.find("<ds:SignedInfo>").unwrap();
    let end = xml.find("</ds:SignedInfo>").unwrap() + "</ds:SignedInfo>".len();
    let signed_info = &xml[start..end];
    refused_xml(&format!("{}{signed_info}{}", &xml[..end], &xml[end..]), "structure");
    let object = format!("<ds:Object>{signed_info}</ds:Object></ds:Signature>");
    refused_xml(&xml.replacen("</ds:Signature>", &object, 1), "structure");
}

#[test]
fn a_comment_or_an_element_in_the_digest_is_refused() {
    let xml = Reply::good().xml();
    refused_xml(&xml.replacen("<ds:DigestValue>", "<ds:DigestValue><!--x-->", 1), "forbidden-markup");
    refused_xml(&xml.replacen("<ds:DigestValue>", "<ds:DigestValue><x></x>", 1), "structure");
}

#[test]
fn the_digest_of_nothing_is_refused() {
    // What a failed canonicalisation would hash: SHA-256 of no bytes.
    let void = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let replace_digest = |xml: &str| {
        let start = xml.find("<ds:DigestValue>").unwrap() + "<ds:DigestValue>".len();
        let end = xml.find("</ds:DigestValue>").unwrap();
        (xml[start..end].to_owned(), format!("{}{void}{}", &xml[..start], &xml[end..]))
    };
    refused_xml(&replace_digest(&Reply::good().xml()).1, "signature");
    // Properly signed over that digest, too.
    let (genuine, _) = replace_digest(&Reply::good().signed_assertion());
    let signing = with_signed_info(&genuine, void);
    refused(&Reply { assertion_signing: Some(signing), ..Reply::good() }, "digest");
}

#[test]
fn any_change_of_signed_content_is_refused() {
    let reply = Reply::good();
    let xml = reply.xml();
    refused_xml(&xml.replacen(" Version=\"2.0\"", " Version=\"2.0\" Consent=\"urn:x:y\"", 1), "digest");
    refused_xml(&xml.replacen("<saml2p:Status>", "<saml2p:Status> ", 1), "digest");
    let changed = reply.signed_assertion().replacen("210281-9988", "010280-952L", 1);
    refused(&reply.clone().with_plaintext(changed), "digest");
    let changed = reply.signed_assertion().replacen(">Demo<", "> Demo<", 1);
    refused(&reply.with_plaintext(changed), "digest");
}

#[test]
fn a_signature_child_in_a_foreign_namespace_is_not_a_signature() {
    let xml = Reply::good().xml();
    let foreign = xml.replacen(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">",
        "<ds:Signature xmlns:ds=\"urn:x:y\">",
        1,
    );
    assert!(finish_xml(&foreign).is_err());
}

#[test]
fn a_long_list_of_inclusive_prefixes_is_refused() {
    let method = "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">";
    let prefixes = "p ".repeat(50_000);
    let list = format!(
        "{method}<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"{prefixes}\">\
         </ec:InclusiveNamespaces>"
    );
    refused(&Reply { response_signing: Some(with_signed_info(method, &list)), ..Reply::good() }, "too-complex");
}

#[test]
fn a_certificate_in_the_signature_only_chooses_among_ours() {
    let signed = |signer, shown: &Party| {
        let signing = Signing::with(signer).with_key_info(&shown.certificate);
        Reply { response_signing: Some(signing), ..Reply::good() }
    };
    let (first, second) = (keys::provider(), keys::next_provider());
    accepted(&signed(first, first));
    accepted(&signed(second, second));
    // Ours, but not the one that signed: no other is tried.
    refused(&signed(first, second), "signature");
    // Another's certificate proves nothing, whoever signed. Ours is found all the same, but the second verifier objects.
    refused(&signed(first, keys::attacker()), "second-verifier");
    refused(&signed(keys::attacker(), keys::attacker()), "signature");
    refused(&signed(keys::attacker(), first), "signature");
}
