//! The operator's list of certified information systems, access points and Kanta intermediaries, imported from a TOML file.

use serde::Deserialize;

use super::{AccessPoint, InformationSystem, Intermediary, store};
use crate::kernel::{BusinessId, Date, Oid};
use crate::services::{Service, SystemKind};
use crate::web::App;

/// The file: `[[system]]`, `[[access_point]]` and `[[intermediary]]` tables with the fields of the three types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    #[serde(default)]
    pub system: Vec<InformationSystem>,
    #[serde(default)]
    pub access_point: Vec<AccessPoint>,
    #[serde(default)]
    pub intermediary: Vec<Intermediary>,
}

impl Directory {
    /// Reads and checks a file's text; the first wrong row is named.
    ///
    /// # Errors
    /// One line.
    pub fn read(text: &str) -> Result<Self, String> {
        let directory: Self = toml::from_str(text).map_err(|e| e.message().to_string())?;
        for system in &directory.system {
            let known =
                !system.services.is_empty() && system.services.split(' ').all(|code| Service::parse(code).is_some());
            let supplier_wrong = system.supplier_id.as_deref().is_some_and(|id| BusinessId::parse(id).is_none());
            if !known
                || supplier_wrong
                || system.certified_until.parse::<Date>().is_err()
                || !matches!(system.class.as_str(), "A1" | "A2" | "A3")
                || SystemKind::parse(&system.kind).is_none()
            {
                return Err(format!(
                    "system {}: services, class, kind, certified_until or supplier_id is wrong",
                    system.id
                ));
            }
        }
        for intermediary in &directory.intermediary {
            let valid =
                Oid::parse(&intermediary.oid).is_some() && BusinessId::parse(&intermediary.business_id).is_some();
            if !valid || intermediary.name.is_empty() {
                return Err(format!("intermediary {}: business_id, oid or name is wrong", intermediary.business_id));
            }
        }
        for point in &directory.access_point {
            let valid = Oid::parse(&point.oid).is_some() && BusinessId::parse(&point.owner).is_some();
            let days = [&Some(point.certificate_until.clone()), &point.valid_from, &point.valid_until];
            if !valid || days.into_iter().flatten().any(|day| day.parse::<Date>().is_err()) {
                return Err(format!("access point {}: oid, owner or a date is wrong", point.oid));
            }
        }
        Ok(directory)
    }
}

/// Adds what is new and updates what changed; nothing is removed, because applications may name it.
///
/// # Errors
/// What the database says; nothing is kept then.
pub async fn import_directory(app: &App, directory: &Directory) -> Result<(), db::Error> {
    let mut tx = app.db.write().await?;
    for system in &directory.system {
        store::keep_system(&mut tx, system).await?;
    }
    for point in &directory.access_point {
        store::keep_access_point(&mut tx, point).await?;
    }
    for intermediary in &directory.intermediary {
        store::keep_intermediary(&mut tx, intermediary).await?;
    }
    tx.commit().await
}
