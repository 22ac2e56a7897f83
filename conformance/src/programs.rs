//! Example programs: each is run as a user would, against the server behind a checking proxy.

use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use regex::Regex;
use tokio::process::Command;

use crate::wire::{Failure, Outcome, ensure};

/// How long a program may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// An example program: a folder with a `README.md`.
#[derive(Debug)]
pub struct Program {
    /// The folder's name.
    pub id: String,
    /// The heading of its README.
    pub sentence: String,
    folder: PathBuf,
}

/// What a program is told of the server.
#[derive(Debug)]
pub struct Surroundings<'a> {
    /// Where the server is, for `CHARTER_URL`.
    pub url: &'a str,
    /// Where its token is, for `CHARTER_TOKEN_FILE`.
    pub token_file: &'a Path,
    /// The server's binary, for `CHARTER_BIN`: programs that restart a server start one of their own.
    pub server: Option<&'a Path>,
    /// Where the built programs are; next to the suite itself when it is left out.
    pub programs: Option<&'a Path>,
}

/// The programs in a folder, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn find(folder: &Path) -> io::Result<Vec<Program>> {
    let mut programs = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let folder = entry?.path();
        let Ok(readme) = std::fs::read_to_string(folder.join("README.md")) else { continue };
        let heading = readme.lines().find_map(|line| line.strip_prefix("# "));
        let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        programs.push(Program { sentence: heading.unwrap_or(&id).to_owned(), id, folder });
    }
    programs.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(programs)
}

impl Program {
    /// Runs it; it has to end with success, and to print what its `expected.txt` says.
    ///
    /// # Errors
    /// When it does not, with what it wrote.
    pub async fn run(&self, surroundings: &Surroundings<'_>) -> Outcome {
        let failed = |error: io::Error| Failure::new(format!("{} cannot be run: {error}", self.id));
        let mut command = self.command(surroundings.programs)?;
        command
            .current_dir(&self.folder)
            .env("CHARTER_URL", surroundings.url)
            .env("CHARTER_TOKEN_FILE", std::path::absolute(surroundings.token_file).map_err(failed)?)
            .stdin(Stdio::null())
            .kill_on_drop(true);
        if let Some(binary) = surroundings.server {
            command.env("CHARTER_BIN", std::path::absolute(binary).map_err(failed)?);
        }
        let output = tokio::time::timeout(PATIENCE, command.output()).await;
        let output =
            output.map_err(|_| Failure::new(format!("it ran for more than {} seconds", PATIENCE.as_secs())))?;
        let output = output.map_err(failed)?;
        let (printed, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        ensure(output.status.success(), || format!("it ended with {}:\n{printed}{errors}", output.status))?;
        let expected = std::fs::read_to_string(self.folder.join("expected.txt")).unwrap_or_default();
        expect_lines(&expected, &printed)
    }

    fn command(&self, programs: Option<&Path>) -> Outcome<Command> {
        if self.folder.join("run.sh").is_file() {
            let mut command = Command::new("bash");
            command.arg("run.sh");
            return Ok(command);
        }
        let own = std::env::current_exe().map_err(|error| Failure::new(error.to_string()))?;
        let binary = programs.map_or_else(|| own.with_file_name(&self.id), |folder| folder.join(&self.id));
        ensure(binary.is_file(), || format!("there is no {}: build the examples", binary.display()))?;
        std::path::absolute(binary).map(Command::new).map_err(|error| Failure::new(error.to_string()))
    }
}

/// Every line of `expected` is a pattern; they have to fit lines of `printed` in this order.
fn expect_lines(expected: &str, printed: &str) -> Outcome {
    let mut lines = printed.lines();
    for line in expected.lines().filter(|line| !line.trim().is_empty()) {
        let pattern = Regex::new(&format!("^(?:{line})$"))
            .map_err(|error| Failure::new(format!("expected.txt has a line that is no pattern: {error}")))?;
        ensure(lines.any(|printed| pattern.is_match(printed.trim_end())), || {
            format!("no line fits {line:?} after those before it, in:\n{printed}")
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_lines_have_to_come_in_order() {
        let printed = "started\nrev 7\nsomething else\nrev 8\n";
        assert!(expect_lines("rev \\d+\nrev \\d+\n", printed).is_ok());
        assert!(expect_lines("rev 8\nrev 7\n", printed).is_err());
        assert!(expect_lines("rev\n", printed).is_err());
        assert!(expect_lines("", printed).is_ok());
    }

    #[tokio::test]
    async fn a_program_is_run_where_it_lies_with_what_it_needs_to_know() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let program = folder.path().join(name.split('/').next().unwrap());
            std::fs::create_dir_all(&program).unwrap();
            std::fs::write(folder.path().join(name), text).unwrap();
        };
        write("good/README.md", "# Says where the server is\n\nMore.\n");
        write("good/run.sh", "echo \"url $CHARTER_URL\"\ntest -f \"$CHARTER_TOKEN_FILE\"\n");
        write("good/expected.txt", "url http://.*\n");
        write("bad/README.md", "# Fails\n");
        write("bad/run.sh", "echo some words >&2; exit 3\n");
        write("other/notes.txt", "no program\n");

        let programs = find(folder.path()).unwrap();
        let ids: Vec<&str> = programs.iter().map(|program| program.id.as_str()).collect();
        assert_eq!(ids, ["bad", "good"]);
        assert_eq!(programs[1].sentence, "Says where the server is");

        let token_file = folder.path().join("good/README.md");
        let surroundings =
            Surroundings { url: "http://127.0.0.1:1", token_file: &token_file, server: None, programs: None };
        assert_eq!(programs[1].run(&surroundings).await, Ok(()));
        let failure = programs[0].run(&surroundings).await.unwrap_err().to_string();
        assert!(failure.contains("some words") && failure.contains('3'), "{failure}");
    }
}
