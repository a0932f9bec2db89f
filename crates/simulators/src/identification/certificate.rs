//! Just enough of X.509 to take the public key out of a certificate. Nothing else of it is trusted or read.

use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The certificate's `SubjectPublicKeyInfo`, in DER.
pub(super) fn public_key(certificate: &[u8]) -> anyhow::Result<&[u8]> {
    let (certificate, _, _) = contents(certificate)?;
    let (mut rest, _, _) = contents(certificate)?;
    if rest.first() == Some(&0xA0) {
        rest = contents(rest)?.2;
    }
    // Before the key: serial number, signature algorithm, issuer, validity, subject.
    for _ in 0..5 {
        rest = contents(rest)?.2;
    }
    let (_, whole, _) = contents(rest)?;
    Ok(whole)
}

/// The DER of base64 or PEM text, line breaks allowed.
pub(super) fn decode(text: &str) -> anyhow::Result<Vec<u8>> {
    let base64: String = text.lines().filter(|line| !line.contains("-----")).collect();
    let base64: String = base64.chars().filter(|character| !character.is_whitespace()).collect();
    STANDARD.decode(base64).context("not base64")
}

/// The first DER value: its contents, the value with its header, and what follows it.
fn contents(der: &[u8]) -> anyhow::Result<(&[u8], &[u8], &[u8])> {
    let (&first, mut header) = match der {
        [_, first, ..] => (first, 2),
        _ => bail!("the certificate ends early"),
    };
    let mut length = usize::from(first);
    if first & 0x80 != 0 {
        let count = usize::from(first & 0x7F);
        if count == 0 || count > 4 {
            bail!("the certificate has a length of an odd form");
        }
        let bytes = der.get(2..2 + count).context("the certificate ends early")?;
        length = bytes.iter().fold(0, |length, byte| (length << 8) | usize::from(*byte));
        header += count;
    }
    let end = header.checked_add(length).context("the certificate has an odd length")?;
    let inside = der.get(header..end).context("the certificate ends early")?;
    Ok((inside, &der[..end], &der[end..]))
}
