//! From the contract's names to Rust's.

use quote::format_ident;
use syn::Ident;

/// Names that HTTP writes in capitals, as words.
const CAPITALS: [(&str, &str); 3] = [("ETag", "Etag"), ("ID", "Id"), ("WWW", "Www")];

/// `getResource`, `If-Match`, `resource.updated` → the words in lower case.
fn words(name: &str) -> Vec<String> {
    let name = CAPITALS.iter().fold(name.to_owned(), |name, (capitals, word)| name.replace(capitals, word));
    let mut words: Vec<String> = Vec::new();
    let mut starts = true;
    for character in name.chars() {
        if !character.is_ascii_alphanumeric() {
            starts = true;
            continue;
        }
        if starts || character.is_ascii_uppercase() {
            words.push(String::new());
        }
        starts = false;
        if let Some(word) = words.last_mut() {
            word.push(character.to_ascii_lowercase());
        }
    }
    words
}

/// `get_resource`.
pub(super) fn snake(name: &str) -> String {
    words(name).join("_")
}

/// `GetResource`.
pub(super) fn pascal(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut characters = word.chars();
            characters
                .next()
                .map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + characters.as_str())
        })
        .collect()
}

/// A name for a module, function or field. `type` and `use` are keywords: such fields are called `kind` and `purpose`.
pub(super) fn snake_ident(name: &str) -> Ident {
    match snake(name).as_str() {
        "type" => format_ident!("kind"),
        "use" => format_ident!("purpose"),
        snake => format_ident!("{snake}"),
    }
}

/// A name for a type or variant. The last part of a URN is enough.
pub(super) fn pascal_ident(name: &str) -> Ident {
    let last = name.rsplit(':').next().unwrap_or(name);
    format_ident!("{}", pascal(last))
}

/// A name for a constant.
pub(super) fn constant_ident(name: &str) -> Ident {
    format_ident!("{}", snake(name).to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_people_would_write_them() {
        assert_eq!(snake("getResource"), "get_resource");
        assert_eq!(snake("If-None-Match"), "if_none_match");
        assert_eq!(snake("Last-Event-ID"), "last_event_id");
        assert_eq!(snake("ETag"), "etag");
        assert_eq!(snake("X-Request-Id"), "x_request_id");
        assert_eq!(pascal("resource.updated"), "ResourceUpdated");
        assert_eq!(pascal_ident("urn:charter:problem:not-found"), "NotFound");
        assert_eq!(constant_ident("putResource"), "PUT_RESOURCE");
    }
}
