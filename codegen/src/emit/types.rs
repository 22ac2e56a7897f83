//! The model crate: one Rust type a named schema.

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
    code.extend(events(contract));
    code.extend(derived_schemas(contract));
    files.add_rust("sdk/types/src/generated.rs", HEADER, &code)
}

fn definition(contract: &Contract, name: &str, schema: &Schema, description: &str) -> TokenStream {
    let docs = docs(description);
    match schema {
        Schema::Text(constraints) => text(name, constraints, &docs),
        Schema::Integer(range) => integer(name, *range, &docs),
        Schema::Enum { open, values } => word(name, *open, values, &docs),
        Schema::Object { closed, fields } => object(contract, name, *closed, fields, &docs),
        Schema::Union { tag, variants } => union(name, tag, variants, &docs),
        _ => TokenStream::new(),
    }
}

fn text(name: &str, constraints: &Text, docs: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let option = |value: Option<TokenStream>| value.map_or_else(|| quote!(None), |value| quote!(Some(#value)));
    let min_length = Literal::u64_unsuffixed(constraints.min_length);
    let max_length = option(constraints.max_length.map(Literal::u64_unsuffixed).map(|length| quote!(#length)));
    let pattern = option(constraints.pattern.as_ref().map(|pattern| quote!(#pattern)));
    let excluded = &constraints.excluded;
    quote! {
        text! {
            #docs
            pub struct #name {
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
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
            let (minimum, maximum) = (Literal::i64_unsuffixed(*minimum), Literal::i64_unsuffixed(*maximum));
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

/// `EngineEvent` with the envelope's members, its type and its data, and the data by type.
fn events(contract: &Contract) -> TokenStream {
    let Some(first) = contract.events.first() else { return TokenStream::new() };
    let Schema::Object { fields, .. } = contract.schema(&first.title) else { return TokenStream::new() };
    let mut fields = fields.clone();
    for field in &mut fields {
        match field.name.as_str() {
            "type" => {
                field.schema = Schema::Named("EventType".to_owned());
                field.description = Some("What happened.".to_owned());
            }
            "data" => {
                field.schema = Schema::Any;
                field.description = Some("What there is to know about it; `payload` reads it by type.".to_owned());
            }
            _ => {}
        }
    }
    let description = &contract.schemas[EVENT].1;
    let event = object(contract, EVENT, false, &fields, &docs(description));
    let labels: Vec<_> = contract.events.iter().map(|event| pascal_ident(&event.name)).collect();
    let data: Vec<_> = contract.events.iter().map(|event| format_ident!("{}", event.data)).collect();
    let lines = contract.events.iter().map(|event| docs(&event.description));
    let schemas = contract.events.iter().map(|event| format!("urn:charter:event:{}:{}", event.name, event.version));
    quote! {
        #event

        /// An event's data, by its type.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum EventPayload {
            #(#lines #labels(#data),)*
            /// Data of a type that this version of the contract does not know, or that does not fit what it knows.
            Unknown(serde_json::Value),
        }

        impl EngineEvent {
            /// The data, by the event's type. Never fails: what is not known is [`EventPayload::Unknown`].
            pub fn payload(&self) -> EventPayload {
                let payload = match &self.kind {
                    #(EventType::#labels => Deserialize::deserialize(&self.data).map(EventPayload::#labels),)*
                    EventType::Unknown(_) => return EventPayload::Unknown(self.data.clone()),
                };
                payload.unwrap_or_else(|_| EventPayload::Unknown(self.data.clone()))
            }
        }

        impl EventType {
            /// The name and version of the schema of such an event's data.
            pub fn data_schema(&self) -> Option<&'static str> {
                match self {
                    #(Self::#labels => Some(#schemas),)*
                    Self::Unknown(_) => None,
                }
            }
        }
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

fn compact(tokens: &TokenStream) -> String {
    tokens.to_string().replace(' ', "")
}
