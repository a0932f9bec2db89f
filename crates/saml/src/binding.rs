//! The HTTP-Redirect binding: writing signed queries, and checking them over the raw bytes they arrived as.

use crate::keys::{Certificate, SigningKey};
use crate::names;
use crate::refused::Refused;
use crate::signature::decode_base64;
use crate::xml;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

const COMPRESSED_BYTES: usize = 64 * 1024;
/// Base64 of the largest compressed message in percent-encoding, and the other parameters.
const QUERY_BYTES: usize = COMPRESSED_BYTES * 2;
const RELAY_STATE_BYTES: usize = 80;
/// What another one's relay state may be long; theirs is sent back as it came, within reason.
const ECHOED_RELAY_STATE_BYTES: usize = 1024;

/// Which of the two kinds of message a query carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Request,
    Answer,
}

impl Kind {
    fn parameter(self) -> &'static str {
        match self {
            Self::Request => "SAMLRequest",
            Self::Answer => "SAMLResponse",
        }
    }
}

/// The address that carries a signed message.
pub(crate) fn signed_address(
    kind: Kind,
    endpoint: &str,
    message: &str,
    relay_state: &str,
    key: &SigningKey,
) -> Result<String, Refused> {
    let longest = if kind == Kind::Request { RELAY_STATE_BYTES } else { ECHOED_RELAY_STATE_BYTES };
    if relay_state.len() > longest {
        return Err(Refused::RelayState);
    }
    let deflated = saml_rs::binding::deflate_raw_encode(message.as_bytes()).map_err(|_| Refused::Cryptography)?;
    let mut query = format!("{}=", kind.parameter());
    encode(&mut query, &STANDARD.encode(deflated));
    if !relay_state.is_empty() {
        query.push_str("&RelayState=");
        encode(&mut query, relay_state);
    }
    query.push_str("&SigAlg=");
    encode(&mut query, names::RSA_SHA256);
    let signature = key.sign(query.as_bytes())?;
    query.push_str("&Signature=");
    encode(&mut query, &STANDARD.encode(signature));
    let separator = if endpoint.contains('?') { '&' } else { '?' };
    Ok(format!("{endpoint}{separator}{query}"))
}

/// A signed message taken from a query string.
pub(crate) struct SignedMessage {
    pub(crate) message: String,
    pub(crate) relay_state: Option<String>,
}

/// Checks the signature over the raw bytes of the query, and only then inflates the message.
pub(crate) fn read_signed(kind: Kind, raw_query: &str, keys: &[Certificate]) -> Result<SignedMessage, Refused> {
    let query = Query::split(kind, raw_query)?;
    let mut signed = format!("{}={}", kind.parameter(), query.message);
    if let Some(relay_state) = query.relay_state {
        signed.push_str("&RelayState=");
        signed.push_str(relay_state);
    }
    signed.push_str("&SigAlg=");
    signed.push_str(query.algorithm);
    let algorithm = decode(query.algorithm, false)?;
    let signature = decode_base64(&decode(query.signature, false)?)?;
    let mut verified = false;
    for key in keys {
        verified |= key.verifies(&algorithm, signed.as_bytes(), &signature)?;
    }
    if !verified {
        return Err(Refused::Signature);
    }
    let compressed = decode_base64(&decode(query.message, false)?)?;
    if compressed.len() > COMPRESSED_BYTES {
        return Err(Refused::TooLarge);
    }
    let inflated = saml_rs::binding::deflate_raw_decode_with_limit(&compressed, xml::MESSAGE.bytes)
        .map_err(|_| Refused::TooLarge)?;
    Ok(SignedMessage {
        message: String::from_utf8(inflated).map_err(|_| Refused::NotUtf8)?,
        relay_state: query.relay_state.map(|value| decode(value, true)).transpose()?,
    })
}

/// The four parameters of a signed message, still encoded, each once and nothing else.
struct Query<'q> {
    message: &'q str,
    relay_state: Option<&'q str>,
    algorithm: &'q str,
    signature: &'q str,
}

impl<'q> Query<'q> {
    fn split(kind: Kind, raw: &'q str) -> Result<Self, Refused> {
        if raw.len() > QUERY_BYTES {
            return Err(Refused::TooLarge);
        }
        let names = [kind.parameter(), "RelayState", "SigAlg", "Signature"];
        let mut values: [Option<&str>; 4] = [None; 4];
        for parameter in raw.split('&') {
            let (name, value) = parameter.split_once('=').ok_or(Refused::Query)?;
            let position = names.iter().position(|known| *known == name).ok_or(Refused::Query)?;
            if values[position].replace(value).is_some() {
                return Err(Refused::Query);
            }
        }
        let [Some(message), relay_state, Some(algorithm), Some(signature)] = values else {
            return Err(Refused::Query);
        };
        Ok(Self { message, relay_state, algorithm, signature })
    }
}

fn encode(query: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            query.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(query, "%{byte:02X}");
        }
    }
}

/// Percent-decoding; a plus sign is a space in relay state and refused elsewhere, where it could mean two things.
fn decode(value: &str, plus_is_space: bool) -> Result<String, Refused> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        match first {
            b'+' if plus_is_space => bytes.push(b' '),
            b'+' => return Err(Refused::Query),
            b'%' => {
                let [high, low, after @ ..] = rest else { return Err(Refused::Query) };
                let digit = |byte: &u8| char::from(*byte).to_digit(16).ok_or(Refused::Query);
                let code = digit(high)? * 16 + digit(low)?;
                bytes.push(u8::try_from(code).map_err(|_| Refused::Query)?);
                rest = after;
            }
            byte if byte.is_ascii_graphic() => bytes.push(*byte),
            _ => return Err(Refused::Query),
        }
    }
    String::from_utf8(bytes).map_err(|_| Refused::NotUtf8)
}
