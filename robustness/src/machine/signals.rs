use anyhow::bail;
use tokio::signal::{
    ctrl_c,
    unix::{SignalKind, signal},
};

/// Runs until it is done or a signal asks to stop: then what was begun is dropped, so that no server is left running
/// and no disk mounted.
///
/// # Errors
/// Those of the run, or that it was stopped.
pub async fn unless_stopped<T>(run: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = run => result,
        _ = ctrl_c() => bail!("stopped by a signal"),
        _ = terminate.recv() => bail!("stopped by a signal"),
    }
}
