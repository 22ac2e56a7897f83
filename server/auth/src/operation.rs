use std::{collections::BTreeSet, fmt, str::FromStr};

use charter_types::InvalidValue;

/// Whether an operation only looks, or also changes, or decides for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// It only looks.
    Read,
    /// It changes something.
    Write,
    /// It decides what others have asked leave for.
    Decide,
}

impl Access {
    /// The word after the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Decide => "decide",
        }
    }
}

/// The right to a family's operations: `{family}:read`, `{family}:write`, `{family}:decide`, or `*` for all of every family.
///
/// A family is 1 to 32 of `a-z`, `0-9`, `_`, beginning with a letter. To write is not to read: a token that needs
/// both says both.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operation(Kind);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    All,
    Family { family: Box<str>, access: Access },
}

impl Operation {
    const LONGEST_FAMILY: usize = 32;

    /// Every operation of every family.
    pub const ALL: Self = Self(Kind::All);

    /// The operations of `family` with `access`.
    ///
    /// # Errors
    /// When `family` is not a family's name.
    pub fn new(family: &str, access: Access) -> Result<Self, InvalidValue> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let begins_with_letter = family.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
        if !begins_with_letter || family.len() > Self::LONGEST_FAMILY || !family.bytes().all(allowed) {
            return Err(invalid());
        }
        Ok(Self::of_family(family, access))
    }

    /// For a family that the caller's code names, and that needs no check for that reason.
    pub(crate) fn of_family(family: &str, access: Access) -> Self {
        Self(Kind::Family { family: family.into(), access })
    }
}

fn invalid() -> InvalidValue {
    InvalidValue::new("Operation", "must be {family}:read, {family}:write, {family}:decide or *")
}

impl FromStr for Operation {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        if text == "*" {
            return Ok(Self::ALL);
        }
        match text.split_once(':') {
            Some((family, "read")) => Self::new(family, Access::Read),
            Some((family, "write")) => Self::new(family, Access::Write),
            Some((family, "decide")) => Self::new(family, Access::Decide),
            _ => Err(invalid()),
        }
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::All => formatter.write_str("*"),
            Kind::Family { family, access } => write!(formatter, "{family}:{}", access.as_str()),
        }
    }
}

/// A set of operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Operations {
    All,
    /// Sorted, for the look-up on every request.
    Only(Box<[(Box<str>, Access)]>),
}

impl Operations {
    pub(crate) fn contains(&self, family: &str, access: Access) -> bool {
        match self {
            Self::All => true,
            Self::Only(pairs) => {
                pairs.binary_search_by(|(name, right)| (&**name, *right).cmp(&(family, access))).is_ok()
            }
        }
    }

    /// What is in both.
    pub(crate) fn intersect(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, narrower) | (narrower, Self::All) => narrower.clone(),
            (Self::Only(pairs), other) => {
                Self::Only(pairs.iter().filter(|(family, access)| other.contains(family, *access)).cloned().collect())
            }
        }
    }
}

impl FromIterator<Operation> for Operations {
    fn from_iter<I: IntoIterator<Item = Operation>>(operations: I) -> Self {
        let mut pairs = BTreeSet::new();
        for Operation(kind) in operations {
            match kind {
                Kind::All => return Self::All,
                Kind::Family { family, access } => pairs.insert((family, access)),
            };
        }
        Self::Only(pairs.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["*", "resource:read", "memory_item:write", "approval:decide"] {
            assert_eq!(text.parse::<Operation>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_everything_else() {
        let long = format!("{}:read", "a".repeat(33));
        for text in ["", "*:read", "resource", "resource:", ":read", "resource:*", "Resource:read", "1a:read", &long] {
            assert!(text.parse::<Operation>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_star_among_others_is_all_of_them() {
        let operations: Operations = ["resource:read", "*"].map(|text| text.parse().unwrap()).into_iter().collect();
        assert!(operations.contains("run", Access::Write));
    }
}
