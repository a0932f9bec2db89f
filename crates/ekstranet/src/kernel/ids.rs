//! Identifiers of our own rows: UUID version 7 as text, one type per kind, so that two can never be mixed.

use std::fmt;

use super::{Instant, Random};

/// Makes a new `UUIDv7` text from the handed-in time and randomness.
fn new_uuid(now: Instant, random: &Random) -> String {
    let bytes: [u8; 10] = random.bytes();
    uuid::Builder::from_unix_timestamp_millis(now.milliseconds().unsigned_abs(), &bytes).into_uuid().to_string()
}

/// What every kind of identifier can do, for code that serves several kinds of things.
pub trait Id: fmt::Display + Clone + Send + Sync + Sized + 'static {
    /// A new identifier, ordered by time.
    fn new(now: Instant, random: &Random) -> Self;

    /// Reads an identifier from an address or a row; anything that is not a UUID is refused.
    fn parse(text: &str) -> Option<Self>;

    fn as_str(&self) -> &str;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// A new identifier, ordered by time.
            pub fn new(now: Instant, random: &Random) -> Self {
                Self(new_uuid(now, random))
            }

            /// Reads an identifier from an address or a row; anything that is not a UUID is refused.
            pub fn parse(text: &str) -> Option<Self> {
                (text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()).then(|| Self(text.to_ascii_lowercase()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Id for $name {
            fn new(now: Instant, random: &Random) -> Self {
                Self::new(now, random)
            }

            fn parse(text: &str) -> Option<Self> {
                Self::parse(text)
            }

            fn as_str(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A person who has signed in at least once.
    PersonId;
    /// One signed-in session of a person or an officer.
    SessionId;
    /// A row of the audit log.
    AuditId;
    /// A planned or sent notice.
    NoticeId;
    /// An application to join a service, to change or to end it.
    ApplicationId;
    /// A commitment: one signing of agreement texts by an organisation.
    CommitmentId;
    /// A service that has been granted and is being, or has been, deployed.
    DeploymentId;
    /// A binding act that waits for a fresh round through Suomi.fi.
    IntentionId;
    /// A supplement request.
    SupplementId;
    /// A decision of the operator.
    DecisionId;
    /// A customer's request to join through an intermediary.
    ConnectionId;
    /// A notice that an access point is opened or closed.
    AccessPointChangeId;
    /// A version of a system that is proposed to the list.
    SystemProposalId;
    /// A change that the nightly comparison found in a register.
    RegisterChangeId;
    /// A pharmacy that changes hands, with its shared plan.
    HandoverId;
    /// A pharmacist's notification of a change.
    PharmacyChangeId;
    /// A termination of services or of the customership.
    TerminationId;
    /// A change of controller.
    ControllerChangeId;
    /// A day on which changes of controller are carried out.
    ControllerRunId;
    /// An invoice of the operator's books.
    InvoiceId;
    /// A file of invoices that was imported.
    InvoiceImportId;
    /// A file that was attached.
    AttachmentId;
    /// A relation between a main joiner, a joined party and a service.
    PartyId;
    /// A list of parties that waits for its confirmation.
    PartyListId;
    /// Something that the officers are told of a joint joining.
    PartyNewsId;
}
