//! The officers' directory over `OpenID` Connect: authorization code with PKCE (RFC 7636), id tokens checked as §3.1.3.7
//! of its core specification says. Knows no page and no row.

use std::sync::{Arc, RwLock};

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::beginnings::Beginnings;
use super::rules::clean_name;
use crate::kernel::Instant;
use crate::web::server::ContentPolicy;
use crate::web::{App, Failure, Outside, Parts, outgoing};

/// The directory's description and keys are fetched anew after this time, in seconds.
const REFRESH: i64 = 3_600;
/// Nobody is sent to the directory whose description was read longer ago, in seconds, without asking whether it answers: else a
/// dead one would be the browser's own error page.
const ALIVE: i64 = 60;
/// Keys are fetched for an unknown key at most this often, in seconds.
const KEY_RETRY: i64 = 60;
/// The largest answer that is read, in bytes.
const ANSWER_LIMIT: usize = 256 * 1024;
/// How far the directory's clock may be from ours, in seconds.
const CLOCK_SKEW: i64 = 60;

/// Our client of the directory.
pub struct Directory {
    client_secret: String,
    /// How many officers may begin.
    pub(super) beginnings: Beginnings,
    known: RwLock<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    description: Arc<Description>,
    keys: Arc<JwkSet>,
    read_at: Instant,
}

/// The discovery document, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

/// An officer as the directory tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Officer {
    pub subject: String,
    pub name: String,
    pub email: Option<String>,
    pub may_process: bool,
    pub may_approve: bool,
}

/// Why an answer of the directory gives no officer; the code goes to the audit log.
pub(super) enum Trouble {
    /// The directory is down or answers nonsense.
    Outage(String),
    /// The answer may not be believed or the code is spent.
    Refused(&'static str),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Outage(problem) => Failure::Outage(Outside::OfficersDirectory, problem),
            Trouble::Refused(code) => Failure::Malformed(code),
        }
    }
}

/// What binds an answer to its question.
pub(super) struct Question<'a> {
    pub state: &'a str,
    pub nonce: &'a str,
    /// The PKCE code verifier, 43 to 128 characters.
    pub verifier: &'a str,
    /// When it was asked.
    pub asked_at: Instant,
}

impl Directory {
    /// # Errors
    /// One line that names the key of the configuration.
    pub fn new(parts: &Parts) -> anyhow::Result<Self> {
        let path = &parts.config.officers.client_secret_file;
        let secret =
            std::fs::read_to_string(path).with_context(|| format!("officers.client_secret_file {}", path.display()))?;
        Ok(Self {
            client_secret: secret.trim().to_string(),
            beginnings: Beginnings::new("officers", parts.config.officers.starts_per_minute),
            known: RwLock::default(),
        })
    }

