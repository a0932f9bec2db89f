//! The gate behind: what a decrypted assertion must say before it becomes an identity.

use crate::envelope::{Expected, check_issuer, identifier};
use crate::identity::{Identity, NameId, NationalId};
use crate::keys::Certificate;
use crate::names::{self, ASSERTION, SIGNATURE};
use crate::refused::Refused;
use crate::signature::{self, Reference};
use crate::time;
use crate::tree::{Attribute, Children, Document, Node};
use std::collections::HashSet;

/// Single sign-on may answer with an identification this old when it was asked.
const SESSION_MS: i64 = 32 * 60 * 1000;
/// Suomi.fi's assertions are valid for five minutes; anything over twice that is not one of them.
const LONGEST_VALIDITY_MS: i64 = 10 * 60 * 1000;
pub(crate) const NAME_ID_BYTES: usize = 2048;
const SESSION_INDEX_BYTES: usize = 256;
const NAME_BYTES: usize = 1024;

/// Checks a decrypted assertion and reads the identity from the very tree whose signature was checked.
pub(crate) fn accept(
    document: &Document<'_>,
    response_id: &str,
    expected: &Expected<'_>,
    accepted_contexts: &[String],
    keys: &[Certificate],
) -> Result<Identity, Refused> {
    let assertion = document.root();
    if !assertion.is(ASSERTION, "Assertion") || document.count(ASSERTION, "Assertion") != 1 {
        return Err(Refused::AssertionCount);
    }
    assertion.only_attributes(&["ID", "Version", "IssueInstant"])?;
    let mut children = Children::of(assertion)?;
    let issuer = children.required(ASSERTION, "Issuer")?;
    let signature = match (children.optional(SIGNATURE, "Signature"), document.count(SIGNATURE, "Signature")) {
        (Some(signature), 1) => signature,
        (None, 0) => return Err(Refused::AssertionSignatureMissing),
        _ => return Err(Refused::SignatureCount),
    };
    let key = signature::verify(assertion, signature, keys, Reference::Identifier)?;
    signature::confirm(assertion, key)?;

    if assertion.attribute("Version") != Some("2.0") {
        return Err(Refused::Version);
    }
    check_issuer(issuer, expected.issuer, Refused::AssertionIssuer)?;
    let made_at = instant(assertion, "IssueInstant")?;
    if made_at > expected.now + expected.skew || made_at < expected.started_at - expected.skew {
        return Err(Refused::IssueInstant);
    }
    let subject = Subject::read(children.required(ASSERTION, "Subject")?, expected)?;
    let valid_until = check_conditions(children.required(ASSERTION, "Conditions")?, expected)?;
    let statement = Statement::read(children.required(ASSERTION, "AuthnStatement")?, expected, accepted_contexts)?;
    let attributes = Attributes::read(children.required(ASSERTION, "AttributeStatement")?)?;
    children.end()?;

    let national_id = attributes.national_id.ok_or(Refused::NationalId)?;
    Ok(Identity {
        national_id,
        first_names: attributes.first_names,
        calling_name: attributes.calling_name,
        family_name: attributes.family_name,
        display_name: attributes.display_name,
        common_name: attributes.common_name,
        context_class: statement.context_class,
        name_id: subject.name_id,
        session_index: statement.session_index,
        authenticated_at: statement.authenticated_at,
        response_id: response_id.to_owned(),
        assertion_id: identifier(assertion)?.to_owned(),
        replay_until: valid_until.max(subject.confirmed_until) + expected.skew,
    })
}

fn instant(node: Node<'_, '_>, attribute: &str) -> Result<i64, Refused> {
    time::parse(node.attribute(attribute).ok_or(Refused::TimeFormat)?)
}

/// A deadline that is ahead, but not so far that replay records would pile up.
fn deadline(node: Node<'_, '_>, expected: &Expected<'_>) -> Result<i64, Refused> {
    let until = instant(node, "NotOnOrAfter")?;
    let passed = expected.now >= until.saturating_add(expected.skew);
    let too_far = until > expected.now + LONGEST_VALIDITY_MS + expected.skew;
    if passed || too_far { Err(Refused::ValidityPeriod) } else { Ok(until) }
}

struct Subject {
    name_id: NameId,
    confirmed_until: i64,
}

