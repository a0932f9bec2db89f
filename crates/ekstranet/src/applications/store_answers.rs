//! The SQL text of the answers to an application, whoever's it is and however it stands.

use db::{Error, FromRow, Read};

use crate::kernel::{ApplicationId, BusinessId};
use crate::services::Service;

/// The answers to a step, with the form of which it is one.
#[derive(Debug, FromRow)]
pub(super) struct AnswersRow {
    pub form: String,
    pub catalogue_version: i64,
    pub step: String,
    pub answers: String,
}

pub(super) async fn list_answers(read: &mut Read, application: &ApplicationId) -> Result<Vec<AnswersRow>, Error> {
    read.all(
        "select coalesce(a.form, a.service) as form, a.catalogue_version, s.step, s.answers
         from application a join application_step s on s.application = a.id where a.id = $1",
        db::values![application.as_str()],
    )
    .await
}

/// One of those of several applications.
#[derive(FromRow)]
struct OfRow {
    id: String,
    #[row(flatten)]
    row: AnswersRow,
}

/// Those of every application of an organisation for a service, with its id.
pub(super) async fn list_answers_of(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Vec<(String, AnswersRow)>, Error> {
    let rows: Vec<OfRow> = read
        .all(
            "select a.id, coalesce(a.form, a.service) as form, a.catalogue_version, s.step, s.answers
             from application a join application_step s on s.application = a.id
             where a.organisation = $1 and a.service = $2",
            db::values![organisation.as_str(), service.code()],
        )
        .await?;
    Ok(rows.into_iter().map(|of| (of.id, of.row)).collect())
}
