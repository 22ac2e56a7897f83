use std::{fmt, str::FromStr};

use super::{InvalidValue, string_scalar};

/// What sort of actor a principal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrincipalKind {
    /// A person.
    User,
    /// A program that decides by itself.
    Agent,
    /// A program that does as it is told.
    Service,
}

impl PrincipalKind {
    /// The word before the colon.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Agent => "agent",
            Self::Service => "service",
        }
    }
}

/// `user:…`, `agent:…` or `service:…`: who acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Principal {
    kind: PrincipalKind,
    text: Box<str>,
}

impl Principal {
    /// What sort of actor this is.
    pub fn kind(&self) -> PrincipalKind {
        self.kind
    }

    /// All of it, as it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Principal {
    type Err = InvalidValue;
    fn from_str(text: &str) -> Result<Self, InvalidValue> {
        let invalid = || {
            InvalidValue::new(
                "Principal",
                "must be user:, agent: or service: and a name of 1 to 128 of A-Z, a-z, 0-9, and . _ ~ @ + -",
            )
        };
        let (kind, name) = text.split_once(':').ok_or_else(invalid)?;
        let kind = match kind {
            "user" => PrincipalKind::User,
            "agent" => PrincipalKind::Agent,
            "service" => PrincipalKind::Service,
            _ => return Err(invalid()),
        };
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._~@+-".contains(&byte);
        if name.is_empty() || name.len() > 128 || !name.bytes().all(allowed) {
            return Err(invalid());
        }
        Ok(Self { kind, text: text.into() })
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(formatter)
    }
}

string_scalar!(Principal, "Principal", "^(user|agent|service):[A-Za-z0-9._~@+-]{1,128}$", "Who acts.");
