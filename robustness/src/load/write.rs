use std::sync::LazyLock;

use charter_conformance::wire::{Client, RequestBuilder};
use http::Method;
use serde_json::{Value, json};

/// One thing that a writer wants: a PUT of one key, or a transaction that puts several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// What its values say; no two writes to one disk have the same.
    pub mark: String,
    /// Each once; more than one is a transaction.
    pub keys: Vec<String>,
    /// The size of each value, about.
    pub bytes: usize,
    /// How long what is written lives, in milliseconds.
    pub ttl_ms: Option<u64>,
}

impl Write {
    /// What it writes to each of its keys. The filler follows from the mark, so that a page that is torn or old shows.
    pub fn value(&self) -> Value {
        json!({ "mark": self.mark, "filler": filler(&self.mark, self.bytes) })
    }

    pub(super) fn request(&self, client: &Client) -> RequestBuilder {
        let mut body = json!({ "value": self.value() });
        if let Some(ttl_ms) = self.ttl_ms {
            body["ttl_ms"] = json!(ttl_ms);
        }
        match self.keys.as_slice() {
            [key] => client.resource(Method::PUT, key).json(&body),
            keys => {
                let operation = |key: &String| {
                    let mut operation = body.clone();
                    operation["op"] = json!("put");
                    operation["key"] = json!(key);
                    operation
                };
                client.transaction(&keys.iter().map(operation).collect())
            }
        }
    }
}

/// A piece of one long text, from a place that follows from the mark.
fn filler(mark: &str, bytes: usize) -> &'static str {
    const PLACES: usize = 100_000;
    const LONGEST: usize = 200_000;
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let mut random = fastrand::Rng::with_seed(1);
        (0..PLACES + LONGEST).map(|_| random.alphanumeric()).collect()
    });
    let place = mark.bytes().fold(0, |place, byte| (place * 31 + usize::from(byte)) % PLACES);
    &TEXT[place..place + bytes.min(LONGEST)]
}
