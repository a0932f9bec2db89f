//! Gathers the rooms' texts into typed functions, turns the catalogue into Rust and fingerprints the assets, so that a
//! missing translation or a changed style sheet is known when the portal is built and never when it runs.

#![expect(clippy::format_push_string, reason = "the build writes a few short files; clarity wins")]

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/texts.rs"]
mod texts;

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use flate2::Compression;
use flate2::write::GzEncoder;
use fluent_typed::{BuildOptions, FtlOutputOptions, LintLevel, build_from_locales_folder};
use texts::LANGUAGES;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=src");
    link_small();
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    if let Err(problem) = texts::gather(Path::new("src"), &out.join("locales"))
        .and_then(|()| fingerprint_assets(&out))
        .and_then(|()| write_catalogue(&out))
        .and_then(|()| gather_documents(&out))
    {
        println!("cargo::error={problem}");
        return ExitCode::FAILURE;
    }
    build_from_locales_folder(
        BuildOptions::default()
            .with_locales_folder(&out.join("locales").display().to_string())
            .with_output_file_path(&out.join("texts.rs").display().to_string())
            .with_ftl_output(FtlOutputOptions::single_compressed_file(
                &out.join("texts.ftl.gz").display().to_string(),
                packed,
            ))
            .with_default_language("fi")
            .with_prefix("")
            .with_lint_level(LintLevel::Strict)
            .without_bidi_isolation()
            .without_format(),
    )
}

/// Has the linker write the places that loading moves in the packed form (RELR), which is a thirtieth of the plain one. Only
/// in what goes out, and only where the C library is known to read it: glibc does from 2.36 on (August 2022).
fn link_small() {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// The texts of all languages, packed: they are a good part of the program and read once for each language.
#[expect(clippy::needless_pass_by_value, reason = "the library calls it so")]
fn packed(texts: Vec<u8>) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&texts)?;
    Ok(encoder.finish()?)
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

/// Writes `services.rs` and `catalogue.rs` from the data files of the services.
fn write_catalogue(out: &Path) -> Result<(), String> {
    let code = catalogue::generate(Path::new("src/services/catalogue"))?;
    fs::write(out.join("services.rs"), code.services).map_err(|e| e.to_string())?;
    fs::write(out.join("catalogue.rs"), code.forms).map_err(|e| e.to_string())
}

/// Writes `documents.rs`: the agreement texts of `agreements/documents`, `{kind}-{version}.{language}.md`.
fn gather_documents(out: &Path) -> Result<(), String> {
    let folder = fs::canonicalize("src/agreements/documents").map_err(|e| e.to_string())?;
    let entries = fs::read_dir(&folder).map_err(|e| e.to_string())?.filter_map(Result::ok);
    let names: BTreeSet<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let texts = names.iter().filter_map(|name| name.strip_suffix(".fi.md"));
    let mut lines = String::from("vec![\n");
    for text in texts {
        let (kind, version) = text.split_once('-').ok_or(format!("{text}: no version"))?;
        for (code, language) in LANGUAGES.into_iter().zip(["Fi", "Sv", "En"]) {
            let name = format!("{text}.{code}.md");
            if !names.contains(&name) {
                return Err(format!("the agreement text {name} is missing"));
            }
            let path = folder.join(name).display().to_string();
            lines += &format!("    document({kind:?}, {version:?}, Language::{language}, include_str!({path:?})),\n");
        }
    }
    fs::write(out.join("documents.rs"), lines + "]\n").map_err(|e| e.to_string())
}
