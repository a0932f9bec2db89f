//! The three languages of the screen and the two of the case.

/// The language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    Fi,
    Sv,
    En,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::Fi, Self::Sv, Self::En];

    /// The code used in `lang`, in addresses and in rows: `fi`, `sv` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fi => "fi",
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The best of our languages for an `Accept-Language` header; Finnish when nothing fits.
    pub fn negotiate(header: &str) -> Self {
        header
            .split(',')
            .filter_map(|part| {
                let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                let language = Self::parse(tag.trim().split('-').next()?)?;
                Some((language, quality.trim().parse::<f32>().ok()?))
            })
            .fold(None, |best: Option<(Self, f32)>, (language, quality)| match best {
                Some((_, high)) if high >= quality => best,
                _ if quality > 0.0 => Some((language, quality)),
                _ => best,
            })
            .map_or(Self::Fi, |(language, _)| language)
    }
}

/// The language of a case: its texts, its decision and its letters. Finnish or Swedish, chosen by the customer, apart
/// from the language of the screen (Language Act 423/2003; domain sheet 0.1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum CaseLanguage {
    #[default]
    Fi,
    Sv,
}

impl CaseLanguage {
    pub const ALL: [Self; 2] = [Self::Fi, Self::Sv];

    pub fn code(self) -> &'static str {
        Language::from(self).code()
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl From<CaseLanguage> for Language {
    fn from(language: CaseLanguage) -> Self {
        match language {
            CaseLanguage::Fi => Self::Fi,
            CaseLanguage::Sv => Self::Sv,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browser_language_is_used_when_we_speak_it() {
        for (header, expected) in [
            ("sv-FI,sv;q=0.9,fi;q=0.8", Language::Sv),
            ("de,en;q=0.5,fi;q=0.4", Language::En),
            ("fi;q=0.2, en;q=0.1", Language::Fi),
            ("de", Language::Fi),
            ("", Language::Fi),
            (";;;q=x,,", Language::Fi),
            ("en;q=0", Language::Fi),
        ] {
            assert_eq!(Language::negotiate(header), expected, "{header}");
        }
    }
}
