//! What each kind of customer needs before signing in (founding pages; domain sheet 1.1, 1.2 and 0.1), step by step.

use crate::texts::Texts;

/// For whom somebody comes to act, as the access guide divides people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Public,
    Company,
    Pharmacist,
    Practitioner,
    Agent,
    DataProtection,
}

impl Kind {
    pub(super) const ALL: [Self; 6] =
        [Self::Public, Self::Company, Self::Pharmacist, Self::Practitioner, Self::Agent, Self::DataProtection];

    /// The last part of the page's address.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Public => "public-organisation",
            Self::Company => "company",
            Self::Pharmacist => "pharmacist",
            Self::Practitioner => "practitioner",
            Self::Agent => "agent",
            Self::DataProtection => "data-protection",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub(super) fn title(self, t: &Texts) -> String {
        match self {
            Self::Public => t.front_kind_public(),
            Self::Company => t.front_kind_company(),
            Self::Pharmacist => t.front_kind_pharmacist(),
            Self::Practitioner => t.front_kind_practitioner(),
            Self::Agent => t.front_kind_agent(),
            Self::DataProtection => t.front_kind_privacy(),
        }
    }

    /// The right in one sentence, for lists.
    pub(super) fn summary(self, t: &Texts) -> String {
        match self {
            Self::Public => t.front_kind_public_summary(),
            Self::Company => t.front_kind_company_summary(),
            Self::Pharmacist => t.front_kind_pharmacist_summary(),
            Self::Practitioner => t.front_kind_practitioner_summary(),
            Self::Agent => t.front_kind_agent_summary(),
            Self::DataProtection => t.front_kind_privacy_summary(),
        }
    }

    pub(super) fn lead(self, t: &Texts) -> String {
        match self {
            Self::Public => t.front_kind_public_lead(),
            Self::Company => t.front_kind_company_lead(),
            Self::Pharmacist => t.front_kind_pharmacist_lead(),
            Self::Practitioner => t.front_kind_practitioner_lead(),
            Self::Agent => t.front_kind_agent_lead(),
            Self::DataProtection => t.front_kind_privacy_lead(),
        }
    }

    /// Whether a registered position lets somebody of this kind act without a mandate.
    pub(super) fn has_positions(self) -> bool {
        matches!(self, Self::Company | Self::Pharmacist | Self::Practitioner)
    }

    /// What to attach when a mandate is applied for; empty for those who need no application.
    pub(super) fn documents(self) -> &'static [Document] {
        match self {
            Self::Public => &[Document::SigningRight, Document::Foundation, Document::Persons, Document::Identity],
            Self::Company => &[Document::Company, Document::Association, Document::Persons, Document::Identity],
            Self::Pharmacist | Self::Practitioner | Self::Agent | Self::DataProtection => &[],
        }
    }

    /// When an application is needed at all.
    pub(super) fn application(self, t: &Texts) -> String {
        match self {
            Self::Public => t.front_documents_public(),
            Self::Company => t.front_documents_company(),
            Self::Pharmacist | Self::Practitioner => t.front_documents_own(),
            Self::Agent => t.front_documents_agent(),
            Self::DataProtection => t.front_documents_privacy(),
        }
    }

    /// What to do, in order. The slow things come first.
    pub(super) fn steps(self) -> &'static [Step] {
        match self {
            Self::Public => {
                &[Step::Persons, Step::GrantingRight, Step::Grant, Step::RegisterPublic, Step::Means, Step::SignIn]
            }
            Self::Company => &[Step::Position, Step::GrantForCompany, Step::RegisterPrivate, Step::Means, Step::SignIn],
            Self::Pharmacist => &[Step::Takeover, Step::RegisterPharmacy, Step::Means, Step::GrantOwn, Step::SignIn],
            Self::Practitioner => &[Step::Registered, Step::RegisterPrivate, Step::Means, Step::GrantOwn, Step::SignIn],
            Self::Agent => &[Step::Client, Step::Staff, Step::Means, Step::SignIn],
            Self::DataProtection => &[Step::AskPrivacy, Step::Means, Step::SignInLibrary],
        }
    }

    /// Whether a step may be an application, whose weeks rest on what applications took.
    pub(super) fn applies(self) -> bool {
        self.steps().iter().any(|step| matches!(step, Step::GrantingRight | Step::GrantForCompany))
    }
}

/// Something to attach to an application for a mandate or for the right to grant mandates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Document {
    /// Administrative rules or a decision that shows who may sign for a public organisation.
    SigningRight,
    /// Extract and rules of a foundation with the decision of its board.
    Foundation,
    /// Extract and rules of an association with the minutes in which its board was chosen.
    Association,
    /// Extract of a company whose signatories cannot give the mandate in Suomi.fi.
    Company,
    /// The persons for whom the right is applied for.
    Persons,
    /// Copies of the signatories' identity documents, where the application is signed by hand.
    Identity,
}

impl Document {
    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::SigningRight => t.front_document_signing_right(),
            Self::Foundation => t.front_document_foundation(),
            Self::Association => t.front_document_association(),
            Self::Company => t.front_document_company(),
            Self::Persons => t.front_document_persons(),
            Self::Identity => t.front_document_identity(),
        }
    }
}

