//! A stranger's opinion: Debian's `xmlsec1` checks our signatures and decrypts our Assertion.

use std::path::Path;
use std::process::Command;

use super::ANSWER;
use super::service::World;

/// Runs `xmlsec1`; `None` when it is not installed.
fn xmlsec1(arguments: &[&str]) -> Option<(bool, String)> {
    let output = Command::new("xmlsec1").args(arguments).output().ok()?;
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Some((output.status.success(), told))
}

fn verify(certificate: &Path, element: &str, file: &Path) -> Option<(bool, String)> {
    let certificate = certificate.display().to_string();
    let file = file.display().to_string();
    xmlsec1(&["--verify", "--pubkey-cert-pem", &certificate, "--id-attr:ID", element, &file])
}

#[tokio::test]
async fn xmlsec1_accepts_the_signatures_and_decrypts_the_assertion() {
    let world = World::new("xmlsec1");
    let file = world.directory.join("response.xml");
    std::fs::write(&file, world.sign_in("_z1", ANSWER).await.response()).expect("written");
    let signing = world.directory.join("idp-signing-1.crt");
    let Some((accepted, told)) = verify(&signing, "urn:oasis:names:tc:SAML:2.0:protocol:Response", &file) else {
        println!("skipped: xmlsec1 is not installed");
        return;
    };
    assert!(accepted, "{told}");

    let decrypted = world.directory.join("decrypted.xml");
    let (key, output) = (world.key_file().display().to_string(), decrypted.display().to_string());
    let input = file.display().to_string();
    let (done, told) = xmlsec1(&["--decrypt", "--privkey-pem", &key, "--output", &output, &input]).expect("installed");
    assert!(done, "{told}");
    let text = std::fs::read_to_string(&decrypted).expect("decrypted");
    assert!(text.contains("140275-9012"));

    let start = text.find("<saml2:Assertion ").expect("an assertion");
    let end = text.find("</saml2:Assertion>").expect("its end") + "</saml2:Assertion>".len();
    let assertion = world.directory.join("assertion.xml");
    std::fs::write(&assertion, &text[start..end]).expect("written");
    let element = "urn:oasis:names:tc:SAML:2.0:assertion:Assertion";
    let (accepted, told) = verify(&signing, element, &assertion).expect("installed");
    assert!(accepted, "{told}");
    let spoilt = text[start..end].replace("Mallikas", "Mallinen");
    std::fs::write(&assertion, spoilt).expect("written");
    assert!(!verify(&signing, element, &assertion).expect("installed").0, "a change is noticed");
}

#[tokio::test]
async fn xmlsec1_accepts_the_metadata() {
    let world = World::new("xmlsec1-metadata");
    let file = world.directory.join("idp-metadata.xml");
    let certificate = world.directory.join("metadata-signing.crt");
    match verify(&certificate, "urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor", &file) {
        Some((accepted, told)) => assert!(accepted, "{told}"),
        None => println!("skipped: xmlsec1 is not installed"),
    }
}
