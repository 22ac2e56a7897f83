/// What a server wrote to its log that a server without a defect never writes.
pub(super) fn complaints(log: &str) -> Vec<String> {
    let is_complaint = |line: &&str| line.contains(" ERROR ") || line.contains("panicked at");
    log.lines().filter(is_complaint).map(|line| format!("the server's log has: {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_and_panics_are_found() {
        let log = "2026-01-05T09:30:00Z  INFO charter: ready\n\
                   2026-01-05T09:30:01Z ERROR charter_store: a batch of commits failed\n\
                   thread 'store-writer' panicked at writer.rs:1:1:\n\
                   2026-01-05T09:30:02Z  WARN charter: ERRORS are few\n";
        assert_eq!(complaints(log).len(), 2);
        assert!(complaints(log)[0].contains("a batch of commits failed"));
    }
}
