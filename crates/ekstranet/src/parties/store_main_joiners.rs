//! Every SQL text about main joiners: whom to tell there, and what its newest application came to.

use db::{Error, Read, Tx};

use crate::kernel::{BusinessId, Instant};
use crate::services::Service;

/// Whom to tell at a main joiner, and whether its application came to nothing.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct MainJoinerRow {
    pub language: String,
    pub recipients: String,
    pub submitted_at: i64,
    pub closed_at: Option<i64>,
}

pub(super) async fn find_main_joiner(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Option<MainJoinerRow>, Error> {
    read.optional(
        "select language, recipients, submitted_at, closed_at from main_joiner where organisation = $1 and service = $2",
        db::values![organisation.as_str(), service.code()],
    )
    .await
}

/// Lets nobody else bring parties in for a main joiner's service, tell them or end what hangs on it until the transaction
/// ends: who comes later sees what whoever was first has written. Nothing is held before an application has been sent.
pub(super) async fn hold_main_joiner(tx: &mut Tx, organisation: &BusinessId, service: Service) -> Result<(), Error> {
    tx.run(
        "update main_joiner set closed_at = closed_at where organisation = $1 and service = $2",
        db::values![organisation.as_str(), service.code()],
    )
    .await?;
    Ok(())
}

/// Holds several, in one order for everybody: two transactions that need the same ones never wait for each other.
pub(super) async fn hold_main_joiners(
    tx: &mut Tx,
    organisation: &BusinessId,
    services: impl IntoIterator<Item = Service>,
) -> Result<(), Error> {
    for service in in_order(services) {
        hold_main_joiner(tx, organisation, service).await?;
    }
    Ok(())
}

/// Each service once, in the order in which they are held.
pub(super) fn in_order(services: impl IntoIterator<Item = Service>) -> Vec<Service> {
    let mut services: Vec<Service> = services.into_iter().collect();
    services.sort_by_key(|service| service.code());
    services.dedup();
    services
}

/// Keeps the newest case of a main joiner.
pub(super) async fn keep_main_joiner(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    service: Service,
    (case_number, language, recipients): (&str, &str, &str),
) -> Result<(), Error> {
    tx.run(
        "insert into main_joiner (organisation, service, case_number, language, recipients, submitted_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (organisation, service) do update set case_number = excluded.case_number,
           language = excluded.language, recipients = excluded.recipients, submitted_at = excluded.submitted_at,
           closed_at = null",
        db::values![organisation.as_str(), service.code(), case_number, language, recipients, now.milliseconds()],
    )
    .await?;
    Ok(())
}

/// Puts other contacts in the place of those that a main joiner's applications named; returns of how many.
pub(super) async fn replace_recipients(
    tx: &mut Tx,
    organisation: &BusinessId,
    recipients: &[String],
) -> Result<u64, Error> {
    let recipients = serde_json::Value::from(recipients).to_string();
    tx.run(
        "update main_joiner set recipients = $1 where organisation = $2",
        db::values![recipients, organisation.as_str()],
    )
    .await
}

/// Notes that a main joiner's application came to nothing.
pub(super) async fn close_main_joiner(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    service: Service,
) -> Result<(), Error> {
    tx.run(
        "update main_joiner set closed_at = $1 where organisation = $2 and service = $3",
        db::values![now.milliseconds(), organisation.as_str(), service.code()],
    )
    .await?;
    Ok(())
}
