//! Reading integers as JSON Schema has them: `60000.0` and `6e4` are integers too (2020-12 validation, section 6.1.1).

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, Unexpected, Visitor},
};

/// An integer, however it was written.
pub(crate) struct WholeNumber(pub(crate) i64);

impl<'de> Deserialize<'de> for WholeNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WholeNumberVisitor)
    }
}

struct WholeNumberVisitor;

impl Visitor<'_> for WholeNumberVisitor {
    type Value = WholeNumber;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number")
    }
    fn visit_i64<E>(self, value: i64) -> Result<WholeNumber, E> {
        Ok(WholeNumber(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<WholeNumber, E> {
        // What is beyond the type is beyond every range.
        Ok(WholeNumber(i64::try_from(value).unwrap_or(i64::MAX)))
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the conversion saturates, and what is beyond is beyond every range"
    )]
    fn visit_f64<E: Error>(self, value: f64) -> Result<WholeNumber, E> {
        if value.fract() != 0.0 {
            return Err(E::invalid_value(Unexpected::Other("a fraction"), &self));
        }
        Ok(WholeNumber(value as i64))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Revision, TimeToLive};

    #[test]
    fn integers_may_be_written_with_a_point_or_an_exponent() {
        for text in ["60000", "60000.0", "6e4"] {
            assert_eq!(serde_json::from_str::<TimeToLive>(text).unwrap().get(), 60_000);
            assert_eq!(serde_json::from_str::<Revision>(text).unwrap().get(), 60_000);
        }
        for text in ["0.5", "-1", "1e300", "18446744073709551615", "\"1\"", "null"] {
            assert!(serde_json::from_str::<TimeToLive>(text).is_err(), "{text}");
            assert!(serde_json::from_str::<Revision>(text).is_err(), "{text}");
        }
    }
}
