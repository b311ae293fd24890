//! Finding things in a page of HTML: its words, links, forms and fields.
//!
//! A scanner for the well-formed pages we write ourselves, not a parser for the web's.

/// What a start tag says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The name in lower case.
    pub name: String,
    /// Names in lower case, values with their entities decoded; an attribute without a value has an empty one.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The attribute's value; `None` when it is not there.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A piece of a page, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Start(Element),
    End(String),
    /// Text with its entities decoded and its white space as written; never that of scripts and styles.
    Text(String),
}

/// A link: its address as written and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub href: String,
    pub words: String,
}

/// A form and what it would send if the reader changed nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent; empty means the page's own address.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Names and values of its fields in order, hidden ones included, buttons left out.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The value the field has now.
    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The same form after the reader filled in a field, or chose one that was not chosen before.
    pub fn fill(mut self, name: &str, value: &str) -> Form {
        match self.fields.iter_mut().find(|(key, _)| key == name) {
            Some(field) => value.clone_into(&mut field.1),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }
}

/// The pieces of a page.
pub fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        rest = next_piece(rest, &mut pieces);
    }
    pieces
}

/// The words a reader sees (and hears), white space folded into single spaces.
pub fn words(html: &str) -> String {
    fold_space(&text_of(&pieces(html)))
}

/// Every link of the page.
pub fn links(html: &str) -> Vec<Link> {
    let pieces = pieces(html);
    let starts = pieces.iter().enumerate();
    starts
        .filter_map(|(at, piece)| {
            let element = start_named(piece, "a")?;
            Some(Link {
                href: element.attribute("href")?.to_owned(),
                words: fold_space(&text_of(until_end(&pieces[at + 1..], "a"))),
            })
        })
        .collect()
}

/// Every form of the page.
pub fn forms(html: &str) -> Vec<Form> {
    let pieces = pieces(html);
    let starts = pieces.iter().enumerate();
    starts
        .filter_map(|(at, piece)| {
            let element = start_named(piece, "form")?;
            Some(Form {
                action: element.attribute("action").unwrap_or_default().to_owned(),
                method: element.attribute("method").unwrap_or("get").to_ascii_lowercase(),
                fields: fields(until_end(&pieces[at + 1..], "form")),
            })
        })
        .collect()
}

/// The elements of the page with this name.
pub fn elements(html: &str, name: &str) -> Vec<Element> {
    pieces(html).iter().filter_map(|piece| start_named(piece, name).cloned()).collect()
}

fn next_piece<'a>(rest: &'a str, pieces: &mut Vec<Piece>) -> &'a str {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.split_once("-->").map_or("", |(_, after)| after);
    }
    if let Some(declaration) = rest.strip_prefix("<!") {
        return declaration.split_once('>').map_or("", |(_, after)| after);
    }
    if let Some(end) = rest.strip_prefix("</") {
        let (name, after) = end.split_once('>').unwrap_or((end, ""));
        pieces.push(Piece::End(name.trim().to_ascii_lowercase()));
        return after;
    }
    if let Some(tag) = rest.strip_prefix('<') {
        let (element, after) = start_tag(tag);
        let after = match element.name.as_str() {
            // Their content is no text for readers, and may hold signs that look like tags.
            "script" | "style" => skip_to_end_tag(after, &element.name),
            _ => after,
        };
        pieces.push(Piece::Start(element));
        return after;
    }
    let end = rest.find('<').unwrap_or(rest.len());
    pieces.push(Piece::Text(decode(&rest[..end])));
    &rest[end..]
}

fn skip_to_end_tag<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = rest.find(&format!("</{name}"));
    end.map_or("", |at| &rest[at..])
}

/// Reads a start tag behind its `<`; also returns what follows its `>`.
fn start_tag(tag: &str) -> (Element, &str) {
    let name_end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
    let mut element = Element { name: tag[..name_end].to_ascii_lowercase(), attributes: Vec::new() };
    let mut rest = &tag[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        match rest.strip_prefix('>') {
            Some(after) => return (element, after),
            None if rest.is_empty() => return (element, rest),
            None => rest = attribute(rest, &mut element),
        }
    }
}

fn attribute<'a>(rest: &'a str, element: &mut Element) -> &'a str {
    let name_end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
    let name = rest[..name_end].to_ascii_lowercase();
    let after_name = &rest[name_end..];
    let Some(value) = after_name.strip_prefix('=') else {
        element.attributes.push((name, String::new()));
        return after_name;
    };
    let (value, after) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        _ => {
            let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
            value.split_at(end)
        }
    };
    element.attributes.push((name, decode(value)));
    after
}

fn start_named<'a>(piece: &'a Piece, name: &str) -> Option<&'a Element> {
    match piece {
        Piece::Start(element) if element.name == name => Some(element),
        _ => None,
    }
}

