//! What a request is: how it is started, and what it holds.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::{
    body::{RequestBody, Value, argument_ident, argument_type, is_read, object},
    example::example,
    kind::{Kind, refused},
    problems::{error_type, problems},
    setters::raw_ident,
};
use crate::{
    Error,
    contract::{Contract, Operation, Parameter, Schema},
    emit::{
        names::{pascal_ident, snake, snake_ident},
        rust::{docs, named_type, type_of},
    },
};

/// What is needed to write one request.
pub(super) struct Request<'a> {
    pub(super) contract: &'a Contract,
    pub(super) operation: &'a Operation,
    pub(super) kind: Kind<'a>,
    /// The request's name and its error's.
    pub(super) name: Ident,
    pub(super) error: TokenStream,
}

impl<'a> Request<'a> {
    pub(super) fn new(contract: &'a Contract, operation: &'a Operation) -> Result<Self, Error> {
        let kind = Kind::of(operation)?;
        let is_json = matches!(kind, Kind::Json(_));
        if !is_json && !matches!(kind, Kind::Upload(_)) && (operation.method != "get" || operation.body.is_some()) {
            return Err(refused(operation, "only a GET may be answered with what is not JSON"));
        }
        if operation.parameters.iter().any(|parameter| is_list(contract, parameter) && parameter.required) {
            return Err(refused(operation, "a list of values must be optional"));
        }
        let name = pascal_ident(&operation.id);
        let mut request = Self { contract, operation, kind, error: quote!(Error), name };
        if request.has_own_error() {
            let error = format_ident!("{}Error", request.name);
            request.error = quote!(#error);
        }
        Ok(request)
    }

    /// A stream's errors are the same for all; an operation without problems of its own has the common error.
    pub(super) fn has_own_error(&self) -> bool {
        !matches!(self.kind, Kind::Stream) && problems(self.operation).next().is_some()
    }

    /// Lists in a request that progenitor sends: it takes them as a whole, so they are gathered first. Each with
    /// the setter that takes it and the type of its items.
    pub(super) fn lists(&self) -> impl Iterator<Item = (Ident, Ident, TokenStream)> {
        let is_json = matches!(self.kind, Kind::Json(_));
        self.operation.parameters.iter().filter(move |_| is_json).filter_map(|parameter| {
            let Schema::List(items) = self.contract.schema(&parameter.schema) else { return None };
            let item = type_of(self.contract, items, &quote!(types));
            Some((snake_ident(&parameter.name), raw_ident(&parameter.name), item))
        })
    }

    pub(super) fn method(&self) -> Ident {
        snake_ident(&self.operation.id)
    }

    /// The client's method.
    pub(super) fn start(&self) -> TokenStream {
        let Self { name, operation, .. } = self;
        let method = self.method();
        let (declared, given) = self.arguments();
        let mut text = operation.summary.clone() + ".";
        if let Some(description) = &operation.description {
            text += &format!("\n\n{}", description.trim());
        }
        if let Some(example) = example(self.contract, operation, &self.kind) {
            text += &format!("\n\n{example}");
        }
        let docs = docs(&text);
        quote! {
            #docs
            pub fn #method(&self, #declared) -> #name<'_> {
                #name::new(self, Asynchronous, #given)
            }
        }
    }

