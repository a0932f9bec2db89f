//! Looks for personal identity codes in everything that a journey left behind.

/// The separators of a code: those of three centuries, with the ones added in 2023.
const SEPARATORS: &[u8] = b"+-YXWVUABCDEF";
/// The check characters in the order of their remainder by 31.
const CHECKS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// Every personal identity code in the text, as it stands there: any that is one by its form and check character,
/// wherever it stands, in capital or small letters.
pub fn identity_codes(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let begins = (0..bytes.len().saturating_sub(10)).filter(|begin| is_code(&bytes[*begin..begin + 11]));
    begins.filter_map(|begin| text.get(begin..begin + 11)).collect()
}

fn is_code(bytes: &[u8]) -> bool {
    let upper = bytes.to_ascii_uppercase();
    let (day, rest) = upper.split_at(6);
    let (separator, rest) = rest.split_at(1);
    let (individual, check) = rest.split_at(3);
    let digits: Vec<u8> = day.iter().chain(individual).copied().collect();
    if !digits.iter().all(u8::is_ascii_digit) || !SEPARATORS.contains(&separator[0]) {
        return false;
    }
    let number = digits.iter().fold(0_usize, |number, digit| number * 10 + usize::from(digit - b'0'));
    let (days, months) = (number / 10_000_000, number / 100_000 % 100);
    (1..=31).contains(&days) && (1..=12).contains(&months) && CHECKS[number % 31] == check[0]
}
