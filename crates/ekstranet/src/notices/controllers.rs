//! What both parties of a change of controller are told.

use super::NoticeKind;
use crate::texts::Texts;

/// What happened to a change of controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControllerNews {
    /// The notification has arrived; told to whoever hands over.
    Received,
    /// The new controller is asked whether it is so.
    Asked,
    /// The new controller has not answered.
    Reminder,
    /// The new controller has confirmed it.
    Confirmed,
    /// The new controller contests it.
    Contested,
    /// The notification was given back to be put right.
    Returned,
    /// The change has its run.
    Scheduled,
    /// The change has another run.
    Moved,
    /// The change has been made.
    Done,
    /// The change is not made.
    Rejected,
    /// Whoever hands over has withdrawn the notification.
    Withdrawn,
    /// The notification was sent again and names another new controller; told to whom it named before.
    Replaced,
}

impl ControllerNews {
    /// The code in rows.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Received => "controller_received",
            Self::Asked => "controller_asked",
            Self::Reminder => "controller_reminder",
            Self::Confirmed => "controller_confirmed",
            Self::Contested => "controller_contested",
            Self::Returned => "controller_returned",
            Self::Scheduled => "controller_scheduled",
            Self::Moved => "controller_moved",
            Self::Done => "controller_done",
            Self::Rejected => "controller_rejected",
            Self::Withdrawn => "controller_withdrawn",
            Self::Replaced => "controller_replaced",
        }
    }

    pub(super) fn kind(self) -> NoticeKind {
        match self {
            Self::Asked | Self::Reminder | Self::Contested | Self::Returned => NoticeKind::Duty,
            Self::Scheduled | Self::Moved | Self::Rejected => NoticeKind::Decision,
            Self::Received | Self::Confirmed | Self::Done | Self::Withdrawn | Self::Replaced => NoticeKind::Progress,
        }
    }

    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::Received => t.notices_label_controller_received(),
            Self::Asked => t.notices_label_controller_asked(),
            Self::Reminder => t.notices_label_controller_reminder(),
            Self::Confirmed => t.notices_label_controller_confirmed(),
            Self::Contested => t.notices_label_controller_contested(),
            Self::Returned => t.notices_label_controller_returned(),
            Self::Scheduled => t.notices_label_controller_scheduled(),
            Self::Moved => t.notices_label_controller_moved(),
            Self::Done => t.notices_label_controller_done(),
            Self::Rejected => t.notices_label_controller_rejected(),
            Self::Withdrawn => t.notices_label_controller_withdrawn(),
            Self::Replaced => t.notices_label_controller_replaced(),
        }
    }

    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::Received => t.notices_text_controller_received(),
            Self::Asked => t.notices_text_controller_asked(),
            Self::Reminder => t.notices_text_controller_reminder(),
            Self::Confirmed => t.notices_text_controller_confirmed(),
            Self::Contested => t.notices_text_controller_contested(),
            Self::Returned => t.notices_text_controller_returned(),
            Self::Scheduled => t.notices_text_controller_scheduled(),
            Self::Moved => t.notices_text_controller_moved(),
            Self::Done => t.notices_text_controller_done(),
            Self::Rejected => t.notices_text_controller_rejected(),
            Self::Withdrawn => t.notices_text_controller_withdrawn(),
            Self::Replaced => t.notices_text_controller_replaced(),
        }
    }
}
