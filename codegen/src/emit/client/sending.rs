//! How a request is sent, and what comes back.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    body::RequestBody,
    kind::{Kind, success},
    request::Request,
    setters::raw_ident,
};
use crate::{
    contract::Schema,
    emit::{
        names::snake_ident,
        rust::{named_type, type_of},
    },
};

impl Request<'_> {
    /// Sends what was gathered; not there for streams.
    pub(super) fn execute(&self) -> Option<TokenStream> {
        let error = &self.error;
        let send = match self.kind {
            Kind::Json(_) => quote!(answer::read(operation, request.send().await)),
            Kind::Text => quote!(request.text(operation).await),
            Kind::Bytes => quote!(request.bytes(operation).await),
            Kind::Upload(_) => quote!(request.upload(operation, body).await),
            Kind::Download => quote!(request.download(operation).await),
            Kind::Stream => return None,
        };
        let set_body = match self.body() {
            RequestBody::None | RequestBody::Bytes => None,
            RequestBody::Choice(_) => Some(quote!(Some((kind, body)) => request.content_type(kind).body(body))),
            RequestBody::Members { .. } | RequestBody::Whole(_) => Some(quote!(Some(body) => request.body(body))),
        };
        let is_choice = matches!(self.body(), RequestBody::Choice(_));
        let lists: Vec<_> = self.lists().map(|(name, ..)| name).collect();
        let with_lists = self.lists().map(
            |(name, setter, _)| quote!(let request = if #name.is_empty() { request } else { request.#setter(#name) };),
        );
        let body = self.body_type().map(|_| quote!(body,));
        let mutable = is_choice.then(|| quote!(mut));
        let require = is_choice.then(|| quote!(input.require("body", body.is_some());));
        let with_body = set_body.map(|set_body| quote!(let request = match body { #set_body, None => request };));
        let outcome = if self.has_own_error() { quote!(Ok(#send?)) } else { send };
        let answer = self.answer_body();
        Some(quote! {
            async fn execute(self) -> Result<Answer<#answer>, #error> {
                let Self { request, #body #(#lists,)* #mutable input } = self;
                #require
                let operation = input.check().map_err(Error::from)?;
                #(#with_lists)*
                #with_body
                #outcome
            }
        })
    }

    pub(super) fn sending(&self) -> TokenStream {
        let Self { name, error, .. } = self;
        if matches!(self.kind, Kind::Stream) {
            return quote!(streams! { #name });
        }
        let answer = self.answer_body();
        quote!(sends! { #name -> #answer, #error })
    }

    pub(super) fn paging(&self) -> Option<TokenStream> {
        let Self { name, error, .. } = self;
        let pagination = self.operation.pagination.as_ref()?;
        let page = self.answer_body();
        let (cursor, next, items) =
            (raw_ident(&pagination.cursor), snake_ident(&pagination.next), snake_ident(&pagination.items));
        let item = self.item_type(&pagination.items);
        Some(quote! {
            impl<Mode: Clone + Send> Paged for #name<'_, Mode> {
                type Page = #page;
                type Item = #item;
                type Error = #error;
                async fn fetch(mut self, cursor: Option<types::Cursor>) -> Result<Answer<Self::Page>, Self::Error> {
                    if let Some(cursor) = cursor {
                        self.request = self.request.#cursor(cursor);
                    }
                    self.execute().await
                }
                fn next_cursor(page: &Self::Page) -> Option<types::Cursor> {
                    page.#next.clone()
                }
                fn into_items(page: Self::Page) -> Vec<Self::Item> {
                    page.#items
                }
            }
            pages! { #name -> #page, #item, #error }
        })
    }

    fn item_type(&self, member: &str) -> TokenStream {
        let page = success(self.operation).and_then(|answer| answer.content.as_ref()?.schema.as_deref());
        if let Some(Schema::Object { fields, .. }) = page.map(|page| self.contract.schema(page))
            && let Some(Schema::List(items)) =
                fields.iter().find(|field| field.name == member).map(|field| &field.schema)
        {
            return type_of(self.contract, items, &quote!(types));
        }
        quote!(serde_json::Value)
    }

    fn answer_body(&self) -> TokenStream {
        match self.kind {
            Kind::Json(schema) | Kind::Upload(schema) => named_type(self.contract, schema, &quote!(types)),
            Kind::Text => quote!(String),
            Kind::Download => quote!(crate::Download),
            Kind::Bytes | Kind::Stream => quote!(bytes::Bytes),
        }
    }
}