impl Subject {
    fn read(subject: Node<'_, '_>, expected: &Expected<'_>) -> Result<Self, Refused> {
        subject.only_attributes(&[])?;
        let mut children = Children::of(subject)?;
        let name_id = read_name_id(children.required(ASSERTION, "NameID").map_err(|_| Refused::NameId)?, expected)?;
        let confirmation =
            children.required(ASSERTION, "SubjectConfirmation").map_err(|_| Refused::SubjectConfirmation)?;
        children.end().map_err(|_| Refused::SubjectConfirmation)?;
        confirmation.only_attributes(&["Method"])?;
        if confirmation.attribute("Method") != Some(names::BEARER) {
            return Err(Refused::SubjectConfirmation);
        }
        let mut children = Children::of(confirmation)?;
        let data = children.required(ASSERTION, "SubjectConfirmationData").map_err(|_| Refused::SubjectConfirmation)?;
        children.end().map_err(|_| Refused::SubjectConfirmation)?;
        data.only_attributes(&["Recipient", "InResponseTo", "NotOnOrAfter", "Address"])?;
        Children::of(data)?.end()?;
        if data.attribute("Recipient") != Some(expected.destination) {
            return Err(Refused::Recipient);
        }
        if data.attribute("InResponseTo") != Some(expected.request_id) {
            return Err(Refused::ConfirmationInResponseTo);
        }
        Ok(Self { name_id, confirmed_until: deadline(data, expected)? })
    }
}

fn read_name_id(node: Node<'_, '_>, expected: &Expected<'_>) -> Result<NameId, Refused> {
    node.only_attributes(&["Format", "NameQualifier", "SPNameQualifier"]).map_err(|_| Refused::NameId)?;
    let value = node.text()?;
    let fits = node.attribute("Format") == Some(names::TRANSIENT)
        && node.attribute("NameQualifier") == Some(expected.issuer)
        && node.attribute("SPNameQualifier") == Some(expected.entity_id)
        && (1..=NAME_ID_BYTES).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_graphic());
    if !fits {
        return Err(Refused::NameId);
    }
    Ok(NameId {
        value: value.into_owned(),
        name_qualifier: expected.issuer.to_owned(),
        sp_name_qualifier: expected.entity_id.to_owned(),
    })
}

/// Exactly one audience, ours, and both ends of the validity period. Any other condition is refused as not understood.
fn check_conditions(conditions: Node<'_, '_>, expected: &Expected<'_>) -> Result<i64, Refused> {
    conditions.only_attributes(&["NotBefore", "NotOnOrAfter"])?;
    let mut children = Children::of(conditions)?;
    let restriction = children.required(ASSERTION, "AudienceRestriction").map_err(|_| Refused::Audience)?;
    children.end().map_err(|_| Refused::Audience)?;
    restriction.only_attributes(&[])?;
    let mut children = Children::of(restriction)?;
    let audience = children.required(ASSERTION, "Audience").map_err(|_| Refused::Audience)?;
    children.end().map_err(|_| Refused::Audience)?;
    audience.only_attributes(&[])?;
    if audience.text()? != expected.entity_id {
        return Err(Refused::Audience);
    }
    let valid_from = instant(conditions, "NotBefore")?;
    let valid_until = deadline(conditions, expected)?;
    if valid_from > expected.now + expected.skew || valid_from >= valid_until {
        return Err(Refused::ValidityPeriod);
    }
    Ok(valid_until)
}

struct Statement {
    context_class: String,
    session_index: String,
    authenticated_at: i64,
}

