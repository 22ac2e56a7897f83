//! When a part of the contract was deprecated, and when it goes (`x-deprecation`).

use jiff::{Timestamp, ToSpan as _, civil::Date, fmt::rfc2822, tz::TimeZone};
use semver::Version;
use serde_json::Value;

/// How long a deprecated part stays at least.
const SHORTEST_MONTHS: i32 = 6;

/// Since when a part is deprecated and when it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deprecation {
    /// The contract's version that says so first.
    pub version: Version,
    /// Since when, at the beginning of the day in UTC.
    pub date: Date,
    /// When it goes, at the beginning of the day in UTC.
    pub sunset: Date,
    /// A page that tells what to use instead.
    pub link: Option<String>,
}

impl Deprecation {
    /// Reads an `x-deprecation`.
    ///
    /// # Errors
    /// What is missing or wrong in it.
    pub fn read(value: &Value) -> Result<Self, String> {
        let member = |name: &str| value[name].as_str().ok_or(format!("`x-deprecation` needs `{name}`"));
        let day = |name: &str| {
            let text = member(name)?;
            text.parse::<Date>().map_err(|_| format!("`x-deprecation`: `{name}` must be a day as YYYY-MM-DD"))
        };
        let version = member("version")?.parse();
        let deprecation = Self {
            version: version.map_err(|_| "`x-deprecation`: `version` must be a version of the contract".to_owned())?,
            date: day("date")?,
            sunset: day("sunset")?,
            link: value["link"].as_str().map(str::to_owned),
        };
        let earliest = deprecation.date.saturating_add(SHORTEST_MONTHS.months());
        if deprecation.sunset < earliest {
            return Err(format!("`x-deprecation`: `sunset` may not be before {earliest}, six months after `date`"));
        }
        if deprecation.link.as_ref().is_some_and(|link| !link.starts_with("https://") || link.contains(['>', ' '])) {
            return Err("`x-deprecation`: `link` must be an https URL".to_owned());
        }
        Ok(deprecation)
    }

    /// The value of the header `Deprecation` (RFC 9745, section 2): a structured date.
    pub fn deprecation_header(&self) -> String {
        format!("@{}", midnight(self.date).as_second())
    }

    /// The value of the header `Sunset` (RFC 8594, section 3): an HTTP date.
    pub fn sunset_header(&self) -> String {
        let midnight = midnight(self.sunset);
        rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&midnight).unwrap_or_default()
    }

    /// The value of the header `Link` (RFC 9745, section 3).
    pub fn link_header(&self) -> Option<String> {
        self.link.as_ref().map(|link| format!("<{link}>; rel=\"deprecation\"; type=\"text/html\""))
    }
}

fn midnight(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(date: &str, sunset: &str) -> Result<Deprecation, String> {
        Deprecation::read(&json!({ "version": "1.2.0", "date": date, "sunset": sunset, "link": "https://a.example/b" }))
    }

    #[test]
    fn headers_are_written_as_their_rfcs_say() {
        let deprecation = read("2023-06-30", "2024-12-31").unwrap();
        assert_eq!(deprecation.deprecation_header(), "@1688083200");
        assert_eq!(deprecation.sunset_header(), "Tue, 31 Dec 2024 00:00:00 GMT");
        let link = "<https://a.example/b>; rel=\"deprecation\"; type=\"text/html\"";
        assert_eq!(deprecation.link_header().as_deref(), Some(link));
    }

    #[test]
    fn six_months_is_the_shortest() {
        assert!(read("2026-08-31", "2027-02-28").is_ok());
        let complaint = read("2026-08-31", "2027-02-27").unwrap_err();
        assert!(complaint.contains("may not be before 2027-02-28"), "{complaint}");
    }

    #[test]
    fn what_is_missing_or_is_no_day_is_named() {
        assert!(Deprecation::read(&json!({})).unwrap_err().contains("needs `version`"));
        assert!(read("soon", "2027-02-28").unwrap_err().contains("`date` must be a day"));
        let odd = json!({ "version": "1", "date": "2026-01-01", "sunset": "2027-01-01" });
        assert!(Deprecation::read(&odd).unwrap_err().contains("`version` must be a version"));
        let link = json!({ "version": "1.0.0", "date": "2026-01-01", "sunset": "2027-01-01", "link": "see docs" });
        assert!(Deprecation::read(&link).unwrap_err().contains("`link` must be"));
    }
}
