//! What mails tell about invoices, to whoever looks after them.

use super::NoticeKind;
use crate::texts::Texts;

/// What has happened about invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillingNews {
    /// An invoice for the use of the services has come.
    InvoiceArrived,
    /// Somebody has changed where invoices go.
    DataChanged,
}

impl BillingNews {
    /// The code in rows.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::InvoiceArrived => "invoice_arrived",
            Self::DataChanged => "billing_changed",
        }
    }

    pub(super) fn kind(self) -> NoticeKind {
        match self {
            Self::InvoiceArrived | Self::DataChanged => NoticeKind::Duty,
        }
    }

    pub(super) fn label(self, t: &Texts) -> String {
        match self {
            Self::InvoiceArrived => t.notices_label_invoice_arrived(),
            Self::DataChanged => t.notices_label_billing_changed(),
        }
    }

    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::InvoiceArrived => t.notices_text_invoice_arrived(),
            Self::DataChanged => t.notices_text_billing_changed(),
        }
    }
}
