//! One direction of a link, as arithmetic: when a packet that comes now arrives at the other end, or why it does not.

use std::time::{Duration, Instant};

use hadir_testkit::random::Seeded;

/// Bytes that wait in front of a lane; what comes then is dropped. A modem has about so much.
const QUEUE_BYTES: f64 = 32_768.0;

/// How a link is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// Bits in a second, in each direction by itself.
    pub bits_per_second: f64,
    /// From one end to the other and back, for a packet without length.
    pub round_trip: Duration,
    /// Of a hundred packets, so many are lost.
    pub loss_percent: u64,
}

/// What becomes of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is at the other end at that moment.
    Arrives(Instant),
    /// It was lost on the way.
    Lost,
    /// The queue in front of the lane was full.
    Dropped,
}

/// One direction.
#[derive(Debug)]
pub struct Lane {
    shape: Shape,
    chance: Seeded,
    /// When the last packet that was taken has been put on the line.
    free_at: Option<Instant>,
}

impl Lane {
    /// An empty lane; the seed decides which packets are lost.
    pub fn new(shape: Shape, seed: u64) -> Lane {
        Lane { shape, chance: Seeded::new(seed), free_at: None }
    }

    /// A packet of so many bytes comes now.
    pub fn take(&mut self, now: Instant, bytes: usize) -> Fate {
        // Asked for every packet, so that the same packet numbers are lost however full the queue is.
        if self.chance.chance(self.shape.loss_percent, 100) {
            return Fate::Lost;
        }
        let begins = self.free_at.map_or(now, |free_at| free_at.max(now));
        let waiting = begins.duration_since(now).as_secs_f64() * self.bytes_per_second();
        if waiting + bytes as f64 > QUEUE_BYTES {
            return Fate::Dropped;
        }
        let sent_at = begins + Duration::from_secs_f64(bytes as f64 / self.bytes_per_second());
        self.free_at = Some(sent_at);
        Fate::Arrives(sent_at + self.shape.round_trip / 2)
    }

    fn bytes_per_second(&self) -> f64 {
        self.shape.bits_per_second / 8.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::instant;

    const THIN: Shape = Shape { bits_per_second: 40_000.0, round_trip: Duration::from_millis(800), loss_percent: 0 };

    fn arrives_after_ms(fate: Fate, since: Instant) -> u128 {
        match fate {
            Fate::Arrives(at) => at.duration_since(since).as_millis(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn packets_leave_one_after_the_other_and_travel_half_a_round_trip() {
        let (mut lane, start) = (Lane::new(THIN, 1), instant());
        // 1,000 bytes take 200 ms at 5,000 bytes a second.
        assert_eq!(arrives_after_ms(lane.take(start, 1_000), start), 600);
        assert_eq!(arrives_after_ms(lane.take(start, 1_000), start), 800);
        let later = start + Duration::from_secs(1);
        assert_eq!(arrives_after_ms(lane.take(later, 500), later), 500, "the lane was free again");
    }

    #[test]
    fn a_full_queue_drops_and_has_room_again_as_it_empties() {
        let (mut lane, start) = (Lane::new(THIN, 1), instant());
        let taken = (0..40).filter(|_| lane.take(start, 1_000) != Fate::Dropped).count();
        assert_eq!(taken, 32);
        assert_ne!(lane.take(start + Duration::from_millis(190), 1_000), Fate::Dropped);
        assert_eq!(lane.take(start + Duration::from_millis(190), 1_000), Fate::Dropped);
    }

    #[test]
    fn the_seed_decides_which_packets_are_lost() {
        let lossy = Shape { loss_percent: 5, ..THIN };
        let lost = |seed| {
            let (mut lane, start) = (Lane::new(lossy, seed), instant());
            let mut at = |number: u32| lane.take(start + Duration::from_secs(1) * number, 100);
            (0..2_000).filter(|number| at(*number) == Fate::Lost).collect::<Vec<_>>()
        };
        assert!((70..130).contains(&lost(3).len()), "{} of 2,000", lost(3).len());
        assert_eq!(lost(3), lost(3));
        assert_ne!(lost(3), lost(4));
    }
}