    /// The address at which an officer signs in.
    pub(super) async fn start(
        &self,
        app: &App,
        now: Instant,
        question: &Question<'_>,
        language: &str,
    ) -> Result<String, Trouble> {
        let known = self.alive(app, now).await?;
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, question.verifier.as_bytes());
        let mut address = url::Url::parse(&known.description.authorization_endpoint)
            .map_err(|_| Trouble::Outage("the authorization endpoint is no address".to_string()))?;
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &app.config.officers.client_id)
            .append_pair("redirect_uri", &redirect_uri(app))
            .append_pair("scope", "openid profile email")
            .append_pair("state", question.state)
            .append_pair("nonce", question.nonce)
            .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(digest))
            .append_pair("code_challenge_method", "S256")
            .append_pair("max_age", &app.config.officers.max_age_seconds.to_string())
            .append_pair("ui_locales", language);
        Ok(address.into())
    }

    /// Exchanges a code and checks the id token.
    pub(super) async fn finish(
        &self,
        app: &App,
        now: Instant,
        question: &Question<'_>,
        code: &str,
    ) -> Result<Officer, Trouble> {
        let known = self.known(app, now).await?;
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", &redirect_uri(app))
            .append_pair("code_verifier", question.verifier)
            .finish();
        let request = app
            .http
            .post(&known.description.token_endpoint)
            // RFC 6749 §2.3.1: both parts are form-encoded before they become a Basic header.
            .basic_auth(form_encoded(&app.config.officers.client_id), Some(form_encoded(&self.client_secret)))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let answer = request.send().await.map_err(|problem| Trouble::Outage(problem.without_url().to_string()))?;
        match answer.status().as_u16() {
            200 => {}
            400 => return Err(Trouble::Refused("code-refused")),
            status => return Err(Trouble::Outage(format!("the token endpoint answers {status}"))),
        }
        let tokens: Tokens = read(answer).await?;
        self.check(app, now, &tokens.id_token, question).await
    }

    async fn check(
        &self,
        app: &App,
        now: Instant,
        id_token: &str,
        question: &Question<'_>,
    ) -> Result<Officer, Trouble> {
        let header = jsonwebtoken::decode_header(id_token).map_err(|_| Trouble::Refused("token-form"))?;
        if header.alg != Algorithm::RS256 {
            return Err(Trouble::Refused("token-algorithm"));
        }
        let key_id = header.kid.ok_or(Trouble::Refused("token-key"))?;
        let mut known = self.known(app, now).await?;
        if known.keys.find(&key_id).is_none() && now >= known.read_at.plus_seconds(KEY_RETRY) {
            known = self.fetch(app, now).await?;
        }
        let jwk = known.keys.find(&key_id).ok_or(Trouble::Refused("token-key"))?;
        let key = DecodingKey::from_jwk(jwk).map_err(|_| Trouble::Refused("token-key"))?;
        let officers = &app.config.officers;
        let expected = Expected {
            issuer: &officers.issuer,
            client_id: &officers.client_id,
            nonce: question.nonce,
            identified_since: question.asked_at.plus_seconds(-officers.max_age_seconds),
            now,
        };
        read_token(id_token, &key, &expected).map_err(Trouble::Refused)
    }

    async fn alive(&self, app: &App, now: Instant) -> Result<Known, Trouble> {
        let known = self.known.read().ok().and_then(|known| known.clone());
        match known {
            Some(known) if now < known.read_at.plus_seconds(ALIVE) => Ok(known),
            _ => self.fetch(app, now).await,
        }
    }

    async fn known(&self, app: &App, now: Instant) -> Result<Known, Trouble> {
        let known = self.known.read().ok().and_then(|known| known.clone());
        match known {
            Some(known) if now < known.read_at.plus_seconds(REFRESH) => Ok(known),
            Some(old) => Ok(self.fetch(app, now).await.unwrap_or(old)),
            None => self.fetch(app, now).await,
        }
    }

    async fn fetch(&self, app: &App, now: Instant) -> Result<Known, Trouble> {
        let issuer = &app.config.officers.issuer;
        let description: Description = get(app, &format!("{issuer}/.well-known/openid-configuration")).await?;
        if &description.issuer != issuer {
            return Err(Trouble::Outage("the description names another issuer".to_string()));
        }
        let keys: JwkSet = get(app, &description.jwks_uri).await?;
        app.part::<ContentPolicy>().allow_form_target(&description.authorization_endpoint);
        let known = Known { description: Arc::new(description), keys: Arc::new(keys), read_at: now };
        if let Ok(mut held) = self.known.write() {
            *held = Some(known.clone());
        }
        Ok(known)
    }
}

fn redirect_uri(app: &App) -> String {
    format!("{}/desk/callback", app.config.public_url)
}

fn form_encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn get<T: DeserializeOwned>(app: &App, address: &str) -> Result<T, Trouble> {
    let answer =
        app.http.get(address).send().await.map_err(|problem| Trouble::Outage(problem.without_url().to_string()))?;
    if !answer.status().is_success() {
        return Err(Trouble::Outage(format!("the directory answers {}", answer.status())));
    }
    read(answer).await
}

