//! One request as a handler sees it: when, in which language, who, for whom.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Banner, Chrome, Failure};
use crate::kernel::{Acting, Instant, Language, Permissions, Session};
use crate::texts::{Texts, texts};

use super::App;

/// One request. `dress` begins it, the gate adds who and for whom, handlers take it as an argument.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    pub now: Instant,
    pub language: Language,
    /// Address of the page without the language choice, for the language links.
    pub path: String,
    /// The id printed on failure pages and in the log.
    pub request_id: String,
    pub session: Option<Session>,
    /// Nobody asked: a job of the service is at work.
    pub by_service: bool,
    pub acting: Option<Acting>,
    /// The union of the session's verified rights, where the rule asked for it.
    pub rights: Permissions,
}

impl Visit {
    pub fn texts(&self) -> &'static Texts {
        texts(self.language)
    }

    /// Who is signed in.
    ///
    /// # Errors
    /// `SignInNeeded` when nobody is; routes with a rule for signed-in people never see it.
    pub fn session(&self) -> Result<&Session, Failure> {
        self.session.as_ref().ok_or(Failure::SignInNeeded)
    }

    /// For whom the person acts.
    ///
    /// # Errors
    /// `NotFound` when for nobody; routes with the rule `Acting` never see it.
    pub fn acting(&self) -> Result<&Acting, Failure> {
        self.acting.as_ref().ok_or(Failure::NotFound)
    }

    /// Whether an officer is signed in.
    pub fn is_officer(&self) -> bool {
        self.session.as_ref().is_some_and(Session::is_officer)
    }

    /// What stands around the page: language links, banner, navigation, support.
    pub fn chrome(&self, title: impl Into<String>) -> Chrome {
        let banner = self.acting.as_ref().map(|acting| Banner::new(acting, self.texts()));
        Chrome::new(self, title.into(), banner)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        // Taken out, not copied: it has a dozen texts in it, and nothing after the handler asks for it.
        parts.extensions.remove::<Self>().ok_or_else(|| Failure::internal("the route has no dress"))
    }
}

impl Visit {
    /// The visit of a job: the service itself acts, nobody is signed in.
    pub fn of_job(app: &App) -> Self {
        Self {
            now: app.clock.now(),
            language: Language::Fi,
            path: String::new(),
            request_id: "job".to_string(),
            session: None,
            by_service: true,
            acting: None,
            rights: Permissions::none(),
            app: app.clone(),
        }
    }
}
