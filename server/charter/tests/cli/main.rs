//! The binary as its users meet it: as a process, with flags, files, signals and what it prints.

mod approval;
mod artifact;
mod configuration;
mod demo;
mod mission;
mod replay;
mod resource;
mod run;
mod serve;
mod support;
mod token;
mod view;
mod watch;
mod worker;
