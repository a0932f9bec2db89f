//! Every SQL text about drafts that were prepared before the right.

use db::{Error, FromRow, Read, Tx};

use super::store::{ApplicationRow, StepLine, StepRow};
use crate::kernel::{ApplicationId, BusinessId, Instant, PersonId, Session};
use crate::services::AskedForm;

/// A prepared draft.
#[derive(Clone, Debug, FromRow)]
pub(super) struct PreparedRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub service: String,
    pub catalogue_version: i64,
    pub form: String,
    pub profile: String,
    pub state: String,
    pub case_language: String,
    pub created_at: i64,
    pub changed_at: i64,
    pub author_id: String,
    pub author_name: String,
    pub warned_at: Option<i64>,
}

/// What a [`PreparedRow`] has, for the statements that read drafts.
macro_rules! columns {
    () => {
        "id, organisation, organisation_name, service, catalogue_version, form, profile, state, case_language, created_at,
         changed_at, author_id, author_name, warned_at"
    };
}

impl PreparedRow {
    pub fn is_open(&self) -> bool {
        self.state == "open"
    }

    /// The same as the pages of applications know it: a draft.
    pub fn as_application(&self) -> ApplicationRow {
        ApplicationRow {
            organisation: self.organisation.clone(),
            organisation_name: self.organisation_name.clone(),
            service: self.service.clone(),
            catalogue_version: self.catalogue_version,
            form: Some(self.form.clone()),
            profile: Some(self.profile.clone()),
            state: "draft".to_string(),
            version: 1,
            case_language: self.case_language.clone(),
            case_number: None,
            created_at: self.created_at,
            created_by_name: self.author_name.clone(),
            changed_at: self.changed_at,
            submitted_at: None,
            submitted_by_name: None,
            officer_id: None,
            officer_name: None,
            companion: None,
        }
    }
}

/// The drafts that a person prepared, the newest first.
pub(super) async fn list_own(read: &mut Read, author: &PersonId) -> Result<Vec<PreparedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from prepared_draft where author_id = $1 order by created_at desc, id desc limit 50"
        ),
        db::values![author.as_str()],
    )
    .await
}

/// A draft of its author; another's is not found.
pub(super) async fn find_own(
    read: &mut Read,
    author: &PersonId,
    id: &ApplicationId,
) -> Result<Option<PreparedRow>, Error> {
    read.optional(
        concat!("select ", columns!(), " from prepared_draft where author_id = $1 and id = $2"),
        db::values![author.as_str(), id.as_str()],
    )
    .await
}

/// The open draft of a person for a service of an organisation.
pub(super) async fn find_open(
    read: &mut Read,
    author: &PersonId,
    organisation: &BusinessId,
    service: &str,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select id from prepared_draft where author_id = $1 and organisation = $2 and service = $3 and state = 'open'
               and author_id <> ''",
            db::values![author.as_str(), organisation.as_str(), service],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// How many open drafts a person has.
pub(super) async fn count_open(read: &mut Read, author: &PersonId) -> Result<i64, Error> {
    let sql = "select count(*) from prepared_draft where author_id = $1 and state = 'open'";
    read.one::<(i64,)>(sql, db::values![author.as_str()]).await.map(|(count,)| count)
}

/// Whether somebody has prepared a draft for an organisation, `$organisation`: a condition in a statement of another room.
macro_rules! is_offered {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from prepared_draft p where p.organisation = ",
            $organisation,
            " and p.state = 'open')"
        )
    };
}
pub(crate) use is_offered;

/// The open drafts that people prepared for an organisation, for those who have the right.
pub(super) async fn list_offered(read: &mut Read, organisation: &BusinessId) -> Result<Vec<PreparedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from prepared_draft where organisation = $1 and state = 'open' order by created_at, id limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// Which open drafts that are offered to an organisation hold an answer.
pub(super) async fn list_begun(read: &mut Read, organisation: &BusinessId) -> Result<Vec<(String,)>, Error> {
    read.all(
        "select p.id from prepared_draft p where p.organisation = $1 and p.state = 'open'
           and exists (select 1 from prepared_step s where s.draft = p.id and s.state <> 'untouched')",
        db::values![organisation.as_str()],
    )
    .await
}

