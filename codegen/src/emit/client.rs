//! The SDK's requests: one builder an operation, over progenitor's operations where progenitor can say them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use super::{
    names::{pascal_ident, snake, snake_ident},
    rust::{docs, has_own_type, named_type, type_of},
};
use crate::{
    Error, GeneratedFiles,
    contract::{Answer, Contract, Field, Location, MediaType, Operation, Parameter, Schema, Status},
};

const HEADER: &str = "\
//! The requests, one for each operation, and how each can fail.
//!
//! A request is started by the client's method of its name, told what is optional, and sent with `.await`:
//!
//! ```no_run
//! # async fn example(client: charter_sdk::Client) -> Result<(), charter_sdk::Error> {
//! let page = client.list_resources().prefix(\"project/\").limit(10).await?;
//! # Ok(())
//! # }
//! ```

use charter_types as types;
use serde::Serialize;

#[cfg(feature = \"blocking\")]
use crate::blocking;
use crate::{
    Answer, Client, Error, answer,
    call::Call,
    operation_error::operation_error,
    pages::Paged,
    parameter::{Parameter, parameters},
    request::{Asynchronous, Input, fresh_idempotency_key, pages, sends, streams},
    stream::StreamRequest,
};

use super::operations::builder;
";

/// The frames that the SDK's streams know; a stream with others needs hand-written code first.
const STREAM_FRAMES: [&str; 5] = ["snapshot", "synced", "bookmark", "must_refetch", "closing"];
const STREAM_EVENT: &str = "EngineEvent";
/// What every error of an operation is called without the number.
const STATUS_NAMES: [(u16, &str); 17] = [
    (400, "BadRequest"),
    (401, "Unauthorized"),
    (403, "Forbidden"),
    (404, "NotFound"),
    (405, "MethodNotAllowed"),
    (408, "RequestTimeout"),
    (409, "Conflict"),
    (410, "Gone"),
    (412, "PreconditionFailed"),
    (413, "ContentTooLarge"),
    (415, "UnsupportedMediaType"),
    (422, "UnprocessableContent"),
    (429, "TooManyRequests"),
    (431, "HeadersTooLarge"),
    (500, "Internal"),
    (503, "Unavailable"),
    (507, "StorageFull"),
];

