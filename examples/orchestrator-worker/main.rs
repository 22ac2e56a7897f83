//! An orchestrator and a worker in one program: a mission is created, done by a worker of five lines, and followed.

use std::time::Duration;

use charter_sdk::{
    Client,
    types::WorkItemSpec,
    worker::{Completion, StopToken},
};
use futures::TryStreamExt;
use serde_json::json;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client = Client::from_env()?;

    // The second item waits for the first.
    let squares = WorkItemSpec::new("squares".parse()?, "Square the numbers".parse()?).with_inputs(json!([1, 2, 3, 4]));
    let sum = WorkItemSpec::new("sum".parse()?, "Add them up".parse()?)
        .with_depends_on(vec!["squares".parse()?])
        .with_inputs(json!([1, 4, 9, 16]));
    let mission = client.create_mission("A sum of squares").items(vec![squares, sum]).await?;
    println!("created {}", mission.title);

    // The worker: it claims, keeps the lease, reports, and says what came of the run.
    let stop = StopToken::new();
    let worker = client.worker(["specialist"]).mission(&mission.mission_id).stop(stop.clone()).run(|run| async move {
        let item = run.item().cloned();
        run.progress("Calculating", 50).await;
        let numbers: Vec<u64> = item.iter().flat_map(|item| item.inputs.iter()).flat_map(numbers).collect();
        let is_sum = item.is_some_and(|item| item.item_id.as_str() == "sum");
        let result: Vec<u64> =
            if is_sum { vec![numbers.iter().sum()] } else { numbers.iter().map(|number| number * number).collect() };
        Ok(Completion::new().output(result))
    });

    // Beside it, what happens to the mission, until it has come to its end.
    let follow = async {
        let mut mission = mission.into_inner();
        let events = client.watch_mission(&mission.mission_id).after(mission.rev).stream();
        let ended = tokio::time::timeout(Duration::from_secs(60), async {
            futures::pin_mut!(events);
            while events.try_next().await?.is_some() {
                mission = client.get_mission(&mission.mission_id).await?.into_inner();
                if mission.ended_at.is_some() {
                    break;
                }
            }
            anyhow::Ok(())
        });
        ended.await??;
        stop.cancel();
        anyhow::Ok(mission)
    };
    let (tally, mission) = tokio::try_join!(async { Ok(worker.await?) }, follow)?;
    println!("{} with {} runs; {} done, {} failed", mission.status, mission.usage.runs, tally.completed, tally.failed);

    let mut runs = client.list_runs().mission_id(&mission.mission_id).items();
    while let Some(run) = runs.try_next().await? {
        println!("{}: {}", run.title, run.output.unwrap_or_default());
    }
    Ok(())
}

fn numbers(value: &serde_json::Value) -> Vec<u64> {
    value.as_array().into_iter().flatten().filter_map(serde_json::Value::as_u64).collect()
}
