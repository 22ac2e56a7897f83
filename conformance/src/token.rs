//! Tokens in the published vocabulary: narrowing one offline, as any holder can, and making one with a server's root key.

use std::{io, path::Path};

use biscuit_auth::{
    Biscuit, KeyPair, PrivateKey, UnverifiedBiscuit,
    builder::{Binary, BlockBuilder, Check, CheckKind, Expression, Op, Rule, Term, fact, pred, string, var},
    error,
};

pub use crate::examples::{Narrowing, OtherPrincipal};

/// A token that may do less than `token`. Neither the server nor a key is needed for it.
///
/// # Errors
/// When `token` is not a biscuit, or is sealed.
pub fn narrow(token: &str, narrowing: &Narrowing) -> Result<String, error::Token> {
    let limits = [
        ("operation", &narrowing.operations),
        ("read_prefix", &narrowing.read_prefixes),
        ("write_prefix", &narrowing.write_prefixes),
    ];
    let mut block = BlockBuilder::new();
    for (word, values) in limits {
        if let Some(values) = values {
            block = block.check(one_of(word, values))?;
        }
    }
    UnverifiedBiscuit::from_base64(token)?.append(block)?.to_base64()
}

/// A token that may do everything in a partition as this principal, signed with a root key as its file has it.
///
/// # Errors
/// When `root_key` is no private key.
pub fn mint(root_key: &str, who: &OtherPrincipal, partition: &str) -> Result<String, error::Token> {
    let root = KeyPair::from(&root_key.parse::<PrivateKey>().map_err(error::Token::Format)?);
    let words = [
        ("principal", who.principal.as_str()),
        ("partition", partition),
        ("operation", "*"),
        ("read_prefix", ""),
        ("write_prefix", ""),
    ];
    let mut words = words.into_iter().chain(who.decides_for.as_deref().map(|user| ("decides_for", user)));
    let said = words.try_fold(Biscuit::builder(), |said, (word, value)| said.fact(fact(word, &[string(value)])));
    said?.build(&root)?.to_base64()
}

/// The partition that a token is for, as its first block says; nothing of it is verified.
///
/// # Errors
/// When `token` is not a biscuit, or says none.
pub fn partition(token: &str) -> Result<String, error::Token> {
    let said = UnverifiedBiscuit::from_base64(token)?.print_block_source(0)?;
    let beginning = |line: &str| line.strip_prefix("partition(\"")?.strip_suffix("\");").map(str::to_owned);
    said.lines().find_map(beginning).ok_or(error::Token::InternalError)
}

/// Makes tokens of other principals than the suite's own, with the server's root key.
#[derive(Debug, Clone)]
pub struct Minter {
    root_key: String,
    partition: String,
}

impl Minter {
    /// With the root key in a file, in the partition that `token` is for.
    ///
    /// # Errors
    /// When the file cannot be read or the token is none.
    pub fn open(root_key: &Path, token: &str) -> io::Result<Self> {
        let partition = partition(token).map_err(io::Error::other)?;
        Ok(Self { root_key: std::fs::read_to_string(root_key)?.trim().to_owned(), partition })
    }

    /// A token of somebody else.
    ///
    /// # Errors
    /// When the root key is none.
    pub fn token_of(&self, who: &OtherPrincipal) -> Result<String, error::Token> {
        mint(&self.root_key, who, &self.partition)
    }
}

/// `check if WORD($x), {VALUES}.contains($x)`
fn one_of(word: &str, values: &[String]) -> Check {
    const VARIABLE: &str = "x";
    let set = Term::Set(values.iter().map(|value| string(value)).collect());
    let expression = Expression { ops: vec![Op::Value(set), Op::Value(var(VARIABLE)), Op::Binary(Binary::Contains)] };
    let body = vec![pred(word, &[var(VARIABLE)])];
    let query = Rule::new(pred("query", &[] as &[Term]), body, vec![expression], Vec::new());
    Check { queries: vec![query], kind: CheckKind::One }
}

#[cfg(test)]
mod tests {
    use biscuit_auth::{Biscuit, KeyPair};

    use super::*;

    #[test]
    fn tells_the_partition_that_a_token_is_for() {
        let root = KeyPair::new();
        let who = OtherPrincipal::named("user:ada");
        let token = mint(&root.private().to_prefixed_string(), &who, "acme/web/shop").unwrap();
        assert_eq!(partition(&token).unwrap(), "acme/web/shop");
    }

    #[test]
    fn appends_checks_in_the_published_vocabulary() {
        let wide = Biscuit::builder().fact("operation(\"*\")").unwrap().build(&KeyPair::new()).unwrap();
        let narrowing = Narrowing {
            operations: Some(vec!["resource:read".into()]),
            write_prefixes: Some(Vec::new()),
            ..Narrowing::default()
        };
        let narrow = narrow(&wide.to_base64().unwrap(), &narrowing).unwrap();
        let narrow = UnverifiedBiscuit::from_base64(narrow).unwrap();
        assert_eq!(
            narrow.print_block_source(1).unwrap(),
            "check if operation($x), {\"resource:read\"}.contains($x);\ncheck if write_prefix($x), {,}.contains($x);\n"
        );
    }
}
