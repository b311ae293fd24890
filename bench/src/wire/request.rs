//! Requests as they go over the wire.

use std::fmt::Write;

/// A header's name and value.
pub type Header<'a> = (&'a str, &'a str);

/// A field of a form and its value.
pub type Part<'a> = (&'a str, &'a str);

/// Parts the pieces of a multipart form; long enough not to occur in a report.
const BOUNDARY: &str = "hadir-bench-5f0b9d1c7a";

/// Asks for a page.
pub fn get(path: &str, headers: &[Header<'_>]) -> Vec<u8> {
    head("GET", path, headers).into_bytes()
}

/// Sends a body.
pub fn post(path: &str, headers: &[Header<'_>], content_type: &str, body: &[u8]) -> Vec<u8> {
    let mut head = head("POST", path, headers);
    head.truncate(head.len() - 2);
    let length = body.len();
    let _ = write!(head, "Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n");
    let mut request = head.into_bytes();
    request.extend_from_slice(body);
    request
}

/// Sends a form the way a browser sends one without files.
pub fn post_form(path: &str, headers: &[Header<'_>], parts: &[Part<'_>]) -> Vec<u8> {
    let pairs: Vec<_> = parts.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    post(path, headers, "application/x-www-form-urlencoded", pairs.join("&").as_bytes())
}

/// Sends a form the way a browser sends one that may hold files.
pub fn multipart(path: &str, headers: &[Header<'_>], parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = String::with_capacity(1_024);
    for (name, value) in parts {
        let _ = write!(body, "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    let _ = write!(body, "--{BOUNDARY}--\r\n");
    post(path, headers, &format!("multipart/form-data; boundary={BOUNDARY}"), body.as_bytes())
}

fn head(method: &str, path: &str, headers: &[Header<'_>]) -> String {
    let mut head = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    head.push_str("\r\n");
    head
}

/// Text as it stands in a query or a form.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(char::from(byte)),
            _ => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(request: Vec<u8>) -> String {
        String::from_utf8(request).unwrap()
    }

    #[test]
    fn a_page_is_asked_for_with_its_headers() {
        let request = text(get("/meja", &[("Cookie", "hadir=1")]));
        assert_eq!(request, "GET /meja HTTP/1.1\r\nHost: localhost\r\nCookie: hadir=1\r\n\r\n");
    }

    #[test]
    fn a_body_is_announced_with_its_length() {
        let request = text(post("/x", &[], "text/plain", "é".as_bytes()));
        let expected = "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\né";
        assert_eq!(request, expected);
    }

    #[test]
    fn fields_are_escaped_or_parted() {
        assert!(text(post_form("/x", &[], &[("a", "b c&d")])).ends_with("\r\n\r\na=b%20c%26d"));
        let request = text(multipart("/x", &[], &[("text", "b c&d")]));
        assert!(request.contains("name=\"text\"\r\n\r\nb c&d\r\n--"), "{request}");
    }
}
