//! What a request's body is given as.

use proc_macro2::TokenStream;
use quote::quote;
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
    /// In one of several media types.
    Choice(&'a [MediaType]),
}

impl<'a> RequestBody<'a> {
    pub(super) fn of(contract: &'a Contract, operation: &'a Operation) -> Self {
        let Some(body) = &operation.body else { return Self::None };
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
            quote!(impl IntoIterator<Item = #item>)
        }
        Schema::Integer(_) => kind,
        _ => quote!(impl Into<#kind>),
    }
}

pub(super) fn is_parameter(contract: &Contract, schema: &Schema) -> bool {
    match contract.resolved(schema) {
        Schema::External(_) | Schema::Boolean => true,
        Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. } => matches!(schema, Schema::Named(_)),
        Schema::Object { .. } | Schema::Union { .. } => false,
        other => has_own_type(other),
    }
}

pub(super) fn is_any(contract: &Contract, schema: &Schema) -> bool {
    matches!(contract.resolved(schema), Schema::Any)
}

/// `application/merge-patch+json` → `merge_patch`.
pub(super) fn media_type_ident(media_type: &MediaType) -> Ident {
    let subtype = media_type.name.rsplit('/').next().unwrap_or_default();
    snake_ident(subtype.split('+').next().unwrap_or_default())
}
