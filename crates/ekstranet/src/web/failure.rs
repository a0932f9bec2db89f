//! What can go wrong on the way to a page. A failure is returned, logged once and rendered once, in `dress`.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Visit;

/// An outside system that did not answer as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    Database,
    Identification,
    Mandates,
    CodeService,
    CompanyRegister,
    PharmacyRegister,
    OfficersDirectory,
}

/// Why there is no page to show. Carries no personal data.
#[derive(Debug)]
pub enum Failure {
    /// No such page, or one that this person may not know of.
    NotFound,
    /// The page needs a signed-in person; the browser is sent to sign in and comes back.
    SignInNeeded,
    /// The page needs a signed-in officer.
    OfficerNeeded,
    /// Signed in, but this right does not reach here.
    Forbidden,
    /// The request came from another site.
    CrossSite,
    /// The request is not in a form we understand; the reason goes to the log.
    Malformed(&'static str),
    TooLarge,
    /// The body is no form of ours, whatever is in it.
    NotAForm,
    MethodNotAllowed,
    /// We took too long. What was to be changed may have been.
    TooSlow,
    /// More people begin to sign in than this instance takes at once.
    Crowded,
    /// Somebody else changed the thing first.
    Stale,
    /// An outside system is down or answers nonsense; the detail goes to the log.
    Outage(Outside, String),
    /// A mistake of ours.
    Internal(anyhow::Error),
}

impl Failure {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded | Self::OfficerNeeded => StatusCode::SEE_OTHER,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Stale => StatusCode::CONFLICT,
            Self::Outage(..) | Self::TooSlow | Self::Crowded => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The answer where its page is to lead to the path of this visit: the address that was asked for is used up.
    pub fn on(self, visit: Visit) -> Response {
        let mut response = self.into_response();
        response.extensions_mut().insert(visit);
        response
    }

    /// A mistake of ours with a word about where.
    pub fn internal(problem: impl std::fmt::Display) -> Self {
        Self::Internal(anyhow::anyhow!("{problem}"))
    }
}

impl From<db::Error> for Failure {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::NotFound => Self::NotFound,
            db::Error::Stale => Self::Stale,
            db::Error::Unavailable(detail) => Self::Outage(Outside::Database, detail),
            other => Self::Internal(anyhow::Error::new(other)),
        }
    }
}

/// Carries the failure to `dress`, which has the language and the page around it.
#[derive(Clone)]
pub(super) struct Failed(pub std::sync::Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failed(std::sync::Arc::new(self)));
        response
    }
}
