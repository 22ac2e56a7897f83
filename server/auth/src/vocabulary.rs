//! The words of a token, and the only forms in which they occur: both directions between a block's Datalog and what
//! it means. [The crate's table](crate#the-vocabulary) is the same in prose.

use biscuit_auth::builder::{
    Binary, Check, CheckKind, Expression, Fact, Op, Predicate, Rule, Term, fact, pred, string, var,
};
use charter_types::{Partition, Principal, PrincipalKind, Timestamp};

use crate::{KeyPrefix, Operation};

/// The name of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Principal,
    Partition,
    Operation,
    ReadPrefix,
    WritePrefix,
    DecidesFor,
    Time,
}

impl Word {
    const ALL: [Self; 7] = [
        Self::Principal,
        Self::Partition,
        Self::Operation,
        Self::ReadPrefix,
        Self::WritePrefix,
        Self::DecidesFor,
        Self::Time,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Principal => "principal",
            Self::Partition => "partition",
            Self::Operation => "operation",
            Self::ReadPrefix => "read_prefix",
            Self::WritePrefix => "write_prefix",
            Self::DecidesFor => "decides_for",
            Self::Time => "time",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.as_str() == name)
    }
}

/// One fact of the authority block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Claim {
    Principal(Principal),
    Partition(Partition),
    Operation(Operation),
    ReadPrefix(KeyPrefix),
    WritePrefix(KeyPrefix),
    /// Always a user.
    DecidesFor(Principal),
}

impl Claim {
    pub(crate) fn to_fact(&self) -> Fact {
        let (word, value) = match self {
            Self::Principal(principal) => (Word::Principal, principal.to_string()),
            Self::Partition(partition) => (Word::Partition, partition.to_string()),
            Self::Operation(operation) => (Word::Operation, operation.to_string()),
            Self::ReadPrefix(prefix) => (Word::ReadPrefix, prefix.to_string()),
            Self::WritePrefix(prefix) => (Word::WritePrefix, prefix.to_string()),
            Self::DecidesFor(user) => (Word::DecidesFor, user.to_string()),
        };
        fact(word.as_str(), &[string(&value)])
    }

    /// `None` when it is not one of the table's facts.
    pub(crate) fn from_fact(fact: &Fact) -> Option<Self> {
        let [Term::Str(value)] = fact.predicate.terms.as_slice() else { return None };
        match Word::named(&fact.predicate.name)? {
            Word::Principal => value.parse().ok().map(Self::Principal),
            Word::Partition => value.parse().ok().map(Self::Partition),
            Word::Operation => value.parse().ok().map(Self::Operation),
            Word::ReadPrefix => value.parse().ok().map(Self::ReadPrefix),
            Word::WritePrefix => value.parse().ok().map(Self::WritePrefix),
            Word::DecidesFor => {
                value.parse().ok().filter(|user: &Principal| user.kind() == PrincipalKind::User).map(Self::DecidesFor)
            }
            Word::Time => None,
        }
    }
}

/// One check of any block: it takes away what it does not name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Limit {
    Operations(Vec<Operation>),
    ReadPrefixes(Vec<KeyPrefix>),
    WritePrefixes(Vec<KeyPrefix>),
    ExpiresAt(Timestamp),
}

impl Limit {
    pub(crate) fn to_check(&self) -> Check {
        let (word, ops) = match self {
            Self::Operations(operations) => (Word::Operation, one_of(operations)),
            Self::ReadPrefixes(prefixes) => (Word::ReadPrefix, one_of(prefixes)),
            Self::WritePrefixes(prefixes) => (Word::WritePrefix, one_of(prefixes)),
            Self::ExpiresAt(at) => (Word::Time, before(*at)),
        };
        let body = vec![pred(word.as_str(), &[var(VARIABLE)])];
        let query = Rule::new(pred("query", &[] as &[Term]), body, vec![Expression { ops }], Vec::new());
        Check { queries: vec![query], kind: CheckKind::One }
    }

