//! Breaks a running server in every way it must survive, and checks what it promised.
//!
//! Each fault has a module and a subcommand of its own. Everything random comes from a seed that is printed, so that a
//! failure can be run again.

pub mod cli;
