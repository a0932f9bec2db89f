//! The bars, each by its name; what must hold and what is aimed at stands beside each.

mod accept;
mod draft;
mod growth;
mod home;
mod pair;
mod parties;
mod queue;
mod save;
mod sign_in;
mod start;
mod units;
mod weight;

use anyhow::bail;
use db::Dialect;

use crate::Bench;
use crate::report::Line;

/// Cases in the databases that most bars use.
const CASES: usize = 100_000;
/// Name and what it is, in the order of measuring.
const BARS: [(&str, &str); 17] = [
    ("P1", "the home page on SQLite"),
    ("P2", "the home page on PostgreSQL"),
    ("P3", "saving a step, durably"),
    ("P5", "the officers' queue as it grows"),
    ("P8", "cold start"),
    ("P9", "memory"),
    ("P10", "size of the program"),
    ("P11", "accepting a SAML response"),
    ("P12", "a whole sign-in"),
    ("P13", "refusing a forged sign-in"),
    ("P15", "weight of the pages"),
    ("P21", "the page of a step and its save as cases grow, SQLite"),
    ("P22", "the page of a step and its save as cases grow, PostgreSQL"),
    ("P23", "a page as live sessions grow"),
    ("P24", "the page of a main joiner with a thousand parties"),
    ("P25", "the step of 500 units and its save, SQLite"),
    ("P26", "the step of 500 units and its save, PostgreSQL"),
];

/// The bars that were asked for, in order; all when none was named.
///
/// # Errors
/// Names the bars when one is unknown.
pub fn chosen(names: &[String]) -> anyhow::Result<Vec<&'static str>> {
    let known = |wanted: &String| BARS.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<String> = BARS.iter().map(|(name, what)| format!("{name} {what}")).collect();
        bail!("there is no bar {unknown}; there are: {}", all.join(", "));
    }
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
    Ok(BARS.iter().map(|(name, _)| *name).filter(|name| is_wanted(name)).collect())
}

/// Measures one bar.
///
/// # Errors
/// Why it could not be measured; a wrong answer of the portal among them.
pub async fn measure(bench: &mut Bench, name: &'static str) -> anyhow::Result<Vec<Line>> {
    match name {
        "P1" => Ok(vec![home::measure(bench, "P1", Dialect::Sqlite).await?]),
        "P2" => Ok(vec![home::measure(bench, "P2", Dialect::Postgres).await?]),
        "P3" => save::measure(bench).await,
        "P5" => queue::measure(bench).await,
        "P8" => start::cold(bench).await,
        "P9" => start::memory(bench).await,
        "P10" => Ok(vec![start::size(bench)?]),
        "P11" => accept::measure(bench).await,
        "P12" => sign_in::whole(bench).await,
        "P13" => sign_in::forged(bench).await,
        "P15" => weight::measure(bench).await,
        "P21" => growth::steps(bench, "P21", Dialect::Sqlite).await,
        "P22" => growth::steps(bench, "P22", Dialect::Postgres).await,
        "P24" => parties::measure(bench).await,
        "P25" => units::measure(bench, "P25", Dialect::Sqlite).await,
        "P26" => units::measure(bench, "P26", Dialect::Postgres).await,
        _ => growth::sessions(bench).await,
    }
}

/// The databases that can be measured here.
fn dialects(bench: &Bench, bar: &str) -> Vec<Dialect> {
    if bench.postgres.is_none() {
        println!("{bar:<4} is not measured on PostgreSQL, which is not installed: apt-get install postgresql");
        return vec![Dialect::Sqlite];
    }
    vec![Dialect::Sqlite, Dialect::Postgres]
}

fn name_of(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bar_is_chosen_by_its_name() {
        let names = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(super::chosen(&names(&["p5", "P1"])).unwrap(), ["P1", "P5"]);
        assert_eq!(super::chosen(&[]).unwrap().len(), super::BARS.len());
        assert!(super::chosen(&names(&["P99"])).unwrap_err().to_string().contains("P15 weight"));
    }
}
