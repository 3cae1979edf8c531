//! Just enough HTML for tests: the tags, attributes, texts and forms of what the server drew.

/// A tag with its attributes.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute; empty for one without a value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The names of its attributes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().map(|(name, _)| name.as_str())
    }

    /// Whether one of its classes is this.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|all| all.split(' ').any(|one| one == class))
    }
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A tag opens.
    Open(Tag),
    /// A tag closes.
    Close(String),
    /// Text, without escapes.
    Text(String),
}

/// Elements whose content is text, whatever stands in it.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The pieces of a page. Comments are left out.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        if !text.is_empty() {
            found.push(Piece::Text(plain(text)));
        }
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let end = tag_end(tag);
        let inside = tag[1..end].trim_end_matches('/');
        rest = tag.get(end + 1..).unwrap_or_default();
        if let Some(name) = inside.strip_prefix('/') {
            found.push(Piece::Close(name.trim().to_lowercase()));
        } else if !inside.starts_with('!') {
            let tag = parse(inside);
            let name = tag.name.clone();
            found.push(Piece::Open(tag));
            if RAW.contains(&name.as_str()) {
                let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                found.push(Piece::Text(if name == "script" {
                    rest[..end].to_owned()
                } else {
                    plain(&rest[..end])
                }));
                rest = &rest[end..];
            }
        }
    }
    if !rest.is_empty() {
        found.push(Piece::Text(plain(rest)));
    }
    found
}

/// Where the tag that begins here ends: at the first `>` outside of quotes.
fn tag_end(tag: &str) -> usize {
    let mut quoted = None;
    for (at, c) in tag.char_indices() {
        match (c, quoted) {
            ('>', None) => return at,
            ('"' | '\'', None) => quoted = Some(c),
            (c, Some(q)) if c == q => quoted = None,
            _ => {}
        }
    }
    tag.len() - 1
}

fn parse(inside: &str) -> Tag {
    let (name, mut rest) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix('=') {
            Some(after) if after.starts_with(['"', '\'']) => {
                let quote = after.chars().next().unwrap();
                after[1..].split_once(quote).unwrap_or((&after[1..], ""))
            }
            Some(after) => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            None => ("", after),
        };
        attributes.push((attribute.to_lowercase(), plain(value)));
        rest = after;
    }
    Tag {
        name: name.to_lowercase(),
        attributes,
    }
}

/// Text without its escapes.
pub fn plain(text: &str) -> String {
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
    ];
    let text = escapes
        .iter()
        .fold(text.to_owned(), |text, (escape, sign)| {
            text.replace(escape, sign)
        });
    text.replace("&amp;", "&")
}

/// What people read: no tags, no scripts, one blank between words.
pub fn text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    let mut hidden = false;
    for piece in pieces {
        match piece {
            Piece::Open(tag) => {
                hidden = matches!(tag.name.as_str(), "script" | "style");
                text.push(' ');
            }
            Piece::Close(_) => {
                hidden = false;
                text.push(' ');
            }
            Piece::Text(words) if !hidden => text.push_str(words),
            Piece::Text(_) => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces within the first element that fits; `None` when there is none.
pub fn within(pieces: &[Piece], fits: impl Fn(&Tag) -> bool) -> Option<&[Piece]> {
    let start = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Open(tag) if fits(tag)))?;
    let Piece::Open(tag) = &pieces[start] else {
        return None;
    };
    let mut depth = 0;
    for (at, piece) in pieces.iter().enumerate().skip(start) {
        match piece {
            Piece::Open(open) if open.name == tag.name => depth += 1,
            Piece::Close(name) if *name == tag.name => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&pieces[start + 1..at]);
        }
    }
    Some(&pieces[start + 1..])
}

/// A form as a browser would send it.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `post` or `get`.
    pub method: String,
    /// Names and values that are sent when nothing is typed.
    pub fields: Vec<(String, String)>,
    /// Names and values of its buttons.
    pub buttons: Vec<(String, String)>,
}

impl Form {
    /// The fields with these typed or chosen instead. A name can stand here several times.
    pub fn with(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        fields.retain(|(name, _)| typed.iter().all(|(other, _)| other != name));
        fields.extend(
            typed
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        fields
    }

    /// The value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Every form of a page.
pub fn forms(pieces: &[Piece]) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    let mut options: Vec<(String, bool)> = Vec::new();
    let mut select = String::new();
    let mut ids: Vec<String> = Vec::new();
    // Buttons that stand outside of their form, and name it.
    let mut outside: Vec<(String, (String, String))> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(tag) if tag.name == "form" => {
                inside = true;
                let get = |name: &str| tag.get(name).unwrap_or_default().to_owned();
                ids.push(get("id"));
                forms.push(Form {
                    action: get("action"),
                    method: get("method"),
                    ..Form::default()
                });
            }
            Piece::Close(name) if name == "form" => inside = false,
            Piece::Open(tag) if tag.name == "button" && tag.get("form").is_some() => {
                let get = |name: &str| tag.get(name).unwrap_or_default().to_owned();
                outside.push((get("form"), (get("name"), get("value"))));
            }
            Piece::Open(tag) if inside => {
                let form = forms.last_mut().unwrap();
                let name = tag.get("name").unwrap_or_default().to_owned();
                let value = tag.get("value").unwrap_or_default().to_owned();
                match tag.name.as_str() {
                    "input" if name.is_empty() => {}
                    "input" => match tag.get("type") {
                        Some("checkbox" | "radio") if tag.get("checked").is_none() => {}
                        _ => form.fields.push((name, value)),
                    },
                    "textarea" => {
                        let Some(Piece::Text(text)) = pieces.get(at + 1) else {
                            continue;
                        };
                        form.fields
                            .push((name, text.strip_prefix('\n').unwrap_or(text).to_owned()));
                    }
                    "select" => (select, options) = (name, Vec::new()),
                    "option" => options.push((value, tag.get("selected").is_some())),
                    "button" if !name.is_empty() => form.buttons.push((name, value)),
                    _ => {}
                }
            }
            Piece::Close(name) if name == "select" && inside => {
                let chosen = options
                    .iter()
                    .find(|(_, selected)| *selected)
                    .or(options.first());
                let value = chosen.map(|(value, _)| value.clone()).unwrap_or_default();
                forms
                    .last_mut()
                    .unwrap()
                    .fields
                    .push((std::mem::take(&mut select), value));
            }
            _ => {}
        }
    }
    for (id, button) in outside {
        let at = ids.iter().position(|known| *known == id);
        let at = at.unwrap_or_else(|| panic!("a button names the form {id:?}, which is not there"));
        forms[at].buttons.push(button);
    }
    forms
}
