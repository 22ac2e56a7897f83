//! What a request takes one of several objects as: a constructor for each, with what all requests accept.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::body::{Value, argument_ident, argument_type, object};
use crate::{
    contract::{Contract, Field, Schema, Variant},
    emit::{
        names::{pascal_ident, snake_ident},
        rust::docs,
    },
};

/// The union of all events: no request takes it.
const EVENT: &str = "EngineEvent";

/// The unions that requests take: name, tag, variants.
pub(super) fn unions(contract: &Contract) -> impl Iterator<Item = (&str, &str, &[Variant])> {
    contract.schemas.iter().filter_map(|(name, (schema, _))| match schema {
        Schema::Union { tag, variants } if name != EVENT => Some((name.as_str(), tag.as_str(), variants.as_slice())),
        _ => None,
    })
}

/// What is given for a union.
pub(super) fn part(contract: &Contract, name: &str, tag: &str, variants: &[Variant]) -> TokenStream {
    let part = format_ident!("{name}");
    let docs = docs(&format!(
        "{}\n\nGiven where a request takes a [`types::{name}`]; what is wrong with it is told when that is sent.",
        contract.schemas[name].1.trim()
    ));
    let constructors = variants.iter().map(|variant| constructor(contract, name, tag, variant));
    let setters = optional_members(contract, tag, variants);
    let setters = setters.values().map(|field| setter(contract, name, field, variants));
    quote! {
        #docs
        #[derive(Debug, Clone)]
        #[must_use]
        pub struct #part(Part<types::#part>);

        impl #part {
            #(#constructors)*
            #(#setters)*
        }

        impl Parameter<types::#part> for #part {
            fn read(self) -> Result<types::#part, String> {
                self.0.read()
            }
        }
    }
}

fn constructor(contract: &Contract, name: &str, tag: &str, variant: &Variant) -> TokenStream {
    let (union, label, method) = (format_ident!("{name}"), pascal_ident(&variant.value), snake_ident(&variant.value));
    let docs = docs(&contract.schemas[&variant.schema].1);
    let required: Vec<_> =
        members(contract, variant).iter().filter(|field| field.required && field.name != tag).collect();
    let arguments = required.iter().map(|field| {
        let (name, kind) = (argument_ident(&field.name), argument_type(contract, &field.schema));
        quote!(#name: #kind)
    });
    let object = object(contract, &variant.schema, &required);
    let is_read = object.to_string().contains("input");
    let input = if is_read { quote!(input) } else { quote!(_) };
    let wire = &variant.value;
    quote! {
        #docs
        pub fn #method(#(#arguments),*) -> Self {
            Self(Part::new(#wire, |#input| {
                let part = #object;
                part.map(types::#union::#label)
            }))
        }
    }
}

/// Each member that some variant may go without, once.
fn optional_members<'a>(contract: &'a Contract, tag: &str, variants: &[Variant]) -> IndexMap<&'a str, &'a Field> {
    let fields = variants.iter().flat_map(|variant| members(contract, variant));
    fields.filter(|field| !field.required && field.name != tag).map(|field| (field.name.as_str(), field)).collect()
}

fn setter(contract: &Contract, name: &str, field: &Field, variants: &[Variant]) -> TokenStream {
    let (union, method, wire) = (format_ident!("{name}"), snake_ident(&field.name), &field.name);
    let argument = argument_type(contract, &field.schema);
    let read = Value::of(contract, &field.schema, wire, &method).read;
    let own = |variant: &&Variant| members(contract, variant).iter().any(|member| member.name == field.name);
    let (with, without): (Vec<_>, Vec<_>) = variants.iter().partition(own);
    let owners = with.iter().map(|variant| format!("`{}`", variant.value)).collect::<Vec<_>>().join(" and ");
    let arms = with.iter().map(|variant| {
        let label = pascal_ident(&variant.value);
        let is_required = members(contract, variant).iter().any(|member| member.name == field.name && member.required);
        let value = if is_required { quote!(value) } else { quote!(Some(value)) };
        quote!(types::#union::#label(part) => part.#method = #value)
    });
    let refused: Vec<_> = without.iter().map(|variant| pascal_ident(&variant.value)).collect();
    let (input, refusal) = if refused.is_empty() {
        (quote!(_), None)
    } else {
        let reason = format!("is only of {owners}");
        (quote!(input), Some(quote!(#(types::#union::#refused(_))|* => input.refuse(#wire, #reason.to_owned()))))
    };
    let text = field.description.clone().unwrap_or_else(|| match &field.schema {
        Schema::Named(name) => contract.schemas[name].1.clone(),
        _ => String::new(),
    });
    let docs = match refusal {
        Some(_) => docs(&format!("{} Only of {owners}.", text.trim())),
        None => docs(&text),
    };
    quote! {
        #docs
        pub fn #method(mut self, #method: #argument) -> Self {
            self.0.set(|input| #read, |part, value, #input| match part { #(#arms,)* #refusal });
            self
        }
    }
}

fn members<'a>(contract: &'a Contract, variant: &Variant) -> &'a [Field] {
    match contract.schema(&variant.schema) {
        Schema::Object { fields, .. } => fields,
        _ => &[],
    }
}
