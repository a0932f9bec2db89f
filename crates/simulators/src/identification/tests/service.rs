//! An e-service for the tests: its keys and metadata, its requests, and an independent reading of the answers.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::digest;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeySize, OAEP_SHA1_MGF1SHA1, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use axum::Router;
use axum::body::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use std::io::Write as _;
use tower::ServiceExt;

use crate::identification::keys::Key;
use crate::identification::{Identification, Settings, certificate, routes};

pub(super) const IDP: &str = "http://127.0.0.1:8090";
pub(super) const ENTITY: &str = "http://localhost:8080/saml";
pub(super) const ACS: &str = "http://localhost:8080/saml/acs";
pub(super) const SLO: &str = "http://localhost:8080/saml/slo";
pub(super) const SSO_PATH: &str = "/idp/profile/SAML2/Redirect/SSO";
pub(super) const SLO_PATH: &str = "/idp/profile/SAML2/Redirect/SLO";

/// The identity provider and an e-service it knows, with a clock that the test turns.
pub(super) struct World {
    pub(super) idp: Arc<Identification>,
    pub(super) router: Router,
    pub(super) directory: PathBuf,
    now: Arc<Mutex<Timestamp>>,
    key: RsaKeyPair,
    key_pem: String,
}

/// A page as the browser gets it.
pub(super) struct Page {
    pub(super) status: StatusCode,
    pub(super) html: String,
    pub(super) cookies: String,
    pub(super) location: String,
}

impl World {
    /// A world whose e-service has the key that all tests share.
    pub(super) fn new(name: &str) -> World {
        let pem = std::fs::read_to_string(shared_keys().join("e-service.key")).expect("a key");
        World::with_key(name, &rcgen::KeyPair::from_pem(&pem).expect("a key"))
    }

