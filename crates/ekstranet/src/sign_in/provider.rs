//! The identity provider as the portal knows it: read from its metadata at the start where that is a file, otherwise
//! fetched, and kept fresh so that a new signing key needs no restart.

use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use aws_lc_rs::constant_time::verify_slices_are_equal;
use saml::{IdentityProvider, Refused, ServiceProvider};
use x509_cert::Certificate;
use x509_cert::der::DecodePem as _;
use zeroize::Zeroizing;

use super::beginnings::Beginnings;
use crate::config::{Config, ThreeTexts};
use crate::kernel::{Instant, Language, hexadecimal};
use crate::texts::{Texts, texts};
use crate::web::server::ContentPolicy;
use crate::web::{App, Failure, Outside, Parts, outgoing};

/// The identity provider's metadata is read anew after this time, in seconds, and sooner when its `cacheDuration` asks
/// so: short, because a metadata address that does not answer is the only sign of a dead provider that we see before
/// people do.
const REFRESH: i64 = 600;
/// After a failure, or when a signature does not fit, it is read again at most this often, in seconds.
const RETRY: i64 = 60;
/// The same while nothing is known yet.
const FIRST_RETRY: i64 = 3;
/// How long a person who wants to sign in waits for the question whether the identity provider answers; longer than a
/// connection may take, so that one that is slow is told from one that is not there.
const PATIENCE: Duration = Duration::from_secs(3);
/// The largest metadata that is read, in bytes; Suomi.fi's own is a hundredth of this.
const METADATA_LIMIT: usize = 1024 * 1024;
const BEGIN_OF_CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";
const END_OF_CERTIFICATE: &str = "-----END CERTIFICATE-----";
/// What the name of a certificate says that `cargo dev` has made; a test of `xtask` holds it to that.
const MADE_FOR_TESTS: &str = "(development)";
/// How far the identity provider's clock may be from ours, in seconds.
const CLOCK_SKEW: i64 = 60;

/// Our side of Suomi.fi e-Identification.
pub struct SignIn {
    /// Knows our keys and no identity provider: enough for our own metadata.
    ours: ServiceProvider,
    metadata_certificate: Option<String>,
    known: RwLock<Known>,
    /// Held while metadata is fetched, so that a crowd fetches once.
    fetching: tokio::sync::Mutex<()>,
    reached: RwLock<Reached>,
    /// The same while somebody asks whether the provider answers.
    asking: tokio::sync::Mutex<()>,
    /// How many people may begin.
    pub(super) beginnings: Beginnings,
}

/// Whether anybody answers at the provider's address, as far as it was asked.
#[derive(Clone, Default)]
struct Reached {
    /// How many times it was asked.
    count: u64,
    answered_at: Option<Instant>,
    /// Since when it does not, and why.
    silent: Option<(Instant, String)>,
}

#[derive(Clone, Default)]
struct Known {
    provider: Option<Arc<ServiceProvider>>,
    /// When it was last read with success.
    read_at: Option<Instant>,
    /// When reading was last tried.
    tried_at: Option<Instant>,
    /// When it failed, until it succeeds again.
    failed_at: Option<Instant>,
}

impl SignIn {
    /// Reads our keys and, where it is a readable file, the identity provider's metadata.
    ///
    /// # Errors
    /// One line that names the key of the configuration.
    pub fn new(parts: &Parts) -> anyhow::Result<Self> {
        let identification = &parts.config.identification;
        let metadata_certificate = identification
            .idp_metadata_certificate_file
            .as_deref()
            .map(|path| read(path, "identification.idp_metadata_certificate_file"))
            .transpose()?;
        let ours = ours(&parts.config)?;
        let sign_in = Self {
            ours,
            metadata_certificate,
            known: RwLock::default(),
            fetching: tokio::sync::Mutex::default(),
            reached: RwLock::default(),
            asking: tokio::sync::Mutex::default(),
            beginnings: Beginnings::new("people", identification.starts_per_minute),
        };
        if !is_address(&identification.idp_metadata)
            && let Ok(bytes) = std::fs::read(&identification.idp_metadata)
        {
            sign_in
                .learn(parts, parts.clock.now(), &bytes)
                .map_err(|problem| anyhow!("identification.idp_metadata: {problem}"))?;
        }
        Ok(sign_in)
    }

