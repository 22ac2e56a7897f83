//! libFuzzer on streams of server-sent events.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| charter_fuzz::sse::check(data));
