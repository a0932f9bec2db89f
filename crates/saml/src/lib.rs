//! SAML 2.0 service provider for Suomi.fi e-Identification: bytes in, facts out.
//!
//! Nothing here reads a clock, a network or a file, and nothing draws randomness: the caller hands in the time
//! (milliseconds since 1970-01-01 UTC) and the random bytes of request identifiers.
//!
//! A response passes three places, and each can only refuse:
//! 1. the gate in front ([`Refused`] codes of the outer message): size, one strict reading of the XML, fixed positions,
//!    allowed algorithms, issuer, destination, request, time, and the response's signature with a pinned key;
//! 2. the independent verifier of `saml-rs`, which must accept the same bytes;
//! 3. the gate behind, on the decrypted assertion: its own signature, audience, times, level of assurance, attributes.
//!
//! Facts are read from the same tree whose canonical form was hashed for the signature, never from a second parse.

mod assertion;
mod binding;
mod canonical;
mod certificate_facts;
mod encryption;
mod envelope;
mod identity;
mod identity_provider;
mod keys;
mod lint;
mod metadata;
mod names;
mod presentation;
mod refused;
mod service_provider;
mod settings;
mod sign_out;
mod sign_out_request;
mod signature;
mod status;
mod time;
mod tree;
mod writing;
mod xml;

pub use envelope::peek_in_response_to;
pub use identity::{Identity, NameId, NationalId};
pub use identity_provider::IdentityProvider;
pub use lint::lint;
pub use presentation::{Presentation, TechnicalContact, Texts};
pub use refused::{Refused, Setting};
pub use service_provider::{Pending, ServiceProvider, SignedResponse, Start};
pub use settings::{Language, Settings};
pub use sign_out::SignedOut;
pub use sign_out_request::{SignOutOutcome, SignOutRequest};
pub use status::StatusCode;
