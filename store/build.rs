//! Migrations are compiled into the program: a new one has to be seen by Cargo.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
