//! An identity provider for tests that shares no code with the crate: it writes already canonical XML by hand, signs with
//! RSA and encrypts with AES and RSA-OAEP.

use crate::keys::{self, Party};
use aws_lc_rs::aead::{AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::cipher::{AES_128, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::digest;
use aws_lc_rs::hmac;
use aws_lc_rs::rsa::{
    OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OAEP_SHA512_MGF1SHA512, OaepAlgorithm, OaepPublicEncryptingKey,
    Pkcs1PublicEncryptingKey,
};
use aws_lc_rs::signature::{self, RsaEncoding};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub const PROVIDER_ID: &str = "https://idp.test.example/idp1";
pub const ENTITY_ID: &str = "https://ekstranet.example.fi/saml";
pub const ACS: &str = "https://ekstranet.example.fi/saml/acs";
pub const SLO: &str = "https://ekstranet.example.fi/saml/slo";
pub const REQUEST: &str = "_6f0a6f0a6f0a6f0a6f0a6f0a6f0a6f0a6f0a6f0a";
pub const NATIONAL_ID: &str = "210281-9988";
pub const OTHER_NATIONAL_ID: &str = "010280-952L";
/// 2026-11-21T10:00:00Z
pub const NOW: i64 = 1_795_255_200_000;

const PROTOCOL: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const ASSERTION: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
pub const MARK: &str = "[signature]";
pub const CONTENT: &str = "[content]";

pub fn at(seconds: i64) -> String {
    assert!((-3600 * 9..3600 * 9).contains(&seconds));
    let total = 10 * 3600 + seconds;
    format!("2026-11-21T{:02}:{:02}:{:02}Z", total / 3600, total / 60 % 60, total % 60)
}

/// How one element is signed.
#[derive(Clone)]
pub struct Signing {
    pub signer: &'static Party,
    pub signature_method: &'static str,
    pub digest_method: &'static str,
    /// Replacements inside `SignedInfo` before it is signed.
    pub signed_info: Vec<(String, String)>,
    pub key_info: String,
}

impl Signing {
    pub fn with(signer: &'static Party) -> Self {
        Self {
            signer,
            signature_method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            digest_method: "http://www.w3.org/2001/04/xmlenc#sha256",
            signed_info: Vec::new(),
            key_info: String::new(),
        }
    }

    pub fn with_key_info(mut self, certificate: &str) -> Self {
        self.key_info = format!(
            "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        );
        self
    }

    /// Replaces the mark in a canonical element by its signature.
    pub fn sign(&self, template: &str, id: &str) -> String {
        template.replacen(MARK, &self.signature(&template.replacen(MARK, "", 1), id), 1)
    }

    pub fn signature(&self, content: &str, id: &str) -> String {
        let algorithm = match self.digest_method {
            "http://www.w3.org/2000/09/xmldsig#sha1" => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            "http://www.w3.org/2001/04/xmldsig-more#sha384" => &digest::SHA384,
            "http://www.w3.org/2001/04/xmlenc#sha512" => &digest::SHA512,
            _ => &digest::SHA256,
        };
        let digest_value = STANDARD.encode(digest::digest(algorithm, content.as_bytes()));
        let (method, digest_method) = (self.signature_method, self.digest_method);
        let mut inside = format!(
            "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>\
             <ds:SignatureMethod Algorithm=\"{method}\"></ds:SignatureMethod><ds:Reference URI=\"#{id}\"><ds:Transforms>\
             <ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>\
             <ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms>\
             <ds:DigestMethod Algorithm=\"{digest_method}\"></ds:DigestMethod>\
             <ds:DigestValue>{digest_value}</ds:DigestValue></ds:Reference>"
        );
        for (from, to) in &self.signed_info {
            assert!(inside.contains(from.as_str()), "{from}");
            inside = inside.replacen(from.as_str(), to, 1);
        }
        let canonical = format!("<ds:SignedInfo xmlns:ds=\"{DSIG}\">{inside}</ds:SignedInfo>");
        let value = STANDARD.encode(self.value(canonical.as_bytes()));
        let key_info = &self.key_info;
        format!(
            "<ds:Signature xmlns:ds=\"{DSIG}\"><ds:SignedInfo>{inside}</ds:SignedInfo><ds:SignatureValue>{value}\
             </ds:SignatureValue>{key_info}</ds:Signature>"
        )
    }

    fn value(&self, message: &[u8]) -> Vec<u8> {
        let encoding: &'static dyn RsaEncoding = match self.signature_method {
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384" => &signature::RSA_PKCS1_SHA384,
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512" => &signature::RSA_PKCS1_SHA512,
            // The library makes no SHA-1 signatures: the method alone must be reason enough.
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256" => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, &self.signer.public_key());
                return hmac::sign(&key, message).as_ref().to_vec();
            }
            _ => &signature::RSA_PKCS1_SHA256,
        };
        self.signer.sign(encoding, message)
    }
}

#[derive(Clone, Copy, PartialEq)]
pub enum Cipher {
    Aes128Gcm,
    Aes256Gcm,
    Aes128Cbc,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Transport {
    OaepMgf1p,
    Oaep256,
    Oaep512,
    Rsa15,
}

/// One response in the making. What is replaced before `build` is signed; what is changed after it is tampering.
#[derive(Clone)]
pub struct Reply {
    pub assertion: String,
    pub response: String,
    pub assertion_signing: Option<Signing>,
    pub response_signing: Option<Signing>,
    pub cipher: Cipher,
    pub transport: Transport,
    pub opener: &'static Party,
    /// Replacements in the encrypted wrapper before the response is signed.
    pub wrapper: Vec<(String, String)>,
    /// Used instead of the signed assertion.
    pub plaintext: Option<String>,
    /// Applied to the sealed bytes before they are encoded.
    pub damage: fn(&mut Vec<u8>),
}

impl Reply {
    pub fn good() -> Self {
        Self {
            assertion: assertion(NATIONAL_ID),
            response: response("urn:oasis:names:tc:SAML:2.0:status:Success"),
            assertion_signing: Some(Signing::with(keys::provider())),
            response_signing: Some(Signing::with(keys::provider())),
            cipher: Cipher::Aes128Gcm,
            transport: Transport::OaepMgf1p,
            opener: keys::opener(),
            wrapper: Vec::new(),
            plaintext: None,
            damage: |_| {},
        }
    }

    /// A signed error answer.
    pub fn failure(top: &str, second: &str) -> Self {
        let code = format!("<saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:{top}\">");
        let inner = format!(
            "{code}<saml2p:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:{second}\"></saml2p:StatusCode>"
        );
        Self { response: response(&format!("urn:oasis:names:tc:SAML:2.0:status:{top}")), ..Self::good() }
            .in_response(&code, &inner)
            .in_response(CONTENT, "")
            .in_response(
                "</saml2p:Status>",
                "<saml2p:StatusMessage>An error occurred.</saml2p:StatusMessage></saml2p:Status>",
            )
    }

    pub fn in_assertion(mut self, from: &str, to: &str) -> Self {
        assert!(self.assertion.contains(from), "{from}");
        self.assertion = self.assertion.replacen(from, to, 1);
        self
    }

    pub fn in_response(mut self, from: &str, to: &str) -> Self {
        assert!(self.response.contains(from), "{from}");
        self.response = self.response.replacen(from, to, 1);
        self
    }

    pub fn in_wrapper(mut self, from: &str, to: &str) -> Self {
        self.wrapper.push((from.to_owned(), to.to_owned()));
        self
    }

    pub fn with_plaintext(mut self, plaintext: String) -> Self {
        self.plaintext = Some(plaintext);
        self
    }

    /// The assertion as it is encrypted.
    pub fn signed_assertion(&self) -> String {
        match &self.assertion_signing {
            Some(signing) => signing.sign(&self.assertion, &id_of(&self.assertion)),
            None => self.assertion.replacen(MARK, "", 1),
        }
    }

    /// The encrypted assertion element.
    pub fn sealed(&self) -> String {
        let plaintext = self.plaintext.clone().unwrap_or_else(|| self.signed_assertion());
        let mut element = self.encrypt(plaintext.as_bytes());
        for (from, to) in &self.wrapper {
            assert!(element.contains(from.as_str()), "{from}");
            element = element.replacen(from.as_str(), to, 1);
        }
        element
    }

    pub fn xml(&self) -> String {
        let response = self.response.replacen(CONTENT, &self.sealed(), 1);
        match &self.response_signing {
            Some(signing) => signing.sign(&response, &id_of(&response)),
            None => response.replacen(MARK, "", 1),
        }
    }

    pub fn build(&self) -> String {
        STANDARD.encode(self.xml())
    }

    fn encrypt(&self, plaintext: &[u8]) -> String {
        let (name, key): (_, &[u8]) = match self.cipher {
            Cipher::Aes128Gcm => ("http://www.w3.org/2009/xmlenc11#aes128-gcm", &[7; 16]),
            Cipher::Aes256Gcm => ("http://www.w3.org/2009/xmlenc11#aes256-gcm", &[7; 32]),
            Cipher::Aes128Cbc => ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", &[7; 16]),
        };
        let mut sealed = match self.cipher {
            Cipher::Aes128Cbc => cbc(key, plaintext),
            Cipher::Aes128Gcm => gcm(UnboundKey::new(&AES_128_GCM, key).unwrap(), plaintext),
            Cipher::Aes256Gcm => gcm(UnboundKey::new(&AES_256_GCM, key).unwrap(), plaintext),
        };
        (self.damage)(&mut sealed);
        let (method, wrapped) = wrap(self.transport, self.opener, key);
        let (value, wrapped) = (STANDARD.encode(sealed), STANDARD.encode(wrapped));
        format!(
            "<saml2:EncryptedAssertion xmlns:saml2=\"{ASSERTION}\">\
             <xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\" Id=\"_data\" \
             Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\"{name}\">\
             </xenc:EncryptionMethod><ds:KeyInfo xmlns:ds=\"{DSIG}\"><xenc:EncryptedKey Id=\"_key\" \
             Recipient=\"{ENTITY_ID}\">{method}<xenc:CipherData><xenc:CipherValue>{wrapped}</xenc:CipherValue>\
             </xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>{value}\
             </xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml2:EncryptedAssertion>"
        )
    }
}

fn gcm(key: UnboundKey, plaintext: &[u8]) -> Vec<u8> {
    let nonce = [9; 12];
    let mut sealed = plaintext.to_vec();
    LessSafeKey::new(key)
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
        .unwrap();
    [nonce.to_vec(), sealed].concat()
}

fn cbc(key: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let key = PaddedBlockEncryptingKey::cbc_pkcs7(UnboundCipherKey::new(&AES_128, key).unwrap()).unwrap();
    let mut sealed = plaintext.to_vec();
    let context = key.encrypt(&mut sealed).unwrap();
    let vector: &[u8] = (&context).try_into().unwrap();
    [vector.to_vec(), sealed].concat()
}

fn wrap(transport: Transport, opener: &Party, key: &[u8]) -> (String, Vec<u8>) {
    let oaep = |algorithm: &'static OaepAlgorithm| {
        let public = OaepPublicEncryptingKey::new(opener.encrypting_key()).unwrap();
        let mut wrapped = vec![0; public.ciphertext_size()];
        public.encrypt(algorithm, key, &mut wrapped, None).unwrap();
        wrapped
    };
    let method = |name: &str, inside: &str| {
        format!("<xenc:EncryptionMethod Algorithm=\"{name}\">{inside}</xenc:EncryptionMethod>")
    };
    let with_mask = |digest: &str, mask: &str| {
        format!(
            "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#{digest}\"></ds:DigestMethod>\
             <xenc11:MGF xmlns:xenc11=\"http://www.w3.org/2009/xmlenc11#\" \
             Algorithm=\"http://www.w3.org/2009/xmlenc11#{mask}\"></xenc11:MGF>"
        )
    };
    let oaep_11 = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
    match transport {
        Transport::OaepMgf1p => (
            method(
                "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
                "<ds:DigestMethod Algorithm=\"http://www.w3.org/2000/09/xmldsig#sha1\"></ds:DigestMethod>",
            ),
            oaep(&OAEP_SHA1_MGF1SHA1),
        ),
        Transport::Oaep256 => (method(oaep_11, &with_mask("sha256", "mgf1sha256")), oaep(&OAEP_SHA256_MGF1SHA256)),
        Transport::Oaep512 => (method(oaep_11, &with_mask("sha512", "mgf1sha512")), oaep(&OAEP_SHA512_MGF1SHA512)),
        Transport::Rsa15 => {
            let public = Pkcs1PublicEncryptingKey::new(opener.encrypting_key()).unwrap();
            let mut wrapped = vec![0; public.ciphertext_size()];
            public.encrypt(key, &mut wrapped).unwrap();
            (method("http://www.w3.org/2001/04/xmlenc#rsa-1_5", ""), wrapped)
        }
    }
}

/// The identifier of the element a canonical text begins with.
pub fn id_of(xml: &str) -> String {
    let start = xml.find(" ID=\"").unwrap() + 5;
    xml[start..].split('"').next().unwrap().to_owned()
}

fn response(status: &str) -> String {
    let issued = at(-1);
    format!(
        "<saml2p:Response xmlns:saml2p=\"{PROTOCOL}\" Destination=\"{ACS}\" ID=\"_r1\" InResponseTo=\"{REQUEST}\" \
         IssueInstant=\"{issued}\" Version=\"2.0\"><saml2:Issuer xmlns:saml2=\"{ASSERTION}\">{PROVIDER_ID}</saml2:Issuer>\
         {MARK}<saml2p:Status><saml2p:StatusCode Value=\"{status}\"></saml2p:StatusCode></saml2p:Status>{CONTENT}\
         </saml2p:Response>"
    )
}

/// A canonical assertion about a person, not yet signed.
pub fn assertion(national_id: &str) -> String {
    let attributes = [
        ("urn:oid:1.2.246.21", national_id),
        ("http://eidas.europa.eu/attributes/naturalperson/CurrentGivenName", "Nordea Ünnukka"),
        ("urn:oid:2.5.4.42", "Nordea"),
        ("urn:oid:2.5.4.4", "Demo"),
        ("urn:oid:2.5.4.3", "Demo Nordea Ünnukka"),
        ("urn:oid:2.16.840.1.113730.3.1.241", "Nordea Demo"),
        ("urn:oid:1.2.246.517.3002.111.2", "true"),
    ];
    let attributes: String = attributes.iter().map(|(name, value)| attribute(name, value)).collect();
    let (issued, until, earlier) = (at(-1), at(299), at(-600));
    format!(
        "<saml2:Assertion xmlns:saml2=\"{ASSERTION}\" ID=\"_a1\" IssueInstant=\"{issued}\" Version=\"2.0\"><saml2:Issuer>\
         {PROVIDER_ID}</saml2:Issuer>{MARK}<saml2:Subject><saml2:NameID \
         Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\" NameQualifier=\"{PROVIDER_ID}\" \
         SPNameQualifier=\"{ENTITY_ID}\">AAdzZWNyZXQxfxVUqsT8k/OSMQF+opaque==</saml2:NameID><saml2:SubjectConfirmation \
         Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml2:SubjectConfirmationData Address=\"192.0.2.1\" \
         InResponseTo=\"{REQUEST}\" NotOnOrAfter=\"{until}\" Recipient=\"{ACS}\"></saml2:SubjectConfirmationData>\
         </saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotBefore=\"{issued}\" NotOnOrAfter=\"{until}\">\
         <saml2:AudienceRestriction><saml2:Audience>{ENTITY_ID}</saml2:Audience></saml2:AudienceRestriction>\
         </saml2:Conditions><saml2:AuthnStatement AuthnInstant=\"{earlier}\" SessionIndex=\"_c5e2\"><saml2:SubjectLocality \
         Address=\"192.0.2.1\"></saml2:SubjectLocality><saml2:AuthnContext><saml2:AuthnContextClassRef>\
         http://ftn.ficora.fi/2017/loa2</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>\
         <saml2:AttributeStatement>{attributes}</saml2:AttributeStatement></saml2:Assertion>"
    )
}

pub fn attribute(name: &str, value: &str) -> String {
    format!(
        "<saml2:Attribute FriendlyName=\"friendly\" Name=\"{name}\" \
         NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\">\
         <saml2:AttributeValue>{value}</saml2:AttributeValue></saml2:Attribute>"
    )
}
