//! Figures and the table that shows them.

use serde_json::json;

/// A bound of a bar.
#[derive(Clone, Copy)]
pub enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

impl Bound {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(bound) => format!("≥ {}", number(bound)),
            Self::AtMost(bound) => format!("≤ {}", number(bound)),
        }
    }
}

/// The same thing measured in several rounds.
#[derive(Clone, Debug, Default)]
pub struct Series(Vec<f64>);

impl Series {
    pub fn push(&mut self, value: f64) {
        self.0.push(value);
    }

    /// The middle one; 0 when there is none.
    pub fn median(&self) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or_default()
    }

    /// Each value over the one of the same round of a yardstick.
    pub fn over(&self, yardstick: &Self) -> Self {
        Self(self.0.iter().zip(&yardstick.0).map(|(value, yardstick)| value / yardstick).collect())
    }

    pub fn largest(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    fn range(&self) -> String {
        let smallest = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        if self.0.len() < 2 { String::new() } else { format!(" [{}..{}]", number(smallest), number(self.largest())) }
    }
}

impl From<f64> for Series {
    fn from(value: f64) -> Self {
        Self(vec![value])
    }
}

/// A line of the table.
pub struct Line {
    /// The bar's name.
    pub bar: &'static str,
    pub what: String,
    pub figure: Series,
    /// The figure's unit, or what it is a share of.
    pub unit: &'static str,
    pub must: Option<Bound>,
    pub aim: Option<Bound>,
    /// The figures behind it.
    pub behind: String,
    /// The most that others kept busy in a round that counts, in cores.
    pub foreign: f64,
}

impl Line {
    fn verdict(&self) -> &'static str {
        match (self.holds(), self.aim.is_none_or(|aim| aim.holds(self.figure.median()))) {
            (false, _) => "FALLS SHORT",
            (true, false) => "ok, below the aim",
            (true, true) => "ok",
        }
    }

    /// Whether the figure keeps its must, if it has one.
    pub fn holds(&self) -> bool {
        self.must.is_none_or(|must| must.holds(self.figure.median()))
    }

    /// As it is printed.
    pub fn print(&self) {
        let bound = |bound: Option<Bound>| bound.map_or_else(|| "–".to_string(), Bound::text);
        let figure = format!("{}{} {}", number(self.figure.median()), self.figure.range(), self.unit);
        println!(
            "{:<4} {:<42} {:<46} must {:<9} aim {:<9} {}",
            self.bar,
            self.what,
            figure,
            bound(self.must),
            bound(self.aim),
            self.verdict()
        );
        println!("     {}; others {:.2} cores", self.behind, self.foreign);
    }

    fn json(&self) -> serde_json::Value {
        let bound = |bound: Option<Bound>| bound.map(Bound::text);
        json!({
            "bar": self.bar, "what": self.what, "figure": self.figure.median(), "rounds": self.figure.0,
            "unit": self.unit, "must": bound(self.must), "aim": bound(self.aim), "verdict": self.verdict(),
            "behind": self.behind, "foreign_cores": self.foreign,
        })
    }
}

/// The whole run as JSON.
pub fn json(lines: &[Line]) -> String {
    let lines: Vec<serde_json::Value> = lines.iter().map(Line::json).collect();
    serde_json::Value::from(lines).to_string()
}

/// What falls short, once more at the end.
pub fn print_shortfalls(lines: &[Line]) {
    for (verdict, title) in [("FALLS SHORT", "Falls short of the must"), ("ok, below the aim", "Below the aim")] {
        let short: Vec<String> = lines
            .iter()
            .filter(|line| line.verdict() == verdict)
            .map(|line| format!("{} {} ({})", line.bar, line.what, number(line.figure.median())))
            .collect();
        println!("{title}: {}", if short.is_empty() { "nothing".to_string() } else { short.join("; ") });
    }
}

/// A figure with about three digits.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Line, Series, number};

    fn line(values: &[f64]) -> Line {
        let mut figure = Series::default();
        for value in values {
            figure.push(*value);
        }
        let (must, aim) = (Some(Bound::AtLeast(0.06)), Some(Bound::AtLeast(0.1)));
        let (what, behind) = (String::new(), String::new());
        Line { bar: "P1", what, figure, unit: "", must, aim, behind, foreign: 0.0 }
    }

    #[test]
    fn the_median_is_judged() {
        assert_eq!(line(&[0.2, 0.01, 0.05]).verdict(), "FALLS SHORT");
        assert_eq!(line(&[0.2, 0.07, 0.05]).verdict(), "ok, below the aim");
        assert_eq!(line(&[0.2, 0.1, 0.05]).verdict(), "ok");
        assert!(line(&[0.2, 0.07, 0.05]).holds() && !line(&[0.2, 0.01, 0.05]).holds(), "the aim may be missed");
        assert!(Bound::AtMost(2.0).holds(2.0) && !Bound::AtMost(2.0).holds(2.1));
    }

    #[test]
    fn a_series_is_divided_round_by_round() {
        assert_eq!(Series(vec![6.0, 9.0]).over(&Series(vec![2.0, 3.0])).0, [3.0, 3.0]);
    }

    #[test]
    fn numbers_have_three_digits() {
        assert_eq!([0.0612, 1.234, 12.34, 123.4].map(number), ["0.061", "1.23", "12.3", "123"]);
    }
}
