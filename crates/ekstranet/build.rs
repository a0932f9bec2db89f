//! Gathers the rooms' texts into typed functions and fingerprints the assets, so that a missing translation or a
//! changed style sheet is known when the portal is built and never when it runs.

#![expect(clippy::format_push_string, reason = "the build writes a few short files; clarity wins")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    if let Err(problem) = gather_texts(&out).and_then(|()| fingerprint_assets(&out)).and_then(|()| catalogue(&out)) {
        println!("cargo::error={problem}");
        return ExitCode::FAILURE;
    }
    build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder(&out.join("locales").display().to_string())
            .with_output_file_path(&out.join("texts.rs").display().to_string())
            .with_ftl_output(FtlOutputOptions::single_file(&out.join("texts.ftl").display().to_string()))
            .with_default_language("fi")
            .with_prefix("")
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format(),
    )
}

/// Copies each room's `texts.{language}.ftl` to one folder per language. A key must begin with its room's name and
/// must stand in all three languages.
fn gather_texts(out: &Path) -> Result<(), String> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for language in LANGUAGES {
        let folder = out.join("locales").join(language);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        for room in rooms()? {
            let name = room.file_name().unwrap_or_default().to_string_lossy().to_string();
            for source in text_files(&room, language)? {
                let text = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
                for key in message_keys(&text) {
                    if !key.starts_with(&format!("{}-", name.replace('_', "-"))) {
                        return Err(format!("{}: the key {key} must begin with its room's name", source.display()));
                    }
                    keys.entry(language).or_default().insert(key);
                }
                let stem = source.file_stem().unwrap_or_default().to_string_lossy().to_string();
                fs::write(folder.join(format!("{name}-{stem}.ftl")), text).map_err(|e| e.to_string())?;
            }
        }
    }
    let all: BTreeSet<String> = keys.values().flatten().cloned().collect();
    for language in LANGUAGES {
        let here = keys.get(language).cloned().unwrap_or_default();
        if let Some(missing) = all.difference(&here).next() {
            return Err(format!("the text {missing} is missing in the language {language}"));
        }
    }
    Ok(())
}

/// `texts.fi.ftl` and, where a room splits its texts, `texts_questions.fi.ftl` and so on.
fn text_files(room: &Path, language: &str) -> Result<Vec<PathBuf>, String> {
    let mut files: Vec<PathBuf> = fs::read_dir(room)
        .map_err(|e| e.to_string())?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
            name.starts_with("texts") && name.ends_with(&format!(".{language}.ftl"))
        })
        .collect();
    files.sort();
    Ok(files)
}

fn rooms() -> Result<Vec<PathBuf>, String> {
    let mut rooms: Vec<PathBuf> = fs::read_dir("src")
        .map_err(|e| e.to_string())?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    rooms.sort();
    Ok(rooms)
}

fn message_keys(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_string())
        .collect()
}

/// Writes `assets.rs`: name, media type, content and a short hash of the content for each file of `ui/assets`.
fn fingerprint_assets(out: &Path) -> Result<(), String> {
    let mut lines = String::from("static ASSETS: &[Asset] = &[\n");
    let mut files: Vec<PathBuf> = fs::read_dir("src/ui/assets")
        .map_err(|e| format!("src/ui/assets: {e}"))?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    files.sort();
    for path in files {
        let content = fs::read(&path).map_err(|e| e.to_string())?;
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &content);
        let hash = format!(
            "{:016x}",
            digest.as_ref().iter().take(8).fold(0, |number: u64, &byte| number << 8 | u64::from(byte))
        );
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
        let media = match path.extension().and_then(|e| e.to_str()) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("html") => "text/html; charset=utf-8",
            other => return Err(format!("{name}: no media type for {other:?}")),
        };
        let full = fs::canonicalize(&path).map_err(|e| e.to_string())?;
        lines += &format!(
            "    Asset {{ name: {name:?}, path: \"/assets/{hash}/{name}\", media: {media:?}, content: include_bytes!({:?}) }},\n",
            full.display().to_string()
        );
    }
    lines += "];\n";
    fs::write(out.join("assets.rs"), lines).map_err(|e| e.to_string())
}