/// One thing to do before or at signing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Means,
    RegisterPublic,
    RegisterPrivate,
    RegisterPharmacy,
    Persons,
    GrantingRight,
    Grant,
    Position,
    GrantForCompany,
    GrantOwn,
    Takeover,
    Registered,
    Client,
    Staff,
    AskPrivacy,
    SignIn,
    SignInLibrary,
}

impl Step {
    pub(super) fn heading(self, t: &Texts) -> String {
        match self {
            Self::Means => t.front_step_means(),
            Self::RegisterPublic => t.front_step_register_public(),
            Self::RegisterPrivate => t.front_step_register_private(),
            Self::RegisterPharmacy => t.front_step_register_pharmacy(),
            Self::Persons => t.front_step_persons(),
            Self::GrantingRight => t.front_step_right(),
            Self::Grant => t.front_step_grant(),
            Self::Position => t.front_step_position(),
            Self::GrantForCompany => t.front_step_grant_company(),
            Self::GrantOwn => t.front_step_grant_own(),
            Self::Takeover => t.front_step_takeover(),
            Self::Registered => t.front_step_registered(),
            Self::Client => t.front_step_client(),
            Self::Staff => t.front_step_staff(),
            Self::AskPrivacy => t.front_step_ask_privacy(),
            Self::SignIn => t.front_step_sign_in(),
            Self::SignInLibrary => t.front_step_sign_in_library(),
        }
    }

    /// What to do; `positions` are those that need no mandate here, in words.
    pub(super) fn text(self, t: &Texts, positions: &[String]) -> String {
        match self {
            Self::Means => t.front_step_means_text(),
            Self::RegisterPublic => t.front_step_register_public_text(),
            Self::RegisterPrivate => t.front_step_register_private_text(),
            Self::RegisterPharmacy => t.front_step_register_pharmacy_text(),
            Self::Persons => t.front_step_persons_text(),
            Self::GrantingRight => t.front_step_right_text(),
            Self::Grant => t.front_step_grant_text(),
            Self::Position if positions.is_empty() => t.mandates_reason_no_position(),
            Self::Position => t.front_step_position_text(positions.join(", ")),
            Self::GrantForCompany => t.front_step_grant_company_text(),
            Self::GrantOwn => t.front_step_grant_own_text(),
            Self::Takeover => t.front_step_takeover_text(),
            Self::Registered => t.front_step_registered_text(),
            Self::Client => t.front_step_client_text(),
            Self::Staff => t.front_step_staff_text(),
            Self::AskPrivacy => t.front_step_ask_privacy_text(),
            Self::SignIn => t.front_step_sign_in_text(),
            Self::SignInLibrary => t.front_step_sign_in_library_text(),
        }
    }

    /// Who does it.
    pub(super) fn who(self, t: &Texts) -> String {
        match self {
            Self::Means => t.front_step_means_who(),
            Self::RegisterPublic => t.front_step_register_public_who(),
            Self::RegisterPrivate => t.front_step_register_private_who(),
            Self::RegisterPharmacy => t.front_step_register_pharmacy_who(),
            Self::Persons => t.front_step_persons_who(),
            Self::GrantingRight => t.front_step_right_who(),
            Self::Grant => t.front_step_grant_who(),
            Self::Position => t.front_step_position_who(),
            Self::GrantForCompany => t.front_step_grant_company_who(),
            Self::GrantOwn => t.front_step_grant_own_who(),
            Self::Takeover => t.front_step_takeover_who(),
            Self::Registered => t.front_step_registered_who(),
            Self::Client => t.front_step_client_who(),
            Self::Staff => t.front_step_staff_who(),
            Self::AskPrivacy => t.front_step_ask_privacy_who(),
            Self::SignIn => t.front_step_sign_in_who(),
            Self::SignInLibrary => t.front_step_sign_in_library_who(),
        }
    }

    /// How long it takes.
    pub(super) fn time(self, t: &Texts) -> String {
        match self {
            Self::Means => t.front_step_means_time(),
            Self::RegisterPublic => t.front_step_register_public_time(),
            Self::RegisterPrivate => t.front_step_register_private_time(),
            Self::RegisterPharmacy => t.front_step_register_pharmacy_time(),
            Self::Persons => t.front_step_persons_time(),
            Self::GrantingRight => t.front_step_right_time(),
            Self::Grant => t.front_step_grant_time(),
            Self::Position => t.front_step_position_time(),
            Self::GrantForCompany => t.front_step_grant_company_time(),
            Self::GrantOwn => t.front_step_grant_own_time(),
            Self::Takeover => t.front_step_takeover_time(),
            Self::Registered => t.front_step_registered_time(),
            Self::Client => t.front_step_client_time(),
            Self::Staff => t.front_step_staff_time(),
            Self::AskPrivacy => t.front_step_ask_privacy_time(),
            Self::SignIn => t.front_step_sign_in_time(),
            Self::SignInLibrary => t.front_step_sign_in_library_time(),
        }
    }

