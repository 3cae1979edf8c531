//! Sheets: rows as CSV that a spreadsheet opens without running anything.

mod file;

pub use file::{Cell, Kind, Sheet};

/// Rows under a heading as CSV. What a spreadsheet would take for a formula gets a `'` before it: at the
/// beginning of a cell, and inside it where one that separates cells otherwise would begin a new one.
#[must_use]
pub fn csv(heading: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut lines = line(heading.iter().map(|cell| (*cell).to_owned()));
    for row in rows {
        lines.push_str(&line(row));
    }
    lines
}

fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|cell| quoted(&harmless(cell)))
        .collect();
    format!("{}\r\n", cells.join(","))
}

/// What begins a formula; the wide ones do so in some languages.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// What can separate cells or rows, but for the comma, which the quotes around the cell take care of.
const BREAKS: [char; 5] = [';', '\t', '\n', '\r', '|'];

fn harmless(cell: String) -> String {
    let mut safe = String::with_capacity(cell.len() + 1);
    let mut rest = cell.as_str();
    if rest.starts_with(BREAKS) || begins_formula(rest) {
        safe.push('\'');
    }
    while let Some(at) = rest.find(BREAKS) {
        let (before, after) = rest.split_at(at + 1);
        safe.push_str(before);
        if begins_formula(after) {
            safe.push('\'');
        }
        rest = after;
    }
    safe.push_str(rest);
    safe
}

/// Whether a cell of this text would be a formula, quotes and blanks before it left out.
fn begins_formula(text: &str) -> bool {
    text.trim_start_matches([' ', '"']).starts_with(SIGNS)
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_the_row() {
        let sheet = csv(&["a", "b"], [vec!["=1+1".into(), "x,\"y\"\nz".into()]]);
        assert_eq!(sheet, "a,b\r\n'=1+1,\"x,\"\"y\"\"\nz\"\r\n");
    }

    #[test]
    fn no_formula_begins_where_another_spreadsheet_separates_cells() {
        for (cell, safe) in [
            ("a;=1+1", "a;'=1+1"),
            ("a\t@now", "a\t'@now"),
            ("a\n=1\r\n-2", "a\n'=1\r\n'-2"),
            ("a; \"=1\"", "a;' \"=1\""),
            (";=1", "';'=1"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            (" =1", "' =1"),
            ("a - b; c = d", "a - b; c = d"),
            ("Tu-Th; 3–5", "Tu-Th; 3–5"),
        ] {
            assert_eq!(super::harmless(cell.to_owned()), safe, "{cell:?}");
        }
    }
}
