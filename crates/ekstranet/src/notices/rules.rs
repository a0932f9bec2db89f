//! What is told, and to whom.

use super::NoticeKind;
use crate::texts::Texts;

/// What happened; decides the subject and the text. Neither ever holds personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    ApplicationSubmitted,
    SupplementRequested,
    /// The deadline of a supplement is near and no answer has come.
    SupplementReminder,
    SupplementAnswered,
    /// The deadline of a supplement has moved.
    DeadlineMoved,
    /// The operator has taken a supplement request back.
    SupplementRecalled,
    ApplicationApproved,
    ApplicationRejected,
    /// No supplement came by its deadline.
    ApplicationLapsed,
    ProductionStarted,
    /// The report of a deployment test has not come in time.
    ReportOverdue,
    /// The operator has confirmed a passed deployment test.
    TestConfirmed,
    /// The operator has given a deployment test back.
    TestGivenBack,
    /// A customer asks its intermediary to confirm the connection.
    ConnectionRequested,
    /// The customer does not need the intermediary's answer any more.
    ConnectionWithdrawn,
    /// The intermediary has not answered.
    ConnectionReminder,
    /// The intermediary has confirmed its customer.
    ConnectionConfirmed,
    /// The intermediary has declined.
    ConnectionDeclined,
    /// The intermediary has declined what was approved already.
    ConnectionDeclinedLate,
    /// The point through which a customer was let join closes.
    PointCloses,
    /// The operator has confirmed a change of an access point.
    AccessPointConfirmed,
    /// The operator did not confirm a change of an access point.
    AccessPointRefused,
    /// A proposed version of a system is on the list.
    SystemAccepted,
    /// A proposed version of a system was not accepted.
    SystemRefused,
    /// A server certificate of an access point ends soon.
    CertificateEnding,
    /// The nightly comparison found a change in a register.
    RegisterChanged,
    /// Something in the shared plan of a pharmacy's handover is to be done soon.
    HandoverReminder,
    /// A vendor was named in the plan of a pharmacy that changes hands.
    HandoverNamed,
    /// The other pharmacist has begun the plan of a pharmacy that changes hands.
    HandoverOpened,
    /// The takeover date of a pharmacy has moved.
    HandoverMoved,
    /// The last day of a pharmacist who gives the licence up has moved.
    LastDayMoved,
    /// A notification of a change has arrived.
    ChangeReceived,
    /// A notification of a change has been answered.
    ChangeAnswered,
    /// The operator has written in a case.
    MessageReceived,
    /// A draft that nobody goes on with will be removed.
    DraftWarning,
    /// The customer has withdrawn a submitted application.
    ApplicationWithdrawn,
    /// A main joiner has brought the organisation in, and it is asked to confirm or contest.
    PartyAdded,
    /// An application names the organisation as the other party, and it is asked whether that is agreed.
    PartyNamed,
    /// The other party that an application names has said whether that is agreed.
    NamedPartyAnswered,
    /// An application names another one as the other party, or nobody, in the place of the organisation.
    NamedPartyReplaced,
    /// It has contested, and the main joiner asks it again.
    PartyAskedAgain,
    /// It has not answered.
    PartyReminder,
    /// A party contests that it was joined.
    PartyContested,
    /// A party wants to join directly.
    PartyLeaving,
    /// The last day of a joint joining has been set.
    PartyEnding,
    PartyEnded,
    /// The last day of a joint joining was a mistake.
    PartyGoesOn,
    /// The party's own application came to nothing, and it stays joined.
    PartyStays,
    /// The registers say something else of a joined party; its main joiner is told.
    PartyRegisterChanged,
    /// A person wants notices at an address of their own.
    AddressCheck,
    /// A person's mandate ends soon, as they entered it.
    MandateEnds,
    /// It is the only one by which somebody acts for the organisation here.
    LastHolderEnds,
    /// A draft that a person prepared before the right will be removed.
    PreparedSoonRemoved,
    /// What a person chose to be told of an organisation has ended with their right.
    OwnMailsEnded,
    /// A termination has arrived.
    TerminationReceived,
    /// A termination was given back to be put right.
    TerminationReturned,
    /// A termination was confirmed, with the last day.
    TerminationConfirmed,
    /// A termination was not accepted.
    TerminationRejected,
    /// The customer has taken a termination back.
    TerminationWithdrawn,
    /// The last day of what was terminated has passed.
    TerminationEnded,
    /// The confirmation was a mistake, and the termination waits again.
    TerminationTakenBack,
}

