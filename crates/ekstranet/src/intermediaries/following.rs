//! A request follows the answers of its application: it is made, kept up to date, withdrawn and made anew.

use db::Tx;
use serde_json::json;

use super::rules::{Change, ConnectionStep, Party, Standing, Wanted, change};
use super::store::{self, ConnectionRow};
use super::{Named, Wish};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, ConnectionId};
use crate::notices::{self, Happening, Notice};
use crate::registers;
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What numbers of requests begin with (yhteyspyyntö).
pub(super) const NUMBER_PREFIX: &str = "YP-";

pub(super) async fn follow(tx: &mut Tx, visit: &Visit, wish: &Wish<'_>) -> Result<(), Failure> {
    let live = store::find_live(tx, wish.application).await?;
    if !asks_something_new(live.as_ref(), wish) {
        return Ok(());
    }
    // From here on an answer of the intermediary waits for this wish, or has come and is read again.
    let live = match live {
        Some(_) => {
            store::hold_live(tx, wish.application).await?;
            store::find_live(tx, wish.application).await?
        }
        None => None,
    };
    let wanted = Wanted {
        intermediary: wish.intermediary.as_ref().map(|named| named.id.as_str()),
        point: wish.point.as_deref(),
        system: wish.system.as_deref(),
    };
    let standing = live.as_ref().map(standing).transpose()?;
    let change = change(standing.as_ref(), &wanted);
    match (change, &live, &wish.intermediary) {
        (Change::Update, Some(row), _) if differs(row, wish) => store::update_particulars(tx, &row.id, wish).await?,
        (Change::Request, _, Some(named)) => request(tx, visit, named, wish).await?,
        (Change::Withdraw, Some(row), _) => withdraw(tx, visit, row).await?,
        (Change::Replace, Some(row), Some(named)) => {
            withdraw(tx, visit, row).await?;
            request(tx, visit, named, wish).await?;
        }
        _ => {}
    }
    Ok(())
}

pub(super) async fn end(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    match store::find_live(tx, application).await? {
        Some(row) => withdraw(tx, visit, &row).await,
        None => Ok(()),
    }
}

fn standing(row: &ConnectionRow) -> Result<Standing<'_>, Failure> {
    Ok(Standing {
        state: super::answering::state(row)?,
        intermediary: &row.intermediary,
        asked_point: row.asked_point.as_deref(),
        asked_system: row.asked_system.as_deref(),
        confirmed_point: row.point.as_deref(),
        confirmed_system: row.system.as_deref(),
    })
}

/// Whether there is anything to write: a wish that is kept already, or none where there was none, writes nothing.
fn asks_something_new(live: Option<&ConnectionRow>, wish: &Wish<'_>) -> bool {
    let named = wish.intermediary.as_ref().map(|named| named.id.as_str());
    match live {
        Some(row) => named != Some(row.intermediary.as_str()) || differs(row, wish),
        None => named.is_some(),
    }
}

/// Whether the particulars of a wish are others than those kept: a save that changes none of them writes nothing.
fn differs(row: &ConnectionRow, wish: &Wish<'_>) -> bool {
    let recipients = serde_json::Value::from(wish.recipients.clone()).to_string();
    row.asked_point != wish.point
        || row.asked_system != wish.system
        || row.test_date != wish.test_date
        || row.production_date != wish.production_date
        || row.language != wish.language.code()
        || row.recipients != recipients
}

pub(super) async fn request(tx: &mut Tx, visit: &Visit, named: &Named, wish: &Wish<'_>) -> Result<(), Failure> {
    let id = ConnectionId::new(visit.now, &visit.app.random);
    let year = visit.now.date().year();
    let number = format!("{NUMBER_PREFIX}{year}-{:06}", store::next_number(tx, year).await?);
    store::insert(tx, visit.now, &id, &number, named, wish).await?;
    let detail =
        json!({ "application": wish.application.as_str(), "intermediary": named.id.as_str(), "number": number });
    let entry = Entry::new("intermediaries.connection_requested").organisation(wish.organisation).subject(id.as_str());
    audit::record(tx, visit, entry.detail(detail)).await?;
    let notice = ToIntermediary { id: id.as_str(), number: &number, intermediary: &named.id, service: wish.service };
    notice.plan(tx, visit, Happening::ConnectionRequested).await
}

async fn withdraw(tx: &mut Tx, visit: &Visit, row: &ConnectionRow) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a row of a connection cannot be read");
    let application = ApplicationId::parse(&row.application).ok_or_else(unreadable)?;
    let state = super::answering::state(row)?.after(ConnectionStep::Withdraw, Party::Customer);
    store::withdraw(tx, &application, state.map_err(|_| Failure::Stale)?).await?;
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let entry = Entry::new("intermediaries.connection_withdrawn").organisation(&organisation).subject(&row.id);
    audit::record(tx, visit, entry.detail(json!({ "application": row.application }))).await?;
    to_intermediary(row, &BusinessId::parse(&row.intermediary).ok_or_else(unreadable)?)?
        .plan(tx, visit, Happening::ConnectionWithdrawn)
        .await
}

/// A notice to the intermediary of a request.
pub(super) struct ToIntermediary<'a> {
    id: &'a str,
    number: &'a str,
    intermediary: &'a BusinessId,
    service: Service,
}

pub(super) fn to_intermediary<'a>(
    row: &'a ConnectionRow,
    intermediary: &'a BusinessId,
) -> Result<ToIntermediary<'a>, Failure> {
    let service =
        Service::parse(&row.service).ok_or_else(|| Failure::internal("the service of a connection is unknown"))?;
    Ok(ToIntermediary { id: &row.id, number: &row.number, intermediary, service })
}

impl ToIntermediary<'_> {
    /// Plans the notice to the address and in the language that the intermediary has chosen.
    pub async fn plan(&self, tx: &mut Tx, visit: &Visit, happening: Happening) -> Result<(), Failure> {
        let (recipient, language) = notice_address(tx, self.intermediary).await?;
        let notice = Notice {
            happening,
            service: self.service,
            organisation: self.intermediary,
            case_number: self.number,
            recipients: recipient.into_iter().collect(),
            language,
            link: format!("/o/{}/connections/{}", self.intermediary, self.id),
        };
        notices::plan(tx, visit, &notice).await
    }
}

/// Where an intermediary wants its notices and in which language: what it has chosen here, else the address of the
/// register, which tells no language, in Finnish.
///
/// # Errors
/// What the database says.
pub async fn notice_address(
    read: &mut db::Read,
    organisation: &BusinessId,
) -> Result<(Option<String>, CaseLanguage), Failure> {
    if let Some(chosen) = store::find_address(read, organisation.as_str()).await? {
        return Ok((Some(chosen.email), CaseLanguage::parse(&chosen.language).unwrap_or_default()));
    }
    let known = registers::find_intermediary(read, organisation).await?;
    Ok((known.and_then(|known| known.email), CaseLanguage::Fi))
}
