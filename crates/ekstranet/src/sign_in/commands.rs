//! What the command line does for the registration with Suomi.fi: printing our metadata and checking a pair of files.

use std::path::Path;

use anyhow::{Context as _, bail};

use super::provider::{metadata, ours};
use crate::config::Config;
use crate::kernel::Instant;

/// Our metadata as it is to be registered. Needs the configuration and its keys, no database and no network.
///
/// # Errors
/// One line that names the key of the configuration.
pub fn own_metadata(config: &Config) -> anyhow::Result<String> {
    metadata(&ours(config)?, config)
}

/// Tells each thing that Suomi.fi, or our own reading of its metadata, would refuse.
///
/// # Errors
/// When a file cannot be read, or when there was anything to tell.
pub fn lint_metadata(
    service: &Path,
    identity_provider: &Path,
    certificate: Option<&Path>,
    now: Instant,
    tell: impl Fn(&str),
) -> anyhow::Result<()> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let pinned = certificate.map(std::fs::read_to_string).transpose().context("the certificate")?;
    let lines = saml::lint(&read(service)?, &read(identity_provider)?, pinned.as_deref(), now.milliseconds());
    for line in &lines {
        tell(line);
    }
    match lines.len() {
        0 => Ok(()),
        1 => bail!("1 thing would be refused"),
        many => bail!("{many} things would be refused"),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::path::Path;

    use db::testing::Scratch;

    use super::{lint_metadata, own_metadata};
    use crate::sign_in::tests_wire::Scene;
    use crate::testing::NOON;

    fn lint(service: &Path, provider: &Path, certificate: Option<&Path>) -> (Vec<String>, Result<(), String>) {
        let told = RefCell::new(Vec::new());
        let done = lint_metadata(service, provider, certificate, NOON, |line| told.borrow_mut().push(line.to_string()));
        (told.into_inner(), done.map_err(|problem| format!("{problem:#}")))
    }

    async fn saml_metadata_prints_what_saml_lint_accepts_and_lint_tells_what_is_wrong(scratch: &Scratch) {
        let scene = Scene::new(scratch).await;
        let config = &scene.world.app.config;
        let printed = own_metadata(config).expect("printed");
        assert_eq!(printed, scene.world.stranger().get("/saml/metadata").await.body);

        let folder = Path::new(&config.identification.idp_metadata).parent().expect("a folder");
        let (ours, theirs) = (folder.join("ours.xml"), folder.join("theirs.xml"));
        std::fs::write(&ours, printed.replace("http://localhost:8080", "https://ekstra.example.fi")).expect("written");
        let simulated = std::fs::read_to_string(&config.identification.idp_metadata).expect("there");
        std::fs::write(&theirs, simulated.replace("http://127.0.0.1:9", "https://idp.example.fi")).expect("written");
        assert_eq!(lint(&ours, &theirs, None), (Vec::new(), Ok(())));

        let (told, done) = lint(&ours, &theirs, Some(&folder.join("metadata-signing.crt")));
        assert_eq!(told, ["identity provider: the file cannot be used (digest)"], "it was changed after signing");
        assert_eq!(done, Err("1 thing would be refused".to_string()));
        let (told, done) = lint(&ours, Path::new(&config.identification.idp_metadata), None);
        assert!(told[0].contains("https://") && done.is_err(), "{told:?}");
        std::fs::write(&ours, &printed).expect("written");
        let (told, done) = lint(&ours, &theirs, None);
        assert!(
            told.iter().all(|line| line.starts_with("service: the address http://localhost:8080/saml/")),
            "{told:?}"
        );
        assert_eq!(done, Err(format!("{} things would be refused", told.len())));
        let (told, done) = lint(&folder.join("none.xml"), &theirs, None);
        assert!(told.is_empty() && done.is_err_and(|problem| problem.contains("none.xml")));
    }

    db::testing::on_both![saml_metadata_prints_what_saml_lint_accepts_and_lint_tells_what_is_wrong];
}
