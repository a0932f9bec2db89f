//! The imitated identity provider as this program uses it: a person's way through its pages, in this process.

use anyhow::{Context as _, bail};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use simulators::identification;
use tower::ServiceExt as _;

use crate::load;
use crate::portal::Place;

/// An artificial person that the provider knows.
const PERSON: &str = "210281-9988";
/// A page of the provider is at most so large.
const PAGE: usize = 4 * 1024 * 1024;

/// The provider's pages.
pub struct Provider(Router);

impl Provider {
    /// `service_metadata` is that of the portal for which it shall answer.
    pub fn open(place: &Place, service_metadata: &str) -> anyhow::Result<Self> {
        std::fs::write(place.folder.join("sp-metadata.xml"), service_metadata)?;
        Ok(Self(identification::routes(place.provider.clone())))
    }

    /// Goes from the address to which the portal sends the browser to the form value that the browser posts back.
    pub async fn answer(&self, address: &str) -> anyhow::Result<String> {
        let path = address.find("/idp/").map(|at| &address[at..]).context("an address of the provider")?;
        let page = self.page(Request::get(path), String::new()).await?;
        let flow = value_of(&page, "flow")?;
        let form = load::form(&[("flow", &flow), ("person", PERSON)]);
        self.page(Request::post("/idp/choose"), form).await?;
        let form = load::form(&[("flow", &flow), ("answer", "continue")]);
        let page = self.page(Request::post("/idp/consent"), form).await?;
        value_of(&page, "SAMLResponse")
    }

    async fn page(&self, request: axum::http::request::Builder, body: String) -> anyhow::Result<String> {
        let request =
            request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body))?;
        let response = self.0.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), PAGE).await?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !status.is_success() {
            bail!("the identity provider answered {status}: {}", between(&text, "<code>", "</code>"));
        }
        Ok(text)
    }
}

/// The value of a hidden field.
fn value_of(page: &str, name: &str) -> anyhow::Result<String> {
    let value = between(between(page, &format!("name=\"{name}\""), ">"), "value=\"", "\"");
    if value.is_empty() {
        bail!("the identity provider's page has no {name}");
    }
    Ok(value.replace("&#43;", "+").replace("&#61;", "=").replace("&#x2b;", "+"))
}

/// The text between two marks; empty when they are not there.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found).unwrap_or_default()
}

/// The same response with a change in its text.
pub fn forged(response: &str, change: impl FnOnce(&str) -> String) -> anyhow::Result<String> {
    let text = String::from_utf8(STANDARD.decode(response).context("a response is base64")?)?;
    Ok(STANDARD.encode(change(&text)))
}
