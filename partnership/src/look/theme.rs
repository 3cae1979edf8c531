//! A theme: every colour that follows from a district's own, and the proof that each can be read.

use super::Color;
use std::fmt::Write;

/// What text stands out by.
const TEXT: f64 = 4.5;
/// What borders of controls, marks and the ring around the focus stand out by.
const CONTROL: f64 = 3.0;

// The program's own colours, as they stand in `style/token.css` and `style/ui/table.css`.
const INK: Color = Color(0x1d, 0x29, 0x25);
const INK_SOFT: Color = Color(0x52, 0x5c, 0x55);
const LINE_STRONG: Color = Color(0x83, 0x7d, 0x6c);
const FOCUS: Color = Color(0xb3, 0x43, 0x0a);
const ON_NIGHT: Color = Color(0xf6, 0xf1, 0xe4);
const FOCUS_ON_NIGHT: Color = Color(0xff, 0xc5, 0x6b);
/// How much of the foot of a page shines through its quieter words.
const QUIET: f64 = 0.15;

/// The grounds on which text in the district's colour may stand, and what they are called.
const GROUNDS: [(&str, Color); 10] = [
    ("paper", Color(0xfa, 0xf7, 0xf0)),
    ("paper-deep", Color(0xf1, 0xec, 0xdf)),
    ("sheet", Color(0xff, 0xfe, 0xfb)),
    ("white", Color::WHITE),
    ("row", Color(0xf6, 0xf2, 0xe6)),
    ("good-soft", Color(0xe2, 0xf1, 0xe4)),
    ("warn-soft", Color(0xfc, 0xef, 0xcf)),
    ("bad-soft", Color(0xfc, 0xeb, 0xe6)),
    ("calm-soft", Color(0xe4, 0xee, 0xf6)),
    ("plum-soft", Color(0xf3, 0xe8, 0xf4)),
];

/// The colours of a district. Each is a custom property of the style: `accent` is `--accent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Links, buttons, numbers, borders of what is chosen.
    pub accent: Color,
    /// The same when pointed at, and words on its softest form.
    pub accent_strong: Color,
    /// A ground for what is chosen and for tags.
    pub accent_soft: Color,
    /// Quiet lines and patterns, which nothing depends on.
    pub accent_line: Color,
    /// A lighter form, for pictures only.
    pub accent_light: Color,
    /// Words on the district's colour.
    pub on_accent: Color,
    /// The foot of every page.
    pub night: Color,
    /// Blossoms of the picture on the first page.
    pub bloom: Color,
}

/// Two colours of which one must stand out from the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// What stands on what, such as `accent on paper`.
    pub front: &'static str,
    /// The name of the ground.
    pub ground: &'static str,
    /// How far it stands out.
    pub ratio: f64,
    /// How far it has to.
    pub needed: f64,
}

impl Default for Theme {
    /// The program's own: one green.
    fn default() -> Self {
        Self {
            accent: Color(0x14, 0x61, 0x4f),
            accent_strong: Color(0x0c, 0x46, 0x39),
            accent_soft: Color(0xe4, 0xf0, 0xea),
            accent_line: Color(0xa9, 0xca, 0xbb),
            accent_light: Color(0x8f, 0xbf, 0x9f),
            on_accent: Color::WHITE,
            night: Color(0x12, 0x3a, 0x31),
            bloom: Color(0xe7, 0xa3, 0x3a),
        }
    }
}

