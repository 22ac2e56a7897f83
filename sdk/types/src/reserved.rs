/// Whether a member of this name cannot be part of a value.
///
/// serde_json passes raw values and exact numbers through its own data model as objects with one member of such a name;
/// depending on its features it would read a stored object with that name as something else, or not at all.
pub fn is_reserved_member(name: &str) -> bool {
    name.starts_with("$serde_json::private::")
}