impl Happening {
    pub const ALL: [Self; 61] = [
        Self::ApplicationSubmitted,
        Self::SupplementRequested,
        Self::SupplementReminder,
        Self::SupplementAnswered,
        Self::DeadlineMoved,
        Self::SupplementRecalled,
        Self::ApplicationApproved,
        Self::ApplicationRejected,
        Self::ApplicationLapsed,
        Self::ApplicationWithdrawn,
        Self::ProductionStarted,
        Self::ReportOverdue,
        Self::TestConfirmed,
        Self::TestGivenBack,
        Self::ConnectionRequested,
        Self::ConnectionWithdrawn,
        Self::ConnectionReminder,
        Self::ConnectionConfirmed,
        Self::ConnectionDeclined,
        Self::ConnectionDeclinedLate,
        Self::PointCloses,
        Self::AccessPointConfirmed,
        Self::AccessPointRefused,
        Self::SystemAccepted,
        Self::SystemRefused,
        Self::CertificateEnding,
        Self::RegisterChanged,
        Self::HandoverReminder,
        Self::HandoverNamed,
        Self::HandoverOpened,
        Self::HandoverMoved,
        Self::LastDayMoved,
        Self::ChangeReceived,
        Self::ChangeAnswered,
        Self::MessageReceived,
        Self::DraftWarning,
        Self::PartyAdded,
        Self::PartyNamed,
        Self::NamedPartyAnswered,
        Self::NamedPartyReplaced,
        Self::PartyAskedAgain,
        Self::PartyReminder,
        Self::PartyContested,
        Self::PartyLeaving,
        Self::PartyEnding,
        Self::PartyEnded,
        Self::PartyGoesOn,
        Self::PartyStays,
        Self::PartyRegisterChanged,
        Self::AddressCheck,
        Self::MandateEnds,
        Self::LastHolderEnds,
        Self::PreparedSoonRemoved,
        Self::OwnMailsEnded,
        Self::TerminationReceived,
        Self::TerminationReturned,
        Self::TerminationConfirmed,
        Self::TerminationRejected,
        Self::TerminationWithdrawn,
        Self::TerminationEnded,
        Self::TerminationTakenBack,
    ];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::ApplicationSubmitted => "application_submitted",
            Self::SupplementRequested => "supplement_requested",
            Self::SupplementReminder => "supplement_reminder",
            Self::SupplementAnswered => "supplement_answered",
            Self::DeadlineMoved => "deadline_moved",
            Self::SupplementRecalled => "supplement_recalled",
            Self::ApplicationApproved => "application_approved",
            Self::ApplicationRejected => "application_rejected",
            Self::ApplicationLapsed => "application_lapsed",
            Self::ApplicationWithdrawn => "application_withdrawn",
            Self::ProductionStarted => "production_started",
            Self::AddressCheck => "address_check",
            Self::MandateEnds => "mandate_ends",
            Self::LastHolderEnds => "last_holder_ends",
            Self::PreparedSoonRemoved => "prepared_soon_removed",
            Self::OwnMailsEnded => "own_mails_ended",
            Self::ReportOverdue => "report_overdue",
            Self::TestConfirmed => "test_confirmed",
            Self::TestGivenBack => "test_given_back",
            Self::ConnectionRequested => "connection_requested",
            Self::ConnectionWithdrawn => "connection_withdrawn",
            Self::ConnectionReminder => "connection_reminder",
            Self::ConnectionConfirmed => "connection_confirmed",
            Self::ConnectionDeclined => "connection_declined",
            Self::ConnectionDeclinedLate => "connection_declined_late",
            Self::PointCloses => "point_closes",
            Self::AccessPointConfirmed => "access_point_confirmed",
            Self::AccessPointRefused => "access_point_refused",
            Self::SystemAccepted => "system_accepted",
            Self::SystemRefused => "system_refused",
            Self::CertificateEnding => "certificate_ending",
            Self::RegisterChanged => "register_changed",
            Self::HandoverReminder => "handover_reminder",
            Self::HandoverNamed => "handover_named",
            Self::HandoverOpened => "handover_opened",
            Self::HandoverMoved => "handover_moved",
            Self::LastDayMoved => "last_day_moved",
            Self::ChangeReceived => "change_received",
            Self::ChangeAnswered => "change_answered",
            Self::MessageReceived => "message_received",
            Self::DraftWarning => "draft_warning",
            Self::PartyAdded => "party_added",
            Self::PartyNamed => "party_named",
            Self::NamedPartyAnswered => "named_party_answered",
            Self::NamedPartyReplaced => "named_party_replaced",
            Self::PartyAskedAgain => "party_asked_again",
            Self::PartyReminder => "party_reminder",
            Self::PartyContested => "party_contested",
            Self::PartyLeaving => "party_leaving",
            Self::PartyEnding => "party_ending",
            Self::PartyEnded => "party_ended",
            Self::PartyGoesOn => "party_goes_on",
            Self::PartyStays => "party_stays",
            Self::PartyRegisterChanged => "party_register_changed",
            Self::TerminationReceived => "termination_received",
            Self::TerminationReturned => "termination_returned",
            Self::TerminationConfirmed => "termination_confirmed",
            Self::TerminationRejected => "termination_rejected",
            Self::TerminationWithdrawn => "termination_withdrawn",
            Self::TerminationEnded => "termination_ended",
            Self::TerminationTakenBack => "termination_taken_back",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happening| happening.code() == code)
    }

    /// Which kind it is, for those who choose among their mails.
    pub fn kind(self) -> NoticeKind {
        match self {
            Self::SupplementRequested
            | Self::SupplementReminder
            | Self::ConnectionRequested
            | Self::ConnectionReminder
            | Self::CertificateEnding
            | Self::PointCloses
            | Self::HandoverReminder
            | Self::HandoverNamed
            | Self::HandoverOpened
            | Self::MessageReceived
            | Self::DraftWarning
            | Self::PartyAdded
            | Self::PartyNamed
            | Self::PartyAskedAgain
            | Self::PartyReminder
            | Self::PartyContested
            | Self::PartyEnding
            | Self::PartyRegisterChanged
            | Self::AddressCheck
            | Self::MandateEnds
            | Self::LastHolderEnds
            | Self::PreparedSoonRemoved
            | Self::TerminationReturned
            | Self::ReportOverdue => NoticeKind::Duty,
            Self::ApplicationApproved
            | Self::ApplicationRejected
            | Self::ApplicationLapsed
            | Self::ConnectionConfirmed
            | Self::ConnectionDeclined
            | Self::ConnectionDeclinedLate
            | Self::AccessPointConfirmed
            | Self::AccessPointRefused
            | Self::ChangeAnswered
            | Self::SystemAccepted
            | Self::SystemRefused
            | Self::NamedPartyAnswered
            | Self::TestConfirmed
            | Self::TestGivenBack
            | Self::TerminationConfirmed
            | Self::TerminationTakenBack
            | Self::TerminationRejected => NoticeKind::Decision,
            Self::ApplicationSubmitted
            | Self::ApplicationWithdrawn
            | Self::SupplementAnswered
            | Self::DeadlineMoved
            | Self::SupplementRecalled
            | Self::ProductionStarted
            | Self::ConnectionWithdrawn
            | Self::RegisterChanged
            | Self::HandoverMoved
            | Self::LastDayMoved
            | Self::ChangeReceived
            | Self::NamedPartyReplaced
            | Self::PartyLeaving
            | Self::PartyEnded
            | Self::PartyGoesOn
            | Self::PartyStays
            | Self::OwnMailsEnded
            | Self::TerminationReceived
            | Self::TerminationWithdrawn
            | Self::TerminationEnded => NoticeKind::Progress,
        }
    }

    /// What happened in a few words: the subject of the mail, and its name in lists.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::ApplicationSubmitted => t.notices_label_application_submitted(),
            Self::SupplementRequested => t.notices_label_supplement_requested(),
            Self::SupplementReminder => t.notices_label_supplement_reminder(),
            Self::SupplementAnswered => t.notices_label_supplement_answered(),
            Self::DeadlineMoved => t.notices_label_deadline_moved(),
            Self::SupplementRecalled => t.notices_label_supplement_recalled(),
            Self::ApplicationApproved => t.notices_label_application_approved(),
            Self::ApplicationRejected => t.notices_label_application_rejected(),
            Self::ApplicationLapsed => t.notices_label_application_lapsed(),
            Self::ApplicationWithdrawn => t.notices_label_application_withdrawn(),
            Self::ProductionStarted => t.notices_label_production_started(),
            Self::AddressCheck => t.notices_label_address_check(),
            Self::MandateEnds => t.notices_label_mandate_ends(),
            Self::LastHolderEnds => t.notices_label_last_holder_ends(),
            Self::PreparedSoonRemoved => t.notices_label_prepared_soon_removed(),
            Self::OwnMailsEnded => t.notices_label_own_mails_ended(),
            Self::ReportOverdue => t.notices_label_report_overdue(),
            Self::TestConfirmed => t.notices_label_test_confirmed(),
            Self::TestGivenBack => t.notices_label_test_given_back(),
            Self::ConnectionRequested => t.notices_label_connection_requested(),
            Self::ConnectionWithdrawn => t.notices_label_connection_withdrawn(),
            Self::ConnectionReminder => t.notices_label_connection_reminder(),
            Self::ConnectionConfirmed => t.notices_label_connection_confirmed(),
            Self::ConnectionDeclined => t.notices_label_connection_declined(),
            Self::ConnectionDeclinedLate => t.notices_label_connection_declined_late(),
            Self::PointCloses => t.notices_label_point_closes(),
            Self::AccessPointConfirmed => t.notices_label_access_point_confirmed(),
            Self::AccessPointRefused => t.notices_label_access_point_refused(),
            Self::SystemAccepted => t.notices_label_system_accepted(),
            Self::SystemRefused => t.notices_label_system_refused(),
            Self::CertificateEnding => t.notices_label_certificate_ending(),
            Self::RegisterChanged => t.notices_label_register_changed(),
            Self::HandoverReminder => t.notices_label_handover_reminder(),
            Self::HandoverNamed => t.notices_label_handover_named(),
            Self::HandoverOpened => t.notices_label_handover_opened(),
            Self::HandoverMoved => t.notices_label_handover_moved(),
            Self::LastDayMoved => t.notices_label_last_day_moved(),
            Self::ChangeReceived => t.notices_label_change_received(),
            Self::ChangeAnswered => t.notices_label_change_answered(),
            Self::MessageReceived => t.notices_label_message_received(),
            Self::DraftWarning => t.notices_label_draft_warning(),
            Self::PartyAdded => t.notices_label_party_added(),
            Self::PartyNamed => t.notices_label_party_named(),
            Self::NamedPartyAnswered => t.notices_label_named_party_answered(),
            Self::NamedPartyReplaced => t.notices_label_named_party_replaced(),
            Self::PartyAskedAgain => t.notices_label_party_asked_again(),
            Self::PartyReminder => t.notices_label_party_reminder(),
            Self::PartyContested => t.notices_label_party_contested(),
            Self::PartyLeaving => t.notices_label_party_leaving(),
            Self::PartyEnding => t.notices_label_party_ending(),
            Self::PartyEnded => t.notices_label_party_ended(),
            Self::PartyGoesOn => t.notices_label_party_goes_on(),
            Self::PartyStays => t.notices_label_party_stays(),
            Self::PartyRegisterChanged => t.notices_label_party_register_changed(),
            Self::TerminationReceived => t.notices_label_termination_received(),
            Self::TerminationReturned => t.notices_label_termination_returned(),
            Self::TerminationConfirmed => t.notices_label_termination_confirmed(),
            Self::TerminationRejected => t.notices_label_termination_rejected(),
            Self::TerminationWithdrawn => t.notices_label_termination_withdrawn(),
            Self::TerminationEnded => t.notices_label_termination_ended(),
            Self::TerminationTakenBack => t.notices_label_termination_taken_back(),
        }
    }

    /// What it means and what to do now.
    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::ApplicationSubmitted => t.notices_text_application_submitted(),
            Self::SupplementRequested => t.notices_text_supplement_requested(),
            Self::SupplementReminder => t.notices_text_supplement_reminder(),
            Self::SupplementAnswered => t.notices_text_supplement_answered(),
            Self::DeadlineMoved => t.notices_text_deadline_moved(),
            Self::SupplementRecalled => t.notices_text_supplement_recalled(),
            Self::ApplicationApproved => t.notices_text_application_approved(),
            Self::ApplicationRejected => t.notices_text_application_rejected(),
            Self::ApplicationLapsed => t.notices_text_application_lapsed(),
            Self::ApplicationWithdrawn => t.notices_text_application_withdrawn(),
            Self::ProductionStarted => t.notices_text_production_started(),
            Self::AddressCheck => t.notices_text_address_check(),
            Self::MandateEnds => t.notices_text_mandate_ends(),
            Self::LastHolderEnds => t.notices_text_last_holder_ends(),
            Self::PreparedSoonRemoved => t.notices_text_prepared_soon_removed(),
            Self::OwnMailsEnded => t.notices_text_own_mails_ended(),
            Self::ReportOverdue => t.notices_text_report_overdue(),
            Self::TestConfirmed => t.notices_text_test_confirmed(),
            Self::TestGivenBack => t.notices_text_test_given_back(),
            Self::ConnectionRequested => t.notices_text_connection_requested(),
            Self::ConnectionWithdrawn => t.notices_text_connection_withdrawn(),
            Self::ConnectionReminder => t.notices_text_connection_reminder(),
            Self::ConnectionConfirmed => t.notices_text_connection_confirmed(),
            Self::ConnectionDeclined => t.notices_text_connection_declined(),
            Self::ConnectionDeclinedLate => t.notices_text_connection_declined_late(),
            Self::PointCloses => t.notices_text_point_closes(),
            Self::AccessPointConfirmed => t.notices_text_access_point_confirmed(),
            Self::AccessPointRefused => t.notices_text_access_point_refused(),
            Self::SystemAccepted => t.notices_text_system_accepted(),
            Self::SystemRefused => t.notices_text_system_refused(),
            Self::CertificateEnding => t.notices_text_certificate_ending(),
            Self::RegisterChanged => t.notices_text_register_changed(),
            Self::HandoverReminder => t.notices_text_handover_reminder(),
            Self::HandoverNamed => t.notices_text_handover_named(),
            Self::HandoverOpened => t.notices_text_handover_opened(),
            Self::HandoverMoved => t.notices_text_handover_moved(),
            Self::LastDayMoved => t.notices_text_last_day_moved(),
            Self::ChangeReceived => t.notices_text_change_received(),
            Self::ChangeAnswered => t.notices_text_change_answered(),
            Self::MessageReceived => t.notices_text_message_received(),
            Self::DraftWarning => t.notices_text_draft_warning(),
            Self::PartyAdded => t.notices_text_party_added(),
            Self::PartyNamed => t.notices_text_party_named(),
            Self::NamedPartyAnswered => t.notices_text_named_party_answered(),
            Self::NamedPartyReplaced => t.notices_text_named_party_replaced(),
            Self::PartyAskedAgain => t.notices_text_party_asked_again(),
            Self::PartyReminder => t.notices_text_party_reminder(),
            Self::PartyContested => t.notices_text_party_contested(),
            Self::PartyLeaving => t.notices_text_party_leaving(),
            Self::PartyEnding => t.notices_text_party_ending(),
            Self::PartyEnded => t.notices_text_party_ended(),
            Self::PartyGoesOn => t.notices_text_party_goes_on(),
            Self::PartyStays => t.notices_text_party_stays(),
            Self::PartyRegisterChanged => t.notices_text_party_register_changed(),
            Self::TerminationReceived => t.notices_text_termination_received(),
            Self::TerminationReturned => t.notices_text_termination_returned(),
            Self::TerminationConfirmed => t.notices_text_termination_confirmed(),
            Self::TerminationRejected => t.notices_text_termination_rejected(),
            Self::TerminationWithdrawn => t.notices_text_termination_withdrawn(),
            Self::TerminationEnded => t.notices_text_termination_ended(),
            Self::TerminationTakenBack => t.notices_text_termination_taken_back(),
        }
    }
}

/// The addresses without repetitions and empty ones; letter case and spaces around make no difference.
pub(super) fn distinct(recipients: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for recipient in recipients.iter().map(|recipient| recipient.trim().to_lowercase()) {
        if !recipient.is_empty() && !kept.contains(&recipient) {
            kept.push(recipient);
        }
    }
    kept
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
