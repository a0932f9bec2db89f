//! Why something was refused: one variant per reason, each with a short code for the audit log.

use crate::status::StatusCode;
use std::fmt;

/// Which setting of the service provider cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Not an identifier Suomi.fi registers: 10 to 255 of letters, digits and `-.:/_`.
    EntityId,
    /// The address of the assertion consumer or of the sign-out endpoint.
    Address,
    /// Not one unencrypted PKCS#8 RSA key of at least 2,048 bits.
    SigningKey,
    /// Not one certificate, or not the certificate of the signing key.
    SigningCertificate,
    /// No key, or not PKCS#8 RSA of at least 2,048 bits each.
    DecryptionKeys,
    /// No decryption key has a certificate that metadata could publish.
    EncryptionCertificate,
    /// No accepted level of assurance.
    AcceptedContexts,
    /// Not between 0 and 180 seconds.
    ClockSkew,
    /// A text, address or method that the metadata needs is empty or not an address.
    Presentation,
}

/// The reason for a refusal.
///
/// Carries no part of the message and no personal data, so it may be written to the audit log. People are shown the same
/// page whatever the reason: `Display` gives one neutral sentence for all, [`Refused::code`] tells the reasons apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More bytes than allowed, encoded, inflated or decrypted.
    TooLarge,
    /// The form value or a value inside the message is not base64.
    NotBase64,
    /// Not UTF-8.
    NotUtf8,
    /// A document type, comment, character-data section or processing instruction.
    ForbiddenMarkup,
    /// Not well-formed XML in the strict subset that is read here.
    NotWellFormed,
    /// Too deep, too many elements or too many attributes.
    TooComplex,
    /// Two elements carry the same identifier.
    DuplicateIdentifier,
    /// The root element is not the expected message.
    UnexpectedMessage,
    /// An element or attribute is missing, extra, repeated or in the wrong place.
    Structure,
    /// Not version 2.0.
    Version,
    /// The outer message's issuer is not the identity provider.
    Issuer,
    /// The message is meant for another address.
    Destination,
    /// The message does not answer the pending request.
    InResponseTo,
    /// The pending request is too old to be answered.
    RequestExpired,
    /// The message was issued too long ago, before the request, or in the future.
    IssueInstant,
    /// A time is missing or not a UTC time.
    TimeFormat,
    /// An assertion that is not encrypted.
    PlainAssertion,
    /// Not exactly one encrypted assertion in a successful response, or one in a failed response.
    AssertionCount,
    /// The response is not signed.
    ResponseSignatureMissing,
    /// A sign-out message that came as a form value is not signed.
    MessageSignatureMissing,
    /// The decrypted assertion is not signed.
    AssertionSignatureMissing,
    /// More than one signature on one element, or a signature in a foreign place.
    SignatureCount,
    /// The signature does not refer to exactly the element that carries it.
    SignatureReference,
    /// A signature, digest, canonicalisation or transform that is not on the list.
    SignatureAlgorithm,
    /// The signed element was changed.
    Digest,
    /// No pinned key made the signature.
    Signature,
    /// The independent verifier did not accept what ours accepted.
    SecondVerifier,
    /// Content or key encryption that is not on the list.
    EncryptionAlgorithm,
    /// None of our keys opens the assertion, or it was changed.
    Decryption,
    /// The identity provider answered with an error; a cancelled and a failed identification look alike.
    Status {
        /// Who caused it, in the standard's words.
        top: StatusCode,
        /// The detail, when there is one.
        second: Option<StatusCode>,
    },
    /// The assertion's issuer is not the identity provider.
    AssertionIssuer,
    /// The assertion was issued for another service.
    Audience,
    /// Not exactly one bearer confirmation.
    SubjectConfirmation,
    /// The confirmation names another recipient.
    Recipient,
    /// The confirmation answers another request.
    ConfirmationInResponseTo,
    /// The assertion is not yet or no longer valid, or valid for longer than ten minutes.
    ValidityPeriod,
    /// The person was identified too long ago or in the future.
    AuthenticationInstant,
    /// The level of assurance is not accepted.
    ContextClass,
    /// The sign-out request says that its own time is over.
    SignOutExpired,
    /// No session index.
    SessionIndex,
    /// The name identifier is not a transient one of this provider for this service.
    NameId,
    /// An attribute occurs twice, has several values or another name format.
    Attributes,
    /// Not exactly one personal identity code, or one that cannot be right.
    NationalId,
    /// The query of a redirect has a missing, repeated, foreign or wrongly encoded parameter.
    Query,
    /// The relay state is longer than 80 bytes.
    RelayState,
    /// The identity provider's metadata lacks something or contradicts itself.
    Metadata,
    /// A certificate in the metadata is not an RSA certificate of at least 2,048 bits.
    MetadataCertificate,
    /// A setting of the service provider cannot be used.
    Setting(Setting),
    /// A cryptographic operation with our own key failed.
    Cryptography,
}

