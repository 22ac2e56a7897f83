//! A document and a patch out of a few bytes: what hardly comes of changing JSON as text, many operations that fit
//! together.

use charter_types::{JsonPatchOperation, JsonPatchVerb};
use serde_json::Value;

/// Whatever is chosen, no patch may have more operations than the contract allows.
const MOST_OPERATIONS: usize = 64;

const DOCUMENTS: [&str; 6] = [
    "{}",
    "[]",
    "null",
    r#"{"a":[0,1,2],"b":{"a":{},"b":null}}"#,
    r#"[[1.0,{"a":1}],{"0":[],"-":2},"a"]"#,
    r#"{"":1,"~":[{"/":0}],"0":9007199254740993,"01":{"a":"\u0001"}}"#,
];

const VALUES: [&str; 14] = [
    "null",
    "true",
    "0",
    "1",
    "1.0",
    "-0.0",
    "9007199254740993",
    "9007199254740992.0",
    "18446744073709551615",
    r#""a""#,
    "[]",
    "{}",
    r#"{"b":[1,null],"a":{"a":[]}}"#,
    r#"[[{"a":0}],2]"#,
];

const STEPS: [&str; 12] = ["a", "b", "0", "1", "2", "3", "-", "01", "~0", "~1", "", "\u{1}"];

const VERBS: [JsonPatchVerb; 6] = [
    JsonPatchVerb::Add,
    JsonPatchVerb::Remove,
    JsonPatchVerb::Replace,
    JsonPatchVerb::Move,
    JsonPatchVerb::Copy,
    JsonPatchVerb::Test,
];

/// The first byte is the document; six are an operation: what, where (two), from where (two), with what.
pub(super) fn read(program: &[u8]) -> Option<(Value, Vec<JsonPatchOperation>)> {
    let (document, operations) = program.split_first()?;
    let operations = operations.chunks_exact(6).take(MOST_OPERATIONS).map(|bytes| {
        let verb = VERBS[usize::from(bytes[0]) % VERBS.len()];
        let path = pointer(bytes[1], bytes[2]).parse().expect("this is a pointer");
        let from = pointer(bytes[3], bytes[4]).parse().expect("this is a pointer");
        JsonPatchOperation::new(verb, path).with_from(from).with_value(pick(&VALUES, bytes[5]))
    });
    Some((pick(&DOCUMENTS, *document), operations.collect()))
}

fn pick(texts: &[&str], choice: u8) -> Value {
    serde_json::from_str(texts[usize::from(choice) % texts.len()]).expect("this is JSON")
}

/// Up to three steps, one each four bits; what is no step ends them.
fn pointer(first: u8, second: u8) -> String {
    let choices = [first & 15, first >> 4, second & 15];
    let steps = choices.into_iter().map_while(|choice| STEPS.get(usize::from(choice)));
    steps.map(|step| format!("/{step}")).collect()
}
