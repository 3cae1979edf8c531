//! The few icons, as inline SVG that is never read aloud: words always stand beside them.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Icon {
    Alert,
    ArrowLeft,
    ArrowRight,
    Check,
    Clock,
    Close,
    Document,
    Down,
    Download,
    External,
    Filter,
    Globe,
    Info,
    Leaf,
    Lock,
    Mail,
    Menu,
    People,
    Person,
    Phone,
    Plus,
    Print,
    School,
    Search,
    Stop,
    Trash,
    Up,
}

/// The element of a path, written when the program is built: a page has dozens.
macro_rules! svg {
    ($path:literal) => {
        concat!(
            r#"<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d=""#,
            $path,
            r#""></path></svg>"#
        )
    };
}

impl Icon {
    /// The element, its path on a field of 24 by 24, drawn with lines.
    const fn drawn(self) -> &'static str {
        match self {
            Self::Alert => svg!("M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1"),
            Self::ArrowLeft => svg!("M20 12H4.5M11 5.5 4.5 12l6.5 6.5"),
            Self::ArrowRight => svg!("M4 12h15.5M13 5.5l6.5 6.5-6.5 6.5"),
            Self::Check => svg!("m4.5 12.5 5 5 10-11"),
            Self::Clock => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3.2 2"),
            Self::Close => svg!("M6 6l12 12M18 6 6 18"),
            Self::Document => svg!("M6.5 3h7.5l4 4v14h-11.5zM13.5 3v4.5H18M9.5 12.5h5M9.5 16h5"),
            Self::Down => svg!("M12 5v14M6 13l6 6 6-6"),
            Self::Download => svg!("M12 4v11M7 10.5l5 5 5-5M4.5 20h15"),
            Self::External => svg!("M13.5 4.5h6v6M19.5 4.5 11 13M17 13.5v6H4.5V7h6"),
            Self::Filter => svg!("M4 6.5h16M7 12h10M10 17.5h4"),
            Self::Globe => svg!(
                "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3.3 12h17.4M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18"
            ),
            Self::Info => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.6v.1"),
            Self::Leaf => {
                svg!("M5 19.5C9 12 13 9 18 7M6.5 16.5C3.5 9 9 4 20 4c.5 10-4 15.500-13.500 12.500z")
            }
            Self::Lock => svg!("M6 10.500h12v9.500H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500"),
            Self::Mail => svg!("M3.500 6h17v12.500h-17zM4 6.500l8 6.500 8-6.500"),
            Self::Menu => svg!("M4 7h16M4 12h16M4 17h16"),
            Self::People => svg!(
                "M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.3-4 2.800-6 6.500-6s6.200 2 6.500 6M16 4.800a3.500 3.500 0 0 1 0 6.400M17.500 14.300c2.500.6 3.800 2.500 4 5.700"
            ),
            Self::Person => svg!(
                "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.4-4.500 3.200-6.500 7.500-6.500s7.100 2 7.500 6.500"
            ),
            Self::Phone => svg!(
                "M5 4h4l1.800 4.500-2.300 1.700c1 2.300 2.900 4.200 5.200 5.300l1.800-2.300L20 15v4c0 .8-.7 1.300-1.500 1.200C10.500 19.500 4.500 13.500 3.800 5.500 3.700 4.700 4.200 4 5 4z"
            ),
            Self::Plus => svg!("M12 5v14M5 12h14"),
            Self::Print => svg!("M7 8.500V4h10v4.500M7 17H4V9h16v8h-3M7 14h10v6H7z"),
            Self::School => svg!("M12 3.500 3 8.500V20h18V8.500zM9.500 20v-5h5v5M12 9.500v.1"),
            Self::Search => svg!(
                "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500 20.500 20.500"
            ),
            Self::Stop => svg!("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12"),
            Self::Trash => svg!(
                "M4.500 7h15M9.500 7V4h5v3M6.500 7l1 13.500h9l1-13.500M10.500 11v6M13.500 11v6"
            ),
            Self::Up => svg!("M12 19V5M6 11l6-6 6 6"),
        }
    }
}

