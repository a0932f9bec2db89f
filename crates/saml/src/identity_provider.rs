//! The identity provider as its metadata describes it: addresses and signing keys.

use crate::keys::Certificate;
use crate::names::{self, METADATA, PROTOCOL, SIGNATURE};
use crate::refused::Refused;
use crate::settings::is_address;
use crate::signature::{self, Reference};
use crate::time;
use crate::tree::{Document, Node};
use crate::xml;

/// Two keys at once are normal during a rotation; more than this is a mistake.
const SIGNING_KEYS: usize = 8;

/// What the metadata of the identity provider says.
pub struct IdentityProvider {
    entity_id: String,
    sign_in_redirect: String,
    sign_in_post: Option<String>,
    sign_out_redirect: Option<String>,
    sign_out_post: Option<String>,
    sign_out_answer: Option<String>,
    valid_until: Option<i64>,
    cache_milliseconds: Option<i64>,
    signing_keys: Vec<Certificate>,
}

impl IdentityProvider {
    /// An identity provider that is not known yet. It has no key, so nothing that claims to come from it is accepted; our
    /// own metadata and the check of our settings need no more.
    pub fn unknown() -> Self {
        Self {
            entity_id: String::new(),
            sign_in_redirect: String::new(),
            sign_in_post: None,
            sign_out_redirect: None,
            sign_out_post: None,
            sign_out_answer: None,
            valid_until: None,
            cache_milliseconds: None,
            signing_keys: Vec::new(),
        }
    }

    /// Reads an `EntityDescriptor` file.
    ///
    /// With a pinned certificate the file must be signed by its key, whatever the certificate's dates; the signature may
    /// refer to the whole document or to its identifier. Without one the file is trusted as it is, so it must come from a
    /// place only the operator can write to.
    pub fn from_metadata(xml: &[u8], pinned_metadata_certificate_pem: Option<&str>) -> Result<Self, Refused> {
        if xml.len() > xml::METADATA.bytes {
            return Err(Refused::TooLarge);
        }
        let text = std::str::from_utf8(xml).map_err(|_| Refused::NotUtf8)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let document = xml::read(&text, xml::METADATA)?;
        let root = document.root();
        if !root.is(METADATA, "EntityDescriptor") {
            return Err(Refused::UnexpectedMessage);
        }
        if let Some(pem) = pinned_metadata_certificate_pem {
            verify(&document, &Certificate::from_pem(pem)?)?;
        }
        let mut roles = root.children().filter(|child| child.is(METADATA, "IDPSSODescriptor"));
        let (Some(role), None) = (roles.next(), roles.next()) else { return Err(Refused::Metadata) };
        let protocols = role.attribute("protocolSupportEnumeration").unwrap_or_default();
        if !protocols.split_ascii_whitespace().any(|protocol| protocol == PROTOCOL) {
            return Err(Refused::Metadata);
        }
        Ok(Self {
            entity_id: root.required_attribute("entityID").map_err(|_| Refused::Metadata)?.to_owned(),
            sign_in_redirect: location(role, "SingleSignOnService", names::BINDING_REDIRECT)?
                .ok_or(Refused::Metadata)?,
            sign_in_post: location(role, "SingleSignOnService", names::BINDING_POST)?,
            sign_out_redirect: location(role, "SingleLogoutService", names::BINDING_REDIRECT)?,
            sign_out_post: location(role, "SingleLogoutService", names::BINDING_POST)?,
            sign_out_answer: endpoint(role, "SingleLogoutService", names::BINDING_REDIRECT)?
                .map(|node| {
                    address(
                        node,
                        if node.attribute("ResponseLocation").is_some() { "ResponseLocation" } else { "Location" },
                    )
                })
                .transpose()?,
            valid_until: earliest([root, role].map(|node| node.attribute("validUntil")), time::parse)?,
            cache_milliseconds: earliest([root, role].map(|node| node.attribute("cacheDuration")), duration)?,
            signing_keys: signing_keys(role)?,
        })
    }

    /// The identity provider's entity identifier.
    pub fn entity_id(&self) -> &str {
        &self.entity_id
    }

    /// Where a sign-in request goes by redirect. The page's `form-action` policy must allow its origin.
    pub fn sign_in_redirect_url(&self) -> &str {
        &self.sign_in_redirect
    }

