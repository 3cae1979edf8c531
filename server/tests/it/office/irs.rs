//! Files of the tax office: loaded line by line, replaced whole, and told to the office as a hint.

use crate::harness::World;
use crate::story::PARTNER;
use partnership::form::Question;
use server::{irs, profile};
use std::path::PathBuf;
use store::irs::List;

const HEAD: &str = "EIN,NAME,ICO,STREET,CITY,STATE,ZIP,GROUP,SUBSECTION,AFFILIATION,CLASSIFICATION,RULING,DEDUCTIBILITY,FOUNDATION,ACTIVITY,ORGANIZATION,STATUS,TAX_PERIOD,ASSET_CD,INCOME_CD,FILING_REQ_CD,PF_FILING_REQ_CD,ACCT_PD,ASSET_AMT,INCOME_AMT,REVENUE_AMT,NTEE_CD,SORT_NAME";

fn exempt(ein: &str, name: &str) -> String {
    format!(
        "{ein},{name},% ANA,1 ELM ST,DURHAM,NC,27701-0000,0000,03,3,1000,200001,1,15,0,1,1,202312,0,0,1,0,12,0,0,0,B92,"
    )
}

/// A file of these lines.
fn file(name: &str, lines: &[String]) -> PathBuf {
    let name = format!("{}-{}-{name}", std::process::id(), store::fresh::id());
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, lines.join("\r\n")).unwrap();
    path
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// Durham with a question for the tax number.
async fn world() -> World {
    let mut profile = profile::load("durham").unwrap();
    let mut steps = profile.form.sections.iter_mut().flat_map(|s| &mut s.steps);
    let question: Question = toml::from_str(
        "key = \"organization.ein\"\nlabel = \"EIN\"\nkind = \"ein\"\noptional = true",
    )
    .unwrap();
    let step = steps.find(|step| step.slug == "about").unwrap();
    step.questions.push(question);
    World::of(profile).await
}

/// A record of an application with this number, as the office reads it.
async fn record(world: &World, ein: &str) -> crate::harness::Answer {
    let mut answers = world.answers();
    answers.set("organization.ein", vec![ein.to_owned()]);
    let (_, id) = world.sent_by(PARTNER, &answers).await;
    let office = world.office().await;
    office.get(&format!("/office/applications/{id}")).await
}

#[tokio::test]
async fn a_number_is_told_as_the_lists_have_it() {
    let world = world().await;
    let one = file(
        "eo1.csv",
        &[
            HEAD.to_owned(),
            exempt("000000001", "\"QUILL, FEATHER GUILD\""),
        ],
    );
    let two = file(
        "eo2.csv",
        &[HEAD.to_owned(), exempt("000000002", "LOST LANTERN")],
    );
    let gifts = file(
        "pub78.txt",
        &[
            String::new(),
            "000000001|Quillfeather Guild|Durham|NC|United States|PC".to_owned(),
        ],
    );
    let revoked = file(
        "revoked.txt",
        &[
            "000000002|LOST LANTERN||1 ELM ST|DURHAM|NC|27701|US|03|15-MAY-2015|08-NOV-2015|".to_owned(),
            "000000003|FOUND LANTERN||1 ELM ST|DURHAM|NC|27701|US|03|15-MAY-2015|08-NOV-2015|01-JAN-2016".to_owned(),
        ],
    );
    let loaded = irs::load(&world.store, &[one, two, gifts, revoked], day("2026-11-01"))
        .await
        .unwrap();
    let told: Vec<(List, usize, u64, u64)> = loaded
        .iter()
        .map(|loaded| (loaded.list, loaded.files, loaded.organizations, loaded.bad))
        .collect();
    assert_eq!(
        told,
        [
            (List::Exempt, 2, 2, 0),
            (List::Deductible, 1, 1, 0),
            (List::Revoked, 1, 2, 0)
        ]
    );
    record(&world, "00-0000001")
        .await
        .says("Tax number 00-0000001")
        .says("Listed as “QUILL, FEATHER GUILD”, DURHAM, NC, exempt under section 501(c)(3)")
        .says("Gifts to it are deductible (PC): listed as “Quillfeather Guild”, Durham, NC")
        .says("(file of November 1, 2026)");
    record(&world, "000000002")
        .await
        .says("Its exemption was revoked on 15-MAY-2015: listed as “LOST LANTERN”");
    record(&world, "EIN 00-0000003")
        .await
        .says("revoked on 15-MAY-2015 and reinstated on 01-JAN-2016");
    record(&world, "99-9999999")
        .await
        .says("Not found in the files of November 1, 2026; many good partners are not listed");
}

#[tokio::test]
async fn nothing_is_told_while_nothing_is_loaded() {
    let world = world().await;
    record(&world, "00-0000001")
        .await
        .says("00-0000001")
        .hides("Tax number")
        .hides("Not found in the files");
}

#[tokio::test]
async fn bad_lines_are_counted_and_a_list_is_replaced_whole_or_not_at_all() {
    let world = World::new().await;
    let load = |files: Vec<PathBuf>, date: &'static str| {
        let store = world.store.clone();
        async move { irs::load(&store, &files, day(date)).await }
    };
    let first = file("eo1.csv", &[HEAD.to_owned(), exempt("000000001", "FIRST")]);
    load(vec![first], "2026-10-01").await.unwrap();
    let mixed = file(
        "eo1.csv",
        &[
            format!("\u{feff}{HEAD}"),
            exempt("000000002", "SECOND"),
            "nonsense".to_owned(),
            exempt("12345", "SHORT"),
            String::new(),
            "x".repeat(200_000),
            exempt("000000003", "THIRD"),
        ],
    );
    let loaded = load(vec![mixed.clone()], "2026-11-01").await.unwrap();
    assert_eq!((loaded[0].organizations, loaded[0].bad), (2, 3));
    assert_eq!(loaded[0].first_bad, Some((mixed, 3)));
    let ein = |text: &str| partnership::form::ein::Ein::read(text).unwrap();
    let found = |number: &'static str| {
        let store = world.store.clone();
        async move { store.in_lists(ein(number)).await.unwrap().remove(0).entry }
    };
    assert_eq!(found("000000001").await, None, "the old list is gone");
    assert_eq!(found("000000003").await.unwrap().name, "THIRD");
    let none = file("eo1.csv", &[HEAD.to_owned(), "nonsense".to_owned()]);
    let other = file("notes.txt", &["Dear office,".to_owned()]);
    let empty = file("empty.csv", &[]);
    let missing = PathBuf::from("/no/such/eo1.csv");
    for (bad, says) in [
        (none, "no line of it can be read"),
        (other, "none of the files that can be loaded"),
        (empty, "is empty"),
        (missing, "cannot be read"),
    ] {
        let refused = load(vec![bad], "2026-11-02").await.unwrap_err();
        assert!(format!("{refused:#}").contains(says), "{refused:#}");
    }
    assert_eq!(
        found("000000003").await.unwrap().name,
        "THIRD",
        "the list stays"
    );
}
