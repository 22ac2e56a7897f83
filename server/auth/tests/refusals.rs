//! What is not accepted as a token, and with which reason.

mod support;

use base64::{Engine, prelude::BASE64_URL_SAFE};
use biscuit_auth::{
    Biscuit, BiscuitBuilder, BlockBuilder, KeyPair,
    builder::{Algorithm, Check, CheckKind, Expression, Op, Rule, Term, Unary, fact, pred, string},
    datalog::SymbolTable,
    format::schema::{self, term::Content},
};
use charter_auth::{Access, Grant, IssueError, MAX_BLOCKS, MAX_TOKEN_BYTES, Narrowing, TokenError, attenuate};
use charter_types::Timestamp;
use prost::Message;
use support::{NOW_SECOND, Server, everything, now, root_key, second, server};

const VALID: &str =
    "principal(\"user:ada\"); partition(\"acme/web/shop\"); operation(\"resource:read\"); read_prefix(\"run/\");";

fn valid(server: &Server) -> Biscuit {
    Biscuit::builder().code(VALID).unwrap().build(&root_key(server.directory.path())).unwrap()
}

fn refusal(server: &Server, token: &str) -> TokenError {
    server.authority.verify(token, now()).expect_err("the token must not be accepted")
}

/// The refusal of a token whose authority block the root key signed.
fn refusal_of_authority(block: BiscuitBuilder) -> TokenError {
    let server = server();
    let biscuit = block.build(&root_key(server.directory.path())).unwrap();
    refusal(&server, &biscuit.to_base64().unwrap())
}

/// The refusal of a valid token to which `narrow` was done.
fn refusal_of_change(narrow: impl FnOnce(Biscuit) -> Biscuit) -> TokenError {
    let server = server();
    let biscuit = valid(&server);
    assert!(server.authority.verify(&biscuit.to_base64().unwrap(), now()).is_ok());
    refusal(&server, &narrow(biscuit).to_base64().unwrap())
}

fn refusal_of_block(block: BlockBuilder) -> TokenError {
    refusal_of_change(|biscuit| biscuit.append(block).unwrap())
}

/// `biscuit` with a block of these bytes, properly signed.
fn with_raw_block(biscuit: &Biscuit, bytes: Vec<u8>) -> String {
    let appended = biscuit.container().append_serialized(&KeyPair::new(), bytes, None).unwrap();
    BASE64_URL_SAFE.encode(appended.to_vec().unwrap())
}

fn code(text: &str) -> BlockBuilder {
    BlockBuilder::new().code(text).unwrap()
}

#[test]
fn an_authority_block_outside_the_vocabulary() {
    for (text, what) in [
        ("role(\"admin\");", "an unknown fact"),
        ("operation(\"resource:*\");", "an unknown fact"),
        ("operation($x) <- read_prefix($x);", "a rule"),
        ("check if true;", "a check of another form"),
        ("principal(\"user:eve\");", "no principal or several"),
        ("partition(\"acme/web/other\");", "no partition or several"),
    ] {
        let block = Biscuit::builder().code(VALID).unwrap().code(text).unwrap();
        assert_eq!(refusal_of_authority(block), TokenError::OutsideVocabulary { block: 0, what }, "{text}");
    }
    for (text, what) in [
        ("partition(\"acme/web/shop\");", "no principal or several"),
        ("principal(\"user:ada\");", "no partition or several"),
    ] {
        let block = Biscuit::builder().code(text).unwrap();
        assert_eq!(refusal_of_authority(block), TokenError::OutsideVocabulary { block: 0, what }, "{text}");
    }
}

