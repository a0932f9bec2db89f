//! The SQL texts of the officers' lists and of the job: what waits, for whom and for which day.

use db::{Error, Read};

use super::rules::ChangeState;
use super::store::{ChangeRow, columns};
use crate::kernel::{BusinessId, Instant};
use crate::matters::page_limit;

/// A state, as officers list it: those that take effect first come first, after a day and an id, one more than a page.
pub(super) async fn list_in(
    read: &mut Read,
    state: ChangeState,
    (day, id): (&str, &str),
) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where state = $1 and (changes_on, id) > ($2, $3) order by changes_on, id limit $4"
        ),
        db::values![state.code(), day, id, page_limit()],
    )
    .await
}

/// Those that are scheduled: the runs that have not been, or those that have and of which nobody has said what became.
pub(super) async fn list_scheduled(
    read: &mut Read,
    overdue: bool,
    (day, id): (&str, &str),
) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where state = 'scheduled' and overdue = $1 and (run_day, id) > ($2, $3)
             order by run_day, id limit $4"
        ),
        db::values![overdue, day, id, page_limit()],
    )
    .await
}

/// How many wait for an officer: answered ones to schedule, and runs to record; of each at most 301.
pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let counted: Vec<(i64,)> = read
        .all(
            "select count(*) from (select 1 from controller_change where state = 'confirmed' limit 301) capped_confirmed
             union all
             select count(*) from (select 1 from controller_change where state = 'contested' limit 301) capped_contested
             union all
             select count(*) from (select 1 from controller_change where state = 'scheduled' and overdue = 1 limit 301) capped_overdue",
            db::values![],
        )
        .await?;
    Ok(counted.iter().map(|(number,)| number).sum())
}

/// New controllers that have been reminded so many times and were asked before a moment, after a moment and an id.
pub(super) async fn list_unanswered(
    read: &mut Read,
    (reminders, before): (i64, Instant),
    (asked_at, id): (i64, &str),
) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change
             where state = 'asked' and reminders = $1 and asked_at <= $2 and (asked_at, id) > ($3, $4)
             order by asked_at, id limit 200"
        ),
        db::values![reminders, before.milliseconds(), asked_at, id],
    )
    .await
}

/// Scheduled ones whose run was before a day and that are not marked, after a day and an id.
pub(super) async fn list_past(read: &mut Read, today: &str, (day, id): (&str, &str)) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change
             where state = 'scheduled' and overdue = 0 and run_day < $1 and (run_day, id) > ($2, $3)
             order by run_day, id limit 200"
        ),
        db::values![today, day, id],
    )
    .await
}

/// The one with a case number, whoever has sent it.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<ChangeRow>, Error> {
    read.optional(concat!("select ", columns!(), " from controller_change where number = $1"), db::values![number])
        .await
}

/// What an organisation has sent, the newest first.
pub(super) async fn list_sent_by(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where organisation = $1 and number is not null order by begun_at desc, id desc limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// What names an organisation as the new controller, the newest first.
pub(super) async fn list_sent_to(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from controller_change where receiver = $1 and number is not null order by begun_at desc, id desc limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}
