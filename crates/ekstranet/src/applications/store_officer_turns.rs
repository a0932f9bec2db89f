//! Every SQL text about what officers have done to a case.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{ApplicationId, Instant};

/// What is kept of one deed.
pub(super) struct NewTurn<'a> {
    pub id: &'a str,
    pub application: &'a ApplicationId,
    pub what: &'static str,
    pub deadline: Option<&'a str>,
    pub before: Option<&'a str>,
}

pub(super) async fn insert(tx: &mut Tx, now: Instant, turn: &NewTurn<'_>, officer: &str) -> Result<(), Error> {
    tx.run(
        "insert into application_officer_turn (id, application, at, what, officer_name, deadline, deadline_before)
         values ($1, $2, $3, $4, $5, $6, $7)",
        db::values![
            turn.id,
            turn.application.as_str(),
            now.milliseconds(),
            turn.what,
            officer,
            turn.deadline,
            turn.before
        ],
    )
    .await?;
    Ok(())
}

/// A deed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct TurnRow {
    pub at: i64,
    pub what: String,
    pub officer_name: Option<String>,
    pub deadline: Option<String>,
    pub deadline_before: Option<String>,
}

pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<TurnRow>, Error> {
    read.all(
        "select at, what, officer_name, deadline, deadline_before from application_officer_turn
         where application = $1 order by at, id limit 200",
        db::values![application.as_str()],
    )
    .await
}
