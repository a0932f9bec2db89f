//! Metadata both ways: the identity provider's, with its pinned signature, and our own; and the settings.

use crate::keys::{self, Party};
use crate::provider::{PROVIDER_ID, Signing};
use crate::service::{identity_provider, metadata, presentation, service, settings};
use saml::{IdentityProvider, ServiceProvider, Settings};

fn signed(signing: &Signing, id: &str) -> String {
    signing.sign(&metadata(&[keys::provider(), keys::next_provider()]), id)
}

fn good() -> String {
    signed(&Signing::with(keys::metadata_signer()), "_m1")
}

/// The form of Suomi.fi's test metadata: an empty reference.
fn with_empty_reference() -> String {
    let mut signing = Signing::with(keys::metadata_signer());
    signing.signed_info.push(("URI=\"#_m1\"".to_owned(), "URI=\"\"".to_owned()));
    signed(&signing, "_m1")
}

fn read(xml: &str) -> Result<IdentityProvider, saml::Refused> {
    IdentityProvider::from_metadata(xml.as_bytes(), Some(&keys::metadata_signer().certificate_pem()))
}

#[track_caller]
fn refused(xml: &str, code: &str) {
    assert_eq!(read(xml).err().map(|refused| refused.code()), Some(code));
}

#[test]
fn signed_metadata_is_read_with_either_form_of_reference() {
    for xml in [good(), with_empty_reference()] {
        let idp = read(&xml).unwrap();
        assert_eq!(idp.entity_id(), PROVIDER_ID);
        assert_eq!(idp.sign_in_redirect_url(), "https://idp.test.example/idp/profile/SAML2/Redirect/SSO");
        assert_eq!(idp.sign_in_post_url(), Some("https://idp.test.example/idp/profile/SAML2/POST/SSO"));
        assert_eq!(idp.sign_out_redirect_url(), Some("https://idp.test.example/idp/profile/SAML2/Redirect/SLO"));
        assert_eq!(idp.sign_out_post_url(), Some("https://idp.test.example/idp/profile/SAML2/POST/SLO"));
        assert_eq!(idp.valid_until(), None);
    }
}

#[test]
fn the_lifetimes_of_the_metadata_are_read_wherever_they_stand() {
    let with = |from: &str, attributes: &str| {
        let xml =
            metadata(&[keys::provider()]).replace("[signature]", "").replacen(from, &format!("{from} {attributes}"), 1);
        IdentityProvider::from_metadata(xml.as_bytes(), None)
    };
    let both = with("<md:EntityDescriptor", "validUntil=\"2026-12-01T00:00:00Z\" cacheDuration=\"PT6H\"").unwrap();
    assert_eq!((both.valid_until(), both.cache_milliseconds()), (Some(1_796_083_200_000), Some(6 * 3_600_000)));
    let inner = with("<md:IDPSSODescriptor", "cacheDuration=\"P1DT1S\"").unwrap();
    assert_eq!((inner.valid_until(), inner.cache_milliseconds()), (None, Some(86_401_000)));
    assert!(with("<md:EntityDescriptor", "cacheDuration=\"often\"").is_err());
    assert!(with("<md:EntityDescriptor", "validUntil=\"tomorrow\"").is_err());
}

#[test]
fn comments_a_byte_order_mark_and_other_line_ends_do_no_harm() {
    let commented = good().replacen("<md:IDPSSODescriptor", "<!-- kommentti --><md:IDPSSODescriptor", 1);
    assert!(read(&format!("\u{feff}<?xml version=\"1.0\"?>\r\n{commented}\r\n")).is_ok());
}

#[test]
fn metadata_without_the_pinned_signature_is_refused() {
    refused(&metadata(&[keys::provider()]).replace("[signature]", ""), "signature-count");
    refused(&signed(&Signing::with(keys::attacker()), "_m1"), "signature");
    let own = Signing::with(keys::attacker()).with_key_info(&keys::attacker().certificate);
    refused(&signed(&own, "_m1"), "signature");
    let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    refused(
        &signed(&Signing { digest_method: sha1, ..Signing::with(keys::metadata_signer()) }, "_m1"),
        "signature-algorithm",
    );
}

#[test]
fn metadata_changed_after_signing_is_refused() {
    for xml in [good(), with_empty_reference()] {
        refused(&xml.replacen("idp.test.example/idp/profile", "evil.example/idp/profile", 1), "digest");
        refused(&xml.replacen(&keys::provider().certificate, &keys::attacker().certificate, 1), "digest");
        let signature = xml.find("<ds:Signature ").unwrap();
        let doubled =
            format!("{}{}", &xml[..signature], xml[signature..].replacen("</ds:Signature>", "</ds:Signature>x", 1));
        refused(&doubled, "digest");
    }
}

