//! `charter artifact …`

mod delete;
mod fetch;
mod get;
mod list;
mod put;

use clap::Subcommand;

use crate::failure::Failure;

/// Keep, list and fetch files
#[derive(Debug, Subcommand)]
pub enum Command {
    List(list::List),
    Get(get::Get),
    Put(put::Put),
    Fetch(fetch::Fetch),
    Delete(delete::Delete),
}

impl Command {
    pub async fn run(self) -> Result<(), Failure> {
        match self {
            Self::List(command) => command.run().await,
            Self::Get(command) => command.run().await,
            Self::Put(command) => command.run().await,
            Self::Fetch(command) => command.run().await,
            Self::Delete(command) => command.run().await,
        }
    }
}

/// How many bytes, in the largest unit of which there is at least one.
fn size(bytes: u64) -> String {
    const UNITS: [&str; 3] = ["KiB", "MiB", "GiB"];
    let mut named = format!("{bytes} B");
    for (power, unit) in (1_u32..).zip(UNITS) {
        let one = 1024_u64.pow(power);
        if bytes >= one {
            named = format!("{}.{} {unit}", bytes / one, bytes % one * 10 / one);
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_in_the_largest_unit() {
        let cases = [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (268_435_456, "256.0 MiB")];
        for (bytes, named) in cases {
            assert_eq!(size(bytes), named);
        }
    }
}
