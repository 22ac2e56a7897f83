//! What travels as any JSON, and is read by the name that stands beside it: an event's data, a snapshot's document.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{EVENT, object};
use crate::{
    contract::{Contract, Schema},
    emit::{
        names::pascal_ident,
        rust::{docs, named_type},
    },
};

/// A document in a stream's snapshot.
const SNAPSHOT_ITEM: &str = "SnapshotItem";

/// `EngineEvent` with the envelope's members, its type and its data, and the data by type.
pub(super) fn events(contract: &Contract) -> TokenStream {
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

/// The document of a snapshot's item, by its family.
pub(super) fn snapshots(contract: &Contract) -> TokenStream {
    if !contract.schemas.contains_key(SNAPSHOT_ITEM) {
        return TokenStream::new();
    }
    let documents = contract.families.iter().filter_map(|family| Some((family, family.document.as_ref()?)));
    let (families, documents): (Vec<_>, Vec<_>) = documents
        .map(|(family, document)| (pascal_ident(&family.name), named_type(contract, document, &quote!(crate))))
        .unzip();
    let lines = families.iter().map(|family| docs(&format!("Of the family [`EventFamily::{family}`].")));
    quote! {
        /// A document in a snapshot, by its family.
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum SnapshotPayload {
            #(#lines #families(#documents),)*
            /// A document of a family that this version of the contract does not know, or that does not fit what it knows.
            Unknown(serde_json::Value),
        }

        impl SnapshotItem {
            /// The document, by its family. Never fails: what is not known is [`SnapshotPayload::Unknown`].
            pub fn payload(&self) -> SnapshotPayload {
                let payload = match &self.family {
                    #(EventFamily::#families => Deserialize::deserialize(&self.data).map(SnapshotPayload::#families),)*
                    _ => return SnapshotPayload::Unknown(self.data.clone()),
                };
                payload.unwrap_or_else(|_| SnapshotPayload::Unknown(self.data.clone()))
            }
        }
    }
}
