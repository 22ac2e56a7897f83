//! Ranges of bytes (RFC 9110, section 14).

use std::ops::Range;

use charter_api::runtime::Refusal;
use charter_types::ProblemType;

/// What a `Range` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All bytes: it is no single range of bytes, and passed over (section 14.2), or the file is empty.
    All,
    /// These, at least one.
    Part(Range<u64>),
    /// Only such as there are not.
    Nothing,
}

impl Wanted {
    pub(super) fn read(range: &str, size: u64) -> Self {
        if size == 0 {
            return Self::All;
        }
        let Some((first, last)) = read_single(range) else { return Self::All };
        match (first, last) {
            (Some(first), Some(last)) if last < first => Self::All,
            (Some(first), _) if first >= size => Self::Nothing,
            (Some(first), last) => Self::Part(first..last.map_or(size, |last| size.min(last.saturating_add(1)))),
            (None, Some(0)) => Self::Nothing,
            (None, Some(length)) => Self::Part(size.saturating_sub(length)..size),
            (None, None) => Self::All,
        }
    }
}

/// The numbers around the hyphen of `bytes=a-b`, `bytes=a-` or `bytes=-n`.
fn read_single(range: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (unit, range) = range.trim().split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    let is_bytes = unit.eq_ignore_ascii_case("bytes");
    let number = |text: &str| match text {
        "" => Some(None),
        // What is too large for a number is at least behind every end.
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(Some(digits.parse().unwrap_or(u64::MAX))),
        _ => None,
    };
    is_bytes.then_some((number(first)?, number(last)?))
}

pub(super) fn range_not_satisfiable(size: u64) -> Refusal {
    Refusal::new(ProblemType::RangeNotSatisfiable, format!("there are {size} bytes, and the range begins behind them"))
        .with_header("content-range", format!("bytes */{size}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_single_range_is_read_as_it_is_meant() {
        let cases = [
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=2-4", Wanted::Part(2..5)),
            ("bytes=2-", Wanted::Part(2..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-30", Wanted::Part(0..10)),
            ("bytes=9-99999999999999999999999", Wanted::Part(9..10)),
            ("Bytes = 1-1", Wanted::All),
            ("BYTES=1-1", Wanted::Part(1..2)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=99999999999999999999999-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=4-2", Wanted::All),
            ("bytes=-", Wanted::All),
            ("bytes=0-1,4-5", Wanted::All),
            ("bytes=+1-2", Wanted::All),
            ("lines=0-1", Wanted::All),
            ("bytes", Wanted::All),
        ];
        for (range, wanted) in cases {
            assert_eq!(Wanted::read(range, 10), wanted, "{range}");
        }
    }

    proptest! {
        #[test]
        fn a_range_is_the_slice_that_it_names(size in 1_usize..60, first in 0_usize..70, last in 0_usize..70) {
            let bytes: Vec<usize> = (0..size).collect();
            let part = |range: String| match Wanted::read(&range, size as u64) {
                Wanted::Part(range) => bytes[range.start as usize..range.end as usize].to_vec(),
                Wanted::Nothing => Vec::new(),
                Wanted::All => vec![usize::MAX],
            };
            let named = |named: &dyn Fn(usize) -> bool| bytes.iter().copied().filter(|place| named(*place)).collect();
            let all: Vec<usize> = named(&|place| place >= first);
            prop_assert_eq!(part(format!("bytes={first}-")), all);
            let end: Vec<usize> = named(&|place| place + last >= size);
            prop_assert_eq!(part(format!("bytes=-{last}")), end);
            if first <= last {
                let middle: Vec<usize> = named(&|place| (first..=last).contains(&place));
                prop_assert_eq!(part(format!("bytes={first}-{last}")), middle);
            }
        }

        #[test]
        fn whatever_is_sent_is_within_the_file(range in ".{0,30}|bytes=[0-9-]{0,30}", size in 0_u64..1000) {
            if let Wanted::Part(part) = Wanted::read(&range, size) {
                prop_assert!(part.start < part.end && part.end <= size);
            }
        }
    }

    #[test]
    fn of_an_empty_file_every_range_is_all_of_it() {
        for range in ["bytes=0-", "bytes=5-6", "bytes=-1"] {
            assert_eq!(Wanted::read(range, 0), Wanted::All, "{range}");
        }
    }
}
