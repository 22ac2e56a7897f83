//! One file a family: from a checked request to a call of the engine, and from what it gives to a typed answer.

mod event;
mod resource;
mod store;
mod stream;
mod system;
