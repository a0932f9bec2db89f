//! The POST binding and the service's metadata: what signs a message, and what happens when keys change.

use std::process::Command;

use http::StatusCode;

use super::service::{IDP, World};
use crate::identification::problem::Problem;
use crate::identification::signature::{signed, verify_enveloped};
use crate::identification::xml::Element;
use crate::identification::{Identification, Settings, certificate};

const POST_PATH: &str = "/idp/profile/SAML2/POST/SSO";

/// An unsigned signature for `xmlsec1` to fill in, over the element with this ID.
fn template(id: &str, digest: &str) -> String {
    let algorithm = |name: &str, address: &str| format!("<ds:{name} Algorithm=\"http://www.w3.org/{address}\"/>");
    format!(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>{}{}<ds:Reference \
         URI=\"#{id}\"><ds:Transforms>{}<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">\
         <ec:InclusiveNamespaces xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"kept\"/>\
         </ds:Transform></ds:Transforms>{}<ds:DigestValue/></ds:Reference></ds:SignedInfo><ds:SignatureValue/>\
         </ds:Signature>",
        algorithm("CanonicalizationMethod", "2001/10/xml-exc-c14n#"),
        algorithm("SignatureMethod", "2001/04/xmldsig-more#rsa-sha256"),
        algorithm("Transform", "2000/09/xmldsig#enveloped-signature"),
        algorithm("DigestMethod", digest),
    )
}

/// A request that `xmlsec1` signed with the service's key; `None` when it is not installed.
fn signed_by_xmlsec1(world: &World, id: &str, digest: &str) -> Option<String> {
    // Untidy on purpose: comments, spare namespaces, default namespaces, character data of every kind.
    let untidy = "xmlns:kept=\"urn:kept\"   xmlns:spare='urn:spare' ProviderName='a &quot;b&quot; &lt; &#x9; c'";
    let content = "<!-- note --><samlp:Extensions><x xmlns=\"urn:x\" b=\"2\" a=\"1\"><![CDATA[<&>]]> &gt;</x>\
                   </samlp:Extensions>\n ";
    let request = world
        .authn_request(id, untidy, content)
        .replace("Redirect/SSO", "POST/SSO")
        .replace("</saml:Issuer>", &format!("</saml:Issuer>{}", template(id, digest)));
    let (file, output) = (world.directory.join(format!("{id}.xml")), world.directory.join(format!("{id}.signed.xml")));
    std::fs::write(&file, request).expect("written");
    let id_attribute = "urn:oasis:names:tc:SAML:2.0:protocol:AuthnRequest";
    let done = Command::new("xmlsec1")
        .args(["--sign", "--id-attr:ID", id_attribute, "--privkey-pem"])
        .arg(world.key_file())
        .arg("--output")
        .args([&output, &file])
        .output()
        .ok()?;
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(std::fs::read_to_string(output).expect("signed"))
}

#[tokio::test]
async fn a_request_that_xmlsec1_signed_is_accepted_by_post() {
    let world = World::new("post");
    let Some(request) = signed_by_xmlsec1(&world, "_b1", "2001/04/xmlenc#sha256") else {
        println!("skipped: xmlsec1 is not installed");
        return;
    };
    let changed = world.post_message(POST_PATH, &request.replace("urn:kept", "urn:lost")).await;
    assert!(changed.html.contains("<code>signature</code>"), "{}", changed.html);
    let page = world.post_message(POST_PATH, &request).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    assert!(page.html.contains("name=\"national_id\""));
    let old = signed_by_xmlsec1(&world, "_b2", "2000/09/xmldsig#sha1").expect("installed");
    assert!(world.post_message(POST_PATH, &old).await.html.contains("<code>algorithm</code>"));
}

#[tokio::test]
async fn an_unsigned_request_is_refused_by_post() {
    let world = World::new("unsigned");
    let request = world.authn_request("_u1", "", "").replace("Redirect/SSO", "POST/SSO");
    assert!(world.post_message(POST_PATH, &request).await.html.contains("<code>signature</code>"));
}

#[tokio::test]
async fn our_own_signature_passes_the_check_for_others() {
    let world = World::new("own");
    let issuer = Element::new("saml2:Issuer").text(IDP);
    let message = Element::new("saml2p:Response").attribute("ID", "_1").child(issuer);
    let message = signed(message, 1, &world.idp.keys.active).canonical();
    let keys = [certificate::public_key(&world.idp.keys.active.certificate).expect("a key").to_vec()];
    let other = [certificate::public_key(&world.idp.keys.next.certificate).expect("a key").to_vec()];
    let check = |xml: &str, keys: &[Vec<u8>]| verify_enveloped(&roxmltree::Document::parse(xml).expect("XML"), keys);
    assert_eq!(check(&message, &keys), Ok(()));
    assert_eq!(check(&message, &other), Err(Problem::Signature));
    assert_eq!(check(&message.replace(IDP, "http://elsewhere.example"), &keys), Err(Problem::Signature));
}

#[tokio::test]
async fn a_service_that_changes_its_keys_is_known_again() {
    let world = World::new("rotation");
    let other = World::with_new_key("rotation-after");
    let query = |world: &World, id| world.query(&world.authn_request(id, "", ""), "rsa-sha256");
    let path = super::SSO_PATH;
    assert_eq!(world.get(&format!("{path}?{}", query(&world, "_t1")), "").await.status, StatusCode::OK);
    let refused = world.get(&format!("{path}?{}", query(&other, "_t2")), "").await;
    assert!(refused.html.contains("<code>signature</code>"));
    let metadata = |world: &World| world.directory.join("sp-metadata.xml");
    std::fs::copy(metadata(&other), metadata(&world)).expect("copied");
    assert_eq!(world.get(&format!("{path}?{}", query(&other, "_t3")), "").await.status, StatusCode::OK);
    std::fs::write(metadata(&world), "<html/>").expect("written");
    let unreadable = world.get(&format!("{path}?{}", query(&world, "_t4")), "").await;
    assert!(unreadable.html.contains("<code>service_metadata</code>"));
}

#[test]
fn a_fresh_start_makes_3072_bit_keys_and_the_next_one_keeps_them() {
    let directory = std::env::temp_dir().join(format!("identification-{}-fresh", std::process::id()));
    let start = |base_url: &str| {
        Identification::new(Settings {
            base_url: base_url.to_owned(),
            data_directory: directory.clone(),
            sp_metadata: String::new(),
            clock: std::sync::Arc::new(|| "2026-11-21T10:00:00Z".parse().expect("a moment")),
        })
    };
    assert!(start("https://tunnistautuminen.suomi.fi").is_err());
    let first = start(IDP).expect("a start");
    assert_eq!(first.keys.active.sign(b"x").len() * 8, 3072);
    assert_eq!(first.keys.next.sign(b"x").len() * 8, 3072);
    let second = start(IDP).expect("another start");
    assert_eq!(first.keys.active.sign(b"x"), second.keys.active.sign(b"x"));
    assert_eq!(first.keys.metadata.certificate, second.keys.metadata.certificate);
    let swapped = std::fs::copy(directory.join("idp-signing-1.crt"), directory.join("idp-signing-2.crt"));
    assert!(swapped.is_ok() && start(IDP).is_err(), "a certificate of another key is noticed");
    std::fs::remove_dir_all(&directory).expect("removed");
}
