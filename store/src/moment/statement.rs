//! The statement of a moment: one for all of it, of which each part reads a line or a few out of an index.

use super::BEGINNINGS;
use crate::timeline::Veil;
use ::partnership::application::Action;

/// The lines of the application.
const OF: &str = "subject = 'application' and subject_id = $1 and district_id = $2";

/// What is read of a line.
const ROW: &str = "select seq, at, person_id, act, detail from event";

/// Acts of which every line until then counts, because each is about another person or another question. There are few
/// of them.
const SEVERAL: [&str; 6] = [
    "add-reviewer",
    "remove-reviewer",
    "declare-conflict",
    "ask-consult",
    "end-consult",
    "answer-consult",
];

/// The statement that gathers the lines a moment is made of. `$1` is the application, `$2` the district, `$3` the
/// line. Each part reads a line or two out of an index; only what was judged, who reviewed and what was asked is read
/// whole, and messages are counted in the index.
pub(crate) fn sql(veil: &Veil) -> String {
    let hidden = veil.condition("$4");
    let mut parts = vec![
        format!("select 'here', * from ({ROW} where {OF} and seq = $3 {hidden})"),
        format!(
            "select 'earlier', * from ({ROW} where {OF} and seq < $3 {hidden} order by seq desc limit 1)"
        ),
        format!(
            "select 'later', * from ({ROW} where {OF} and seq > $3 {hidden} order by seq limit 1)"
        ),
    ];
    let moves = Action::ALL.map(Action::word);
    for act in BEGINNINGS.iter().chain(&moves) {
        parts.push(last("stage", act));
    }
    if !veil.keeps("assign") {
        let assigned =
            format!("select max(seq) from event where {OF} and act = 'assign' and seq <= $3");
        parts.push(format!(
            "select 'assign', * from ({ROW} where seq = ({assigned}))"
        ));
        // Whoever takes up a review that nobody has, has it from then on.
        parts.push(format!(
            "select 'taken', * from ({ROW} where {OF} and act = 'start-review' and seq <= $3
             and seq > coalesce(({assigned}), 0) order by seq limit 1)"
        ));
        for (what, act, by) in [("found", "judge", ", person_id"), ("settled", "settle", "")] {
            parts.push(format!(
                "select '{what}', * from ({ROW} where seq in (select max(seq) from event
                 where {OF} and act = '{act}' and seq <= $3 {hidden}
                 group by json_extract(detail, '$.criterion'){by}))"
            ));
        }
    }
    for act in ["set-due", "plan-meeting"] {
        if !veil.keeps(act) {
            parts.push(last("around", act));
        }
    }
    for act in SEVERAL.iter().filter(|act| !veil.keeps(act)) {
        parts.push(format!(
            "select 'around', * from ({ROW} where {OF} and act = '{act}' and seq <= $3)"
        ));
    }
    if !veil.keeps("message") {
        parts.push(messages());
    }
    format!(
        "select w.*, coalesce(nullif(p.name, ''), p.email), (select since_at from history_detail where district_id = $2)
         from ({}) w left join person p on p.id = w.person_id where $4 is null or true order by w.seq",
        parts.join(" union all ")
    )
}

/// The last line of an act until then.
fn last(what: &str, act: &str) -> String {
    format!(
        "select '{what}', * from ({ROW} where {OF} and act = '{act}' and seq <= $3 order by seq desc limit 1)"
    )
}

/// The last message until then, and how many there had been.
fn messages() -> String {
    let until = "subject = 'application' and subject_id = $1 and act = 'message' and seq <= $3";
    format!(
        "select 'around', * from (select seq, at, person_id, act,
            json_object('count', (select count(*) from event where {until}))
            from event where seq = (select max(seq) from event where {until}) and district_id = $2)"
    )
}
