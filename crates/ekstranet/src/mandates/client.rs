//! The client of the Suomi.fi e-Authorizations Web API: acting for an organisation (fact sheet 1.3). The register call
//! carries the identity code in its path, so no address is ever logged or put into an error.

use anyhow::{Context as _, anyhow};
use reqwest::{Method, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use url::{Position as Place, Url};

use super::checksum::ChecksumKey;
use super::rules::Policy;
use crate::kernel::{Language, NationalId};
use crate::web::{App, Parts, outgoing};

/// The largest answer that is read, in bytes. It bounds the number of organisations and roles; a larger one is refused
/// whole, for a part of it would hide the other part.
const ANSWER_LIMIT: usize = 512 * 1024;

/// What Suomi.fi's own library puts beside the reason when it refuses the caller: our clock, checksum or client. A round
/// that is over is told without it, by the tokens' part of the service.
const REFUSES_US: &str = "x-rova-errormessage-included";

/// The error codes of Suomi.fi's library that are about whoever calls: what is asked, our registration, our rights. Whoever is
/// refused with another one, or with none, is held to be refused as a person: nothing else is known to give this status, and
/// somebody who is told that nothing answers would try again for ever.
const ABOUT_US: [u64; 9] = [101, 102, 103, 105, 106, 107, 108, 110, 111];

/// Our registration with Suomi.fi e-Authorizations.
pub struct Mandates {
    base: Url,
    key: ChecksumKey,
    oauth_password: String,
    /// What counts as a right here.
    pub(super) policy: Policy,
}

/// A round that Suomi.fi has opened for a person.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Registered {
    /// Stays on the server.
    pub session_id: String,
    /// Goes with the browser.
    pub user_id: String,
}

/// One organisation of an answer. Fields that we do not know are let be; one that is null is not there.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Returned {
    #[serde(default)]
    pub name: Option<String>,
    pub identifier: String,
    /// An answer that does not say whether it is complete counts as incomplete.
    #[serde(default, deserialize_with = "or_absent")]
    pub complete: bool,
    #[serde(default, deserialize_with = "without_nulls")]
    pub roles: Vec<String>,
}

/// A null is as good as no field: one odd row does not make the whole answer unreadable.
fn or_absent<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(field: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(field)?.unwrap_or_default())
}

fn without_nulls<'de, D: Deserializer<'de>>(field: D) -> Result<Vec<String>, D::Error> {
    let roles: Vec<Option<String>> = or_absent(field)?;
    Ok(roles.into_iter().flatten().collect())
}

/// What a refusal says of itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refusal {
    error_code: Option<serde_json::Value>,
}

/// The error code of a refusal, as a number or as its digits.
fn error_code(body: &[u8]) -> Option<u64> {
    let code = serde_json::from_slice::<Refusal>(body).ok()?.error_code?;
    code.as_u64().or_else(|| code.as_str()?.parse().ok())
}

/// What a round gave, and the identifiers of our calls in Suomi.fi's log.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub organisations: Vec<Returned>,
    pub requests: Vec<String>,
}

/// Why Suomi.fi gave nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// It will not open a round for this person.
    PersonRefused,
    /// The code is spent or the round is over.
    RoundOver,
    /// It is down, answers nonsense or refuses our credentials; a word for the log.
    Outage(String),
}

/// Calls that gave nothing. Just these are the ones for which one rings Suomi.fi, so their identifiers are kept too.
#[derive(Debug)]
pub(super) struct Unanswered {
    pub trouble: Trouble,
    pub requests: Vec<String>,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

/// One call on its way.
struct Call<'a> {
    name: &'static str,
    segments: &'a [&'a str],
    query: &'a [(&'a str, &'a str)],
    bearer: Option<&'a str>,
}

impl Mandates {
    /// # Errors
    /// One line that names the key of the configuration.
    pub fn new(parts: &Parts) -> anyhow::Result<Self> {
        let config = &parts.config.mandates;
        let secret = |path: &std::path::Path, key: &str| {
            let text = std::fs::read_to_string(path).with_context(|| format!("{key} {}", path.display()))?;
            Ok::<_, anyhow::Error>(text.trim().to_string())
        };
        let base = Url::parse(config.base_url.trim_end_matches('/')).map_err(|e| anyhow!("mandates.base_url: {e}"))?;
        if base.cannot_be_a_base() {
            return Err(anyhow!("mandates.base_url: not an address"));
        }
        let api_key = secret(&config.api_key_file, "mandates.api_key_file")?;
        Ok(Self {
            base,
            key: ChecksumKey::new(&config.client_id, &api_key),
            oauth_password: secret(&config.oauth_password_file, "mandates.oauth_password_file")?,
            policy: Policy::new(config).map_err(|problem| anyhow!("{problem}"))?,
        })
    }

