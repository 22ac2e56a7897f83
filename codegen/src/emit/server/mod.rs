//! The server's surface: for each family one trait, one router, and for each operation a typed request, a typed answer
//! and a handler that carries its `#[utoipa::path]`.

mod answer;
mod deprecation;
mod document;
mod handler;
mod request;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    names::{pascal_ident, snake, snake_ident},
    rust::docs,
};
use crate::{
    Error, GeneratedFiles,
    contract::{Access, Contract, Family, Operation},
};

/// Writes `server/api/src/generated/`.
///
/// # Errors
/// When what was written is not Rust.
pub fn server(contract: &Contract, files: &mut GeneratedFiles) -> Result<(), Error> {
    let mut modules = TokenStream::new();
    let mut documents = Vec::new();
    for family in contract.families.iter().filter(|family| !family.operations.is_empty()) {
        let path = format!("server/api/src/generated/{}.rs", snake(&family.name));
        files.add_rust(&path, &format!("//! The {} family.\n", family.name), &module(contract, family))?;
        let (name, document) = (snake_ident(&family.name), document::name(family));
        modules.extend(quote!(pub mod #name;));
        documents.push(quote!(#name::#document::openapi()));
    }
    let schemas = contract.schemas.keys().map(|name| format_ident!("{name}"));
    let deprecations = deprecation::table(contract);
    let streamed = handler::streamed_bodies(contract);
    let code = quote! {
        #modules

        /// The schemas of the contract, as references.
        pub mod schema {
            crate::runtime::schema_references!(#(#schemas),*);
        }

        #deprecations

        #streamed

        /// The document that utoipa derives from the handlers. A test holds it against the contract.
        pub fn derived_document() -> utoipa::openapi::OpenApi {
            use utoipa::OpenApi as _;
            let mut document = utoipa::openapi::OpenApi::default();
            for family in [#(#documents),*] {
                document.merge(family);
            }
            document
        }
    };
    files.add_rust("server/api/src/generated/mod.rs", "//! One module a family.\n", &code)
}

fn module(contract: &Contract, family: &Family) -> TokenStream {
    let operations = &family.operations;
    let statics = operations.iter().map(|operation| request::description(contract, operation));
    let requests = operations.iter().map(|operation| request::definition(contract, operation));
    let answers = operations.iter().map(|operation| answer::definition(contract, operation));
    let handlers = operations.iter().map(handler::definition);
    let family_trait = family_trait(family);
    let router = handler::router(family);
    let document = document::definition(family);
    quote! {
        use std::sync::Arc;

        use axum::extract::{Request, State};
        use axum::response::{IntoResponse, Response};
        use http::StatusCode;

        use super::schema;
        use crate::runtime::{self, Operation, Refusal, Reply};

        #family_trait
        #router
        #document
        #(#statics)*
        #(#requests)*
        #(#answers)*
        #(#handlers)*
    }
}

/// The name of a family's trait.
fn trait_ident(family: &str) -> syn::Ident {
    format_ident!("{}Api", pascal_ident(family))
}

fn request_ident(operation: &Operation) -> syn::Ident {
    format_ident!("{}Request", pascal_ident(&operation.id))
}

fn answer_ident(operation: &Operation) -> syn::Ident {
    format_ident!("{}Answer", pascal_ident(&operation.id))
}

/// Whether the operation takes anything but a caller.
fn has_request(operation: &Operation) -> bool {
    !operation.parameters.is_empty() || operation.body.is_some()
}

fn family_trait(family: &Family) -> TokenStream {
    let name = trait_ident(&family.name);
    let is_public = family.operations.iter().all(|operation| operation.access == Access::Public);
    let supertrait = if is_public { quote!(Send + Sync + 'static) } else { quote!(runtime::Authenticate) };
    let line = format!(" What the operations of the {} family do.", family.name);
    let methods = family.operations.iter().map(|operation| {
        let text = operation.description.as_ref().map_or(String::new(), |description| format!("\n\n{description}"));
        let docs =
            docs(&format!("{}.\n\n`{} {}`{text}", operation.summary, operation.method.to_uppercase(), operation.path));
        let (method, answer) = (snake_ident(&operation.id), answer_ident(operation));
        let caller = (operation.access != Access::Public).then(|| quote!(caller: Self::Caller,));
        let request = has_request(operation).then(|| {
            let request = request_ident(operation);
            quote!(request: #request,)
        });
        quote! {
            #docs
            fn #method(&self, #caller #request) -> impl Future<Output = Result<#answer, Refusal>> + Send;
        }
    });
    quote! {
        #[doc = #line]
        pub trait #name: #supertrait { #(#methods)* }
    }
}
