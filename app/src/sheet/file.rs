//! Whole lists as files: for a spreadsheet, as CSV or XLSX, and as a page to print.

use super::{begins_formula, csv};
use crate::error::AppError;
use crate::ui::{date, escaped};
use chrono::{Datelike, NaiveDate};
use partnership::text::Lang;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// The cell as a program reads it: days are written as `2027-05-03`.
    fn plain(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }

    /// The cell as people read it.
    fn read(self, lang: Lang) -> String {
        match self {
            Self::Number(number) => date::grouped(number),
            Self::Day(day) => date::day(day, lang),
            other => other.plain(),
        }
    }
}

/// What kind of file a list becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text that every spreadsheet opens.
    Csv,
    /// A workbook.
    Xlsx,
    /// A page to print.
    Html,
}

impl Kind {
    /// The kind of a file's ending.
    #[must_use]
    pub fn from_ending(ending: &str) -> Option<Self> {
        match ending {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "html" => Some(Self::Html),
            _ => None,
        }
    }
}

/// A list that becomes a file.
#[derive(Debug)]
pub struct Sheet {
    /// The language of whoever takes it.
    pub lang: Lang,
    /// The day of which it is.
    pub day: NaiveDate,
    /// What it is a list of.
    pub title: String,
    /// What it holds: its day and its filters, a line each.
    pub notes: Vec<String>,
    /// The words of the link back to the list, and its address.
    pub back: (String, String),
    /// The headings.
    pub heading: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The bytes of the file. Takes its time for many rows: not for a thread that answers others, too.
    ///
    /// # Errors
    /// [`AppError::Internal`] when the workbook cannot be written.
    pub fn made(self, kind: Kind) -> Result<Vec<u8>, AppError> {
        match kind {
            Kind::Csv => {
                let heading: Vec<&str> = self.heading.iter().map(String::as_str).collect();
                let rows = self
                    .rows
                    .into_iter()
                    .map(|row| row.into_iter().map(Cell::plain).collect());
                // A spreadsheet takes the text for UTF-8 when it begins with this mark.
                Ok(format!("\u{feff}{}", csv(&heading, rows)).into_bytes())
            }
            Kind::Xlsx => workbook(self).map_err(|error| {
                tracing::error!(%error, "a workbook could not be written");
                AppError::Internal(String::new())
            }),
            Kind::Html => Ok(page(self).into_bytes()),
        }
    }
}

fn workbook(sheet: Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    if let Some(at) = moment(sheet.day) {
        // Nothing of the clock: the same list is the same file all day.
        book.set_properties(&DocProperties::new().set_creation_datetime(&at));
    }
    let page = book.add_worksheet();
    // A name of a sheet has at most 31 letters.
    page.set_name(sheet.title.chars().take(31).collect::<String>())?;
    let bold = Format::new()
        .set_bold()
        .set_border_bottom(FormatBorder::Thin);
    let (day, quoted) = (
        Format::new().set_num_format("yyyy-mm-dd"),
        Format::new().set_quote_prefix(),
    );
    let columns = u16::try_from(sheet.heading.len()).unwrap_or(u16::MAX);
    for (at, heading) in (0..).zip(&sheet.heading) {
        page.write_string_with_format(0, at, heading, &bold)?;
        page.set_column_width(at, 18)?;
    }
    let mut last = 0;
    for (at, row) in (1..).zip(sheet.rows) {
        for (column, cell) in (0..).zip(row) {
            write(page, (at, column), cell, &day, &quoted)?;
        }
        last = at;
    }
    page.set_freeze_panes(1, 1)?;
    if last > 0 && columns > 0 {
        page.autofilter(0, 0, last, columns - 1)?;
    }
    book.save_to_buffer()
}

