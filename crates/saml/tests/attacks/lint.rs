//! The check of a pair of metadata files: our own metadata is what Suomi.fi wants, and each spoilt part is told.

use crate::keys;
use crate::provider::{NOW, Signing};
use crate::service::{metadata, presentation, service, settings};
use saml::{IdentityProvider, ServiceProvider, lint};

fn provider() -> String {
    metadata(&[keys::provider(), keys::next_provider()]).replace("[signature]", "")
}

fn lines(service: &str, provider: &str) -> Vec<String> {
    lint(service.as_bytes(), provider.as_bytes(), None, NOW)
}

#[test]
fn our_own_metadata_is_what_suomi_fi_wants() {
    assert_eq!(lines(&service().metadata(&presentation()).unwrap(), &provider()), Vec::<String>::new());
    let unknown = ServiceProvider::new(settings(), IdentityProvider::unknown()).unwrap();
    assert_eq!(unknown.metadata(&presentation()).unwrap(), service().metadata(&presentation()).unwrap());
}

#[test]
fn each_thing_that_suomi_fi_would_refuse_is_told_in_a_line() {
    let good = service().metadata(&presentation()).unwrap();
    for (from, to, told) in [
        ("entityID=\"https://ekstranet.example.fi/saml\"", "entityID=\"https://x.fi/saml?a=b\"", "entityID must be 10"),
        ("entityID=\"https://ekstranet.example.fi/saml\"", "entityID=\"ekstranet.example.fi\"", "look like an address"),
        (" Name=\"FinnishAuthMethod\"", " Name=\"Other\"", "FinnishAuthMethod is missing"),
        (
            "http://ftn.ficora.fi/2017/loa2",
            "urn:oid:1.2.246.517.3002.110.1",
            "does not have: urn:oid:1.2.246.517.3002.110.1",
        ),
        (">true</saml:AttributeValue>", ">yes</saml:AttributeValue>", "VtjVerificationRequired"),
        (">false</saml:AttributeValue>", ">true</saml:AttributeValue>", "SkipEndpointValidationWhenSigned"),
        (">none</saml:AttributeValue>", ">some</saml:AttributeValue>", "EidasSupport"),
        (">AES-GCM<", ">AES-CBC<", "CipherName"),
        ("AuthnRequestsSigned=\"true\"", "AuthnRequestsSigned=\"false\"", "AuthnRequestsSigned"),
        ("WantAssertionsSigned=\"true\"", "", "WantAssertionsSigned"),
        ("mdui:DisplayName xml:lang=\"sv\"", "mdui:DisplayName xml:lang=\"de\"", "DisplayName is missing in sv"),
        (">https://ekstranet.example.fi/privacy?lang=en<", "> <", "PrivacyStatementURL is missing in en"),
        ("use=\"signing\"", "use=\"encryption\"", "no certificate for signing"),
        ("nameid-format:transient", "nameid-format:persistent", "NameIDFormat"),
        ("2009/xmlenc11#aes128-gcm", "2001/04/xmlenc#aes128-cbc", "too weak"),
        ("2001/04/xmlenc#rsa-oaep-mgf1p", "2001/04/xmlenc#rsa-1_5", "too weak"),
        (
            "Location=\"https://ekstranet.example.fi/saml/acs\"",
            "Location=\"http://e.fi/acs\"",
            "http://e.fi/acs does not begin",
        ),
        ("index=\"1\" isDefault", "isDefault", "no index"),
        ("urn:oid:1.2.246.21", "urn:oid:1.2.246.99", "identity code"),
        ("md:OrganizationName xml:lang=\"fi\"", "md:OrganizationName", "OrganizationName is missing in fi"),
        ("contactType=\"technical\"", "contactType=\"support\"", "no ContactPerson"),
        ("mailto:support@example.fi", "support", "no e-mail address"),
        ("<md:EntityDescriptor", "<md:EntityDescriptor <", "cannot be read"),
        (
            "entityID=\"https://ekstranet.example.fi/saml\"",
            "entityID=\"https://idp.test.example/idp1\"",
            "that of the ident",
        ),
        ("</md:SPSSODescriptor>", "</md:SPSSODescriptor><md:SPSSODescriptor></md:SPSSODescriptor>", "exactly one"),
        (
            "protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"",
            "protocolSupportEnumeration=\"x\"",
            "SAML 2.0",
        ),
        ("<md:AssertionConsumerService ", "<md:Other ", "md:AssertionConsumerService is missing"),
        (
            "<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"",
            "<md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact\"",
            "only by HTTP-POST",
        ),
        ("<ds:X509Certificate>", "<ds:X509Certificate>AAAA", "RSA of at least 2048"),
    ] {
        let spoilt = good.replacen(from, to, 1);
        assert_ne!(spoilt, good, "{from}");
        let found = lines(&spoilt, &provider());
        assert!(found.iter().any(|line| line.starts_with("service: ") && line.contains(told)), "{told}: {found:?}");
    }
    let none = good.replace("md:SPSSODescriptor", "md:Other");
    assert!(lines(&none, &provider()).iter().any(|line| line.contains("exactly one md:SPSSODescriptor")));
    let no_consuming = good.replace("md:AttributeConsumingService", "md:Other");
    let found = lines(&no_consuming, &provider());
    assert!(found.iter().any(|line| line.contains("md:AttributeConsumingService is missing")), "{found:?}");
    let no_logout = good.lines().filter(|line| !line.contains("SingleLogoutService")).collect::<Vec<_>>().join("\n");
    assert!(lines(&no_logout, &provider())[0].contains("md:SingleLogoutService"));
}

