//! One mechanism for every matter that a customer drafts page by page, sends after the right was proved again and has
//! answered: a room says of its own row what kind of [`Matter`] it is and gives its SQL texts; what becomes of it after the
//! sending is the room's own.

mod clash;
mod drafting;
mod matter;
mod pages;
mod receiver;
mod rules;
mod sealing;
mod sending;
mod store;
mod sure;
#[cfg(test)]
pub(crate) mod testing;

pub use clash::{Clash, gone_page};
pub use drafting::{Saved, begin, discard, save_page};
pub use matter::{Deeds, Found, Matter};
pub use pages::{
    Question, after_of, base, confirm_page, cut, elsewhere, id_of, moment, next_address, page_limit, right,
    ticked_services,
};
pub use receiver::{look_up, verify_receivers};
pub use rules::ReceiverFound;
pub use sealing::{freeze, frozen, open};
pub use sending::{Done, Told, is_changed, may_bind, number_of, ready, send_act};
#[cfg(test)]
pub(crate) use store::keep_found;
pub use store::{
    Head, Statements, VersionRow, find_version, keep_services, list, load, load_any, release_services, services_of,
};
pub use sure::{Sure, is_back, is_sure, sure_page};