/// An icon, in the colour and about the size of the text around it.
#[must_use]
pub fn icon(icon: Icon) -> AnyView {
    InertElement::new(icon.drawn()).into_any()
}

/// The mark of the program: a lattice with a vine.
#[must_use]
pub fn mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <rect class="mark__ground" width="40" height="40" rx="10"></rect>
            <path class="mark__lattice" d="M12 6v28M20 6v28M28 6v28M6 14h28M6 26h28"></path>
            <path class="mark__vine" d="M12 34c0-6 8-6 8-12s8-6 8-13"></path>
            <path class="mark__leaf" d="M20 22c-6 1-9-2-9-7 6-1 9 2 9 7zM20 24c5 1.500 8.500-.5 10-5.500-5.500-1.500-9 .5-10 5.500zM28 11c-4-1-5.500-3.500-4.500-7.500 4 1 5.500 3.500 4.500 7.500z"></path>
        </svg>
    }
    .into_any()
}

/// A trellis in bloom, for the first page.
#[must_use]
pub fn trellis() -> AnyView {
    view! {
        <svg class="trellis" viewBox="20 20 320 370" width="320" height="370" aria-hidden="true" focusable="false">
            <path class="trellis__ground" d="M20 382h320"></path>
            <path class="trellis__lattice" d="M70 380V150a110 110 0 0 1 220 0V380M110 380V65M145 380V46M180 380V40M215 380V46M250 380V65M88 90H272M70 140H290M70 190H290M70 240H290M70 290H290M70 340H290"></path>
            <path class="trellis__vine" d="M60 384C96 372 74 330 100 312S150 268 122 232 96 172 134 146 170 96 158 58M300 384C262 376 292 336 262 318S214 290 240 252 276 206 242 178 214 140 226 104"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(84 352) rotate(150) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(92 326) rotate(-20) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(118 290) rotate(10) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--light" transform="translate(136 262) rotate(160) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(120 228) rotate(200) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(106 196) rotate(-40) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(118 160) rotate(170) scale(1.0)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--light" transform="translate(140 142) rotate(20) scale(1.3)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(158 104) rotate(200) scale(1.0)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(166 84) rotate(0) scale(1.0)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--light" transform="translate(157 60) rotate(-60) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(280 358) rotate(-10) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--light" transform="translate(276 332) rotate(170) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(250 308) rotate(-170) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(226 280) rotate(10) scale(1.0)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(240 252) rotate(-20) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(262 222) rotate(-10) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--light" transform="translate(252 186) rotate(180) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(226 160) rotate(170) scale(1.1)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf trellis__leaf--deep" transform="translate(220 124) rotate(-20) scale(1.2)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <path class="trellis__leaf" transform="translate(226 104) rotate(-80) scale(1.0)" d="M0 0C2-15 14-23 31-21 31-5 19 7 0 0z"></path>
            <circle class="trellis__bloom" cx="126" cy="252" r="11"></circle><circle class="trellis__heart" cx="126" cy="252" r="4.4"></circle>
            <circle class="trellis__bloom" cx="104" cy="178" r="9"></circle><circle class="trellis__heart" cx="104" cy="178" r="3.6"></circle>
            <circle class="trellis__bloom" cx="164" cy="124" r="10"></circle><circle class="trellis__heart" cx="164" cy="124" r="4.0"></circle>
            <circle class="trellis__bloom" cx="236" cy="206" r="11"></circle><circle class="trellis__heart" cx="236" cy="206" r="4.4"></circle>
            <circle class="trellis__bloom" cx="270" cy="296" r="9"></circle><circle class="trellis__heart" cx="270" cy="296" r="3.6"></circle>
            <circle class="trellis__bloom" cx="214" cy="142" r="8"></circle><circle class="trellis__heart" cx="214" cy="142" r="3.2"></circle>
        </svg>
    }
    .into_any()
}
