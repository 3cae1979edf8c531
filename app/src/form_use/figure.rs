//! The figures of the page: counts put together over versions, with what is too small kept back.

use super::part::Part;
use super::told;
use crate::ui::Said;
use crate::words::form_use as words;
use partnership::district::Profile;
use partnership::few;
use partnership::text::Lang;
use std::collections::BTreeMap;
use store::form_use::Counted;

/// A line of a table: what it is of, how many were started and how many of these sent; `None` is kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) started: Option<i64>,
    pub(super) sent: Option<i64>,
}

/// The figures of one version of the profile; where an application was left and the minutes are those of a part. There
/// are none of all versions together: what one version keeps back would be the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figures {
    /// Started, sent, left, and being filled in.
    pub(super) life: [Option<i64>; 4],
    /// After which page applications were left.
    pub(super) left: Vec<(Said, Option<i64>)>,
    /// The minutes that half of the partners need for a page at most.
    pub(super) minutes: Vec<(Said, Option<i64>)>,
    pub(super) langs: Vec<Line>,
    pub(super) widths: Vec<Line>,
    pub(super) months: Vec<Line>,
}

/// The stages of a form's use, as they are counted.
const LIFE: [&str; 3] = ["sent", "left", "open"];

/// How many months are shown.
const MONTHS: usize = 24;

impl Figures {
    /// Puts the counts of a version together.
    pub(super) fn of(
        counts: &[Counted],
        version: u32,
        part: Part,
        profile: &Profile,
        lang: Lang,
    ) -> Self {
        let counts = counts.iter().filter(|counted| counted.version == version);
        let counts: Vec<&Counted> = counts.collect();
        let sums = |figure: &str| sums(&counts, Part::Everyone, figure);
        let life = sums("life");
        let parts = LIFE.map(|part| life.get(part).copied().unwrap_or_default());
        let all: i64 = parts.iter().sum();
        let shown = few::shown(&parts);
        let of_life = |at: usize| shown.get(at).copied().flatten();
        let left = sums("left-at");
        let titles: Vec<(&str, Said)> = profile
            .form
            .steps()
            .filter(|step| !step.is_signature())
            .map(|step| (step.slug.as_str(), Said::of(&step.title, lang)))
            .collect();
        let named = |slug: &str| -> Said {
            let known = titles.iter().find(|(known, _)| *known == slug);
            match known {
                Some((_, title)) => title.clone(),
                None if slug.is_empty() => words::before_first(lang).into(),
                None => slug.into(),
            }
        };
        let slugs = || titles.iter().map(|(slug, _)| *slug);
        // In the order of the form, and behind it what only an older version asked.
        let mut places: Vec<&str> = std::iter::once("").chain(slugs()).collect();
        places.extend(
            left.keys()
                .copied()
                .filter(|slug| !places.contains(slug))
                .collect::<Vec<_>>(),
        );
        let at_places: Vec<i64> = places
            .iter()
            .map(|slug| left.get(slug).copied().unwrap_or_default())
            .collect();
        // What all together keeps back, no part tells.
        let (is_sent_known, is_left_known) = (of_life(0).is_some(), of_life(1).is_some());
        let whole: Vec<(&str, Option<i64>)> = places
            .iter()
            .zip(few::shown(&at_places))
            .map(|(place, count)| (*place, count.filter(|_| is_left_known)))
            .collect();
        let table = |names: &[(String, String)], figure: &str, of_sent: &str| {
            lines(names, &sums(figure), &sums(of_sent), is_sent_known)
        };
        let named_parts = |parts: &[Part]| -> Vec<(String, String)> {
            let parts = parts.iter();
            parts
                .map(|part| (part.name().to_owned(), part.title(lang).to_owned()))
                .collect()
        };
        let langs = table(&named_parts(&Part::langs()), "lang", "lang-sent");
        let widths = table(&named_parts(&Part::widths()), "width", "width-sent");
        let told = |lines| told::left(&counts, part, &whole, of_life(2).is_some(), lines);
        let at_places = match part {
            Part::Everyone => whole.iter().map(|(_, count)| *count).collect(),
            Part::Lang(_) => told(&langs),
            Part::Width(_) => told(&widths),
        };
        let mut newest_first: Vec<(String, String)> = sums("month")
            .keys()
            .map(|month| ((*month).to_owned(), (*month).to_owned()))
            .collect();
        newest_first.reverse();
        let mut months = table(&newest_first, "month", "month-sent");
        months.truncate(MONTHS);
        Self {
            life: [few::alone(all), of_life(0), of_life(1), of_life(2)],
            left: places
                .iter()
                .zip(at_places)
                .map(|(slug, count)| (named(slug), count))
                .collect(),
            minutes: slugs()
                .map(|slug| (named(slug), told::minutes(&counts, part, slug)))
                .collect(),
            langs,
            widths,
            months,
        }
    }
}

