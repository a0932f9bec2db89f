//! The rows of the check list that need a whole portal, with a response that Debian's `xmlsec1` signed and encrypted with
//! the keys of the provider, or a query that `openssl` signed with them: no code of ours has made it.

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::tests::{audited, post_answer, sessions};
use super::tests_wire::{BASE, MATTI, Scene, cookie};
use crate::kernel::Language;
use crate::testing::{Answer, between};

const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const ACS: &str = "http://localhost:8080/saml/acs";
const ENTITY: &str = "http://localhost:8080/saml";

/// Whether the programs are here; they must be with `EKSTRANET_XMLSEC1=required`.
fn is_here() -> bool {
    let is_found = |program: &str, question: &str| Command::new(program).arg(question).output().is_ok();
    let found = is_found("xmlsec1", "--version") && is_found("openssl", "version");
    let required = std::env::var("EKSTRANET_XMLSEC1").is_ok_and(|value| value == "required");
    assert!(found || !required, "xmlsec1 or openssl is not installed");
    if !found {
        println!("skipped: xmlsec1 or openssl is not installed");
    }
    found
}

/// Runs the program on a text and gives what it made, without the declaration.
fn made(folder: &Path, arguments: &[&str], input: &str) -> String {
    let (file, output) = (folder.join("in.xml"), folder.join("out.xml"));
    std::fs::write(&file, input).expect("written");
    let mut command = Command::new("xmlsec1");
    command.arg(arguments[0]);
    for name in [format!("{PROTOCOL}:Response"), format!("{PROTOCOL}:LogoutResponse"), format!("{ASSERTION}:Assertion")]
    {
        if arguments[0] == "--sign" {
            command.args(["--id-attr:ID", &name]);
        }
    }
    let done = command.args(&arguments[1..]).arg("--output").arg(&output).arg(&file).output().expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let made = std::fs::read_to_string(&output).expect("made");
    made.split_once("?>").map_or(made.clone(), |(_, rest)| rest.trim().to_string())
}

/// What the program is asked to fill in.
fn signature(id: &str) -> String {
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo><ds:CanonicalizationMethod \
         Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/><ds:SignatureMethod \
         Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/><ds:Reference URI=\"#{id}\"><ds:Transforms>\
         <ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>\
         <ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transforms>\
         <ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue/></ds:Reference>\
         </ds:SignedInfo><ds:SignatureValue/></ds:Signature>"
    )
}

const ENCRYPTED: &str = "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" \
     Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod \
     Algorithm=\"http://www.w3.org/2009/xmlenc11#aes128-gcm\"/><ds:KeyInfo \
     xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey><xenc:EncryptionMethod \
     Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/><xenc:CipherData><xenc:CipherValue/>\
     </xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData>\
     </xenc:EncryptedData>";

