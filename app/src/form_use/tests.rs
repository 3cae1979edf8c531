//! What the page keeps back is not found from what it shows: tried on many small tables by somebody who reads every
//! part and reckons.

use super::figure::{Figures, Line};
use super::part::Part;
use partnership::district::Profile;
use partnership::few;
use partnership::text::Lang;
use store::form_use::Counted;

fn profile() -> Profile {
    let text = include_str!("../../../server/profiles/durham-1.toml");
    toml::from_str::<Profile>(text).unwrap().resolved()
}

/// What became of the applications here: sent, open, and left at three places.
const PLACES: [&str; 3] = ["", "organization", "contact"];
const FATES: usize = 2 + PLACES.len();

/// How many applications there are by what became of them and by part.
type Table = Vec<Vec<i64>>;

fn counted(part: &str, figure: &str, name: &str, count: i64) -> Counted {
    Counted {
        version: 1,
        part: part.to_owned(),
        figure: figure.to_owned(),
        name: name.to_owned(),
        bucket: 0,
        count,
    }
}

/// The counts as the store makes them of a table whose columns are these parts.
fn counts(table: &Table, parts: &[Part]) -> Vec<Counted> {
    let kind = if parts == Part::langs() {
        "lang"
    } else {
        "width"
    };
    let sum = |fate: usize| table[fate].iter().sum::<i64>();
    let left: i64 = (2..FATES).map(sum).sum();
    let mut counts = vec![
        counted("", "life", "sent", sum(0)),
        counted("", "life", "open", sum(1)),
        counted("", "life", "left", left),
    ];
    for (at, part) in parts.iter().enumerate() {
        let all = table.iter().map(|row| row[at]).sum();
        counts.push(counted("", kind, part.name(), all));
        let sent = format!("{kind}-sent");
        counts.push(counted("", &sent, part.name(), table[0][at]));
        for (place, row) in PLACES.iter().zip(&table[2..]) {
            counts.push(counted(&part.word(), "left-at", place, row[at]));
        }
    }
    for (at, place) in PLACES.iter().enumerate() {
        counts.push(counted("", "left-at", place, sum(2 + at)));
    }
    counts
}

/// A sum of some places of the table, and what is known of it.
struct Sum {
    places: Vec<usize>,
    least: i64,
    is_known: bool,
}

/// All that the page shows of a table, as sums; and every count that is few, which nobody may find.
struct Seen {
    sums: Vec<Sum>,
    secrets: Vec<Vec<usize>>,
    /// How many counts of parts of what was left are shown, zeros aside.
    told: usize,
}

fn seen(table: &Table, parts: &[Part], profile: &Profile) -> Seen {
    let wide = parts.len();
    let flat: Vec<i64> = table.concat();
    let counts = counts(table, parts);
    let figures = |part| Figures::of(&counts, 1, part, profile, Lang::En);
    let everyone = figures(Part::Everyone);
    let row = |fate: usize| (fate * wide..(fate + 1) * wide).collect::<Vec<_>>();
    let column = |at: usize| (0..FATES).map(|fate| fate * wide + at).collect::<Vec<_>>();
    let mut sums = Vec::new();
    let mut secrets: Vec<Vec<usize>> = (0..flat.len()).map(|place| vec![place]).collect();
    // Where zeros of a column are shown, what is kept back is at least one.
    let mut add = |places: Vec<usize>, shown: Option<i64>, least: i64| {
        let sum: i64 = places.iter().map(|place| flat[*place]).sum();
        assert!(
            shown.is_none_or(|shown| shown == sum),
            "{shown:?} is not {sum}: {table:?}"
        );
        assert!(
            shown.is_none_or(|shown| few::alone(shown).is_some()),
            "few are shown: {table:?}"
        );
        secrets.push(places.clone());
        sums.push(Sum {
            places,
            least,
            is_known: shown.is_some(),
        });
    };
    let left = (2..FATES).flat_map(row).collect::<Vec<_>>();
    let [all, sent, gone, open] = everyone.life;
    let least = |known: bool| i64::from(known);
    let of_life = least(sent.or(gone).or(open).is_some());
    add((0..flat.len()).collect(), all, 1);
    add(row(0), sent, of_life);
    add(row(1), open, of_life);
    add(left.clone(), gone, of_life);
    let is_some_place = everyone.left.iter().any(|(_, count)| count.is_some());
    for at in 0..PLACES.len() {
        add(row(2 + at), everyone.left[at].1, least(is_some_place));
    }
    let lines: &[Line] = if wide == 2 {
        &everyone.langs
    } else {
        &everyone.widths
    };
    let is_some_line = lines.iter().any(|line| line.started.is_some());
    let mut told = 0;
    for (at, part) in parts.iter().enumerate() {
        add(column(at), lines[at].started, least(is_some_line));
        add(vec![at], lines[at].sent, 0);
        let of_part = figures(*part);
        for place in 0..PLACES.len() {
            let shown = of_part.left[place].1;
            told += usize::from(shown.is_some_and(|shown| shown > 0));
            add(vec![(2 + place) * wide + at], shown, 0);
        }
    }
    for at in 0..wide {
        secrets.push((1..FATES).map(|fate| fate * wide + at).collect());
        secrets.push((2..FATES).map(|fate| fate * wide + at).collect());
    }
    secrets.retain(|places| {
        let sum = places.iter().map(|place| flat[*place]).sum();
        few::alone(sum).is_none()
    });
    Seen {
        sums,
        secrets,
        told,
    }
}

