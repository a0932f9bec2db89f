//! Style sheet, scripts and pictures, embedded and served under a hash of their content, so that a browser may keep
//! them for ever.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Failure;

struct Asset {
    name: &'static str,
    path: &'static str,
    media: &'static str,
    content: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of an asset by its file name.
///
/// # Panics
/// When there is no such file in `ui/assets`; every page test would show it.
pub fn asset_path(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or_else(|| panic!("no asset {name}"), |asset| asset.path)
}

/// Answers `/assets/{hash}/{name}`.
///
/// # Errors
/// `NotFound` for another name or an older hash.
pub async fn asset(Path((hash, name)): Path<(String, String)>) -> Result<Response, Failure> {
    let path = format!("/assets/{hash}/{name}");
    let asset = ASSETS.iter().find(|asset| asset.path == path).ok_or(Failure::NotFound)?;
    let headers = [(header::CONTENT_TYPE, asset.media), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((StatusCode::OK, headers, asset.content).into_response())
}