#[test]
fn a_reference_to_a_part_of_the_metadata_is_refused() {
    let mut signing = Signing::with(keys::metadata_signer());
    signing.signed_info.push(("#_m1".to_owned(), "#_part".to_owned()));
    refused(&signed(&signing, "_m1"), "signature-reference");
}

#[test]
fn a_document_type_and_another_root_are_refused() {
    refused(&format!("<!DOCTYPE r>{}", good()), "forbidden-markup");
    refused("<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\"/>", "unexpected-message");
    refused(&"<a>".repeat(400_000), "too-large");
}

#[test]
fn metadata_that_lacks_something_is_refused() {
    let read = |xml: &str| IdentityProvider::from_metadata(xml.as_bytes(), None).err().map(|refused| refused.code());
    let plain = metadata(&[keys::provider()]).replace("[signature]", "");
    assert_eq!(read(&plain), None);
    assert_eq!(read(&metadata(&[]).replace("[signature]", "")), Some("metadata"));
    assert_eq!(read(&plain.replace("entityID", "entityId")), Some("metadata"));
    assert_eq!(read(&plain.replace("use=\"signing\"", "use=\"encryption\"")), Some("metadata"));
    assert_eq!(
        read(
            &plain
                .replace("<md:SingleSignOnService ", "<md:SingleSignOn ")
                .replace("</md:SingleSignOnService>", "</md:SingleSignOn>")
        ),
        Some("metadata")
    );
    assert_eq!(
        read(&plain.replace("https://idp.test.example/idp/profile/SAML2/Redirect/SSO", "javascript:alert(1)")),
        Some("metadata")
    );
    assert_eq!(read(&plain.replace(&keys::provider().certificate, "AAAA")), Some("metadata-certificate"));
}

#[test]
fn the_date_until_which_metadata_holds_is_told() {
    let dated = metadata(&[keys::provider()])
        .replace("[signature]", "")
        .replace(" entityID", " validUntil=\"2026-11-21T10:00:00Z\" entityID");
    let idp = IdentityProvider::from_metadata(dated.as_bytes(), None).unwrap();
    assert_eq!(idp.valid_until(), Some(crate::provider::NOW));
}

#[test]
fn our_metadata_says_what_suomi_fi_s_template_asks_for() {
    let xml = service().metadata(&presentation()).unwrap();
    for part in [
        "entityID=\"https://ekstranet.example.fi/saml\"",
        "AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\"",
        "Name=\"FinnishAuthMethod\"",
        "Name=\"urn:oid:1.2.246.517.3003.111.3\"",
        "Name=\"urn:oid:1.2.246.517.3003.111.4\"",
        "Name=\"urn:oid:1.2.246.517.3003.111.14\"",
        "Name=\"urn:oid:1.2.246.517.3003.111.26\"",
        ">AES-GCM<",
        "<mdui:DisplayName xml:lang=\"sv\">Service &amp; name sv</mdui:DisplayName>",
        "<mdui:PrivacyStatementURL xml:lang=\"en\">https://ekstranet.example.fi/privacy?lang=en</mdui:PrivacyStatementURL>",
        "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
        "http://www.w3.org/2009/xmlenc11#rsa-oaep",
        "Location=\"https://ekstranet.example.fi/saml/slo\"",
        "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>",
        "Location=\"https://ekstranet.example.fi/saml/acs\" index=\"1\" isDefault=\"true\"",
        "<md:AttributeConsumingService index=\"1\">",
        "Name=\"urn:oid:1.2.246.21\"",
        "<md:OrganizationName xml:lang=\"fi\">Organisation fi</md:OrganizationName>",
        "<md:ContactPerson contactType=\"technical\">",
        "<md:EmailAddress>mailto:support@example.fi</md:EmailAddress>",
    ] {
        assert!(xml.contains(part), "{part}");
    }
    for (purpose, party) in
        [("signing", keys::service()), ("encryption", keys::opener()), ("encryption", keys::second_opener())]
    {
        let key = format!(
            "<md:KeyDescriptor use=\"{purpose}\">\n<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\
            <ds:X509Data><ds:X509Certificate>{}<",
            party.certificate
        );
        assert!(xml.contains(&key), "{purpose}");
    }
}

/// What stands between the first `start` and the next `end`.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let rest = text.split_once(start).unwrap_or_else(|| panic!("no {start}")).1;
    rest.split_once(end).unwrap_or_else(|| panic!("no {end}")).0
}

