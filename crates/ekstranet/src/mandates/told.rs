//! What a session knows of its person's rights, as customer support reads it in a view.

use super::client::Mandates;
use super::pages::basis_words;
use super::rules::AuthorityRow;
use super::store;
use super::why::{Looked, looked, reason_words};
use crate::kernel::{Permission, SessionId};
use crate::web::{Failure, Visit};

/// How many organisations are told; those without a right come first.
const MOST: usize = 50;

/// One organisation that Suomi.fi returned to the session, in the words of the page that tells a person why.
pub struct Told {
    pub looked: Looked,
    /// The strongest right in words; `None` when nothing that came back is enough.
    pub right: Option<String>,
    /// Why nothing of it opens the organisation's pages; empty when something does.
    pub reasons: Vec<String>,
}

/// The organisations of a session, and how many more there are than are told. The caller has made sure that this officer
/// may look at this session.
///
/// # Errors
/// What the database says.
pub async fn list_told(visit: &Visit, session: &SessionId) -> Result<(Vec<Told>, usize), Failure> {
    let mut rows = store::list_authorities(&mut visit.app.db.read().await?, session).await?;
    rows.sort_by_key(|row| row.basis().is_some());
    let more = rows.len().saturating_sub(MOST);
    Ok((rows.iter().take(MOST).map(|row| tell(visit, row)).collect(), more))
}

fn tell(visit: &Visit, row: &AuthorityRow) -> Told {
    let (t, policy) = (visit.texts(), &visit.app.part::<Mandates>().policy);
    let roles = row.roles();
    let opens = row.permissions(policy).allow(Permission::SeeOrganisation);
    let reasons = if opens { Vec::new() } else { policy.explain(&roles, row.complete == 1, row.nature()) };
    Told {
        looked: looked(visit, row, &roles, row.nature(), policy),
        right: row.basis().map(|basis| basis_words(basis, t)),
        reasons: reasons.into_iter().map(|reason| reason_words(reason, policy, t)).collect(),
    }
}
