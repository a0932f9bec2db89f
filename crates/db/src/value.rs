//! Values bound to a statement: the four kinds that both databases share, with typed nulls.

use std::borrow::Cow;

use rusqlite::ToSql;
use rusqlite::types::{Null, ToSqlOutput, ValueRef};
use sqlx::postgres::PgArguments;
use sqlx::{Arguments, Encode, Type};

/// Text of the error for a NUL character.
pub(crate) const NUL: &str = "a text contains a NUL character";

/// A value for a `$n` of a statement. A null keeps its kind, because PostgreSQL wants to know it.
///
/// Deliberately without `Debug`: a value may be personal data and must not reach a log.
pub enum Value<'a> {
    /// For `text` columns.
    Text(Option<Cow<'a, str>>),
    /// For `bigint` columns, instants in UTC milliseconds and booleans as 0 or 1.
    Integer(Option<i64>),
    /// For `double precision` columns.
    Real(Option<f64>),
    /// For `blob` columns.
    Blob(Option<Cow<'a, [u8]>>),
}

/// Gathers values for a statement: `values![id, version, now]` is an array of [`Value`], `values![]` an empty one.
///
/// Each item goes through `Into<Value>`: text, integers, booleans, floats and bytes, owned or borrowed, and
/// options of them.
#[macro_export]
macro_rules! values {
    () => { [$crate::Value::Integer(None); 0] };
    ($($value:expr),+ $(,)?) => { [$($crate::Value::from($value)),+] };
}

impl Value<'_> {
    /// The same value, borrowed from nobody.
    pub(crate) fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(text.map(|text| Cow::Owned(text.into_owned()))),
            Value::Integer(number) => Value::Integer(number),
            Value::Real(number) => Value::Real(number),
            Value::Blob(bytes) => Value::Blob(bytes.map(|bytes| Cow::Owned(bytes.into_owned()))),
        }
    }
}

macro_rules! from {
    ($($kind:ident: $($source:ty => $turn:expr),+;)+) => { $($(
        impl<'a> From<$source> for Value<'a> {
            fn from(value: $source) -> Self {
                Value::$kind(Some($turn(value)))
            }
        }
        impl<'a> From<Option<$source>> for Value<'a> {
            fn from(value: Option<$source>) -> Self {
                Value::$kind(value.map($turn))
            }
        }
    )+)+ };
}

from! {
    Text: &'a str => Cow::Borrowed, &'a String => |text: &'a String| Cow::Borrowed(text.as_str()),
        String => Cow::Owned, Cow<'a, str> => std::convert::identity;
    Integer: i64 => std::convert::identity, i32 => i64::from, u32 => i64::from, u16 => i64::from, u8 => i64::from,
        bool => i64::from;
    Real: f64 => std::convert::identity;
    Blob: &'a [u8] => Cow::Borrowed, &'a Vec<u8> => |bytes: &'a Vec<u8>| Cow::Borrowed(bytes.as_slice()),
        Vec<u8> => Cow::Owned, Cow<'a, [u8]> => std::convert::identity;
}

impl<'a, const N: usize> From<&'a [u8; N]> for Value<'a> {
    fn from(value: &'a [u8; N]) -> Self {
        Value::Blob(Some(Cow::Borrowed(value.as_slice())))
    }
}

impl<'a> From<&'a Option<String>> for Value<'a> {
    fn from(value: &'a Option<String>) -> Self {
        Value::Text(value.as_deref().map(Cow::Borrowed))
    }
}

/// As SQLite takes it.
impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Value::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Value::Integer(Some(number)) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Value::Real(Some(number)) => ToSqlOutput::Borrowed(ValueRef::Real(*number)),
            Value::Blob(Some(bytes)) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Value::Text(None) | Value::Integer(None) | Value::Real(None) | Value::Blob(None) => Null.into(),
        })
    }
}

/// The values as PostgreSQL takes them.
pub(crate) fn for_postgres<'v>(values: impl IntoIterator<Item = Value<'v>>) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            text if !is_plain(&text) => return Err(sqlx::Error::Encode(NUL.into())),
            Value::Text(text) => add(&mut arguments, text.as_deref())?,
            Value::Integer(number) => add(&mut arguments, number)?,
            Value::Real(number) => add(&mut arguments, number)?,
            Value::Blob(bytes) => add(&mut arguments, bytes.as_deref())?,
        }
    }
    Ok(arguments)
}

fn add<'v, A: Arguments, T>(arguments: &mut A, value: T) -> Result<(), sqlx::Error>
where
    T: Encode<'v, A::Database> + Type<A::Database>,
{
    arguments.add(value).map_err(sqlx::Error::Encode)
}

/// PostgreSQL cannot store a NUL character in a text; refusing it on both keeps the two databases alike.
pub(crate) fn is_plain(value: &Value<'_>) -> bool {
    !matches!(value, Value::Text(Some(text)) if text.as_bytes().contains(&0))
}
