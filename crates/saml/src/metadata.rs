//! Our own metadata, in the shape Suomi.fi's template asks for.

use crate::names;
use crate::presentation::{Presentation, Texts};
use crate::refused::Refused;
use crate::settings::Checked;
use crate::writing::escape;
use std::fmt::Write;

const EXTENSION_ATTRIBUTES: [(&str, &str, &str); 3] = [
    ("urn:oid:1.2.246.517.3003.111.4", "SkipEndpointValidationWhenSigned", "false"),
    ("urn:oid:1.2.246.517.3003.111.14", "EidasSupport", "none"),
    ("urn:oid:1.2.246.517.3003.111.26", "CipherName", "AES-GCM"),
];

/// The limited set: identity code and names.
const REQUESTED_ATTRIBUTES: [(&str, &str); 6] = [
    (names::NATIONAL_ID, "nationalIdentificationNumber"),
    (names::COMMON_NAME, "cn"),
    (names::DISPLAY_NAME, "displayName"),
    (names::CALLING_NAME, "givenName"),
    (names::FAMILY_NAME, "sn"),
    (names::FIRST_NAMES, "firstName"),
];

/// Writes the `EntityDescriptor`.
pub(crate) fn write(settings: &Checked, presentation: &Presentation) -> Result<String, Refused> {
    let mut xml = String::with_capacity(16 * 1024);
    let entity_id = escape(&settings.entity_id);
    line(&mut xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(&mut xml, &format!("<md:EntityDescriptor xmlns:md=\"{}\" entityID=\"{entity_id}\">", names::METADATA));
    entity_attributes(&mut xml, presentation);
    line(
        &mut xml,
        &format!(
            "<md:SPSSODescriptor AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\" \
             protocolSupportEnumeration=\"{}\">",
            names::PROTOCOL
        ),
    );
    user_interface(&mut xml, presentation);
    key(&mut xml, "signing", &settings.signing_certificate.text[0]);
    for certificate in settings.encryption_certificates()? {
        key(&mut xml, "encryption", certificate);
    }
    services(&mut xml, settings, &presentation.service_name);
    line(&mut xml, "</md:SPSSODescriptor>");
    organisation(&mut xml, presentation);
    line(&mut xml, "</md:EntityDescriptor>");
    Ok(xml)
}

fn line(xml: &mut String, text: &str) {
    xml.push_str(text);
    xml.push('\n');
}

fn entity_attributes(xml: &mut String, presentation: &Presentation) {
    line(xml, "<md:Extensions>");
    line(xml, "<mdattr:EntityAttributes xmlns:mdattr=\"urn:oasis:names:tc:SAML:metadata:attribute\">");
    let methods: Vec<&str> = presentation.authentication_methods.iter().map(String::as_str).collect();
    attribute(xml, "FinnishAuthMethod", "FinnishAuthMethod", &methods);
    let checked = if presentation.population_register_check { "true" } else { "false" };
    attribute(xml, "urn:oid:1.2.246.517.3003.111.3", "VtjVerificationRequired", &[checked]);
    for (name, friendly, value) in EXTENSION_ATTRIBUTES {
        attribute(xml, name, friendly, &[value]);
    }
    line(xml, "</mdattr:EntityAttributes>");
    line(xml, "</md:Extensions>");
}

fn attribute(xml: &mut String, name: &str, friendly: &str, values: &[&str]) {
    let (assertion, format) = (names::ASSERTION, names::URI_NAME_FORMAT);
    line(
        xml,
        &format!(
            "<saml:Attribute xmlns:saml=\"{assertion}\" FriendlyName=\"{friendly}\" Name=\"{name}\" \
             NameFormat=\"{format}\">"
        ),
    );
    for value in values {
        line(
            xml,
            &format!(
                "<saml:AttributeValue xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"{}\" \
                 xsi:type=\"xs:string\">{}</saml:AttributeValue>",
                names::SCHEMA_INSTANCE,
                escape(value)
            ),
        );
    }
    line(xml, "</saml:Attribute>");
}

fn user_interface(xml: &mut String, presentation: &Presentation) {
    line(xml, "<md:Extensions>");
    line(xml, "<mdui:UIInfo xmlns:mdui=\"urn:oasis:names:tc:SAML:metadata:ui\">");
    translated(xml, "mdui:DisplayName", &presentation.service_name);
    translated(xml, "mdui:Description", &presentation.description);
    translated(xml, "mdui:PrivacyStatementURL", &presentation.privacy_statement_url);
    line(xml, "</mdui:UIInfo>");
    line(xml, "</md:Extensions>");
}

fn translated(xml: &mut String, name: &str, texts: &Texts) {
    for (language, text) in texts.each() {
        line(xml, &format!("<{name} xml:lang=\"{language}\">{}</{name}>", escape(text)));
    }
}

fn key(xml: &mut String, purpose: &str, certificate: &str) {
    line(xml, &format!("<md:KeyDescriptor use=\"{purpose}\">"));
    line(
        xml,
        &format!(
            "<ds:KeyInfo xmlns:ds=\"{}\"><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>\
             </ds:X509Data></ds:KeyInfo>",
            names::SIGNATURE
        ),
    );
    if purpose == "encryption" {
        for algorithm in [names::AES128_GCM, names::AES256_GCM, names::OAEP_MGF1P] {
            line(xml, &format!("<md:EncryptionMethod Algorithm=\"{algorithm}\"/>"));
        }
        line(
            xml,
            &format!(
                "<md:EncryptionMethod Algorithm=\"{}\"><ds:DigestMethod xmlns:ds=\"{}\" Algorithm=\"{}\"/>\
                 <xenc11:MGF xmlns:xenc11=\"{}\" Algorithm=\"{}\"/></md:EncryptionMethod>",
                names::OAEP_11,
                names::SIGNATURE,
                names::SHA256,
                names::ENCRYPTION_11,
                names::MGF1_SHA256
            ),
        );
    }
    line(xml, "</md:KeyDescriptor>");
}

fn services(xml: &mut String, settings: &Checked, name: &Texts) {
    let (slo, acs) = (escape(&settings.slo_url), escape(&settings.acs_url));
    for binding in [names::BINDING_REDIRECT, names::BINDING_POST] {
        line(xml, &format!("<md:SingleLogoutService Binding=\"{binding}\" Location=\"{slo}\"/>"));
    }
    line(xml, &format!("<md:NameIDFormat>{}</md:NameIDFormat>", names::TRANSIENT));
    line(
        xml,
        &format!(
            "<md:AssertionConsumerService Binding=\"{}\" Location=\"{acs}\" index=\"1\" isDefault=\"true\"/>",
            names::BINDING_POST
        ),
    );
    line(xml, "<md:AttributeConsumingService index=\"1\">");
    translated(xml, "md:ServiceName", name);
    for (attribute, friendly) in REQUESTED_ATTRIBUTES {
        let format = names::URI_NAME_FORMAT;
        line(
            xml,
            &format!(
                "<md:RequestedAttribute FriendlyName=\"{friendly}\" Name=\"{attribute}\" NameFormat=\"{format}\"/>"
            ),
        );
    }
    line(xml, "</md:AttributeConsumingService>");
}

fn organisation(xml: &mut String, presentation: &Presentation) {
    line(xml, "<md:Organization>");
    translated(xml, "md:OrganizationName", &presentation.organisation_name);
    translated(xml, "md:OrganizationDisplayName", &presentation.organisation_name);
    translated(xml, "md:OrganizationURL", &presentation.organisation_url);
    line(xml, "</md:Organization>");
    let contact = &presentation.technical_contact;
    line(xml, "<md:ContactPerson contactType=\"technical\">");
    let _ = writeln!(xml, "<md:GivenName>{}</md:GivenName>", escape(&contact.given_name));
    if !contact.surname.trim().is_empty() {
        let _ = writeln!(xml, "<md:SurName>{}</md:SurName>", escape(&contact.surname));
    }
    let _ = writeln!(xml, "<md:EmailAddress>mailto:{}</md:EmailAddress>", escape(&contact.email));
    line(xml, "</md:ContactPerson>");
}
