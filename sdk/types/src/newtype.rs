//! What the generated newtypes are made of: a value that was checked against its schema when it was made.

/// Defines a string with constraints.
macro_rules! text {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            meaning: $meaning:expr,
            min_length: $min_length:expr,
            max_length: $max_length:expr,
            pattern: $pattern:expr,
            excluded: $excluded:expr $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            const CONSTRAINTS: $crate::newtype::TextConstraints = $crate::newtype::TextConstraints {
                meaning: $meaning,
                min_length: $min_length,
                max_length: $max_length,
                pattern: $pattern,
                excluded: &$excluded,
            };

            /// # Errors
            /// When the schema does not allow `text`.
            pub fn new(text: impl Into<Box<str>>) -> Result<Self, $crate::InvalidValue> {
                static PATTERN: std::sync::OnceLock<Option<regex::Regex>> = std::sync::OnceLock::new();
                let text = text.into();
                Self::CONSTRAINTS.check(stringify!($name), &text, &PATTERN)?;
                Ok(Self(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::InvalidValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }
        impl TryFrom<&str> for $name {
            type Error = $crate::InvalidValue;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = $crate::InvalidValue;
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }
        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                Self::CONSTRAINTS.schema()
            }
        }
    };
}

/// Defines an integer in a range.
macro_rules! integer {
    ($(#[$meta:meta])* pub struct $name:ident($inner:ident) in $minimum:literal ..= $maximum:literal;) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "crate::whole_number::WholeNumber", into = "i64")]
        pub struct $name($inner);

        impl $name {
            /// The smallest.
            pub const MIN: Self = Self($minimum);
            /// The largest.
            pub const MAX: Self = Self($maximum);

            /// # Errors
            /// When `value` is outside the range.
            pub fn new(value: $inner) -> Result<Self, $crate::InvalidValue> {
                if !($minimum..=$maximum).contains(&value) {
                    return Err($crate::InvalidValue::new(
                        stringify!($name),
                        concat!("must be from ", $minimum, " to ", $maximum),
                    ));
                }
                Ok(Self(value))
            }

            /// The number.
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = $crate::InvalidValue;
            fn try_from(value: i64) -> Result<Self, Self::Error> {
                // What does not fit the inner type is outside the range as well.
                $inner::try_from(value).map_or_else(|_| Self::new($inner::MAX), Self::new)
            }
        }
        impl TryFrom<$crate::whole_number::WholeNumber> for $name {
            type Error = $crate::InvalidValue;
            fn try_from(number: $crate::whole_number::WholeNumber) -> Result<Self, Self::Error> {
                Self::try_from(number.0)
            }
        }
        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.0 as Self
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::InvalidValue;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                // `i64::from_str` takes a leading plus sign, the contract does not.
                let value = Some(text).filter(|text| !text.starts_with('+')).and_then(|text| text.parse::<i64>().ok());
                let invalid = || $crate::InvalidValue::new(stringify!($name), "must be a whole number");
                Self::try_from(value.ok_or_else(invalid)?)
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "minimum": Self::MIN.0, "maximum": Self::MAX.0 })
            }
        }
    };
}

pub(crate) use {integer, text};

use std::sync::OnceLock;

use regex::Regex;
use serde_json::json;

use crate::InvalidValue;

/// The constraints of a string's schema; lengths in characters.
pub(crate) struct TextConstraints {
    /// What such a text is, in words, as the end of a sentence.
    pub meaning: &'static str,
    pub min_length: usize,
    pub max_length: Option<usize>,
    pub pattern: Option<&'static str>,
    pub excluded: &'static [&'static str],
}

impl TextConstraints {
    /// `compiled` keeps the compiled pattern of this one schema.
    pub(crate) fn check(
        &self,
        type_name: &'static str,
        text: &str,
        compiled: &'static OnceLock<Option<Regex>>,
    ) -> Result<(), InvalidValue> {
        let invalid = |reason: String| Err(InvalidValue::new(type_name, reason));
        let length = text.chars().count();
        if length < self.min_length {
            return invalid(format!("must have at least {} characters", self.min_length));
        }
        if let Some(max_length) = self.max_length.filter(|max_length| length > *max_length) {
            return invalid(format!("must have at most {max_length} characters"));
        }
        // The generator compiles every pattern before it writes it here.
        let compiled = compiled.get_or_init(|| self.pattern.and_then(|pattern| Regex::new(pattern).ok()));
        if compiled.as_ref().is_some_and(|pattern| !pattern.is_match(text)) {
            return invalid(format!("is not written as it must be: {}", self.meaning));
        }
        if self.excluded.contains(&text) {
            return invalid(format!("must not be one of {}", self.excluded.join(", ")));
        }
        Ok(())
    }

    pub(crate) fn schema(&self) -> schemars::Schema {
        let mut schema = schemars::json_schema!({ "type": "string" });
        if self.min_length > 0 {
            schema.insert("minLength".to_owned(), json!(self.min_length));
        }
        if let Some(max_length) = self.max_length {
            schema.insert("maxLength".to_owned(), json!(max_length));
        }
        if let Some(pattern) = self.pattern {
            schema.insert("pattern".to_owned(), json!(pattern));
        }
        schema
    }
}
