//! The scripts and styles of a page that is kept, named by their hashes instead of a nonce.

use crate::secure;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The hashes of what a page brought with its nonce, as the policy names them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hashes {
    scripts: Vec<String>,
    styles: Vec<String>,
}

/// The page without its nonce, and the hashes of the scripts and styles that carried it. One that did not carry
/// it was not written by Trellis, and gets no hash. Nothing when the nonce stands anywhere else, too.
pub(super) fn without_nonce(page: &str, nonce: &str) -> Option<(String, Hashes)> {
    let mark = format!(" nonce=\"{nonce}\"");
    let hashes = Hashes {
        scripts: hashes(page, "script", &mark)?,
        styles: hashes(page, "style", &mark)?,
    };
    let page = page.replace(&mark, "");
    (!page.contains(nonce)).then_some((page, hashes))
}

/// The hashes of what stands in elements of this name that carry the mark.
fn hashes(page: &str, element: &str, mark: &str) -> Option<Vec<String>> {
    let (begin, end) = (format!("<{element}"), format!("</{element}>"));
    let mut hashes = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&begin) {
        let (tag, inside) = after.split_once('>')?;
        let (code, after) = inside.split_once(&end)?;
        if tag.contains(mark) && !tag.contains("ld+json") {
            hashes.push(format!(
                "'sha256-{}'",
                STANDARD.encode(Sha256::digest(code))
            ));
        }
        rest = after;
    }
    hashes.sort();
    hashes.dedup();
    Some(hashes)
}

/// The policy of a page whose own scripts and styles have these hashes.
pub(super) fn policy(nonce: &str, hashes: &Hashes) -> String {
    let source = format!("'nonce-{nonce}'");
    secure::policy(nonce)
        .replacen(&source, &hashes.scripts.join(" "), 1)
        .replacen(&source, &hashes.styles.join(" "), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_and_styles_with_the_nonce_get_a_hash() {
        let page = "<link crossorigin=\"anonymous\"><style nonce=\"N1\">b</style><script type=\"module\" nonce=\"N1\">a</script>\
                    <script>evil</script><style>evil</style><script type=\"application/ld+json\" nonce=\"N1\">{}</script>";
        let (page, hashes) = without_nonce(page, "N1").unwrap();
        assert_eq!(
            page,
            "<link crossorigin=\"anonymous\"><style>b</style><script type=\"module\">a</script>\
             <script>evil</script><style>evil</style><script type=\"application/ld+json\">{}</script>"
        );
        assert_eq!(
            hashes.scripts,
            ["'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"]
        );
        assert_eq!(
            hashes.styles,
            ["'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='"]
        );
    }

    #[test]
    fn a_page_that_holds_its_nonce_elsewhere_is_not_kept() {
        assert_eq!(without_nonce("<p data-x=\"N1\">", "N1"), None);
    }

    #[test]
    fn the_policy_names_hashes_where_it_named_the_nonce() {
        let hashes = Hashes {
            scripts: vec!["'sha256-a'".to_owned(), "'sha256-b'".to_owned()],
            styles: vec!["'sha256-c'".to_owned()],
        };
        let policy = policy("N1", &hashes);
        assert!(policy.contains("script-src 'strict-dynamic' 'sha256-a' 'sha256-b' 'wasm-unsafe-eval'; style-src 'self' 'sha256-c'; "), "{policy}");
        assert!(!policy.contains("nonce"), "{policy}");
    }
}
