//! A browser over an axum router, without a socket: it keeps cookies, follows redirects and fills in forms.
//!
//! It knows nothing of JavaScript, which is the point: every page must do its work without.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::html::{self, Form, Link};

/// A redirect that leads round in circles would otherwise hang a test.
const REDIRECTS_MAX: u32 = 10;

/// No page of ours is near this size; a stream without an end should fail a test, not fill the memory.
const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Parts the pieces of a multipart body; long enough not to occur inside one.
const BOUNDARY: &str = "hadir-testkit-7d1c2f4be39a4d0e";

/// One person's browser. Clone it for a second tab of the same person; each clone has cookies of its own from then on.
#[derive(Clone, Debug)]
pub struct Browser {
    router: Router,
    address: SocketAddr,
    headers: HeaderMap,
    cookies: Vec<(String, String)>,
}

/// A part of a multipart form.
#[derive(Clone, Debug)]
pub enum Part<'a> {
    Text { name: &'a str, value: &'a str },
    File { name: &'a str, file_name: &'a str, content_type: &'a str, bytes: &'a [u8] },
}

impl Browser {
    /// A browser without cookies, on the loopback address.
    pub fn new(router: Router) -> Browser {
        Browser {
            router,
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 40_000)),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
        }
    }

    /// The same browser at another address; handlers see it as `ConnectInfo<SocketAddr>`.
    pub fn at(mut self, address: impl Into<IpAddr>) -> Browser {
        self.address.set_ip(address.into());
        self
    }

    /// The same browser sending a header with every request, such as a bearer token.
    pub fn with_header(mut self, name: HeaderName, value: &str) -> Browser {
        let value = HeaderValue::from_str(value).expect("a test sends a valid header value");
        self.headers.insert(name, value);
        self
    }

    /// The value of a cookie it holds.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Asks for a page and takes the first answer, a redirect included.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Asks for a page and follows redirects, as a reader's browser does.
    pub async fn visit(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        self.follow(page).await
    }

    /// Sends an ordinary form and takes the first answer.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let kind = Some("application/x-www-form-urlencoded");
        let body = url_encoded(fields).into_bytes();
        self.send(Method::POST, path, kind, body).await
    }

    /// Sends a form with files and takes the first answer.
    pub async fn post_parts(&mut self, path: &str, parts: &[Part<'_>]) -> Page {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Some(&kind), multipart(parts)).await
    }

    /// Sends JSON text and takes the first answer.
    pub async fn post_json(&mut self, path: &str, json: &str) -> Page {
        let kind = Some("application/json");
        self.send(Method::POST, path, kind, json.into()).await
    }

    /// Sends a form found on `page` the way it asks to be sent, and takes the first answer.
    pub async fn submit(&mut self, page: &Page, form: &Form) -> Page {
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let target = resolve(&page.path, &form.action);
        if form.method == "post" {
            return self.post(&target, &fields).await;
        }
        let path = target.split('?').next().unwrap_or_default();
        self.get(&format!("{path}?{}", url_encoded(&fields))).await
    }

    /// Follows redirects from `page` until an answer is none.
    pub async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..REDIRECTS_MAX {
            let Some(target) = page.redirect() else {
                return page;
            };
            page = self.get(&target).await;
        }
        panic!("more than {REDIRECTS_MAX} redirects, the last to {}", page.path);
    }

    /// Sends any request and takes the first answer.
    pub async fn send(&mut self, method: Method, path: &str, content_type: Option<&str>, body: Vec<u8>) -> Page {
        // A browser never sends what stands behind the hash sign.
        let path = path.split('#').next().unwrap_or_default();
        let request = self.request(method, path, content_type, body);
        let Ok(answer) = self.router.clone().oneshot(request).await;
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, BODY_BYTES_MAX).await.expect("the whole body of an answer arrives");
        self.take_cookies(&parts.headers);
        Page { path: path.to_owned(), status: parts.status, headers: parts.headers, body: body.to_vec() }
    }

    /// Asks for a stream of events, as a page's script does; what is no stream is given back as the page that it is.
    pub async fn listen(&mut self, path: &str) -> Result<Events, Page> {
        let mut request = self.request(Method::GET, path, None, Vec::new());
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("text/event-stream"));
        let Ok(answer) = self.router.clone().oneshot(request).await;
        let (parts, body) = answer.into_parts();
        self.take_cookies(&parts.headers);
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return Ok(Events { body, text: String::new() });
        }
        let body = to_bytes(body, BODY_BYTES_MAX).await.expect("the whole body of an answer arrives");
        Err(Page { path: path.to_owned(), status: parts.status, headers: parts.headers, body: body.to_vec() })
    }

    fn request(&self, method: Method, path: &str, content_type: Option<&str>, body: Vec<u8>) -> Request<Body> {
        let mut request =
            Request::builder().method(method).uri(path).header(HOST, "localhost").extension(ConnectInfo(self.address));
        if let Some(kind) = content_type {
            request = request.header(CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        let mut request = request.body(Body::from(body)).expect("a test asks for a valid path");
        request.headers_mut().extend(self.headers.clone());
        request
    }

    /// Keeps the cookies of an answer. Paths and domains are not told apart: there is one site.
    fn take_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("we set cookies in plain ASCII");
            let mut fields = cookie.split(';').map(str::trim);
            let Some((name, value)) = fields.next().and_then(|pair| pair.split_once('=')) else {
                panic!("a cookie without a name: {cookie}");
            };
            self.cookies.retain(|(kept, _)| kept != name);
            if !fields.any(|field| field.eq_ignore_ascii_case("max-age=0")) {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// A stream of server-sent events.
#[derive(Debug)]
pub struct Events {
    body: Body,
    text: String,
}

/// One of them: its fields, empty where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    pub name: String,
    pub id: String,
    pub data: String,
}

impl Events {
    /// Waits for the next event; nothing when the stream has ended.
    pub async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let event = event_of(event);
                self.text = rest.to_owned();
                // As a browser does: what has no data is no event, whatever else it says.
                let Some(event) = event else { continue };
                return Some(event);
            }
            let frame = self.body.frame().await?.expect("a stream of ours does not break");
            let Ok(bytes) = frame.into_data() else { continue };
            self.text.push_str(std::str::from_utf8(&bytes).expect("an event is UTF-8, and sent whole"));
        }
    }
}

