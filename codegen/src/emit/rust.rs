//! How a schema is written as a Rust type, wherever it is used.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::contract::{Contract, Integer, Schema};

/// The type, with the model crate reached through `model` (`crate` inside it, `charter_types` elsewhere).
pub(super) fn type_of(contract: &Contract, schema: &Schema, model: &TokenStream) -> TokenStream {
    match schema {
        Schema::External(path) => {
            let name = format_ident!("{}", path.rsplit("::").next().unwrap_or(path));
            quote!(#model::#name)
        }
        Schema::Any | Schema::Object { .. } => quote!(serde_json::Value),
        Schema::Boolean => quote!(bool),
        // An enum without a name of its own has one value: a constant.
        Schema::Plain | Schema::Enum { .. } | Schema::Text(_) => quote!(String),
        Schema::Integer(range) => integer_type(*range),
        Schema::List(items) => {
            let items = type_of(contract, items, model);
            quote!(Vec<#items>)
        }
        Schema::Named(name) => named_type(contract, name, model),
        Schema::Union { .. } => quote!(serde_json::Value),
    }
}

/// The type of a named schema: only what has constraints or members gets a type of its own.
pub(super) fn named_type(contract: &Contract, name: &str, model: &TokenStream) -> TokenStream {
    let schema = contract.schema(name);
    if has_own_type(schema) {
        let name = format_ident!("{name}");
        return quote!(#model::#name);
    }
    type_of(contract, schema, model)
}

/// Whether a named schema gets a Rust type of its name.
pub(super) fn has_own_type(schema: &Schema) -> bool {
    matches!(
        schema,
        Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. } | Schema::Object { .. } | Schema::Union { .. }
    )
}

/// The smallest type that holds the range.
pub(super) fn integer_type(range: Integer) -> TokenStream {
    let fits = |minimum: i64, maximum: i64| range.minimum >= minimum && range.maximum <= maximum;
    if fits(0, i64::from(u16::MAX)) {
        quote!(u16)
    } else if fits(0, i64::from(u32::MAX)) {
        quote!(u32)
    } else if fits(0, i64::MAX) {
        quote!(u64)
    } else {
        quote!(i64)
    }
}

/// Doc comments, one a line.
pub(super) fn docs(text: &str) -> TokenStream {
    let lines = text.trim().lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}