    /// `None` when it is not one of the table's checks.
    pub(crate) fn from_check(check: &Check) -> Option<Self> {
        let ([query], CheckKind::One) = (check.queries.as_slice(), &check.kind) else { return None };
        let ([Predicate { name, terms }], [Expression { ops }], []) =
            (query.body.as_slice(), query.expressions.as_slice(), query.scopes.as_slice())
        else {
            return None;
        };
        let [Term::Variable(variable)] = terms.as_slice() else { return None };
        match Word::named(name)? {
            Word::Operation => values_of(ops, variable).map(Self::Operations),
            Word::ReadPrefix => values_of(ops, variable).map(Self::ReadPrefixes),
            Word::WritePrefix => values_of(ops, variable).map(Self::WritePrefixes),
            Word::Time => instant_of(ops, variable).map(Self::ExpiresAt),
            Word::Principal | Word::Partition | Word::DecidesFor => None,
        }
    }
}

const VARIABLE: &str = "x";

/// `{…}.contains($x)`
fn one_of<T: ToString>(values: &[T]) -> Vec<Op> {
    let values = values.iter().map(|value| string(&value.to_string())).collect();
    vec![Op::Value(Term::Set(values)), Op::Value(var(VARIABLE)), Op::Binary(Binary::Contains)]
}

fn values_of<T: std::str::FromStr>(ops: &[Op], variable: &str) -> Option<Vec<T>> {
    match ops {
        [Op::Value(Term::Set(values)), Op::Value(Term::Variable(tested)), Op::Binary(Binary::Contains)]
            if tested == variable =>
        {
            values.iter().map(|value| if let Term::Str(text) = value { text.parse().ok() } else { None }).collect()
        }
        _ => None,
    }
}

/// `$x < …`, in whole seconds, as Datalog counts; rounded down, so that nothing lives longer than it was meant to.
fn before(at: Timestamp) -> Vec<Op> {
    let seconds = u64::try_from(at.unix_ms().div_euclid(1000)).unwrap_or(0);
    vec![Op::Value(var(VARIABLE)), Op::Value(Term::Date(seconds)), Op::Binary(Binary::LessThan)]
}