impl Theme {
    /// The theme of a district's colour and its second one, if it has any. Every pair of the theme holds.
    #[must_use]
    pub fn of(color: Color, second: Option<Color>) -> Self {
        let accent_soft = least(
            |part| color.mixed(Color::WHITE, 0.88 + 0.12 * part),
            |soft| soft.luminance() >= 0.8,
        );
        let accent = readable(color, |accent| {
            accent.contrast(accent_soft) >= TEXT
                && Color::WHITE.contrast(accent) >= TEXT
                && GROUNDS
                    .iter()
                    .all(|(_, ground)| accent.contrast(*ground) >= TEXT)
        });
        // A colour that is nearly black gets lighter when it is pointed at, any other darker.
        let accent_strong = if accent.luminance() < 0.02 {
            accent.mixed(Color::WHITE, 0.15)
        } else {
            accent.dimmed(0.5)
        };
        let accent_line = least(
            |part| accent.mixed(Color::WHITE, 0.6 + 0.4 * part),
            |line| INK.contrast(line) >= TEXT,
        );
        let ground = second.unwrap_or_else(|| accent.dimmed(0.4));
        let night = readable(ground, |night| {
            ON_NIGHT.mixed(night, QUIET).contrast(night) >= TEXT
                && FOCUS_ON_NIGHT.contrast(night) >= CONTROL
        });
        Self {
            accent,
            accent_strong,
            accent_soft,
            accent_line,
            accent_light: accent.mixed(Color::WHITE, 0.5),
            on_accent: Color::WHITE,
            night,
            bloom: second.unwrap_or(Self::default().bloom),
        }
    }

    /// Every pair of colours that has to stand out, with how far it does.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        let soft = ("accent-soft", self.accent_soft);
        let mut pairs = Vec::new();
        let mut pair = |(front, color): (&'static str, Color),
                        (ground, under): (&'static str, Color),
                        needed| {
            pairs.push(Pair {
                front,
                ground,
                ratio: color.contrast(under),
                needed,
            });
        };
        let accent = ("accent", self.accent);
        let strong = ("accent-strong", self.accent_strong);
        let on_accent = ("on-accent", self.on_accent);
        for ground in GROUNDS.into_iter().chain([soft]) {
            pair(accent, ground, TEXT);
            pair(strong, ground, TEXT);
            pair(("ink", INK), ground, TEXT);
            pair(("ink-soft", INK_SOFT), ground, TEXT);
            pair(("focus", FOCUS), ground, CONTROL);
            pair(("line-strong", LINE_STRONG), ground, CONTROL);
        }
        pair(on_accent, accent, TEXT);
        pair(on_accent, strong, TEXT);
        pair(("ink", INK), ("accent-line", self.accent_line), TEXT);
        let night = ("night", self.night);
        pair(("on-night", ON_NIGHT.mixed(self.night, QUIET)), night, TEXT);
        pair(("focus-on-night", FOCUS_ON_NIGHT), night, CONTROL);
        pairs
    }

    /// Whether every pair stands out as it has to.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.pairs().iter().all(|pair| pair.ratio >= pair.needed)
    }

    /// The theme as a style sheet whose colours count within `scope`, such as `:root`.
    #[must_use]
    pub fn css(&self, scope: &str) -> String {
        let mut css = format!("{scope}{{");
        for (name, color) in [
            ("accent", self.accent),
            ("accent-strong", self.accent_strong),
            ("accent-soft", self.accent_soft),
            ("accent-line", self.accent_line),
            ("accent-light", self.accent_light),
            ("on-accent", self.on_accent),
            ("night", self.night),
            ("bloom", self.bloom),
        ] {
            let _ = write!(css, "--{name}:{color};");
        }
        // A drawing in a style sheet knows no custom properties.
        let stroke = self.accent.to_string().replace('#', "%23");
        let _ = write!(
            css,
            "--lattice:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16'%3E\
             %3Cpath d='M-4 12 12-4M4 20 20 4M-4 4 12 20M4-4 20 12' stroke='{stroke}' stroke-width='1.4' fill='none'\
             /%3E%3C/svg%3E\")}}"
        );
        css
    }
}

/// The colour itself, or as little darker as makes it fit.
fn readable(color: Color, fits: impl Fn(Color) -> bool) -> Color {
    least(|part| color.dimmed(1.0 - part), fits)
}