/// The certificate with which the provider encrypts, from our metadata.
fn encryption_certificate(folder: &Path) -> PathBuf {
    let metadata = std::fs::read_to_string(folder.join("sp-metadata.xml")).expect("our metadata");
    let (_, key) = metadata.split_once("use=\"encryption\"").expect("an encryption key");
    let base64: String = between(key, "X509Certificate>", "<").split_whitespace().collect();
    let file = folder.join("encryption.crt");
    std::fs::write(&file, format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----\n"))
        .expect("written");
    file
}

/// A good response to a request, all signed by the provider's key, or by the key of that name.
fn response(scene: &Scene, request: &str, key: &str) -> String {
    response_about(scene, request, key, MATTI)
}

/// The same about somebody else.
fn response_about(scene: &Scene, request: &str, key: &str, code: &str) -> String {
    let now = scene.world.app.clock.now().milliseconds();
    let at = |seconds: i64| {
        let moment = jiff::Timestamp::from_millisecond(now + seconds * 1_000).expect("a time");
        moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    let (issued, until) = (at(0), at(299));
    let attribute = format!(
        "<saml2:Attribute Name=\"urn:oid:1.2.246.21\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">\
         <saml2:AttributeValue>{code}</saml2:AttributeValue></saml2:Attribute>"
    );
    let assertion = format!(
        "<saml2:Assertion xmlns:saml2=\"{ASSERTION}\" ID=\"_a-{request}\" IssueInstant=\"{issued}\" Version=\"2.0\">\
         <saml2:Issuer>{BASE}/idp1</saml2:Issuer>{}<saml2:Subject><saml2:NameID \
         Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{BASE}/idp1\" \
         SPNameQualifier=\"{ENTITY}\">opaque</saml2:NameID><saml2:SubjectConfirmation \
         Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml2:SubjectConfirmationData InResponseTo=\"{request}\" \
         NotOnOrAfter=\"{until}\" Recipient=\"{ACS}\"/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions \
         NotBefore=\"{issued}\" NotOnOrAfter=\"{until}\"><saml2:AudienceRestriction><saml2:Audience>{ENTITY}\
         </saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement \
         AuthnInstant=\"{issued}\" SessionIndex=\"_s1\"><saml2:AuthnContext><saml2:AuthnContextClassRef>\
         http://ftn.ficora.fi/2017/loa2</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>\
         <saml2:AttributeStatement>{attribute}</saml2:AttributeStatement></saml2:Assertion>",
        signature(&format!("_a-{request}"))
    );
    let folder = &scene.folder;
    let key = folder.join(key).display().to_string();
    let signed = made(folder, &["--sign", "--privkey-pem", &key], &assertion);
    let plain = folder.join("assertion.xml");
    std::fs::write(&plain, signed).expect("written");
    let (certificate, plain) = (encryption_certificate(folder).display().to_string(), plain.display().to_string());
    let encrypt = ["--encrypt", "--session-key", "aes-128", "--pubkey-cert-pem", &certificate, "--xml-data", &plain];
    let sealed = made(folder, &encrypt, ENCRYPTED);
    let response = format!(
        "<saml2p:Response xmlns:saml2p=\"{PROTOCOL}\" Destination=\"{ACS}\" ID=\"_r-{request}\" \
         InResponseTo=\"{request}\" IssueInstant=\"{issued}\" Version=\"2.0\"><saml2:Issuer \
         xmlns:saml2=\"{ASSERTION}\">{BASE}/idp1</saml2:Issuer>{}<saml2p:Status><saml2p:StatusCode \
         Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></saml2p:Status><saml2:EncryptedAssertion \
         xmlns:saml2=\"{ASSERTION}\">{sealed}</saml2:EncryptedAssertion></saml2p:Response>",
        signature(&format!("_r-{request}"))
    );
    made(folder, &["--sign", "--privkey-pem", &key], &response)
}

/// The browser's cookie of a sign-in that has begun, and the request that went out.
async fn begin(scene: &Scene, return_path: &str) -> (String, String) {
    let (_, browser) = scene.begin(Language::Fi, return_path).await;
    let mut read = scene.world.app.db.read().await.expect("a connection");
    let hash = scene.world.app.vault.token_hash(&browser);
    let (request,): (String,) =
        read.one("select id from sign_in_pending where browser_hash = $1", db::values![hash]).await.expect("a request");
    (browser, request)
}

async fn post(scene: &Scene, browser: Option<&str>, xml: &str) -> Answer {
    use base64::Engine as _;
    post_answer(&scene.world, browser, &base64::engine::general_purpose::STANDARD.encode(xml)).await
}

const GOOD: &str = "idp-signing-1.key";

async fn what_xmlsec1_made_signs_in_once_and_in_its_own_browser_only(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    let (browser, request) = begin(&scene, "/me").await;
    let xml = response(&scene, &request, GOOD);
    let (other, _) = begin(&scene, "/me").await;
    let mut pages = Vec::new();
    let mut refused = async |cookie: Option<&str>, xml: &str, reason: &str| {
        let answer = post(&scene, cookie, xml).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{reason}");
        assert!(!answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session")), "{reason}");
        pages.push(answer.body);
        let rows = audited(&scene.world, "sign_in.refused").await;
        assert!(rows.iter().any(|row| row.contains(&format!("\"{reason}\""))), "{reason}: {rows:?}");
    };
    // Rows 14 and 15: nobody asked here, or not in this browser, or for something else.
    refused(Some(&browser), &response(&scene, "_nobody-asked", GOOD), "unsolicited").await;
    refused(None, &xml, "other-browser").await;
    refused(Some(&other), &xml, "other-browser").await;
    // Row 9 and an attribute that was added afterwards: the keys are looked at only now.
    refused(Some(&browser), &response(&scene, &request, "idp-signing-retired.key"), "signature").await;
    refused(Some(&browser), &xml.replacen("<saml2p:Response ", "<saml2p:Response Consent=\"urn:x\" ", 1), "digest")
        .await;
    let answer = post(&scene, Some(&browser), &xml).await;
    assert_eq!(answer.redirects(), "/me", "the control: it is good");
    // Row 13.
    refused(Some(&browser), &xml, "already-answered").await;
    // Row 24: the same page each time.
    assert!(pages.iter().all(|page| *page == pages[0]));
    assert_eq!(sessions(&scene.world).await, 1);
}

async fn a_message_that_was_accepted_is_refused_under_another_request(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    for spent in ["_a-", "_r-", "_other-"] {
        let (browser, request) = begin(&scene, "/me").await;
        let mut tx = scene.world.app.db.write().await.expect("a transaction");
        let until = scene.world.app.clock.now().plus_seconds(900).milliseconds();
        super::store::insert_replay(&mut tx, &format!("{spent}{request}"), until).await.expect("accepted before");
        tx.commit().await.expect("committed");
        let answer = post(&scene, Some(&browser), &response(&scene, &request, GOOD)).await;
        if spent == "_other-" {
            assert_eq!(answer.redirects(), "/me", "the control");
        } else {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{spent}");
        }
    }
    let rows = audited(&scene.world, "sign_in.refused").await;
    assert!(rows.len() == 2 && rows.iter().all(|row| row.contains("\"replayed\"")), "{rows:?}");
    assert_eq!(sessions(&scene.world).await, 1);
}

async fn what_xmlsec1_made_renews_the_session_and_leads_only_where_we_began(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    // Row 25: the session that was there before is another one and opens nothing afterwards.
    let kauko = scene.world.kauko().await;
    assert_eq!(kauko.get("/me").await.status, StatusCode::OK, "the control");
    let begun = kauko.post("/sign-in", &[("return", "/me")]).await;
    let browser = cookie(&begun, "__Host-sign-in");
    let mut read = scene.world.app.db.read().await.expect("a connection");
    let (request,): (String,) = read.one("select id from sign_in_pending", db::values![]).await.expect("a request");
    drop(read);
    let xml = response(&scene, &request, GOOD);
    // Row 19: a relay state that is an address elsewhere leads nowhere.
    let fields = {
        use base64::Engine as _;
        form_urlencoded::Serializer::new(String::new())
            .append_pair("SAMLResponse", &base64::engine::general_purpose::STANDARD.encode(&xml))
            .append_pair("RelayState", "https://evil.example/\"><script>")
            .finish()
    };
    let post = scene.world.stranger().request("POST", "/saml/acs").header("sec-fetch-site", "cross-site");
    let post = post.header("content-type", "application/x-www-form-urlencoded");
    let post = post.header("cookie", format!("__Host-sign-in={browser}"));
    let answer = scene.world.stranger().send(post.body(axum::body::Body::from(fields)).expect("a request")).await;
    assert_eq!(answer.redirects(), "/me");
    let token = cookie(&answer, "__Host-session");
    assert_eq!(kauko.get("/me").await.redirects(), "/sign-in?return=%2Fme");
    assert_eq!(scene.get("/me", &token).await.status, StatusCode::OK);
}

/// A sign-out of the session with this token, as the provider would ask for it.
async fn sign_out_request(scene: &Scene, token: &str) -> String {
    let hash = scene.world.app.vault.token_hash(token);
    let mut read = scene.world.app.db.read().await.expect("a connection");
    let (name, index): (String, String) = read
        .one("select name_id, session_index from session where token_hash = $1", db::values![hash])
        .await
        .expect("the session");
    let now = jiff::Timestamp::from_millisecond(scene.world.app.clock.now().milliseconds()).expect("a time");
    let until = now + jiff::SignedDuration::from_mins(4);
    let time = |moment: jiff::Timestamp| moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    format!(
        "<saml2p:LogoutRequest xmlns:saml2p=\"{PROTOCOL}\" Destination=\"{ENTITY}/slo\" ID=\"_out-{index}\" \
         IssueInstant=\"{}\" NotOnOrAfter=\"{}\" Version=\"2.0\"><saml2:Issuer xmlns:saml2=\"{ASSERTION}\">{BASE}/idp1\
         </saml2:Issuer><saml2:NameID xmlns:saml2=\"{ASSERTION}\" \
         Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{BASE}/idp1\" \
         SPNameQualifier=\"{ENTITY}\">{name}</saml2:NameID><saml2p:SessionIndex>{index}</saml2p:SessionIndex>\
         </saml2p:LogoutRequest>",
        time(now),
        time(until)
    )
}

/// A query of the Redirect binding that `openssl` signs with the key of that name.
fn signed_query(scene: &Scene, xml: &str, key: &str) -> String {
    use base64::Engine as _;
    let base64 = |bytes: &[u8]| base64::engine::general_purpose::STANDARD.encode(bytes);
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    // One stored block of DEFLATE (RFC 1951, 3.2.4), so that nothing packs it.
    let length = u16::try_from(xml.len()).expect("a short message");
    let packed = [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), xml.as_bytes()].concat();
    let algorithm = encode("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
    let signed = format!("SAMLRequest={}&RelayState=theirs&SigAlg={algorithm}", encode(&base64(&packed)));
    let file = scene.folder.join("query.txt");
    std::fs::write(&file, &signed).expect("written");
    let mut openssl = Command::new("openssl");
    let done = openssl.args(["dgst", "-sha256", "-sign"]).arg(scene.folder.join(key)).arg(&file).output();
    let done = done.expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    format!("{signed}&Signature={}", encode(&base64(&done.stdout)))
}

async fn row_20_a_query_that_openssl_signed_counts_only_as_the_bytes_that_it_signed(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    let token = scene.sign_in().await;
    let request = sign_out_request(&scene, &token).await;
    let query = signed_query(&scene, &request, GOOD);
    let sent = async |query: &str| scene.world.stranger().get(&format!("/saml/slo?{query}")).await;
    let mut pages = Vec::new();
    for (changed, code) in [
        // The same when decoded, but other bytes than were signed.
        (query.replacen("%3A", "%3a", 1), "signature"),
        (query.replacen("%3A", ":", 1), "signature"),
        // Another meaning under the same signature.
        (query.replacen("RelayState=theirs", "RelayState=mine", 1), "signature"),
        (query.replacen("RelayState=theirs&", "", 1), "signature"),
        (query.replacen("rsa-sha256", "rsa-sha512", 1), "signature"),
        (query.replacen("xmldsig-more%23rsa-sha256", "xmldsig-more%23hmac-sha256", 1), "signature-algorithm"),
        // A parameter twice, so that two readers may take different ones; two messages at once.
        (format!("{query}&RelayState=mine"), "query"),
        (format!("SAMLRequest=x&{query}"), "query"),
        (format!("{query}&SAMLRequest=x"), "query"),
        (format!("{query}&SigAlg=x"), "query"),
        (format!("{query}&SAMLResponse=x"), "query"),
        (format!("{query}&SAMLRequ%65st=x"), "query"),
        // Not signed, or by somebody else.
        (query.split("&Signature=").next().unwrap_or_default().to_string(), "query"),
        (signed_query(&scene, &request, "idp-signing-retired.key"), "signature"),
    ] {
        assert_ne!(changed, query);
        let told = format!("\"{code}\"");
        let count = async || {
            let rows = audited(&scene.world, "sign_in.logout_request_refused").await;
            rows.iter().filter(|row| row.contains(&told)).count()
        };
        let before = count().await;
        let answer = sent(&changed).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{changed}");
        assert_eq!(scene.get("/me", &token).await.status, StatusCode::OK, "{changed}");
        assert_eq!(count().await, before + 1, "{code}: {changed}");
        pages.push(answer.body);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the page tells nothing of the reason");
    assert_eq!(sent(&query).await.status, StatusCode::SEE_OTHER, "the control: it is good");
    assert_eq!(scene.get("/me", &token).await.redirects(), "/sign-in?return=%2Fme");
}

/// Signs out here; gives the relay state that went out, and the request's id.
async fn begin_sign_out(scene: &Scene) -> (String, String) {
    let token = scene.sign_in().await;
    let out = scene.send("POST", "/sign-out", &token).await.redirects().to_string();
    assert_eq!(scene.get("/me", &token).await.redirects(), "/sign-in?return=%2Fme", "ours has ended already");
    let relay_state = between(&format!("{out}&"), "RelayState=", "&").to_string();
    let mut read = scene.world.app.db.read().await.expect("a connection");
    let hash = scene.world.app.vault.token_hash(&relay_state);
    let (request,): (String,) =
        read.one("select id from sign_in_pending where browser_hash = $1", db::values![hash]).await.expect("a request");
    (relay_state, request)
}

/// The provider's answer to a sign-out of ours as a form: signed inside by the key of that name.
fn logout_response(scene: &Scene, request: &str, status: &str, key: &str) -> String {
    let now = jiff::Timestamp::from_millisecond(scene.world.app.clock.now().milliseconds()).expect("a time");
    let message = format!(
        "<saml2p:LogoutResponse xmlns:saml2p=\"{PROTOCOL}\" Destination=\"{ENTITY}/slo\" ID=\"_l-{request}\" \
         InResponseTo=\"{request}\" IssueInstant=\"{}\" Version=\"2.0\"><saml2:Issuer xmlns:saml2=\"{ASSERTION}\">\
         {BASE}/idp1</saml2:Issuer>{}<saml2p:Status><saml2p:StatusCode \
         Value=\"urn:oasis:names:tc:SAML:2.0:status:{status}\"/></saml2p:Status></saml2p:LogoutResponse>",
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        signature(&format!("_l-{request}"))
    );
    made(&scene.folder, &["--sign", "--privkey-pem", &scene.folder.join(key).display().to_string()], &message)
}

/// The provider's page sends the form from its own site and without cookies of ours.
async fn post_sign_out_answer(scene: &Scene, xml: &str, relay_state: &str) -> Answer {
    use base64::Engine as _;
    let message = base64::engine::general_purpose::STANDARD.encode(xml);
    let mut form = form_urlencoded::Serializer::new(String::new());
    let body = form.append_pair("SAMLResponse", &message).append_pair("RelayState", relay_state).finish();
    let stranger = scene.world.stranger();
    let request = stranger
        .request("POST", "/saml/slo")
        .header("sec-fetch-site", "cross-site")
        .header(axum::http::header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    stranger.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

async fn a_posted_answer_to_our_sign_out_confirms_it_once_and_only_when_it_is_good(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    for (status, key, other_request, code) in [
        ("Success", "idp-signing-retired.key", false, "signature"),
        ("Responder", GOOD, false, "status"),
        ("Success", GOOD, true, "in-response-to"),
    ] {
        let (relay_state, request) = begin_sign_out(&scene).await;
        let named = if other_request { format!("{request}0") } else { request };
        let answer = post_sign_out_answer(&scene, &logout_response(&scene, &named, status, key), &relay_state).await;
        assert_eq!(answer.redirects(), "/sign-out?provider=open", "{code}");
        let open = audited(&scene.world, "sign_in.provider_sign_out_unconfirmed").await;
        assert!(open.iter().any(|row| row.contains(&format!("\"{code}\""))), "{code}: {open:?}");
    }
    assert_eq!(audited(&scene.world, "sign_in.provider_signed_out").await.len(), 0);
    let (relay_state, request) = begin_sign_out(&scene).await;
    let good = logout_response(&scene, &request, "Success", GOOD);
    let unsigned = format!(
        "{}{}",
        between(&format!("^{good}"), "^", "<ds:Signature"),
        good.split("</ds:Signature>").nth(1).unwrap_or_default()
    );
    assert_eq!(post_sign_out_answer(&scene, &unsigned, &relay_state).await.redirects(), "/sign-out?provider=open");
    let foreign = post_sign_out_answer(&scene, &good, &format!("0{relay_state}")).await;
    assert_eq!(foreign.redirects(), "/sign-out?provider=open", "under another relay state");
    assert_eq!(post_sign_out_answer(&scene, &good, &relay_state).await.redirects(), "/sign-out", "the control");
    assert_eq!(post_sign_out_answer(&scene, &good, &relay_state).await.redirects(), "/sign-out?provider=open", "once");
    assert_eq!(audited(&scene.world, "sign_in.provider_signed_out").await.len(), 1);
}

/// A code with the given individual number of somebody who is born on the last day of this century. Counted here, so that no
/// code outside the 900-series stands in a file.
fn code_of_nobody(individual: usize) -> String {
    let day = "311299";
    let number = day.parse::<usize>().expect("digits") * 1_000 + individual;
    let check = "0123456789ABCDEFHJKLMNPRSTUVWXY".as_bytes()[number % 31];
    format!("{day}A{individual:03}{}", char::from(check))
}

async fn only_artificial_people_sign_in_to_a_test_world(scratch: &Scratch) {
    if !is_here() {
        return;
    }
    let scene = Scene::new(scratch).await;
    for individual in [2, 499, 899] {
        let (browser, request) = begin(&scene, "/me").await;
        let real = response_about(&scene, &request, GOOD, &code_of_nobody(individual));
        let answer = post(&scene, Some(&browser), &real).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{individual}");
    }
    let refused = audited(&scene.world, "sign_in.refused").await;
    assert!(refused.len() == 3 && refused.iter().all(|row| row.contains("national-id-series")), "{refused:?}");
    assert_eq!(sessions(&scene.world).await, 0);
    let (browser, request) = begin(&scene, "/me").await;
    let artificial = response_about(&scene, &request, GOOD, &code_of_nobody(902));
    assert_eq!(post(&scene, Some(&browser), &artificial).await.redirects(), "/me", "the control");
}

db::testing::on_both![
    only_artificial_people_sign_in_to_a_test_world,
    a_posted_answer_to_our_sign_out_confirms_it_once_and_only_when_it_is_good,
    row_20_a_query_that_openssl_signed_counts_only_as_the_bytes_that_it_signed,
    what_xmlsec1_made_signs_in_once_and_in_its_own_browser_only,
    a_message_that_was_accepted_is_refused_under_another_request,
    what_xmlsec1_made_renews_the_session_and_leads_only_where_we_began,
];
