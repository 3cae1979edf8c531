//! What a file holds: taken when it is what its name says, refused with its reason when it is not.

use super::made::*;
use super::post::{Partner, file, in_folder, sentence, world};
use partnership::invalid::FileFault::{
    self, Damaged, Differs, Empty, Large, Macros, Photo, Type, Unpacked,
};

fn many(count: usize) -> Vec<u8> {
    let names: Vec<String> = (0..count).map(|n| format!("xl/sheet{n}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    office(EXCEL, &parts)
}

/// A file with the bytes at a place changed.
fn changed(mut bytes: Vec<u8>, at: usize, to: &[u8]) -> Vec<u8> {
    bytes[at..at + to.len()].copy_from_slice(to);
    bytes
}

fn cut(bytes: &[u8], by: usize) -> Vec<u8> {
    bytes[..bytes.len() - by].to_vec()
}

fn joined(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// Name, bytes, and what is wrong.
type Case = (&'static str, Vec<u8>, Option<FileFault>);

fn good() -> Vec<Case> {
    let chart = xlsx();
    let motion = joined(&[&jpeg(), b"\0\0\0\x18ftypmp42", &[0; 64]]);
    vec![
        ("a.pdf", pdf("good"), None),
        ("a.PDF", pdf("good"), None),
        ("a.jpg", jpeg(), None),
        ("a.jpeg", jpeg(), None),
        ("motion.jpg", motion, None),
        ("a.png", png(3), None),
        ("a.docx", docx(), None),
        ("a.xlsx", xlsx(), None),
        (
            "chart.docx",
            office(WORD, &[("word/embeddings/table.xlsx", &chart)]),
            None,
        ),
        (
            "Carta de la niñez.pdf",
            joined(&[&pdf("a"), &[b' '; 500]]),
            None,
        ),
    ]
}

fn bad() -> Vec<Case> {
    let html = b"<!doctype html><script>alert(1)</script>";
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let bomb = office(EXCEL, &[("xl/sheet1.xml", &vec![0; 30 * 1024 * 1024])]);
    let nested = zip(&[("b", &vec![0; 1024 * 1024])]);
    let chart = xlsx();
    let deep = office(WORD, &[("word/embeddings/a.docx", &chart)]);
    let inner_bomb = office(EXCEL, &[("xl/sheet1.xml", &vec![0; 20 * 1024 * 1024])]);
    let macros = contents(&format!("{WORD} macroEnabled"));
    vec![
        // Not what the name says.
        ("program.pdf", exe(), Some(Differs)),
        ("program.png", exe(), Some(Differs)),
        ("program.docx", exe(), Some(Differs)),
        ("page.pdf", html.to_vec(), Some(Differs)),
        ("page.png", html.to_vec(), Some(Differs)),
        ("page.jpg", html.to_vec(), Some(Differs)),
        ("picture.png", svg.to_vec(), Some(Differs)),
        ("picture.jpg", svg.to_vec(), Some(Differs)),
        ("png.jpg", png(1), Some(Differs)),
        ("jpg.png", jpeg(), Some(Differs)),
        ("pdf.docx", pdf("x"), Some(Differs)),
        ("excel.docx", xlsx(), Some(Differs)),
        ("word.xlsx", docx(), Some(Differs)),
        ("zip.docx", zip(&[("a.txt", b"a")]), Some(Differs)),
        ("late.pdf", joined(&[html, &pdf("x")]), Some(Differs)),
        ("gif.pdf", b"GIF89a%PDF-1.4 %%EOF".to_vec(), Some(Differs)),
        ("odd.pdf", b"%PDF-x.y %%EOF".to_vec(), Some(Differs)),
        // Two things at once.
        ("both.pdf", joined(&[&pdf("x"), &nested]), Some(Differs)),
        ("both.jpg", joined(&[&jpeg(), &nested]), Some(Differs)),
        ("both.png", joined(&[&png(1), &nested]), Some(Differs)),
        ("behind.png", joined(&[&png(1), html]), Some(Damaged)),
        ("both.docx", joined(&[&pdf("x"), &docx()]), Some(Differs)),
        ("behind.docx", joined(&[&docx(), html]), Some(Damaged)),
        // Cut off.
        ("cut.pdf", cut(&pdf("x"), 8), Some(Damaged)),
        ("cut.jpg", cut(&jpeg(), 2), Some(Damaged)),
        ("cut.jpg", cut(&jpeg(), 20), Some(Damaged)),
        ("cut.png", cut(&png(1), 1), Some(Damaged)),
        ("cut.png", cut(&png(1), 12), Some(Damaged)),
        ("cut.docx", cut(&docx(), 1), Some(Damaged)),
        ("cut.xlsx", cut(&xlsx(), 100), Some(Damaged)),
        ("head.png", b"\x89PNG\r\n\x1a\n".to_vec(), Some(Damaged)),
        ("head.jpg", vec![0xff, 0xd8, 0xff], Some(Damaged)),
        ("short.pdf", b"%PDF".to_vec(), Some(Differs)),
        ("one.png", vec![0x89], Some(Differs)),
        // Changed.
        ("sum.png", changed(png(1), 17, &[9]), Some(Damaged)),
        ("flat.png", png(0), Some(Damaged)),
        ("length.jpg", changed(jpeg(), 4, &[0, 1]), Some(Damaged)),
        // Nothing, or too much.
        ("empty.pdf", vec![], Some(Empty)),
        ("empty.docx", vec![], Some(Empty)),
        (
            "large.pdf",
            joined(&[&pdf("x"), &vec![b' '; 2 * 1024 * 1024]]),
            Some(Large { megabytes: 2 }),
        ),
        ("bomb.xlsx", bomb, Some(Unpacked)),
        (
            "nested.docx",
            office(WORD, &[("word/a.zip", &nested)]),
            Some(Unpacked),
        ),
        (
            "deep.docx",
            office(WORD, &[("word/embeddings/b.docx", &deep)]),
            Some(Unpacked),
        ),
        (
            "inner.docx",
            office(WORD, &[("word/embeddings/b.xlsx", &inner_bomb)]),
            Some(Unpacked),
        ),
        ("many.xlsx", many(10_000), Some(Unpacked)),
        // Programs inside.
        (
            "macro.docx",
            office(WORD, &[("word/vbaProject.bin", b"x")]),
            Some(Macros),
        ),
        (
            "Macro.xlsx",
            office(EXCEL, &[("xl/VBAPROJECT.BIN", b"x")]),
            Some(Macros),
        ),
        (
            "type.docx",
            zip(&[("[Content_Types].xml", macros.as_bytes())]),
            Some(Macros),
        ),
        (
            "control.docx",
            office(WORD, &[("word/activeX/activeX1.bin", b"x")]),
            Some(Macros),
        ),
        (
            "exe.docx",
            office(WORD, &[("word/media/image1.png", &exe())]),
            Some(Macros),
        ),
        // Parts that would leave the file.
        ("up.docx", office(WORD, &[("../../x", b"x")]), Some(Damaged)),
        (
            "root.docx",
            office(WORD, &[("/etc/x", b"x")]),
            Some(Damaged),
        ),
        (
            "back.docx",
            office(WORD, &[("word\\x", b"x")]),
            Some(Damaged),
        ),
        // Kinds that are not taken.
        ("a.docm", docx(), Some(Type)),
        ("a.doc", docx(), Some(Type)),
        ("a.zip", nested.clone(), Some(Type)),
        ("a.svg", svg.to_vec(), Some(Type)),
        ("a.html", html.to_vec(), Some(Type)),
        ("a.pdf.exe", exe(), Some(Type)),
        ("invoice\u{202e}fdp.exe", exe(), Some(Type)),
        ("noending", pdf("x"), Some(Type)),
        ("IMG_0001.HEIC", b"\0\0\0\x18ftypheic".to_vec(), Some(Photo)),
    ]
}

#[tokio::test]
async fn every_file_is_taken_or_refused_with_its_reason_and_nothing_of_a_refused_one_stays() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let cases: Vec<Case> = good().into_iter().chain(bad()).collect();
    assert!(cases.len() >= 60, "{} cases", cases.len());
    for (name, bytes, fault) in cases {
        let case = format!("{name} of {} bytes", bytes.len());
        let sent = partner.upload(&[file(name, bytes)]).await;
        let mistakes = partner.mistakes(&sent).await;
        let files = partner.files().await;
        match fault {
            Some(fault) => {
                let clean = partnership::form::file::clean_name(name);
                assert_eq!(mistakes, [sentence(&clean, fault)], "{case}");
                assert_eq!(files, [], "{case}");
                assert_eq!(in_folder(&world), 0, "{case} left something behind");
            }
            None => {
                assert_eq!(mistakes, [], "{case}");
                assert_eq!(files.len(), 1, "{case}: {:?}", sent.location());
                let id = files[0].1.trim_start_matches("/files/");
                partner.press(&format!("remove-file:{id}"), &[]).await;
                assert_eq!(partner.files().await, [], "{case}");
                assert_eq!(in_folder(&world), 0, "{case}");
            }
        }
    }
}
