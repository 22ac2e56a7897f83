//! libFuzzer on texts of the contract.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::keys::check(data));
