//! The kinds of the organisations of one answer of Suomi.fi, as the registers tell them.

use std::time::Duration;

use super::rules::{AuthorityRow, Nature};
use super::store;
use crate::kernel::{BusinessId, Instant, SessionId};
use crate::registers::{self, Inquiry, LastKnown};
use crate::services::CustomerKind;
use crate::web::{App, Failure, Outside};

/// How long the registers of trades are waited for, all organisations of an answer together. What a sole trader is decides
/// nothing.
const TRADE_TIME: Duration = Duration::from_secs(5);

/// The kind of an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub nature: Nature,
    /// When the company register told it, where it does not answer now and this is what was last known.
    pub last_known: Option<Instant>,
}

impl Kind {
    /// A kind that does not rest on an old answer.
    pub fn told(nature: Nature) -> Self {
        Self { nature, last_known: None }
    }
}

/// Finds the kinds for one answer. A register that has been silent is not asked about the other organisations.
pub(super) struct Natures {
    companies: Inquiry,
    /// Begins with the first sole trader.
    trades: Option<Inquiry>,
}

impl Natures {
    /// The round at Suomi.fi is spent, so slow registers may not outlast the request: the company register is waited for
    /// as long as the configuration says.
    pub fn of_one_answer(app: &App) -> Self {
        let wait = Duration::from_secs(app.config.registers.wait_seconds);
        Self { companies: Inquiry::new(wait), trades: None }
    }

    /// The kind of an organisation by its legal form; a company register that does not answer leaves it open, unless it
    /// has told it before.
    pub async fn find(&mut self, app: &App, now: Instant, organisation: &BusinessId) -> Result<Kind, Failure> {
        let company = match answered(self.companies.find_company(app, now, organisation).await)? {
            Some(Some(company)) => company,
            Some(None) => return Ok(Kind::told(Nature::NotRegistered)),
            None => return Ok(Kind::told(Nature::Unknown)),
        };
        let last_known = company.stale.then_some(company.fetched_at);
        let nature = match company.value {
            company if company.is_sole_trader() => self.find_trade(app, now, organisation).await?,
            company if company.is_foundation() => Nature::Foundation,
            company if company.private => Nature::Private,
            company if company.is_public() => Nature::Public,
            _ => Nature::Other,
        };
        Ok(Kind { nature, last_known })
    }

    /// What a sole trader is. Their right does not depend on it, so a register that does not answer, or not in time,
    /// changes nothing.
    async fn find_trade(&mut self, app: &App, now: Instant, trader: &BusinessId) -> Result<Nature, Failure> {
        let inquiry = self.trades.get_or_insert_with(|| Inquiry::new(TRADE_TIME));
        Ok(match registers::find_trade(inquiry, app, now, trader).await? {
            CustomerKind::Pharmacist => Nature::Pharmacist,
            CustomerKind::SelfEmployed => Nature::Practitioner,
            _ => Nature::SoleTrader,
        })
    }
}

/// The kind that the registers last told, where the company register has told anything.
pub(super) fn last_told(known: &LastKnown, now: Instant) -> Nature {
    if known.company_name(now).is_none() {
        return Nature::Unasked;
    }
    match known.kind(now) {
        CustomerKind::Private if known.is_of_other_form(now) => Nature::Other,
        CustomerKind::Private => Nature::Private,
        CustomerKind::SoleTrader => Nature::SoleTrader,
        CustomerKind::SelfEmployed => Nature::Practitioner,
        CustomerKind::Pharmacist => Nature::Pharmacist,
        CustomerKind::Foundation => Nature::Foundation,
        CustomerKind::Public | CustomerKind::HospitalPharmacy | CustomerKind::UniversityPharmacy => Nature::Public,
    }
}

/// The organisations of a session, the last used first. The registers are asked only where a right depends on the kind, so
/// for the others, whoever holds a mandate, it is what they last told.
pub(super) async fn list_with_kinds(
    read: &mut db::Read,
    now: Instant,
    session: &SessionId,
) -> Result<Vec<AuthorityRow>, Failure> {
    let mut rows = store::list_authorities(read, session).await?;
    if rows.iter().all(|row| row.nature() != Nature::Unasked) {
        return Ok(rows);
    }
    let known = registers::by_business_id(store::list_kinds(read, session).await?);
    for row in rows.iter_mut().filter(|row| row.nature() == Nature::Unasked) {
        if let Some(known) = known.get(&row.organisation) {
            row.nature = last_told(known, now).code().to_string();
        }
    }
    Ok(rows)
}

/// `None` when a register does not answer and nothing is known from before.
fn answered<T>(asked: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match asked {
        Ok(value) => Ok(Some(value)),
        Err(Failure::Outage(register, problem)) if register != Outside::Database => {
            tracing::warn!(?register, %problem, "a register does not tell the kind of an organisation");
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    use super::{Duration, TRADE_TIME};
    use crate::config::LONGEST_REGISTER_WAIT;
    use crate::start::OUTGOING_TIME;
    use crate::web::REQUEST_TIME;

    #[test]
    fn whatever_is_slow_the_return_from_suomi_fi_is_answered_before_its_request_ends() {
        let calls = OUTGOING_TIME * 2;
        let longest = calls + Duration::from_secs(LONGEST_REGISTER_WAIT) + TRADE_TIME;
        assert!(longest + Duration::from_secs(3) <= REQUEST_TIME, "{longest:?} of {REQUEST_TIME:?}");
    }
}
