#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| reading::fuzzing::read_notation(data));
