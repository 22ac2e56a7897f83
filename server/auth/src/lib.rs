//! Capability tokens: who acts, what they may do, where, until when.
//!
//! A bearer token is a [biscuit](https://doc.biscuitsec.org/reference/specifications): an authority block that the
//! server's root key signed, and behind it any number of blocks that holders appended, offline, to narrow it. Nobody
//! can widen one.
//!
//! ```text
//! token text ── verify ──► Rights ── may, may_read_key, may_write_key, may_list_prefix ──► Ok | Denial (403)
//!                 └► TokenError (401)
//! ```
//!
//! ```
//! use charter_auth::{Access, Authority, Grant, Narrowing, attenuate};
//! use charter_types::{Clock, SystemClock};
//!
//! # let directory = tempfile::tempdir()?;
//! let authority = Authority::open(directory.path())?;
//! let token = authority.mint(&Grant::everything("user:ada".parse()?, "acme/web/shop".parse()?))?;
//!
//! // Whoever holds the token can make one that only reads, and only below one run.
//! let reader = Narrowing {
//!     operations: Some(vec!["resource:read".parse()?]),
//!     read_prefixes: Some(vec!["run/7/".parse()?]),
//!     ..Narrowing::default()
//! };
//! let narrower = attenuate(token.as_str(), &reader)?;
//!
//! let rights = authority.verify(narrower.as_str(), SystemClock.now())?;
//! assert!(rights.may("resource", Access::Read).is_ok());
//! assert!(rights.may("resource", Access::Write).is_err());
//! assert!(rights.may_read_key("run/8/status").is_err());
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! # The vocabulary
//!
//! A token says nothing but these words. What is not in the table (another fact, a fact outside the authority block,
//! a rule, another form of check, a trust scope, a third-party block) makes the whole token invalid.
//!
//! | word           | the authority block grants       | any block narrows                                                |
//! | -------------- | -------------------------------- | ---------------------------------------------------------------- |
//! | `principal`    | `principal("user:local")`, once  | never                                                            |
//! | `partition`    | `partition("acme/web/shop")`, once | never                                                          |
//! | `operation`    | `operation("resource:read")` or `operation("*")`, each adds one | `check if operation($x), {"resource:read"}.contains($x)` |
//! | `read_prefix`  | `read_prefix("run/")`, each adds one | `check if read_prefix($x), {"run/7/"}.contains($x)`          |
//! | `write_prefix` | `write_prefix("run/")`, each adds one | `check if write_prefix($x), {"run/7/"}.contains($x)`        |
//! | `decides_for`  | `decides_for("user:ada")`, at most once: decisions of an agent or a service count as hers | never   |
//! | `time`         | never                            | `check if time($x), $x < 2030-01-01T00:00:00Z`                   |
//!
//! What is granted nowhere is not allowed. Each check intersects: the operations become those that are in the set
//! too, the prefixes become what both cover, the expiry becomes the earlier one. The kind of a principal is the word
//! before its colon.
//!
//! # Why the Datalog is read and not run
//!
//! Every request is authorised, so the answer must not need a Datalog engine. A token's signatures are verified and
//! its blocks are read once, into a plain [`Rights`]; a cache keyed by the token's digest keeps it. Only the expiry
//! is left to compare on each request. The blocks are read from the signed bytes: printing them as text and parsing
//! that again would let a crafted string change the structure.
//!
//! # Where the next claims go
//!
//! A new claim (memory tiers, side effects, a budget, delegation depth) is a word in `vocabulary`, a field
//! and a question in `rights`, and a field of [`Grant`] and [`Narrowing`]. Revocation is a look-up of
//! [`Rights::revocation_ids`] beside [`Rights::check_time`].

mod authority;
mod cache;
mod error;
mod grant;
mod key_file;
mod key_prefix;
mod narrowing;
mod operation;
mod receipt_keyring;
mod rights;
mod token;
mod verify;
mod vocabulary;

pub use authority::Authority;
pub use error::{Denial, IssueError, KeyError, TokenError};
pub use grant::Grant;
pub use key_prefix::KeyPrefix;
pub use narrowing::{Narrowing, attenuate};
pub use operation::{Access, Operation};
pub use receipt_keyring::ReceiptKeyring;
pub use rights::{RevocationId, Rights};
pub use token::{BearerToken, MAX_BLOCKS, MAX_TOKEN_BYTES};