    /// Opens a round for a person; also gives the request's identifier.
    pub(super) async fn register(&self, app: &App, person: &NationalId) -> Result<(Registered, String), Unanswered> {
        let request = new_request(app);
        match self.open_round(app, person, &request).await {
            Ok(registered) => Ok((registered, request)),
            Err(trouble) => Err(Unanswered { trouble, requests: vec![request] }),
        }
    }

    async fn open_round(&self, app: &App, person: &NationalId, request: &str) -> Result<Registered, Trouble> {
        let client_id = &app.config.mandates.client_id;
        let call = Call {
            name: "register",
            segments: &["service", "ypa", "user", "register", client_id, person.expose()],
            query: &[("requestId", request)],
            bearer: None,
        };
        let answer = self.get(app, &call, request).await?;
        match answer.status().as_u16() {
            200 => read(answer).await,
            403 => {
                let body = outgoing::read(answer, ANSWER_LIMIT).await.map_err(Trouble::Outage)?;
                Err(match error_code(&body).filter(|code| ABOUT_US.contains(code)) {
                    Some(code) => Trouble::Outage(format!("register answers 403, error code {code}")),
                    None => Trouble::PersonRefused,
                })
            }
            status => Err(Trouble::Outage(format!("register answers {status}"))),
        }
    }

    /// Where the person chooses for whom to act.
    pub(super) fn choice_address(&self, app: &App, user_id: &str, state: &str, language: Language) -> String {
        let mut address = self.address(&["oauth", "authorize"]);
        address
            .query_pairs_mut()
            .append_pair("client_id", &app.config.mandates.client_id)
            .append_pair("response_type", "code")
            .append_pair("redirect_uri", &return_address(app))
            .append_pair("user", user_id)
            .append_pair("state", state)
            .append_pair("lang", language.code());
        address.into()
    }

    /// Exchanges the code for what the person chose; ends the round at Suomi.fi in every case.
    pub(super) async fn ask(&self, app: &App, session_id: &str, code: &str) -> Result<Asked, Unanswered> {
        let mut requests = Vec::new();
        let organisations = self.token_and_roles(app, session_id, code, &mut requests).await;
        requests.push(unregister(app, session_id.to_string()));
        match organisations {
            Ok(organisations) => Ok(Asked { organisations, requests }),
            Err(trouble) => Err(Unanswered { trouble, requests }),
        }
    }

    /// The identifier of the second call joins the others; the interface gives the first one none.
    async fn token_and_roles(
        &self,
        app: &App,
        session_id: &str,
        code: &str,
        requests: &mut Vec<String>,
    ) -> Result<Vec<Returned>, Trouble> {
        let token = self.token(app, code).await?;
        let request = new_request(app);
        requests.push(request.clone());
        let call = Call {
            name: "organizationRoles",
            segments: &["service", "ypa", "api", "organizationRoles", session_id],
            query: &[("requestId", &request)],
            bearer: Some(&token.access_token),
        };
        let answer = self.get(app, &call, &request).await?;
        match answer.status().as_u16() {
            200 => {}
            401 if answer.headers().contains_key(REFUSES_US) => {
                return Err(Trouble::Outage("organizationRoles refuses our checksum (401)".to_string()));
            }
            400 | 401 | 403 => return Err(Trouble::RoundOver),
            status => return Err(Trouble::Outage(format!("organizationRoles answers {status}"))),
        }
        read(answer).await
    }

    async fn token(&self, app: &App, code: &str) -> Result<Token, Trouble> {
        let mut address = self.address(&["oauth", "token"]);
        address
            .query_pairs_mut()
            .append_pair("grant_type", "authorization_code")
            .append_pair("redirect_uri", &return_address(app))
            .append_pair("code", code);
        let request = app.http.post(address).basic_auth(&app.config.mandates.client_id, Some(&self.oauth_password));
        let answer = request.send().await.map_err(|problem| outage("token", &problem.without_url()))?;
        tracing::info!(call = "token", status = answer.status().as_u16(), "mandates");
        match answer.status().as_u16() {
            200 => read(answer).await,
            400 => Err(Trouble::RoundOver),
            status => Err(Trouble::Outage(format!("token answers {status}"))),
        }
    }

    async fn end_round(&self, app: &App, session_id: &str, request: &str) {
        let call = Call {
            name: "unregister",
            segments: &["service", "ypa", "user", "unregister", session_id],
            query: &[("requestId", request)],
            bearer: None,
        };
        match self.get(app, &call, request).await {
            Ok(answer) if answer.status().is_success() => {}
            Ok(answer) => tracing::warn!(%request, status = %answer.status(), "mandates: the round could not be ended"),
            Err(_) => tracing::warn!(%request, "mandates: the round could not be ended"),
        }
    }

