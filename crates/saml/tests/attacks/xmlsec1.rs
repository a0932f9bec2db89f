//! Messages that Debian's `xmlsec1`, which shares no code with us, signs at test time: good ones are accepted, and those
//! that it signs in ways nobody may use are refused. `cargo ci` brings the program.

use crate::keys;
use crate::provider::{MARK, NOW};
use crate::service::service;
use crate::sign_out_request::request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::process::Command;

const ENVELOPED: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
const EXCLUSIVE: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";

/// What the program is asked to fill in.
struct Template {
    canonical: &'static str,
    method: &'static str,
    digest: &'static str,
    transforms: String,
    uri: &'static str,
}

impl Template {
    fn usual() -> Self {
        Self {
            canonical: "http://www.w3.org/2001/10/xml-exc-c14n#",
            method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            digest: "http://www.w3.org/2001/04/xmlenc#sha256",
            transforms: format!("{ENVELOPED}{EXCLUSIVE}"),
            uri: "#_lo1",
        }
    }

    fn signature(&self) -> String {
        let Self { canonical, method, digest, transforms, uri } = self;
        format!(
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\
             <ds:CanonicalizationMethod Algorithm=\"{canonical}\"/><ds:SignatureMethod Algorithm=\"{method}\"/>\
             <ds:Reference URI=\"{uri}\"><ds:Transforms>{transforms}</ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{digest}\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\
             <ds:SignatureValue/></ds:Signature>"
        )
    }

    /// The request with the signature that the program makes; `None` without the program, after saying so.
    fn signed(&self, name: &str) -> Option<String> {
        let folder = std::env::temp_dir().join(format!("saml-xmlsec1-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (key, file, output) = (folder.join("key.pem"), folder.join("in.xml"), folder.join("out.xml"));
        std::fs::write(&key, keys::provider().key_pem()).unwrap();
        std::fs::write(&file, request().replace(MARK, &self.signature())).unwrap();
        let id = "urn:oasis:names:tc:SAML:2.0:protocol:LogoutRequest";
        let mut command = Command::new("xmlsec1");
        command.args(["--sign", "--id-attr:ID", id, "--privkey-pem"]).arg(&key).arg("--output").arg(&output).arg(&file);
        let Ok(done) = command.output() else {
            println!("skipped: xmlsec1 is not installed");
            return None;
        };
        assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
        let signed = std::fs::read_to_string(&output).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        Some(signed)
    }
}

fn read(xml: &str) -> Result<(), &'static str> {
    let read = service().read_posted_sign_out_request(NOW, &STANDARD.encode(xml), None);
    read.map(drop).map_err(|refused| refused.code())
}

#[test]
fn what_xmlsec1_signs_well_is_accepted_and_a_change_of_it_is_not() {
    for (name, method, digest) in [
        ("sha256", "rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256"),
        ("sha512", "rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512"),
    ] {
        let method: &'static str = match method {
            "rsa-sha256" => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            _ => "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        };
        let Some(signed) = (Template { method, digest, ..Template::usual() }).signed(name) else { return };
        assert_eq!(read(&signed), Ok(()));
        assert_eq!(read(&signed.replace(">_c5e2<", ">_c5e3<")), Err("digest"));
        assert_eq!(read(&signed.replace("<saml2p:SessionIndex>_c5e2</saml2p:SessionIndex>", "")), Err("digest"));
    }
}

#[test]
fn what_xmlsec1_signs_in_a_way_nobody_may_use_is_refused() {
    let usual = Template::usual;
    let path = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">\
                <ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>";
    for (name, template) in [
        ("digest-sha1", Template { digest: "http://www.w3.org/2000/09/xmldsig#sha1", ..usual() }),
        ("xpath", Template { transforms: format!("{path}{EXCLUSIVE}"), ..usual() }),
        ("xpath-more", Template { transforms: format!("{ENVELOPED}{path}{EXCLUSIVE}"), ..usual() }),
        ("no-canonical", Template { transforms: ENVELOPED.to_owned(), ..usual() }),
        ("inclusive", Template { canonical: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", ..usual() }),
        ("comments", Template { canonical: "http://www.w3.org/2001/10/xml-exc-c14n#WithComments", ..usual() }),
    ] {
        let Some(signed) = template.signed(name) else { return };
        let code = if name == "xpath" { "structure" } else { "signature-algorithm" };
        assert_eq!(read(&signed), Err(code), "{name}");
    }
    let Some(whole) = (Template { uri: "", ..usual() }).signed("whole") else { return };
    assert_eq!(read(&whole), Err("signature-reference"));
}
