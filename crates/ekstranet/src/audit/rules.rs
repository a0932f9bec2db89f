//! The chain of hashes over the audit log, and what may never stand in it.

use crate::kernel::{Instant, sha256};

/// The hash before the first seal.
pub(super) const FIRST_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// An entry of the log as stored: the columns that the chain covers.
#[derive(Clone, Debug, PartialEq, Eq, db::FromRow, serde::Serialize)]
pub struct Stored {
    pub id: String,
    pub at: i64,
    pub action: String,
    pub actor_kind: String,
    pub person_id: Option<String>,
    pub session_id: Option<String>,
    pub organisation: Option<String>,
    pub basis: Option<String>,
    pub subject: Option<String>,
    pub detail: String,
    pub request_id: Option<String>,
}

impl Stored {
    /// The columns as a JSON array in the order of the table: the form that is hashed.
    fn canonical(&self) -> String {
        serde_json::json!([
            self.id,
            self.at,
            self.action,
            self.actor_kind,
            self.person_id,
            self.session_id,
            self.organisation,
            self.basis,
            self.subject,
            self.detail,
            self.request_id
        ])
        .to_string()
    }

    /// SHA-256 of the hash before and this entry, in lower-case hexadecimal.
    pub(super) fn hash_after(&self, previous: &str) -> String {
        sha256(format!("{previous}{}", self.canonical()).as_bytes())
    }
}

/// What is wrong with the log, at its first broken place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The entry is not the one that was sealed, or its place in the chain is another.
    #[error("audit log broken at sequence {sequence}: entry {entry} has changed")]
    Changed { sequence: i64, entry: String },
    /// The entry, its seal or both are gone.
    #[error("audit log broken at sequence {sequence}: the sealed entry is missing")]
    Missing { sequence: i64 },
    /// A seal that no sealer wrote stands after the end of the chain.
    #[error("audit log broken at sequence {sequence}: entry {entry} was added to the chain by other means")]
    Appended { sequence: i64, entry: String },
    /// The noted end of the chain is not the hash of its last seal.
    #[error("audit log broken at sequence {sequence}: the noted end of the chain has changed")]
    HeadChanged { sequence: i64 },
    /// An entry without a seal lies before entries that were sealed long after it.
    #[error("audit log broken after sequence {sequence}: entry {entry} was added between sealed ones")]
    Between { sequence: i64, entry: String },
    /// A hash noted outside earlier is not in the chain: the chain was made anew.
    #[error("audit log broken: the noted hash is not in the chain of {sequence} entries")]
    HashUnknown { sequence: i64 },
}

/// The chain as far as it has been followed.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    pub sequence: i64,
    pub hash: String,
}

impl Chain {
    pub(super) fn new() -> Self {
        Self { sequence: 0, hash: FIRST_HASH.to_string() }
    }

    /// Follows one seal; the entry is absent when its row is gone.
    pub(super) fn follow(&mut self, sequence: i64, entry: Option<&Stored>, hash: &str) -> Result<(), Broken> {
        let expected = self.sequence + 1;
        let Some(entry) = entry.filter(|_| sequence == expected) else {
            return Err(Broken::Missing { sequence: expected });
        };
        if entry.hash_after(&self.hash) != hash {
            return Err(Broken::Changed { sequence, entry: entry.id.clone() });
        }
        self.sequence = sequence;
        self.hash = hash.to_string();
        Ok(())
    }

    /// Compares the end that was followed with the end that the sealer noted.
    pub(super) fn end_at(&self, head_sequence: i64, head_hash: &str) -> Result<(), Broken> {
        if head_sequence > self.sequence {
            return Err(Broken::Missing { sequence: self.sequence + 1 });
        }
        if head_hash != self.hash {
            return Err(Broken::HeadChanged { sequence: self.sequence });
        }
        Ok(())
    }
}

/// The smallest id that an entry of this moment can have (`UUIDv7` begins with its milliseconds).
pub(super) fn first_id_of(at: Instant) -> String {
    let milliseconds = at.milliseconds().max(0).unsigned_abs();
    format!("{:08x}-{:04x}", milliseconds >> 16, milliseconds & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::{Broken, Chain, Stored, first_id_of};
    use crate::kernel::{AuditId, Instant, Random};

    fn entry(id: &str) -> Stored {
        Stored {
            id: id.to_string(),
            at: 1,
            action: "tests.done".to_string(),
            actor_kind: "system".to_string(),
            person_id: None,
            session_id: None,
            organisation: None,
            basis: None,
            subject: None,
            detail: "{}".to_string(),
            request_id: None,
        }
    }

    #[test]
    fn a_chain_is_followed_only_in_order_and_with_its_entries() {
        let mut chain = Chain::new();
        let (first, second) = (entry("a"), entry("b"));
        let one = first.hash_after(&chain.hash);
        let two = second.hash_after(&one);
        assert_eq!(chain.clone().follow(1, None, &one), Err(Broken::Missing { sequence: 1 }));
        assert_eq!(chain.clone().follow(2, Some(&second), &two), Err(Broken::Missing { sequence: 1 }));
        assert_eq!(
            chain.clone().follow(1, Some(&second), &one),
            Err(Broken::Changed { sequence: 1, entry: "b".to_string() })
        );
        chain.follow(1, Some(&first), &one).expect("the first is right");
        chain.follow(2, Some(&second), &two).expect("the second is right");
        assert_eq!(chain.end_at(3, &two), Err(Broken::Missing { sequence: 3 }));
        assert_eq!(chain.end_at(2, &one), Err(Broken::HeadChanged { sequence: 2 }));
        chain.end_at(2, &two).expect("this is the end");
    }

    #[test]
    fn columns_cannot_run_into_each_other() {
        let (mut one, mut other) = (entry("a"), entry("a"));
        one.subject = Some("x".to_string());
        other.basis = Some("x".to_string());
        assert_ne!(one.hash_after(""), other.hash_after(""));
        one.subject = Some(String::new());
        assert_ne!(one.hash_after(""), entry("a").hash_after(""));
    }

    #[test]
    fn the_first_id_of_a_moment_lies_before_all_ids_of_it_and_after_those_before() {
        let moment = Instant::from_milliseconds(1_795_255_200_000);
        let earlier = AuditId::new(Instant::from_milliseconds(1_795_255_199_999), &Random::seeded(3));
        let same = AuditId::new(moment, &Random::seeded(3));
        assert!(earlier.as_str() < first_id_of(moment).as_str() && first_id_of(moment).as_str() < same.as_str());
    }
}
