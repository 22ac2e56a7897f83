//! What settings hold, and how it is read from text.

use std::{
    net::SocketAddr,
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    time::Duration,
};

use jiff::{Span, SpanRelativeTo};
use tracing_subscriber::EnvFilter;

/// A type that a setting can have.
pub trait SettingValue: Sized {
    /// Whether a flag without a value means `true`.
    const IS_SWITCH: bool = false;

    /// # Errors
    /// What the text should have been.
    fn read(text: &str) -> Result<Self, String>;

    /// A text that can be read, as the file would have it.
    fn to_toml(text: &str) -> toml::Value {
        toml::Value::String(text.to_owned())
    }
}

impl SettingValue for SocketAddr {
    fn read(text: &str) -> Result<Self, String> {
        text.parse()
            .map_err(|_| "must be an IP address and a port, for example 127.0.0.1:7717 or [::1]:7717".to_owned())
    }
}

impl SettingValue for PathBuf {
    fn read(text: &str) -> Result<Self, String> {
        if text.is_empty() { Err("must not be empty".to_owned()) } else { Ok(Self::from(text)) }
    }
}

impl SettingValue for bool {
    const IS_SWITCH: bool = true;

    fn read(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "must be true or false".to_owned())
    }

    fn to_toml(text: &str) -> toml::Value {
        toml::Value::Boolean(text == "true")
    }
}

impl SettingValue for u64 {
    fn read(text: &str) -> Result<Self, String> {
        whole_number(text, 0).map(i64::cast_unsigned)
    }

    fn to_toml(text: &str) -> toml::Value {
        number_to_toml(text)
    }
}

impl SettingValue for NonZeroUsize {
    fn read(text: &str) -> Result<Self, String> {
        let number = whole_number(text, 1)?;
        usize::try_from(number).ok().and_then(Self::new).ok_or_else(|| "is more than this machine counts".to_owned())
    }

    fn to_toml(text: &str) -> toml::Value {
        number_to_toml(text)
    }
}

impl SettingValue for NonZeroU32 {
    fn read(text: &str) -> Result<Self, String> {
        let number = whole_number(text, 1)?;
        u32::try_from(number).ok().and_then(Self::new).ok_or_else(|| format!("must be {} at most", u32::MAX))
    }

    fn to_toml(text: &str) -> toml::Value {
        number_to_toml(text)
    }
}

/// A bound, or none, which is written as 0.
impl SettingValue for Option<NonZeroU32> {
    fn read(text: &str) -> Result<Self, String> {
        if whole_number(text, 0)? == 0 { Ok(None) } else { NonZeroU32::read(text).map(Some) }
    }

    fn to_toml(text: &str) -> toml::Value {
        number_to_toml(text)
    }
}

/// How much memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSize(pub NonZeroUsize);

impl ByteSize {
    const UNITS: [(&str, u32); 3] = [("KiB", 10), ("MiB", 20), ("GiB", 30)];
}

impl SettingValue for ByteSize {
    fn read(text: &str) -> Result<Self, String> {
        let bytes = Self::UNITS.iter().find_map(|(unit, shift)| {
            let number: usize = text.strip_suffix(unit)?.trim_end().parse().ok()?;
            number.checked_mul(1 << shift)
        });
        let bytes = bytes.and_then(NonZeroUsize::new);
        bytes.map(Self).ok_or_else(|| "must be a size such as 512KiB, 256MiB or 1GiB".to_owned())
    }
}

/// TOML's integers are those of `i64`.
fn whole_number(text: &str, least: i64) -> Result<i64, String> {
    let number = text.parse().ok().filter(|number| *number >= least);
    number.ok_or_else(|| format!("must be a whole number, {least} or more"))
}

fn number_to_toml(text: &str) -> toml::Value {
    text.parse().map_or_else(|_| toml::Value::String(text.to_owned()), toml::Value::Integer)
}

impl SettingValue for Duration {
    fn read(text: &str) -> Result<Self, String> {
        let reason = || "must be a time such as 500ms, 30s, 10m, 12h or 7d".to_owned();
        let span: Span = text.parse().map_err(|_| reason())?;
        let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| reason())?;
        Self::try_from(duration).map_err(|_| "must not be negative".to_owned())
    }
}

/// How often something happens, or how long it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval(pub Duration);

impl Interval {
    /// What is more often keeps the machine busy and nobody informed; what may take less cannot be done.
    const SHORTEST: Duration = Duration::from_millis(10);
}

impl SettingValue for Interval {
    fn read(text: &str) -> Result<Self, String> {
        let interval = Duration::read(text)?;
        if interval < Self::SHORTEST { Err("must be 10ms or more".to_owned()) } else { Ok(Self(interval)) }
    }
}

/// What is logged, as `tracing-subscriber` reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFilter(String);

impl LogFilter {
    /// The filter, afresh.
    pub fn to_filter(&self) -> EnvFilter {
        EnvFilter::new(&self.0)
    }
}

impl SettingValue for LogFilter {
    fn read(text: &str) -> Result<Self, String> {
        match EnvFilter::try_new(text) {
            Ok(_) => Ok(Self(text.to_owned())),
            Err(error) => Err(format!("must be a level or a list such as info,charter_engine=debug ({error})")),
        }
    }
}

/// How it is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// A JSON object a line.
    Json,
}

impl SettingValue for LogFormat {
    fn read(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err("must be text or json".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, milliseconds) in
            [("250ms", 250), ("30s", 30_000), ("10m", 600_000), ("7d", 604_800_000), ("1h 30m", 5_400_000)]
        {
            assert_eq!(Duration::read(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
        for text in ["", "30", "soon", "-5s", "5 parsecs"] {
            assert!(Duration::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_interval_is_never_nothing() {
        assert!(Interval::read("0s").is_err());
        assert_eq!(Interval::read("10ms"), Ok(Interval(Duration::from_millis(10))));
    }

    #[test]
    fn numbers_are_those_that_the_file_can_hold() {
        assert_eq!(u64::read("9223372036854775807"), Ok(9_223_372_036_854_775_807));
        assert!(u64::read("9223372036854775808").is_err());
        assert!(u64::read("-1").is_err());
        assert!(NonZeroUsize::read("0").is_err());
    }

    #[test]
    fn sizes_have_units_of_powers_of_two() {
        for (text, bytes) in [("512KiB", 512 << 10), ("256MiB", 256 << 20), ("1 GiB", 1 << 30)] {
            assert_eq!(ByteSize::read(text).map(|size| size.0.get()), Ok(bytes), "{text}");
        }
        for text in ["", "256", "0MiB", "256MB", "-1MiB", "99999999999999999GiB"] {
            assert!(ByteSize::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_bound_is_written_as_0() {
        let bound = |text| <Option<NonZeroU32> as SettingValue>::read(text);
        assert_eq!(bound("0"), Ok(None));
        assert_eq!(bound("2000"), Ok(NonZeroU32::new(2000)));
        assert!(bound("4294967296").is_err());
        assert!(bound("-1").is_err());
        assert!(NonZeroU32::read("0").is_err());
    }
}
