//! The e-service that sends people here, as its SAML metadata describes it.

use anyhow::{Context, bail};
use roxmltree::{Document, Node};

use super::certificate;
use super::xml::namespace;
use crate::people::Language;

pub(super) const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
pub(super) const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

/// What the metadata of an e-service says, as far as it matters here.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) entity_id: String,
    /// Display names by language code.
    names: Vec<(String, String)>,
    /// Public keys that may sign the service's messages, as `SubjectPublicKeyInfo`.
    pub(super) signing_keys: Vec<Vec<u8>>,
    /// Certificates that assertions may be encrypted for, in DER.
    pub(super) encryption_certificates: Vec<Vec<u8>>,
    return_addresses: Vec<ReturnAddress>,
    logout_addresses: Vec<LogoutAddress>,
    /// `FinnishAuthMethod`: the allowed context classes, empty when the metadata names none.
    pub(super) classes: Vec<String>,
    /// Names of the attributes asked for, empty when the metadata names none.
    pub(super) requested_attributes: Vec<String>,
}

#[derive(Debug)]
struct ReturnAddress {
    location: String,
    index: Option<String>,
    is_default: bool,
}

/// Where the service receives logout messages.
#[derive(Debug)]
pub(super) struct LogoutAddress {
    pub(super) binding: String,
    /// Where a request goes.
    pub(super) location: String,
    /// Where an answer goes.
    pub(super) response_location: String,
}

impl Service {
    /// Reads SP metadata.
    ///
    /// # Errors
    /// When it is not metadata of a service provider, or lacks what an answer needs.
    pub(super) fn read(metadata: &str) -> anyhow::Result<Service> {
        let document = Document::parse(metadata).context("the metadata is not well-formed XML")?;
        let root = document.root_element();
        if root.tag_name().name() != "EntityDescriptor" {
            bail!("the metadata does not begin with EntityDescriptor");
        }
        let sp = elements(root, "SPSSODescriptor").next().context("the metadata has no SPSSODescriptor")?;
        let mut service = Service {
            entity_id: root.attribute("entityID").context("the metadata has no entityID")?.to_owned(),
            names: texts_by_language(sp, "DisplayName"),
            signing_keys: Vec::new(),
            encryption_certificates: Vec::new(),
            return_addresses: elements(sp, "AssertionConsumerService").filter_map(return_address).collect(),
            logout_addresses: elements(sp, "SingleLogoutService").filter_map(logout_address).collect(),
            classes: finnish_auth_methods(root),
            requested_attributes: elements(sp, "RequestedAttribute")
                .filter_map(|attribute| attribute.attribute("Name").map(str::to_owned))
                .collect(),
        };
        if service.names.is_empty() {
            service.names = texts_by_language(sp, "ServiceName");
        }
        for descriptor in elements(sp, "KeyDescriptor") {
            for text in elements(descriptor, "X509Certificate").filter_map(|node| node.text()) {
                let certificate = certificate::decode(text)?;
                if descriptor.attribute("use") != Some("encryption") {
                    service.signing_keys.push(certificate::public_key(&certificate)?.to_vec());
                }
                if descriptor.attribute("use") != Some("signing") {
                    service.encryption_certificates.push(certificate);
                }
            }
        }
        if service.signing_keys.is_empty() || service.encryption_certificates.is_empty() {
            bail!("the metadata must have a certificate for signing and one for encryption");
        }
        service.is_no_production()?;
        if service.return_addresses.is_empty() {
            bail!("the metadata has no AssertionConsumerService with the binding HTTP-POST");
        }
        Ok(service)
    }

    /// Metadata may come as a file, so what it names is looked at, and not only where it came from.
    fn is_no_production(&self) -> anyhow::Result<()> {
        let returns = self.return_addresses.iter().map(|address| &address.location);
        let logouts = self.logout_addresses.iter().flat_map(|address| [&address.location, &address.response_location]);
        for address in std::iter::once(&self.entity_id).chain(returns).chain(logouts) {
            let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
            if host.is_some_and(|host| crate::config::is_production(&host)) {
                bail!("the metadata names a production host; the simulators never serve production");
            }
        }
        Ok(())
    }

