//! Files that somebody sends: the kinds that an application takes, and logos. The first byte says as what.
#![no_main]

use libfuzzer_sys::fuzz_target;
use partnership::form::file::FileType::{Docx, Jpeg, Pdf, Png, Xlsx};
use server::upload::content::check_bytes;
use std::io::Cursor;

fuzz_target!(|input: &[u8]| {
    let Some((first, file)) = input.split_first() else {
        return;
    };
    let kind = match first % 6 {
        0 => Pdf,
        1 => Jpeg,
        2 => Png,
        3 => Docx,
        4 => Xlsx,
        _ => {
            let _ = app::logo::read(file);
            return;
        }
    };
    // Bytes in memory can always be read: what is not right is a finding, and never an error.
    let found = check_bytes(&mut Cursor::new(file), kind);
    assert!(found.is_ok(), "{kind:?}: {found:?}");
});
