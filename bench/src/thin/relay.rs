//! Carries packets from one end to the other as its lane says, and counts them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_tun::Tun;

use super::lane::{Fate, Lane, Shape};
use super::spaces::End;
use crate::Failure;
use crate::clock::{instant, rest_until};

/// No packet is longer.
const PACKET_BYTES_MAX: usize = 65_536;
/// The first four bits of a packet say this; what a namespace says by itself over IPv6 is no one's traffic.
const IPV4: u8 = 4;

/// A link that is up. Dropped, it is taken down.
#[derive(Debug)]
pub struct Link {
    ways: [Arc<Way>; 2],
    _relays: JoinSet<()>,
    _spaces: Spaces,
}

/// One direction and what went in.
#[derive(Debug, Default)]
struct Way {
    /// Nothing: packets pass at once.
    lane: Mutex<Option<Lane>>,
    bytes: AtomicU64,
}

/// Removes the namespaces, also where making the link stopped half way.
#[derive(Debug)]
struct Spaces;

impl Drop for Spaces {
    fn drop(&mut self) {
        End::Office.remove();
        End::Regency.remove();
    }
}

impl Link {
    /// Makes the ends and carries packets between them, for now at once.
    pub async fn up() -> Result<Link, Failure> {
        let spaces = Spaces;
        let devices = [Arc::new(End::Office.make().await?), Arc::new(End::Regency.make().await?)];
        let ways = [Arc::<Way>::default(), Arc::<Way>::default()];
        let mut relays = JoinSet::new();
        for (from, way) in ways.iter().enumerate() {
            let (send, receive) = mpsc::unbounded_channel();
            relays.spawn(read(devices[from].clone(), way.clone(), send));
            relays.spawn(write(devices[1 - from].clone(), receive));
        }
        Ok(Link { ways, _relays: relays, _spaces: spaces })
    }

    /// Makes it thin, or wide again, and counts from zero.
    pub fn shape(&self, shape: Option<Shape>, seed: u64) {
        for (number, way) in self.ways.iter().enumerate() {
            let lane = shape.map(|shape| Lane::new(shape, seed.wrapping_mul(2).wrapping_add(number as u64)));
            *way.lane.lock().expect("no holder of a lane panics") = lane;
            way.bytes.store(0, Ordering::Relaxed);
        }
    }

    /// Bytes of packets that were sent over it in both directions, with their heads, lost ones too.
    pub fn bytes(&self) -> u64 {
        self.ways.iter().map(|way| way.bytes.load(Ordering::Relaxed)).sum()
    }
}

impl Way {
    /// When a packet is to be given to the other end, if at all.
    fn take(&self, packet: &[u8]) -> Option<Instant> {
        let now = instant();
        self.bytes.fetch_add(packet.len() as u64, Ordering::Relaxed);
        let mut lane = self.lane.lock().expect("no holder of a lane panics");
        match lane.as_mut().map_or(Fate::Arrives(now), |lane| lane.take(now, packet.len())) {
            Fate::Arrives(at) => Some(at),
            Fate::Lost | Fate::Dropped => None,
        }
    }
}

type Packet = (Instant, Vec<u8>);

/// Takes packets from an end. They leave a lane in the order in which they came.
async fn read(device: Arc<Tun>, way: Arc<Way>, send: mpsc::UnboundedSender<Packet>) {
    let mut buffer = vec![0; PACKET_BYTES_MAX];
    while let Ok(length) = device.recv(&mut buffer).await {
        let packet = &buffer[..length];
        if packet.first().is_none_or(|first| first >> 4 != IPV4) {
            continue;
        }
        if let Some(at) = way.take(packet)
            && send.send((at, packet.to_vec())).is_err()
        {
            return;
        }
    }
}

/// Gives packets to the other end, each at its time.
async fn write(device: Arc<Tun>, mut receive: mpsc::UnboundedReceiver<Packet>) {
    while let Some((at, packet)) = receive.recv().await {
        rest_until(at).await;
        // An end that was taken down loses what was on its way.
        let _ = device.send(&packet).await;
    }
}
