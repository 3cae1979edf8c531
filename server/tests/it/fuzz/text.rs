//! Text that programs trip over, and any other.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Text that has broken other programs.
const NASTY: [&str; 40] = [
    "",
    " ",
    "\0",
    "\r\nSet-Cookie: a=b",
    "%",
    "%00",
    "%FF%FE",
    "%c0%af",
    "\u{202e}evil",
    "\u{feff}",
    "e\u{301}",
    "👩‍👩‍👧‍👦",
    "ﷺ",
    "'; drop table person; --",
    "\"",
    "*",
    "a* OR b",
    "NEAR(a b, 1)",
    "title:a",
    "-a",
    "^a",
    "(((((",
    "\"unclosed",
    "{}",
    "[[[[[[[[",
    "null",
    "true",
    "-0",
    "1e999",
    "NaN",
    "9223372036854775808",
    "-9223372036854775809",
    "340282366920938463463374607431768211456",
    "0000000000000000000000001",
    "2027-02-30",
    "../../etc/passwd",
    "//evil.example",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "${7*7}{{7*7}}",
];

/// A text: nasty, or any, or very long.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(NASTY.to_vec()).prop_map(str::to_owned),
        4 => "(?s).{0,30}",
        2 => "[0-9.,$ -]{1,24}",
        1 => (select(vec!["a", "9", "é", "\u{1f600}", "%"]), 100_usize..20_000)
            .prop_map(|(sign, times)| sign.repeat(times)),
    ]
}

/// One of these, or any text.
pub fn known_or_any(known: &[&str], often: u32) -> impl Strategy<Value = String> + use<> {
    let known: Vec<String> = known.iter().map(|one| (*one).to_owned()).collect();
    prop_oneof![
        often => select(known),
        1 => text(),
    ]
}

/// Bytes as they are, or a text's bytes with some of them changed.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..200),
        text().prop_map(String::into_bytes),
    ]
}
