//! Checking the look of a profile: colours that are some, and the name of a file for the logo.

use super::Faults;
use crate::look::{Color, Look};

/// Checks colours and logo.
pub(super) fn check(look: &Look, faults: &mut Faults) {
    for (name, color) in [
        ("look.color", &look.color),
        ("look.second-color", &look.second_color),
    ] {
        if let Some(color) = color {
            faults.when(
                Color::parse(color).is_none(),
                name,
                &format!("'{color}' is no color; write one such as #14614f"),
            );
        }
    }
    faults.when(
        look.second_color.is_some() && look.color.is_none(),
        "look.second-color",
        "name the first color, too: color = \"#14614f\"",
    );
    if let Some(file) = &look.logo {
        let is_plain = !file.contains(['/', '\\']) && !file.starts_with('.');
        let is_picture = [".png", ".jpg", ".jpeg"]
            .iter()
            .any(|end| file.to_ascii_lowercase().ends_with(end));
        faults.when(
            !is_plain || !is_picture,
            "look.logo",
            &format!(
                "'{file}' is no PNG or JPEG beside the profile; write a name such as logo.png"
            ),
        );
    }
}
