//! What follows from Suomi.fi's answer: the rights are kept, and either a page opens or a waiting act is carried out.

use axum::response::Response;
use serde_json::json;

use super::client::{Asked, Mandates, Returned};
use super::last_round::Outcome;
use super::natures::{Kind, Natures};
use super::rounds::{Stopped, stop, stop_naming};
use super::rules::{IntentionRow, Nature, RoundRow, may_bind};
use super::{Acts, Authority, store};
use crate::audit::{self, Entry};
use crate::kernel::{Acting, Basis, BusinessId, Instant, Permission, Permissions};
use crate::notices;
use crate::sign_in;
use crate::web::{Failure, Visit, see_other};

/// The longest organisation name that is kept, in characters.
const NAME_LENGTH: usize = 300;

/// What Suomi.fi writes for a name that the registers do not have.
const NAMELESS: &str = "[NIMI PUUTTUU]";

/// An organisation of the answer with what our rules make of it.
pub(super) struct Judged {
    pub authority: Authority,
    pub kind: Kind,
    pub permissions: Permissions,
}

impl Judged {
    fn may_deploy(&self) -> bool {
        self.permissions.allow(Permission::DeployServices)
    }

    /// Whether the person may take services into use; `None` while a register that matters has not answered.
    fn is_right_known(&self) -> Option<bool> {
        let answered = self.authority.complete && self.kind.nature != Nature::Unknown;
        (self.may_deploy() || answered).then(|| self.may_deploy())
    }
}

/// What our rules make of a whole answer.
#[derive(Default)]
pub(super) struct Answer {
    pub judged: Vec<Judged>,
    /// How many organisations have no business ID.
    pub foreign: usize,
}

/// Judges the answer and acts on it. `acts` are those that may have waited for it.
pub(super) async fn settle(visit: Visit, acts: &Acts, round: &RoundRow, asked: Asked) -> Result<Response, Failure> {
    let (mut answer, mut natures) = (Answer::default(), Natures::of_one_answer(&visit.app));
    for returned in &asked.organisations {
        match BusinessId::parse(&returned.identifier) {
            Some(organisation) => answer.judged.push(judge(&visit, organisation, returned, &mut natures).await?),
            // Mandates of foreign organisations come with identifiers of their own countries; none of them is a customer.
            None => answer.foreign += 1,
        }
    }
    conclude(visit, acts, round, answer, &asked.requests).await
}

async fn judge(
    visit: &Visit,
    organisation: BusinessId,
    returned: &Returned,
    natures: &mut Natures,
) -> Result<Judged, Failure> {
    let policy = &visit.app.part::<Mandates>().policy;
    let kind = if policy.depends_on_nature(&returned.roles) {
        natures.find(&visit.app, visit.now, &organisation).await?
    } else {
        Kind::told(Nature::Unasked)
    };
    let name = returned.name.as_deref().filter(|name| *name != NAMELESS);
    let name = name.unwrap_or(organisation.as_str()).trim();
    let bases = policy.judge(&returned.roles, returned.complete, kind.nature);
    let permissions = bases.iter().fold(Permissions::none(), |all, basis| all.union(policy.permissions(*basis)));
    let authority = Authority {
        organisation_name: name.chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH).collect(),
        bases,
        roles: returned.roles.clone(),
        complete: returned.complete,
        organisation,
    };
    Ok(Judged { authority, kind, permissions })
}

/// Keeps the rights with their audit rows, then goes on.
pub(super) async fn conclude(
    visit: Visit,
    acts: &Acts,
    round: &RoundRow,
    answer: Answer,
    requests: &[String],
) -> Result<Response, Failure> {
    let (session, Answer { judged, foreign }) = (visit.session()?.clone(), answer);
    let mut tx = visit.app.db.write().await?;
    for one in &judged {
        store::upsert_authority(&mut tx, visit.now, &session.id, &one.authority, &one.kind).await?;
        if let Some(has_right) = one.is_right_known() {
            notices::note_right(&mut tx, &visit, &session.person, &one.authority.organisation, has_right).await?;
        }
        let action = if one.authority.bases.is_empty() { "mandates.refused" } else { "mandates.granted" };
        let mut entry = Entry::new(action).organisation(&one.authority.organisation);
        entry.basis = one.authority.bases.first().copied().map(Basis::code);
        let (roles, complete) = (&one.authority.roles, one.authority.complete);
        let detail =
            json!({ "roles": roles, "complete": complete, "nature": one.kind.nature.code(), "requests": requests });
        audit::record(&mut tx, &visit, entry.detail(detail)).await?;
    }
    store::note_outcome(&mut tx, &round.state_hash, outcome(&judged, foreign)).await?;
    note_missing(&mut tx, &visit, round, &judged, (foreign, requests)).await?;
    let next = next_page(&judged, round.return_path.as_deref());
    if let Some(chosen) = judged.iter().find(|one| next.starts_with(&home(&one.authority.organisation))) {
        store::touch_authority(&mut tx, visit.now, &session.id, &chosen.authority.organisation).await?;
    }
    tx.commit().await?;
    let Some(id) = &round.intention_id else { return tell_foreign(visit, foreign, &judged, next).await };
    let intention = store::find_intention(&mut visit.app.db.read().await?, id, &session.id).await?;
    if let Some(intention) = intention {
        resume(visit, acts, &intention, (&judged, foreign)).await
    } else {
        let entry = Entry::new("mandates.act_refused").detail(json!({ "code": "act-over" }));
        stop(visit, Stopped::ActOver, entry, None, None).await
    }
}

