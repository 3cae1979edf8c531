//! What is wrong with an answer, as one sentence that says what to do.

use super::date::{day, grouped, number};
use crate::words::{file, problem as words};
use partnership::invalid::{FileFault, Problem};
use partnership::look::{self, LogoProblem};
use partnership::text::Lang;

/// The sentence for a problem with the field of this label: the same in the summary and at the field.
#[must_use]
pub fn sentence(problem: &Problem, label: &str, lang: Lang) -> String {
    match problem {
        Problem::Missing => words::missing(lang, label),
        Problem::TooLong { over, limit } => {
            words::too_long(lang, *over, label, grouped(saturating(*limit)))
        }
        Problem::NotEmail => words::not_email(lang, label),
        Problem::NotPhone => words::not_phone(lang, label),
        Problem::NotEin => words::not_ein(lang, label),
        Problem::NotWeb => words::not_web(lang, label),
        Problem::NotWhole => words::not_whole(lang, label),
        Problem::NotMoney => words::not_money(lang, label),
        Problem::TooSmall { min } => words::too_small(lang, label, number(*min)),
        Problem::TooLarge { max } => words::too_large(lang, label, number(*max)),
        Problem::DateIncomplete => words::date_incomplete(lang, label),
        Problem::NotDate => words::not_date(lang, label),
        Problem::DatePast => words::date_past(lang, label),
        Problem::DateBefore { day: began } => words::date_before(lang, day(*began, lang), label),
        Problem::NotTime => words::not_time(lang, label),
        Problem::EndsBefore => words::ends_before(lang, label),
        Problem::NotChoice => words::not_choice(lang, label),
        Problem::TooFew { min } => words::too_few(lang, *min, label),
        Problem::TooMany { max } => words::too_many(lang, *max, label),
        Problem::NotAccepted => words::not_accepted(lang, label),
        Problem::Files(files) => {
            let sentences = files
                .iter()
                .map(|(name, fault)| file_sentence(name, fault, label, lang));
            sentences.collect::<Vec<_>>().join("; ")
        }
        Problem::NotState => words::not_state(lang, label),
        Problem::NotZip => words::not_zip(lang, label),
        Problem::NotColor => words::not_color(lang, label),
        Problem::NotLogo(problem) => logo(*problem, label, lang),
    }
}

fn logo(problem: LogoProblem, label: &str, lang: Lang) -> String {
    match problem {
        LogoProblem::Svg => words::logo_svg(lang, label),
        LogoProblem::NotPicture => words::logo_not_picture(lang, label),
        LogoProblem::Heavy => {
            words::logo_heavy(lang, label, grouped(saturating(look::MOST_BYTES / 1_000)))
        }
        LogoProblem::Long => words::logo_long(lang, label, grouped(i64::from(look::LONGEST_SIDE))),
        LogoProblem::Short => {
            words::logo_short(lang, label, grouped(i64::from(look::SHORTEST_SIDE)))
        }
        LogoProblem::Broken => words::logo_broken(lang, label),
    }
}

/// The sentence for a file that cannot be taken.
fn file_sentence(name: &str, fault: &FileFault, label: &str, lang: Lang) -> String {
    match fault {
        FileFault::Type => file::other_type(lang, label, name),
        FileFault::Photo => file::photo(lang, label, name),
        FileFault::Differs => file::differs(lang, label, name),
        FileFault::Damaged => file::damaged(lang, label, name),
        FileFault::Empty => file::empty(lang, label, name),
        FileFault::Large { megabytes } => file::large(lang, label, megabytes, name),
        FileFault::Unpacked => file::unpacked(lang, label, name),
        FileFault::Macros => file::macros(lang, label, name),
        FileFault::Flagged => file::flagged(lang, label, name),
        FileFault::Unchecked => file::unchecked(lang, label, name),
        FileFault::TooMany { max } => file::too_many(lang, label, max, name),
        FileFault::ApplicationFull => file::application_full(lang, label, name),
        FileFault::DistrictFull => file::district_full(lang, label, name),
        FileFault::NoneChosen => file::none_chosen(lang, label),
    }
}

