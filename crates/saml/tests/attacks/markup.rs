//! Rows 2, 6, 7 and 21: XML that parsers disagree about, that hides text, or that costs too much to read.

use crate::provider::{Reply, attribute};
use crate::service::{accepted, finish, finish_xml, refused, refused_xml};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

#[test]
fn a_document_type_is_refused_in_the_message_and_in_the_assertion() {
    for doctype in [
        "<!DOCTYPE r>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
        "<!DOCTYPE r [<!ATTLIST r ID ID #IMPLIED>]>",
        "<!doctype r>",
    ] {
        refused_xml(&format!("{doctype}{}", Reply::good().xml()), "forbidden-markup");
        let plaintext = format!("{doctype}{}", Reply::good().signed_assertion());
        refused(&Reply::good().with_plaintext(plaintext), "forbidden-markup");
    }
}

#[test]
fn an_entity_that_is_not_predefined_is_refused() {
    refused(&Reply::good().in_assertion(">Demo<", ">&x;<"), "not-well-formed");
    refused(&Reply::good().in_assertion(">Demo<", ">&nbsp;<"), "not-well-formed");
    refused(&Reply::good().in_assertion(">Demo<", ">&#0;<"), "not-well-formed");
    refused(&Reply::good().in_assertion(">Demo<", ">&#xD800;<"), "not-well-formed");
    refused(&Reply::good().in_assertion(">Demo<", ">& <"), "not-well-formed");
}

#[test]
fn a_comment_that_would_cut_a_name_or_code_in_two_is_refused() {
    for (from, to) in [
        ("210281-9988", "210281-9988<!---->.evil"),
        (">Nordea<", ">Nor<!--x-->dea<"),
        ("AAdz", "AA<!---->dz"),
        ("loa2<", "loa2<!----><"),
    ] {
        refused(&Reply::good().in_assertion(from, to), "forbidden-markup");
        let signed = Reply::good().signed_assertion().replacen(from, to, 1);
        refused(&Reply::good().with_plaintext(signed), "forbidden-markup");
    }
    refused_xml(&Reply::good().xml().replacen("idp1<", "idp1<!--x--><", 1), "forbidden-markup");
}

#[test]
fn instructions_and_character_data_sections_are_refused() {
    refused_xml(&Reply::good().xml().replacen("<saml2p:Status>", "<?x y?><saml2p:Status>", 1), "forbidden-markup");
    refused_xml(&format!("<?xml-stylesheet href=\"x\"?>{}", Reply::good().xml()), "forbidden-markup");
    let section = Reply::good().signed_assertion().replacen(">Demo<", "><![CDATA[Demo]]><", 1);
    refused(&Reply::good().with_plaintext(section), "forbidden-markup");
    let declared = format!("<?xml version=\"1.0\"?>{}", Reply::good().signed_assertion());
    refused(&Reply::good().with_plaintext(declared), "forbidden-markup");
}

#[test]
fn another_encoding_is_refused() {
    for declaration in
        ["<?xml version=\"1.0\" encoding=\"UTF-7\"?>", "<?xml version=\"1.1\"?>", "<?xml encoding=\"utf-16\"?>"]
    {
        refused_xml(&format!("{declaration}{}", Reply::good().xml()), "forbidden-markup");
    }
    let latin = Reply::good().xml().replacen("2.0", "\u{e4}", 1).into_bytes();
    let latin: Vec<u8> = latin.into_iter().filter(|byte| *byte != 0xc3).collect();
    assert_eq!(finish(&STANDARD.encode(latin)).unwrap_err().code(), "not-utf8");
    let wide: Vec<u8> = Reply::good().xml().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(finish(&STANDARD.encode(wide)).is_err());
    let marked = format!("\u{feff}{}", Reply::good().xml());
    refused_xml(&marked, "not-well-formed");
}

#[test]
fn namespaces_that_are_undone_relative_undeclared_or_reserved_are_refused() {
    for (from, to) in [
        ("<saml2:Subject>", "<saml2:Subject xmlns=\"\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:x=\"\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:x=\"relative\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:xml=\"urn:x:y\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:x=\"http://www.w3.org/XML/1998/namespace\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:x=\"urn:x:y\" xmlns:x=\"urn:x:z\">"),
        ("<saml2:Subject>", "<saml2:Subject x:y=\"z\">"),
        ("<saml2:Subject>", "<saml2:Subject a=\"1\" a=\"2\">"),
        ("<saml2:Subject>", "<saml2:Subject xmlns:x=\"urn:x:y\" xmlns:z=\"urn:x:y\" x:a=\"1\" z:a=\"2\">"),
    ] {
        refused(&Reply::good().in_assertion(from, to), "not-well-formed");
    }
}

