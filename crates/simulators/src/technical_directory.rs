//! The operator's list of certified information systems, technical access points and Kanta intermediaries, as a file to
//! import. The real registers of these have no interface yet, so the portal takes a file.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use jiff::civil::{Date, date};

use crate::scene::Scene;

/// Identifier, name, version, class, kind, services and last day of the certificate, as of the day the demo world was written.
const SYSTEMS: [(&str, &str, &str, &str, &str, &str, Date); 7] = [
    ("virtapotilas-7.2", "VirtaPotilas", "7.2", "A2", "care", "patient_data prescription", date(2029, 6, 30)),
    ("virtasosiaali-3.0", "VirtaSosiaali", "3.0", "A2", "care", "social_data", date(2028, 12, 31)),
    ("kuvapacs-11", "KuvaPACS", "11", "A3", "archive", "imaging_data", date(2028, 3, 31)),
    ("kuvaris-4.2", "KuvaRIS", "4.2", "A3", "radiology", "imaging_data", date(2028, 3, 31)),
    ("kuvapacs-katselin-11", "KuvaPACS-katselin", "11", "A3", "viewer", "imaging_data", date(2028, 3, 31)),
    ("apteekkivirta-5.4", "ApteekkiVirta", "5.4", "A2", "pharmacy", "prescription", date(2027, 9, 30)),
    ("vanhahoito-2.1", "VanhaHoito", "2.1", "A2", "care", "patient_data prescription", date(2025, 12, 31)),
];

/// Last node, name and last day of the server certificate.
const ACCESS_POINTS: [(u8, &str, Date); 4] = [
    (1, "Virtalähde 1", date(2027, 8, 15)),
    (2, "Virtalähde 2", date(2027, 8, 15)),
    (3, "Virtalähde 3", date(2026, 12, 11)),
    (4, "Virtalähde 4, varayhteys", date(2027, 5, 31)),
];

const SUPPLIER: &str = "Virtalähde Terveysjärjestelmät Oy";
const SUPPLIER_BUSINESS_ID: &str = "9900191-8";

/// The address of the file.
pub(crate) fn routes(scene: Arc<Scene>) -> Router {
    Router::new().route("/directory.toml", get(file)).with_state(scene)
}

async fn file(State(scene): State<Arc<Scene>>) -> Response {
    let mut text = String::new();
    for (id, name, version, class, kind, services, until) in SYSTEMS {
        let until = scene.world.shifted(until);
        let _ = writeln!(
            text,
            "[[system]]\nid = \"{id}\"\nname = \"{name}\"\nversion = \"{version}\"\nclass = \"{class}\"\nkind = \"{kind}\"\n\
             services = \"{services}\"\ncertified_until = \"{until}\"\nsupplier = \"{SUPPLIER}\"\nsupplier_id = \"{SUPPLIER_BUSINESS_ID}\"\n"
        );
    }
    for (node, name, until) in ACCESS_POINTS {
        let until = scene.world.shifted(until);
        let _ = writeln!(
            text,
            "[[access_point]]\noid = \"1.2.246.10.99001918.18.{node}\"\nname = \"{name}\"\nowner = \"{SUPPLIER_BUSINESS_ID}\"\n\
             owner_name = \"{SUPPLIER}\"\ncertificate_until = \"{until}\"\n"
        );
    }
    let _ = writeln!(
        text,
        "[[intermediary]]\nbusiness_id = \"{SUPPLIER_BUSINESS_ID}\"\noid = \"1.2.246.10.99001918.10.0\"\n\
         name = \"{SUPPLIER}\"\nemail = \"yhteydet@virtalahde.example\"\n"
    );
    ([(header::CONTENT_TYPE, "application/toml; charset=utf-8")], text).into_response()
}
