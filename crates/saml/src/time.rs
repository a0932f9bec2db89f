//! Times of SAML messages: UTC only, as milliseconds since 1970-01-01.

use crate::refused::Refused;

/// Reads `YYYY-MM-DDThh:mm:ss[.fraction]Z`; any other form of a time is refused.
pub(crate) fn parse(text: &str) -> Result<i64, Refused> {
    let bytes = text.as_bytes();
    let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
    if bytes.len() < 20 || bytes.len() > 30 || bytes[bytes.len() - 1] != b'Z' {
        return Err(Refused::TimeFormat);
    }
    let body_is_right = bytes[..19].iter().enumerate().all(|(position, byte)| {
        match separators.iter().find(|(separator, _)| *separator == position) {
            Some((_, expected)) => byte == expected,
            None => byte.is_ascii_digit(),
        }
    });
    let fraction = &bytes[19..bytes.len() - 1];
    let fraction_is_right = fraction.is_empty()
        || (fraction[0] == b'.' && fraction.len() > 1 && fraction[1..].iter().all(u8::is_ascii_digit));
    if !body_is_right || !fraction_is_right || &bytes[17..19] > b"59".as_slice() {
        return Err(Refused::TimeFormat);
    }
    text.parse::<jiff::Timestamp>().map(jiff::Timestamp::as_millisecond).map_err(|_| Refused::TimeFormat)
}

/// Writes a time for `IssueInstant`.
pub(crate) fn format(milliseconds: i64) -> Result<String, Refused> {
    let instant = jiff::Timestamp::from_millisecond(milliseconds).map_err(|_| Refused::TimeFormat)?;
    Ok(format!("{instant:.3}"))
}

#[cfg(test)]
mod tests {
    use super::{format, parse};

    #[test]
    fn a_utc_time_reads_back_as_it_was_written() {
        let written = format(1_795_255_200_123).unwrap();
        assert_eq!(written, "2026-11-21T10:00:00.123Z");
        assert_eq!(parse(&written), Ok(1_795_255_200_123));
        assert_eq!(parse("2026-11-21T10:00:00Z"), Ok(1_795_255_200_000));
    }

    #[test]
    fn any_other_form_of_a_time_is_refused() {
        for text in [
            "",
            "2026-11-21",
            "2026-11-21T10:00:00",
            "2026-11-21T10:00:00+02:00",
            "2026-11-21 10:00:00Z",
            "2026-11-21T10:00:60Z",
            "2026-13-21T10:00:00Z",
            "2026-11-21T25:00:00Z",
            "2026-11-21T10:00:00.Z",
            "2026-11-21T10:00:00.12345678901Z",
            "2026-11-21T10:00:00z",
            "2026-11-21T10:00:0aZ",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
