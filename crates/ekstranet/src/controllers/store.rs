//! Every SQL text about changes of controller themselves: drafts, what was sent, how it is turned, and the lists.

use db::{Error, Read, Tx};

use super::rules::{ChangeState, Planned};
use crate::kernel::{BusinessId, CaseLanguage, ControllerChangeId, Date, Instant, Sealed};
use crate::web::Failure;

/// A change of controller as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct ChangeRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub number: Option<String>,
    pub state: String,
    pub content: Vec<u8>,
    pub receiver: Option<String>,
    pub receiver_name: Option<String>,
    pub changes_on: Option<String>,
    pub run: Option<String>,
    pub run_day: Option<String>,
    pub run_closes_on: Option<String>,
    pub overdue: i64,
    pub asked_at: Option<i64>,
    pub answer: Option<String>,
    pub reminders: i64,
    pub found: Option<String>,
    pub found_name: Option<String>,
    pub found_at: Option<i64>,
    pub language: String,
    pub version: i64,
    pub saved_at: i64,
    pub saved_by: String,
}

/// What a [`ChangeRow`] has, for the statements that read changes.
macro_rules! columns {
    () => {
        "id, organisation, organisation_name, number, state, content, receiver, receiver_name, changes_on, run, run_day,
         run_closes_on, overdue, asked_at, answer, reminders, found, found_name, found_at, language, version,
         saved_at, saved_by"
    };
}
pub(super) use columns;

impl ChangeRow {
    pub fn id(&self) -> Result<ControllerChangeId, Failure> {
        ControllerChangeId::parse(&self.id).ok_or_else(|| Failure::internal("a change's id is not an id"))
    }

    pub fn organisation(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.organisation).ok_or_else(|| Failure::internal("a change has no business ID"))
    }

    /// The new controller, of what has been sent.
    pub fn receiver(&self) -> Result<BusinessId, Failure> {
        let receiver = self.receiver.as_deref().and_then(BusinessId::parse);
        receiver.ok_or_else(|| Failure::internal("a change has no new controller"))
    }

    pub fn state(&self) -> Result<ChangeState, Failure> {
        ChangeState::parse(&self.state).ok_or_else(|| Failure::internal("the state of a change is unknown"))
    }

    pub fn language(&self) -> CaseLanguage {
        CaseLanguage::parse(&self.language).unwrap_or_default()
    }

    /// The case number; empty while it is a draft.
    pub fn number(&self) -> &str {
        self.number.as_deref().unwrap_or_default()
    }

    /// The run to which it is scheduled.
    pub fn planned(&self) -> Option<Planned> {
        let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse::<Date>().ok());
        Some(Planned { day: day(&self.run_day)?, closes_on: day(&self.run_closes_on)? })
    }

    pub fn is_overdue(&self) -> bool {
        self.overdue == 1
    }
}

pub(super) struct NewChange<'a> {
    pub id: &'a ControllerChangeId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub content: Sealed,
    pub language: CaseLanguage,
    pub by: &'a str,
}

/// Begins a draft; `false` when the organisation has one already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewChange<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into controller_change (id, organisation, organisation_name, state, content, overdue, reminders,
                                            language, version, begun_at, saved_at, saved_by)
             values ($1, $2, $3, 'draft', $4, 0, 0, $5, 1, $6, $6, $7)
             on conflict do nothing",
            db::values![
                new.id.as_str(),
                new.organisation.as_str(),
                new.organisation_name,
                new.content.clone(),
                new.language.code(),
                now.milliseconds(),
                new.by
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The draft of an organisation.
pub(super) async fn find_draft(read: &mut Read, organisation: &BusinessId) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from controller_change where organisation = $1 and state = 'draft'",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

/// One of those that an organisation hands over.
pub(super) async fn load(
    read: &mut Read,
    id: &ControllerChangeId,
    organisation: &BusinessId,
) -> Result<ChangeRow, Error> {
    read.one(
        concat!(
            "select ",
            columns!(),
            " from controller_change where id = $1 and organisation = $2 and state <> 'discarded'"
        ),
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// One of those of which an organisation is to be the new controller: what has been sent.
pub(super) async fn load_as_receiver(
    read: &mut Read,
    id: &ControllerChangeId,
    organisation: &BusinessId,
) -> Result<ChangeRow, Error> {
    read.one(
        concat!(
            "select ",
            columns!(),
            " from controller_change where id = $1 and receiver = $2 and number is not null"
        ),
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// Any organisation's, for officers: what has been sent.
pub(super) async fn load_any(read: &mut Read, id: &ControllerChangeId) -> Result<ChangeRow, Error> {
    read.one(
        concat!("select ", columns!(), " from controller_change where id = $1 and number is not null"),
        db::values![id.as_str()],
    )
    .await
}

/// Whether a change of an organisation, `$organisation`, is under way on either side: a condition in a statement of another
/// room.
macro_rules! has_change {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from controller_change c where c.organisation = ",
            $organisation,
            " and c.state in ('draft', 'asked', 'confirmed', 'contested', 'returned', 'scheduled')) or exists \
             (select 1 from controller_change c where c.receiver = ",
            $organisation,
            " and c.state in ('asked', 'confirmed', 'contested', 'returned', 'scheduled'))"
        )
    };
}
pub(crate) use has_change;

/// Those that an organisation hands over, the newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where organisation = $1 and state <> 'discarded'
             order by begun_at desc, id desc limit 100"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// Those of which an organisation is to be the new controller, the newest first.
pub(super) async fn list_received(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where receiver = $1 and number is not null
             order by begun_at desc, id desc limit 100"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// Saves what a draft, or one that was given back, says; `Stale` when somebody was first.
pub(super) async fn save(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&ControllerChangeId, i64),
    content: Sealed,
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set content = $1, saved_at = $2, saved_by = $3, version = version + 1
         where id = $4 and version = $5 and state in ('draft', 'returned')",
        db::values![content, now.milliseconds(), by, id.as_str(), version],
    )
    .await
}

/// Removes what a draft said.
pub(super) async fn discard(tx: &mut Tx, now: Instant, id: &ControllerChangeId, version: i64) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set state = 'discarded', content = $1, saved_at = $2, version = version + 1
         where id = $3 and version = $4 and state = 'draft'",
        db::values![Vec::<u8>::new(), now.milliseconds(), id.as_str(), version],
    )
    .await
}

