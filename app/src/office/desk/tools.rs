//! The tools above a list: order, columns and page size, and taking the list along on paper or as a file.

use super::list::{List, query};
use super::order::value;
use super::shown::{SIZES, Shown};
use crate::act::Again;
use crate::current::Current;
use crate::office::api::ChooseColumns;
use crate::ui::*;
use crate::words::desk as words;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use store::list::EXPORT;

/// A column by which a list is sorted: its word, and what either way round is called.
pub(in crate::office) type Sortable = (&'static str, String, String);

/// The tools of a list: names and values of its address, the columns it can be sorted by, the page shown, and
/// how many rows there are.
pub(in crate::office) fn tools(
    current: &Current,
    shown: &Shown,
    pairs: &[(&'static str, String)],
    sortable: &[Sortable],
    (page, total): (usize, usize),
    again: &Again,
) -> AnyView {
    let lang = current.lang;
    let take = (total > 0).then(|| take(current, shown, pairs, page, total));
    view! {
        <div class="tools">
            {take}
            <details class="tool">
                <summary>{words::order(lang)}</summary>
                <div class="tool__body">{order(current, shown.list, pairs, sortable)}</div>
            </details>
            <details class="tool" id="columns">
                <summary>{words::columns(lang)}</summary>
                <div class="tool__body">{columns(current, shown, pairs, page)}</div>
            </details>
            {super::views::save(current, shown, pairs, again)}
        </div>
    }
    .into_any()
}

/// Sorting by up to three columns.
fn order(
    current: &Current,
    list: List,
    pairs: &[(&'static str, String)],
    sortable: &[Sortable],
) -> AnyView {
    let lang = current.lang;
    let kept: Vec<AnyView> = pairs
        .iter()
        .filter(|(name, _)| *name != "sort")
        .map(|(name, value)| {
            view! { <input type="hidden" name=*name value=value.clone()/> }.into_any()
        })
        .collect();
    let chosen: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| *name == "sort")
        .map(|(_, value)| value.as_str())
        .collect();
    let picks = || -> Vec<Pick> {
        sortable
            .iter()
            .flat_map(|(word, up, down)| {
                [
                    Pick::new(value(word, false), up.as_str()),
                    Pick::new(value(word, true), down.as_str()),
                ]
            })
            .collect()
    };
    let labels = [
        words::sort_first(lang),
        words::sort_then(lang),
        words::sort_last(lang),
    ];
    let fields: Vec<AnyView> = labels
        .into_iter()
        .enumerate()
        .map(|(at, label)| {
            let id = format!("sort-{at}");
            let own = chosen.get(at).copied().unwrap_or_default().to_owned();
            let options: Vec<AnyView> = picks()
                .into_iter()
                .map(|pick| {
                    let selected = pick.value == own;
                    let code = pick.label.code();
                    view! { <option value=pick.value selected=selected lang=code>{pick.label.words()}</option> }
                        .into_any()
                })
                .collect();
            view! {
                <div class="field">
                    <label class="label" r#for=id.clone()>{label}</label>
                    <select class="input input--select" id=id name="sort">
                        <option value="">{words::sort_none(lang)}</option>
                        {options}
                    </select>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <GetForm action=list.path() class="tool__form">
            {kept}
            {fields}
            <div class="actions"><Button kind=ButtonKind::Secondary>{words::sort(lang)}</Button></div>
        </GetForm>
    }
    .into_any()
}

/// Choosing columns, their order, and how many rows a page has.
fn columns(
    current: &Current,
    shown: &Shown,
    pairs: &[(&'static str, String)],
    page: usize,
) -> AnyView {
    let lang = current.lang;
    let list = shown.list;
    let last = shown.columns.len();
    let left = list
        .columns()
        .iter()
        .filter(|column| !shown.columns.iter().any(|own| own.word == column.word));
    let items: Vec<AnyView> = shown
        .columns
        .iter()
        .copied()
        .chain(left)
        .enumerate()
        .skip(1)
        .map(|(at, column)| {
            let label = (column.label)(lang);
            let id = format!("column-{}", column.word);
            let is_shown = at < last;
            let turn = |word: &str, name: String, sign: Icon| {
                let value = format!("{word}:{}", column.word);
                view! {
                    <button class="button button--quiet" type="submit" name="then" value=value aria-label=name>
                        {icon(sign)}
                    </button>
                }
            };
            let up = (is_shown && at > 1)
                .then(|| turn("up", words::move_up(lang, label), Icon::Up));
            let down = (is_shown && at + 1 < last)
                .then(|| turn("down", words::move_down(lang, label), Icon::Down));
            view! {
                <li class="column-list__item">
                    <div class="choice">
                        <input
                            class="choice__control" id=id.clone() name="answers[columns][]" type="checkbox"
                            value=column.word checked=is_shown
                        />
                        <label class="choice__label" r#for=id>{label}</label>
                    </div>
                    <span class="column-list__moves">{up}{down}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let sizes = SIZES
        .iter()
        .map(|size| Pick::new(size.to_string(), size.to_string()))
        .collect();
    let reset = shown.is_chosen.then(|| {
        view! { <Button kind=ButtonKind::Quiet name="then" value="reset">{words::reset(lang)}</Button> }
    });
    let (back, size) = (query(pairs, page), shown.size.to_string());
    let back = (!back.is_empty()).then(|| view! { <input type="hidden" name="back" value=back/> });
    let first = list
        .columns()
        .first()
        .map(|column| words::always(lang, (column.label)(lang)));
    view! {
        <PostForm action=ChooseColumns::url() token=current.token() class="tool__form" enter_continues=true>
            <input type="hidden" name="list" value=list.word()/>
            {back}
            <fieldset class="field">
                <legend class="legend">{words::shown_columns(lang)}</legend>
                <p class="hint">{first}</p>
                <ul class="column-list">{items}</ul>
            </fieldset>
            <SelectField
                name="size" label=words::size(lang) choices=sizes chosen=size
                blank=words::size_usual(lang)
            />
            <div class="actions">
                <Button kind=ButtonKind::Secondary>{words::save_columns(lang)}</Button>
                {reset}
            </div>
        </PostForm>
    }
    .into_any()
}

/// The list on paper and as files: what is shown, or all of it.
fn take(
    current: &Current,
    shown: &Shown,
    pairs: &[(&'static str, String)],
    page: usize,
    total: usize,
) -> AnyView {
    let lang = current.lang;
    let all = query(pairs, 1);
    let rows = [
        ("html", words::as_print(lang), Icon::Print),
        ("csv", words::as_csv(lang), Icon::Download),
        ("xlsx", words::as_xlsx(lang), Icon::Download),
    ];
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(kind, name, sign)| {
            let path = format!("{}.{kind}", shown.list.path());
            let whole = format!("{path}{all}");
            let (says, called) = if total > EXPORT {
                (words::first_rows(lang, EXPORT, total), None)
            } else {
                (words::all_rows(lang, total), Some(words::all_as(lang, name)))
            };
            let mut some = pairs.to_vec();
            some.push(("rows", "page".to_owned()));
            let one = (total > shown.size).then(|| {
                let href = format!("{path}{}", query(&some, page));
                view! { " "<a href=href aria-label=words::page_as(lang, name)>{words::this_page(lang)}</a> }
            });
            view! {
                <li>
                    {icon(sign)}
                    <span class="take__name">{name}</span>
                    " "
                    <a href=whole aria-label=called>{says}</a>
                    {one}
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <details class="tool" id="take">
            <summary>{words::take(lang)}</summary>
            <div class="tool__body">
                <p class="hint">{words::take_care(lang)}</p>
                <ul class="take">{rows}</ul>
            </div>
        </details>
    }
    .into_any()
}