    /// Our metadata, to be registered with Suomi.fi.
    ///
    /// # Errors
    /// One line that names the key of the configuration.
    pub fn metadata(&self, config: &Config) -> anyhow::Result<String> {
        metadata(&self.ours, config)
    }

    /// Whether the identity provider's addresses are known, and with them where our forms may end.
    pub fn is_ready(&self) -> bool {
        self.known().provider.is_some()
    }

    /// Since when the identity provider has not answered us, as far as we have seen.
    pub fn failed_at(&self) -> Option<Instant> {
        let silent = self.reached().silent.map(|(since, _)| since);
        self.known().failed_at.into_iter().chain(silent).min()
    }

    /// When the identity provider last answered us; `None` when nobody has asked it.
    pub fn answered_at(&self, app: &App) -> Option<Instant> {
        let read_at = self.known().read_at.filter(|_| is_address(&app.config.identification.idp_metadata));
        read_at.into_iter().chain(self.reached().answered_at).max()
    }

    /// Asks the identity provider's sign-in address whether anybody is there, unless it answered a moment ago: metadata
    /// from a file says nothing about it, and a browser sent to a dead address would show an error that is not ours.
    ///
    /// # Errors
    /// `Outage` when nobody answers.
    pub async fn reach(&self, app: &App, now: Instant) -> Result<(), Failure> {
        let pause = app.config.identification.check_seconds;
        let Some(provider) = self.valid(now).filter(|_| pause > 0) else { return Ok(()) };
        let before = self.reached();
        if before.silent.is_none() && before.answered_at.is_some_and(|at| now < at.plus_seconds(pause)) {
            return Ok(());
        }
        let _turn = self.asking.lock().await;
        let mut reached = self.reached();
        // Those who waited do not each ask again.
        if reached.count == before.count {
            reached.count += 1;
            match ask(app, provider.identity_provider().sign_in_redirect_url()).await {
                Ok(Presence::Answered) => (reached.answered_at, reached.silent) = (Some(now), None),
                Ok(Presence::Slow) => reached.silent = None,
                Err(problem) => {
                    let since = reached.silent.map_or(now, |(since, _)| since);
                    reached.silent = Some((since, problem));
                }
            }
            if let Ok(mut held) = self.reached.write() {
                *held = reached.clone();
            }
        }
        reached.silent.map_or(Ok(()), |(_, problem)| Err(outage(&problem)))
    }

    fn reached(&self) -> Reached {
        self.reached.read().map(|reached| reached.clone()).unwrap_or_default()
    }

    /// The service provider together with the identity provider; reads the metadata first when it is not known or old.
    ///
    /// # Errors
    /// `Outage` when nothing valid is known.
    pub(super) async fn provider(&self, app: &App, now: Instant) -> Result<Arc<ServiceProvider>, Failure> {
        if !self.is_due(now) {
            return self.valid(now).ok_or_else(|| outage("the metadata could not be read a moment ago"));
        }
        match self.refresh(app, now).await {
            Ok(provider) => Ok(provider),
            Err(problem) => self.valid(now).ok_or_else(|| outage(&problem)),
        }
    }

    /// Another provider after a signature did not fit; `None` when it was read too recently or reads the same.
    async fn renewed(&self, app: &App, now: Instant) -> Option<Arc<ServiceProvider>> {
        let may = self.known().tried_at.is_none_or(|tried| now >= tried.plus_seconds(RETRY));
        if may { self.refresh(app, now).await.ok() } else { None }
    }

