//! How a copy is used and what each legal form is. Pure.

use super::{FRESH_SECONDS, Looked};
use crate::kernel::{Date, Instant};

/// A kept answer of a register.
#[derive(Debug, db::FromRow)]
pub(super) struct Copy {
    pub content: Option<String>,
    pub fetched_at: i64,
}

/// A kept answer with the register that gave it.
#[derive(Debug, db::FromRow)]
pub(super) struct SourceCopy {
    pub source: String,
    #[row(flatten)]
    pub copy: Copy,
}

impl Copy {
    /// Whether the register knew it.
    pub fn is_known(&self) -> bool {
        self.content.is_some()
    }

    pub fn is_fresh(&self, now: Instant) -> bool {
        now < Instant::from_milliseconds(self.fetched_at).plus_seconds(FRESH_SECONDS)
    }

    /// The value as it was told.
    ///
    /// # Errors
    /// When the copy cannot be read: another version of the program wrote it.
    pub fn looked<T: serde::de::DeserializeOwned>(&self, stale: bool) -> Result<Option<Looked<T>>, Unreadable> {
        let Some(content) = &self.content else { return Ok(None) };
        let value = serde_json::from_str(content).map_err(|_| Unreadable)?;
        Ok(Some(Looked { value, fetched_at: Instant::from_milliseconds(self.fetched_at), stale }))
    }

    /// The last known value; a copy that cannot be read is as good as none.
    pub fn last_known<T: serde::de::DeserializeOwned>(&self, now: Instant) -> Option<Looked<T>> {
        self.looked(!self.is_fresh(now)).unwrap_or_else(|Unreadable| {
            metrics::counter!("ekstranet_unreadable_rows_total", "table" => "register_copy").increment(1);
            tracing::warn!(fetched_at = self.fetched_at, "a copy of a register cannot be read and is left out");
            None
        })
    }
}

/// A copy that this version of the program cannot read.
#[derive(Debug)]
pub(super) struct Unreadable;

/// What a legal form of the company register (code set YRMU) makes of an organisation (founding pages; domain sheet 1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormKind {
    /// Companies, partnerships, cooperatives and associations: their officers act by position.
    Private,
    /// A person who trades under their own name.
    SoleTrader,
    Foundation,
    /// The state, municipalities, wellbeing services counties, churches and other bodies of public law.
    Public,
    /// Private, but of a form whose officers the founding pages do not name, for example a branch of a foreign company, a
    /// mutual company or an estate; and every form that we do not know. Only a mandate counts.
    Other,
}

/// Forms that the register has had since the wellbeing services counties began. No code list that is known to us has their
/// numbers, so their Finnish names are what they are known by.
const NAMED_FORMS: [&str; 2] = ["hyvinvointialue", "hyvinvointiyhtym\u{e4}"];

/// What a form of the register's answer is kept as: its code, or its Finnish name where only that is known to us.
pub(super) fn form_key(code: &str, name: &str) -> String {
    let name = name.trim().to_lowercase();
    if NAMED_FORMS.contains(&name.as_str()) { name } else { code.to_owned() }
}

/// The kind of a form. The register's answers have numbers; letters are what its search takes, and some answers have them.
pub(super) fn form_kind(code: &str) -> FormKind {
    match code {
        // 5 ay, 6 aatteellinen yhdistys, 13 ky, 14 osuuskunta, 16 oy, 17 oyj, 21 taloudellinen yhdistys, 29 muu yhdistys
        "5" | "6" | "13" | "14" | "16" | "17" | "21" | "29" | "AY" | "AYH" | "KY" | "OK" | "OY" | "OYJ" | "TYH" => {
            FormKind::Private
        }
        "26" => FormKind::SoleTrader,
        // 18 säätiö, 32 eläkesäätiö, 39 muu säätiö
        "18" | "32" | "39" | "S\u{c4}\u{c4}" => FormKind::Foundation,
        // 22 valtion liikelaitos, 40 valtio, 41 kunta, 42 kuntayhtymä, 43 Ahvenanmaan maakunta, 44 and 45 the churches,
        // 48 erillishallinnollinen valtion laitos, 49 muu julkisoikeudellinen oikeushenkilö, 61, 62 and 64 liikelaitokset of
        // municipalities, their joint authorities and Åland
        "22" | "40" | "41" | "42" | "43" | "44" | "45" | "48" | "49" | "61" | "62" | "64" | "VALTLL" => {
            FormKind::Public
        }
        named if NAMED_FORMS.contains(&named) => FormKind::Public,
        _ => FormKind::Other,
    }
}

/// What a body of public law is, as far as its form in the company register tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublicBody {
    WellbeingCounty,
    Municipality,
    /// The State, its enterprises and its separately administered institutions.
    State,
    /// A joint authority, a church, Åland or another body of public law.
    Other,
}

/// The body of public law that has a form; `None` for other forms.
pub(super) fn public_body(code: &str) -> Option<PublicBody> {
    (form_kind(code) == FormKind::Public).then_some(match code {
        "hyvinvointialue" => PublicBody::WellbeingCounty,
        "41" => PublicBody::Municipality,
        "22" | "40" | "48" | "VALTLL" => PublicBody::State,
        _ => PublicBody::Other,
    })
}

/// Whether officers of the form act by position.
pub(super) fn is_private_form(code: &str) -> bool {
    matches!(form_kind(code), FormKind::Private | FormKind::SoleTrader)
}

/// A day of the pharmacy register, `yyyymmdd`.
pub(super) fn day(text: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", text).ok()
}

/// Whether the second day is the one after the first.
pub(super) fn follows(last: Date, first: Date) -> bool {
    last.tomorrow().is_ok_and(|next| next == first)
}
