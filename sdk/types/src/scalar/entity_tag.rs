use std::{fmt, str::FromStr};

use super::{InvalidValue, Revision, string_scalar};

/// A resource's revision as a strong entity tag (RFC 9110, section 8.8.3), for example `"42"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityTag(Revision);

impl EntityTag {
    /// The revision that it stands for.
    pub const fn revision(self) -> Revision {
        self.0
    }
}

impl From<Revision> for EntityTag {
    fn from(revision: Revision) -> Self {
        Self(revision)
    }
}

impl FromStr for EntityTag {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        let revision = quoted.ok_or_else(|| InvalidValue::new("EntityTag", "must be a revision in quotes"))?;
        Ok(Self(revision.parse()?))
    }
}

impl fmt::Display for EntityTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\"", self.0)
    }
}

string_scalar!(EntityTag, "EntityTag", r#"^"[0-9]{1,16}"$"#, "A resource's revision as a strong entity tag.");

/// What `If-Match` and `If-None-Match` name: any revision, or one of several (RFC 9110, section 13.1).
///
/// Tags that cannot be a revision are kept out of `Revisions`: they match nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EntityTags {
    /// `*`: any revision that exists.
    Any,
    /// One of these.
    Revisions(Vec<RevisionTag>),
}

/// A tag in a list, with what the comparison needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RevisionTag {
    /// The revision in the tag.
    pub revision: Revision,
    /// Whether it was marked as weak (`W/`): such a tag never meets `If-Match` (RFC 9110, section 8.8.3.2).
    pub weak: bool,
}

impl EntityTags {
    /// Whether `If-Match` holds for a document that has this revision, or does not exist (strong comparison).
    pub fn if_match_holds(&self, current: Option<Revision>) -> bool {
        match (self, current) {
            (_, None) => false,
            (Self::Any, Some(_)) => true,
            (Self::Revisions(tags), Some(current)) => tags.iter().any(|tag| !tag.weak && tag.revision == current),
        }
    }

    /// Whether `If-None-Match` holds for a document that has this revision, or does not exist (weak comparison).
    pub fn if_none_match_holds(&self, current: Option<Revision>) -> bool {
        match (self, current) {
            (_, None) => true,
            (Self::Any, Some(_)) => false,
            (Self::Revisions(tags), Some(current)) => tags.iter().all(|tag| tag.revision != current),
        }
    }
}

impl From<Revision> for EntityTags {
    fn from(revision: Revision) -> Self {
        Self::Revisions(vec![RevisionTag { revision, weak: false }])
    }
}

impl From<EntityTag> for EntityTags {
    fn from(tag: EntityTag) -> Self {
        tag.revision().into()
    }
}

impl FromStr for EntityTags {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let invalid = || InvalidValue::new("EntityTags", "must be * or a list of tags in quotes");
        let mut tags = Vec::new();
        let mut rest = text;
        // Commas separate, but they may also stand inside a tag: each tag is read up to its closing quote.
        loop {
            let (weak, opened) = rest.strip_prefix("W/").map_or((false, rest), |tag| (true, tag));
            let (opaque, after) = opened.strip_prefix('"').and_then(|tag| tag.split_once('"')).ok_or_else(invalid)?;
            // Tags are compared as they are written (RFC 9110, section 8.8.3.2): "04" is not "4".
            match opaque.parse::<Revision>() {
                Ok(revision) if revision.to_string() == opaque => tags.push(RevisionTag { revision, weak }),
                _ => {}
            }
            match after.trim_start_matches([' ', '\t']).strip_prefix(',') {
                Some(next) => rest = next.trim_start_matches([' ', '\t']),
                None if after.is_empty() => break,
                None => return Err(invalid()),
            }
        }
        Ok(Self::Revisions(tags))
    }
}

impl fmt::Display for EntityTags {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Revisions(tags) = self else { return formatter.write_str("*") };
        // A list of tags that match nothing still has to be written as a list.
        if tags.is_empty() {
            return formatter.write_str("\"\"");
        }
        for (index, tag) in tags.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            let weak = if tag.weak { "W/" } else { "" };
            write!(formatter, "{separator}{weak}\"{}\"", tag.revision)?;
        }
        Ok(())
    }
}

string_scalar!(
    EntityTags,
    "EntityTags",
    r#"^(\*|(W/)?"[!#-~]{0,64}"([ \t]*,[ \t]*(W/)?"[!#-~]{0,64}"){0,31})$"#,
    "`*` or a list of entity tags."
);

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> EntityTags {
        text.parse().unwrap()
    }

    fn rev(number: u64) -> Option<Revision> {
        Some(Revision::new(number).unwrap())
    }

    #[test]
    fn if_match_compares_strongly() {
        assert!(tags("\"3\", \"4\"").if_match_holds(rev(4)));
        assert!(!tags("W/\"4\"").if_match_holds(rev(4)));
        assert!(!tags("\"4\"").if_match_holds(None));
        assert!(tags("*").if_match_holds(rev(1)) && !tags("*").if_match_holds(None));
    }

    #[test]
    fn if_none_match_compares_weakly() {
        assert!(!tags("W/\"4\"").if_none_match_holds(rev(4)));
        assert!(tags("\"3\"").if_none_match_holds(rev(4)));
        assert!(tags("*").if_none_match_holds(None) && !tags("*").if_none_match_holds(rev(1)));
    }

    #[test]
    fn a_foreign_tag_matches_nothing() {
        assert!(!tags("\"04\"").if_match_holds(rev(4)));
        assert!(!tags("\"abc\"").if_match_holds(rev(4)) && tags("\"abc\"").if_none_match_holds(rev(4)));
    }

    #[test]
    fn a_comma_in_a_tag_does_not_end_it() {
        assert!(tags("W/\",X\" \t, \"4\"").if_match_holds(rev(4)));
        for text in ["", "4", "\"4", "\"4\",", "\"4\" \"5\"", "\"4\" ", ",\"4\""] {
            assert!(text.parse::<EntityTags>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn reads_what_it_writes() {
        for text in ["*", "\"4\"", "W/\"4\", \"5\""] {
            assert_eq!(tags(text).to_string(), text);
        }
    }
}