    /// The service's name in a language, else in Finnish, else its entity ID.
    pub(super) fn name(&self, language: Language) -> &str {
        let in_language = |code: &str| self.names.iter().find(|(known, _)| known == code).map(|(_, name)| name);
        in_language(language.code()).or_else(|| in_language("fi")).unwrap_or(&self.entity_id)
    }

    /// Where a response goes: the address or index asked for when the metadata has it, else the default one.
    pub(super) fn return_address(&self, location: Option<&str>, index: Option<&str>) -> Option<&str> {
        let mut addresses = self.return_addresses.iter();
        let found = match (location, index) {
            (Some(location), _) => addresses.find(|address| address.location == location),
            (None, Some(index)) => addresses.find(|address| address.index.as_deref() == Some(index)),
            (None, None) => addresses.find(|address| address.is_default).or_else(|| self.return_addresses.first()),
        };
        found.map(|address| address.location.as_str())
    }

    /// Where a logout response goes: by Redirect when the service can take it, else by POST.
    pub(super) fn logout_address(&self) -> Option<&LogoutAddress> {
        let by = |binding| self.logout_addresses.iter().find(|address| address.binding == binding);
        by(REDIRECT).or_else(|| by(POST))
    }

    /// Where a logout request goes: by POST when that is wanted and the service can take it.
    pub(super) fn logout_request_address(&self, by_post: bool) -> Option<&LogoutAddress> {
        let posted = self.logout_addresses.iter().find(|address| by_post && address.binding == POST);
        posted.or_else(|| self.logout_address())
    }

    /// Another party of which only its name and its keys matter.
    pub(super) fn party(entity_id: &str, signing_keys: Vec<Vec<u8>>) -> Service {
        Service {
            entity_id: entity_id.to_owned(),
            names: Vec::new(),
            signing_keys,
            encryption_certificates: Vec::new(),
            return_addresses: Vec::new(),
            logout_addresses: Vec::new(),
            classes: Vec::new(),
            requested_attributes: Vec::new(),
        }
    }
}

fn texts_by_language(parent: Node, name: &str) -> Vec<(String, String)> {
    elements(parent, name)
        .filter_map(|node| {
            let language = node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"))?;
            Some((language.to_owned(), node.text()?.trim().to_owned()))
        })
        .collect()
}

/// The elements of a local name below a parent, in any namespace.
fn elements<'a>(parent: Node<'a, 'a>, name: &str) -> std::vec::IntoIter<Node<'a, 'a>> {
    let is_named = |node: &Node| node.is_element() && node.tag_name().name() == name;
    parent.descendants().filter(is_named).collect::<Vec<_>>().into_iter()
}

fn return_address(node: Node) -> Option<ReturnAddress> {
    (node.attribute("Binding") == Some(POST)).then_some(())?;
    Some(ReturnAddress {
        location: node.attribute("Location")?.to_owned(),
        index: node.attribute("index").map(str::to_owned),
        is_default: matches!(node.attribute("isDefault"), Some("true" | "1")),
    })
}

fn logout_address(node: Node) -> Option<LogoutAddress> {
    let location = node.attribute("Location")?;
    Some(LogoutAddress {
        binding: node.attribute("Binding")?.to_owned(),
        location: location.to_owned(),
        response_location: node.attribute("ResponseLocation").unwrap_or(location).to_owned(),
    })
}

/// The context classes of the entity attribute `FinnishAuthMethod`.
fn finnish_auth_methods(root: Node) -> Vec<String> {
    let is_value = |node: &Node| node.has_tag_name((namespace("saml2"), "AttributeValue"));
    elements(root, "Attribute")
        .filter(|attribute| attribute.attribute("Name") == Some("FinnishAuthMethod"))
        .flat_map(|attribute| attribute.children().filter(is_value).filter_map(|value| value.text()))
        .map(|value| value.trim().to_owned())
        .collect()
}
