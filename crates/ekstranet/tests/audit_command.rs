//! The program as an operator runs it: `audit verify` and `audit export` with exit code, one line and the first broken row;
//! a configuration that is wrong stops it with one line that names the key.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use db::{Db, values};

const CONFIG: &str = r#"
mode = "development"
public_url = "http://localhost:8080"
listen = "127.0.0.1:0"
admin_listen = "127.0.0.1:0"
secret_key_file = "absent"
[identification]
idp_metadata = "absent"
entity_id = "http://localhost:8080/saml"
signing_key_file = "absent"
signing_certificate_file = "absent"
decryption_key_files = ["absent"]
[mandates]
base_url = "http://127.0.0.1:9/mandates"
client_id = "a"
api_key_file = "absent"
oauth_password_file = "absent"
themes = { deploy = ["http://x.example/a"], privacy = ["http://x.example/b"] }
[registers]
code_service_url = "http://127.0.0.1:9/codeserver/csapi"
company_register_url = "http://127.0.0.1:9/ytj"
pharmacy_register_url = "http://127.0.0.1:9/pharmacies"
[officers]
issuer = "http://127.0.0.1:9/officers"
client_id = "o"
client_secret_file = "absent"
[mail]
smtp_url = "smtp://127.0.0.1:9"
from = "Kanta Ekstranet <noreply@ekstranet.example>"
[database]
"#;

struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn run(place: &Path, command: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ekstranet"))
        .args(["audit", command, "--config"])
        .arg(place.join("ekstranet.toml"))
        .output()
        .expect("the program runs")
}

async fn change(db: &Db, sql: &'static str) {
    let mut tx = db.write().await.expect("a transaction");
    tx.run(sql, values![]).await.expect(sql);
    tx.commit().await.expect("committed");
}

#[tokio::test]
async fn a_whole_log_is_proved_and_a_broken_one_named() {
    let place = Place(std::env::temp_dir().join(format!("ekstranet-audit-command-{}", std::process::id())));
    std::fs::create_dir_all(&place.0).expect("the temporary folder can be written");
    let url = format!("sqlite://{}", place.0.join("portal.db").display());
    std::fs::write(place.0.join("ekstranet.toml"), format!("{CONFIG}url = \"{url}\"\n")).expect("written");
    let db = Db::open(&url).await.expect("opened");
    db.migrate(0).await.expect("migrated");
    change(
        &db,
        "insert into audit_entry (id, at, action, actor_kind, detail) values ('e1', 1, 'tests.done', 'system', '{}')",
    )
    .await;

    let whole = run(&place.0, "verify");
    assert_eq!(whole.status.code(), Some(0), "{whole:?}");
    let line = String::from_utf8_lossy(&whole.stdout).into_owned();
    assert!(line.starts_with("audit log whole: 0 entries sealed, 1 not yet sealed, head 0000"), "{line}");
    let lines = run(&place.0, "export");
    assert_eq!(lines.status.code(), Some(0), "{lines:?}");
    let exported: serde_json::Value = serde_json::from_slice(&lines.stdout).expect("one JSON line");
    assert_eq!((exported["id"].as_str(), exported["action"].as_str()), (Some("e1"), Some("tests.done")));

    change(&db, "insert into audit_seal (sequence, entry_id, hash) values (1, 'e1', 'forged')").await;
    change(&db, "update audit_head set sequence = 1, hash = 'forged', entry_at = 1 where id = 1").await;
    let broken = run(&place.0, "verify");
    assert_eq!(broken.status.code(), Some(1), "{broken:?}");
    let problem = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert_eq!(problem, "ekstranet: audit log broken at sequence 1: entry e1 has changed\n");
}

/// `audit verify` needs the database alone; what builds the portal needs every file that the configuration names.
#[test]
fn a_file_that_cannot_be_read_stops_the_command_as_a_wrong_configuration_does() {
    let place = Place(std::env::temp_dir().join(format!("ekstranet-unreadable-{}", std::process::id())));
    std::fs::create_dir_all(&place.0).expect("the temporary folder can be written");
    let whole = format!("{CONFIG}url = \"sqlite://{}\"\n", place.0.join("portal.db").display());
    let secret = place.0.join("secret.key");
    std::fs::write(&secret, [7; 32]).expect("written");
    let with_secret =
        whole.replace("secret_key_file = \"absent\"", &format!("secret_key_file = \"{}\"", secret.display()));
    for (config, key) in [(whole, "secret_key_file"), (with_secret, "identification.")] {
        std::fs::write(place.0.join("ekstranet.toml"), config).expect("written");
        let refused = Command::new(env!("CARGO_BIN_EXE_ekstranet"))
            .args(["check-config", "--config"])
            .arg(place.0.join("ekstranet.toml"))
            .output()
            .expect("the program runs");
        let line = String::from_utf8_lossy(&refused.stderr).into_owned();
        let lines: Vec<&str> = line.lines().filter(|line| line.starts_with("ekstranet: ")).collect();
        assert_eq!(refused.status.code(), Some(2), "{line}");
        assert!(lines.len() == 1 && lines[0].contains(key), "{key}: {line}");
    }
}

#[test]
fn a_wrong_configuration_stops_every_command_with_the_name_of_the_key() {
    let place = Place(std::env::temp_dir().join(format!("ekstranet-wrong-config-{}", std::process::id())));
    std::fs::create_dir_all(&place.0).expect("the temporary folder can be written");
    let whole = format!("{CONFIG}url = \"sqlite://{}\"\n", place.0.join("portal.db").display());
    for (config, key) in [
        (whole.replace("from = ", "form = "), "form"),
        (whole.replace("smtp_url = \"smtp://127.0.0.1:9\"\n", ""), "smtp_url"),
        (whole.replace("issuer = \"http://127.0.0.1:9/officers\"\n", ""), "issuer"),
        (whole.replace("mode = \"development\"", "mode = \"sometimes\""), "mode"),
    ] {
        std::fs::write(place.0.join("ekstranet.toml"), config).expect("written");
        for arguments in [&["serve"][..], &["migrate"], &["audit", "verify"]] {
            let refused = Command::new(env!("CARGO_BIN_EXE_ekstranet"))
                .args(arguments)
                .arg("--config")
                .arg(place.0.join("ekstranet.toml"))
                .output()
                .expect("the program runs");
            let line = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert_eq!(refused.status.code(), Some(2), "{arguments:?} {line}");
            assert!(
                refused.stdout.is_empty() && line.trim_end().lines().count() == 1 && line.contains(key),
                "{key}: {line}"
            );
        }
    }
}
