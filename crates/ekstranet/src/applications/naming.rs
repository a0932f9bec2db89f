//! What an application for an extension of use is about, beside the name of its service.

use db::Read;

use super::store_answers;
use crate::kernel::ApplicationId;
use crate::services::{self, Extending};
use crate::web::Failure;

/// By the answers as they stand now; nothing of other services.
///
/// # Errors
/// What the database says.
pub async fn find_extending(read: &mut Read, id: &ApplicationId) -> Result<Extending, Failure> {
    let rows = store_answers::list_answers(read, id).await?;
    let form = rows.first().and_then(|row| services::form(&row.form, row.catalogue_version));
    let Some(form) = form else { return Ok(Extending::default()) };
    let mut answers = serde_json::Map::new();
    for row in rows {
        answers.insert(row.step, serde_json::from_str(&row.answers).map_err(Failure::internal)?);
    }
    Ok(Extending::of(form, &answers.into()))
}
