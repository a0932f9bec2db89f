//! Each fault switch changes what it says and nothing else.

use http::StatusCode;

use super::ANSWER;
use super::service::{ACS, ENTITY, IDP, SSO_PATH, World, between, is_signed};
use crate::identification::fault_names;

/// How the ids of our requests begin. The provider's own ids are `_` and hexadecimal digits, so none looks like ours.
const REQUESTS: &str = "InResponseTo=\"_request-";

#[tokio::test]
async fn each_switch_spoils_what_it_names() {
    let world = World::new("faults");
    let signing = world.directory.join("idp-signing-1.crt");
    let mut number = 0;
    for (fault, is_spoilt) in checks().into_iter().chain(attacks()) {
        assert!(world.idp.set_fault(fault, true), "{fault} is known");
        number += 1;
        let response = world.sign_in(&format!("_request-{number}"), ANSWER).await.response();
        // Our reader of tests looks only into what is a proper message.
        let assertion = if !["wrapped_response", "document_type", "second_signed_info", "too_deep"].contains(&fault)
            && response.contains("aes128-gcm")
            && response.contains("rsa-oaep")
        {
            world.decrypt(&response)
        } else {
            response.clone()
        };
        assert!(is_spoilt(&response, &assertion), "{fault}");
        world.idp.set_fault(fault, false);
        number += 1;
        let sound = world.sign_in(&format!("_request-{number}"), ANSWER).await.response();
        let assertion = world.decrypt(&sound);
        assert!(!is_spoilt(&sound, &assertion), "{fault} turned off");
        assert!(is_signed(&sound, "saml2p:Response", &signing) && is_signed(&assertion, "saml2:Assertion", &signing));
    }
}

type Check = fn(&str, &str) -> bool;

/// What the Response and its Assertion look like under each switch.
fn checks() -> Vec<(&'static str, Check)> {
    vec![
        ("unsigned_response", |response, _| !response.contains("</saml2:Issuer><ds:Signature ")),
        ("unsigned_assertion", |_, assertion| !assertion.contains("<ds:Signature ")),
        ("plain_assertion", |response, _| !response.contains("EncryptedAssertion") && response.contains("140275-9012")),
        ("cbc", |response, _| response.contains("xmlenc#aes128-cbc")),
        ("rsa15", |response, _| response.contains("xmlenc#rsa-1_5")),
        ("wrong_audience", |_, assertion| between(assertion, "<saml2:Audience>", "<") != ENTITY),
        ("wrong_destination", |response, _| between(response, "Destination=\"", "\"") != ACS),
        ("wrong_recipient", |_, assertion| between(assertion, "Recipient=\"", "\"") != ACS),
        ("wrong_in_response_to", |response, _| !response.contains(REQUESTS)),
        ("expired", |_, assertion| assertion.contains("NotOnOrAfter=\"2026-11-21T09:50:00.000Z\"")),
        ("not_yet_valid", |_, assertion| assertion.contains("NotBefore=\"2026-11-21T10:10:00.000Z\"")),
        ("clock_ahead_10_min", |response, _| response.contains(" IssueInstant=\"2026-11-21T10:10:00.000Z\"")),
        ("wrong_class", |_, assertion| assertion.contains(">urn:oid:1.2.246.517.3002.110.7<")),
        ("two_identity_codes", |_, assertion| {
            assertion.matches("-901").count() + assertion.matches("-900").count() == 2
        }),
        ("no_identity_code", |_, assertion| !assertion.contains("Name=\"urn:oid:1.2.246.21\"")),
        ("any_letter", |_, assertion| assertion.contains(">Þórdís Щукина-Łącka Ó Súilleabháin<")),
        ("no_register_data", |_, assertion| {
            !assertion.contains("Name=\"urn:oid:2.5.4.4\"") && assertion.contains(">false<")
        }),
        ("non_disclosure", |_, assertion| assertion.contains("Name=\"urn:oid:1.2.246.517.2002.2.27\"")),
        ("deceased", |response, _| response.contains("status:AuthnFailed\"")),
        ("status_authn_failed", |response, _| response.contains("status:AuthnFailed\"")),
        ("status_no_passive", |response, _| response.contains("status:NoPassive\"")),
        ("status_invalid_name_id_policy", |response, _| response.contains("status:InvalidNameIDPolicy\"")),
        ("status_no_authn_context", |response, _| response.contains("status:NoAuthnContext\"")),
        ("status_request_denied", |response, _| response.contains("status:RequestDenied\"")),
    ]
}

