//! Reading the contract: from files to one document to what the generators need to know of it.

mod bundle;
mod lint;
mod load;
mod model;
mod schema;

pub use bundle::{METHODS, bundle};
pub use lint::lint;
pub use load::{Behaviour, Sources, behaviours, load};
pub use model::{
    Access, Answer, Body, Contract, EventType, Family, Header, Location, MediaType, Operation, Pagination, Parameter,
    Status,
};
pub use schema::{Field, Integer, Schema, Text, Variant};
