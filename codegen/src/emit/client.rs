//! The SDK's requests: one builder an operation, over progenitor's operations where progenitor can say them.

mod body;
mod example;
mod kind;
mod parts;
mod problems;
mod request;
mod sending;
mod setters;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::rust::named_type;
use crate::{
    Error, GeneratedFiles,
    contract::{Contract, Schema},
};
use parts::{part, unions};
use request::Request;

const HEADER: &str = "\
//! The requests, one for each operation, and how each can fail.
//!
//! A request is started by the client's method of its name, told what is optional, and sent with `.await`:
//!
//! ```no_run
//! # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
//! let page = client.list_resources().prefix(\"project/\").limit(10).await?;
//! # Ok(())
//! # }
//! ```
//!
//! A request is an `IntoFuture`. Where a future is wanted, for example by `join!`, its method `send` gives one:
//!
//! ```no_run
//! # async fn example(client: charter_sdk::Client) {
//! let (readme, licence) =
//!     futures::join!(client.get_resource(\"readme\").send(), client.get_resource(\"licence\").send());
//! # }
//! ```

#![allow(clippy::unnecessary_map_on_constructor, reason = \"most arguments have to be read first\")]

use charter_types as types;
use serde::Serialize;

#[cfg(feature = \"blocking\")]
use crate::blocking;
use crate::{
    Answer, Client, Error, answer,
    call::Call,
    operation_error::operation_error,
    pages::Paged,
    parameter::{Parameter, parameters},
    request::{Asynchronous, Input, Part, fresh_idempotency_key, pages, sends, streams},
    stream::StreamRequest,
};

use super::operations::builder;
";

/// Writes `sdk/client/src/generated/client.rs`.
///
/// # Errors
/// When an operation is of a kind that the SDK's runtime has nothing for.
pub fn client(contract: &Contract, files: &mut GeneratedFiles) -> Result<(), Error> {
    let operations: Vec<_> = contract.families.iter().flat_map(|family| &family.operations).collect();
    let mut asynchronous = TokenStream::new();
    let mut blocking = TokenStream::new();
    let mut requests = TokenStream::new();
    for operation in operations {
        let request = Request::new(contract, operation)?;
        asynchronous.extend(request.start());
        blocking.extend(request.start_blocking());
        requests.extend(request.write());
    }
    let parts = unions(contract).map(|(name, tag, variants)| part(contract, name, tag, variants));
    let parameters = parameter_types(contract);
    let code = quote! {
        parameters! { types { #(#parameters),* } }

        impl Client { #asynchronous }

        #[cfg(feature = "blocking")]
        impl blocking::Client { #blocking }

        #requests

        #(#parts)*
    };
    files.add_rust("sdk/client/src/generated/client.rs", HEADER, &code)
}

/// Every type that a setter takes by itself.
fn parameter_types(contract: &Contract) -> Vec<Ident> {
    let is_scalar = |schema: &Schema| {
        matches!(schema, Schema::External(_) | Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. })
    };
    let mut names: Vec<String> = contract
        .schemas
        .iter()
        .filter(|(_, (schema, _))| is_scalar(schema))
        .map(|(name, _)| name.as_str())
        .chain(unions(contract).map(|(name, ..)| name))
        .map(|name| named_type(contract, name, &quote!(types)).to_string().replace("types :: ", ""))
        .collect();
    names.sort();
    names.dedup();
    names.iter().map(|name| format_ident!("{name}")).collect()
}
