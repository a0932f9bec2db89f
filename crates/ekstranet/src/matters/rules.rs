//! What the registers tell of whoever takes over. Pure.

/// What the registers tell of whoever takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiverFound {
    Known,
    /// It is not in its register any more.
    Ended,
    /// No register has it.
    Unknown,
    /// A register that would have to tell did not answer.
    Unverified,
}

impl ReceiverFound {
    const ALL: [Self; 4] = [Self::Known, Self::Ended, Self::Unknown, Self::Unverified];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Ended => "ended",
            Self::Unknown => "unknown",
            Self::Unverified => "unverified",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.code() == code)
    }
}
