//! With which versions of the profile applications began.

use super::world::{World, start};
use crate::application::Start;
use crate::fresh;

#[tokio::test]
async fn applications_are_counted_by_the_version_they_began_with() {
    let world = World::new().await;
    let ana = world.ana().await;
    assert_eq!(world.store.profile_versions().await.unwrap(), []);
    for version in [2, 1, 2] {
        let start = Start {
            profile_version: version,
            ..start()
        };
        let (key, now) = (fresh::id(), world.now());
        world.store.start(&ana, start, &key, now).await.unwrap();
    }
    assert_eq!(
        world.store.profile_versions().await.unwrap(),
        [(1, 1), (2, 2)]
    );
}
