use std::{fmt, str::FromStr};

use charter_types::InvalidValue;

/// The beginning of resource keys; the empty one is the beginning of all.
///
/// It is compared as text, as the `prefix` of a list is: `run/1` is the beginning of `run/1/status`, and of
/// `run/10/status` as well. **End a prefix with `/`** to mean what is below one segment and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPrefix(Box<str>);

impl KeyPrefix {
    /// The longest prefix, which is the longest key.
    pub const MAX_BYTES: usize = 512;

    /// The prefix of every key.
    pub fn all() -> Self {
        Self("".into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyPrefix {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-/".contains(&byte);
        if text.len() > Self::MAX_BYTES || !text.bytes().all(allowed) {
            return Err(InvalidValue::new("KeyPrefix", "must be at most 512 of A-Z, a-z, 0-9, and . _ ~ - /"));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for KeyPrefix {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The keys under some prefixes.
///
/// Sorted, and no prefix is the beginning of another. So the only one that can cover a text is the greatest that is
/// not above it: everything between a prefix and a text that begins with it begins with it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyPrefixes(Box<[KeyPrefix]>);

impl KeyPrefixes {
    /// Whether all that begins with `text`, and so the key `text` itself, is under a prefix.
    pub(crate) fn cover(&self, text: &str) -> bool {
        let not_above = self.0.partition_point(|prefix| prefix.as_str() <= text);
        not_above.checked_sub(1).is_some_and(|index| text.starts_with(self.0[index].as_str()))
    }

    /// The prefixes of the keys that begin with `text` and are under a prefix; ascending, none the beginning of
    /// another.
    pub(crate) fn within<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a str> {
        let whole = self.cover(text).then_some(text);
        let first = self.0.partition_point(|prefix| prefix.as_str() <= text);
        let parts = self.0[first..].iter().map(KeyPrefix::as_str).take_while(move |part| part.starts_with(text));
        whole.into_iter().chain(parts)
    }

    /// The keys that are under both.
    pub(crate) fn intersect(&self, other: &Self) -> Self {
        // Sorted and free of beginnings again, because what is within different prefixes differs where they do.
        let common = self.0.iter().flat_map(|prefix| other.within(prefix.as_str()));
        Self(common.map(|text| KeyPrefix(text.into())).collect())
    }
}

impl FromIterator<KeyPrefix> for KeyPrefixes {
    fn from_iter<I: IntoIterator<Item = KeyPrefix>>(prefixes: I) -> Self {
        let mut sorted: Vec<KeyPrefix> = prefixes.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup_by(|later, earlier| later.as_str().starts_with(earlier.as_str()));
        Self(sorted.into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn prefixes(texts: &[&str]) -> KeyPrefixes {
        texts.iter().map(|text| text.parse::<KeyPrefix>().unwrap()).collect()
    }

    #[test]
    fn a_prefix_is_the_beginning_of_the_text() {
        let open = prefixes(&["run/1"]);
        assert!(open.cover("run/1") && open.cover("run/1/status") && open.cover("run/10/status"));
        let closed = prefixes(&["run/1/"]);
        assert!(closed.cover("run/1/status") && !closed.cover("run/1") && !closed.cover("run/10/status"));
    }

    #[test]
    fn the_empty_prefix_covers_everything_and_no_prefix_covers_nothing() {
        assert!(prefixes(&[""]).cover("") && prefixes(&[""]).cover("run/1"));
        assert!(!prefixes(&[]).cover("") && !prefixes(&[]).cover("run/1"));
    }

    #[test]
    fn a_list_is_cut_to_what_is_readable() {
        let readable = prefixes(&["run/2/", "run/10/", "team/"]);
        assert_eq!(readable.within("run/").collect::<Vec<_>>(), ["run/10/", "run/2/"]);
        assert_eq!(readable.within("run/2/log").collect::<Vec<_>>(), ["run/2/log"]);
        assert_eq!(readable.within("run/3").count(), 0);
    }

    #[test]
    fn refuses_what_no_key_begins_with() {
        for text in ["run/*", "run /", "\"", "ü", &"a".repeat(513)] {
            assert!(text.parse::<KeyPrefix>().is_err(), "{text:?}");
        }
    }

    fn any_texts() -> impl Strategy<Value = Vec<String>> {
        proptest::collection::vec("[ab/]{0,4}", 0..6)
    }

    proptest! {
        #[test]
        fn covers_what_any_prefix_begins(texts in any_texts(), key in "[ab/]{0,5}") {
            let set = prefixes(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(set.cover(&key), texts.iter().any(|text| key.starts_with(text)));
        }

        #[test]
        fn the_parts_within_a_prefix_are_its_covered_keys(
            texts in any_texts(), prefix in "[ab/]{0,3}", key in "[ab/]{0,6}",
        ) {
            let set = prefixes(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            let parts: Vec<&str> = set.within(&prefix).collect();
            prop_assert!(parts.is_sorted());
            let in_parts = parts.iter().filter(|part| key.starts_with(**part)).count();
            prop_assert_eq!(in_parts, usize::from(key.starts_with(&prefix) && set.cover(&key)));
        }

        #[test]
        fn an_intersection_covers_what_both_cover(
            left in any_texts(), right in any_texts(), key in "[ab/]{0,5}",
        ) {
            let left = prefixes(&left.iter().map(String::as_str).collect::<Vec<_>>());
            let right = prefixes(&right.iter().map(String::as_str).collect::<Vec<_>>());
            let both = left.intersect(&right);
            prop_assert_eq!(both.cover(&key), left.cover(&key) && right.cover(&key));
            prop_assert_eq!(&both, &both.0.iter().cloned().collect::<KeyPrefixes>());
        }
    }
}
