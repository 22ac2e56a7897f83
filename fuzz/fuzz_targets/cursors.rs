//! libFuzzer on cursors of lists.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::cursors::check(data));
