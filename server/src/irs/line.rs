//! One line of a file of the Internal Revenue Service, as the organization it tells of.

use partnership::form::ein::Ein;
use store::irs::{Entry, List};

/// How the lines of a file are built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Commas, with the names of the columns on the first line: the places of number, name, city, state and
    /// subsection.
    Exempt([usize; 5]),
    /// Upright strokes, six columns.
    Deductible,
    /// Upright strokes, twelve columns.
    Revoked,
}

impl Shape {
    /// The shape that the first line tells.
    pub fn of(line: &str) -> Option<Self> {
        let columns = with_commas(line);
        let place = |name: &str| {
            columns
                .iter()
                .position(|column| column.trim().eq_ignore_ascii_case(name))
        };
        if let (Some(ein), Some(name)) = (place("EIN"), place("NAME")) {
            return Some(Self::Exempt([
                ein,
                name,
                place("CITY")?,
                place("STATE")?,
                place("SUBSECTION")?,
            ]));
        }
        let columns: Vec<&str> = line.split('|').collect();
        Ein::of_digits(columns.first()?.trim())?;
        match columns.len() {
            6 => Some(Self::Deductible),
            11..=13 => Some(Self::Revoked),
            _ => None,
        }
    }

    /// The list it is of.
    pub const fn list(&self) -> List {
        match self {
            Self::Exempt(_) => List::Exempt,
            Self::Deductible => List::Deductible,
            Self::Revoked => List::Revoked,
        }
    }

    /// Whether a line tells of no organization by its nature: a blank one, or the names of the columns.
    pub fn is_head(&self, line: &str) -> bool {
        line.trim().is_empty()
            || (matches!(self, Self::Exempt(_)) && Self::of(line).as_ref() == Some(self))
    }
}

/// The organization of a line; `None` when it cannot be read.
pub fn read(shape: &Shape, line: &str) -> Option<Entry> {
    let columns: Vec<String> = match shape {
        Shape::Exempt(_) => with_commas(line),
        _ => line.split('|').map(str::to_owned).collect(),
    };
    let column = |at: usize| columns.get(at).map(|text| text.trim().to_owned());
    let most = match shape {
        Shape::Exempt(_) => None,
        Shape::Deductible => Some(6..=6),
        Shape::Revoked => Some(11..=13),
    };
    if most.is_some_and(|most| !most.contains(&columns.len())) {
        return None;
    }
    let ([ein, name, city, state], note, reinstated) = match shape {
        Shape::Exempt([ein, name, city, state, note]) => {
            ([*ein, *name, *city, *state], column(*note)?, String::new())
        }
        Shape::Deductible => ([0, 1, 2, 3], column(5)?, String::new()),
        Shape::Revoked => ([0, 1, 4, 5], column(9)?, column(11).unwrap_or_default()),
    };
    let name = column(name).filter(|name| !name.is_empty())?;
    let place: Vec<String> = [column(city)?, column(state)?]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    Some(Entry {
        ein: Ein::of_digits(&column(ein)?)?,
        name,
        place: place.join(", "),
        note,
        reinstated,
    })
}

/// The columns of a line with commas, some in quotes.
fn with_commas(line: &str) -> Vec<String> {
    let mut columns = vec![String::new()];
    let (mut is_quoted, mut letters) = (false, line.chars().peekable());
    while let Some(letter) = letters.next() {
        let is_first = columns.last().is_some_and(String::is_empty);
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                push(&mut columns, '"');
            }
            '"' if is_quoted || is_first => is_quoted = !is_quoted,
            ',' if !is_quoted => columns.push(String::new()),
            letter => push(&mut columns, letter),
        }
    }
    columns
}

fn push(columns: &mut [String], letter: char) {
    if let Some(column) = columns.last_mut() {
        column.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "EIN,NAME,ICO,STREET,CITY,STATE,ZIP,GROUP,SUBSECTION,AFFILIATION,CLASSIFICATION,RULING,DEDUCTIBILITY,FOUNDATION,ACTIVITY,ORGANIZATION,STATUS,TAX_PERIOD,ASSET_CD,INCOME_CD,FILING_REQ_CD,PF_FILING_REQ_CD,ACCT_PD,ASSET_AMT,INCOME_AMT,REVENUE_AMT,NTEE_CD,SORT_NAME";

    #[test]
    fn each_file_is_known_by_its_first_line() {
        let exempt = Shape::of(HEAD).unwrap();
        assert_eq!(exempt, Shape::Exempt([0, 1, 4, 5, 8]));
        assert!(exempt.is_head(HEAD) && exempt.is_head("  "));
        let deductible = "000000001|Quillfeather Guild|Durham|NC|United States|PC";
        assert_eq!(Shape::of(deductible), Some(Shape::Deductible));
        let revoked =
            "000000002|LOST LANTERN||1 ELM ST|DURHAM|NC|27701|US|03|15-MAY-2015|08-NOV-2015|";
        assert_eq!(Shape::of(revoked), Some(Shape::Revoked));
        for other in [
            "",
            "hello",
            "a|b|c",
            "EIN,CITY",
            "x|y|z|a|b|c",
            "PK\u{3}\u{4}",
        ] {
            assert_eq!(Shape::of(other), None, "{other}");
        }
    }

    #[test]
    fn a_line_is_an_organization_or_bad() {
        let exempt = Shape::of(HEAD).unwrap();
        let line = "000000001,\"QUILLFEATHER, \"\"OLD\"\" GUILD\",% ANA,1 ELM ST,DURHAM,NC,27701-0000,0000,03,3,1000,200001,1,15,0,1,1,202312,0,0,1,0,12,,,,B92,";
        let entry = read(&exempt, line).unwrap();
        assert_eq!(entry.name, "QUILLFEATHER, \"OLD\" GUILD");
        assert_eq!(
            (entry.place.as_str(), entry.note.as_str()),
            ("DURHAM, NC", "03")
        );
        for bad in [
            "",
            "000000001",
            "00000001,A,,,DURHAM,NC,,,03",
            "0000000x1,A,,,DURHAM,NC,,,03",
            "000000000,A,,,DURHAM,NC,,,03",
            "000000001,,,,DURHAM,NC,,,03",
        ] {
            assert_eq!(read(&exempt, bad), None, "{bad}");
        }
        let revoked = "000000002|LOST LANTERN||1 ELM ST|DURHAM|NC|27701|US|03|15-MAY-2015|08-NOV-2015|01-JAN-2016";
        let entry = read(&Shape::Revoked, revoked).unwrap();
        assert_eq!(entry.note, "15-MAY-2015");
        assert_eq!(entry.reinstated, "01-JAN-2016");
        assert_eq!(read(&Shape::Deductible, revoked), None);
    }
}
