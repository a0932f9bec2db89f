//! Status codes of protocol answers, reduced to the standard's own words.

use crate::names::PROTOCOL;
use crate::refused::Refused;
use crate::tree::{Children, Node};

/// A status code of SAML 2.0 core §3.2.2.2; anything the standard does not name is `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusCode {
    /// The request succeeded.
    Success,
    /// The requester is to blame. Suomi.fi reports a cancelled identification so.
    Requester,
    /// The identity provider is to blame.
    Responder,
    /// Another protocol version was expected.
    VersionMismatch,
    /// The person cancelled, or could not be identified.
    AuthnFailed,
    /// No method of the requested level was available.
    NoAuthnContext,
    /// The name identifier policy cannot be met.
    InvalidNameIdPolicy,
    /// Passive identification was not possible.
    NoPassive,
    /// The request was stale, repeated or not acceptable.
    RequestDenied,
    /// Not every service could be signed out.
    PartialLogout,
    /// The person is not known.
    UnknownPrincipal,
    /// Any other code.
    Other,
}

impl StatusCode {
    fn from_value(value: &str) -> Self {
        match value.strip_prefix("urn:oasis:names:tc:SAML:2.0:status:") {
            Some("Success") => Self::Success,
            Some("Requester") => Self::Requester,
            Some("Responder") => Self::Responder,
            Some("VersionMismatch") => Self::VersionMismatch,
            Some("AuthnFailed") => Self::AuthnFailed,
            Some("NoAuthnContext") => Self::NoAuthnContext,
            Some("InvalidNameIDPolicy") => Self::InvalidNameIdPolicy,
            Some("NoPassive") => Self::NoPassive,
            Some("RequestDenied") => Self::RequestDenied,
            Some("PartialLogout") => Self::PartialLogout,
            Some("UnknownPrincipal") => Self::UnknownPrincipal,
            _ => Self::Other,
        }
    }
}

/// The two levels of a status; the free-text message is never read.
pub(crate) struct Status {
    pub(crate) top: StatusCode,
    pub(crate) second: Option<StatusCode>,
}

impl Status {
    /// Reads `samlp:Status`: one code, at most one code inside it, then at most a message and a detail.
    pub(crate) fn read(node: Node<'_, '_>) -> Result<Self, Refused> {
        node.only_attributes(&[])?;
        let mut children = Children::of(node)?;
        let code = children.required(PROTOCOL, "StatusCode")?;
        children.optional(PROTOCOL, "StatusMessage");
        children.optional(PROTOCOL, "StatusDetail");
        children.end()?;
        code.only_attributes(&["Value"])?;
        let mut nested = Children::of(code)?;
        let second = nested.optional(PROTOCOL, "StatusCode");
        nested.end()?;
        let second = match second {
            None => None,
            Some(inner) => {
                inner.only_attributes(&["Value"])?;
                Some(StatusCode::from_value(inner.required_attribute("Value")?))
            }
        };
        Ok(Self { top: StatusCode::from_value(code.required_attribute("Value")?), second })
    }

    /// Whether the answer is a plain success.
    pub(crate) fn is_success(&self) -> bool {
        self.top == StatusCode::Success && self.second.is_none()
    }

    /// The refusal that reports this status.
    pub(crate) fn refusal(&self) -> Refused {
        Refused::Status { top: self.top, second: self.second }
    }
}
