use charter_types::ArtifactName;

/// Never shown in place: what somebody has uploaded is nothing that a browser runs (RFC 6266). The characters of a name
/// need no quoting beyond the quotes.
pub(super) fn attachment(name: &ArtifactName) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    format!("attachment; filename=\"{file}\"")
}