impl Refused {
    /// A short, stable, lower-case code for the audit log and metrics.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotBase64 => "not-base64",
            Self::NotUtf8 => "not-utf8",
            Self::ForbiddenMarkup => "forbidden-markup",
            Self::NotWellFormed => "not-well-formed",
            Self::TooComplex => "too-complex",
            Self::DuplicateIdentifier => "duplicate-identifier",
            Self::UnexpectedMessage => "unexpected-message",
            Self::Structure => "structure",
            Self::Version => "version",
            Self::Issuer => "issuer",
            Self::Destination => "destination",
            Self::InResponseTo => "in-response-to",
            Self::RequestExpired => "request-expired",
            Self::IssueInstant => "issue-instant",
            Self::TimeFormat => "time-format",
            Self::PlainAssertion => "plain-assertion",
            Self::AssertionCount => "assertion-count",
            Self::ResponseSignatureMissing => "response-signature-missing",
            Self::MessageSignatureMissing => "message-signature-missing",
            Self::AssertionSignatureMissing => "assertion-signature-missing",
            Self::SignatureCount => "signature-count",
            Self::SignatureReference => "signature-reference",
            Self::SignatureAlgorithm => "signature-algorithm",
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::SecondVerifier => "second-verifier",
            Self::EncryptionAlgorithm => "encryption-algorithm",
            Self::Decryption => "decryption",
            Self::Status { .. } => "status",
            Self::AssertionIssuer => "assertion-issuer",
            Self::Audience => "audience",
            Self::SubjectConfirmation => "subject-confirmation",
            Self::Recipient => "recipient",
            Self::ConfirmationInResponseTo => "confirmation-in-response-to",
            Self::ValidityPeriod => "validity-period",
            Self::AuthenticationInstant => "authentication-instant",
            Self::ContextClass => "context-class",
            Self::SignOutExpired => "sign-out-expired",
            Self::SessionIndex => "session-index",
            Self::NameId => "name-id",
            Self::Attributes => "attributes",
            Self::NationalId => "national-id",
            Self::Query => "query",
            Self::RelayState => "relay-state",
            Self::Metadata => "metadata",
            Self::MetadataCertificate => "metadata-certificate",
            Self::Setting(setting) => setting.code(),
            Self::Cryptography => "cryptography",
        }
    }
}

impl Setting {
    fn code(self) -> &'static str {
        match self {
            Self::EntityId => "setting-entity-id",
            Self::Address => "setting-address",
            Self::SigningKey => "setting-signing-key",
            Self::SigningCertificate => "setting-signing-certificate",
            Self::DecryptionKeys => "setting-decryption-keys",
            Self::EncryptionCertificate => "setting-encryption-certificate",
            Self::AcceptedContexts => "setting-accepted-contexts",
            Self::ClockSkew => "setting-clock-skew",
            Self::Presentation => "setting-presentation",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the identification message or setting was refused")
    }
}

impl std::error::Error for Refused {}