/// The same for what attackers do.
fn attacks() -> Vec<(&'static str, Check)> {
    vec![
        ("wrapped_response", |response, _| response.contains(" ID=\"_forged") && response.contains("<ds:Object>")),
        ("wrapped_assertion", |_, assertion| assertion.contains("<ds:Object><saml2:Assertion ")),
        ("instruction", |_, assertion| assertion.contains("<?x y?>")),
        ("odd_namespace", |response, _| response.contains("xmlns:odd=\"relative\"")),
        ("repeated_id", |_, assertion| assertion.contains("<saml2:Audience ID=")),
        ("partial_signature", |_, assertion| assertion.contains("<saml2:Advice ID=")),
        ("second_signed_info", |response, _| response.matches("<ds:SignedInfo>").count() == 2),
        ("comment_in_digest", |_, assertion| assertion.contains("<!-- --></ds:DigestValue>")),
        ("comment_in_code", |_, assertion| assertion.contains(">1<!-- -->40275-9012<")),
        ("document_type", |response, _| response.starts_with("<!DOCTYPE ")),
        ("xpath_transform", |_, assertion| assertion.contains("<ds:XPath>")),
        ("empty_signature", |response, _| response.contains("xmldsig#\"></ds:Signature>")),
        ("sha1", |_, assertion| {
            assertion.contains("<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"")
        }),
        ("hmac", |_, assertion| assertion.contains("#hmac-sha256\"")),
        ("nested_encryption", |_, assertion| assertion.starts_with("<saml2:EncryptedAssertion ")),
        ("plain_beside_encrypted", |response, _| response.contains("</saml2:EncryptedAssertion><saml2:Assertion ")),
        ("unsolicited", |response, _| !response.contains(" InResponseTo=")),
        ("wrong_confirmation", |response, assertion| response.contains(REQUESTS) && !assertion.contains(REQUESTS)),
        ("wrong_issuer", |response, _| between(response, ">", "</saml2:Issuer>").contains("elsewhere")),
        ("wrong_assertion_issuer", |_, assertion| between(assertion, ">", "</saml2:Issuer>").contains("elsewhere")),
        ("no_audience", |_, assertion| !assertion.contains("<saml2:Audience")),
        ("old_identification", |_, assertion| assertion.contains("AuthnInstant=\"2026-11-21T09:20:00.000Z\"")),
        ("no_expiry", |_, assertion| assertion.matches("NotOnOrAfter=").count() == 1),
        ("too_deep", |response, _| response.contains("<saml2p:Extensions><saml2p:Extensions>")),
        ("too_large", |response, _| response.len() == 300 * 1024),
        ("repeated_identity_code", |_, assertion| assertion.matches("Name=\"urn:oid:1.2.246.21\"").count() == 2),
        ("empty_identity_code", |_, assertion| assertion.contains("<saml2:AttributeValue></saml2:AttributeValue>")),
    ]
}

#[tokio::test]
async fn the_signing_key_can_be_turned() {
    let world = World::new("keys");
    for (number, (fault, file)) in
        [("old_key", "idp-signing-retired.crt"), ("sign_with_second_key", "idp-signing-2.crt")].into_iter().enumerate()
    {
        world.idp.set_fault(fault, true);
        let response = world.sign_in(&format!("_k{number}"), ANSWER).await.response();
        world.idp.set_fault(fault, false);
        assert!(is_signed(&response, "saml2p:Response", &world.directory.join(file)), "{fault}");
        assert!(is_signed(&world.decrypt(&response), "saml2:Assertion", &world.directory.join(file)), "{fault}");
    }
    let metadata = world.get("/static/metadata/idp-metadata.xml", "").await.html;
    let certificate = |file: &str| {
        let pem = std::fs::read_to_string(world.directory.join(file)).expect("certificate");
        pem.lines().filter(|line| !line.contains("-----")).collect::<String>()
    };
    assert!(
        metadata.contains(&certificate("idp-signing-1.crt")) && metadata.contains(&certificate("idp-signing-2.crt"))
    );
    assert!(!metadata.contains(&certificate("idp-signing-retired.crt")));
    assert!(metadata.contains(&format!("entityID=\"{IDP}/idp1\"")));
    assert_eq!(metadata, std::fs::read_to_string(world.directory.join("idp-metadata.xml")).expect("a file"));
}

#[tokio::test]
async fn the_tag_can_be_cut_short() {
    let world = World::new("short-tag");
    let length = |response: &str| {
        let value = response.rsplit("<xenc:CipherValue>").next().and_then(|rest| rest.split('<').next());
        value.map(str::len).expect("a value")
    };
    let whole = length(&world.sign_in("_t1", ANSWER).await.response());
    world.idp.set_fault("short_tag", true);
    // Four bytes less, in base64 and with the order of the attributes as it comes.
    assert!((1..=8).contains(&(whole - length(&world.sign_in("_t2", ANSWER).await.response()))));
}

#[tokio::test]
async fn the_previous_response_is_sent_again() {
    let world = World::new("replay");
    let first = world.sign_in("_v1", ANSWER).await.response();
    world.idp.set_fault("replay", true);
    assert_eq!(world.sign_in("_v2", ANSWER).await.response(), first);
    world.idp.set_fault("replay", false);
    assert_ne!(world.sign_in("_v3", ANSWER).await.response(), first);
}

#[tokio::test]
async fn a_dead_identity_provider_says_so_and_comes_back() {
    let world = World::new("down");
    world.idp.set_fault("down", true);
    let query = world.query(&world.authn_request("_d1", "", ""), "rsa-sha256");
    let page = world.get(&format!("{SSO_PATH}?{query}"), "").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    world.idp.set_fault("down", false);
    assert_eq!(world.get(&format!("{SSO_PATH}?{query}"), "").await.status, StatusCode::OK);
}

#[test]
fn every_switch_is_described_in_three_languages() {
    for (name, texts) in fault_names() {
        let [finnish, swedish, english] = texts;
        assert!(texts.iter().all(|text| text.len() > 10 && text.ends_with('.')), "{name}: {texts:?}");
        assert!(finnish != swedish && swedish != english && finnish != english, "{name}: {texts:?}");
    }
}

#[test]
fn the_list_tells_which_switches_are_on() {
    let faults = crate::identification::Faults::default();
    assert!(!faults.set("no_such_switch", true));
    assert!(faults.set("cbc", true));
    let on: Vec<&str> = faults.list().into_iter().filter(|(_, _, on)| *on).map(|(name, _, _)| name).collect();
    assert_eq!(on, ["cbc"]);
    assert_eq!(faults.list().len(), fault_names().len());
}
