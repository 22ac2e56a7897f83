//! The SDK's operations, written by progenitor from the lowered contract with the model crate's types.

use openapiv3::OpenAPI;
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, InterfaceStyle};
use quote::ToTokens;
use serde_json::Value;
use syn::visit_mut::VisitMut;

use super::rust::{has_own_type, named_type};
use crate::{
    Error, GeneratedFiles,
    contract::{Contract, Schema},
};

const HEADER: &str = "\
#![allow(missing_docs, unused_imports, dead_code, clippy::all, clippy::too_many_lines, reason = \"written by progenitor\")]
";

/// Writes `sdk/client/src/generated/operations.rs`.
///
/// # Errors
/// When progenitor refuses the document.
pub fn operations(contract: &Contract, lowered: &Value, files: &mut GeneratedFiles) -> Result<(), Error> {
    let refused = |message: String| Error::Generator { generator: "progenitor", message };
    let document: OpenAPI = serde_json::from_value(lowered.clone()).map_err(|error| refused(error.to_string()))?;

    let mut settings = GenerationSettings::default();
    settings.with_interface(InterfaceStyle::Builder).with_inner_type(quote::quote!(crate::transport::Transport));
    let model = quote::quote!(charter_types);
    for (name, (schema, _)) in &contract.schemas {
        let replacement = named_type(contract, name, &model).to_string().replace(' ', "");
        let implementations = implementations(schema);
        settings.with_replacement(name, replacement, implementations.into_iter());
    }
    let code = Generator::new(&settings).generate_tokens(&document).map_err(|error| refused(error.to_string()))?;
    files.add_rust("sdk/client/src/generated/operations.rs", HEADER, &without_docs(code)?)
}

/// The operations are private, and the requests above them carry the contract's descriptions.
fn without_docs(code: TokenStream) -> Result<TokenStream, Error> {
    struct Docs;
    impl VisitMut for Docs {
        fn visit_attributes_mut(&mut self, attributes: &mut Vec<syn::Attribute>) {
            attributes.retain(|attribute| !attribute.path().is_ident("doc"));
        }
    }
    let mut file =
        syn::parse2(code).map_err(|error| Error::Generator { generator: "progenitor", message: error.to_string() })?;
    Docs.visit_file_mut(&mut file);
    Ok(file.into_token_stream())
}

/// What progenitor may count on: it writes parameters that are text with `to_string`.
fn implementations(schema: &Schema) -> Vec<progenitor::TypeImpl> {
    let is_text = match schema {
        Schema::External(_) => true,
        other => has_own_type(other) && !matches!(other, Schema::Object { .. } | Schema::Union { .. }),
    };
    if is_text { vec![progenitor::TypeImpl::Display] } else { Vec::new() }
}
