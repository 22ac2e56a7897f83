//! `charter-benches`: how fast the server is, as ratios to limits measured in the same run.

fn main() {}
