//! Every SQL text about the turns of a case: submission, supplement requests, decisions, events.

use std::collections::BTreeMap;

use db::{Error, FromRow, Read, Tx};

use super::DecisionWords;
use super::rules::State;
use crate::kernel::{ApplicationId, BusinessId, DecisionId, Instant, Session, SupplementId};

/// Takes the row of one step, always the same: whoever then takes all of them waits here and not in the middle, where two
/// could wait for each other.
pub(super) async fn take_turn(tx: &mut Tx, application: &ApplicationId) -> Result<(), Error> {
    tx.run(
        "update application_step set version = version
         where application = $1 and step = (select min(s.step) from application_step s where s.application = $1)",
        db::values![application.as_str()],
    )
    .await?;
    Ok(())
}

/// Locks the answers of a draft for its submission: every version is raised, so that a colleague's save that comes
/// later finds another one. Returns the answers and the versions before.
pub(super) async fn lock_steps(tx: &mut Tx, application: &ApplicationId) -> Result<Vec<(String, String, i64)>, Error> {
    take_turn(tx, application).await?;
    tx.all(
        "update application_step set version = version + 1 where application = $1 returning step, answers, version - 1",
        db::values![application.as_str()],
    )
    .await
}

/// The next case number of a year.
pub(super) async fn next_case_number(tx: &mut Tx, year: i16) -> Result<i64, Error> {
    let (last,): (i64,) = tx
        .one(
            "insert into application_case_number (year, last) values ($1, 1)
             on conflict (year) do update set last = application_case_number.last + 1 returning last",
            db::values![i64::from(year)],
        )
        .await?;
    Ok(last)
}

/// What submission writes.
pub(super) struct Submission<'a> {
    pub application: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub version: i64,
    pub case_number: &'a str,
    pub case_language: &'a str,
    pub by: &'a Session,
    pub basis: &'a str,
    /// The application that goes out in the same go; empty for none.
    pub companion: &'a str,
}

/// Submits a draft; `Stale` when it is another version or no draft any more.
pub(super) async fn update_submitted(tx: &mut Tx, now: Instant, submission: &Submission<'_>) -> Result<(), Error> {
    tx.run_one(
        "update application set state = 'submitted', version = version + 1, case_number = $1, case_language = $2,
                changed_at = $3, submitted_at = $3, submitted_by = $4, submitted_by_name = $5, basis = $6
         where id = $7 and organisation = $8 and version = $9 and state = 'draft' and coalesce(companion, '') = $10",
        db::values![
            submission.case_number,
            submission.case_language,
            now.milliseconds(),
            submission.by.person.as_str(),
            submission.by.name.as_str(),
            submission.basis,
            submission.application.as_str(),
            submission.organisation.as_str(),
            submission.version,
            submission.companion
        ],
    )
    .await
}

/// What a submission holds, frozen.
pub(super) struct FrozenVersion<'a> {
    pub application: &'a ApplicationId,
    pub content: &'a str,
    pub sha256: &'a str,
    pub by: &'a Session,
}

/// Freezes the next version of what was submitted; returns its number.
pub(super) async fn insert_version(tx: &mut Tx, now: Instant, version: &FrozenVersion<'_>) -> Result<i64, Error> {
    let (number,): (i64,) = tx
        .one(
            "insert into application_version (application, number, content, sha256, frozen_at, person_id)
             select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from application_version where application = $1
             returning number",
            db::values![
                version.application.as_str(),
                version.content,
                version.sha256,
                now.milliseconds(),
                version.by.person.as_str()
            ],
        )
        .await?;
    Ok(number)
}

/// A frozen version of what was submitted.
#[derive(Clone, Debug, FromRow)]
pub(super) struct FrozenRow {
    pub number: i64,
    pub content: String,
    pub sha256: String,
    pub frozen_at: i64,
}

/// Every frozen version, the first first.
pub(super) async fn list_frozen(read: &mut Read, application: &ApplicationId) -> Result<Vec<FrozenRow>, Error> {
    read.all(
        "select number, content, sha256, frozen_at from application_version where application = $1 order by number",
        db::values![application.as_str()],
    )
    .await
}

/// The latest frozen content.
pub(super) async fn find_content(read: &mut Read, application: &ApplicationId) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select content from application_version where application = $1 order by number desc limit 1",
            db::values![application.as_str()],
        )
        .await?;
    Ok(row.map(|(content,)| content))
}

/// The content as it was submitted first.
pub(super) async fn find_first_content(read: &mut Read, application: &ApplicationId) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select content from application_version where application = $1 order by number limit 1",
            db::values![application.as_str()],
        )
        .await?;
    Ok(row.map(|(content,)| content))
}

