//! Until when a certificate is valid, read from its DER (RFC 5280 §4.1.2.5). Verifying a signature never asks for this.

use crate::signature::decode_base64;

const SEQUENCE: u8 = 0x30;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The end of a certificate in base64, in milliseconds; `None` when the bytes are no certificate.
pub(crate) fn expires_at(certificate: &str) -> Option<i64> {
    let der = decode_base64(certificate).ok()?;
    let (_, certificate, _) = value(&der)?;
    let (_, mut rest, _) = value(certificate)?;
    // The version, a context tag, may be left out; then come number, algorithm, issuer and validity.
    let mut validity = None;
    let mut sequences = 0;
    while validity.is_none() {
        let (tag, content, after) = value(rest)?;
        sequences += usize::from(tag == SEQUENCE);
        if sequences == 3 {
            validity = Some(content);
        }
        rest = after;
    }
    let (_, _, after) = value(validity?)?;
    let (tag, text, _) = value(after)?;
    let text = std::str::from_utf8(text).ok()?;
    let (year, rest) = match tag {
        GENERALIZED_TIME => (text.get(..4)?.to_owned(), text.get(4..)?),
        // Two digits: 50 and more are of the last century.
        UTC_TIME => (format!("{}{}", if text.get(..2)? >= "50" { "19" } else { "20" }, text.get(..2)?), text.get(2..)?),
        _ => return None,
    };
    let part = |from: usize| rest.get(from..from + 2);
    let written = format!("{year}-{}-{}T{}:{}:{}Z", part(0)?, part(2)?, part(4)?, part(6)?, part(8)?);
    crate::time::parse(&written).ok()
}

/// The first value: its tag, its content, and what comes after it.
fn value(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, mut rest) = rest.split_first()?;
    let mut length = usize::from(first);
    if first >= 0x80 {
        let (digits, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
        if digits.len() > 4 {
            return None;
        }
        length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
        rest = after;
    }
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}
