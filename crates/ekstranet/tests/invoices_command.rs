//! The program as an operator runs it: `invoices import` with exit code and one line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use db::{Db, values};

const HEADING: &str = "row;number;business_id;basis;from;to;part;count;unit_price;minimum;total;date;due;state";
const INVOICE: &str =
    "invoice;2026-100;9900116-8;issued;1.1.2026;30.6.2026;;4210;0,582;no;2450,22;7.9.2026;30.9.2026;open";

struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Place {
    /// A folder with everything that the configuration names.
    fn new() -> Self {
        let place = Self(std::env::temp_dir().join(format!("ekstranet-invoices-command-{}", std::process::id())));
        std::fs::create_dir_all(&place.0).expect("the temporary folder can be written");
        let (key, certificate) =
            (include_str!("../src/testing/signing.key"), include_str!("../src/testing/signing.crt"));
        for (name, text) in [("signing.key", key), ("signing.crt", certificate), ("secret", "test-secret")] {
            std::fs::write(place.0.join(name), text).expect("written");
        }
        std::fs::write(place.0.join("secret.key"), [7; 32]).expect("written");
        let at = |name: &str| place.0.join(name).display().to_string();
        let text = format!(
            r#"
mode = "development"
public_url = "http://localhost:8080"
listen = "127.0.0.1:0"
admin_listen = "127.0.0.1:0"
secret_key_file = "{secret_key}"
database = {{ url = "{database}" }}
mandates = {{ base_url = "http://127.0.0.1:9/mandates", client_id = "a", api_key_file = "{secret}", oauth_password_file = "{secret}", themes = {{ deploy = ["http://x.example/a"], privacy = ["http://x.example/b"] }} }}
registers = {{ code_service_url = "http://127.0.0.1:9/a", company_register_url = "http://127.0.0.1:9/b", pharmacy_register_url = "http://127.0.0.1:9/c" }}
officers = {{ issuer = "http://127.0.0.1:9/officers", client_id = "o", client_secret_file = "{secret}" }}
mail = {{ smtp_url = "smtp://127.0.0.1:9", from = "Kanta Ekstranet <noreply@ekstranet.example>" }}
[identification]
idp_metadata = "{metadata}"
entity_id = "http://localhost:8080/saml"
signing_key_file = "{key}"
signing_certificate_file = "{certificate}"
decryption_key_files = ["{key}"]
check_seconds = 0
"#,
            secret_key = at("secret.key"),
            database = place.database(),
            secret = at("secret"),
            metadata = at("idp-metadata.xml"),
            key = at("signing.key"),
            certificate = at("signing.crt"),
        );
        std::fs::write(place.0.join("ekstranet.toml"), text).expect("written");
        place
    }

    fn database(&self) -> String {
        format!("sqlite://{}", self.0.join("portal.db").display())
    }

    fn import(&self, file: &Path, flags: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ekstranet"))
            .args(["invoices", "import", "--config"])
            .arg(self.0.join("ekstranet.toml"))
            .arg(file)
            .args(flags)
            .output()
            .expect("the program runs")
    }
}

async fn number_of_invoices(db: &Db) -> i64 {
    let mut read = db.read().await.expect("a reader");
    read.one::<(i64,)>("select count(*) from invoice", values![]).await.expect("counted").0
}

#[tokio::test]
async fn invoices_are_imported_once_and_a_wrong_file_is_told_on_one_line() {
    let place = Place::new();
    let db = Db::open(&place.database()).await.expect("opened");
    db.migrate(0).await.expect("migrated");
    let file = place.0.join("laskut.csv");
    std::fs::write(&file, format!("{HEADING}\n{INVOICE}\n")).expect("written");
    let refused = place.import(&file, &[]);
    let line = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && line.contains("--accept-doubtful"), "{line}");
    assert_eq!(number_of_invoices(&db).await, 0, "whom nobody knows is asked for nothing without a word");
    for (text, line) in [
        (format!("{HEADING}\n{INVOICE}\n"), "imported: 1 invoices added, 0 changed, 0 counts, 0 rows known already\n"),
        (format!("{HEADING}\n{INVOICE}\n"), "imported before: nothing has changed\n"),
    ] {
        std::fs::write(&file, text).expect("written");
        let done = place.import(&file, &["--accept-doubtful"]);
        assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stdout).as_ref()), (Some(0), line), "{done:?}");
    }
    assert_eq!(number_of_invoices(&db).await, 1);
    std::fs::write(&file, format!("{HEADING}\n{}\nx\n", INVOICE.replace("2026-100", "=1"))).expect("written");
    for (file, words) in [(file, "row 2: The row has a formula."), (place.0.join("absent.csv"), "absent.csv")] {
        let refused = place.import(&file, &[]);
        let line = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{line}");
        let own: Vec<&str> = line.lines().filter(|line| line.starts_with("ekstranet: ")).collect();
        assert!(own.len() == 1 && own[0].contains(words) && refused.stdout.is_empty(), "{line}");
    }
    assert_eq!(number_of_invoices(&db).await, 1);
}
