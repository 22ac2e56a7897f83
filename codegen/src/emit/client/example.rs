//! The published examples as examples of the SDK's documentation, so that they are compiled as well.

use serde_json::Value;

use super::{
    body::{RequestBody, media_type_ident},
    kind::Kind,
    parts::unions,
};
use crate::{
    contract::{Contract, Field, Location, Operation, Schema, shown_request},
    emit::{
        names::{snake, snake_ident},
        rust::type_of,
    },
};

const WIDEST: usize = 88;

/// The first published example that goes well, as a call of the client.
pub(super) fn example(contract: &Contract, operation: &Operation, kind: &Kind<'_>) -> Option<String> {
    let published = contract.examples.iter().find(|example| {
        let status = example["answer"]["status"].as_u64().unwrap_or_default();
        example["operation"] == operation.id && (200..300).contains(&status)
    })?;
    let request = shown_request(&contract.examples, published);
    let mut call = Call { contract, request: &request, prepared: Vec::new() };
    let steps = call.steps(operation);
    let mut code = call.prepared.join("\n");
    if !code.is_empty() {
        code += "\n";
    }
    code += &match kind {
        Kind::Stream => format!(
            "let mut stream = {}\nwhile let Some(item) = stream.try_next().await? {{\n    println!(\"{{item:?}}\");\n}}",
            chain(&steps, ".stream();")
        ),
        _ => format!("let answer = {}", chain(&steps, ".await?;")),
    };
    let mut imports = String::new();
    if matches!(kind, Kind::Stream) {
        imports += "use futures::TryStreamExt;\n";
    }
    for (part, ..) in unions(contract).filter(|(part, ..)| code.contains(&format!("{part}::"))) {
        imports += &format!("use charter_sdk::requests::{part};\n");
    }
    if code.contains("json!(") {
        imports += "use serde_json::json;\n";
    }
    if !imports.is_empty() {
        imports += "\n";
    }
    Some(format!(
        "```no_run\n# async fn example(client: charter_sdk::Client) -> Result<(), Box<dyn std::error::Error>> {{\n\
         {imports}{code}\n# Ok(())\n# }}\n```"
    ))
}

/// Method after method, on one line when there is room.
fn chain(steps: &[String], end: &str) -> String {
    let one_line = format!("client{}{end}", steps.concat());
    if one_line.len() <= WIDEST && !one_line.contains('\n') {
        return one_line;
    }
    let lines: String = steps.iter().map(|step| format!("\n    {}", step.replace('\n', "\n    "))).collect();
    format!("client{lines}\n    {end}")
}

/// A published request that is written as a call.
struct Call<'a> {
    contract: &'a Contract,
    request: &'a Value,
    /// What stands before the call.
    prepared: Vec<String>,
}

