//! What binds an answer to the browser in which its way began: a cookie with a secret for each way that is open there, so that
//! of two tabs in which somebody begins the first to come back is let in, whichever began first. Every way has a secret of its
//! own, made when it begins. The first that leads in ends them all, and so does a sign-out: none that somebody else has begun
//! in this browser leads in after its own person has (rows 14, 15 and 25 of the check list of attacks).

use axum::http::HeaderMap;

use super::rules::PENDING_SECONDS;
use crate::kernel::Vault;
use crate::web::{Cookie, SameSite};

/// So many ways may be open in a browser; the oldest gives way to a new one.
const WAYS: usize = 8;
/// 32 random bytes in hexadecimal.
const LENGTH: usize = 64;

/// The secrets of a browser's open ways, the oldest first.
#[derive(Debug, Default)]
pub(super) struct OpenWays(Vec<String>);

impl OpenWays {
    /// Those in a cookie; what is no secret of ours is let go.
    pub fn read(headers: &HeaderMap, name: &str) -> Self {
        let text = Cookie::read(headers, name).unwrap_or_default();
        let is_secret =
            |part: &&str| part.len() == LENGTH && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let mut ways = Self(text.split('.').filter(is_secret).map(str::to_string).collect());
        ways.keep_newest();
        ways
    }

    /// The same with one more.
    #[must_use]
    pub fn with(mut self, secret: &str) -> Self {
        self.0.push(secret.to_string());
        self.keep_newest();
        self
    }

    fn keep_newest(&mut self) {
        let too_many = self.0.len().saturating_sub(WAYS);
        drop(self.0.drain(..too_many));
    }

    /// The secret with this keyed hash.
    pub fn secret_of(&self, vault: &Vault, hash: &str) -> Option<String> {
        self.0.iter().find(|secret| vault.token_hash(secret) == hash).cloned()
    }

    /// The value of the cookie; empty when no way is open.
    pub fn value(&self) -> String {
        self.0.join(".")
    }
}

/// The cookie with this value, or its end where that is empty.
pub(super) fn browser_cookie<'v>(name: &'static str, value: &'v str, same_site: SameSite) -> Cookie<'v> {
    let max_age = Some(if value.is_empty() { 0 } else { PENDING_SECONDS });
    Cookie { name, value, same_site, max_age }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{LENGTH, OpenWays, WAYS};
    use crate::kernel::Vault;

    fn held(value: &str) -> OpenWays {
        let mut headers = HeaderMap::new();
        let cookie = HeaderValue::from_str(&format!("a=b; __Host-x={value}")).expect("a header");
        headers.insert(header::COOKIE, cookie);
        OpenWays::read(&headers, "__Host-x")
    }

    fn secret(number: usize) -> String {
        format!("{number:064x}")
    }

    #[test]
    fn each_way_is_found_by_its_own_secret() {
        let vault = Vault::new(&[7; 32]);
        let ways = held(&OpenWays::default().with(&secret(1)).with(&secret(2)).value());
        for number in [1, 2] {
            assert_eq!(ways.secret_of(&vault, &vault.token_hash(&secret(number))), Some(secret(number)));
        }
        assert_eq!(ways.secret_of(&vault, &vault.token_hash(&secret(3))), None);
    }

    #[test]
    fn what_is_no_secret_is_let_go_and_the_oldest_give_way() {
        for bad in ["", ".", "..", "x", &"g".repeat(LENGTH), &"a".repeat(LENGTH - 1), &"A".repeat(LENGTH)] {
            assert_eq!(held(bad).value(), "", "{bad}");
            assert_eq!(held(&format!("{bad}.{}.{bad}", secret(1))).value(), secret(1), "{bad}");
        }
        let many: Vec<String> = (0..2 * WAYS).map(secret).collect();
        let ways = held(&many.join(".")).with(&secret(99));
        let newest: Vec<String> = (WAYS + 1..2 * WAYS).map(secret).chain([secret(99)]).collect();
        assert_eq!(ways.value(), newest.join("."));
    }
}