    pub(super) fn start_blocking(&self) -> TokenStream {
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
                (argument_ident(&parameter.name), quote!(impl Parameter<#argument>))
            })
            .collect();
        match self.body() {
            RequestBody::Members { required, .. } => declared.extend(
                required.iter().map(|field| (argument_ident(&field.name), argument_type(self.contract, &field.schema))),
            ),
            RequestBody::Whole(schema) => {
                declared.push((format_ident!("body"), argument_type(self.contract, &Schema::Named(schema.to_owned()))));
            }
            RequestBody::Bytes => declared.push((format_ident!("body"), quote!(impl Into<crate::Upload>))),
            RequestBody::None | RequestBody::Choice(_) => {}
        }
        let (names, kinds): (Vec<_>, Vec<_>) = declared.into_iter().unzip();
        (quote!(#(#names: #kinds),*), quote!(#(#names),*))
    }

    /// The builder with everything that belongs to it.
    pub(super) fn write(&self) -> TokenStream {
        let Self { name, .. } = self;
        let structure = self.structure();
        let constructor = self.constructor();
        let setters = self.setters();
        let execute = self.execute();
        let sending = self.sending();
        let paging = self.paging();
        let error = self.has_own_error().then(|| error_type(self.operation, &self.error));
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
            Kind::Text | Kind::Bytes | Kind::Upload(_) | Kind::Download => quote!(Call<'a>),
            Kind::Stream => quote!(StreamRequest<'a>),
        };
        let body = self.body_type().map(|body| quote!(body: #body,));
        let lists = self.lists().map(|(name, _, item)| quote!(#name: Vec<#item>,));
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
                #(#lists)*
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
            Kind::Text | Kind::Bytes | Kind::Download => quote!(Call::new(client, #path)),
            Kind::Upload(_) => {
                let method = format_ident!("{}", self.operation.method.to_uppercase());
                quote!(Call::with_method(client, http::Method::#method, #path))
            }
            Kind::Stream => quote!(StreamRequest::new(client, #path)),
        };
        let required = self.operation.parameters.iter().filter(|parameter| parameter.required).map(|parameter| {
            let given = argument_ident(&parameter.name);
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
        let lists = self.lists().map(|(name, ..)| quote!(#name: Vec::new(),));
        let mutable = self.reads_input().then(|| quote!(mut));
        quote! {
            fn new(client: &'a Client, mode: Mode, #declared) -> Self {
                let #mutable input = Input::new(#operation, mode);
                let request = #request;
                #(#required)*
                #idempotency
                #body
                Self { request, #body_member #(#lists)* input }
            }
        }
    }

    /// Whether something that is required may turn out to be wrong.
    fn reads_input(&self) -> bool {
        let reads = |schema: &Schema| is_read(self.contract, schema);
        let in_body = match self.body() {
            RequestBody::Members { required, .. } => required.iter().any(|field| reads(&field.schema)),
            RequestBody::Whole(schema) => reads(&Schema::Named(schema.to_owned())),
            RequestBody::None | RequestBody::Bytes | RequestBody::Choice(_) => false,
        };
        in_body || self.operation.parameters.iter().any(|parameter| parameter.required)
    }

    /// What the body is made of when the request is started.
    fn initial_body(&self) -> Option<TokenStream> {
        match self.body() {
            RequestBody::None => None,
            RequestBody::Bytes => Some(quote!(let body = body.into();)),
            RequestBody::Choice(_) => Some(quote!(let body = None;)),
            RequestBody::Whole(schema) => {
                let value = Value::of(self.contract, &Schema::Named(schema.to_owned()), "body", &format_ident!("body"));
                let read = value.read;
                Some(quote!(let body = #read;))
            }
            RequestBody::Members { name, required, .. } => {
                let object = object(self.contract, name, &required);
                Some(quote!(let body = #object;))
            }
        }
    }

    pub(super) fn body_type(&self) -> Option<TokenStream> {
        match self.body() {
            RequestBody::None => None,
            RequestBody::Bytes => Some(quote!(crate::Upload)),
            RequestBody::Choice(_) => Some(quote!(Option<(&'static str, serde_json::Value)>)),
            RequestBody::Whole(schema) => {
                let body = named_type(self.contract, schema, &quote!(types));
                Some(quote!(Option<#body>))
            }
            RequestBody::Members { name, .. } => {
                let name = format_ident!("{name}");
                Some(quote!(Option<types::#name>))
            }
        }
    }

    pub(super) fn body(&self) -> RequestBody<'a> {
        RequestBody::of(self.contract, self.operation)
    }
}

fn takes_idempotency_key(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| parameter.name == "Idempotency-Key")
}

fn is_list(contract: &Contract, parameter: &Parameter) -> bool {
    matches!(contract.schema(&parameter.schema), Schema::List(_))
}
