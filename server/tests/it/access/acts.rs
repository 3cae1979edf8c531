//! Every act: the server functions, which anybody can call with anything.

use super::people::{Crowd, Who};
use crate::harness::{Answer, World};
use std::collections::BTreeSet;

/// An act.
pub struct Act {
    /// Its address.
    pub path: &'static str,
    /// Who may do it.
    pub who: Who,
    /// What is sent, with words in place of ids. Versions that nobody can have seen keep an act that is
    /// allowed from taking effect, so that the next one finds things as they were.
    pub fields: &'static [(&'static str, &'static str)],
}

const fn act(path: &'static str, who: Who, fields: &'static [(&'static str, &'static str)]) -> Act {
    Act { path, who, fields }
}

/// All of them. Signing out comes last, because it ends the sign-in of whoever did it.
pub const ACTS: &[Act] = &[
    act(
        "/api/ask_to_sign_in",
        Who::Anyone,
        &[("email", "somebody@example.org")],
    ),
    act(
        "/api/sign_in_with_code",
        Who::Anyone,
        &[("request", "none"), ("code", "000000")],
    ),
    act("/api/sign_in_with_link", Who::Anyone, &[("secret", "none")]),
    act("/api/stay_signed_in", Who::Signed, &[]),
    act("/api/rename", Who::Signed, &[("name", "")]),
    act("/api/choose_mails", Who::Signed, &[("message", "at-once")]),
    act("/api/set_keys", Who::Signed, &[("on", "yes")]),
    act("/api/end_sign_in", Who::Owner, &[("id", "DEVICE")]),
    act("/api/end_other_sign_ins", Who::Signed, &[]),
    act("/api/start_application", Who::Signed, &[]),
    act(
        "/api/save_step",
        Who::Works,
        &[
            ("id", "APPLICATION"),
            ("step", "organization"),
            ("answers[organization.name][]", "Eve"),
        ],
    ),
    act(
        "/api/save_step_with_files",
        Who::Works,
        &[
            ("id", "APPLICATION"),
            ("step", "about"),
            ("answers[organization.about][]", "Eve"),
        ],
    ),
    act(
        "/api/autosave_step",
        Who::Works,
        &[
            ("id", "APPLICATION"),
            ("step", "organization"),
            ("answers[organization.name][]", "Eve"),
        ],
    ),
    act(
        "/api/choose_text",
        Who::Works,
        &[
            ("id", "APPLICATION"),
            ("step", "organization"),
            ("take", "other"),
        ],
    ),
    act(
        "/api/submit_application",
        Who::Owner,
        &[
            ("id", "APPLICATION"),
            ("seen", "999"),
            ("answers[signature.name][]", "Eve"),
            ("answers[signature.consent][]", "yes"),
        ],
    ),
    act(
        "/api/withdraw_application",
        Who::Owner,
        &[("id", "APPLICATION"), ("seen", "999")],
    ),
    act(
        "/api/send_message_to_office",
        Who::Works,
        &[("id", "APPLICATION"), ("body", "")],
    ),
    act(
        "/api/start_review",
        Who::Decide,
        &[("id", "APPLICATION"), ("seen", "999")],
    ),
    act(
        "/api/assign_application",
        Who::Decide,
        &[("id", "APPLICATION"), ("to", "")],
    ),
    act(
        "/api/judge_application",
        Who::Decide,
        &[
            ("id", "APPLICATION"),
            ("answers[finding.formal-agreement][]", "met"),
        ],
    ),
    act(
        "/api/settle_findings",
        Who::Decide,
        &[
            ("id", "APPLICATION"),
            ("answers[settled.formal-agreement][]", "met"),
        ],
    ),
    act(
        "/api/add_reviewer",
        Who::Decide,
        &[("id", "APPLICATION"), ("person", "")],
    ),
    act(
        "/api/remove_reviewer",
        Who::Decide,
        &[("id", "APPLICATION"), ("person", "SPARE")],
    ),
    act(
        "/api/declare_conflict",
        Who::Decide,
        &[("id", "APPLICATION"), ("conflict", "")],
    ),
    act(
        "/api/plan_meeting",
        Who::Decide,
        &[("id", "APPLICATION"), ("answers[people][]", "")],
    ),
    act(
        "/api/set_platform",
        Who::Decide,
        &[("id", "APPLICATION"), ("link", "")],
    ),
    act(
        "/api/ask_consult",
        Who::Decide,
        &[("id", "APPLICATION"), ("answers[office][]", "legal")],
    ),
    act(
        "/api/answer_consult",
        Who::Asked,
        &[("id", "CONSULT"), ("answer", "")],
    ),
    act(
        "/api/end_consult",
        Who::Decide,
        &[("id", "APPLICATION"), ("consult", "CONSULT")],
    ),
    act(
        "/api/add_note",
        Who::Decide,
        &[("id", "APPLICATION"), ("note", "")],
    ),
    act(
        "/api/send_message",
        Who::Decide,
        &[("id", "APPLICATION"), ("message", "")],
    ),
    act(
        "/api/save_decision",
        Who::Decide,
        &[
            ("id", "APPLICATION"),
            ("action", "decline"),
            ("answers[reason][]", "No"),
        ],
    ),
    act(
        "/api/decide",
        Who::Decide,
        &[
            ("id", "APPLICATION"),
            ("action", "decline"),
            ("subject", "No"),
            ("body", "No"),
            ("seen", "999"),
        ],
    ),
    act(
        "/api/move_partnership",
        Who::Decide,
        &[
            ("id", "PARTNERSHIP"),
            ("action", "end"),
            ("reason", "Over"),
            ("seen", "999"),
        ],
    ),
    act(
        "/api/set_partnership_end",
        Who::Decide,
        &[("id", "PARTNERSHIP"), ("why", "Longer"), ("seen", "999")],
    ),
    act(
        "/api/merge_organizations",
        Who::Decide,
        &[("from", "ORGANIZATION"), ("into", "ORGANIZATION")],
    ),
    act("/api/undo_merge", Who::Decide, &[("from", "ORGANIZATION")]),
    act(
        "/api/grant_role",
        Who::People,
        &[("email", "new@example.org"), ("role", "office")],
    ),
    act(
        "/api/revoke_role",
        Who::People,
        &[("person", "SPARE"), ("role", "analyst")],
    ),
    act(
        "/api/end_sign_ins",
        Who::People,
        &[("of", "nobody@example.org")],
    ),
    act(
        "/api/set_colors",
        Who::People,
        &[("color", "#7a1f3d"), ("seen", "999")],
    ),
    act(
        "/api/set_logo",
        Who::People,
        &[("logo", "AAAA"), ("seen", "999")],
    ),
    act("/api/hide_logo", Who::People, &[("seen", "999")]),
    act("/api/reset_look", Who::People, &[("seen", "999")]),
    act(
        "/api/invite_member",
        Who::Owner,
        &[("id", "APPLICATION"), ("email", "")],
    ),
    // The link is somebody else's, who has not used it yet.
    act("/api/accept_invitation", Who::Signed, &[("secret", "LINK")]),
    act(
        "/api/end_invitation",
        Who::Owner,
        &[("id", "APPLICATION"), ("invitation", "INVITATION")],
    ),
    act(
        "/api/remove_member",
        Who::Owner,
        &[("id", "APPLICATION"), ("person", "SPARE")],
    ),
    act(
        "/api/hand_over",
        Who::Owner,
        &[("id", "APPLICATION"), ("person", "SPARE")],
    ),
    act(
        "/api/claim_ownership",
        Who::Member,
        &[("id", "APPLICATION"), ("reason", "")],
    ),
    act(
        "/api/settle_claim",
        Who::Decide,
        &[("claim", "CLAIM"), ("give", "yes")],
    ),
    act(
        "/api/start_bulk",
        Who::Decide,
        &[
            ("act", "assign"),
            ("to", ""),
            ("answers[ids][]", "APPLICATION"),
        ],
    ),
    act("/api/go_on_bulk", Who::Decide, &[("id", "BULK")]),
    act("/api/undo_bulk", Who::Decide, &[("id", "BULK")]),
    act(
        "/api/choose_columns",
        Who::Figures,
        &[("list", "partnerships"), ("back", "")],
    ),
    act(
        "/api/save_view",
        Who::Figures,
        &[
            ("list", "partnerships"),
            ("query", "?words=a"),
            ("name", ""),
        ],
    ),
    act(
        "/api/change_view",
        Who::Figures,
        &[("id", "VIEW"), ("list", "partnerships"), ("then", "remove")],
    ),
    act("/api/start_for_partner", Who::Begins, &[]),
    act("/api/ask_for_partner", Who::Decide, &[("id", "BEGUN")]),
    act(
        "/api/handle_mail",
        Who::Decide,
        &[("id", "MAIL"), ("deed", "give-up"), ("seen", "999")],
    ),
    act(
        "/api/edit_mail",
        Who::Decide,
        &[("id", "MAIL"), ("subject", ""), ("body", "")],
    ),
    // The member leaves, and so comes here as late as can be.
    act(
        "/api/leave_application",
        Who::Member,
        &[("id", "APPLICATION")],
    ),
    act("/api/sign_out", Who::Signed, &[]),
];

