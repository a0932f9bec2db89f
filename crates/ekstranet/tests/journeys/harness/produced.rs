//! Looks for personal identity codes in everything that a journey left behind.

/// The separators of a code: those of three centuries, with the ones added in 2023.
const SEPARATORS: &[u8] = b"+-YXWVUABCDEF";
/// The check characters in the order of their remainder by 31.
const CHECKS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";

/// The fewest digits of a digest or key written as hexadecimal digits.
const DIGEST: usize = 32;

/// Every personal identity code in the text, as it stands there: any that is one by its form and check character,
/// wherever it stands, in capital or small letters. Digests and identifiers of our own are left out: of the many that a
/// journey makes, one holds the form of a code by chance every now and then.
pub fn identity_codes(text: &str) -> Vec<&str> {
    let bytes = text.as_bytes();
    let mut codes = Vec::new();
    let mut random_until = 0;
    for begin in 0..bytes.len().saturating_sub(10) {
        if begin == 0 || !is_hexadecimal(bytes[begin - 1]) {
            let end =
                bytes[begin..].iter().position(|byte| !is_hexadecimal(*byte)).map_or(bytes.len(), |end| begin + end);
            random_until = if is_random(&bytes[begin..end]) { end } else { 0 };
        }
        if begin >= random_until && is_code(&bytes[begin..begin + 11]) {
            codes.extend(text.get(begin..begin + 11));
        }
    }
    codes
}

/// A digit of an identifier or digest of ours, which are written in small letters.
fn is_hexadecimal(byte: u8) -> bool {
    byte == b'-' || byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)
}

fn is_random(run: &[u8]) -> bool {
    let is_uuid = run.len() == 36 && [8, 13, 18, 23].iter().all(|at| run[*at] == b'-');
    is_uuid || (run.len() >= DIGEST && !run.contains(&b'-'))
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
