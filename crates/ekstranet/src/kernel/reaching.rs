//! Whether what somebody typed is an e-mail address or a telephone number.

/// The longest e-mail address, in characters.
const EMAIL_LIMIT: usize = 200;

/// Something before one `@`, a domain with a dot after it, at most 200 characters.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain =
        |part: &str| part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\"\\@".contains(c));
    let labels = || domain.split('.');
    text.chars().count() <= EMAIL_LIMIT
        && (1..=64).contains(&local.len())
        && plain(local)
        && plain(domain)
        && labels().count() >= 2
        && labels().all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

/// Digits with spaces and hyphens between them, perhaps a plus first: 5 to 15 digits.
pub fn is_phone(text: &str) -> bool {
    let rest = text.strip_prefix('+').unwrap_or(text);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (5..=15).contains(&digits) && text.len() <= 30 && rest.chars().all(|c| c.is_ascii_digit() || " -".contains(c))
}
