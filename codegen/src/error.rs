use std::path::PathBuf;

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("cannot {operation} {}: {source}", path.display())]
    File {
        /// What was tried.
        operation: &'static str,
        /// On what.
        path: PathBuf,
        /// Why it failed.
        source: std::io::Error,
    },
    /// A file is not YAML.
    #[error("{}: {message}", path.display())]
    Yaml {
        /// The file.
        path: PathBuf,
        /// Where and what.
        message: String,
    },
    /// The contract breaks its profile.
    #[error("the contract breaks its profile:\n{}", lines(.0))]
    Profile(Vec<String>),
    /// A generated file is not what would be generated now.
    #[error("out of date, run `cargo run -p charter-codegen --bin generate`:\n{}", lines(.0))]
    OutOfDate(Vec<String>),
    /// What a release promises is broken.
    #[error("the contract breaks what {version} promises:\n{}", lines(.breaks))]
    Breaks {
        /// The release.
        version: semver::Version,
        /// What is broken, and what is wrong with the list of accepted breaks.
        breaks: Vec<String>,
    },
    /// The releases, or the list of them, are not as they should be.
    #[error("the released contracts:\n{}", lines(.0))]
    Release(Vec<String>),
    /// A generator refused what it was given.
    #[error("{generator}: {message}")]
    Generator {
        /// Which one.
        generator: &'static str,
        /// What it said.
        message: String,
    },
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
