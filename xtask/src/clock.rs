//! The one place where the developer commands look at a clock or wait.
#![expect(clippy::disallowed_methods, reason = "commands measure real time; nothing here is replayed from a seed")]

use std::thread;
use std::time::{Duration, Instant};

/// Time since it was started.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    started: Instant,
}

impl Stopwatch {
    pub fn start() -> Stopwatch {
        Stopwatch { started: Instant::now() }
    }

    pub fn elapsed(self) -> Duration {
        self.started.elapsed()
    }
}

/// Asks `ready` again and again until it gives an answer; `None` when the time is over first.
pub fn wait_for<T>(limit: Duration, mut ready: impl FnMut() -> Option<T>) -> Option<T> {
    const PAUSE: Duration = Duration::from_millis(50);
    let watch = Stopwatch::start();
    loop {
        if let Some(answer) = ready() {
            return Some(answer);
        }
        if watch.elapsed() > limit {
            return None;
        }
        thread::sleep(PAUSE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_with_the_answer_or_with_the_time() {
        let mut asked = 0;
        let third = wait_for(Duration::from_secs(5), || {
            asked += 1;
            (asked == 3).then_some("here")
        });
        assert_eq!(third, Some("here"));
        assert_eq!(wait_for(Duration::from_millis(60), || None::<()>), None);
    }
}
