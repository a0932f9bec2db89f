//! When the words of each public page last changed: `updated.toml`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::kernel::Date;

/// `updated.toml`.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Updated {
    others: toml::value::Datetime,
    pages: HashMap<String, toml::value::Datetime>,
}

static UPDATED: LazyLock<HashMap<String, Date>> = LazyLock::new(|| {
    let read: Updated = toml::from_str(include_str!("updated.toml")).expect("updated.toml is tested");
    let date = |found: &toml::value::Datetime| found.to_string().parse().expect("updated.toml is tested");
    let pages = read.pages.iter().map(|(path, found)| (path.clone(), date(found)));
    pages.chain([(String::new(), date(&read.others))]).collect()
});

/// The day on which a page's words last changed.
pub(super) fn updated(path: &str) -> Date {
    UPDATED.get(path).copied().unwrap_or_else(|| UPDATED[""])
}

#[cfg(test)]
mod tests {
    use super::{UPDATED, updated};

    #[test]
    fn the_data_file_reads_and_names_pages_that_exist() {
        let routes = crate::routes();
        for path in UPDATED.keys().filter(|path| !path.is_empty()) {
            let is_kind = super::super::rules::Kind::ALL.iter().any(|kind| *path == format!("/access/{}", kind.code()));
            assert!(is_kind || routes.rules().iter().any(|route| route.path == path), "{path}");
        }
        assert_eq!(updated("/accessibility"), UPDATED[""]);
    }
}
