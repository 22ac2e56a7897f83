//! Sending an example and what is given for it.

use http::Method;
use serde_json::{Value, json};

use super::{
    Example, ExampleRequest, ExampleToken, Plan, TokenWord, compare,
    template::{fill, fits},
};
use crate::{
    contract::{Contract, Location, Operation},
    token::{self, Minter},
    wire::{Answer, Client, Event, Failure, Outcome, RequestBuilder, Watch, encode_path, encode_query, encode_segment},
};

/// A token that has the form of one and that nobody signed.
const INVALID_TOKEN: &str = "EoMBChkKBWNoZWNrEgR0ZXN0IgMKAQA";

/// Sends an example with everything that is given, and compares its answer with what it says.
///
/// # Errors
/// The first thing that is not as the example says.
pub async fn run(sender: &Sender<'_>, plan: &Plan<'_>) -> Outcome {
    let mut before = Value::Null;
    for example in &plan.given {
        let during = |failure: Failure| failure.during(format_args!("given {}", example.id));
        before = sender.step(example, &before).await.map_err(during)?;
    }
    sender.step(plan.example, &before).await.map(|_| ())
}

/// What examples are sent with.
pub struct Sender<'a> {
    /// What they are examples of.
    pub contract: &'a Contract,
    /// Where they are sent to; without a token.
    pub client: &'a Client,
    /// The token of those that say nothing of one.
    pub own_token: &'a str,
    /// Makes the tokens of those that are another principal's.
    pub minter: Option<&'a Minter>,
    /// Makes their idempotency keys new.
    pub run_id: &'a str,
}

impl Sender<'_> {
    async fn step(&self, example: &Example, before: &Value) -> Outcome<Value> {
        let operation = self.contract.operation(&example.operation);
        let operation =
            operation.ok_or_else(|| Failure::new(format!("there is no operation {}", example.operation)))?;
        let mut request = self.build(operation, &example.request, before)?;
        if refuses_the_request_itself(example.answer.status) {
            request = request.deliberately_wrong();
        }
        if example.answer.frames.is_empty() {
            let answer = request.send().await?;
            let is_refusal = refuses_the_request_itself(example.answer.status);
            if is_refusal && answer.status.is_success() && self.contract.may_have_grown() {
                // A later server takes what this contract's servers refuse: nobody relies on being refused.
                return Ok(answer.json());
            }
            let answer = answer.expect(example.answer.status)?;
            check_answer(self.contract, example, &answer)?;
            return Ok(answer.json());
        }
        check_frames(self.contract, example, request.open().await?).await?;
        Ok(Value::Null)
    }

    fn build(&self, operation: &Operation, request: &ExampleRequest, before: &Value) -> Outcome<RequestBuilder> {
        let target = target(operation, request, before)?;
        let client = match &request.token {
            None => self.client.with_token(Some(self.own_token)),
            Some(ExampleToken::Word(TokenWord::None)) => self.client.with_token(None),
            Some(ExampleToken::Word(TokenWord::Invalid)) => self.client.with_token(Some(INVALID_TOKEN)),
            Some(ExampleToken::Principal(who)) => {
                let minter = self.minter.ok_or_else(|| Failure::new("it acts as another principal"))?;
                let token = minter.token_of(who).map_err(|error| Failure::new(error.to_string()))?;
                self.client.with_token(Some(&token))
            }
            Some(ExampleToken::Narrowed(narrowing)) => {
                let narrowed = token::narrow(self.own_token, narrowing);
                self.client.with_token(Some(&narrowed.map_err(|error| Failure::new(error.to_string()))?))
            }
        };
        let mut built = client.request(Method::clone(&operation.method), target);
        for (name, value) in &request.headers {
            let mut value = fill(value, before).map_err(Failure::new)?;
            if name.eq_ignore_ascii_case("idempotency-key") {
                // The server remembers a key for a day; a second run of the suite means another effect.
                value = format!("{value}.{}", self.run_id);
            }
            built = built.header(name, value);
        }
        let content_type = request.content_type.as_deref().unwrap_or("application/json");
        Ok(match body(request, before)? {
            Some(body) => built.body(content_type, body),
            None => built,
        })
    }
}

/// Whether a status says that the request itself is wrong, and not that it cannot be carried out now.
fn refuses_the_request_itself(status: u16) -> bool {
    matches!(status, 400 | 413 | 415)
}

fn target(operation: &Operation, request: &ExampleRequest, before: &Value) -> Outcome<String> {
    let mut target = operation.path.clone();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location == Location::Path) {
        let value = request.path.get(&parameter.name);
        let value = value.ok_or_else(|| Failure::new(format!("the example has no path.{}", parameter.name)))?;
        let value = fill(value, before).map_err(Failure::new)?;
        let encoded = if parameter.wildcard { encode_path(&value) } else { encode_segment(&value) };
        target = target.replace(&format!("{{{}}}", parameter.name), &encoded);
    }
    let mut query = Vec::new();
    for (name, value) in &request.query {
        let single = std::slice::from_ref(value);
        for item in value.as_array().map_or(single, Vec::as_slice) {
            let text = item.as_str().map_or_else(|| item.to_string(), str::to_owned);
            query.push((name.as_str(), fill(&text, before).map_err(Failure::new)?));
        }
    }
    target.push_str(&encode_query(query.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(target)
}

fn body(request: &ExampleRequest, before: &Value) -> Outcome<Option<String>> {
    if let Some(bytes) = request.filler_bytes {
        let around = json!({ "value": "" }).to_string().len();
        return Ok(Some(json!({ "value": "x".repeat(bytes.saturating_sub(around)) }).to_string()));
    }
    if request.raw_body.is_some() {
        return Ok(request.raw_body.clone());
    }
    let body = request.body.as_ref().map(|body| fill_body(body, before)).transpose()?;
    Ok(body.map(|body| body.to_string()))
}

/// The body with every text replaced that is a placeholder and nothing else.
fn fill_body(body: &Value, before: &Value) -> Outcome<Value> {
    Ok(match body {
        Value::String(text) if text.starts_with('{') && text.ends_with('}') => {
            Value::String(fill(text, before).map_err(Failure::new)?)
        }
        Value::Array(items) => items.iter().map(|item| fill_body(item, before)).collect::<Outcome<_>>()?,
        Value::Object(members) => {
            let filled = members.iter().map(|(name, member)| Ok((name.clone(), fill_body(member, before)?)));
            Value::Object(filled.collect::<Outcome<_>>()?)
        }
        other => other.clone(),
    })
}

fn check_answer(contract: &Contract, example: &Example, answer: &Answer) -> Outcome {
    for (name, expected) in &example.answer.headers {
        let actual = answer.header(name).unwrap_or_default();
        if !fits(expected, actual) {
            return Err(Failure::new(format!("the header {name} should be {expected}, and is {actual:?}")));
        }
    }
    let Some(expected) = &example.answer.body else { return Ok(()) };
    let differences = compare(contract, expected, &answer.json());
    if differences.is_empty() { Ok(()) } else { Err(Failure::new(differences.join("; "))) }
}

/// Other frames may come between the expected ones: the server may hold events of an earlier run.
async fn check_frames(contract: &Contract, example: &Example, mut watch: Watch) -> Outcome {
    for expected in &example.answer.frames {
        let fits =
            |frame: &Event| frame.name == expected.event && compare(contract, &expected.data, &frame.data).is_empty();
        let during =
            |failure: Failure| failure.during(format_args!("waiting for {} {}", expected.event, expected.data));
        watch.until(fits).await.map_err(during)?;
    }
    Ok(())
}
