//! The scripts of a page that is kept, named by their hashes instead of a nonce.

use crate::secure;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page without its nonce, and the hashes of the scripts that carried it. A script that did not carry it
/// was not written by Trellis, and gets no hash. Nothing when the nonce stands anywhere else, too.
pub(super) fn without_nonce(page: &str, nonce: &str) -> Option<(String, Vec<String>)> {
    let mark = format!(" nonce=\"{nonce}\"");
    let mut hashes = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let (tag, inside) = after.split_once('>')?;
        let (code, after) = inside.split_once("</script>")?;
        if tag.contains(&mark) && !tag.contains("ld+json") {
            hashes.push(format!(
                "'sha256-{}'",
                STANDARD.encode(Sha256::digest(code))
            ));
        }
        rest = after;
    }
    hashes.sort();
    hashes.dedup();
    let page = page.replace(&mark, "");
    (!page.contains(nonce)).then_some((page, hashes))
}

/// The policy of a page whose own scripts have these hashes.
pub(super) fn policy(nonce: &str, hashes: &[String]) -> String {
    let source = format!("'nonce-{nonce}'");
    secure::policy(nonce)
        .replacen(&source, &hashes.join(" "), 1)
        .replace(&format!(" {source}"), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_with_the_nonce_get_a_hash() {
        let page = "<link crossorigin=\"anonymous\"><script type=\"module\" nonce=\"N1\">a</script>\
                    <script>evil</script><script type=\"application/ld+json\" nonce=\"N1\">{}</script>";
        let (page, hashes) = without_nonce(page, "N1").unwrap();
        assert_eq!(
            page,
            "<link crossorigin=\"anonymous\"><script type=\"module\">a</script>\
             <script>evil</script><script type=\"application/ld+json\">{}</script>"
        );
        assert_eq!(
            hashes,
            ["'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='"]
        );
    }

    #[test]
    fn a_page_that_holds_its_nonce_elsewhere_is_not_kept() {
        assert_eq!(without_nonce("<p data-x=\"N1\">", "N1"), None);
    }

    #[test]
    fn the_policy_names_hashes_where_it_named_the_nonce() {
        let policy = policy("N1", &["'sha256-a'".to_owned(), "'sha256-b'".to_owned()]);
        assert!(policy.contains("script-src 'strict-dynamic' 'sha256-a' 'sha256-b' 'wasm-unsafe-eval'; style-src 'self'; "), "{policy}");
        assert!(!policy.contains("nonce"), "{policy}");
    }
}
