//! Until when a certificate is valid, who issued it and what for, read from its DER (RFC 5280 §4.1.2 and §4.2.1.12). Verifying a
//! signature never asks for this.

use crate::signature::decode_base64;

const SEQUENCE: u8 = 0x30;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The end of a certificate in base64, in milliseconds; `None` when the bytes are no certificate.
pub(crate) fn expires_at(certificate: &str) -> Option<i64> {
    let der = decode_base64(certificate).ok()?;
    let [_, _, validity, _] = sequences(&der)?;
    let (_, _, after) = value(validity)?;
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

/// Whether whoever holds a certificate in base64 issued it too; `None` when the bytes are no certificate.
pub(crate) fn is_self_signed(certificate: &str) -> Option<bool> {
    let der = decode_base64(certificate).ok()?;
    let [_, issuer, _, subject] = sequences(&der)?;
    Some(issuer == subject)
}

/// Whether a certificate in base64 is for servers (the extended key usage serverAuth).
pub(crate) fn is_for_servers(certificate: &str) -> bool {
    /// 1.3.6.1.5.5.7.3.1
    const SERVER_AUTH: [u8; 10] = [0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01];
    decode_base64(certificate).is_ok_and(|der| der.windows(SERVER_AUTH.len()).any(|part| part == SERVER_AUTH))
}

/// The contents of the first sequences of a certificate: algorithm, issuer, validity, subject. The version, a context tag,
/// may be left out before them.
fn sequences(der: &[u8]) -> Option<[&[u8]; 4]> {
    let (_, certificate, _) = value(der)?;
    let (_, mut rest, _) = value(certificate)?;
    let mut found = [&[][..]; 4];
    let mut number = 0;
    while number < found.len() {
        let (tag, content, after) = value(rest)?;
        if tag == SEQUENCE {
            found[number] = content;
            number += 1;
        }
        rest = after;
    }
    Some(found)
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