/// The first of a row of colours, from part 0 to part 1, that fits; the last, when none does.
fn least(color: impl Fn(f64) -> Color, fits: impl Fn(Color) -> bool) -> Color {
    const STEPS: u16 = 200;
    (0..=STEPS)
        .map(|step| color(f64::from(step) / f64::from(STEPS)))
        .find(|color| fits(*color))
        .unwrap_or_else(|| color(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_color() -> impl Strategy<Value = Color> {
        any::<[u8; 3]>().prop_map(|[r, g, b]| Color(r, g, b))
    }

    #[track_caller]
    fn check(theme: &Theme, of: &str) {
        for pair in theme.pairs() {
            assert!(
                pair.ratio >= pair.needed,
                "{of}: {} on {} is {:.2}, and has to be {}",
                pair.front,
                pair.ground,
                pair.ratio,
                pair.needed
            );
        }
        assert!(theme.holds());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn every_brand_colour_gives_colours_that_can_be_read(one in any_color(), other in proptest::option::of(any_color())) {
            check(&Theme::of(one, other), &format!("{one} and {other:?}"));
        }

        #[test]
        fn a_colour_that_can_be_read_already_stays_as_it_is(color in any_color()) {
            let once = Theme::of(color, None).accent;
            prop_assert!(once.luminance() <= color.luminance());
            // What was darkened once is dark enough, but for the rounding of its softest form.
            let twice = Theme::of(once, None).accent;
            prop_assert!(once.luminance() - twice.luminance() < 0.01, "{} {}", once, twice);
        }
    }

    #[test]
    fn the_corners_of_the_colours_can_be_read_and_so_can_the_programs_own() {
        check(&Theme::default(), "the program's own");
        for r in [0, 128, 255] {
            for g in [0, 128, 255] {
                for b in [0, 128, 255] {
                    let color = Color(r, g, b);
                    for second in [None, Some(color), Some(Color::WHITE), Some(Color(0, 0, 0))] {
                        check(
                            &Theme::of(color, second),
                            &format!("{color} and {second:?}"),
                        );
                    }
                }
            }
        }
        assert_eq!(
            Theme::of(Color(0x14, 0x61, 0x4f), None).accent,
            Theme::default().accent
        );
        assert_ne!(
            Theme::of(Color(0xff, 0xd2, 0x00), None).accent,
            Color(0xff, 0xd2, 0x00)
        );
    }

    #[test]
    fn a_pair_that_does_not_stand_out_is_noticed() {
        let light = Theme {
            accent: Color(0xff, 0xd2, 0x00),
            ..Theme::default()
        };
        assert!(!light.holds());
    }

    #[test]
    fn the_programs_own_colours_are_those_of_the_style() {
        let token = include_str!("../../../style/token.css");
        let table = include_str!("../../../style/ui/table.css");
        let layout = include_str!("../../../style/layout.css");
        let own = Theme::default();
        let mut named: Vec<(&str, Color)> = vec![
            ("accent", own.accent),
            ("accent-strong", own.accent_strong),
            ("accent-soft", own.accent_soft),
            ("accent-line", own.accent_line),
            ("accent-light", own.accent_light),
            ("night", own.night),
            ("bloom", own.bloom),
            ("on-night", ON_NIGHT),
            ("ink", INK),
            ("ink-soft", INK_SOFT),
            ("line-strong", LINE_STRONG),
            ("focus", FOCUS),
        ];
        named.extend(
            GROUNDS
                .into_iter()
                .filter(|(name, _)| !["white", "row"].contains(name)),
        );
        for (name, color) in named {
            assert!(
                token.contains(&format!("--{name}: {color};")),
                "token.css: --{name} is not {color}"
            );
        }
        let row = GROUNDS.iter().find(|(name, _)| *name == "row").unwrap().1;
        assert!(table.contains(&format!("background: {row};")));
        assert!(layout.contains(&format!("outline-color: {FOCUS_ON_NIGHT};")));
        let stated = token.matches("-soft: #").count();
        // Ink, accent, and one for each state: another ground needs its place among the grounds.
        assert_eq!(stated, 7, "a soft ground was added to token.css");
    }

    #[test]
    fn a_style_sheet_holds_colours_and_nothing_else() {
        let css = Theme::of(Color(1, 2, 3), None).css(":root");
        assert!(
            css.starts_with(":root{--accent:#010203;") && css.ends_with("\")}"),
            "{css}"
        );
        assert!(
            css.contains("stroke='%23010203'") && !css.contains('<'),
            "{css}"
        );
    }
}
