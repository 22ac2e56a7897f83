//! Values whose behaviour goes beyond what a schema can say.

mod clock;
mod entity_tag;
mod invalid;
mod partition;
mod principal;
mod revision;
mod timestamp;

pub use clock::{Clock, ManualClock, SystemClock};
pub use entity_tag::{EntityTag, EntityTags, RevisionTag};
pub use invalid::InvalidValue;
pub use partition::Partition;
pub use principal::{Principal, PrincipalKind};
pub use revision::Revision;
pub use timestamp::Timestamp;

/// Serde and schema of a value that travels as a string and is checked by its `FromStr`.
macro_rules! string_scalar {
    ($type:ty, $name:literal, $pattern:literal, $description:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "description": $description })
            }
        }
    };
}
use string_scalar;
