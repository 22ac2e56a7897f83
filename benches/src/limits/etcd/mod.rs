//! etcd: a store whose watch gives the same guarantees, spoken to as its own clients do, by gRPC over HTTP/2.

mod grpc;
mod messages;
mod process;

use std::net::SocketAddr;

use anyhow::{Context as _, Result, ensure};

use grpc::{Call, Grpc};
use messages::{PutRequest, PutResponse, WatchCreateRequest, WatchRequest, WatchResponse};

pub use process::{Etcd, find};

/// Who writes.
pub struct Writer(Grpc);

impl Writer {
    /// # Errors
    /// When nobody listens there.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        Ok(Self(Grpc::connect(address).await?))
    }

    /// Writes a value; answers its revision.
    ///
    /// # Errors
    /// When it is not written.
    pub async fn put(&mut self, key: &str, value: &str) -> Result<u64> {
        let request = PutRequest { key: key.into(), value: value.into() };
        let mut call = self.0.call("/etcdserverpb.KV/Put", &request, true).await?;
        let answer: PutResponse = call.next().await?;
        Ok(answer.header.context("etcd tells no revision")?.revision.try_into()?)
    }
}

/// Who watches: with a connection of its own.
pub struct Watcher(Grpc);

impl Watcher {
    /// # Errors
    /// When nobody listens there.
    pub async fn connect(address: SocketAddr) -> Result<Self> {
        Ok(Self(Grpc::connect(address).await?))
    }

    /// Watches all keys that start with `prefix`, from a revision on, until as many events have come.
    ///
    /// # Errors
    /// When the watch ends, or more events come.
    pub async fn read(&mut self, prefix: &str, from: u64, events: usize) -> Result<()> {
        let create = WatchCreateRequest {
            key: prefix.into(),
            range_end: end_of(prefix),
            start_revision: from.try_into().context("no revision is so large")?,
        };
        let request = WatchRequest { create_request: Some(create) };
        let mut call: Call = self.0.call("/etcdserverpb.Watch/Watch", &request, false).await?;
        let mut come = 0;
        while come < events {
            let answer: WatchResponse = call.next().await?;
            ensure!(!answer.canceled, "etcd ended a watch");
            come += answer.events.len();
        }
        ensure!(come == events, "a watch of etcd had {come} events, not {events}");
        Ok(())
    }
}

/// The first key that does not start with a prefix, as etcd wants it: all prefixes here end with a slash.
fn end_of(prefix: &str) -> Vec<u8> {
    let mut end = prefix.as_bytes().to_vec();
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    end
}
