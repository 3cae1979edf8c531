//! The page of people and their roles.

use super::api::{EndSignIns, GrantRole, RevokeRole};
use crate::act::Again;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::{page, sentence};
use crate::ui::problem;
use crate::ui::*;
use crate::words::people as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::{Right, Role};
use partnership::text::Lang;
use store::person::Person;

/// Everybody with a role, an invitation, and the way to take a role away.
#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ManagePeople)?;
        let again = Again::load(&current).await;
        let people = current.site.store.staff(&asker).await?;
        let lang = current.lang;
        let problems = problems(&again, lang);
        let (news, error) = (news(&current, &again), again.error.is_some());
        let (table, invite, end) = (
            table(&current, &people),
            invite(&current, &again, &problems),
            end(&current, &again, &problems),
        );
        Ok(view! {
            <Frame office=true>
                <ErrorSummary items=problems/>
                {news}
                <PageHead title=words::title(lang) lead=words::lead(lang) error=error/>
                <div class="split">
                    <div class="split__main">{table}</div>
                    <div class="split__side">{invite}{end}</div>
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

fn table(current: &Current, people: &[Person]) -> AnyView {
    let lang = current.lang;
    if people.is_empty() {
        return view! { <Empty title=words::none_title(lang)/> }.into_any();
    }
    let administrators = people
        .iter()
        .filter(|person| person.roles.contains(&Role::Administrator))
        .count();
    let rows: Vec<Row> = people
        .iter()
        .map(|person| row(current, person, administrators))
        .collect();
    let columns = [words::person(lang), words::roles(lang)]
        .map(Column::new)
        .to_vec();
    view! { <DataTable caption=words::caption(lang) columns=columns rows=rows/> }.into_any()
}

fn is_own(current: &Current, person: &Person) -> bool {
    current
        .person
        .as_ref()
        .is_some_and(|own| own.id == person.id)
}

fn row(current: &Current, person: &Person, administrators: usize) -> Row {
    let lang = current.lang;
    let is_own = is_own(current, person);
    let name = if is_own {
        words::you(lang, person.shown())
    } else {
        person.shown().to_owned()
    };
    let address = (!person.name.is_empty())
        .then(|| view! { <span class="row-note">{person.email.as_str().to_owned()}</span> });
    let roles: Vec<AnyView> = person
        .roles
        .iter()
        .map(|role| {
            let is_last = *role == Role::Administrator && administrators < 2;
            view! {
                <li>
                    <span class="tag">{stage::role(*role, lang)}</span>
                    {if is_last {
                        view! { <span class="hint">{words::last_administrator(lang)}</span> }.into_any()
                    } else {
                        revoke(current, person, *role)
                    }}
                </li>
            }
            .into_any()
        })
        .collect();
    Row {
        cells: vec![
            view! { {name}{address} }.into_any(),
            view! { <ul class="role-list">{roles}</ul> }.into_any(),
        ],
    }
}

/// Taking a role away: folded, with what it means before the button.
fn revoke(current: &Current, person: &Person, role: Role) -> AnyView {
    let lang = current.lang;
    let name = stage::role(role, lang);
    let meaning = if is_own(current, person) {
        words::confirm_own(lang, name)
    } else {
        words::confirm(lang, person.shown(), name)
    };
    let (id, word) = (person.id.to_string(), role.word());
    view! {
        <details class="revoke">
            <summary>
                <span aria-hidden="true">{words::take_away(lang)}</span>
                <span class="hidden-text">{words::take_away_role(lang, person.shown(), name)}</span>
            </summary>
            <PostForm action=RevokeRole::url() token=current.token()>
                <input type="hidden" name="person" value=id/>
                <input type="hidden" name="role" value=word/>
                <p>{meaning}</p>
                <Button kind=ButtonKind::Danger>{words::confirm_button(lang)}</Button>
            </PostForm>
        </details>
    }
    .into_any()
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
