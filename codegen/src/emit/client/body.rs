//! What a request's body is given as.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use crate::{
    contract::{Contract, Field, MediaType, Operation, Schema},
    emit::{
        names::snake_ident,
        rust::{has_own_type, type_of},
    },
};

/// What a request's body is given as.
pub(super) enum RequestBody<'a> {
    None,
    /// Its members one by one.
    Members {
        name: &'a str,
        required: Vec<&'a Field>,
        optional: Vec<&'a Field>,
    },
    /// As a whole, of this schema.
    Whole(&'a str),
    /// As bytes, handed on as they come.
    Bytes,
    /// In one of several media types.
    Choice(&'a [MediaType]),
}

impl<'a> RequestBody<'a> {
    pub(super) fn of(contract: &'a Contract, operation: &'a Operation) -> Self {
        let Some(body) = &operation.body else { return Self::None };
        if body.is_streamed() {
            return Self::Bytes;
        }
        let [only] = &body.media_types[..] else { return Self::Choice(&body.media_types) };
        let name = only.schema.as_deref().unwrap_or_default();
        match contract.schema(name) {
            Schema::Object { fields, .. } => {
                let (required, optional) = fields.iter().partition(|field| field.required);
                Self::Members { name, required, optional }
            }
            _ => Self::Whole(name),
        }
    }
}

/// How a given value becomes one of the model: an expression that is an `Option`.
pub(super) struct Value {
    /// With `input` at hand.
    pub(super) read: TokenStream,
    /// With `self.input` at hand.
    pub(super) read_self: TokenStream,
}

impl Value {
    pub(super) fn of(contract: &Contract, schema: &Schema, wire: &str, given: &Ident) -> Self {
        let read_with = |input: TokenStream| match contract.resolved(schema) {
            _ if is_parameter(contract, schema) => quote!(#input.read(#wire, #given)),
            Schema::Any => quote!(#input.json(#wire, #given)),
            Schema::List(items) if is_parameter(contract, items) => quote!(#input.read_all(#wire, #given)),
            Schema::List(_) => quote!(Some(#given.into_iter().collect())),
            Schema::Integer(_) => quote!(Some(#given)),
            _ => quote!(Some(#given.into())),
        };
        Self { read: read_with(quote!(input)), read_self: read_with(quote!(self.input)) }
    }
}

/// What a builder may be given for a schema.
pub(super) fn argument_type(contract: &Contract, schema: &Schema) -> TokenStream {
    let kind = type_of(contract, schema, &quote!(types));
    match contract.resolved(schema) {
        _ if is_parameter(contract, schema) => quote!(impl Parameter<#kind>),
        Schema::Any => quote!(impl Serialize),
        Schema::List(items) => {
            let item = type_of(contract, items, &quote!(types));
            let item = if is_parameter(contract, items) { quote!(impl Parameter<#item>) } else { item };
            quote!(impl IntoIterator<Item = #item>)
        }
        Schema::Integer(_) => kind,
        _ => quote!(impl Into<#kind>),
    }
}

/// Whether a value may turn out to be wrong when it is read.
pub(super) fn is_read(contract: &Contract, schema: &Schema) -> bool {
    match contract.resolved(schema) {
        Schema::Any => true,
        Schema::List(items) => is_parameter(contract, items),
        _ => is_parameter(contract, schema),
    }
}

/// An expression that makes an object of the model of what is required, and is an `Option`; with `input` at hand.
pub(super) fn object(contract: &Contract, name: &str, required: &[&Field]) -> TokenStream {
    let kind = format_ident!("{name}");
    let names: Vec<_> = required.iter().map(|field| argument_ident(&field.name)).collect();
    let reads: Vec<_> = required
        .iter()
        .zip(&names)
        .map(|(field, name)| Value::of(contract, &field.schema, &field.name, name).read)
        .collect();
    match (&names[..], &reads[..]) {
        ([], _) => quote!(Some(types::#kind::new())),
        ([_], [read]) => quote!(#read.map(types::#kind::new)),
        _ => quote! {
            match (#(#reads),*) {
                (#(Some(#names)),*) => Some(types::#kind::new(#(#names),*)),
                _ => None,
            }
        },
    }
}

/// What a constructor calls an argument, beside what it calls its own.
pub(super) fn argument_ident(name: &str) -> Ident {
    let own = ["client", "mode", "input", "request"];
    let name = snake_ident(name);
    if own.iter().any(|own| name == own) { format_ident!("{name}_value") } else { name }
}

pub(super) fn is_parameter(contract: &Contract, schema: &Schema) -> bool {
    match contract.resolved(schema) {
        Schema::External(_) | Schema::Boolean | Schema::Union { .. } => true,
        Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. } => matches!(schema, Schema::Named(_)),
        Schema::Object { .. } => false,
        other => has_own_type(other),
    }
}

/// `application/merge-patch+json` → `merge_patch`.
pub(super) fn media_type_ident(media_type: &MediaType) -> Ident {
    let subtype = media_type.name.rsplit('/').next().unwrap_or_default();
    snake_ident(subtype.split('+').next().unwrap_or_default())
}