/// Writes a cell. Text stays text, and what a spreadsheet would take for a formula is marked as text besides.
fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: Cell,
    day: &Format,
    quoted: &Format,
) -> Result<(), XlsxError> {
    // The most that a cell of a workbook holds.
    const MOST: usize = 32_000;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let text: String = text.chars().take(MOST).collect();
            if begins_formula(&text) {
                page.write_string_with_format(row, column, text, quoted)?;
            } else {
                page.write_string(row, column, text)?;
            }
        }
        Cell::Number(number) => {
            // Counts are far below where such a number is no longer exact.
            #[allow(clippy::cast_precision_loss)]
            page.write_number(row, column, number as f64)?;
        }
        Cell::Day(on) => {
            match moment(on) {
                Some(at) => page.write_datetime_with_format(row, column, at, day)?,
                // A day that no workbook knows stays text.
                None => page.write_string(row, column, on.to_string())?,
            };
        }
    }
    Ok(())
}

/// A day as workbooks write it; they know none before 1900.
fn moment(day: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, date) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    ExcelDateTime::from_ymd(year, month, date).ok()
}

/// A plain page with the table alone.
fn page(sheet: Sheet) -> String {
    let lang = sheet.lang;
    let mut html = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"/pkg/trellis.css\"></head>\
         <body class=\"paper office\"><main><p class=\"no-print\"><a href=\"{}\">{}</a></p><h1>{title}</h1>",
        lang.code(),
        attribute(&sheet.back.1),
        escaped(&sheet.back.0),
        title = escaped(&sheet.title),
    );
    for note in &sheet.notes {
        html.push_str(&format!("<p>{}</p>", escaped(note)));
    }
    html.push_str("<table class=\"table\"><thead><tr>");
    for heading in &sheet.heading {
        html.push_str(&format!("<th scope=\"col\">{}</th>", escaped(heading)));
    }
    html.push_str("</tr></thead><tbody>");
    for row in sheet.rows {
        html.push_str("<tr>");
        for (at, cell) in row.into_iter().enumerate() {
            if at == 0 {
                let name = escaped(&cell.read(lang));
                html.push_str(&format!("<th scope=\"row\">{name}</th>"));
                continue;
            }
            let class = if matches!(cell, Cell::Number(_)) {
                " class=\"table__number\""
            } else {
                ""
            };
            html.push_str(&format!("<td{class}>{}</td>", escaped(&cell.read(lang))));
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table></main></body></html>");
    html
}

fn attribute(text: &str) -> String {
    escaped(text).replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let text = |text: &str| Cell::Text(text.to_owned());
        Sheet {
            lang: Lang::En,
            day: NaiveDate::from_ymd_opt(2027, 5, 3).unwrap(),
            title: "Applications".into(),
            notes: vec!["Words: <b>".into()],
            back: (
                "Back".into(),
                "/office/applications?words=%3Cb%3E&page=2".into(),
            ),
            heading: vec!["Name".into(), "Sent".into(), "Students".into()],
            rows: vec![
                vec![
                    text("=1+1 <i>"),
                    Cell::Day(NaiveDate::from_ymd_opt(2027, 5, 3).unwrap()),
                    Cell::Number(1200),
                ],
                vec![text("Guild"), Cell::Empty, Cell::Number(7)],
            ],
        }
    }

    #[test]
    fn a_page_to_print_shows_text_as_text_and_days_as_people_read_them() {
        let page = String::from_utf8(sheet().made(Kind::Html).unwrap()).unwrap();
        for part in [
            "<th scope=\"row\">=1+1 &lt;i&gt;</th><td>May 3, 2027</td><td class=\"table__number\">1,200</td>",
            "<p>Words: &lt;b&gt;</p>",
            "href=\"/office/applications?words=%3Cb%3E&amp;page=2\"",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }

    #[test]
    fn the_same_cells_stand_in_every_kind_of_file() {
        let csv = String::from_utf8(sheet().made(Kind::Csv).unwrap()).unwrap();
        assert_eq!(
            csv,
            "\u{feff}Name,Sent,Students\r\n'=1+1 <i>,2027-05-03,1200\r\nGuild,,7\r\n"
        );
        let book = sheet().made(Kind::Xlsx).unwrap();
        assert!(book.starts_with(b"PK"), "a workbook is a packed folder");
    }
}
