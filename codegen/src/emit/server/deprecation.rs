//! What answers of deprecated operations say of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::handler::axum_path;
use crate::contract::{Contract, Deprecation, Operation};

/// The table that the runtime's layer looks operations up in.
pub(super) fn table(contract: &Contract) -> TokenStream {
    let operations = contract.families.iter().flat_map(|family| &family.operations);
    let deprecated = operations.filter_map(|operation| Some(entry(operation, operation.deprecation.as_ref()?)));
    quote! {
        /// The deprecated operations, for [`crate::runtime::announce_deprecations`].
        pub static DEPRECATED: &[crate::runtime::Deprecated] = &[#(#deprecated),*];
    }
}

fn entry(operation: &Operation, deprecation: &Deprecation) -> TokenStream {
    let (method, path) = (operation.method.to_uppercase(), axum_path(operation));
    let (date, sunset) = (deprecation.deprecation_header(), deprecation.sunset_header());
    let link = deprecation.link_header().map_or_else(|| quote!(None), |link| quote!(Some(#link)));
    quote! {
        crate::runtime::Deprecated { method: #method, path: #path, deprecation: #date, sunset: #sunset, link: #link }
    }
}