    /// Where it is done or explained: address and text.
    pub(super) fn link(self, t: &Texts) -> Option<(String, String)> {
        match self {
            Self::Means => Some((t.front_link_dvv_address(), t.front_link_dvv())),
            Self::Persons | Self::GrantingRight => {
                Some((t.front_link_application_address(), t.front_link_application()))
            }
            Self::Grant | Self::GrantForCompany | Self::GrantOwn | Self::Client | Self::Staff | Self::AskPrivacy => {
                Some((t.front_link_suomi_address(), t.front_link_suomi()))
            }
            Self::Position => Some(Wrong::Company.link(t)),
            Self::RegisterPublic => Some(Wrong::CodeService.link(t)),
            Self::RegisterPrivate | Self::Registered => Some(Wrong::Soteri.link(t)),
            Self::RegisterPharmacy | Self::Takeover => Some(Wrong::Pharmacy.link(t)),
            // The head of every page leads there.
            Self::SignIn | Self::SignInLibrary => None,
        }
    }
}

/// A register whose fact about an organisation can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Private providers and practitioners: the supervisory authority's register.
    Soteri,
    /// Public providers: the SOTE organisation register.
    CodeService,
    /// Pharmacies: Fimea's register.
    Pharmacy,
    /// Positions and legal forms: the company and association registers.
    Company,
}

impl Wrong {
    pub(super) const ALL: [Self; 4] = [Self::Soteri, Self::CodeService, Self::Pharmacy, Self::Company];

    /// The place on the page.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Soteri => "soteri",
            Self::CodeService => "code-service",
            Self::Pharmacy => "pharmacy-register",
            Self::Company => "company-register",
        }
    }

    /// The id of the message to copy.
    pub(super) fn message_id(self) -> String {
        format!("{}-message", self.code())
    }
}

/// What search engines may visit: the public pages, not the pages of one customer nor the doors to sign in.
pub(super) const ROBOTS: &str = "User-agent: *\nDisallow: /act-for\nDisallow: /desk\nDisallow: /library\nDisallow: /me\n\
     Disallow: /o/\nDisallow: /saml/\nDisallow: /sign-in\n";

#[cfg(test)]
mod tests {
    use super::{Kind, Step};
    use crate::kernel::Language;
    use crate::texts::texts;

    #[test]
    fn a_kind_is_read_back_from_its_address() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.code()), Some(kind));
        }
        assert_eq!(Kind::parse("everybody"), None);
    }

    #[test]
    fn a_public_body_grants_through_two_persons_and_never_by_position() {
        let steps = Kind::Public.steps();
        let place = |step| steps.iter().position(|found| *found == step).expect("the step is there");
        assert!(place(Step::Persons) < place(Step::GrantingRight) && place(Step::GrantingRight) < place(Step::Grant));
        assert!(!Kind::Public.has_positions() && !steps.contains(&Step::Position));
    }

    #[test]
    fn whoever_applies_for_the_right_to_grant_knows_what_to_attach() {
        for kind in Kind::ALL {
            assert_eq!(!kind.documents().is_empty(), kind.applies(), "{kind:?}");
        }
    }

    /// Nobody has measured the minutes; the weeks rest on what applications took, of which the page tells the year.
    #[test]
    fn a_time_of_the_checklists_says_that_it_is_an_estimate_or_rests_on_applications() {
        for (language, estimate, minutes, weeks, three) in [
            (Language::Fi, "arviolta", "minuut", "viikko", "vähintään kolme viikkoa"),
            (Language::Sv, "uppskattningsvis", "minuter", "veck", "minst tre veckor"),
            (Language::En, "estimated", "minutes", "week", "at least three weeks"),
        ] {
            let t = texts(language);
            for step in Kind::ALL.iter().flat_map(|kind| kind.steps()) {
                let time = step.time(t).to_lowercase();
                // What has no length: a fact, a decision, another's day.
                let is_long = !matches!(
                    step,
                    Step::Means
                        | Step::RegisterPublic
                        | Step::RegisterPrivate
                        | Step::RegisterPharmacy
                        | Step::Persons
                        | Step::Takeover
                        | Step::Registered
                );
                assert_eq!(time.contains(minutes) || time.contains(weeks), is_long, "{step:?}: {time}");
                assert_eq!(time.contains(minutes), time.contains(estimate), "{step:?}: {time}");
                assert_eq!(time.contains(weeks), time.contains(three), "{step:?}: {time}");
                let is_applied_for = matches!(step, Step::GrantingRight | Step::GrantForCompany);
                assert_eq!(time.contains(weeks), is_applied_for, "{step:?}: {time}");
            }
            assert!(t.front_access_estimates().contains(estimate) && t.front_access_estimates().contains("2026"));
        }
    }

    #[test]
    fn everybody_needs_a_means_of_identification_and_ends_at_signing_in() {
        for kind in Kind::ALL {
            assert!(kind.steps().contains(&Step::Means), "{kind:?}");
            assert!(matches!(kind.steps().last(), Some(Step::SignIn | Step::SignInLibrary)), "{kind:?}");
        }
    }
}
