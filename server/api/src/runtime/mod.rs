//! What the generated code is made of.

mod answer;
mod authenticate;
mod byte_stream;
mod contract;
mod deprecation;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod input;
mod json;
mod operation;
mod reference;
mod refusal;

pub use answer::{Asset, EventStream, JsonBody, Reply};
pub use authenticate::{Authenticate, accept};
pub use byte_stream::{BrokenBody, ByteStream};
pub use contract::{CONTRACT_JSON, CONTRACT_YAML, contract_version};
pub use deprecation::{Deprecated, announce_deprecations};
pub use input::Input;
pub use operation::{Access, Body, Kind, Location, MediaType, Operation, Parameter};
pub use refusal::Refusal;

pub(crate) use reference::schema_references;
