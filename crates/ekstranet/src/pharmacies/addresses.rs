//! Where the mails about a plan go. A side that has typed an address in the plan is told there. Until it does, its address
//! follows what it says elsewhere: the contact persons of a pharmacist, and where a vendor wants its notices.

use super::rules::Side;
use super::store::{self, HandoverRow, SideRow};
use crate::applications;
use crate::intermediaries;
use crate::kernel::{BusinessId, CaseLanguage};
use crate::web::{Failure, Visit};

/// The sides of a plan with the addresses that are true now. A side of which nothing is kept yet is among them, with
/// version 0, where an address of it is known by now: an application may have come after the plan was opened.
pub(super) async fn list(visit: &Visit, row: &HandoverRow) -> Result<Vec<SideRow>, Failure> {
    let mut sides = store::list_sides(&mut visit.app.db.read().await?, &row.id()?).await?;
    for side in Side::ALL {
        let kept = sides.iter().position(|kept| kept.side == side.code());
        if kept.is_some_and(|at| sides[at].is_typed()) {
            continue;
        }
        let Some(party) = row.party(side) else { continue };
        let Some((email, language)) = known(visit, side, party).await? else { continue };
        let language = language.code().to_string();
        match kept {
            Some(at) => (sides[at].email, sides[at].language) = (email, language),
            None => sides.push(SideRow {
                side: side.code().to_string(),
                email,
                phone: String::new(),
                language,
                reminded: 0,
                version: 0,
            }),
        }
    }
    Ok(sides)
}

/// The address of a side that it has given elsewhere.
async fn known(visit: &Visit, side: Side, party: BusinessId) -> Result<Option<(String, CaseLanguage)>, Failure> {
    let (address, language) = if side == Side::Vendor {
        intermediaries::notice_address(&mut visit.app.db.read().await?, &party).await?
    } else {
        let (addresses, language) = applications::find_contacts(visit.app.clone(), party).await?;
        (addresses.into_iter().next(), language)
    };
    Ok(address.map(|address| (address, language)))
}
