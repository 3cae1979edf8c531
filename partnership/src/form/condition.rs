//! Conditions on answers: when a step or a question is asked, and when a route applies.

use super::Answers;
use serde::{Deserialize, Serialize};

/// A condition. In a profile: `{ is = ["funding", "yes"] }`, `{ all = [ … ] }`, `{ not = { … } }`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// Holds whatever was answered.
    #[default]
    Always,
    /// Something was answered to this key.
    Answered(String),
    /// The answer to this key is this one value and no other.
    Is(String, String),
    /// This value is among the answers to this key.
    Includes(String, String),
    /// At least so many values were chosen for this key, or so many things of this group were named:
    /// `{ at-least = ["sites.schools", 2] }`.
    AtLeast(String, usize),
    /// At least one thing of this group meets a condition, which reads the answers within it:
    /// `{ item = ["members", { is = ["kind", "nonprofit"] }] }`.
    Item(String, Box<Self>),
    /// Every one of these holds.
    All(Vec<Self>),
    /// At least one of these holds.
    Any(Vec<Self>),
    /// This does not hold.
    Not(Box<Self>),
}

impl Condition {
    /// Whether the condition holds for these answers.
    #[must_use]
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Always => true,
            Self::Answered(key) => answers.one(key).is_some(),
            Self::Is(key, value) => answers.all(key) == [value.as_str()],
            Self::Includes(key, value) => answers.has(key, value),
            Self::AtLeast(key, count) => {
                let things = || answers.by_item(key).len();
                answers.all(key).len() >= *count || things() >= *count
            }
            Self::Item(group, condition) => {
                let things = answers.by_item(group);
                things.iter().any(|thing| condition.holds(thing))
            }
            Self::All(conditions) => conditions.iter().all(|c| c.holds(answers)),
            Self::Any(conditions) => conditions.iter().any(|c| c.holds(answers)),
            Self::Not(condition) => !condition.holds(answers),
        }
    }

    /// The keys the condition reads, in the order it names them: of what it reads within a group, the group's.
    #[must_use]
    pub fn keys(&self) -> Vec<&str> {
        match self {
            Self::Always => vec![],
            Self::Answered(key)
            | Self::Is(key, _)
            | Self::Includes(key, _)
            | Self::AtLeast(key, _)
            | Self::Item(key, _) => vec![key],
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(Self::keys).collect()
            }
            Self::Not(condition) => condition.keys(),
        }
    }

    /// The keys that made the condition hold, in the order it names them: of several alternatives only
    /// those that hold, so that nobody is given a reason that is none. Empty when it does not hold.
    #[must_use]
    pub fn reasons(&self, answers: &Answers) -> Vec<&str> {
        if !self.holds(answers) {
            return vec![];
        }
        match self {
            Self::All(conditions) | Self::Any(conditions) => {
                conditions.iter().flat_map(|c| c.reasons(answers)).collect()
            }
            _ => self.keys(),
        }
    }

    /// The keys that the condition reads within the things of a group, in the order it names them.
    #[must_use]
    pub fn keys_within(&self, group: &str) -> Vec<&str> {
        match self {
            Self::Item(own, condition) if own == group => condition.keys(),
            Self::All(conditions) | Self::Any(conditions) => {
                let each = conditions.iter();
                each.flat_map(|c| c.keys_within(group)).collect()
            }
            Self::Not(condition) => condition.keys_within(group),
            _ => vec![],
        }
    }

    /// Whether nothing is asked of the answers.
    #[must_use]
    pub const fn is_always(&self) -> bool {
        matches!(self, Self::Always)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_condition_holds_when_it_says() {
        let answers: Answers = [
            ("one".to_owned(), vec!["a".to_owned()]),
            ("many".to_owned(), vec!["a".to_owned(), "b".to_owned()]),
        ]
        .into_iter()
        .collect();
        let is = |k: &str, v: &str| Condition::Is(k.into(), v.into());
        let includes = |k: &str, v: &str| Condition::Includes(k.into(), v.into());
        for (condition, expected) in [
            (Condition::Always, true),
            (Condition::Answered("one".into()), true),
            (Condition::Answered("none".into()), false),
            (is("one", "a"), true),
            (is("many", "a"), false),
            (includes("many", "b"), true),
            (includes("many", "c"), false),
            (Condition::AtLeast("many".into(), 2), true),
            (Condition::AtLeast("many".into(), 3), false),
            (Condition::AtLeast("none".into(), 1), false),
            (
                Condition::All(vec![is("one", "a"), includes("many", "a")]),
                true,
            ),
            (
                Condition::All(vec![is("one", "a"), includes("many", "c")]),
                false,
            ),
            (
                Condition::Any(vec![is("one", "x"), includes("many", "a")]),
                true,
            ),
            (Condition::Any(vec![]), false),
            (Condition::All(vec![]), true),
            (Condition::Not(Box::new(is("one", "a"))), false),
        ] {
            assert_eq!(condition.holds(&answers), expected, "{condition:?}");
        }
    }

    #[test]
    fn a_condition_looks_into_the_things_of_a_group() {
        let answers: Answers = [
            ("members.1.kind", "college"),
            ("members.1.name", "Quillfeather College"),
            ("members.3.kind", "museum"),
            // Neither is a thing of the group: how many are shown, and a question of a name that begins like it.
            ("members.items", "4"),
            ("members.several", "yes"),
        ]
        .into_iter()
        .map(|(field, value)| (field.to_owned(), vec![value.to_owned()]))
        .collect();
        let is = |kind: &str| Box::new(Condition::Is("kind".into(), kind.into()));
        let named = || Condition::Answered("name".into());
        let item = |condition| Condition::Item("members".into(), condition);
        let both = |kind: &str| Box::new(Condition::All(vec![*is(kind), named()]));
        for (condition, expected) in [
            (item(is("college")), true),
            (item(is("museum")), true),
            (item(is("library")), false),
            (item(Box::new(named())), true),
            // One thing must meet all of it.
            (item(both("college")), true),
            (item(both("museum")), false),
            (item(Box::new(Condition::Not(is("college")))), true),
            (Condition::Not(Box::new(item(is("library")))), true),
            (Condition::Item("others".into(), is("college")), false),
            (
                Condition::Item("others".into(), Box::new(Condition::Always)),
                false,
            ),
            (Condition::AtLeast("members".into(), 2), true),
            (Condition::AtLeast("members".into(), 3), false),
        ] {
            assert_eq!(condition.holds(&answers), expected, "{condition:?}");
            let reasons: &[&str] = if expected { &["members"] } else { &[] };
            assert_eq!(condition.reasons(&answers), reasons, "{condition:?}");
        }
    }

    #[test]
    fn of_alternatives_only_those_that_hold_are_reasons() {
        let is = |key: &str| Condition::Is(key.into(), "yes".into());
        let either = Condition::Any(vec![is("a"), Condition::All(vec![is("b"), is("c")])]);
        let condition = Condition::All(vec![either, Condition::Not(Box::new(is("d")))]);
        for (said, expected) in [
            (&["a"][..], &["a", "d"][..]),
            (&["a", "b"], &["a", "d"]),
            (&["b", "c"], &["b", "c", "d"]),
            (&["a", "b", "c"], &["a", "b", "c", "d"]),
            (&["b"], &[]),
            (&["a", "d"], &[]),
        ] {
            let answers: Answers = said
                .iter()
                .map(|key| ((*key).to_owned(), vec!["yes".to_owned()]))
                .collect();
            assert_eq!(condition.reasons(&answers), expected, "{said:?}");
        }
    }

    #[test]
    fn a_condition_reads_from_a_profile_as_it_is_documented() {
        #[derive(Deserialize)]
        struct Holder {
            when: Condition,
        }
        let text = r#"when = { all = [ { is = ["funding", "no"] }, { at-least = ["sites", 2] }, { not = { includes = ["kind", "x"] } }, "always" ] }"#;
        let holder: Holder = toml::from_str(text).unwrap();
        assert_eq!(holder.when.keys(), ["funding", "sites", "kind"]);
        let text = r#"when = { item = ["members", { not = { is = ["kind", "x"] } }] }"#;
        let holder: Holder = toml::from_str(text).unwrap();
        assert_eq!(holder.when.keys(), ["members"]);
        assert_eq!(holder.when.keys_within("members"), ["kind"]);
        assert!(holder.when.keys_within("others").is_empty());
    }
}
