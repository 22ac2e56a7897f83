//! An operation's input: what the runtime has to know to check it, and the struct that the method gets.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    super::{
        names::{constant_ident, pascal_ident, snake_ident},
        rust::{docs, named_type},
    },
    has_request, request_ident,
};
use crate::contract::{Access, Body, Contract, Location, Operation, Parameter, Schema};

/// The constant that the runtime checks a request with.
pub(super) fn description(contract: &Contract, operation: &Operation) -> TokenStream {
    let (name, id, family) = (constant_ident(&operation.id), &operation.id, &operation.family);
    let line = format!(" What the contract says of `{id}`.");
    let access = match operation.access {
        Access::Public => quote!(Public),
        Access::Read => quote!(Read),
        Access::Write => quote!(Write),
        Access::Decide => quote!(Decide),
    };
    let parameters = operation.parameters.iter().map(|parameter| parameter_description(contract, parameter));
    let body = operation.body.as_ref().map_or_else(|| quote!(None), body_description);
    quote! {
        #[doc = #line]
        pub static #name: Operation = Operation {
            id: #id,
            family: #family,
            access: runtime::Access::#access,
            parameters: &[#(#parameters),*],
            body: #body,
        };
    }
}

fn parameter_description(contract: &Contract, parameter: &Parameter) -> TokenStream {
    let (name, required, schema) = (&parameter.name, parameter.required, &parameter.schema);
    let location = match parameter.location {
        Location::Path => quote!(Path),
        Location::Query => quote!(Query),
        Location::Header => quote!(Header),
    };
    let is_number = |schema: &Schema| match schema {
        Schema::Integer(_) => true,
        Schema::External(path) => path.ends_with("::Revision"),
        _ => false,
    };
    let kind = match contract.schema(schema) {
        schema if is_number(schema) => quote!(Integer),
        Schema::Boolean => quote!(Boolean),
        Schema::List(_) => quote!(List),
        _ => quote!(Text),
    };
    quote! {
        runtime::Parameter {
            name: #name,
            location: runtime::Location::#location,
            required: #required,
            kind: runtime::Kind::#kind,
            schema: #schema,
        }
    }
}

fn body_description(body: &Body) -> TokenStream {
    let max_bytes = proc_macro2::Literal::u64_unsuffixed(body.max_bytes);
    let streamed = body.is_streamed();
    let media_types = body.media_types.iter().map(|media_type| {
        let (name, schema) = (&media_type.name, media_type.schema.as_deref().unwrap_or_default());
        quote!(runtime::MediaType { name: #name, schema: #schema })
    });
    quote!(Some(runtime::Body { max_bytes: #max_bytes, media_types: &[#(#media_types),*], streamed: #streamed }))
}

/// The struct that the method gets, and how it is read from checked input.
pub(super) fn definition(contract: &Contract, operation: &Operation) -> TokenStream {
    if !has_request(operation) {
        return TokenStream::new();
    }
    let model = quote!(charter_types);
    let name = request_ident(operation);
    let line = format!(" The input of `{}`.", operation.id);
    let mut fields = Vec::new();
    let mut reads = Vec::new();
    for parameter in &operation.parameters {
        let (field, wire) = (snake_ident(&parameter.name), &parameter.name);
        let (docs, schema) = (docs(&parameter.description), named_type(contract, &parameter.schema, &model));
        let (schema, read) = match parameter.required {
            true => (schema, quote!(required)),
            false => (quote!(Option<#schema>), quote!(optional)),
        };
        fields.push(quote!(#docs pub #field: #schema));
        reads.push(quote!(#field: input.#read(#wire)?));
    }
    let mut variants = TokenStream::new();
    if let Some(body) = &operation.body {
        let (schema, read, definition) = body_type(contract, operation, body);
        fields.push(quote!(#[doc = " The body."] pub body: #schema));
        reads.push(quote!(body: #read));
        variants = definition;
    }
    quote! {
        #[doc = #line]
        #[derive(Debug)]
        pub struct #name { #(#fields),* }

        impl #name {
            fn read(mut input: runtime::Input) -> Result<Self, Refusal> {
                Ok(Self { #(#reads),* })
            }
        }
        #variants
    }
}

/// A body of one media type has its schema's type; of several, an enum of them; one of bytes is a stream.
fn body_type(contract: &Contract, operation: &Operation, body: &Body) -> (TokenStream, TokenStream, TokenStream) {
    if body.is_streamed() {
        return (quote!(runtime::ByteStream), quote!(input.stream()), TokenStream::new());
    }
    let model = quote!(charter_types);
    let schemas: Vec<_> = body.media_types.iter().filter_map(|media_type| media_type.schema.as_deref()).collect();
    if let [schema] = schemas[..] {
        return (named_type(contract, schema, &model), quote!(input.body()?), TokenStream::new());
    }
    let name = quote::format_ident!("{}Body", pascal_ident(&operation.id));
    let line = format!(" The body of `{}`, by its media type.", operation.id);
    let labels: Vec<_> = schemas.iter().map(|schema| pascal_ident(schema)).collect();
    let types = schemas.iter().map(|schema| named_type(contract, schema, &model));
    let lines = body.media_types.iter().map(|media_type| format!(" `{}`", media_type.name));
    let numbers = (0..labels.len()).map(proc_macro2::Literal::usize_unsuffixed);
    let (numbers, last) = (numbers.take(labels.len() - 1), labels.last());
    let firsts = labels.iter().take(labels.len() - 1);
    let read = quote! {
        match input.media_type() {
            #(#numbers => #name::#firsts(input.body()?),)*
            _ => #name::#last(input.body()?),
        }
    };
    let definition = quote! {
        #[doc = #line]
        #[derive(Debug)]
        pub enum #name { #(#[doc = #lines] #labels(#types)),* }
    };
    (quote!(#name), read, definition)
}
