//! Things of others by their real ids, asked for by people who may do the same with things of their own.

use super::people::Crowd;

/// Who tries, what, and with which fields.
type Try = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

#[rustfmt::skip]
const TRIES: &[Try] = &[
    // Whoever began an act on several applications goes on with it and takes it back, and nobody else.
    ("administrator", "/api/go_on_bulk", &[("id", "BULK")]),
    ("administrator", "/api/undo_bulk", &[("id", "FINISHED")]),
    ("analyst", "/api/go_on_bulk", &[("id", "BULK")]),
    ("analyst", "/api/undo_bulk", &[("id", "FINISHED")]),
    // A view is its owner's; of those that are shared, an administrator's, too.
    ("administrator", "/api/change_view", &[("id", "VIEW"), ("list", "partnerships"), ("then", "remove")]),
    ("administrator", "/api/change_view", &[("id", "VIEW"), ("list", "partnerships"), ("then", "pin")]),
    ("administrator", "/api/change_view", &[("id", "VIEW"), ("list", "partnerships"), ("then", "share")]),
    ("analyst", "/api/change_view", &[("id", "VIEW"), ("list", "partnerships"), ("then", "remove")]),
    ("analyst", "/api/change_view", &[("id", "SHARED"), ("list", "partnerships"), ("then", "remove")]),
    ("signer", "/api/change_view", &[("id", "SHARED"), ("list", "partnerships"), ("then", "pin")]),
    ("liaison", "/api/change_view", &[("id", "SHARED"), ("list", "partnerships"), ("then", "unshare")]),
    // An application of one's own does not open the invitations, members and consults of another.
    ("other partner", "/api/end_invitation", &[("id", "OTHERS"), ("invitation", "INVITATION")]),
    ("other partner", "/api/remove_member", &[("id", "OTHERS"), ("person", "MEMBER")]),
    ("other partner", "/api/hand_over", &[("id", "OTHERS"), ("person", "MEMBER")]),
    ("office", "/api/end_consult", &[("id", "OTHERS"), ("consult", "CONSULT")]),
    // A link counts for the address it was sent to.
    ("owner", "/api/accept_invitation", &[("secret", "LINK")]),
    ("member", "/api/accept_invitation", &[("secret", "LINK")]),
    ("other partner", "/api/accept_invitation", &[("secret", "LINK")]),
    ("administrator", "/api/accept_invitation", &[("secret", "LINK")]),
    // Whoever asked to become the owner does not answer that, nor does the owner, nor whoever only reads.
    ("member", "/api/settle_claim", &[("claim", "CLAIM"), ("give", "yes"), ("answers[reason.CLAIM][]", "So it is")]),
    ("owner", "/api/settle_claim", &[("claim", "CLAIM"), ("give", ""), ("answers[reason.CLAIM][]", "No")]),
    ("other partner", "/api/settle_claim", &[("claim", "CLAIM"), ("give", "yes"), ("answers[reason.CLAIM][]", "So it is")]),
    ("signer", "/api/settle_claim", &[("claim", "CLAIM"), ("give", "yes"), ("answers[reason.CLAIM][]", "So it is")]),
    ("administrator", "/api/end_sign_in", &[("id", "DEVICE")]),
];

/// The same by those whose things they are: so it is no mistake in the fields that keeps the others out.
#[rustfmt::skip]
const OWN: &[Try] = &[
    ("office", "/api/go_on_bulk", &[("id", "BULK")]),
    ("office", "/api/undo_bulk", &[("id", "FINISHED")]),
    ("office", "/api/change_view", &[("id", "VIEW"), ("list", "partnerships"), ("then", "pin")]),
    ("office", "/api/change_view", &[("id", "SHARED"), ("list", "partnerships"), ("then", "pin")]),
    ("administrator", "/api/change_view", &[("id", "SHARED"), ("list", "partnerships"), ("then", "remove")]),
    ("owner", "/api/end_invitation", &[("id", "APPLICATION"), ("invitation", "INVITATION")]),
    ("owner", "/api/end_sign_in", &[("id", "DEVICE")]),
    ("office", "/api/end_consult", &[("id", "APPLICATION"), ("consult", "CONSULT")]),
    ("office", "/api/settle_claim", &[("claim", "CLAIM"), ("give", ""), ("answers[reason.CLAIM][]", "No")]),
    ("owner", "/api/hand_over", &[("id", "APPLICATION"), ("person", "MEMBER")]),
];

/// Tries it, and gives whether anything was written.
async fn writes(crowd: &Crowd, (column, act, fields): &Try) -> bool {
    let client = crowd.client(column);
    let fields = crowd.fields(fields, &client.token().await).into_iter();
    let fields: Vec<_> = fields
        .map(|(name, value)| (crowd.real(&name), value))
        .collect();
    let before = crowd.world.fingerprint().await;
    let answer = client.call(act, &fields).await;
    assert!(
        !answer.body.contains("internal"),
        "{act} as {column}: {}",
        answer.body
    );
    before != crowd.world.fingerprint().await
}

#[tokio::test]
async fn what_somebody_else_has_is_changed_by_nobody_who_knows_its_id() {
    let crowd = Crowd::gather().await;
    let mut faults = Vec::new();
    for case in TRIES {
        if writes(&crowd, case).await {
            faults.push(format!("{case:?} wrote something"));
        }
    }
    for case in OWN {
        if !writes(&crowd, case).await {
            faults.push(format!("{case:?} did nothing"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[tokio::test]
async fn what_somebody_else_began_is_no_page_of_anybody_else() {
    let crowd = Crowd::gather().await;
    for word in ["BULK", "FINISHED"] {
        let path = crowd.real(&format!("/office/bulk?id={word}"));
        for (column, client) in &crowd.clients {
            let status = client.get(&path).await.status.as_u16();
            let expected = match *column {
                "office" => 200,
                "anonymous" => 302,
                _ => 404,
            };
            assert_eq!(status, expected, "{path} as {column}");
        }
    }
}