    /// Where a sign-in request would go by form post.
    pub fn sign_in_post_url(&self) -> Option<&str> {
        self.sign_in_post.as_deref()
    }

    /// Where sign-out messages go by redirect.
    pub fn sign_out_redirect_url(&self) -> Option<&str> {
        self.sign_out_redirect.as_deref()
    }

    /// Where sign-out messages would go by form post.
    pub fn sign_out_post_url(&self) -> Option<&str> {
        self.sign_out_post.as_deref()
    }

    /// Where the answer to a sign-out request of the identity provider goes, by redirect.
    pub fn sign_out_answer_url(&self) -> Option<&str> {
        self.sign_out_answer.as_deref()
    }

    /// After how long the metadata asks to be read anew, in milliseconds.
    pub fn cache_milliseconds(&self) -> Option<i64> {
        self.cache_milliseconds
    }

    /// Until when the metadata says it may be used, in milliseconds. The caller, who has the clock, should fetch it anew
    /// before then.
    pub fn valid_until(&self) -> Option<i64> {
        self.valid_until
    }

    pub(crate) fn signing_keys(&self) -> &[Certificate] {
        &self.signing_keys
    }
}

fn verify(document: &Document<'_>, pinned: &Certificate) -> Result<(), Refused> {
    let root = document.root();
    let mut signatures = root.children().filter(|child| child.is(SIGNATURE, "Signature"));
    let (Some(signature), None) = (signatures.next(), signatures.next()) else {
        return Err(Refused::SignatureCount);
    };
    if document.count(SIGNATURE, "Signature") != 1 {
        return Err(Refused::SignatureCount);
    }
    signature::verify(root, signature, std::slice::from_ref(pinned), Reference::IdentifierOrDocument)?;
    signature::confirm(root, pinned)
}

fn endpoint<'d, 'a>(role: Node<'d, 'a>, service: &str, binding: &str) -> Result<Option<Node<'d, 'a>>, Refused> {
    let mut found =
        role.children().filter(|child| child.is(METADATA, service) && child.attribute("Binding") == Some(binding));
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        _ => Err(Refused::Metadata),
    }
}

fn location(role: Node<'_, '_>, service: &str, binding: &str) -> Result<Option<String>, Refused> {
    endpoint(role, service, binding)?.map(|node| address(node, "Location")).transpose()
}

fn address(node: Node<'_, '_>, attribute: &str) -> Result<String, Refused> {
    let address = node.required_attribute(attribute).map_err(|_| Refused::Metadata)?;
    if is_address(address) { Ok(address.to_owned()) } else { Err(Refused::Metadata) }
}

/// The least of two values, of which each may be missing and none may be unreadable.
fn earliest(texts: [Option<&str>; 2], read: fn(&str) -> Result<i64, Refused>) -> Result<Option<i64>, Refused> {
    let values = texts.into_iter().flatten().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(values.into_iter().min())
}

/// An `xs:duration` in milliseconds, a day being 24 hours. Months and years have no certain length and are refused.
fn duration(text: &str) -> Result<i64, Refused> {
    let span: jiff::Span = text.parse().map_err(|_| Refused::Metadata)?;
    let length = span.to_duration(jiff::SpanRelativeTo::days_are_24_hours()).map_err(|_| Refused::Metadata)?;
    i64::try_from(length.as_millis()).map_err(|_| Refused::Metadata)
}

/// Every certificate for signing, or for any use.
fn signing_keys(role: Node<'_, '_>) -> Result<Vec<Certificate>, Refused> {
    let mut keys = Vec::new();
    let for_signing = |node: &Node<'_, '_>| {
        node.is(METADATA, "KeyDescriptor") && node.attribute("use").is_none_or(|purpose| purpose == "signing")
    };
    for descriptor in role.children().filter(for_signing) {
        let infos = descriptor.children().filter(|child| child.is(SIGNATURE, "KeyInfo"));
        let data = infos.flat_map(Node::children).filter(|child| child.is(SIGNATURE, "X509Data"));
        for certificate in data.flat_map(Node::children).filter(|child| child.is(SIGNATURE, "X509Certificate")) {
            keys.push(Certificate::from_base64(&certificate.text()?)?);
        }
    }
    if keys.is_empty() || keys.len() > SIGNING_KEYS { Err(Refused::Metadata) } else { Ok(keys) }
}
