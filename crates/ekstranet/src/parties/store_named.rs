//! Every SQL text about other parties that applications name.

use db::{Error, FromRow, Read, Tx};

use super::named::{Naming, Other, Outcome};
use super::rules::PartyState;
use crate::kernel::{ApplicationId, BusinessId, Instant};

/// A naming as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(super) struct NamedRow {
    pub application: String,
    pub case_number: String,
    pub organisation: String,
    pub organisation_name: String,
    pub other: String,
    pub what: String,
    pub state: String,
    pub version: i64,
    pub named_at: i64,
    pub answered_at: Option<i64>,
    pub answered_by_name: Option<String>,
    pub reason: Option<String>,
    /// For which service; a naming from before that was kept has none.
    pub service: Option<String>,
    /// Since when the other party says nothing more: the application has ended.
    pub closed_at: Option<i64>,
    /// The names of the units, as JSON; empty of a naming from before they were kept.
    pub units: String,
    pub planned_on: String,
    /// How the application ended; empty until then.
    pub outcome: String,
    /// What was said before the answer was changed.
    pub earlier_state: Option<String>,
    pub earlier_at: Option<i64>,
    pub earlier_by_name: Option<String>,
    pub earlier_reason: Option<String>,
    /// Addresses of the applicant's contacts, as JSON.
    pub recipients: String,
}

/// The names of the units as they are stored.
fn units_text(naming: &Naming<'_>) -> String {
    serde_json::Value::from(naming.units).to_string()
}

/// What a [`NamedRow`] has, for the statements that read namings.
macro_rules! columns {
    () => {
        "application, case_number, organisation, organisation_name, other, what, state, version, named_at, answered_at, answered_by_name, reason, service, closed_at, units, planned_on, outcome, earlier_state, earlier_at, earlier_by_name, earlier_reason, recipients"
    };
}

