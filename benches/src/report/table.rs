use std::fmt::{self, Display, Formatter};

use super::Measured;
use crate::{
    measure::{Finding, Reach},
    rows::Outcome,
};

/// All findings, for people.
pub struct Table<'a>(pub &'a [Measured]);

impl Display for Table<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "\n{:<13} {:<26} {:>10} {:>10} {:>7}  {:<15} {:<9} {:<4} {:>5}  limit",
            "row", "measure", "charter", "limit", "ratio", "lowest-highest", "to reach", "", "load"
        )?;
        for measured in self.0 {
            match &measured.outcome {
                Outcome::Measured(findings) => {
                    for finding in findings {
                        write_finding(formatter, measured, finding)?;
                    }
                }
                Outcome::Skipped(reason) => writeln!(formatter, "{:<13} skipped: {reason}", measured.row.name)?,
            }
        }
        Ok(())
    }
}

fn write_finding(formatter: &mut Formatter<'_>, measured: &Measured, finding: &Finding) -> fmt::Result {
    let outcome = finding.outcome();
    let measure = format!("{} {}", finding.measure, finding.unit);
    let limit = finding.limits().map_or_else(|| "-".to_owned(), |limits| number(limits.median));
    let spread = format!("{}-{}", number(outcome.lowest), number(outcome.highest));
    let reach = match finding.reach {
        Reach::AtLeast(least) => format!(">= {least}"),
        Reach::AtMost(most) => format!("<= {most}"),
        Reach::Told => "-".to_owned(),
    };
    let verdict = match finding.reach {
        Reach::Told => "",
        _ if finding.is_reached() => "yes",
        _ => "NO",
    };
    writeln!(
        formatter,
        "{:<13} {measure:<26} {:>10} {limit:>10} {:>7}  {spread:<15} {reach:<9} {verdict:<4} {:>5.1}  {}",
        measured.row.name,
        number(finding.ours().median),
        number(outcome.median),
        measured.load,
        finding.limit,
    )
}

/// Three digits that count are enough.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