#[test]
fn a_narrowing_block_outside_the_vocabulary() {
    const FACT: &str = "a fact outside the authority block";
    const CHECK: &str = "a check of another form";
    for (text, what) in [
        ("operation(\"*\");", FACT),
        ("principal(\"user:eve\");", FACT),
        ("partition(\"acme/web/other\");", FACT),
        ("write_prefix(\"\");", FACT),
        ("role(\"admin\");", "an unknown fact"),
        ("operation(\"*\") <- operation($x);", "a rule"),
        ("check if operation($x), {\"*\"}.contains($x) or true;", CHECK),
        ("check all operation($x), {\"*\"}.contains($x);", CHECK),
        ("reject if operation($x), {\"*\"}.contains($x);", CHECK),
        ("check if read_prefix($x), $x.starts_with(\"run/\");", CHECK),
        ("check if partition($x), {\"acme/web/other\"}.contains($x);", CHECK),
        ("check if time($x), $x < 2030-01-01T00:00:00Z trusting previous;", CHECK),
    ] {
        assert_eq!(refusal_of_block(code(text)), TokenError::OutsideVocabulary { block: 1, what }, "{text}");
    }
    let context = BlockBuilder::new().context("a note".to_owned());
    assert_eq!(refusal_of_block(context), TokenError::OutsideVocabulary { block: 1, what: "a context" });
    let scope = BlockBuilder::new().scope(biscuit_auth::builder::Scope::Previous);
    assert_eq!(refusal_of_block(scope), TokenError::OutsideVocabulary { block: 1, what: "a trust scope" });
}

#[test]
fn text_that_would_be_datalog_when_it_is_printed() {
    let injected = "run/\"}.contains($x);\noperation(\"*\");\ncheck if read_prefix($x), {\"";
    let values = Term::Set([string(injected)].into());
    let mut check: Check = "check if read_prefix($x), {\"run/\"}.contains($x)".parse().unwrap();
    check.queries[0].expressions[0].ops[0] = Op::Value(values);
    let block = BlockBuilder::new().check(check).unwrap();
    assert_eq!(refusal_of_block(block), TokenError::OutsideVocabulary { block: 1, what: "a check of another form" });

    let block = BlockBuilder::new().fact(fact("operation(\"*\"); operation", &[string("*")])).unwrap();
    assert_eq!(refusal_of_block(block), TokenError::OutsideVocabulary { block: 1, what: "an unknown fact" });
}

#[test]
fn an_expression_that_would_exhaust_a_parser() {
    let mut ops = vec![Op::Value(Term::Bool(true))];
    ops.extend(std::iter::repeat_n(Op::Unary(Unary::Parens), 700));
    let query = Rule::new(pred("query", &[] as &[Term]), Vec::new(), vec![Expression { ops }], Vec::new());
    let block = BlockBuilder::new().check(Check { queries: vec![query], kind: CheckKind::One }).unwrap();
    assert_eq!(refusal_of_block(block), TokenError::OutsideVocabulary { block: 1, what: "a check of another form" });
}

#[test]
fn values_that_are_nested_too_deep_to_read() {
    let nest = |inner| schema::Term { content: Some(Content::Array(schema::Array { array: vec![inner] })) };
    let value = (0..500).fold(schema::Term { content: Some(Content::Bool(true)) }, |inner, _| nest(inner));
    let operation = SymbolTable::new().insert("operation");
    let fact = schema::Fact { predicate: schema::Predicate { name: operation, terms: vec![value] } };
    let block = schema::Block { version: Some(6), facts: vec![fact], ..schema::Block::default() };
    let server = server();
    let refused = refusal(&server, &with_raw_block(&valid(&server), block.encode_to_vec()));
    assert_eq!(refused, TokenError::Malformed { expected: "a biscuit" });
}

#[test]
fn a_block_of_a_third_party() {
    let refused = refusal_of_change(|biscuit| {
        let third_party = KeyPair::new();
        let block = code("check if time($x), $x < 2040-01-01T00:00:00Z;");
        let signed = biscuit.third_party_request().unwrap().create_block(&third_party.private(), block).unwrap();
        biscuit.append_third_party(third_party.public(), signed).unwrap()
    });
    assert_eq!(refused, TokenError::OutsideVocabulary { block: 1, what: "the signature of a third party" });
}

#[test]
fn a_block_with_another_kind_of_key() {
    let key = KeyPair::new_with_algorithm(Algorithm::Secp256r1);
    let refused = refusal_of_change(|biscuit| biscuit.append_with_keypair(&key, BlockBuilder::new()).unwrap());
    assert_eq!(refused, TokenError::OutsideVocabulary { block: 1, what: "a key that is not Ed25519" });
}

