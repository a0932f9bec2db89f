//! Cookies: reading one from a request and writing one with the attributes that we always want.

use axum::http::{HeaderMap, HeaderValue, header};

/// When a browser sends the cookie with requests that began elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    Lax,
    /// Only for the short cookie that must come with the identity provider's POST.
    None,
}

/// A cookie to set: always `Secure`, `HttpOnly` and for the whole site, hence the `__Host-` names.
pub struct Cookie<'a> {
    pub name: &'static str,
    pub value: &'a str,
    pub same_site: SameSite,
    /// Seconds to live; `None` lives until the browser closes, 0 removes.
    pub max_age: Option<i64>,
}

impl Cookie<'_> {
    /// The value of `Set-Cookie`.
    ///
    /// # Panics
    /// Never for our own values, which are hexadecimal or codes.
    pub fn header(&self) -> HeaderValue {
        let same_site = match self.same_site {
            SameSite::Lax => "Lax",
            SameSite::None => "None",
        };
        let max_age = self.max_age.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let text = format!("{}={}; Path=/; Secure; HttpOnly; SameSite={same_site}{max_age}", self.name, self.value);
        HeaderValue::from_str(&text).expect("a cookie of ours is plain text")
    }

    /// The value of a cookie in a request.
    pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
        headers
            .get_all(header::COOKIE)
            .into_iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }
}