impl Call<'_> {
    /// The client's method, then the setters.
    fn steps(&mut self, operation: &Operation) -> Vec<String> {
        let request = self.request;
        let required = operation.parameters.iter().filter(|parameter| parameter.required);
        let mut arguments: Vec<_> = required
            .map(|parameter| match parameter.location {
                Location::Path => scalar(&request["path"][&parameter.name]),
                Location::Query => scalar(&request["query"][&parameter.name]),
                Location::Header => scalar(&request["headers"][&parameter.name]),
            })
            .collect();
        let mut setters = Vec::new();
        let is_argument =
            |name: &str| operation.parameters.iter().any(|parameter| parameter.required && parameter.name == name);
        for (name, value) in request["query"].as_object().into_iter().flatten().filter(|(name, _)| !is_argument(name)) {
            let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            setters.extend(values.iter().map(|value| format!(".{}({})", snake_ident(name), scalar(value))));
        }
        let body = &request["body"];
        match RequestBody::of(self.contract, operation) {
            RequestBody::None => {}
            RequestBody::Bytes => arguments.push(scalar(&request["raw_body"])),
            RequestBody::Whole(schema) => {
                arguments.push(self.value("body", &Schema::Named(schema.to_owned()), body));
            }
            RequestBody::Members { required, optional, .. } => {
                let given = |name: &str| body.get(name).cloned().unwrap_or_default();
                arguments
                    .extend(required.iter().map(|field| self.value(&field.name, &field.schema, &given(&field.name))));
                for field in optional.into_iter().filter(|field| body.get(&field.name).is_some()) {
                    let value = self.value(&field.name, &field.schema, &given(&field.name));
                    setters.push(format!(".{}({value})", snake_ident(&field.name)));
                }
            }
            RequestBody::Choice(media_types) => {
                for media_type in media_types.iter().filter(|media_type| request["content_type"] == media_type.name) {
                    let schema = Schema::Named(media_type.schema.clone().unwrap_or_default());
                    let value = self.value("patch", &schema, body);
                    setters.push(format!(".{}({value})", media_type_ident(media_type)));
                }
            }
        }
        let start = format!(".{}({})", snake(&operation.id), arguments.join(", "));
        std::iter::once(start).chain(setters).collect()
    }

    /// The value where it is given; what is large or has a type of its own is prepared before the call.
    fn value(&mut self, name: &str, schema: &Schema, value: &Value) -> String {
        let variable = snake_ident(name).to_string();
        match self.contract.resolved(schema) {
            Schema::List(items) if matches!(self.contract.resolved(items), Schema::Union { .. }) => {
                let parts: String = value
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|part| format!("    {},\n", self.part(items, part).replace('\n', "\n    ")))
                    .collect();
                self.prepared.push(format!("let {variable} = [\n{parts}];"));
                variable
            }
            Schema::Union { .. } => self.part(schema, value),
            Schema::List(_) | Schema::Object { .. } => {
                let kind = type_of(self.contract, schema, &quote::quote!(charter_sdk::types)).to_string();
                let (kind, json) = (kind.replace(' ', ""), layout(value, 0));
                self.prepared.push(format!("let {variable}: {kind} = serde_json::from_value(json!({json}))?;"));
                variable
            }
            _ if value.is_object() || value.is_array() || value.is_null() => {
                let json = format!("json!({})", layout(value, 0));
                if !json.contains('\n') {
                    return json;
                }
                self.prepared.push(format!("let {variable} = {json};"));
                variable
            }
            _ => scalar(value),
        }
    }

    /// One of several objects, by its constructor.
    fn part(&mut self, schema: &Schema, value: &Value) -> String {
        let (Schema::Named(name), Schema::Union { tag, variants }) = (schema, self.contract.resolved(schema)) else {
            return scalar(value);
        };
        let given = variants.iter().find(|variant| value[tag] == variant.value);
        let Some(variant) = given else { return scalar(value) };
        let Schema::Object { fields, .. } = self.contract.schema(&variant.schema) else { return scalar(value) };
        let fields = fields.iter().filter(|field| field.name != *tag && value.get(&field.name).is_some());
        let (required, optional): (Vec<_>, Vec<_>) = fields.partition(|field| field.required);
        let written = |field: &&Field| match &value[&field.name] {
            json @ (Value::Object(_) | Value::Array(_) | Value::Null) => format!("json!({})", layout(json, 0)),
            plain => scalar(plain),
        };
        let arguments: Vec<_> = required.iter().map(written).collect();
        let setters: String =
            optional.iter().map(|field| format!(".{}({})", snake_ident(&field.name), written(field))).collect();
        format!("{name}::{}({}){setters}", snake_ident(&variant.value), arguments.join(", "))
    }
}

fn scalar(value: &Value) -> String {
    value.to_string()
}

/// JSON as people write it: on one line when there is room, otherwise an entry a line.
fn layout(value: &Value, indent: usize) -> String {
    let (open, close, entries): (_, _, Vec<String>) = match value {
        Value::Object(members) => {
            let entry = |(name, value): (&String, &Value)| {
                format!("{}: {}", Value::from(name.as_str()), layout(value, indent + 4))
            };
            ("{", "}", members.iter().map(entry).collect())
        }
        Value::Array(items) => ("[", "]", items.iter().map(|item| layout(item, indent + 4)).collect()),
        scalar => return scalar.to_string(),
    };
    let space = if open == "{" { " " } else { "" };
    let one_line = format!("{open}{space}{}{space}{close}", entries.join(", "));
    if indent + one_line.len() <= WIDEST - 20 && !one_line.contains('\n') {
        return one_line;
    }
    let margin = " ".repeat(indent);
    let lines: String = entries.iter().map(|entry| format!("{margin}    {entry},\n")).collect();
    format!("{open}\n{lines}{margin}{close}")
}
