//! libFuzzer on entity tags, revisions, times and whole numbers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::scalars::check(data));
