//! What counts as a right, what each right allows and, where there is none, what is missing. Pure.

use crate::config;
use crate::kernel::{Acting, Basis, BusinessId, Instant, Mandate, Permission, Permissions, Position};
use crate::sign_in::SessionRow;

/// What a source of right allows (founding pages; domain sheet 1.3 and 0.1.3): the four positions and mandate 1
/// everything, mandate 2 only the privacy collection. Configuration may narrow it, see [`Policy::permissions`].
pub fn permissions(basis: Basis) -> Permissions {
    match basis {
        Basis::Position(_) | Basis::Mandate(Mandate::Deployment) => {
            Permission::ALL.into_iter().fold(Permissions::none(), Permissions::with)
        }
        Basis::Mandate(Mandate::Privacy) => Permissions::none().with(Permission::ReadPrivacyGuides),
    }
}

/// The kind of an organisation, as far as the registers told: decides which sources of right count (domain sheet 0.1.6
/// and 1.2). Whether it is private goes by its legal form in the company register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A company, partnership, cooperative or association.
    Private,
    /// A person who trades under their own name.
    SoleTrader,
    /// A sole trader in the registers of social welfare and health care.
    Practitioner,
    /// A sole trader who keeps, or is about to keep, a pharmacy.
    Pharmacist,
    Foundation,
    /// A public body.
    Public,
    /// Private, of a form whose officers do not act by position: a branch of a foreign company, an estate.
    Other,
    /// The register answered that it does not know the organisation.
    NotRegistered,
    /// The register did not answer.
    Unknown,
    /// Nothing depended on it.
    Unasked,
}

impl Nature {
    pub const ALL: [Self; 10] = [
        Self::Private,
        Self::SoleTrader,
        Self::Practitioner,
        Self::Pharmacist,
        Self::Foundation,
        Self::Public,
        Self::Other,
        Self::NotRegistered,
        Self::Unknown,
        Self::Unasked,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::SoleTrader => "sole-trader",
            Self::Practitioner => "practitioner",
            Self::Pharmacist => "pharmacist",
            Self::Foundation => "foundation",
            Self::Public => "public",
            Self::Other => "other",
            Self::NotRegistered => "not-registered",
            Self::Unknown => "unknown",
            Self::Unasked => "unasked",
        }
    }

    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|nature| nature.code() == code).unwrap_or(Self::Unknown)
    }

    /// Whether it is known to be private.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Private | Self::SoleTrader | Self::Practitioner | Self::Pharmacist)
    }

    /// Whether positions give no right here, whatever else is known.
    pub fn needs_mandate(self) -> bool {
        matches!(self, Self::Public | Self::Foundation | Self::Other)
    }
}

/// The table of rights, its first half: whether a source of right counts in an organisation of a kind (founding pages;
/// domain sheet 1.2). The second half is [`permissions`].
pub fn counts(nature: Nature, basis: Basis) -> bool {
    match basis {
        Basis::Mandate(_) => true,
        // A sole trader is private by being one, whatever the register says or does not say.
        Basis::Position(Position::SoleTrader) => !nature.needs_mandate(),
        Basis::Position(_) => nature == Nature::Private,
    }
}

/// Which positions and mandate themes count; configuration.
#[derive(Debug)]
pub(super) struct Policy {
    positions: Vec<Position>,
    deploy: Vec<String>,
    privacy: Vec<String>,
    mandate_terminates: bool,
    mandate_changes_billing: bool,
}

impl Policy {
    /// # Errors
    /// A line that names the key when a position is not one that the portal knows.
    pub fn new(config: &config::Mandates) -> Result<Self, String> {
        let position =
            |code: &String| Position::parse(code).ok_or(format!("mandates.accepted_positions: {code} is not known"));
        Ok(Self {
            positions: config.accepted_positions.iter().map(position).collect::<Result<_, _>>()?,
            deploy: config.themes.deploy.clone(),
            privacy: config.themes.privacy.clone(),
            mandate_terminates: config.mandate_terminates,
            mandate_changes_billing: config.mandate_changes_billing,
        })
    }

