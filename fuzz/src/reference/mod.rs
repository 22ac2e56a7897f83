//! The same things read a second time, by other code and as plainly as can be: what the product is compared with.

pub(crate) mod decimal;
pub(crate) mod entity_tags;
pub(crate) mod grammar;
pub(crate) mod json_patch;
pub(crate) mod json_shape;
pub(crate) mod parameters;
pub(crate) mod percent;
pub(crate) mod sse;
pub(crate) mod timestamp;
