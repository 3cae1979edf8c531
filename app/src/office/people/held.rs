//! The page of roles as history: who held which role when, given and taken by whom.

use crate::act;
use crate::current::{Current, current};
use crate::error::AppError;
use crate::page::page;
use crate::sheet;
use crate::ui::*;
use crate::url;
use crate::words::{people, roles as words};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use partnership::person::{Right, Role};
use partnership::text::Lang;
use store::held::{Asked, Held, PAGE};

/// Where the page stands.
pub(super) const PATH: &str = "/office/people/roles";

/// The roles as the address asks for them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Address {
    asked: Asked,
    /// From 1.
    page: usize,
}

/// The words for roles that are held now, and for those that have ended.
const HELD: [(&str, bool); 2] = [("now", true), ("ended", false)];

impl Address {
    fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = pairs.iter().find(|(n, _)| n == name);
            found.map_or("", |(_, value)| value.trim())
        };
        let is_held = HELD.iter().find(|(word, _)| *word == value("held"));
        Self {
            asked: Asked {
                words: value("words").chars().take(200).collect(),
                role: Role::from_word(value("role")),
                is_held: is_held.map(|(_, is_held)| *is_held),
            },
            page: value("page").parse().ok().filter(|n| *n > 0).unwrap_or(1),
        }
    }

    fn held(&self) -> &'static str {
        let held = HELD
            .iter()
            .find(|(_, is_held)| Some(*is_held) == self.asked.is_held);
        held.map_or("", |(word, _)| word)
    }

    fn href(&self, path: &str, page: usize) -> String {
        let number = page.to_string();
        let query = url::query(&[
            ("words", &self.asked.words),
            ("role", self.asked.role.map_or("", Role::word)),
            ("held", self.held()),
            ("page", if page > 1 { &number } else { "" }),
        ]);
        format!("{path}{query}")
    }

    /// The address with something changed, from its first page.
    fn with(&self, change: impl FnOnce(&mut Asked)) -> String {
        let mut next = self.clone();
        change(&mut next.asked);
        next.href(PATH, 1)
    }
}

/// Who held which role when.
#[component]
pub fn RolesPage() -> impl IntoView {
    page(async move {
        let current = current();
        let asker = current.asker_with(Right::ManagePeople)?;
        let address = Address::read(&current.queries());
        let page = Some(address.page - 1);
        let store = &current.site.store;
        let (held, all) = store.roles_held(&asker, &address.asked, page).await?;
        let lang = current.lang;
        let back = ("/office/people".to_owned(), people::title(lang).to_owned());
        Ok(view! {
            <Frame office=true back=Some(back)>
                <PageHead title=words::title(lang) lead=words::lead(lang)/>
                {filters(&address, lang)}
                <Chips items=chips(&address, lang) clear=PATH/>
                {table(&current, &address, &held, all)}
            </Frame>
        }
        .into_any())
    })
}

fn filters(address: &Address, lang: Lang) -> AnyView {
    let roles: Vec<Pick> = Role::ALL
        .into_iter()
        .map(|role| Pick::new(role.word(), stage::role(role, lang)))
        .collect();
    let held: Vec<Pick> = HELD
        .into_iter()
        .map(|(word, is_held)| Pick::new(word, held_name(is_held, lang)))
        .collect();
    let typed = address.asked.words.clone();
    let (role, chosen) = (address.asked.role.map_or("", Role::word), address.held());
    view! {
        <GetForm action=PATH class="filter-bar" label=words::filter(lang)>
            <TextField name="words" label=words::words(lang) value=typed kind=FieldKind::Search/>
            <SelectField name="role" label=people::role(lang) choices=roles blank=words::any_role(lang) chosen=role/>
            <SelectField name="held" label=words::held(lang) choices=held blank=words::ever(lang) chosen=chosen/>
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{icon(Icon::Filter)}{words::apply(lang)}</Button>
            </div>
        </GetForm>
    }
    .into_any()
}

const fn held_name(is_held: bool, lang: Lang) -> &'static str {
    if is_held {
        words::now(lang)
    } else {
        words::ended(lang)
    }
}

fn chips(address: &Address, lang: Lang) -> Vec<Chip> {
    let mut chips = Vec::new();
    if !address.asked.words.is_empty() {
        chips.push(Chip {
            label: address.asked.words.clone().into(),
            href: address.with(|asked| asked.words.clear()),
        });
    }
    if let Some(role) = address.asked.role {
        chips.push(Chip {
            label: stage::role(role, lang).into(),
            href: address.with(|asked| asked.role = None),
        });
    }
    if let Some(is_held) = address.asked.is_held {
        chips.push(Chip {
            label: held_name(is_held, lang).into(),
            href: address.with(|asked| asked.is_held = None),
        });
    }
    chips
}