/// The order and the values that sheet §1.7 gives: whom Suomi.fi lets through hangs on some of them.
#[test]
fn our_metadata_has_exactly_the_values_and_the_order_of_suomi_fi() {
    let xml = service().metadata(&presentation()).unwrap();
    let values = |name: &str| {
        let attribute = between(&xml, &format!("FriendlyName=\"{name}\""), "</saml:Attribute>");
        let values = attribute.split("<saml:AttributeValue").skip(1);
        values.map(|value| between(value, ">", "<").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(values("VtjVerificationRequired"), ["true"], "neither the dead nor the unknown");
    assert_eq!(values("SkipEndpointValidationWhenSigned"), ["false"]);
    assert_eq!(values("EidasSupport"), ["none"]);
    assert_eq!(values("CipherName"), ["AES-GCM"]);
    assert_eq!(values("FinnishAuthMethod"), presentation().authentication_methods);
    assert!(!values("FinnishAuthMethod").is_empty());
    assert_eq!(xml.matches("<saml:Attribute ").count(), 5, "and no other");

    let requested = xml.split("<md:RequestedAttribute ").skip(1).map(|one| between(one, " Name=\"", "\""));
    let minimal = [
        "urn:oid:1.2.246.21",
        "urn:oid:2.5.4.3",
        "urn:oid:2.16.840.1.113730.3.1.241",
        "urn:oid:2.5.4.42",
        "urn:oid:2.5.4.4",
        "http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName",
    ];
    assert_eq!(requested.collect::<Vec<_>>(), minimal);

    let mut order: Vec<&str> = Vec::new();
    for tag in between(&xml, "<md:SPSSODescriptor", "</md:SPSSODescriptor>").split("<md:").skip(1) {
        let name = tag.split([' ', '>', '/']).next().unwrap();
        let is_child = !matches!(name, "EncryptionMethod" | "ServiceName" | "RequestedAttribute");
        if is_child && order.last() != Some(&name) {
            order.push(name);
        }
    }
    assert_eq!(
        order,
        [
            "Extensions",
            "KeyDescriptor",
            "SingleLogoutService",
            "NameIDFormat",
            "AssertionConsumerService",
            "AttributeConsumingService"
        ],
        "the schema wants this order"
    );
}

#[track_caller]
fn setting_refused(change: impl FnOnce(&mut Settings), code: &str) {
    let mut changed = settings();
    change(&mut changed);
    let refusal = ServiceProvider::new(changed, identity_provider(&[keys::provider()])).err();
    assert_eq!(refusal.map(|refused| refused.code()), Some(code));
}

#[test]
fn settings_that_cannot_work_are_refused_at_start() {
    let pem = |party: &Party| party.key_pem().into();
    setting_refused(|settings| settings.entity_id = "https://x.fi/?a".to_owned(), "setting-entity-id");
    setting_refused(|settings| settings.acs_url = "ftp://x.fi/".to_owned(), "setting-address");
    setting_refused(|settings| settings.slo_url = String::new(), "setting-address");
    setting_refused(|settings| settings.clock_skew_seconds = 181, "setting-clock-skew");
    setting_refused(|settings| settings.clock_skew_seconds = -1, "setting-clock-skew");
    setting_refused(|settings| settings.accepted_contexts.clear(), "setting-accepted-contexts");
    setting_refused(|settings| settings.signing_key_pem = String::new().into(), "setting-signing-key");
    setting_refused(|settings| settings.signing_key_pem = pem(keys::attacker()), "setting-signing-certificate");
    setting_refused(|settings| settings.decryption_keys_pem.clear(), "setting-decryption-keys");
    setting_refused(
        |settings| settings.decryption_keys_pem = vec![pem(keys::opener())],
        "setting-encryption-certificate",
    );
    setting_refused(
        |settings| {
            let mixed = format!("{}{}", keys::opener().key_pem(), keys::attacker().certificate_pem());
            settings.decryption_keys_pem = vec![mixed.into()];
        },
        "setting-decryption-keys",
    );
}

#[test]
fn metadata_without_a_text_is_not_written() {
    let mut lacking = presentation();
    lacking.description.sv.clear();
    assert_eq!(service().metadata(&lacking).map_err(|refused| refused.code()), Err("setting-presentation"));
}

#[test]
fn the_signing_key_may_also_open_assertions_under_its_own_certificate() {
    let mut shared = settings();
    shared.decryption_keys_pem = vec![keys::service().key_pem().into(), keys::opener().key_pem().into()];
    let sp = ServiceProvider::new(shared, identity_provider(&[keys::provider()])).unwrap();
    assert_eq!(sp.metadata(&presentation()).unwrap().matches("use=\"encryption\"").count(), 1);
    assert_eq!(sp.metadata(&presentation()).unwrap().matches(&keys::service().certificate).count(), 2);
}
