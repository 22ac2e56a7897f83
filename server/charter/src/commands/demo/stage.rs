//! What the demonstration shows: steps, the commands that do the same, answers, and what the watch sees.

use std::{
    env,
    fmt::Display,
    path::{Path, PathBuf},
};

use charter_sdk::{
    Answer, Client, Error,
    stream::{EventStream, StreamItem},
    types::{EngineEvent, Revision},
};
use futures::TryStreamExt;

use super::shell::quote;
use crate::{
    failure::Failure,
    output::{
        Output, event_line,
        style::{BAD, COMMAND, FAINT, GOOD, NAME, TITLE},
    },
};

/// The terminal and the watch.
pub struct Stage {
    output: Output,
    events: EventStream,
    steps: u32,
}

/// What stands before an event: more than a line's beginning, so that it takes part of the width.
const MARGIN: &str = "   ";
const MARK_WIDTH: usize = 5;

impl Stage {
    /// A watch of everything from now on.
    pub async fn open(client: &Client) -> Result<Self, Failure> {
        let now = client.get_store().await.map_err(Error::from)?.revision;
        let events = client.watch_resources().after(now).stream();
        Ok(Self { output: Output::stdout(), events, steps: 0 })
    }

    pub fn introduce(&mut self, url: &str, data_dir: &Path, is_temporary: bool) -> Result<(), Failure> {
        let fate = if is_temporary { "removed when it stops" } else { "kept" };
        self.line(format!("{TITLE}Charter, in five steps{TITLE:#}"))?;
        self.line("")?;
        self.line(format!("A server listens on {NAME}{url}{NAME:#}"))?;
        self.line(format!("Its data is in {NAME}{}{NAME:#} {FAINT}({fate}){FAINT:#}", data_dir.display()))?;
        self.line(format!("A live watch runs beside it; what it sees is marked {GOOD}◆{GOOD:#}"))
    }

    /// Begins a step: what is done and what it is good for.
    pub fn step(&mut self, title: &str, explanation: &[&str]) -> Result<(), Failure> {
        self.steps += 1;
        let number = self.steps;
        self.line("")?;
        self.line(format!("{TITLE}{number}  {title}{TITLE:#}"))?;
        explanation.iter().try_for_each(|line| self.line(format!("{MARGIN}{line}")))
    }

    /// What the user would type.
    pub fn command(&mut self, command: &str) -> Result<(), Failure> {
        self.line(format!("{MARGIN}{FAINT}${FAINT:#} {COMMAND}{command}{COMMAND:#}"))
    }

    /// Another line of it.
    pub fn command_continued(&mut self, command: &str) -> Result<(), Failure> {
        self.line(format!("{MARGIN}  {COMMAND}{command}{COMMAND:#}"))
    }

    /// What the server answered, to whom when there are several.
    pub fn answer<T>(&mut self, who: &str, answer: &Answer<T>, revision: Revision) -> Result<(), Failure> {
        self.line(format!("{MARGIN}{GOOD}→{GOOD:#} {who}{GOOD}{}{GOOD:#}, revision {revision}", answer.status()))
    }

    /// That the server refused; another failure ends the demonstration.
    pub fn refusal(&mut self, who: &str, error: Error) -> Result<(), Failure> {
        let (Some(status), Some(problem)) = (error.status(), error.problem()) else { return Err(error.into()) };
        let now = problem.current_rev.map_or_else(String::new, |rev| format!("; it is at revision {rev} now"));
        self.line(format!("{MARGIN}{BAD}→{BAD:#} {who}{BAD}{status}{BAD:#}, nothing was changed{now}"))
    }

    /// Something in between.
    pub fn remark(&mut self, text: &str) -> Result<(), Failure> {
        self.line(format!("{MARGIN}{text}"))
    }

    /// Shows what the watch sees, up to and with the commit of `revision`.
    pub async fn events_until(&mut self, revision: Revision) -> Result<(), Failure> {
        let is_before = |events: &EventStream| events.cursor().is_none_or(|cursor| cursor.revision < revision);
        while is_before(&self.events) && self.next_event().await?.is_some() {}
        Ok(())
    }

    /// Shows what the watch sees, until one of the events is what is waited for.
    pub async fn events_until_one(&mut self, is_it: impl Fn(&EngineEvent) -> bool) -> Result<(), Failure> {
        let is_last = |item: &StreamItem| matches!(item, StreamItem::Event(event) if is_it(event));
        while self.next_event().await?.is_some_and(|item| !is_last(&item)) {}
        Ok(())
    }

    /// Shows what the watch sees, for ever.
    pub async fn watch(&mut self) -> Result<(), Failure> {
        while self.next_event().await?.is_some() {}
        Ok(())
    }

    async fn next_event(&mut self) -> Result<Option<StreamItem>, Failure> {
        let item = self.events.try_next().await?;
        let width = self.output.width().map(|width| width.saturating_sub(MARK_WIDTH));
        if let Some(line) = item.as_ref().and_then(|item| event_line(item, width)) {
            self.line(format!("{MARGIN}{GOOD}◆{GOOD:#} {line}"))?;
        }
        Ok(item)
    }

    /// How to go on by oneself.
    pub fn invite(&mut self, url: &str, data_dir: &Path) -> Result<(), Failure> {
        self.line("")?;
        self.line(format!("{TITLE}Your turn{TITLE:#}"))?;
        self.line(format!("{MARGIN}The server and the watch stay up. In another terminal:"))?;
        self.line("")?;
        let mut commands = vec![format!("export CHARTER_DATA_DIR={}", quote(&data_dir.to_string_lossy()))];
        commands.extend(own_program_off_path().map(|path| format!("alias charter={}", quote(&path.to_string_lossy()))));
        commands.extend([
            "charter resource list".to_owned(),
            r#"charter resource put project/demo/greeting '{"text":"hello from over there"}'"#.to_owned(),
            format!(r#"curl -H "Authorization: Bearer $(charter token show)" {url}/v1/resources"#),
        ]);
        for command in commands {
            self.line(format!("{MARGIN}{COMMAND}{command}{COMMAND:#}"))?;
        }
        self.line("")?;
        self.line(format!("{MARGIN}The whole contract, to read and to try: {NAME}{url}/docs{NAME:#}"))?;
        self.line(format!("{MARGIN}{FAINT}Ctrl-C stops the server.{FAINT:#}"))?;
        self.line("")
    }

    fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        self.output.line(line)
    }
}

/// This program's path, when the shell would not find it by the name `charter`.
fn own_program_off_path() -> Option<PathBuf> {
    let program = env::current_exe().ok()?;
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join("charter")).find(|candidate| candidate.is_file());
    let is_found = found.and_then(|found| found.canonicalize().ok()) == program.canonicalize().ok();
    (!is_found).then_some(program)
}
