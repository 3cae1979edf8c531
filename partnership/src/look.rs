//! The look of a district: one or two brand colours, made into colours that everybody can read.
//!
//! Contrast is that of WCAG 2.2: text stands out from its ground by at least 4.5 : 1, the borders of controls,
//! the marks of what is chosen and the ring around the focus by at least 3 : 1. A colour that is too light for
//! that is darkened, in its own hue. The colours that tell a state (good, warning, bad) are the program's own.

mod color;
mod theme;

pub use color::Color;
pub use theme::{Pair, Theme};

use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What a profile says of the look of its district. Whatever it leaves out is the program's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Look {
    /// The district's colour, such as `#14614f`: links, buttons, numbers.
    #[serde(default)]
    pub color: Option<String>,
    /// A second colour: the foot of every page, and blossoms. Without it the first serves for both.
    #[serde(default)]
    pub second_color: Option<String>,
    /// The file of the logo, a PNG or JPEG of at most 200 kB that lies beside the profile.
    #[serde(default)]
    pub logo: Option<String>,
    /// What the logo shows or says besides the district's name, for those who do not see it.
    #[serde(default)]
    pub logo_text: Text,
}

impl Look {
    /// The theme of the profile's colours; the program's own when it names none.
    #[must_use]
    pub fn theme(&self) -> Theme {
        let read = |text: &Option<String>| text.as_deref().and_then(Color::parse);
        match read(&self.color) {
            Some(color) => Theme::of(color, read(&self.second_color)),
            None => Theme::default(),
        }
    }
}

/// The heaviest logo that is taken, in bytes.
pub const MOST_BYTES: usize = 200_000;
/// The longest side of a logo that is taken, in pixels.
pub const LONGEST_SIDE: u32 = 2_000;
/// The shortest side of a logo that is taken, in pixels.
pub const SHORTEST_SIDE: u32 = 16;

/// Why a picture cannot be a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogoProblem {
    /// An SVG: it is a program as well as a picture.
    Svg,
    /// Neither PNG nor JPEG, by its first bytes.
    NotPicture,
    /// More than [`MOST_BYTES`].
    Heavy,
    /// Longer than [`LONGEST_SIDE`].
    Long,
    /// Shorter than [`SHORTEST_SIDE`].
    Short,
    /// It begins as a picture, and is none to its end.
    Broken,
}

impl LogoProblem {
    /// Every problem.
    pub const ALL: [Self; 6] = [
        Self::Svg,
        Self::NotPicture,
        Self::Heavy,
        Self::Long,
        Self::Short,
        Self::Broken,
    ];
}