    /// Looks at a message with the keys that are known, and again with newly read ones when none of them fits: what was
    /// found, and with which keys.
    pub(super) async fn with_keys<T, Looking>(
        &self,
        app: &App,
        now: Instant,
        mut provider: Arc<ServiceProvider>,
        look: impl Fn(Arc<ServiceProvider>) -> Looking,
    ) -> Result<Result<(Arc<ServiceProvider>, T), Refused>, Failure>
    where
        Looking: Future<Output = Result<Result<T, Refused>, Failure>>,
    {
        loop {
            match look(Arc::clone(&provider)).await? {
                Ok(found) => return Ok(Ok((provider, found))),
                Err(Refused::Signature) => match self.renewed(app, now).await {
                    Some(renewed) => provider = renewed,
                    None => return Ok(Err(Refused::Signature)),
                },
                Err(refused) => return Ok(Err(refused)),
            }
        }
    }

    fn known(&self) -> Known {
        self.known.read().map(|known| known.clone()).unwrap_or_default()
    }

    fn is_due(&self, now: Instant) -> bool {
        let known = self.known();
        let wish = known.provider.as_ref().and_then(|provider| provider.identity_provider().cache_milliseconds());
        let life = wish.map_or(REFRESH, |wish| (wish / 1_000).clamp(RETRY, REFRESH));
        let is_old = known.read_at.is_none_or(|at| now >= at.plus_seconds(life));
        let pause = if known.provider.is_some() { RETRY } else { FIRST_RETRY };
        is_old && known.tried_at.is_none_or(|at| now >= at.plus_seconds(pause))
    }

    /// What is known, unless the metadata itself says that its time is over.
    pub(super) fn valid(&self, now: Instant) -> Option<Arc<ServiceProvider>> {
        let provider = self.known().provider?;
        let until = provider.identity_provider().valid_until();
        until.is_none_or(|until| now.milliseconds() < until).then_some(provider)
    }

    async fn refresh(&self, app: &App, now: Instant) -> Result<Arc<ServiceProvider>, String> {
        let (before, tried) = (self.known().read_at, self.known().tried_at);
        let _turn = self.fetching.lock().await;
        let known = self.known();
        if known.read_at != before
            && let Some(provider) = known.provider
        {
            return Ok(provider);
        }
        // Those who waited while it failed do not each try again.
        if known.tried_at != tried {
            return Err("the metadata could not be read a moment ago".to_string());
        }
        if let Ok(mut known) = self.known.write() {
            known.tried_at = Some(now);
        }
        let learned = match fetch(app).await {
            Ok(bytes) => self.learn(app, now, &bytes),
            Err(problem) => Err(problem),
        };
        if learned.is_err()
            && let Ok(mut known) = self.known.write()
        {
            known.failed_at = known.failed_at.or(Some(now));
        }
        learned
    }

    fn learn(&self, parts: &Parts, now: Instant, metadata: &[u8]) -> Result<Arc<ServiceProvider>, String> {
        let idp = IdentityProvider::from_metadata(metadata, self.metadata_certificate.as_deref())
            .map_err(|refused| format!("the metadata is refused ({})", refused.code()))?;
        if idp.valid_until().is_some_and(|until| now.milliseconds() >= until) {
            return Err("the metadata is too old".to_string());
        }
        let policy = parts.part::<ContentPolicy>();
        policy.allow_form_target(idp.sign_in_redirect_url());
        if let Some(address) = idp.sign_out_redirect_url() {
            policy.allow_form_target(address);
        }
        let provider = Arc::new(self.ours.with_identity_provider(idp));
        provider.warm_up().map_err(|refused| refused.code().to_string())?;
        if let Ok(mut known) = self.known.write() {
            *known =
                Known { provider: Some(provider.clone()), read_at: Some(now), tried_at: Some(now), failed_at: None };
        }
        Ok(provider)
    }
}

