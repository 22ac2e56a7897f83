use std::{fmt, str::FromStr};

use super::{InvalidValue, string_scalar};

/// An instant in UTC with millisecond precision; on the wire RFC 3339 with `Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

/// 0000-01-01T00:00:00.000Z: years have four digits and no sign (RFC 3339, section 1).
const EARLIEST_MS: i64 = -62_167_219_200_000;
/// 9999-12-30T22:00:00.000Z: in every time zone still the year 9999, as jiff asks for.
const LATEST_MS: i64 = 253_402_207_200_000;

impl Timestamp {
    /// `milliseconds` since 1970-01-01T00:00:00Z; what lies outside the years 0 to 9999 becomes the nearest instant
    /// that can be written.
    pub fn from_unix_ms(milliseconds: i64) -> Self {
        let bounded = milliseconds.clamp(EARLIEST_MS, LATEST_MS);
        Self(jiff::Timestamp::from_millisecond(bounded).expect("both bounds are instants of jiff's"))
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
        let invalid = || InvalidValue::new("Timestamp", "must be an RFC 3339 date-time");
        let instant: jiff::Timestamp = text.parse().map_err(|_| invalid())?;
        let milliseconds = instant.as_millisecond();
        let can_be_written = (EARLIEST_MS..=LATEST_MS).contains(&milliseconds);
        if can_be_written { Ok(Self::from_unix_ms(milliseconds)) } else { Err(invalid()) }
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
    fn what_cannot_be_written_becomes_the_nearest_that_can() {
        for (milliseconds, nearest) in [
            (i64::MIN, "0000-01-01T00:00:00.000Z"),
            (EARLIEST_MS - 1, "0000-01-01T00:00:00.000Z"),
            (LATEST_MS - 1, "9999-12-30T21:59:59.999Z"),
            (LATEST_MS + 1, "9999-12-30T22:00:00.000Z"),
            (i64::MAX, "9999-12-30T22:00:00.000Z"),
        ] {
            assert_eq!(Timestamp::from_unix_ms(milliseconds).to_string(), nearest);
            assert_eq!(nearest.parse(), Ok(Timestamp::from_unix_ms(milliseconds)));
        }
        assert_eq!(Timestamp::from_unix_ms(0).plus_ms(i64::MAX), Timestamp::from_unix_ms(LATEST_MS));
        for beyond in ["9999-12-30T22:00:00.001Z", "-000001-12-31T23:59:59.999Z"] {
            assert!(beyond.parse::<Timestamp>().is_err(), "{beyond}");
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let instant = Timestamp::from_unix_ms(-62_135_596_800_001);
        assert_eq!(instant.to_string().parse(), Ok(instant));
    }
}
