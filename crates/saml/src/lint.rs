//! What Suomi.fi would refuse in a pair of metadata files, told in plain lines before anybody sends them.
//!
//! The rules are those of Suomi.fi's template for e-services; files are read by any XML, not only by what is written here.

use crate::certificate_facts::{expires_at, is_for_servers, is_self_signed};
use crate::identity_provider::IdentityProvider;
use crate::keys::Certificate;
use crate::names::{self, ASSERTION, METADATA, PROTOCOL, SIGNATURE};
use crate::settings::is_entity_id;
use crate::tree::Node;
use crate::xml;

const PRODUCTION: &str = "https://tunnistautuminen.suomi.fi/idp1";
const TEST_TOKEN: &str = "urn:oid:1.2.246.517.3002.110.999";
/// The classes that `FinnishAuthMethod` may hold today.
const CLASSES: [&str; 6] = [
    "http://ftn.ficora.fi/2017/loa2",
    "http://ftn.ficora.fi/2017/loa3",
    "http://eidas.europa.eu/LoA/substantial",
    "http://eidas.europa.eu/LoA/high",
    "urn:oid:1.2.246.517.3002.110.7",
    TEST_TOKEN,
];
const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];
const USER_INTERFACE: &str = "urn:oasis:names:tc:SAML:metadata:ui";

/// Checks the metadata of a service and of the identity provider it will use; gives one line for each thing that Suomi.fi,
/// or our own reading, would refuse. No lines: both can be used.
pub fn lint(service: &[u8], identity_provider: &[u8], pinned_certificate_pem: Option<&str>, now: i64) -> Vec<String> {
    let mut lines = Lines { file: "service", found: Vec::new() };
    let provider_id = provider(&mut lines, identity_provider, pinned_certificate_pem, now);
    lines.file = "service";
    match std::str::from_utf8(service).map(|text| text.trim_start_matches('\u{feff}').replace("\r\n", "\n")) {
        Err(_) => lines.say("the file is not UTF-8"),
        Ok(text) => match xml::read(&text, xml::METADATA) {
            Err(refused) => lines.say(&format!("the file cannot be read as XML ({})", refused.code())),
            Ok(document) => entity(&mut lines, document.root(), provider_id.as_deref(), now),
        },
    }
    lines.found
}

struct Lines {
    file: &'static str,
    found: Vec<String>,
}

impl Lines {
    fn say(&mut self, problem: &str) {
        self.found.push(format!("{}: {problem}", self.file));
    }

    fn demand(&mut self, holds: bool, problem: &str) {
        if !holds {
            self.say(problem);
        }
    }
}

fn provider(lines: &mut Lines, metadata: &[u8], pinned: Option<&str>, now: i64) -> Option<String> {
    lines.file = "identity provider";
    let idp = match IdentityProvider::from_metadata(metadata, pinned) {
        Ok(idp) => idp,
        Err(refused) => {
            lines.say(&format!("the file cannot be used ({})", refused.code()));
            return None;
        }
    };
    lines.demand(idp.sign_out_redirect_url().is_some(), "it has no address for single logout by HTTP-Redirect");
    lines.demand(idp.valid_until().is_none_or(|until| now < until), "its validUntil has passed: fetch it anew");
    let addresses = [Some(idp.sign_in_redirect_url()), idp.sign_out_redirect_url(), idp.sign_out_post_url()];
    let is_secure = addresses.into_iter().flatten().all(|address| address.starts_with("https://"));
    lines.demand(is_secure, "an address does not begin with https://");
    let is_alive = |key: &Certificate| expires_at(&key.text[0]).is_none_or(|end| now < end);
    lines.demand(idp.signing_keys().iter().any(is_alive), "every signing certificate has expired: fetch it anew");
    Some(idp.entity_id().to_owned())
}

fn entity(lines: &mut Lines, root: Node<'_, '_>, provider_id: Option<&str>, now: i64) {
    if !root.is(METADATA, "EntityDescriptor") {
        lines.say("the root element is not md:EntityDescriptor");
        return;
    }
    let entity_id = root.attribute("entityID").unwrap_or_default();
    lines.demand(is_entity_id(entity_id), "entityID must be 10 to 255 of letters, digits and -.:/_");
    let is_address = entity_id.starts_with("https://") || entity_id.starts_with("http://");
    lines.demand(is_address, "entityID must look like an address");
    lines.demand(Some(entity_id) != provider_id, "entityID is that of the identity provider");
    entity_attributes(lines, root, provider_id);
    let mut roles = below(root, METADATA, "SPSSODescriptor");
    if roles.len() == 1 {
        role(lines, roles.remove(0), (now, provider_id == Some(PRODUCTION)));
    } else {
        lines.say("there must be exactly one md:SPSSODescriptor");
    }
    organisation(lines, root);
}

