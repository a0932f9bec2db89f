//! The positive controls: what must be accepted, so that the refusals mean something.

use crate::keys;
use crate::provider::{
    Cipher, ENTITY_ID, NATIONAL_ID, NOW, PROVIDER_ID, REQUEST, Reply, Signing, Transport, attribute,
};
use crate::service::{accepted, finish, identity_provider, pending, service, settings};
use saml::{ServiceProvider, peek_in_response_to};

#[test]
fn a_good_response_gives_the_identity() {
    let identity = accepted(&Reply::good());
    assert_eq!(identity.national_id.expose(), NATIONAL_ID);
    assert_eq!(identity.first_names.as_deref(), Some("Nordea Ünnukka"));
    assert_eq!(identity.calling_name.as_deref(), Some("Nordea"));
    assert_eq!(identity.family_name.as_deref(), Some("Demo"));
    assert_eq!(identity.display_name.as_deref(), Some("Nordea Demo"));
    assert_eq!(identity.common_name.as_deref(), Some("Demo Nordea Ünnukka"));
    assert_eq!(identity.context_class, "http://ftn.ficora.fi/2017/loa2");
    assert_eq!(identity.name_id.value, "AAdzZWNyZXQxfxVUqsT8k/OSMQF+opaque==");
    assert_eq!(identity.name_id.name_qualifier, PROVIDER_ID);
    assert_eq!(identity.name_id.sp_name_qualifier, ENTITY_ID);
    assert_eq!(identity.session_index, "_c5e2");
    assert_eq!(identity.authenticated_at, NOW - 600_000);
    assert_eq!((identity.response_id.as_str(), identity.assertion_id.as_str()), ("_r1", "_a1"));
    assert_eq!(identity.replay_until, NOW + 299_000 + 60_000);
}

#[test]
fn an_identity_printed_for_debugging_shows_nothing_about_the_person() {
    let identity = accepted(&Reply::good());
    let printed = format!("{identity:?}{:?}{:?}", identity.national_id, identity.name_id);
    for part in ["2102", "AAdz", "Nordea", "Demo", "_c5e2"] {
        assert!(!printed.contains(part), "{part}");
    }
}

#[test]
fn both_sizes_of_gcm_and_every_listed_form_of_oaep_are_opened() {
    for cipher in [Cipher::Aes128Gcm, Cipher::Aes256Gcm] {
        for transport in [Transport::OaepMgf1p, Transport::Oaep256, Transport::Oaep512] {
            accepted(&Reply { cipher, transport, ..Reply::good() });
        }
    }
}

#[test]
fn every_decryption_key_of_ours_opens_an_assertion() {
    for opener in [keys::opener(), keys::second_opener()] {
        accepted(&Reply { opener, ..Reply::good() });
    }
}

#[test]
fn either_signing_key_of_the_provider_is_trusted_and_the_two_may_be_mixed() {
    let signings = [keys::provider(), keys::next_provider()].map(Signing::with);
    for response in &signings {
        for assertion in &signings {
            accepted(&Reply {
                response_signing: Some(response.clone()),
                assertion_signing: Some(assertion.clone()),
                ..Reply::good()
            });
        }
    }
}

#[test]
fn a_rotated_key_is_trusted_after_the_metadata_is_read_anew_and_not_before() {
    let old = ServiceProvider::new(settings(), identity_provider(&[keys::provider()])).unwrap();
    let signing = Some(Signing::with(keys::next_provider()));
    let reply = Reply { response_signing: signing.clone(), assertion_signing: signing, ..Reply::good() }.build();
    assert_eq!(old.finish_sign_in(NOW, &pending(), &reply).unwrap_err().code(), "signature");
    let new = old.with_identity_provider(identity_provider(&[keys::next_provider()]));
    assert!(new.finish_sign_in(NOW, &pending(), &reply).is_ok());
    assert!(new.finish_sign_in(NOW, &pending(), &Reply::good().build()).is_err());
}

#[test]
fn stronger_hashes_are_accepted() {
    for (signature_method, digest_method) in [
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#sha384"),
        ("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512"),
    ] {
        let signing = Some(Signing { signature_method, digest_method, ..Signing::with(keys::provider()) });
        accepted(&Reply { response_signing: signing.clone(), assertion_signing: signing, ..Reply::good() });
    }
}

#[test]
fn typed_attribute_values_with_a_list_of_inclusive_prefixes_are_accepted() {
    let mut reply = Reply::good()
        .in_assertion(" ID=\"_a1\"", " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" ID=\"_a1\"")
        .in_assertion(
            "<saml2:AttributeValue>210281",
            "<saml2:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"xsd:string\">210281",
        );
    let transform = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">";
    let list = "<ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"xsd\">\
                </ec:InclusiveNamespaces>";
    let mut signing = Signing::with(keys::provider());
    signing.signed_info.push((transform.to_owned(), format!("{transform}{list}")));
    reply.assertion_signing = Some(signing);
    accepted(&reply);
}

#[test]
fn a_declaration_other_quotes_and_lines_in_the_form_value_change_nothing() {
    use base64::Engine;
    let xml = Reply::good().xml();
    let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{xml}\n");
    let quoted = declared.replacen("Version=\"2.0\"", "Version='2.0'", 1).replacen("></saml2p:StatusCode>", " />", 1);
    let encoded = base64::engine::general_purpose::STANDARD.encode(quoted);
    let lines: Vec<&str> = encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    assert!(finish(&lines.join("\r\n")).is_ok());
}

#[test]
fn a_key_info_with_the_provider_s_own_certificate_is_tolerated() {
    let signing = Signing::with(keys::provider()).with_key_info(&keys::provider().certificate);
    accepted(&Reply { response_signing: Some(signing.clone()), assertion_signing: Some(signing), ..Reply::good() });
}

#[test]
fn names_may_be_missing_or_empty() {
    let name = attribute("urn:oid:2.5.4.42", "Nordea");
    let reply = Reply::good().in_assertion(&name, "").in_assertion(">Demo<", "><");
    let identity = accepted(&reply);
    assert_eq!((identity.calling_name, identity.family_name), (None, None));
}

#[test]
fn the_answered_request_is_found_without_reading_the_rest() {
    assert_eq!(peek_in_response_to(&Reply::good().build()).as_deref(), Ok(REQUEST));
}

#[test]
fn warming_up_changes_no_answer() {
    service().warm_up().unwrap();
    accepted(&Reply::good());
}
