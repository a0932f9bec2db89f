//! Terminating (irtisanominen) one service, several or the whole customership: drafted page by page, sent after the right
//! was proved again, answered by an officer, and ended by itself when the last day has passed.

mod answering;
mod consequences;
mod drafting;
mod facts;
mod pages;
mod pages_case;
mod pages_desk;
mod pages_desk_list;
mod pages_desk_sure;
mod pages_form;
mod pages_taking_back;
mod rules;
mod rules_answers;
mod sending;
mod store;
mod store_answers;
mod store_receiver;
mod taking_back;
#[cfg(test)]
mod tests;
mod words;

use db::Read;

use crate::kernel::Permission;
use crate::web::{Failure, Routes, Rule};

pub use answering::{end_due, keep_ending};
pub use facts::{TerminationLine, list_under_way};
pub use pages_desk_list::list_sought;
pub use rules::TerminationState;
pub use sending::send_act;
pub(crate) use store::has_termination;

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    const END: Rule = Rule::Acting(Permission::TerminateServices);
    Routes::new()
        .get("/o/{organisation}/terminations", SEE, pages::list)
        .post("/o/{organisation}/terminations", END, pages::begin)
        .get("/o/{organisation}/terminations/{id}", SEE, pages_case::show)
        .get("/o/{organisation}/terminations/{id}/pages/{page}", END, pages_form::show)
        .post("/o/{organisation}/terminations/{id}/pages/{page}", END, pages_form::save)
        .get("/o/{organisation}/terminations/{id}/check", END, pages::check)
        .post("/o/{organisation}/terminations/{id}/check", END, pages::prove_and_send)
        .get("/o/{organisation}/terminations/{id}/receipt", SEE, pages_case::receipt)
        .get("/o/{organisation}/terminations/{id}/discard", END, pages_case::confirm_discarding)
        .post("/o/{organisation}/terminations/{id}/discard", END, pages_case::discard)
        .get("/o/{organisation}/terminations/{id}/withdraw", END, pages_case::confirm_withdrawing)
        .post("/o/{organisation}/terminations/{id}/withdraw", END, pages_case::withdraw)
        .get("/desk/terminations", Rule::Officer, pages_desk_list::list)
        .get("/desk/terminations/{id}", Rule::Officer, pages_desk::show)
        .post("/desk/terminations/{id}", Rule::Officer, pages_desk::answer)
        .post("/desk/terminations/{id}/take-back", Rule::Officer, pages_taking_back::answer)
}

/// How many terminations wait for an officer.
///
/// # Errors
/// What the database says.
pub async fn count_waiting(read: &mut Read) -> Result<i64, Failure> {
    Ok(store::count_waiting(read).await?)
}
