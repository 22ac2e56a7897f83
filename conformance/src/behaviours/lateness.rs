//! How late something may be on a machine that is itself late.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Context;
use crate::wire::{Outcome, ensure};

/// How often a write is tried beside what is waited for.
const WRITE_EVERY: Duration = Duration::from_millis(50);

/// Does what waits for something to happen by itself, and writes all the while; answers how long the slowest of these
/// writes took, too. A disk or a machine that stands still holds up both, a server that is late only the one.
///
/// # Errors
/// The error of what waits.
pub(super) async fn beside_writes<T>(context: &Context, wait: impl Future<Output = Outcome<T>>) -> Outcome<(T, i64)> {
    let mut slowest = Duration::ZERO;
    let writes = async {
        let mut ticks = tokio::time::interval(WRITE_EVERY);
        loop {
            ticks.tick().await;
            let begun = Instant::now();
            // One that is refused has been waited for as well.
            let _ = context.client.put(&context.key("beside"), &json!("written")).await;
            slowest = slowest.max(begun.elapsed());
        }
    };
    let happened = tokio::select! {
        happened = wait => happened?,
        () = writes => unreachable!("writes go on for ever"),
    };
    Ok((happened, i64::try_from(slowest.as_millis()).unwrap_or(i64::MAX)))
}

/// Whether what was due at `due` has happened at `happened`: not before, and at most `within_ms` later, besides the time
/// of three writes that each took as long as the slowest.
///
/// # Errors
/// When it has not.
pub(super) fn ensure_in_time(due: &Value, happened: &Value, within_ms: i64, slowest_write_ms: i64) -> Outcome {
    // A day may end in between.
    let late_ms = (milliseconds_of_day(happened) - milliseconds_of_day(due)).rem_euclid(MILLISECONDS_OF_DAY);
    ensure(late_ms <= within_ms.saturating_add(slowest_write_ms.saturating_mul(3)), || {
        format!("what was due at {due} happened at {happened}, while no write took longer than {slowest_write_ms} ms")
    })
}

const MILLISECONDS_OF_DAY: i64 = 86_400_000;

/// Of an instant in the contract's form, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
fn milliseconds_of_day(instant: &Value) -> i64 {
    let text = instant.as_str().unwrap_or_default();
    let number = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<i64>().ok());
    let parts = (number(11..13), number(14..16), number(17..19), number(20..23));
    let (Some(hours), Some(minutes), Some(seconds), Some(milliseconds)) = parts else { return 0 };
    ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_time_of_day() {
        assert_eq!(milliseconds_of_day(&json!("2026-01-05T09:30:01.250Z")), 34_201_250);
    }

    #[test]
    fn what_is_late_or_early_is_found() {
        let due = json!("2026-01-05T23:59:59.900Z");
        let in_time = |happened: &str, slowest_ms| ensure_in_time(&due, &json!(happened), 1000, slowest_ms).is_ok();
        assert!(in_time("2026-01-05T23:59:59.900Z", 0) && in_time("2026-01-06T00:00:00.900Z", 0));
        assert!(!in_time("2026-01-05T23:59:59.899Z", 0) && !in_time("2026-01-06T00:00:00.901Z", 0));
        assert!(in_time("2026-01-06T00:00:01.200Z", 100) && !in_time("2026-01-06T00:00:01.201Z", 100));
    }
}
