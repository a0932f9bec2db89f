//! Every SQL text about working together on one draft: versions of steps, who is where, notes, drafts put aside.

use db::{Error, FromRow, Read, Tx};

use crate::agreements;
use crate::kernel::{ApplicationId, AuditId, BusinessId, Instant, Session};

/// Lets nobody else change this version of a step until the transaction ends. Whoever saves takes the step first and what is
/// kept of it then, in whatever way they save, so that no two ever wait for each other.
pub(super) async fn hold_step(
    tx: &mut Tx,
    application: &ApplicationId,
    (step, version): (&str, i64),
) -> Result<(), Error> {
    tx.run(
        "update application_step set version = version where application = $1 and step = $2 and version = $3",
        db::values![application.as_str(), step, version],
    )
    .await?;
    Ok(())
}

/// Keeps what a step holds before it is changed, unless the same person saved it a moment ago: a text that is being
/// typed is one change.
pub(super) async fn keep_version(
    tx: &mut Tx,
    application: &ApplicationId,
    step: &str,
    version: i64,
    by: &Session,
    pause_began: Instant,
) -> Result<(), Error> {
    hold_step(tx, application, (step, version)).await?;
    tx.run(
        "insert into application_step_version (application, step, version, answers, saved_at, saved_by, saved_by_name)
         select application, step, version, answers, saved_at, saved_by, saved_by_name from application_step
         where application = $1 and step = $2 and version = $3
           and (saved_by is null or saved_by <> $4 or saved_at < $5) on conflict do nothing",
        db::values![application.as_str(), step, version, by.person.as_str(), pause_began.milliseconds()],
    )
    .await?;
    Ok(())
}

/// What a step held at some time.
#[derive(Clone, Debug, FromRow)]
pub(super) struct VersionRow {
    pub step: String,
    pub answers: String,
    pub saved_at: Option<i64>,
    pub saved_by_name: Option<String>,
}

/// The kept versions and the present ones of all steps, oldest first.
pub(super) async fn list_versions(read: &mut Read, application: &ApplicationId) -> Result<Vec<VersionRow>, Error> {
    read.all(
        "select step, version, answers, saved_at, saved_by_name from application_step_version where application = $1
         union all
         select step, version, answers, saved_at, saved_by_name from application_step where application = $1
         order by step, version limit 2000",
        db::values![application.as_str()],
    )
    .await
}

/// Somebody who has a step open.
#[derive(Clone, Debug, FromRow)]
pub(super) struct PresenceRow {
    pub person_id: String,
    pub person_name: String,
    pub step: String,
    pub since: i64,
    pub seen_at: i64,
}

/// Who has been seen on a step of an application lately.
pub(super) async fn list_present(
    read: &mut Read,
    application: &ApplicationId,
    after: Instant,
) -> Result<Vec<PresenceRow>, Error> {
    read.all(
        "select person_id, person_name, step, since, seen_at from application_presence
         where application = $1 and seen_at > $2 order by since, person_id",
        db::values![application.as_str(), after.milliseconds()],
    )
    .await
}

