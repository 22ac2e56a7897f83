use serde::Serialize;

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    AtLeast(f64),
    AtMost(f64),
    /// Nothing: it is told because it helps to understand the others.
    Told,
}

impl Reach {
    fn is_reached_by(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least) => value >= least,
            Self::AtMost(most) => value <= most,
            Self::Told => true,
        }
    }
}

/// Two neighbouring rounds, in the finding's unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Sample {
    /// What the limit did; `None` where there is nothing to compare with.
    pub limit: Option<f64>,
    /// What is measured.
    pub ours: f64,
}

impl Sample {
    /// What counts: the ratio, or the value itself where there is nothing to compare with.
    fn outcome(self) -> f64 {
        self.limit.map_or(self.ours, |limit| self.ours / limit)
    }
}

/// The middle of some values, and how far they reach.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    pub median: f64,
    pub lowest: f64,
    pub highest: f64,
}

impl Spread {
    /// All zero when there are no values.
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or_default();
        let last = values.len().saturating_sub(1);
        // Of an even number, the middle of the two in the middle.
        let median = f64::midpoint(at(last / 2), at(values.len() / 2));
        Self { median, lowest: at(0), highest: at(last) }
    }
}

/// One thing that a row found out.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// What was measured, for example `puts`.
    pub measure: &'static str,
    /// In which unit, for example `/s`.
    pub unit: &'static str,
    /// What it was compared with.
    pub limit: &'static str,
    /// What the median should be.
    pub reach: Reach,
    /// Pairs of neighbouring rounds, in the order in which they were measured.
    pub samples: Vec<Sample>,
}

impl Finding {
    pub fn new(measure: &'static str, unit: &'static str, limit: &'static str, reach: Reach) -> Self {
        Self { measure, unit, limit, reach, samples: Vec::new() }
    }

    /// Adds a pair of neighbouring rounds.
    pub fn add(&mut self, limit: f64, ours: f64) {
        self.samples.push(Sample { limit: Some(limit), ours });
    }

    /// Adds a round that there is nothing to compare with.
    pub fn add_alone(&mut self, ours: f64) {
        self.samples.push(Sample { limit: None, ours });
    }

    /// What counts, of all rounds: ratios, or values where there is nothing to compare with.
    pub fn outcome(&self) -> Spread {
        Spread::of(self.samples.iter().map(|sample| sample.outcome()))
    }

    pub fn ours(&self) -> Spread {
        Spread::of(self.samples.iter().map(|sample| sample.ours))
    }

    /// `None` where there is nothing to compare with.
    pub fn limits(&self) -> Option<Spread> {
        let limits: Option<Vec<f64>> = self.samples.iter().map(|sample| sample.limit).collect();
        limits.map(|limits| Spread::of(limits.into_iter()))
    }

    pub fn is_reached(&self) -> bool {
        self.reach.is_reached_by(self.outcome().median)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_compared_and_the_median_counts() {
        let mut finding = Finding::new("puts", "/s", "bare", Reach::AtLeast(0.5));
        for (limit, ours) in [(100.0, 60.0), (10.0, 4.0), (1000.0, 500.0)] {
            finding.add(limit, ours);
        }
        assert_eq!(finding.outcome(), Spread { median: 0.5, lowest: 0.4, highest: 0.6 });
        assert!(finding.is_reached());
        finding.reach = Reach::AtMost(0.49);
        assert!(!finding.is_reached());
    }

    #[test]
    fn without_a_limit_the_value_itself_counts() {
        let mut finding = Finding::new("memory", "MiB", "", Reach::AtMost(64.0));
        finding.add_alone(63.0);
        finding.add_alone(67.0);
        assert_eq!((finding.outcome().median, finding.limits()), (65.0, None));
        assert!(!finding.is_reached());
    }
}
