//! Signing and sending.

use super::api::SubmitApplication;
use super::open::{Open, facts};
use crate::act::Again;
use crate::current::current;
use crate::error::AppError;
use crate::page::{go, page, sentence};
use crate::ui::*;
use crate::{url, words};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use partnership::form::Answers;
use partnership::invalid::Invalid;
use partnership::member::Deed;

/// The statement, the name, the consent, and the button that says what it does.
#[component]
pub fn SignPage() -> impl IntoView {
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
        if !open.application.stage.is_editable() {
            return Ok(go(&url::status(&id)));
        }
        let form = &current.site.profile.form;
        // A member reads there who signs.
        if !open.side.may(Deed::Send) || !open.gaps(form, &facts(&current)).is_empty() {
            return Ok(go(&url::check(&id)));
        }
        let step = form
            .steps()
            .find(|step| step.is_signature())
            .ok_or(AppError::NotFound)?;
        let again = Again::load(&current).await;
        let typed: Answers = again
            .fields
            .iter()
            .map(|(field, value)| (field.clone(), vec![value.clone()]))
            .collect();
        let (invalid, other) = match again.error {
            Some(AppError::Invalid(invalid)) => (invalid, None),
            Some(error) => (Invalid::default(), Some(sentence(&error))),
            None => (Invalid::default(), None),
        };
        let items = question::sentences(&step.questions, &typed, &invalid, lang);
        let has_problems = !invalid.is_empty();
        let questions: Vec<AnyView> = step
            .questions
            .iter()
            .map(|question| {
                view! { <QuestionField question=question.clone() answers=typed.clone() invalid=invalid.clone()/> }.into_any()
            })
            .collect();
        let title = Said::of(&step.title, lang);
        let body = question::paragraphs(Said::of(&step.body, lang));
        let (version, token) = (open.application.version.to_string(), current.token());
        Ok(view! {
            <Frame back=Some((url::check(&id), words::application::check_task(lang).to_owned()))>
                <ErrorSummary items=items/>
                {other.map(|text| view! { <Notice kind=NoticeKind::Error title=text focus=true/> })}
                <PageHead title=title caption=open.application.reference error=has_problems/>
                {body}
                <PostForm action=SubmitApplication::PATH key=store::fresh::id() token=token>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <input type="hidden" name="seen" value=version/>
                    {questions}
                    <div class="actions">
                        <Button>{words::application::sign_and_send(lang)}</Button>
                    </div>
                </PostForm>
            </Frame>
        }
        .into_any())
    })
}
