//! Findings as a table that reads well in a terminal: line, key, what to do.

use super::Finding;

/// A key that is longer than this does not widen its column.
const WIDEST: usize = 44;

/// A finding on a line of its own, in columns, with a heading. Lines are separated by line breaks.
pub(super) fn drawn(findings: &[Finding]) -> String {
    let heading = ("line", "key", "what to do");
    let rows: Vec<(String, &str, &str)> = findings
        .iter()
        .map(|finding| {
            (
                finding.line.to_string(),
                finding.key.as_str(),
                finding.say.as_str(),
            )
        })
        .collect();
    let widest = |lengths: &mut dyn Iterator<Item = usize>, least: usize| {
        lengths
            .filter(|length| *length <= WIDEST)
            .max()
            .unwrap_or(0)
            .max(least)
    };
    let number = widest(
        &mut rows.iter().map(|(line, ..)| line.len()),
        heading.0.len(),
    );
    let key = widest(
        &mut rows.iter().map(|(_, key, _)| key.chars().count()),
        heading.1.len(),
    );
    let row =
        |line: &str, name: &str, say: &str| format!("  {line:>number$}  {name:<key$}  {say}\n");
    let mut table = row(heading.0, heading.1, heading.2);
    table.push_str(&row(
        &"-".repeat(number),
        &"-".repeat(key),
        &"-".repeat(heading.2.len()),
    ));
    for (line, name, say) in &rows {
        table.push_str(&row(line, name, say));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_stand_below_each_other() {
        let finding = |line, key: &str, say: &str| Finding {
            line,
            key: key.to_owned(),
            say: say.to_owned(),
        };
        let table = drawn(&[
            finding(7, "a", "mend it"),
            finding(1204, "office.name", "add it"),
        ]);
        assert_eq!(
            table,
            "  line  key          what to do\n\
             \x20 ----  -----------  ----------\n\
             \x20    7  a            mend it\n\
             \x20 1204  office.name  add it\n"
        );
    }
}
