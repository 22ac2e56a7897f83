//! As much of etcd's protocol as is needed, with the numbers that etcd's `rpc.proto` gives the members.

use prost::Message;

#[derive(Clone, PartialEq, Message)]
pub struct ResponseHeader {
    #[prost(int64, tag = "3")]
    pub revision: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct PutRequest {
    #[prost(bytes = "vec", tag = "1")]
    pub key: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    pub value: Vec<u8>,
}

#[derive(Clone, PartialEq, Message)]
pub struct PutResponse {
    #[prost(message, optional, tag = "1")]
    pub header: Option<ResponseHeader>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WatchCreateRequest {
    #[prost(bytes = "vec", tag = "1")]
    pub key: Vec<u8>,
    #[prost(bytes = "vec", tag = "2")]
    pub range_end: Vec<u8>,
    #[prost(int64, tag = "3")]
    pub start_revision: i64,
}

#[derive(Clone, PartialEq, Message)]
pub struct WatchRequest {
    #[prost(message, optional, tag = "1")]
    pub create_request: Option<WatchCreateRequest>,
}

#[derive(Clone, PartialEq, Message)]
pub struct WatchResponse {
    #[prost(bool, tag = "4")]
    pub canceled: bool,
    /// Events, of which only the number counts: they are left as bytes, so that the client takes little of the machine.
    #[prost(bytes = "vec", repeated, tag = "11")]
    pub events: Vec<Vec<u8>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_put_has_the_bytes_that_etcd_reads() {
        let put = PutRequest { key: b"a".to_vec(), value: b"bc".to_vec() };
        assert_eq!(put.encode_to_vec(), [0x0a, 1, b'a', 0x12, 2, b'b', b'c']);
    }

    #[test]
    fn events_are_counted_without_being_read() {
        // Two events, the one with a key and a value inside, the other empty.
        let bytes = [0x10, 1, 0x5a, 4, 0x12, 2, 0x0a, 0, 0x5a, 0];
        assert_eq!(WatchResponse::decode(&bytes[..]).unwrap().events.len(), 2);
    }
}