/// An open draft that is offered to an organisation.
pub(super) async fn find_offered(
    read: &mut Read,
    organisation: &BusinessId,
    id: &ApplicationId,
) -> Result<Option<PreparedRow>, Error> {
    read.optional(
        concat!("select ", columns!(), " from prepared_draft where organisation = $1 and id = $2 and state = 'open'"),
        db::values![organisation.as_str(), id.as_str()],
    )
    .await
}

/// A draft to keep.
pub(super) struct NewPrepared<'a> {
    pub id: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub form: AskedForm,
    pub case_language: &'a str,
    /// Empty for one that the organisation puts aside.
    pub author: &'a str,
    pub author_name: &'a str,
}

/// Keeps a draft; `false` when its author has an open one for the service already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewPrepared<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into prepared_draft (id, organisation, organisation_name, service, catalogue_version, state, case_language,
                                         created_at, changed_at, author_id, author_name, form, profile)
             values ($1, $2, $3, $4, $5, 'open', $6, $7, $7, $8, $9, $10, $11) on conflict do nothing",
            db::values![
                new.id.as_str(),
                new.organisation.as_str(),
                new.organisation_name,
                new.form.service.code(),
                new.form.version,
                new.case_language,
                now.milliseconds(),
                new.author,
                new.author_name,
                new.form.code,
                new.form.profile.code()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Keeps a step with what was answered and by whom.
pub(super) async fn insert_step(
    tx: &mut Tx,
    draft: &ApplicationId,
    row: &StepRow,
    by: Option<&str>,
) -> Result<(), Error> {
    tx.run(
        "insert into prepared_step (draft, step, answers, state, version, saved_at, saved_by, saved_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        db::values![
            draft.as_str(),
            row.step.as_str(),
            row.answers.as_str(),
            row.state.as_str(),
            row.version,
            row.saved_at,
            by,
            row.saved_by_name.as_deref()
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn list_step_lines(read: &mut Read, draft: &ApplicationId) -> Result<Vec<StepLine>, Error> {
    read.all(
        "select step, state, saved_at, saved_by_name from prepared_step where draft = $1",
        db::values![draft.as_str()],
    )
    .await
}

pub(super) async fn list_steps(read: &mut Read, draft: &ApplicationId) -> Result<Vec<StepRow>, Error> {
    read.all(
        "select step, answers, state, version, saved_at, saved_by, saved_by_name from prepared_step where draft = $1",
        db::values![draft.as_str()],
    )
    .await
}

pub(super) async fn find_step(read: &mut Read, draft: &ApplicationId, step: &str) -> Result<Option<StepRow>, Error> {
    read.optional(
        "select step, answers, state, version, saved_at, saved_by, saved_by_name from prepared_step
         where draft = $1 and step = $2",
        db::values![draft.as_str(), step],
    )
    .await
}

/// Saves a step of the author's open draft; `false` when its version or the draft's state is another.
pub(super) async fn update_step(
    tx: &mut Tx,
    now: Instant,
    (draft, step): (&ApplicationId, &str),
    version: i64,
    (answers, state): (&str, &str),
    by: &Session,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "update prepared_step set answers = $1, state = $2, version = version + 1, saved_at = $3, saved_by = $4,
                    saved_by_name = $5
             where draft = $6 and step = $7 and version = $8
               and exists (select 1 from prepared_draft d where d.id = $6 and d.author_id = $4 and d.state = 'open')",
            db::values![
                answers,
                state,
                now.milliseconds(),
                by.person.as_str(),
                by.name.as_str(),
                draft.as_str(),
                step,
                version
            ],
        )
        .await?;
    if changed == 1 {
        tx.run(
            "update prepared_draft set changed_at = $1, warned_at = null where id = $2",
            db::values![now.milliseconds(), draft.as_str()],
        )
        .await?;
    }
    Ok(changed == 1)
}

/// Ends an open draft and deletes its answers; `Stale` when it has ended.
pub(super) async fn end(tx: &mut Tx, now: Instant, draft: &str, state: &str) -> Result<(), Error> {
    tx.run_one(
        "update prepared_draft set state = $1, ended_at = $2 where id = $3 and state = 'open'",
        db::values![state, now.milliseconds(), draft],
    )
    .await?;
    tx.run("delete from prepared_step where draft = $1", db::values![draft]).await?;
    Ok(())
}

/// Ends a draft that nobody has touched since a moment and whose author was warned before another; `false` when
/// somebody was first.
pub(super) async fn remove_old(tx: &mut Tx, now: Instant, draft: &str, warned: Instant) -> Result<bool, Error> {
    let removed = tx
        .run(
            "update prepared_draft set state = 'removed', ended_at = $1 where id = $2 and state = 'open' and warned_at <= $3",
            db::values![now.milliseconds(), draft, warned.milliseconds()],
        )
        .await?;
    if removed == 1 {
        tx.run("delete from prepared_step where draft = $1", db::values![draft]).await?;
    }
    Ok(removed == 1)
}

/// Notes that the author of a draft was warned; `false` when it has been touched since or somebody was first.
pub(super) async fn note_warned(tx: &mut Tx, now: Instant, draft: &str, unchanged: Instant) -> Result<bool, Error> {
    let noted = tx
        .run(
            "update prepared_draft set warned_at = $1 where id = $2 and state = 'open' and warned_at is null and changed_at <= $3",
            db::values![now.milliseconds(), draft, unchanged.milliseconds()],
        )
        .await?;
    Ok(noted == 1)
}

/// Open drafts that nobody has touched since a moment and of which nobody was warned after another, the oldest first.
pub(super) async fn list_old(
    read: &mut Read,
    unchanged: Instant,
    warned: Instant,
    limit: i64,
) -> Result<Vec<PreparedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from prepared_draft where state = 'open' and changed_at <= $1 and (warned_at is null or warned_at <= $2)
         order by changed_at, id limit $3"
        ),
        db::values![unchanged.milliseconds(), warned.milliseconds(), limit],
    )
    .await
}

