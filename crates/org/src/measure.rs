//! How often somebody may do something, counted in memory on the store's clock, so that tests and simulations can move time.

use std::time::Duration;

use governor::clock::{Clock as Clockwork, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use hadir_store::Clock;

/// Those who have their full measure again are forgotten whenever this many are remembered.
const REMEMBERED_MAX: usize = 10_000;

/// A measure that everybody has for themselves, told apart by 16 bytes.
#[derive(Debug)]
pub struct Measure(RateLimiter<[u8; 16], HashMapStateStore<[u8; 16]>, StoreClock, NoOpMiddleware<Nanos>>);

#[derive(Clone, Debug)]
struct StoreClock(Clock);

impl Clockwork for StoreClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(Duration::from_millis(self.0.now_ms().max(0).cast_unsigned()))
    }
}

impl Measure {
    /// A measure of which nothing is used yet.
    pub fn new(quota: Quota, clock: &Clock) -> Self {
        Self(RateLimiter::hashmap_with_clock(quota, StoreClock(clock.clone())))
    }

    /// Counts one use.
    ///
    /// # Errors
    /// For how long to wait, if it is one too many.
    pub fn count(&self, key: &[u8; 16]) -> Result<(), Duration> {
        if self.0.len() > REMEMBERED_MAX {
            self.0.retain_recent();
        }
        self.0.check_key(key).map_err(|refusal| {
            let now = self.0.clock().now();
            Duration::from(refusal.earliest_possible().duration_since(now))
        })
    }
}
