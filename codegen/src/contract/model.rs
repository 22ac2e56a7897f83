//! The contract as the generators see it.

use indexmap::IndexMap;
use serde_json::Value;

use super::{
    Deprecation, Sources,
    bundle::METHODS,
    schema::{Schema, name_of},
};
use crate::Error;

/// The media type of request bodies that are bytes of any kind.
pub const BYTES: &str = "application/octet-stream";

/// The whole contract.
pub struct Contract {
    /// Its version.
    pub version: String,
    /// Its families in the order of the files' names.
    pub families: Vec<Family>,
    /// Its schemas with their descriptions.
    pub schemas: IndexMap<String, (Schema, String)>,
    /// Its event types.
    pub events: Vec<EventType>,
    /// Its published examples: the operation's id, the example's id, the status it shows, the events it shows.
    pub examples: Vec<Value>,
}

/// Operations that belong together.
pub struct Family {
    /// Its name.
    pub name: String,
    /// The schema of its documents, as a snapshot shows them; `None` when it has none.
    pub document: Option<String>,
    /// Its operations in the order of the contract.
    pub operations: Vec<Operation>,
}

/// What a caller needs to be allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nothing.
    Public,
    /// To read the family.
    Read,
    /// To write the family.
    Write,
    /// To decide for people what others have asked the family for.
    Decide,
}

/// One operation.
pub struct Operation {
    /// Its id, in camelCase.
    pub id: String,
    /// Its method, in lower case.
    pub method: String,
    /// Its path, in OpenAPI's notation.
    pub path: String,
    /// One line.
    pub summary: String,
    /// More lines.
    pub description: Option<String>,
    /// The family's name.
    pub family: String,
    /// The crate that answers for it.
    pub owner: String,
    /// `stable`, `provisional` or `deprecated`.
    pub stability: String,
    /// Since when it is deprecated and when it goes; `None` when it is not deprecated.
    pub deprecation: Option<Deprecation>,
    /// The contract's version that it came with.
    pub since: String,
    /// What a caller needs.
    pub access: Access,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Its request body.
    pub body: Option<Body>,
    /// Its answers.
    pub answers: Vec<Answer>,
    /// How it goes on to further pages.
    pub pagination: Option<Pagination>,
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

/// A parameter.
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// What it means.
    pub description: String,
    /// Where it stands.
    pub location: Location,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether it takes the rest of the path, slashes included.
    pub wildcard: bool,
    /// Its schema's name.
    pub schema: String,
}

/// A request body.
pub struct Body {
    /// The most bytes that it may have.
    pub max_bytes: u64,
    /// The media types that it may have.
    pub media_types: Vec<MediaType>,
}

impl Body {
    /// Whether it is bytes that are taken in as they come.
    pub fn is_streamed(&self) -> bool {
        self.media_types.iter().any(|media_type| media_type.name == BYTES)
    }
}

/// A media type with the schema of what it holds.
pub struct MediaType {
    /// Its name.
    pub name: String,
    /// The schema; `None` for raw text and bytes.
    pub schema: Option<String>,
    /// The frames of a stream that are no events, with their schemas.
    pub frames: Vec<(String, String)>,
    /// Whether an answer is handed on as it comes.
    pub streamed: bool,
}

/// The status of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// This one.
    Code(u16),
    /// Any that is not named.
    Default,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: Status,
    /// What it means.
    pub description: String,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Its body.
    pub content: Option<MediaType>,
}

/// A header of an answer.
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Whether the server sets it on every answer, so that no handler needs to.
    pub every_answer: bool,
    /// Its schema's name.
    pub schema: String,
}

/// How an operation goes on to further pages.
pub struct Pagination {
    /// The parameter that takes the cursor.
    pub cursor: String,
    /// The answer's member that has the next cursor.
    pub next: String,
    /// The answer's member that has the items.
    pub items: String,
}

/// An event type.
pub struct EventType {
    /// Its name on the wire.
    pub name: String,
    /// The name of the event's schema.
    pub title: String,
    /// What it tells.
    pub description: String,
    /// The schema of its data.
    pub data: String,
    /// The version of its schema.
    pub version: u64,
    /// `stable`, `provisional` or `deprecated`.
    pub stability: String,
    /// Since when it is deprecated and when it goes; `None` when it is not deprecated.
    pub deprecation: Option<Deprecation>,
    /// The contract's version that it came with.
    pub since: String,
    /// An example.
    pub example: Value,
}

