//! Every SQL text about applications and the steps of their drafts.

use db::{Db, Error, FromRow, Read, Tx, Value};

use super::rules::State;
use super::store_together;
use crate::agreements;
use crate::audit;
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, Instant, Session};
use crate::mandates;
use crate::services::{AskedForm, Profile};

/// An application as its pages need it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ApplicationRow {
    pub organisation: String,
    pub organisation_name: String,
    pub service: String,
    pub catalogue_version: i64,
    pub form: Option<String>,
    pub profile: Option<String>,
    pub state: String,
    pub version: i64,
    pub case_language: String,
    pub case_number: Option<String>,
    pub created_at: i64,
    pub created_by_name: String,
    pub changed_at: i64,
    pub submitted_at: Option<i64>,
    pub submitted_by_name: Option<String>,
    pub officer_id: Option<String>,
    pub officer_name: Option<String>,
    /// The application that goes, or went, out in the same go.
    pub companion: Option<String>,
}

impl ApplicationRow {
    /// The name of the form that it began with.
    pub fn form(&self) -> &str {
        self.form.as_deref().unwrap_or(&self.service)
    }

    /// As what the applicant is asked.
    pub fn profile(&self) -> Option<Profile> {
        self.profile.as_deref().map_or_else(|| Some(Profile::default()), Profile::parse)
    }
}

/// An application of an organisation; another organisation's is not found.
pub(super) async fn find(
    read: &mut Read,
    organisation: &BusinessId,
    id: &ApplicationId,
) -> Result<Option<ApplicationRow>, Error> {
    read.optional(
        "select organisation, organisation_name, service, catalogue_version, form, profile, state, version, case_language,
                case_number, created_at, created_by_name, changed_at, submitted_at, submitted_by_name, officer_id,
                officer_name, companion
         from application where organisation = $1 and id = $2",
        db::values![organisation.as_str(), id.as_str()],
    )
    .await
}

/// An application of any organisation that has been submitted, for the officers.
pub(super) async fn find_submitted(read: &mut Read, id: &ApplicationId) -> Result<Option<ApplicationRow>, Error> {
    read.optional(
        "select organisation, organisation_name, service, catalogue_version, form, profile, state, version, case_language,
                case_number, created_at, created_by_name, changed_at, submitted_at, submitted_by_name, officer_id,
                officer_name, companion
         from application where id = $1 and submitted_at is not null",
        db::values![id.as_str()],
    )
    .await
}

/// An application as lists show it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct LineRow {
    pub id: String,
    pub service: String,
    pub state: String,
    pub case_number: Option<String>,
    pub changed_at: i64,
    pub submitted_at: Option<i64>,
    pub supplement_deadline: Option<String>,
    pub last_saved_at: Option<i64>,
    pub profile: Option<String>,
    pub supplements: i64,
    pub companion: Option<String>,
    /// Steps that are not done.
    pub open_steps: i64,
    /// Who has signed a draft that waits for another signature, and when.
    pub first_signatory: Option<String>,
    pub first_signatory_name: Option<String>,
    pub first_signed_at: Option<i64>,
    /// Who opened the answers again that somebody had signed, and when.
    pub reopened_by: Option<String>,
    pub reopened_at: Option<i64>,
}

/// What a [`LineRow`] has besides `id`, `service` and `state`, for the statements that list applications.
macro_rules! line_columns {
    () => {
        concat!(
            "case_number, changed_at, submitted_at, supplement_deadline,
             (select max(s.saved_at) from application_step s where s.application = application.id) as last_saved_at,
             profile, (select count(*) from supplement s where s.application = application.id) as supplements, companion,
             (select count(*) from application_step s where s.application = application.id and s.state <> 'done')
               as open_steps, ",
            crate::agreements::of_waiting!("person_id", "application.id"),
            " as first_signatory, ",
            crate::agreements::of_waiting!("signatory_name", "application.id"),
            " as first_signatory_name, ",
            crate::agreements::of_waiting!("signed_at", "application.id"),
            " as first_signed_at, ",
            crate::agreements::of_reopened!("ended_by_name", "application.id"),
            " as reopened_by, ",
            crate::agreements::of_reopened!("ended_at", "application.id"),
            " as reopened_at"
        )
    };
}
pub(crate) use line_columns;