/// The content as it stood before the latest version.
pub(super) async fn find_previous_content(
    read: &mut Read,
    application: &ApplicationId,
) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select content from application_version where application = $1
               and number < (select max(number) from application_version where application = $1)
             order by number desc limit 1",
            db::values![application.as_str()],
        )
        .await?;
    Ok(row.map(|(content,)| content))
}

/// A change of state with what goes with it. `None` in `officer` clears the officer.
pub(super) struct Turn<'a> {
    pub application: &'a ApplicationId,
    pub version: i64,
    pub from: State,
    pub to: State,
    pub officer: Option<(&'a str, &'a str)>,
    pub supplement_deadline: Option<&'a str>,
    pub decided: bool,
}

/// Turns a submitted case; `Stale` when somebody else turned it first.
pub(super) async fn update_turn(tx: &mut Tx, now: Instant, turn: &Turn<'_>) -> Result<(), Error> {
    tx.run_one(
        "update application set state = $1, version = version + 1, changed_at = $2, officer_id = $3, officer_name = $4,
                supplement_deadline = $5, decided_at = $6
         where id = $7 and version = $8 and state = $9",
        db::values![
            turn.to.code(),
            now.milliseconds(),
            turn.officer.map(|(id, _)| id),
            turn.officer.map(|(_, name)| name),
            turn.supplement_deadline,
            turn.decided.then_some(now.milliseconds()),
            turn.application.as_str(),
            turn.version,
            turn.from.code()
        ],
    )
    .await
}

/// Keeps the language of a case, in the transaction that turns it.
pub(super) async fn update_language(tx: &mut Tx, application: &ApplicationId, language: &str) -> Result<(), Error> {
    tx.run_one("update application set case_language = $1 where id = $2", db::values![language, application.as_str()])
        .await
}

/// Adds what the customer sees happening; `by` is a representative's name, nobody's for the operator.
pub(super) async fn insert_event(
    tx: &mut Tx,
    id: &str,
    now: Instant,
    application: &ApplicationId,
    what: &str,
    by: Option<&str>,
) -> Result<(), Error> {
    tx.run(
        "insert into application_event (id, application, at, what, by_name) values ($1, $2, $3, $4, $5)",
        db::values![id, application.as_str(), now.milliseconds(), what, by],
    )
    .await?;
    Ok(())
}

/// An event.
#[derive(Clone, Debug, FromRow)]
pub(super) struct EventRow {
    pub at: i64,
    pub what: String,
    pub by_name: Option<String>,
}

/// What has happened, the oldest first. The ends of ids are random: of one millisecond, a case goes from signing and sending
/// to its decision.
pub(super) async fn list_events(read: &mut Read, application: &ApplicationId) -> Result<Vec<EventRow>, Error> {
    read.all(
        "select at, what, by_name from application_event where application = $1
         order by at, case what when 'signed_first' then 1 when 'submitted' then 2 when 'taken' then 3
                                when 'approved' then 5 when 'rejected' then 5 when 'withdrawn' then 5 when 'lapsed' then 5
                                when 'verified_later' then 6 else 4 end, id
         limit 200",
        db::values![application.as_str()],
    )
    .await
}

/// A request for a supplement to add.
pub(super) struct NewSupplement<'a> {
    pub id: &'a SupplementId,
    pub application: &'a ApplicationId,
    pub message: &'a str,
    pub deadline: &'a str,
    pub officer: &'a Session,
    pub items: &'a [(String, String)],
    /// Field to suggested value.
    pub suggested: &'a BTreeMap<String, String>,
}

pub(super) async fn insert_supplement(tx: &mut Tx, now: Instant, supplement: &NewSupplement<'_>) -> Result<(), Error> {
    tx.run(
        "insert into supplement (id, application, message, deadline, asked_at, officer_id, officer_name)
         values ($1, $2, $3, $4, $5, $6, $7)",
        db::values![
            supplement.id.as_str(),
            supplement.application.as_str(),
            supplement.message,
            supplement.deadline,
            now.milliseconds(),
            supplement.officer.person.as_str(),
            supplement.officer.name.as_str()
        ],
    )
    .await?;
    for (position, (field, asked)) in (0_i64..).zip(supplement.items) {
        tx.run(
            "insert into supplement_item (supplement, position, field, asked, suggested) values ($1, $2, $3, $4, $5)",
            db::values![
                supplement.id.as_str(),
                position,
                field,
                asked,
                supplement.suggested.get(field).map(String::as_str)
            ],
        )
        .await?;
    }
    Ok(())
}

