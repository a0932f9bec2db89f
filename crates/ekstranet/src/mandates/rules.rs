//! What each right allows. Pure.

use crate::kernel::{Acting, Basis, BusinessId, Instant, Mandate, Permission, Permissions};
use crate::sign_in::SessionRow;

/// What a right allows (founding pages; domain sheet 1.3 and 0.1.3): the four positions and mandate 1 everything,
/// mandate 2 only the privacy collection.
pub fn permissions(basis: Basis) -> Permissions {
    match basis {
        Basis::Position(_) | Basis::Mandate(Mandate::Deployment) => {
            Permission::ALL.into_iter().fold(Permissions::none(), Permissions::with)
        }
        Basis::Mandate(Mandate::Privacy) => Permissions::none().with(Permission::ReadPrivacyGuides),
    }
}

/// The union of what the stored bases allow.
pub(super) fn permissions_of(bases: &str) -> Permissions {
    bases.split(' ').filter_map(Basis::parse).fold(Permissions::none(), |all, basis| all.union(permissions(basis)))
}

/// A session and, where there is one, its right for an organisation.
#[derive(Debug, db::FromRow)]
pub(super) struct ActingRow {
    #[sqlx(flatten)]
    pub session: SessionRow,
    pub organisation_name: Option<String>,
    pub bases: Option<String>,
    pub checked_at: Option<i64>,
}

impl ActingRow {
    /// The right to act, when at least one accepted ground is there.
    pub fn acting(&self, organisation: &BusinessId) -> Option<Acting> {
        let bases = self.bases.as_deref()?;
        Some(Acting {
            organisation: organisation.clone(),
            organisation_name: self.organisation_name.clone().unwrap_or_default(),
            basis: bases.split(' ').find_map(Basis::parse)?,
            permissions: permissions_of(bases),
            checked_at: Instant::from_milliseconds(self.checked_at?),
        })
    }
}

#[derive(Debug, db::FromRow)]
pub(super) struct BasesRow {
    pub bases: String,
}