/// The same columns for a row of a statement of another room that is no application.
macro_rules! no_line {
    () => {
        "cast(null as text) as case_number, cast(null as bigint) as changed_at, cast(null as bigint) as submitted_at,
         cast(null as text) as supplement_deadline, cast(null as bigint) as last_saved_at, cast(null as text) as profile,
         cast(null as bigint) as supplements, cast(null as text) as companion, cast(null as bigint) as open_steps,
         cast(null as text) as first_signatory, cast(null as text) as first_signatory_name,
         cast(null as bigint) as first_signed_at, cast(null as text) as reopened_by,
         cast(null as bigint) as reopened_at"
    };
}
pub(crate) use no_line;

/// Those of the organisation `$organisation` that are not decided, at most one for each service; walks
/// `application_one_open`.
macro_rules! open_of {
    ($organisation:literal) => {
        concat!(
            " from application where organisation = ",
            $organisation,
            " and state in ('draft', 'submitted', 'in_review', 'supplement_requested')"
        )
    };
}
pub(crate) use open_of;

/// The organisation's applications, newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<LineRow>, Error> {
    read.all(
        concat!(
            "select id, service, state, ",
            line_columns!(),
            " from application where organisation = $1 order by created_at desc, id desc limit 200"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// Those of the organisation that are not decided.
pub(super) async fn list_open(read: &mut Read, organisation: &BusinessId) -> Result<Vec<LineRow>, Error> {
    read.all(
        concat!("select id, service, state, ", line_columns!(), open_of!("$1")),
        db::values![organisation.as_str()],
    )
    .await
}

/// Holds those of the organisation that are not decided until the transaction ends: whoever decides one comes before, and is
/// seen, or after, and sees this.
pub(super) async fn hold_open(tx: &mut Tx, organisation: &BusinessId) -> Result<(), Error> {
    tx.run(
        "update application set version = version
         where organisation = $1 and state in ('draft', 'submitted', 'in_review', 'supplement_requested')",
        db::values![organisation.as_str()],
    )
    .await?;
    Ok(())
}

/// The open application of an organisation for a service.
pub(super) async fn find_open(
    read: &mut Read,
    organisation: &BusinessId,
    service: &str,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select id from application where organisation = $1 and service = $2
               and state in ('draft', 'submitted', 'in_review', 'supplement_requested')",
            db::values![organisation.as_str(), service],
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

/// A draft to begin.
pub(super) struct NewDraft<'a> {
    pub id: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub form: AskedForm,
    pub case_language: &'a str,
    pub by: &'a Session,
}

/// Begins a draft; `false` when the organisation has an open application for the service already.
pub(super) async fn insert_draft(tx: &mut Tx, now: Instant, draft: &NewDraft<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into application (id, organisation, organisation_name, service, catalogue_version, kind, state, version,
                                      case_language, created_at, created_by, created_by_name, changed_at, form, profile)
             values ($1, $2, $3, $4, $5, 'joining', 'draft', 1, $6, $7, $8, $9, $7, $10, $11) on conflict do nothing",
            db::values![
                draft.id.as_str(),
                draft.organisation.as_str(),
                draft.organisation_name,
                draft.form.service.code(),
                draft.form.version,
                draft.case_language,
                now.milliseconds(),
                draft.by.person.as_str(),
                draft.by.name.as_str(),
                draft.form.code,
                draft.form.profile.code()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// Counts a step that nobody has opened as done.
pub(super) async fn settle_step(tx: &mut Tx, application: &ApplicationId, step: &str) -> Result<(), Error> {
    let sql = "update application_step set state = 'done' where application = $1 and step = $2 and state = 'untouched'";
    tx.run_one(sql, db::values![application.as_str(), step]).await
}

/// Adds the row of a step that nobody has opened yet.
pub(super) async fn insert_step(
    tx: &mut Tx,
    application: &ApplicationId,
    step: &str,
    answers: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into application_step (application, step, answers, state, version) values ($1, $2, $3, 'untouched', 0)",
        db::values![application.as_str(), step, answers],
    )
    .await?;
    Ok(())
}

/// Fills in what is known of a step that nobody has saved.
pub(super) async fn prefill_step(
    tx: &mut Tx,
    application: &ApplicationId,
    step: &str,
    answers: &str,
) -> Result<(), Error> {
    tx.run(
        "update application_step set answers = $1 where application = $2 and step = $3 and version = 0",
        db::values![answers, application.as_str(), step],
    )
    .await?;
    Ok(())
}

/// A step as the task list needs it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct StepLine {
    pub step: String,
    pub state: String,
    pub saved_at: Option<i64>,
    pub saved_by_name: Option<String>,
}

pub(super) async fn list_step_lines(read: &mut Read, application: &ApplicationId) -> Result<Vec<StepLine>, Error> {
    read.all(
        "select step, state, saved_at, saved_by_name from application_step where application = $1",
        db::values![application.as_str()],
    )
    .await
}

/// A step with its answers.
#[derive(Clone, Debug, FromRow)]
pub(super) struct StepRow {
    pub step: String,
    pub answers: String,
    pub state: String,
    pub version: i64,
    pub saved_at: Option<i64>,
    pub saved_by: Option<String>,
    pub saved_by_name: Option<String>,
}

pub(super) async fn list_steps(read: &mut Read, application: &ApplicationId) -> Result<Vec<StepRow>, Error> {
    read.all(
        "select step, answers, state, version, saved_at, saved_by, saved_by_name
         from application_step where application = $1",
        db::values![application.as_str()],
    )
    .await
}

pub(super) async fn find_step(
    read: &mut Read,
    application: &ApplicationId,
    step: &str,
) -> Result<Option<StepRow>, Error> {
    read.optional(
        "select step, answers, state, version, saved_at, saved_by, saved_by_name from application_step
         where application = $1 and step = $2",
        db::values![application.as_str(), step],
    )
    .await
}

/// A save of one step. The statement itself checks that the application is this organisation's, of this form and
/// open for it, so that nothing has to be read first.
pub(super) struct StepSave<'a> {
    pub organisation: &'a BusinessId,
    pub application: &'a ApplicationId,
    pub form: AskedForm,
    pub in_state: State,
    pub step: &'a str,
    pub version: i64,
    pub answers: &'a str,
    pub state: &'a str,
    pub by: &'a Session,
    /// The application that a draft is known to go out with; empty for none. Common answers are kept equal, so that a
    /// draft that has got one meanwhile is not saved alone.
    pub companion: &'a str,
}

impl<'a> StepSave<'a> {
    /// What both statements that save a step are given, in their order.
    fn values(&self, now: Instant) -> [Value<'a>; 15] {
        db::values![
            self.answers,
            self.state,
            now.milliseconds(),
            self.by.person.as_str(),
            self.by.name.as_str(),
            self.application.as_str(),
            self.step,
            self.version,
            self.organisation.as_str(),
            self.in_state.code(),
            self.form.code,
            self.form.version,
            self.form.profile.code(),
            Profile::default().code(),
            self.companion
        ]
    }
}

/// Saves a step; `false` when its version, its application or the application's state is another.
pub(super) async fn update_step(tx: &mut Tx, now: Instant, save: &StepSave<'_>) -> Result<bool, Error> {
    let changed = tx
        .run(
            concat!(
                "update application_step set answers = $1, state = $2, version = version + 1, saved_at = $3, saved_by = $4,
                        saved_by_name = $5
                 where application = $6 and step = $7 and version = $8
                   and exists (select 1 from application a where a.id = $6 and a.organisation = $9 and a.state = $10
                                 and coalesce(a.form, a.service) = $11 and a.catalogue_version = $12
                                 and coalesce(a.profile, $14) = $13
                                 and (a.state <> 'draft' or coalesce(a.companion, '') = $15)
                                 and not ",
                agreements::is_half_signed!("a.id"),
                ")"
            ),
            save.values(now),
        )
        .await?;
    Ok(changed == 1)
}

/// Saves a step and writes its audit row in one statement, together with whoever else saves now, which is one round trip
/// and one transaction for all of them; the steps and their states as they were before, `None` when nothing was saved.
/// With `unless_asked` it saves nothing when somebody has been asked to confirm how the application joins: they are told
/// of the change in the same transaction. Nothing is saved either where somebody else changes the step at this moment.
/// For PostgreSQL only: SQLite changes no rows inside a `with`, and has no round trips
/// (`docs/decisions/0009-save-at-once.md`).
pub(super) async fn save_at_once(
    db: &Db,
    now: Instant,
    save: &StepSave<'_>,
    pause_began: Instant,
    unless_asked: bool,
    row: &audit::Prepared<'_>,
) -> Result<Option<Vec<(String, String)>>, Error> {
    let more = db::values![pause_began.milliseconds(), i64::from(unless_asked)];
    let values = save.values(now).into_iter().chain(more);
    // Every part sees the rows as they were before the statement, so the replaced version is there to be kept.
    let steps = db
        .together_after(
            mandates::FIND_ACTING,
            concat!(
                "with asked as (
                   select q.*, place from unnest((select $1::text[])) with ordinality as g (first, place),
                        lateral (select ($1::text[])[place], ($2::bigint[])[place], ($3::text[])[place], ($4::text[])[place],
                                ($5::text[])[place], ($6::text[])[place], ($7::text[])[place], ($8::text[])[place],
                                ($9::text[])[place], ($10::text[])[place], ($11::text[])[place], ($12::text[])[place],
                                ($13::text[])[place], ($14::bigint[])[place], ($15::text[])[place], ($16::text[])[place],
                                ($17::text[])[place], ($18::text[])[place], ($19::bigint[])[place], ($20::text[])[place],
                                ($21::text[])[place], ($22::text[])[place], ($23::bigint[])[place], ($24::text[])[place],
                                ($25::text[])[place], ($26::text[])[place], ($27::bigint[])[place], ($28::bigint[])[place])
                        as q (",
                audit::columns!(),
                ", answers, state, saved_at, saved_by, saved_by_name, application, step, version, organisation, in_state,
                   form, catalogue_version, profile, usual_profile, companion, pause_began, unless_asked)
                 ), free as (
                   select q.* from asked q
                   join application_step s on s.application = q.application and s.step = q.step and s.version = q.version
                   where exists (select 1 from application a where a.id = q.application
                                   and a.organisation = q.organisation and a.state = q.in_state
                                   and coalesce(a.form, a.service) = q.form and a.catalogue_version = q.catalogue_version
                                   and coalesce(a.profile, q.usual_profile) = q.profile
                                   and (a.state <> 'draft' or coalesce(a.companion, '') = q.companion)
                                   and not ",
                agreements::is_half_signed!("a.id"),
                ")
                     and (q.unless_asked = 0 or not ",
                intermediaries::has_request!("q.application"),
                ")
                   for update of s skip locked
                 ), changed as (
                   update application_step s set answers = q.answers, state = q.state, version = s.version + 1,
                          saved_at = q.saved_at, saved_by = q.saved_by, saved_by_name = q.saved_by_name
                   from free q where s.application = q.application and s.step = q.step and s.version = q.version
                   returning q.*
                 ), kept as (
                   insert into application_step_version (application, step, version, answers, saved_at, saved_by,
                                                         saved_by_name)
                   select s.application, s.step, s.version, s.answers, s.saved_at, s.saved_by, s.saved_by_name
                   from changed c join application_step s on s.application = c.application and s.step = c.step
                   where s.saved_by is null or s.saved_by <> c.saved_by or s.saved_at < c.pause_began
                   on conflict do nothing
                 ), ",
                audit::insert_after!("changed"),
                " select s.step, s.state, c.place from changed c join application_step s on s.application = c.application"
            ),
            row.values().into_iter().chain(values),
        )
        .await?;
    Ok((!steps.is_empty()).then_some(steps))
}

/// Removes a draft with its answers; `Stale` when it is no draft any more.
pub(super) async fn delete_draft(tx: &mut Tx, organisation: &BusinessId, id: &ApplicationId) -> Result<(), Error> {
    // A draft that is not the organisation's, or is none, makes the last statement fail and all of it roll back.
    store_together::delete_parts(tx, id).await?;
    tx.run(
        "delete from application_step where application = $1
           and exists (select 1 from application a where a.id = $1 and a.organisation = $2 and a.state = 'draft')",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await?;
    tx.run_one(
        "delete from application where id = $1 and organisation = $2 and state = 'draft'",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// A decided application: how long it took from its submission in milliseconds, as what the applicant was asked, and how
/// many supplements were asked for.
#[derive(Clone, Debug, FromRow)]
pub(super) struct DurationRow {
    pub duration: i64,
    pub profile: Option<String>,
    pub supplements: i64,
}

/// How long the latest decided applications of a service took.
pub(super) async fn list_durations(read: &mut Read, service: &str, since: Instant) -> Result<Vec<DurationRow>, Error> {
    read.all(
        "select decided_at - submitted_at as duration, profile,
                (select count(*) from supplement s where s.application = application.id) as supplements
         from application
         where service = $1 and decided_at is not null and decided_at > $2 order by decided_at desc limit 301",
        db::values![service, since.milliseconds()],
    )
    .await
}
