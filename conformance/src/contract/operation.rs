//! What the contract says of one operation.

use http::Method;
use serde_json::Value;

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path, in OpenAPI's notation.
    pub path: String,
    /// The family it belongs to.
    pub family: String,
    /// Whether it is promised: `stable`, or `deprecated`, which still works.
    pub stable: bool,
    /// Whether it needs no token.
    pub public: bool,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<Body>,
    /// Its answers.
    pub answers: Vec<Answer>,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query string.
    Query,
    /// In a header.
    Header,
}

/// How the text of a parameter or a header becomes the JSON that its schema describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueKind {
    /// The text itself.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// One item for each time that the parameter stands there.
    List(Box<ValueKind>),
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub location: Location,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether it takes the rest of the path, slashes included.
    pub wildcard: bool,
    /// Its schema's name.
    pub schema: String,
    /// How its text is read.
    pub kind: ValueKind,
}

/// A request body.
#[derive(Debug)]
pub struct Body {
    /// Whether it has to be there.
    pub required: bool,
    /// The most bytes that it may have.
    pub max_bytes: Option<usize>,
    /// The media types that it may have.
    pub content: Vec<MediaType>,
}

/// A media type with the schema of what it holds.
#[derive(Debug)]
pub struct MediaType {
    /// Its name.
    pub name: String,
    /// The name of the schema; `None` for raw text and bytes.
    pub schema: Option<String>,
    /// The frames of a stream that are no events, with their schemas' names.
    pub frames: Vec<(String, String)>,
}

/// A documented answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status; `None` for `default`.
    pub status: Option<u16>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// The media types that it may have.
    pub content: Vec<MediaType>,
}

/// A documented header of an answer.
#[derive(Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its schema's name.
    pub schema: String,
    /// How its text is read.
    pub kind: ValueKind,
}

impl Operation {
    /// The answer that the contract documents for a status: the explicit one, or `default` for an error.
    pub fn answer(&self, status: u16) -> Option<&Answer> {
        let explicit = self.answers.iter().find(|answer| answer.status == Some(status));
        // `default` tells of problems only; an undocumented success is a break of the contract.
        explicit.or_else(|| self.answers.iter().find(|answer| answer.status.is_none() && status >= 400))
    }

    /// The statuses that the contract names.
    pub fn explicit_statuses(&self) -> impl Iterator<Item = u16> {
        self.answers.iter().filter_map(|answer| answer.status)
    }

    /// The stream that it answers with, if it does.
    pub fn stream(&self) -> Option<&MediaType> {
        self.answers
            .iter()
            .filter(|answer| answer.status == Some(200))
            .flat_map(|answer| &answer.content)
            .find(|content| content.name == "text/event-stream")
    }
}

pub(super) fn is_promised(part: &Value) -> bool {
    part["x-stability"] == "stable" || part["x-stability"] == "deprecated"
}

pub(super) fn read_all(document: &Value) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if let Ok(method) = method.to_uppercase().parse::<Method>() {
                operations.push(read(document, path, method, operation));
            }
        }
    }
    operations
}

fn read(document: &Value, path: &str, method: Method, operation: &Value) -> Operation {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let answers = operation["responses"].as_object().into_iter().flatten();
    Operation {
        id: text(&operation["operationId"]),
        method,
        path: path.to_owned(),
        family: text(&operation["tags"][0]),
        stable: is_promised(operation),
        public: operation["security"].as_array().is_some_and(Vec::is_empty),
        parameters: parameters.map(|parameter| read_parameter(document, parameter)).collect(),
        body: operation.get("requestBody").map(|body| Body {
            required: body["required"] == true,
            max_bytes: body["x-max-bytes"].as_u64().and_then(|bytes| bytes.try_into().ok()),
            content: read_content(&body["content"]),
        }),
        answers: answers.map(|(status, answer)| read_answer(document, status, answer)).collect(),
    }
}

fn read_parameter(document: &Value, parameter: &Value) -> Parameter {
    let schema = schema_name(&parameter["schema"]["$ref"]).unwrap_or_default();
    Parameter {
        name: text(&parameter["name"]),
        location: match parameter["in"].as_str() {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            _ => Location::Header,
        },
        required: parameter["required"] == true,
        wildcard: parameter["x-wildcard"] == true,
        kind: kind_of(document, &parameter["schema"]),
        schema,
    }
}

fn read_answer(document: &Value, status: &str, answer: &Value) -> Answer {
    let headers = answer["headers"].as_object().into_iter().flatten();
    Answer {
        status: status.parse().ok(),
        headers: headers
            .map(|(name, header)| Header {
                name: name.clone(),
                required: header["required"] == true,
                schema: schema_name(&header["schema"]["$ref"]).unwrap_or_default(),
                kind: kind_of(document, &header["schema"]),
            })
            .collect(),
        content: read_content(&answer["content"]),
    }
}

fn read_content(content: &Value) -> Vec<MediaType> {
    let content = content.as_object().into_iter().flatten();
    content
        .map(|(name, media_type)| MediaType {
            name: name.clone(),
            schema: schema_name(&media_type["schema"]["$ref"]),
            frames: media_type["x-sse"]
                .as_object()
                .into_iter()
                .flatten()
                .filter_map(|(frame, reference)| Some((frame.clone(), schema_name(reference)?)))
                .collect(),
        })
        .collect()
}

fn kind_of(document: &Value, schema: &Value) -> ValueKind {
    if let Some(name) = schema_name(&schema["$ref"]) {
        return kind_of(document, &document["components"]["schemas"][&name]);
    }
    match schema["type"].as_str() {
        Some("integer") => ValueKind::Integer,
        Some("boolean") => ValueKind::Boolean,
        Some("array") => ValueKind::List(Box::new(kind_of(document, &schema["items"]))),
        _ => ValueKind::Text,
    }
}

pub(super) fn schema_name(reference: &Value) -> Option<String> {
    reference.as_str()?.strip_prefix("#/components/schemas/").map(str::to_owned)
}

pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
