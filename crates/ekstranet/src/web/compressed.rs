//! Pages, the style sheet and scripts go out compressed to whoever takes them so; `docs/decisions/0020-compressed.md`
//! says why that is safe here.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};

/// What is written for eyes and long enough to gain by it. Files of customers are not among it.
const MEDIA: [&str; 3] = ["text/html", "text/css", "text/javascript"];
/// Shorter ones fit into one packet anyway, in bytes.
const SHORTEST: u64 = 1_024;

/// The layer that compresses. The quickest level: a higher one makes pages a tenth smaller and costs twice as much.
pub fn compressed() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(SizeAbove::new(SHORTEST).and(is_worth_it))
}

fn is_worth_it(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    MEDIA.iter().any(|one| media.starts_with(one))
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, header};
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::compressed;

    /// Asks for an answer of this kind and length; in which encoding it comes, and how long it is.
    async fn asked(media: &'static str, length: usize, accepted: &str) -> (Option<String>, usize) {
        let answer = move || async move { ([(header::CONTENT_TYPE, media)], "a".repeat(length)) };
        let router = Router::new().route("/", get(answer)).layer(compressed());
        let request =
            Request::get("/").header(header::ACCEPT_ENCODING, accepted).body(Body::empty()).expect("a request");
        let answer = router.oneshot(request).await.expect("an answer");
        let encoding =
            answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().expect("text").to_string());
        let varies = answer.headers().contains_key(header::VARY);
        assert!(encoding.is_none() || varies, "whoever keeps it must know");
        (encoding, axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("a body").len())
    }

    #[tokio::test]
    async fn pages_come_compressed_to_whoever_takes_them_so() {
        for media in ["text/html; charset=utf-8", "text/css; charset=utf-8", "text/javascript; charset=utf-8"] {
            let (encoding, length) = asked(media, 20_000, "gzip, deflate, br").await;
            assert!(encoding.as_deref() == Some("gzip") && length < 1_000, "{media}: {encoding:?} {length}");
            assert_eq!(asked(media, 20_000, "identity").await, (None, 20_000));
            assert_eq!(asked(media, 20_000, "gzip;q=0").await, (None, 20_000));
            assert_eq!(asked(media, 900, "gzip").await, (None, 900), "too short to gain");
        }
        for media in ["application/pdf", "image/png", "application/octet-stream", "application/json"] {
            assert_eq!(asked(media, 20_000, "gzip").await, (None, 20_000), "{media}");
        }
    }
}
