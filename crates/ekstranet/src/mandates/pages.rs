//! Organisations and rights as several pages show them.

use super::client::Mandates;
use super::rules::{AuthorityRow, EarlierRow};
use super::{store, validity};
use crate::kernel::{Basis, Instant, Mandate, Permission, Position};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format, position_words};

/// An organisation of the session as the pages show it.
pub(super) struct Known {
    pub business_id: String,
    pub name: String,
    /// By which right, in words; `None` when nothing that came back is enough.
    pub right: Option<String>,
    /// Whether it was seen in an earlier session only.
    pub earlier: bool,
    /// Whether the right opens the organisation's own pages.
    pub opens: bool,
    pub checked_at: String,
    /// That the kind of the organisation rests on what a silent register told before.
    pub told_before: Option<String>,
    /// Until when the mandate is valid in words, and where its holder enters it; nothing for a position.
    pub end: Option<(String, String, String)>,
}

/// A right in words.
pub(super) fn basis_words(basis: Basis, t: &Texts) -> String {
    match basis {
        Basis::Position(position) => position_words(position, t),
        Basis::Mandate(Mandate::Deployment) => t.mandates_role_deployment(),
        Basis::Mandate(Mandate::Privacy) => t.mandates_role_privacy(),
    }
}

/// Positions in words, one after the other: "toimitusjohtaja, elinkeinonharjoittaja".
pub fn positions_in_words(positions: &[Position], t: &Texts) -> String {
    positions.iter().map(|position| position_words(*position, t)).collect::<Vec<_>>().join(", ")
}

/// That the company register was silent, and when it told what is used.
pub(super) fn last_known_words(row: &AuthorityRow, visit: &Visit) -> Option<String> {
    let at = Instant::from_milliseconds(row.nature_known_at?);
    Some(visit.texts().mandates_kind_last_known(format::moment(at, visit.language)))
}

impl Known {
    pub(super) fn new(row: &AuthorityRow, visit: &Visit) -> Self {
        Self {
            business_id: row.organisation.clone(),
            name: row.organisation_name.clone(),
            right: row.basis().map(|basis| basis_words(basis, visit.texts())),
            earlier: false,
            opens: row.permissions(&visit.app.part::<Mandates>().policy).allow(Permission::SeeOrganisation),
            checked_at: format::moment(Instant::from_milliseconds(row.checked_at), visit.language),
            told_before: last_known_words(row, visit),
            end: None,
        }
    }
}

/// The organisations of the session with the ends of their mandates.
pub(super) async fn known_with_ends(visit: &Visit) -> Result<Vec<Known>, Failure> {
    let rows = store::list_authorities(&mut visit.app.db.read().await?, &visit.session()?.id).await?;
    let ends = validity::own_ends(visit).await?;
    let known = |row: &AuthorityRow| Known { end: validity::end_words(visit, row, &ends), ..Known::new(row, visit) };
    Ok(rows.iter().map(known).collect())
}

/// The organisations of earlier sessions that this one has not asked about, the latest first.
pub(super) async fn earlier(visit: &Visit) -> Result<Vec<Known>, Failure> {
    let rows = store::list_earlier(&mut visit.app.db.read().await?, visit.session()?).await?;
    let known = |row: EarlierRow| Known {
        checked_at: format::moment(Instant::from_milliseconds(row.checked_at), visit.language),
        business_id: row.organisation,
        name: row.organisation_name,
        right: None,
        earlier: true,
        opens: false,
        told_before: None,
        end: None,
    };
    Ok(rows.into_iter().map(known).collect())
}

/// The organisations of the session, the last used first.
pub(super) async fn known(visit: &Visit) -> Result<Vec<Known>, Failure> {
    let rows = store::list_authorities(&mut visit.app.db.read().await?, &visit.session()?.id).await?;
    Ok(rows.iter().map(|row| Known::new(row, visit)).collect())
}
