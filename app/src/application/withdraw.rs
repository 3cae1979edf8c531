//! Taking an application back, after one question.

use super::api::WithdrawApplication;
use super::open::Open;
use crate::act::Again;
use crate::current::current;
use crate::error::AppError;
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::application::Action;

/// Asks once more, and for a reason that may stay blank.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let id = use_params_map()
        .read_untracked()
        .get("id")
        .unwrap_or_default();
    page(async move {
        let current = current();
        let lang = current.lang;
        let open = Open::find(&current, &id).await?;
        let current = current.as_of(open.application.profile_version)?;
        let id = open.application.id.clone();
        if open
            .application
            .stage
            .after(Action::Withdraw, open.side)
            .is_err()
        {
            return Ok(go(&url::status(&id)));
        }
        let again = Again::load(&current).await;
        let label = words::application::withdraw_reason(lang);
        let error = again
            .problem("reason")
            .map(|problem| problem::sentence(&problem, label, lang));
        let items = error
            .iter()
            .map(|text| ("reason".to_owned(), text.clone()))
            .collect::<Vec<_>>();
        let refused = match &again.error {
            Some(AppError::Invalid(_)) | None => None,
            Some(error) => Some(sentence(error)),
        };
        Ok(view! {
            <Frame back=Some((url::application(&id), words::application::back_to_application(lang).to_owned()))>
                <ErrorSummary items=items/>
                {refused.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                <PageHead title=words::application::withdraw_title(lang) caption=open.application.reference.clone() lead=words::application::withdraw_lead(lang) error=again.error.is_some()/>
                <PostForm action=WithdrawApplication::PATH key=store::fresh::id() token=current.token()>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="seen" value=open.application.version.to_string()/>
                    <TextArea name="reason" label=label optional=true limit=Some(2_000) value=again.typed("reason").unwrap_or_default() error=error/>
                    <div class="actions">
                        <Button kind=ButtonKind::Danger>{words::application::withdraw(lang)}</Button>
                        <LinkButton href=url::application(&id) kind=ButtonKind::Quiet>{words::application::keep(lang)}</LinkButton>
                    </div>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}
