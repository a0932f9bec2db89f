//! What a matter says, and what was sent of it, is kept sealed to its place.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::matter::Matter;
use super::store::{self, VersionRow};
use crate::kernel::{Id as _, Sealed, sha256};
use crate::web::{Failure, Visit};

fn place<M: Matter>(id: &str) -> String {
    format!("{}.content/{id}", M::TABLE)
}

fn place_of_version<M: Matter>(id: &str, number: i64) -> String {
    format!("{}_version.content/{id}/{number}", M::TABLE)
}

pub(super) fn seal<M: Matter>(visit: &Visit, id: &M::Id, content: &M::Content) -> Result<Sealed, Failure> {
    let text = serde_json::to_string(content).map_err(Failure::internal)?;
    Ok(visit.app.vault.seal(&place::<M>(id.as_str()), &text, &visit.app.random))
}

fn unsealed<T: DeserializeOwned>(visit: &Visit, place: &str, content: &[u8]) -> Result<T, Failure> {
    let text = visit.app.vault.open(place, content);
    let text = text.ok_or_else(|| Failure::internal(format!("{place} does not open")))?;
    serde_json::from_str(&text).map_err(Failure::internal)
}

/// What a matter says.
///
/// # Errors
/// When it was not sealed to this row.
pub fn open<M: Matter>(visit: &Visit, row: &M) -> Result<M::Content, Failure> {
    unsealed(visit, &place::<M>(&row.head().id), &row.head().content)
}

/// What was kept at a sending, as it was kept.
///
/// # Errors
/// When it was not sealed to this version.
pub fn frozen<M: Matter, T: DeserializeOwned>(visit: &Visit, id: &str, row: &VersionRow) -> Result<T, Failure> {
    unsealed(visit, &place_of_version::<M>(id, row.number), &row.content)
}

/// Freezes what is sent as the next version; returns its hash.
pub async fn freeze<M: Matter>(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &M::Id,
    kept: &(impl Serialize + Sync),
) -> Result<String, Failure> {
    let text = serde_json::to_string(kept).map_err(Failure::internal)?;
    let hash = sha256(text.as_bytes());
    let number = store::find_version::<M>(tx, id).await?.map_or(1, |last| last.number + 1);
    let sealed = visit.app.vault.seal(&place_of_version::<M>(id.as_str(), number), &text, &visit.app.random);
    let who = (visit.session()?.name.as_str(), visit.acting()?);
    store::insert_version::<M>(tx, visit.now, (id, number), (sealed, &hash), who).await?;
    Ok(hash)
}
