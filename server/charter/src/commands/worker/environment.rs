//! What a program that works on a run finds: the one place where this is told and done.

use std::path::Path;

use charter_sdk::{Endpoint, worker::RunContext};
use tokio::process::Command;

/// For the help.
pub const HELP: &str = r#"The program runs in an empty directory of its own. It gets the claimed run as one JSON document on standard input
({"run": …, "lease": …, "mission": …, "item": …}) and finds in its environment:
  CHARTER_URL, CHARTER_TOKEN  the server, and the worker's token for it
  CHARTER_RUN_ID              the run
  CHARTER_EPOCH               the epoch of its lease
  CHARTER_MISSION_ID          the run's mission; not set when it has none
  CHARTER_ITEM_ID             the run's work item; not set when it has none
  CHARTER_INPUTS              a folder with run.json, the document on standard input
  CHARTER_ARTIFACTS           a folder: what is in it when the program ends is uploaded. The first folder of a file's
                              path is its kind; what lies in no folder is of the kind `file`

Each line that it prints on standard output is one of:
  {"kind": "progress", "step": "Coastlines", "percent": 40}
  {"kind": "tool_started", "tool": "plotter", "call_id": "c1", "arguments": …}
  {"kind": "tool_finished", "tool": "plotter", "call_id": "c1", "succeeded": true, "result": …}
  {"kind": "log", "level": "info", "message": "Sheet 3 is drawn"}
  {"kind": "usage", "tokens": 1200, "cost_micros": 900}
  {"kind": "result", "output": …, "verdict": "pass", "feedback": "…", "items": […]}
  {"kind": "failure", "class": "rate_limited", "after_ms": 60000, "detail": "…"}
Any other line is a log event; of the level warn when it comes on standard error.

Its exit status says how the run went, unless a line of the kind `failure` did:
  0   succeeded
  69  rate limited: to be tried again later (EX_UNAVAILABLE)
  75  to be tried again (EX_TEMPFAIL)
  77  a rule forbids it (EX_NOPERM)
  Any other, and an end by a signal: to be tried again.

When the run is to stop (cancelled, lease lost, time limit, end of the worker), all processes that it has started get
SIGTERM and, after the grace, SIGKILL."#;

/// Where things are for a run.
#[derive(Debug)]
pub struct Folders<'a> {
    pub inputs: &'a Path,
    pub artifacts: &'a Path,
}

/// Sets what [`HELP`] tells.
pub fn set(command: &mut Command, context: &RunContext, endpoint: &Endpoint, folders: &Folders<'_>) {
    let claimed = context.claimed();
    command.env("CHARTER_URL", &endpoint.url).env("CHARTER_TOKEN", &endpoint.token);
    command.env("CHARTER_RUN_ID", claimed.run.run_id.as_str());
    command.env("CHARTER_EPOCH", claimed.lease.epoch.to_string());
    command.env("CHARTER_INPUTS", folders.inputs).env("CHARTER_ARTIFACTS", folders.artifacts);
    let optional = [
        ("CHARTER_MISSION_ID", claimed.run.mission_id.as_ref().map(|id| id.as_str())),
        ("CHARTER_ITEM_ID", claimed.run.item_id.as_ref().map(|id| id.as_str())),
    ];
    for (name, value) in optional {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
}