/// Reads the identity provider's metadata at the start and then whenever it is old, for ever; sooner while it fails.
pub async fn keep_provider_fresh(app: App) -> std::convert::Infallible {
    loop {
        let sign_in = app.part::<SignIn>();
        if let Err(Failure::Outage(_, problem)) = sign_in.provider(&app, app.clock.now()).await {
            tracing::warn!(%problem, "the identity provider's metadata is not known yet");
        }
        if let Err(Failure::Outage(_, problem)) = sign_in.reach(&app, app.clock.now()).await {
            tracing::warn!(%problem, "the identity provider does not answer");
        }
        let pause = if sign_in.is_ready() && sign_in.failed_at().is_none() { 60 } else { 30 };
        tokio::time::sleep(Duration::from_secs(pause)).await;
    }
}

async fn fetch(app: &App) -> Result<Vec<u8>, String> {
    let source = &app.config.identification.idp_metadata;
    if !is_address(source) {
        return tokio::fs::read(source).await.map_err(|problem| format!("the metadata file: {}", problem.kind()));
    }
    let answer = app.http.get(source).send().await.map_err(|problem| problem.without_url().to_string())?;
    if !answer.status().is_success() {
        return Err(format!("the metadata address answers {}", answer.status()));
    }
    outgoing::read(answer, METADATA_LIMIT).await
}

/// What is known of a provider that is there.
enum Presence {
    Answered,
    /// It took the question and has not answered yet: a person may fare better.
    Slow,
}

/// Asks for the head of a page. Whatever answers is there, even when it does not like the question, unless what stands
/// before it says that it is not.
async fn ask(app: &App, address: &str) -> Result<Presence, String> {
    match app.http.head(address).timeout(PATIENCE).send().await {
        Ok(answer) if matches!(answer.status().as_u16(), 502..=504) => {
            Err(format!("the sign-in address answers {}", answer.status()))
        }
        Ok(_) => Ok(Presence::Answered),
        Err(problem) if problem.is_timeout() && !problem.is_connect() => Ok(Presence::Slow),
        Err(problem) => Err(problem.without_url().to_string()),
    }
}

fn is_address(source: &str) -> bool {
    source.starts_with("https://") || source.starts_with("http://")
}

fn outage(problem: &str) -> Failure {
    Failure::Outage(Outside::Identification, problem.to_string())
}

fn read(path: &Path, key: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{key} {}", path.display()))
}

/// Our side as the configuration has it, which knows no identity provider yet.
pub(super) fn ours(config: &Config) -> anyhow::Result<ServiceProvider> {
    let ours = ServiceProvider::new(settings(config)?, IdentityProvider::unknown());
    ours.map_err(|refused| anyhow!("{}", explain(refused)))
}

fn settings(config: &Config) -> anyhow::Result<saml::Settings> {
    let identification = &config.identification;
    let decryption_keys_pem = identification
        .decryption_key_files
        .iter()
        .map(|path| read(path, "identification.decryption_key_files").map(Zeroizing::new))
        .collect::<Result<Vec<_>, _>>()?;
    let signing_certificate_pem =
        read(&identification.signing_certificate_file, "identification.signing_certificate_file")?;
    if config.is_production() {
        refuse_test_keys(&signing_certificate_pem, "identification.signing_certificate_file")?;
        decryption_keys_pem.iter().try_for_each(|pem| refuse_test_keys(pem, "identification.decryption_key_files"))?;
    }
    Ok(saml::Settings {
        entity_id: identification.entity_id.clone(),
        acs_url: format!("{}/saml/acs", config.public_url),
        slo_url: format!("{}/saml/slo", config.public_url),
        signing_key_pem: Zeroizing::new(read(&identification.signing_key_file, "identification.signing_key_file")?),
        signing_certificate_pem,
        decryption_keys_pem,
        accepted_contexts: identification.accepted_contexts.clone(),
        clock_skew_seconds: CLOCK_SKEW,
    })
}