fn entity_attributes(lines: &mut Lines, root: Node<'_, '_>, provider_id: Option<&str>) {
    let attributes = below(root, ASSERTION, "Attribute");
    let values = |name: &str| -> Vec<String> {
        let named = attributes.iter().filter(|node| node.attribute("Name") == Some(name));
        let values = named.flat_map(|node| node.children().filter(|child| child.is(ASSERTION, "AttributeValue")));
        values.filter_map(|value| value.text().ok().map(|text| text.trim().to_owned())).collect()
    };
    let methods = values("FinnishAuthMethod");
    lines.demand(!methods.is_empty(), "the entity attribute FinnishAuthMethod is missing");
    for method in methods.iter().filter(|method| !CLASSES.contains(&method.as_str())) {
        lines.say(&format!("FinnishAuthMethod has a class that Suomi.fi does not have: {method}"));
    }
    let tests_in_production = provider_id == Some(PRODUCTION) && methods.iter().any(|method| method == TEST_TOKEN);
    lines.demand(!tests_in_production, "FinnishAuthMethod names the test token, which production does not have");
    let mut one_of = |name: &str, friendly: &str, allowed: &[&str], why: &str| {
        let found = values(name);
        let fits = matches!(found.as_slice(), [value] if allowed.contains(&value.as_str()));
        lines.demand(fits, &format!("the entity attribute {friendly} ({name}) {why}"));
    };
    one_of("urn:oid:1.2.246.517.3003.111.3", "VtjVerificationRequired", &["true", "false"], "must be true or false");
    let reason = "must be false: true lets a signed request name an address that is not registered";
    one_of("urn:oid:1.2.246.517.3003.111.4", "SkipEndpointValidationWhenSigned", &["false"], reason);
    let reason = "must be full, form or none";
    one_of("urn:oid:1.2.246.517.3003.111.14", "EidasSupport", &["full", "form", "none"], reason);
    let reason = "must be AES-GCM: nothing else is opened here";
    one_of("urn:oid:1.2.246.517.3003.111.26", "CipherName", &["AES-GCM"], reason);
}

fn role(lines: &mut Lines, role: Node<'_, '_>, (now, is_production): (i64, bool)) {
    let is_true = |name: &str| matches!(role.attribute(name), Some("true" | "1"));
    lines.demand(is_true("AuthnRequestsSigned"), "AuthnRequestsSigned must be true");
    lines.demand(is_true("WantAssertionsSigned"), "WantAssertionsSigned must be true");
    let protocols = role.attribute("protocolSupportEnumeration").unwrap_or_default();
    lines
        .demand(protocols.split_ascii_whitespace().any(|each| each == PROTOCOL), "SAML 2.0 is not among the protocols");
    for name in ["DisplayName", "Description", "PrivacyStatementURL"] {
        in_three_languages(lines, role, USER_INTERFACE, name);
    }
    keys(lines, role, (now, is_production));
    endpoints(lines, role);
    let formats = below(role, METADATA, "NameIDFormat");
    let is_transient = formats.iter().any(|node| node.text().is_ok_and(|text| text.trim() == names::TRANSIENT));
    lines.demand(is_transient, "NameIDFormat must be transient");
    let consuming = below(role, METADATA, "AttributeConsumingService");
    lines.demand(!consuming.is_empty(), "md:AttributeConsumingService is missing");
    in_three_languages(lines, role, METADATA, "ServiceName");
    let requested = below(role, METADATA, "RequestedAttribute");
    let has_code = requested.iter().any(|node| node.attribute("Name") == Some(names::NATIONAL_ID));
    lines.demand(has_code, "the personal identity code (urn:oid:1.2.246.21) is not among the requested attributes");
}

