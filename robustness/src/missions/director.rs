//! Directors: each has one mission at a time done, and follows its stream over restarts until it is completed.

use std::time::Duration;

use charter_conformance::wire::{Event, Watch};
use http::Method;
use serde_json::Value;

use super::{
    deed::{Account, Kind, Told},
    person::{About, Person},
    plan,
};

/// A follower reads at most so many frames before it hangs up by itself.
const MOST_FRAMES: usize = 200;
/// The server promises a comment every 15 seconds.
const SILENCE: Duration = Duration::from_secs(20);

/// What the stream of a mission has told, to its end.
#[derive(Debug)]
pub(super) struct Followed {
    pub(super) mission_id: String,
    /// The revision before its creation.
    pub(super) after: u64,
    pub(super) events: Vec<Event>,
    pub(super) resumes: usize,
}

/// Has missions done until the run ends.
///
/// # Errors
/// When the server does not do what it is asked.
pub(super) async fn direct(mut person: Person) -> anyhow::Result<Account> {
    while !person.progress.is_ending() {
        let mark = person.mark();
        let spec = plan::mission(&mark, &mut person.random);
        let about = About { kind: Kind::CreateMission, run_id: "", epoch: 0, mark: &mark, requests: usize::MAX };
        let told = person.send(about, |client| client.request(Method::POST, "/v1/missions").json(&spec)).await?;
        let Told::Done(mission) = told else { continue };
        let followed = follow(&mut person, &mission).await?;
        person.account.followed.push(followed);
    }
    Ok(person.account)
}

async fn follow(person: &mut Person, mission: &Value) -> anyhow::Result<Followed> {
    let mission_id = mission["mission_id"].as_str().unwrap_or_default().to_owned();
    let after = mission["rev"].as_u64().unwrap_or_default().saturating_sub(1);
    let mut followed = Followed { mission_id, after, events: Vec::new(), resumes: 0 };
    let mut position = after;
    loop {
        let client = person.client().await?;
        let target = format!("/v1/missions/{}/events", followed.mission_id);
        let request = client.request(Method::GET, target).header("last-event-id", position.to_string());
        match request.open_or_answer().await {
            Ok(Ok(mut watch)) => {
                let most = person.random.usize(1..MOST_FRAMES);
                if read(&mut watch, most, &mut position, &mut followed.events).await {
                    return Ok(followed);
                }
                followed.resumes += 1;
            }
            Ok(Err(answer)) if answer.status.is_server_error() => person.pause().await,
            Ok(Err(answer)) => anyhow::bail!("a resume from {position} was answered {}", answer.shown()),
            Err(_) => person.pause().await,
        }
    }
}

/// Reads whole commits; true when the mission's completion was among them.
pub(super) async fn read(watch: &mut Watch, most: usize, position: &mut u64, events: &mut Vec<Event>) -> bool {
    let mut begun = Vec::new();
    for _ in 0..most {
        // Silence is not failure here: whoever follows resumes, and a mission that hangs is found by the round.
        let Ok(Ok(Some(event))) = tokio::time::timeout(SILENCE, watch.next()).await else { return false };
        let id = event.id;
        if event.is_logged() {
            begun.push(event);
        }
        if let Some(id) = id {
            *position = id;
            let is_over = begun.iter().any(is_completion);
            events.append(&mut begun);
            if is_over {
                return true;
            }
        }
    }
    false
}

fn is_completion(event: &Event) -> bool {
    event.name == "mission.updated" && event.data["data"]["status"] == "completed"
}
