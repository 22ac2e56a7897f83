//! What becomes of missions: given a mission, when something happens, then.

mod flow;
mod promises;
mod world;
