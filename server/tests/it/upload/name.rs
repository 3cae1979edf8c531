//! What a file is called: cleaned before it is stored, shown as text, and written into a header that it cannot leave.

use super::made::pdf;
use super::post::{Partner, file, world};

#[tokio::test]
async fn names_are_cleaned_shown_as_text_and_sent_in_a_header_that_they_cannot_leave() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    for (sent, shown, header) in [
        (
            "../../../etc/passwd.pdf",
            "passwd.pdf",
            "filename=\"passwd.pdf\"",
        ),
        ("/etc/cron.d/job.pdf", "job.pdf", "filename=\"job.pdf\""),
        ("C:\\Users\\ana\\job.pdf", "job.pdf", "filename=\"job.pdf\""),
        (
            "report\u{202e}fdp.pdf",
            "reportfdp.pdf",
            "filename=\"reportfdp.pdf\"",
        ),
        (
            "<script>alert(1)</script>.pdf",
            "script.pdf",
            "filename=\"script.pdf\"",
        ),
        (
            "niñez & más.pdf",
            "niñez & más.pdf",
            "filename*=UTF-8''ni%C3%B1ez%20&%20m%C3%A1s.pdf",
        ),
        (
            "a; filename=evil.exe; b.pdf",
            "a; filename=evil.exe; b.pdf",
            "filename=\"a; filename=evil.exe; b.pdf\"",
        ),
    ] {
        let uploaded = partner.upload(&[file(sent, pdf(sent))]).await;
        let files = partner.files().await;
        assert_eq!(
            files.len(),
            1,
            "{sent}: {:?}",
            partner.mistakes(&uploaded).await
        );
        let (name, href) = &files[0];
        assert_eq!(name, shown, "{sent}");
        let got = partner.client.get(href).await;
        let told = got.header("content-disposition");
        assert!(told.starts_with("attachment; "), "{told}");
        assert!(told.contains(header), "{sent}: {told}");
        let id = href.trim_start_matches("/files/");
        partner.press(&format!("remove-file:{id}"), &[]).await;
    }
}

#[tokio::test]
async fn a_name_of_any_length_is_shown_short_and_keeps_its_ending() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    let long = format!("{}.pdf", "x".repeat(5_000));
    partner.upload(&[file(&long, pdf("long"))]).await;
    let (name, _) = &partner.files().await[0];
    assert_eq!(name.chars().count(), 100);
    assert!(name.ends_with(".pdf"), "{name}");
}

#[tokio::test]
async fn a_name_that_no_header_can_carry_is_no_form() {
    let world = world().await;
    let partner = Partner::new(&world).await;
    for name in ["a\0b.pdf", "a\r\nX: y\r\n\r\nb.pdf"] {
        let sent = partner.upload(&[file(name, pdf("a"))]).await;
        assert!(!sent.status.is_server_error(), "{name:?}: {}", sent.status);
        let names = partner.files().await;
        assert!(
            names
                .iter()
                .all(|(name, _)| !name.chars().any(char::is_control)),
            "{names:?}"
        );
    }
}
