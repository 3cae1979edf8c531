//! The bill of materials of a release: every crate inside the program, in the CycloneDX format.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{cargo::cargo, place::Place, site::folder::cannot_write};

/// What is inside the program: the server, and the front end that it carries.
const ROOTS: [&str; 2] = ["server", "frontend"];

/// The part of `cargo metadata` that is read here.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    description: Option<String>,
    repository: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
struct DependencyKind {
    /// Empty for what is compiled in, `dev` and `build` for what is not.
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// Writes the bill of materials to a file. The same sources give the same bytes.
///
/// # Errors
///
/// One sentence when cargo cannot say what the program is made of, or the file cannot be written.
pub(crate) fn write(place: &Place, file: &Path) -> Result<()> {
    let server = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let said = cargo(place)
        .args(["metadata", "--format-version", "1", "--locked"])
        .args(["--filter-platform", &server])
        .args(["--filter-platform", "wasm32-unknown-unknown"])
        .output()
        .context("cargo does not start")?;
    anyhow::ensure!(
        said.status.success(),
        "cargo does not say what the program is made of: {}",
        String::from_utf8_lossy(&said.stderr)
    );
    let metadata: Metadata = serde_json::from_slice(&said.stdout)?;
    let lock = fs::read_to_string(place.root.join("Cargo.lock"))?;
    let bill = bill(&metadata, &toml::from_str(&lock)?);
    fs::write(file, serde_json::to_string_pretty(&bill)? + "\n").with_context(|| cannot_write(file))
}

fn bill(metadata: &Metadata, lock: &Lock) -> Value {
    let packages: BTreeMap<&str, &Package> = metadata
        .packages
        .iter()
        .map(|package| (package.id.as_str(), package))
        .collect();
    let needs: BTreeMap<&str, Vec<&str>> = metadata
        .resolve
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), compiled_in(node)))
        .collect();
    let checksums: BTreeMap<(&str, &str), &str> = lock
        .package
        .iter()
        .filter_map(|one| {
            Some((
                (one.name.as_str(), one.version.as_str()),
                one.checksum.as_deref()?,
            ))
        })
        .collect();
    let mut inside = BTreeSet::new();
    let mut open: Vec<&str> = packages
        .values()
        .filter(|package| package.source.is_none() && ROOTS.contains(&package.name.as_str()))
        .map(|package| package.id.as_str())
        .collect();
    while let Some(id) = open.pop() {
        if inside.insert(id) {
            open.extend(needs.get(id).into_iter().flatten());
        }
    }
    let mut listed: Vec<&Package> = inside
        .iter()
        .filter_map(|id| packages.get(id).copied())
        .collect();
    listed.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    let components: Vec<Value> = listed
        .iter()
        .map(|package| {
            component(
                package,
                checksums.get(&(package.name.as_str(), package.version.as_str())),
            )
        })
        .collect();
    let dependencies: Vec<Value> = listed
        .iter()
        .map(|package| {
            let all = needs.get(package.id.as_str()).into_iter().flatten();
            let mut on: Vec<String> = all
                .filter_map(|id| packages.get(id))
                .map(|on| address(on))
                .collect();
            on.sort();
            on.dedup();
            json!({ "ref": address(package), "dependsOn": on })
        })
        .collect();
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "name": "trellis-server", "bom-ref": "trellis-server",
            "version": env!("CARGO_PKG_VERSION"),
        } },
        "components": components,
        "dependencies": dependencies,
    })
}

/// What a crate needs at run time; what only builds or tests it is left out.
fn compiled_in(node: &Node) -> Vec<&str> {
    let is_inside =
        |dependency: &&Dependency| dependency.dep_kinds.iter().any(|kind| kind.kind.is_none());
    node.deps
        .iter()
        .filter(is_inside)
        .map(|dependency| dependency.pkg.as_str())
        .collect()
}

fn address(package: &Package) -> String {
    format!("pkg:cargo/{}@{}", package.name, package.version)
}

fn component(package: &Package, checksum: Option<&&str>) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": address(package),
        "purl": address(package),
        "name": package.name,
        "version": package.version,
    });
    if let Some(description) = &package.description {
        component["description"] = json!(description.trim());
    }
    if let Some(license) = &package.license {
        // An old way to write "or".
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if let Some(checksum) = checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Metadata {
        let package = |name: &str, source: Option<&str>| {
            json!({
                "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0",
                "description": null, "repository": "https://example.org", "source": source,
            })
        };
        let node = |id: &str, needs: &[(&str, Option<&str>)]| {
            let needs: Vec<Value> = needs
                .iter()
                .map(|(pkg, kind)| json!({ "pkg": pkg, "dep_kinds": [{ "kind": kind }] }))
                .collect();
            json!({ "id": id, "deps": needs })
        };
        let packages = [
            package("server", None),
            package("frontend", None),
            package("xtask", None),
            package("inside", Some("registry")),
            package("deeper", Some("registry")),
            package("tests", Some("registry")),
            package("build", Some("registry")),
        ];
        let nodes = [
            node("server", &[("inside", None), ("tests", Some("dev"))]),
            node("frontend", &[("inside", None)]),
            node("xtask", &[("tests", None)]),
            node("inside", &[("deeper", None), ("build", Some("build"))]),
        ];
        serde_json::from_value(json!({ "packages": packages, "resolve": { "nodes": nodes } }))
            .unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_program_is_listed_with_a_licence_and_a_checksum_for_each_crate() {
        let file = std::env::temp_dir().join(format!("trellis-bill-{}.json", std::process::id()));
        let read = Place::find()
            .and_then(|place| write(&place, &file))
            .and_then(|()| Ok(serde_json::from_slice::<Value>(&fs::read(&file)?)?));
        let _ = fs::remove_file(&file);
        let bill = read.unwrap_or_else(|error| panic!("{error:#}"));
        let components = bill["components"].as_array().cloned().unwrap_or_default();
        assert!(components.len() > 150, "{}", components.len());
        let own = ["server", "app", "store", "partnership", "frontend"];
        for one in &components {
            let is_own = own.iter().any(|name| one["name"] == *name);
            assert!(one["licenses"].is_array(), "without a licence: {one}");
            assert!(
                is_own || one["hashes"].is_array(),
                "without a checksum: {one}"
            );
        }
        let has = |name: &str| components.iter().any(|one| one["name"] == name);
        assert!(has("axum") && has("libsqlite3-sys") && has("leptos") && !has("proptest"));
    }

    #[test]
    fn what_is_compiled_in_is_listed_and_nothing_else() {
        let lock = Lock {
            package: vec![Locked {
                name: "inside".into(),
                version: "1.0.0".into(),
                checksum: Some("ab12".into()),
            }],
        };
        let bill = bill(&metadata(), &lock);
        let components = bill["components"].as_array().cloned().unwrap_or_default();
        let names: Vec<&str> = components
            .iter()
            .filter_map(|one| one["name"].as_str())
            .collect();
        assert_eq!(names, ["deeper", "frontend", "inside", "server"]);
        let inside = &components[2];
        assert_eq!(inside["purl"], "pkg:cargo/inside@1.0.0");
        assert_eq!(inside["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(inside["hashes"][0]["content"], "ab12");
        assert_eq!(
            bill["dependencies"][2]["dependsOn"],
            json!(["pkg:cargo/deeper@1.0.0"])
        );
    }
}
