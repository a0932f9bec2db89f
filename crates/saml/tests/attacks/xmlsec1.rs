//! Debian's `xmlsec1`, which shares no code with us, as the identity provider of tests: it signs and encrypts what it is
//! given, well or badly. `cargo ci` brings the program and demands it.

use crate::keys::{self, Party};
use crate::provider::{CONTENT, ENTITY_ID, MARK, NATIONAL_ID, Reply, assertion};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

pub const ENVELOPED: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
pub const EXCLUSIVE: &str = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
pub const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";

/// Whether the program is here; says so when not.
///
/// # Panics
/// When it is not and must be: with `EKSTRANET_XMLSEC1=required`, as `cargo ci` has it.
pub fn is_here() -> bool {
    let found = Command::new("xmlsec1").arg("--version").output().is_ok();
    let required = std::env::var("EKSTRANET_XMLSEC1").is_ok_and(|value| value == "required");
    assert!(found || !required, "xmlsec1 is not installed");
    if !found {
        println!("skipped: xmlsec1 is not installed");
    }
    found
}

/// A folder for one run of the program, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("saml-xmlsec1-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.0.join(name);
        std::fs::write(&file, content).unwrap();
        file
    }

    /// What the program makes, without the declaration that it puts in front.
    fn made(&self, command: &mut Command, input: &Path) -> String {
        let output = self.0.join("out.xml");
        let done = command.arg("--output").arg(&output).arg(input).output().unwrap();
        assert!(done.status.success(), "{command:?}: {}", String::from_utf8_lossy(&done.stderr));
        let made = std::fs::read_to_string(&output).unwrap();
        made.trim_start_matches("<?xml version=\"1.0\"?>")
            .trim_start_matches("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
            .trim()
            .to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// How the program is asked to sign.
#[derive(Clone)]
pub struct Signature {
    pub signer: &'static Party,
    pub canonical: &'static str,
    pub method: &'static str,
    pub digest: &'static str,
    pub transforms: String,
    /// `None` refers to the element itself.
    pub uri: Option<&'static str>,
    /// Whether the signer's certificate comes along.
    pub shows_certificate: bool,
}

impl Signature {
    pub fn usual() -> Self {
        Self {
            signer: keys::provider(),
            canonical: "http://www.w3.org/2001/10/xml-exc-c14n#",
            method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            digest: "http://www.w3.org/2001/04/xmlenc#sha256",
            transforms: format!("{ENVELOPED}{EXCLUSIVE}"),
            uri: None,
            shows_certificate: false,
        }
    }

    /// What the program is asked to fill in.
    fn template(&self, id: &str) -> String {
        let Self { canonical, method, digest, transforms, .. } = self;
        let uri = self.uri.map_or_else(|| format!("#{id}"), str::to_owned);
        let key_info = if self.shows_certificate { "<ds:KeyInfo><ds:X509Data/></ds:KeyInfo>" } else { "" };
        format!(
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>\
             <ds:CanonicalizationMethod Algorithm=\"{canonical}\"/><ds:SignatureMethod Algorithm=\"{method}\"/>\
             <ds:Reference URI=\"{uri}\"><ds:Transforms>{transforms}</ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{digest}\"/><ds:DigestValue/></ds:Reference></ds:SignedInfo>\
             <ds:SignatureValue/>{key_info}</ds:Signature>"
        )
    }

    /// The message with the signature that the program makes in place of its mark.
    pub fn sign(&self, xml: &str) -> String {
        let folder = Folder::new();
        let input = folder.file("in.xml", xml.replacen(MARK, &self.template(&crate::provider::id_of(xml)), 1));
        let mut command = Command::new("xmlsec1");
        command.arg("--sign");
        for element in ["protocol:Response", "protocol:LogoutRequest", "assertion:Assertion", "assertion:Subject"] {
            command.arg("--id-attr:ID").arg(format!("urn:oasis:names:tc:SAML:2.0:{element}"));
        }
        if self.method.contains("hmac") {
            command.arg("--hmackey").arg(folder.file("key.der", self.signer.public_key()));
        } else {
            let (key, certificate) = (self.signer.key_pem(), self.signer.certificate_pem());
            let key = folder.file("key.pem", key);
            let certificate = folder.file("certificate.pem", certificate);
            command.arg("--privkey-pem").arg(format!("{},{}", key.display(), certificate.display()));
        }
        folder.made(&mut command, &input)
    }
}

/// Whether the program itself finds the first signature in a message good: what it verifies and we refuse is no accident.
pub fn verifies(xml: &str) -> bool {
    let folder = Folder::new();
    let certificate = folder.file("certificate.pem", keys::provider().certificate_pem());
    let input = folder.file("in.xml", xml);
    let mut command = Command::new("xmlsec1");
    command.arg("--verify").arg("--pubkey-cert-pem").arg(certificate);
    for element in ["protocol:Response", "assertion:Assertion", "assertion:Subject"] {
        command.arg("--id-attr:ID").arg(format!("urn:oasis:names:tc:SAML:2.0:{element}"));
    }
    command.arg(input).output().unwrap().status.success()
}

/// A response in the making, as the identity provider makes it: assertion signed, encrypted, put in, response signed.
#[derive(Clone)]
pub struct Made {
    /// With the mark for its signature.
    pub assertion: String,
    /// With marks for its signature and its content.
    pub response: String,
    pub assertion_signature: Option<Signature>,
    pub response_signature: Option<Signature>,
    pub cipher: &'static str,
    pub transport: &'static str,
    /// What happens to the signed assertion before it is encrypted.
    pub before_encryption: Vec<(String, String)>,
    /// What happens to the encrypted assertion before the response is signed.
    pub wrap: fn(String) -> String,
}

impl Made {
    pub fn good() -> Self {
        Self {
            assertion: assertion(NATIONAL_ID),
            response: Reply::good().response,
            assertion_signature: Some(Signature::usual()),
            response_signature: Some(Signature::usual()),
            cipher: "http://www.w3.org/2009/xmlenc11#aes128-gcm",
            transport: "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
            before_encryption: Vec::new(),
            wrap: |sealed| sealed,
        }
    }

    /// The same with another text in the assertion before it is signed.
    pub fn in_assertion(mut self, from: &str, to: &str) -> Self {
        assert!(self.assertion.contains(from), "{from}");
        self.assertion = self.assertion.replace(from, to);
        self
    }

    /// The same in the response.
    pub fn in_response(mut self, from: &str, to: &str) -> Self {
        assert!(self.response.contains(from), "{from}");
        self.response = self.response.replace(from, to);
        self
    }

    pub fn before_encryption(mut self, from: &str, to: &str) -> Self {
        self.before_encryption.push((from.to_owned(), to.to_owned()));
        self
    }

    pub fn signed_assertion(&self) -> String {
        match &self.assertion_signature {
            Some(signature) => signature.sign(&self.assertion),
            None => self.assertion.replacen(MARK, "", 1),
        }
    }

    /// The encrypted assertion element.
    pub fn sealed(&self) -> String {
        let mut plain = self.signed_assertion();
        for (from, to) in &self.before_encryption {
            assert!(plain.contains(from.as_str()), "{from}");
            plain = plain.replacen(from.as_str(), to, 1);
        }
        (self.wrap)(self.sealed_text(&plain))
    }

    /// Any text that is one element, encrypted as an assertion is.
    pub fn sealed_text(&self, plain: &str) -> String {
        let folder = Folder::new();
        let Self { cipher, transport, .. } = self;
        let digest =
            if transport.contains("oaep") { format!("<ds:DigestMethod Algorithm=\"{SHA1}\"/>") } else { String::new() };
        let template = format!(
            "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" Id=\"_data\" \
             Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\"{cipher}\"/>\
             <ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey Id=\"_key\" \
             Recipient=\"{ENTITY_ID}\"><xenc:EncryptionMethod Algorithm=\"{transport}\">{digest}</xenc:EncryptionMethod>\
             <xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>\
             <xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>"
        );
        let template = folder.file("template.xml", template);
        let certificate = folder.file("certificate.pem", keys::opener().certificate_pem());
        let plain = folder.file("plain.xml", plain);
        let length = if cipher.contains("256") { "aes-256" } else { "aes-128" };
        let mut command = Command::new("xmlsec1");
        command.args(["--encrypt", "--session-key", length, "--pubkey-cert-pem"]).arg(certificate);
        command.arg("--xml-data").arg(plain);
        let made = folder.made(&mut command, &template);
        format!(
            "<saml2:EncryptedAssertion xmlns:saml2=\"urn:oasis:names:tc:SAML:2.0:assertion\">{made}\
             </saml2:EncryptedAssertion>"
        )
    }

    /// The whole response.
    pub fn xml(&self) -> String {
        self.xml_around(&self.sealed())
    }

    /// The response around other content.
    pub fn xml_around(&self, content: &str) -> String {
        let response = self.response.replacen(CONTENT, content, 1);
        match &self.response_signature {
            Some(signature) => signature.sign(&response),
            None => response.replacen(MARK, "", 1),
        }
    }
}
