//! From a token's text to its rights, or the reason why it is not accepted.

use base64::{Engine, prelude::BASE64_URL_SAFE};
use biscuit_auth::{
    PublicKey,
    builder::{Check, Convert, Fact},
    datalog::SymbolTable,
    error::Format,
    format::{
        SerializedBiscuit,
        convert::proto_block_to_token_block,
        schema::{self, SignedBlock, public_key::Algorithm},
    },
};
use prost::Message;

use crate::{
    Grant, MAX_BLOCKS, MAX_TOKEN_BYTES, RevocationId, Rights, TokenError,
    vocabulary::{Claim, Limit},
};

const NOT_A_BISCUIT: TokenError = TokenError::Malformed { expected: "a biscuit" };

/// What `token` allows when `root` signed it; the time is not looked at.
///
/// The bounds come first, then the signatures, and only then what the blocks say.
pub(crate) fn verify(token: &str, root: &PublicKey) -> Result<Rights, TokenError> {
    let bytes = decode(token)?;
    let envelope = schema::Biscuit::decode(bytes.as_slice()).map_err(|_| NOT_A_BISCUIT)?;
    let block_count = envelope.blocks.len() + 1;
    if block_count > MAX_BLOCKS {
        return Err(TokenError::TooManyBlocks { blocks: block_count });
    }
    SerializedBiscuit::from_slice(&bytes, root).map_err(|error| match error {
        Format::Signature(_) | Format::SealedSignature => TokenError::BadSignature,
        _ => NOT_A_BISCUIT,
    })?;
    read(&envelope)
}

fn decode(token: &str) -> Result<Vec<u8>, TokenError> {
    if token.is_empty() {
        return Err(TokenError::Missing);
    }
    if token.len() > MAX_TOKEN_BYTES {
        return Err(TokenError::TooLarge { bytes: token.len() });
    }
    BASE64_URL_SAFE.decode(token).map_err(|_| TokenError::Malformed { expected: "base64url" })
}

fn read(envelope: &schema::Biscuit) -> Result<Rights, TokenError> {
    let mut symbols = SymbolTable::new();
    let authority = Block::read(0, &envelope.authority, &mut symbols)?;
    let mut limits = authority.limits;
    for (index, signed) in (1..).zip(&envelope.blocks) {
        let block = Block::read(index, signed, &mut symbols)?;
        if !block.claims.is_empty() {
            return Err(TokenError::OutsideVocabulary { block: index, what: "a fact outside the authority block" });
        }
        limits.extend(block.limits);
    }
    let grant = Grant::of_claims(authority.claims).map_err(|what| TokenError::OutsideVocabulary { block: 0, what })?;
    let signed = std::iter::once(&envelope.authority).chain(&envelope.blocks);
    let revocation_ids = signed.map(|block| RevocationId::new(&block.signature)).collect();
    Ok(limits.into_iter().fold(Rights::new(grant, revocation_ids), Rights::within))
}

/// What one block says, in words of the vocabulary.
struct Block {
    claims: Vec<Claim>,
    limits: Vec<Limit>,
}

impl Block {
    /// `symbols` are the strings of the blocks before, to which this one's are added.
    fn read(index: usize, signed: &SignedBlock, symbols: &mut SymbolTable) -> Result<Self, TokenError> {
        let outside = |what| TokenError::OutsideVocabulary { block: index, what };
        refuse_foreign_signature(signed).map_err(outside)?;
        let message = schema::Block::decode(signed.block.as_slice()).map_err(|_| NOT_A_BISCUIT)?;
        refuse_free_datalog(&message).map_err(outside)?;
        let added = SymbolTable::from(message.symbols.clone()).map_err(|_| NOT_A_BISCUIT)?;
        symbols.extend(&added).map_err(|_| NOT_A_BISCUIT)?;
        let block = proto_block_to_token_block(&message, None).map_err(|_| NOT_A_BISCUIT)?;

        let mut claims = Vec::with_capacity(block.facts.len());
        for fact in &block.facts {
            let fact = Fact::convert_from(fact, symbols).map_err(|_| NOT_A_BISCUIT)?;
            claims.push(Claim::from_fact(&fact).ok_or(outside("an unknown fact"))?);
        }
        let mut limits = Vec::with_capacity(block.checks.len());
        for check in &block.checks {
            let check = Check::convert_from(check, symbols).map_err(|_| NOT_A_BISCUIT)?;
            limits.push(Limit::from_check(&check).ok_or(outside("a check of another form"))?);
        }
        Ok(Self { claims, limits })
    }
}

/// Only Ed25519, because its signatures have one form: who holds the token cannot give a block another revocation id.
fn refuse_foreign_signature(signed: &SignedBlock) -> Result<(), &'static str> {
    if signed.external_signature.is_some() {
        return Err("the signature of a third party");
    }
    if signed.next_key.algorithm != Algorithm::Ed25519 as i32 {
        return Err("a key that is not Ed25519");
    }
    Ok(())
}

fn refuse_free_datalog(block: &schema::Block) -> Result<(), &'static str> {
    if !block.rules.is_empty() {
        return Err("a rule");
    }
    if !block.scope.is_empty() || !block.public_keys.is_empty() {
        return Err("a trust scope");
    }
    if block.context.is_some() {
        return Err("a context");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use biscuit_auth::{Biscuit, BlockBuilder, KeyPair};
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::Access;

    /// A token that reads `run/`, as it is after its signatures were verified.
    fn verified() -> Biscuit {
        let code = "principal(\"user:ada\"); partition(\"acme/web/shop\"); \
                    operation(\"resource:read\"); read_prefix(\"run/\");";
        Biscuit::builder().code(code).unwrap().build(&KeyPair::new()).unwrap()
    }

    /// `envelope` with a block that a holder made of these bytes.
    fn with_block(mut envelope: schema::Biscuit, bytes: Vec<u8>) -> schema::Biscuit {
        let block = SignedBlock { block: bytes, ..envelope.authority.clone() };
        envelope.blocks = vec![block];
        envelope
    }

    #[test]
    fn any_change_of_a_check_is_refused_or_allows_no_more_than_before() {
        let biscuit = verified();
        let check = BlockBuilder::new().code("check if read_prefix($x), {\"run/7/\"}.contains($x);").unwrap();
        let envelope = biscuit.append(check).unwrap().container().to_proto();
        let bytes = &envelope.blocks[0].block;
        for (index, bit) in (0..bytes.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
            let mut changed = bytes.clone();
            changed[index] ^= 1_u8 << bit;
            if let Ok(rights) = read(&with_block(envelope.clone(), changed)) {
                assert_eq!(rights.principal().as_str(), "user:ada");
                assert_eq!(rights.partition().as_str(), "acme/web/shop");
                assert!(rights.may("resource", Access::Write).is_err());
                assert!(!rights.can_read_key("team/1"));
                assert!(rights.may_write_key("run/7/status").is_err());
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused(bytes in vec(any::<u8>(), 1..64)) {
            let refused = read(&with_block(verified().container().to_proto(), bytes)).unwrap_err();
            let expected =
                matches!(refused, TokenError::Malformed { .. } | TokenError::OutsideVocabulary { block: 1, .. });
            prop_assert!(expected, "{refused:?}");
        }
    }
}