    /// What a source of right allows here. Whether mandate 1 terminates and changes billing data are own cells of the
    /// table, which configuration may empty (domain sheet 0.1.3).
    pub fn permissions(&self, basis: Basis) -> Permissions {
        if basis != Basis::Mandate(Mandate::Deployment) {
            return permissions(basis);
        }
        let cells = [
            (self.mandate_terminates, Permission::TerminateServices),
            (self.mandate_changes_billing, Permission::ChangeBillingData),
        ];
        let empty = cells.into_iter().filter(|(is_allowed, _)| !is_allowed);
        empty.fold(permissions(basis), |allowed, (_, permission)| allowed.without(permission))
    }

    /// The union of what the stored bases allow here.
    pub fn permissions_of(&self, bases: &str) -> Permissions {
        let bases = bases.split(' ').filter_map(Basis::parse);
        bases.fold(Permissions::none(), |all, basis| all.union(self.permissions(basis)))
    }

    /// Whether the answer about an organisation depends on its legal form.
    pub fn depends_on_nature(&self, roles: &[String]) -> bool {
        roles.iter().any(|role| self.position(role).is_some())
    }

    /// The positions that count, in the order in which they are told.
    pub fn positions(&self) -> Vec<Position> {
        Position::ALL.into_iter().filter(|position| self.positions.contains(position)).collect()
    }

    fn position(&self, role: &str) -> Option<Position> {
        Position::parse(role).filter(|position| self.positions.contains(position))
    }

    /// Which of our mandates a theme is. Themes are compared letter by letter: the addresses of the right to *grant* a
    /// mandate differ only in their host.
    pub fn mandate(&self, role: &str) -> Option<Mandate> {
        if self.deploy.iter().any(|theme| theme == role) {
            Some(Mandate::Deployment)
        } else if self.privacy.iter().any(|theme| theme == role) {
            Some(Mandate::Privacy)
        } else {
            None
        }
    }

    /// The accepted grounds of an answer, strongest first. An incomplete answer gives none: the missing part is not
    /// known to be harmless.
    pub fn judge(&self, roles: &[String], complete: bool, nature: Nature) -> Vec<Basis> {
        if !complete {
            return Vec::new();
        }
        let has = |basis: &Basis| match basis {
            Basis::Position(position) => roles.iter().any(|role| self.position(role) == Some(*position)),
            Basis::Mandate(mandate) => roles.iter().any(|role| self.mandate(role) == Some(*mandate)),
        };
        Basis::all().filter(has).filter(|basis| counts(nature, *basis)).collect()
    }

    /// Why what came back is not enough, the most telling reason first.
    pub fn explain(&self, roles: &[String], complete: bool, nature: Nature) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if !complete {
            reasons.push(Reason::Incomplete);
        }
        if roles.is_empty() {
            reasons.push(Reason::NothingReturned);
        }
        for role in roles {
            let reason = match self.position(role) {
                Some(_) if nature == Nature::Other => Reason::FormNeedsMandate,
                Some(_) if nature.needs_mandate() => Reason::PublicNeedsMandate,
                Some(position) if counts(nature, Basis::Position(position)) => continue,
                Some(_) if nature == Nature::NotRegistered => Reason::NotRegistered,
                Some(_) => Reason::NatureUnknown,
                None if self.mandate(role) == Some(Mandate::Privacy) => Reason::PrivacyOnly,
                None if self.mandate(role).is_some() => continue,
                None => match other_reason(role) {
                    // There nobody gives the mandate by signing for the organisation: the right to grant is applied for.
                    Reason::Signatory if nature.needs_mandate() && nature != Nature::Other => {
                        Reason::PublicNeedsMandate
                    }
                    other => other,
                },
            };
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons.sort();
        reasons
    }
}

/// Why a right is missing (domain sheet 0.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// Some register did not answer Suomi.fi.
    Incomplete,
    /// The company register did not tell us whether the organisation is private.
    NatureUnknown,
    /// The company register does not know the organisation.
    NotRegistered,
    /// A position that would do, or would let the person give the mandate, in a private organisation.
    PublicNeedsMandate,
    /// The same in a private organisation of a form whose officers do not act by position.
    FormNeedsMandate,
    /// May sign for the organisation, and so may give the mandate, also to themselves.
    Signatory,
    /// May grant mandates but has not granted this one to themselves.
    GrantingRight,
    /// A position that does not give the right.
    OtherPosition,
    /// A mandate for something else.
    OtherMandate,
    PrivacyOnly,
    NothingReturned,
}

