//! Choosing when one's own mails come, and in which language.
#![allow(
    missing_docs,
    clippy::too_many_arguments,
    reason = "the macro makes a struct of the arguments of each function, which are the fields of its form"
)]

use crate::error::AppError;
use leptos::prelude::*;

/// Keeps what somebody wishes about their mails. What is not named, or not known, stays as it was.
#[server(endpoint = "choose_mails")]
pub async fn choose_mails(
    #[server(default)] lang: String,
    #[server(default)] message: String,
    #[server(default)] member: String,
    #[server(default)] reminder: String,
    #[server(default)] arrival: String,
    #[server(default)] mention: String,
    #[server(default)] key: String,
    #[server(default)] token: String,
) -> Result<(), AppError> {
    use crate::act;
    use partnership::mail::topic::{Choice, Topic};
    use partnership::text::Lang;
    use store::mail::Wishes;
    let key = act::key(&key);
    let done = async {
        let (current, asker) = act::signed(&token)?;
        let choices = Topic::ALL.into_iter().filter_map(|topic| {
            let typed = match topic {
                Topic::Message => &message,
                Topic::Member => &member,
                Topic::Reminder => &reminder,
                Topic::Arrival => &arrival,
                Topic::Mention => &mention,
            };
            Some((topic, Choice::from_word(typed)?))
        });
        let wishes = Wishes {
            lang: Lang::from_code(&lang).unwrap_or(current.lang),
            choices: choices.collect(),
        };
        let store = &current.site.store;
        store.set_wishes(&asker, &wishes, &key, current.now).await?;
        Ok("/account?done=mails#mails".to_owned())
    }
    .await;
    act::answer("/account", &[], done).await
}
