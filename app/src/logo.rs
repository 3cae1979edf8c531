//! A logo from outside: judged by its bytes, drawn anew, and never larger than a page needs it.
//!
//! What is kept is not the file that came, but its picture written afresh: nothing that hid in the file, such
//! as where a photograph was taken, comes along.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use partnership::look::{LONGEST_SIDE, LogoProblem, MOST_BYTES, SHORTEST_SIDE};
use std::io::Cursor;

/// The room that a logo has: three times what the head of a page shows, for fine screens.
const ROOM: (u32, u32) = (720, 168);
/// How much memory a picture may take while it is read: the longest sides, twice over.
const MEMORY: u64 = 64 * 1024 * 1024;
/// How good a JPEG is written, of 100.
const QUALITY: u8 = 90;

/// A logo as it is kept and served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The fingerprint of its bytes.
    pub hash: String,
    /// `image/png` or `image/jpeg`.
    pub kind: &'static str,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// Takes a file for a logo.
///
/// # Errors
/// Why it cannot be one.
pub fn read(file: &[u8]) -> Result<Picture, LogoProblem> {
    if file.len() > MOST_BYTES {
        return Err(LogoProblem::Heavy);
    }
    let (format, kind) = format(file)?;
    let (width, height) = reader(file, format)
        .into_dimensions()
        .map_err(|_| LogoProblem::Broken)?;
    if width.max(height) > LONGEST_SIDE {
        return Err(LogoProblem::Long);
    }
    if width.min(height) < SHORTEST_SIDE {
        return Err(LogoProblem::Short);
    }
    let mut picture = reader(file, format)
        .decode()
        .map_err(|_| LogoProblem::Broken)?;
    if width > ROOM.0 || height > ROOM.1 {
        picture = picture.resize(ROOM.0, ROOM.1, FilterType::Lanczos3);
    }
    let bytes = written(&picture, format)?;
    if bytes.len() > MOST_BYTES {
        return Err(LogoProblem::Heavy);
    }
    Ok(Picture {
        hash: store::look::fingerprint(&bytes),
        kind,
        width: picture.width(),
        height: picture.height(),
        bytes,
    })
}

/// What a file is, by its first bytes: its name and what the browser said of it count for nothing.
fn format(file: &[u8]) -> Result<(ImageFormat, &'static str), LogoProblem> {
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok((ImageFormat::Png, "image/png"));
    }
    if file.starts_with(b"\xff\xd8\xff") {
        return Ok((ImageFormat::Jpeg, "image/jpeg"));
    }
    let start = String::from_utf8_lossy(file.get(..1_000).unwrap_or(file)).to_lowercase();
    Err(
        if start.contains("<svg") || start.contains("<!doctype svg") {
            LogoProblem::Svg
        } else {
            LogoProblem::NotPicture
        },
    )
}

fn reader(file: &[u8], format: ImageFormat) -> ImageReader<Cursor<&[u8]>> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader
}

fn written(picture: &DynamicImage, format: ImageFormat) -> Result<Vec<u8>, LogoProblem> {
    let mut bytes = Vec::new();
    let done = if format == ImageFormat::Jpeg {
        let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        picture.to_rgb8().write_with_encoder(encoder)
    } else {
        // Eight bits a colour: nobody sees more in a logo.
        let picture = DynamicImage::from(picture.to_rgba8());
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
    };
    done.map_err(|_| LogoProblem::Broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn file(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture = RgbaImage::from_fn(width, height, |x, y| {
            Rgba([x.to_le_bytes()[0], y.to_le_bytes()[0], 90, 255])
        });
        let picture = DynamicImage::from(picture).to_rgb8();
        let mut bytes = Vec::new();
        picture
            .write_to(&mut Cursor::new(&mut bytes), format)
            .unwrap();
        bytes
    }

    #[test]
    fn a_picture_is_drawn_anew_and_brings_nothing_along() {
        for (format, kind) in [
            (ImageFormat::Png, "image/png"),
            (ImageFormat::Jpeg, "image/jpeg"),
        ] {
            let mut bytes = file(300, 100, format);
            bytes.extend(b"<script>alert(1)</script>");
            let picture = read(&bytes).unwrap();
            assert_eq!(
                (picture.kind, picture.width, picture.height),
                (kind, 300, 100)
            );
            let kept = String::from_utf8_lossy(&picture.bytes).into_owned();
            assert!(
                !kept.contains("script"),
                "{kind} kept what stood behind the picture"
            );
            // What is kept can be a logo itself.
            assert_eq!(read(&picture.bytes).unwrap().kind, kind);
        }
    }

    #[test]
    fn a_large_picture_is_drawn_as_large_as_a_page_needs_it() {
        let picture = read(&file(1_000, 1_500, ImageFormat::Jpeg)).unwrap();
        assert_eq!((picture.width, picture.height), (112, 168));
    }

    #[test]
    fn what_cannot_be_a_logo_is_refused_with_the_reason() {
        let png = file(64, 64, ImageFormat::Png);
        let mut cut = png.clone();
        cut.truncate(png.len() / 2);
        let mut heavy = png.clone();
        heavy.resize(MOST_BYTES + 1, 0);
        let svg =
            b"<?xml version=\"1.0\"?>\n<SVG xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        let cases: [(&str, &[u8], LogoProblem); 9] = [
            ("nothing", b"", LogoProblem::NotPicture),
            ("a page", b"<html><script>", LogoProblem::NotPicture),
            ("a GIF", b"GIF89a\x01\x00\x01\x00", LogoProblem::NotPicture),
            ("an SVG", svg, LogoProblem::Svg),
            ("a heavy file", &heavy, LogoProblem::Heavy),
            ("half a file", &cut, LogoProblem::Broken),
            ("a head alone", b"\xff\xd8\xff\xe0", LogoProblem::Broken),
            (
                "a long picture",
                &file(2_001, 16, ImageFormat::Png),
                LogoProblem::Long,
            ),
            (
                "a line",
                &file(64, 15, ImageFormat::Png),
                LogoProblem::Short,
            ),
        ];
        for (what, bytes, problem) in cases {
            assert_eq!(read(bytes), Err(problem), "{what}");
        }
    }

    #[test]
    fn a_picture_that_says_it_is_huge_takes_no_memory() {
        // The head of a PNG of 60,000 by 60,000 pixels, and nothing behind it.
        let mut head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        head.extend(60_000_u32.to_be_bytes());
        head.extend(60_000_u32.to_be_bytes());
        head.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        assert!(matches!(
            read(&head),
            Err(LogoProblem::Long | LogoProblem::Broken)
        ));
    }
}