/// Adds a step of a prepared draft to an application, or puts it in the place of the step that is there. The version
/// moves on, so that a page opened before does not overwrite it.
pub(super) async fn put_step(
    tx: &mut Tx,
    application: &ApplicationId,
    row: &StepRow,
    by: Option<&str>,
) -> Result<(), Error> {
    tx.run(
        "insert into application_step (application, step, answers, state, version, saved_at, saved_by, saved_by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (application, step) do update set answers = excluded.answers, state = excluded.state,
           version = application_step.version + 1, saved_at = excluded.saved_at, saved_by = excluded.saved_by,
           saved_by_name = excluded.saved_by_name",
        db::values![
            application.as_str(),
            row.step.as_str(),
            row.answers.as_str(),
            row.state.as_str(),
            row.version,
            row.saved_at,
            by,
            row.saved_by_name.as_deref()
        ],
    )
    .await?;
    Ok(())
}

/// Notes that the answers of a draft of the organisation were changed as a whole; `Stale` when it is no draft, is of
/// another form or somebody was first.
pub(super) async fn note_exchanged(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    row: &ApplicationRow,
) -> Result<(), Error> {
    tx.run_one(
        "update application set changed_at = $1, version = version + 1
         where id = $2 and organisation = $3 and catalogue_version = $4 and version = $5 and state = 'draft'",
        db::values![
            now.milliseconds(),
            application.as_str(),
            row.organisation.as_str(),
            row.catalogue_version,
            row.version
        ],
    )
    .await
}