/// What the other partner has no part in.
const NOT_THEIRS: [&str; 8] = [
    "APPLICATION",
    "PARTNERSHIP",
    "BEGUN",
    "ORGANIZATION",
    "MAIL",
    "CLAIM",
    "BULK",
    "VIEW",
];

const DENIED: [&str; 2] = ["\"signed-out\"", "\"not-found\""];

#[tokio::test]
async fn every_act_of_the_server_is_in_the_table() {
    World::new().await;
    let mut acts: BTreeSet<String> = server_fn::axum::server_fn_paths()
        .map(|(path, _)| path.to_owned())
        .collect();
    let written = super::pages::written().into_iter();
    acts.extend(written.filter(|route| route.starts_with("/api/")));
    let table: BTreeSet<String> = ACTS.iter().map(|act| act.path.to_owned()).collect();
    let missing: Vec<_> = acts.difference(&table).collect();
    let gone: Vec<_> = table.difference(&acts).collect();
    assert!(
        missing.is_empty(),
        "write these acts into the access matrix, with who may do them: {missing:?}"
    );
    assert!(
        gone.is_empty(),
        "take these acts out of the access matrix, they are no more: {gone:?}"
    );
}

#[tokio::test]
async fn every_act_is_done_by_those_who_may_and_by_nobody_else() {
    let crowd = Crowd::gather().await;
    let mut tokens = Vec::new();
    for (_, client) in &crowd.clients {
        tokens.push(client.token().await);
    }
    let mut faults = Vec::new();
    for act in ACTS {
        for ((column, client), token) in crowd.clients.iter().zip(&tokens) {
            let mut fault = |text: String| faults.push(format!("{} as {column}: {text}", act.path));
            let before = crowd.world.fingerprint().await;
            if act.who.lets(column) {
                if act.who != Who::Anyone {
                    let foreign = tokens
                        .iter()
                        .find(|other| *other != token && !other.is_empty())
                        .unwrap();
                    let forged = client
                        .call(act.path, &crowd.fields(act.fields, foreign))
                        .await;
                    if forged.body != DENIED[0] || before != crowd.world.fingerprint().await {
                        fault(format!(
                            "a foreign form token should be refused and change nothing: {} {}",
                            forged.status, forged.body
                        ));
                    }
                }
                let answer = client
                    .call(act.path, &crowd.fields(act.fields, token))
                    .await;
                if DENIED.contains(&answer.body.as_str()) || answer.status.as_u16() == 404 {
                    fault(format!("should be done, but was refused: {}", answer.body));
                }
            } else {
                let answer = client
                    .call(act.path, &crowd.fields(act.fields, token))
                    .await;
                if let Some(text) = denied(column, &answer) {
                    fault(text);
                }
                if before != crowd.world.fingerprint().await {
                    fault("was refused, and yet something was written".to_owned());
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    let events = crowd.world.events().await;
    assert!(events > 30, "the history is whole: {events} lines");
}

/// What is wrong with the answer to somebody who may not do it.
fn denied(column: &str, answer: &Answer) -> Option<String> {
    let expected = if column == "anonymous" {
        DENIED[0]
    } else {
        DENIED[1]
    };
    (answer.body != expected).then(|| {
        format!(
            "should get {expected}, but got {} {}",
            answer.status, answer.body
        )
    })
}

#[tokio::test]
async fn a_thing_that_is_not_yours_and_one_that_does_not_exist_are_refused_alike() {
    let crowd = Crowd::gather().await;
    let stranger = crowd.client("other partner");
    let token = stranger.token().await;
    for act in ACTS.iter().filter(|act| {
        act.fields
            .iter()
            .any(|(_, value)| NOT_THEIRS.contains(value))
    }) {
        let real = crowd.fields(act.fields, &token);
        let made_up: Vec<(String, String)> = act
            .fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), crowd.made_up(value)))
            .chain([("token".to_owned(), token.clone())])
            .collect();
        for accept in ["text/html", "application/json"] {
            let mut answers = Vec::new();
            for fields in [&real, &made_up] {
                let answer = stranger
                    .ask(
                        stranger.posting(act.path, accept),
                        &crate::harness::encoded(fields),
                    )
                    .await;
                let leads = answer.header("location");
                let page = if leads.is_empty() {
                    answer.clone()
                } else {
                    stranger.get(&leads).await
                };
                answers.push(format!("{} {} {}", answer.status, page.status, page.text()));
            }
            assert_eq!(answers[0], answers[1], "{} {accept}", act.path);
        }
    }
}
