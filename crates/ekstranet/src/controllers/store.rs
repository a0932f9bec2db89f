//! Every SQL text about changes of controller themselves: drafts, what was sent, how it is turned, and the lists.

use db::{Error, Read, Tx};

use super::rules::{ChangeState, Planned};
use crate::kernel::{BusinessId, ControllerChangeId, Date, Instant};
use crate::matters::{Head, Statements};
use crate::web::Failure;

/// A change of controller as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct ChangeRow {
    #[row(flatten)]
    pub head: Head,
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
    /// The new controller, of what has been sent.
    pub fn receiver(&self) -> Result<BusinessId, Failure> {
        let receiver = self.receiver.as_deref().and_then(BusinessId::parse);
        receiver.ok_or_else(|| Failure::internal("a change has no new controller"))
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

/// What every kind of matter does with its rows.
pub(super) const STATEMENTS: Statements = Statements {
    insert: "insert into controller_change (id, organisation, organisation_name, state, content, overdue, reminders,
                                            language, version, begun_at, saved_at, saved_by)
             values ($1, $2, $3, 'draft', $4, 0, 0, $5, 1, $6, $6, $7)
             on conflict do nothing",
    find_draft: "select id from controller_change where organisation = $1 and state = 'draft'",
    load: concat!(
        "select ",
        columns!(),
        " from controller_change where id = $1 and organisation = $2 and state <> 'discarded'"
    ),
    load_any: concat!("select ", columns!(), " from controller_change where id = $1 and number is not null"),
    list: concat!(
        "select ",
        columns!(),
        " from controller_change where organisation = $1 and state <> 'discarded'
          order by begun_at desc, id desc limit 100"
    ),
    save: "update controller_change set content = $1, saved_at = $2, saved_by = $3, version = version + 1
           where id = $4 and version = $5 and state in ('draft', 'returned')",
    discard: "update controller_change set state = 'discarded', content = $1, saved_at = $2, version = version + 1
              where id = $3 and version = $4 and state = 'draft'",
    find_discarded: "select id from controller_change where id = $1 and organisation = $2 and state = 'discarded'",
    drop_services: "delete from controller_change_service where change_id = $1",
    keep_service: "insert into controller_change_service (change_id, organisation, service, live)
                   values ($1, $2, $3, 1)
                   on conflict do nothing",
    services_of: "select service from controller_change_service where change_id = $1 order by service",
    release_services: "update controller_change_service set live = 0 where change_id = $1",
    insert_version:
        "insert into controller_change_version (change_id, number, content, sha256, sent_at, sent_by, basis,
                                                            right_checked_at)
                     values ($1, $2, $3, $4, $5, $6, $7, $8)",
    find_version: "select number, content, sha256, sent_at, sent_by, basis
                   from controller_change_version where change_id = $1 order by number desc limit 1",
    // What was given back is asked anew when it is sent again.
    list_to_look_at: concat!(
        "select ",
        columns!(),
        " from controller_change
          where look_at <= $1 and state in ('asked', 'confirmed', 'contested', 'scheduled')
          order by look_at, id limit 50"
    ),
    put_off: "update controller_change set look_at = $1 where id = $2 and look_at is not null",
    keep_found: "update controller_change set look_at = null, found = $1, found_name = $2, found_at = $3
                 where id = $4 and version = $5 and look_at is not null",
};

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
        db::values![row.head.id.as_str(), row.head.version, row.reminders],
    )
    .await
}

/// Notes that the day of the run has passed and nobody has recorded what became of it; `Stale` when another instance was
/// first.
pub(super) async fn mark_overdue(tx: &mut Tx, row: &ChangeRow) -> Result<(), Error> {
    tx.run_one(
        "update controller_change set overdue = 1
         where id = $1 and version = $2 and overdue = 0 and state = 'scheduled'",
        db::values![row.head.id.as_str(), row.head.version],
    )
    .await
}
