#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| archive::fuzzing::worker_answer(data));
