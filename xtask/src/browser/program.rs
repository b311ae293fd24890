//! The program under test: built like the tests are, started as a demo on a free port, stopped as a server is.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::clock::wait_for;
use crate::process::{self, cargo};

/// Making the demo's people and cases in an unoptimised build takes a while.
const ADDRESS_MAX: Duration = Duration::from_secs(300);
const READY_MAX: Duration = Duration::from_secs(60);
const STOP_MAX: Duration = Duration::from_secs(30);
const ANSWER_MAX: Duration = Duration::from_secs(5);

/// The address the demo prints, wherever it stands on the line.
const ADDRESS_START: &str = "http://127.0.0.1:";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Builds the program and returns its path.
///
/// With the tests of all crates, although one would do: cargo then chooses the same features of dependencies as
/// for the test step, and compiles none of them again.
pub fn build() -> Result<PathBuf> {
    let mut command =
        cargo(&["build", "--workspace", "--bins", "--tests", "--message-format", "json-render-diagnostics"]);
    let messages = process::output(&mut command, "The program does not compile, see above.")?;
    messages.lines().find_map(program_in).ok_or_else(|| "cargo built no program named hadir.".into())
}

/// The path of the program, if this message of cargo's announces it.
fn program_in(message: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let target = &message["target"];
    let is_program = target["name"] == "hadir" && target["kind"][0] == "bin" && message["profile"]["test"] == false;
    is_program.then(|| message["executable"].as_str().map(PathBuf::from))?
}

/// A running demo. Dropped without [`Demo::stop`] it is killed.
pub struct Demo {
    child: Child,
    url: String,
}

impl Demo {
    /// Starts a demo that keeps its data in `folder`, and waits until it can serve.
    pub fn start(program: &Path, folder: &Path) -> Result<Demo> {
        let mut child = process::command(program)
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = lines_of(child.stdout.take().expect("the output was asked for as a pipe"));
        let mut demo = Demo { child, url: String::new() };
        demo.url = demo.printed_address(&lines)?;
        demo.wait_until_ready()?;
        Ok(demo)
    }

    /// Its address, such as `http://127.0.0.1:40123`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Asks it to stop, as a service manager does, and fails when it does not do so cleanly.
    pub fn stop(mut self) -> Result<()> {
        let id = self.child.id().to_string();
        process::run(process::command("kill").args(["-TERM", &id]), "The demo could not be told to stop.")?;
        match process::finish_within(STOP_MAX, &mut self.child)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("The demo did not stop cleanly: {status}.").into()),
            None => Err("The demo did not stop when it was told to.".into()),
        }
    }

    fn printed_address(&mut self, lines: &Receiver<String>) -> Result<String> {
        let found = wait_for(ADDRESS_MAX, || {
            if let Some(url) = lines.try_iter().find_map(|line| address_in(&line)) {
                return Some(Some(url));
            }
            let has_ended = !matches!(self.child.try_wait(), Ok(None));
            has_ended.then_some(None)
        });
        match found {
            Some(Some(url)) => Ok(url),
            Some(None) => Err("The demo ended before it printed its address.".into()),
            None => Err("The demo printed no address in time.".into()),
        }
    }

    fn wait_until_ready(&self) -> Result<()> {
        let address = self.url.trim_start_matches("http://");
        let ready = wait_for(READY_MAX, || answers_ready(address).then_some(()));
        ready.ok_or_else(|| "The demo did not become ready in time.".into())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing left to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Hands on the program's lines from a thread of their own, and to the reader. Reading goes on to the end, because a
/// program whose output nobody takes stands still.
fn lines_of(output: ChildStdout) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::io::Result::ok) {
            println!("demo: {line}");
            // Nobody listens any more once the address is known.
            let _ = sender.send(line);
        }
    });
    receiver
}

fn address_in(line: &str) -> Option<String> {
    let start = line.find(ADDRESS_START)?;
    let port = &line[start + ADDRESS_START.len()..];
    let digits = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
    let port: u16 = port[..digits].parse().ok()?;
    Some(format!("{ADDRESS_START}{port}"))
}

fn answers_ready(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(ANSWER_MAX))?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::net::TcpListener;
    use std::os::unix::fs::PermissionsExt;

    use hadir_testkit::scratch::Scratch;

    use super::*;

    /// A program that prints `line`, does `then`, and the address where this test says it is ready.
    fn stand_in(folder: &Path, line: &str, then: &str) -> PathBuf {
        let ready = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = ready.local_addr().unwrap().to_string();
        thread::spawn(move || {
            for stream in ready.incoming() {
                let _ = stream.unwrap().write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            }
        });
        let program = folder.join("stand-in");
        let line = line.replace("ADDRESS", &address);
        fs::write(&program, format!("#!/bin/sh\necho '{line}'\n{then}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        program
    }

    const WAIT: &str = "while :; do sleep 0.1; done";

    #[test]
    fn a_demo_is_started_found_and_stopped() {
        let scratch = Scratch::new("stand-in").unwrap();
        let then = format!("trap 'exit 0' TERM\n{WAIT}");
        let program = stand_in(scratch.path(), "Buka http://ADDRESS/ di peramban", &then);
        let demo = Demo::start(&program, scratch.path()).unwrap();
        assert!(demo.url().starts_with(ADDRESS_START));
        demo.stop().unwrap();
    }

    #[test]
    fn a_demo_that_stops_badly_or_ends_at_once_is_noticed() {
        let scratch = Scratch::new("stand-in").unwrap();
        let then = format!("trap 'exit 3' TERM\n{WAIT}");
        let program = stand_in(scratch.path(), "http://ADDRESS", &then);
        let demo = Demo::start(&program, scratch.path()).unwrap();
        assert!(demo.stop().unwrap_err().to_string().contains("cleanly"));

        let program = stand_in(scratch.path(), "Tidak bisa", "exit 1");
        let error = Demo::start(&program, scratch.path()).err().unwrap();
        assert!(error.to_string().contains("ended before"));
    }

    #[test]
    fn the_address_is_found_on_its_line() {
        let found = address_in("Hadir  buka http://127.0.0.1:40123/ di peramban");
        assert_eq!(found.as_deref(), Some("http://127.0.0.1:40123"));
        assert_eq!(address_in("http://127.0.0.1:"), None);
        assert_eq!(address_in("Menyiapkan data"), None);
    }

    #[test]
    fn the_program_is_found_among_cargos_messages() {
        let message = |kind: &str, test: bool| {
            format!(
                r#"{{"target":{{"name":"hadir","kind":["{kind}"]}},"profile":{{"test":{test}}},"executable":"bin/hadir"}}"#
            )
        };
        assert_eq!(program_in(&message("bin", false)), Some(PathBuf::from("bin/hadir")));
        assert_eq!(program_in(&message("bin", true)), None);
        assert_eq!(program_in(&message("lib", false)), None);
        assert_eq!(program_in("not JSON"), None);
    }
}