/// What the answer was, for whoever asks afterwards why nothing is open.
fn outcome(judged: &[Judged], foreign: usize) -> Outcome {
    match (judged.is_empty(), foreign) {
        (false, _) => Outcome::Told,
        (true, 0) => Outcome::Nothing,
        (true, _) => Outcome::Foreign,
    }
}

/// An answer that names no organisation, or not the one for which a binding act waits. Either the person chose otherwise, or
/// the right by which the act began has ended between the choice at Suomi.fi and the answer; nobody tells which. So it ends
/// here too: who chose otherwise goes through one round more, which gives it again.
async fn note_missing(
    tx: &mut db::Tx,
    visit: &Visit,
    round: &RoundRow,
    judged: &[Judged],
    (foreign, requests): (usize, &[String]),
) -> Result<(), Failure> {
    let session = visit.session()?;
    let intention = match &round.intention_id {
        Some(id) => store::find_intention(tx, id, &session.id).await?,
        None => None,
    };
    let missing = intention.as_ref().and_then(IntentionRow::organisation);
    let missing = missing.filter(|missing| judged.iter().all(|one| one.authority.organisation != *missing));
    if missing.is_none() && !judged.is_empty() {
        return Ok(());
    }
    if let Some(organisation) = &missing {
        store::end_authority(tx, visit.now, &session.id, organisation).await?;
    }
    let code = match (judged.is_empty(), foreign) {
        (false, _) => "not-returned",
        (true, 0) => "nothing-returned",
        (true, _) => "foreign-identifiers",
    };
    let detail = json!({ "code": code, "foreign": foreign, "requests": requests });
    let entry = Entry { organisation: missing.as_ref(), ..Entry::new("mandates.refused") };
    audit::record(tx, visit, entry.detail(detail)).await?;
    Ok(())
}

/// Goes on; where organisations with identifiers of other countries were chosen, it is said first that they cannot be
/// customers, and the way to the others stays open.
async fn tell_foreign(visit: Visit, number: usize, judged: &[Judged], next: String) -> Result<Response, Failure> {
    if number == 0 {
        return Ok(see_other(&next));
    }
    let others = !judged.is_empty();
    // How many, never which: an identifier of another country may be a person's.
    let entry = Entry::new("mandates.foreign_told").detail(json!({ "foreign": number, "others": others }));
    stop(visit, Stopped::Foreign { number, others }, entry, others.then_some(next), None).await
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
    (judged, foreign): (&[Judged], usize),
) -> Result<Response, Failure> {
    let chosen = judged.iter().find(|one| one.authority.organisation.as_str() == intention.organisation);
    let why = intention.organisation().map(|organisation| why_page(&organisation));
    // Where the right is not there any more, or not known, the way back to the act leads through a new choice.
    let through_choice = || Some(sign_in::with_return("/act-for", &intention.back_path));
    let Some(chosen) = chosen else {
        let (stopped, code, back) = match (judged.is_empty(), foreign) {
            (true, 0) => (Stopped::RightGone, "right-gone", None),
            (true, _) => (Stopped::OnlyForeign, "foreign-identifiers", through_choice()),
            (false, _) => return stop_other(visit, intention, judged, (through_choice(), why)).await,
        };
        return stop(visit, stopped, refused_act(intention, code), back, why).await;
    };
    let Some(basis) = chosen.authority.bases.first().copied().filter(|_| may_bind(chosen.permissions)) else {
        let (stopped, code, back) = match chosen.is_right_known() {
            Some(_) => (Stopped::RightGone, "right-gone", None),
            None => (Stopped::Unsure, "right-unknown", through_choice()),
        };
        let entry = refused_act(intention, code).organisation(&chosen.authority.organisation);
        return stop(visit, stopped, entry, back, Some(why_page(&chosen.authority.organisation))).await;
    };
    visit.acting = Some(acting(chosen, basis, visit.now));
    let act = acts.find(&intention.act).ok_or_else(|| Failure::internal("a waiting act is not registered"))?;
    let payload = serde_json::from_str(&intention.payload).map_err(Failure::internal)?;
    if !take_up(&visit, intention).await? {
        let back = Some(intention.back_path.clone());
        return stop(visit, Stopped::ActOver, refused_act(intention, "act-over"), back, None).await;
    }
    match act(visit.clone(), intention.subject.clone(), payload).await {
        Ok(address) => Ok(see_other(&address)),
        Err(failure) => not_done(visit, intention, failure).await,
    }
}

