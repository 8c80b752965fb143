#![no_main]
libfuzzer_sys::fuzz_target!(|data: &[u8]| diemtin_fuzz::checks::page(data));
