//! What an application for an extension of use is about, beside the name of its service.

use std::collections::HashMap;

use db::Read;

use super::store_answers::{self, AnswersRow};
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::{self, Extending, Service};
use crate::web::Failure;

/// By the answers as they stand now; nothing of other services.
///
/// # Errors
/// What the database says.
pub async fn find_extending(read: &mut Read, id: &ApplicationId) -> Result<Extending, Failure> {
    about(store_answers::list_answers(read, id).await?)
}

/// The same of every application of an organisation that is one of several for its service, by its id: in one statement.
///
/// # Errors
/// What the database says.
pub async fn list_extending(read: &mut Read, organisation: &BusinessId) -> Result<HashMap<String, Extending>, Failure> {
    let mut of: HashMap<String, Vec<AnswersRow>> = HashMap::new();
    for service in Service::ALL.into_iter().filter(|service| service.repeats()) {
        for (id, row) in store_answers::list_answers_of(read, organisation, service).await? {
            of.entry(id).or_default().push(row);
        }
    }
    of.into_iter().map(|(id, rows)| Ok((id, about(rows)?))).collect()
}

fn about(rows: Vec<AnswersRow>) -> Result<Extending, Failure> {
    let form = rows.first().and_then(|row| services::form(&row.form, row.catalogue_version));
    let Some(form) = form else { return Ok(Extending::default()) };
    let mut answers = serde_json::Map::new();
    for row in rows {
        answers.insert(row.step, serde_json::from_str(&row.answers).map_err(Failure::internal)?);
    }
    Ok(Extending::of(form, &answers.into()))
}
