//! Every SQL text about handovers: the plan, its sides and its ticks.

use db::{Error, Read, Tx};

use super::rules::{Settings, Side};
use crate::kernel::{BusinessId, CaseLanguage, Date, HandoverId, Instant};
use crate::web::Failure;

/// A pharmacy that changes hands.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct HandoverRow {
    pub id: String,
    pub number: String,
    pub pharmacy: String,
    pub pharmacy_name: String,
    pub has_branches: i64,
    pub leaving: String,
    pub incoming: String,
    pub takeover_date: String,
    pub vendor: Option<String>,
    pub vendor_name: Option<String>,
    pub version: i64,
    /// Since when the register does not name the incoming pharmacist any more.
    pub lost_at: Option<i64>,
}

impl HandoverRow {
    pub fn id(&self) -> Result<HandoverId, Failure> {
        HandoverId::parse(&self.id).ok_or_else(|| Failure::internal("a handover's id is not an id"))
    }

    pub fn takeover(&self) -> Result<Date, Failure> {
        self.takeover_date.parse().map_err(|_| Failure::internal("a handover's day is no day"))
    }

    /// What an organisation is to the handover.
    pub fn side(&self, organisation: &BusinessId) -> Option<Side> {
        let own = |id: &str| id == organisation.as_str();
        if own(&self.leaving) {
            Some(Side::Leaving)
        } else if own(&self.incoming) {
            Some(Side::Incoming)
        } else {
            self.vendor.as_deref().is_some_and(own).then_some(Side::Vendor)
        }
    }

    /// Business ID of a side.
    pub fn party(&self, side: Side) -> Option<BusinessId> {
        match side {
            Side::Leaving => BusinessId::parse(&self.leaving),
            Side::Incoming => BusinessId::parse(&self.incoming),
            Side::Vendor => self.vendor.as_deref().and_then(BusinessId::parse),
        }
    }
}

pub(super) struct NewHandover<'a> {
    pub id: &'a HandoverId,
    pub number: &'a str,
    pub pharmacy: &'a str,
    pub pharmacy_name: &'a str,
    pub has_branches: bool,
    pub leaving: &'a str,
    pub incoming: &'a str,
    pub takeover_date: Date,
}

/// Opens a handover; `false` when the other pharmacist has opened it already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewHandover<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into handover (id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, version,
                                   opened_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)
             on conflict (pharmacy, leaving, incoming) do nothing",
            db::values![
                new.id.as_str(),
                new.number,
                new.pharmacy,
                new.pharmacy_name,
                new.has_branches,
                new.leaving,
                new.incoming,
                new.takeover_date.to_string(),
                now.milliseconds()
            ],
        )
        .await?;
    Ok(inserted > 0)
}

pub(super) async fn find(
    read: &mut Read,
    pharmacy: &str,
    leaving: &str,
    incoming: &str,
) -> Result<Option<HandoverRow>, Error> {
    read.optional(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where pharmacy = $1 and leaving = $2 and incoming = $3",
        db::values![pharmacy, leaving, incoming],
    )
    .await
}

/// Ids of the plans of a pharmacy that a pharmacist leaves, with a takeover on or after a day.
pub(super) async fn list_left(
    read: &mut Read,
    pharmacy: &str,
    leaving: &str,
    since: &str,
) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select id from handover where pharmacy = $1 and leaving = $2 and takeover_date >= $3 order by id",
            db::values![pharmacy, leaving, since],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// A handover of which the organisation is a side; anybody else's is not found.