fn saturating(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<Problem> {
        let faults = [
            FileFault::Type,
            FileFault::Photo,
            FileFault::Differs,
            FileFault::Damaged,
            FileFault::Empty,
            FileFault::Large { megabytes: 10 },
            FileFault::Unpacked,
            FileFault::Macros,
            FileFault::Flagged,
            FileFault::Unchecked,
            FileFault::TooMany { max: 3 },
            FileFault::ApplicationFull,
            FileFault::DistrictFull,
            FileFault::NoneChosen,
        ];
        let files = faults.map(|fault| Problem::Files(vec![("a.pdf".to_owned(), fault)]));
        let before = Problem::DateBefore {
            day: chrono::NaiveDate::from_ymd_opt(2027, 5, 3).unwrap(),
        };
        let every = EVERY.iter().cloned().chain(files);
        every.chain([before]).collect()
    }

    const EVERY: [Problem; 28] = [
        Problem::Missing,
        Problem::TooLong {
            over: 12,
            limit: 2000,
        },
        Problem::NotEmail,
        Problem::NotPhone,
        Problem::NotEin,
        Problem::NotTime,
        Problem::EndsBefore,
        Problem::NotWeb,
        Problem::NotWhole,
        Problem::NotMoney,
        Problem::TooSmall { min: 1 },
        Problem::TooLarge { max: 100_000 },
        Problem::DateIncomplete,
        Problem::NotDate,
        Problem::DatePast,
        Problem::NotChoice,
        Problem::TooFew { min: 2 },
        Problem::TooMany { max: 3 },
        Problem::NotAccepted,
        Problem::NotState,
        Problem::NotZip,
        Problem::NotColor,
        Problem::NotLogo(LogoProblem::Svg),
        Problem::NotLogo(LogoProblem::NotPicture),
        Problem::NotLogo(LogoProblem::Heavy),
        Problem::NotLogo(LogoProblem::Long),
        Problem::NotLogo(LogoProblem::Short),
        Problem::NotLogo(LogoProblem::Broken),
    ];

    #[test]
    fn sentences_say_what_to_do_and_never_scold() {
        let banned = [
            "please",
            "sorry",
            "valid",
            "oops",
            "is required",
            "select an option",
            "wrong",
            "fail",
            "must",
            "*",
            "por favor",
            "lo sentimos",
            "válid",
            "ups",
            "obligatori",
            "seleccione una opción",
            "error",
            "incorrect",
            "debe",
        ];
        for lang in Lang::ALL {
            let mut seen: Vec<String> = Vec::new();
            for problem in &every() {
                let text = sentence(problem, "Label", lang);
                for word in banned {
                    assert!(
                        !text.to_lowercase().contains(word),
                        "{text:?} says {word:?}"
                    );
                }
                assert!(text.contains("Label"), "{text:?} does not name its field");
                assert!(!text.ends_with('.'), "{text:?} ends with a full stop");
                assert!(!seen.contains(&text), "{text:?} stands for two problems");
                seen.push(text);
            }
        }
    }

    #[test]
    fn sentences_name_the_numbers() {
        let say = |problem, lang| sentence(&problem, "About", lang);
        assert_eq!(
            say(
                Problem::TooLong {
                    over: 1,
                    limit: 2000
                },
                Lang::En
            ),
            "Shorten “About” by 1 character: it holds up to 2,000"
        );
        assert_eq!(
            say(
                Problem::TooLong {
                    over: 12,
                    limit: 200
                },
                Lang::Es
            ),
            "Acorte «About» en 12 caracteres: caben hasta 200"
        );
        assert_eq!(
            say(Problem::TooLarge { max: 100_000 }, Lang::En),
            "Enter 100,000 or less in “About”"
        );
        assert_eq!(
            say(Problem::TooFew { min: 1 }, Lang::En),
            "Choose at least 1 answer in “About”"
        );
    }
}
