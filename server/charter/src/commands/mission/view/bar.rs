//! How many items stand where, as a bar.

use anstyle::Style;
use charter_types::ItemCounts;

use crate::output::style::{BAD, FAINT, GOOD, NAME, PASSED};

/// Where items stand, coarsely: a word, how many, how it looks.
pub fn parts(counts: &ItemCounts) -> [(&'static str, u64, char, Style); 6] {
    let judged = counts.in_review.get() + counts.in_test.get() + counts.waiting_approval.get();
    let lost = counts.failed.get() + counts.blocked.get() + counts.cancelled.get();
    let waiting = counts.ready.get() + counts.rework.get();
    [
        ("done", counts.done.get(), '█', GOOD),
        ("judged", judged, '▓', PASSED),
        ("running", counts.running.get(), '▓', NAME),
        ("ready", waiting, '▒', NAME),
        ("failed, blocked or cancelled", lost, '▒', BAD),
        ("pending", counts.pending.get(), '░', FAINT),
    ]
}

/// `width` columns, divided as the items are.
pub fn bar(counts: &ItemCounts, width: u64) -> String {
    let parts = parts(counts);
    let total = parts.iter().map(|(_, count, ..)| count).sum::<u64>();
    if total == 0 {
        return format!("{FAINT}{}{FAINT:#}", "░".repeat(usize::try_from(width).unwrap_or(0)));
    }
    let mut bar = String::new();
    let (mut before, mut columns) = (0, 0);
    for (_, count, mark, style) in parts {
        before += count;
        // Rounding the sums, not the parts, makes the whole fit.
        let end = (before * width + total / 2) / total;
        let part: String = std::iter::repeat_n(mark, usize::try_from(end - columns).unwrap_or(0)).collect();
        columns = end;
        if !part.is_empty() {
            bar.push_str(&format!("{style}{part}{style:#}"));
        }
    }
    bar
}

/// The parts that there are, in words.
pub fn legend(counts: &ItemCounts) -> String {
    let there = parts(counts).into_iter().filter(|(_, count, ..)| *count > 0);
    let words: Vec<_> = there.map(|(word, count, _, style)| format!("{style}{count}{style:#} {word}")).collect();
    words.join(" · ")
}
