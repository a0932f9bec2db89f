//! The home page's own SQL text: which rooms have anything to say of an organisation. Most have nothing to say of most, and
//! a statement that finds nothing costs a server as much as one that finds something.

use db::{Error, Read};

use crate::kernel::BusinessId;
use crate::{applications, intermediaries, parties, pharmacies, registers, terminations, watch};

/// What a room may have to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// It is an intermediary, or customers wait for it as one.
    Office,
    /// Changes in registers that nobody has seen.
    Changes,
    /// Requests to intermediaries that wait or were declined.
    Connections,
    Handovers,
    /// Messages of the operator that nobody has read.
    Messages,
    Joinings,
    /// Drafts that somebody prepared before they had the right.
    Prepared,
    Terminations,
}

impl Topic {
    /// As the statement names it.
    fn code(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Changes => "changes",
            Self::Connections => "connections",
            Self::Handovers => "handovers",
            Self::Messages => "messages",
            Self::Joinings => "joinings",
            Self::Prepared => "prepared",
            Self::Terminations => "terminations",
        }
    }
}

/// The rooms that have something to say.
pub(super) struct Speaking(Vec<(String,)>);

impl Speaking {
    pub fn has(&self, topic: Topic) -> bool {
        self.0.iter().any(|(code,)| code == topic.code())
    }
}

/// Asks all rooms at once.
pub(super) async fn speaking(read: &mut Read, organisation: &BusinessId) -> Result<Speaking, Error> {
    let rows = read
        .all(
            concat!(
                "select 'office' as what where ",
                intermediaries::is_awaited!("$1"),
                " or ",
                registers::is_listed_owner!("$1"),
                " union all select 'changes' where ",
                watch::has_unseen!("$1"),
                " union all select 'connections' where ",
                intermediaries::has_unconfirmed!("$1"),
                " union all select 'handovers' where ",
                pharmacies::has_handover!("$1"),
                " union all select 'messages' where ",
                applications::has_unread!("$1"),
                " union all select 'joinings' where ",
                parties::has_joining!("$1"),
                " union all select 'prepared' where ",
                applications::is_offered!("$1"),
                " union all select 'terminations' where ",
                terminations::has_termination!("$1")
            ),
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(Speaking(rows))
}