pub(super) struct Sending<'a> {
    pub id: &'a ControllerChangeId,
    pub version: i64,
    pub number: &'a str,
    pub receiver: &'a BusinessId,
    pub receiver_name: &'a str,
    pub changes_on: &'a str,
    pub wished_run: Option<&'a str>,
    /// When a register is asked again about the new controller.
    pub look_at: Option<Instant>,
}

/// Turns a draft, or one that was given back, into a case of which the new controller is asked; `Stale` when somebody was
/// first.
pub(super) async fn mark_sent(tx: &mut Tx, now: Instant, sending: &Sending<'_>) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set state = 'asked', number = $1, receiver = $2, receiver_name = $3, changes_on = $4,
           wished_run = $5, look_at = $6, found = null, found_name = null, found_at = null, asked_at = $7,
           answered_at = null, answer = null, reminders = 0, version = version + 1
         where id = $8 and version = $9 and state in ('draft', 'returned')",
        db::values![
            sending.number,
            sending.receiver.as_str(),
            sending.receiver_name,
            sending.changes_on,
            sending.wished_run,
            sending.look_at.map(Instant::milliseconds),
            now.milliseconds(),
            sending.id.as_str(),
            sending.version
        ],
    )
    .await
}

/// How a case is turned after it was sent.
pub(super) struct Turn<'a> {
    pub id: &'a ControllerChangeId,
    pub version: i64,
    pub from: ChangeState,
    pub to: ChangeState,
}

/// Turns a case; `Stale` when somebody was first. Whatever was to be recorded is settled by it.
pub(super) async fn turn(tx: &mut Tx, turn: &Turn<'_>) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set state = $1, overdue = 0, version = version + 1
         where id = $2 and version = $3 and state = $4",
        db::values![turn.to.code(), turn.id.as_str(), turn.version, turn.from.code()],
    )
    .await
}

/// Notes what the new controller answered, beside the turn of the case.
pub(super) async fn keep_answer(
    tx: &mut Tx,
    now: Instant,
    id: &ControllerChangeId,
    answer: ChangeState,
) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set answer = $1, answered_at = $2 where id = $3",
        db::values![answer.code(), now.milliseconds(), id.as_str()],
    )
    .await
}

/// Notes the run to which a case is scheduled, beside its turn.
pub(super) async fn keep_run(
    tx: &mut Tx,
    id: &ControllerChangeId,
    run: &str,
    (day, closes_on): (&str, &str),
) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set run = $1, run_day = $2, run_closes_on = $3 where id = $4",
        db::values![run, day, closes_on, id.as_str()],
    )
    .await
}

/// Notes that another round of reminding has been; `Stale` when another instance was first or it has been answered.
pub(super) async fn mark_reminded(tx: &mut Tx, row: &ChangeRow) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set reminders = reminders + 1
         where id = $1 and version = $2 and reminders = $3 and state = 'asked'",
        db::values![row.id.as_str(), row.version, row.reminders],
    )
    .await
}

/// Notes that the day of the run has passed and nobody has recorded what became of it; `Stale` when another instance was
/// first.
pub(super) async fn mark_overdue(tx: &mut Tx, row: &ChangeRow) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set overdue = 1
         where id = $1 and version = $2 and overdue = 0 and state = 'scheduled'",
        db::values![row.id.as_str(), row.version],
    )
    .await
}
