//! What utoipa needs to derive a document from the handlers.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use super::super::names::{pascal_ident, snake_ident};
use crate::contract::{Access, Answer, Family, Location, MediaType, Operation, Parameter, Status};

/// The name of a family's document.
pub(super) fn name(family: &Family) -> Ident {
    format_ident!("{}Document", pascal_ident(&family.name))
}

pub(super) fn definition(family: &Family) -> TokenStream {
    let name = name(family);
    let line = format!(" The document that utoipa derives from the handlers of the {} family.", family.name);
    let handlers = family.operations.iter().map(|operation| snake_ident(&operation.id));
    quote! {
        #[doc = #line]
        #[derive(Debug, utoipa::OpenApi)]
        #[openapi(paths(#(#handlers),*))]
        pub struct #name;
    }
}

/// The attribute of a handler.
pub(super) fn path_attribute(operation: &Operation) -> TokenStream {
    let method = format_ident!("{}", operation.method);
    let (path, id, tag, summary) = (&operation.path, &operation.id, &operation.family, &operation.summary);
    let description = operation.description.as_ref().map(|description| quote!(description = #description,));
    let parameters = operation.parameters.iter().map(parameter_attribute);
    let body = operation.body.as_ref().map(|body| {
        let contents = body.media_types.iter().map(content);
        quote!(request_body(content(#(#contents),*)),)
    });
    let answers = operation.answers.iter().map(answer_attribute);
    let security = match operation.access {
        Access::Public => quote!(security(())),
        Access::Read | Access::Write | Access::Decide => quote!(security(("token" = []))),
    };
    quote! {
        #[utoipa::path(
            #method,
            path = #path,
            operation_id = #id,
            tag = #tag,
            summary = #summary,
            #description
            params(#(#parameters),*),
            #body
            responses(#(#answers),*),
            #security
        )]
    }
}

fn parameter_attribute(parameter: &Parameter) -> TokenStream {
    let (name, schema) = (&parameter.name, format_ident!("{}", parameter.schema));
    let description = &parameter.description;
    let location = match parameter.location {
        Location::Path => quote!(Path),
        Location::Query => quote!(Query),
        Location::Header => quote!(Header),
    };
    let schema = match parameter.required {
        true => quote!(schema::#schema),
        false => quote!(Option<schema::#schema>),
    };
    quote!((#name = #schema, #location, description = #description))
}

fn content(media_type: &MediaType) -> TokenStream {
    let name = &media_type.name;
    match &media_type.schema {
        Some(schema) => {
            let schema = format_ident!("{schema}");
            quote!((schema::#schema = #name))
        }
        None => quote!((String = #name)),
    }
}

fn answer_attribute(answer: &Answer) -> TokenStream {
    let description = &answer.description;
    let status = match answer.status {
        Status::Code(code) => Literal::u16_unsuffixed(code),
        Status::Default => Literal::string("default"),
    };
    let content = answer.content.as_ref().map(|media_type| {
        let content = content(media_type);
        quote!(content(#content),)
    });
    let headers = answer.headers.iter().map(|header| {
        let (name, schema) = (&header.name, format_ident!("{}", header.schema));
        quote!((#name = schema::#schema))
    });
    quote!((status = #status, description = #description, #content headers(#(#headers),*)))
}
