//! The queues on the first page of the office, each with its count and the way to exactly its rows.

use crate::current::Current;
use crate::office::listing::Listing;
use crate::office::search::Finding;
use crate::words::{office as words, term};
use leptos::prelude::*;
use partnership::person::Right;
use partnership::text::Lang;
use store::Asker;
use store::list::Queue;
use store::term::Ends;

/// The name of a queue.
pub(in crate::office) fn queue_name(queue: Queue, lang: Lang) -> &'static str {
    match queue {
        Queue::Mine => words::queue_mine(lang),
        Queue::Finding => crate::words::panel::queue_finding(lang),
        Queue::Unassigned => words::queue_unassigned(lang),
        Queue::New => words::queue_new(lang),
        Queue::Overdue => words::queue_overdue(lang),
        Queue::Partner => words::queue_partner(lang),
        Queue::Stalled => crate::words::desk::queue_stalled(lang),
        Queue::Notes => crate::words::talk::queue(lang),
    }
}

/// The way to one queue, with its count.
fn card(href: String, label: &'static str, count: usize, is_late: bool) -> AnyView {
    let class = match count {
        0 => "queue queue--none",
        _ if is_late => "queue queue--late",
        _ => "queue",
    };
    view! {
        <li>
            <a class=class href=href>
                <span class="queue__count">{count.to_string()}</span>
                " "
                <span class="queue__label">{label}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The queues of applications, and the partnerships whose last day is near or has passed.
pub(super) fn cards(
    current: &Current,
    asker: &Asker,
    queues: &[(Queue, usize)],
    ending: &[(Ends, usize)],
) -> AnyView {
    let lang = current.lang;
    let ending = ending.iter().map(|(ends, count)| {
        let is_over = matches!(ends, Ends::Over(_));
        let label = if is_over {
            term::queue_over(lang)
        } else {
            term::queue_soon(lang)
        };
        card(Finding::ending(*ends).href(1), label, *count, is_over)
    });
    let cards: Vec<AnyView> = queues
        .iter()
        // Nothing is ever assigned to somebody who does not decide, nor asked of them, and no note names them.
        .filter(|(queue, _)| !queue.is_own() || asker.may(Right::Decide))
        .map(|(queue, count)| {
            let (href, label) = (Listing::queue(*queue).href(1), queue_name(*queue, lang));
            card(href, label, *count, *queue == Queue::Overdue)
        })
        .chain(ending)
        .collect();
    view! { <ul class="queue-grid">{cards}</ul> }.into_any()
}
