//! The command line.

use std::{
    error::Error,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;

use crate::{
    cases::CaseResult,
    contract::Contract,
    deployment::Deployment,
    release::Release,
    report,
    suite::{Selection, Suite},
};

/// Proves that a server keeps every promise that the contract makes.
///
/// Without --base-url it starts the server that lies next to it (or CHARTER_BIN) with a temporary store.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The server to test, as http://HOST:PORT.
    #[arg(long, requires = "token_file", value_name = "URL")]
    base_url: Option<String>,
    /// The file with the token to use; it has to read and write everything.
    #[arg(long, requires = "base_url", value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// The file with the server's root key, to act as other principals; what needs that is skipped without it.
    #[arg(long, requires = "base_url", value_name = "FILE")]
    root_key_file: Option<PathBuf>,
    /// Only these families.
    #[arg(long, value_delimiter = ',', value_name = "FAMILY")]
    families: Vec<String>,
    /// Only the cases with these names. Coverage is not asked for then.
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
    /// Write junit.xml and summary.json into this folder.
    #[arg(long, value_name = "DIR")]
    report: Option<PathBuf>,
    /// Check what a released contract promised instead: its examples and its contract, from a folder of
    /// openapi/released/. Behaviours are left out, and so are example programs unless --examples is given.
    #[arg(long, conflicts_with_all = ["list", "families"], value_name = "DIR")]
    released: Option<PathBuf>,
    /// The folder with the example programs, `examples` by default; none are run when it is not there.
    #[arg(long, value_name = "DIR")]
    examples: Option<PathBuf>,
    /// The folder with the built example programs; by default the one that this program lies in.
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
    /// Repeat the random choices of an earlier run.
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// Tell what the suite proves, and do not run it.
    #[arg(long)]
    list: bool,
    /// With --list: as JSON, with the names of the cases that verify each operation and event type.
    #[arg(long, requires = "list")]
    json: bool,
}

/// Runs the suite as the command line says: 0 when everything is as it should be, 1 when not, 2 when it cannot run.
pub async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let run = async { if arguments.list { list(arguments.json) } else { run(&arguments).await } };
    match run.await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let mut text = error.to_string();
            let mut source = error.source();
            while let Some(cause) = source {
                text.push_str(": ");
                text.push_str(&cause.to_string());
                source = cause.source();
            }
            // Nobody is left to tell when the error stream is closed.
            let _ = writeln!(io::stderr(), "charter-conformance: {text}");
            ExitCode::from(2)
        }
    }
}

fn list(as_json: bool) -> Result<bool, Box<dyn Error>> {
    let listing = report::listing(&Contract::embedded()?)?;
    let mut out = io::stdout().lock();
    if as_json {
        writeln!(out, "{}", serde_json::to_string_pretty(&listing)?)?;
    } else {
        for case in listing.cases {
            writeln!(out, "{:<10} {:<9} {:<46} {}", case.kind, case.family, case.id, case.sentence)?;
        }
    }
    Ok(true)
}

async fn run(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let selection = selection(arguments, &Contract::embedded()?)?;
    let deployment = match (&arguments.base_url, &arguments.token_file) {
        (Some(url), Some(token_file)) => Deployment::elsewhere(url, token_file, arguments.root_key_file.as_deref())?,
        _ => Deployment::own().await?,
    };
    let suite = match &arguments.released {
        Some(folder) => {
            let versions = deployment.versions().await?;
            let release = Release::read(folder)?.kept_by(versions["contract"].as_str())?;
            Suite::of_release(release, &deployment, selection)?
        }
        None => Suite::new(Contract::embedded()?, &deployment, selection)?,
    };
    let mut before: Option<CaseResult> = None;
    let report = suite
        .run(|result| {
            // A closed output does not end the run: the report's files are written all the same.
            let _ = io::stdout().write_all(report::case_line(before.as_ref(), result).as_bytes());
            before = Some(result.clone());
        })
        .await?;
    let contract = suite.contract();
    io::stdout().write_all(report::closing(contract, &report).as_bytes())?;
    if let Some(folder) = &arguments.report {
        report::write(folder, contract, &report)?;
    }
    Ok(report::passed(contract, &report))
}

fn selection(arguments: &Arguments, contract: &Contract) -> Result<Selection, Box<dyn Error>> {
    let known = contract.families();
    if let Some(unknown) = arguments.families.iter().find(|family| !known.contains(&family.as_str())) {
        return Err(format!("the contract has no family {unknown}; it has {}", known.join(", ")).into());
    }
    Ok(Selection {
        families: arguments.families.iter().cloned().collect(),
        only: arguments.only.iter().cloned().collect(),
        programs: programs(arguments)?,
        built_programs: arguments.programs.clone(),
        seed: arguments.seed.unwrap_or_else(|| fastrand::u64(..)),
    })
}

/// What was asked for has to be there; what is only the default may be missing.
fn programs(arguments: &Arguments) -> Result<Option<PathBuf>, Box<dyn Error>> {
    match &arguments.examples {
        Some(folder) if !folder.is_dir() => Err(format!("{} is no folder", folder.display()).into()),
        Some(folder) => Ok(Some(folder.clone())),
        None if arguments.released.is_some() => Ok(None),
        None => Ok(Some(PathBuf::from("examples")).filter(|folder| folder.is_dir())),
    }
}
