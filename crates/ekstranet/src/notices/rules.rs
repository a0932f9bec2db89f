//! What is told, and to whom.

use super::{BillingNews, ControllerNews, NamedNews, NoticeKind};

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
    /// A first signature waits for another person's.
    SignatureAwaited,
    /// A signature that waited does not count any more.
    SignatureVoided,
    /// Somebody has asked that two sign together, or proposed or confirmed that one be enough.
    SigningRuleChanged,
    /// The customer has withdrawn a submitted application.
    ApplicationWithdrawn,
    /// A main joiner has brought the organisation in, and it is asked to confirm or contest.
    PartyAdded,
    /// What an application says of the other party that it names.
    Named(NamedNews),
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
    /// Something about a change of controller.
    Controller(ControllerNews),
    /// Something about invoices.
    Billing(BillingNews),
}

impl Happening {
    pub const ALL: [Self; 79] = [
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
        Self::SignatureAwaited,
        Self::SignatureVoided,
        Self::SigningRuleChanged,
        Self::PartyAdded,
        Self::Named(NamedNews::Asked),
        Self::Named(NamedNews::Answered),
        Self::Named(NamedNews::Replaced),
        Self::Named(NamedNews::Settled),
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
        Self::Controller(ControllerNews::Received),
        Self::Controller(ControllerNews::Asked),
        Self::Controller(ControllerNews::Reminder),
        Self::Controller(ControllerNews::Confirmed),
        Self::Controller(ControllerNews::Contested),
        Self::Controller(ControllerNews::Returned),
        Self::Controller(ControllerNews::Scheduled),
        Self::Controller(ControllerNews::Moved),
        Self::Controller(ControllerNews::Done),
        Self::Controller(ControllerNews::Rejected),
        Self::Controller(ControllerNews::Withdrawn),
        Self::Controller(ControllerNews::Replaced),
        Self::Billing(BillingNews::InvoiceArrived),
        Self::Billing(BillingNews::DataChanged),
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
            Self::SignatureAwaited => "signature_awaited",
            Self::SignatureVoided => "signature_voided",
            Self::SigningRuleChanged => "signing_rule_changed",
            Self::PartyAdded => "party_added",
            Self::Named(news) => news.code(),
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
            Self::Controller(news) => news.code(),
            Self::Billing(news) => news.code(),
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
            | Self::SignatureAwaited
            | Self::SignatureVoided
            | Self::SigningRuleChanged
            | Self::PartyAdded
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
            | Self::PartyLeaving
            | Self::PartyEnded
            | Self::PartyGoesOn
            | Self::PartyStays
            | Self::OwnMailsEnded
            | Self::TerminationReceived
            | Self::TerminationWithdrawn
            | Self::TerminationEnded => NoticeKind::Progress,
            Self::Billing(news) => news.kind(),
            Self::Named(news) => news.kind(),
            Self::Controller(news) => news.kind(),
        }
    }
}
