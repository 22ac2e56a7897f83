//! What may be given for a parameter: the contract's type, or what can be read as one.

use std::{
    fmt::Display,
    ops::{Range, RangeFrom},
    str::FromStr,
    time::Duration,
};

use charter_types::{ByteRange, EntityTag, EntityTags, Revision, TimeToLive};

/// A value for a parameter or member of the type `T`.
///
/// The contract's types themselves, by value or by reference; text and whole numbers, which are checked when the
/// request is sent; a [`Revision`] where entity tags are wanted; a [`Duration`] where a time to live is; a range of
/// numbers where bytes are.
///
/// ```no_run
/// # use std::time::Duration;
/// # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
/// use charter_sdk::types::ResourceKey;
///
/// let lock = client.put_resource("project/atlas/lock", "me").ttl_ms(Duration::from_secs(30)).await?;
/// let key: &ResourceKey = &lock.key;
/// client.delete_resource(key).if_match(lock.rev).await?;
/// # Ok(())
/// # }
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be given for a parameter of the type `{T}`")]
pub trait Parameter<T> {
    /// # Errors
    /// The reason why it is no `T`.
    fn read(self) -> Result<T, String>;
}

fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

macro_rules! read_from_text {
    ($($source:ty),*) => {
        $(impl<T: FromStr<Err: Display>> Parameter<T> for $source {
            fn read(self) -> Result<T, String> {
                parse(self.as_ref())
            }
        })*
    };
}
read_from_text!(&str, String, &String);

macro_rules! read_from_number {
    ($($source:ty),*) => {
        $(impl<T: FromStr<Err: Display>> Parameter<T> for $source {
            fn read(self) -> Result<T, String> {
                parse(&self.to_string())
            }
        })*
    };
}
read_from_number!(u8, u16, u32, u64, usize, i32, i64);

/// Lets values of the contract's types be given as they are.
macro_rules! parameters {
    (types { $($name:ident),* $(,)? }) => {
        $(
            impl $crate::parameter::Parameter<charter_types::$name> for charter_types::$name {
                fn read(self) -> Result<charter_types::$name, String> {
                    Ok(self)
                }
            }
            impl $crate::parameter::Parameter<charter_types::$name> for &charter_types::$name {
                fn read(self) -> Result<charter_types::$name, String> {
                    Ok(self.clone())
                }
            }
        )*
    };
}
pub(crate) use parameters;

impl Parameter<bool> for bool {
    fn read(self) -> Result<bool, String> {
        Ok(self)
    }
}

impl Parameter<EntityTags> for Revision {
    fn read(self) -> Result<EntityTags, String> {
        Ok(self.into())
    }
}

impl Parameter<EntityTags> for EntityTag {
    fn read(self) -> Result<EntityTags, String> {
        Ok(self.into())
    }
}

impl Parameter<TimeToLive> for Duration {
    fn read(self) -> Result<TimeToLive, String> {
        parse(&self.as_millis().to_string())
    }
}

impl Parameter<ByteRange> for Range<u64> {
    fn read(self) -> Result<ByteRange, String> {
        match self.end.checked_sub(self.start) {
            None | Some(0) => Err("is a range of no bytes".to_owned()),
            Some(_) => parse(&format!("bytes={}-{}", self.start, self.end - 1)),
        }
    }
}

impl Parameter<ByteRange> for RangeFrom<u64> {
    fn read(self) -> Result<ByteRange, String> {
        parse(&format!("bytes={}-", self.start))
    }
}

#[cfg(test)]
mod tests {
    use charter_types::{PageLimit, ResourceKey};

    use super::*;

    fn read<T>(value: impl Parameter<T>) -> Result<T, String> {
        value.read()
    }

    #[test]
    fn text_and_numbers_are_checked_against_the_contract() {
        assert!(read::<ResourceKey>("project/atlas").is_ok());
        assert!(read::<ResourceKey>("project//atlas").unwrap_err().contains("ResourceKey"));
        assert_eq!(read::<PageLimit>(50), Ok(PageLimit::new(50).unwrap()));
        assert!(read::<PageLimit>(-1).is_err());
    }

    #[test]
    fn a_revision_stands_for_its_entity_tag() {
        let revision = Revision::new(7).unwrap();
        assert_eq!(read::<EntityTags>(revision).unwrap().to_string(), "\"7\"");
        assert_eq!(read::<EntityTags>("*"), Ok(EntityTags::Any));
    }

    #[test]
    fn a_range_of_numbers_is_one_of_bytes() {
        assert_eq!(read::<ByteRange>(0..1024).unwrap().as_str(), "bytes=0-1023");
        assert_eq!(read::<ByteRange>(1024..).unwrap().as_str(), "bytes=1024-");
        assert!(read::<ByteRange>(5..5).is_err());
    }

    #[test]
    fn a_duration_is_a_time_to_live_in_milliseconds() {
        assert_eq!(read::<TimeToLive>(Duration::from_secs(2)).unwrap().get(), 2000);
        assert!(read::<TimeToLive>(Duration::ZERO).is_err());
    }
}