fn event_of(text: &str) -> Option<Event> {
    let (mut event, mut has_data) = (Event::default(), false);
    for (field, value) in text.lines().filter_map(|line| line.split_once(':')) {
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut event.name),
            "id" => value.clone_into(&mut event.id),
            "data" => {
                event.data.push_str(value);
                has_data = true;
            }
            _ => {}
        }
    }
    has_data.then_some(event)
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Page {
    /// What was asked for: path and query.
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    /// The body as text. Panics when it is not UTF-8.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the page is UTF-8")
    }

    /// The words a reader sees.
    pub fn words(&self) -> String {
        html::words(self.text())
    }

    /// Whether a reader finds this wording on the page.
    pub fn says(&self, wording: &str) -> bool {
        self.words().contains(wording)
    }

    /// A header's value as text, when there is one.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Where a redirect leads, as a path on this site; `None` when the answer is none.
    pub fn redirect(&self) -> Option<String> {
        if !self.status.is_redirection() {
            return None;
        }
        let location = self.headers.get(LOCATION)?.to_str().ok()?;
        Some(resolve(&self.path, location))
    }

    /// Every link of the page.
    pub fn links(&self) -> Vec<Link> {
        html::links(self.text())
    }

    /// The link with these words. Panics, naming the links there are, when there is none.
    pub fn link(&self, words: &str) -> Link {
        let mut links = self.links();
        match links.iter().position(|link| link.words == words) {
            Some(at) => links.swap_remove(at),
            None => panic!("no link \"{words}\" on {}, only {links:?}", self.path),
        }
    }

    /// The form that is sent to `action`. Panics, naming the forms there are, when there is none.
    pub fn form(&self, action: &str) -> Form {
        let mut forms = html::forms(self.text());
        match forms.iter().position(|form| form.action == action) {
            Some(at) => forms.swap_remove(at),
            None => panic!("no form for {action} on {}, only {forms:?}", self.path),
        }
    }

    /// The value of a hidden field, in whichever form it stands.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let is_it =
            |input: &html::Element| input.attribute("type") == Some("hidden") && input.attribute("name") == Some(name);
        let inputs = html::elements(self.text(), "input");
        let input = inputs.iter().find(|input| is_it(input))?;
        Some(input.attribute("value").unwrap_or_default().to_owned())
    }
}

/// The path that `target`, as written on the page at `base`, leads to.
fn resolve(base: &str, target: &str) -> String {
    let target = target.strip_prefix("http://localhost").unwrap_or(target);
    let page = base.split('?').next().unwrap_or_default();
    match target.chars().next() {
        None => base.to_owned(),
        Some('/') => target.to_owned(),
        Some('?') => format!("{page}{target}"),
        Some(_) if target.contains("://") => panic!("{target} leads away from this site"),
        Some(_) => {
            let folder = &page[..=page.rfind('/').expect("a path begins with a slash")];
            format!("{folder}{target}")
        }
    }
}

fn url_encoded(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", percent_encoded(name), percent_encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' => {
                encoded.push(char::from(byte));
            }
            b' ' => encoded.push('+'),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn multipart(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        let (head, bytes) = match part {
            Part::Text { name, value } => (format!("name=\"{name}\""), value.as_bytes()),
            Part::File { name, file_name, content_type, bytes } => {
                (format!("name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: {content_type}"), *bytes)
            }
        };
        let opening = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        body.extend_from_slice(opening.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