fn instant_of(ops: &[Op], variable: &str) -> Option<Timestamp> {
    match ops {
        [Op::Value(Term::Variable(tested)), Op::Value(Term::Date(seconds)), Op::Binary(Binary::LessThan)]
            if tested == variable =>
        {
            let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
            Some(Timestamp::from_unix_ms(seconds.saturating_mul(1000)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
        text.parse().unwrap()
    }

    #[test]
    fn claims_are_written_as_the_table_says() {
        for (claim, text) in [
            (Claim::Principal(parsed("user:local")), "principal(\"user:local\")"),
            (Claim::Partition(parsed("acme/web/shop")), "partition(\"acme/web/shop\")"),
            (Claim::Operation(parsed("resource:read")), "operation(\"resource:read\")"),
            (Claim::Operation(Operation::ALL), "operation(\"*\")"),
            (Claim::ReadPrefix(parsed("run/")), "read_prefix(\"run/\")"),
            (Claim::WritePrefix(KeyPrefix::all()), "write_prefix(\"\")"),
            (Claim::DecidesFor(parsed("user:ada")), "decides_for(\"user:ada\")"),
        ] {
            assert_eq!(claim.to_fact(), parsed::<Fact>(text));
            assert_eq!(Claim::from_fact(&parsed(text)), Some(claim));
        }
    }

    #[test]
    fn limits_are_written_as_the_table_says() {
        for (limit, text) in [
            (
                Limit::Operations(vec![parsed("event:read"), parsed("resource:read")]),
                "check if operation($x), {\"event:read\", \"resource:read\"}.contains($x)",
            ),
            (Limit::ReadPrefixes(vec![parsed("run/7/")]), "check if read_prefix($x), {\"run/7/\"}.contains($x)"),
            (Limit::WritePrefixes(vec![]), "check if write_prefix($x), {,}.contains($x)"),
            (Limit::ExpiresAt(parsed("2030-01-01T00:00:00Z")), "check if time($x), $x < 2030-01-01T00:00:00Z"),
        ] {
            assert_eq!(limit.to_check(), parsed::<Check>(text));
            assert_eq!(Limit::from_check(&parsed(text)), Some(limit));
        }
    }

    #[test]
    fn no_other_fact_is_a_claim() {
        for text in [
            "role(\"admin\")",
            "time(2030-01-01T00:00:00Z)",
            "operation(\"resource:*\")",
            "operation(\"resource:read\", \"event:read\")",
            "operation(7)",
            "principal(\"root\")",
            "partition(\"acme\")",
            "read_prefix(\"run/*\")",
            "decides_for(\"agent:ada\")",
        ] {
            assert_eq!(Claim::from_fact(&parsed(text)), None, "{text}");
        }
    }

    #[test]
    fn no_other_check_is_a_limit() {
        for text in [
            "check if true",
            "check if operation(\"resource:read\")",
            "check if operation($x)",
            "check if operation($x), {\"resource:read\"}.contains($x) or operation($x), {\"*\"}.contains($x)",
            "check if operation($x), {\"resource:read\"}.contains($x) || true",
            "check if operation($x), !{\"resource:read\"}.contains($x)",
            "check if operation($x), {\"resource:read\"}.contains($x), true",
            "check if operation($x), [\"resource:read\"].contains($x)",
            "check if operation($x), {\"nonsense\"}.contains($x)",
            "check if operation($x), {7}.contains($x)",
            "check if operation($x), $x == \"resource:read\"",
            "check if operation($x), read_prefix($x), {\"resource:read\"}.contains($x)",
            "check if operation($x, $y), {\"resource:read\"}.contains($x)",
            "check if operation($x), {\"resource:read\"}.contains($x) trusting previous",
            "check all operation($x), {\"resource:read\"}.contains($x)",
            "reject if operation($x), {\"resource:read\"}.contains($x)",
            "check if principal($x), {\"user:local\"}.contains($x)",
            "check if partition($x), {\"acme/web/shop\"}.contains($x)",
            "check if decides_for($x), {\"user:ada\"}.contains($x)",
            "check if role($x), {\"admin\"}.contains($x)",
            "check if time($x), $x <= 2030-01-01T00:00:00Z",
            "check if time($x), $x > 2030-01-01T00:00:00Z",
            "check if time($x), 2030-01-01T00:00:00Z < $x",
            "check if time($x), $x < 7",
            "check if read_prefix($x), $x.starts_with(\"run/\")",
        ] {
            assert_eq!(Limit::from_check(&parsed(text)), None, "{text}");
        }
    }

    #[test]
    fn a_check_must_test_the_variable_that_it_binds() {
        let mut check: Check = parsed("check if time($x), $x < 2030-01-01T00:00:00Z");
        check.queries[0].body = vec![pred("time", &[var("y")])];
        assert_eq!(Limit::from_check(&check), None);
    }

    #[test]
    fn an_expiry_is_rounded_down_to_a_second_and_kept_in_range() {
        for (given, kept) in [(1_999, 1_000), (2_000, 2_000), (-1, 0)] {
            let limit = Limit::ExpiresAt(Timestamp::from_unix_ms(given));
            assert_eq!(Limit::from_check(&limit.to_check()), Some(Limit::ExpiresAt(Timestamp::from_unix_ms(kept))));
        }
        let ops = [Op::Value(var("x")), Op::Value(Term::Date(u64::MAX)), Op::Binary(Binary::LessThan)];
        assert_eq!(instant_of(&ops, "x"), Some(Timestamp::from_unix_ms(i64::MAX)));
    }
}
