//! Writing the generated files, or checking that they are as they would be written.

use std::{collections::BTreeMap, fs, path::Path};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::Error;

const BANNER: &str = "Generated from openapi/ by `cargo run -p charter-codegen --bin generate`. Do not edit.";

/// Folders that hold generated files only: what is there and is not generated any more is removed.
const GENERATED_FOLDERS: [&str; 3] = ["openapi/dist", "server/api/src/generated", "sdk/client/src/generated"];

/// Files by their path below the root.
#[derive(Default)]
pub struct GeneratedFiles {
    files: BTreeMap<String, String>,
}

impl GeneratedFiles {
    /// Adds a file as it is.
    pub fn add(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text);
    }

    /// Adds a Rust file: `header` is written above the code as it is (inner docs and attributes).
    ///
    /// # Errors
    /// When the code is not Rust.
    pub fn add_rust(&mut self, path: &str, header: &str, code: &TokenStream) -> Result<(), Error> {
        let file: syn::File = syn::parse2(code.clone())
            .map_err(|error| Error::Generator { generator: "rust", message: format!("{path}: {error}") })?;
        let mut text = format!("// {BANNER}\n\n{header}");
        let mut after_use = false;
        for item in &file.items {
            let is_use = matches!(item, syn::Item::Use(_));
            text += if is_use && after_use { "" } else { "\n" };
            text += &print_item(item);
            after_use = is_use;
        }
        self.add(path, text);
        Ok(())
    }

    /// The text of a file that was added.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Writes what differs and removes what is no longer generated.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, root: &Path) -> Result<String, Error> {
        let mut changed = 0_usize;
        for (path, text) in &self.files {
            let path = root.join(path);
            if fs::read_to_string(&path).is_ok_and(|present| present == *text) {
                continue;
            }
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|source| file_error("create", folder, source))?;
            }
            fs::write(&path, text).map_err(|source| file_error("write", &path, source))?;
            changed += 1;
        }
        let stale = self.stale(root)?;
        for path in &stale {
            let path = root.join(path);
            fs::remove_file(&path).map_err(|source| file_error("remove", &path, source))?;
        }
        Ok(format!("{} files, {changed} written, {} removed", self.files.len(), stale.len()))
    }

    /// # Errors
    /// [`Error::OutOfDate`] with the files that differ, are missing or are no longer generated.
    pub fn check(&self, root: &Path) -> Result<String, Error> {
        let mut wrong = Vec::new();
        for (path, text) in &self.files {
            match fs::read_to_string(root.join(path)) {
                Ok(present) if present == *text => {}
                Ok(_) => wrong.push(format!("{path} differs")),
                Err(_) => wrong.push(format!("{path} is missing")),
            }
        }
        wrong.extend(self.stale(root)?.into_iter().map(|path| format!("{path} is no longer generated")));
        if wrong.is_empty() {
            return Ok(format!("{} files are up to date", self.files.len()));
        }
        Err(Error::OutOfDate(wrong))
    }

    fn stale(&self, root: &Path) -> Result<Vec<String>, Error> {
        let mut stale = Vec::new();
        for folder in GENERATED_FOLDERS {
            collect_files(root, folder, &mut stale)?;
        }
        stale.retain(|path| !self.files.contains_key(path));
        Ok(stale)
    }
}

fn print_item(item: &syn::Item) -> String {
    match item {
        syn::Item::Macro(item) => print_macro(&item.mac),
        item => prettyplease::unparse(&syn::File { shebang: None, attrs: Vec::new(), items: vec![item.clone()] }),
    }
}

/// A call of one of the model crate's macros: prettyplease leaves macros as they are, and nobody could read that.
fn print_macro(call: &syn::Macro) -> String {
    let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let mut body = String::new();
    for line in print_tokens(call.tokens.clone()).lines() {
        body += &if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    }
    format!("{name}! {{\n{body}}}\n")
}

/// Doc attributes become doc comments; what stands in braces gets a line for each entry.
fn print_tokens(tokens: TokenStream) -> String {
    let mut text = String::new();
    let mut tokens = tokens.into_iter();
    let mut pending = TokenStream::new();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(hash) if hash.as_char() == '#' => {
                if let Some(TokenTree::Group(attribute)) = tokens.next() {
                    text += &print_doc(attribute.stream());
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                text += &format!("{} {{\n", pending.to_string().replace(" (", "("));
                pending = TokenStream::new();
                for entry in split_at_commas(group.stream()) {
                    text += &format!("    {},\n", entry.to_string().replace(" :", ":").replace("Some (", "Some("));
                }
                text += "}\n";
            }
            _ => pending.extend([token]),
        }
    }
    if !pending.is_empty() {
        let line = pending.to_string().replace(" (", "(").replace(" ;", ";").replace(" :: ", "::").replace(" ,", ",");
        text += &format!("{line}\n");
    }
    text
}

fn print_doc(attribute: TokenStream) -> String {
    let literal = attribute.into_iter().last().map(TokenStream::from).unwrap_or_default();
    syn::parse2::<syn::LitStr>(literal).map_or_else(|_| String::new(), |text| format!("///{}\n", text.value()))
}

fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut entries = vec![TokenStream::new()];
    for token in tokens {
        match (&token, entries.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => entries.push(TokenStream::new()),
            (_, Some(entry)) => entry.extend([token]),
            _ => {}
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

pub(crate) fn collect_files(root: &Path, folder: &str, into: &mut Vec<String>) -> Result<(), Error> {
    let path = root.join(folder);
    if !path.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&path).map_err(|source| file_error("list", &path, source))? {
        let entry = entry.map_err(|source| file_error("list", &path, source))?;
        let below = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect_files(root, &below, into)?;
        } else {
            into.push(below);
        }
    }
    Ok(())
}

fn file_error(operation: &'static str, path: &Path, source: std::io::Error) -> Error {
    Error::File { operation, path: path.to_owned(), source }
}
