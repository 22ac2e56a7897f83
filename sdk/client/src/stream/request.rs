use std::fmt::Display;

use charter_types::{Revision, StoreId};

use super::{StreamCursor, StreamOptions, resuming::Start};
use crate::Client;

/// What the generated stream builders gather.
#[derive(Debug, Clone)]
pub(crate) struct StreamRequest<'a> {
    pub client: &'a Client,
    pub path: String,
    pub query: Vec<(&'static str, String)>,
    pub start: Start,
    pub store: Option<StoreId>,
    pub options: StreamOptions,
}

impl<'a> StreamRequest<'a> {
    /// `path` in OpenAPI's notation.
    pub(crate) fn new(client: &'a Client, path: &str) -> Self {
        Self {
            client,
            path: path.to_owned(),
            query: Vec::new(),
            start: Start::Now,
            store: None,
            options: StreamOptions::default(),
        }
    }

    /// Puts a parameter into the path.
    #[allow(dead_code, reason = "generated requests use what their operations have")]
    pub(crate) fn path(mut self, name: &'static str, value: impl Display) -> Self {
        let encoded = progenitor_client::encode_path(&value.to_string());
        self.path = self.path.replace(&format!("{{{name}}}"), &encoded);
        self
    }

    /// Adds a parameter to the query string.
    pub(crate) fn query(mut self, name: &'static str, value: impl Display) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    pub(crate) fn after(mut self, revision: Revision) -> Self {
        self.start = Start::After(revision);
        self
    }

    pub(crate) fn snapshot(mut self, wanted: bool) -> Self {
        self.start = if wanted { Start::Snapshot } else { Start::Now };
        self
    }

    pub(crate) fn resume(mut self, cursor: StreamCursor) -> Self {
        self.store = cursor.store;
        self.after(cursor.revision)
    }

    pub(crate) fn options(mut self, options: StreamOptions) -> Self {
        self.options = options;
        self
    }
}
