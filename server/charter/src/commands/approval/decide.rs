use std::io::{self, BufRead, IsTerminal, Write};

use charter_sdk::{Client, Error, requests::ApprovalDecision};
use charter_types::{Approval, ApprovalId, LongText, Sha256};
use clap::Args;

use super::picture::picture;
use crate::{
    commands::{
        connection::{Connection, WHICH_SERVER},
        input::read_json,
    },
    failure::Failure,
    output::{
        Output,
        style::{GOOD, NAME},
    },
};

/// Approve exactly these arguments
///
/// On a terminal they are shown first, and have to be confirmed.
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Approve {
    #[command(flatten)]
    subject: Subject,
    /// What to say with it.
    #[arg(long)]
    comment: Option<LongText>,
}

/// Approve other arguments, within the schema that the request gave
#[derive(Debug, Args)]
#[command(after_help = format!("Example:\n  charter approval edit APPROVAL '{{\"service\": \"atlas\", \"replicas\": 2}}'\n\n{WHICH_SERVER}"))]
pub struct Edit {
    #[command(flatten)]
    subject: Subject,
    /// The new arguments as JSON, @FILE, or - for standard input.
    arguments: String,
    /// What to say with it.
    #[arg(long)]
    comment: Option<LongText>,
}

/// Say no
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Deny {
    #[command(flatten)]
    subject: Subject,
    /// Why.
    #[arg(long)]
    reason: Option<LongText>,
}

/// Answer with a text instead of deciding
#[derive(Debug, Args)]
#[command(after_help = WHICH_SERVER)]
pub struct Respond {
    #[command(flatten)]
    subject: Subject,
    /// What the agent is told.
    text: LongText,
}

/// What is decided about.
#[derive(Debug, Args)]
struct Subject {
    /// The approval.
    approval: ApprovalId,
    /// The digest of the arguments that were looked at; nothing is decided when they are others by now.
    #[arg(long)]
    digest: Option<Sha256>,
    /// Do not ask for confirmation.
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    connection: Connection,
}

impl Approve {
    pub async fn run(self) -> Result<(), Failure> {
        let (client, digest) = self.subject.look("Approve exactly these arguments?").await?;
        let decision = ApprovalDecision::approve(digest);
        let decision = match self.comment {
            Some(comment) => decision.comment(comment),
            None => decision,
        };
        self.subject.send(&client, decision).await
    }
}

impl Edit {
    pub async fn run(self) -> Result<(), Failure> {
        let arguments = read_json("ARGUMENTS", &self.arguments)?;
        let (client, digest) = self.subject.look("Approve other arguments instead of these?").await?;
        let decision = ApprovalDecision::edit(digest, arguments);
        let decision = match self.comment {
            Some(comment) => decision.comment(comment),
            None => decision,
        };
        self.subject.send(&client, decision).await
    }
}

impl Deny {
    pub async fn run(self) -> Result<(), Failure> {
        let (client, digest) = self.subject.look("Deny this?").await?;
        let decision = ApprovalDecision::deny(digest);
        let decision = match self.reason {
            Some(reason) => decision.reason(reason),
            None => decision,
        };
        self.subject.send(&client, decision).await
    }
}

impl Respond {
    pub async fn run(self) -> Result<(), Failure> {
        let (client, digest) = self.subject.look("Answer instead of deciding?").await?;
        self.subject.send(&client, ApprovalDecision::respond(digest, self.text)).await
    }
}

impl Subject {
    /// Looks at the approval, and has somebody confirm what they see; answers the digest of that.
    async fn look(&self, question: &str) -> Result<(Client, Sha256), Failure> {
        let client = self.connection.client()?;
        if let Some(digest) = &self.digest {
            return Ok((client, digest.clone()));
        }
        let approval = client.get_approval(&self.approval).await.map_err(Error::from)?.into_inner();
        if !self.yes {
            confirm(&approval, question)?;
        }
        Ok((client, approval.digest))
    }

    async fn send(&self, client: &Client, decision: ApprovalDecision) -> Result<(), Failure> {
        let approval = client.decide_approval(&self.approval, decision).await.map_err(Error::from)?;
        let mut output = Output::stdout();
        if self.connection.json {
            return output.json(&*approval);
        }
        let digest = &approval.digest;
        output.line(format!(
            "{NAME}{}{NAME:#} is {GOOD}{}{GOOD:#}, arguments {digest}",
            approval.approval_id, approval.status
        ))
    }
}

/// # Errors
/// When there is nobody to ask, or they say no.
fn confirm(approval: &Approval, question: &str) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let reason = "is needed where nobody can be asked: the digest of the arguments that were looked at; or --yes";
        return Err(Failure::Argument { argument: "--digest".to_owned(), reason: reason.to_owned() });
    }
    let mut output = Output::stdout();
    picture(approval).into_iter().try_for_each(|line| output.line(line))?;
    let mut terminal = io::stdout();
    let ask = write!(terminal, "\n{question} [y/N] ").and_then(|()| terminal.flush());
    ask.map_err(Failure::Output)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(Failure::io("read the answer"))?;
    if matches!(answer.trim(), "y" | "Y" | "yes") { Ok(()) } else { Err(Failure::NotConfirmed) }
}