/// Whether one more, one less or as many at each place make another table that looks the same and whose secret differs.
/// At so many places at most.
fn could_differ(
    flat: &[i64],
    sums: &[Sum],
    secret: &[usize],
    most: usize,
    steps: &mut Vec<i64>,
) -> bool {
    let at = steps.len();
    for sum in sums
        .iter()
        .filter(|sum| sum.places.last() == at.checked_sub(1).as_ref())
    {
        let change: i64 = sum.places.iter().map(|place| steps[*place]).sum();
        let was: i64 = sum.places.iter().map(|place| flat[*place]).sum();
        let is_sound = if sum.is_known {
            change == 0
        } else {
            was + change >= sum.least
        };
        if !is_sound {
            return false;
        }
    }
    if at == flat.len() {
        return secret.iter().map(|place| steps[*place]).sum::<i64>() != 0;
    }
    [0, 1, -1]
        .into_iter()
        .filter(|step| flat[at] + step >= 0 && (*step == 0 || most > 0))
        .any(|step| {
            steps.push(step);
            let most = most - usize::from(step != 0);
            let is_found = could_differ(flat, sums, secret, most, steps);
            steps.pop();
            is_found
        })
}

/// Numbers that look as if by chance, and are the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % end
    }

    /// A table in which counts are more often few or more often many.
    fn table(&mut self, wide: usize) -> Table {
        let many = self.below(10);
        let mut count = || match self.below(10) {
            kind if kind < many => 5 + self.below(20),
            kind if kind % 2 == 0 => 0,
            _ => 1 + self.below(6),
        };
        (0..FATES)
            .map(|_| (0..wide).map(|_| count()).collect())
            .collect()
    }
}

fn try_tables(parts: &[Part], tables: usize) {
    let profile = profile();
    let mut chance = Chance(7);
    let (mut told, mut secrets) = (0, 0);
    for _ in 0..tables {
        let table = chance.table(parts.len());
        let flat = table.concat();
        let seen = seen(&table, parts, &profile);
        if seen.told > 0 {
            told += 1;
            secrets += seen.secrets.len();
        }
        for secret in &seen.secrets {
            assert!(
                [4, 6, flat.len()]
                    .into_iter()
                    .any(|most| { could_differ(&flat, &seen.sums, secret, most, &mut Vec::new()) }),
                "the places {secret:?} of {table:?} are found from what is shown"
            );
        }
    }
    assert!(
        told > tables / 20,
        "only {told} of {tables} tables show any part"
    );
    assert!(
        secrets > tables / 20,
        "only {secrets} secrets stand beside parts that are shown"
    );
}

#[test]
fn nobody_finds_few_from_the_languages_and_the_whole() {
    try_tables(&Part::langs(), 2000);
}

#[test]
fn nobody_finds_few_from_the_widths_and_the_whole() {
    try_tables(&Part::widths(), 1000);
}