/// Keeps whom an application names; `false` when it has named the same before, for the same units and day. What was answered
/// about others is no answer to these.
pub(super) async fn upsert(tx: &mut Tx, now: Instant, naming: &Naming<'_>, other: &Other) -> Result<bool, Error> {
    let kept = tx
        .run(
            "insert into named_party (application, case_number, organisation, organisation_name, other, what, state, version, named_at,
                                      service, units, planned_on)
             values ($1, $2, $3, $4, $5, $6, 'waiting', 1, $7, $8, $9, $10)
             on conflict (application) do update set other = excluded.other, what = excluded.what, state = 'waiting',
               version = named_party.version + 1, named_at = excluded.named_at, answered_at = null, answered_by_name = null,
               reason = null, earlier_state = null, earlier_at = null, earlier_by_name = null, earlier_reason = null,
               service = excluded.service, units = excluded.units, planned_on = excluded.planned_on
             where named_party.other <> excluded.other or named_party.what <> excluded.what or named_party.state = 'ended'
               or named_party.service <> excluded.service
               or (named_party.units <> '' and named_party.units <> excluded.units)
               or (named_party.units <> '' and named_party.planned_on <> excluded.planned_on)",
            db::values![
                naming.application.as_str(),
                naming.case_number,
                naming.organisation.as_str(),
                naming.organisation_name,
                other.organisation.as_str(),
                other.what.code(),
                now.milliseconds(),
                naming.service.code(),
                units_text(naming),
                naming.planned_on.as_deref().unwrap_or_default()
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// Keeps where the applicant's mails about a naming go, and in which language; of a naming from before it was kept also what
/// it is about.
pub(super) async fn keep_recipients(tx: &mut Tx, naming: &Naming<'_>) -> Result<(), Error> {
    tx.run(
        "update named_party set recipients = $1, language = $2, units = $3, planned_on = $4
         where application = $5 and state <> 'ended'",
        db::values![
            serde_json::Value::from(naming.recipients).to_string(),
            naming.language.code(),
            units_text(naming),
            naming.planned_on.as_deref().unwrap_or_default(),
            naming.application.as_str()
        ],
    )
    .await?;
    Ok(())
}

/// Puts other contacts in the place of those of an applicant whose application names another party; returns of how many.
pub(super) async fn replace_recipients(
    tx: &mut Tx,
    organisation: &BusinessId,
    recipients: &[String],
) -> Result<u64, Error> {
    tx.run(
        "update named_party set recipients = $1 where organisation = $2 and state <> 'ended' and closed_at is null",
        db::values![serde_json::Value::from(recipients).to_string(), organisation.as_str()],
    )
    .await
}

/// To whom the applicant's mails go, in which language, and about which service.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ToApplicantRow {
    pub recipients: String,
    pub language: Option<String>,
    pub service: Option<String>,
}

pub(super) async fn load_recipients(read: &mut Read, application: &ApplicationId) -> Result<ToApplicantRow, Error> {
    read.one(
        "select recipients, language, service from named_party where application = $1",
        db::values![application.as_str()],
    )
    .await
}

/// Keeps that an application named somebody and does so no more.
pub(super) async fn keep_former(tx: &mut Tx, now: Instant, row: &NamedRow) -> Result<(), Error> {
    tx.run(
        "insert into former_named_party (application, other, case_number, organisation, organisation_name, what, named_at, ended_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (application, other) do update set what = excluded.what, named_at = excluded.named_at,
           ended_at = excluded.ended_at",
        db::values![
            row.application.as_str(),
            row.other.as_str(),
            row.case_number.as_str(),
            row.organisation.as_str(),
            row.organisation_name.as_str(),
            row.what.as_str(),
            row.named_at,
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// A naming that is over because the application names another one, or nobody.
#[derive(Clone, Debug, FromRow)]
pub(super) struct FormerRow {
    pub application: String,
    pub case_number: String,
    pub organisation: String,
    pub organisation_name: String,
    pub what: String,
    pub named_at: i64,
    pub ended_at: i64,
}

/// The applications that name an organisation no more, the latest first; not those that name it again.
pub(super) async fn list_former(read: &mut Read, other: &BusinessId) -> Result<Vec<FormerRow>, Error> {
    read.all(
        "select application, case_number, organisation, organisation_name, what, named_at, ended_at
         from former_named_party where other = $1
           and not exists (select 1 from named_party n where n.application = former_named_party.application
                           and n.other = $1 and n.state <> 'ended')
         order by ended_at desc, application desc limit 20",
        db::values![other.as_str()],
    )
    .await
}

/// Ends the naming of an application that names nobody any more; returns how many.
pub(super) async fn end(tx: &mut Tx, application: &ApplicationId) -> Result<u64, Error> {
    tx.run(
        "update named_party set state = 'ended', version = version + 1 where application = $1 and state <> 'ended'",
        db::values![application.as_str()],
    )
    .await
}

/// Ends the naming of an application that came to nothing, and keeps how.
pub(super) async fn settle(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    outcome: Outcome,
) -> Result<(), Error> {
    tx.run(
        "update named_party set state = 'ended', outcome = $1, closed_at = $2, version = version + 1
         where application = $3 and state <> 'ended'",
        db::values![outcome.code(), now.milliseconds(), application.as_str()],
    )
    .await?;
    Ok(())
}

/// Ends a naming that nobody has answered, and leaves one that was answered as it is from now on; `Stale` when the other
/// party was first.
pub(super) async fn close(
    tx: &mut Tx,
    now: Instant,
    (application, version): (&ApplicationId, i64),
) -> Result<(), Error> {
    tx.run_one(
        "update named_party set state = case when state = 'waiting' then 'ended' else state end, closed_at = $1,
                outcome = 'approved', version = version + 1
         where application = $2 and state <> 'ended' and version = $3",
        db::values![now.milliseconds(), application.as_str(), version],
    )
    .await
}

pub(super) async fn find(read: &mut Read, application: &ApplicationId) -> Result<Option<NamedRow>, Error> {
    read.optional(
        concat!("select ", columns!(), " from named_party where application = $1 and state <> 'ended'"),
        db::values![application.as_str()],
    )
    .await
}

/// A naming of an organisation, also of an application that has ended; another's is not found.
pub(super) async fn load(read: &mut Read, other: &BusinessId, application: &ApplicationId) -> Result<NamedRow, Error> {
    read.one(
        concat!(
            "select ",
            columns!(),
            " from named_party where application = $1 and other = $2 and (state <> 'ended' or outcome <> '')"
        ),
        db::values![application.as_str(), other.as_str()],
    )
    .await
}

/// The namings of an organisation: those that wait for its answer, the first one first, then the others, the newest first,
/// with how their applications ended.
/// Whoever has more of them answers some, and sees the next.
pub(super) async fn list_of(read: &mut Read, other: &BusinessId) -> Result<Vec<NamedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from named_party where other = $1 and (state <> 'ended' or outcome <> '')
              order by case when state = 'waiting' then 0 else 1 end,
                       case when state = 'waiting' then named_at else -named_at end, application limit 100"
        ),
        db::values![other.as_str()],
    )
    .await
}

/// What officers find of an organisation that applications name, or named when they ended, the newest first; walks
/// `named_party_by_other`.
pub(super) async fn list_sought(read: &mut Read, other: &BusinessId) -> Result<Vec<NamedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from named_party where other = $1 and (state <> 'ended' or outcome <> '')
              order by named_at desc, application desc limit 50"
        ),
        db::values![other.as_str()],
    )
    .await
}

/// Who waits for an organisation to answer, the first one first.
pub(super) async fn list_waiting(read: &mut Read, other: &BusinessId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select organisation_name from named_party where other = $1 and state = 'waiting'
             order by named_at, application limit 20",
            db::values![other.as_str()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The open applications of an organisation whose other party has not confirmed, the first one first.
pub(super) async fn list_unconfirmed(read: &mut Read, organisation: &BusinessId) -> Result<Vec<NamedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from named_party where organisation = $1 and closed_at is null and state in ('waiting', 'contested')
              order by named_at, application limit 20"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// Keeps an answer, and the one that it replaces; `Stale` when somebody was first.
pub(super) async fn answer(
    tx: &mut Tx,
    now: Instant,
    (application, version): (&ApplicationId, i64),
    (state, by): (PartyState, &str),
    reason: Option<&str>,
) -> Result<(), Error> {
    tx.run_one(
        "update named_party set earlier_state = case when state = 'waiting' then null else state end,
                earlier_at = answered_at, earlier_by_name = answered_by_name, earlier_reason = reason,
                state = $1, answered_at = $2, answered_by_name = $3, reason = $4, version = version + 1
         where application = $5 and version = $6 and state <> 'ended' and closed_at is null",
        db::values![state.code(), now.milliseconds(), by, reason, application.as_str(), version],
    )
    .await
}