/// The page that names the organisations when the answer is for others than the one for which an act waits.
async fn stop_other(
    visit: Visit,
    intention: &IntentionRow,
    judged: &[Judged],
    (back, why): (Option<String>, Option<String>),
) -> Result<Response, Failure> {
    let named = mixed_up(&visit, intention, judged).await?;
    let entry = refused_act(intention, "other-organisation");
    stop_naming(visit, Stopped::OtherOrganisation, entry, back, (why, named)).await
}

/// For whom an act waited, and for whom the answer of Suomi.fi was.
async fn mixed_up(visit: &Visit, intention: &IntentionRow, judged: &[Judged]) -> Result<String, Failure> {
    let known = match intention.organisation() {
        Some(id) => store::find_authority(&mut visit.app.db.read().await?, &visit.session()?.id, &id).await?,
        None => None,
    };
    let named = |name: &str, id: &str| if name.is_empty() { id.to_string() } else { format!("{name} ({id})") };
    let awaited = named(known.as_ref().map_or("", |row| row.organisation_name.as_str()), &intention.organisation);
    let returned = judged.iter().map(|one| {
        let authority = &one.authority;
        named(&authority.organisation_name, authority.organisation.as_str())
    });
    Ok(visit.texts().mandates_other_named(awaited, returned.collect::<Vec<_>>().join(", ")))
}

/// Marks a waiting act as taken up, with its audit row; not when it was already.
async fn take_up(visit: &Visit, intention: &IntentionRow) -> Result<bool, Failure> {
    let mut tx = visit.app.db.write().await?;
    match store::use_intention(&mut tx, visit.now, &intention.id).await {
        Err(db::Error::Stale) => return Ok(false),
        used => used?,
    }
    let entry = Entry::new("mandates.proved_again").subject(&intention.subject).detail(json!({ "act": intention.act }));
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(true)
}

/// The act was not carried out. The round is used up, so each page leads back to where the act began.
async fn not_done(mut visit: Visit, intention: &IntentionRow, failure: Failure) -> Result<Response, Failure> {
    if !matches!(failure, Failure::Stale) {
        visit.path.clone_from(&intention.back_path);
        return Ok(failure.on(visit));
    }
    let organisation = intention.organisation();
    let entry = Entry { organisation: organisation.as_ref(), ..refused_act(intention, "changed") };
    stop(visit, Stopped::Changed, entry, Some(intention.back_path.clone()), None).await
}

fn acting(chosen: &Judged, basis: Basis, now: Instant) -> Acting {
    Acting {
        organisation: chosen.authority.organisation.clone(),
        organisation_name: chosen.authority.organisation_name.clone(),
        basis,
        permissions: chosen.permissions,
        checked_at: now,
    }
}

fn refused_act<'a>(intention: &'a IntentionRow, code: &str) -> Entry<'a> {
    let detail = json!({ "code": code, "act": intention.act, "organisation": intention.organisation });
    Entry::new("mandates.act_refused").subject(&intention.subject).detail(detail)
}

/// The act that waits for this round.
pub(super) async fn find_waiting(visit: &Visit, round: &RoundRow) -> Result<Option<IntentionRow>, Failure> {
    let Some(id) = &round.intention_id else { return Ok(None) };
    let session = visit.session()?;
    Ok(store::find_intention(&mut visit.app.db.read().await?, id, &session.id).await?)
}

#[cfg(test)]
mod tests {
    use super::{Judged, next_page};
    use crate::kernel::{Basis, BusinessId, Mandate, Permissions, Position};
    use crate::mandates::natures::Kind;
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
        Judged { authority, kind: Kind::told(Nature::Unasked), permissions }
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
