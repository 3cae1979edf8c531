//! The order of a list: in its address, up to three columns as `sort=stage&sort=-due` with a minus for the other way
//! round, and in its headings.

use super::list::{Col, List};
use super::shown::Shown;
use crate::current::Current;
use crate::ui::*;
use crate::words::office as words;
use crate::words::ui;
use leptos::prelude::*;
use partnership::person::Right;
use partnership::text::Lang;
use store::list::SORTS;

/// Reads the order of a query. What is no column, and a column that comes a second time, is left out.
pub(in crate::office) fn read<S: Copy + PartialEq>(
    pairs: &[(String, String)],
    of: impl Fn(&str) -> Option<S>,
) -> Vec<(S, bool)> {
    let mut order: Vec<(S, bool)> = Vec::new();
    for (_, value) in pairs.iter().filter(|(name, _)| name == "sort") {
        let (word, is_turned) = value
            .strip_prefix('-')
            .map_or((value.as_str(), false), |word| (word, true));
        if let Some(sort) = of(word)
            && order.len() < SORTS
            && !order.iter().any(|(known, _)| *known == sort)
        {
            order.push((sort, is_turned));
        }
    }
    order
}

/// A column of an order as its address names it.
pub(in crate::office) fn value(word: &str, is_turned: bool) -> String {
    format!("{}{word}", if is_turned { "-" } else { "" })
}

/// Names and values of an order; none when it is the usual one.
pub(in crate::office) fn pairs<S: Copy + PartialEq>(
    order: &[(S, bool)],
    usual: &[(S, bool)],
    word: impl Fn(S) -> &'static str,
) -> Vec<(&'static str, String)> {
    if order == usual {
        return Vec::new();
    }
    order
        .iter()
        .map(|(sort, is_turned)| ("sort", value(word(*sort), *is_turned)))
        .collect()
}

/// The order by a column alone; the other way round when the list is sorted by it first.
pub(in crate::office) fn by<S: Copy + PartialEq>(order: &[(S, bool)], sort: S) -> Vec<(S, bool)> {
    let is_turned = order.first() == Some(&(sort, false));
    vec![(sort, is_turned)]
}

/// The order of a list as fields of a form that changes something else of it.
pub(in crate::office) fn kept(pairs: &[(&'static str, String)]) -> Vec<AnyView> {
    pairs
        .iter()
        .filter(|(name, _)| *name == "sort")
        .map(|(name, value)| {
            view! { <input type="hidden" name=*name value=value.clone()/> }.into_any()
        })
        .collect()
}

/// The headings of a list that is sorted in an order, each column that it can be sorted by with the way to that.
/// `href` is the address of the list in another order.
pub(in crate::office) fn headings<S: Copy + PartialEq>(
    shown: &Shown,
    order: &[(S, bool)],
    of: impl Fn(&str) -> Option<S>,
    href: impl Fn(Vec<(S, bool)>) -> String,
    lang: Lang,
) -> Vec<Column> {
    let heading = |column: &&'static Col| {
        let heading = Column::new((column.label)(lang));
        let heading = if column.is_number() {
            heading.numeric()
        } else {
            heading
        };
        let Some(sort) = of(column.word) else {
            return heading;
        };
        let first = order.first().filter(|(by, _)| *by == sort);
        let sorted = first.map(|(_, is_turned)| {
            if *is_turned {
                Sorted::Desc
            } else {
                Sorted::Asc
            }
        });
        heading.sort(href(by(order, sort)), sorted)
    };
    shown.columns.iter().map(heading).collect()
}

/// What a list says that has nothing yet: that it has none, what makes some, and a first thing to do, where there is
/// one for whoever looks: its address and its words.
pub(in crate::office) type NoneYet = (
    &'static str,
    &'static str,
    Option<(&'static str, &'static str)>,
);

/// That there is nothing: no such page, nothing that fits the filters, with the list without them, or nothing at all
/// yet.
pub(in crate::office) fn nothing(
    lang: Lang,
    (page, first): (usize, String),
    unfiltered: Option<&'static str>,
    none: NoneYet,
) -> AnyView {
    if page > 1 {
        return view! {
            <Empty title=words::no_page(lang)><p><a href=first>{words::first_page(lang)}</a></p></Empty>
        }
        .into_any();
    }
    let (title, body, way) = match unfiltered {
        Some(list) => (
            words::no_match_title(lang),
            words::no_match_body(lang),
            Some((list, ui::clear_filters(lang))),
        ),
        None => none,
    };
    let way = way.map(|(href, label)| view! { <p><a href=href>{label}</a></p> });
    view! { <Empty title=title><p>{body}</p>{way}</Empty> }.into_any()
}

/// The first thing to do where nothing was approved yet, for whoever reads what was sent.
pub(in crate::office) fn see_applications(
    current: &Current,
) -> Option<(&'static str, &'static str)> {
    let way = (
        List::Applications.path(),
        words::see_applications(current.lang),
    );
    current.may(Right::ReadApplications).then_some(way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::list::Sort;

    fn order(query: &str) -> Vec<(Sort, bool)> {
        read(&crate::url::pairs(query), Sort::from_word)
    }

    #[test]
    fn at_most_three_columns_each_once_are_read() {
        assert_eq!(
            order("sort=stage&sort=-due&x=y"),
            [(Sort::Stage, false), (Sort::Due, true)]
        );
        assert_eq!(
            order("sort=stage&sort=-stage&sort=magic&sort=&sort=-"),
            [(Sort::Stage, false)]
        );
        assert_eq!(
            order("sort=stage&sort=due&sort=sent&sort=organization").len(),
            3
        );
    }

    #[test]
    fn an_order_is_written_as_it_is_read_and_the_usual_one_is_not() {
        let usual = [(Sort::Sent, true)];
        let written = pairs(&order("sort=stage&sort=-due"), &usual, Sort::word);
        assert_eq!(
            written,
            [("sort", "stage".to_owned()), ("sort", "-due".to_owned())]
        );
        assert!(pairs(&usual, &usual, Sort::word).is_empty());
    }

    #[test]
    fn a_second_press_turns_a_column_round() {
        assert_eq!(by(&order("sort=stage"), Sort::Due), [(Sort::Due, false)]);
        assert_eq!(by(&order("sort=due"), Sort::Due), [(Sort::Due, true)]);
        assert_eq!(by(&order("sort=-due"), Sort::Due), [(Sort::Due, false)]);
        assert_eq!(
            by(&order("sort=stage&sort=due"), Sort::Due),
            [(Sort::Due, false)]
        );
    }
}