/// Notes that a person has opened a step.
pub(super) async fn note_presence(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    step: &str,
    since: Instant,
    by: &Session,
) -> Result<(), Error> {
    tx.run(
        "insert into application_presence (application, person_id, person_name, step, since, seen_at)
         select id, $2, $3, $4, $5, $6 from application where id = $1 and state in ('draft', 'supplement_requested')
         on conflict (application, person_id) do update set person_name = excluded.person_name, step = excluded.step,
           since = excluded.since, seen_at = excluded.seen_at",
        db::values![
            application.as_str(),
            by.person.as_str(),
            by.name.as_str(),
            step,
            since.milliseconds(),
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// Forgets who was where before a moment.
pub(super) async fn forget_presence(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    tx.run("delete from application_presence where seen_at < $1", db::values![before.milliseconds()]).await
}

/// A note to the next helper.
#[derive(Clone, Debug, FromRow)]
pub(super) struct NoteRow {
    pub at: i64,
    pub by_name: String,
    pub text: String,
}

/// The notes of an application, newest first.
pub(super) async fn list_notes(read: &mut Read, application: &ApplicationId) -> Result<Vec<NoteRow>, Error> {
    read.all(
        "select at, by_name, text from application_note where application = $1 order by id desc limit 20",
        db::values![application.as_str()],
    )
    .await
}

/// Adds a note to a draft of the organisation; `false` when it is no draft any more.
pub(super) async fn insert_note(
    tx: &mut Tx,
    now: Instant,
    id: &AuditId,
    organisation: &BusinessId,
    application: &ApplicationId,
    text: &str,
    by: &Session,
) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into application_note (id, application, at, by_id, by_name, text)
             select $1, id, $2, $3, $4, $5 from application where id = $6 and organisation = $7
               and state in ('draft', 'supplement_requested')",
            db::values![
                id.as_str(),
                now.milliseconds(),
                by.person.as_str(),
                by.name.as_str(),
                text,
                application.as_str(),
                organisation.as_str()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Puts a draft aside: it stays as it is and is no longer filled in.
pub(super) async fn update_put_aside(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    application: &ApplicationId,
) -> Result<(), Error> {
    tx.run_one(
        "update application set state = 'withdrawn', version = version + 1, changed_at = $1
         where id = $2 and organisation = $3 and state = 'draft'",
        db::values![now.milliseconds(), application.as_str(), organisation.as_str()],
    )
    .await
}

/// The same step of another application of the organisation.
#[derive(Clone, Debug, FromRow)]
pub(super) struct SourceRow {
    pub application: String,
    pub service: String,
    pub case_number: Option<String>,
    pub answers: String,
    pub saved_at: i64,
}

/// Where the organisation has answered the same step before, the latest first.
pub(super) async fn list_sources(
    read: &mut Read,
    organisation: &BusinessId,
    application: &ApplicationId,
    step: &str,
) -> Result<Vec<SourceRow>, Error> {
    read.all(
        "select a.id as application, a.service, a.case_number, s.answers, s.saved_at
         from application a join application_step s on s.application = a.id and s.step = $1
         where a.organisation = $2 and a.id <> $3 and s.saved_at is not null
         order by s.saved_at desc, a.id desc limit 3",
        db::values![step, organisation.as_str(), application.as_str()],
    )
    .await
}

/// Names the application with which a draft goes out; `Stale` when it is no draft, waits half signed, or goes out with another.
pub(super) async fn link(
    tx: &mut Tx,
    organisation: &BusinessId,
    application: &ApplicationId,
    companion: &ApplicationId,
) -> Result<(), Error> {
    tx.run_one(
        concat!(
            "update application set companion = $1
             where id = $2 and organisation = $3 and state = 'draft' and companion is null and not ",
            agreements::is_half_signed!("$2")
        ),
        db::values![companion.as_str(), application.as_str(), organisation.as_str()],
    )
    .await
}

/// Takes a draft out of its pair, from both sides, and tells how many rows that was. What was sent together stays so.
pub(super) async fn unlink(tx: &mut Tx, application: &ApplicationId) -> Result<u64, Error> {
    tx.run(
        "update application set companion = null where state = 'draft' and (id = $1 or companion = $1)",
        db::values![application.as_str()],
    )
    .await
}

/// A draft that nobody has saved for long, or one put aside.
#[derive(Clone, Debug, FromRow)]
pub(super) struct IdleRow {
    pub id: String,
    pub organisation: String,
    pub service: String,
    pub state: String,
    pub case_language: String,
    pub draft_warnings: i64,
    pub draft_warned_at: Option<i64>,
    /// When it was last touched.
    pub last: i64,
}

/// Never submitted applications that were begun before a moment, by key, with when they were last touched.
pub(super) async fn list_idle(read: &mut Read, before: Instant, after: &str) -> Result<Vec<IdleRow>, Error> {
    read.all(
        "select a.id, a.organisation, a.service, a.state, a.case_language, a.draft_warnings, a.draft_warned_at,
                coalesce((select max(s.saved_at) from application_step s where s.application = a.id), a.changed_at) as last
         from application a
         where a.state in ('draft', 'withdrawn') and a.submitted_at is null and a.created_at <= $1 and a.id > $2
         order by a.id limit 200",
        db::values![before.milliseconds(), after],
    )
    .await
}

/// Notes how many warnings have been given; `Stale` when another instance did so, or it is no draft any more.
pub(super) async fn update_warnings(
    tx: &mut Tx,
    application: &ApplicationId,
    from: i64,
    to: i64,
    at: Option<Instant>,
) -> Result<(), Error> {
    tx.run_one(
        "update application set draft_warnings = $1, draft_warned_at = $2
         where id = $3 and draft_warnings = $4 and state = 'draft'",
        db::values![to, at.map(Instant::milliseconds), application.as_str(), from],
    )
    .await
}

/// The other application of a pair.
pub(super) async fn find_companion(read: &mut Read, id: &ApplicationId) -> Result<Option<String>, Error> {
    let row: Option<(Option<String>,)> =
        read.optional("select companion from application where id = $1", db::values![id.as_str()]).await?;
    Ok(row.and_then(|(companion,)| companion))
}

/// Removes what belongs to a never submitted application, and then itself; `Stale` when it was submitted meanwhile or
/// saved after `last`. The caller has taken the turns of it and of its pair.
pub(super) async fn delete_idle(tx: &mut Tx, id: &ApplicationId, last: Instant) -> Result<(), Error> {
    // Whoever saves a step at this moment either was first, which the next statement sees, or waits and finds no row.
    tx.run("update application_step set version = version + 1 where application = $1", db::values![id.as_str()])
        .await?;
    tx.run_one(
        "update application set version = version + 1
         where id = $1 and state in ('draft', 'withdrawn') and submitted_at is null
           and not exists (select 1 from application_step s where s.application = $1 and s.saved_at > $2)",
        db::values![id.as_str(), last.milliseconds()],
    )
    .await?;
    unlink(tx, id).await?;
    delete_parts(tx, id).await?;
    tx.run("delete from application_step where application = $1", db::values![id.as_str()]).await?;
    tx.run_one("delete from application where id = $1", db::values![id.as_str()]).await
}

/// Removes the events, versions, notes and presences of an application that is about to be removed.
pub(super) async fn delete_parts(tx: &mut Tx, id: &ApplicationId) -> Result<(), Error> {
    tx.run("delete from application_step_version where application = $1", db::values![id.as_str()]).await?;
    tx.run("delete from application_presence where application = $1", db::values![id.as_str()]).await?;
    tx.run("delete from application_note where application = $1", db::values![id.as_str()]).await?;
    tx.run("delete from application_event where application = $1", db::values![id.as_str()]).await?;
    Ok(())
}