/// A form of `services/catalogue/*.toml`; `services/catalogue.rs` tells what the fields mean.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    service: String,
    /// The name of the form where the service has several; else the service's own.
    form: Option<String>,
    version: u32,
    /// The kinds of customers whose form it is.
    customers: Vec<String>,
    /// Services that must be in use first.
    #[serde(default)]
    requires: Vec<String>,
    deployment: DeploymentFile,
    groups: Vec<GroupFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DeploymentFile {
    items: Vec<String>,
    test: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupFile {
    key: String,
    steps: Vec<StepFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    key: String,
    #[serde(default)]
    shows_register: bool,
    /// Whether the page shows the pharmacies of the pharmacy register.
    #[serde(default)]
    shows_pharmacies: bool,
    #[serde(default)]
    customers: Vec<String>,
    #[serde(default)]
    facts: Vec<String>,
    questions: Vec<QuestionFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFile {
    key: String,
    kind: String,
    #[serde(default)]
    hint: bool,
    #[serde(default)]
    optional: bool,
    /// The kinds of customers that are asked; all when empty.
    #[serde(default)]
    customers: Vec<String>,
    /// What must be known of the customer, or with `!` before it must not.
    #[serde(default)]
    facts: Vec<String>,
    when: Option<WhenFile>,
    limit: Option<usize>,
    within_days: Option<u32>,
    /// Another question of the step with the date that this one may not pass.
    until: Option<String>,
    most: Option<usize>,
    /// Types of files: pdf, png, jpeg, docx, xlsx, odt.
    #[serde(default)]
    types: Vec<String>,
    limit_kilobytes: Option<usize>,
    of: Option<String>,
    #[serde(default)]
    choices: Vec<String>,
    /// Whether each choice has a describing text under it.
    #[serde(default)]
    described: bool,
    #[serde(default)]
    roles: Vec<RoleFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenFile {
    question: String,
    is: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    key: String,
    #[serde(default)]
    required: bool,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorsFile {
    operators: Vec<OperatorFile>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OperatorFile {
    code: String,
    name: String,
    #[serde(default)]
    test: bool,
}

/// Turns the forms into Rust that names the typed text functions: a key without three texts does not compile.
fn catalogue(out: &Path) -> Result<(), String> {
    let mut forms = String::new();
    let mut operators = String::from("pub(super) static OPERATORS: &[Operator] = &[\n");
    for path in data_files("src/services/catalogue")? {
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let problem = |e: toml::de::Error| format!("{}: {e}", path.display());
        if path.file_stem().is_some_and(|stem| stem == "operators") {
            for operator in toml::from_str::<OperatorsFile>(&text).map_err(problem)?.operators {
                let OperatorFile { code, name, test } = operator;
                operators += &format!("    Operator {{ code: {code:?}, name: {name:?}, test: {test} }},\n");
            }
        } else {
            let form: FormFile = toml::from_str(&text).map_err(problem)?;
            forms += &form_code(&form).map_err(|e| format!("{}: {e}", path.display()))?;
        }
    }
    let code = format!("pub(super) static FORMS: &[FormDefinition] = &[\n{forms}];\n{operators}];\n");
    fs::write(out.join("catalogue.rs"), code).map_err(|e| e.to_string())
}

fn data_files(folder: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{folder}: {e}"))?.filter_map(Result::ok);
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    Ok(files)
}

fn form_code(form: &FormFile) -> Result<String, String> {
    let mut groups = String::new();
    for group in &form.groups {
        let mut steps = String::new();
        for step in &group.steps {
            let mut questions = String::new();
            for question in &step.questions {
                questions +=
                    &question_code(step, question).map_err(|e| format!("{}.{}: {e}", step.key, question.key))?;
            }
            let (key, title) = (&step.key, format!("Texts::services_step_{}", step.key));
            let (shows_register, audience) = (step.shows_register, audience_code(&step.customers, &step.facts));
            let pharmacies = step.shows_pharmacies;
            steps += &format!(
                "StepDefinition {{ key: {key:?}, title: {title}, lead: {title}_lead, shows_register: {shows_register}, shows_pharmacies: {pharmacies}, audience: {audience}, questions: &[\n{questions}] }},\n"
            );
        }
        let (key, title) = (&group.key, format!("Texts::services_group_{}", group.key));
        groups += &format!("GroupDefinition {{ key: {key:?}, title: {title}, steps: &[\n{steps}] }},\n");
    }
    let (service, code) = (camel(&form.service), form.form.as_ref().unwrap_or(&form.service));
    let customers = kinds_code(&form.customers);
    let mut requires = String::new();
    for service in &form.requires {
        requires += &format!("Service::{}, ", camel(service));
    }
    let mut items = String::new();
    for key in &form.deployment.items {
        let title = format!("Texts::services_item_{key}");
        items += &format!("SetUpItem {{ key: {key:?}, title: {title}, text: {title}_text }}, ");
    }
    let deployment = format!("DeploymentDefinition {{ items: &[{items}], test: {} }}", form.deployment.test);
    Ok(format!(
        "FormDefinition {{ code: {code:?}, service: Service::{service}, version: {}, customers: &[{customers}], requires: &[{requires}], deployment: {deployment}, groups: &[\n{groups}] }},\n",
        form.version
    ))
}

fn kinds_code(kinds: &[String]) -> String {
    kinds.iter().map(|kind| format!("CustomerKind::{}", camel(kind))).collect::<Vec<_>>().join(", ")
}

/// For whom a step or question is.
fn audience_code(customers: &[String], facts: &[String]) -> String {
    if customers.is_empty() && facts.is_empty() {
        return "Audience::ALL".to_string();
    }
    let facts = facts.iter().map(|fact| match fact.strip_prefix('!') {
        Some(fact) => format!("(KnownFact::{}, false)", camel(fact)),
        None => format!("(KnownFact::{}, true)", camel(fact)),
    });
    let facts = facts.collect::<Vec<_>>().join(", ");
    format!("Audience {{ customers: &[{}], facts: &[{facts}] }}", kinds_code(customers))
}

fn question_code(step: &StepFile, question: &QuestionFile) -> Result<String, String> {
    let QuestionFile { key, hint, optional, when, .. } = question;
    let audience = audience_code(&question.customers, &question.facts);
    let label = format!("Texts::services_question_{}_{key}", step.key);
    let hint = if *hint { format!("Some({label}_hint)") } else { "None".to_string() };
    let when = match when {
        None => "None".to_string(),
        Some(WhenFile { question: other, is }) => {
            let found = step.questions.iter().find(|question| question.key == *other);
            if !found.is_some_and(|found| found.choices.contains(is)) {
                return Err(format!("no question {other} of this step has the choice {is}"));
            }
            format!("Some(When {{ question: {other:?}, is: {is:?} }})")
        }
    };
    let kind = kind_code(step, question)?;
    Ok(format!(
        "QuestionDefinition {{ key: {key:?}, label: {label}, hint: {hint}, kind: {kind}, optional: {optional}, audience: {audience}, when: {when} }},\n"
    ))
}

fn kind_code(step: &StepFile, question: &QuestionFile) -> Result<String, String> {
    let missing = |what: &str| format!("a question of the kind {} needs {what}", question.kind);
    let mut list = String::new();
    Ok(match question.kind.as_str() {
        "choice" => {
            for choice in &question.choices {
                let label = format!("Texts::services_choice_{}_{}_{choice}", step.key, question.key);
                let text = if question.described { format!("Some({label}_text)") } else { "None".to_string() };
                list += &format!("Choice {{ key: {choice:?}, label: {label}, text: {text} }}, ");
            }
            format!("Kind::Choice(&[{list}])")
        }
        "text" => format!("Kind::Text {{ limit: {} }}", question.limit.ok_or_else(|| missing("limit"))?),
        "date" => {
            let until = question.until.as_ref();
            if until
                .is_some_and(|until| !step.questions.iter().any(|other| other.key == *until && other.kind == "date"))
            {
                return Err(format!("this step has no date {until:?}"));
            }
            let within_days = question.within_days.ok_or_else(|| missing("within_days"))?;
            format!("Kind::Date {{ within_days: {within_days}, until: {until:?} }}")
        }
        "unit_subset" => {
            let of = question.of.as_ref().ok_or_else(|| missing("of"))?;
            if !step.questions.iter().any(|other| other.key == *of && other.kind == "units") {
                return Err(format!("this step has no question {of} about units"));
            }
            format!("Kind::UnitSubset {{ of: {of:?} }}")
        }
        "people" => {
            for RoleFile { key, required } in &question.roles {
                let name = format!("Texts::services_role_{key}");
                list += &format!("Role {{ key: {key:?}, name: {name}, text: {name}_text, required: {required} }}, ");
            }
            let most = question.most.ok_or_else(|| missing("most"))?;
            format!("Kind::People {{ most: {most}, roles: &[{list}] }}")
        }
        "attachment" => {
            if question.types.is_empty() {
                return Err(missing("types"));
            }
            for kind in &question.types {
                list += &format!("FileType::{}, ", camel(kind));
            }
            let most = question.most.ok_or_else(|| missing("most"))?;
            let limit = question.limit_kilobytes.ok_or_else(|| missing("limit_kilobytes"))?;
            format!("Kind::Attachment {{ types: &[{list}], most: {most}, limit_kilobytes: {limit} }}")
        }
        plain => format!("Kind::{}", camel(plain)),
    })
}

/// `e_invoice_address` → `EInvoiceAddress`.
fn camel(key: &str) -> String {
    key.split('_').map(|word| word[..1].to_ascii_uppercase() + &word[1..]).collect()
}
