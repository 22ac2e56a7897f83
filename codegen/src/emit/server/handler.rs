//! From an HTTP request to a method of the trait and back, and the routes that lead there.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{
    super::names::{constant_ident, snake_ident},
    answer_ident, document, has_request, request_ident, trait_ident,
};
use crate::contract::{Access, Body, Contract, Family, Operation};

pub(super) fn definition(operation: &Operation) -> TokenStream {
    let path = document::path_attribute(operation);
    let (name, constant) = (snake_ident(&operation.id), constant_ident(&operation.id));
    let (api, answer) = (trait_ident(&operation.family), answer_ident(operation));
    let call = call(operation);
    quote! {
        #path
        async fn #name<A: #api>(State(api): State<Arc<A>>, request: Request) -> Response {
            let answered: Result<#answer, Refusal> = async { #call }.await;
            let mut response = answered.unwrap_or_else(#answer::from).into_response();
            response.extensions_mut().insert(&#constant);
            response
        }
    }
}

fn call(operation: &Operation) -> TokenStream {
    let (name, constant) = (snake_ident(&operation.id), constant_ident(&operation.id));
    let is_public = operation.access == Access::Public;
    let accept = if is_public {
        quote!(runtime::Input::read(&#constant, request).await?)
    } else {
        quote!(runtime::accept(&*api, &#constant, request).await?)
    };
    let caller = (!is_public).then(|| quote!(caller,));
    if !has_request(operation) {
        let bind = if is_public { quote!(_) } else { quote!((caller, _)) };
        return quote! {
            let #bind = #accept;
            api.#name(#caller).await
        };
    }
    let request = request_ident(operation);
    let bind = if is_public { quote!(input) } else { quote!((caller, input)) };
    quote! {
        let #bind = #accept;
        api.#name(#caller #request::read(input)?).await
    }
}

/// One route a path, with its methods.
pub(super) fn router(family: &Family) -> TokenStream {
    let mut routes: IndexMap<String, Vec<&Operation>> = IndexMap::new();
    for operation in &family.operations {
        routes.entry(axum_path(operation)).or_default().push(operation);
    }
    let routes = routes.iter().map(|(path, operations)| {
        let methods = operations.iter().enumerate().map(|(index, operation)| {
            let (method, handler) = (format_ident!("{}", operation.method), snake_ident(&operation.id));
            if index == 0 { quote!(axum::routing::#method(#handler::<A>)) } else { quote!(.#method(#handler::<A>)) }
        });
        quote!(.route(#path, #(#methods)*))
    });
    let api = trait_ident(&family.name);
    let line = format!(" The routes of the {} family.", family.name);
    quote! {
        #[doc = #line]
        pub fn router<A: #api>(api: Arc<A>) -> axum::Router {
            axum::Router::new() #(#routes)*.with_state(api)
        }
    }
}

/// The operations whose bodies come for as long as they may.
pub(super) fn streamed_bodies(contract: &Contract) -> TokenStream {
    let operations = contract.families.iter().flat_map(|family| &family.operations);
    let streamed = operations.filter(|operation| operation.body.as_ref().is_some_and(Body::is_streamed));
    let entries = streamed.map(|operation| {
        let (method, path) = (operation.method.to_uppercase(), axum_path(operation));
        quote!((#method, #path))
    });
    quote! {
        /// The operations whose bodies are taken in as they come, by method and route: what limits their time is that
        /// they get on.
        pub static STREAMED_BODIES: &[(&str, &str)] = &[#(#entries),*];
    }
}

/// axum writes a parameter that takes the rest of the path as `{*name}`.
pub(super) fn axum_path(operation: &Operation) -> String {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.wildcard)
        .fold(operation.path.clone(), |path, parameter| {
            path.replace(&format!("{{{}}}", parameter.name), &format!("{{*{}}}", parameter.name))
        })
}
