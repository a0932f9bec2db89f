//! The portal's own keys for Suomi.fi e-Identification: one signs, one decrypts, each with a self-signed certificate.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::Context as _;
use rcgen::{CertificateParams, DnType, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

/// Makes `saml-signing` and `saml-decryption`, each a `.key` and a `.crt` file (PEM, RSA with 3072 bits), in `folder`.
/// The key to decrypt with has its certificate beside it in the same file, because the portal publishes it in its
/// metadata and its configuration names only that file.
/// Keys that are there stay, so that the portal is the same service provider after the next start.
pub fn make(folder: &Path) -> anyhow::Result<()> {
    for name in ["saml-signing", "saml-decryption"] {
        let (key_file, certificate_file) = (folder.join(format!("{name}.key")), folder.join(format!("{name}.crt")));
        if key_file.exists() && certificate_file.exists() {
            continue;
        }
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_3072).context("cannot make a key")?;
        let mut parameters = CertificateParams::new(Vec::new())?;
        parameters.distinguished_name.push(DnType::CommonName, subject(name));
        let certificate = parameters.self_signed(&key).context("cannot make a certificate")?;
        let beside = if name == "saml-decryption" { certificate.pem() } else { String::new() };
        write(&key_file, &(key.serialize_pem() + &beside))?;
        write(&certificate_file, &certificate.pem())?;
    }
    Ok(())
}

/// The name in a certificate, which says what it is made for.
fn subject(name: &str) -> String {
    format!("Kanta Ekstranet {name} (development)")
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_made_once_and_kept() {
        let folder = std::env::temp_dir().join(format!("xtask-keys-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        make(&folder).unwrap();
        let read =
            || ["saml-signing.key", "saml-decryption.key"].map(|name| fs::read_to_string(folder.join(name)).unwrap());
        let first = read();
        make(&folder).unwrap();
        assert_eq!(read(), first);
        assert_ne!(first[0], first[1]);
        assert!(first[0].starts_with("-----BEGIN PRIVATE KEY-----"));
        assert!(subject("saml-signing").contains("(development)"), "by this word production knows and refuses them");
        fs::remove_dir_all(&folder).unwrap();
    }
}
