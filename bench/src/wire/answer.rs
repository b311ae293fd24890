//! Answers as they come over the wire: the status, the head, and where the body ends.

/// A whole answer, as bytes.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The status code.
    pub status: u16,
    head: &'a [u8],
    /// The body as it was sent: compressed and in chunks, if it was.
    pub body: &'a [u8],
}

/// How an answer goes on behind its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// So many bytes.
    Bytes(usize),
    /// Chunks, the last one empty.
    Chunks,
}

/// What the head of an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status code.
    pub status: u16,
    /// Its length with the blank line behind it.
    pub length: usize,
    /// How the answer goes on.
    pub body: Body,
}

impl<'a> Answer<'a> {
    /// The answer that begins with `head` and fills `bytes`.
    pub fn new(head: Head, bytes: &'a [u8]) -> Answer<'a> {
        let (before, body) = bytes.split_at(head.length);
        Answer { status: head.status, head: before, body }
    }

    /// Everything that was sent, in bytes.
    pub fn length(&self) -> usize {
        self.head.len() + self.body.len()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        header(self.head, name)
    }

    /// The body as text, for showing what went wrong and for finding a word in it.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.body).into_owned()
    }
}

/// Reads the head, if all of it has arrived. `None` inside means it is no HTTP/1.1.
pub fn head(bytes: &[u8]) -> Option<Option<Head>> {
    let length = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    Some(parse(&bytes[..length], length))
}

fn parse(head: &[u8], length: usize) -> Option<Head> {
    let status: u16 = std::str::from_utf8(head.strip_prefix(b"HTTP/1.1 ")?.get(..3)?).ok()?.parse().ok()?;
    let body = match (header(head, "content-length"), header(head, "transfer-encoding")) {
        (Some(bytes), _) => Body::Bytes(bytes.parse().ok()?),
        (None, Some("chunked")) => Body::Chunks,
        // Nothing follows 204 and 304, and this client sends no HEAD.
        (None, _) => Body::Bytes(0),
    };
    Some(Head { status, length, body })
}

fn header<'a>(head: &'a [u8], name: &str) -> Option<&'a str> {
    let lines = std::str::from_utf8(head).ok()?.split("\r\n").skip(1);
    let mut pairs = lines.filter_map(|line| line.split_once(':'));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Where a body ends, if all of it has arrived.
pub fn end(body: Body, bytes: &[u8]) -> Option<usize> {
    match body {
        Body::Bytes(length) => (bytes.len() >= length).then_some(length),
        Body::Chunks => end_of_chunks(bytes),
    }
}

fn end_of_chunks(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let line = bytes[at..].windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[at..at + line]).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        at += line + 2 + size + 2;
        if at > bytes.len() {
            return None;
        }
        if size == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &[u8] = b"HTTP/1.1 201 Created\r\nContent-Length: 4\r\nLocation: /lacak/7K4M\r\n\r\ngood";

    #[test]
    fn an_answer_is_read_to_its_end() {
        let head = head(ANSWER).unwrap().unwrap();
        assert_eq!((head.status, head.body), (201, Body::Bytes(4)));
        assert_eq!(end(head.body, &ANSWER[head.length..]), Some(4));
        let answer = Answer::new(head, ANSWER);
        assert_eq!((answer.header("location"), answer.text().as_str()), (Some("/lacak/7K4M"), "good"));
        assert_eq!(answer.length(), ANSWER.len());
    }

    #[test]
    fn what_has_not_arrived_is_waited_for() {
        assert_eq!(super::head(&ANSWER[..20]), None);
        assert_eq!(end(Body::Bytes(5), b"good"), None);
    }

    #[test]
    fn chunks_end_with_an_empty_one() {
        let bytes = b"3\r\nabc\r\n0\r\n\r\n";
        assert_eq!(end(Body::Chunks, bytes), Some(bytes.len()));
        assert_eq!(end(Body::Chunks, &bytes[..bytes.len() - 1]), None);
        assert_eq!(end(Body::Chunks, b"3\r\nab"), None);
    }

    #[test]
    fn something_else_than_http_is_refused() {
        assert_eq!(super::head(b"SSH-2.0\r\n\r\n"), Some(None));
    }
}
