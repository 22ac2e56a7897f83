//! The bare axum server: what HTTP itself costs.
//!
//! A process of its own, as the real server is, with the same runtime (tokio's, with a thread for each processor), the
//! same libraries (hyper-util's connections with the real server's settings, axum's routes), and the same answers: it
//! is told one real answer for each kind of request and gives it whatever is asked. It reads a request's body, and does
//! nothing else: no token is looked at, nothing is parsed, stored or counted.
//!
//! Its event stream is a [`broadcast`](tokio::sync::broadcast) of one frame, of the same bytes as a real one, sent
//! whenever something is put.

mod app;
mod connections;

use std::{
    env,
    io::{self, BufRead as _, Read as _},
    process::Command,
    thread,
};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use tokio::{net::TcpListener, sync::oneshot};

use super::{Canned, Target, process::ServerProcess};
use crate::report::{note, print};

/// What the bare server answers. What is left out is answered with an empty 200.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct BarePlan {
    /// To a PUT of a resource.
    pub put: Option<Canned>,
    /// To a GET of a resource.
    pub get: Option<Canned>,
    /// To a list.
    pub list: Option<Canned>,
    /// To a GET of events: the head, and the beginning of the body.
    pub stream: Option<Canned>,
    /// What subscribers are sent for each PUT.
    pub frame: Option<String>,
}

/// A bare server's process.
#[derive(Debug)]
pub struct BareServer {
    pub target: Target,
    _process: ServerProcess,
}

impl BareServer {
    /// Starts it. Requests to it carry `token`, as those to the real server do.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(plan: &BarePlan, token: &str) -> Result<Self> {
        let mut plan = serde_json::to_vec(plan).context("cannot write a bare server's plan")?;
        plan.push(b'\n');
        let own = env::current_exe().context("cannot find this program's own file")?;
        let (process, address) = ServerProcess::start(Command::new(own).arg("bare"), Some(&plan))?;
        let target = Target { address, pid: process.id(), token: token.to_owned() };
        note(format_args!("bare axum: process {}, http://{}", target.pid, target.address));
        Ok(Self { target, _process: process })
    }
}

/// Runs the server: the plan comes in one line of the input, and the end of the input ends it, so that it does not
/// outlive who started it.
///
/// # Errors
/// When it cannot be started.
pub fn main() -> Result<()> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).context("cannot read the plan")?;
    let plan: BarePlan = serde_json::from_str(&line).context("the plan is not one")?;
    let app = app::app(&plan)?;
    let (end, ended) = oneshot::channel();
    thread::spawn(move || {
        // An error is an end too.
        let _ = io::stdin().lock().read_to_end(&mut Vec::new());
        let _ = end.send(());
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("cannot start the runtime")?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot listen")?;
        let address = listener.local_addr().context("cannot tell the address")?;
        print(format_args!("listening on http://{address}\n"));
        tokio::select! {
            outcome = connections::serve(&listener, &app) => outcome,
            _ = ended => Ok(()),
        }
    })
}
