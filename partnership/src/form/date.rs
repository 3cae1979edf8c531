//! Days and amounts as people type them.

use super::Answers;
use crate::invalid::Problem;
use chrono::NaiveDate;

/// The day in the fields `key.month`, `key.day` and `key.year`. `Ok(None)` when all three are blank.
///
/// # Errors
/// The problem, with the field to mend.
pub fn day(answers: &Answers, key: &str) -> Result<Option<NaiveDate>, (String, Problem)> {
    let part = |name: &str| {
        (
            format!("{key}.{name}"),
            answers.text(&format!("{key}.{name}")).to_owned(),
        )
    };
    let parts = [part("month"), part("day"), part("year")];
    if parts.iter().all(|(_, typed)| typed.is_empty()) {
        return Ok(None);
    }
    if let Some((field, _)) = parts.iter().find(|(_, typed)| typed.is_empty()) {
        return Err((field.clone(), Problem::DateIncomplete));
    }
    let [(month_field, month), (day_field, day), (year_field, year)] = parts;
    let month = number(&month, 2, 1, 12).ok_or((month_field, Problem::NotDate))?;
    let year = number(&year, 4, 1900, 2200).ok_or((year_field, Problem::NotDate))?;
    let day_number = number(&day, 2, 1, 31).ok_or_else(|| (day_field.clone(), Problem::NotDate))?;
    i32::try_from(year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day_number))
        .map(Some)
        .ok_or((day_field, Problem::NotDate))
}

/// A number of digits only, at most `digits` of them: no sign.
fn number(typed: &str, digits: usize, min: u32, max: u32) -> Option<u32> {
    let plain = typed.len() <= digits && typed.bytes().all(|b| b.is_ascii_digit());
    typed
        .parse()
        .ok()
        .filter(|n| plain && (min..=max).contains(n))
}

/// Whole cents of an amount as people type it: `1,200`, `$1200.50`, `0`. `None` when it is no amount.
#[must_use]
pub fn cents(typed: &str) -> Option<i64> {
    let plain: String = typed
        .chars()
        .filter(|c| !matches!(c, '$' | ',' | ' '))
        .collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.is_empty() || whole.len() > 12 || part.len() > 2 {
        return None;
    }
    if !whole
        .bytes()
        .chain(part.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let part = format!("{part:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + part.parse::<i64>().ok()?)
}

/// A whole number as people type it: `1,200` is 1200. `None` when it is no whole number.
#[must_use]
pub fn whole(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(month: &str, day: &str, year: &str) -> Answers {
        [("d.month", month), ("d.day", day), ("d.year", year)]
            .into_iter()
            .map(|(k, v)| (k.to_owned(), vec![v.to_owned()]))
            .collect()
    }

    #[test]
    fn days_are_read_and_bad_parts_are_named() {
        let date = |m, d, y| day(&typed(m, d, y), "d");
        assert_eq!(date("", "", ""), Ok(None));
        assert_eq!(
            date("2", "29", "2028"),
            Ok(NaiveDate::from_ymd_opt(2028, 2, 29))
        );
        assert_eq!(
            date("2", "", "2028"),
            Err(("d.day".into(), Problem::DateIncomplete))
        );
        assert_eq!(
            date("13", "1", "2028"),
            Err(("d.month".into(), Problem::NotDate))
        );
        assert_eq!(
            date("2", "30", "2028"),
            Err(("d.day".into(), Problem::NotDate))
        );
        assert_eq!(
            date("2", "3", "28"),
            Err(("d.year".into(), Problem::NotDate))
        );
        assert_eq!(
            date("x", "3", "2028"),
            Err(("d.month".into(), Problem::NotDate))
        );
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, expected) in [
            ("0", Some(0)),
            ("1,200", Some(120_000)),
            ("$1200.5", Some(120_050)),
            ("12.34", Some(1234)),
            ("", None),
            ("-5", None),
            ("12.345", None),
            ("a", None),
            ("1.2.3", None),
            (".50", None),
            ("9999999999999", None),
        ] {
            assert_eq!(cents(text), expected, "{text:?}");
        }
    }
}