fn until_end<'a>(pieces: &'a [Piece], name: &str) -> &'a [Piece] {
    let is_end = |piece: &Piece| matches!(piece, Piece::End(ended) if ended == name);
    let end = pieces.iter().position(is_end);
    &pieces[..end.unwrap_or(pieces.len())]
}

/// The text of the pieces. Elements that stand on lines of their own part the words around them.
fn text_of(pieces: &[Piece]) -> String {
    const IN_LINE: [&str; 14] =
        ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"];
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Start(Element { name, .. }) | Piece::End(name) => {
                if !IN_LINE.contains(&name.as_str()) {
                    text.push(' ');
                }
            }
        }
    }
    text
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fields(pieces: &[Piece]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Start(element) = piece else {
            continue;
        };
        let (Some(name), None) = (element.attribute("name"), element.attribute("disabled")) else {
            continue;
        };
        if let Some(value) = field_value(element, &pieces[at + 1..]) {
            fields.push((name.to_owned(), value));
        }
    }
    fields
}

/// What the field sends; `None` for what sends nothing by itself.
fn field_value(element: &Element, inside: &[Piece]) -> Option<String> {
    let written = element.attribute("value");
    match (element.name.as_str(), element.attribute("type").unwrap_or("text")) {
        ("input", "submit" | "button" | "image" | "reset" | "file") => None,
        ("input", "checkbox" | "radio") => {
            element.attribute("checked")?;
            Some(written.unwrap_or("on").to_owned())
        }
        ("input", _) => Some(written.unwrap_or_default().to_owned()),
        ("textarea", _) => {
            let text = text_of(until_end(inside, "textarea"));
            // HTML drops one line break right behind the start tag.
            Some(text.strip_prefix('\n').unwrap_or(&text).to_owned())
        }
        ("select", _) => selected(until_end(inside, "select")),
        _ => None,
    }
}

/// The chosen option of a list, or its first one.
fn selected(pieces: &[Piece]) -> Option<String> {
    let options = || {
        let starts = pieces.iter().enumerate();
        starts.filter_map(|(at, piece)| Some((at, start_named(piece, "option")?)))
    };
    let is_chosen = |(_, option): &(usize, &Element)| option.attribute("selected").is_some();
    let (at, option) = options().find(is_chosen).or_else(|| options().next())?;
    match option.attribute("value") {
        Some(value) => Some(value.to_owned()),
        None => Some(fold_space(&text_of(until_end(&pieces[at + 1..], "option")))),
    }
}

/// Decodes the entities our own pages contain: the five of XML, the no-break space, and numbers.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let entity = rest[1..].split_once(';');
        match entity.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded + rest
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html lang=id><head><title>Lapor</title>
<style>p > a { color: red }</style><script>if (1 < 2) say("<p>no</p>")</script></head>
<body><!-- <p>hidden</p> --><h1>Lapor &amp; tanya</h1><p>Jalan <b>berlubang</b>?</p>
<p><a href="/lacak?a=1&amp;b=2">Lacak <i>laporan</i></a>
<form action="/lapor" method=POST>
<input type=hidden name=token value="a&quot;b">
<input name=name><input type=checkbox name=news checked><input type=radio name=kind value=praise>
<input type="radio" name="kind" value="complaint" checked/>
<textarea name=text>
Satu
Dua</textarea>
<select name=place><option value=65.03>Nunukan<option value="65.03.01" selected>Sebatik</select>
<input name=off disabled value=x><input type=submit name=go value=Kirim></form>"#;

    #[test]
    fn words_are_what_a_reader_sees() {
        assert!(words(PAGE).starts_with("Lapor Lapor & tanya Jalan berlubang? Lacak laporan"));
        assert!(!words(PAGE).contains("hidden") && !words(PAGE).contains("color"));
    }

    #[test]
    fn links_have_their_address_and_words() {
        let expected = Link { href: "/lacak?a=1&b=2".into(), words: "Lacak laporan".into() };
        assert_eq!(links(PAGE), [expected]);
    }

    #[test]
    fn a_form_holds_what_it_would_send() {
        let form = forms(PAGE).remove(0);
        assert_eq!((form.action.as_str(), form.method.as_str()), ("/lapor", "post"));
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("token", "a\"b"),
            ("name", ""),
            ("news", "on"),
            ("kind", "complaint"),
            ("text", "Satu\nDua"),
            ("place", "65.03.01"),
        ];
        assert_eq!(fields, expected);
    }

    #[test]
    fn filling_replaces_or_adds() {
        let form = forms(PAGE).remove(0).fill("name", "Siti").fill("spot", "dermaga");
        assert_eq!(form.value("name"), Some("Siti"));
        assert_eq!(form.value("spot"), Some("dermaga"));
    }

    #[test]
    fn broken_pages_end_quietly() {
        for page in ["<", "<a", "<a href", "<a href=\"x", "<!--", "</", "&", "&#x;", "<script>"] {
            let _ = (pieces(page), links(page), forms(page));
        }
        assert_eq!(words("a & b &unknown; &#65;&#x42;"), "a & b &unknown; AB");
    }
}
