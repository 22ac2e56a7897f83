//! The model crate: one Rust type a named schema.

mod payloads;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{
    names::{pascal_ident, snake_ident},
    rust::{docs, has_own_type, integer_type, type_of},
};
use crate::{
    Error, GeneratedFiles,
    contract::{Contract, Field, Integer, Schema, Text, Variant},
};

const HEADER: &str = "\
#![allow(clippy::too_many_arguments, reason = \"a constructor takes what the contract requires\")]
#![allow(clippy::large_enum_variant, reason = \"payloads are taken apart where they are read\")]
";

/// The common envelope of all events; Rust has it as the members of `EngineEvent`.
const ENVELOPE: &str = "EventEnvelope";
/// The union of all events.
const EVENT: &str = "EngineEvent";

/// Writes `sdk/types/src/generated.rs`.
///
/// # Errors
/// When what was written is not Rust.
pub fn types(contract: &Contract, files: &mut GeneratedFiles) -> Result<(), Error> {
    let mut code = quote! {
        use schemars::JsonSchema;
        use serde::{Deserialize, Serialize};

        use crate::newtype::{integer, text};
        use crate::word::{closed_enum, open_enum};
    };
    for (name, (schema, description)) in &contract.schemas {
        let is_event = contract.events.iter().any(|event| event.title == *name);
        if has_own_type(schema) && !is_event && name != ENVELOPE && name != EVENT {
            code.extend(definition(contract, name, schema, description));
        }
    }
    code.extend(payloads::events(contract));
    code.extend(payloads::snapshots(contract));
    code.extend(derived_schemas(contract));
    files.add_rust("sdk/types/src/generated.rs", HEADER, &code)
}

fn definition(contract: &Contract, name: &str, schema: &Schema, description: &str) -> TokenStream {
    let docs = docs(description);
    match schema {
        Schema::Text(constraints) => text(name, constraints, description, &docs),
        Schema::Integer(range) => integer(name, *range, &docs),
        Schema::Enum { open, values } => word(name, *open, values, &docs),
        Schema::Object { closed, fields } => object(contract, name, *closed, fields, &docs),
        Schema::Union { tag, variants } => union(name, tag, variants, &docs),
        _ => TokenStream::new(),
    }
}

