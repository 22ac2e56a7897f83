//! Breaks a running server in every way it must survive, and checks what it promised.
//!
//! Each fault has a module and a subcommand of its own. Everything random comes from a seed that is printed, so that a
//! failure can be run again.

pub mod cli;
pub mod crash;
pub mod disk_full;
pub mod hostile;
pub mod linearizability;
pub mod load;
pub mod machine;
pub mod missions;
pub mod power_loss;
pub mod report;
pub mod seed;
pub mod startup;
pub mod target;
pub mod workload;
