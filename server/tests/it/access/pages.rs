//! Every address that is asked for with GET.

use super::people::{SECRET, Who};
use std::collections::BTreeSet;
use std::path::Path;

/// A page or a sheet.
pub struct Page {
    /// The route, as the router writes it.
    pub route: &'static str,
    /// An address of it.
    pub path: &'static str,
    /// Who may see it.
    pub who: Who,
    /// What somebody reads who may, and nobody else.
    pub secret: &'static str,
}

const fn page(route: &'static str, path: &'static str, who: Who, secret: &'static str) -> Page {
    Page {
        route,
        path,
        who,
        secret,
    }
}

/// All of them.
pub const PAGES: &[Page] = &[
    page("/", "/", Who::Anyone, ""),
    page("/process", "/process", Who::Anyone, ""),
    page("/start", "/start", Who::Anyone, ""),
    page("/directory", "/directory", Who::Anyone, ""),
    page("/directory/{slug}", "/directory/LISTED", Who::Anyone, ""),
    page("/guidance", "/guidance", Who::Anyone, ""),
    page("/guidance/{slug}", "/guidance/schools", Who::Anyone, ""),
    page("/resources", "/resources", Who::Anyone, ""),
    page("/sign-in", "/sign-in", Who::Anyone, ""),
    page("/sign-in/code", "/sign-in/code?request=x", Who::Anyone, ""),
    page("/sign-in/link", "/sign-in/link?secret=x", Who::Anyone, ""),
    page(
        "/account",
        "/account",
        Who::Signed,
        "Where you are signed in",
    ),
    page("/applications", "/applications", Who::Signed, SECRET),
    page(
        "/applications/{id}",
        "/applications/APPLICATION",
        Who::Works,
        SECRET,
    ),
    page(
        "/applications/{id}/check",
        "/applications/APPLICATION/check",
        Who::Works,
        SECRET,
    ),
    page(
        "/applications/{id}/sign",
        "/applications/APPLICATION/sign",
        Who::Works,
        SECRET,
    ),
    page(
        "/applications/{id}/status",
        "/applications/APPLICATION/status",
        Who::Works,
        SECRET,
    ),
    page(
        "/applications/{id}/copy",
        "/applications/APPLICATION/copy",
        Who::Works,
        SECRET,
    ),
    page(
        "/applications/{id}/withdraw",
        "/applications/APPLICATION/withdraw",
        Who::Works,
        "DPS-2026-0002",
    ),
    page(
        "/applications/{id}/{step}",
        "/applications/APPLICATION/organization",
        Who::Works,
        SECRET,
    ),
    page("/files/{file}", "/files/FILE", Who::Party, SECRET),
    page(
        "/applications/{id}/members",
        "/applications/APPLICATION/members",
        Who::Works,
        "member@quillfeather.example",
    ),
    page("/invitation", "/invitation?secret=x", Who::Anyone, ""),
    page("/office", "/office", Who::Figures, "Go on with"),
    page(
        "/office/applications",
        "/office/applications",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications.csv",
        "/office/applications.csv",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications.xlsx",
        "/office/applications.xlsx",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications.html",
        "/office/applications.html",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications/{id}",
        "/office/applications/APPLICATION",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications/{id}/consult",
        "/office/applications/APPLICATION/consult",
        Who::Decide,
        SECRET,
    ),
    page(
        "/office/applications/{id}/meeting",
        "/office/applications/APPLICATION/meeting",
        Who::Decide,
        SECRET,
    ),
    page(
        "/platform/{id}",
        "/platform/APPLICATION",
        Who::Asked,
        "Only the named read this password",
    ),
    page(
        "/consult/{id}",
        "/consult/CONSULT",
        Who::Asked,
        "Only the one who is asked reads this question",
    ),
    page(
        "/office/applications/{id}/decide/{action}",
        "/office/applications/APPLICATION/decide/decline",
        Who::Decide,
        SECRET,
    ),
    page(
        "/office/applications/{id}/decide/{action}/preview",
        "/office/applications/APPLICATION/decide/decline/preview",
        Who::Decide,
        SECRET,
    ),
    page(
        "/office/applications/{id}/history",
        "/office/applications/APPLICATION/history",
        Who::Applications,
        SECRET,
    ),
    page(
        "/office/applications/{id}/history.csv",
        "/office/applications/APPLICATION/history.csv",
        Who::Applications,
        "Signed and sent it",
    ),
    page(
        "/office/partnerships/{id}/history",
        "/office/partnerships/PARTNERSHIP/history",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/partnerships/{id}/history.csv",
        "/office/partnerships/PARTNERSHIP/history.csv",
        Who::Figures,
        "Approved the application, which made this partnership",
    ),
    page(
        "/office/partnerships",
        "/office/partnerships",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/partnerships.csv",
        "/office/partnerships.csv",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/partnerships.xlsx",
        "/office/partnerships.xlsx",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/partnerships.html",
        "/office/partnerships.html",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/partnerships/{id}",
        "/office/partnerships/PARTNERSHIP",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/organizations/{id}/merge",
        "/office/organizations/ORGANIZATION/merge",
        Who::Decide,
        "Choose the organization to put it into",
    ),
    page(
        "/office/dashboard",
        "/office/dashboard",
        Who::Figures,
        "Cedar Ford Elementary School",
    ),
    page(
        "/office/dashboard/{figure}",
        "/office/dashboard/schools.csv",
        Who::Figures,
        "Cedar Ford Elementary School",
    ),
    page(
        "/office/form-use",
        "/office/form-use",
        Who::Figures,
        "How it is counted",
    ),
    page(
        "/office/form-use.csv",
        "/office/form-use.csv",
        Who::Figures,
        "At a glance",
    ),
    page(
        "/office/begun",
        "/office/begun",
        Who::Begins,
        "Begun by office@example.org",
    ),
    page(
        "/office/bulk",
        "/office/bulk",
        Who::Decide,
        "What you did to several at once",
    ),
    page(
        "/office/organizations",
        "/office/organizations",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/organizations.csv",
        "/office/organizations.csv",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/organizations.xlsx",
        "/office/organizations.xlsx",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/organizations.html",
        "/office/organizations.html",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/organizations/{id}",
        "/office/organizations/ORGANIZATION",
        Who::Figures,
        SECRET,
    ),
    page(
        "/office/claims",
        "/office/claims",
        Who::Decide,
        "Requests to become the owner",
    ),
    page(
        "/office/profile",
        "/office/profile",
        Who::Applications,
        "New applications begin with version",
    ),
    page(
        "/office/mail-texts",
        "/office/mail-texts?application=APPLICATION",
        Who::Decide,
        SECRET,
    ),
    page("/office/mails", "/office/mails", Who::Decide, SECRET),
    page(
        "/office/mails/{mail}",
        "/office/mails/MAIL",
        Who::Decide,
        SECRET,
    ),
    page(
        "/office/people",
        "/office/people",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/people.csv",
        "/office/people.csv",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/people.xlsx",
        "/office/people.xlsx",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/people.html",
        "/office/people.html",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/people/roles",
        "/office/people/roles",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/people/roles.csv",
        "/office/people/roles.csv",
        Who::People,
        "reviewer@example.org",
    ),
    page(
        "/office/look",
        "/office/look",
        Who::People,
        "Show a preview",
    ),
    page("/theme.css", "/theme.css", Who::Anyone, ""),
    page("/logo/{hash}", "/logo/LOGO", Who::Anyone, ""),
    page("/dev/mail", "/dev/mail", Who::Anyone, ""),
    page("/healthz", "/healthz", Who::Anyone, ""),
    page("/readyz", "/readyz", Who::Anyone, ""),
    page("/pkg/{*file}", "/pkg/trellis.css", Who::Anyone, ""),
    page("/favicon.svg", "/favicon.svg", Who::Anyone, ""),
    page("/favicon.ico", "/favicon.ico", Who::Anyone, ""),
    page(
        "/.well-known/security.txt",
        "/.well-known/security.txt",
        Who::Anyone,
        "",
    ),
];

