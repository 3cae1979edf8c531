//! Questions that show and hide as one types, by the very conditions the server judges with.

use super::{dom, fields};
use partnership::form::Condition;
use web_sys::{HtmlElement, HtmlFormElement};

/// Shows and hides the questions whose conditions read answers of this page.
pub(super) fn apply(form: &HtmlFormElement) {
    let answers = fields::read(form);
    let here: Vec<String> = dom::all::<HtmlElement>(form, ".question[data-key]")
        .iter()
        .filter_map(|q| q.get_attribute("data-key"))
        .collect();
    for question in dom::all::<HtmlElement>(form, ".question[data-when]") {
        let condition = question
            .get_attribute("data-when")
            .and_then(|text| serde_json::from_str::<Condition>(&text).ok());
        if let Some(condition) = condition
            && condition
                .keys()
                .iter()
                .all(|key| here.iter().any(|h| h == key))
        {
            question.set_hidden(!condition.holds(&answers));
        }
    }
}
