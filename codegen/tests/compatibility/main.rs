//! The gate names every break of what is released, with its place, and lets everything else pass.

mod allowed;
mod answers;
mod events;
mod operations;
mod releases;
mod requests;
mod support;
