//! What follows from Suomi.fi's answer: the rights are kept, and either a page opens or a waiting act is carried out.

use std::time::Duration;

use axum::response::Response;
use serde_json::json;

use super::client::{Asked, Mandates, Returned};
use super::rounds::{Stopped, stop};
use super::rules::{IntentionRow, Nature, RoundRow, may_bind};
use super::{Acts, Authority, store};
use crate::audit::{self, Entry};
use crate::kernel::{Acting, Basis, BusinessId, Instant, Permission, Permissions};
use crate::notices;
use crate::registers;
use crate::services::CustomerKind;
use crate::web::{App, Failure, Outside, Visit, see_other};

/// How long the registers of trades are waited for. What a sole trader is decides nothing, so slow registers may not
/// outlast the request, whose round at Suomi.fi is spent.
const TRADE_TIME: Duration = Duration::from_secs(5);
/// The longest organisation name that is kept, in characters.
const NAME_LENGTH: usize = 300;

/// An organisation of the answer with what our rules make of it.
pub(super) struct Judged {
    pub authority: Authority,
    pub nature: Nature,
    pub permissions: Permissions,
}

impl Judged {
    fn may_deploy(&self) -> bool {
        self.permissions.allow(Permission::DeployServices)
    }

    /// Whether the person may take services into use; `None` while a register that matters has not answered.
    fn is_right_known(&self) -> Option<bool> {
        let answered = self.authority.complete && self.nature != Nature::Unknown;
        (self.may_deploy() || answered).then(|| self.may_deploy())
    }
}

/// Judges the answer and acts on it. `acts` are those that may have waited for it.
pub(super) async fn settle(visit: Visit, acts: &Acts, round: &RoundRow, asked: Asked) -> Result<Response, Failure> {
    let mut judged = Vec::new();
    for returned in &asked.organisations {
        // Mandates of foreign organisations come with identifiers of their own countries; none of them is a customer.
        if let Some(organisation) = BusinessId::parse(&returned.identifier) {
            judged.push(judge(&visit, organisation, returned).await?);
        }
    }
    conclude(visit, acts, round, judged, &asked.requests).await
}

async fn judge(visit: &Visit, organisation: BusinessId, returned: &Returned) -> Result<Judged, Failure> {
    let policy = &visit.app.part::<Mandates>().policy;
    let nature = if policy.depends_on_nature(&returned.roles) {
        find_nature(&visit.app, visit.now, &organisation).await?
    } else {
        Nature::Unasked
    };
    let name = returned.name.as_deref().unwrap_or(organisation.as_str()).trim();
    let bases = policy.judge(&returned.roles, returned.complete, nature);
    let permissions = bases.iter().fold(Permissions::none(), |all, basis| all.union(policy.permissions(*basis)));
    let authority = Authority {
        organisation_name: name.chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH).collect(),
        bases,
        roles: returned.roles.clone(),
        complete: returned.complete,
        organisation,
    };
    Ok(Judged { authority, nature, permissions })
}

/// The kind of an organisation by its legal form; a company register that does not answer leaves it open.
async fn find_nature(app: &App, now: Instant, organisation: &BusinessId) -> Result<Nature, Failure> {
    let Some(company) = answered(registers::find_company(app, now, organisation).await)?.flatten() else {
        return Ok(Nature::Unknown);
    };
    match company.value {
        company if company.is_sole_trader() => {
            let asking = tokio::time::timeout(TRADE_TIME, find_trade(app, now, organisation));
            asking.await.unwrap_or(Ok(Nature::SoleTrader))
        }
        company if company.is_foundation() => Ok(Nature::Foundation),
        company if company.private => Ok(Nature::Private),
        _ => Ok(Nature::Public),
    }
}

