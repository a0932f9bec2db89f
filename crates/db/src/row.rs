//! How a row of either database becomes what the caller asked for.

use rusqlite::types::FromSql;
use sqlx::postgres::PgRow;
use sqlx::{Decode, Postgres, Row as _, Type};

use crate::Error;

/// A type that a row becomes; comes with `#[derive(db::FromRow)]` and for tuples.
pub trait FromRow: Sized + Send {
    /// Reads it from a row.
    ///
    /// # Errors
    /// [`Error::Other`] when a column is missing or has another type.
    fn from_row(row: &Row<'_>) -> Result<Self, Error>;
}

/// The types of columns: `String`, `i64`, `f64`, `Vec<u8>` and options of them.
pub trait Field: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

impl<T> Field for T where T: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

/// A row while it is read.
pub struct Row<'r> {
    source: Source<'r>,
}

enum Source<'r> {
    Sqlite(&'r rusqlite::Row<'r>),
    Postgres(&'r PgRow),
}

impl<'r> Row<'r> {
    pub(crate) fn sqlite(row: &'r rusqlite::Row<'r>) -> Self {
        Self { source: Source::Sqlite(row) }
    }

    pub(crate) fn postgres(row: &'r PgRow) -> Self {
        Self { source: Source::Postgres(row) }
    }

    /// The value of a column by its place, from 0 on.
    ///
    /// # Errors
    /// [`Error::Other`] when there is no such column or it has another type.
    pub fn at<T: Field>(&self, at: usize) -> Result<T, Error> {
        match self.source {
            Source::Sqlite(row) => Ok(row.get(at)?),
            Source::Postgres(row) => Ok(row.try_get(at)?),
        }
    }

    /// The value of a column by its name. Most structs have the order of their statement, so it is looked for at
    /// `likely` first.
    ///
    /// # Errors
    /// [`Error::Other`] when there is no such column or it has another type.
    pub fn named<T: Field>(&self, likely: usize, name: &str) -> Result<T, Error> {
        if self.name_of(likely) == Some(name) {
            return self.at(likely);
        }
        match self.source {
            Source::Sqlite(row) => Ok(row.get(name)?),
            Source::Postgres(row) => Ok(row.try_get(name)?),
        }
    }

    fn name_of(&self, at: usize) -> Option<&str> {
        match self.source {
            Source::Sqlite(row) => row.as_ref().column_name(at).ok(),
            Source::Postgres(row) => row.columns().get(at).map(sqlx::Column::name),
        }
    }
}

macro_rules! tuples {
    ($($($kind:ident $at:literal),+;)+) => { $(
        impl<$($kind: Field + Send),+> FromRow for ($($kind,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, Error> {
                Ok(($(row.at::<$kind>($at)?,)+))
            }
        }
    )+ };
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}
