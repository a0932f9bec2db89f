//! Every SQL text by which officers look relations of joined parties up, open and ended.

use db::{Error, Read};

use super::store::{PAGE, PartyRow};
use crate::kernel::BusinessId;

/// What a [`PartyRow`] has, for the statements that read relations.
macro_rules! columns {
    () => {
        "id, reference, main_joiner, main_joiner_name, party, party_name, sort_key, service, state, version, begins_on,
         email, language, added_at, told_at, reminders, answered_at, contest_reason, ends_on, ended_by, end_reason"
    };
}

/// The relation with a number.
pub(super) async fn find_numbered(read: &mut Read, reference: &str) -> Result<Option<PartyRow>, Error> {
    read.optional(concat!("select ", columns!(), " from joined_party where reference = $1"), db::values![reference])
        .await
}

/// The relations in which an organisation is the party, whether it has been told or not, the newest first; walks
/// `joined_party_by_party`.
pub(super) async fn list_of_party(read: &mut Read, party: &BusinessId) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!("select ", columns!(), " from joined_party where party = $1 order by added_at desc, id desc limit $2"),
        db::values![party.as_str(), PAGE],
    )
    .await
}

/// How many parties a main joiner has or has had: service, state, number.
pub(super) async fn count_of_main_joiner(
    read: &mut Read,
    main_joiner: &BusinessId,
) -> Result<Vec<(String, String, i64)>, Error> {
    read.all(
        "select service, state, count(*) from joined_party where main_joiner = $1
         group by service, state order by service, state",
        db::values![main_joiner.as_str()],
    )
    .await
}
