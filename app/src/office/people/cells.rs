//! What stands in a row of the list of people, on the page and in files.

use super::api::RevokeRole;
use crate::current::Current;
use crate::sheet::Cell;
use crate::ui::*;
use crate::words::people as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use partnership::person::Role;
use store::person::Person;

/// The cell of a column. Of the last administrator, who stays, nobody can take that role away.
pub(super) fn cell(
    current: &Current,
    person: &Person,
    administrators: usize,
    column: &str,
) -> AnyView {
    let lang = current.lang;
    match (column, written(current, person, column)) {
        ("person", _) if is_own(current, person) => words::you(lang, person.shown()).into_any(),
        ("roles", _) => roles(current, person, administrators),
        (_, Cell::Text(text)) => text.into_any(),
        (_, Cell::Day(day)) => {
            view! { <span class="row-due">{date::day(day, lang)}</span> }.into_any()
        }
        (_, Cell::Number(_) | Cell::Empty) => ().into_any(),
    }
}

/// The cell of a column in a file.
pub(in crate::office) fn written(current: &Current, person: &Person, column: &str) -> Cell {
    let lang = current.lang;
    match column {
        "person" => Cell::Text(person.shown().to_owned()),
        "email" => Cell::Text(person.email.as_str().to_owned()),
        "roles" => {
            let names = person.roles.iter().map(|role| stage::role(*role, lang));
            Cell::Text(names.collect::<Vec<_>>().join("; "))
        }
        "since" => Cell::Day(
            person
                .created_at
                .with_timezone(&current.site.time_zone)
                .date_naive(),
        ),
        _ => Cell::Empty,
    }
}

fn is_own(current: &Current, person: &Person) -> bool {
    current
        .person
        .as_ref()
        .is_some_and(|own| own.id == person.id)
}

fn roles(current: &Current, person: &Person, administrators: usize) -> AnyView {
    let lang = current.lang;
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
    view! { <ul class="role-list">{roles}</ul> }.into_any()
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
