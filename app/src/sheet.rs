//! Sheets: rows as CSV that a spreadsheet opens without running anything.

/// Rows under a heading as CSV. A cell that a spreadsheet would take for a formula gets a `'` before it.
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

fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
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
}