/// One asked field of a request, with the request.
#[derive(Clone, Debug, FromRow)]
pub(super) struct SupplementItemRow {
    pub id: String,
    pub message: String,
    pub deadline: String,
    pub asked_at: i64,
    pub answered_at: Option<i64>,
    pub recalled_at: Option<i64>,
    pub answered_by_name: Option<String>,
    pub answer: Option<String>,
    pub field: String,
    pub asked: String,
    pub suggested: Option<String>,
}

/// The requests of an application, oldest first, one row for each asked field.
pub(super) async fn list_supplement_items(
    read: &mut Read,
    application: &ApplicationId,
) -> Result<Vec<SupplementItemRow>, Error> {
    read.all(
        "select s.id, s.message, s.deadline, s.asked_at, s.answered_at, s.recalled_at, s.answered_by_name, s.answer, i.field,
                i.asked, i.suggested
         from supplement s join supplement_item i on i.supplement = s.id
         where s.application = $1 order by s.id, i.position",
        db::values![application.as_str()],
    )
    .await
}

/// Marks the open request of an application as answered; `Stale` when none is open.
pub(super) async fn update_answered(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    answer: &str,
    by: &Session,
) -> Result<(), Error> {
    tx.run_one(
        "update supplement set answered_at = $1, answered_by = $2, answered_by_name = $3, answer = $4, kept_answer = null
         where application = $5 and answered_at is null",
        db::values![now.milliseconds(), by.person.as_str(), by.name.as_str(), answer, application.as_str()],
    )
    .await
}

/// Keeps what was written as an answer to the open request and has not gone out; `Stale` when none is open.
pub(super) async fn keep_answer(tx: &mut Tx, application: &ApplicationId, answer: &str) -> Result<(), Error> {
    tx.run_one(
        "update supplement set kept_answer = $1 where application = $2 and answered_at is null",
        db::values![answer, application.as_str()],
    )
    .await
}

/// What was written as an answer to the open request and has not gone out.
pub(super) async fn find_kept_answer(read: &mut Read, application: &ApplicationId) -> Result<String, Error> {
    let sql = "select coalesce(kept_answer, '') from supplement where application = $1 and answered_at is null";
    let kept: Option<(String,)> = read.optional(sql, db::values![application.as_str()]).await?;
    Ok(kept.map(|(kept,)| kept).unwrap_or_default())
}

/// A decision.
#[derive(Clone, Debug, FromRow)]
pub(super) struct DecisionRow {
    pub approved: i64,
    pub reason: String,
    pub hearing: Option<String>,
    pub instructions: Option<String>,
    pub registration: Option<String>,
    pub decided_at: i64,
    pub officer_name: String,
}

impl DecisionRow {
    pub fn words(&self) -> DecisionWords {
        DecisionWords {
            reason: self.reason.clone(),
            hearing: self.hearing.clone().unwrap_or_default(),
            instructions: self.instructions.clone().unwrap_or_default(),
            registration: self.registration.clone().unwrap_or_default(),
        }
    }
}

/// A decision, or the proposal of one, in the order of the columns that both tables name.
pub(super) fn decision_values<'v>(
    now: Instant,
    id: &'v DecisionId,
    application: &'v ApplicationId,
    (approved, words): (bool, &'v DecisionWords),
    officer: &'v Session,
) -> [db::Value<'v>; 10] {
    let kept = |text: &'v str| Some(text).filter(|text| !text.is_empty());
    db::values![
        id.as_str(),
        application.as_str(),
        approved,
        words.reason.as_str(),
        now.milliseconds(),
        officer.person.as_str(),
        officer.name.as_str(),
        kept(&words.hearing),
        kept(&words.instructions),
        kept(&words.registration)
    ]
}

pub(super) async fn insert_decision(
    tx: &mut Tx,
    now: Instant,
    id: &DecisionId,
    application: &ApplicationId,
    decision: (bool, &DecisionWords),
    officer: &Session,
) -> Result<(), Error> {
    tx.run(
        "insert into decision (id, application, approved, reason, decided_at, officer_id, officer_name, hearing, instructions,
                               registration)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        decision_values(now, id, application, decision, officer),
    )
    .await?;
    Ok(())
}

pub(super) async fn find_decision(read: &mut Read, application: &ApplicationId) -> Result<Option<DecisionRow>, Error> {
    read.optional(
        "select approved, reason, hearing, instructions, registration, decided_at, officer_name from decision
         where application = $1",
        db::values![application.as_str()],
    )
    .await
}

/// What an organisation submitted last, as it was frozen, and the language of the case.
pub(super) async fn find_last_content(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Option<(String, String)>, Error> {
    read.optional(
        "select v.content, a.case_language from application a join application_version v on v.application = a.id
             where a.organisation = $1 and a.submitted_at is not null
             order by a.submitted_at desc, v.number desc limit 1",
        db::values![organisation.as_str()],
    )
    .await
}
