//! A colour, how light it is, and how far it stands out from another.

use std::fmt;

/// A colour of a screen (sRGB): red, green and blue from 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// White.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Takes text for a colour: `#14614f`, `14614F` or `#abc`. Anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits: Vec<u8> = text
            .strip_prefix('#')
            .unwrap_or(text)
            .chars()
            .map(|digit| {
                digit
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            })
            .collect::<Option<_>>()?;
        match digits.as_slice() {
            [r, g, b] => Some(Self(r * 17, g * 17, b * 17)),
            [r, s, g, h, b, c] => Some(Self(r * 16 + s, g * 16 + h, b * 16 + c)),
            _ => None,
        }
    }

    /// How light it is, from 0 for black to 1 for white: the relative luminance of WCAG.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// How far it stands out from another colour, from 1 to 21: the contrast ratio of WCAG.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour with a part of another in it: 0 is the colour itself, 1 the other.
    #[must_use]
    pub fn mixed(self, other: Self, part: f64) -> Self {
        let mix =
            |own: u8, other: u8| byte(f64::from(own) + (f64::from(other) - f64::from(own)) * part);
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    /// The colour in less light, its hue kept: 1 is the colour itself, 0 is black.
    #[must_use]
    pub fn dimmed(self, light: f64) -> Self {
        let [r, g, b] = self.linear().map(|part| byte(255.0 * gamma(part * light)));
        Self(r, g, b)
    }

    /// The parts as amounts of light, from 0 to 1.
    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }
}

/// The value on a screen, from 0 to 1, of an amount of light.
fn gamma(light: f64) -> f64 {
    if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "within a byte, once it is clamped"
)]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_people_write_it() {
        for (text, color) in [
            ("#14614f", Some(Color(0x14, 0x61, 0x4f))),
            (" 14614F ", Some(Color(0x14, 0x61, 0x4f))),
            ("#abc", Some(Color(0xaa, 0xbb, 0xcc))),
            ("", None),
            ("#", None),
            ("#12345", None),
            ("#12345g", None),
            ("green", None),
            ("#14614f;}", None),
            ("#１２３", None),
        ] {
            assert_eq!(Color::parse(text), color, "{text:?}");
        }
        assert_eq!(Color(1, 2, 255).to_string(), "#0102ff");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let black = Color(0, 0, 0);
        for (one, other, ratio) in [
            (black, Color::WHITE, 21.0),
            (black, black, 1.0),
            // The grey that just fails on white, and the one that just passes.
            (Color(0x77, 0x77, 0x77), Color::WHITE, 4.48),
            (Color(0x76, 0x76, 0x76), Color::WHITE, 4.54),
            (Color(255, 0, 0), Color::WHITE, 4.0),
        ] {
            let found = one.contrast(other);
            assert!((found - ratio).abs() < 0.01, "{one} on {other}: {found}");
            assert!((other.contrast(one) - found).abs() < 1e-9);
        }
    }

    #[test]
    fn less_light_keeps_the_hue_and_no_light_is_black() {
        assert_eq!(Color(200, 100, 50).dimmed(1.0), Color(200, 100, 50));
        assert_eq!(Color(200, 100, 50).dimmed(0.0), Color(0, 0, 0));
        let half = Color(200, 100, 50);
        let light = half.dimmed(0.5).luminance() / half.luminance();
        assert!((light - 0.5).abs() < 0.02, "{light}");
        assert_eq!(Color(0, 0, 0).mixed(Color::WHITE, 1.0), Color::WHITE);
    }
}
