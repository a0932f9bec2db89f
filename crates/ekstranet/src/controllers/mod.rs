//! Change of controller (rekisterinpitäjämuutos): the controller of documents in the national repositories changes when
//! organisations merge, get a new business ID or hand activity over. Whoever hands over notifies it, the new controller
//! confirms or contests it, and officers carry it out in a run on a published day.

mod answering;
mod deciding;
mod drafting;
mod facts;
mod pages;
mod pages_case;
mod pages_desk;
mod pages_desk_list;
mod pages_desk_sure;
mod pages_form;
mod pages_receiver;
mod pages_runs;
mod pages_runs_cancel;
mod rules;
mod rules_content;
mod runs;
mod sending;
mod store;
mod store_case;
mod store_former;
mod store_lists;
mod store_runs;
#[cfg(test)]
mod tests;
mod upkeep;
mod words;

use db::Read;

use crate::kernel::Permission;
use crate::web::{Failure, Routes, Rule};

pub use answering::answer_act;
pub use facts::{ChangeLine, has_documents, list_under_way};
pub use pages_desk_list::list_sought;
pub use rules::ChangeState;
pub use sending::send_act;
pub(crate) use store::has_change;
pub use upkeep::{keep_up, look_after};

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    const DEPLOY: Rule = Rule::Acting(Permission::DeployServices);
    const SIGN: Rule = Rule::Acting(Permission::SignAgreements);
    Routes::new()
        .get("/o/{organisation}/controllers", SEE, pages::list)
        .post("/o/{organisation}/controllers", DEPLOY, pages::begin)
        .get("/o/{organisation}/controllers/{id}", SEE, pages_case::show)
        .get("/o/{organisation}/controllers/{id}/pages/{page}", DEPLOY, pages_form::show)
        .post("/o/{organisation}/controllers/{id}/pages/{page}", DEPLOY, pages_form::save)
        .get("/o/{organisation}/controllers/{id}/sign", SIGN, pages::check)
        .post("/o/{organisation}/controllers/{id}/sign", SIGN, pages::prove_and_send)
        .get("/o/{organisation}/controllers/{id}/answer", SEE, pages_receiver::ask)
        .post("/o/{organisation}/controllers/{id}/answer", DEPLOY, pages_receiver::prove_and_answer)
        .get("/o/{organisation}/controllers/{id}/receipt", SEE, pages_case::receipt)
        .get("/o/{organisation}/controllers/{id}/discard", DEPLOY, pages_case::confirm_discarding)
        .post("/o/{organisation}/controllers/{id}/discard", DEPLOY, pages_case::discard)
        .get("/o/{organisation}/controllers/{id}/withdraw", DEPLOY, pages_case::confirm_withdrawing)
        .post("/o/{organisation}/controllers/{id}/withdraw", DEPLOY, pages_case::withdraw)
        .get("/desk/controllers", Rule::Officer, pages_desk_list::list)
        .get("/desk/controllers/{id}", Rule::Officer, pages_desk::show)
        .post("/desk/controllers/{id}", Rule::Officer, pages_desk::answer)
        .get("/desk/runs", Rule::Officer, pages_runs::list)
        .post("/desk/runs", Rule::Officer, pages_runs::add)
        .get("/desk/runs/{run}/cancel", Rule::Officer, pages_runs_cancel::ask)
        .post("/desk/runs/{run}/cancel", Rule::Officer, pages_runs_cancel::cancel)
}

/// How many changes wait for an officer: to be scheduled, or to be recorded after their run.
///
/// # Errors
/// What the database says.
pub async fn count_waiting(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_lists::count_waiting(read).await?)
}
