//! What every page needs: the application's parts, the visit, failures that render themselves, routes with rights,
//! forms, cookies and assets. Knows no room.

mod app;
mod assets;
mod chrome;
mod compressed;
mod cookies;
mod dress;
mod failure;
mod form;
pub mod format;
mod jobs;
mod limits;
pub(crate) mod outgoing;
mod pace;
mod routes;
pub mod server;
mod sought;
mod upload;
mod visit;

pub use app::{App, Parts};
pub use assets::{asset, asset_path};
pub use chrome::{Banner, Chrome, NavigationItem, VIEW_ENDED, position_words};
pub use compressed::compressed;
pub use cookies::{Cookie, SameSite};
pub use dress::{FramedBy, dress};
pub use failure::{Failure, Outside};
pub use form::{FieldError, Form, Input};
pub use jobs::skip_row;
#[cfg(test)]
pub(crate) use limits::REQUEST_TIME;
pub use limits::limits;
pub use routes::{RouteRule, Routes, Rule};
pub use sought::{SOUGHT_MOST, Sought, SoughtLine};
pub use upload::{KEPT_FILE, Upload, UploadedFile};
pub use visit::Visit;

/// A page: HTML of a template with a status.
///
/// # Errors
/// `Failure::Internal` when the template cannot be rendered.
pub fn page(
    status: axum::http::StatusCode,
    template: &impl askama::Template,
) -> Result<axum::response::Response, Failure> {
    use axum::response::IntoResponse as _;
    let html = template.render().map_err(|e| Failure::Internal(e.into()))?;
    Ok((status, [(axum::http::header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// A 303 answer: the browser gets the address with GET.
pub fn see_other(address: &str) -> axum::response::Response {
    use axum::response::IntoResponse as _;
    axum::response::Redirect::to(address).into_response()
}
