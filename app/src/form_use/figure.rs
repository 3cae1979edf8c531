//! The figures of the page: counts put together over versions, with what is too small kept back.

use crate::ui::Said;
use crate::words::form_use as words;
use partnership::district::Profile;
use partnership::few;
use partnership::text::Lang;
use partnership::width::Width;
use std::collections::BTreeMap;
use store::form_use::Counted;

/// A line of a table: what it is of, how many were started and how many of these sent; `None` is kept back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) started: Option<i64>,
    pub(super) sent: Option<i64>,
}

/// The figures of one version of the profile. There are none of all versions together: what one version keeps back
/// would be the difference.
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
    pub(super) fn of(counts: &[Counted], version: u32, profile: &Profile, lang: Lang) -> Self {
        let counts = counts.iter().filter(|counted| counted.version == version);
        let counts: Vec<&Counted> = counts.collect();
        let sums = |figure: &str| sums(&counts, figure);
        let life = sums("life");
        let parts = LIFE.map(|part| life.get(part).copied().unwrap_or_default());
        let all: i64 = parts.iter().sum();
        let shown = few::shown(&parts);
        let part = |at: usize| shown.get(at).copied().flatten();
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
        let (is_sent_known, is_left_known) = (part(0).is_some(), part(1).is_some());
        let left = places
            .iter()
            .zip(few::shown(&at_places))
            .map(|(slug, count)| (named(slug), count.filter(|_| is_left_known)))
            .collect();
        let table = |names: &[(String, String)], figure: &str, of_sent: &str| {
            let mut lines = lines(names, &sums(figure), &sums(of_sent));
            lines
                .iter_mut()
                .for_each(|line| line.sent = line.sent.filter(|_| is_sent_known));
            lines
        };
        let minutes = slugs()
            .map(|slug| (named(slug), median(&counts, slug)))
            .collect();
        let lang_names = Lang::ALL.map(|of| (of.code().to_owned(), of.own_name().to_owned()));
        let mut width_names: Vec<(String, String)> = Width::ALL
            .map(|width| (width.word().to_owned(), width_name(width, lang).to_owned()))
            .to_vec();
        width_names.push((String::new(), words::unknown(lang).to_owned()));
        let mut months: Vec<(String, String)> = sums("month")
            .keys()
            .map(|month| ((*month).to_owned(), (*month).to_owned()))
            .collect();
        months.reverse();
        months.truncate(MONTHS);
        Self {
            life: [few::alone(all), part(0), part(1), part(2)],
            left,
            minutes,
            langs: table(&lang_names, "lang", "lang-sent"),
            widths: table(&width_names, "width", "width-sent"),
            months: table(&months, "month", "month-sent"),
        }
    }
}

const fn width_name(width: Width, lang: Lang) -> &'static str {
    match width {
        Width::Narrow => words::narrow(lang),
        Width::Middle => words::middle(lang),
        Width::Wide => words::wide(lang),
    }
}

/// The counts of a figure by name.
fn sums<'a>(counts: &[&'a Counted], figure: &str) -> BTreeMap<&'a str, i64> {
    let mut sums = BTreeMap::new();
    for counted in counts.iter().filter(|counted| counted.figure == figure) {
        *sums.entry(counted.name.as_str()).or_default() += counted.count;
    }
    sums
}

/// Lines of a table. Sent and not sent are parts of started, and are kept back together.
fn lines(
    names: &[(String, String)],
    started: &BTreeMap<&str, i64>,
    sent: &BTreeMap<&str, i64>,
) -> Vec<Line> {
    let count = |of: &BTreeMap<&str, i64>, key: &str| of.get(key).copied().unwrap_or_default();
    let column = |of: &BTreeMap<&str, i64>| -> Vec<Option<i64>> {
        let parts: Vec<i64> = names.iter().map(|(key, _)| count(of, key)).collect();
        few::shown(&parts)
    };
    let (all, ready) = (column(started), column(sent));
    names
        .iter()
        .zip(all.into_iter().zip(ready))
        .map(|((key, name), (all, ready))| {
            let rest = count(started, key) - count(sent, key);
            Line {
                name: name.clone(),
                started: all,
                // With both known, few that were not sent would be, too.
                sent: ready.filter(|_| all.is_none() || few::alone(rest).is_some()),
            }
        })
        .collect()
}

/// The whole minutes within which half of those who saved a page had done so.
fn median(counts: &[&Counted], slug: &str) -> Option<i64> {
    let mut buckets: Vec<(i64, i64)> = counts
        .iter()
        .filter(|counted| counted.figure == "minutes" && counted.name == slug)
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
        assert_eq!(median(&counts, "about"), Some(5));
        assert_eq!(median(&counts, "need"), None, "four are too few");
        assert_eq!(median(&counts, "other"), None);
    }

    #[test]
    fn few_that_were_not_sent_are_not_found_from_those_that_were() {
        let names = [("en".to_owned(), "English".to_owned())];
        let of = |started, sent| {
            let (started, sent) = (
                BTreeMap::from([("en", started)]),
                BTreeMap::from([("en", sent)]),
            );
            let line = lines(&names, &started, &sent).remove(0);
            (line.started, line.sent)
        };
        assert_eq!(of(40, 30), (Some(40), Some(30)));
        assert_eq!(of(40, 38), (Some(40), None));
        assert_eq!(of(40, 40), (Some(40), Some(40)));
        assert_eq!(of(4, 4), (None, None));
        assert_eq!(of(40, 3), (Some(40), None));
    }
}
