//! The configuration as people write it: what is read, what is refused, and how it is told.

use super::Config;

const DEVELOPMENT: &str = r#"
mode = "development"
public_url = "http://localhost:8080"
listen = "127.0.0.1:8080"
admin_listen = "127.0.0.1:8081"
secret_key_file = "var/secret.key"
[database]
url = "sqlite://var/ekstranet.db"
[identification]
idp_metadata = "var/idp-metadata.xml"
entity_id = "http://localhost:8080/saml"
signing_key_file = "k"
signing_certificate_file = "c"
decryption_key_files = ["d"]
[mandates]
base_url = "http://127.0.0.1:8090/mandates"
client_id = "a"
api_key_file = "b"
oauth_password_file = "c"
[mandates.themes]
deploy = ["http://valtuusrekisteri.suomi.fi/a"]
privacy = ["http://valtuusrekisteri.suomi.fi/b"]
[registers]
code_service_url = "http://127.0.0.1:8090/codeserver/csapi"
company_register_url = "http://127.0.0.1:8090/ytj"
pharmacy_register_url = "http://127.0.0.1:8090/pharmacies"
[officers]
issuer = "http://127.0.0.1:8090/officers"
client_id = "o"
client_secret_file = "s"
[mail]
smtp_url = "smtp://127.0.0.1:8025"
from = "Kanta Ekstranet <noreply@ekstranet.example>"
"#;

fn read(text: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    Config::read(text, environment.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())))
}

#[test]
fn the_founding_pages_give_the_support_contact_when_nothing_else_does() {
    let config = read(DEVELOPMENT, &[]).expect("reads");
    assert_eq!((config.support.email.as_str(), config.support.phone.as_str()), ("kanta@kanta.fi", "020 634 7787"));
    assert_eq!(config.support.hours.sv, "vardagar kl. 7–17");
}

#[test]
fn what_suomi_fi_is_told_of_the_operator_is_whole() {
    for (name, value, named) in [
        ("EKSTRANET__SUPPORT__EMAIL", "kanta", "support.email"),
        ("EKSTRANET__OPERATOR__NAME__SV", " ", "operator.name.sv"),
        ("EKSTRANET__OPERATOR__WEBSITE__EN", "www.kela.fi", "operator.website.en"),
    ] {
        let whole = format!("{DEVELOPMENT}\n{}", include_str!("../operator.toml").replace("\n[", "\n[operator."));
        let problem = read(&whole, &[(name, value)]).expect_err("refused");
        assert!(problem.contains(named), "{problem}");
    }
}

#[test]
fn the_environment_overrides_a_key() {
    let set =
        [("EKSTRANET__DATABASE__URL", "postgres://x"), ("EKSTRANET__SESSIONS__IDLE_SECONDS", "60"), ("PATH", "/")];
    let config = read(DEVELOPMENT, &set).expect("reads");
    assert_eq!((config.database.url.as_str(), config.sessions.idle_seconds), ("postgres://x", 60));
}

#[test]
fn an_unknown_or_missing_key_is_named_on_one_line() {
    for (text, name) in [
        (DEVELOPMENT.replace("listen = \"127.0.0.1:8080\"", "lisen = \"x\""), "lisen"),
        (DEVELOPMENT.replace("client_id = \"o\"\n", ""), "`client_id` in `officers`"),
        (DEVELOPMENT.replace("mode = \"development\"", "mode = \"dev\""), "mode"),
        (format!("{DEVELOPMENT}\n[extra]\n"), "extra"),
    ] {
        let problem = read(&text, &[]).expect_err("refused");
        assert!(problem.contains(name) && !problem.contains('\n'), "{problem}");
    }
    assert!(read(DEVELOPMENT, &[("EKSTRANET__MAIL__PORT", "1")]).expect_err("refused").contains("port"));
}

#[test]
fn the_operator_has_a_name_until_the_configuration_gives_another() {
    let read = |text: &str| Config::read(text, std::iter::empty()).map(|config| config.operator);
    assert_eq!(read(DEVELOPMENT).expect("reads").short_name.sv, "FPA");
    let name = "name = { fi = \"Muu\", sv = \"Annan\", en = \"Other\" }";
    let other = read(&format!("{DEVELOPMENT}\n[operator]\n{name}\n")).expect("reads");
    assert_eq!((other.name.fi.as_str(), other.short_name.fi.as_str()), ("Muu", "Kela"));
    let half = read(&format!("{DEVELOPMENT}\n[operator]\nname = {{ fi = \"Muu\" }}\n"));
    assert!(half.is_err_and(|problem| problem.contains("sv")), "a language is missing");
}

