#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| archive::fuzzing::layer_tiff(data));
