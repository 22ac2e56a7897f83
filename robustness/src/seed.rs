//! Sources of random choices that repeat with the seed.

/// The same for the same `stream` of the same run; different streams are independent.
pub fn random(seed: u64, stream: u64) -> fastrand::Rng {
    fastrand::Rng::with_seed(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