#[tokio::test]
async fn every_route_of_the_server_is_in_the_table() {
    let pages = leptos_axum::generate_route_list(app::routes::App);
    let mut routes: BTreeSet<String> = pages.iter().map(|page| page.path().to_owned()).collect();
    routes.extend(
        written()
            .into_iter()
            .filter(|route| !route.starts_with("/api/")),
    );
    let table: BTreeSet<String> = PAGES.iter().map(|page| page.route.to_owned()).collect();
    let missing: Vec<_> = routes.difference(&table).collect();
    let gone: Vec<_> = table.difference(&routes).collect();
    assert!(
        missing.is_empty(),
        "write these routes into the access matrix, with who may see them: {missing:?}"
    );
    assert!(
        gone.is_empty(),
        "take these routes out of the access matrix, they are no more: {gone:?}"
    );
}

/// The routes that the server's sources write out, those of other programs' ports aside; acts among them.
pub fn written() -> BTreeSet<String> {
    let source = include_str!("../../../src/router.rs");
    let mut routes = BTreeSet::new();
    for rest in source.split(".route(").skip(1) {
        let route = rest
            .trim_start()
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next());
        let route =
            route.unwrap_or_else(|| panic!("a route without a written address: {}", &rest[..40]));
        routes.insert(route.to_owned());
    }
    routes
}

/// Every file of the sources below a folder, by its path from there.
fn sources(folder: &Path, below: &str, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            sources(&entry.path(), &format!("{name}/"), found);
        } else if name.ends_with(".rs") {
            found.push((name, std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[test]
fn routes_are_made_in_one_place_and_in_one_way() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&folder, "", &mut all);
    for name in ["router.rs", "upload/receive.rs", "public/page.rs"] {
        assert!(all.iter().any(|(file, _)| file == name), "{name} was read");
    }
    let mut faults = Vec::new();
    for (name, source) in &all {
        // The figures have a port of their own, which only this machine reaches.
        let allowed: &[&str] = match name.as_str() {
            // Behind the door stand the routes of a district, which are written here, too.
            "router.rs" => &[".route(", ".fallback(", ".fallback_service("],
            "metrics.rs" => &[".route("],
            _ => &[],
        };
        // Routes in its tests are no routes of the server.
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for way in [
            ".route(",
            ".fallback(",
            ".nest(",
            ".merge(",
            ".route_service(",
            ".nest_service(",
            ".fallback_service(",
            ".method_not_allowed_fallback(",
            ".leptos_routes(",
        ] {
            if source.contains(way) && !allowed.contains(&way) {
                faults.push(format!(
                    "{name} makes routes by {way}…), which the access matrix does not see"
                ));
            }
        }
    }
    assert!(all.len() > 60, "only {} files were read", all.len());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
