//! Acts: any form, nested any way, any type, any bytes.

use super::text::{bytes, known_or_any, text};
use super::{Target, fault, try_all};
use crate::access::acts::ACTS;
use crate::harness::encoded;
use axum::body::Body;
use axum::http::header;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Ways to nest a name.
const NESTS: [&str; 14] = [
    "answers[KEY][]",
    "answers[KEY]",
    "answers[KEY][0]",
    "answers[KEY][1000000]",
    "answers[KEY][a]",
    "answers[][]",
    "answers[]",
    "answers",
    "answers[",
    "answers]]",
    "answers[a][b][c][d][e][f][g]",
    "answers[KEY][][]",
    "[answers][KEY]",
    "answers%5BKEY%5D%5B%5D",
];

const KINDS: [&str; 5] = [
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "text/plain; charset=utf-16",
];

/// Names of fields that acts have, and of nested ones.
fn name() -> impl Strategy<Value = String> {
    let mut plain: Vec<&str> = ACTS
        .iter()
        .flat_map(|act| act.fields.iter().map(|field| field.0))
        .collect();
    plain.extend([
        "key", "tab", "lang", "go_on", "seen", "check", "add", "remove",
    ]);
    let keys = [
        "organization.name",
        "money.value",
        "schedule.start.month",
        "outcomes.99999999999.what",
        "reason",
    ];
    let nested = (select(NESTS.to_vec()), known_or_any(&keys, 4))
        .prop_map(|(nest, key)| nest.replace("KEY", &key));
    prop_oneof![4 => known_or_any(&plain, 20), 3 => nested]
}

fn value() -> impl Strategy<Value = String> {
    let words = [
        "APPLICATION",
        "DRAFT",
        "PARTNERSHIP",
        "DEVICE",
        "SPARE",
        "organization",
        "program",
        "decline",
        "approve",
        "office",
        "1",
    ];
    known_or_any(&words, 2)
}

/// The kind of a form with files, of which `x` stands between the parts.
const PARTS: &str = KINDS[3];

/// A form as it is sent: its fields, its fields and files in parts of which the last may be cut off, or a body of any
/// bytes.
#[derive(Debug, Clone)]
enum Form {
    Fields(Vec<(String, String)>),
    Parts(Vec<Part>, usize),
    Bytes(Vec<u8>),
}

/// A part of a form with files: its head, and what it holds.
#[derive(Debug, Clone)]
struct Part {
    name: String,
    head: String,
    body: Vec<u8>,
}

/// A part, sound or not: with a name of a file, another head, or none.
fn part() -> impl Strategy<Value = Part> {
    let files = [
        "; filename=\"a.pdf\"\r\nContent-Type: application/pdf",
        "; filename=\"../../a\"\r\nContent-Type: image/png",
        "; filename=\"\"\r\nContent-Type: application/octet-stream",
        "; filename*=UTF-8''%00%FF",
        "; name=\"id\"",
        "\r\nContent-Type: text/html; charset=utf-16",
        "\r\nContent-Transfer-Encoding: base64",
        "\r\nX: \u{1f600}",
        "",
    ];
    let head = prop_oneof![8 => select(files.to_vec()).prop_map(str::to_owned), 1 => text()];
    let body = prop_oneof![
        3 => value().prop_map(String::into_bytes),
        2 => bytes(),
        1 => bytes().prop_map(|bytes| [b"%PDF-1.7\n", &bytes[..]].concat()),
    ];
    (name(), head, body).prop_map(|(name, head, body)| Part { name, head, body })
}

/// The parts as they are sent, without the last bytes.
fn in_parts(parts: &[(String, String, Vec<u8>)], lost: usize) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, head, body) in parts {
        let begin = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{head}\r\n\r\n");
        all.extend_from_slice(begin.as_bytes());
        all.extend_from_slice(body);
        all.extend_from_slice(b"\r\n");
    }
    all.extend_from_slice(b"--x--\r\n");
    all.truncate(all.len().saturating_sub(lost));
    all
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![
        5 => vec((name(), value()), 0..8).prop_map(Form::Fields),
        3 => (vec(part(), 0..6), prop_oneof![3 => Just(0_usize), 1 => 0..60_usize])
            .prop_map(|(parts, lost)| Form::Parts(parts, lost)),
        1 => bytes().prop_map(Form::Bytes),
        1 => text().prop_map(|text| Form::Bytes(format!("{{\"id\":{text:?},\"answers\":{text}}}").into_bytes())),
    ]
}

#[test]
fn no_form_breaks_an_act() {
    let target = Target::new();
    let case = (
        0..8_usize,
        0..ACTS.len(),
        form(),
        0..30_usize,
        any::<bool>(),
        any::<bool>(),
    );
    try_all(1500, &case, |(who, act, form, kind, own, page)| {
        let (client, token) = target.client(*who);
        let act = ACTS[*act].path;
        let body = match form {
            Form::Bytes(bytes) => bytes.clone(),
            Form::Parts(parts, lost) => {
                let real = |part: &Part| {
                    let body = match String::from_utf8(part.body.clone()) {
                        Ok(text) => target.crowd.real(&text).into_bytes(),
                        Err(bytes) => bytes.into_bytes(),
                    };
                    (part.name.clone(), part.head.clone(), body)
                };
                let mut parts: Vec<_> = parts.iter().map(real).collect();
                if *own && act != "/api/sign_out" {
                    let token = token.as_bytes().to_vec();
                    parts.insert(0, ("token".to_owned(), String::new(), token));
                }
                in_parts(&parts, *lost)
            }
            Form::Fields(fields) => {
                let mut fields: Vec<(String, String)> = fields
                    .iter()
                    .map(|(name, value)| (name.clone(), target.crowd.real(value)))
                    .collect();
                // Signing out for good would leave the others with nothing to find.
                if *own && act != "/api/sign_out" {
                    fields.push(("token".to_owned(), token.to_owned()));
                }
                encoded(&fields).into_bytes()
            }
        };
        let accept = if *page {
            "text/html"
        } else {
            "application/json"
        };
        let mut request = client.posting(act, accept);
        let kind = match form {
            Form::Parts(..) => Some(&PARTS),
            _ => KINDS.get(*kind),
        };
        if let Some(kind) = kind {
            request = request.header(header::REFERER, "http://127.0.0.1:3000/account");
            if let Some(headers) = request.headers_mut() {
                headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            }
        }
        target.runtime.block_on(async {
            let answer = client.ask_with(request, Body::from(body)).await;
            let leads = answer.header("location");
            fault(&answer)?;
            // The page it leads to shows what was typed.
            if leads.starts_with('/') {
                fault(&client.get(&leads).await)?;
            }
            Ok(())
        })
    });
    // Whatever was sent, what is stored is sound, and its history is whole.
    let report = target.runtime.block_on(target.crowd.world.store.verify());
    assert!(report.unwrap().is_sound());
}
