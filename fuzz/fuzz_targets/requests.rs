//! libFuzzer on whole requests.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::requests::check(data));