#[test]
fn more_blocks_than_are_followed() {
    let refused = refusal_of_change(|biscuit| {
        (0..MAX_BLOCKS).fold(biscuit, |longer, _| longer.append(BlockBuilder::new()).unwrap())
    });
    assert_eq!(refused, TokenError::TooManyBlocks { blocks: MAX_BLOCKS + 1 });
}

#[test]
fn text_that_is_no_token() {
    let server = server();
    assert_eq!(refusal(&server, ""), TokenError::Missing);
    assert_eq!(refusal(&server, "no token!"), TokenError::Malformed { expected: "base64url" });
    assert_eq!(refusal(&server, "bm8gdG9rZW4="), TokenError::Malformed { expected: "a biscuit" });
    let longest = "A".repeat(MAX_TOKEN_BYTES);
    assert_eq!(refusal(&server, &longest), TokenError::Malformed { expected: "a biscuit" });
    assert_eq!(refusal(&server, &(longest + "A")), TokenError::TooLarge { bytes: MAX_TOKEN_BYTES + 1 });
}

#[test]
fn a_token_of_another_root_key() {
    let other = server().authority.mint(&everything()).unwrap();
    assert_eq!(refusal(&server(), other.as_str()), TokenError::BadSignature);
}

#[test]
fn a_token_with_any_byte_changed() {
    let server = server();
    let token = server.authority.mint(&Grant { expires_at: Some(second(NOW_SECOND + 1)), ..everything() }).unwrap();
    let narrower = attenuate(token.as_str(), &Narrowing { operations: Some(vec![]), ..Narrowing::default() }).unwrap();
    let bytes = BASE64_URL_SAFE.decode(narrower.as_str()).unwrap();
    for index in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[index] ^= 1;
        let refused = refusal(&server, &BASE64_URL_SAFE.encode(changed));
        assert!(
            matches!(refused, TokenError::BadSignature | TokenError::Malformed { .. }),
            "byte {index}: {refused:?}"
        );
    }
}

#[test]
fn a_token_that_was_cut() {
    let server = server();
    let token = server.authority.mint(&everything()).unwrap();
    let bytes = BASE64_URL_SAFE.decode(token.as_str()).unwrap();
    for length in 1..bytes.len() {
        let refused = refusal(&server, &BASE64_URL_SAFE.encode(&bytes[..length]));
        assert!(matches!(refused, TokenError::BadSignature | TokenError::Malformed { .. }), "{length}: {refused:?}");
    }
    for length in 1..token.as_str().len() {
        refusal(&server, &token.as_str()[..length]);
    }
}

#[test]
fn a_narrowing_cannot_be_taken_off_again() {
    let server = server();
    let biscuit = valid(&server);
    let narrower = biscuit.append(code("check if operation($x), {,}.contains($x);")).unwrap();
    let mut stripped = narrower.container().clone();
    stripped.blocks.clear();
    let text = BASE64_URL_SAFE.encode(stripped.to_vec().unwrap());
    assert_eq!(refusal(&server, &text), TokenError::BadSignature);
}

#[test]
fn a_sealed_token_is_accepted_and_cannot_be_narrowed() {
    let server = server();
    let biscuit = valid(&server);
    let sealed = biscuit.seal().unwrap().to_base64().unwrap();
    assert!(server.authority.verify(&sealed, now()).unwrap().may("resource", Access::Read).is_ok());
    assert_eq!(attenuate(&sealed, &Narrowing::default()), Err(IssueError::Sealed));
}

#[test]
fn an_expired_token_from_the_very_instant_on() {
    let expiry = second(NOW_SECOND);
    let just_before = expiry.plus_ms(-1);
    let server = server();
    let token = server.authority.mint(&Grant { expires_at: Some(expiry), ..everything() }).unwrap();
    let verify = |time: Timestamp| server.authority.verify(token.as_str(), time).map(|rights| rights.expires_at());
    let expired = Err(TokenError::Expired { at: expiry });
    assert_eq!(verify(expiry), expired, "seen for the first time");
    assert_eq!(verify(just_before), Ok(Some(expiry)));
    assert_eq!(verify(expiry), expired, "kept from before");
    assert_eq!(verify(just_before), Ok(Some(expiry)), "the clock went back");
}