/// What a sole trader is. Their right does not depend on it, so a register that does not answer, or not in time,
/// changes nothing.
async fn find_trade(app: &App, now: Instant, trader: &BusinessId) -> Result<Nature, Failure> {
    Ok(match registers::find_trade(app, now, trader).await? {
        CustomerKind::Pharmacist => Nature::Pharmacist,
        CustomerKind::SelfEmployed => Nature::Practitioner,
        _ => Nature::SoleTrader,
    })
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

/// Keeps the rights with their audit rows, then goes on.
pub(super) async fn conclude(
    visit: Visit,
    acts: &Acts,
    round: &RoundRow,
    judged: Vec<Judged>,
    requests: &[String],
) -> Result<Response, Failure> {
    let session = visit.session()?.clone();
    let mut tx = visit.app.db.write().await?;
    for one in &judged {
        store::upsert_authority(&mut tx, visit.now, &session.id, &one.authority, one.nature).await?;
        if let Some(has_right) = one.is_right_known() {
            notices::note_right(&mut tx, visit.now, &session.person, &one.authority.organisation, has_right).await?;
        }
        let action = if one.authority.bases.is_empty() { "mandates.refused" } else { "mandates.granted" };
        let mut entry = Entry::new(action).organisation(&one.authority.organisation);
        entry.basis = one.authority.bases.first().copied().map(Basis::code);
        let (roles, complete) = (&one.authority.roles, one.authority.complete);
        let detail = json!({ "roles": roles, "complete": complete, "nature": one.nature.code(), "requests": requests });
        audit::record(&mut tx, &visit, entry.detail(detail)).await?;
    }
    if judged.is_empty() {
        let detail = json!({ "code": "nothing-returned", "requests": requests });
        audit::record(&mut tx, &visit, Entry::new("mandates.refused").detail(detail)).await?;
    }
    let next = next_page(&judged, round.return_path.as_deref());
    if let Some(chosen) = judged.iter().find(|one| next.starts_with(&home(&one.authority.organisation))) {
        store::touch_authority(&mut tx, visit.now, &session.id, &chosen.authority.organisation).await?;
    }
    tx.commit().await?;
    let Some(id) = &round.intention_id else { return Ok(see_other(&next)) };
    let intention = store::find_intention(&mut visit.app.db.read().await?, id, &session.id).await?;
    if let Some(intention) = intention {
        resume(visit, acts, &intention, &judged).await
    } else {
        let entry = Entry::new("mandates.act_refused").detail(json!({ "code": "act-over" }));
        stop(visit, Stopped::ActOver, entry, None, None).await
    }
}

/// Where a round without a waiting act leads: to the organisation, to the choice, to the library, or to the reason.
fn next_page(judged: &[Judged], return_path: Option<&str>) -> String {
    let deploying: Vec<&Judged> = judged.iter().filter(|one| one.may_deploy()).collect();
    let leads_to = |path: &str| deploying.iter().any(|one| path.starts_with(&home(&one.authority.organisation)));
    match (return_path.filter(|path| leads_to(path)), deploying.as_slice()) {
        (Some(path), _) => path.to_string(),
        (None, [one]) => home(&one.authority.organisation),
        (None, [_, _, ..]) => "/act-for".to_string(),
        (None, []) if judged.iter().any(|one| !one.authority.bases.is_empty()) => "/library".to_string(),
        (None, []) => {
            judged.first().map_or_else(|| "/act-for/why".to_string(), |one| why_page(&one.authority.organisation))
        }
    }
}

fn home(organisation: &BusinessId) -> String {
    format!("/o/{organisation}/")
}

fn why_page(organisation: &BusinessId) -> String {
    format!("/act-for/why?organisation={organisation}")
}

/// Carries out a waiting act: the same session, the same organisation, a right that binds, once.
async fn resume(
    mut visit: Visit,
    acts: &Acts,
    intention: &IntentionRow,
    judged: &[Judged],
) -> Result<Response, Failure> {
    let back = Some(intention.back_path.clone());
    let chosen = judged.iter().find(|one| one.authority.organisation.as_str() == intention.organisation);
    let Some(chosen) = chosen else {
        let entry = refused_act(intention, "other-organisation");
        return stop(visit, Stopped::OtherOrganisation, entry, back, None).await;
    };
    let Some(basis) = chosen.authority.bases.first().copied().filter(|_| may_bind(chosen.permissions)) else {
        let why = Some(why_page(&chosen.authority.organisation));
        let entry = refused_act(intention, "right-gone").organisation(&chosen.authority.organisation);
        return stop(visit, Stopped::RightGone, entry, None, why).await;
    };
    visit.acting = Some(Acting {
        organisation: chosen.authority.organisation.clone(),
        organisation_name: chosen.authority.organisation_name.clone(),
        basis,
        permissions: chosen.permissions,
        checked_at: visit.now,
    });
    let act = acts.find(&intention.act).ok_or_else(|| Failure::internal("a waiting act is not registered"))?;
    let payload = serde_json::from_str(&intention.payload).map_err(Failure::internal)?;
    let mut tx = visit.app.db.write().await?;
    match store::use_intention(&mut tx, visit.now, &intention.id).await {
        Err(db::Error::Stale) => {
            drop(tx);
            return stop(visit, Stopped::ActOver, refused_act(intention, "act-over"), back, None).await;
        }
        used => used?,
    }
    let entry = Entry::new("mandates.proved_again").subject(&intention.subject).detail(json!({ "act": intention.act }));
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    let address = act(visit, intention.subject.clone(), payload).await?;
    Ok(see_other(&address))
}

fn refused_act<'a>(intention: &'a IntentionRow, code: &str) -> Entry<'a> {
    let detail = json!({ "code": code, "act": intention.act, "organisation": intention.organisation });
    Entry::new("mandates.act_refused").subject(&intention.subject).detail(detail)
}

