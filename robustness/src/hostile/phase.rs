//! One phase: some attacks at once, while the well-behaved client goes on.

use std::{collections::BTreeMap, time::Duration};

use anyhow::anyhow;
use futures::{StreamExt, stream::FuturesUnordered};
use tokio::time::{Instant, sleep, timeout};

use super::{
    CALM,
    attacks::Attack,
    bystander::{Action, Bystander},
    gauges::{Gauges, mebibytes},
    judge::{Latency, Sample, TOLERANCE},
    scene::Scene,
};
use crate::report::Report;

/// Attacks that run at the same time.
pub(super) struct Phase {
    pub name: &'static str,
    pub attacks: Vec<Attack>,
}

/// What the server may hold besides what its connections hold: the room that its allocator keeps, requests that are being
/// answered, pages of the database.
const OVERHEAD_BYTES: usize = 64 << 20;
/// No attack takes longer.
const LONGEST: Duration = Duration::from_secs(60);

/// How often a phase is tried: a machine that is busy with something else slows everybody, and not every time.
const ATTEMPTS: usize = 3;

pub(super) async fn run(
    phase: &Phase,
    scene: &Scene,
    gauges: &Gauges,
    bystander: &Bystander,
    report: &mut Report,
) -> anyhow::Result<()> {
    for attempt in 1..=ATTEMPTS {
        let slowed = run_once(phase, scene, gauges, bystander, report).await?;
        if slowed.is_empty() {
            break;
        }
        for what in slowed {
            match attempt {
                ATTEMPTS => report.violation(format!("{}: {what}, and was before", phase.name)),
                _ => report.figure(&format!("{}: to be tried again", phase.name), what),
            }
        }
    }
    Ok(())
}

/// Gives what was slowed.
async fn run_once(
    phase: &Phase,
    scene: &Scene,
    gauges: &Gauges,
    bystander: &Bystander,
    report: &mut Report,
) -> anyhow::Result<Vec<String>> {
    let mut calm = bystander_samples(bystander, report);
    let memory_before = gauges.memory_bytes()?;
    gauges.take_peak();
    let begun = Instant::now();
    attack(phase, scene, report).await?;
    let took = begun.elapsed();
    let under_attack = bystander_samples(bystander, report);
    let peak = gauges.take_peak();
    sleep(CALM).await;
    calm.extend(bystander_samples(bystander, report));

    let connections: usize = phase.attacks.iter().map(|attack| attack.connections).sum();
    let figure = format!("{connections}, {}, {took:.1?}", peak.files);
    report.figure(&format!("{}: connections, at once, time", phase.name), figure);
    let bound = memory_before + OVERHEAD_BYTES + phase.attacks.iter().map(Attack::most_bytes).sum::<usize>();
    let memory = format!("{} of {}", mebibytes(peak.memory_bytes), mebibytes(bound));
    report.figure(&format!("{}: memory, of its bound", phase.name), memory);
    if peak.memory_bytes > bound {
        let held = peak.memory_bytes;
        report.violation(format!("{}: the server held {held} bytes, and its bound is {bound}", phase.name));
    }
    Ok(compare(phase.name, &calm, &under_attack, report))
}

fn bystander_samples(bystander: &Bystander, report: &mut Report) -> Vec<Sample> {
    bystander.take().unwrap_or_else(|error| {
        report.violation(error);
        Vec::new()
    })
}

/// Runs every attack on each of its connections. Each has to end as it should.
async fn attack(phase: &Phase, scene: &Scene, report: &mut Report) -> anyhow::Result<()> {
    let mut running = FuturesUnordered::new();
    for (number, attack) in phase.attacks.iter().enumerate() {
        let enemy = scene.enemy(number).await?;
        running.extend((0..attack.connections).map(|connection| {
            let (enemy, name, run, delay) = (enemy.clone(), attack.name, attack.run, attack.delay(connection));
            let hostile = tokio::spawn(async move {
                sleep(delay).await;
                run(enemy).await
            });
            async move {
                let ended = timeout(LONGEST, hostile).await.map_err(|_| anyhow!("it does not come to an end"));
                (name, ended.and_then(|ended| ended?))
            }
        }));
    }
    // One sentence for each attack, however many of its connections failed.
    let mut failures: BTreeMap<&str, (usize, anyhow::Error)> = BTreeMap::new();
    while let Some((name, ended)) = running.next().await {
        if let Err(error) = ended {
            failures.entry(name).or_insert((0, error)).0 += 1;
        }
    }
    for (name, (count, first)) in failures {
        report.violation(format!("{}: {name}: on {count} connections, at first: {first:#}", phase.name));
    }
    Ok(())
}

fn compare(phase: &str, calm: &[Sample], under_attack: &[Sample], report: &mut Report) -> Vec<String> {
    let mut all_slowed = Vec::new();
    for (action, name) in Action::ALL {
        let (Some(calm), Some(attacked)) = (Latency::of(calm, action), Latency::of(under_attack, action)) else {
            report.violation(format!("{phase}: the well-behaved client has not measured: {name}"));
            continue;
        };
        let shown = |latency: Latency| format!("{:.1?} / {:.1?} / {:.1?}", latency.p50, latency.p99, latency.worst);
        let figure = format!("{}, calm {}", shown(attacked), shown(calm));
        report.figure(&format!("{phase}: {name} p50 / p99 / worst"), figure);
        let slowed = attacked.slowed(calm, TOLERANCE);
        all_slowed.extend(slowed.map(|slowed| format!("{name} is slowed: {slowed}")));
    }
    all_slowed
}
