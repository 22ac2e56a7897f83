//! The default reducer from outside: given a mission, when something happens, then this comes of it.

mod changes;
mod control;
mod gates;
mod golden;
mod invariants;
mod items;
mod random;
mod runs;
mod world;
