//! What officers find when they look joined parties, main joiners and other parties of applications up.

use std::collections::BTreeMap;

use db::Read;

use super::{main_joiner_tag, state_text};
use crate::kernel::{BusinessId, Instant};
use crate::parties::named;
use crate::parties::rules::PartyState;
use crate::parties::store::PartyRow;
use crate::parties::store_named::{self, FormerRow, NamedRow};
use crate::parties::store_sought;
use crate::services::Service;
use crate::web::{Failure, SOUGHT_MOST, Sought, SoughtLine, Visit, format};

/// Joint joinings that officers look up, open and ended, the newest first: those of a party one by one, those of a main
/// joiner as one line for each service.
///
/// # Errors
/// What the database says.
pub async fn list_sought(read: &mut Read, visit: &Visit, sought: &Sought) -> Result<Vec<SoughtLine>, Failure> {
    let (rows, brought) = match sought {
        Sought::Number(number) => (store_sought::find_numbered(read, number).await?.into_iter().collect(), Vec::new()),
        Sought::Organisation(organisation) => (
            store_sought::list_of_party(read, organisation).await?,
            brought_in(visit, organisation, store_sought::count_of_main_joiner(read, organisation).await?),
        ),
    };
    let joined = rows.iter().map(|row| joined_line(visit, row)).collect::<Result<Vec<_>, _>>()?;
    Ok(brought.into_iter().chain(joined).take(SOUGHT_MOST).collect())
}

fn joined_line(visit: &Visit, row: &PartyRow) -> Result<SoughtLine, Failure> {
    let (t, state, service) = (visit.texts(), row.state()?, row.service()?);
    let (tag, word) = main_joiner_tag(state, t);
    let said = match state {
        PartyState::Listed => t.parties_sought_listed(),
        state => state_text(row, state, visit),
    };
    Ok(SoughtLine {
        address: format!("/desk/parties/of/{}/{}?from={}", row.main_joiner, service.code(), row.id),
        title: format!("{}, {}", row.reference, t.parties_joined_by(service.name(t), &row.main_joiner_name)),
        tag,
        state: word,
        text: format!("{} ({}). {said}", row.party_name, row.party),
    })
}

/// In which order the states of many parties give the line its word: what has to be looked at comes first.
const FIRST: [PartyState; 7] = [
    PartyState::Contested,
    PartyState::Waiting,
    PartyState::Listed,
    PartyState::Leaving,
    PartyState::Ending,
    PartyState::Confirmed,
    PartyState::Ended,
];

/// The parties of a main joiner, hundreds of them in one line for each service.
fn brought_in(visit: &Visit, main_joiner: &BusinessId, counts: Vec<(String, String, i64)>) -> Vec<SoughtLine> {
    let t = visit.texts();
    let mut services: BTreeMap<Service, Vec<(PartyState, i64)>> = BTreeMap::new();
    for (service, state, number) in counts {
        if let Some((service, state)) = Service::parse(&service).zip(PartyState::parse(&state)) {
            services.entry(service).or_default().push((state, number));
        }
    }
    let line = |(service, counts): (Service, Vec<(PartyState, i64)>)| {
        let has = |state: &PartyState| counts.iter().any(|(one, _)| one == state);
        let first = FIRST.into_iter().find(has).unwrap_or(PartyState::Ended);
        let (tag, state) = main_joiner_tag(first, t);
        let words = counts.iter().map(|(state, number)| {
            format!("{}: {}", main_joiner_tag(*state, t).1, format::count(*number, visit.language))
        });
        SoughtLine {
            address: format!("/desk/parties/of/{main_joiner}/{}", service.code()),
            title: t.parties_sought_brought(service.name(t)),
            tag,
            state,
            text: words.collect::<Vec<_>>().join(" · "),
        }
    };
    services.into_iter().map(line).collect()
}

/// The applications that name an organisation as the other party, or have named it, the newest first; each leads to its case.
///
/// # Errors
/// What the database says.
pub async fn list_named(read: &mut Read, visit: &Visit, organisation: &BusinessId) -> Result<Vec<SoughtLine>, Failure> {
    let named = store_named::list_sought(read, organisation).await?;
    let former = store_named::list_former(read, organisation).await?;
    let named = named.iter().map(|row| named_line(visit, row));
    let former = former.iter().map(|row| former_line(visit, row));
    named.chain(former).take(SOUGHT_MOST).collect()
}

fn named_line(visit: &Visit, row: &NamedRow) -> Result<SoughtLine, Failure> {
    let t = visit.texts();
    let (tag, state) = match named::state_of(row)? {
        PartyState::Confirmed => ("good", t.parties_named_tag_confirmed()),
        PartyState::Contested => ("stop", t.parties_named_tag_contested()),
        PartyState::Waiting => ("calm", t.parties_sought_named_waiting()),
        _ => ("calm", t.parties_named_tag_ended()),
    };
    let applicant = format!("{} ({})", row.organisation_name, row.organisation);
    let at = format::moment(Instant::from_milliseconds(row.named_at), visit.language);
    Ok(SoughtLine {
        address: format!("/desk/cases/{}", row.application),
        title: format!("{}, {}", row.case_number, named::agreed(&row.what)?.name(t)),
        tag,
        state,
        text: t.parties_sought_named(applicant, at),
    })
}

fn former_line(visit: &Visit, row: &FormerRow) -> Result<SoughtLine, Failure> {
    let t = visit.texts();
    let applicant = format!("{} ({})", row.organisation_name, row.organisation);
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    Ok(SoughtLine {
        address: format!("/desk/cases/{}", row.application),
        title: format!("{}, {}", row.case_number, named::agreed(&row.what)?.name(t)),
        tag: "calm",
        state: t.parties_named_tag_ended(),
        text: t.parties_sought_named_former(applicant, at(row.named_at), at(row.ended_at)),
    })
}
