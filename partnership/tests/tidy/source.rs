//! Reading Rust source roughly: which part of it is code, and which is text in quotes.

/// A source with its comments and texts taken out of the code, line by line in place.
pub(crate) struct Source {
    /// The code: comments and the insides of texts are blanks, line ends stay.
    pub(crate) code: String,
    /// Every text in quotes, with the line it begins on (from 1).
    pub(crate) texts: Vec<(usize, String)>,
}

impl Source {
    /// Reads Rust source. Broken source gives some result, never a panic.
    pub(crate) fn read(source: &str) -> Self {
        let chars: Vec<char> = source.chars().collect();
        let mut read = Self {
            code: String::new(),
            texts: Vec::new(),
        };
        let mut at = 0;
        while at < chars.len() {
            let rest = &chars[at..];
            let end = match rest {
                ['/', '/', ..] => read.blank(rest, line_comment(rest)),
                ['/', '*', ..] => read.blank(rest, block_comment(rest)),
                ['r', '"' | '#', ..] if starts_word(&chars, at) => match raw_text(rest) {
                    Some((open, close, end)) => read.text(rest, open, close, end),
                    None => read.keep(rest, 1),
                },
                ['"', ..] => {
                    let close = plain_text(rest);
                    read.text(rest, 1, close, close + 1)
                }
                ['\'', '\\', _, ..] => {
                    let length = rest.iter().skip(3).position(|c| *c == '\'').unwrap_or(0) + 4;
                    read.keep(rest, length)
                }
                ['\'', _, '\'', ..] => read.keep(rest, 3),
                _ => read.keep(rest, 1),
            };
            at += end.max(1);
        }
        read
    }

    fn keep(&mut self, rest: &[char], length: usize) -> usize {
        self.code.extend(rest.iter().take(length));
        length
    }

    fn blank(&mut self, rest: &[char], length: usize) -> usize {
        let blanks = rest
            .iter()
            .take(length)
            .map(|c| if *c == '\n' { '\n' } else { ' ' });
        self.code.extend(blanks);
        length
    }

    fn text(&mut self, rest: &[char], open: usize, close: usize, end: usize) -> usize {
        let line = self.code.matches('\n').count() + 1;
        let close = close.min(rest.len());
        self.texts
            .push((line, rest[open.min(close)..close].iter().collect()));
        self.blank(rest, end)
    }
}

fn starts_word(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| chars[before]);
    !before.is_some_and(|c| c.is_alphanumeric() && c != 'b' && c != 'c' || c == '_')
}

fn line_comment(rest: &[char]) -> usize {
    rest.iter().position(|c| *c == '\n').unwrap_or(rest.len())
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        match &rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Where the closing quote of a text stands.
fn plain_text(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at
}

/// Where a raw text begins, ends, and is over.
fn raw_text(rest: &[char]) -> Option<(usize, usize, usize)> {
    let marks = rest.iter().skip(1).take_while(|c| **c == '#').count();
    let open = marks + 2;
    if rest.get(open - 1) != Some(&'"') {
        return None;
    }
    let closes = |at: usize| {
        rest[at] == '"'
            && rest
                .iter()
                .skip(at + 1)
                .take(marks)
                .filter(|c| **c == '#')
                .count()
                == marks
    };
    let close = (open..rest.len())
        .find(|at| closes(*at))
        .unwrap_or(rest.len());
    Some((open, close, close + 1 + marks))
}

/// Whether a text is a statement in SQL, rather than a sentence that begins with the same word.
pub(crate) fn is_sql(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    let [first, second, ..] = words.as_slice() else {
        return false;
    };
    let third = words.get(2).copied().unwrap_or_default();
    match *first {
        "select" => {
            words.contains(&"from")
                || second.contains(['(', '*', '$', '?'])
                || second.starts_with(|c: char| c.is_ascii_digit())
        }
        "insert" | "replace" => *second == "into" || *second == "or",
        "update" => words.contains(&"set"),
        "delete" => *second == "from",
        "create" | "drop" | "alter" => {
            let things = [
                "table",
                "index",
                "trigger",
                "view",
                "unique",
                "virtual",
                "temp",
                "temporary",
            ];
            things.contains(second)
        }
        "with" => third == "as" || *second == "recursive",
        "pragma" | "vacuum" | "attach" | "savepoint" => true,
        "begin" => ["immediate", "exclusive", "deferred", "transaction"].contains(second),
        _ => false,
    }
}

#[test]
fn code_comments_and_texts_are_told_apart() {
    let source = concat!(
        "// a \"comment\" of leptos\n",
        "let a = \"one \\\" two\"; /* x \"no\" /* deep */ */ let b = '\"';\n",
        "let c = r#\"raw \" text\"#; let d = b\"bytes\"; fn f<'a>(x: &'a str) {}\n",
        "let e = '\\''; let f = \"last\n line\";",
    );
    let read = Source::read(source);
    let texts: Vec<(usize, &str)> = read.texts.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let expected = [
        (2, "one \\\" two"),
        (3, "raw \" text"),
        (3, "bytes"),
        (4, "last\n line"),
    ];
    assert_eq!(texts, expected);
    assert_eq!(
        read.code.matches('\n').count(),
        source.matches('\n').count()
    );
    for hidden in ["leptos", "comment", "no", "deep", "raw", "last"] {
        assert!(!read.code.contains(hidden), "{hidden} is no code");
    }
    for seen in [
        "let a",
        "let b",
        "let c",
        "let d",
        "fn f<'a>(x: &'a str)",
        "let e",
        "let f",
    ] {
        assert!(read.code.contains(seen), "{seen} is code");
    }
}

#[test]
fn statements_are_told_from_sentences() {
    // Put together here, because this file is read by the test, too.
    let statement = |first: &str, rest: &str| is_sql(&format!("\n  {first}\n {rest}"));
    assert!(statement("select", "id from person"));
    assert!(statement("SELECT", "count(*)"));
    assert!(statement("select", "1"));
    assert!(statement("insert", "into person values ($1)"));
    assert!(statement("update", "person set name = $1"));
    assert!(statement("delete", "from person"));
    assert!(statement("create", "table person (id text)"));
    assert!(statement("with", "x as (select 1)"));
    assert!(statement("pragma", "foreign_keys = on"));
    for sentence in [
        "select",
        "Select a school",
        "Create an account",
        "Update your answers",
        "with care",
    ] {
        assert!(!is_sql(sentence), "{sentence} is no statement");
    }
}