#[test]
fn the_right_names_in_a_foreign_namespace_are_refused() {
    let foreign =
        Reply::good().xml().replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.0:protocol");
    refused_xml(&foreign, "unexpected-message");
    let reply = Reply::good().in_assertion("<saml2:AttributeStatement>", "<AttributeStatement>");
    refused(&reply.in_assertion("</saml2:AttributeStatement>", "</AttributeStatement>"), "structure");
}

#[test]
fn an_unknown_attribute_anywhere_in_the_assertion_is_refused() {
    for element in ["saml2:Issuer", "saml2:Subject", "saml2:Audience", "saml2:AuthnContext", "saml2:AttributeStatement"]
    {
        let (from, to) = (format!("<{element}>"), format!("<{element} x=\"y\">"));
        assert!(finish_xml(&Reply::good().in_assertion(&from, &to).xml()).is_err(), "{element}");
    }
}

#[test]
fn text_between_elements_is_refused() {
    for (from, to) in [("<saml2:Subject>", "<saml2:Subject>x"), ("<saml2:Conditions ", "x<saml2:Conditions ")] {
        refused(&Reply::good().in_assertion(from, to), "structure");
    }
    refused_xml(&format!("{}x", Reply::good().xml()), "not-well-formed");
    refused_xml(&format!("{0}{0}", Reply::good().xml()), "not-well-formed");
}

#[test]
fn what_is_cut_short_is_refused() {
    let xml = Reply::good().xml();
    for length in (0..xml.len()).step_by(97) {
        assert!(finish_xml(&xml[..length]).is_err(), "{length}");
    }
    let assertion = Reply::good().signed_assertion();
    for length in (0..assertion.len()).step_by(701) {
        let part: String = assertion.chars().take(length).collect();
        assert!(finish_xml(&Reply::good().with_plaintext(part).xml()).is_err(), "{length}");
    }
}

#[test]
fn what_is_not_base64_or_not_xml_is_refused() {
    for value in ["", "=", "%%%", "PHg+", "bm90IHhtbA==", "\u{e4}", "PD94bWw="] {
        assert!(finish(value).is_err(), "{value}");
        assert!(saml::peek_in_response_to(value).is_err(), "{value}");
    }
}

#[test]
fn a_message_that_is_too_large_is_refused_before_it_is_decoded() {
    let large = "A".repeat(400 * 1024);
    assert_eq!(finish(&large).unwrap_err().code(), "too-large");
    assert_eq!(saml::peek_in_response_to(&large).unwrap_err().code(), "too-large");
    let padded = format!("{}{}", Reply::good().xml(), " ".repeat(256 * 1024));
    refused_xml(&padded, "too-large");
    let long = Reply::good().in_assertion("</saml2:AttributeStatement>", &{
        format!("{}</saml2:AttributeStatement>", attribute("urn:x:long", &"x".repeat(200 * 1024)))
    });
    assert!(finish_xml(&long.xml()).is_err());
}

#[test]
fn a_message_that_is_too_deep_or_too_rich_is_refused() {
    let deep = format!("<saml2p:Status>{}{}", "<x>".repeat(70), "</x>".repeat(70));
    refused_xml(&Reply::good().xml().replacen("<saml2p:Status>", &deep, 1), "too-complex");
    let endless = format!("<saml2p:Status>{}", "<x>".repeat(50_000));
    refused_xml(&Reply::good().xml().replacen("<saml2p:Status>", &endless, 1), "too-complex");
    let many = format!("<saml2p:Status>{}", "<x/>".repeat(600));
    refused_xml(&Reply::good().xml().replacen("<saml2p:Status>", &many, 1), "too-complex");
    let attributes: Vec<String> = (0..300).map(|number| format!(" a{number}=\"x\"")).collect();
    let attributes = attributes.concat();
    let rich = format!("<saml2p:Status{attributes}>");
    refused_xml(&Reply::good().xml().replacen("<saml2p:Status>", &rich, 1), "too-complex");
}

#[test]
fn a_person_of_any_script_is_accepted() {
    let identity = accepted(&Reply::good().in_assertion(">Demo<", ">Пример &amp; Ærø 😀<"));
    assert_eq!(identity.family_name.as_deref(), Some("Пример & Ærø 😀"));
}
