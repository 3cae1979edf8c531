//! Files made for tests: small ones of every kind, and such as should be refused.

use flate2::Crc;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A document of one page; `text` makes it one of its own.
pub fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% {text}\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n")
        .into_bytes()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = u32::try_from(data.len()).unwrap();
    [
        &length.to_be_bytes()[..],
        kind,
        data,
        &crc.sum().to_be_bytes(),
    ]
    .concat()
}

/// A picture of this width.
pub fn png(width: u32) -> Vec<u8> {
    let mut head = width.to_be_bytes().to_vec();
    head.extend([0, 0, 0, 1, 8, 0, 0, 0, 0]);
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &[0x78, 0x9c, 0x63, 0, 0, 0, 2, 0, 1]),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

fn segment(kind: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap();
    [&[0xff, kind][..], &length.to_be_bytes(), data].concat()
}

/// A photo with a small picture of itself inside, as telephones make it.
pub fn jpeg() -> Vec<u8> {
    let small = [0xff, 0xd8, 0xff, 0xd9];
    [
        vec![0xff, 0xd8],
        segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        segment(0xe1, &[b"Exif\0\0", &small[..]].concat()),
        segment(0xc0, &[8, 0, 16, 0, 16, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
        vec![0xff, 0xd9],
    ]
    .concat()
}

/// The part that says what the parts are.
pub fn contents(main: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Override PartName=\"/main.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.{main}\"/></Types>"
    )
}

/// The main parts of a Word and of an Excel file.
pub const WORD: &str = "wordprocessingml.document.main+xml";
pub const EXCEL: &str = "spreadsheetml.sheet.main+xml";

/// An archive of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A Word or Excel file with these parts besides.
pub fn office(main: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let contents = contents(main);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", contents.as_bytes()),
        ("main.xml", b"<document/>"),
    ];
    parts.extend_from_slice(more);
    zip(&parts)
}

pub fn docx() -> Vec<u8> {
    office(WORD, &[("word/document.xml", b"<w:document/>")])
}

pub fn xlsx() -> Vec<u8> {
    office(EXCEL, &[("xl/workbook.xml", b"<workbook/>")])
}

/// A program for Windows, as far as its beginning goes.
pub fn exe() -> Vec<u8> {
    [&b"MZ\x90\0"[..], &[0; 200]].concat()
}
