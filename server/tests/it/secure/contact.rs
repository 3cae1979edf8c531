//! Whom to tell of a fault in security.

use crate::harness::World;
use server::config::Config;

#[tokio::test]
async fn whoever_finds_a_fault_finds_whom_to_tell() {
    let world = World::new().await;
    let page = world.anonymous().get("/.well-known/security.txt").await;
    assert_eq!(
        page.is(200).header("content-type"),
        "text/plain; charset=utf-8"
    );
    assert_eq!(
        page.body,
        "Contact: mailto:security@example.org\nExpires: 2027-02-24T15:00:00Z\nPreferred-Languages: en, es\n"
    );
    let silent = Config {
        security_contact: String::new(),
        ..World::config()
    };
    let world = World::with(silent).await;
    let nothing = world.anonymous().get("/.well-known/security.txt").await;
    assert_eq!(nothing.is(404).body, "");
}
