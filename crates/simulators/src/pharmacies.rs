//! The pharmacy register: `GET /pharmacies`.
//!
//! The real register is a spreadsheet of the Code Server. Here it is a JSON array of rows whose keys are the headings of
//! that spreadsheet, all values texts: `Tunniste` (the OID), `Ylempi yksikkö` (of a branch: the OID of its pharmacy),
//! `Lyhenne`, `Pitkä nimi`, `OID`, `Katuosoite`, `Postiosoite`, `Postinumero`, `ApteekkiTyyppi` (`Apteekki`, `Sivuapteekki`
//! or `Sairaala-apteekki`), `ApteekkariYtunnus`, `ApteekkariOID`, `Voimassaolo alkaa` and `Voimassaolo päättyy` (yyyymmdd). A
//! pharmacy that changes hands has one row per pharmacist with the same `Tunniste`: the first ends the day before the
//! second begins.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde::Serialize;

use crate::faults::Fault;
use crate::reply;
use crate::scene::Scene;
use crate::world::{Organisation, arc};

#[derive(Serialize)]
struct Row {
    #[serde(rename = "Tunniste")]
    id: String,
    #[serde(rename = "Ylempi yksikkö")]
    parent: String,
    #[serde(rename = "Lyhenne")]
    abbreviation: &'static str,
    #[serde(rename = "Pitkä nimi")]
    name: &'static str,
    #[serde(rename = "OID")]
    oid: String,
    #[serde(rename = "Katuosoite")]
    street: String,
    #[serde(rename = "Postiosoite")]
    town: String,
    #[serde(rename = "Postinumero")]
    postcode: &'static str,
    #[serde(rename = "ApteekkiTyyppi")]
    kind: &'static str,
    #[serde(rename = "ApteekkariYtunnus")]
    pharmacist: &'static str,
    #[serde(rename = "ApteekkariOID")]
    pharmacist_oid: String,
    #[serde(rename = "Voimassaolo alkaa")]
    from: String,
    #[serde(rename = "Voimassaolo päättyy")]
    until: String,
}

/// The address of the register.
pub(crate) fn routes(scene: Arc<Scene>) -> Router {
    Router::new().route("/pharmacies", get(list)).with_state(scene)
}

async fn list(State(scene): State<Arc<Scene>>) -> Response {
    if let Some(outage) = scene.outage(Fault::PharmaciesDown) {
        return outage;
    }
    let rows: Vec<Row> =
        scene.world.organisations().iter().flat_map(|organisation| rows(&scene, organisation)).collect();
    reply::json(StatusCode::OK, &rows)
}

/// The pharmacy and its branch, once for each pharmacist.
fn rows(scene: &Scene, organisation: &Organisation) -> Vec<Row> {
    let Some(pharmacy) = organisation.pharmacy else {
        return Vec::new();
    };
    let no_end = date(2100, 12, 31);
    let since = scene.world.shifted(organisation.since);
    let periods = match pharmacy.taken_over {
        None => vec![(organisation.business_id, since, no_end)],
        Some((next, day)) => {
            let day = scene.world.shifted(day);
            vec![(organisation.business_id, since, day.saturating_sub(1.day())), (next, day, no_end)]
        }
    };
    let places = std::iter::once((1, pharmacy.name.unwrap_or(organisation.name), pharmacy.kind))
        .chain(pharmacy.branch.map(|branch| (2, branch, "Sivuapteekki")));
    places.flat_map(|place| periods.iter().map(move |period| row(organisation, place, *period))).collect()
}

fn row(
    organisation: &Organisation,
    (number, name, kind): (u8, &'static str, &'static str),
    (pharmacist, from, until): (&'static str, Date, Date),
) -> Row {
    let main = format!("{}.10.1", organisation.arc());
    let oid = format!("{}.10.{number}", organisation.arc());
    let (_, fi, sv) = organisation.municipality.described();
    let town = if organisation.speaks_swedish() { sv } else { fi };
    let is_branch = number > 1;
    Row {
        id: oid.clone(),
        parent: if is_branch { main } else { String::new() },
        abbreviation: name,
        name,
        oid,
        street: format!("{} {}", organisation.street, number),
        town: town.to_uppercase(),
        postcode: "00000",
        kind,
        pharmacist,
        pharmacist_oid: format!("{}.10.0", arc(pharmacist)),
        from: from.strftime("%Y%m%d").to_string(),
        until: until.strftime("%Y%m%d").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::testing;

    #[tokio::test]
    async fn a_pharmacy_that_changes_hands_has_a_row_for_each_pharmacist() {
        let stage = testing::stage(date(2026, 11, 21));
        let rows = stage.get("/pharmacies").await.json();
        let rows: Vec<_> = rows.as_array().expect("an array").iter().collect();
        let of = |pharmacist: &str| {
            let own = rows.iter().filter(|row| row["ApteekkariYtunnus"] == pharmacist);
            own.map(|row| {
                (row["ApteekkiTyyppi"].clone(), row["Voimassaolo alkaa"].clone(), row["Voimassaolo päättyy"].clone())
            })
            .collect::<Vec<_>>()
        };
        let now = [("Apteekki", "20190304", "20261210"), ("Sivuapteekki", "20190304", "20261210")];
        let next = [("Apteekki", "20261211", "21001231"), ("Sivuapteekki", "20261211", "21001231")];
        let json = |rows: [(&str, &str, &str); 2]| {
            rows.map(|(kind, from, until)| (kind.into(), from.into(), until.into())).to_vec()
        };
        assert_eq!(of("9900153-9"), json(now));
        assert_eq!(of("9900233-9"), json(next));
        assert_eq!(rows[0]["Tunniste"], rows[1]["Tunniste"], "the same pharmacy");
        assert_eq!(rows[2]["Ylempi yksikkö"], rows[0]["Tunniste"], "the branch points to its pharmacy");
        assert_eq!(of("9900160-0").len(), 1);
    }

    #[tokio::test]
    async fn the_register_fails_when_told_to() {
        let stage = testing::stage(date(2026, 11, 21));
        stage.turn_on("pharmacies_down");
        assert_eq!(stage.get("/pharmacies").await.status, 503);
    }
}
