//! P11: accepting an encrypted, doubly signed response, against the bare private operation. A plain response is refused
//! by design, so only the encrypted one is measured.

use ekstranet::kernel::Instant;
use saml::{IdentityProvider, Pending, Presentation, ServiceProvider, Settings, TechnicalContact, Texts};
use zeroize::Zeroizing;

use crate::provider::Provider;
use crate::report::{Bound, Line, Series};
use crate::{Bench, keys, on_server_core};

const ROUNDS: usize = 3;
/// CPU seconds of each part of a round.
const SECONDS: f64 = 0.8;

pub async fn measure(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for bits in [2048, 3072] {
        lines.push(measure_with(bench, bits).await?);
    }
    Ok(lines)
}

async fn measure_with(bench: &Bench, bits: u32) -> anyhow::Result<Line> {
    let (key, certificate) = keys::make(bits)?;
    let service = service_provider(bench, &key, &certificate)?;
    let provider = Provider::open(&bench.place, &service.metadata(&presentation()).map_err(refused)?)?;
    let clock = ekstranet::kernel::Clock::System;
    let now: Instant = clock.now();
    // A request of its own for each key: the provider answers none twice.
    let seed = if bits == 2048 { 2 } else { 3 };
    let start = service
        .start_sign_in(now.milliseconds(), [seed; 28], "", saml::Language::Fi)
        .map_err(|refused| anyhow::anyhow!("no request: {}", refused.code()))?;
    let response = provider.answer(&start.redirect_url).await?;
    let pending = Pending { request_id: start.request_id, started_at: now.milliseconds() };
    let (mut share, mut accepts, mut bare) = (Series::default(), Series::default(), Series::default());
    for _ in 0..ROUNDS {
        let (key, service, pending, response) = (key.clone(), service.clone(), pending.clone(), response.clone());
        let now = clock.now().milliseconds();
        let (operation, accept) = on_server_core(move || {
            let operation = keys::measure(&key, SECONDS / 2.0)?.private;
            let accept = keys::each(SECONDS, || {
                service
                    .finish_sign_in(now, &pending, &response)
                    .map(drop)
                    .map_err(|refused| anyhow::anyhow!(refused.code()))
            })?;
            let again = keys::measure(&key, SECONDS / 2.0)?.private;
            Ok((f64::midpoint(operation, again), accept))
        })
        .await?;
        share.push(operation / accept);
        accepts.push(accept * 1e6);
        bare.push(operation * 1e6);
    }
    Ok(Line {
        bar: "P11",
        what: format!("SAML response accepted, RSA-{bits}"),
        figure: share,
        unit: "of the private operation",
        must: Some(Bound::AtLeast(0.25)),
        aim: Some(Bound::AtLeast(0.40)),
        behind: format!(
            "CPU µs: accept {:.0}, private operation {:.0}; encrypted and doubly signed (RSA-3072)",
            accepts.median(),
            bare.median()
        ),
        foreign: 0.0,
    })
}

/// Why the settings or the metadata cannot be used.
fn refused(refused: saml::Refused) -> anyhow::Error {
    anyhow::anyhow!("not a service provider: {}", refused.code())
}

fn service_provider(bench: &Bench, key: &str, certificate: &str) -> anyhow::Result<ServiceProvider> {
    let metadata = std::fs::read(bench.place.folder.join("provider/idp-metadata.xml"))?;
    let settings = Settings {
        entity_id: "http://127.0.0.1:8080/saml".to_string(),
        acs_url: "http://127.0.0.1:8080/saml/acs".to_string(),
        slo_url: "http://127.0.0.1:8080/saml/slo".to_string(),
        signing_key_pem: Zeroizing::new(key.to_string()),
        signing_certificate_pem: certificate.to_string(),
        decryption_keys_pem: vec![Zeroizing::new(key.to_string())],
        accepted_contexts: ["http://ftn.ficora.fi/2017/loa2", "http://ftn.ficora.fi/2017/loa3"]
            .map(str::to_string)
            .to_vec(),
        clock_skew_seconds: 60,
    };
    let provider = IdentityProvider::from_metadata(&metadata, None).map_err(refused)?;
    let service = ServiceProvider::new(settings, provider).map_err(refused)?;
    service.warm_up().map_err(refused)?;
    Ok(service)
}

/// What the metadata tells people.
fn presentation() -> Presentation {
    let three = |text: &str| Texts { fi: text.to_string(), sv: text.to_string(), en: text.to_string() };
    Presentation {
        service_name: three("Kanta Ekstranet"),
        description: three("Kanta Ekstranet"),
        privacy_statement_url: three("http://127.0.0.1:8080/privacy"),
        organisation_name: three("Kanta"),
        organisation_url: three("http://127.0.0.1:8080"),
        technical_contact: TechnicalContact {
            given_name: "Tuki".to_string(),
            surname: String::new(),
            email: "tuki@ekstranet.example".to_string(),
        },
        authentication_methods: vec!["http://ftn.ficora.fi/2017/loa2".to_string()],
        population_register_check: true,
    }
}
