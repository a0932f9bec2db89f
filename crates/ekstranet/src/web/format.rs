//! Dates, times, sums and counts as people write them in each language.

use crate::kernel::{Date, Instant, Language};

/// 4.12.2026 in Finnish and Swedish, 4 December 2026 in English.
pub fn date(date: Date, language: Language) -> String {
    match language {
        Language::Fi | Language::Sv => format!("{}.{}.{}", date.day(), date.month(), date.year()),
        Language::En => date.strftime("%-d %B %Y").to_string(),
    }
}

/// A date kept as `YYYY-MM-DD` in a row; the text itself when it is no date.
pub fn stored_date(text: &str, language: Language) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_string(), |found| date(found, language))
}

/// A kept date as a field wants it typed, the same in every language; the text itself when it is no date.
pub fn typed_date(stored: &str) -> String {
    stored_date(stored, Language::Fi)
}

/// Date and time in Helsinki: 4.12.2026 klo 9.05, 4.12.2026 kl. 9.05, 4 December 2026 at 9:05.
pub fn moment(instant: Instant, language: Language) -> String {
    let zoned = instant.in_helsinki();
    let (day, hour, minute) = (date(zoned.date(), language), zoned.hour(), zoned.minute());
    match language {
        Language::Fi => format!("{day} klo {hour}.{minute:02}"),
        Language::Sv => format!("{day} kl. {hour}.{minute:02}"),
        Language::En => format!("{day} at {hour}:{minute:02}"),
    }
}

/// The time of day in Helsinki: 9.05, in English 9:05.
pub fn time(instant: Instant, language: Language) -> String {
    let zoned = instant.in_helsinki();
    let joint = if language == Language::En { ':' } else { '.' };
    format!("{}{joint}{:02}", zoned.hour(), zoned.minute())
}

/// A sum in cents: 2 450,22 € with non-breaking spaces; €2,450.22 in English.
pub fn money(cents: i64, language: Language) -> String {
    let (euros, rest) = (count(cents.abs() / 100, language), cents.abs() % 100);
    let sign = if cents < 0 { "−" } else { "" };
    match language {
        Language::Fi | Language::Sv => format!("{sign}{euros},{rest:02}\u{a0}€"),
        Language::En => format!("{sign}€{euros}.{rest:02}"),
    }
}

/// A price in thousandths of a euro: 0,582 €; €0.582 in English.
pub fn mills(mills: i64, language: Language) -> String {
    let (euros, rest) = (count(mills / 1000, language), mills % 1000);
    match language {
        Language::Fi | Language::Sv => format!("{euros},{rest:03}\u{a0}€"),
        Language::En => format!("€{euros}.{rest:03}"),
    }
}

/// The language of a name or place as a register has it, for the attribute `lang`. No register tells the language of its
/// names, and most are Finnish; a Swedish one shows itself by a letter or a word that Finnish does not have.
pub fn spoken(text: &str) -> &'static str {
    const SWEDISH: [&str; 17] = [
        "ab",
        "abp",
        "kb",
        "rf",
        "rs",
        "apotek",
        "filialapotek",
        "staden",
        "kommun",
        "samkommun",
        "v\u{e4}lf\u{e4}rdsomr\u{e5}de",
        "stiftelse",
        "stiftelsen",
        "och",
        "h\u{e4}lsa",
        "mottagning",
        "mottagningen",
    ];
    let text = text.to_lowercase();
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    if text.contains('\u{e5}') || words.any(|word| SWEDISH.contains(&word)) { "sv" } else { "fi" }
}

/// A whole number in groups of three.
pub fn count(number: i64, language: Language) -> String {
    let digits = number.abs().to_string();
    let separator = if language == Language::En { ',' } else { '\u{a0}' };
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{count, date, moment, money, spoken};
    use crate::kernel::{Instant, Language};

    #[test]
    fn register_texts_say_their_language() {
        for finnish in
            ["Lehtolinnan Lääkärikeskus Oy", "Rannan vastaanotto", "Tuulensuun Psykoterapia, Tmi", "Kotipolku ry"]
        {
            assert_eq!(spoken(finnish), "fi", "{finnish}");
        }
        for swedish in
            ["Norrskärs Hälsovård Ab, Mottagningen i byn", "Talterapi Ögård", "Staden Havsparken", "Stigen rf"]
        {
            assert_eq!(spoken(swedish), "sv", "{swedish}");
        }
    }

    #[test]
    fn dates_sums_and_counts_follow_the_language() {
        let day = jiff::civil::date(2026, 12, 4);
        assert_eq!(
            [Language::Fi, Language::Sv, Language::En].map(|l| date(day, l)),
            ["4.12.2026", "4.12.2026", "4 December 2026"]
        );
        assert_eq!(money(245_022, Language::Fi), "2\u{a0}450,22\u{a0}€");
        assert_eq!(money(-5, Language::En), "−€0.05");
        assert_eq!([Language::Fi, Language::En].map(|l| super::mills(3_057, l)), ["3,057\u{a0}€", "€3.057"]);
        assert_eq!(count(1_234_567, Language::Sv), "1\u{a0}234\u{a0}567");
        let late = Instant::from_milliseconds(1_795_298_340_000);
        assert_eq!([Language::Sv, Language::En].map(|l| super::time(late, l)), ["23.59", "23:59"]);
        assert_eq!(moment(Instant::from_milliseconds(1_795_298_340_000), Language::Fi), "21.11.2026 klo 23.59");
    }
}
