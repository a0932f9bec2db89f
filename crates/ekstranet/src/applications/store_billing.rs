//! Every SQL text about billing data that customers change themselves.

use db::{Error, FromRow, Read, Tx};

use super::content::Content;
use crate::kernel::{BusinessId, Instant, Session};

/// Billing data as somebody saved them.
#[derive(Clone, Debug, FromRow)]
pub(super) struct BillingRow {
    pub number: i64,
    pub form: String,
    pub form_version: i64,
    pub profile: String,
    /// As JSON.
    pub answers: String,
    pub saved_at: i64,
    pub saved_by: String,
    pub saved_by_name: String,
}

/// What was saved, the newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<BillingRow>, Error> {
    read.all(
        "select number, form, form_version, profile, answers, saved_at, saved_by, saved_by_name
         from billing_data where organisation = $1 order by number desc limit 20",
        db::values![organisation.as_str()],
    )
    .await
}

pub(super) async fn find(read: &mut Read, organisation: &BusinessId, number: i64) -> Result<Option<BillingRow>, Error> {
    read.optional(
        "select number, form, form_version, profile, answers, saved_at, saved_by, saved_by_name
         from billing_data where organisation = $1 and number = $2",
        db::values![organisation.as_str(), number],
    )
    .await
}

/// How many organisations [`list_granted`] takes at once.
pub(super) const AT_ONCE: usize = 40;

/// Organisation and newest content of every application that was granted to up to [`AT_ONCE`] organisations, of each the
/// newest first.
pub(super) async fn list_granted(
    read: &mut Read,
    organisations: &[BusinessId],
) -> Result<Vec<(String, String)>, Error> {
    // A place that is left over asks for the first one once more.
    let first = organisations.first().map(BusinessId::as_str).unwrap_or_default();
    let asked = (0..AT_ONCE).map(|place| db::Value::from(organisations.get(place).map_or(first, BusinessId::as_str)));
    read.all(
        "select a.organisation, v.content from application a join application_version v on v.application = a.id
         where a.state = 'approved'
           and v.number = (select max(last.number) from application_version last where last.application = a.id)
           and a.organisation in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
             $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)
         order by a.organisation, a.created_at desc, a.id desc",
        asked.collect::<Vec<_>>(),
    )
    .await
}

/// Saves after what was shown; `Stale` when somebody saved since.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    (shown, content, answers): (i64, &Content, &str),
    by: &Session,
) -> Result<(), Error> {
    tx.run_one(
        "insert into billing_data (organisation, number, form, form_version, profile, answers, saved_at, saved_by,
                                   saved_by_name)
         select $1, cast($2 as bigint) + 1, $3, $4, $5, $6, $7, $8, $9
         where cast($2 as bigint) = (select coalesce(max(number), 0) from billing_data where organisation = $1)
         on conflict (organisation, number) do nothing",
        db::values![
            organisation.as_str(),
            shown,
            content.form.as_str(),
            content.form_version,
            content.profile.as_str(),
            answers,
            now.milliseconds(),
            by.person.as_str(),
            by.name.as_str()
        ],
    )
    .await
}
