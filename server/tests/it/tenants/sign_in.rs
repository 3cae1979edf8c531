//! Signing in at one district is nothing at another: cookies, codes, links, forms and what was typed.

use super::{PLACES, two};
use crate::harness::{Client, pairs};
use crate::story::PARTNER;
use partnership::person::Role;

/// The same person, signed in at both.
async fn both(places: [&str; 2]) -> ([crate::harness::World; 2], [Client; 2]) {
    let worlds = two(places).await;
    let [durham, wake] = &worlds;
    let clients = [
        durham.person(PARTNER, &[Role::Office]).await,
        wake.person(PARTNER, &[Role::Office]).await,
    ];
    (worlds, clients)
}

#[tokio::test]
async fn a_sign_in_counts_in_its_own_district_only() {
    for places in PLACES {
        let ([durham, wake], [at_durham, _]) = both(places).await;
        let name = durham.site().sign_in_cookie();
        assert_eq!(name, wake.site().sign_in_cookie());
        let stranger = wake.anonymous();
        stranger.set_cookie(name, &at_durham.cookie(name));
        for page in [
            "/applications",
            "/account",
            "/office",
            "/office/applications.csv",
        ] {
            let there = stranger.get(page).await;
            assert!(
                there.location().starts_with("/sign-in?"),
                "{places:?} {page}"
            );
            at_durham.get(page).await.is(200);
        }
    }
}

#[tokio::test]
async fn the_cookies_of_a_district_with_a_path_count_below_that_path_only() {
    let ([durham, _], [at_durham, _]) = both(PLACES[2]).await;
    // That their path is the district's own, the client has seen at each answer.
    assert_eq!(durham.site().sign_in_cookie(), "__Secure-trellis");
    assert!(!at_durham.cookie("__Secure-trellis").is_empty());
    let chosen = at_durham.get("/process?lang=es").await;
    let cookies = chosen.cookies();
    let [cookie] = cookies.as_slice() else {
        panic!("{cookies:?}")
    };
    assert!(
        cookie.starts_with("__Secure-lang=es; Path=/w; ") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
}

#[tokio::test]
async fn a_form_with_the_token_of_another_district_is_not_taken() {
    for places in PLACES {
        let (worlds, [at_durham, at_wake]) = both(places).await;
        let [durham, wake] = &worlds;
        let before = [durham.fingerprint().await, wake.fingerprint().await];
        let token = at_durham.token().await;
        assert_ne!(token, at_wake.token().await);
        for (act, field) in [
            ("rename", "name"),
            ("start_application", "key"),
            ("sign_out", "x"),
        ] {
            let fields = pairs(&[(field, "Wren"), ("token", &token)]);
            let answer = at_wake.call(&format!("/api/{act}"), &fields).await;
            assert!(
                answer.body.contains("signed-out"),
                "{places:?} {act}: {}",
                answer.body
            );
        }
        at_wake.get("/account").await.is(200);
        let after = [durham.fingerprint().await, wake.fingerprint().await];
        assert!(before == after, "{places:?}");
    }
}

#[tokio::test]
async fn codes_and_links_sign_in_where_they_were_asked_for_only() {
    for places in PLACES {
        let [durham, wake] = two(places).await;
        let ask = [("email", PARTNER)];
        let client = durham.anonymous();
        client.send("/sign-in", "/api/ask_to_sign_in", &ask).await;
        let other = wake.anonymous();
        let asked = other.send("/sign-in", "/api/ask_to_sign_in", &ask).await;
        let (code, own) = (durham.code(PARTNER).await, wake.code(PARTNER).await);
        if code != own {
            let code = [("code", code.as_str())];
            let tried = other
                .send(&asked.location(), "/api/sign_in_with_code", &code)
                .await;
            assert!(tried.location().starts_with("/sign-in/code?"), "{places:?}");
        }
        let link = durham.link(PARTNER).await;
        let there = other.send(&link, "/api/sign_in_with_link", &[]).await;
        assert!(there.location().starts_with("/sign-in"), "{places:?}");
        assert!(
            other
                .get("/account")
                .await
                .location()
                .starts_with("/sign-in")
        );
        let here = client.send(&link, "/api/sign_in_with_link", &[]).await;
        assert_eq!(here.location(), "/applications", "{places:?}");
    }
}

#[tokio::test]
async fn what_was_typed_in_one_district_is_shown_again_there_only() {
    for places in PLACES {
        let (_, [at_durham, at_wake]) = both(places).await;
        let long = "Wren ".repeat(100);
        let refused = at_durham
            .send("/account", "/api/rename", &[("name", &long)])
            .await;
        let again = refused.location();
        assert!(again.starts_with("/account?again="), "{again}");
        assert!(
            at_durham.get(&again).await.body.contains("Wren Wren"),
            "{places:?}"
        );
        assert!(
            !at_wake.get(&again).await.body.contains("Wren"),
            "{places:?}"
        );
    }
}

#[tokio::test]
async fn signing_out_of_one_district_leaves_the_sign_in_at_another() {
    for places in PLACES {
        let (_, [at_durham, at_wake]) = both(places).await;
        at_durham.send("/account", "/api/sign_out", &[]).await;
        assert!(
            at_durham
                .get("/account")
                .await
                .location()
                .starts_with("/sign-in")
        );
        at_wake.get("/account").await.is(200);
    }
}
