//! The colours: typed, shown as they would look, and only then used.

use super::api::{SetColors, colors};
use super::page::{at, seen};
use crate::act::Again;
use crate::current::Current;
use crate::ui::{Button, ButtonKind, GetForm, Icon, Notice, NoticeKind, PostForm, TextField, icon};
use crate::words::look as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Stylesheet;
use partnership::invalid::{Invalid, Problem};
use partnership::look::{Color, Theme};

/// The colours that a visitor has typed, or else those that are used.
pub(super) struct Typed {
    color: String,
    second: String,
    /// The colours of a preview that was asked for, or what is wrong with them.
    wanted: Option<Result<(Color, Option<Color>), Invalid>>,
}

impl Typed {
    pub(super) fn read(current: &Current, again: &Again) -> Self {
        let asked = |name: &str| {
            again.typed(name).or_else(|| {
                let queries = current.queries();
                queries.into_iter().find(|(n, _)| n == name).map(|(_, v)| v)
            })
        };
        if let Some(color) = asked("color") {
            let second = asked("second").unwrap_or_default();
            return Self {
                wanted: Some(colors(&color, &second)),
                color,
                second,
            };
        }
        let look = &current.site.profile.look;
        let (color, second) = current.brand.chosen.colors.clone().unwrap_or_else(|| {
            let own = || Theme::default().accent.to_string();
            let color = look.color.clone().unwrap_or_else(own);
            (color, look.second_color.clone())
        });
        Self {
            color,
            second: second.unwrap_or_default(),
            wanted: None,
        }
    }

    pub(super) fn problem(&self, field: &str) -> Option<Problem> {
        match &self.wanted {
            Some(Err(invalid)) => invalid.of(field).cloned(),
            _ => None,
        }
    }
}

/// The fields, and below them the preview that was asked for.
pub(super) fn section(current: &Current, typed: &Typed, problems: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let preview = match &typed.wanted {
        Some(Ok((color, second))) => Some(preview(current, *color, *second)),
        _ => None,
    };
    let (color, second) = (typed.color.clone(), typed.second.clone());
    let (color_error, second_error) = (at(problems, "color"), at(problems, "second"));
    view! {
        <section class="panel" aria-labelledby="colors">
            <h2 class="panel__title" id="colors">{words::colors(lang)}</h2>
            <p class="hint">{words::colors_lead(lang)}</p>
            <GetForm action="/office/look#preview">
                <TextField
                    name="color" label=words::color(lang) hint=words::color_hint(lang) width=10
                    autocomplete="off" value=color error=color_error
                />
                <TextField
                    name="second" label=words::second(lang) hint=words::second_hint(lang) width=10
                    autocomplete="off" value=second error=second_error optional=true
                />
                <Button kind=ButtonKind::Secondary>{words::show(lang)}</Button>
            </GetForm>
        </section>
        {preview}
    }
    .into_any()
}

/// What is darkened, as told to whoever chose it.
fn darkened(current: &Current, given: Color, used: Color) -> Option<AnyView> {
    (given != used).then(|| {
        let text = words::darkened(current.lang, given, used);
        view! { <Notice kind=NoticeKind::Warning title=text/> }.into_any()
    })
}

/// The colours on the things that pages are made of, and the button that uses them.
fn preview(current: &Current, color: Color, second: Option<Color>) -> AnyView {
    let lang = current.lang;
    let theme = Theme::of(color, second);
    let lowest = |needed: f64| {
        let pairs = theme.pairs();
        let ratios = pairs
            .iter()
            .filter(|pair| (pair.needed - needed).abs() < 0.01);
        let lowest = ratios.map(|pair| pair.ratio).fold(f64::INFINITY, f64::min);
        // Rounded down, so that nothing is said to be more than it is.
        format!("{:.1}", (lowest * 10.0).floor() / 10.0)
    };
    let (of_text, of_controls) = (lowest(4.5), lowest(3.0));
    let sheet = format!("/theme.css?of={}", code(color, second));
    let (first, other) = (color.to_string(), second.map(|s| s.to_string()));
    let version = seen(current);
    let of_second = second.and_then(|second| darkened(current, second, theme.night));
    view! {
        <Stylesheet href=sheet/>
        <section class="panel look" id="preview" aria-labelledby="preview-title" tabindex="-1">
            <h2 class="panel__title" id="preview-title">{words::preview(lang)}</h2>
            {darkened(current, color, theme.accent)}
            {of_second}
            <div class="look-preview">
                <div class="look-preview__head">
                    <p class="brand__district">{current.text(&current.site.profile.name).view()}</p>
                    <p class="brand__name">{current.text(&current.site.profile.page.application).view()}</p>
                </div>
                <div class="look-preview__page">
                    <p>
                        {words::sample_text(lang)} " "
                        <span class="look-preview__link">{words::sample_link(lang)}</span>
                    </p>
                    <ul class="tags"><li>{words::sample_tag(lang)}</li></ul>
                    <p class="actions">
                        <span class="button">{words::sample_button(lang)}</span>
                        <span class="button button--secondary">{words::sample_other(lang)}</span>
                    </p>
                </div>
                <p class="look-preview__foot">{words::sample_foot(lang)}</p>
            </div>
            <p class="hint">{words::contrast(lang, of_text, of_controls)}</p>
            <PostForm action=SetColors::url() key=store::fresh::id() token=current.token()>
                <input type="hidden" name="color" value=first/>
                <input type="hidden" name="second" value=other.unwrap_or_default()/>
                {version}
                <Button>{icon(Icon::Check)}{words::use_colors(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}

/// Colours as an address holds them: `14614f` or `14614f-0c4639`.
fn code(color: Color, second: Option<Color>) -> String {
    let code = match second {
        Some(second) => format!("{color}-{second}"),
        None => color.to_string(),
    };
    code.replace('#', "")
}
