//! libFuzzer on bodies as JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::json::check(data));
