use std::{fmt, str::FromStr};

use super::{InvalidValue, string_scalar};

/// `{org}/{workspace}/{project}`: every stored row lies in exactly one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Partition {
    text: Box<str>,
}

impl Partition {
    const LONGEST_NAME: usize = 64;

    /// Its organisation.
    pub fn org(&self) -> &str {
        self.part(0)
    }

    /// Its workspace.
    pub fn workspace(&self) -> &str {
        self.part(1)
    }

    /// Its project.
    pub fn project(&self) -> &str {
        self.part(2)
    }

    /// All of it, as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn part(&self, index: usize) -> &str {
        self.text.split('/').nth(index).unwrap_or_default()
    }
}

impl FromStr for Partition {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let name = |part: &str| {
            let mut bytes = part.bytes();
            part.len() <= Self::LONGEST_NAME
                && bytes.next().is_some_and(|first| first.is_ascii_lowercase() || first.is_ascii_digit())
                && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
        };
        let mut parts = text.split('/');
        let three = parts.by_ref().take(3).filter(|part| name(part)).count() == 3;
        if !three || parts.next().is_some() {
            return Err(InvalidValue::new(
                "Partition",
                "must be {org}/{workspace}/{project}, each of 1 to 64 of a-z, 0-9, _ and -",
            ));
        }
        Ok(Self { text: text.into() })
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(formatter)
    }
}

string_scalar!(
    Partition,
    "Partition",
    "^[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9_-]{0,63}$",
    "The organisation, workspace and project that a row lies in."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_three_named_parts() {
        let partition: Partition = "acme/tools/demo-1".parse().unwrap();
        assert_eq!((partition.org(), partition.workspace(), partition.project()), ("acme", "tools", "demo-1"));
    }

    #[test]
    fn refuses_everything_else() {
        for text in ["", "a/b", "a/b/", "a/b/c/d", "A/b/c", "a/b/c ", "-a/b/c", "a//c", "a/b/ü"] {
            assert!(text.parse::<Partition>().is_err(), "{text:?}");
        }
    }
}