/// Who gave or took it: somebody, or the operator, who has no account.
fn by(name: Option<&String>, lang: Lang) -> String {
    name.map_or_else(|| words::operator(lang).to_owned(), Clone::clone)
}

/// Until when, and who took it; that it is held still.
fn until(held: &Held, lang: Lang, day: impl Fn(DateTime<Utc>) -> String) -> (String, String) {
    match held.until {
        Some(at) => (day(at), by(held.taken_by.as_ref(), lang)),
        None => (words::now(lang).to_owned(), String::new()),
    }
}

fn table(current: &Current, address: &Address, held: &[Held], all: usize) -> AnyView {
    let (lang, zone) = (current.lang, current.site.time_zone);
    if held.is_empty() {
        return view! { <Empty title=words::none(lang)><p><a href=PATH>{words::show_all(lang)}</a></p></Empty> }
            .into_any();
    }
    let time = |at| view! { <time>{date::instant(at, zone, lang)}</time> }.into_any();
    let rows: Vec<Row> = held
        .iter()
        .map(|held| {
            let (end, taker) = until(held, lang, |at| date::instant(at, zone, lang));
            let email = held.email.as_str().to_owned();
            let address = (!held.name.is_empty())
                .then(|| view! { <br/><span class="hint">{email.clone()}</span> });
            let name = if held.name.is_empty() {
                email.clone()
            } else {
                held.name.clone()
            };
            Row {
                cells: vec![
                    view! { {name}{address} }.into_any(),
                    stage::role(held.role, lang).into_any(),
                    time(held.from),
                    by(held.given_by.as_ref(), lang).into_any(),
                    view! { <time>{end}</time> }.into_any(),
                    taker.into_any(),
                ],
            }
        })
        .collect();
    let columns = columns(lang).map(Column::new).to_vec();
    let (next, csv) = (address.clone(), address.href(&format!("{PATH}.csv"), 1));
    view! {
        <Count shown=held.len() all=all/>
        <DataTable caption=words::caption(lang) columns=columns rows=rows/>
        <Pager page=address.page pages=all.div_ceil(PAGE) href=Box::new(move |n| next.href(PATH, n))/>
        <p><a class="download" href=csv>{icon(Icon::Download)}{words::download(lang)}</a></p>
    }
    .into_any()
}

const fn columns(lang: Lang) -> [&'static str; 6] {
    [
        people::person(lang),
        people::role(lang),
        words::from(lang),
        words::given_by(lang),
        words::until(lang),
        words::taken_by(lang),
    ]
}

/// The same rows as a sheet, all pages together.
///
/// # Errors
/// [`AppError::SignedOut`], [`AppError::NotFound`] for somebody who does not manage people, [`AppError::Confirm`] for
/// somebody who signed in long ago.
pub async fn roles_csv(current: &Current) -> Result<String, AppError> {
    let asker = current.asker_with(Right::ManagePeople)?;
    act::fresh(current)?;
    let (lang, zone) = (current.lang, current.site.time_zone);
    let asked = Address::read(&current.queries()).asked;
    let (held, _) = current.site.store.roles_held(&asker, &asked, None).await?;
    let written = |at: DateTime<Utc>| at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string();
    let [person, role, from, given_by, until_when, taken_by] = columns(lang);
    let zoned = |name: &str| words::zoned(lang, name, zone.name());
    let (from, until_when) = (zoned(from), zoned(until_when));
    let heading = [
        person,
        people::email(lang),
        role,
        &from,
        given_by,
        &until_when,
        taken_by,
    ];
    let rows = held.into_iter().map(|held| {
        let (end, taker) = until(&held, lang, written);
        let giver = by(held.given_by.as_ref(), lang);
        vec![
            held.name,
            held.email.as_str().to_owned(),
            stage::role(held.role, lang).to_owned(),
            written(held.from),
            giver,
            end,
            taker,
        ]
    });
    Ok(sheet::csv(&heading, rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_alike_and_what_it_says_wrongly_is_left_out() {
        for query in ["", "?words=ana&role=office&held=ended&page=2", "?held=now"] {
            let address = Address::read(&url::pairs(query));
            assert_eq!(address.href(PATH, address.page), format!("{PATH}{query}"));
        }
        for query in ["?role=king", "?held=perhaps", "?page=0", "?page=x"] {
            assert_eq!(Address::read(&url::pairs(query)).href(PATH, 1), PATH);
        }
    }
}
