//! The policy: the one place that says whether a token allows something.

use std::fmt;

use charter_types::{Partition, Principal, PrincipalKind, Timestamp};

use crate::{
    Access, Denial, Grant, Operation, TokenError, key_prefix::KeyPrefixes, operation::Operations, vocabulary::Limit,
};

/// What a verified token allows: who acts, in which partition, with which operations on which keys, until when.
///
/// Every question but the time is answered from here alone. The time passes while the value is kept, so that
/// [`Rights::check_time`] is asked on every request, and on a stream for as long as it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rights {
    principal: Principal,
    partition: Partition,
    operations: Operations,
    readable: KeyPrefixes,
    writable: KeyPrefixes,
    decides_for: Option<Principal>,
    expires_at: Option<Timestamp>,
    revocation_ids: Box<[RevocationId]>,
}

impl Rights {
    /// What a token of `grant` allows, before any limit.
    pub(crate) fn new(grant: Grant, revocation_ids: Box<[RevocationId]>) -> Self {
        Self {
            principal: grant.principal,
            partition: grant.partition,
            operations: grant.operations.into_iter().collect(),
            readable: grant.read_prefixes.into_iter().collect(),
            writable: grant.write_prefixes.into_iter().collect(),
            decides_for: grant.decides_for,
            expires_at: grant.expires_at,
            revocation_ids,
        }
    }

    /// These rights within `limit`: never more than before.
    #[must_use]
    pub(crate) fn within(mut self, limit: Limit) -> Self {
        match limit {
            Limit::Operations(operations) => {
                self.operations = self.operations.intersect(&operations.into_iter().collect());
            }
            Limit::ReadPrefixes(prefixes) => {
                self.readable = self.readable.intersect(&prefixes.into_iter().collect());
            }
            Limit::WritePrefixes(prefixes) => {
                self.writable = self.writable.intersect(&prefixes.into_iter().collect());
            }
            Limit::ExpiresAt(at) => {
                self.expires_at = Some(self.expires_at.map_or(at, |earlier| earlier.min(at)));
            }
        }
        self
    }

    /// Who acts.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// Where: the only partition that the token reaches.
    pub fn partition(&self) -> &Partition {
        &self.partition
    }

    /// The first instant at which the token is no longer valid; `None` when it does not expire.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    /// The identity of each of the token's blocks, the authority block's first: to revoke one revokes the token and
    /// all that was narrowed from it after that block.
    pub fn revocation_ids(&self) -> &[RevocationId] {
        &self.revocation_ids
    }

    /// # Errors
    /// [`TokenError::Expired`] from the instant of the expiry on.
    pub fn check_time(&self, now: Timestamp) -> Result<(), TokenError> {
        match self.expires_at {
            Some(at) if now >= at => Err(TokenError::Expired { at }),
            _ => Ok(()),
        }
    }

    /// Whether the operations of `family` with `access` are allowed.
    ///
    /// # Errors
    /// [`Denial::MissingOperation`].
    pub fn may(&self, family: &str, access: Access) -> Result<(), Denial> {
        if self.operations.contains(family, access) {
            return Ok(());
        }
        Err(Denial::MissingOperation { operation: Operation::of_family(family, access) })
    }

    /// The user in whose name this token decides what others have asked leave for, in `family`: its own principal, or
    /// for an agent or a service the one that its token names.
    ///
    /// # Errors
    /// [`Denial::MissingOperation`] or [`Denial::NotDelegated`].
    pub fn decides_as(&self, family: &str) -> Result<&Principal, Denial> {
        self.may(family, Access::Decide)?;
        match self.principal.kind() {
            PrincipalKind::User => Ok(&self.principal),
            PrincipalKind::Agent | PrincipalKind::Service => {
                self.decides_for.as_ref().ok_or_else(|| Denial::NotDelegated { principal: self.principal.clone() })
            }
        }
    }

    /// Whether the resource `key` may be read.
    ///
    /// # Errors
    /// [`Denial::OutsideReadPrefix`].
    pub fn may_read_key(&self, key: &str) -> Result<(), Denial> {
        if self.can_read_key(key) { Ok(()) } else { Err(Denial::OutsideReadPrefix { key: key.to_owned() }) }
    }

    /// Whether the resource `key` may be written.
    ///
    /// # Errors
    /// [`Denial::OutsideWritePrefix`].
    pub fn may_write_key(&self, key: &str) -> Result<(), Denial> {
        if self.writable.cover(key) { Ok(()) } else { Err(Denial::OutsideWritePrefix { key: key.to_owned() }) }
    }

    /// Whether a list or a stream of the keys that start with `prefix` could show anything. What it shows is still
    /// only what [`Rights::can_read_key`] lets through.
    ///
    /// # Errors
    /// [`Denial::NothingReadable`].
    pub fn may_list_prefix(&self, prefix: &str) -> Result<(), Denial> {
        if self.readable_within(prefix).next().is_some() {
            Ok(())
        } else {
            Err(Denial::NothingReadable { prefix: prefix.to_owned() })
        }
    }

    /// [`Rights::may_read_key`] as a filter: without the cost of an error.
    pub fn can_read_key(&self, key: &str) -> bool {
        self.readable.cover(key)
    }

    /// The prefixes of all keys that start with `prefix` and may be read, ascending and without overlap: a list that
    /// goes through them in order touches no key that it must not show.
    pub fn readable_within<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.readable.within(prefix)
    }
}

/// The identity of a block of a token: its signature, 64 bytes, written in hexadecimal. Not a secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RevocationId(Box<[u8]>);

impl RevocationId {
    pub(crate) fn new(signature: &[u8]) -> Self {
        Self(signature.into())
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for RevocationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for RevocationId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RevocationId({self})")
    }
}
