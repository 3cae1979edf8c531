//! A listed partnership for search engines, in the words of schema.org.

use partnership::district::Profile;
use serde_json::{Value, json};
use store::partnership::Partnership;

/// Organization and program as JSON-LD, fit for a script element: no `<` can end it.
pub(super) fn json_ld(listed: &Partnership, profile: &Profile) -> String {
    let kind = if listed.organization_kind == "community" {
        "NGO"
    } else {
        "Organization"
    };
    let places: Vec<Value> = profile
        .schools
        .iter()
        .filter(|school| listed.sites.iter().any(|(slug, _)| *slug == school.slug))
        .map(|school| json!({ "@type": "Place", "name": school.name }))
        .collect();
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "name": listed.organization,
        "makesOffer": {
            "@type": "Offer",
            "itemOffered": {
                "@type": "Service",
                "name": listed.title,
                "description": listed.summary,
                "areaServed": places,
            },
        },
    });
    if let Some(fields) = data.as_object_mut() {
        if !listed.about.trim().is_empty() {
            fields.insert("description".to_owned(), json!(listed.about));
        }
        if let Some(web) = &listed.web {
            fields.insert("url".to_owned(), json!(web));
        }
    }
    safe(&data.to_string())
}

/// JSON in which nothing can be taken for a tag.
fn safe(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_text_can_end_the_script() {
        let json =
            serde_json::json!({ "name": "</script><script>alert(1)</script><!--" }).to_string();
        let text = safe(&json);
        assert!(!text.contains(['<', '>', '&']));
        let back: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(back.to_string(), json);
    }
}
