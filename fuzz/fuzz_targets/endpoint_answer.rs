#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| readers::fuzzing::endpoint_answer(data));
