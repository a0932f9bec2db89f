//! Every SQL text about contacts that a pharmacist has confirmed, as they were or with what was corrected in them.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{BusinessId, Instant, Session};

/// A confirmation, with the hash of what was confirmed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ConfirmedRow {
    pub sha256: String,
    pub confirmed_at: i64,
    pub confirmed_by_name: String,
}

/// The confirmations of an organisation, newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ConfirmedRow>, Error> {
    read.all(
        "select sha256, confirmed_at, confirmed_by_name from pharmacy_contacts_confirmed
         where organisation = $1 order by number desc limit 20",
        db::values![organisation.as_str()],
    )
    .await
}

/// Keeps a confirmation; `Stale` when somebody else confirmed at the same moment.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    (contacts, sha256): (&str, &str),
    by: &Session,
) -> Result<(), Error> {
    tx.run_one(
        "insert into pharmacy_contacts_confirmed (organisation, number, contacts, sha256, confirmed_at, confirmed_by,
                                                  confirmed_by_name)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from pharmacy_contacts_confirmed where organisation = $1
         on conflict (organisation, number) do nothing",
        db::values![
            organisation.as_str(),
            contacts,
            sha256,
            now.milliseconds(),
            by.person.as_str(),
            by.name.as_str()
        ],
    )
    .await
}
