//! Routes with rights: a route is added together with its rule, and the rule is what the gate enforces and what the
//! matrix of rights is printed from. A route without a rule cannot be written.

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{MethodFilter, MethodRouter, on};

use super::App;
use crate::kernel::Permission;

/// Who may open a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Everybody.
    Public,
    /// Messages of another system's protocol with their own protection; outside the cross-site check.
    Protocol,
    /// A person signed in through Suomi.fi.
    SignedIn,
    /// A person who acts for the organisation in the address with this permission. Others get the page of an address
    /// that does not exist.
    Acting(Permission),
    /// A person with this permission from any of the session's verified rights.
    AnyRight(Permission),
    /// An officer of the operator.
    Officer,
}

/// One line of the matrix of rights.
#[derive(Clone, Debug)]
pub struct RouteRule {
    pub method: Method,
    pub path: &'static str,
    pub rule: Rule,
}

/// The routes of a room.
#[derive(Default)]
pub struct Routes {
    routers: Vec<(&'static str, Rule, MethodRouter<App>)>,
    rules: Vec<RouteRule>,
}

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, rule: Rule, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, MethodFilter::GET, path, rule, handler)
    }

    /// Adds a change.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, rule: Rule, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, MethodFilter::POST, path, rule, handler)
    }

    fn add<H, T>(mut self, method: Method, filter: MethodFilter, path: &'static str, rule: Rule, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.routers.push((path, rule, on(filter, handler)));
        self.rules.push(RouteRule { method, path, rule });
        self
    }

    /// Joins the routes of another room.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.routers.extend(other.routers);
        self.rules.extend(other.rules);
        self
    }

    /// Every route with its rule.
    pub fn rules(&self) -> &[RouteRule] {
        &self.rules
    }

    /// The router; `guard` lays the enforcement of its rule over each route.
    pub fn into_router(self, guard: impl Fn(MethodRouter<App>, Rule) -> MethodRouter<App>) -> Router<App> {
        self.routers
            .into_iter()
            .fold(Router::new(), |router, (path, rule, methods)| router.route(path, guard(methods, rule)))
    }
}
