use fuser::Errno;
use tokio::sync::watch;

use super::FileKind;

/// When the power goes, in operations that change the disk, counted from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// At the n-th of any kind: as it is done, or, when it is a sync, before.
    Change(u64),
    /// Before the n-th sync.
    Sync(u64),
    /// At the n-th write to the database itself: in the middle of a checkpoint.
    DatabaseWrite(u64),
}

/// An operation that changes the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Write(FileKind),
    Sync,
    /// A name, a length, a mode.
    Other,
}

impl Moment {
    fn counts(self, operation: Operation) -> bool {
        match self {
            Self::Change(_) => true,
            Self::Sync(_) => operation == Operation::Sync,
            Self::DatabaseWrite(_) => operation == Operation::Write(FileKind::Database),
        }
    }

    fn left(&mut self) -> &mut u64 {
        match self {
            Self::Change(left) | Self::Sync(left) | Self::DatabaseWrite(left) => left,
        }
    }
}

/// Whether the disk has power. Without it nothing changes any more, and no operation is answered until the server is
/// dead: an error would be an answer.
#[derive(Debug)]
pub(super) struct Power {
    moment: Option<Moment>,
    is_off: watch::Sender<bool>,
    server_is_dead: bool,
}

impl Default for Power {
    fn default() -> Self {
        Self { moment: None, is_off: watch::Sender::new(false), server_is_dead: false }
    }
}

impl Power {
    pub(super) fn cut_at(&mut self, moment: Moment) {
        self.moment = Some(moment);
    }

    pub(super) fn cut(&self) {
        self.is_off.send_replace(true);
    }

    /// Without power, operations fail from now on: somebody has to answer what a process waits for that is being killed.
    pub(super) fn server_is_dead(&mut self) {
        self.server_is_dead = *self.is_off.borrow();
    }

    /// Whether operations have to wait.
    pub(super) fn is_silent(&self) -> bool {
        *self.is_off.borrow() && !self.server_is_dead
    }

    pub(super) fn signal(&self) -> watch::Receiver<bool> {
        self.is_off.subscribe()
    }

    pub(super) fn check(&self) -> Result<(), Errno> {
        if *self.is_off.borrow() { Err(Errno::EIO) } else { Ok(()) }
    }

    /// Counts an operation.
    ///
    /// # Errors
    /// When the power has gone, with this operation or before.
    pub(super) fn spend(&mut self, operation: Operation) -> Result<(), Errno> {
        self.check()?;
        let Some(moment) = &mut self.moment else { return Ok(()) };
        if moment.counts(operation) {
            let left = moment.left();
            *left = left.saturating_sub(1);
            if *left == 0 {
                self.cut();
            }
        }
        self.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_power_goes_at_its_moment_and_stays_off() {
        let mut power = Power::default();
        power.cut_at(Moment::DatabaseWrite(2));
        for operation in [Operation::Sync, Operation::Write(FileKind::WriteAheadLog), Operation::Other] {
            power.spend(operation).unwrap();
        }
        power.spend(Operation::Write(FileKind::Database)).unwrap();
        assert!(power.spend(Operation::Write(FileKind::Database)).is_err());
        assert!(power.spend(Operation::Sync).is_err());
        assert!(*power.signal().borrow());
    }
}
