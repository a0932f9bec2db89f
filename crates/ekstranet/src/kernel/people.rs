//! Who is signed in, for whom they act and what that allows.

use super::{BusinessId, Instant, PersonId, SessionId};

/// What a session belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// A person identified by Suomi.fi.
    Person,
    /// An officer of the operator; `approver` may decide where four eyes are asked for.
    Officer { approver: bool },
}

/// A live session: who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub person: PersonId,
    /// The name to show, as identification gave it.
    pub name: String,
    pub kind: SessionKind,
    /// When the session ends at the latest, however busy it is.
    pub ends_at: Instant,
    /// Until when customer support looks at this person's pages; in an officer's session, until when it looks through it
    /// at a customer's.
    pub watched_until: Option<Instant>,
}

impl Session {
    pub fn is_officer(&self) -> bool {
        matches!(self.kind, SessionKind::Officer { .. })
    }
}

/// A position in a public register that can give the right to act. The first four do (domain sheet 0.1.2); configuration
/// may narrow them, or add others that Suomi.fi returns (mandates sheet, table of role codes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// TJ, toimitusjohtaja.
    ManagingDirector,
    /// TJS, toimitusjohtajan sijainen.
    DeputyManagingDirector,
    /// VTJ, varatoimitusjohtaja.
    ViceManagingDirector,
    /// ELI, elinkeinonharjoittaja; pharmacists and self-employed professionals act for themselves by it.
    SoleTrader,
    /// NIMKO, nimenkirjoitusoikeus.
    Signatory,
    /// YHM, vastuunalainen yhtiömies.
    GeneralPartner,
    /// PJ, hallituksen puheenjohtaja.
    Chair,
    /// J, hallituksen jäsen.
    BoardMember,
    /// PR, prokuristi.
    Procurist,
    /// PIS, päävastuullinen isännöitsijä.
    HeadPropertyManager,
    /// IS, isännöitsijä.
    PropertyManager,
    /// S, selvitysmies.
    Liquidator,
}

impl Position {
    pub const ALL: [Self; 12] = [
        Self::ManagingDirector,
        Self::DeputyManagingDirector,
        Self::ViceManagingDirector,
        Self::SoleTrader,
        Self::Signatory,
        Self::GeneralPartner,
        Self::Chair,
        Self::BoardMember,
        Self::Procurist,
        Self::HeadPropertyManager,
        Self::PropertyManager,
        Self::Liquidator,
    ];

    /// Those that count where the configuration does not say otherwise.
    pub const USUAL: [Self; 4] =
        [Self::ManagingDirector, Self::DeputyManagingDirector, Self::ViceManagingDirector, Self::SoleTrader];

    /// The role code of Suomi.fi.
    pub fn code(self) -> &'static str {
        match self {
            Self::ManagingDirector => "TJ",
            Self::DeputyManagingDirector => "TJS",
            Self::ViceManagingDirector => "VTJ",
            Self::SoleTrader => "ELI",
            Self::Signatory => "NIMKO",
            Self::GeneralPartner => "YHM",
            Self::Chair => "PJ",
            Self::BoardMember => "J",
            Self::Procurist => "PR",
            Self::HeadPropertyManager => "PIS",
            Self::PropertyManager => "IS",
            Self::Liquidator => "S",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code() == code)
    }
}

/// One of the two Suomi.fi mandates of the portal (domain sheet 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mandate {
    /// Deployment of digital services in social welfare and health care.
    Deployment,
    /// Viewing data protection guidelines.
    Privacy,
}

/// By which right a person acts for an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    Position(Position),
    Mandate(Mandate),
}

impl Basis {
    /// The sources of right that count where the configuration does not say otherwise, the strongest first.
    pub const USUAL: [Self; 6] = [
        Self::Position(Position::ManagingDirector),
        Self::Position(Position::DeputyManagingDirector),
        Self::Position(Position::ViceManagingDirector),
        Self::Position(Position::SoleTrader),
        Self::Mandate(Mandate::Deployment),
        Self::Mandate(Mandate::Privacy),
    ];

    /// Every source of right, the strongest first.
    pub fn all() -> impl Iterator<Item = Self> {
        let positions = Position::ALL.into_iter().map(Self::Position);
        positions.chain([Self::Mandate(Mandate::Deployment), Self::Mandate(Mandate::Privacy)])
    }

    /// The form kept in rows and in the audit log: `position:TJ`, `mandate:deployment`, `mandate:privacy`.
    pub fn code(self) -> String {
        match self {
            Self::Position(position) => format!("position:{}", position.code()),
            Self::Mandate(Mandate::Deployment) => "mandate:deployment".to_string(),
            Self::Mandate(Mandate::Privacy) => "mandate:privacy".to_string(),
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        match code.split_once(':')? {
            ("position", position) => Position::parse(position).map(Self::Position),
            ("mandate", "deployment") => Some(Self::Mandate(Mandate::Deployment)),
            ("mandate", "privacy") => Some(Self::Mandate(Mandate::Privacy)),
            _ => None,
        }
    }
}

/// One thing that a right allows (founding pages; domain sheet 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// See the organisation's own pages: home, services, applications, agreements.
    SeeOrganisation,
    /// Prepare and submit applications and carry a deployment through.
    DeployServices,
    /// Sign customership agreements.
    SignAgreements,
    /// Maintain contact persons and technical data.
    MaintainData,
    /// Change the billing address, reference and contact: administrative contact data (domain sheet 0.1.3).
    ChangeBillingData,
    /// Terminate a service or the customership.
    TerminateServices,
    /// Privacy guides, forms and register descriptions.
    ReadPrivacyGuides,
}

impl Permission {
    pub const ALL: [Self; 7] = [
        Self::SeeOrganisation,
        Self::DeployServices,
        Self::SignAgreements,
        Self::MaintainData,
        Self::ChangeBillingData,
        Self::TerminateServices,
        Self::ReadPrivacyGuides,
    ];
}

/// A set of permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions(u16);

impl Permissions {
    pub fn none() -> Self {
        Self(0)
    }

    #[must_use]
    pub fn with(self, permission: Permission) -> Self {
        Self(self.0 | (1 << permission as u16))
    }

    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The same without one of them.
    #[must_use]
    pub fn without(self, permission: Permission) -> Self {
        Self(self.0 & !(1 << permission as u16))
    }

    pub fn allow(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u16) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A signed-in person acting for an organisation: for whom and by which right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    pub organisation: BusinessId,
    /// The organisation's name as Suomi.fi gave it.
    pub organisation_name: String,
    /// The strongest right found; the one shown in the banner and kept with what is done.
    pub basis: Basis,
    pub permissions: Permissions,
    /// When Suomi.fi was last asked.
    pub checked_at: Instant,
}

#[cfg(test)]
mod tests {
    use super::{Basis, Permission, Permissions};

    #[test]
    fn a_basis_is_read_back_from_its_code() {
        for basis in Basis::all() {
            assert_eq!(Basis::parse(&basis.code()), Some(basis));
        }
        for unknown in ["", "position:TIL", "mandate:", "mandate:other", "TJ"] {
            assert_eq!(Basis::parse(unknown), None);
        }
    }

    #[test]
    fn a_set_allows_only_what_was_put_into_it() {
        for one in Permission::ALL {
            let set = Permissions::none().with(one);
            assert!(Permission::ALL.into_iter().all(|other| set.allow(other) == (other == one)));
            assert!(set.without(one).is_empty());
        }
    }
}
