//! Two crowds of the same kind, measured in turns, so that what one costs can be said in terms of the other.

use std::time::Duration;

use crate::load::Visitor;
use crate::portal::Portal;
use crate::report::{Bound, Line, Series};
use crate::{Bench, ROUND};

/// The yardstick first: the same visitors at a portal with little, or visitors of the first page.
pub struct Pair<V> {
    pub visitors: [Vec<V>; 2],
    length: Duration,
    pub growth: Series,
    pub costs: [Series; 2],
    pub foreign: f64,
}

impl<V: Visitor> Pair<V> {
    pub fn new(visitors: [Vec<V>; 2]) -> Self {
        let costs = [Series::default(), Series::default()];
        Self { visitors, length: ROUND, growth: Series::default(), costs, foreign: 0.0 }
    }

    /// With rounds of half the time, for a bar that has many.
    pub fn brief(visitors: [Vec<V>; 2]) -> Self {
        Self { length: ROUND / 2, ..Self::new(visitors) }
    }

    /// A round at each, in turns the one first and the other.
    pub async fn round(&mut self, bench: &Bench, portals: [&Portal; 2], turn: usize) -> anyhow::Result<()> {
        let mut cost = [0.0; 2];
        for at in if turn.is_multiple_of(2) { [0, 1] } else { [1, 0] } {
            let visitors = std::mem::take(&mut self.visitors[at]);
            let (round, visitors) = bench.round_of(self.length, portals[at], visitors).await?;
            self.visitors[at] = visitors;
            cost[at] = round.cost();
            self.costs[at].push(round.cost());
            self.foreign = self.foreign.max(round.foreign);
        }
        self.growth.push(cost[1] / cost[0]);
        Ok(())
    }

    /// The line that says how many times the yardstick it was; `sizes` names the two.
    pub fn line(self, bar: &'static str, what: String, unit: &'static str, must: f64, sizes: [&str; 2]) -> Line {
        let [little, much] = self.costs.map(|cost| cost.median());
        Line {
            bar,
            what,
            figure: self.growth,
            unit,
            must: Some(Bound::AtMost(must)),
            aim: None,
            behind: format!("CPU µs: {little:.0} with {}, {much:.0} with {}", sizes[0], sizes[1]),
            foreign: self.foreign,
        }
    }
}
