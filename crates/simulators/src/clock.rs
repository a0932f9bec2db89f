//! The only place where the program reads the time and draws randomness.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, get};

/// Tells the time; tests hand in one that they can turn.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        #[expect(clippy::disallowed_methods, reason = "the one place where the simulators read the time")]
        Self(Arc::new(Timestamp::now))
    }

    /// A clock that answers what the function says.
    pub fn new(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }

    /// The present day in Finland.
    pub fn today(&self) -> Date {
        static HELSINKI: TimeZone = get!("Europe/Helsinki");
        self.now().to_zoned(HELSINKI.clone()).date()
    }
}

/// Bytes that nobody can guess.
fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    #[expect(clippy::disallowed_methods, reason = "the one place where the simulators draw randomness")]
    aws_lc_rs::rand::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// A random UUID, for sessions, users and messages.
pub(crate) fn random_id() -> String {
    uuid::Builder::from_random_bytes(random_bytes()).into_uuid().to_string()
}

/// A secret of 256 bits that may stand in an address: codes and access tokens.
pub(crate) fn random_secret() -> String {
    URL_SAFE_NO_PAD.encode(random_bytes::<32>())
}
