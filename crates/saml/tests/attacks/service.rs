//! The service under test, and how a test asks it.

use crate::keys::{self, Party};
use crate::provider::{ACS, ENTITY_ID, NOW, PROVIDER_ID, REQUEST, Reply, SLO};
use saml::{
    Identity, IdentityProvider, Pending, Presentation, Refused, ServiceProvider, Settings, TechnicalContact, Texts,
};
use std::sync::OnceLock;

pub fn texts(text: &str) -> Texts {
    let in_language = |language: &str| text.replace('*', language);
    Texts { fi: in_language("fi"), sv: in_language("sv"), en: in_language("en") }
}

pub fn settings() -> Settings {
    let opening = |party: &Party| format!("{}{}", party.key_pem(), party.certificate_pem()).into();
    Settings {
        entity_id: ENTITY_ID.to_owned(),
        acs_url: ACS.to_owned(),
        slo_url: SLO.to_owned(),
        signing_key_pem: keys::service().key_pem().into(),
        signing_certificate_pem: keys::service().certificate_pem(),
        decryption_keys_pem: vec![opening(keys::opener()), opening(keys::second_opener())],
        accepted_contexts: vec![
            "http://ftn.ficora.fi/2017/loa2".to_owned(),
            "http://ftn.ficora.fi/2017/loa3".to_owned(),
        ],
        clock_skew_seconds: 60,
    }
}

/// What our metadata tells people.
pub fn presentation() -> Presentation {
    Presentation {
        service_name: texts("Service & name *"),
        description: texts("What it is for *"),
        privacy_statement_url: texts("https://ekstranet.example.fi/privacy?lang=*"),
        organisation_name: texts("Organisation *"),
        organisation_url: texts("https://example.fi/*"),
        technical_contact: TechnicalContact {
            given_name: "Support".to_owned(),
            surname: String::new(),
            email: "support@example.fi".to_owned(),
        },
        authentication_methods: vec!["http://ftn.ficora.fi/2017/loa2".to_owned()],
        population_register_check: true,
    }
}

pub fn metadata(signers: &[&Party]) -> String {
    let keys: Vec<String> = signers
        .iter()
        .map(|signer| {
            format!(
                "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">\
                 <ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
                signer.certificate
            )
        })
        .collect();
    let keys = keys.concat();
    let service = |name: &str, binding: &str, path: &str| {
        format!(
            "<md:{name} Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\" \
             Location=\"https://idp.test.example/idp/profile/SAML2/{path}\"></md:{name}>"
        )
    };
    format!(
        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" ID=\"_m1\" entityID=\"{PROVIDER_ID}\">\
         [signature]<md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\" \
         protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{keys}{}{}{}{}</md:IDPSSODescriptor>\
         </md:EntityDescriptor>",
        service("SingleLogoutService", "HTTP-Redirect", "Redirect/SLO"),
        service("SingleLogoutService", "HTTP-POST", "POST/SLO"),
        service("SingleSignOnService", "HTTP-Redirect", "Redirect/SSO"),
        service("SingleSignOnService", "HTTP-POST", "POST/SSO"),
    )
}

pub fn identity_provider(signers: &[&Party]) -> IdentityProvider {
    IdentityProvider::from_metadata(metadata(signers).replace("[signature]", "").as_bytes(), None).unwrap()
}

/// The service that trusts both keys of the provider.
pub fn service() -> &'static ServiceProvider {
    static SERVICE: OnceLock<ServiceProvider> = OnceLock::new();
    SERVICE.get_or_init(|| {
        let idp = identity_provider(&[keys::provider(), keys::next_provider()]);
        ServiceProvider::new(settings(), idp).unwrap()
    })
}

pub fn pending() -> Pending {
    Pending { request_id: REQUEST.to_owned(), started_at: NOW - 60_000 }
}

pub fn finish(form_value: &str) -> Result<Identity, Refused> {
    service().finish_sign_in(NOW, &pending(), form_value)
}

pub fn finish_xml(xml: &str) -> Result<Identity, Refused> {
    use base64::Engine;
    finish(&base64::engine::general_purpose::STANDARD.encode(xml))
}

#[track_caller]
pub fn accepted(reply: &Reply) -> Identity {
    finish(&reply.build()).unwrap_or_else(|refused| panic!("refused: {}", refused.code()))
}

#[track_caller]
pub fn refused(reply: &Reply, code: &str) {
    refused_xml(&reply.xml(), code);
}

#[track_caller]
pub fn refused_xml(xml: &str, code: &str) {
    match finish_xml(xml) {
        Ok(_) => panic!("accepted, but should be refused as {code}"),
        Err(refused) => assert_eq!(refused.code(), code),
    }
}
