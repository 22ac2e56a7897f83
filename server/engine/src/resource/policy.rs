//! Who may do what with which key: the one place that decides it.

use charter_auth::{Access, Denial, Rights};
use charter_types::ResourceKey;

use super::FAMILY;
use crate::EngineError;

pub(super) fn may_read(rights: &Rights, key: &ResourceKey) -> Result<(), EngineError> {
    rights.may(FAMILY, Access::Read)?;
    Ok(rights.may_read_key(key)?)
}

pub(super) fn may_write(rights: &Rights, key: &ResourceKey) -> Result<(), EngineError> {
    rights.may(FAMILY, Access::Write)?;
    rights.may_write_key(key)?;
    if is_engine_owned(key) {
        return Err(EngineError::EngineOwned { key: key.clone() });
    }
    Ok(())
}

/// A patch is answered with the whole value and can test any part of it, so that it takes both rights: otherwise a
/// token that may only write could read everything it may write.
pub(super) fn may_patch(rights: &Rights, key: &ResourceKey) -> Result<(), EngineError> {
    may_write(rights, key)?;
    may_read(rights, key)
}

/// A guard tells the revision of a document and no more. Who may read the key may know it; so may who writes it, whose
/// preconditions tell the same.
pub(super) fn may_guard(rights: &Rights, key: &ResourceKey) -> Result<(), EngineError> {
    rights.may(FAMILY, Access::Write)?;
    if rights.may_write_key(key).is_ok() {
        return Ok(());
    }
    may_read(rights, key)
}

/// The prefixes of the keys that start with `prefix` and may be read; ascending, none the beginning of another.
pub(super) fn readable_keys(rights: &Rights, prefix: &str) -> Result<Vec<String>, Denial> {
    rights.may(FAMILY, Access::Read)?;
    rights.may_list_prefix(prefix)?;
    Ok(rights.readable_within(prefix).map(str::to_owned).collect())
}

/// `run/{id}/status` and `mission/{id}/status` are derived from events, and would be wrong if anybody else wrote them.
fn is_engine_owned(key: &str) -> bool {
    let mut segments = key.split('/');
    matches!(
        (segments.next(), segments.next(), segments.next(), segments.next()),
        (Some("run" | "mission"), Some(_), Some("status"), None)
    )
}

#[cfg(test)]
mod tests {
    use super::is_engine_owned;

    #[test]
    fn owns_exactly_the_status_documents() {
        assert!(is_engine_owned("run/7/status") && is_engine_owned("mission/m-1/status"));
        for key in ["run/status", "run/7/status/x", "run/7/statuses", "team/7/status", "runs/7/status", "run/7/log"] {
            assert!(!is_engine_owned(key), "{key}");
        }
    }
}