fn other_reason(role: &str) -> Reason {
    if role == "NIMKO" {
        Reason::Signatory
    } else if role.starts_with("http://assignment.") || role.starts_with("http://assignmentproxy.") {
        Reason::GrantingRight
    } else if role.starts_with("http") {
        Reason::OtherMandate
    } else {
        Reason::OtherPosition
    }
}

/// What can be done about a missing right, and by whom (domain sheet 0.1.2 and 1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Ask again in a while: a register did not answer.
    Retry,
    /// The organisation sees to its entry in the company register.
    Registers,
    /// The person signs for the organisation and can give the mandate, alone or together with another.
    SignatoryGives,
    /// The person may grant mandates and can give it to themselves.
    GrantorGives,
    /// A company or an association gives it in Suomi.fi.
    PrivateGives,
    /// A public organisation or a foundation applies for the right to grant first.
    PublicApplies,
    /// Whoever represents the organisation gives it, or applies for it where Suomi.fi does not know them.
    OtherGives,
}

/// What helps, in the order in which to try it.
pub(super) fn remedies(reasons: &[Reason], nature: Nature) -> Vec<Remedy> {
    let has = |reason| reasons.contains(&reason);
    let wanted = [
        (has(Reason::Incomplete) || has(Reason::NatureUnknown), Remedy::Retry),
        (has(Reason::NotRegistered), Remedy::Registers),
        (has(Reason::Signatory), Remedy::SignatoryGives),
        (has(Reason::GrantingRight), Remedy::GrantorGives),
        (!nature.needs_mandate(), Remedy::PrivateGives),
        (!nature.is_private() && nature != Nature::Other, Remedy::PublicApplies),
        (nature == Nature::Other, Remedy::OtherGives),
    ];
    wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, remedy)| remedy).collect()
}

/// To whom there is something to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// To whoever gives mandates in the organisation.
    Grantor,
    /// To the leaders of a public organisation or a foundation, who apply for the right to grant.
    Leaders,
    /// To whoever represents a private organisation of another form.
    Representative,
    /// To the other signatory.
    Cosignatory,
    /// To customer support: nothing is missing that somebody could give.
    Support,
    /// To customer support, about an organisation that the company register does not know.
    Unregistered,
}

/// The letters that help, the most useful first. Nobody needs a letter to themselves: a holder of the granting right is
/// told what to do and gets none.
pub(super) fn letters(reasons: &[Reason], nature: Nature) -> Vec<Letter> {
    let has = |reason| reasons.contains(&reason);
    if has(Reason::Signatory) {
        return vec![Letter::Cosignatory];
    }
    if has(Reason::GrantingRight) {
        return Vec::new();
    }
    let only_waits = reasons.iter().all(|reason| matches!(reason, Reason::Incomplete | Reason::NatureUnknown));
    match nature {
        Nature::NotRegistered => vec![Letter::Grantor, Letter::Unregistered],
        _ if only_waits => vec![Letter::Support],
        Nature::Public | Nature::Foundation => vec![Letter::Leaders],
        Nature::Other => vec![Letter::Representative],
        Nature::Private | Nature::SoleTrader | Nature::Practitioner | Nature::Pharmacist => vec![Letter::Grantor],
        Nature::Unknown | Nature::Unasked => vec![Letter::Grantor, Letter::Leaders],
    }
}

/// A session and, where there is one, its right for an organisation.
#[derive(Debug, db::FromRow)]
pub(super) struct ActingRow {
    #[row(flatten)]
    pub session: SessionRow,
    pub organisation_name: Option<String>,
    pub bases: Option<String>,
    pub checked_at: Option<i64>,
    /// Of the cookie that the session was found by.
    pub token_hash: String,
}