fn text(name: &str, constraints: &Text, description: &str, docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let option = |value: Option<TokenStream>| value.map_or_else(|| quote!(None), |value| quote!(Some(#value)));
    let min_length = Literal::u64_unsuffixed(constraints.min_length);
    let max_length = option(constraints.max_length.map(Literal::u64_unsuffixed).map(|length| quote!(#length)));
    let pattern = option(constraints.pattern.as_ref().map(|pattern| quote!(#pattern)));
    let excluded = &constraints.excluded;
    let meaning = first_sentence(description);
    quote! {
        text! {
            #docs
            pub struct #name {
                meaning: #meaning,
                min_length: #min_length,
                max_length: #max_length,
                pattern: #pattern,
                excluded: [#(#excluded),*],
            }
        }
    }
}

fn integer(name: &str, range: Integer, docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let inner = integer_type(range);
    let (minimum, maximum) = (Literal::i64_unsuffixed(range.minimum), Literal::i64_unsuffixed(range.maximum));
    quote! {
        integer! {
            #docs
            pub struct #name(#inner) in #minimum ..= #maximum;
        }
    }
}

fn word(name: &str, open: bool, values: &[String], docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let kind = if open { quote!(open_enum) } else { quote!(closed_enum) };
    let variants = values.iter().map(|value| pascal_ident(value));
    quote! {
        #kind! {
            #docs
            pub enum #name { #(#variants = #values),* }
        }
    }
}

/// A struct with a constructor that takes what is required and a `with_…` for each of the rest: it can grow without
/// breaking those who build it.
fn object(contract: &Contract, name: &str, closed: bool, fields: &[Field], docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let fields: Vec<_> = fields.iter().filter(|field| !is_constant(contract, field)).collect();
    let deny = closed.then(|| quote!(#[serde(deny_unknown_fields)]));
    let members = fields.iter().map(|field| member(contract, field));
    let constructors = constructors(contract, &fields);
    let default = fields.iter().all(|field| !field.required).then(|| quote!(Default,));
    quote! {
        #docs
        #[derive(Debug, Clone, #default PartialEq, Serialize, Deserialize, JsonSchema)]
        #deny
        #[non_exhaustive]
        pub struct #name { #(#members),* }

        impl #name { #constructors }
    }
}

fn member(contract: &Contract, field: &Field) -> TokenStream {
    let (name, schema) = (snake_ident(&field.name), type_of(contract, &field.schema, &quote!(crate)));
    let docs = docs(&field_description(contract, field));
    let rename = (name != field.name).then(|| {
        let wire = &field.name;
        quote!(#[serde(rename = #wire)])
    });
    let limits = limits(&field.schema);
    if field.required {
        return quote!(#docs #rename #limits pub #name: #schema);
    }
    let unwrapped = compact(&schema);
    // Where any JSON may stand, null is a value, and not the same as nothing.
    let is_any = matches!(contract.resolved(&field.schema), Schema::Any);
    let present = is_any.then(|| quote!(, deserialize_with = "crate::present::deserialize"));
    quote! {
        #docs
        #rename
        #limits
        #[serde(default, skip_serializing_if = "Option::is_none" #present)]
        #[schemars(with = #unwrapped)]
        pub #name: Option<#schema>
    }
}

/// What a member's own schema says beyond its Rust type.
fn limits(schema: &Schema) -> TokenStream {
    match schema {
        Schema::Integer(Integer { minimum, maximum }) => {
            let (minimum, maximum) = (Literal::i64_suffixed(*minimum), Literal::i64_suffixed(*maximum));
            quote!(#[schemars(range(min = #minimum, max = #maximum))])
        }
        Schema::Text(Text { pattern: Some(pattern), .. }) => quote!(#[schemars(extend("pattern" = #pattern))]),
        _ => TokenStream::new(),
    }
}

fn constructors(contract: &Contract, fields: &[&Field]) -> TokenStream {
    let type_of_field = |field: &Field| type_of(contract, &field.schema, &quote!(crate));
    let required: Vec<_> = fields.iter().filter(|field| field.required).collect();
    let optional: Vec<_> = fields.iter().filter(|field| !field.required).collect();
    let (names, types): (Vec<_>, Vec<_>) =
        required.iter().map(|field| (snake_ident(&field.name), type_of_field(field))).unzip();
    let absent = optional.iter().map(|field| snake_ident(&field.name));
    let setters = optional.iter().map(|field| {
        let (name, schema) = (snake_ident(&field.name), type_of_field(field));
        let setter = format_ident!("with_{name}");
        let line = format!(" The same with `{}`.", field.name);
        quote! {
            #[doc = #line]
            #[must_use]
            pub fn #setter(mut self, #name: #schema) -> Self {
                self.#name = Some(#name);
                self
            }
        }
    });
    quote! {
        /// With what is required and nothing else.
        pub fn new(#(#names: #types),*) -> Self {
            Self { #(#names,)* #(#absent: None),* }
        }
        #(#setters)*
    }
}

fn union(name: &str, tag: &str, variants: &[Variant], docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let variants = variants.iter().map(|variant| {
        let (value, schema) = (&variant.value, format_ident!("{}", variant.schema));
        let label = pascal_ident(value);
        let line = format!(" `{value}`");
        quote!(#[doc = #line] #[serde(rename = #value)] #label(#schema))
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = #tag)]
        pub enum #name { #(#variants),* }
    }
}

/// What the test that holds the types against the contract needs.
fn derived_schemas(contract: &Contract) -> TokenStream {
    let names = contract.schemas.iter().filter(|(name, (schema, _))| {
        let is_event = contract.events.iter().any(|event| event.title == **name);
        has_own_type(schema) && !is_event && *name != ENVELOPE
    });
    let names = names.map(|(name, _)| format_ident!("{name}"));
    quote! {
        /// The schemas that schemars derives from the types, by name. A test holds them against the contract.
        #[doc(hidden)]
        #[allow(clippy::too_many_lines, reason = "a line for each type")]
        pub fn derived_schemas() -> serde_json::Map<String, serde_json::Value> {
            let mut generator = schemars::SchemaGenerator::default();
            #(generator.subschema_for::<#names>();)*
            generator.take_definitions(true)
        }
    }
}

/// A member that tells variants of a union apart: the enum says it already.
fn is_constant(contract: &Contract, field: &Field) -> bool {
    let discriminates = contract.schemas.values().any(|(schema, _)| match schema {
        Schema::Union { tag, .. } => *tag == field.name,
        _ => false,
    });
    discriminates && matches!(&field.schema, Schema::Enum { values, .. } if values.len() == 1)
}

fn field_description(contract: &Contract, field: &Field) -> String {
    match (&field.description, &field.schema) {
        (Some(description), _) => description.clone(),
        (None, Schema::Named(name)) => contract.schemas[name].1.clone(),
        (None, Schema::List(items)) => match items.as_ref() {
            Schema::Named(name) => format!("Each: {}", contract.schemas[name].1),
            _ => format!("`{}`.", field.name),
        },
        (None, _) => format!("`{}`.", field.name),
    }
}

/// As the end of a sentence: on one line, without the full stop.
fn first_sentence(description: &str) -> String {
    let line = description.split_whitespace().collect::<Vec<_>>().join(" ");
    // Not the stop that stands by itself in a list of characters.
    let end = line.match_indices(". ").map(|(stop, _)| stop).find(|stop| !line[..*stop].ends_with(' '));
    let sentence = line[..end.unwrap_or(line.len())].trim_end_matches('.');
    let is_word = sentence.chars().nth(1).is_none_or(|second| second.is_ascii_lowercase() || second == ' ');
    let mut characters = sentence.chars();
    match characters.next() {
        Some(first) if is_word => first.to_lowercase().chain(characters).collect(),
        _ => sentence.to_owned(),
    }
}

fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn a_first_sentence_ends_another() {
        assert_eq!(first_sentence("A file's name."), "a file's name");
        assert_eq!(
            first_sentence("1 to 8 of `A-Z . _`, joined\nby `/`. No more.\n"),
            "1 to 8 of `A-Z . _`, joined by `/`"
        );
        assert_eq!(first_sentence("JSON of any kind"), "JSON of any kind");
    }
}
