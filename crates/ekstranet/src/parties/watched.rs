//! Joined parties as the register watch sees them: who is watched, whom to tell, and that their main joiners have to look.

use db::{Read, Tx};

use super::store;
use super::telling::tell_main_joiner;
use crate::kernel::{BusinessId, CaseLanguage};
use crate::notices::Happening;
use crate::web::{Failure, Visit};

/// Parties that are joined or have been told that they are, in the order of their business IDs; at most so many after a
/// key.
///
/// # Errors
/// What the database says.
pub async fn list_joined(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Failure> {
    Ok(store::list_joined(read, after, limit).await?)
}

/// The addresses of a joined party that its main joiners gave, with its language.
///
/// # Errors
/// What the database says.
pub async fn list_recipients(read: &mut Read, party: &BusinessId) -> Result<Vec<(Vec<String>, CaseLanguage)>, Failure> {
    let rows = store::list_joinings(read, party).await?;
    let told = rows.into_iter().map(|row| {
        let language = CaseLanguage::parse(&row.language).unwrap_or_default();
        (row.email.into_iter().collect(), language)
    });
    Ok(told.collect())
}

/// The registers say something else of a party: each of its main joiners is told, who answers for whom it has joined.
///
/// # Errors
/// What the database says.
pub async fn register_changed(tx: &mut Tx, visit: &Visit, party: &BusinessId) -> Result<(), Failure> {
    for row in store::list_joinings(tx, party).await? {
        tell_main_joiner(tx, visit, &row, Happening::PartyRegisterChanged).await?;
    }
    Ok(())
}
