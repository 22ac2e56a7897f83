use std::time::Duration;

/// When a server is killed. Requests are in flight in each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// So long after it was ready.
    AfterTime(Duration),
    /// As soon as so many more writes were acknowledged: just after a batch, with the next one being written.
    AfterAcknowledgements(u64),
    /// So long after its process was started, ready or not.
    InStartUp(Duration),
}

impl Moment {
    /// Chooses one.
    pub fn choose(random: &mut fastrand::Rng) -> Self {
        match random.u32(..100) {
            0..50 => Self::AfterTime(Duration::from_millis(random.u64(1..1000))),
            50..85 => Self::AfterAcknowledgements(random.u64(1..500)),
            _ => Self::InStartUp(Duration::from_micros(random.u64(500..150_000))),
        }
    }
}
