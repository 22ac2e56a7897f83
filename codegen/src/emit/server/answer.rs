//! An operation's answers: one variant a documented status, with its headers and its body.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use super::{
    super::{
        names::{snake, snake_ident},
        rust::{docs, named_type},
    },
    answer_ident,
};
use crate::contract::{Answer, Contract, Header, Operation, Status};

pub(super) fn definition(contract: &Contract, operation: &Operation) -> TokenStream {
    let name = answer_ident(operation);
    let line = format!(" The answers of `{}`.", operation.id);
    let variants = operation.answers.iter().map(|answer| variant(contract, answer));
    let responses = operation.answers.iter().map(response);
    let refusals: Vec<_> = operation
        .answers
        .iter()
        .filter_map(|answer| match answer.status {
            Status::Code(code) if is_problem(answer) => {
                let (code, label) = (Literal::u16_unsuffixed(code), label(answer.status));
                Some(quote!(#code => Self::#label(refusal),))
            }
            _ => None,
        })
        .collect();
    let from_refusal = match refusals.is_empty() {
        true => quote!(Self::Other(refusal)),
        false => quote!(match refusal.status().as_u16() { #(#refusals)* _ => Self::Other(refusal) }),
    };
    quote! {
        #[doc = #line]
        #[derive(Debug)]
        pub enum #name { #(#variants),* }

        impl From<Refusal> for #name {
            fn from(refusal: Refusal) -> Self {
                #from_refusal
            }
        }

        impl IntoResponse for #name {
            fn into_response(self) -> Response {
                match self { #(#responses),* }
            }
        }
    }
}

fn is_problem(answer: &Answer) -> bool {
    answer.content.as_ref().is_some_and(|content| content.name == "application/problem+json")
}

/// The variant's name: the status' reason phrase (RFC 9110, section 15).
fn label(status: Status) -> Ident {
    let name = match status {
        Status::Code(200) => "Ok",
        Status::Code(201) => "Created",
        Status::Code(202) => "Accepted",
        Status::Code(204) => "NoContent",
        Status::Code(206) => "PartialContent",
        Status::Code(304) => "NotModified",
        Status::Code(400) => "BadRequest",
        Status::Code(401) => "Unauthorized",
        Status::Code(403) => "Forbidden",
        Status::Code(404) => "NotFound",
        Status::Code(409) => "Conflict",
        Status::Code(410) => "Gone",
        Status::Code(412) => "PreconditionFailed",
        Status::Code(413) => "ContentTooLarge",
        Status::Code(415) => "UnsupportedMediaType",
        Status::Code(416) => "RangeNotSatisfiable",
        // The contract has no other successful statuses; a problem of any other status is `Other` all the same.
        Status::Code(_) | Status::Default => "Other",
    };
    format_ident!("{name}")
}

/// The headers that a handler has to give: not those that a problem or every answer carries by itself.
fn own_headers(answer: &Answer) -> impl Iterator<Item = &Header> {
    let given = !is_problem(answer);
    answer.headers.iter().filter(move |header| given && !header.every_answer)
}

fn variant(contract: &Contract, answer: &Answer) -> TokenStream {
    let (label, docs) = (label(answer.status), docs(&answer.description));
    if is_problem(answer) {
        return quote!(#docs #label(Refusal));
    }
    let headers = own_headers(answer).map(|header| {
        let (name, schema) = (snake_ident(&header.name), named_type(contract, &header.schema, &quote!(charter_types)));
        let line = format!(" The header `{}`.", header.name);
        let schema = if header.required { schema } else { quote!(Option<#schema>) };
        quote!(#[doc = #line] #name: #schema,)
    });
    let body = body_type(contract, answer).map(|schema| quote!(#[doc = " The body."] body: #schema,));
    quote!(#docs #label { #(#headers)* #body })
}

fn body_type(contract: &Contract, answer: &Answer) -> Option<TokenStream> {
    let content = answer.content.as_ref()?;
    Some(match (content.name.as_str(), &content.schema) {
        ("text/event-stream", _) => quote!(runtime::EventStream),
        (name, Some(schema)) if is_json(name) => {
            let schema = named_type(contract, schema, &quote!(charter_types));
            quote!(runtime::JsonBody<#schema>)
        }
        ("*/*", _) => quote!(runtime::Asset),
        _ => quote!(String),
    })
}

/// Other media types are written by the handler, as text.
fn is_json(media_type: &str) -> bool {
    media_type == "application/json"
}

fn response(answer: &Answer) -> TokenStream {
    let label = label(answer.status);
    if is_problem(answer) {
        return quote!(Self::#label(refusal) => refusal.into_response());
    }
    let status = format_ident!("{}", snake(&label.to_string()).to_ascii_uppercase());
    let status = quote!(StatusCode::#status);
    let names: Vec<_> = own_headers(answer).map(|header| snake_ident(&header.name)).collect();
    let headers = own_headers(answer).zip(&names).map(|(header, name)| {
        let wire = header.name.to_ascii_lowercase();
        let method = if header.required { quote!(header) } else { quote!(optional_header) };
        quote!(.#method(#wire, #name))
    });
    let (body, reply) = match answer.content.as_ref().map(|content| (content.name.as_str(), &content.schema)) {
        None => (None, quote!(Reply::empty(#status))),
        Some(("text/event-stream", _)) => (Some(quote!(body)), quote!(Reply::events(#status, body))),
        Some((name, Some(_))) if is_json(name) => (Some(quote!(body)), quote!(Reply::json(#status, &body))),
        Some(("*/*", _)) => (Some(quote!(body)), quote!(Reply::asset(#status, body))),
        Some((media_type, _)) => (Some(quote!(body)), quote!(Reply::bytes(#status, #media_type, body.into()))),
    };
    quote!(Self::#label { #(#names,)* #body } => #reply #(#headers)*.finish())
}