impl Statement {
    fn read(statement: Node<'_, '_>, expected: &Expected<'_>, accepted: &[String]) -> Result<Self, Refused> {
        statement.only_attributes(&["AuthnInstant", "SessionIndex", "SessionNotOnOrAfter"])?;
        let mut children = Children::of(statement)?;
        children.optional(ASSERTION, "SubjectLocality");
        let context = children.required(ASSERTION, "AuthnContext").map_err(|_| Refused::ContextClass)?;
        children.end()?;
        context.only_attributes(&[])?;
        let mut children = Children::of(context)?;
        let class = children.required(ASSERTION, "AuthnContextClassRef").map_err(|_| Refused::ContextClass)?;
        while children.optional(ASSERTION, "AuthenticatingAuthority").is_some() {}
        children.end().map_err(|_| Refused::ContextClass)?;
        class.only_attributes(&[])?;
        let context_class = class.text()?.into_owned();
        if !accepted.contains(&context_class) {
            return Err(Refused::ContextClass);
        }
        let session_index = statement.attribute("SessionIndex").unwrap_or_default();
        let fits = (1..=SESSION_INDEX_BYTES).contains(&session_index.len());
        if !fits || !session_index.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Refused::SessionIndex);
        }
        let authenticated_at = instant(statement, "AuthnInstant")?;
        // Not of now: whoever has a session there may take their time on the provider's page.
        let too_old = authenticated_at < expected.started_at - SESSION_MS - expected.skew;
        if too_old || authenticated_at > expected.now + expected.skew {
            return Err(Refused::AuthenticationInstant);
        }
        if let Some(end) = statement.attribute("SessionNotOnOrAfter")
            && expected.now >= time::parse(end)?.saturating_add(expected.skew)
        {
            return Err(Refused::AuthenticationInstant);
        }
        Ok(Self { context_class, session_index: session_index.to_owned(), authenticated_at })
    }
}

/// The attributes that are read. What else there is has no meaning here and is passed over.
const KNOWN: [&str; 6] = [
    names::NATIONAL_ID,
    names::FIRST_NAMES,
    names::CALLING_NAME,
    names::FAMILY_NAME,
    names::DISPLAY_NAME,
    names::COMMON_NAME,
];

#[derive(Default)]
struct Attributes {
    national_id: Option<NationalId>,
    first_names: Option<String>,
    calling_name: Option<String>,
    family_name: Option<String>,
    display_name: Option<String>,
    common_name: Option<String>,
}

impl Attributes {
    /// Keys on `Name` alone: the friendly names differ between documents and the wire. A known name comes once, whatever
    /// its format.
    fn read(statement: Node<'_, '_>) -> Result<Self, Refused> {
        statement.only_attributes(&[])?;
        let mut children = Children::of(statement)?;
        let mut attributes = Self::default();
        let mut seen = HashSet::new();
        while let Some(attribute) = children.optional(ASSERTION, "Attribute") {
            let name = attribute.required_attribute("Name").map_err(|_| Refused::Attributes)?;
            // Suomi.fi may send more than we asked for, in any shape: it must not shut everybody out.
            if !KNOWN.contains(&name) {
                continue;
            }
            attribute.only_attributes(&["Name", "NameFormat", "FriendlyName"])?;
            if !seen.insert(name) {
                return Err(if name == names::NATIONAL_ID { Refused::NationalId } else { Refused::Attributes });
            }
            if attribute.attribute("NameFormat") != Some(names::URI_NAME_FORMAT) {
                return Err(Refused::Attributes);
            }
            let many = if name == names::NATIONAL_ID { Refused::NationalId } else { Refused::Attributes };
            let value = single_value(attribute).map_err(|_| many)?;
            match name {
                names::NATIONAL_ID => attributes.national_id = Some(NationalId::parse(&value.text()?)?),
                names::FIRST_NAMES => attributes.first_names = person_name(value)?,
                names::CALLING_NAME => attributes.calling_name = person_name(value)?,
                names::FAMILY_NAME => attributes.family_name = person_name(value)?,
                names::DISPLAY_NAME => attributes.display_name = person_name(value)?,
                names::COMMON_NAME => attributes.common_name = person_name(value)?,
                _ => {}
            }
        }
        children.end()?;
        Ok(attributes)
    }
}

/// The one value of an attribute: text, perhaps with a schema type.
fn single_value<'d, 'a>(attribute: Node<'d, 'a>) -> Result<Node<'d, 'a>, Refused> {
    let mut children = Children::of(attribute)?;
    let value = children.required(ASSERTION, "AttributeValue")?;
    children.end()?;
    let of_schema =
        |each: &Attribute<'_>| each.namespace == names::SCHEMA_INSTANCE && matches!(each.local, "type" | "nil");
    if !value.element().attributes.iter().all(of_schema) {
        return Err(Refused::Attributes);
    }
    value.text()?;
    Ok(value)
}

/// A name of any script; an empty one counts as missing, control characters and excessive length are refused.
fn person_name(value: Node<'_, '_>) -> Result<Option<String>, Refused> {
    let text = value.text()?;
    let name = text.trim();
    if name.len() > NAME_BYTES || name.chars().any(char::is_control) {
        return Err(Refused::Attributes);
    }
    Ok((!name.is_empty()).then(|| name.to_owned()))
}
