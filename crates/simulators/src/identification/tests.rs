//! The identity provider through its router, with an e-service that reads the answers independently.

mod binding;
mod faults;
mod service;
mod xmlsec1;

use http::StatusCode;
use service::{ACS, ENTITY, IDP, SLO, SLO_PATH, SSO_PATH, World, between, is_signed};

const ANSWER: &[(&str, &str)] = &[("national_id", "140275-9012"), ("answer", "continue")];

#[tokio::test]
async fn a_sign_in_gives_a_signed_response_with_a_signed_and_encrypted_assertion() {
    let world = World::new("sign-in");
    let page = world.sign_in("_a1", ANSWER).await;
    let signing = world.directory.join("idp-signing-1.crt");
    let response = page.response();
    assert!(is_signed(&response, "saml2p:Response", &signing));
    assert!(page.html.contains(&format!("action=\"{ACS}\"")));
    assert_eq!(page.input("RelayState"), "state-1");
    assert!(response.contains("InResponseTo=\"_a1\"") && response.contains(&format!("Destination=\"{ACS}\"")));
    assert!(!response.contains("140275"), "the identity code is encrypted");
    assert!(response.contains("xmlenc11#aes128-gcm") && response.contains("xmlenc#rsa-oaep-mgf1p"));

    let assertion = world.decrypt(&response);
    assert!(is_signed(&assertion, "saml2:Assertion", &signing));
    assert_eq!(between(&assertion, "<saml2:Audience>", "<"), ENTITY);
    assert_eq!(between(&assertion, "<saml2:AuthnContextClassRef>", "<"), "http://ftn.ficora.fi/2017/loa2");
    assert_eq!(between(&assertion, "NotOnOrAfter=\"", "\""), "2026-11-21T10:05:00.000Z");
    assert_eq!(between(&assertion, "AuthnInstant=\"", "\""), "2026-11-21T10:00:00.000Z");
    let index = between(&assertion, "SessionIndex=\"", "\"");
    assert!(index.len() == 33 && index.starts_with('_'));
    let name_id = between(&assertion, "<saml2:NameID ", "</saml2:NameID>");
    assert!(name_id.contains(&format!("NameQualifier=\"{IDP}/idp1\" SPNameQualifier=\"{ENTITY}\">")));
    assert_eq!(name_id.split('>').nth(1).map(str::len), Some(200));
    for (name, value) in [
        ("urn:oid:1.2.246.21", "140275-9012"),
        ("urn:oid:2.5.4.4", "Mallikas"),
        ("urn:oid:2.5.4.42", "Eino"),
        ("urn:oid:2.16.840.1.113730.3.1.241", "Eino Mallikas"),
        ("urn:oid:2.5.4.3", "Mallikas Eino Johannes"),
        ("http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName", "Eino Johannes"),
        ("urn:oid:1.2.246.517.3002.111.2", "true"),
    ] {
        let attribute = between(&assertion, &format!("Name=\"{name}\""), "</saml2:Attribute>");
        assert_eq!(between(attribute, "<saml2:AttributeValue>", "<"), value, "{name}");
    }
}

#[tokio::test]
async fn a_changed_response_is_not_signed() {
    let world = World::new("changed");
    let response = world.sign_in("_c1", ANSWER).await.response();
    let signing = world.directory.join("idp-signing-1.crt");
    assert!(is_signed(&response, "saml2p:Response", &signing));
    assert!(!is_signed(&response.replace("status:Success", "status:Succeed"), "saml2p:Response", &signing));
    assert!(!is_signed(&response, "saml2p:Response", &world.directory.join("idp-signing-2.crt")));
}