fn keys(lines: &mut Lines, role: Node<'_, '_>, (now, is_production): (i64, bool)) {
    let descriptors = below(role, METADATA, "KeyDescriptor");
    for purpose in ["signing", "encryption"] {
        let has = descriptors.iter().any(|node| node.attribute("use").is_none_or(|named| named == purpose));
        lines.demand(has, &format!("there is no certificate for {purpose}"));
    }
    for node in descriptors.iter().flat_map(|node| below(*node, SIGNATURE, "X509Certificate")) {
        let text: String = node.text().unwrap_or_default().split_ascii_whitespace().collect();
        lines.demand(Certificate::from_base64(&text).is_ok(), "a certificate is not RSA of at least 2048 bits");
        let is_alive = expires_at(&text).is_none_or(|end| now < end);
        lines.demand(is_alive, "a certificate has expired; Suomi.fi checks the dates from 2027");
        if is_production {
            lines.demand(
                is_self_signed(&text) != Some(true),
                "a certificate is signed by itself; production wants one of an authority",
            );
            lines.demand(
                !is_for_servers(&text),
                "a certificate is for a TLS server; production wants a system signature certificate",
            );
        }
    }
    let weak = ["rsa-1_5", "-cbc"];
    for method in descriptors.iter().flat_map(|node| below(*node, METADATA, "EncryptionMethod")) {
        let algorithm = method.attribute("Algorithm").unwrap_or_default();
        let is_weak = weak.iter().any(|name| algorithm.ends_with(name));
        lines.demand(!is_weak, &format!("an encryption method is too weak: {algorithm}"));
    }
}

fn endpoints(lines: &mut Lines, role: Node<'_, '_>) {
    let bindings = [names::BINDING_REDIRECT, names::BINDING_POST];
    let logout = below(role, METADATA, "SingleLogoutService");
    let fits = |node: &Node<'_, '_>| node.attribute("Binding").is_some_and(|binding| bindings.contains(&binding));
    lines.demand(logout.iter().any(fits), "there is no md:SingleLogoutService by HTTP-Redirect or HTTP-POST");
    let consumers = below(role, METADATA, "AssertionConsumerService");
    let is_posted = |node: &Node<'_, '_>| node.attribute("Binding") == Some(names::BINDING_POST);
    lines.demand(!consumers.is_empty(), "md:AssertionConsumerService is missing");
    lines.demand(consumers.iter().all(is_posted), "responses come only by HTTP-POST: another binding cannot be used");
    let is_indexed = consumers.iter().all(|node| node.attribute("index").is_some());
    lines.demand(is_indexed, "an md:AssertionConsumerService has no index");
    for node in logout.iter().chain(&consumers) {
        let location = node.attribute("Location").unwrap_or_default();
        lines.demand(location.starts_with("https://"), &format!("the address {location} does not begin with https://"));
    }
}

fn organisation(lines: &mut Lines, root: Node<'_, '_>) {
    for name in ["OrganizationName", "OrganizationDisplayName", "OrganizationURL"] {
        in_three_languages(lines, root, METADATA, name);
    }
    let contacts = below(root, METADATA, "ContactPerson");
    let technical = contacts.iter().find(|node| node.attribute("contactType") == Some("technical"));
    let has_mail = technical.is_some_and(|node| {
        below(*node, METADATA, "EmailAddress").iter().any(|mail| mail.text().is_ok_and(|text| text.contains('@')))
    });
    lines.demand(technical.is_some(), "there is no ContactPerson of the type technical");
    lines.demand(technical.is_none() || has_mail, "the technical ContactPerson has no e-mail address");
}

fn in_three_languages(lines: &mut Lines, parent: Node<'_, '_>, namespace: &str, name: &str) {
    let found = below(parent, namespace, name);
    let language = |node: &Node<'_, '_>| {
        let attributes = &node.element().attributes;
        let named = attributes.iter().find(|each| each.namespace == names::XML && each.local == "lang");
        named.map(|each| each.value.to_string())
    };
    let has = |code: &str| {
        let mut said = found.iter().filter(|node| language(node).as_deref() == Some(code));
        said.any(|node| node.text().is_ok_and(|text| !text.trim().is_empty()))
    };
    let missing: Vec<&str> = LANGUAGES.into_iter().filter(|code| !has(code)).collect();
    lines.demand(missing.is_empty(), &format!("{name} is missing in {}", missing.join(", ")));
}

/// Every element of this name below another, at any depth.
fn below<'d, 'a>(parent: Node<'d, 'a>, namespace: &str, name: &str) -> Vec<Node<'d, 'a>> {
    let mut found = Vec::new();
    for child in parent.children() {
        if child.is(namespace, name) {
            found.push(child);
        }
        found.extend(below(child, namespace, name));
    }
    found
}