pub(super) async fn load(read: &mut Read, id: &HandoverId, organisation: &BusinessId) -> Result<HandoverRow, Error> {
    read.one(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where id = $1 and (leaving = $2 or incoming = $2 or vendor = $2)",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// A handover for officers, whoever's it is.
pub(super) async fn load_any(read: &mut Read, id: &HandoverId) -> Result<HandoverRow, Error> {
    read.one(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// The handover with a case number.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<HandoverRow>, Error> {
    read.optional(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where number = $1",
        db::values![number],
    )
    .await
}

/// Lets nobody change whose plan it is until the transaction ends; `NotFound` for whom it is none of theirs.
pub(super) async fn lock(tx: &mut Tx, id: &HandoverId, organisation: &BusinessId) -> Result<(), Error> {
    let locked = tx
        .run(
            "update handover set version = version where id = $1 and (leaving = $2 or incoming = $2 or vendor = $2)",
            db::values![id.as_str(), organisation.as_str()],
        )
        .await?;
    if locked == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Whether an organisation, `$organisation`, is a side of a handover: a condition in a statement of another room.
macro_rules! has_handover {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from handover h where h.leaving = ",
            $organisation,
            " or h.incoming = ",
            $organisation,
            " or h.vendor = ",
            $organisation,
            ")"
        )
    };
}
pub(crate) use has_handover;

/// The handovers of an organisation, the latest takeover first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<HandoverRow>, Error> {
    read.all(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where leaving = $1 or incoming = $1 or vendor = $1 order by takeover_date desc, id desc limit 200",
        db::values![organisation.as_str()],
    )
    .await
}

/// Handovers whose takeover is after a day, by key.
pub(super) async fn list_open(read: &mut Read, after_day: &str, key: (&str, &str)) -> Result<Vec<HandoverRow>, Error> {
    read.all(
        "select id, number, pharmacy, pharmacy_name, has_branches, leaving, incoming, takeover_date, vendor, vendor_name, version,
                lost_at
         from handover where takeover_date >= $1 and (takeover_date, id) > ($2, $3) order by takeover_date, id limit 100",
        db::values![after_day, key.0, key.1],
    )
    .await
}

/// Names the vendor; `Stale` when somebody changed the handover first.
pub(super) async fn set_vendor(
    tx: &mut Tx,
    id: &HandoverId,
    version: i64,
    vendor: Option<(&str, &str)>,
) -> Result<(), Error> {
    tx.run_one(
        "update handover set vendor = $1, vendor_name = $2, version = version + 1 where id = $3 and version = $4",
        db::values![vendor.map(|vendor| vendor.0), vendor.map(|vendor| vendor.1), id.as_str(), version],
    )
    .await
}

/// Forgets what the vendor did: another vendor begins its lines anew.
pub(super) async fn forget_side(tx: &mut Tx, id: &HandoverId, side: Side, lines: &[&str]) -> Result<(), Error> {
    tx.run("delete from handover_side where handover_id = $1 and side = $2", db::values![id.as_str(), side.code()])
        .await?;
    for line in lines {
        tx.run("delete from handover_tick where handover_id = $1 and line = $2", db::values![id.as_str(), *line])
            .await?;
    }
    Ok(())
}

/// Moves the takeover date; `Stale` when somebody changed the handover first.
pub(super) async fn move_takeover(
    tx: &mut Tx,
    id: &HandoverId,
    version: i64,
    day: &str,
    has_branches: bool,
) -> Result<(), Error> {
    tx.run_one(
        "update handover set takeover_date = $1, has_branches = $2, version = version + 1 where id = $3 and version = $4",
        db::values![day, has_branches, id.as_str(), version],
    )
    .await
}

/// Notes since when the register names somebody else, or that it names the incoming pharmacist again; `Stale` when somebody
/// changed the handover first.
pub(super) async fn note_lost(
    tx: &mut Tx,
    id: &HandoverId,
    version: i64,
    lost_at: Option<Instant>,
) -> Result<(), Error> {
    tx.run_one(
        "update handover set lost_at = $1, version = version + 1 where id = $2 and version = $3",
        db::values![lost_at.map(Instant::milliseconds), id.as_str(), version],
    )
    .await
}

/// What a side gave.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct SideRow {
    pub side: String,
    pub email: String,
    pub phone: String,
    pub language: String,
    pub reminded: i64,
    pub version: i64,
}

impl SideRow {
    /// Whether somebody of the side has typed the address in the plan: they gave a telephone number with it.
    pub fn is_typed(&self) -> bool {
        !self.phone.is_empty()
    }
}

pub(super) async fn list_sides(read: &mut Read, id: &HandoverId) -> Result<Vec<SideRow>, Error> {
    read.all(
        "select side, email, phone, language, reminded, version from handover_side where handover_id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// Keeps the settings of a side; `version` is that of the page, 0 when there were none. `Stale` when somebody was first.
pub(super) async fn keep_side(
    tx: &mut Tx,
    id: &HandoverId,
    side: Side,
    settings: &Settings,
    language: CaseLanguage,
    (version, reminded): (i64, i64),
) -> Result<(), Error> {
    if version == 0 {
        return tx
            .run_one(
                "insert into handover_side (handover_id, side, email, phone, language, reminded, version)
                 values ($1, $2, $3, $4, $5, $6, 1) on conflict (handover_id, side) do nothing",
                db::values![
                    id.as_str(),
                    side.code(),
                    settings.email.as_str(),
                    settings.phone.as_str(),
                    language.code(),
                    reminded
                ],
            )
            .await;
    }
    tx.run_one(
        "update handover_side set email = $1, phone = $2, language = $3, version = version + 1
         where handover_id = $4 and side = $5 and version = $6",
        db::values![
            settings.email.as_str(),
            settings.phone.as_str(),
            language.code(),
            id.as_str(),
            side.code(),
            version
        ],
    )
    .await
}

/// Notes how many reminders a side has had; `Stale` when another instance sent this one.
pub(super) async fn note_reminded(
    tx: &mut Tx,
    id: &HandoverId,
    side: &str,
    (before, after): (i64, i64),
) -> Result<(), Error> {
    tx.run_one(
        "update handover_side set reminded = $1 where handover_id = $2 and side = $3 and reminded = $4",
        db::values![after, id.as_str(), side, before],
    )
    .await
}

/// A line that is done.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct TickRow {
    pub line: String,
    pub done_at: i64,
    pub done_by: String,
}

pub(super) async fn list_ticks(read: &mut Read, id: &HandoverId) -> Result<Vec<TickRow>, Error> {
    read.all("select line, done_at, done_by from handover_tick where handover_id = $1", db::values![id.as_str()]).await
}

/// Ticks a line with a name, or takes the tick back without one. A line that is ticked already keeps its first name.
pub(super) async fn mark(
    tx: &mut Tx,
    now: Instant,
    id: &HandoverId,
    line: &str,
    by: Option<&str>,
) -> Result<u64, Error> {
    match by {
        Some(name) => {
            tx.run(
                "insert into handover_tick (handover_id, line, done_at, done_by) values ($1, $2, $3, $4)
                 on conflict (handover_id, line) do nothing",
                db::values![id.as_str(), line, now.milliseconds(), name],
            )
            .await
        }
        None => {
            tx.run("delete from handover_tick where handover_id = $1 and line = $2", db::values![id.as_str(), line])
                .await
        }
    }
}