#[tokio::test]
async fn the_pages_speak_the_language_asked_for_and_keep_the_code_out_of_addresses() {
    let world = World::new("pages");
    let swedish = "<samlp:Extensions><v:vetuma xmlns:v=\"urn:vetuma:SAML:2.0:extensions\"><LG>sv</LG></v:vetuma>\
                   </samlp:Extensions>";
    let query = world.query(&world.authn_request("_p1", "", swedish), "rsa-sha256");
    let first = world.get(&format!("{SSO_PATH}?{query}&locale=en"), "").await;
    assert!(first.html.contains("<html lang=\"sv\">") && first.html.contains("Provtjänsten"));
    assert!(first.html.contains("name=\"national_id\" type=\"text\" value=\"140275-9012\""));
    assert_eq!(first.html.matches("name=\"person\"").count(), 42);
    let flow = first.input("flow");
    let finnish = world.post("/idp/language", &[("flow", &flow), ("language", "fi")], "").await;
    assert!(finnish.html.contains("<html lang=\"fi\">") && finnish.html.contains("Koepalvelu"));
    assert_eq!(finnish.cookies, "E-Identification-Lang=fi");
    let data = world.post("/idp/choose", &[("flow", &flow), ("person", "150668-917M")], "").await;
    assert!(data.html.contains("Rantapolku Matti Juhani") && data.html.contains("150668-917M"));
    assert!(!data.html.contains("action=\"/idp/consent?"), "forms post");

    let query = world.query(&world.authn_request("_p2", "", ""), "rsa-sha256");
    let english = world.get(&format!("{SSO_PATH}?{query}&locale=en"), "E-Identification-Lang=sv").await;
    assert!(english.html.contains("<html lang=\"en\">"));
    let query = world.query(&world.authn_request("_p3", "", ""), "rsa-sha256");
    let by_cookie = world.get(&format!("{SSO_PATH}?{query}"), "a=b; E-Identification-Lang=sv").await;
    assert!(by_cookie.html.contains("<html lang=\"sv\">"));
}

#[tokio::test]
async fn the_page_that_says_which_data_are_sent_names_each_of_them_in_three_languages() {
    let world = World::new("data-page");
    let values = ["150668-917M", "Rantapolku", "Matti", "Matti Rantapolku", "Rantapolku Matti Juhani", "Matti Juhani"];
    for (code, title, sentence, service, labels, yes, buttons) in [
        (
            "fi",
            "Tarkista välitettävät tiedot",
            "Palveluun välitetään nämä tiedot.",
            "Koepalvelu",
            ["Henkilötunnus", "Sukunimi", "Kutsumanimi", "Koko nimi", "Suku- ja etunimet", "Kaikki etunimet"],
            ("Tiedot tarkistettu väestötietojärjestelmästä", "Kyllä"),
            ["Jatka palveluun", "Keskeytä"],
        ),
        (
            "sv",
            "Kontrollera uppgifterna som förmedlas",
            "De här uppgifterna förmedlas till tjänsten.",
            "Provtjänsten",
            [
                "Personbeteckning",
                "Efternamn",
                "Tilltalsnamn",
                "Fullständigt namn",
                "Efternamn och förnamn",
                "Alla förnamn",
            ],
            ("Uppgifterna kontrollerade i befolkningsdatasystemet", "Ja"),
            ["Fortsätt till tjänsten", "Avbryt"],
        ),
        (
            "en",
            "Check the data to be sent",
            "These data are sent to the service.",
            "Koepalvelu",
            [
                "Personal identity code",
                "Family name",
                "Calling name",
                "Full name",
                "Family name and first names",
                "All first names",
            ],
            ("Checked against the Population Information System", "Yes"),
            ["Continue to the service", "Cancel"],
        ),
    ] {
        let query = world.query(&world.authn_request(&format!("_d-{code}"), "", ""), "rsa-sha256");
        let flow = world.get(&format!("{SSO_PATH}?{query}&locale={code}"), "").await.input("flow");
        let page = world.post("/idp/choose", &[("flow", &flow), ("person", "150668-917M")], "").await;
        let shows = |text: &str| assert!(page.html.contains(text), "{code}: {text} in {}", page.html);
        shows(&format!("<html lang=\"{code}\">"));
        shows(&format!("<h1>{title}</h1>"));
        shows(&format!("<strong>{service}</strong>. {sentence}"));
        for (label, value) in labels.into_iter().zip(values).chain([yes]) {
            shows(&format!("<dt>{label}</dt><dd>{value}</dd>"));
        }
        assert_eq!(page.html.matches("<dt>").count(), values.len() + 1, "{code}: nothing else is sent");
        for button in buttons {
            shows(&format!(">{button}</button>"));
        }
        // What was shown is what is sent.
        let sent = world.post("/idp/consent", &[("flow", &flow), ("answer", "continue")], "").await.response();
        let assertion = world.decrypt(&sent);
        assert_eq!(assertion.matches("<saml2:Attribute ").count(), values.len() + 1);
        assert!(values.iter().all(|value| assertion.contains(&format!(">{value}</saml2:AttributeValue>"))));
    }
}

