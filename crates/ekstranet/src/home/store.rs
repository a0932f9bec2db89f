//! The home page's own SQL text: what every home page shows of an organisation, and which rooms have anything to say of it
//! besides. Most have nothing to say of most, and on PostgreSQL the beginning and end of a statement cost more than what
//! this one finds.

use db::{Error, FromRow, Read, Row};

use crate::applications::ApplicationLine;
use crate::deployments::DeploymentLine;
use crate::kernel::{BusinessId, Instant};
use crate::registers::{KnownRow, LastKnown};
use crate::{
    agreements, applications, billing, controllers, deployments, intermediaries, parties, pharmacies, registers,
    terminations, watch,
};

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
    /// Changes of controller on either side.
    Controllers,
    /// Invoices that are not paid.
    Invoices,
    /// Rejections about which something can still be claimed.
    Rejections,
    /// A proposal that one signature be enough.
    Signing,
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
            Self::Controllers => "controllers",
            Self::Invoices => "invoices",
            Self::Rejections => "rejections",
            Self::Signing => "signing",
        }
    }
}

/// The rooms that have something to say.
#[derive(Default)]
pub(super) struct Speaking(Vec<String>);

impl Speaking {
    pub fn has(&self, topic: Topic) -> bool {
        self.0.iter().any(|code| code == topic.code())
    }
}

/// What the home page reads of every organisation.
pub(super) struct Overview {
    pub speaking: Speaking,
    /// What the registers last told.
    pub known: LastKnown,
    /// The open applications.
    pub applications: Vec<ApplicationLine>,
    /// The deployments, newest first.
    pub deployments: Vec<DeploymentLine>,
}

/// One row of the statement: each has the columns of all.
enum Found {
    Application(ApplicationLine),
    Deployment(Option<(i64, DeploymentLine)>),
    Known(KnownRow),
    Speaks(String),
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let what: String = row.at(0)?;
        Ok(match what.as_str() {
            "application" => Self::Application(applications::read_line(row)?),
            "deployment" => Self::Deployment(deployments::read_line(row)?),
            "known" => Self::Known(KnownRow::from_row(row)?),
            _ => Self::Speaks(what),
        })
    }
}

/// Asks all rooms at once.
pub(super) async fn overview(read: &mut Read, organisation: &BusinessId, now: Instant) -> Result<Overview, Error> {
    let rows: Vec<Found> = read
        .all(
            concat!(
                "select 'application' as what, id, service, state, ",
                applications::line_columns!(),
                ", ",
                deployments::no_line!(),
                ", cast(null as text) as source, cast(null as text) as content, cast(null as bigint) as fetched_at",
                applications::open_of!("$1"),
                " union all select 'deployment', id, service, state, ",
                applications::no_line!(),
                ", ",
                deployments::line_columns!(),
                ", null, null, null",
                deployments::lines_of!("$1"),
                " union all select 'known', null, null, null, ",
                applications::no_line!(),
                ", ",
                deployments::no_line!(),
                ", source, content, fetched_at",
                registers::copies_of!("$1"),
                " union all select speaking.what, null, null, null, ",
                applications::no_line!(),
                ", ",
                deployments::no_line!(),
                ", null, null, null from (select 'office' as what where ",
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
                terminations::has_termination!("$1"),
                " union all select 'controllers' where ",
                controllers::has_change!("$1"),
                " union all select 'invoices' where ",
                billing::has_open_invoice!("$1"),
                " union all select 'rejections' where ",
                applications::has_rejection!("$1", "$2"),
                " union all select 'signing' where ",
                agreements::is_one_proposed!("$1"),
                ") as speaking"
            ),
            db::values![organisation.as_str(), applications::remembered_since(now).milliseconds()],
        )
        .await?;
    Ok(sort_out(rows))
}

fn sort_out(rows: Vec<Found>) -> Overview {
    let (mut speaking, mut known, mut applications, mut deployments) = (Speaking::default(), vec![], vec![], vec![]);
    for row in rows {
        match row {
            Found::Application(line) => applications.push(line),
            Found::Deployment(line) => deployments.extend(line),
            Found::Known(row) => known.push(row),
            Found::Speaks(what) => speaking.0.push(what),
        }
    }
    deployments.sort_by(|one, other| (other.0, other.1.id.as_str()).cmp(&(one.0, one.1.id.as_str())));
    let deployments = deployments.into_iter().map(|(_, line)| line).collect();
    Overview { speaking, known: known.into_iter().collect(), applications, deployments }
}
