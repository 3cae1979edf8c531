//! Files of the demonstration: a page that says what would stand in it, stored as one that a partner sends.

use super::Demo;
use anyhow::Context;
use chrono::{DateTime, Utc};
use partnership::form::file::{FileType, clean_name};
use partnership::form::{Answers, Kind, Step};
use partnership::id::ApplicationId;
use partnership::text::Lang;
use store::Asker;
use store::upload::{Arrived, Place, Room};

/// A demonstration is never short of room.
const ROOM: Room = Room {
    application: u64::MAX / 2,
    district: u64::MAX / 2,
};

impl Demo<'_> {
    /// Hands in one file for each question of the step that asks for some, where the organization of this number
    /// has any.
    pub(super) async fn hand_in(
        &self,
        number: u32,
        (owner, application): (&Asker, &ApplicationId),
        step: &Step,
        answers: &Answers,
        at: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        // Not everybody has everything at hand.
        let mut path = self.profile.form.path(answers);
        if number % 4 == 1 || !path.any(|asked| asked.slug == step.slug) {
            return Ok(());
        }
        let mut files = Vec::new();
        for question in step.asked(answers) {
            let Kind::File { types, max, .. } = &question.kind else {
                continue;
            };
            if !types.contains(&FileType::Pdf) {
                continue;
            }
            let title = question.label.get(Lang::En);
            let mut part = self.store.begin_file().await?;
            let lines = [title, "A demonstration: nothing here is about anybody."];
            part.write(&page(&lines)).await.context("writing a file")?;
            part.flush().await.context("writing a file")?;
            files.push(Arrived {
                field: question.key.clone(),
                max: *max,
                name: clean_name(&format!("{title}.pdf")),
                kind: FileType::Pdf,
                part,
            });
        }
        let place = Place {
            application,
            slug: &step.slug,
            open: true,
        };
        self.store
            .add_files(owner, place, files, ROOM, &store::fresh::id(), at)
            .await?;
        Ok(())
    }
}

/// A document of one page with these lines.
fn page(lines: &[&str]) -> Vec<u8> {
    let mut text = "BT /F1 14 Tf 72 720 Td 24 TL".to_owned();
    for line in lines {
        // Letters beyond ASCII would need a font that the document carries itself.
        let plain: String = line
            .chars()
            .filter(|c| c.is_ascii_graphic() || *c == ' ')
            .flat_map(|c| {
                matches!(c, '(' | ')' | '\\')
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            })
            .collect();
        text.push_str(&format!(" ({plain}) Tj T*"));
    }
    text.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut document = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", document.len()));
        document.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let start = document.len();
    document.push_str(&format!(
        "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    document.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::upload::content::check;
    use partnership::form::file::FileType;

    #[test]
    fn the_page_is_taken_as_one_that_a_partner_sends() {
        let path = std::env::temp_dir().join(format!("trellis-demo-{}.pdf", store::fresh::id()));
        let bytes = page(&["Certificate (of insurance)", "Ñandú \\"]);
        std::fs::write(&path, &bytes).unwrap();
        let found = check(&path, FileType::Pdf);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(found.unwrap(), None);
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.contains("(Certificate \\(of insurance\\)) Tj"),
            "{text}"
        );
        for line in text.lines().filter(|line| line.ends_with(" 00000 n ")) {
            let at: usize = line[..10].parse().unwrap();
            assert!(text[at..].contains(" 0 obj"), "{line} names no object");
            assert!(
                text[at..].starts_with(|c: char| c.is_ascii_digit()),
                "{line}"
            );
        }
    }
}
