use charter_auth::{Authority, Grant, Operation};
use charter_types::{Clock as _, Partition, Principal, PrincipalKind, SystemClock};
use clap::Args;

use crate::{
    failure::Failure,
    output::Output,
    settings::{DataDirectoryFlags, Sources},
};

/// Make a token for somebody else, for a worker for example
///
/// Whoever reads the data directory's key can do so: it takes no server.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  CHARTER_TOKEN=$(charter token mint agent:reviewer) charter worker --role reviewer --exec ./review.sh
  charter token mint agent:ada --operation run:read --operation run:write --days 7

Nobody judges their own work, so those who do it and those who judge it need tokens of different names.")]
pub struct Mint {
    /// Who it is for: user:NAME, agent:NAME or service:NAME.
    principal: Principal,
    /// What it allows, for example run:write; everything when it is left out.
    #[arg(long = "operation", value_name = "FAMILY:ACCESS")]
    operations: Vec<Operation>,
    /// The user in whose name it decides about approvals; without it an agent or a service decides nothing.
    #[arg(long, value_name = "user:NAME", value_parser = read_user)]
    decides_for: Option<Principal>,
    /// For how many days it is good; for ever when it is left out.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    days: Option<u16>,
    /// The organisation, workspace and project that it opens.
    #[arg(long, value_name = "ORG/WORKSPACE/PROJECT", default_value = "local/default/default")]
    partition: Partition,
    #[command(flatten)]
    place: DataDirectoryFlags,
}

fn read_user(text: &str) -> Result<Principal, String> {
    let user: Principal = text.parse().map_err(|error: charter_types::InvalidValue| error.to_string())?;
    if user.kind() == PrincipalKind::User { Ok(user) } else { Err("only a user decides, as user:NAME".to_owned()) }
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Mint {
    pub fn run(self) -> Result<(), Failure> {
        let data_dir = Sources::of_process(self.place.into()).resolve()?.settings.data_dir;
        let key = data_dir.join(Authority::ROOT_KEY_FILE);
        // It is made at the first start of a server, and by nobody else.
        if !key.is_file() {
            return Err(Failure::NoKey { path: key });
        }
        let authority = Authority::open(&data_dir).map_err(|source| Failure::Key { source: Box::new(source) })?;
        let mut grant = Grant::everything(self.principal, self.partition);
        if !self.operations.is_empty() {
            grant.operations = self.operations;
        }
        grant.decides_for = self.decides_for;
        grant.expires_at = self.days.map(|days| SystemClock.now().plus_ms(i64::from(days) * DAY_MS));
        let token = authority.mint(&grant).map_err(|source| Failure::Mint { source: Box::new(source) })?;
        Output::stdout().line(token.as_str())
    }
}
