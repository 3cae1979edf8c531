//! The header that gives a file its name when it is put away.

/// `attachment`, with the name twice, as RFC 6266 has it: in ASCII for old programs, and whole.
pub(super) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        // The characters that RFC 8187 lets stand as they are.
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            whole.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_name_cannot_leave_its_quotes() {
        for (name, header) in [
            (
                "letter.pdf",
                "attachment; filename=\"letter.pdf\"; filename*=UTF-8''letter.pdf",
            ),
            (
                "a\"; x=\"b.pdf",
                "attachment; filename=\"a_; x=_b.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%22b.pdf",
            ),
            (
                "niñez (1).pdf",
                "attachment; filename=\"ni_ez (1).pdf\"; filename*=UTF-8''ni%C3%B1ez%20%281%29.pdf",
            ),
            (
                "a\r\nb.pdf",
                "attachment; filename=\"a__b.pdf\"; filename*=UTF-8''a%0D%0Ab.pdf",
            ),
        ] {
            assert_eq!(attachment(name), header);
            assert!(axum::http::HeaderValue::from_str(&attachment(name)).is_ok());
        }
    }
}
