//! The contract's data model: every value that goes over the wire, validated when it is made.
//!
//! `generated` is written from `openapi/`. The scalars that have behaviour of their own beyond a schema
//! (a revision counts, a timestamp compares with a clock, a partition has three parts) live in `scalar`.
//!
//! The crate knows nothing of HTTP, storage or async.

#[rustfmt::skip]
mod generated;
mod newtype;
mod present;
mod reserved;
mod scalar;
mod value;
mod whole_number;
mod word;

pub use generated::*;
pub use reserved::is_reserved_member;
pub use scalar::{
    Clock, EntityTag, EntityTags, InvalidValue, ManualClock, Partition, Principal, PrincipalKind, Revision,
    RevisionTag, SystemClock, Timestamp,
};