/// The counts of a figure by name, of a part.
pub(super) fn sums<'a>(counts: &[&'a Counted], part: Part, figure: &str) -> BTreeMap<&'a str, i64> {
    let (mut sums, part) = (BTreeMap::new(), part.word());
    let of_part = counts.iter().filter(|counted| counted.part == part);
    for counted in of_part.filter(|counted| counted.figure == figure) {
        *sums.entry(counted.name.as_str()).or_default() += counted.count;
    }
    sums
}

/// Lines of a table. Sent and not sent are parts of started: where one of them is few, or started is kept back, sent is
/// kept back, and with it so much of other lines that the whole does not tell it.
fn lines(
    names: &[(String, String)],
    started: &BTreeMap<&str, i64>,
    sent: &BTreeMap<&str, i64>,
    is_sent_known: bool,
) -> Vec<Line> {
    let count = |of: &BTreeMap<&str, i64>, key: &str| of.get(key).copied().unwrap_or_default();
    let all: Vec<i64> = names.iter().map(|(key, _)| count(started, key)).collect();
    let all = few::shown(&all);
    let rows: Vec<few::Row> = names
        .iter()
        .zip(&all)
        .map(|((key, _), all)| few::Row {
            is_open: is_sent_known && all.is_some(),
            counts: vec![count(sent, key), count(started, key) - count(sent, key)],
        })
        .collect();
    names
        .iter()
        .zip(all.into_iter().zip(few::rows(&rows)))
        .map(|((key, name), (all, is_shown))| Line {
            name: name.clone(),
            started: all,
            sent: is_shown.then(|| count(sent, key)),
        })
        .collect()
}

/// The whole minutes within which half of those who saved a page had done so.
pub(super) fn median(counts: &[&Counted], part: Part, slug: &str) -> Option<i64> {
    let part = part.word();
    let mut buckets: Vec<(i64, i64)> = counts
        .iter()
        .filter(|counted| {
            counted.part == part && counted.figure == "minutes" && counted.name == slug
        })
        .map(|counted| (counted.bucket, counted.count))
        .collect();
    buckets.sort_unstable();
    let all: i64 = buckets.iter().map(|(_, count)| count).sum();
    few::alone(all).filter(|all| *all > 0)?;
    let mut seen = 0;
    buckets.into_iter().find_map(|(minutes, count)| {
        seen += count;
        (seen * 2 >= all).then_some(minutes + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(figure: &str, name: &str, bucket: i64, count: i64) -> Counted {
        Counted {
            version: 1,
            part: String::new(),
            figure: figure.into(),
            name: name.into(),
            bucket,
            count,
        }
    }

    #[test]
    fn half_of_the_partners_need_no_more_than_the_median() {
        let counts = [
            counted("minutes", "about", 0, 3),
            counted("minutes", "about", 4, 3),
            counted("minutes", "about", 20, 1),
            counted("minutes", "need", 2, 4),
        ];
        let counts: Vec<&Counted> = counts.iter().collect();
        assert_eq!(median(&counts, Part::Everyone, "about"), Some(5));
        assert_eq!(
            median(&counts, Part::Everyone, "need"),
            None,
            "four are too few"
        );
        assert_eq!(median(&counts, Part::Everyone, "other"), None);
    }

    #[test]
    fn few_that_were_not_sent_are_not_found_from_those_that_were() {
        let names = [("en".to_owned(), "English".to_owned())];
        let of = |started, sent| {
            let (started, sent) = (
                BTreeMap::from([("en", started)]),
                BTreeMap::from([("en", sent)]),
            );
            let line = lines(&names, &started, &sent, true).remove(0);
            (line.started, line.sent)
        };
        assert_eq!(of(40, 30), (Some(40), Some(30)));
        assert_eq!(of(40, 38), (Some(40), None));
        assert_eq!(of(40, 40), (Some(40), Some(40)));
        assert_eq!(of(4, 4), (None, None));
        assert_eq!(of(40, 3), (Some(40), None));
    }
}
