//! How many files the process may have open: each connection is one.

use std::num::NonZeroUsize;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// What is left for the store, its readers, the log and whatever else is no connection.
const RESERVED: u64 = 256;

/// As many connections as wanted, or as many as there can be files for. The soft limit of the process is raised to the
/// hard one first.
pub(super) fn bounded(wanted: NonZeroUsize) -> NonZeroUsize {
    let Some(files) = raised() else { return wanted };
    let possible = possible(files);
    if possible < wanted {
        tracing::warn!(
            max_connections = wanted,
            files,
            "the limit of open files allows only {possible} connections; raise it (ulimit -n, LimitNOFILE)"
        );
    }
    possible.min(wanted)
}

/// The limit of open files; `None` when there is none.
fn raised() -> Option<u64> {
    let limit = getrlimit(Resource::Nofile);
    // When it cannot be raised, what there is has to do.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    getrlimit(Resource::Nofile).current
}

/// At least half of the files are for connections, however few there are.
fn possible(files: u64) -> NonZeroUsize {
    let connections = files - RESERVED.min(files / 2);
    usize::try_from(connections).ok().and_then(NonZeroUsize::new).unwrap_or(NonZeroUsize::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_left_for_the_store() {
        for (files, connections) in [(20_000, 19_744), (1024, 768), (300, 150), (1, 1), (0, 1)] {
            assert_eq!(possible(files).get(), connections, "{files}");
        }
    }

    #[test]
    fn what_fits_is_left_as_it_is() {
        assert_eq!(bounded(NonZeroUsize::MIN), NonZeroUsize::MIN);
    }
}
