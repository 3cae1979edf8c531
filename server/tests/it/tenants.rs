//! Several districts in one process: nothing of one is ever another's, by host name and by path.

mod apart;
mod door;
mod matrix;
mod prefix;
mod sign_in;

use crate::harness::World;
use partnership::district::Profile;
use partnership::id::DistrictId;
use partnership::text::Text;
use server::profile;

/// The addresses of two districts: by host name, by path, and as districts run it.
const PLACES: [[&str; 2]; 3] = [
    ["http://durham.localhost:3000", "http://wake.localhost:3000"],
    ["http://127.0.0.1:3000/durham", "http://127.0.0.1:3000/wake"],
    [
        "https://partners.example.org/w",
        "https://partners.example.org/wake",
    ],
];

/// Another district whose rules are those of Durham.
fn named(id: &str, name: &str) -> Profile {
    let mut profile = profile::load("durham").unwrap();
    profile.id = DistrictId::parse(id).unwrap();
    profile.name = Text::from(name);
    profile.short_name = name.to_owned();
    profile
}

/// Durham, and another district, at these addresses.
async fn two(places: [&str; 2]) -> [World; 2] {
    let [durham, wake] = places;
    let places = vec![
        (profile::load("durham").unwrap(), durham),
        (named("wake", "Wakeshire"), wake),
    ];
    World::several(places).await.try_into().ok().unwrap()
}
