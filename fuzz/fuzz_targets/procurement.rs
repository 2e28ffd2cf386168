#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| procurement::fuzzing::bytes(data));
