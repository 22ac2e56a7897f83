//! How an operation can fail.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use crate::{
    contract::{Answer, Operation, Status},
    emit::{names::snake, rust::docs},
};

/// What every error of an operation is called without the number.
const STATUS_NAMES: [(u16, &str); 18] = [
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (415, "UnsupportedMediaType"),
    (416, "RangeNotSatisfiable"),
    (422, "UnprocessableContent"),
    (429, "TooManyRequests"),
    (431, "HeadersTooLarge"),
    (500, "Internal"),
    (503, "Unavailable"),
    (507, "StorageFull"),
];

/// The problems that the contract names for an operation.
pub(super) fn problems(operation: &Operation) -> impl Iterator<Item = (u16, &Answer)> {
    operation.answers.iter().filter_map(|answer| match answer.status {
        Status::Code(status @ 400..) => Some((status, answer)),
        _ => None,
    })
}

/// The error enum of an operation that has problems of its own.
pub(super) fn error_type(operation: &Operation, error: &TokenStream) -> TokenStream {
    let docs = docs(&format!("Why [`Client::{}`] failed.", snake(&operation.id)));
    let problems = problems(operation).map(|(status, answer)| {
        let name = status_ident(status);
        let status = Literal::u16_unsuffixed(status);
        let description = answer.description.split_whitespace().collect::<Vec<_>>().join(" ");
        quote!(#name = #status #description)
    });
    quote! {
        operation_error! {
            #docs
            pub enum #error { #(#problems),* }
        }
    }
}

fn status_ident(status: u16) -> Ident {
    let name = STATUS_NAMES.iter().find(|(number, _)| *number == status).map(|(_, name)| *name);
    name.map_or_else(|| format_ident!("Status{status}"), |name| format_ident!("{name}"))
}
