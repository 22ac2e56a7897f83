//! A narrowed token never allows more than the one it was made from, and exactly what both allow.

mod support;

use std::sync::Arc;

use charter_auth::{
    Access, Authority, BearerToken, Grant, IssueError, KeyPrefix, MAX_BLOCKS, Narrowing, Operation, Rights, attenuate,
};
use charter_types::Timestamp;
use proptest::{collection::vec, option, prelude::*, sample::select};
use support::{everything, now, operations, second, server};

const FAMILIES: [&str; 3] = ["resource", "event", "store"];
const ACCESSES: [Access; 2] = [Access::Read, Access::Write];

fn any_operation() -> impl Strategy<Value = Operation> {
    select(operations(&["*", "resource:read", "resource:write", "event:read", "event:write", "store:read"]))
}

/// From an alphabet so small that prefixes often overlap.
fn any_prefix() -> impl Strategy<Value = KeyPrefix> {
    "[ab/]{0,3}".prop_map(|text| text.parse().unwrap())
}

fn any_time() -> impl Strategy<Value = Timestamp> {
    (0..20_000_i64).prop_map(Timestamp::from_unix_ms)
}

prop_compose! {
    fn any_grant()(
        operations in vec(any_operation(), 0..4),
        read_prefixes in vec(any_prefix(), 0..4),
        write_prefixes in vec(any_prefix(), 0..4),
        expires_at in option::of(any_time()),
    ) -> Grant {
        Grant { operations, read_prefixes, write_prefixes, expires_at, ..everything() }
    }
}

prop_compose! {
    fn any_narrowing()(
        operations in option::of(vec(any_operation(), 0..4)),
        read_prefixes in option::of(vec(any_prefix(), 0..4)),
        write_prefixes in option::of(vec(any_prefix(), 0..4)),
        expires_at in option::of(any_time()),
    ) -> Narrowing {
        Narrowing { operations, read_prefixes, write_prefixes, expires_at }
    }
}

/// The rights at a time before any expiry, so that only [`Rights::check_time`] decides about it.
fn rights(authority: &Authority, token: &BearerToken) -> Arc<Rights> {
    authority.verify(token.as_str(), Timestamp::from_unix_ms(-1)).unwrap()
}

fn names(listed: &[Operation], family: &str, access: Access) -> bool {
    listed.contains(&Operation::ALL) || listed.contains(&Operation::new(family, access).unwrap())
}

fn begins(listed: &[KeyPrefix], key: &str) -> bool {
    listed.iter().any(|prefix| key.starts_with(prefix.as_str()))
}

fn assert_child_is_parent_within(
    parent: &Rights,
    narrowing: &Narrowing,
    child: &Rights,
    keys: &[String],
    times: &[Timestamp],
) -> Result<(), TestCaseError> {
    prop_assert_eq!(child.principal(), parent.principal());
    prop_assert_eq!(child.partition(), parent.partition());
    for (family, access) in FAMILIES.into_iter().flat_map(|family| ACCESSES.map(|access| (family, access))) {
        let kept = narrowing.operations.as_ref().is_none_or(|listed| names(listed, family, access));
        prop_assert_eq!(child.may(family, access).is_ok(), parent.may(family, access).is_ok() && kept);
    }
    for key in keys {
        let kept = narrowing.read_prefixes.as_ref().is_none_or(|listed| begins(listed, key));
        prop_assert_eq!(child.may_read_key(key).is_ok(), parent.may_read_key(key).is_ok() && kept);
        let kept = narrowing.write_prefixes.as_ref().is_none_or(|listed| begins(listed, key));
        prop_assert_eq!(child.may_write_key(key).is_ok(), parent.may_write_key(key).is_ok() && kept);
        prop_assert!(child.may_list_prefix(key).is_err() || parent.may_list_prefix(key).is_ok());
    }
    for time in times {
        let kept = narrowing.expires_at.is_none_or(|at| time.unix_ms() < at.unix_ms() / 1000 * 1000);
        prop_assert_eq!(child.check_time(*time).is_ok(), parent.check_time(*time).is_ok() && kept);
    }
    prop_assert!(child.revocation_ids().starts_with(parent.revocation_ids()));
    Ok(())
}

