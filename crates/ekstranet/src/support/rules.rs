//! How long a code and a view live, what may be seen in one, and which page it begins on. Pure.

use crate::kernel::{Acting, Basis, BusinessId, Instant, Permission, Permissions, Random, holds_identity_code};
use crate::mandates;
use crate::sign_in;
use crate::web::App;

/// How long a code can be used, in seconds.
pub(super) const CODE_SECONDS: i64 = 10 * 60;
/// How long an officer may look, in seconds.
pub(super) const VIEW_SECONDS: i64 = 15 * 60;
/// In what time tries are counted, in seconds.
pub(super) const GUESS_SECONDS: i64 = 10 * 60;
/// Tries that an officer has in that time: one in two hundred thousand finds a given code.
pub(super) const GUESSES: i64 = 5;

/// Six random digits.
pub(super) fn new_code(random: &Random) -> String {
    format!("{:06}", u64::from_be_bytes(random.bytes()) % 1_000_000)
}

/// The six digits of what was typed; spaces between them are how people read them aloud.
pub(super) fn typed_code(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// In two groups, to read and to hear.
pub(super) fn spoken(code: &str) -> String {
    let (first, last) = code.split_at(code.len() / 2);
    format!("{first} {last}")
}

/// The page on which a view begins: one of the organisation's own that an officer can read; otherwise its home page.
/// The page for signing is the signatory's alone, so the view begins on the case.
pub(super) fn page_to_show(organisation: &BusinessId, asked: &str) -> String {
    let home = format!("/o/{organisation}/");
    let path = asked.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_suffix("/sign").unwrap_or(path);
    let is_page = path.starts_with(&home) && is_own_page(path) && !path.ends_with("/support-code");
    if is_page { path.to_string() } else { home }
}

/// Whether a path is one of this service that can stand in an address again.
pub(super) fn is_own_page(path: &str) -> bool {
    sign_in::local_path(path).is_some()
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_'))
        && !holds_identity_code(path)
}

/// What an officer may open in a view: what the person may, without the signing page.
fn seen(person: Permissions) -> Permissions {
    Permission::ALL
        .into_iter()
        .filter(|permission| *permission != Permission::SignAgreements && person.allow(*permission))
        .fold(Permissions::none(), Permissions::with)
}

/// A live view with the person's right.
#[derive(Debug, db::FromRow)]
pub(super) struct ViewRow {
    pub id: String,
    organisation_name: String,
    bases: String,
    checked_at: i64,
}

impl ViewRow {
    pub fn acting(&self, app: &App, organisation: &BusinessId) -> Option<Acting> {
        Some(Acting {
            organisation: organisation.clone(),
            organisation_name: self.organisation_name.clone(),
            basis: self.bases.split(' ').find_map(Basis::parse)?,
            permissions: seen(mandates::permissions_here(app, &self.bases)),
            checked_at: Instant::from_milliseconds(self.checked_at),
        })
    }
}

/// A code that can be used now.
#[derive(Debug, db::FromRow)]
pub(super) struct CodeRow {
    pub id: String,
    pub session_id: String,
    pub person_id: String,
    pub organisation: String,
    pub page: String,
}

/// A view that is not noted as ended.
#[derive(Debug, db::FromRow)]
pub(super) struct OpenRow {
    pub id: String,
    pub session_id: String,
    pub officer_session_id: String,
    pub organisation: String,
    ends_at: i64,
    session_ended_at: Option<i64>,
    officer_ended_at: Option<i64>,
}

impl OpenRow {
    /// When the view ended by itself, and by what: its time, or the end of a session on either side. `None` while it lives.
    pub fn over(&self, now: Instant) -> Option<(Instant, &'static str)> {
        let sessions = [self.session_ended_at, self.officer_ended_at].into_iter().flatten().map(|at| (at, "session"));
        let (at, by) = sessions.chain([(self.ends_at, "time")]).min()?;
        (at <= now.milliseconds()).then(|| (Instant::from_milliseconds(at), by))
    }
}

#[cfg(test)]
mod tests {
    use super::{OpenRow, new_code, page_to_show, seen, spoken, typed_code};
    use crate::kernel::{BusinessId, Instant, Permission, Permissions, Random};

    #[test]
    fn a_code_is_six_digits_however_it_is_typed() {
        for seed in 0..50 {
            let code = new_code(&Random::seeded(seed * 1_000));
            assert_eq!(typed_code(&spoken(&code)).as_deref(), Some(code.as_str()));
        }
        assert_eq!(typed_code(" 12 34-56 ").as_deref(), Some("123456"));
        for wrong in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(typed_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_view_ends_with_its_time_or_with_a_session_on_either_side() {
        let row = |session_ended_at, officer_ended_at| OpenRow {
            id: String::new(),
            session_id: String::new(),
            officer_session_id: String::new(),
            organisation: String::new(),
            ends_at: 900,
            session_ended_at,
            officer_ended_at,
        };
        let over =
            |row: OpenRow, now: i64| row.over(Instant::from_milliseconds(now)).map(|(at, by)| (at.milliseconds(), by));
        assert_eq!(over(row(None, None), 899), None);
        assert_eq!(over(row(None, None), 900), Some((900, "time")));
        assert_eq!(over(row(Some(500), None), 499), None, "a clock that goes back");
        assert_eq!(over(row(Some(500), None), 600), Some((500, "session")));
        assert_eq!(over(row(Some(500), Some(400)), 1_000), Some((400, "session")));
        assert_eq!(over(row(Some(950), Some(990)), 1_000), Some((900, "time")), "it was over before");
    }

    #[test]
    fn a_view_begins_on_a_page_of_the_same_organisation() {
        let organisation = BusinessId::parse("9900226-7").expect("valid");
        let shown = |asked: &str| page_to_show(&organisation, asked);
        assert_eq!(shown("/o/9900226-7/agreements?state=old"), "/o/9900226-7/agreements");
        assert_eq!(shown("/o/9900226-7/applications/1/sign"), "/o/9900226-7/applications/1");
        for other in [
            "",
            "/",
            "/me",
            "/o/9900116-8/",
            "//evil.example/o/9900226-7/",
            "/o/9900226-7/../9900116-8/",
            "/o/9900226-7/%2e%2e/%2e%2e/desk/",
            "/o/9900226-7/150668-917m",
            "/o/9900226-7/support-code",
        ] {
            assert_eq!(shown(other), "/o/9900226-7/", "{other}");
        }
    }

    #[test]
    fn a_view_never_reaches_further_than_the_person_and_never_signs() {
        for permission in Permission::ALL {
            let one = Permissions::none().with(permission);
            for other in Permission::ALL {
                let is_seen = other == permission && other != Permission::SignAgreements;
                assert_eq!(seen(one).allow(other), is_seen, "{other:?} of {permission:?}");
            }
        }
    }
}
