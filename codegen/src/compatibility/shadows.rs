//! New paths that take requests away from old ones: routers prefer the path with fewer parameters.

use serde_json::Value;

use super::{Comparison, binds, members, pointer, texts};

impl Comparison<'_> {
    pub(super) fn find_shadows(&mut self) {
        for (new, _) in members(&self.new["paths"]).filter(|(path, _)| self.old["paths"].get(path.as_str()).is_none()) {
            for (old, item) in members(&self.old["paths"]) {
                let operation = members(item).map(|(_, operation)| operation).find(|operation| binds(operation));
                if operation.is_some_and(|operation| takes(self.old, old, operation, new)) {
                    let owner = operation.and_then(|operation| operation["operationId"].as_str()).unwrap_or_default();
                    self.note(&pointer("#/paths", new), format!("takes requests that were for `{owner}`"));
                }
            }
        }
    }
}

/// Whether requests for `path` were requests for an operation at `template`. A parameter in `path` stands for some text.
fn takes(document: &Value, template: &str, operation: &Value, path: &str) -> bool {
    let mut rest = path.trim_start_matches('/').split('/').peekable();
    for expected in template.trim_start_matches('/').split('/') {
        let Some(name) = expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) else {
            if rest.next() != Some(expected) {
                return false;
            }
            continue;
        };
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameter = parameters.into_iter().find(|parameter| parameter["name"] == name);
        let is_wildcard = parameter.is_some_and(|parameter| parameter["x-wildcard"] == true);
        let value = match is_wildcard {
            true => rest.by_ref().collect::<Vec<_>>().join("/"),
            false => rest.next().unwrap_or_default().to_owned(),
        };
        if value.is_empty() || parameter.is_some_and(|parameter| excludes(document, parameter, &value)) {
            return false;
        }
    }
    rest.next().is_none()
}

fn excludes(document: &Value, parameter: &Value, value: &str) -> bool {
    let reference = parameter["schema"]["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    let schema = reference.and_then(|pointer| document.pointer(pointer));
    schema.is_some_and(|schema| texts(&schema["x-excluded"]).any(|excluded| excluded == value))
}
