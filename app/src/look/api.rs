//! Setting the colours and the logo of the district, and going back to those of its profile.
#![allow(
    missing_docs,
    reason = "the macro makes a struct of the arguments of each function"
)]

use crate::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::{act, logo},
    base64::Engine,
    base64::engine::general_purpose::URL_SAFE_NO_PAD,
    partnership::invalid::{Invalid, Problem},
    partnership::look::Color,
    partnership::person::Right,
    partnership::text::Lang,
    store::look::{Change, ChosenLogo, Logo},
};

/// Where the look stands.
#[cfg(feature = "ssr")]
const PAGE: &str = "/office/look";

/// The most characters of the words for a logo.
#[cfg(feature = "ssr")]
const TEXT: usize = 120;

/// Sets the district's colour and its second one, which may be blank. What is too light is darkened when it is
/// shown: kept is what was typed.
#[server(endpoint = "set_colors")]
pub async fn set_colors(
    #[server(default)] color: String,
    #[server(default)] second: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::with_fresh(&token, Right::SetLook)?;
        let (one, other) = colors(&color, &second).map_err(AppError::Invalid)?;
        let (one, other) = (one.to_string(), other.map(|other| other.to_string()));
        let change = Change::Colors(&one, other.as_deref());
        let store = &current.site.store;
        store
            .set_look(Some(&asker), &change, seen, &key, current.now)
            .await?;
        Ok(format!("{PAGE}?done=colors"))
    }
    .await;
    act::answer(PAGE, &[("color", &color), ("second", &second)], done).await
}

/// A colour and a second one that may be blank.
#[cfg(feature = "ssr")]
pub(super) fn colors(color: &str, second: &str) -> Result<(Color, Option<Color>), Invalid> {
    let mut invalid = Invalid::default();
    let one = Color::parse(color);
    if one.is_none() {
        let is_blank = color.trim().is_empty();
        invalid.add(
            "color",
            if is_blank {
                Problem::Missing
            } else {
                Problem::NotColor
            },
        );
    }
    let other = Color::parse(second);
    if other.is_none() && !second.trim().is_empty() {
        invalid.add("second", Problem::NotColor);
    }
    match one {
        Some(one) if invalid.is_empty() => Ok((one, other)),
        _ => Err(invalid),
    }
}

/// Sets the logo, given in base64 (the letters of web addresses), with the words for those who do not see it.
/// Without a file, the words of the logo that is there are set.
#[server(endpoint = "set_logo")]
pub async fn set_logo(
    #[server(default)] logo: String,
    #[server(default)] text_en: String,
    #[server(default)] text_es: String,
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::with_fresh(&token, Right::SetLook)?;
        let mut invalid = Invalid::default();
        let english = act::optional("text_en", &text_en, TEXT, &mut invalid);
        let spanish = act::optional("text_es", &text_es, TEXT, &mut invalid);
        let file = URL_SAFE_NO_PAD.decode(&logo).unwrap_or_default();
        let has_own = matches!(current.brand.chosen.logo, ChosenLogo::Own(_));
        if file.is_empty() && (!has_own || !logo.is_empty()) {
            invalid.add("logo", Problem::Missing);
        }
        act::sound(invalid)?;
        let store = &current.site.store;
        let (asker, now) = (Some(&asker), current.now);
        if file.is_empty() {
            let change = Change::LogoText([&english, &spanish]);
            store.set_look(asker, &change, seen, &key, now).await?;
            return Ok(format!("{PAGE}?done=logo"));
        }
        let read = tokio::task::spawn_blocking(move || logo::read(&file)).await;
        let picture = read.map_err(|_| AppError::Transport)?.map_err(|problem| {
            let mut invalid = Invalid::default();
            invalid.add("logo", Problem::NotLogo(problem));
            AppError::Invalid(invalid)
        })?;
        let own = Logo {
            hash: picture.hash,
            kind: picture.kind.to_owned(),
            width: picture.width,
            height: picture.height,
            text: [(Lang::En, english), (Lang::Es, spanish)],
        };
        let change = Change::Logo(&own, &picture.bytes);
        store.set_look(asker, &change, seen, &key, now).await?;
        Ok(format!("{PAGE}?done=logo"))
    }
    .await;
    act::answer(PAGE, &[("text_en", &text_en), ("text_es", &text_es)], done).await
}

/// Shows no logo, even where the profile has one.
#[server(endpoint = "hide_logo")]
pub async fn hide_logo(
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = set(Change::NoLogo, "hidden", seen, &key, &token).await;
    act::answer(PAGE, &[], done).await
}

/// Goes back to the colours and the logo of the profile.
#[server(endpoint = "reset_look")]
pub async fn reset_look(
    #[server(default)] seen: i64,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    let done = set(Change::Reset, "reset", seen, &key, &token).await;
    act::answer(PAGE, &[], done).await
}

/// A change that needs nothing typed.
#[cfg(feature = "ssr")]
async fn set(
    change: Change<'_>,
    news: &str,
    seen: i64,
    key: &str,
    token: &str,
) -> Result<String, AppError> {
    let (current, asker) = act::with_fresh(token, Right::SetLook)?;
    let store = &current.site.store;
    store
        .set_look(Some(&asker), &change, seen, &act::key(key), current.now)
        .await?;
    Ok(format!("{PAGE}?done={news}"))
}

#[cfg(feature = "ssr")]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_colour_is_needed_and_the_second_may_be_blank() {
        let red = Color(255, 0, 0);
        assert_eq!(colors("#f00", " "), Ok((red, None)));
        assert_eq!(colors("ff0000", "#F00"), Ok((red, Some(red))));
        for (color, second, problems) in [
            ("", "", &[("color", Problem::Missing)][..]),
            ("red", "", &[("color", Problem::NotColor)]),
            (
                "#12",
                "url(x)",
                &[("color", Problem::NotColor), ("second", Problem::NotColor)],
            ),
        ] {
            let invalid = colors(color, second).unwrap_err();
            let found: Vec<(&str, Problem)> = invalid.iter().map(|(f, p)| (f, p.clone())).collect();
            assert_eq!(found, problems, "{color:?} {second:?}");
        }
    }
}
