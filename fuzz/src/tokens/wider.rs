//! Whether rights allow more than others.

use charter_auth::{Access, Rights};

const FAMILIES: [&str; 4] = ["resource", "event", "store", "run"];

pub(super) fn assert_no_wider(held: &Rights, found: &Rights, hints: &str) {
    assert_eq!((found.principal(), found.partition()), (held.principal(), held.partition()));
    for family in FAMILIES {
        for access in [Access::Read, Access::Write] {
            let allows = |rights: &Rights| rights.may(family, access).is_ok();
            assert!(!allows(found) || allows(held), "{family} {access:?}");
        }
    }
    for prefix in found.readable_within("") {
        // All that begins with it is readable: one part, and that is the prefix itself.
        assert_eq!(held.readable_within(prefix).collect::<Vec<_>>(), [prefix], "read {prefix:?}");
    }
    for key in keys_near(hints) {
        assert!(found.may_write_key(&key).is_err() || held.may_write_key(&key).is_ok(), "write {key:?}");
        assert!(found.may_read_key(&key).is_err() || held.may_read_key(&key).is_ok(), "read {key:?}");
    }
    let expires_no_later = match (held.expires_at(), found.expires_at()) {
        (Some(held), Some(found)) => found <= held,
        (Some(_), None) => false,
        (None, _) => true,
    };
    assert!(expires_no_later, "{:?} was {:?}", found.expires_at(), held.expires_at());
    // To revoke a block revokes all that was made of it.
    assert!(found.revocation_ids().starts_with(held.revocation_ids()));
}

/// Keys and prefixes that stand in a text, what is just beside them, and some that are always of interest.
pub(super) fn keys_near(text: &str) -> Vec<String> {
    let is_of_keys = |one: char| one.is_ascii_alphanumeric() || "._~-/".contains(one);
    let words = text.split(|one| !is_of_keys(one)).take(64);
    let near = words.flat_map(|word| {
        let shorter = word.get(..word.len().saturating_sub(1)).unwrap_or_default();
        [word.to_owned(), shorter.to_owned(), format!("{word}x"), format!("{word}/x")]
    });
    let always = ["", "run/", "run/7", "run/7/status", "run/70/status", "run/8/status", "team/a", "~"];
    near.chain(always.map(str::to_owned)).collect()
}