    /// The address of a path under the base, with what is not plain in it percent-encoded.
    fn address(&self, segments: &[&str]) -> Url {
        let mut address = self.base.clone();
        if let Ok(mut path) = address.path_segments_mut() {
            path.pop_if_empty();
            for segment in segments {
                path.push(segment);
            }
        }
        // A plus is allowed in a path, but some servers read it as a space (identity codes of the 1800s have one).
        let path = address.path().replace('+', "%2B");
        address.set_path(&path);
        address
    }

    async fn get(&self, app: &App, call: &Call<'_>, request: &str) -> Result<Response, Trouble> {
        let mut address = self.address(call.segments);
        address.query_pairs_mut().extend_pairs(call.query);
        let timestamp = app.clock.now().to_string();
        let header = self.key.header(&address[Place::BeforePath..Place::AfterQuery], &timestamp);
        let mut sending = app.http.request(Method::GET, address).header("X-AsiointivaltuudetAuthorization", header);
        if let Some(token) = call.bearer {
            sending = sending.bearer_auth(token);
        }
        let answer = sending.send().await.map_err(|problem| outage(call.name, &problem.without_url()));
        if let Ok(answer) = &answer {
            tracing::info!(call = call.name, %request, status = answer.status().as_u16(), "mandates");
        } else {
            tracing::warn!(call = call.name, %request, "mandates: no answer");
        }
        answer
    }
}

/// Ends a round and gives the request's identifier. Nothing depends on it, for Suomi.fi ends the round by itself after a
/// while, so nobody waits for it: a slow Suomi.fi has taken enough of the person's time by then.
pub(super) fn unregister(app: &App, session_id: String) -> String {
    let (app, request) = (app.clone(), new_request(app));
    let given = request.clone();
    tokio::spawn(async move { app.part::<Mandates>().end_round(&app, &session_id, &request).await });
    given
}

/// The address registered with Suomi.fi, to which the browser returns.
fn return_address(app: &App) -> String {
    format!("{}/act-for/return", app.config.public_url)
}

/// A new identifier for one call, by which Suomi.fi's log is searched.
fn new_request(app: &App) -> String {
    uuid::Builder::from_random_bytes(app.random.bytes()).into_uuid().to_string()
}

fn outage(call: &str, problem: &reqwest::Error) -> Trouble {
    let kind = if problem.is_timeout() {
        "no answer in time"
    } else if problem.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    };
    Trouble::Outage(format!("{call}: {kind}"))
}

async fn read<T: DeserializeOwned>(answer: Response) -> Result<T, Trouble> {
    let body = outgoing::read(answer, ANSWER_LIMIT).await.map_err(Trouble::Outage)?;
    // The parser's error quotes what it read.
    serde_json::from_slice(&body).map_err(|_| Trouble::Outage("the answer cannot be read".to_string()))
}

#[cfg(test)]
mod tests {
    use super::{Returned, error_code};

    #[test]
    fn unknown_fields_are_let_be_and_missing_ones_are_not_a_right() {
        let text = r#"[{"name":"A Oy","identifier":"9900226-7","complete":true,"roles":["TJ","XQZ"],"future":{"x":[1]}},
                       {"identifier":"9900116-8"}]"#;
        let read: Vec<Returned> = serde_json::from_str(text).expect("reads");
        assert_eq!((read[0].roles.len(), read[0].complete), (2, true));
        assert_eq!((read[1].name.as_deref(), read[1].roles.len(), read[1].complete), (None, 0, false));
        assert!(serde_json::from_str::<Vec<Returned>>(r#"[{"roles":["TJ"]}]"#).is_err());
    }

    #[test]
    fn a_null_is_as_good_as_no_field_and_spoils_no_other_row() {
        let text = r#"[{"name":null,"identifier":"9900226-7","complete":null,"roles":null},
                       {"name":"B Oy","identifier":"9900116-8","complete":true,"roles":["TJ",null]}]"#;
        let read: Vec<Returned> = serde_json::from_str(text).expect("reads");
        assert_eq!((read[0].name.as_deref(), read[0].roles.len(), read[0].complete), (None, 0, false));
        assert_eq!((read[1].roles.as_slice(), read[1].complete), (&["TJ".to_string()][..], true));
        assert!(serde_json::from_str::<Vec<Returned>>(r#"[{"identifier":null}]"#).is_err(), "nobody to act for");
    }

    #[test]
    fn the_error_code_of_a_refusal_is_read_as_a_number_or_its_digits() {
        for (body, code) in [
            (r#"{"errorMessage":"x","errorCode":104}"#, Some(104)),
            (r#"{"errorCode":"106","reqID":"x"}"#, Some(106)),
            (r#"{"errorCode":null}"#, None),
            ("{}", None),
            ("<html>Forbidden</html>", None),
            ("", None),
        ] {
            assert_eq!(error_code(body.as_bytes()), code, "{body}");
        }
    }
}
