//! Reading the answers of other systems with a limit, so that none of them can fill the memory.

/// The body of an answer.
///
/// # Errors
/// A word for the log when it is larger than the limit or breaks off.
pub(crate) async fn read(mut answer: reqwest::Response, limit: usize) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|problem| problem.without_url().to_string())? {
        if body.len() + part.len() > limit {
            return Err("the answer is too large".to_string());
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}
