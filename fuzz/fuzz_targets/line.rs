//! Lines that come from outside: those of the files of the Internal Revenue Service, and queries of addresses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use server::irs::line::{Shape, read};

fuzz_target!(|text: &str| {
    let mut lines = text.lines();
    if let Some(shape) = lines.next().and_then(Shape::of) {
        for line in lines {
            if !shape.is_head(line) {
                let _ = read(&shape, line);
            }
        }
    }
    let pairs = app::url::pairs(text);
    let written = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&pairs)
        .finish();
    assert_eq!(app::url::pairs(&written), pairs);
});
