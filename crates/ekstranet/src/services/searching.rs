//! Finding a service by any of its names: the one it has, the one it had, and those that people use, in all languages.

use super::Service;
use crate::kernel::Language;
use crate::texts::texts;

/// Whether a service has a name that contains what was typed; everything does when nothing was typed.
pub fn is_named(service: Service, typed: &str) -> bool {
    let typed = folded(typed);
    let named = Language::ALL.into_iter().map(texts).flat_map(|t| [Some(service.name(t)), service.former_name(t)]);
    let also = service.also().iter().map(|word| (*word).to_string());
    typed.is_empty() || named.flatten().chain(also).any(|name| folded(&name).contains(&typed))
}

/// Letters and digits alone, in lower case: people write "E-resepti", "eResepti" and "e resepti".
fn folded(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