impl Contract {
    /// Reads a document that the lint has let through.
    ///
    /// # Errors
    /// When an event's data or a family's document is not a named schema.
    pub fn read(document: &Value, sources: &Sources) -> Result<Self, Error> {
        let schemas = document["components"]["schemas"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, schema)| (name.clone(), (Schema::read(schema), text(&schema["description"]))))
            .collect();
        Ok(Self {
            version: text(&document["info"]["version"]),
            families: sources
                .families
                .iter()
                .map(|(name, file)| read_family(document, name, file))
                .collect::<Result<_, _>>()?,
            schemas,
            events: sources.events.iter().map(|(name, file)| read_event(name, file)).collect::<Result<_, _>>()?,
            examples: sources.examples.clone(),
        })
    }

    /// A named schema.
    pub fn schema(&self, name: &str) -> &Schema {
        &self.schemas[name].0
    }

    /// A named schema with all aliases followed: what it is in the end.
    pub fn resolved<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        match schema {
            Schema::Named(name) => self.resolved(self.schema(name)),
            other => other,
        }
    }
}

fn read_family(document: &Value, file_name: &str, file: &Value) -> Result<Family, Error> {
    let name = text(&file["x-family"]);
    let shown = file["x-document"].as_str();
    if let Some(missing) = shown.filter(|schema| document["components"]["schemas"].get(schema).is_none()) {
        return Err(Error::Profile(vec![format!(
            "families/{file_name}.yaml: x-document: there is no schema {missing}"
        )]));
    }
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            if operation["tags"][0] == name.as_str() {
                operations.push(read_operation(path, method, &name, operation));
            }
        }
    }
    Ok(Family { name, document: shown.map(str::to_owned), operations })
}

fn read_operation(path: &str, method: &str, family: &str, operation: &Value) -> Operation {
    Operation {
        id: text(&operation["operationId"]),
        method: method.to_owned(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        description: operation["description"].as_str().map(str::to_owned),
        family: family.to_owned(),
        owner: text(&operation["x-owner"]),
        stability: text(&operation["x-stability"]),
        deprecation: Deprecation::read(&operation["x-deprecation"]).ok(),
        since: text(&operation["x-since"]),
        access: match operation["x-access"].as_str() {
            Some("public") => Access::Public,
            Some("read") => Access::Read,
            Some("decide") => Access::Decide,
            _ => Access::Write,
        },
        parameters: operation["parameters"].as_array().into_iter().flatten().map(read_parameter).collect(),
        body: operation.get("requestBody").map(|body| Body {
            max_bytes: body["x-max-bytes"].as_u64().unwrap_or_default(),
            media_types: read_content(&body["content"]),
        }),
        answers: operation["responses"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(status, answer)| read_answer(status, answer))
            .collect(),
        pagination: operation.get("x-pagination").map(|pagination| Pagination {
            cursor: text(&pagination["cursor"]),
            next: text(&pagination["next"]),
            items: text(&pagination["items"]),
        }),
    }
}

fn read_parameter(parameter: &Value) -> Parameter {
    Parameter {
        name: text(&parameter["name"]),
        description: text(&parameter["description"]),
        location: match parameter["in"].as_str() {
            Some("path") => Location::Path,
            Some("query") => Location::Query,
            _ => Location::Header,
        },
        required: parameter["required"] == true,
        wildcard: parameter["x-wildcard"] == true,
        schema: name_of(&text(&parameter["schema"]["$ref"])),
    }
}

fn read_answer(status: &str, answer: &Value) -> Answer {
    Answer {
        status: status.parse().map_or(Status::Default, Status::Code),
        description: text(&answer["description"]),
        headers: answer["headers"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, header)| Header {
                name: name.clone(),
                required: header["required"] == true,
                every_answer: header["x-every-answer"] == true,
                schema: name_of(&text(&header["schema"]["$ref"])),
            })
            .collect(),
        content: read_content(&answer["content"]).into_iter().next(),
    }
}

fn read_content(content: &Value) -> Vec<MediaType> {
    content
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, content)| MediaType {
            name: name.clone(),
            schema: content["schema"]["$ref"].as_str().map(name_of),
            streamed: content["x-streamed"] == true,
            frames: content["x-sse"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(frame, reference)| (frame.clone(), name_of(&text(reference))))
                .collect(),
        })
        .collect()
}

fn read_event(name: &str, file: &Value) -> Result<EventType, Error> {
    let Some(data) = file["properties"]["data"]["$ref"].as_str() else {
        return Err(Error::Profile(vec![format!("events/{name}.yaml: its data must be a named schema")]));
    };
    Ok(EventType {
        name: text(&file["x-event-type"]),
        title: text(&file["title"]),
        description: text(&file["description"]),
        data: name_of(data),
        version: file["x-version"].as_u64().unwrap_or(1),
        stability: text(&file["x-stability"]),
        deprecation: Deprecation::read(&file["x-deprecation"]).ok(),
        since: text(&file["x-since"]),
        example: file["examples"][0].clone(),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().trim().to_owned()
}