#[test]
fn each_child_of_a_chain_allows_what_its_parent_and_its_narrowing_allow() {
    let authority = server().authority;
    proptest!(ProptestConfig::with_cases(64), |(
        grant in any_grant(),
        chain in vec(any_narrowing(), 1..5),
        keys in vec("[ab/]{0,5}", 12),
        times in vec(any_time(), 6),
    )| {
        let mut token = authority.mint(&grant).unwrap();
        for narrowing in chain {
            let narrower = attenuate(token.as_str(), &narrowing).unwrap();
            let (parent, child) = (rights(&authority, &token), rights(&authority, &narrower));
            assert_child_is_parent_within(&parent, &narrowing, &child, &keys, &times)?;
            token = narrower;
        }
    });
}

#[test]
fn a_narrowing_that_names_nothing_changes_nothing() {
    let server = server();
    let token = server.authority.mint(&everything()).unwrap();
    let same = rights(&server.authority, &attenuate(token.as_str(), &Narrowing::default()).unwrap());
    assert!(same.may("resource", Access::Write).is_ok() && same.may_write_key("run/1").is_ok());
    assert_eq!(same.expires_at(), None);
    assert_eq!(same.revocation_ids().len(), 2);
}

#[test]
fn a_token_for_one_run_says_what_it_lacks() {
    let server = server();
    let token = server.authority.mint(&everything()).unwrap();
    let run = Narrowing {
        operations: Some(operations(&["resource:read"])),
        read_prefixes: Some(vec!["run/7/".parse().unwrap()]),
        write_prefixes: Some(vec![]),
        expires_at: Some(second(support::NOW_SECOND + 60)),
    };
    let rights = rights(&server.authority, &attenuate(token.as_str(), &run).unwrap());
    assert_eq!(rights.expires_at(), Some(second(support::NOW_SECOND + 60)));
    assert_eq!(rights.may("resource", Access::Read), Ok(()));
    assert_eq!(rights.may_list_prefix("run/"), Ok(()));
    let denials = [
        rights.may("resource", Access::Write),
        rights.may_read_key("run/8/status"),
        rights.may_write_key("run/7/status"),
        rights.may_list_prefix("team/"),
    ];
    assert_eq!(
        denials.map(|denial| denial.unwrap_err().to_string()),
        [
            "the token does not allow the operation resource:write",
            "the key run/8/status is under no read_prefix of the token",
            "the key run/7/status is under no write_prefix of the token",
            "no key that starts with \"team/\" is under a read_prefix of the token",
        ]
    );
}

#[test]
fn a_chain_ends_at_the_bound_of_blocks() {
    let server = server();
    let mut token = server.authority.mint(&everything()).unwrap();
    for _ in 1..MAX_BLOCKS {
        token = attenuate(token.as_str(), &Narrowing::default()).unwrap();
    }
    assert!(server.authority.verify(token.as_str(), now()).is_ok());
    let refused = attenuate(token.as_str(), &Narrowing::default()).unwrap_err();
    assert_eq!(refused, IssueError::TooManyBlocks { blocks: MAX_BLOCKS + 1 });
}

#[test]
fn what_would_be_too_long_is_not_made() {
    let server = server();
    let long: Vec<KeyPrefix> =
        (100..130).map(|number| format!("{number}{}", "k".repeat(400)).parse().unwrap()).collect();
    let refused = server.authority.mint(&Grant { read_prefixes: long.clone(), ..everything() }).unwrap_err();
    assert!(matches!(refused, IssueError::TooLarge { .. }));
    let token = server.authority.mint(&everything()).unwrap();
    let narrowing = Narrowing { read_prefixes: Some(long), ..Narrowing::default() };
    assert!(matches!(attenuate(token.as_str(), &narrowing), Err(IssueError::TooLarge { .. })));
}

#[test]
fn only_a_token_can_be_narrowed() {
    for text in ["", "nonsense", &"A".repeat(8 * 1024 + 1)] {
        let refused = attenuate(text, &Narrowing::default()).unwrap_err();
        assert!(matches!(refused, IssueError::Biscuit { .. } | IssueError::TooLarge { .. }), "{refused:?}");
    }
}
