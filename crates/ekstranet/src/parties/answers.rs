//! What other parties that an application names have answered, whatever has become of it since.

use db::{Read, Tx};

use super::rules::PartyState;
use super::store_answers;
use super::store_named::{self, NamedRow};
use crate::kernel::{ApplicationId, AuditId, Instant, Language};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// An answer of another party.
#[derive(Clone, Debug)]
pub struct NamedAnswer {
    pub at: Instant,
    /// Its business ID.
    pub other: String,
    /// Whether it confirmed that this is agreed; else it contested it.
    pub confirmed: bool,
    /// Who answered, where that was kept.
    pub by: Option<String>,
    /// Why it contested.
    pub reason: Option<String>,
}

impl NamedAnswer {
    /// In a sentence, beside a later answer.
    pub fn describe_earlier(&self, language: Language, t: &Texts) -> String {
        let at = format::moment(self.at, language);
        let by = self.by.as_deref().unwrap_or(&self.other);
        if self.confirmed {
            return t.parties_named_earlier_confirmed(at, by);
        }
        t.parties_named_earlier_contested(at, by, self.reason.as_deref().unwrap_or_default())
    }
}

/// Keeps an answer, as the present one and in the order of all; `Stale` when somebody was first.
pub(super) async fn keep(
    tx: &mut Tx,
    visit: &Visit,
    (application, version, row): (&ApplicationId, i64, &NamedRow),
    (state, reason): (PartyState, Option<&str>),
) -> Result<(), Failure> {
    let by = visit.session()?.name.as_str();
    store_named::answer(tx, visit.now, (application, version), (state, by), reason).await?;
    let id = AuditId::new(visit.now, &visit.app.random);
    Ok(store_answers::insert(tx, visit.now, (&id, row), (state, by), reason).await?)
}

/// What other parties that an application names have answered, in order.
///
/// # Errors
/// What the database says.
pub async fn list_named_answers(read: &mut Read, application: &ApplicationId) -> Result<Vec<NamedAnswer>, Failure> {
    let rows = store_answers::list(read, application).await?;
    let answer = |row: store_answers::AnswerRow| NamedAnswer {
        at: Instant::from_milliseconds(row.at),
        other: row.other,
        confirmed: row.state == PartyState::Confirmed.code(),
        by: row.by_name,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(answer).collect())
}