#[test]
fn an_expired_certificate_is_told() {
    // The parties of the tests have certificates until 2099 at the latest.
    let far = 4_102_444_800_000;
    let found = lint(service().metadata(&presentation()).unwrap().as_bytes(), provider().as_bytes(), None, far);
    assert!(found.iter().any(|line| line.contains("service: a certificate has expired")), "{found:?}");
    assert!(found.iter().any(|line| line.contains("identity provider: every signing certificate has expired")));
}

#[test]
fn the_test_token_is_told_only_beside_the_production_provider() {
    let with_token = service().metadata(&presentation()).unwrap().replacen(
        "http://ftn.ficora.fi/2017/loa2",
        "urn:oid:1.2.246.517.3002.110.999",
        1,
    );
    assert_eq!(lines(&with_token, &provider()), Vec::<String>::new());
    let production = provider()
        .replace("entityID=\"https://idp.test.example/idp1\"", "entityID=\"https://tunnistautuminen.suomi.fi/idp1\"");
    assert_ne!(production, provider());
    assert!(lines(&with_token, &production)[0].contains("test token"));
}

#[test]
fn production_wants_a_certificate_of_an_authority_for_systems() {
    let own = service().metadata(&presentation()).unwrap();
    let production = provider()
        .replace("entityID=\"https://idp.test.example/idp1\"", "entityID=\"https://tunnistautuminen.suomi.fi/idp1\"");
    let with = |certificate: &str| {
        let mut changed = own.clone();
        for party in [keys::service(), keys::opener(), keys::second_opener()] {
            changed = changed.replace(&party.certificate, certificate);
        }
        changed
    };
    let is_told = |metadata: &str, provider: &str, what: &str| {
        lines(metadata, provider).iter().any(|line| line.starts_with("service: ") && line.contains(what))
    };
    assert!(is_told(&own, &production, "signed by itself"), "{:?}", lines(&own, &production));
    assert!(!is_told(&own, &provider(), "signed by itself"), "a test environment takes it");
    let (system, server) = (with(&keys::issued(keys::service(), false)), with(&keys::issued(keys::service(), true)));
    assert_ne!(system, own);
    assert_eq!(lines(&system, &production), Vec::<String>::new());
    assert!(is_told(&server, &production, "for a TLS server") && !is_told(&server, &provider(), "for a TLS server"));
}

#[test]
fn what_is_wrong_with_the_providers_file_is_told() {
    let own = service().metadata(&presentation()).unwrap();
    let with = |from: &str, to: &str| {
        let changed = provider().replacen(from, to, 1);
        assert_ne!(changed, provider());
        lines(&own, &changed)
    };
    assert!(with(" ID=\"_m1\"", " ID=\"_m1\" validUntil=\"2026-11-21T09:00:00Z\"")[0].contains("validUntil"));
    assert!(
        with("https://idp.test.example/idp/profile/SAML2/Redirect/SSO", "http://idp.example/")[0].contains("https")
    );
    assert!(with("<md:IDPSSODescriptor", "<md:Other")[0].contains("cannot be used"));
    let redirect = "<md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\"";
    let found = with(redirect, &redirect.replace("HTTP-Redirect", "SOAP"));
    assert!(found[0].contains("single logout by HTTP-Redirect"), "{found:?}");
    let pinned = keys::metadata_signer().certificate_pem();
    let unsigned = lint(own.as_bytes(), provider().as_bytes(), Some(&pinned), NOW);
    assert_eq!(unsigned, ["identity provider: the file cannot be used (signature-count)"]);
    let signed = Signing::with(keys::metadata_signer()).sign(&metadata(&[keys::provider()]), "_m1");
    assert!(lint(own.as_bytes(), signed.as_bytes(), Some(&pinned), NOW).is_empty(), "the control");
}
