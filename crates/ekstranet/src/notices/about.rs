//! What the mail about a happening names: a matter and its service, the matter alone, or neither.

use super::rules::Happening;

impl Happening {
    /// Whether it is about a matter with a number and a service; else the mail names neither.
    pub(super) fn is_about_case(self) -> bool {
        !matches!(
            self,
            Self::AccessPointConfirmed
                | Self::AccessPointRefused
                | Self::SystemAccepted
                | Self::SystemRefused
                | Self::CertificateEnding
                | Self::RegisterChanged
                | Self::DraftWarning
                | Self::SignatureAwaited
                | Self::SignatureVoided
                | Self::SigningRuleChanged
                | Self::AddressCheck
                | Self::MandateEnds
                | Self::LastHolderEnds
                | Self::PreparedSoonRemoved
                | Self::OwnMailsEnded
                | Self::Billing(_)
        )
    }

    /// Whether it is about a draft, which has a service and no number yet.
    pub(super) fn is_about_draft(self) -> bool {
        matches!(self, Self::DraftWarning | Self::SignatureAwaited | Self::SignatureVoided)
    }

    /// Whether a case of it may be about several services: the mail then tells its number and names none of them.
    pub(super) fn is_about_many(self) -> bool {
        matches!(
            self,
            Self::TerminationReceived
                | Self::TerminationReturned
                | Self::TerminationConfirmed
                | Self::TerminationRejected
                | Self::TerminationWithdrawn
                | Self::TerminationEnded
                | Self::TerminationTakenBack
                | Self::Controller(_)
        )
    }
}
