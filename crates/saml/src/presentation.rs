//! What our metadata tells people: names, descriptions, privacy statement, organisation and contact.

use crate::settings::is_address;

/// One text in the three languages.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Finnish.
    pub fi: String,
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Texts {
    pub(crate) fn each(&self) -> [(&'static str, &str); 3] {
        [("fi", &self.fi), ("sv", &self.sv), ("en", &self.en)]
    }

    fn all(&self, fits: fn(&str) -> bool) -> bool {
        self.each().iter().all(|(_, text)| fits(text))
    }
}

/// The technical contact Suomi.fi asks for.
#[derive(Clone, Debug)]
pub struct TechnicalContact {
    /// Given name, or the name of the team.
    pub given_name: String,
    /// Family name; empty for a team.
    pub surname: String,
    /// Mail address without `mailto:`.
    pub email: String,
}

/// How the service shows on the identification pages and in Suomi.fi's register.
#[derive(Clone, Debug)]
pub struct Presentation {
    /// The name of the service.
    pub service_name: Texts,
    /// What the service is for.
    pub description: Texts,
    /// Where the privacy statement is.
    pub privacy_statement_url: Texts,
    /// The organisation exactly as in the business register.
    pub organisation_name: Texts,
    /// Where the organisation's own pages are.
    pub organisation_url: Texts,
    /// Who answers technical questions.
    pub technical_contact: TechnicalContact,
    /// The identification methods people may choose, as context classes.
    pub authentication_methods: Vec<String>,
    /// Whether a person who is not found alive in the population register is refused by Suomi.fi.
    pub population_register_check: bool,
}

impl Presentation {
    pub(crate) fn is_complete(&self) -> bool {
        let is_text = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
        let contact = &self.technical_contact;
        [&self.service_name, &self.description, &self.organisation_name].iter().all(|texts| texts.all(is_text))
            && [&self.privacy_statement_url, &self.organisation_url].iter().all(|texts| texts.all(is_address))
            && is_text(&contact.given_name)
            && !contact.surname.chars().any(char::is_control)
            && contact.email.contains('@')
            && contact.email.bytes().all(|byte| byte.is_ascii_graphic())
            && !self.authentication_methods.is_empty()
            && self.authentication_methods.iter().all(|method| method.contains(':') && is_text(method))
    }
}
