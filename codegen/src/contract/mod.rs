//! Reading the contract: from files to one document to what the generators need to know of it.

mod announcement;
mod bundle;
mod deprecation;
mod lint;
mod load;
mod model;
mod schema;
mod shown;

pub use announcement::announces_deprecation;
pub use bundle::{METHODS, bundle};
pub use deprecation::Deprecation;
pub use lint::lint;
pub(crate) use load::yaml;
pub use load::{Behaviour, Sources, behaviours, load};
pub use model::{
    Access, Answer, BYTES, Body, Contract, EventType, Family, Header, Location, MediaType, Operation, Pagination,
    Parameter, Status,
};
pub use schema::{Field, Integer, Schema, Text, Variant};
pub use shown::shown_request;