    /// A world whose e-service has a key that no other has.
    pub(super) fn with_new_key(name: &str) -> World {
        let key = rcgen::KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, rcgen::RsaKeySize::_2048).expect("a key");
        World::with_key(name, &key)
    }

    fn with_key(name: &str, key: &rcgen::KeyPair) -> World {
        let directory = std::env::temp_dir().join(format!("identification-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&directory).expect("a directory");
        let certificate = rcgen::CertificateParams::default().self_signed(key).expect("a certificate");
        let metadata = directory.join("sp-metadata.xml");
        std::fs::write(&metadata, sp_metadata(&STANDARD.encode(certificate.der()))).expect("metadata written");
        for file in std::fs::read_dir(shared_keys()).expect("a directory").map(|file| file.expect("a file")) {
            std::fs::copy(file.path(), directory.join(file.file_name())).expect("copied");
        }
        let now = Arc::new(Mutex::new("2026-11-21T10:00:00Z".parse::<Timestamp>().expect("a moment")));
        let told = Arc::clone(&now);
        let idp = Identification::new(Settings {
            base_url: IDP.to_owned(),
            data_directory: directory.clone(),
            sp_metadata: metadata.display().to_string(),
            clock: Arc::new(move || *told.lock().expect("the clock")),
        })
        .expect("the identity provider starts");
        World {
            router: routes(Arc::clone(&idp)),
            idp,
            directory,
            now,
            key: RsaKeyPair::from_pkcs8(key.serialized_der()).expect("the key"),
            key_pem: key.serialize_pem(),
        }
    }

    pub(super) fn pass(&self, minutes: i64) {
        *self.now.lock().expect("the clock") += SignedDuration::from_mins(minutes);
    }

    pub(super) fn now(&self) -> Timestamp {
        *self.now.lock().expect("the clock")
    }

    /// The private key of the service in a file, for `xmlsec1`.
    pub(super) fn key_file(&self) -> PathBuf {
        let file = self.directory.join("sp.key");
        std::fs::write(&file, &self.key_pem).expect("key written");
        file
    }

    /// An `AuthnRequest` with more attributes and content.
    pub(super) fn authn_request(&self, id: &str, attributes: &str, content: &str) -> String {
        format!(
            "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{}\" \
             Destination=\"{IDP}{SSO_PATH}\" {attributes}><saml:Issuer>{ENTITY}</saml:Issuer>{content}\
             </samlp:AuthnRequest>",
            self.now()
        )
    }

    pub(super) fn logout_request(&self, id: &str, name_id: &str, session_index: &str) -> String {
        format!(
            "<samlp:LogoutRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" IssueInstant=\"{}\" \
             Destination=\"{IDP}{SLO_PATH}\"><saml:Issuer>{ENTITY}</saml:Issuer><saml:NameID \
             Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{IDP}/idp1\" \
             SPNameQualifier=\"{ENTITY}\">{name_id}</saml:NameID><samlp:SessionIndex>{session_index}\
             </samlp:SessionIndex></samlp:LogoutRequest>",
            self.now()
        )
    }

    /// The query of the Redirect binding, signed.
    pub(super) fn query(&self, xml: &str, algorithm: &str) -> String {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(xml.as_bytes()).expect("deflated");
        let message = STANDARD.encode(encoder.finish().expect("deflated"));
        let encode = |value: &str| form_urlencoded::byte_serialize(value.as_bytes()).collect::<String>();
        let query = format!(
            "SAMLRequest={}&RelayState=state%2D1&SigAlg={}",
            encode(&message),
            encode(&format!("http://www.w3.org/2001/04/xmldsig-more#{algorithm}"))
        );
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), query.as_bytes(), &mut signature).expect("signed");
        format!("{query}&Signature={}", encode(&STANDARD.encode(signature)))
    }

    pub(super) async fn get(&self, address: &str, cookies: &str) -> Page {
        let request = Request::get(address).header(header::COOKIE, cookies).body(Body::empty()).expect("a request");
        self.send(request).await
    }

    pub(super) async fn post(&self, address: &str, form: &[(&str, &str)], cookies: &str) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::post(address)
            .header(header::COOKIE, cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = |name| parts.headers.get(name).map_or("", |value: &http::HeaderValue| value.to_str().expect("text"));
        Page {
            status: parts.status,
            html: String::from_utf8(bytes.to_vec()).expect("text"),
            cookies: text(header::SET_COOKIE).split(';').next().unwrap_or_default().to_owned(),
            location: text(header::LOCATION).to_owned(),
        }
    }

    /// Sends a message by the POST binding.
    pub(super) async fn post_message(&self, path: &str, xml: &str) -> Page {
        self.post(path, &[("SAMLRequest", &STANDARD.encode(xml)), ("RelayState", "state-1")], "").await
    }

    /// A whole sign-in with the default choices; gives the last page, which carries the Response.
    pub(super) async fn sign_in(&self, id: &str, choice: &[(&str, &str)]) -> Page {
        let request = self.authn_request(id, "", "");
        let page = self.get(&format!("{SSO_PATH}?{}", self.query(&request, "rsa-sha256")), "").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        let flow = page.input("flow");
        let mut form = vec![("flow", flow.as_str())];
        form.extend_from_slice(choice);
        let page = self.post("/idp/choose", &form, "").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.html);
        self.post("/idp/consent", &[("flow", &flow), ("answer", "continue")], "").await
    }

    /// The Assertion in the Response, decrypted.
    pub(super) fn decrypt(&self, response: &str) -> String {
        let document = roxmltree::Document::parse(response).expect("XML");
        let values: Vec<Vec<u8>> = document
            .descendants()
            .filter(|node| node.tag_name().name() == "CipherValue")
            .map(|node| STANDARD.decode(node.text().expect("text")).expect("base64"))
            .collect();
        let [wrapped, content] = values.as_slice() else { panic!("a key and a content") };
        let pkcs8 = certificate::decode(&self.key_pem).expect("PEM");
        let key = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(&pkcs8).expect("key")).expect("key");
        let mut unwrapped = vec![0; key.min_output_size()];
        let unwrapped = key.decrypt(&OAEP_SHA1_MGF1SHA1, wrapped, &mut unwrapped, None).expect("the content key");
        let content_key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, unwrapped).expect("AES key"));
        let nonce = Nonce::try_assume_unique_for_key(&content[..12]).expect("96 bits");
        let mut content = content[12..].to_vec();
        let plain = content_key.open_in_place(nonce, Aad::empty(), &mut content).expect("authentic");
        String::from_utf8(plain.to_vec()).expect("text")
    }
}