impl ActingRow {
    /// The right to act, when at least one accepted ground is there.
    pub fn acting(&self, organisation: &BusinessId, policy: &Policy) -> Option<Acting> {
        let bases = self.bases.as_deref()?;
        Some(Acting {
            organisation: organisation.clone(),
            organisation_name: self.organisation_name.clone().unwrap_or_default(),
            basis: bases.split(' ').find_map(Basis::parse)?,
            permissions: policy.permissions_of(bases),
            checked_at: Instant::from_milliseconds(self.checked_at?),
        })
    }
}

#[derive(Debug, db::FromRow)]
pub(super) struct BasesRow {
    pub bases: String,
}

/// What the session knows of one organisation.
#[derive(Debug, db::FromRow)]
pub(super) struct AuthorityRow {
    pub organisation: String,
    pub organisation_name: String,
    pub bases: String,
    pub roles: String,
    pub complete: i64,
    pub checked_at: i64,
    /// 0 when it has not been chosen yet.
    pub last_used_at: i64,
    pub nature: String,
    /// When the company register told the kind, where it was silent and what was last known was used.
    pub nature_known_at: Option<i64>,
}

impl AuthorityRow {
    /// Whether every word of what somebody looks for is in the name or the business ID.
    pub fn answers(&self, sought: &str) -> bool {
        let text = format!("{} {}", self.organisation_name, self.organisation).to_lowercase();
        sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }

    pub fn nature(&self) -> Nature {
        Nature::parse(&self.nature)
    }

    /// The same when it was true once and is so no more: nothing of it gives a right.
    #[must_use]
    pub fn ended(self) -> Self {
        Self { bases: String::new(), ..self }
    }

    pub fn roles(&self) -> Vec<String> {
        serde_json::from_str(&self.roles).unwrap_or_default()
    }

    /// The strongest accepted ground.
    pub fn basis(&self) -> Option<Basis> {
        self.bases.split(' ').find_map(Basis::parse)
    }

    pub fn permissions(&self, policy: &Policy) -> Permissions {
        policy.permissions_of(&self.bases)
    }
}

/// An organisation of earlier sessions.
#[derive(Debug, db::FromRow)]
pub(super) struct EarlierRow {
    pub organisation: String,
    pub organisation_name: String,
    pub checked_at: i64,
}

/// How long a person may take at Suomi.fi, in seconds.
pub(super) const ROUND_SECONDS: i64 = 15 * 60;
/// How long a round is kept after it began: longer than any clock is wrong.
pub(super) const KEPT_SECONDS: i64 = 24 * 3_600;

/// A round through Suomi.fi that has begun in a session.
#[derive(Debug, db::FromRow)]
pub(super) struct RoundRow {
    pub state_hash: String,
    pub provider_session: Vec<u8>,
    pub intention_id: Option<String>,
    pub return_path: Option<String>,
    pub started_at: i64,
    pub used_at: Option<i64>,
}

impl RoundRow {
    /// Why a return may not be looked at.
    pub fn refusal(&self, now: Instant) -> Option<&'static str> {
        let started_at = Instant::from_milliseconds(self.started_at);
        if self.used_at.is_some() {
            Some("round-used")
        } else if now < started_at || now > started_at.plus_seconds(ROUND_SECONDS) {
            Some("round-expired")
        } else {
            None
        }
    }
}

/// How the last round of a session began and ended.
#[derive(Debug, db::FromRow)]
pub(super) struct LastRoundRow {
    pub started_at: i64,
    pub used_at: Option<i64>,
    pub outcome: Option<String>,
}

/// A binding act that waits.
#[derive(Debug, db::FromRow)]
pub(super) struct IntentionRow {
    pub id: String,
    pub organisation: String,
    pub act: String,
    pub subject: String,
    pub payload: String,
    pub back_path: String,
}

impl IntentionRow {
    /// For whom it waits.
    pub fn organisation(&self) -> Option<BusinessId> {
        BusinessId::parse(&self.organisation)
    }
}

/// The permissions that a binding act needs: whoever may submit may also sign (domain sheet 1.3).
pub(super) fn may_bind(permissions: Permissions) -> bool {
    permissions.allow(Permission::DeployServices) && permissions.allow(Permission::SignAgreements)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
