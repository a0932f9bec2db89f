//! Every SQL text about the end dates of mandates.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{BusinessId, Instant, PersonId};

/// An end date that the holder of a mandate entered.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ValidityRow {
    pub organisation: String,
    pub person_id: String,
    pub mandate: String,
    /// Last day, `YYYY-MM-DD`.
    pub ends_on: String,
    /// The nearest reminder that has been sent, in days before the end.
    pub reminded: Option<i64>,
}

/// The end dates that a person entered.
pub(super) async fn list_own(read: &mut Read, person: &PersonId) -> Result<Vec<ValidityRow>, Error> {
    read.all(
        "select organisation, person_id, mandate, ends_on, reminded from mandate_validity
         where person_id = $1 order by organisation, mandate limit 1000",
        db::values![person.as_str()],
    )
    .await
}

/// The end date of a person's mandate for an organisation.
pub(super) async fn find(
    read: &mut Read,
    person: &PersonId,
    organisation: &BusinessId,
    mandate: &str,
) -> Result<Option<ValidityRow>, Error> {
    read.optional(
        "select organisation, person_id, mandate, ends_on, reminded from mandate_validity
         where organisation = $1 and person_id = $2 and mandate = $3",
        db::values![organisation.as_str(), person.as_str(), mandate],
    )
    .await
}

/// Keeps an end date; reminders begin anew.
pub(super) async fn upsert(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    organisation: &BusinessId,
    (mandate, ends_on): (&str, &str),
) -> Result<(), Error> {
    tx.run(
        "insert into mandate_validity (organisation, person_id, mandate, ends_on, entered_at) values ($1, $2, $3, $4, $5)
         on conflict (organisation, person_id, mandate) do update set ends_on = excluded.ends_on,
           entered_at = excluded.entered_at, reminded = null",
        db::values![organisation.as_str(), person.as_str(), mandate, ends_on, now.milliseconds()],
    )
    .await?;
    Ok(())
}

pub(super) async fn delete(
    tx: &mut Tx,
    person: &PersonId,
    organisation: &BusinessId,
    mandate: &str,
) -> Result<(), Error> {
    tx.run(
        "delete from mandate_validity where organisation = $1 and person_id = $2 and mandate = $3",
        db::values![organisation.as_str(), person.as_str(), mandate],
    )
    .await?;
    Ok(())
}

/// Mandates that end between two days and of which somebody may be to be reminded, after a key.
pub(super) async fn list_ending(
    read: &mut Read,
    (today, until): (&str, &str),
    after: (&str, &str, &str),
    limit: i64,
) -> Result<Vec<ValidityRow>, Error> {
    read.all(
        "select organisation, person_id, mandate, ends_on, reminded from mandate_validity
         where ends_on >= $1 and ends_on <= $2 and (organisation, person_id, mandate) > ($3, $4, $5)
         order by organisation, person_id, mandate limit $6",
        db::values![today, until, after.0, after.1, after.2, limit],
    )
    .await
}

/// Notes a reminder; `Stale` when another instance was first or the date has changed.
pub(super) async fn note_reminded(tx: &mut Tx, row: &ValidityRow, days: i64) -> Result<(), Error> {
    tx.run_one(
        "update mandate_validity set reminded = $1
         where organisation = $2 and person_id = $3 and mandate = $4 and ends_on = $5 and (reminded is null or reminded > $1)",
        db::values![
            days,
            row.organisation.as_str(),
            row.person_id.as_str(),
            row.mandate.as_str(),
            row.ends_on.as_str()
        ],
    )
    .await
}

/// How many others have acted for an organisation by a right that was there when Suomi.fi was last asked and has not
/// ended by what they told; counted at most to two.
pub(super) async fn count_other_holders(
    read: &mut Read,
    person: &str,
    organisation: &str,
    today: &str,
) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (
               select distinct s.person_id from authority a join session s on s.id = a.session_id
               where a.organisation = $1 and s.kind = 'person' and s.person_id <> $2
                 and a.bases not in ('', 'mandate:privacy')
                 and not exists (select 1 from authority b join session o on o.id = b.session_id
                                 where b.organisation = $1 and o.person_id = s.person_id and b.checked_at > a.checked_at
                                   and b.bases in ('', 'mandate:privacy'))
                 and not exists (select 1 from mandate_validity v
                                 where v.organisation = $1 and v.person_id = s.person_id and v.mandate = 'deployment'
                                   and v.ends_on < $3)
               limit 2) others",
            db::values![organisation, person, today],
        )
        .await?;
    Ok(count)
}

/// Removes at most so many ends of mandates that lie before a day; returns how many.
pub(super) async fn delete_past(tx: &mut Tx, before: &str, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from mandate_validity where (organisation, person_id, mandate) in
           (select organisation, person_id, mandate from mandate_validity where ends_on < $1 order by ends_on limit $2)",
        db::values![before, limit],
    )
    .await
}