/// The folder of the keys that all tests share, because to make keys takes longer than the tests. They are shorter than
/// those of a first start, made by the first test that needs them and kept beside the test program, also for the
/// tests in other processes.
fn shared_keys() -> &'static Path {
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        let program = std::env::current_exe().expect("the test program is somewhere");
        let folder = program.with_file_name("identification-test-keys");
        if !folder.exists() {
            let own = program.with_file_name(format!("identification-test-keys-{}", std::process::id()));
            for name in ["idp-signing-1", "idp-signing-2", "idp-signing-retired", "metadata-signing", "e-service"] {
                Key::load_or_make(&own, name, name, KeySize::Rsa2048, Timestamp::UNIX_EPOCH).expect("a key");
            }
            // Where another process was quicker, its keys are as good.
            if std::fs::rename(&own, &folder).is_err() {
                std::fs::remove_dir_all(&own).expect("removed");
            }
        }
        folder
    });
    &FOLDER
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Page {
    /// The value of a hidden field.
    pub(super) fn input(&self, name: &str) -> String {
        let after = self.html.split(&format!("name=\"{name}\" value=\"")).nth(1);
        let value = after.and_then(|after| after.split('"').next());
        value.unwrap_or_else(|| panic!("no field {name} in {}", self.html)).to_owned()
    }

    /// The XML that the page posts.
    pub(super) fn response(&self) -> String {
        let encoded = self.input("SAMLResponse").replace("&#43;", "+").replace("&#61;", "=");
        String::from_utf8(STANDARD.decode(encoded).expect("base64")).expect("text")
    }
}

/// Whether the element of that name carries a signature that the certificate's key made over it. Works on the text
/// alone: what is sent must be canonical already, so nothing is parsed and nothing of ours is used.
pub(super) fn is_signed(xml: &str, element: &str, certificate_file: &Path) -> bool {
    let Some(start) = xml.find(&format!("<{element} ")) else { return false };
    let end_tag = format!("</{element}>");
    let Some(end) = xml.rfind(&end_tag) else { return false };
    let covered = &xml[start..end + end_tag.len()];
    let id = between(covered, " ID=\"", "\"");
    let Some(signature_start) = covered.find("</saml2:Issuer><ds:Signature ").map(|at| at + "</saml2:Issuer>".len())
    else {
        return false;
    };
    let signature_end = covered[signature_start..].find("</ds:Signature>").expect("end") + signature_start + 15;
    let signature = &covered[signature_start..signature_end];
    let without = format!("{}{}", &covered[..signature_start], &covered[signature_end..]);
    let digest = STANDARD.encode(digest::digest(&digest::SHA256, without.as_bytes()));
    let named = "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";
    let signed_info =
        format!("<ds:SignedInfo {named}>{}</ds:SignedInfo>", between(signature, "<ds:SignedInfo>", "</ds:SignedInfo>"));
    let value = STANDARD.decode(between(signature, "<ds:SignatureValue>", "</ds:SignatureValue>")).expect("base64");
    let pem = std::fs::read_to_string(certificate_file).expect("certificate");
    let der = certificate::decode(&pem).expect("PEM");
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, certificate::public_key(&der).expect("key"));
    between(signature, "<ds:DigestValue>", "</ds:DigestValue>") == digest
        && signature.contains(&format!("<ds:Reference URI=\"#{id}\">"))
        && key.verify(signed_info.as_bytes(), &value).is_ok()
}

/// The text between two marks, at their first place.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} in {rest}")).0
}

fn sp_metadata(certificate: &str) -> String {
    let key = |purpose: &str| {
        format!(
            "<md:KeyDescriptor use=\"{purpose}\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>\n{certificate}\n\
             </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        )
    };
    format!(
        "<?xml version=\"1.0\"?><md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" \
         xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{ENTITY}\"><md:SPSSODescriptor \
         protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\"><md:Extensions><mdui:UIInfo \
         xmlns:mdui=\"urn:oasis:names:tc:SAML:metadata:ui\"><mdui:DisplayName xml:lang=\"fi\">Koepalvelu\
         </mdui:DisplayName><mdui:DisplayName xml:lang=\"sv\">Provtjänsten</mdui:DisplayName></mdui:UIInfo>\
         </md:Extensions>{}{}<md:SingleLogoutService \
         Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"{SLO}\"/>\
         <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" \
         Location=\"{ACS}\" index=\"1\" isDefault=\"true\"/></md:SPSSODescriptor></md:EntityDescriptor>",
        key("signing"),
        key("encryption")
    )
}
