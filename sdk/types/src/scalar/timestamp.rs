use std::{fmt, str::FromStr};

use super::{InvalidValue, string_scalar};

/// An instant in UTC with millisecond precision; on the wire RFC 3339 with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// `milliseconds` since 1970-01-01T00:00:00Z; what lies outside the years −9999 to 9999 becomes the nearest
    /// instant that can be written.
    pub fn from_unix_ms(milliseconds: i64) -> Self {
        let bounded = milliseconds.clamp(jiff::Timestamp::MIN.as_millisecond(), jiff::Timestamp::MAX.as_millisecond());
        Self(jiff::Timestamp::from_millisecond(bounded).unwrap_or(jiff::Timestamp::UNIX_EPOCH))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn unix_ms(self) -> i64 {
        self.0.as_millisecond()
    }

    /// This instant moved by `milliseconds`, never past what can be written.
    #[must_use]
    pub fn plus_ms(self, milliseconds: i64) -> Self {
        Self::from_unix_ms(self.unix_ms().saturating_add(milliseconds))
    }
}

impl FromStr for Timestamp {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let instant: jiff::Timestamp =
            text.parse().map_err(|_| InvalidValue::new("Timestamp", "must be an RFC 3339 date-time"))?;
        Ok(Self::from_unix_ms(instant.as_millisecond()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3}", self.0)
    }
}

string_scalar!(
    Timestamp,
    "Timestamp",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$",
    "An instant in UTC with millisecond precision (RFC 3339)."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_milliseconds_and_z() {
        assert_eq!(Timestamp::from_unix_ms(1_700_000_000_005).to_string(), "2023-11-14T22:13:20.005Z");
    }

    #[test]
    fn reads_what_it_writes() {
        let instant = Timestamp::from_unix_ms(-62_135_596_800_001);
        assert_eq!(instant.to_string().parse(), Ok(instant));
    }
}