#[tokio::test]
async fn a_bad_code_asks_again_and_a_real_one_is_refused_unseen() {
    let world = World::new("codes");
    let query = world.query(&world.authn_request("_n1", "", ""), "rsa-sha256");
    let flow = world.get(&format!("{SSO_PATH}?{query}"), "").await.input("flow");
    let bad =
        world.post("/idp/choose", &[("flow", &flow), ("national_id", "140275-9013"), ("answer", "continue")], "").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert!(bad.html.contains("role=\"alert\"") && !bad.html.contains("140275-9013"));
    // Well formed and not artificial; the number 001 is given to nobody.
    let real = format!("010180-001{}", "0123456789ABCDEFHJKLMNPRSTUVWXY".chars().nth(10_180_001 % 31).expect("one"));
    let refused =
        world.post("/idp/choose", &[("flow", &flow), ("national_id", &real), ("answer", "continue")], "").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.html.contains("not_artificial") && !refused.html.contains(&real));
    let data =
        world.post("/idp/choose", &[("flow", &flow), ("national_id", "140275-9012"), ("answer", "continue")], "").await;
    assert_eq!(data.status, StatusCode::OK, "the visit goes on");
}

#[tokio::test]
async fn cancelling_gives_a_signed_error_without_an_assertion() {
    let world = World::new("cancel");
    let query = world.query(&world.authn_request("_x1", "", ""), "rsa-sha256");
    let flow = world.get(&format!("{SSO_PATH}?{query}"), "").await.input("flow");
    let page = world.post("/idp/choose", &[("flow", &flow), ("answer", "cancel")], "").await;
    let response = page.response();
    assert!(is_signed(&response, "saml2p:Response", &world.directory.join("idp-signing-1.crt")));
    assert!(
        response
            .contains("status:Requester\"><saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed\"")
    );
    assert!(response.contains("<saml2p:StatusMessage>") && !response.contains("Assertion>"));
    let again = world.post("/idp/consent", &[("flow", &flow), ("answer", "continue")], "").await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST, "the visit has ended");
}

