//! Every setting, once: what it means, its type, its default and what stands for its value in the help.

use std::{
    net::SocketAddr,
    num::{NonZeroU32, NonZeroUsize},
    path::PathBuf,
    time::Duration,
};

use super::{
    error::SettingsError,
    resolve::Entry,
    value::{ByteSize, Interval, LogFilter, LogFormat, SettingValue},
};

/// What is known of a setting without knowing its type.
#[derive(Debug)]
pub struct Setting {
    /// Its name in the file; `--flag` and `CHARTER_VARIABLE` are made from it.
    pub name: &'static str,
    /// What it means.
    pub help: &'static str,
    /// What stands for the value in the help.
    pub placeholder: &'static str,
    /// The value when nobody says anything; `None` when it depends on the machine.
    pub default: Option<&'static str>,
    /// Whether the flag alone means `true`.
    pub is_switch: bool,
    /// The value of a text, as the file would have it.
    pub to_toml: fn(&str) -> Result<toml::Value, String>,
}

impl Setting {
    /// `retention_max_age` is set by `--retention-max-age`.
    pub fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }

    /// `retention_max_age` is set by `CHARTER_RETENTION_MAX_AGE`.
    pub fn variable(&self) -> String {
        format!("CHARTER_{}", self.name.to_uppercase())
    }
}

macro_rules! settings {
    ($( $(#[doc = $help:literal])+ $name:ident: $type:ty, $placeholder:literal, $default:expr; )*) => {
        /// The server's settings.
        #[derive(Debug, Clone)]
        pub struct Settings {
            $( $(#[doc = $help])+ pub $name: $type, )*
        }

        /// All settings, in the order in which people meet them.
        pub static SETTINGS: &[Setting] = &[
            $( Setting {
                name: stringify!($name),
                help: concat!($($help),+).trim_ascii(),
                placeholder: $placeholder,
                default: $default,
                is_switch: <$type as SettingValue>::IS_SWITCH,
                to_toml: |text| <$type as SettingValue>::read(text).map(|_| <$type as SettingValue>::to_toml(text)),
            }, )*
        ];

        impl Settings {
            /// `entries` has one for each setting.
            pub(super) fn read(entries: &[Entry]) -> Result<Self, SettingsError> {
                Ok(Self { $( $name: read(entries, stringify!($name))?, )* })
            }
        }
    };
}

settings! {
    /// The address to listen on; port 0 takes a free one.
    listen: SocketAddr, "ADDRESS:PORT", Some("127.0.0.1:7717");
    /// Where the server keeps everything: the store, its root key, the operator's token.
    data_dir: PathBuf, "DIR", None;
    /// Listen on an address that other machines reach. Tokens then travel in clear text, unless something in front
    /// of the server speaks TLS.
    allow_remote: bool, "BOOL", Some("false");
    /// What is logged: a level, or a list such as `info,charter_engine=debug`.
    log: LogFilter, "FILTER", Some("info");
    /// How it is logged: `text` for people, `json` for programs.
    log_format: LogFormat, "FORMAT", Some("text");
    /// How many events of the past are kept, for streams to resume from.
    retention_max_events: u64, "COUNT", Some("1000000");
    /// How old events become before they go.
    retention_max_age: Duration, "DURATION", Some("7d");
    /// How often a stream that shows nothing tells how far it has come.
    bookmark_interval: Interval, "DURATION", Some("5s");
    /// How often a silent stream shows that it is alive.
    heartbeat_interval: Interval, "DURATION", Some("15s");
    /// How many connections there may be at once; further ones wait. The limit of open files bounds it too.
    max_connections: NonZeroUsize, "COUNT", Some("16000");
    /// How many requests a second a principal may send in the long run, and an address those without a good token;
    /// 0 for as many as they like.
    rate_limit: Option<NonZeroU32>, "COUNT", Some("2000");
    /// How many requests they may send at once after a rest.
    rate_limit_burst: NonZeroU32, "COUNT", Some("10000");
    /// How much is held in memory for one principal: bodies until they are carried out, answers until they are taken.
    principal_memory: ByteSize, "SIZE", Some("256MiB");
    /// How long the head of a request may take to arrive. A connection that is idle for so long is closed.
    head_timeout: Interval, "DURATION", Some("10s");
    /// How long it may take from the head of a request to that of its answer.
    request_timeout: Interval, "DURATION", Some("60s");
    /// How long a request may wait for something to happen (a claim for a run) before it is answered without; at most half
    /// of `request_timeout`.
    longest_wait: Interval, "DURATION", Some("25s");
    /// How long a client may take nothing of what it is sent, before it is cut off.
    write_timeout: Interval, "DURATION", Some("30s");
    /// How long requests may take to finish when the server stops.
    shutdown_grace: Duration, "DURATION", Some("10s");
}

fn read<T: SettingValue>(entries: &[Entry], name: &'static str) -> Result<T, SettingsError> {
    let entry = entries.iter().find(|entry| entry.setting.name == name);
    let entry = entry.expect("there is an entry for each setting of the table");
    T::read(&entry.text).map_err(|reason| SettingsError::Invalid {
        place: entry.place(),
        value: entry.text.clone(),
        reason,
    })
}
