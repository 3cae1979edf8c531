//! The page of people and their roles.

use super::api::{EndSignIns, GrantRole};
use super::list::{self, Listed};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::office::desk::list::List;
use crate::office::desk::shown::Shown;
use crate::office::desk::tools::tools;
use crate::office::desk::views;
use crate::page::{page, sentence};
use crate::ui::problem;
use crate::ui::*;
use crate::words::people as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::{Right, Role};
use partnership::text::Lang;
use store::list::Part;

/// Everybody who works for the district, found, filtered and sorted as the other lists of the office are; inviting
/// somebody, and taking a role away.
#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ManagePeople)?;
        let again = Again::load(&current).await;
        let mut listed = Listed::read(&current.queries());
        let shown = Shown::load(&current, &asker, List::People).await?;
        let part = Part::page(listed.page - 1, shown.size);
        let store = &current.site.store;
        let mut found = store.people(&asker, &listed.filter, part).await?;
        let lang = current.lang;
        let problems = problems(&again, lang);
        let news = news(&current, &again).or_else(|| views::news(&current, &again));
        let filters = list::filters(&listed, lang);
        let near = found.page.instead.take();
        let instead = views::instead(lang, near, &mut listed.filter.words);
        let (pairs, error) = (listed.pairs(), again.error.is_some());
        let (table, invite, end) = (
            list::table(&current, &listed, &shown, &found),
            invite(&current, &again, &problems),
            end(&current, &again, &problems),
        );
        let counted = (listed.page, found.page.total);
        let tools = tools(
            &current,
            &shown,
            &pairs,
            &list::sortable(lang),
            counted,
            &again,
        );
        Ok(view! {
            <Frame office=true>
                <ErrorSummary items=problems/>
                {news}
                <PageHead title=words::title(lang) lead=words::lead(lang) error=error/>
                <p>
                    <a href="#invite">{words::invite(lang)}</a>
                    " · "
                    <a href="#end">{words::end(lang)}</a>
                    " · "
                    <a href=super::held::PATH>{crate::words::roles::see(lang)}</a>
                </p>
                {views::links(&current, &shown, &pairs)}
                {filters}
                <Chips items=list::chips(&listed, lang) clear=List::People.path()/>
                {instead}
                {table}
                {tools}
                <div class="split">
                    <div class="split__main">{invite}</div>
                    <div class="split__side split__side--last">{end}</div>
                </div>
            </Frame>
        }
        .into_any())
    })
}

/// The result of the last act, or why it was refused.
fn news(current: &Current, again: &Again) -> Option<AnyView> {
    let lang = current.lang;
    let title = match &again.error {
        Some(AppError::Invalid(_)) => return None,
        Some(AppError::Refused) => {
            return Some(
                view! {
                    <Notice kind=NoticeKind::Error title=words::last_title(lang) focus=true>
                        <p>{words::last_administrator(lang)}</p>
                    </Notice>
                }
                .into_any(),
            );
        }
        Some(error) => {
            return Some(
                view! { <Notice kind=NoticeKind::Error title=sentence(error) focus=true/> }
                    .into_any(),
            );
        }
        None => match current.query("done")?.as_str() {
            "grant" => words::done_grant(lang),
            "revoke" => words::done_revoke(lang),
            "end" => words::done_end(lang),
            _ => return None,
        },
    };
    Some(view! { <Notice kind=NoticeKind::Success title=title focus=true/> }.into_any())
}

fn problems(again: &Again, lang: Lang) -> Vec<(String, String)> {
    let (email, role) = (words::email(lang), words::role(lang));
    [("email", email), ("role", role), ("of", email)]
        .into_iter()
        .filter_map(|(field, label)| {
            Some((
                field.to_owned(),
                problem::sentence(&again.problem(field)?, label, lang),
            ))
        })
        .collect()
}

fn at(problems: &[(String, String)], field: &str) -> Option<String> {
    problems
        .iter()
        .find(|(id, _)| id == field)
        .map(|(_, sentence)| sentence.clone())
}

const fn means(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Partner => words::role_partner(lang),
        Role::Liaison => words::role_liaison(lang),
        Role::Office => words::role_office(lang),
        Role::Signer => words::role_signer(lang),
        Role::Analyst => words::role_analyst(lang),
        Role::Administrator => words::role_administrator(lang),
    }
}

fn invite(current: &Current, again: &Again, problems: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let roles: Vec<Pick> = Role::ALL
        .into_iter()
        .map(|role| Pick::new(role.word(), stage::role(role, lang)).hint(means(role, lang)))
        .collect();
    let langs: Vec<Pick> = Lang::ALL
        .into_iter()
        .map(|other| {
            let name = Said::of_lang(other.own_name(), (other != lang).then_some(other));
            Pick::new(other.code(), name)
        })
        .collect();
    let typed = |field: &str| again.typed(field).unwrap_or_default();
    let (email, role) = (typed("email"), typed("role"));
    let chosen = again
        .typed("lang")
        .unwrap_or_else(|| lang.code().to_owned());
    let (email_error, role_error) = (at(problems, "email"), at(problems, "role"));
    view! {
        <section class="panel" aria-labelledby="invite">
            <h2 class="panel__title" id="invite">{words::invite(lang)}</h2>
            <p class="hint">{words::invite_lead(lang)}</p>
            <PostForm action=GrantRole::url() key=store::fresh::id() token=current.token()>
                <TextField
                    name="email" label=words::email(lang) kind=FieldKind::Email
                    value=email error=email_error
                />
                <Radios name="role" legend=words::role(lang) choices=roles chosen=role error=role_error/>
                <Radios name="lang" legend=words::language(lang) choices=langs small=true chosen=chosen/>
                <Button>{icon(Icon::Mail)}{words::send(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}

/// Ending all sign-ins of somebody, who need not have a role.
fn end(current: &Current, again: &Again, problems: &[(String, String)]) -> AnyView {
    let lang = current.lang;
    let (typed, error) = (again.typed("of").unwrap_or_default(), at(problems, "of"));
    view! {
        <section class="panel" aria-labelledby="end">
            <h2 class="panel__title" id="end">{words::end(lang)}</h2>
            <p class="hint">{words::end_lead(lang)}</p>
            <PostForm action=EndSignIns::url() token=current.token()>
                <TextField name="of" label=words::email(lang) kind=FieldKind::Email value=typed error=error/>
                <Button kind=ButtonKind::Danger>{words::end_button(lang)}</Button>
            </PostForm>
        </section>
    }
    .into_any()
}
