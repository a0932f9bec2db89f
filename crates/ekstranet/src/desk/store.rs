//! Every SQL text about the templates of letters.

use db::{Error, Read, Tx};

use super::letters::Letter;
use crate::kernel::{CaseLanguage, Instant, Session};

/// A kept version.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct TemplateRow {
    pub version: i64,
    pub content: String,
    pub saved_at: i64,
    pub saved_by_name: String,
}

pub(super) async fn find_newest(
    read: &mut Read,
    letter: Letter,
    language: CaseLanguage,
) -> Result<Option<TemplateRow>, Error> {
    read.optional(
        "select version, content, saved_at, saved_by_name from letter_template
         where kind = $1 and language = $2 order by version desc limit 1",
        db::values![letter.code(), language.code()],
    )
    .await
}

/// The version after the one that was changed.
pub(super) struct NewTemplate<'a> {
    pub key: (Letter, CaseLanguage),
    pub version: i64,
    pub text: &'a str,
    pub by: &'a Session,
}

/// Keeps a version; `false` when somebody else has kept it already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewTemplate<'_>) -> Result<bool, Error> {
    let (letter, language) = new.key;
    let inserted = tx
        .run(
            "insert into letter_template (kind, language, version, content, saved_at, saved_by_id, saved_by_name)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            db::values![
                letter.code(),
                language.code(),
                new.version,
                new.text,
                now.milliseconds(),
                new.by.person.as_str(),
                new.by.name.as_str()
            ],
        )
        .await?;
    Ok(inserted == 1)
}
