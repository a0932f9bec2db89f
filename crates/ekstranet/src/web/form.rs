//! Posted forms: read once with a limit, asked by field name, shown again with what was typed when something is wrong.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use http_body_util::{BodyExt as _, Limited};
use memchr::{memchr, memchr2};

use super::{App, Failure};

/// The largest body we read: an encoded identification response is the largest thing that browsers post to us.
const BODY_LIMIT: usize = 512 * 1024;
/// The most fields in one form.
const FIELD_LIMIT: usize = 2_000;

/// The fields of a posted form in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// The version of what a page showed, as its hidden field carries it.
    ///
    /// # Errors
    /// `Malformed` when there is none: no page of ours posts so.
    pub fn version(&self) -> Result<i64, Failure> {
        self.text("version").parse().map_err(|_| Failure::Malformed("no version"))
    }

    /// Reads `application/x-www-form-urlencoded` text.
    ///
    /// As `form_urlencoded::parse` reads it, which takes byte by byte: an identification response has 14,000 of them, and
    /// anybody may post one.
    pub fn read(text: &[u8]) -> Self {
        let mut fields = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = memchr(b'&', rest).unwrap_or(rest.len());
            let field = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or_default();
            if !field.is_empty() {
                let middle = memchr(b'=', field).unwrap_or(field.len());
                fields.push((decode(&field[..middle]), decode(field.get(middle + 1..).unwrap_or_default())));
            }
        }
        Self(fields)
    }

    /// A form of fields that were read in another shape.
    pub(super) fn of_pairs(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    /// The first value of a field, trimmed; `None` when it was not sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim())
    }

    /// The first value of a field, trimmed; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Every value of a field that may repeat.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.trim())
    }

    /// Every field, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// A name or value as it was typed: a plus is a space, `%` and two digits are a byte, anything else stands for itself.
fn decode(text: &[u8]) -> String {
    let mut typed = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr2(b'%', b'+', rest) {
        typed.extend_from_slice(&rest[..at]);
        let (byte, length) = match (rest[at], byte_of(rest.get(at + 1..at + 3))) {
            (b'+', _) => (b' ', 1),
            (_, Some(byte)) => (byte, 3),
            (percent, None) => (percent, 1),
        };
        typed.push(byte);
        rest = &rest[at + length..];
    }
    typed.extend_from_slice(rest);
    String::from_utf8(typed).unwrap_or_else(|problem| String::from_utf8_lossy(problem.as_bytes()).into_owned())
}

/// The byte that two hexadecimal digits stand for.
fn byte_of(digits: Option<&[u8]>) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    match digits {
        Some([high, low]) => Some(value(*high)? << 4 | value(*low)?),
        _ => None,
    }
}

impl FromRequest<App> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failure> {
        let media =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
        {
            return Err(Failure::NotAForm);
        }
        let bytes = read_limited(request.into_body()).await?;
        let form = Self::read(&bytes);
        if form.0.len() > FIELD_LIMIT {
            return Err(Failure::Malformed("the form has too many fields"));
        }
        if form.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(Failure::Malformed("the form has a null character"));
        }
        Ok(form)
    }
}

async fn read_limited(body: Body) -> Result<Bytes, Failure> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(problem) if problem.is::<http_body_util::LengthLimitError>() => Err(Failure::TooLarge),
        Err(_) => Err(Failure::Malformed("the body was cut off")),
    }
}

/// An error at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field on the page, to which the summary links.
    pub field: String,
    /// What is wrong and how to mend it, in the user's language.
    pub text: String,
}

impl FieldError {
    /// What is wrong at a field; empty when nothing is.
    pub fn at<'e>(errors: &'e [Self], field: &str) -> &'e str {
        errors.iter().find(|error| error.field == field).map_or("", |error| &error.text)
    }
}

/// A field as the page macros show it: value and error.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub name: String,
    pub value: String,
    pub error: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy as _, any, prop_oneof};

    use super::Form;

    /// What the library reads, to compare with.
    fn expected(text: &[u8]) -> Vec<(String, String)> {
        form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
    }

    #[test]
    fn a_form_is_read_as_it_was_typed() {
        let form = Form::read(b"name=M%C3%A4ki+%26+co&name=b&=c&d&&e=1=2&bad=%4+%zz%");
        assert_eq!(form.all("name").collect::<Vec<_>>(), ["M\u{e4}ki & co", "b"]);
        assert_eq!((form.text(""), form.text("d"), form.text("e"), form.text("bad")), ("c", "", "1=2", "%4 %zz%"));
        assert_eq!(Form::read(b"a=%ff").text("a"), "\u{fffd}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_as_the_library_reads_them(
            parts in proptest::collection::vec(
                prop_oneof!["[%&=+]", "%[0-9a-fA-F]{2}", "[a-z0-9]{1,20}"].prop_map(String::into_bytes), 0..40,
            ),
            noise in proptest::collection::vec(any::<u8>(), 0..4),
        ) {
            let text = [parts.concat(), noise].concat();
            proptest::prop_assert_eq!(Form::read(&text).0, expected(&text));
        }
    }
}
