//! The way to the mail server: how a mail is made, and what its server answered.

use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

use super::Happening;
use super::store::Claimed;
use crate::config::Config;
use crate::kernel::{CaseLanguage, Instant, Language};
use crate::services::Service;
use crate::texts::{Texts, texts};

/// One mail takes at most this long, its connection included.
const MAIL_TIME: Duration = Duration::from_secs(10);

/// Connections to the mail server, kept for the whole run.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
    /// Names us to the mail server and in `Message-ID`; the machine's own name stays inside.
    host: String,
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The server does not answer; the next mails would meet the same.
    Server(&'static str),
    /// This mail was refused, with the server's three digits or because its address is none.
    Mail(String),
}

impl Refusal {
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Server(code) => code,
            Self::Mail(code) => code,
        }
    }
}

/// For which organisation one opens the link of a mail, by its business ID.
fn organisation_of(claimed: &Claimed) -> Option<&str> {
    let (id, _) = claimed.link.strip_prefix("/o/")?.split_once('/')?;
    Some(id)
}

/// What a mail tells, and of which organisation: who acts for many has to know.
fn told(claimed: &Claimed, happening: Happening, t: &Texts) -> String {
    match organisation_of(claimed) {
        Some(id) => format!("{}\n\n{}", happening.text(t), t.notices_organisation(id)),
        None => happening.text(t),
    }
}

impl Post {
    /// # Errors
    /// One line that names the key of the configuration.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        let public = url::Url::parse(&config.public_url).context("public_url")?;
        let host = public.host_str().context("public_url: has no host")?.to_string();
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&config.mail.smtp_url)
            .context("mail.smtp_url")?
            .hello_name(ClientId::Domain(host.clone()))
            .timeout(Some(MAIL_TIME))
            .pool_config(PoolConfig::new().max_size(2))
            .build();
        let from = config.mail.from.parse().context("mail.from")?;
        Ok(Self { transport, from, public_url: config.public_url.clone(), host })
    }

    /// Hands one mail to the server: one notice, or those of a digest. The language is the person's own, or that of the
    /// case.
    pub(super) async fn send(
        &self,
        config: &Config,
        now: Instant,
        mail: &[Claimed],
        address: &str,
        language: Option<Language>,
    ) -> Result<(), Refusal> {
        let message =
            self.message(config, now, mail, address, language).ok_or_else(|| Refusal::Mail("address".to_string()))?;
        match tokio::time::timeout(MAIL_TIME, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            // The mail itself cannot be handed to this server, an address with other letters for one: others can.
            Ok(Err(problem)) if problem.is_client() => Err(Refusal::Mail("address".to_string())),
            Ok(Err(problem)) => Err(problem.status().map_or_else(
                || Refusal::Server(if problem.is_timeout() { "timeout" } else { "unreachable" }),
                |status| Refusal::Mail(status.to_string()),
            )),
            Err(_) => Err(Refusal::Server("timeout")),
        }
    }

    /// The mail in the language of the case: plain text, one link, no name of a person or an organisation. `None` when
    /// the address is none.
    fn message(
        &self,
        config: &Config,
        now: Instant,
        mail: &[Claimed],
        address: &str,
        language: Option<Language>,
    ) -> Option<Message> {
        let claimed = mail.first()?;
        let language = match language {
            Some(language) => language,
            None => Language::from(CaseLanguage::parse(&claimed.language)?),
        };
        let (subject, text) = match mail {
            [one] => self.words(config, one, language)?,
            many => self.digest(config, many, language),
        };
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(now.milliseconds().unsigned_abs());
        Message::builder()
            .from(self.sender(language))
            .to(Mailbox::new(None, address.parse().ok()?))
            .date(at)
            .message_id(Some(format!("<{}@{}>", claimed.id, self.host)))
            .subject(subject)
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Auto-Submitted"),
                "auto-generated".to_string(),
            ))
            .raw_header(HeaderValue::new(
                HeaderName::new_from_ascii_str("Content-Language"),
                language.code().to_string(),
            ))
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .ok()
    }

    /// The sender. Where the configuration names it as the service is named in Finnish, it has the name of the language.
    fn sender(&self, language: Language) -> Mailbox {
        let is_ours = self.from.name.as_deref() == Some(texts(Language::Fi).ui_service_name().as_str());
        let name = if is_ours { Some(texts(language).ui_service_name()) } else { self.from.name.clone() };
        Mailbox::new(name, self.from.email.clone())
    }

    pub(super) fn words(&self, config: &Config, claimed: &Claimed, language: Language) -> Option<(String, String)> {
        let t = texts(language);
        let happening = Happening::parse(&claimed.happening)?;
        if claimed.case_number.is_empty() && claimed.service.is_empty() {
            return Some(self.own_words(config, claimed, happening, language));
        }
        let service = Service::parse(&claimed.service)?.name(t);
        let told = told(claimed, happening, t);
        let hours = config.support.hours.get(language);
        let link = format!("{}{}", self.public_url, claimed.link);
        let support = (&config.support.email, &config.support.phone);
        if happening.is_about_draft() {
            // A draft has no case number yet.
            let text = t.notices_mail_draft(told, service, link, support.0, support.1, hours);
            return Some((happening.label(t), text));
        }
        if !happening.is_about_case() {
            let text = t.notices_mail_plain(told, link, support.0, support.1, hours);
            return Some((happening.label(t), text));
        }
        let subject = t.notices_subject(happening.label(t), &claimed.case_number);
        if happening.is_about_many() {
            let number = &claimed.case_number;
            return Some((subject, t.notices_mail_case(told, number, link, support.0, support.1, hours)));
        }
        let text = t.notices_mail(told, service, &claimed.case_number, link, support.0, support.1, hours);
        Some((subject, text))
    }

    /// A mail about a person's own matter.
    fn own_words(
        &self,
        config: &Config,
        claimed: &Claimed,
        happening: Happening,
        language: Language,
    ) -> (String, String) {
        let (t, support) = (texts(language), &config.support);
        let link = format!("{}{}", self.public_url, claimed.link);
        let hours = support.hours.get(language);
        let text = t.notices_mail_own(happening.text(t), link, &support.email, &support.phone, hours);
        (happening.label(t), text)
    }

    /// The mail that gathers a day's notices.
    fn digest(&self, config: &Config, mail: &[Claimed], language: Language) -> (String, String) {
        let (t, support) = (texts(language), &config.support);
        let line = |claimed: &Claimed| {
            let happening = Happening::parse(&claimed.happening)?;
            let link = format!("{}{}", self.public_url, claimed.link);
            let label = match organisation_of(claimed) {
                Some(id) => format!("{}\n{}", happening.label(t), t.notices_organisation(id)),
                None => happening.label(t),
            };
            let service =
                Service::parse(&claimed.service).filter(|_| happening.is_about_case() && !happening.is_about_many());
            Some(match service {
                Some(service) => t.notices_digest_line(label, service.name(t), &claimed.case_number, link),
                None => t.notices_digest_line_plain(label, link),
            })
        };
        let lines: Vec<String> = mail.iter().filter_map(line).collect();
        let hours = support.hours.get(language);
        let text = t.notices_digest(lines.join("\n\n"), &support.email, &support.phone, hours);
        (t.notices_digest_subject(mail.len()), text)
    }
}