async fn read<T: DeserializeOwned>(answer: reqwest::Response) -> Result<T, Trouble> {
    let body = outgoing::read(answer, ANSWER_LIMIT).await.map_err(Trouble::Outage)?;
    // The error of the parser quotes what it read, which may be a token.
    serde_json::from_slice(&body).map_err(|_| Trouble::Outage("the directory's answer cannot be read".to_string()))
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    /// When the directory identified the officer; `max_age` in the request obliges it to tell.
    auth_time: Option<i64>,
    nonce: Option<String>,
    name: Option<String>,
    email: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

struct Expected<'a> {
    issuer: &'a str,
    client_id: &'a str,
    nonce: &'a str,
    /// An older identification is not enough.
    identified_since: Instant,
    now: Instant,
}

/// Checks the signature and every claim; the time is the handed-in one.
fn read_token(token: &str, key: &DecodingKey, expected: &Expected<'_>) -> Result<Officer, &'static str> {
    let mut validation = Validation::new(Algorithm::RS256);
    // The library would read the machine's clock and knows no nonce: the claims are checked below instead.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let claims = jsonwebtoken::decode::<Claims>(token, key, &validation).map_err(|_| "token-signature")?.claims;
    let is_for_us = match &claims.aud {
        Audience::One(audience) => audience == expected.client_id,
        Audience::Many(audiences) => {
            audiences.iter().any(|audience| audience == expected.client_id)
                && (audiences.len() == 1 || claims.azp.as_deref() == Some(expected.client_id))
        }
    };
    let now = expected.now.milliseconds() / 1000;
    let identified_since = expected.identified_since.milliseconds() / 1000;
    if claims.iss != expected.issuer {
        Err("token-issuer")
    } else if !is_for_us {
        Err("token-audience")
    } else if now > claims.exp + CLOCK_SKEW {
        Err("token-expired")
    } else if claims.iat > now + CLOCK_SKEW || now > claims.iat + REFRESH {
        Err("token-issued")
    } else if claims.nonce.as_deref() != Some(expected.nonce) {
        Err("token-nonce")
    } else if claims.sub.is_empty() {
        Err("token-subject")
    } else if claims.auth_time.is_none_or(|at| at > now + CLOCK_SKEW) {
        Err("token-identified-at")
    } else if claims.auth_time.is_some_and(|at| at + CLOCK_SKEW < identified_since) {
        Err("token-identified-long-ago")
    } else {
        let has = |role: &str| claims.roles.iter().any(|held| held == role);
        Ok(Officer {
            name: claims
                .name
                .map(|name| clean_name(&name))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| clean_name(&claims.sub)),
            may_process: has("officer") || has("approver"),
            may_approve: has("approver"),
            email: claims.email,
            subject: claims.sub,
        })
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
    use serde_json::{Value, json};

    use super::{Expected, read_token};
    use crate::kernel::Instant;
    use crate::testing::{SIGNING_CERTIFICATE_PUBLIC_KEY, SIGNING_KEY};

    const NOW: i64 = 1_795_255_200;
    /// How long ago the officer may have been identified.
    const AGE: i64 = 600;

    fn claims() -> Value {
        json!({
            "iss": "https://directory.example", "sub": "7b0c", "aud": "ekstranet", "exp": NOW + 300, "iat": NOW,
            "auth_time": NOW, "nonce": "n", "name": "Vilma Virkanen", "roles": ["officer"], "future": {"x": 1},
        })
    }

    fn read(claims: &Value) -> Result<super::Officer, &'static str> {
        let key = EncodingKey::from_rsa_pem(SIGNING_KEY.as_bytes()).expect("a key");
        let token = jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &key).expect("signed");
        read_text(&token)
    }

    fn read_text(token: &str) -> Result<super::Officer, &'static str> {
        let key = DecodingKey::from_rsa_pem(SIGNING_CERTIFICATE_PUBLIC_KEY.as_bytes()).expect("a key");
        let now = Instant::from_milliseconds(NOW * 1000);
        let identified_since = now.plus_seconds(-AGE);
        let (issuer, client_id) = ("https://directory.example", "ekstranet");
        read_token(token, &key, &Expected { issuer, client_id, nonce: "n", identified_since, now })
    }

    #[test]
    fn a_good_token_tells_who_the_officer_is() {
        let officer = read(&claims()).expect("accepted");
        assert_eq!((officer.subject.as_str(), officer.name.as_str()), ("7b0c", "Vilma Virkanen"));
        assert!(officer.may_process && !officer.may_approve);
        for (name, shown) in [
            (json!("  Vilma\u{0} Virkanen\n "), "Vilma Virkanen".to_string()),
            (json!("\u{1b} "), "7b0c".to_string()),
            (json!("a".repeat(5_000)), "a".repeat(200)),
        ] {
            let mut claims = claims();
            claims["name"] = name;
            assert_eq!(read(&claims).expect("accepted").name, shown);
        }
        for (roles, officer, approver) in
            [(json!(["approver"]), true, true), (json!([]), false, false), (json!(["x"]), false, false)]
        {
            let mut claims = claims();
            claims["roles"] = roles;
            let read = read(&claims).expect("accepted");
            assert_eq!((read.may_process, read.may_approve), (officer, approver));
        }
    }

    #[test]
    fn every_claim_must_fit() {
        for (claim, value, reason) in [
            ("iss", json!("https://other.example"), "token-issuer"),
            ("aud", json!("other"), "token-audience"),
            ("aud", json!(["ekstranet", "other"]), "token-audience"),
            ("exp", json!(NOW - 61), "token-expired"),
            ("iat", json!(NOW + 61), "token-issued"),
            ("iat", json!(NOW - 3_601), "token-issued"),
            ("nonce", json!("m"), "token-nonce"),
            ("nonce", Value::Null, "token-nonce"),
            ("sub", json!(""), "token-subject"),
            ("exp", Value::Null, "token-signature"),
            ("auth_time", Value::Null, "token-identified-at"),
            ("auth_time", json!(NOW + 61), "token-identified-at"),
            ("auth_time", json!(NOW - AGE - 61), "token-identified-long-ago"),
            ("auth_time", json!(0), "token-identified-long-ago"),
        ] {
            let mut claims = claims();
            claims[claim] = value;
            assert_eq!(read(&claims), Err(reason), "{claim}");
        }
    }

    #[test]
    fn an_identification_counts_until_it_is_too_old() {
        for at in [NOW + 60, NOW, NOW - AGE, NOW - AGE - 60] {
            let mut claims = claims();
            claims["auth_time"] = json!(at);
            assert!(read(&claims).is_ok(), "{at}");
        }
    }

    #[test]
    fn a_changed_or_unsigned_token_is_refused() {
        let key = EncodingKey::from_rsa_pem(SIGNING_KEY.as_bytes()).expect("a key");
        let token = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &claims(), &key).expect("signed");
        assert!(read_text(&token).is_ok());
        let parts: Vec<&str> = token.split('.').collect();
        let other = jsonwebtoken::encode(&Header::new(Algorithm::RS256), &json!({"iss": "x"}), &key).expect("signed");
        let mixed = format!("{}.{}.{}", parts[0], parts[1], other.rsplit('.').next().expect("a signature"));
        let hmac = jsonwebtoken::encode(
            &Header::new(Algorithm::HS256),
            &claims(),
            &EncodingKey::from_secret(SIGNING_CERTIFICATE_PUBLIC_KEY.as_bytes()),
        )
        .expect("signed");
        for bad in [mixed, hmac, format!("{}.{}.", parts[0], parts[1]), String::new()] {
            assert_eq!(read_text(&bad), Err("token-signature"), "{bad}");
        }
    }
}
