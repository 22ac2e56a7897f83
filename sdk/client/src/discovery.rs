//! Finding the server and the token.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

/// Where a server is, and the token for it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The server's base URL.
    pub url: String,
    /// The capability token.
    pub token: String,
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Endpoint").field("url", &self.url).finish_non_exhaustive()
    }
}

/// What a running server writes into its data directory as `endpoint.json`.
#[derive(Debug, Deserialize)]
struct EndpointFile {
    url: String,
    token_file: PathBuf,
}

/// Why no server was found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiscoveryError {
    /// Neither the environment nor a data directory tells of a server.
    #[error(
        "no server found: CHARTER_URL is not set, and there is no {}; start one with `charter serve`, or set \
         CHARTER_URL and CHARTER_TOKEN (or CHARTER_TOKEN_FILE)",
        endpoint_file.display()
    )]
    NoServer {
        /// The file that was looked for.
        endpoint_file: PathBuf,
    },
    /// There is no server on a data directory.
    #[error("no server found: there is no {}; start one with `charter serve --data-dir`", endpoint_file.display())]
    NoEndpointFile {
        /// The file that was looked for.
        endpoint_file: PathBuf,
    },
    /// There is no place to look for a local server.
    #[error(
        "no server found: CHARTER_URL is not set, and none of CHARTER_DATA_DIR, XDG_DATA_HOME and HOME tells where a \
         local server keeps its data"
    )]
    NoDataDirectory,
    /// The URL is known, but no token for it.
    #[error("CHARTER_URL is {url}, but neither CHARTER_TOKEN nor CHARTER_TOKEN_FILE is set")]
    NoToken {
        /// The URL.
        url: String,
    },
    /// A file could not be read.
    #[error("cannot read {what} {}", path.display())]
    Unreadable {
        /// What it is.
        what: &'static str,
        /// Its path.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The server's file does not hold what it should.
    #[error("{} is not as a server writes it", path.display())]
    Malformed {
        /// Its path.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

impl Endpoint {
    /// Looks for a server and a token:
    ///
    /// 1. `CHARTER_URL`, with the token in `CHARTER_TOKEN` or in the file that `CHARTER_TOKEN_FILE` names;
    /// 2. `endpoint.json` of a local server, in `CHARTER_DATA_DIR` or [`default_data_dir`]; `CHARTER_TOKEN` and
    ///    `CHARTER_TOKEN_FILE` have precedence over its token.
    ///
    /// ```no_run
    /// let endpoint = charter_sdk::Endpoint::discover()?;
    /// println!("{}", endpoint.url);
    /// # Ok::<(), charter_sdk::DiscoveryError>(())
    /// ```
    ///
    /// # Errors
    /// When there is none; the error tells what was looked for and where.
    pub fn discover() -> Result<Self, DiscoveryError> {
        Self::discover_with(&environment)
    }

    /// The server that runs on a data directory, with the token that it made for this machine. The environment is not
    /// asked.
    ///
    /// ```no_run
    /// use charter_sdk::{Client, Endpoint};
    ///
    /// let endpoint = Endpoint::in_directory("/var/lib/charter")?;
    /// let client = Client::builder().url(endpoint.url).token(endpoint.token).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When there is none, or its files cannot be read.
    pub fn in_directory(data_dir: impl AsRef<Path>) -> Result<Self, DiscoveryError> {
        Self::local(data_dir.as_ref(), None)
    }

    /// The server of a data directory, with the token that is given or else its own.
    fn local(data_dir: &Path, given_token: Option<String>) -> Result<Self, DiscoveryError> {
        let local = read_endpoint_file(data_dir)?;
        let token = match given_token {
            Some(token) => token,
            None => read_token(&data_dir.join(local.token_file))?,
        };
        Ok(Self { url: local.url, token })
    }

    fn discover_with(variable: &dyn Fn(&str) -> Option<String>) -> Result<Self, DiscoveryError> {
        let given_token = given_token(variable)?;
        if let Some(url) = variable("CHARTER_URL") {
            return match given_token {
                Some(token) => Ok(Self { url, token }),
                None => Err(DiscoveryError::NoToken { url }),
            };
        }
        let data_dir = variable("CHARTER_DATA_DIR").map(PathBuf::from).or_else(|| data_dir(variable));
        let data_dir = data_dir.ok_or(DiscoveryError::NoDataDirectory)?;
        Self::local(&data_dir, given_token).map_err(|error| match error {
            DiscoveryError::NoEndpointFile { endpoint_file } => DiscoveryError::NoServer { endpoint_file },
            other => other,
        })
    }
}

/// Where a server keeps its data when nothing else is said: `$XDG_DATA_HOME/charter`, or `~/.local/share/charter`.
///
/// `None` when neither `XDG_DATA_HOME` nor `HOME` is set.
pub fn default_data_dir() -> Option<PathBuf> {
    data_dir(&environment)
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn data_dir(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    // A relative path is to be ignored (XDG Base Directory Specification).
    let xdg = variable("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = xdg.or_else(|| Some(PathBuf::from(variable("HOME")?).join(".local/share")))?;
    Some(base.join("charter"))
}

fn given_token(variable: &dyn Fn(&str) -> Option<String>) -> Result<Option<String>, DiscoveryError> {
    match (variable("CHARTER_TOKEN"), variable("CHARTER_TOKEN_FILE")) {
        (Some(token), _) => Ok(Some(token)),
        (None, Some(path)) => read_token(Path::new(&path)).map(Some),
        (None, None) => Ok(None),
    }
}

fn read_endpoint_file(data_dir: &Path) -> Result<EndpointFile, DiscoveryError> {
    let path = data_dir.join("endpoint.json");
    match fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text).map_err(|source| DiscoveryError::Malformed { path, source }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(DiscoveryError::NoEndpointFile { endpoint_file: path })
        }
        Err(source) => Err(DiscoveryError::Unreadable { what: "the local server's", path, source }),
    }
}

fn read_token(path: &Path) -> Result<String, DiscoveryError> {
    let token = fs::read_to_string(path);
    let unreadable = |source| DiscoveryError::Unreadable { what: "the token file", path: path.to_owned(), source };
    token.map(|token| token.trim().to_owned()).map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn discover(variables: &[(&str, &str)]) -> Result<Endpoint, DiscoveryError> {
        let variable = |name: &str| {
            variables.iter().find(|(candidate, _)| *candidate == name).map(|(_, value)| (*value).to_owned())
        };
        Endpoint::discover_with(&variable)
    }

    fn local_server() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("charter")).unwrap();
        let file = r#"{"url": "http://127.0.0.1:7717", "token_file": "operator.token", "pid": 1}"#;
        fs::write(folder.path().join("charter/endpoint.json"), file).unwrap();
        fs::write(folder.path().join("charter/operator.token"), "from-file\n").unwrap();
        folder
    }

    #[test]
    fn the_environment_comes_first() {
        let endpoint = discover(&[("CHARTER_URL", "http://remote"), ("CHARTER_TOKEN", "abc")]).unwrap();
        assert_eq!(endpoint, Endpoint { url: "http://remote".to_owned(), token: "abc".to_owned() });
    }

    #[test]
    fn a_url_without_a_token_is_told() {
        let error = discover(&[("CHARTER_URL", "http://remote")]).unwrap_err();
        assert!(error.to_string().contains("CHARTER_TOKEN_FILE"), "{error}");
    }

    #[test]
    fn a_local_server_is_found_below_the_data_home() {
        let folder = local_server();
        let home = folder.path().to_str().unwrap();
        let endpoint = discover(&[("XDG_DATA_HOME", home), ("HOME", "/nowhere")]).unwrap();
        assert_eq!(endpoint, Endpoint { url: "http://127.0.0.1:7717".to_owned(), token: "from-file".to_owned() });
    }

    #[test]
    fn a_given_token_goes_before_the_local_one() {
        let folder = local_server();
        let data = folder.path().join("charter");
        let endpoint =
            discover(&[("CHARTER_DATA_DIR", data.to_str().unwrap()), ("CHARTER_TOKEN", "narrower")]).unwrap();
        assert_eq!(endpoint.token, "narrower");
    }

    #[test]
    fn the_error_names_the_file_that_was_looked_for() {
        let error = discover(&[("HOME", "/nowhere")]).unwrap_err();
        assert!(error.to_string().contains("/nowhere/.local/share/charter/endpoint.json"), "{error}");
        assert!(matches!(discover(&[]), Err(DiscoveryError::NoDataDirectory)));
    }

    #[test]
    fn a_data_directory_is_asked_for_its_own_server() {
        let folder = local_server();
        let endpoint = Endpoint::in_directory(folder.path().join("charter")).unwrap();
        assert_eq!(endpoint, Endpoint { url: "http://127.0.0.1:7717".to_owned(), token: "from-file".to_owned() });
        let error = Endpoint::in_directory(folder.path()).unwrap_err();
        assert!(
            matches!(&error, DiscoveryError::NoEndpointFile { endpoint_file } if endpoint_file.starts_with(&folder))
        );
        assert!(!error.to_string().contains("CHARTER_URL"), "{error}");
    }

    #[test]
    fn nothing_prints_the_token() {
        let endpoint = Endpoint { url: "http://remote".to_owned(), token: "secret".to_owned() };
        assert!(!format!("{endpoint:?}").contains("secret"));
    }
}