/// Where applications of a part were left.
fn left(table: [[i64; 2]; FATES], part: Part) -> Vec<Option<i64>> {
    let table: Table = table.map(|row| row.to_vec()).to_vec();
    let counts = counts(&table, &Part::langs());
    let figures = Figures::of(&counts, 1, part, &profile(), Lang::En);
    let left = figures.left.into_iter().take(PLACES.len());
    left.map(|(_, count)| count).collect()
}

const ENGLISH: Part = Part::Lang(Lang::En);
const SPANISH: Part = Part::Lang(Lang::Es);

#[test]
fn a_page_is_told_of_for_each_language_or_for_none() {
    // Two in Spanish left at the second place would be the difference; it takes the smallest other place with it.
    let table = [[50, 20], [0, 0], [9, 7], [30, 2], [40, 30]];
    assert_eq!(left(table, Part::Everyone), [Some(16), Some(32), Some(70)]);
    assert_eq!(left(table, ENGLISH), [None, None, Some(40)]);
    assert_eq!(left(table, SPANISH), [None, None, Some(30)]);
    let table = [[50, 20], [0, 0], [9, 7], [30, 0], [40, 30]];
    assert_eq!(left(table, ENGLISH), [Some(9), Some(30), Some(40)]);
    assert_eq!(left(table, SPANISH), [Some(7), Some(0), Some(30)]);
}

#[test]
fn few_that_are_open_are_not_found_from_started_sent_and_left() {
    let table = [[50, 20], [30, 2], [9, 7], [30, 20], [40, 30]];
    assert_eq!(left(table, Part::Everyone), [Some(16), Some(50), Some(70)]);
    assert_eq!(left(table, SPANISH), [None, Some(20), Some(30)]);
}

#[test]
fn few_that_were_sent_are_not_found_from_started_and_left() {
    // None is open: what Spanish started, less what was left, would be what was sent.
    let table = [[50, 2], [0, 0], [9, 7], [30, 20], [40, 30]];
    assert_eq!(left(table, Part::Everyone), [Some(16), Some(50), Some(70)]);
    assert_eq!(left(table, SPANISH), [None; 3]);
    assert_eq!(left(table, ENGLISH), [None; 3]);
}

#[test]
fn what_everyone_keeps_back_no_part_shows() {
    // Three were sent, so that how many were left is kept back.
    let table = [[3, 0], [0, 0], [9, 7], [30, 20], [40, 30]];
    for part in [Part::Everyone, ENGLISH, SPANISH] {
        assert_eq!(left(table, part), [None; 3], "{part:?}");
    }
    // One place has few and takes another with it.
    let table = [[50, 20], [0, 0], [3, 0], [30, 20], [40, 30]];
    assert_eq!(left(table, Part::Everyone), [None, None, Some(70)]);
    assert_eq!(left(table, ENGLISH), [None, None, Some(40)]);
}

#[test]
fn minutes_are_told_of_for_each_language_or_for_none() {
    let saved = |part: &str, bucket, count| Counted {
        bucket,
        ..counted(part, "minutes", "organization", count)
    };
    let minutes = |spanish: i64, part: Part| {
        let counts = [
            saved("", 3, 20),
            saved("", 9, spanish),
            saved("lang:en", 3, 20),
            saved("lang:es", 9, spanish),
        ];
        let figures = Figures::of(&counts, 1, part, &profile(), Lang::En);
        figures.minutes[0].1
    };
    assert_eq!(minutes(5, Part::Everyone), Some(4));
    assert_eq!(minutes(5, SPANISH), Some(10));
    assert_eq!(minutes(5, ENGLISH), Some(4));
    assert_eq!(minutes(4, Part::Everyone), Some(4));
    assert_eq!(minutes(4, SPANISH), None);
    assert_eq!(minutes(4, ENGLISH), None, "the rest of everyone are four");
    assert_eq!((minutes(0, ENGLISH), minutes(0, SPANISH)), (Some(4), None));
}

#[test]
fn each_part_has_a_word_of_its_own() {
    let all = Part::all();
    let words: std::collections::BTreeSet<String> = all.iter().map(|part| part.word()).collect();
    assert_eq!(words.len(), all.len());
    assert_eq!(
        SPANISH.href(".csv", 2),
        "/office/form-use.csv?version=2&of=lang:es"
    );
}
