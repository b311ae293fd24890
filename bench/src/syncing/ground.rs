//! Where two nodes meet: over the thin link where this machine can make one, else on loopback, where bytes and round
//! trips are the same and times say nothing.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use tokio::process::Command;

use crate::Failure;
use crate::thin::{End, Link, Shape};

/// Where the regency's node listens on the link.
const PORT: u16 = 8_443;

/// The link of the budgets, a satellite telephone's: 40 kbit/s and 800 ms there and back.
pub const THIN: Shape = Shape { bits_per_second: 40_000.0, round_trip: Duration::from_millis(800), loss_percent: 0 };
/// The same on a bad day.
pub const LOSSY: Shape = Shape { loss_percent: 5, ..THIN };

/// Where nodes meet.
#[derive(Debug)]
pub struct Ground {
    /// The link, if there is one.
    pub link: Option<Link>,
    /// Where the regency's node listens.
    pub address: SocketAddr,
}

impl Ground {
    /// The link, or loopback and why there is no link.
    pub async fn level() -> Result<(Ground, Option<Failure>), Failure> {
        match Link::up().await {
            Ok(link) => Ok((Ground { link: Some(link), address: (End::Regency.address(), PORT).into() }, None)),
            Err(why) => Ok((Ground::loopback()?, Some(why))),
        }
    }

    /// This machine alone.
    pub fn loopback() -> Result<Ground, Failure> {
        // Nodes remember each other by address, so the port has to stay; another program may take it, but none does.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        Ok(Ground { link: None, address })
    }

    /// A command at an end.
    pub fn command(&self, end: End, program: &Path) -> Command {
        match self.link {
            Some(_) => end.command(program),
            None => Command::new(program),
        }
    }

    /// Makes the link so, if there is one.
    pub fn shape(&self, shape: Option<Shape>, seed: u64) {
        if let Some(link) = &self.link {
            link.shape(shape, seed);
        }
    }
}