#[test]
fn further_form_targets_are_https_origins() {
    for key in ["identification.form_targets", "officers.form_targets"] {
        let name = format!("EKSTRANET__{}", key.replace('.', "__").to_ascii_uppercase());
        let tried = |text: &str| read(&production(), &[(&name, &format!("[\"https://other.suomi.fi\", \"{text}\"]"))]);
        for good in ["https://sso.kanta.fi", "https://sso.kanta.fi:8443"] {
            let config = tried(good).expect(good);
            assert_eq!(
                [config.identification.form_targets, config.officers.form_targets].concat(),
                ["https://other.suomi.fi", good]
            );
        }
        for bad in [
            "http://sso.kanta.fi",
            "https://sso.kanta.fi/",
            "https://sso.kanta.fi/idp",
            "https://SSO.kanta.fi",
            "https://name@sso.kanta.fi",
            "https://sso.kanta.fi:443",
            "https://*.kanta.fi",
            "https://sso.kanta.fi;sandbox",
            "https://sso.kanta.fi,x",
            "https://localhost.",
            "https://sso.kanta.fi; script-src *",
            "sso.kanta.fi",
            "*",
            "https:",
            "data:",
            "'unsafe-inline'",
            "https://localhost",
            "https://simulators.kanta.fi",
            "",
        ] {
            let problem = tried(bad).expect_err(bad);
            assert!(problem.contains(key) && !problem.contains('\n'), "{problem}");
        }
    }
    let development = read(DEVELOPMENT, &[("EKSTRANET__IDENTIFICATION__FORM_TARGETS", "[\"http://127.0.0.1:8090\"]")]);
    development.expect("a test world may name the simulators");
}

/// A configuration as production has it.
fn production() -> String {
    DEVELOPMENT
        .replace("\"development\"", "\"production\"")
        .replace("http://localhost:8080", "https://ekstra.kanta.fi")
        .replace("http://127.0.0.1:8090", "https://palvelu.kanta.fi")
        .replace("smtp://127.0.0.1:8025", "smtps://posti.kanta.fi")
        .replace("entity_id =", "idp_metadata_certificate_file = \"m\"\nentity_id =")
}

#[test]
fn production_demands_the_certificate_that_signs_the_metadata() {
    let unpinned = production().replace("idp_metadata_certificate_file = \"m\"\n", "");
    let problem = read(&unpinned, &[]).expect_err("refused");
    assert!(
        problem.starts_with("identification.idp_metadata_certificate_file") && !problem.contains('\n'),
        "{problem}"
    );
    let pin = ("EKSTRANET__IDENTIFICATION__IDP_METADATA_CERTIFICATE_FILE", "m");
    read(&unpinned, &[pin]).expect("the control: with it, it is accepted");
    read(&unpinned, &[("EKSTRANET__MODE", "development"), ("EKSTRANET__IDENTIFICATION__IDP_METADATA", "m")])
        .expect("a test world may do without");
}

#[test]
fn production_refuses_simulators_plain_http_and_the_test_class() {
    let secure = production();
    read(&secure, &[]).expect("a production configuration is accepted");
    for (set, key) in [
        (("EKSTRANET__PUBLIC_URL", "http://ekstra.kanta.fi"), "public_url"),
        (("EKSTRANET__MANDATES__BASE_URL", "https://127.0.0.1/mandates"), "mandates.base_url"),
        (("EKSTRANET__OFFICERS__ISSUER", "https://localhost/officers"), "officers.issuer"),
        (("EKSTRANET__REGISTERS__CODE_SERVICE_URL", "https://simulators.kanta.fi/x"), "code_service_url"),
        (
            ("EKSTRANET__IDENTIFICATION__ACCEPTED_CONTEXTS", "[\"urn:oid:1.2.246.517.3002.110.999\"]"),
            "accepted_contexts",
        ),
        (("EKSTRANET__MAIL__SMTP_URL", "smtp://posti.kanta.fi"), "smtp_url"),
        (("EKSTRANET__IDENTIFICATION__IDP_METADATA", "http://idp.kanta.fi/m"), "idp_metadata"),
        (("EKSTRANET__SESSIONS__IDLE_SECONDS", "3601"), "sessions.idle_seconds"),
        (("EKSTRANET__SESSIONS__IDLE_SECONDS", "299"), "sessions.idle_seconds"),
        (("EKSTRANET__SESSIONS__ABSOLUTE_SECONDS", "86401"), "sessions.absolute_seconds"),
        (("EKSTRANET__SESSIONS__OFFICER_IDLE_SECONDS", "901"), "sessions.officer_idle_seconds"),
        (("EKSTRANET__SESSIONS__OFFICER_ABSOLUTE_SECONDS", "43201"), "sessions.officer_absolute_seconds"),
        (("EKSTRANET__OFFICERS__MAX_AGE_SECONDS", "43201"), "officers.max_age_seconds"),
        (("EKSTRANET__OFFICERS__MAX_AGE_SECONDS", "-1"), "officers.max_age_seconds"),
        (("EKSTRANET__REGISTERS__WAIT_SECONDS", "0"), "registers.wait_seconds"),
        (("EKSTRANET__REGISTERS__WAIT_SECONDS", "13"), "registers.wait_seconds"),
    ] {
        let problem = read(&secure, &[set]).expect_err(key);
        assert!(problem.contains(key), "{problem}");
    }
}
