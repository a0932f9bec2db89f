//! The words that every room shares: identifiers, people, rights, languages and time. Depends on nothing of ours.

mod business_days;
mod business_id;
mod ids;
mod language;
mod national_id;
mod oid;
mod people;
mod random;
mod reaching;
mod time;
mod vault;

pub use business_days::{is_business_day, plus_business_days};
pub use business_id::BusinessId;
pub use ids::*;
pub use language::{CaseLanguage, Language};
pub use national_id::{NationalId, holds_identity_code, holds_typed_identity_code, without_identity_code};
pub use oid::Oid;
pub use people::{Acting, Basis, Mandate, Permission, Permissions, Position, Session, SessionKind};
pub use random::Random;
pub use reaching::{is_email, is_phone};
pub use time::{Clock, Date, Instant, RIGHTS_KEPT_SECONDS, is_written_as_date, read_date, today};
pub use vault::{Sealed, Vault};

/// Lower-case hexadecimal form of some bytes.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of some bytes in lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref())
}
