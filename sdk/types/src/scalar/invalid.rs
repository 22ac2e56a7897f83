/// A value that its schema does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{type_name} {reason}")]
pub struct InvalidValue {
    type_name: &'static str,
    reason: String,
}

impl InvalidValue {
    /// `type_name` is the schema's name, `reason` completes the sentence "`type_name` …".
    pub fn new(type_name: &'static str, reason: impl Into<String>) -> Self {
        Self { type_name, reason: reason.into() }
    }

    /// The name of the schema that was not met.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// What was wrong, as the end of the sentence "`type_name` …".
    pub fn reason(&self) -> &str {
        &self.reason
    }
}
