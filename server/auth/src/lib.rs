//! Capability tokens: who acts, what they may do, where, until when.
