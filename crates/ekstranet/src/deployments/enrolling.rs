//! Enrolment for deployment support on the operator's side: whom to call, and that somebody has.

use std::pin::Pin;

use db::Read;
use serde_json::Value;

use super::{DeploymentId, store, store_enrolments};
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::web::{Failure, Visit};

/// The contact persons that a customer has kept in the place of those that its application named, as JSON; `None` when it has
/// kept none since.
pub type FindKept = for<'a> fn(&'a mut Read, &'a BusinessId) -> KeptFound<'a>;

/// The outcome of a [`FindKept`].
pub type KeptFound<'a> = Pin<Box<dyn Future<Output = Result<Option<Value>, Failure>> + Send + 'a>>;

/// Where contact persons are kept: in a room below. `lib.rs` registers it, so that nothing is imported upward.
pub struct KeptContacts(pub FindKept);

/// What was granted, with the contact persons of today in it: the kept ones in the place of those of the application.
pub(super) async fn with_kept(visit: &Visit, organisation: &str, snapshot: &mut Value) -> Result<(), Failure> {
    let organisation =
        BusinessId::parse(organisation).ok_or_else(|| Failure::internal("a deployment has no business ID"))?;
    let find = visit.app.part::<KeptContacts>().0;
    let Some(kept) = find(&mut visit.app.db.read().await?, &organisation).await? else { return Ok(()) };
    let steps = snapshot["answers"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut);
    for people in steps.filter_map(|step| step.get_mut("people")) {
        *people = kept.clone();
    }
    Ok(())
}

/// Whom deployment support calls, from what was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contact {
    /// Whether it is the deployment contact; else the application names none, and it is an administrative one.
    pub for_deployment: bool,
    pub name: String,
    pub email: String,
    pub phone: String,
}

/// The contacts to call: those for the deployment, else the administrative ones.
pub(super) fn contacts(snapshot: &Value) -> Vec<Contact> {
    let steps = snapshot["answers"].as_object().into_iter().flat_map(serde_json::Map::values);
    let people: Vec<&Value> = steps.filter_map(|step| step["people"].as_array()).flatten().collect();
    let with = |role: &str| {
        let for_deployment = role == "deployment";
        let holds =
            |person: &&Value| person["roles"].as_array().is_some_and(|roles| roles.iter().any(|one| one == role));
        let text = |person: &Value, key: &str| person[key].as_str().unwrap_or_default().to_string();
        let found = people.iter().copied().filter(holds).map(|person| Contact {
            for_deployment,
            name: text(person, "name"),
            email: text(person, "email"),
            phone: text(person, "phone"),
        });
        found.collect::<Vec<_>>()
    };
    let found = with("deployment");
    if found.is_empty() { with("administrative") } else { found }
}

/// Notes that an enrolled customer was called, or takes the note back: may, load, rule, save, tell.
pub(super) async fn note_call(visit: &Visit, id: &DeploymentId, called: bool) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load_any(&mut tx, id).await?;
    let action = if called {
        store_enrolments::note_call(&mut tx, visit.now, id, &visit.session()?.name).await?;
        "deployments.enrolment_called"
    } else {
        store_enrolments::take_call_back(&mut tx, id).await?;
        "deployments.enrolment_call_taken_back"
    };
    let organisation = row.organisation()?;
    let entry = Entry::new(action).organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(())
}
