use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::InvalidValue;
use crate::whole_number::WholeNumber;

/// The store's one global, gapless, monotonic counter: every commit takes one.
///
/// 0 is before everything. The largest revision is 2⁵³ − 1, so that every JSON reader holds it exactly
/// (RFC 8259, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "WholeNumber", into = "u64")]
pub struct Revision(u64);

impl Revision {
    /// Before everything.
    pub const ZERO: Self = Self(0);
    /// The largest revision there can be.
    pub const MAX: Self = Self((1 << 53) - 1);

    /// # Errors
    /// When `value` is above [`Revision::MAX`].
    pub fn new(value: u64) -> Result<Self, InvalidValue> {
        if value > Self::MAX.0 {
            return Err(InvalidValue::new("Revision", format!("must be at most {}", Self::MAX)));
        }
        Ok(Self(value))
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The revision of the commit after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl TryFrom<u64> for Revision {
    type Error = InvalidValue;
    fn try_from(value: u64) -> Result<Self, InvalidValue> {
        Self::new(value)
    }
}

impl TryFrom<WholeNumber> for Revision {
    type Error = InvalidValue;
    fn try_from(number: WholeNumber) -> Result<Self, InvalidValue> {
        let number = u64::try_from(number.0).map_err(|_| InvalidValue::new("Revision", "must not be negative"))?;
        Self::new(number)
    }
}

impl From<Revision> for u64 {
    fn from(revision: Revision) -> Self {
        revision.0
    }
}

impl FromStr for Revision {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        // `u64::from_str` takes a leading plus sign, the contract does not.
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidValue::new("Revision", "must be a whole number"));
        }
        Self::new(text.parse().map_err(|_| InvalidValue::new("Revision", "must be a whole number"))?)
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl schemars::JsonSchema for Revision {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Revision".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 0, "maximum": Self::MAX.0 })
    }
}
