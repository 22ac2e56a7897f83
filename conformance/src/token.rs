//! Tokens in the published vocabulary: narrowing one offline, as any holder can, and making one with a server's root key.

use biscuit_auth::{
    Biscuit, KeyPair, PrivateKey, UnverifiedBiscuit,
    builder::{Binary, BlockBuilder, Check, CheckKind, Expression, Op, Rule, Term, fact, pred, string, var},
    error,
};

pub use crate::examples::Narrowing;

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
pub fn mint(root_key: &str, principal: &str, partition: &str) -> Result<String, error::Token> {
    let root = KeyPair::from(&root_key.parse::<PrivateKey>().map_err(error::Token::Format)?);
    let words = [
        ("principal", principal),
        ("partition", partition),
        ("operation", "*"),
        ("read_prefix", ""),
        ("write_prefix", ""),
    ];
    let said =
        words.into_iter().try_fold(Biscuit::builder(), |said, (word, value)| said.fact(fact(word, &[string(value)])));
    said?.build(&root)?.to_base64()
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
