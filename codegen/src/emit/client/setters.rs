//! What a request can be told before it is sent.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::{
    body::{RequestBody, Value, argument_type, media_type_ident},
    kind::Kind,
    request::Request,
};
use crate::{
    contract::{Field, Location, MediaType, Parameter, Schema},
    emit::{
        names::{snake, snake_ident},
        rust::{docs, named_type, type_of},
    },
};

impl Request<'_> {
    pub(super) fn setters(&self) -> TokenStream {
        let parameters = self.operation.parameters.iter().filter(|parameter| !parameter.required);
        let mut setters: TokenStream = parameters.map(|parameter| self.parameter_setter(parameter)).collect();
        match self.body() {
            RequestBody::Members { optional, .. } => {
                setters.extend(optional.iter().map(|field| self.member_setter(field)));
            }
            RequestBody::Choice(media_types) => {
                setters.extend(media_types.iter().map(|media_type| self.media_type_setter(media_type)));
            }
            RequestBody::None | RequestBody::Bytes | RequestBody::Whole(_) => {}
        }
        setters
    }

    fn parameter_setter(&self, parameter: &Parameter) -> TokenStream {
        // A stream remembers by itself where it is.
        if matches!(self.kind, Kind::Stream) && matches!(parameter.name.as_str(), "Last-Event-ID" | "store") {
            return TokenStream::new();
        }
        let method = snake_ident(&parameter.name);
        let wire = &parameter.name;
        let setter = self.raw_setter(parameter);
        let mut text = parameter.description.clone();
        let argument = match self.contract.schema(&parameter.schema) {
            Schema::List(items) => {
                text += " May be given several times.";
                type_of(self.contract, items, &quote!(types))
            }
            _ => named_type(self.contract, &parameter.schema, &quote!(types)),
        };
        let docs = docs(&text);
        if self.lists().any(|(list, ..)| list == method) {
            return quote! {
                #docs
                pub fn #method(mut self, #method: impl Parameter<#argument>) -> Self {
                    self.#method.extend(self.input.read(#wire, #method));
                    self
                }
            };
        }
        quote! {
            #docs
            pub fn #method(mut self, #method: impl Parameter<#argument>) -> Self {
                self.request = self.input.set(self.request, #wire, #method, #setter);
                self
            }
        }
    }

    /// The function that puts a parameter's value into what is sent.
    pub(super) fn raw_setter(&self, parameter: &Parameter) -> TokenStream {
        let wire = &parameter.name;
        match self.kind {
            Kind::Json(_) => {
                let (name, setter) = (&self.name, raw_ident(wire));
                quote!(builder::#name::#setter)
            }
            Kind::Stream if wire == "after" => quote!(StreamRequest::after),
            Kind::Stream if wire == "snapshot" => quote!(StreamRequest::snapshot),
            Kind::Text | Kind::Bytes | Kind::Upload(_) | Kind::Download | Kind::Stream => {
                let place = match parameter.location {
                    Location::Path => format_ident!("path"),
                    Location::Query => format_ident!("query"),
                    Location::Header => format_ident!("header"),
                };
                quote!(|request, value| request.#place(#wire, value))
            }
        }
    }

    fn member_setter(&self, field: &Field) -> TokenStream {
        let method = snake_ident(&field.name);
        let with = format_ident!("with_{method}");
        let argument = argument_type(self.contract, &field.schema);
        let read = Value::of(self.contract, &field.schema, &field.name, &method);
        let text = field.description.clone().or_else(|| match &field.schema {
            Schema::Named(name) => Some(self.contract.schemas[name].1.clone()),
            _ => None,
        });
        let docs = docs(&text.unwrap_or_default());
        let read_self = read.read_self;
        quote! {
            #docs
            pub fn #method(mut self, #method: #argument) -> Self {
                if let (Some(body), Some(value)) = (self.body.take(), #read_self) {
                    self.body = Some(body.#with(value));
                }
                self
            }
        }
    }

    fn media_type_setter(&self, media_type: &MediaType) -> TokenStream {
        let method = media_type_ident(media_type);
        let wire = &media_type.name;
        let schema = media_type.schema.as_deref().unwrap_or_default();
        let argument = argument_type(self.contract, &Schema::Named(schema.to_owned()));
        let docs = docs(&format!("{} As `{wire}`.", self.contract.schemas[schema].1.trim()));
        let json = match self.contract.schema(schema) {
            Schema::List(_) => quote!(self.input.json("body", #method.into_iter().collect::<Vec<_>>())),
            Schema::Union { .. } => {
                quote!(self.input.read("body", #method).and_then(|body| self.input.json("body", body)))
            }
            _ => quote!(self.input.json("body", #method)),
        };
        quote! {
            #docs
            pub fn #method(mut self, #method: #argument) -> Self {
                self.body = #json.map(|body| (#wire, body));
                self
            }
        }
    }
}

/// What progenitor calls a parameter: a keyword gets an underscore.
pub(super) fn raw_ident(name: &str) -> Ident {
    let name = snake(name);
    if syn::parse_str::<Ident>(&name).is_ok() { format_ident!("{name}") } else { format_ident!("{name}_") }
}