/// Refuses the keys that `cargo dev` makes, which everybody who has ever seen that folder may have: their certificates call
/// themselves so. What is no certificate is refused where it is used.
fn refuse_test_keys(pem: &str, key: &str) -> anyhow::Result<()> {
    let certificates = pem.split_inclusive(END_OF_CERTIFICATE).filter_map(|part| part.split_once(BEGIN_OF_CERTIFICATE));
    for (_, rest) in certificates {
        let read = Certificate::from_pem(format!("{BEGIN_OF_CERTIFICATE}{rest}"));
        if read.is_ok_and(|certificate| certificate.tbs_certificate.subject.to_string().contains(MADE_FOR_TESTS)) {
            return Err(anyhow!("{key}: production refuses test keys"));
        }
    }
    Ok(())
}

/// The metadata of our side. Its texts are in all three languages, so it is written when somebody asks for it.
pub(super) fn metadata(ours: &ServiceProvider, config: &Config) -> anyhow::Result<String> {
    ours.metadata(&presentation(config)).map_err(|refused| anyhow!("{}", explain(refused)))
}

fn presentation(config: &Config) -> saml::Presentation {
    let each = |text: fn(&Texts) -> String| saml::Texts {
        fi: text(texts(Language::Fi)),
        sv: text(texts(Language::Sv)),
        en: text(texts(Language::En)),
    };
    let configured =
        |texts: &ThreeTexts| saml::Texts { fi: texts.fi.clone(), sv: texts.sv.clone(), en: texts.en.clone() };
    let privacy = |language: Language| format!("{}/privacy?lang={}", config.public_url, language.code());
    saml::Presentation {
        service_name: each(Texts::ui_service_name),
        description: each(Texts::sign_in_metadata_description),
        privacy_statement_url: saml::Texts {
            fi: privacy(Language::Fi),
            sv: privacy(Language::Sv),
            en: privacy(Language::En),
        },
        organisation_name: configured(&config.operator.name),
        organisation_url: configured(&config.operator.website),
        technical_contact: saml::TechnicalContact {
            given_name: texts(Language::Fi).sign_in_metadata_contact(),
            surname: String::new(),
            email: config.support.email.clone(),
        },
        authentication_methods: config.identification.accepted_contexts.clone(),
        population_register_check: true,
    }
}

/// The key of the configuration that a refused setting came from.
fn explain(refused: saml::Refused) -> String {
    use saml::Setting;
    let key = match refused {
        saml::Refused::Setting(Setting::EntityId) => "identification.entity_id",
        saml::Refused::Setting(Setting::Address) => "public_url",
        saml::Refused::Setting(Setting::SigningKey) => "identification.signing_key_file",
        saml::Refused::Setting(Setting::SigningCertificate) => "identification.signing_certificate_file",
        saml::Refused::Setting(Setting::AcceptedContexts) => "identification.accepted_contexts",
        saml::Refused::Setting(Setting::Presentation) => "support.email",
        saml::Refused::Setting(_) => "identification.decryption_key_files",
        _ => "identification",
    };
    format!("{key}: cannot be used ({})", refused.code())
}

/// The words of Suomi.fi for our languages.
pub(super) fn spoken(language: Language) -> saml::Language {
    match language {
        Language::Fi => saml::Language::Fi,
        Language::Sv => saml::Language::Sv,
        Language::En => saml::Language::En,
    }
}

/// What the identifier of a request is made of: 20 random bytes and their mark, so that an answer to what we never asked is
/// turned away without asking the database.
pub(super) fn request_bytes(app: &App) -> [u8; 28] {
    let random: [u8; 20] = app.random.bytes();
    let mut bytes = [0; 28];
    bytes[..20].copy_from_slice(&random);
    bytes[20..].copy_from_slice(&app.vault.mark(&hexadecimal(&random)));
    bytes
}

/// Whether an identifier has the mark of our requests.
pub(super) fn is_our_request(app: &App, id: &str) -> bool {
    let Some((random, mark)) = id.strip_prefix('_').and_then(|bytes| bytes.split_at_checked(40)) else { return false };
    verify_slices_are_equal(mark.as_bytes(), hexadecimal(&app.vault.mark(random)).as_bytes()).is_ok()
}