#[tokio::test]
async fn requests_that_the_real_service_refuses_are_refused() {
    let world = World::new("requests");
    let good = |id: &str| world.authn_request(id, "", "");
    let sha256 = |xml: &str| world.query(xml, "rsa-sha256");
    let tampered = sha256(&good("_r1")).replace("state%2D1", "state%2D2");
    let repeated = format!("{}&RelayState=other", sha256(&good("_r2")));
    let acs = "AssertionConsumerServiceURL=\"http://elsewhere.example/acs\"";
    let binding = "ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact\"";
    let old = good("_r3").replace("2026-11-21T10:00:00Z", "2026-11-21T09:53:00Z");
    let young = good("_r4").replace("2026-11-21T10:00:00Z", "2026-11-21T10:07:00Z");
    for (query, problem) in [
        (String::new(), "message"),
        (tampered, "signature"),
        (repeated, "repeated_parameter"),
        (world.query(&good("_r5"), "../../2000/09/xmldsig#rsa-sha1"), "algorithm"),
        (sha256(&good("_r6").replace("/saml<", "/SAML<")), "issuer"),
        (sha256(&world.authn_request("_r7", acs, "")), "return_address"),
        (sha256(&world.authn_request("_r8", binding, "")), "binding"),
        (sha256(&good("_r9").replace("Redirect/SSO", "POST/SSO")), "destination"),
        (sha256(&old), "stale"),
        (sha256(&young), "stale"),
        (sha256("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "message"),
    ] {
        let page = world.get(&format!("{SSO_PATH}?{query}"), "").await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{problem}");
        assert!(page.html.contains(&format!("<code>{problem}</code>")), "{problem}: {}", page.html);
    }
    let query = sha256(&good("_r10"));
    assert_eq!(world.get(&format!("{SSO_PATH}?{query}"), "").await.status, StatusCode::OK);
    assert!(world.get(&format!("{SSO_PATH}?{query}"), "").await.html.contains("<code>replayed</code>"));
}

#[tokio::test]
async fn a_session_skips_the_first_page_until_it_ends() {
    let world = World::new("session");
    let cookies = world.sign_in("_s1", ANSWER).await.cookies;
    assert!(cookies.starts_with("E-Identification-Session=_"));
    world.pass(31);
    let query = world.query(&world.authn_request("_s2", "", ""), "rsa-sha256");
    let data = world.get(&format!("{SSO_PATH}?{query}"), &cookies).await;
    assert!(data.html.contains("/idp/consent") && data.html.contains("Mallikas Eino Johannes"));
    let page = world.post("/idp/consent", &[("flow", &data.input("flow")), ("answer", "continue")], &cookies).await;
    let assertion = world.decrypt(&page.response());
    assert_eq!(between(&assertion, "AuthnInstant=\"", "\""), "2026-11-21T10:00:00.000Z", "of the first sign-in");
    world.pass(1);
    let query = world.query(&world.authn_request("_s3", "", ""), "rsa-sha256");
    assert!(world.get(&format!("{SSO_PATH}?{query}"), &cookies).await.html.contains("name=\"national_id\""));
}

/// A sign-in by card counts as one by bank too, and not the other way round; also where the service may only be told of loa2.
#[tokio::test]
async fn a_session_of_the_higher_level_satisfies_a_request_for_the_lower() {
    let world = World::new("levels");
    let class = |level: &str| format!("http://ftn.ficora.fi/2017/{level}");
    let asked = |level: &str| {
        let of_level = format!("<saml:AuthnContextClassRef>{}</saml:AuthnContextClassRef>", class(level));
        format!("<samlp:RequestedAuthnContext Comparison=\"exact\">{of_level}</samlp:RequestedAuthnContext>")
    };
    let file = world.directory.join("sp-metadata.xml");
    let every = std::fs::read_to_string(&file).expect("metadata");
    let only_loa2 = every.replace(
        "<md:SPSSODescriptor",
        &format!(
            "<md:Extensions><mdattr:EntityAttributes xmlns:mdattr=\"urn:oasis:names:tc:SAML:metadata:attribute\" \
             xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml2:Attribute Name=\"FinnishAuthMethod\">\
             <saml2:AttributeValue>{}</saml2:AttributeValue></saml2:Attribute></mdattr:EntityAttributes>\
             </md:Extensions><md:SPSSODescriptor",
            class("loa2")
        ),
    );
    let (bank, card) = (
        world.sign_in("_v1", &[("national_id", "140275-9012"), ("method", "bank")]).await.cookies,
        world.sign_in("_v2", &[("national_id", "140275-9012"), ("method", "card")]).await.cookies,
    );
    for (number, (metadata, cookies, level, told)) in [
        (&every, &card, "loa2", Some("loa3")),
        (&every, &card, "loa3", Some("loa3")),
        (&every, &bank, "loa2", Some("loa2")),
        (&every, &bank, "loa3", None),
        (&only_loa2, &card, "loa2", Some("loa2")),
        (&only_loa2, &bank, "loa2", Some("loa2")),
    ]
    .into_iter()
    .enumerate()
    {
        std::fs::write(&file, metadata).expect("written");
        *world.idp.service.lock().expect("held by nobody") = None;
        let query = world.query(&world.authn_request(&format!("_level{number}"), "", &asked(level)), "rsa-sha256");
        let page = world.get(&format!("{SSO_PATH}?{query}"), cookies).await;
        assert_eq!(page.html.contains("name=\"national_id\""), told.is_none(), "{number}: {}", page.html);
        let Some(told) = told else { continue };
        let sent = [("flow", &*page.input("flow")), ("answer", "continue")];
        let assertion = world.decrypt(&world.post("/idp/consent", &sent, cookies).await.response());
        assert_eq!(between(&assertion, "<saml2:AuthnContextClassRef>", "<"), class(told), "{number}");
    }
}

#[tokio::test]
async fn a_session_that_ends_while_the_data_page_is_open_still_counts() {
    let world = World::new("slow");
    let cookies = world.sign_in("_w1", ANSWER).await.cookies;
    world.pass(31);
    let query = world.query(&world.authn_request("_w2", "", ""), "rsa-sha256");
    let data = world.get(&format!("{SSO_PATH}?{query}"), &cookies).await;
    world.pass(3);
    let page = world.post("/idp/consent", &[("flow", &data.input("flow")), ("answer", "continue")], &cookies).await;
    let assertion = world.decrypt(&page.response());
    assert_eq!(between(&assertion, "AuthnInstant=\"", "\""), "2026-11-21T10:00:00.000Z", "34 minutes ago");
    assert_eq!(between(&assertion, "NotOnOrAfter=\"", "\""), "2026-11-21T10:39:00.000Z", "and yet new");
    let query = world.query(&world.authn_request("_w3", "", ""), "rsa-sha256");
    let next = world.get(&format!("{SSO_PATH}?{query}"), &cookies).await;
    assert!(next.html.contains("name=\"national_id\""), "the next one begins anew");
}

#[tokio::test]
async fn signing_out_ends_the_session_and_answers_after_a_click() {
    let world = World::new("sign-out");
    let page = world.sign_in("_o1", ANSWER).await;
    let assertion = world.decrypt(&page.response());
    let name_id = between(&assertion, "<saml2:NameID ", "</saml2:NameID>").split('>').nth(1).expect("a name");
    let index = between(&assertion, "SessionIndex=\"", "\"");
    let query = world.query(&world.logout_request("_o2", name_id, index), "rsa-sha256");
    let summary = world.get(&format!("{SLO_PATH}?{query}"), "").await;
    assert!(summary.html.contains("Olet kirjautunut ulos") && summary.html.contains("Koepalvelu"));
    let done = world.post("/idp/logout", &[("flow", &summary.input("flow")), ("answer", "continue")], "").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(logout_status(&world, &done.location), "Success");
    assert!(done.location.contains("&RelayState=state-1&SigAlg="));

    let query = world.query(&world.authn_request("_o3", "", ""), "rsa-sha256");
    let next = world.get(&format!("{SSO_PATH}?{query}"), &page.cookies).await;
    assert!(next.html.contains("name=\"national_id\""), "no session any more");
    let query = world.query(&world.logout_request("_o4", name_id, index), "rsa-sha256");
    let unknown = world.get(&format!("{SLO_PATH}?{query}"), "").await;
    assert_eq!(logout_status(&world, &unknown.location), "UnknownPrincipal");
}

#[tokio::test]
async fn the_sign_out_page_keeps_the_language_of_the_sign_in() {
    let world = World::new("sign-out-language");
    let query = world.query(&world.authn_request("_l1", "", ""), "rsa-sha256");
    let flow = world.get(&format!("{SSO_PATH}?{query}&locale=sv"), "").await.input("flow");
    world.post("/idp/choose", &[("flow", &flow), ("person", "121085-9114")], "").await;
    let page = world.post("/idp/consent", &[("flow", &flow), ("answer", "continue")], "").await;
    let assertion = world.decrypt(&page.response());
    let name_id = between(&assertion, "<saml2:NameID ", "</saml2:NameID>").split('>').nth(1).expect("a name");
    let unqualified = world
        .logout_request("_l2", name_id, between(&assertion, "SessionIndex=\"", "\""))
        .replace(" SPNameQualifier=", " SPProvidedID=");
    let refused = world.get(&format!("{SLO_PATH}?{}", world.query(&unqualified, "rsa-sha256")), "").await;
    assert_eq!(logout_status(&world, &refused.location), "UnknownPrincipal");
    let request = world.logout_request("_l3", name_id, between(&assertion, "SessionIndex=\"", "\""));
    let summary = world.get(&format!("{SLO_PATH}?{}", world.query(&request, "rsa-sha256")), "").await;
    assert!(summary.html.contains("<html lang=\"sv\">") && summary.html.contains("Du har loggat ut"));
}

#[tokio::test]
async fn a_service_that_has_answered_is_not_asked_again_when_the_page_is_drawn_again() {
    let world = World::new("sign-out-again");
    let query = world.query(&world.authn_request("_p1", "", ""), "rsa-sha256");
    let flow = world.get(&format!("{SSO_PATH}?{query}"), "").await.input("flow");
    let service = world.idp.memory().flow(&flow, world.now()).expect("begun").service.clone();
    let (name_id, session_index) = ("name".to_owned(), "index".to_owned());
    let given = super::memory::Given { service, name_id, session_index, language: crate::people::Language::Fi };
    let key = world.idp.memory().propagate(given, world.now());
    let frame = format!("/idp/profile/PropagateLogout?SessionKey={key}");
    for _ in 0..2 {
        let asked = world.get(&frame, "").await;
        assert!(format!("{}{}", asked.location, asked.html).contains("SAMLRequest"), "it has not answered yet");
    }
    for (has_ended, text) in [(true, "olet kirjautunut ulos"), (false, "uloskirjautuminen ei onnistunut")] {
        world.idp.memory().propagation(&key).expect("known").outcome = Some(has_ended);
        let told = world.get(&frame, "").await;
        assert!(told.status == StatusCode::OK && told.html.contains(text), "{}", told.html);
    }
}

#[test]
fn metadata_in_a_file_that_names_production_is_refused() {
    let world = World::new("production-names");
    let good = std::fs::read_to_string(world.directory.join("sp-metadata.xml")).expect("metadata");
    let read = |metadata: &str| super::service::Service::read(metadata).map(|_| ());
    read(&good).expect("the control");
    for (own, real) in [
        (format!("entityID=\"{ENTITY}\""), "entityID=\"https://ekstra.kanta.fi/saml\""),
        (format!("Location=\"{ACS}\""), "Location=\"https://ekstra.kanta.fi/saml/acs\""),
        (format!("Location=\"{SLO}\""), "Location=\"https://tunnistautuminen.suomi.fi/slo\""),
    ] {
        let named = good.replace(&own, real);
        assert_ne!(named, good, "{own}");
        let problem = read(&named).expect_err("refused").to_string();
        assert!(problem.contains("production host"), "{problem}");
    }
}

/// The innermost status of the logout response in an address whose query signature is right.
fn logout_status(world: &World, location: &str) -> String {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use std::io::Read;
    let query = location.strip_prefix(&format!("{SLO}?")).expect("to the service");
    let (signed, signature) = query.split_once("&Signature=").expect("signed");
    let decode = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().expect("text").into_owned();
    let pem = std::fs::read_to_string(world.directory.join("idp-signing-1.crt")).expect("certificate");
    let der = super::certificate::decode(&pem).expect("PEM");
    let algorithm = &aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256;
    aws_lc_rs::signature::UnparsedPublicKey::new(algorithm, super::certificate::public_key(&der).expect("key"))
        .verify(signed.as_bytes(), &STANDARD.decode(decode(signature)).expect("base64"))
        .expect("signed by the identity provider");
    let message = STANDARD.decode(decode(between(signed, "SAMLResponse=", "&"))).expect("base64");
    let mut xml = String::new();
    flate2::read::DeflateDecoder::new(message.as_slice()).read_to_string(&mut xml).expect("deflated");
    xml.rsplit_once("status:").and_then(|(_, rest)| rest.split('"').next()).expect("a status").to_owned()
}
