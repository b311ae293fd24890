//! A server under measurement: started, asked, looked at from outside, stopped.

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::Failure;
use crate::clock::instant;
use crate::wire::{Connection, get};

/// How long a start may take; filling the baseline's table counts.
const START_MAX: Duration = Duration::from_secs(900);
const STOP_MAX: Duration = Duration::from_secs(60);
const ADDRESS_STARTS: [&str; 2] = ["http://", "https://"];

/// A running server. Dropped without [`Server::stop`] it is killed.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the moment the program was started to the first answer that it can serve, or to its address.
    pub ready_after: Duration,
}

impl Server {
    /// Starts a program that prints its address and answers `/readyz`.
    pub async fn start(command: Command) -> Result<Server, Failure> {
        let started = instant();
        let mut server = Server::listening(command).await?;
        let mut connection = Connection::open(server.address).await?;
        let answer = connection.exchange(&get("/readyz", &[])).await?;
        if answer.status != 200 {
            return Err(format!("/readyz answered {}", answer.status).into());
        }
        server.ready_after = started.elapsed();
        Ok(server)
    }

    /// Starts a program that prints its address; it may speak what this one does not.
    pub async fn listening(mut command: Command) -> Result<Server, Failure> {
        let started = instant();
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = child.stdout.take().ok_or("the output was asked for as a pipe")?;
        let mut lines = BufReader::new(output).lines();
        let found = timeout(START_MAX, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(address) = address_in(&line) {
                    return Ok::<_, Failure>(address);
                }
            }
            Err("the program ended before it printed its address".into())
        });
        let address = found.await??;
        // A program whose output nobody takes stands still.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Server { child, address, ready_after: started.elapsed() })
    }

    /// Memory in use now, in bytes.
    pub fn memory(&self) -> Result<f64, Failure> {
        self.status("VmRSS:")
    }

    /// The most memory in use since the start, in bytes.
    pub fn memory_peak(&self) -> Result<f64, Failure> {
        self.status("VmHWM:")
    }

    /// Asks it to stop, as a service manager does.
    pub async fn stop(mut self) -> Result<(), Failure> {
        let id = self.child.id().ok_or("the server has ended by itself")?;
        Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
        timeout(STOP_MAX, self.child.wait()).await??;
        Ok(())
    }

    fn status(&self, name: &str) -> Result<f64, Failure> {
        memory_of(self.child.id().ok_or("the server has ended by itself")?, name)
    }
}

/// What the system says of a process's memory under this name, in bytes.
pub fn memory_of(process: u32, name: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("the system does not tell")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1_024.0)
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let (_, rest) = ADDRESS_STARTS.iter().find_map(|start| line.split_once(start))?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ':')).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_found_on_its_line() {
        let found = address_in("Kabupaten Nunukan is open at http://127.0.0.1:40123/ now");
        assert_eq!(found, Some(SocketAddr::from(([127, 0, 0, 1], 40_123))));
        let found = address_in("Serving Kabupaten Nunukan at https://10.99.0.1:8443");
        assert_eq!(found, Some(SocketAddr::from(([10, 99, 0, 1], 8_443))));
        assert_eq!(address_in("Made the node"), None);
    }
}