/// The page on which the act began that waits for this round.
pub(super) async fn back_path(visit: &Visit, round: &RoundRow) -> Result<Option<String>, Failure> {
    let Some(id) = &round.intention_id else { return Ok(None) };
    let session = visit.session()?;
    let row = store::find_intention(&mut visit.app.db.read().await?, id, &session.id).await?;
    Ok(row.map(|row| row.back_path))
}

#[cfg(test)]
mod tests {
    use super::{Judged, next_page};
    use crate::kernel::{Basis, BusinessId, Mandate, Permissions, Position};
    use crate::mandates::rules::Nature;
    use crate::mandates::{Authority, permissions};

    fn judged(organisation: &str, bases: &[Basis]) -> Judged {
        let authority = Authority {
            organisation: BusinessId::parse(organisation).expect("valid"),
            organisation_name: "A".to_string(),
            bases: bases.to_vec(),
            roles: Vec::new(),
            complete: true,
        };
        let permissions = bases.iter().fold(Permissions::none(), |all, basis| all.union(permissions(*basis)));
        Judged { authority, nature: Nature::Unasked, permissions }
    }

    #[test]
    fn each_answer_leads_to_its_page() {
        let director = [Basis::Position(Position::ManagingDirector)];
        let privacy = [Basis::Mandate(Mandate::Privacy)];
        let one = || judged("9900226-7", &director);
        let other = || judged("9900116-8", &director);
        let reader = || judged("9900101-0", &privacy);
        let nothing = || judged("9900205-6", &[]);
        for (answer, back, expected) in [
            (vec![one()], None, "/o/9900226-7/"),
            (vec![nothing(), one()], None, "/o/9900226-7/"),
            (vec![one(), other()], None, "/act-for"),
            (vec![one(), other()], Some("/o/9900116-8/agreements"), "/o/9900116-8/agreements"),
            (vec![one()], Some("/o/9900116-8/agreements"), "/o/9900226-7/"),
            (vec![reader()], None, "/library"),
            (vec![reader()], Some("/o/9900101-0/"), "/library"),
            (vec![nothing()], None, "/act-for/why?organisation=9900205-6"),
            (vec![], None, "/act-for/why"),
        ] {
            assert_eq!(next_page(&answer, back), expected);
        }
    }
}
