//! What mails tell about the other party that an application names.

use super::NoticeKind;
use crate::texts::Texts;

/// What has happened between an application and the other party that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedNews {
    /// An application names the organisation as the other party, and it is asked whether that is agreed.
    Asked,
    /// The other party that an application names has said whether that is agreed.
    Answered,
    /// An application names another one as the other party, or nobody, in the place of the organisation.
    Replaced,
    /// The application that names the organisation as the other party has been decided, or came to nothing.
    Settled,
}

impl NamedNews {
    /// The code in rows.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Asked => "party_named",
            Self::Answered => "named_party_answered",
            Self::Replaced => "named_party_replaced",
            Self::Settled => "named_party_settled",
        }
    }

    pub(super) fn kind(self) -> NoticeKind {
        match self {
            Self::Asked => NoticeKind::Duty,
            Self::Answered => NoticeKind::Decision,
            Self::Replaced | Self::Settled => NoticeKind::Progress,
        }
    }

    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Asked => t.notices_label_party_named(),
            Self::Answered => t.notices_label_named_party_answered(),
            Self::Replaced => t.notices_label_named_party_replaced(),
            Self::Settled => t.notices_label_named_party_settled(),
        }
    }

    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::Asked => t.notices_text_party_named(),
            Self::Answered => t.notices_text_named_party_answered(),
            Self::Replaced => t.notices_text_named_party_replaced(),
            Self::Settled => t.notices_text_named_party_settled(),
        }
    }
}