/// Writes `sdk/client/src/generated/client.rs`.
///
/// # Errors
/// When an operation is of a kind that the SDK's runtime has nothing for.
pub fn client(contract: &Contract, files: &mut GeneratedFiles) -> Result<(), Error> {
    let operations: Vec<_> = contract.families.iter().flat_map(|family| &family.operations).collect();
    let mut asynchronous = TokenStream::new();
    let mut blocking = TokenStream::new();
    let mut requests = TokenStream::new();
    for operation in operations {
        let request = Request::new(contract, operation)?;
        asynchronous.extend(request.start());
        blocking.extend(request.start_blocking());
        requests.extend(request.write());
    }
    let parameters = parameter_types(contract);
    let code = quote! {
        parameters! { types { #(#parameters),* } }

        impl Client { #asynchronous }

        #[cfg(feature = "blocking")]
        impl blocking::Client { #blocking }

        #requests
    };
    files.add_rust("sdk/client/src/generated/client.rs", HEADER, &code)
}

/// Every type that a setter takes by itself.
fn parameter_types(contract: &Contract) -> Vec<Ident> {
    let is_scalar = |schema: &Schema| {
        matches!(schema, Schema::External(_) | Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. })
    };
    let mut names: Vec<String> = contract
        .schemas
        .iter()
        .filter(|(_, (schema, _))| is_scalar(schema))
        .map(|(name, _)| named_type(contract, name, &quote!(types)).to_string().replace("types :: ", ""))
        .collect();
    names.sort();
    names.dedup();
    names.iter().map(|name| format_ident!("{name}")).collect()
}

/// How an operation is sent.
enum Kind<'a> {
    /// By progenitor's builder.
    Json(&'a str),
    /// Its answer is text.
    Text,
    /// Its answer is a file.
    Bytes,
    /// It is a stream.
    Stream,
}

/// What is needed to write one request.
struct Request<'a> {
    contract: &'a Contract,
    operation: &'a Operation,
    kind: Kind<'a>,
    /// The request's name and its error's.
    name: Ident,
    error: TokenStream,
}

impl<'a> Request<'a> {
    fn new(contract: &'a Contract, operation: &'a Operation) -> Result<Self, Error> {
        let kind = kind_of(operation)?;
        let is_json = matches!(kind, Kind::Json(_));
        if !is_json && (operation.method != "get" || operation.body.is_some()) {
            return Err(refused(operation, "only a GET may be answered with what is not JSON"));
        }
        if operation.parameters.iter().any(|parameter| is_list(contract, parameter) && is_json) {
            return Err(refused(operation, "only streams may take a list of values"));
        }
        let name = pascal_ident(&operation.id);
        let error = if problems(operation).next().is_some() && !matches!(kind, Kind::Stream) {
            let error = format_ident!("{name}Error");
            quote!(#error)
        } else {
            quote!(Error)
        };
        Ok(Self { contract, operation, kind, name, error })
    }

    fn method(&self) -> Ident {
        snake_ident(&self.operation.id)
    }

    /// The client's method.
    fn start(&self) -> TokenStream {
        let Self { name, operation, .. } = self;
        let method = self.method();
        let (declared, given) = self.arguments();
        let mut text = operation.summary.clone() + ".";
        if let Some(description) = &operation.description {
            text += &format!("\n\n{}", description.trim());
        }
        let docs = docs(&text);
        quote! {
            #docs
            pub fn #method(&self, #declared) -> #name<'_> {
                #name::new(self, Asynchronous, #given)
            }
        }
    }

    fn start_blocking(&self) -> TokenStream {
        let name = &self.name;
        let method = self.method();
        let (declared, given) = self.arguments();
        let docs = docs(&format!("{}; see [`Client::{method}`](crate::Client::{method}).", self.operation.summary));
        quote! {
            #docs
            pub fn #method(&self, #declared) -> #name<'_, blocking::Blocking<'_>> {
                #name::new(self.asynchronous(), self.mode(), #given)
            }
        }
    }

    /// What is required: declared, and handed on.
    fn arguments(&self) -> (TokenStream, TokenStream) {
        let parameters = self.operation.parameters.iter().filter(|parameter| parameter.required);
        let mut declared: Vec<_> = parameters
            .map(|parameter| {
                let argument = named_type(self.contract, &parameter.schema, &quote!(types));
                (snake_ident(&parameter.name), quote!(impl Parameter<#argument>))
            })
            .collect();
        match self.body() {
            RequestBody::Members { required, .. } => declared.extend(
                required.iter().map(|field| (snake_ident(&field.name), argument_type(self.contract, &field.schema))),
            ),
            RequestBody::Whole(schema) => {
                declared.push((format_ident!("body"), argument_type(self.contract, &Schema::Named(schema.to_owned()))));
            }
            RequestBody::None | RequestBody::Choice(_) => {}
        }
        let (names, kinds): (Vec<_>, Vec<_>) = declared.into_iter().unzip();
        (quote!(#(#names: #kinds),*), quote!(#(#names),*))
    }

    /// The builder with everything that belongs to it.
    fn write(&self) -> TokenStream {
        let Self { name, .. } = self;
        let structure = self.structure();
        let constructor = self.constructor();
        let setters = self.setters();
        let execute = self.execute();
        let sending = self.sending();
        let paging = self.paging();
        let error = self.error_type();
        quote! {
            #structure
            impl<'a, Mode> #name<'a, Mode> {
                #constructor
                #setters
                #execute
            }
            #sending
            #paging
            #error
        }
    }

    fn structure(&self) -> TokenStream {
        let name = &self.name;
        let method = self.method();
        let docs = docs(&format!("{}: [`Client::{method}`].", self.operation.summary));
        let clone = self.operation.pagination.is_some().then(|| quote!(, Clone));
        let request = match self.kind {
            Kind::Json(_) => quote!(builder::#name<'a>),
            Kind::Text | Kind::Bytes => quote!(Call<'a>),
            Kind::Stream => quote!(StreamRequest<'a>),
        };
        let body = self.body_type().map(|body| quote!(body: Option<#body>,));
        let unused = match self.kind {
            Kind::Stream => "a stream does nothing until it is opened with `stream`",
            _ => "a request does nothing until it is sent",
        };
        quote! {
            #docs
            #[derive(Debug #clone)]
            #[must_use = #unused]
            pub struct #name<'a, Mode = Asynchronous> {
                request: #request,
                #body
                input: Input<Mode>,
            }
        }
    }

    fn constructor(&self) -> TokenStream {
        let operation = snake(&self.operation.id);
        let method = self.method();
        let path = &self.operation.path;
        let (declared, _) = self.arguments();
        let request = match self.kind {
            Kind::Json(_) => quote!(client.operations().#method()),
            Kind::Text | Kind::Bytes => quote!(Call::new(client, #path)),
            Kind::Stream => quote!(StreamRequest::new(client, #path)),
        };
        let required = self.operation.parameters.iter().filter(|parameter| parameter.required).map(|parameter| {
            let given = snake_ident(&parameter.name);
            let wire = &parameter.name;
            let setter = self.raw_setter(parameter);
            quote!(let request = input.set(request, #wire, #given, #setter);)
        });
        let idempotency = takes_idempotency_key(self.operation).then(|| {
            quote! {
                let request = match fresh_idempotency_key() {
                    Some(key) => request.idempotency_key(key),
                    None => request,
                };
            }
        });
        let body = self.initial_body();
        let body_member = body.is_some().then(|| quote!(body,));
        let mutable = self.reads_input().then(|| quote!(mut));
        quote! {
            fn new(client: &'a Client, mode: Mode, #declared) -> Self {
                let #mutable input = Input::new(#operation, mode);
                let request = #request;
                #(#required)*
                #idempotency
                #body
                Self { request, #body_member input }
            }
        }
    }

    /// Whether something that is required may turn out to be wrong.
    fn reads_input(&self) -> bool {
        let reads = |schema: &Schema| is_parameter(self.contract, schema) || is_any(self.contract, schema);
        let in_body = match self.body() {
            RequestBody::Members { required, .. } => required.iter().any(|field| reads(&field.schema)),
            RequestBody::Whole(schema) => reads(&Schema::Named(schema.to_owned())),
            RequestBody::None | RequestBody::Choice(_) => false,
        };
        in_body || self.operation.parameters.iter().any(|parameter| parameter.required)
    }

    /// What the body is made of when the request is started.
    fn initial_body(&self) -> Option<TokenStream> {
        match self.body() {
            RequestBody::None => None,
            RequestBody::Choice(_) => Some(quote!(let body = None;)),
            RequestBody::Whole(schema) => {
                let value = Value::of(self.contract, &Schema::Named(schema.to_owned()), "body");
                let read = value.read;
                Some(quote!(let body = #read;))
            }
            RequestBody::Members { name, required, .. } => {
                let kind = format_ident!("{name}");
                let names: Vec<_> = required.iter().map(|field| snake_ident(&field.name)).collect();
                let reads = required.iter().zip(&names).map(|(field, name)| {
                    let read = Value::of(self.contract, &field.schema, &field.name).read;
                    quote!(let #name = #read;)
                });
                Some(match &names[..] {
                    [] => quote!(let body = Some(types::#kind::new());),
                    [only] => quote!(#(#reads)* let body = #only.map(types::#kind::new);),
                    several => quote! {
                        #(#reads)*
                        let body = match (#(#several),*) {
                            (#(Some(#several)),*) => Some(types::#kind::new(#(#several),*)),
                            _ => None,
                        };
                    },
                })
            }
        }
    }

    fn setters(&self) -> TokenStream {
        let parameters = self.operation.parameters.iter().filter(|parameter| !parameter.required);
        let mut setters: TokenStream = parameters.map(|parameter| self.parameter_setter(parameter)).collect();
        match self.body() {
            RequestBody::Members { optional, .. } => {
                setters.extend(optional.iter().map(|field| self.member_setter(field)));
            }
            RequestBody::Choice(media_types) => {
                setters.extend(media_types.iter().map(|media_type| self.media_type_setter(media_type)));
            }
            RequestBody::None | RequestBody::Whole(_) => {}
        }
        setters
    }

    fn parameter_setter(&self, parameter: &Parameter) -> TokenStream {
        // A stream remembers by itself where it is.
        if matches!(self.kind, Kind::Stream) && matches!(parameter.name.as_str(), "Last-Event-ID" | "store") {
            return TokenStream::new();
        }
        let method = snake_ident(&parameter.name);
        let wire = &parameter.name;
        let setter = self.raw_setter(parameter);
        let mut text = parameter.description.clone();
        let argument = match self.contract.schema(&parameter.schema) {
            Schema::List(items) => {
                text += " May be given several times.";
                type_of(self.contract, items, &quote!(types))
            }
            _ => named_type(self.contract, &parameter.schema, &quote!(types)),
        };
        let docs = docs(&text);
        quote! {
            #docs
            pub fn #method(mut self, #method: impl Parameter<#argument>) -> Self {
                self.request = self.input.set(self.request, #wire, #method, #setter);
                self
            }
        }
    }

    /// The function that puts a parameter's value into what is sent.
    fn raw_setter(&self, parameter: &Parameter) -> TokenStream {
        let wire = &parameter.name;
        match self.kind {
            Kind::Json(_) => {
                let (name, setter) = (&self.name, raw_ident(wire));
                quote!(builder::#name::#setter)
            }
            Kind::Stream if wire == "after" => quote!(StreamRequest::after),
            Kind::Stream if wire == "snapshot" => quote!(StreamRequest::snapshot),
            Kind::Text | Kind::Bytes | Kind::Stream => {
                let place = match parameter.location {
                    Location::Path => format_ident!("path"),
                    Location::Query | Location::Header => format_ident!("query"),
                };
                quote!(|request, value| request.#place(#wire, &value.to_string()))
            }
        }
    }

    fn member_setter(&self, field: &Field) -> TokenStream {
        let method = snake_ident(&field.name);
        let with = format_ident!("with_{method}");
        let argument = argument_type(self.contract, &field.schema);
        let read = Value::of(self.contract, &field.schema, &field.name);
        let text = field.description.clone().or_else(|| match &field.schema {
            Schema::Named(name) => Some(self.contract.schemas[name].1.clone()),
            _ => None,
        });
        let docs = docs(&text.unwrap_or_default());
        let read_self = read.read_self;
        quote! {
            #docs
            pub fn #method(mut self, #method: #argument) -> Self {
                if let (Some(body), Some(value)) = (self.body.take(), #read_self) {
                    self.body = Some(body.#with(value));
                }
                self
            }
        }
    }

    fn media_type_setter(&self, media_type: &MediaType) -> TokenStream {
        let method = media_type_ident(media_type);
        let wire = &media_type.name;
        let schema = media_type.schema.as_deref().unwrap_or_default();
        let argument = argument_type(self.contract, &Schema::Named(schema.to_owned()));
        let docs = docs(&format!("{} As `{wire}`.", self.contract.schemas[schema].1.trim()));
        let value = match self.contract.schema(schema) {
            Schema::List(_) => quote!(#method.into_iter().collect::<Vec<_>>()),
            _ => quote!(#method),
        };
        quote! {
            #docs
            pub fn #method(mut self, #method: #argument) -> Self {
                self.body = self.input.json("body", #value).map(|body| (#wire, body));
                self
            }
        }
    }

    /// Sends what was gathered; not there for streams.
    fn execute(&self) -> Option<TokenStream> {
        let error = &self.error;
        let send = match self.kind {
            Kind::Json(_) => quote!(answer::read(operation, request.send().await)?),
            Kind::Text => quote!(request.text(operation).await?),
            Kind::Bytes => quote!(request.bytes(operation).await?),
            Kind::Stream => return None,
        };
        let set_body = match self.body() {
            RequestBody::None => None,
            RequestBody::Choice(_) => Some(quote!(Some((kind, body)) => request.content_type(kind).body(body))),
            RequestBody::Members { .. } | RequestBody::Whole(_) => Some(quote!(Some(body) => request.body(body))),
        };
        let is_choice = matches!(self.body(), RequestBody::Choice(_));
        let members = match (&set_body, is_choice) {
            (None, _) => quote!(request, input),
            (Some(_), false) => quote!(request, body, input),
            (Some(_), true) => quote!(request, body, mut input),
        };
        let require = is_choice.then(|| quote!(input.require("body", body.is_some());));
        let with_body = set_body.map(|set_body| quote!(let request = match body { #set_body, None => request };));
        let answer = self.answer_body();
        Some(quote! {
            async fn execute(self) -> Result<Answer<#answer>, #error> {
                let Self { #members } = self;
                #require
                let operation = input.check().map_err(Error::from)?;
                #with_body
                Ok(#send)
            }
        })
    }

    fn sending(&self) -> TokenStream {
        let Self { name, error, .. } = self;
        if matches!(self.kind, Kind::Stream) {
            return quote!(streams! { #name });
        }
        let answer = self.answer_body();
        quote!(sends! { #name -> #answer, #error })
    }

    fn paging(&self) -> Option<TokenStream> {
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
            Kind::Json(schema) => named_type(self.contract, schema, &quote!(types)),
            Kind::Text => quote!(String),
            Kind::Bytes | Kind::Stream => quote!(bytes::Bytes),
        }
    }

    fn error_type(&self) -> Option<TokenStream> {
        let error = &self.error;
        if error.to_string() == "Error" {
            return None;
        }
        let method = self.method();
        let docs = docs(&format!("Why [`Client::{method}`] failed."));
        let problems = problems(self.operation).map(|(status, answer)| {
            let name = status_ident(status);
            let status = Literal::u16_unsuffixed(status);
            let description = answer.description.split_whitespace().collect::<Vec<_>>().join(" ");
            quote!(#name = #status #description)
        });
        Some(quote! {
            operation_error! {
                #docs
                pub enum #error { #(#problems),* }
            }
        })
    }

    fn body_type(&self) -> Option<TokenStream> {
        match self.body() {
            RequestBody::None => None,
            RequestBody::Choice(_) => Some(quote!((&'static str, serde_json::Value))),
            RequestBody::Whole(schema) => Some(named_type(self.contract, schema, &quote!(types))),
            RequestBody::Members { name, .. } => {
                let name = format_ident!("{name}");
                Some(quote!(types::#name))
            }
        }
    }

    fn body(&self) -> RequestBody<'a> {
        let Some(body) = &self.operation.body else { return RequestBody::None };
        let [only] = &body.media_types[..] else { return RequestBody::Choice(&body.media_types) };
        let name = only.schema.as_deref().unwrap_or_default();
        match self.contract.schema(name) {
            Schema::Object { fields, .. } => {
                let (required, optional) = fields.iter().partition(|field| field.required);
                RequestBody::Members { name, required, optional }
            }
            _ => RequestBody::Whole(name),
        }
    }
}

/// What a request's body is given as.
enum RequestBody<'a> {
    None,
    /// Its members one by one.
    Members {
        name: &'a str,
        required: Vec<&'a Field>,
        optional: Vec<&'a Field>,
    },
    /// As a whole, of this schema.
    Whole(&'a str),
    /// In one of several media types.
    Choice(&'a [MediaType]),
}

/// How a given value becomes one of the model: an expression that is an `Option`.
struct Value {
    /// With `input` at hand.
    read: TokenStream,
    /// With `self.input` at hand.
    read_self: TokenStream,
}

impl Value {
    fn of(contract: &Contract, schema: &Schema, wire: &str) -> Self {
        let given = snake_ident(wire);
        let read_with = |input: TokenStream| match contract.resolved(schema) {
            _ if is_parameter(contract, schema) => quote!(#input.read(#wire, #given)),
            Schema::Any => quote!(#input.json(#wire, #given)),
            Schema::List(_) => quote!(Some(#given.into_iter().collect())),
            _ => quote!(Some(#given.into())),
        };
        Self { read: read_with(quote!(input)), read_self: read_with(quote!(self.input)) }
    }
}

/// What a builder may be given for a schema.
fn argument_type(contract: &Contract, schema: &Schema) -> TokenStream {
    let kind = type_of(contract, schema, &quote!(types));
    match contract.resolved(schema) {
        _ if is_parameter(contract, schema) => quote!(impl Parameter<#kind>),
        Schema::Any => quote!(impl Serialize),
        Schema::List(items) => {
            let item = type_of(contract, items, &quote!(types));
            quote!(impl IntoIterator<Item = #item>)
        }
        _ => quote!(impl Into<#kind>),
    }
}

fn is_parameter(contract: &Contract, schema: &Schema) -> bool {
    match contract.resolved(schema) {
        Schema::External(_) | Schema::Boolean => true,
        Schema::Text(_) | Schema::Integer(_) | Schema::Enum { .. } => matches!(schema, Schema::Named(_)),
        Schema::Object { .. } | Schema::Union { .. } => false,
        other => has_own_type(other),
    }
}

fn is_any(contract: &Contract, schema: &Schema) -> bool {
    matches!(contract.resolved(schema), Schema::Any)
}

fn kind_of(operation: &Operation) -> Result<Kind<'_>, Error> {
    let Some(content) = success(operation).and_then(|answer| answer.content.as_ref()) else {
        return Err(refused(operation, "its success needs a body"));
    };
    match (content.name.as_str(), &content.schema) {
        ("application/json", Some(schema)) => Ok(Kind::Json(schema)),
        ("text/event-stream", Some(schema)) => {
            let unknown = content.frames.iter().find(|(frame, _)| !STREAM_FRAMES.contains(&frame.as_str()));
            match unknown {
                None if schema == STREAM_EVENT => Ok(Kind::Stream),
                None => Err(refused(operation, &format!("the SDK has no stream of {schema}"))),
                Some((frame, _)) => Err(refused(operation, &format!("the SDK does not know the frame {frame}"))),
            }
        }
        (name, _) if name.starts_with("text/") || name == "application/yaml" => Ok(Kind::Text),
        _ => Ok(Kind::Bytes),
    }
}

fn success(operation: &Operation) -> Option<&Answer> {
    operation.answers.iter().find(|answer| matches!(answer.status, Status::Code(200..=299)))
}

/// The problems that the contract names for an operation.
fn problems(operation: &Operation) -> impl Iterator<Item = (u16, &Answer)> {
    operation.answers.iter().filter_map(|answer| match answer.status {
        Status::Code(status @ 400..) => Some((status, answer)),
        _ => None,
    })
}

fn takes_idempotency_key(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| parameter.name == "Idempotency-Key")
}

fn is_list(contract: &Contract, parameter: &Parameter) -> bool {
    matches!(contract.schema(&parameter.schema), Schema::List(_))
}

fn status_ident(status: u16) -> Ident {
    let name = STATUS_NAMES.iter().find(|(number, _)| *number == status).map(|(_, name)| *name);
    name.map_or_else(|| format_ident!("Status{status}"), |name| format_ident!("{name}"))
}

/// `application/merge-patch+json` → `merge_patch`.
fn media_type_ident(media_type: &MediaType) -> Ident {
    let subtype = media_type.name.rsplit('/').next().unwrap_or_default();
    snake_ident(subtype.split('+').next().unwrap_or_default())
}

/// What progenitor calls a parameter: a keyword gets an underscore.
fn raw_ident(name: &str) -> Ident {
    let name = snake(name);
    if syn::parse_str::<Ident>(&name).is_ok() { format_ident!("{name}") } else { format_ident!("{name}_") }
}

fn refused(operation: &Operation, reason: &str) -> Error {
    Error::Generator { generator: "client", message: format!("{}: {reason}", operation.id) }
}
