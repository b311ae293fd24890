//! An address of this machine that is not loopback, as an office's computer has one in its network: browsers and phones
//! treat loopback as safe whatever it serves, so nothing tested there says anything about an office.

use std::fs;
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::process::Command;

/// An address that is added where the machine has none of its own, which takes the right to do so.
const ADDED: &str = "10.213.77.1";

/// An address of this machine, removed again if the test added it.
pub struct OfficeAddress {
    pub ip: IpAddr,
    is_added: bool,
}

impl OfficeAddress {
    /// One of a private network, or none where there is none and none can be added; the test then says that it is
    /// skipped.
    pub fn find() -> Option<Self> {
        if let Some(ip) = of_interfaces() {
            return Some(Self { ip, is_added: false });
        }
        if ip_tool("add") {
            return Some(Self { ip: ADDED.parse().unwrap(), is_added: true });
        }
        let _ =
            writeln!(io::stderr(), "skipped: this machine has no address in a private network, and none can be added");
        // Where everything has to run, a skip is a failure.
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "no address in a private network");
        None
    }

    /// As it stands in front of a port.
    pub fn host(&self) -> String {
        match self.ip {
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        }
    }
}

impl Drop for OfficeAddress {
    fn drop(&mut self) {
        if self.is_added {
            ip_tool("del");
        }
    }
}

fn ip_tool(what: &str) -> bool {
    let address = format!("{ADDED}/32");
    let ran = Command::new("ip").args(["addr", what, &address, "dev", "lo"]).output();
    ran.is_ok_and(|output| output.status.success())
}

/// An address that an interface has, as Linux lists them.
fn of_interfaces() -> Option<IpAddr> {
    let v4 = fs::read_to_string("/proc/net/fib_trie").unwrap_or_default();
    let mut before = "";
    let mut found = Vec::new();
    for line in v4.lines() {
        if line.trim() == "/32 host LOCAL" {
            found.extend(before.rsplit(' ').next().and_then(|ip| ip.parse::<Ipv4Addr>().ok()));
        }
        before = line;
    }
    let v4 = found.into_iter().find(|ip| ip.is_private() && ip.to_string() != ADDED).map(IpAddr::V4);
    let v6 = fs::read_to_string("/proc/net/if_inet6").unwrap_or_default();
    let digits = v6.lines().filter_map(|line| u128::from_str_radix(line.split(' ').next()?, 16).ok());
    v4.or_else(|| digits.map(Ipv6Addr::from).find(Ipv6Addr::is_unique_local).map(IpAddr::V6))
}
