//! Colours of the demonstration that are not the profile's, to see every page in another look.

use anyhow::Context;
use chrono::{DateTime, Utc};
use partnership::look::Color;
use store::Store;
use store::look::Change;

/// Sets the district's colours as an administrator does: one such as `#7a1f3d`, or two with a comma between.
///
/// # Errors
/// For what is no colour, and when the database fails.
pub async fn look(store: &Store, colors: &str, now: DateTime<Utc>) -> anyhow::Result<()> {
    let (one, other) = colors
        .split_once(',')
        .map_or((colors, None), |(one, other)| (one, Some(other)));
    let read = |text: &str| {
        Color::parse(text)
            .map(|color| color.to_string())
            .with_context(|| format!("--look: '{text}' is no color; write one such as #7a1f3d"))
    };
    let (one, other) = (read(one)?, other.map(read).transpose()?);
    let seen = store.look().await?.version;
    let change = Change::Colors(&one, other.as_deref());
    store
        .set_look(None, &change, seen, &store::fresh::id(), now)
        .await?;
    Ok(())
}
