use biscuit_auth::{Biscuit, KeyPair};
use charter_types::{Partition, Principal, Timestamp};

use crate::{
    BearerToken, IssueError, KeyPrefix, Operation,
    vocabulary::{Claim, Limit},
};

/// What a new token allows.
///
/// An empty list allows nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who acts.
    pub principal: Principal,
    /// Where.
    pub partition: Partition,
    /// Which operations.
    pub operations: Vec<Operation>,
    /// The keys that may be read.
    pub read_prefixes: Vec<KeyPrefix>,
    /// The keys that may be written.
    pub write_prefixes: Vec<KeyPrefix>,
    /// The user in whose name an agent or a service may decide; users decide in their own.
    pub decides_for: Option<Principal>,
    /// The first instant at which the token is no longer valid, rounded down to a second; `None` for never.
    pub expires_at: Option<Timestamp>,
}

impl Grant {
    /// Everything in the partition, for ever.
    pub fn everything(principal: Principal, partition: Partition) -> Self {
        Self {
            principal,
            partition,
            operations: vec![Operation::ALL],
            read_prefixes: vec![KeyPrefix::all()],
            write_prefixes: vec![KeyPrefix::all()],
            decides_for: None,
            expires_at: None,
        }
    }

    pub(crate) fn sign(&self, root: &KeyPair) -> Result<BearerToken, IssueError> {
        let failed = |operation| move |source| IssueError::Biscuit { operation, source };
        let mut builder = Biscuit::builder();
        for claim in self.claims() {
            builder = builder.fact(claim.to_fact()).map_err(failed("write a fact of"))?;
        }
        if let Some(at) = self.expires_at {
            builder = builder.check(Limit::ExpiresAt(at).to_check()).map_err(failed("write the expiry of"))?;
        }
        let biscuit = builder.build(root).map_err(failed("sign"))?;
        BearerToken::new(biscuit.to_base64().map_err(failed("encode"))?)
    }

    /// What an authority block of `claims` grants, before any check.
    ///
    /// # Errors
    /// What is wrong with the block when there is not exactly one principal and one partition, or who is decided for is not clear.
    pub(crate) fn of_claims(claims: Vec<Claim>) -> Result<Self, &'static str> {
        let (mut principals, mut partitions) = (Vec::new(), Vec::new());
        let (mut operations, mut read_prefixes, mut write_prefixes) = (Vec::new(), Vec::new(), Vec::new());
        let mut users = Vec::new();
        for claim in claims {
            match claim {
                Claim::Principal(principal) => principals.push(principal),
                Claim::Partition(partition) => partitions.push(partition),
                Claim::Operation(operation) => operations.push(operation),
                Claim::ReadPrefix(prefix) => read_prefixes.push(prefix),
                Claim::WritePrefix(prefix) => write_prefixes.push(prefix),
                Claim::DecidesFor(user) => users.push(user),
            }
        }
        let principal = only(principals).ok_or("no principal or several")?;
        let partition = only(partitions).ok_or("no partition or several")?;
        if users.len() > 1 {
            return Err("several users to decide for");
        }
        let decides_for = users.pop();
        Ok(Self { principal, partition, operations, read_prefixes, write_prefixes, decides_for, expires_at: None })
    }

    fn claims(&self) -> impl Iterator<Item = Claim> {
        let who = [Claim::Principal(self.principal.clone()), Claim::Partition(self.partition.clone())];
        who.into_iter()
            .chain(self.operations.iter().cloned().map(Claim::Operation))
            .chain(self.read_prefixes.iter().cloned().map(Claim::ReadPrefix))
            .chain(self.write_prefixes.iter().cloned().map(Claim::WritePrefix))
            .chain(self.decides_for.iter().cloned().map(Claim::DecidesFor))
    }
}

fn only<T>(mut values: Vec<T>) -> Option<T> {
    if values.len() == 1 { values.pop() } else { None }
}
