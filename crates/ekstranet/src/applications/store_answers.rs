//! The SQL text of the answers to an application, whoever's it is and however it stands.

use db::{Error, FromRow, Read};

use crate::kernel::ApplicationId;

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
