//! The two ends of a link: network namespaces of their own, each with a tun device.

use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;
use tokio_tun::Tun;

use crate::Failure;

/// Bytes of a packet at most; satellite links carry a little less than Ethernet.
const PACKET_BYTES_MAX: &str = "1400";

/// One end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where an office is.
    Office,
    /// Where the regency is.
    Regency,
}

impl End {
    /// Its address on the link.
    pub fn address(self) -> Ipv4Addr {
        match self {
            End::Office => Ipv4Addr::new(10, 99, 0, 2),
            End::Regency => Ipv4Addr::new(10, 99, 0, 1),
        }
    }

    /// A command that runs a program there; the process keeps its number.
    pub fn command(self, program: &Path) -> Command {
        let mut command = Command::new("ip");
        command.args(["netns", "exec", &self.name()]).arg(program);
        command
    }

    /// The name of its namespace and device, which has room for 15 letters; two runs do not meet.
    fn name(self) -> String {
        let side = match self {
            End::Office => 'o',
            End::Regency => 'r',
        };
        format!("hadir{side}{}", std::process::id())
    }

    /// Makes the device, and the namespace into which it moves. Whoever holds it open goes on reading and writing.
    pub(super) async fn make(self) -> Result<Tun, Failure> {
        let name = self.name();
        ip(&["netns", "add", &name]).await?;
        let made = Tun::builder().name(&name).build();
        let made = made.map_err(|error| format!("no tun device could be made: {error}"))?;
        let device = made.into_iter().next().ok_or("no tun device was made")?;
        ip(&["link", "set", &name, "netns", &name]).await?;
        ip(&["-n", &name, "link", "set", "lo", "up"]).await?;
        ip(&["-n", &name, "address", "add", &format!("{}/30", self.address()), "dev", &name]).await?;
        ip(&["-n", &name, "link", "set", &name, "mtu", PACKET_BYTES_MAX, "up"]).await?;
        Ok(device)
    }

    /// Removes the namespace; the device goes with it.
    pub(super) fn remove(self) {
        let _ = std::process::Command::new("ip").args(["netns", "del", &self.name()]).stderr(Stdio::null()).status();
    }
}

async fn ip(arguments: &[&str]) -> Result<(), Failure> {
    let output = Command::new("ip").args(arguments).output().await.map_err(|error| format!("`ip`: {error}"))?;
    match output.status.success() {
        true => Ok(()),
        false => {
            Err(format!("`ip {}`: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()).into())
        }
    }
}
