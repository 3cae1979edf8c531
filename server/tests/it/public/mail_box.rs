//! The mail box of a development server.

use crate::harness::World;
use crate::story::PARTNER;

#[tokio::test]
async fn the_mail_box_exists_on_a_development_server_only() {
    let world = World::new().await;
    world.sent().await;
    let client = world.anonymous();
    client
        .get("/dev/mail")
        .await
        .is(200)
        .says("Application received: Quillfeather Guild (DPS-2026-0001)");
    let filtered = client.get("/dev/mail?to=nobody%40example.org").await;
    filtered
        .says("No mail went to this address")
        .hides("Quillfeather");
    let world = World::in_production().await;
    world.person(PARTNER, &[]).await;
    let client = world
        .person(
            "chief@example.org",
            &[partnership::person::Role::Administrator],
        )
        .await;
    client.get("/dev/mail").await.is(404).hides(PARTNER);
    client
        .get("/sign-in/code?request=x")
        .await
        .hides("/dev/mail");
}
